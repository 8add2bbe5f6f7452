"""The deadlines of all callers that wait for an answer, kept by one task.

A cancel scope for each of them would be a good part of what a short action costs.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import anyio

if TYPE_CHECKING:
    from anyio_ami._wire.correlate import Correlator


class Deadlines:
    """Wakes the callers whose time is over."""

    def __init__(self, correlator: Correlator) -> None:
        self._correlator = correlator
        self._next = math.inf
        self._earlier = anyio.Event()

    @property
    def waiting(self) -> bool:
        """Whether there is anything to keep."""
        return self._next < math.inf

    def add(self, deadline: float) -> None:
        """A request with this `patience` is pending."""
        if deadline < self._next:
            self._next = deadline
            self._earlier.set()

    async def keep(self) -> None:
        """Wake each caller when its time is over, for ever."""
        while True:
            self._earlier = anyio.Event()
            with anyio.CancelScope(deadline=self._next):
                await self._earlier.wait()
                continue
            now = anyio.current_time()
            # Most have been answered long since: those that are pending say when the next look is due.
            self._next = math.inf
            for request in tuple(self._correlator.pending.values()):
                if request.patience > now:
                    self._next = min(self._next, request.patience)
                elif request.wake is not None:
                    request.wake()
