"""What is taken from the event loop itself."""

from __future__ import annotations

import anyio
import pytest

from anyio_ami._client.native import Native

from .helpers import settle

pytestmark = [pytest.mark.anyio, pytest.mark.every_backend]


async def test_who_waits_is_woken_once_however_often_it_is_set() -> None:
    waiter = Native().new_waiter()
    woken: list[str] = []

    async def wait() -> None:
        await waiter.wait()
        woken.append("yes")

    async with anyio.create_task_group() as group:
        group.start_soon(wait)
        await settle()
        assert not woken
        waiter.set()
        waiter.set()
        await settle()
    assert woken == ["yes"]
    waiter.set()


async def test_what_is_set_before_the_wait_is_not_waited_for() -> None:
    waiter = Native().new_waiter()
    waiter.set()
    with anyio.fail_after(5):
        await waiter.wait()


async def test_a_cancelled_wait_can_be_set_afterwards() -> None:
    waiter = Native().new_waiter()

    async def wait() -> None:
        await waiter.wait()

    async with anyio.create_task_group() as group:
        group.start_soon(wait)
        await settle()
        group.cancel_scope.cancel()
    waiter.set()


async def test_a_cancellation_that_stands_already_ends_the_wait() -> None:
    waiter = Native().new_waiter()
    with anyio.CancelScope() as scope:
        scope.cancel()
        await waiter.wait()
    assert scope.cancelled_caught


async def test_the_clock_is_the_event_loops() -> None:
    before = anyio.current_time()
    now = Native().now()
    assert before <= now <= anyio.current_time()
