"""Cancelling at every point where a call waits leaves no task, no pending entry, and a client that works."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import TYPE_CHECKING

import anyio
import pytest
from anyio.lowlevel import checkpoint

from anyio_ami import ReconnectPolicy, actions, events
from anyio_ami.errors import AMIError
from anyio_ami.testing import FakeAsterisk

from .helpers import client, run_for, running_tasks, settle

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from anyio_ami import AMIClient

pytestmark = [pytest.mark.anyio, pytest.mark.every_backend]


async def send_ping(ami: AMIClient) -> None:
    await ami.send(actions.Ping())


async def send_list(ami: AMIClient) -> None:
    await ami.send(actions.QueueStatus())


async def stream_list(ami: AMIClient) -> None:
    async with ami.stream(actions.QueueStatus()) as items:
        async for _ in items:
            pass


async def originate(ami: AMIClient) -> None:
    await ami.send(actions.Originate(channel="Local/201@default", application="Wait", data="1", async_=True))


async def subscribe(ami: AMIClient) -> None:
    async with ami.subscribe(events.UserEvent) as stream:
        await ami.send(actions.UserEvent(user_event="mine"))
        while (await stream.receive()).user_event != "mine":
            pass


async def wait_connected(ami: AMIClient) -> None:
    await ami.wait_connected()


async def watch_states(ami: AMIClient) -> None:
    async with ami.states() as states:
        await ami.send(actions.Ping())
        await states.receive()


CALLS = [send_ping, send_list, stream_list, originate, subscribe, wait_connected, watch_states]


@pytest.mark.parametrize("kind", ["anyio", "native"])
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.__name__)
async def test_cancelling_a_call_at_every_step_leaves_nothing_behind(
    call: Callable[[AMIClient], Awaitable[None]], kind: str, anyio_backend_name: str
) -> None:
    native = kind == "native" and anyio_backend_name == "asyncio"
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        # Without the call itself, which runs on in tasks of the simulated server.
        pbx.respond("Originate", lambda request: request.success("Originate successfully queued"))
        await ami.send(actions.Ping())  # the first deadline begins a task of the session's own
        await settle()
        before = running_tasks()
        steps = 0
        # Until the call ends by itself before it is cancelled; a call that never ends is stopped here.
        while not await run_for(steps, lambda: call(ami), native=native) and steps < 60:
            steps += 1
            # A healthy client answers, and nobody else's answer.
            assert (await ami.send(actions.Ping(), timeout=5)).ping == "Pong"
            assert ami.stats.pending == 0
        await settle()
        assert running_tasks() == before
        assert ami._supervisor.fan.wanted(events.UserEvent) == ()


@pytest.mark.parametrize("kind", ["anyio", "native"])
async def test_cancelling_connect_at_every_step_leaves_no_session_and_no_task(
    kind: str, anyio_backend_name: str
) -> None:
    native = kind == "native" and anyio_backend_name == "asyncio"
    async with FakeAsterisk() as pbx:
        before = running_tasks()

        async def enter_and_leave() -> None:
            async with client(pbx):
                await checkpoint()

        steps = 0
        while not await run_for(steps, enter_and_leave, native=native):
            steps += 1
            assert steps < 500
            await settle()
            assert running_tasks() == before
            assert not pbx.sessions
        assert steps > 5


@pytest.mark.parametrize("seed", range(4))
async def test_random_cancellations_while_the_line_is_cut_at_random(seed: int) -> None:
    rng = random.Random(seed)
    async with FakeAsterisk() as pbx:
        pbx.respond("Originate", lambda request: request.success("Originate successfully queued"))
        before = running_tasks()
        async with client(pbx, reconnect=ReconnectPolicy.fixed(0.001), login_timeout=60) as ami:

            async def guarded(call: Callable[[AMIClient], Awaitable[None]]) -> None:
                with suppress(AMIError):  # the line was cut
                    await call(ami)

            for _ in range(60):
                async with anyio.create_task_group() as group:
                    for _ in range(rng.randint(1, 6)):
                        group.start_soon(guarded, rng.choice(CALLS))
                    for _ in range(rng.randint(0, 12)):
                        pbx.emit("Reload", {"Module": "x", "Status": "0"})
                        await checkpoint()
                    if rng.random() < 0.3:
                        pbx.cut(mid_frame=rng.random() < 0.5)
                    for _ in range(rng.randint(0, 6)):
                        await checkpoint()
                    group.cancel_scope.cancel()
            with anyio.fail_after(10):
                while True:
                    try:
                        await ami.wait_connected()
                        await ami.send(actions.Ping())
                        break
                    except AMIError:
                        await checkpoint()
            assert ami.stats.pending == 0
        await settle()
        assert running_tasks() <= before


async def test_a_native_cancellation_of_the_task_that_holds_the_block_ends_it_cleanly(
    anyio_backend_name: str,
) -> None:
    native = anyio_backend_name == "asyncio"
    async with FakeAsterisk() as pbx:
        before = running_tasks()
        for steps in range(30):

            async def hold() -> None:
                async with client(pbx):
                    await anyio.sleep_forever()

            await run_for(steps, hold, native=native)
            await settle()
            assert running_tasks() == before
            assert not pbx.sessions
