"""Tests of click_to_call.py: no Asterisk, less than a second. Run them with ``pytest`` in this folder."""

from __future__ import annotations

import math
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import anyio
import pytest
from click_to_call import CallNotPlacedError, HangupCounter, callers_waiting, click_to_call

from anyio_ami import ConnectionState, actions, events

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from anyio_ami import AMIClient
    from anyio_ami.testing import FakeAsterisk

pytestmark = pytest.mark.anyio

NUMBER = "0123456"


async def test_the_agent_rings_then_the_customer(ami: AMIClient, fake_asterisk: FakeAsterisk) -> None:
    fake_asterisk.endpoint("alice", answer_after=0.01)
    customer = fake_asterisk.endpoint(f"{NUMBER}@trunk", answer_after=0.01)
    async with ami.subscribe(events.BridgeEnter) as bridged:
        channel = await click_to_call(ami, "alice", NUMBER)
        together = {(await bridged.receive()).channel for _ in range(2)}
    assert channel in together
    assert customer.state == "INUSE"
    fake_asterisk.assert_sent(
        actions.Originate, times=1, channel="PJSIP/alice", timeout=20, variables={"CLICKED_BY": "alice"}
    )


@pytest.mark.parametrize("cause", [17, 21])
async def test_an_agent_who_refuses(ami: AMIClient, fake_asterisk: FakeAsterisk, cause: int) -> None:
    fake_asterisk.endpoint("alice", refuses=cause)
    with pytest.raises(CallNotPlacedError, match="alice"):
        await click_to_call(ami, "alice", NUMBER)


@asynccontextmanager
async def counting(ami: AMIClient) -> AsyncGenerator[HangupCounter]:
    """A counter at work."""
    counter = HangupCounter()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(counter.run, ami)
        await anyio.wait_all_tasks_blocked()
        yield counter
        tasks.cancel_scope.cancel()


async def test_hangups_are_counted_by_cause(ami: AMIClient, fake_asterisk: FakeAsterisk) -> None:
    async with counting(ami) as counter:
        await fake_asterisk.call("PJSIP/alice", to="PJSIP/bob", refuses=17)
        await fake_asterisk.call("PJSIP/alice", to="PJSIP/bob")
        await fake_asterisk.flush()
        await ami.send(actions.Ping())
        await anyio.wait_all_tasks_blocked()
    assert counter.causes == {16: 2, 17: 2}, "both channels of each call"


async def test_a_restart_is_a_gap(ami: AMIClient, fake_asterisk: FakeAsterisk) -> None:
    async with counting(ami) as counter, ami.states() as states:
        await fake_asterisk.restart(refused=0.02, resets=0.02, loading=0.02)
        async for state in states:
            if state is ConnectionState.CONNECTED:
                break
        await fake_asterisk.call("PJSIP/alice", to="PJSIP/bob")
        await fake_asterisk.flush()
        await ami.send(actions.Ping())
        await anyio.wait_all_tasks_blocked()
    assert counter.missed == 1
    assert counter.causes == {16: 2}


async def test_waiting_callers(ami: AMIClient, fake_asterisk: FakeAsterisk) -> None:
    fake_asterisk.endpoint("alice", answer_after=math.inf)
    queue = fake_asterisk.queue("support", members=["PJSIP/alice"])
    calls = [queue.start_call(caller_id_num=f"010{number}") for number in range(3)]
    await queue.wait_for_callers(3)
    assert await callers_waiting(ami, "support") == 3
    fake_asterisk.endpoint("alice").answer()
    await calls[0].dialled.wait()
    assert await callers_waiting(ami, "support") == 2
    assert calls[0].answered_by == "PJSIP/alice"
