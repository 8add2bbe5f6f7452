"""The virtual clocks behave alike on both backends: jumps when idle, never while there is work."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import anyio
import pytest
from anyio.abc import SocketAttribute

from . import _virtual

if TYPE_CHECKING:
    from anyio.abc import SocketStream, TaskStatus

pytestmark = pytest.mark.anyio


@pytest.mark.usefixtures("virtual_clock")
async def test_an_hour_passes_at_once_and_in_order() -> None:
    begun = time.monotonic()
    order: list[tuple[int, float]] = []

    async def sleeper(delay: int) -> None:
        await anyio.sleep(delay)
        order.append((delay, anyio.current_time()))

    assert anyio.current_time() == 0
    async with anyio.create_task_group() as tg:
        for delay in (3600, 5, 60):
            tg.start_soon(sleeper, delay)
    assert [delay for delay, _ in order] == [5, 60, 3600]
    assert [now for _, now in order] == pytest.approx([5, 60, 3600], abs=1e-3)
    assert time.monotonic() - begun < 3600


@pytest.mark.usefixtures("virtual_clock")
async def test_the_clock_stands_still_while_bytes_are_under_way() -> None:
    async def echo(stream: SocketStream) -> None:
        async with stream:
            async for data in stream:
                await stream.send(data)

    async def serve(*, task_status: TaskStatus[int]) -> None:
        async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
            task_status.started(listener.extra(SocketAttribute.local_port))
            await listener.serve(echo)

    async with anyio.create_task_group() as tg:
        port: int = await tg.start(serve)
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            with anyio.fail_after(10):
                for _ in range(200):
                    await stream.send(b"x")
                    assert await stream.receive() == b"x"
        tg.cancel_scope.cancel()


@pytest.mark.usefixtures("virtual_clock")
async def test_a_deadline_is_reached_with_an_idle_socket_open() -> None:
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        port = listener.extra(SocketAttribute.local_port)
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            with pytest.raises(TimeoutError), anyio.fail_after(86_400):
                await stream.receive()
    assert anyio.current_time() == pytest.approx(86_400, abs=1e-3)


async def test_without_the_fixture_time_is_real() -> None:
    begun = time.monotonic()
    await anyio.sleep(0.02)
    assert time.monotonic() - begun >= 0.015


def test_a_thread_that_is_slow_to_end_is_waited_for_in_real_time() -> None:
    ended: list[bool] = []

    def slow() -> None:
        time.sleep(50 * _virtual.GRACE)
        ended.append(True)

    async def main() -> None:
        asyncio.get_running_loop().run_in_executor(None, slow)

    anyio.run(main, backend="asyncio", backend_options=_virtual.asyncio_backend()[1])
    assert ended == [True]
