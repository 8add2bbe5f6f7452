"""What waits between the reader of the socket and one reader of events."""

from __future__ import annotations

import time
from collections import deque
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar, cast

import anyio
import msgspec
from anyio.abc import ObjectReceiveStream
from anyio.lowlevel import checkpoint

from anyio_ami._check import option
from anyio_ami._messages.message import Message
from anyio_ami.errors import EventsLost

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


T_co = TypeVar("T_co", covariant=True)

Overflow = Literal["raise", "drop_oldest", "drop_newest"]
GapKind = Literal["overflow", "disconnected", "resubscribed"]

# Marks between which no event stands are few; this many means that nobody reads at all.
_MARKS: Final = 32
_NOTHING: Final[tuple[Any, ...]] = ()


class Gap(msgspec.Struct, frozen=True):
    """Stands in a stream with ``gaps=True`` at the place where events are missing."""

    kind: GapKind
    """``overflow``: the reader was too slow; ``disconnected``: the line was lost; ``resubscribed``: it is
    there again, and events come from here on."""
    lost: int | None
    """How many events are missing; None: nobody can know."""
    after: tuple[int, int] | None
    """(session number, seq) of the last event that this stream was to get before the gap, whether it was
    read or is missing by an earlier gap; None: there was none."""
    since: float
    """When the loss began: seconds since 1970."""
    before: tuple[int, int] | None = None
    """``resubscribed``: (session number, seq) of the first event that can come behind the gap."""
    until: float | None = None
    """``resubscribed``: when the new login was done: seconds since 1970."""
    same_boot: bool | None = None
    """``resubscribed``: whether the server is still the same process; None where nobody could tell."""
    node: str | None = None
    """The server whose events are missing, as `SessionInfo.node` has it; None where they are of several
    servers, or of none (a plain `EventBus`)."""

    def joined(self, later: Gap) -> Gap:
        """One gap for two of a kind between which no event stands."""
        node = self.node if self.node == later.node else None
        if self.kind == "overflow" and self.lost is not None and later.lost is not None:
            return msgspec.structs.replace(self, lost=self.lost + later.lost, node=node)
        both = (self.same_boot, later.same_boot)
        return msgspec.structs.replace(
            self,
            before=later.before,
            until=later.until,
            # Once another, then another for good.
            same_boot=False if False in both else None if None in both else True,
            node=node,
        )


class Mailbox(ObjectReceiveStream[T_co], Generic[T_co]):
    """A bounded queue of shared batches with one wake-up, read as an AnyIO object stream.

    The bound counts the items that stood unread before a batch came; the batch
    itself always fits. An item leaves the mailbox only in the step that
    returns it, so no cancellation can lose one.
    """

    def __init__(self, limit: int, overflow: Overflow, *, gaps: bool) -> None:
        if overflow not in ("raise", "drop_oldest", "drop_newest"):
            msg = f"overflow must be 'raise', 'drop_oldest' or 'drop_newest', not {overflow!r}"
            raise ValueError(msg)
        option("buffer", limit, int, "a number of events")
        if limit < 1:
            msg = "buffer must be at least 1 event"
            raise ValueError(msg)
        self._limit = limit
        self._overflow = overflow
        self._gaps = gaps
        # Entries are [start, batch] or a Gap.
        self._queue: deque[list[Any] | Gap] = deque()
        self._queued = 0
        # The batch in hand, and the last item of the one before.
        self._batch: Sequence[Any] = _NOTHING
        self._index = 0
        self._last: Any = None
        self._lost = 0
        # Those who wait for something to read, in order.
        self._waiting: deque[anyio.Event] = deque()
        self._closed = False
        self._ended = False
        self._make_error: Callable[[], BaseException] | None = None

    @property
    def lost(self) -> int:
        """Events dropped so far because the buffer was full."""
        return self._lost

    @property
    def unread(self) -> int:
        """Events that wait to be read."""
        return self._queued + len(self._batch) - self._index

    # The writing side: called by the reader of the socket, never awaits.

    def push(self, batch: Sequence[Any]) -> None:
        """Take in a batch, which is shared with others and must not change."""
        if self._closed or self._ended or not batch:
            return
        over = self._queued + len(self._batch) - self._index - self._limit
        if over > 0:
            if self._overflow == "drop_newest":
                self._drop_newest(batch)
                return
            self._drop_oldest(over)
        self._queue.append([0, batch])
        self._queued += len(batch)
        if self._waiting:
            self._waiting.popleft().set()

    def mark(self, gap: Gap) -> None:
        """Events are missing at this place; its ``after`` is found here."""
        if self._gaps and not (self._closed or self._ended):
            self._append_mark(msgspec.structs.replace(gap, after=_place(self._newest())))
            if self._waiting:
                self._waiting.popleft().set()

    def end(self, make_error: Callable[[], BaseException] | None) -> None:
        """No more will come: what is buffered is delivered, then the error raised, if any."""
        if not self._ended:
            self._ended = True
            self._make_error = make_error
            self._wake_all()

    def close(self) -> None:
        """Drop everything; waiting readers get `anyio.ClosedResourceError`."""
        if not self._closed:
            self._closed = True
            self._queue.clear()
            self._queued = 0
            self._batch, self._index, self._last = _NOTHING, 0, None
            self._wake_all()

    def _wake_all(self) -> None:
        while self._waiting:
            self._waiting.popleft().set()

    def _drop_oldest(self, count: int) -> None:
        queue = self._queue
        if self._index < len(self._batch):
            self._queued += len(self._batch) - self._index
            queue.appendleft([self._index, self._batch])
        if self._index:
            self._last = self._batch[self._index - 1]
        self._batch, self._index = _NOTHING, 0
        self._lost += count
        self._queued -= count
        marks: list[Gap] = []
        now = time.time()
        last = self._last
        while count or (marks and queue and isinstance(queue[0], Gap)):
            entry = queue[0]
            if isinstance(entry, Gap):
                queue.popleft()
                _add_mark(marks, entry)
                continue
            start, batch = entry
            dropped = min(count, len(batch) - start)
            count -= dropped
            before, last = last, batch[start + dropped - 1]
            node = _node(batch[start], last)
            _add_mark(marks, Gap("overflow", dropped, _place(before), now, node=node))
            if start + dropped == len(batch):
                queue.popleft()
            else:
                entry[0] = start + dropped
        self._last = last
        if self._gaps or self._overflow == "raise":
            queue.extendleft(reversed(marks))

    def _drop_newest(self, batch: Sequence[Any]) -> None:
        self._lost += len(batch)
        if self._gaps:
            after, node = _place(self._newest()), _node(batch[0], batch[-1])
            self._append_mark(Gap("overflow", len(batch), after, time.time(), node=node))

    def _append_mark(self, mark: Gap) -> None:
        queue = self._queue
        if queue and isinstance(queue[-1], Gap) and queue[-1].kind == mark.kind:
            queue[-1] = queue[-1].joined(mark)
            return
        queue.append(mark)
        marks = list(takewhile(lambda entry: isinstance(entry, Gap), reversed(queue)))
        if len(marks) > _MARKS:
            for _ in marks:
                queue.pop()
            queue.extend(_melted(cast("list[Gap]", marks[::-1])))

    def _newest(self) -> Any:
        for entry in reversed(self._queue):
            if not isinstance(entry, Gap):
                return entry[1][-1]
        return self._batch[-1] if self._batch else self._last

    # The reading side.

    async def receive(self) -> T_co:
        """The next item.

        Raises `EventsLost` at the place of a loss (``overflow="raise"``) and
        goes on after it; `anyio.EndOfStream` after the end; the cause when the
        connection is lost for good; `anyio.ClosedResourceError` after `aclose`.
        A cancelled call leaves everything in place.
        """
        index = self._index
        if index < len(self._batch):
            self._index = index + 1
            return cast("T_co", self._batch[index])
        return await self._next()

    async def __anext__(self) -> T_co:
        index = self._index
        if index < len(self._batch):
            self._index = index + 1
            return cast("T_co", self._batch[index])
        try:
            return await self._next()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None

    async def _next(self) -> T_co:
        self._check_readable()
        if self._queue or self._ended:
            # Otherwise it waits, which is one, too.
            await checkpoint()
        while True:
            self._check_readable()
            if self._index < len(self._batch):  # taken in hand by another reader meanwhile
                self._index += 1
                item = self._batch[self._index - 1]
                self._pass_on()
                return cast("T_co", item)
            if self._queue:
                return self._pop()
            if self._ended:
                if self._make_error is None:
                    raise anyio.EndOfStream
                raise self._make_error()
            await self._wait()

    def _check_readable(self) -> None:
        if self._closed:
            raise anyio.ClosedResourceError

    async def _wait(self) -> None:
        woken = anyio.Event()
        self._waiting.append(woken)
        try:
            await woken.wait()
        except BaseException:
            if woken.is_set():
                # Cancelled in the same moment: another reader may need the wake-up.
                self._pass_on()
            else:
                self._waiting.remove(woken)
            raise

    def _pop(self) -> T_co:
        entry = self._queue.popleft()
        if isinstance(entry, Gap):
            # The batch behind a mark is taken in the same step: no read can come between them, so a
            # flood never yields marks alone.
            if self._queue and not isinstance(self._queue[0], Gap):
                self._take(cast("list[Any]", self._queue.popleft()))
            self._pass_on()
            if self._gaps:
                return cast("T_co", entry)
            raise EventsLost(entry.lost or 0)
        self._take(entry)
        self._index += 1
        item = self._batch[self._index - 1]
        self._pass_on()
        return cast("T_co", item)

    def _take(self, entry: list[Any]) -> None:
        if self._batch:
            self._last = self._batch[-1]
        self._index, self._batch = entry
        self._queued -= len(self._batch) - self._index

    def _pass_on(self) -> None:
        # One wake-up serves one reader; with several, each wakes the next.
        if self._waiting and (self._queue or self._index < len(self._batch)):
            self._waiting.popleft().set()

    async def aclose(self) -> None:
        """Stop receiving and drop what is buffered. Never waits."""
        self.close()


def _add_mark(marks: list[Gap], mark: Gap) -> None:
    if marks and marks[-1].kind == mark.kind:
        marks[-1] = marks[-1].joined(mark)
        return
    marks.append(mark)
    if len(marks) > _MARKS:
        marks[:] = _melted(marks)


def _melted(marks: list[Gap]) -> list[Gap]:
    """One mark of each kind for many in a row, in an order that still says how it ended."""
    by_kind: dict[str, Gap] = {}
    for mark in marks:
        # The last of a kind tells its place among the others.
        first = by_kind.pop(mark.kind, None)
        by_kind[mark.kind] = mark if first is None else first.joined(mark)
    return list(by_kind.values())


def _node(first: Any, last: Any) -> str | None:
    nodes = {
        item.session.node if isinstance(item, Message) and item.session is not None else None
        for item in (first, last)
    }
    return nodes.pop() if len(nodes) == 1 else None


def _place(item: Any) -> tuple[int, int] | None:
    if isinstance(item, Message) and item.session is not None and item.seq is not None:
        return item.session.number, item.seq
    return None
