"""What a merged stream has of each node."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

import anyio

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami import Subscription


class Raised:
    """Stands where the stream raises an error; after a ``final`` one nothing comes."""

    __slots__ = ("error", "final")

    def __init__(self, error: Exception, *, final: bool) -> None:
        self.error = error
        self.final = final


class Feed:
    """One node's subscription, and what was taken from it in one turn."""

    def __init__(self, name: str, where: Callable[[Any], object] | None) -> None:
        self.name = name
        self.where = where
        self.begun = anyio.Event()
        self.late = False
        self.late_since = 0.0
        self.late_session = 0
        self.away_since: float | None = None
        """Since when its events are missing, as its own marks tell; None: they are not."""
        self.has_come = False
        """It has been connected, or may have been."""
        self.left_at: float | None = None
        """When it was removed, having been connected: seconds since 1970."""
        self.before: Feed | None = None
        """The last node of this name, of which there may be something still."""
        self.done = anyio.Event()
        self.where_failed = False
        self.source: Subscription[Any]
        self.items: deque[Any] = deque()
        self.taken = anyio.Event()
        self.taken.set()

    def ask(self, event: Any) -> object:
        """Call ``where``, and note if it raises: that ends the stream, where the loss of a node does not."""
        assert self.where is not None
        try:
            return self.where(event)
        except Exception:
            self.where_failed = True
            raise
