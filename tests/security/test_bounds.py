"""What may be in flight is bounded: past the bound a clear error, and no harm to what was within it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import anyio
import pytest

from anyio_ami import Limits, actions
from anyio_ami._wire.correlate import Correlator, Request
from anyio_ami.actions import Answer
from anyio_ami.errors import ActionTimeout, ListOverflow, NotSent
from anyio_ami.testing import FakeAsterisk

from ..client.helpers import client, settle
from ..client.test_send import list_of

if TYPE_CHECKING:
    from anyio_ami import AMIClient

pytestmark = pytest.mark.anyio


async def test_past_the_bound_an_action_fails_at_once_and_those_in_flight_get_their_answers() -> None:
    answered: list[str] = []

    async def get(ami: AMIClient, number: int) -> None:
        reply = await ami.send(actions.Getvar(variable=f"V{number}"))
        assert reply.variable == f"V{number}"
        answered.append(reply.variable)

    async with FakeAsterisk() as pbx, client(pbx, limits=Limits(pending=300)) as ami:
        held = pbx.hold("Getvar")
        async with anyio.create_task_group() as group:
            for number in range(300):
                group.start_soon(get, ami, number)
            await settle()
            assert ami.stats.pending == 300
            for action in (actions.Ping(), actions.CoreShowChannels(), actions.Getvar(variable="X")):
                with anyio.fail_after(1), pytest.raises(NotSent) as caught:
                    await ami.send(action)
                told = f"{action.name} was not sent: 300 actions are in flight (Limits.pending)"
                assert str(caught.value).startswith(told)
                assert "wait for some of their answers" in str(caught.value)
            with pytest.raises(NotSent, match=r"Limits\.pending"):
                async with ami.stream(actions.CoreShowChannels()):
                    raise AssertionError("it was sent")
            held.release()
        assert len(answered) == 300
        assert ami.stats.pending == 0
        assert [request.name for request in pbx.requests].count("CoreShowChannels") == 0
        await ami.send(actions.Ping())


async def test_what_is_given_up_makes_room_at_once(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, limits=Limits(pending=2), keepalive=1e6) as ami:
        pbx.respond("Getvar", lambda request: None)
        for _ in range(50):
            with anyio.move_on_after(1):
                await ami.send(actions.Getvar(variable="X"))
            with pytest.raises(ActionTimeout):
                await ami.send(actions.Getvar(variable="X"), timeout=1)
            assert ami.stats.pending == 0
        await ami.send(actions.Ping())


async def test_a_server_that_reads_nothing_fills_the_bound_and_no_more(virtual_clock: None) -> None:
    outcomes: list[str] = []

    async def get(ami: AMIClient) -> None:
        try:
            await ami.send(actions.Getvar(variable="X" * 900), timeout=5)
        except (ActionTimeout, NotSent) as exc:
            outcomes.append(type(exc).__name__)

    async with FakeAsterisk() as pbx, client(pbx, limits=Limits(pending=500), keepalive=1e6) as ami:
        pbx.stall()
        async with anyio.create_task_group() as group:
            for _ in range(2000):
                group.start_soon(get, ami)
            await settle()
            assert ami.stats.pending <= 500
        assert outcomes.count("NotSent") == 1500
        assert outcomes.count("ActionTimeout") == 500
        assert ami.stats.pending == 0
        pbx.resume()
        await ami.send(actions.Ping())


async def test_many_lists_at_once_come_each_whole_to_its_own_caller() -> None:
    got: list[int] = []

    async def collect(ami: AMIClient, size: int) -> None:
        answer = await ami.send(actions.CoreShowChannels())
        ids = {item.action_id for item in answer}
        assert len(ids) == 1
        assert [item.channel for item in answer] == [f"PJSIP/{n}" for n in range(size)]
        got.append(len(answer))

    async with FakeAsterisk() as pbx, client(pbx, limits=Limits(pending=100)) as ami:
        pbx.respond("CoreShowChannels", list_of(50))
        held = pbx.hold("CoreShowChannels")
        async with anyio.create_task_group() as group:
            for _ in range(100):
                group.start_soon(collect, ami, 50)
            await settle()
            with pytest.raises(NotSent, match=r"Limits\.pending"):
                await ami.send(actions.CoreShowChannels())
            held.release()
        assert got == [50] * 100
        assert ami.stats.pending == 0


async def test_many_lists_that_nobody_reads_hold_no_more_than_their_buffers() -> None:
    overflows = 0

    async def neglect(ami: AMIClient, ready: anyio.Event) -> None:
        nonlocal overflows
        async with ami.stream(actions.CoreShowChannels(), buffer=10) as items:
            await ready.wait()
            with pytest.raises(ListOverflow):
                async for _ in items:
                    pass
            overflows += 1

    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.respond("CoreShowChannels", list_of(5000))
        ready = anyio.Event()
        async with anyio.create_task_group() as group:
            for _ in range(20):
                group.start_soon(partial(neglect, ami, ready))
            await settle()
            # Everything has come, and the client is not held up by it.
            await ami.send(actions.Ping())
            ready.set()
        assert overflows == 20
        assert ami.stats.pending == 0


def test_what_is_remembered_of_actions_that_were_given_up_is_bounded() -> None:
    correlator = Correlator(Limits(pending=5))
    for number in range(50_000):
        request = Request("Getvar", f"ID-{number}", b"", Answer())
        correlator.add(request)
        request.sent = True
        correlator.abandon(request)
    assert not correlator.pending
    assert len(correlator._tombstones) == len(correlator._deadlines) == 10_000
    # The oldest are forgotten: a late answer of theirs is nobody's.
    assert correlator.reply("ID-0", is_list=False, is_error=False) is None
    assert correlator.unmatched == 1


@pytest.mark.parametrize("bad", [0, -1])
def test_a_bound_of_nothing_is_refused(bad: int) -> None:
    with pytest.raises(ValueError, match=r"Limits\.pending"):
        Limits(pending=bad)
    assert Limits().pending == 10_000
