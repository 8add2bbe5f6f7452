"""A virtual clock that stands still while a worker thread is busy.

The clock of `tests._virtual` jumps to the next timer when the event loop has nothing to do: also while
a thread reads a file, which would then have taken too long.
"""

from __future__ import annotations

import asyncio
import math
from functools import wraps
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import anyio.to_thread

from anyio_ami.recording import _recorder, _replay

from .. import _virtual

if TYPE_CHECKING:
    import selectors
    from collections.abc import Awaitable, Callable

    import pytest


class PatientClock:
    """The clock of one test."""

    def __init__(self) -> None:
        self._busy = 0
        self._mock: Any = None

    def options(self, backend: str) -> dict[str, Any]:
        """Options for `anyio.run`, with a clock that begins at 0."""
        if backend == "trio":
            _, options = _virtual.trio_backend()
            self._mock = options["clock"]
            return options
        return {"loop_factory": lambda: _PatientLoop(self)}

    @property
    def stands(self) -> bool:
        """Whether it stands still."""
        return self._busy > 0

    def wait_for_threads(self, patch: pytest.MonkeyPatch) -> None:
        """Stand still wherever the package or a snippet waits for a worker thread."""
        places: list[tuple[Any, str]] = [(asyncio, "to_thread"), (anyio.to_thread, "run_sync")]
        places += [(module, "run_sync") for module in (_recorder, _replay)]
        if find_spec("trio") is not None:
            import trio

            places.append((trio.to_thread, "run_sync"))
        for module, name in places:
            patch.setattr(module, name, self._held(getattr(module, name)))

    def _held(self, function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @wraps(function)
        async def wait(*args: Any, **options: Any) -> Any:
            self._stand(1)
            try:
                return await function(*args, **options)
            finally:
                self._stand(-1)

        return wait

    def _stand(self, change: int) -> None:
        self._busy += change
        if self._mock is not None:
            self._mock.autojump_threshold = math.inf if self.stands else _virtual.GRACE


class _PatientSelector(_virtual._JumpingSelector):
    def __init__(self, clock: PatientClock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if self._clock.stands and timeout is not None and timeout > 0:
            return self._real.select(_virtual.GRACE)
        return super().select(timeout)


class _PatientLoop(_virtual.VirtualClockLoop):
    def __init__(self, clock: PatientClock) -> None:
        self._jumping = _PatientSelector(clock)
        asyncio.SelectorEventLoop.__init__(self, self._jumping)
