"""Virtual clocks: time stands still while there is work, and jumps to the next timer when there is none.

An hour of keep-alives passes in well under a second, and always in the same order. Both backends behave
alike: the clock starts at 0, and it jumps only after the loop had nothing to do for `GRACE` real seconds.
"""

from __future__ import annotations

import asyncio
import selectors
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import FileDescriptorLike

GRACE = 0.001
"""Real seconds without a ready socket before the clock jumps.

Bytes on loopback are nearly always there at once. Without any grace a kernel that is late by a scheduling
slice would turn into a timeout, and a passing test into one that fails now and then.
"""


class _JumpingSelector(selectors.BaseSelector):
    def __init__(self) -> None:
        self._real = selectors.DefaultSelector()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return self._real.select(timeout)
        ready = self._real.select(min(timeout, GRACE))
        if not ready:
            self.now += timeout
        return ready

    def register(self, fileobj: FileDescriptorLike, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._real.register(fileobj, events, data)

    def unregister(self, fileobj: FileDescriptorLike) -> selectors.SelectorKey:
        return self._real.unregister(fileobj)

    def modify(self, fileobj: FileDescriptorLike, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._real.modify(fileobj, events, data)

    def close(self) -> None:
        self._real.close()

    def get_map(self) -> Mapping[FileDescriptorLike, selectors.SelectorKey]:
        return self._real.get_map()


class VirtualClockLoop(asyncio.SelectorEventLoop):
    """An asyncio loop whose `time` is virtual."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        """Without the limit that `asyncio.Runner` gives: threads end in real time."""
        await super().shutdown_default_executor()


def asyncio_backend() -> tuple[str, dict[str, Any]]:
    """Value of the `anyio_backend` fixture: asyncio on a virtual clock."""
    return "asyncio", {"loop_factory": VirtualClockLoop}


def trio_backend() -> tuple[str, dict[str, Any]]:
    """Value of the `anyio_backend` fixture: Trio on a virtual clock. Raises ImportError without Trio."""
    from trio.testing import MockClock

    return "trio", {"clock": MockClock(autojump_threshold=GRACE)}
