"""Queues: events in the order of real servers, and lists that agree with them."""

from __future__ import annotations

import math
from typing import Any

import anyio
import pytest

from anyio_ami import actions, errors, events
from anyio_ami.testing import FakeAsterisk

from .helpers import connected, logged, names

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("virtual_clock")]

ALICE, BOB = "PJSIP/alice", "PJSIP/bob"
# As Asterisk 16 and 22 were seen to send them, where a member answers and hangs up.
ANSWERED = [
    *("QueueCallerJoin", "AgentCalled", "DialBegin", "QueueMemberStatus", "QueueMemberStatus", "DialEnd"),
    *("QueueCallerLeave", "AgentConnect", "BridgeCreate", "BridgeEnter", "BridgeEnter"),
    *("BridgeLeave", "BridgeLeave", "AgentComplete", "BridgeDestroy", "QueueMemberStatus"),
]
TOLD = (
    *(
        events.QueueCallerJoin,
        events.AgentCalled,
        events.AgentConnect,
        events.AgentComplete,
        events.DialBegin,
    ),
    *(events.QueueCallerLeave, events.QueueCallerAbandon, events.QueueMemberStatus, events.DialEnd),
    *(events.BridgeCreate, events.BridgeEnter, events.BridgeLeave, events.BridgeDestroy),
    events.AgentRingNoAnswer,
)


def one(found: list[events.Event], cls: type[Any]) -> Any:
    (event,) = (event for event in found if isinstance(event, cls))
    return event


@pytest.mark.parametrize("version", ["16", "22"])
async def test_a_caller_who_is_answered(version: str) -> None:
    async with FakeAsterisk(version) as pbx, logged(pbx) as (_, log):
        queue = pbx.queue("support", members=[ALICE])
        pbx.endpoint("alice", answer_after=4)
        await log.read()
        call = await queue.call(caller_id_num="0123", talk=30, hung_up_by="agent")
        assert (call.status, call.answered_by) == ("ANSWER", ALICE)
        found = await log.read()
        assert names(found, *TOLD) == ANSWERED
        join = one(found, events.QueueCallerJoin)
        assert (join.queue, join.position, join.count, join.caller_id_num) == ("support", 1, 1, "0123")
        connect = one(found, events.AgentConnect)
        assert (connect.hold_time, connect.ring_time, connect.interface) == (4, 4, ALICE)
        complete = one(found, events.AgentComplete)
        assert (complete.talk_time, complete.reason) == (30, "agent")
        status = [event.status for event in found if isinstance(event, events.QueueMemberStatus)]
        assert status == [6, 2, 1], "ringing, in use, not in use"
        last = [event for event in found if isinstance(event, events.QueueMemberStatus)][-1]
        assert (last.calls_taken, last.in_call) == (1, False)


async def test_a_caller_who_gives_up() -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (_, log):
        queue = pbx.queue("support", members=[ALICE])
        pbx.endpoint("alice", answer_after=math.inf)
        await log.read()
        call = await queue.call(give_up_after=7)
        assert call.status == "CANCEL"
        found = await log.read()
        order = [name for name in names(found, *TOLD) if name != "QueueMemberStatus"]
        assert order == [
            *("QueueCallerJoin", "AgentCalled", "DialBegin", "DialEnd"),
            *("QueueCallerAbandon", "QueueCallerLeave"),
        ]
        abandon = one(found, events.QueueCallerAbandon)
        assert (abandon.hold_time, abandon.position, abandon.original_position) == (7, 1, 1)
        assert queue.abandoned == 1
        assert one(found, events.DialEnd).dial_status == "CANCEL"


async def test_a_member_who_does_not_answer_is_rung_again() -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (_, log):
        queue = pbx.queue("support", members=[ALICE], ring_seconds=10, retry_seconds=2)
        alice = pbx.endpoint("alice", answer_after=math.inf)
        call = queue.start_call(talk=0)
        await anyio.sleep(11)
        alice.answer_after = 3
        await call.ended.wait()
        found = await log.read()
        assert one(found, events.AgentRingNoAnswer).ring_time == 10_000
        assert one(found, events.AgentConnect).hold_time == 15
        assert names(found, events.AgentCalled) == ["AgentCalled", "AgentCalled"]


async def test_a_caller_whose_time_is_over() -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (_, log):
        call = await pbx.queue("support", members=[]).call(max_wait=20)
        assert call.status == "TIMEOUT"
        found = await log.read()
        assert names(found, *TOLD) == ["QueueCallerJoin", "QueueCallerLeave"]


async def test_lists_agree_with_what_happens() -> None:
    async with FakeAsterisk() as pbx, connected(pbx) as ami:

        async def status() -> tuple[Any, list[Any], list[Any]]:
            items = await ami.send(actions.QueueStatus(queue="support"))
            return (
                one(list(items), events.QueueParams),
                [item for item in items if isinstance(item, events.QueueMember)],
                [item for item in items if isinstance(item, events.QueueEntry)],
            )

        async def summary() -> Any:
            return one(list(await ami.send(actions.QueueSummary(queue="support"))), events.QueueSummary)

        queue = pbx.queue("support", members=[ALICE, BOB])
        pbx.endpoint("bob").unregister()
        assert ((await summary()).logged_in, (await summary()).available) == (1, 1)
        talking = queue.start_call()
        await talking.dialled.wait()
        waiting = queue.start_call(caller_id_num="0777")
        await anyio.sleep(9)
        params, members, entries = await status()
        assert (params.calls, params.completed) == (1, 0)
        assert [(item.interface, item.status, item.in_call) for item in members] == [
            (ALICE, 2, True),
            (BOB, 5, False),
        ]
        (entry,) = entries
        assert (entry.position, entry.wait, entry.caller_id_num) == (1, 9, "0777")
        assert entry.channel == waiting.channels[0].name
        told = await summary()
        assert (told.callers, told.available, told.longest_hold_time) == (1, 0, 9)
        talking.hangup()
        await waiting.dialled.wait()
        params, members, entries = await status()
        assert (params.calls, params.completed, members[0].calls_taken, entries) == (0, 1, 1, [])


async def test_pauses_and_members_by_test_and_by_action() -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (ami, log):
        queue = pbx.queue("support", members=[ALICE])
        await log.read()
        queue.member(ALICE).pause("lunch")
        call = queue.start_call(talk=0)
        await anyio.sleep(60)
        assert call.status == ""
        await ami.send(actions.QueuePause(interface=ALICE, paused=False))
        await call.ended.wait()
        assert call.answered_by == ALICE
        pauses = [event for event in await log.read() if isinstance(event, events.QueueMemberPause)]
        assert [(event.paused, event.paused_reason) for event in pauses] == [(True, "lunch"), (False, "")]
        await ami.send(actions.QueueAdd(queue="support", interface=BOB, member_name="Bob", penalty=2))
        await ami.send(actions.QueuePenalty(interface=BOB, penalty=3))
        assert (queue.member(BOB).penalty, queue.member(BOB).name) == (3, "Bob")
        await ami.send(actions.QueueRemove(queue="support", interface=BOB))
        changes = (events.QueueMemberAdded, events.QueueMemberPenalty, events.QueueMemberRemoved)
        assert names(await log.read(), *changes) == [cls.__name__ for cls in changes]
        for wrong in (
            actions.QueueAdd(queue="support", interface=ALICE),
            actions.QueueRemove(queue="support", interface=ALICE),
            actions.QueueRemove(queue="none", interface=ALICE),
            actions.QueuePause(interface=BOB, paused=True),
            actions.QueuePenalty(interface=BOB, penalty=1),
        ):
            with pytest.raises(errors.ActionError):
                await ami.send(wrong)


async def test_the_lowest_penalty_is_rung_alone() -> None:
    async with FakeAsterisk() as pbx:
        queue = pbx.queue("support", members=[])
        queue.add(ALICE, penalty=5)
        queue.add(BOB, penalty=1)
        assert (await queue.call()).answered_by == BOB
        queue.member(BOB).pause()
        assert (await queue.call()).answered_by == ALICE


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("linear", [ALICE, ALICE, ALICE]),
        ("rrmemory", [ALICE, BOB, ALICE]),
        ("fewestcalls", [ALICE, BOB, ALICE]),
    ],
)
async def test_strategies(strategy: str, expected: list[str]) -> None:
    async with FakeAsterisk() as pbx:
        queue = pbx.queue("one", strategy=strategy, members=[ALICE, BOB])
        assert [(await queue.call()).answered_by for _ in range(3)] == expected


async def test_callers_are_served_in_their_order() -> None:
    async with FakeAsterisk() as pbx:
        queue = pbx.queue("support", members=[ALICE])
        pbx.endpoint("alice", answer_after=1)
        calls = [queue.start_call(talk=10, caller_id_num=str(number)) for number in range(5)]
        served: list[int] = []

        async def watch(number: int) -> None:
            await calls[number].dialled.wait()
            served.append(number)

        async with anyio.create_task_group() as tasks:
            for number in range(5):
                tasks.start_soon(watch, number)
        assert served == [0, 1, 2, 3, 4]


async def test_queue_in_a_dialplan() -> None:
    plan = {"default": {"300": (("Answer", ""), ("Queue", "support,,,,60"), ("Hangup", "21"))}}
    async with FakeAsterisk(dialplan=plan) as pbx, logged(pbx) as (_, log):
        pbx.queue("support", members=[ALICE])
        pbx.endpoint("alice", hangup_after=12)
        call = await pbx.call("Local/300@default")
        assert (call.answered_by, call.cause) == (ALICE, 16)
        assert one(await log.read(), events.AgentComplete).talk_time == 12
        pbx.endpoint("alice").unregister()
        assert (await pbx.call("Local/300@default")).cause == 21, "the step after Queue"


async def test_a_restart_empties_queues_without_a_word() -> None:
    async with FakeAsterisk() as pbx:
        queue = pbx.queue("support", members=[])
        queue.start_call()
        await queue.wait_for_callers()
        await pbx.restart()
        assert queue.waiting == []
        assert pbx.exchange.channels == {}


async def test_what_is_no_queue() -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(ValueError, match="unknown strategy 'x'"):
            pbx.queue("new", strategy="x")
        assert "new" not in pbx.queues
        with pytest.raises(KeyError):
            pbx.queue("support").member("PJSIP/none")
        with pytest.raises(ValueError, match="already"):
            pbx.queue("support", members=[ALICE]).add(ALICE)
