"""Calls between endpoints: in the order of real servers, and with every way to end."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import OriginateOutcome, actions, events
from anyio_ami.testing import FakeAsterisk

from .helpers import logged, names

if TYPE_CHECKING:
    from anyio_ami.testing import FakeCall

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("virtual_clock")]

CALL = [
    *("Newchannel", "DeviceStateChange", "Newchannel", "NewCallerid", "DialBegin", "Newstate", "DialState"),
    *("DeviceStateChange", "Newstate", "DeviceStateChange", "DialEnd", "Newstate", "BridgeCreate"),
    *("BridgeEnter", "BridgeEnter", "SoftHangupRequest", "BridgeLeave", "BridgeLeave", "Hangup"),
    *("DeviceStateChange", "Hangup", "BridgeDestroy", "DeviceStateChange"),
]


async def test_a_call_of_two_parties_by_its_events() -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (_, log):
        pbx.endpoint("alice")
        pbx.endpoint("bob")
        await log.read()
        began = anyio.current_time()
        call = await pbx.call(
            "PJSIP/alice", to="PJSIP/bob", answer_after=3, talk=60, caller_id_num="100", caller_id_name="Al"
        )
        assert anyio.current_time() - began == pytest.approx(63)
        assert (call.status, call.answered_by, call.cause) == ("ANSWER", "PJSIP/bob", 16)
        found = await log.read()
        expected = [name for name in CALL if name != "DeviceStateChange"]
        assert [name for name in names(found) if name != "DeviceStateChange"] == expected
        states = [
            (one.device, one.state.name)
            for one in found
            if isinstance(one, events.DeviceStateChange) and one.state
        ]
        assert states == [
            ("PJSIP/alice", "INUSE"),
            ("PJSIP/bob", "RINGING"),
            ("PJSIP/bob", "INUSE"),
            ("PJSIP/bob", "NOT_INUSE"),
            ("PJSIP/alice", "NOT_INUSE"),
        ]
        first, second = (one for one in found if isinstance(one, events.BridgeEnter))
        assert first.channel is not None
        assert first.channel.startswith("PJSIP/bob-")
        assert (first.bridge_num_channels, second.bridge_num_channels) == (1, 2)
        assert (second.caller_id_num, second.caller_id_name) == ("100", "Al")
        assert first.linked_id == second.linked_id == second.unique_id
        assert pbx.exchange.channels == {}
        assert pbx.bridges.all == {}


@pytest.mark.parametrize(
    ("options", "status", "cause"),
    [
        ({"refuses": 17}, "BUSY", 17),
        ({"refuses": 21}, "NOANSWER", 21),
        ({"refuses": 34}, "CONGESTION", 34),
        ({"answer_after": math.inf, "ring_seconds": 20}, "NOANSWER", 0),
        ({"hung_up_by": "callee", "talk": 5}, "ANSWER", 16),
        ({"talk": 5, "cause": 38}, "ANSWER", 38),
    ],
)
async def test_how_a_call_ends(options: dict[str, Any], status: str, cause: int) -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (_, log):
        call = await pbx.call("PJSIP/carl", to="PJSIP/bob", **options)
        assert (call.status, call.cause) == (status, cause)
        found = await log.read()
        ends = [one for one in found if isinstance(one, events.DialEnd)]
        assert [one.dial_status.value for one in ends if one.dial_status] == [status]
        hangups = [one for one in found if isinstance(one, events.Hangup)]
        assert len(hangups) == 2
        assert [int(one.cause) for one in hangups if one.cause is not None] == [cause, cause]
        assert (pbx.endpoint("bob").state, pbx.endpoint("carl").state) == ("NOT_INUSE", "NOT_INUSE")


async def test_an_endpoint_acts_when_the_test_says() -> None:
    async with FakeAsterisk() as pbx:
        bob = pbx.endpoint("bob", answer_after=math.inf)
        assert not bob.answer()
        call = pbx.start_call("PJSIP/alice", to="PJSIP/bob")
        await anyio.wait_all_tasks_blocked()
        assert bob.state == "RINGING"
        assert bob.answer()
        await call.dialled.wait()
        assert bob.state == "INUSE"
        assert bob.hangup(cause=31)
        await call.ended.wait()
        assert (call.status, call.cause) == ("ANSWER", 31)
        call = pbx.start_call("PJSIP/alice", to="PJSIP/bob")
        await anyio.wait_all_tasks_blocked()
        assert bob.reject(17)
        await call.ended.wait()
        assert call.status == "BUSY"


async def test_a_caller_who_gives_up_leaves_nothing() -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (_, log):
        pbx.endpoint("bob", answer_after=math.inf)
        call = pbx.start_call("PJSIP/alice", to="PJSIP/bob")
        await anyio.wait_all_tasks_blocked()
        call.hangup()
        assert call.status == "CANCEL"
        found = await log.read()
        end = next(one for one in found if isinstance(one, events.DialEnd))
        assert end.dial_status == "CANCEL"
        assert pbx.exchange.channels == {}
        assert pbx.endpoint("bob").state == "NOT_INUSE"


async def test_a_blind_transfer() -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (_, log):
        call = pbx.start_call("PJSIP/alice", to="PJSIP/bob")
        assert not call.transfer("PJSIP/eve")
        await call.dialled.wait()
        await log.read()
        assert call.transfer("PJSIP/eve")
        await anyio.wait_all_tasks_blocked()
        assert call.answered_by == "PJSIP/eve"
        found = await log.read()
        order = names(found, events.BlindTransfer, events.BridgeDestroy, events.Hangup, events.BridgeEnter)
        assert order == ["BlindTransfer", "Hangup", "BridgeDestroy", "BridgeEnter", "BridgeEnter"]
        pbx.endpoint("eve").hangup()
        await call.ended.wait()
        assert pbx.exchange.channels == {}


async def dialled_from(channel: str) -> FakeCall:
    plan = {"default": {"600": (("Dial", "PJSIP/bob&PJSIP/eve,10"), ("Wait", "1"))}}
    async with FakeAsterisk(dialplan=plan) as pbx:
        pbx.endpoint("bob", answer_after=5)
        pbx.endpoint("eve", answer_after=2, hangup_after=7)
        return await pbx.call(channel)


async def test_dial_in_a_dialplan_rings_all_and_the_first_to_answer_wins() -> None:
    began = anyio.current_time()
    call = await dialled_from("Local/600@default")
    assert call.answered_by == "PJSIP/eve"
    assert anyio.current_time() - began == pytest.approx(9)


async def test_who_does_not_answer_first_is_told_of_it() -> None:
    async with FakeAsterisk(dialplan={"default": {"6": (("Dial", "PJSIP/bob&PJSIP/eve"),)}}) as pbx:
        pbx.endpoint("bob", answer_after=5)
        pbx.endpoint("eve", hangup_after=1)
        async with logged(pbx) as (_, log):
            await pbx.call("Local/6@default")
            found = await log.read()
            lost = next(one for one in found if isinstance(one, events.Hangup))
            assert lost.channel is not None
            assert lost.channel.startswith("PJSIP/bob-")
            assert lost.cause == 26


async def test_originate_rings_an_endpoint_and_goes_on_in_the_dialplan() -> None:
    plan = {"out": {"_0.": (("Dial", "PJSIP/${EXTEN}"),)}}
    async with FakeAsterisk(dialplan=plan) as pbx, logged(pbx) as (ami, log):
        pbx.endpoint("alice", answer_after=4)
        customer = pbx.endpoint("0123")
        result = await ami.originate("PJSIP/alice", context="out", exten="0123", timeout=10)
        assert result.outcome is OriginateOutcome.ANSWERED
        await anyio.wait_all_tasks_blocked()
        assert (pbx.endpoint("alice").state, customer.state) == ("INUSE", "INUSE")
        channels = await ami.send(actions.CoreShowChannels())
        bridges = {one.bridge_unique_id for one in channels}
        assert len(channels) == 2
        assert bridges == set(pbx.bridges.all)
        assert len(await ami.send(actions.BridgeList())) == 1
        assert result.channel is not None
        await ami.send(actions.Hangup(channel=result.channel, cause=16))
        assert pbx.exchange.channels == {}
        assert names(await log.read(), events.BridgeDestroy) == ["BridgeDestroy"]


@pytest.mark.parametrize(
    ("set_up", "outcome"),
    [
        ({"refuses": 17}, OriginateOutcome.BUSY),
        ({"refuses": 21}, OriginateOutcome.FAILED),
        ({"answer_after": math.inf}, OriginateOutcome.NO_ANSWER),
    ],
)
async def test_originate_to_an_endpoint_that_does_not_answer(
    set_up: dict[str, Any], outcome: OriginateOutcome
) -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (ami, _):
        pbx.endpoint("alice", **set_up)
        result = await ami.originate("PJSIP/alice", application="Wait", data="1", timeout=10)
        assert result.outcome is outcome
        assert pbx.exchange.channels == {}
        assert pbx.endpoint("alice").state == "NOT_INUSE"


async def test_redirect_takes_either_party_out_of_its_call() -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (ami, _):
        for take_caller in (True, False):
            call = pbx.start_call("PJSIP/alice", to="PJSIP/bob")
            await call.dialled.wait()
            channel = call.channels[0] if take_caller else call.legs[0]
            await ami.send(actions.Redirect(channel=channel.name, context="default", exten="602", priority=1))
            await anyio.wait_all_tasks_blocked()
            assert list(pbx.exchange.channels) == [channel.name]
            assert pbx.bridges.all == {}
            await ami.send(actions.Hangup(channel=channel.name))
            assert pbx.exchange.channels == {}


async def test_registrations_are_told_and_listed() -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (ami, log):
        alice = pbx.endpoint("alice")
        told = names(await log.read())
        assert told == ["ContactStatus", "PeerStatus", "DeviceStateChange", "ContactStatus"]
        contacts = await ami.send(actions.PJSIPShowContacts())
        assert [one.uri for one in contacts] == [alice.uri]
        alice.unregister()
        alice.unregister()
        assert names(await log.read()) == ["PeerStatus", "ContactStatus", "DeviceStateChange"]
        result = await ami.originate("PJSIP/alice", application="Wait", timeout=1)
        assert result.outcome is OriginateOutcome.FAILED
        endpoints = await ami.send(actions.PJSIPShowEndpoints())
        listed = {one.object_name: one.device_state for one in endpoints}
        assert "UNAVAILABLE" in repr(listed["alice"]).upper()


async def test_what_cannot_be_called() -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(ValueError, match="PJSIP/nobody"):
            await pbx.call("PJSIP/nobody")
        with pytest.raises(ValueError, match="no interface"):
            await pbx.call("PJSIP/alice", to="bob")


@pytest.mark.parametrize(
    "options",
    [
        {"hung_up_by": "nobody"}, {"refuses": 0}, {"refuses": 999}, {"cause": 0}, {"talk": -5},
        {"answer_after": -1}, {"talk": math.nan}, {"ring_seconds": math.nan}, {"duration": -1},
        {"answer_after": -math.inf},
    ],
)  # fmt: skip
async def test_what_cannot_be_played_is_refused_before_anything_happens(options: dict[str, Any]) -> None:
    async with FakeAsterisk() as pbx, logged(pbx) as (_, log):
        with pytest.raises(ValueError, match=next(iter(options))):
            pbx.start_call("PJSIP/alice", to="PJSIP/bob", **options)
        assert names(await log.read()) == []


async def test_an_endpoint_or_a_queue_that_cannot_be_is_refused() -> None:
    async with FakeAsterisk() as pbx:
        for name in ("", "/x", "PJSIP/"):
            with pytest.raises(ValueError, match="no interface"):
                pbx.endpoint(name)
        wrong: dict[str, Any]
        for wrong in ({"refuses": 0}, {"answer_after": math.nan}, {"hangup_after": -1}):
            with pytest.raises(ValueError, match=next(iter(wrong))):
                pbx.endpoint("alice", **wrong)
        with pytest.raises(ValueError, match="ring_seconds"):
            pbx.queue("support", ring_seconds=-1)
        with pytest.raises(ValueError, match="no interface"):
            pbx.queue("support", members=["alice"])
        queue = pbx.queue("support")
        for wrong in ({"hung_up_by": "callee"}, {"talk": -1}, {"give_up_after": math.nan}, {"cause": 200}):
            with pytest.raises(ValueError, match=next(iter(wrong))):
                queue.start_call(**wrong)
        assert queue.waiting == []
