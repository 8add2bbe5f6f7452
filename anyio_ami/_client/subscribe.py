"""The typed face of `AMIClient.subscribe`: one to eight event types, with and without gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from anyio_ami import events
from anyio_ami._log import Logger

from .bus import DEFAULT_BUFFER
from .fanout import Follower

if TYPE_CHECKING:
    from collections.abc import Callable

    from .mailbox import Gap, Overflow
    from .streams import Subscription
    from .supervisor import Supervisor

_log = Logger("anyio_ami")

A = TypeVar("A", bound=events.Event)
B = TypeVar("B", bound=events.Event)
C = TypeVar("C", bound=events.Event)
D = TypeVar("D", bound=events.Event)
E = TypeVar("E", bound=events.Event)
F = TypeVar("F", bound=events.Event)
G = TypeVar("G", bound=events.Event)
H = TypeVar("H", bound=events.Event)


class Subscribing:
    """What `AMIClient` offers to those who listen."""

    _supervisor: Supervisor

    @overload
    def subscribe(
        self,
        *,
        where: Callable[[events.Event], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[events.Event]: ...
    @overload
    def subscribe(
        self,
        *,
        where: Callable[[events.Event], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[events.Event | Gap]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        /,
        *,
        where: Callable[[A], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[A]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        /,
        *,
        where: Callable[[A], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[A | Gap]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        /,
        *,
        where: Callable[[A | B], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[A | B]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        /,
        *,
        where: Callable[[A | B], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[A | B | Gap]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        /,
        *,
        where: Callable[[A | B | C], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[A | B | C]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        /,
        *,
        where: Callable[[A | B | C], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[A | B | C | Gap]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        /,
        *,
        where: Callable[[A | B | C | D], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[A | B | C | D]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        /,
        *,
        where: Callable[[A | B | C | D], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[A | B | C | D | Gap]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        e: type[E],
        /,
        *,
        where: Callable[[A | B | C | D | E], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[A | B | C | D | E]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        e: type[E],
        /,
        *,
        where: Callable[[A | B | C | D | E], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[A | B | C | D | E | Gap]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        e: type[E],
        f: type[F],
        /,
        *,
        where: Callable[[A | B | C | D | E | F], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[A | B | C | D | E | F]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        e: type[E],
        f: type[F],
        /,
        *,
        where: Callable[[A | B | C | D | E | F], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[A | B | C | D | E | F | Gap]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        e: type[E],
        f: type[F],
        g: type[G],
        /,
        *,
        where: Callable[[A | B | C | D | E | F | G], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[A | B | C | D | E | F | G]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        e: type[E],
        f: type[F],
        g: type[G],
        /,
        *,
        where: Callable[[A | B | C | D | E | F | G], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[A | B | C | D | E | F | G | Gap]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        e: type[E],
        f: type[F],
        g: type[G],
        h: type[H],
        /,
        *,
        where: Callable[[A | B | C | D | E | F | G | H], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[A | B | C | D | E | F | G | H]: ...
    @overload
    def subscribe(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        e: type[E],
        f: type[F],
        g: type[G],
        h: type[H],
        /,
        *,
        where: Callable[[A | B | C | D | E | F | G | H], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[A | B | C | D | E | F | G | H | Gap]: ...
    @overload
    def subscribe(
        self,
        *types: type[events.Event],
        where: Callable[[events.Event], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[events.Event]: ...
    @overload
    def subscribe(
        self,
        *types: type[events.Event],
        where: Callable[[events.Event], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[events.Event | Gap]: ...
    def subscribe(
        self,
        *types: type[Any],
        where: Callable[[Any], object] | None = None,
        buffer: int = DEFAULT_BUFFER,
        overflow: Overflow = "raise",
        gaps: bool = False,
    ) -> Subscription[Any]:
        """A stream of events: ``async with ami.subscribe(events.Hangup) as stream:``.

        Every event of ``types`` (classes of `anyio_ami.events`, or one of their
        bases; none: all events, unknown ones too) comes, in order, from the
        moment the block is entered; what follows an action sent after that
        cannot be missed. The stream lives through reconnects.

        ``where`` is called with each event as it arrives, in the task that reads
        the socket: it must be quick. If it raises, the stream ends with that
        exception. ``buffer`` (events) bounds what stood unread before a read from
        the socket; the events of the read itself always fit, so that up to one
        read (64 KiB, some 180 events) more may wait. When it is full,
        ``overflow`` decides: ``"raise"``: the oldest go, and the stream raises
        `EventsLost` once at their place and goes on; ``"drop_oldest"`` and
        ``"drop_newest"`` only count, in ``stream.lost``. With ``gaps=True`` a `Gap`
        stands at the place of every loss, by overflow or by a lost connection,
        instead of an exception.

        With ``connect_ami(filters="auto")`` entering waits until the server has said that
        it sends these events, if there is a connection: it raises ActionTimeout (after
        ``action_timeout``) or ActionError then. A cancelled entering leaves no subscription.

        Ends quietly with the client's block; raises the cause, after what is
        buffered, when the connection is lost for good. Raises ClientClosed, or
        that cause, if it already is.
        """
        self._supervisor.raise_if_ended()
        for cls in types:
            _require_event_class(cls)
            self._warn_if_masked(cls)
        return Follower(self._supervisor.fan, types, where, buffer, overflow, gaps=gaps)

    def _warn_if_masked(self, cls: type[events.Event]) -> None:
        config = self._supervisor.config
        if not config.receives(*cls.__classes__):
            _log.warning(
                "%s: %s will not come: it has the event class %s, and this client was made with events=%r",
                config.node,
                cls.__name__,
                ",".join(cls.__classes__),
                config.events,
            )


def _require_event_class(value: object) -> None:
    if not (isinstance(value, type) and issubclass(value, events.Event)):
        msg = f"subscribe() takes classes of anyio_ami.events, not {value!r}"
        raise TypeError(msg)
