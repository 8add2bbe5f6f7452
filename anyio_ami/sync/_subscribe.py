"""The typed face of `subscribe`: one to eight event types, with and without gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from anyio_ami import events

from ._streams import Subscription

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami import Gap, Overflow

    from ._bridge import Bridge

A = TypeVar("A", bound=events.Event)
B = TypeVar("B", bound=events.Event)
C = TypeVar("C", bound=events.Event)
D = TypeVar("D", bound=events.Event)
E = TypeVar("E", bound=events.Event)
F = TypeVar("F", bound=events.Event)
G = TypeVar("G", bound=events.Event)
H = TypeVar("H", bound=events.Event)


class Subscribing:
    """What a client and a fleet offer to those who listen."""

    _bridge: Bridge
    _source: Any

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
    def subscribe(self, *types: type[Any], **options: Any) -> Subscription[Any]:
        """A stream of events: ``with ami.subscribe(events.Hangup) as stream:``.

        Types and options (``where``, ``buffer``, ``overflow``, ``gaps``) are those of
        `anyio_ami.AMIClient.subscribe`, for a fleet of `anyio_ami.Fleet.subscribe`. ``where`` is
        called in the loop's thread: it must be quick, and may not call this client.

        Entering waits where ``filters="auto"`` has the server asked. Raises TypeError or
        ValueError for options that make no sense, and ClientClosed, or the cause, when the
        client is closed or lost for good.
        """

        async def make() -> Any:
            return self._source.subscribe(*types, **options)

        return Subscription(self._bridge, self._bridge.call(make))
