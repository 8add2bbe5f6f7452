"""What the client's tests share."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import anyio
from anyio.lowlevel import checkpoint

from anyio_ami import ConnectionState, connect_ami

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from anyio_ami import AMIClient
    from anyio_ami.testing import FakeAsterisk

ADMIN: Any = {"username": "admin", "secret": "s3cret"}


def client(pbx: FakeAsterisk, **options: Any) -> AbstractAsyncContextManager[AMIClient]:
    """A client of a simulated server, over an in-memory stream."""
    chosen: dict[str, Any] = {"transport": pbx.connect, **ADMIN, **options}
    return connect_ami(**chosen)


def on_asyncio() -> bool:
    """Whether the task that asks runs on asyncio, with any of its loops."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def running_tasks() -> int:
    """How many tasks there are in this event loop."""
    if on_asyncio():
        return len(asyncio.all_tasks())
    import trio.lowlevel

    count = 0
    waiting = [trio.lowlevel.current_root_task()]
    while waiting:
        task = waiting.pop()
        if task is not None:
            count += 1
            for nursery in task.child_nurseries:
                waiting.extend(nursery.child_tasks)
    return count


async def settle() -> None:
    """Let everything that can run, run."""
    await anyio.wait_all_tasks_blocked()


async def lost(ami: AMIClient, pbx: FakeAsterisk) -> None:
    """Cut the line and wait until the client has seen it."""
    async with ami.states() as states:
        pbx.cut()
        assert await states.receive() is ConnectionState.RECONNECTING


async def run_for(steps: int, call: Callable[[], Awaitable[object]], *, native: bool) -> bool:
    """Run a call for so many turns of the loop, then cancel it; whether it had ended by itself."""
    ended = False

    async def run() -> None:
        nonlocal ended
        await call()
        ended = True

    if native:
        task = asyncio.get_running_loop().create_task(run())
        for _ in range(steps):
            await checkpoint()
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled():
            task.result()
        return ended
    async with anyio.create_task_group() as group:
        group.start_soon(run)
        for _ in range(steps):
            await checkpoint()
        group.cancel_scope.cancel()
    return ended
