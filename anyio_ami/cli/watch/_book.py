"""What is common to the channels and the queues: a list read now and then, and events in between."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anyio_ami.events import Event

# While a list is under way, so many events are remembered; after more the list is read once more.
_JOURNAL: Final = 50_000


class Book(ABC):
    """Rows that are read as a list and kept up to date by events.

    On one connection a server writes the answer to a list between events. What it wrote
    before is in the list already; what it writes behind it is news, or not newer than the
    list and followed by what makes it true again. So events from before the list are
    dropped, by the time at which they were read, and those from behind it are applied.

    All times are seconds of one monotonic clock.
    """

    event_class: str = ""
    """The event class (``read =`` in manager.conf) without which no event of these rows comes."""

    def __init__(self) -> None:
        self.listed: bool = False
        """Whether the list was read in this session."""
        self.stale: bool = False
        """Whether the list is to be read again: something came that events do not tell in full."""
        self.refusal: str = ""
        """Why the list cannot be had; empty: it can, or nobody has asked yet."""
        self.told: bool = False
        """Whether an event of these rows came in this session."""
        self.reads: bool | None = None
        """Whether the events reach this client; None: not known."""
        self._horizon: float = -math.inf
        self._journal: list[tuple[Event, float]] | None = None

    def begin(self) -> None:
        """A list is asked for: what comes from now on may be newer than its answer."""
        self._journal = []
        self.stale = False

    def abandon(self) -> None:
        """There was no answer."""
        self._journal = None
        self.stale = True

    def refuse(self, reason: str) -> None:
        """The list cannot be had, and ``reason`` is why: what events tell is all there is."""
        self._journal = None
        self.refusal = reason

    def replace(self, items: Iterable[Event], at: float) -> None:
        """The answer, read at ``at`` (its first part), and after it what came behind it already."""
        before = self._known()
        self._load(items, at)
        journal, self._journal = self._journal or [], None
        self._horizon = at
        if self.listed and not self.told and before != self._known():
            # It has changed, and no event has said so.
            self.reads = False
        self.listed = True
        self.refusal = ""
        for event, when in journal:
            if when >= at or self._is_final(event):
                self._apply(event, when)
        if len(journal) >= _JOURNAL:
            self.stale = True

    def fold(self, event: Event, at: float) -> None:
        """One event, read at ``at``."""
        self.told = self.reads = True
        if at < self._horizon and not self._is_final(event):
            return
        if self._journal is not None and len(self._journal) < _JOURNAL:
            self._journal.append((event, at))
        self._apply(event, at)

    def renew(self) -> None:
        """A new session has begun: what ended meanwhile was told to nobody."""
        if self._journal is not None:  # asked for in the new session, or to fail with the old one
            self._journal = []
        self.listed = self.told = False
        self.stale = True
        if self.refusal:
            # No list will put it right.
            self._clear()

    @abstractmethod
    def _known(self) -> object:
        """What a change between two lists shows in."""

    @abstractmethod
    def _load(self, items: Iterable[Event], at: float) -> None:
        """Take a list in that was read at this time."""

    @abstractmethod
    def _apply(self, event: Event, at: float) -> None:
        """Take an event in."""

    def _is_final(self, event: Event) -> bool:
        """Whether it is true for ever, so that no list can know better."""
        return False

    @abstractmethod
    def _clear(self) -> None:
        """Forget everything."""
