"""The typed face of `Fleet.subscribe`: one to four event types, with and without gaps.

It reads like that of `AMIClient.subscribe`: Python has no way to write the two once,
since what they give back are streams of two classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from anyio_ami import EventBus, events

from ._merge import Merge

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami import Gap, Overflow

    from ._merge import FleetSubscription, Hub

A = TypeVar("A", bound=events.Event)
B = TypeVar("B", bound=events.Event)
C = TypeVar("C", bound=events.Event)
D = TypeVar("D", bound=events.Event)

DEFAULT_BUFFER = 4_096


class Subscribing:
    """What a `Fleet` offers to those who listen."""

    _hub: Hub

    @overload
    def subscribe(
        self,
        *,
        where: Callable[[events.Event], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> FleetSubscription[events.Event]: ...
    @overload
    def subscribe(
        self,
        *,
        where: Callable[[events.Event], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> FleetSubscription[events.Event | Gap]: ...
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
    ) -> FleetSubscription[A]: ...
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
    ) -> FleetSubscription[A | Gap]: ...
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
    ) -> FleetSubscription[A | B]: ...
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
    ) -> FleetSubscription[A | B | Gap]: ...
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
    ) -> FleetSubscription[A | B | C]: ...
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
    ) -> FleetSubscription[A | B | C | Gap]: ...
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
    ) -> FleetSubscription[A | B | C | D]: ...
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
    ) -> FleetSubscription[A | B | C | D | Gap]: ...
    @overload
    def subscribe(
        self,
        *types: type[events.Event],
        where: Callable[[events.Event], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> FleetSubscription[events.Event]: ...
    @overload
    def subscribe(
        self,
        *types: type[events.Event],
        where: Callable[[events.Event], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> FleetSubscription[events.Event | Gap]: ...
    def subscribe(
        self,
        *types: Any,
        where: Callable[[Any], object] | None = None,
        buffer: int = DEFAULT_BUFFER,
        overflow: Overflow = "raise",
        gaps: bool = False,
    ) -> FleetSubscription[Any]:
        """One stream of the events of all nodes: ``async with fleet.subscribe(events.Hangup) as stream:``.

        Options are those of `AMIClient.subscribe`. ``event.session.node`` tells whose
        an event is. Those of one node come in order; nodes that have some take
        turns, of at most 256 events.

        ``buffer`` (events) is that of each node, so that a busy node costs no other
        one its events; beside it up to two turns wait in the stream itself. What a
        full one drops is told as ``overflow`` says, at its place among the events of
        that node. With ``gaps=True`` every `Gap` of a node stands there;
        ``gap.node`` tells whose it is.

        With ``filters="auto"`` entering waits, at most 5 s, until every connected node has
        said that it sends these events. The stream goes on without one that has not,
        between two marks, until it has. A cancelled entering leaves no subscription.

        A node that is lost for good ends nothing: no more comes from it. One that
        is added later takes part from its first event on. The stream ends quietly
        with the fleet's block, after what is buffered. Raises TypeError or
        ValueError for options that make no sense, and ClientClosed after the block.
        """
        self._hub.require_open()
        for cls in types:
            if not (isinstance(cls, type) and issubclass(cls, events.Event)):
                msg = f"subscribe() takes classes of anyio_ami.events, not {cls!r}"
                raise TypeError(msg)
        bus: EventBus[Any] = EventBus()
        # Checks the options, even where there is no node yet.
        bus.subscribe(events.Event, where=where, buffer=buffer, overflow=overflow, gaps=gaps)
        options = {"buffer": buffer, "overflow": overflow, "gaps": gaps}
        return Merge(self._hub, types, where, options)
