"""What the event loop itself offers, where AnyIO's common form of it would cost a good part of an action.

Everything else goes through AnyIO. The tasks are AnyIO's on every backend, and
so is cancellation: what waits here is woken by it as anything else is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

import anyio
from anyio.lowlevel import checkpoint_if_cancelled, current_token

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    import trio


class Waiter(Protocol):
    """Something that one task waits for, once."""

    def set(self) -> None:
        """Wake it, now or as soon as it waits."""

    def wait(self) -> Awaitable[object]:
        """Wait until it is set."""
        ...


class Native:
    """The event loop that runs now. Made once for each client."""

    def __init__(self) -> None:
        token: object = current_token()
        token = getattr(token, "native_token", token)
        self.loop: asyncio.AbstractEventLoop | None = None
        """The event loop, on asyncio."""
        self.now: Callable[[], float] = anyio.current_time
        """The event loop's clock: what `anyio.current_time` gives.

        Before Python 3.12 asyncio asks the operating system for the process each
        time that somebody wants to know the running loop.
        """
        self.new_waiter: Callable[[], Waiter] = anyio.Event
        self.checkpoint_if_cancelled: Callable[[], Awaitable[None]] = checkpoint_if_cancelled
        if callable(getattr(token, "create_future", None)):
            self.loop = loop = cast("asyncio.AbstractEventLoop", token)
            self.now = loop.time
            self.new_waiter = lambda: _FutureWaiter(loop.create_future())
        elif type(token).__module__.partition(".")[0] == "trio":
            from trio import current_time, lowlevel

            self.now = current_time
            self.new_waiter = _trio_waiter()
            self.checkpoint_if_cancelled = lowlevel.checkpoint_if_cancelled


class _FutureWaiter:
    """For asyncio: a future alone."""

    __slots__ = ("_future",)

    def __init__(self, future: asyncio.Future[None]) -> None:
        self._future = future

    def set(self) -> None:
        if not self._future.done():
            self._future.set_result(None)

    def wait(self) -> Awaitable[object]:
        return self._future


def _trio_waiter() -> Callable[[], Waiter]:
    from trio.lowlevel import Abort, checkpoint, current_task, reschedule, wait_task_rescheduled

    class TrioWaiter:
        """For Trio: the task itself."""

        __slots__ = ("_done", "_task")

        def __init__(self) -> None:
            self._done = False
            self._task: trio.lowlevel.Task | None = None

        def set(self) -> None:
            self._done = True
            task, self._task = self._task, None
            if task is not None:
                reschedule(task)

        async def wait(self) -> object:
            if self._done:
                await checkpoint()
                return None
            self._task = current_task()
            return await wait_task_rescheduled(self._abort)

        def _abort(self, _raise_cancel: Any) -> Abort:
            self._task = None
            return Abort.SUCCEEDED

    return TrioWaiter
