"""The fan-out: one batch a read, shared by everybody who wants the same types."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from anyio import EndOfStream

from anyio_ami._check import option

from .mailbox import Gap, Mailbox, Overflow
from .streams import Subscription

if TYPE_CHECKING:
    from collections.abc import Awaitable, Generator, Sequence

    from typing_extensions import Self

E_co = TypeVar("E_co", covariant=True)
E = TypeVar("E")


# As many events as one read from the socket may bring, more or less.
_PART: Final = 256


class Follower(Mailbox[E_co], Subscription[E_co], Generic[E_co]):
    """A subscription, and what the fan-out does with it."""

    def __init__(
        self,
        fan: FanOut,
        types: tuple[type[Any], ...],
        where: Callable[[Any], object] | None,
        buffer: int,
        overflow: Overflow,
        *,
        gaps: bool,
    ) -> None:
        super().__init__(buffer, overflow, gaps=gaps)
        for cls in types:
            option("a type to subscribe to", cls, type, "a class")
        check_where(where)
        self._fan = fan
        self._types = types
        self._where = where
        self._entered = False

    async def __aenter__(self) -> Self:
        if self._entered:
            msg = "a subscription can be entered only once; call subscribe() again"
            raise RuntimeError(msg)
        self._entered = True
        self._fan.attach(self, self._types)
        if self._fan.widen is not None:
            try:
                await self._fan.widen()
            except BaseException:
                self.close()
                raise
        return self

    def push(self, batch: Sequence[Any]) -> None:
        where = self._where
        if where is not None:
            try:
                batch = [event for event in batch if where(event)]
            except BaseException as exc:  # the user's predicate: its error is the user's to see
                stray = is_cancellation(exc)
                if not (stray or isinstance(exc, Exception)):
                    raise
                if stray or isinstance(exc, (StopIteration, StopAsyncIteration, EndOfStream)):
                    # As it is, it would look like the end of the stream, or a cancellation of its reader.
                    self.end(_raiser(_chained(RuntimeError(f"where raised {exc!r}"), exc)))
                else:
                    self.end(_raiser(exc))
                self._fan.detach(self)
                return
        super().push(batch)

    @property
    def is_filtered(self) -> bool:
        """Whether it has a predicate."""
        return self._where is not None

    def close(self) -> None:
        self._fan.detach(self)
        super().close()

    def _check_readable(self) -> None:
        if not self._entered:
            msg = "begin the subscription first: async with ...subscribe(...) as stream"
            raise RuntimeError(msg)
        super()._check_readable()


class _Group:
    """Everybody who wants the same types: they share one batch a read."""

    __slots__ = ("batch", "late", "subscriptions", "taps", "types")

    def __init__(self, types: tuple[type[Any], ...]) -> None:
        self.types = types
        self.subscriptions: list[Follower[Any]] = []
        self.taps: list[Callable[[Sequence[Any]], None]] = []
        self.batch: list[Any] = []
        # Who joined while a batch was held back, and how much of it came before.
        self.late: dict[Follower[Any], int] = {}

    def wants(self, cls: type[Any]) -> bool:
        return not self.types or issubclass(cls, self.types)


class FanOut:
    """Who wants what, and what waits to be handed to them."""

    def __init__(self) -> None:
        self._groups: dict[frozenset[type[Any]], _Group] = {}
        self._appends: dict[type[Any], tuple[Callable[[Any], None], ...]] = {}
        self._lost = 0
        self._flushing = False
        self._held = False
        # Who joined while its events may not come yet, and begins later; None: everybody begins at once.
        self._parked: dict[Follower[Any], tuple[type[Any], ...]] | None = None
        self._ended = False
        self._make_error: Callable[[], BaseException] | None = None
        self.calls_out: bool = False
        """Whether to hand messages over calls what is not ours: predicates."""
        self.on_change: Callable[[], None] | None = None
        """Called when what is wanted may have changed."""
        self.widen: Callable[[], Awaitable[None]] | None = None
        """Awaited by a new subscription before it has begun: it has whatever is wanted sent."""

    @property
    def lost(self) -> int:
        """Messages dropped by full buffers so far, over all subscriptions."""
        now = (s.lost for group in self._groups.values() for s in group.subscriptions)
        return self._lost + sum(now)

    def wanted(self, cls: type[Any]) -> tuple[Callable[[Any], None], ...]:
        """Where to append messages of a class before `flush`; empty if nobody wants them."""
        appends = self._appends.get(cls)
        if appends is None:
            appends = tuple(g.batch.append for g in self._groups.values() if g.wants(cls))
            self._appends[cls] = appends
        return appends

    def flush(self) -> None:
        """Hand what was appended to the subscriptions: one batch each."""
        if self._flushing or self._held:
            # A predicate that publishes: its messages come after those that are on their way.
            return
        self._flushing = True
        try:
            while waiting := [group for group in self._groups.values() if group.batch]:
                for group in waiting:
                    batch = group.batch.copy()
                    group.batch.clear()
                    for tap in tuple(group.taps):
                        tap(batch)
                    for subscription in tuple(group.subscriptions):
                        subscription.push(batch)
        finally:
            self._flushing = False

    def mark(self, gap: Gap) -> None:
        """Put a `Gap` into every stream that asked for gaps."""
        for group in self._groups.values():
            for subscription in group.subscriptions:
                subscription.mark(gap)

    def types(self) -> list[tuple[type[Any], ...]]:
        """What is listened to now: the types of each group; none in a group: everything."""
        return [*(group.types for group in self._groups.values()), *(self._parked or {}).values()]

    def park(self) -> None:
        """Whoever joins from now on is given nothing until `unpark`."""
        self._parked = self._parked or {}

    def unpark(self, mark: Gap | None = None, first: Any = None) -> None:
        """Those who joined since `park` begin: with ``mark``, and ``first`` if they want such messages."""
        parked, self._parked = self._parked or {}, None
        for subscription, types in parked.items():
            self.attach(subscription, types)
            if mark is not None:
                subscription.mark(mark)
            if first is not None and (not types or isinstance(first, types)):
                subscription.push([first])

    def waiting(self, cls: type[E]) -> list[E]:
        """What a `tap` on a class will be handed at the next `flush`."""
        group = self._groups.get(frozenset((cls,)))
        return [] if group is None else list(group.batch)

    def hold(self) -> None:
        """Hand nothing to anybody until `release` or `discard`."""
        self._held = True

    @property
    def held(self) -> int:
        """Messages that are held back, at least: the most that anybody waits for."""
        return max((len(group.batch) for group in self._groups.values()), default=0) if self._held else 0

    def keep_held(self, cls: type[Any]) -> None:
        """Forget what was held back, but for messages of one class."""
        for group in self._groups.values():
            for subscription, before in group.late.items():
                group.late[subscription] = sum(isinstance(m, cls) for m in group.batch[:before])
            group.batch[:] = [message for message in group.batch if isinstance(message, cls)]

    def release(self) -> None:
        """Hand over what was held back, in parts, as reads would have brought it."""
        self._held = False
        for group in tuple(self._groups.values()):
            batch, late = group.batch.copy(), group.late
            group.batch.clear()
            group.late = {}
            for tap in tuple(group.taps) if batch else ():
                tap(batch)
            for subscription in tuple(group.subscriptions):
                for start in range(late.get(subscription, 0), len(batch), _PART):
                    subscription.push(batch[start : start + _PART])

    def discard(self) -> None:
        """Forget what was held back."""
        self._held = False
        for group in self._groups.values():
            group.batch.clear()
            group.late.clear()

    def close(self, error: BaseException | Callable[[], BaseException] | None = None) -> None:
        """End every subscription after what it has buffered: quietly, or with ``error``.

        Later ones end at once. A callable makes the error anew for each reader.
        """
        if not self._ended:
            self._make_error = _raiser(error) if isinstance(error, BaseException) else error
            self.unpark()
            self._ended = True
            for group in tuple(self._groups.values()):
                for subscription in group.subscriptions:
                    self._lost += subscription.lost
                    subscription.end(self._make_error)
            self._groups.clear()
            self._changed()

    def attach(self, subscription: Follower[Any], types: tuple[type[Any], ...]) -> None:
        """Begin a subscription (what entering it does)."""
        if self._ended:
            subscription.end(self._make_error)
            return
        if self._parked is not None:
            self._parked[subscription] = types
            return
        group = self._group(types)
        group.subscriptions.append(subscription)
        if self._held:
            group.late[subscription] = len(group.batch)
        self._changed()

    def detach(self, subscription: Follower[Any]) -> None:
        """End a subscription (what leaving it does). Harmless if it has ended."""
        if self._parked is not None:
            self._parked.pop(subscription, None)
        for group in tuple(self._groups.values()):
            if subscription in group.subscriptions:
                group.subscriptions.remove(subscription)
                group.late.pop(subscription, None)
                self._lost += subscription.lost
                self._drop_empty(group)

    @contextmanager
    def tap(self, cls: type[E], push: Callable[[Sequence[E]], None]) -> Generator[None]:
        """Call ``push`` with each batch of messages of one class while the block runs."""
        group = self._group((cls,))
        group.taps.append(push)
        self._changed()
        try:
            yield
        finally:
            group.taps.remove(push)
            self._drop_empty(group)

    def _group(self, types: tuple[type[Any], ...]) -> _Group:
        # What is appended already was published before whatever joins now.
        self.flush()
        return self._groups.setdefault(frozenset(types), _Group(types))

    def _drop_empty(self, group: _Group) -> None:
        if not group.subscriptions and not group.taps:
            self._groups.pop(frozenset(group.types), None)
        self._changed()

    def _changed(self) -> None:
        self._appends.clear()
        self.calls_out = any(s.is_filtered for group in self._groups.values() for s in group.subscriptions)
        if self.on_change is not None:
            self.on_change()


def is_cancellation(exc: BaseException) -> bool:
    """Whether it is what cancels tasks: where nothing is awaited it can only be a stray one."""
    # Of any event loop, not just of the one that runs.
    name, module = type(exc).__name__, type(exc).__module__.partition(".")[0]
    return (module, name) in (("asyncio", "CancelledError"), ("trio", "Cancelled"))


def check_where(where: object) -> None:
    """TypeError unless it is None or a plain function."""
    if where is not None:
        option("where", where, Callable, "a function of one message")
        if iscoroutinefunction(where):
            msg = "where must be a plain function: it is called for each message and never awaited"
            raise TypeError(msg)


def _chained(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


def _raiser(error: BaseException) -> Callable[[], BaseException]:
    return lambda: error
