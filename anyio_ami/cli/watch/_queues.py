"""The queues of a server, from the list of QueueStatus and the events of queues and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from anyio_ami import events
from anyio_ami.types import DeviceState

from ._book import Book

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anyio_ami.events import Event

_BUSY: Final = frozenset(
    {
        DeviceState.INUSE,
        DeviceState.BUSY,
        DeviceState.RINGING,
        DeviceState.RINGINUSE,
        DeviceState.ONHOLD,
    }
)
_AWAY: Final = frozenset({DeviceState.UNAVAILABLE, DeviceState.INVALID})


class Member(msgspec.Struct, kw_only=True):
    """One member of a queue."""

    status: DeviceState | None = None
    paused: bool = False
    in_call: bool = False

    @property
    def is_away(self) -> bool:
        """Whether its device cannot be reached."""
        return not self.paused and self.status in _AWAY

    @property
    def is_busy(self) -> bool:
        """Whether it is in a call or rings, and is not paused."""
        return not self.paused and not self.is_away and (self.in_call or self.status in _BUSY)

    @property
    def is_free(self) -> bool:
        """Whether the queue can call it. A device whose state is not known can be called."""
        return not (self.paused or self.is_away or self.is_busy)


class Queue(msgspec.Struct, kw_only=True):
    """One queue. Times are those of the client's monotonic clock."""

    name: str
    strategy: str = ""
    completed: int | None = None
    """Calls that a member has ended or let end, by the server's own count; None: not known."""
    abandoned: int | None = None
    """Callers who gave up, by the server's own count; None: not known."""
    hold_time: int | None = None
    """The server's average wait in seconds."""
    callers: dict[str, float] = msgspec.field(default_factory=dict[str, float])
    """By unique id, since when each one waits."""
    members: dict[str, Member] = msgspec.field(default_factory=dict[str, Member])
    """By interface."""

    def count(self) -> tuple[int, int, int, int]:
        """Members that are free, busy, paused, away."""
        free = busy = paused = away = 0
        for member in self.members.values():
            if member.paused:
                paused += 1
            elif member.is_away:
                away += 1
            elif member.is_busy:
                busy += 1
            else:
                free += 1
        return free, busy, paused, away

    @property
    def oldest(self) -> float | None:
        """Since when the caller waits who waits longest; None: nobody waits."""
        return min(self.callers.values(), default=None)


class QueueBook(Book):
    """All queues, by name.

    How many calls were completed and abandoned is the server's own count, which is read
    again after each event that changes it: counted here, too, a call that ends just as the
    list is made would count twice.
    """

    event_class = "agent"

    def __init__(self) -> None:
        super().__init__()
        self.queues: dict[str, Queue] = {}

    def _known(self) -> object:
        return {
            (name, *queue.callers, *((who, one.paused, one.status) for who, one in queue.members.items()))
            for name, queue in self.queues.items()
        }

    def _clear(self) -> None:
        self.queues.clear()

    def _load(self, items: Iterable[Event], at: float) -> None:
        before, self.queues = self.queues, {}
        for item in items:
            if isinstance(item, events.QueueParams):
                queue = self._queue(item.queue)
                queue.strategy = str(item.strategy.value) if item.strategy is not None else ""
                queue.completed, queue.abandoned = item.completed, item.abandoned
                queue.hold_time = item.hold_time
            elif isinstance(item, events.QueueMember):
                self._queue(item.queue).members[item.interface] = _member(item)
            elif isinstance(item, events.QueueEntry):
                since = at - (item.wait or 0)
                known = before[item.queue].callers.get(item.unique_id) if item.queue in before else None
                # The list has whole seconds: what an event told is truer.
                if known is not None and abs(known - since) < 2:
                    since = known
                self._queue(item.queue).callers[item.unique_id] = since

    def _queue(self, name: str) -> Queue:
        queue = self.queues.get(name)
        if queue is None:
            queue = self.queues[name] = Queue(name=name)
        return queue

    def _apply(self, event: Event, at: float) -> None:
        if isinstance(event, events.QueueCallerJoin):
            self._queue(event.queue).callers.setdefault(event.unique_id, at)
        elif isinstance(event, events.QueueCallerLeave):
            self._queue(event.queue).callers.pop(event.unique_id, None)
        elif isinstance(event, events.QueueCallerAbandon):
            self._queue(event.queue).callers.pop(event.unique_id, None)
            self.stale: bool = True
        elif isinstance(event, events.AgentComplete):
            self._queue(event.queue)
            self.stale = True
        elif isinstance(event, events.QueueMemberRemoved):
            self._queue(event.queue).members.pop(event.interface, None)
        elif isinstance(event, events.QueueMemberEvent):
            self._queue(event.queue).members[event.interface] = _member(event)


def _member(event: events.QueueMember | events.QueueMemberEvent) -> Member:
    return Member(status=event.status, paused=bool(event.paused), in_call=bool(event.in_call))


WANTED: tuple[type[Event], ...] = (
    events.QueueCallerJoin,
    events.QueueCallerLeave,
    events.QueueCallerAbandon,
    events.AgentComplete,
    events.QueueMemberAdded,
    events.QueueMemberRemoved,
    events.QueueMemberPause,
    events.QueueMemberPenalty,
    events.QueueMemberRinginuse,
    events.QueueMemberStatus,
)
"""The events of which a `QueueBook` is to be told."""
