"""An async world that a synchronous test moves on step by step, on any backend."""

from __future__ import annotations

import queue
import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import anyio

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_PATIENCE = 60.0


class Stepwise(ABC):
    """An event loop in a thread of its own, that stands still between two steps.

    The loop itself waits for the next step, without giving way: no task runs
    meanwhile and no virtual time passes, so what happens depends on the steps alone.
    """

    def __init__(self, backend: tuple[str, dict[str, Any]]) -> None:
        self._backend = backend
        self._steps: queue.SimpleQueue[Callable[[], Awaitable[Any]] | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[tuple[Any, BaseException | None]] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._over = False
        self._thread.start()
        self._result()

    @abstractmethod
    async def world(self) -> None:
        """Build the world, call `serve` in it, and take it down."""

    async def serve(self) -> None:
        """Take the steps, until `end`."""
        self._results.put((None, None))
        while (step := self._steps.get()) is not None:
            try:
                self._results.put((await step(), None))
            except Exception as exc:
                self._results.put((None, exc))

    def step(self, function: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        """Run this in the world, and give what it gives or raises."""

        def bound() -> Awaitable[Any]:
            return function(*args)

        self._steps.put(bound)
        return self._result()

    def end(self) -> None:
        """Take the world down; raises what that raises."""
        if not self._over:
            self._steps.put(None)
            self._result()
        self._thread.join(_PATIENCE)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        name, options = self._backend
        try:
            if name == "trio":
                # The oldest AnyIO that is supported hands no options to Trio.
                import trio

                trio.run(self.world, **options)
            else:
                anyio.run(self.world, backend=name, backend_options=options)
        except BaseException as exc:
            self._over = True
            self._results.put((None, exc))
        else:
            self._over = True
            self._results.put((None, None))

    def _result(self) -> Any:
        result, error = self._results.get(timeout=_PATIENCE)
        if error is not None:
            raise error
        return result
