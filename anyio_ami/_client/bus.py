"""The public face of the fan-out, for messages of any type."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

from .fanout import FanOut, Follower
from .mailbox import Gap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .mailbox import Overflow
    from .streams import Subscription

E = TypeVar("E")
S = TypeVar("S")

DEFAULT_BUFFER = 16_384


class EventBus(Generic[E]):
    """Fans messages of any type out to subscriptions; usable by itself.

    ``publish`` never waits. Each subscription has its own bounded buffer, and
    a slow one delays nobody.
    """

    def __init__(self) -> None:
        self._fan = FanOut()

    @property
    def lost(self) -> int:
        """Messages dropped by full buffers so far, over all subscriptions."""
        return self._fan.lost

    @overload
    def subscribe(
        self,
        *,
        where: Callable[[E], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[E]: ...
    @overload
    def subscribe(
        self,
        *,
        where: Callable[[E], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[E | Gap]: ...
    @overload
    def subscribe(
        self,
        first: type[S],
        /,
        *types: type[S],
        where: Callable[[S], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: Literal[False] = False,
    ) -> Subscription[S]: ...
    @overload
    def subscribe(
        self,
        first: type[S],
        /,
        *types: type[S],
        where: Callable[[S], object] | None = None,
        buffer: int = ...,
        overflow: Overflow = ...,
        gaps: bool,
    ) -> Subscription[S | Gap]: ...
    def subscribe(
        self,
        *types: type[Any],
        where: Callable[[Any], object] | None = None,
        buffer: int = DEFAULT_BUFFER,
        overflow: Overflow = "raise",
        gaps: bool = False,
    ) -> Subscription[Any]:
        """A subscription to messages that are instances of ``types`` (none: to all).

        ``where`` is called with each message, in the publisher's task: it must be
        quick. If it raises, the subscription ends with that exception.
        ``buffer`` (messages, at least 1) bounds what stood unread before a batch;
        past it ``overflow`` decides: ``"raise"`` drops the oldest and raises
        `EventsLost` once at that place, ``"drop_oldest"`` and ``"drop_newest"``
        only count in ``stream.lost``. With ``gaps=True`` a `Gap` stands in the
        stream at the place of every loss instead.
        """
        return Follower(self._fan, types, where, buffer, overflow, gaps=gaps)

    def publish(self, messages: Iterable[E]) -> None:
        """Hand a batch of messages to everybody who wants them. Never waits."""
        batch = list(messages)
        for message in batch:
            for append in self._fan.wanted(type(message)):
                append(message)
        self._fan.flush()

    def mark(self, kind: Literal["disconnected"]) -> None:
        """Put a `Gap` of unknown length into every stream that asked for gaps."""
        self._fan.mark(Gap(kind, None, None, time.time()))

    def close(self, error: BaseException | Callable[[], BaseException] | None = None) -> None:
        """End every subscription after what it has buffered: quietly, or with ``error``.

        Later ones end at once. A callable makes the error anew for each reader.
        """
        self._fan.close(error)
