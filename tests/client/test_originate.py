"""`ami.originate()`: what is sent, and every outcome told truly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import events
from anyio_ami._client.originate import ORIGINATE_MARGIN, SETTLE
from anyio_ami.errors import ActionError
from anyio_ami.testing import FakeAsterisk
from anyio_ami.types import HangupCause, OriginateReason

from .helpers import client
from .originating import (
    NEW,
    QUEUED,
    REFUSED,
    STORIES,
    TAKEN,
    UNMADE,
    Outcome,
    Part,
    busy,
    call,
    hangup,
    play,
    response,
)

if TYPE_CHECKING:
    from anyio_ami._client.originate import OriginateResult
    from anyio_ami.testing import FakeRequest

pytestmark = pytest.mark.anyio


# -- outcomes ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("version", ["22", "16"])
@pytest.mark.parametrize("channel", STORIES)
async def test_every_outcome(channel: str, version: str) -> None:
    outcome, cause22, cause16, reason = STORIES[channel]
    async with FakeAsterisk(version) as pbx, client(pbx) as ami:
        result = await call(ami, channel)
        assert result.outcome is outcome
        assert result.cause == (cause22 if version == "22" else cause16)
        assert result.reason == reason
        assert result.answered is (outcome is Outcome.ANSWERED)
        request = next(r for r in pbx.requests if r.name == "Originate")
        assert request.get("ChannelId") == result.unique_id
        assert (request.get("Async"), request.get("Timeout")) == ("true", "1500")
        made = channel not in UNMADE
        stem = "Local/" if channel.startswith("Local/") else "PJSIP/loop-"
        assert (result.channel is not None) is made
        assert result.channel is None or result.channel.startswith(stem)
        if result.answered:
            channel_of_id = pbx.exchange.find(result.unique_id)
            assert channel_of_id is not None
            assert channel_of_id is pbx.exchange.find(result.channel or "")
        assert ami.stats.pending == 0


@pytest.mark.parametrize("version", ["22", "16"])
async def test_what_is_refused_and_what_is_taken(version: str) -> None:
    """The tables by which the real servers are judged, too."""
    async with FakeAsterisk(version) as pbx, client(pbx) as ami:
        for channel, options, text in REFUSED:
            with pytest.raises(ActionError) as caught:
                await ami.originate(channel, **options)
            assert (channel, options, text in str(caught.value)) == (channel, options, True)
        assert pbx.exchange.processed == 0
        for channel, options, answered in TAKEN:
            result = await ami.originate(channel, timeout=2, **options)
            assert (channel, options, result.answered) == (channel, options, answered)
            assert result.channel is not None


async def test_a_channel_that_could_not_be_made_says_so() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        result = await call(ami, "PJSIP/nosuch")
        assert "no channel could be made for PJSIP/nosuch" in result.detail
        assert "busy" in (await call(ami, "PJSIP/610@loop")).detail


@pytest.mark.parametrize(
    ("reason", "cause", "outcome"),
    [
        (5, 16, Outcome.BUSY),
        (8, 0, Outcome.CONGESTION),
        (0, 18, Outcome.NO_ANSWER),
        (0, 26, Outcome.NO_ANSWER),
        (0, 42, Outcome.CONGESTION),
        (0, 38, Outcome.CONGESTION),
        (3, 17, Outcome.BUSY),  # it rang first
        (3, 21, Outcome.FAILED),
        (3, 16, Outcome.NO_ANSWER),
        (1, 0, Outcome.NO_ANSWER),
        (1, 127, Outcome.NO_ANSWER),
        (0, 16, Outcome.FAILED),
        (0, 20, Outcome.FAILED),
        (0, 999, Outcome.FAILED),
        (77, 0, Outcome.FAILED),
    ],
)
async def test_reason_and_cause_together(reason: int, cause: int, outcome: Outcome) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, [NEW, response("Failure", reason), hangup(cause)])
        result = await call(ami)
        assert (result.outcome, result.cause, result.reason) == (outcome, cause, reason)
        assert result.channel == "PJSIP/a-1"
        assert str(cause) in result.detail


@pytest.mark.parametrize(
    "parts",
    [
        [NEW, hangup(17), busy()],
        [NEW, busy(), hangup(17)],
        [busy(), NEW, hangup(17)],
        [busy(), hangup(17)],
        [hangup(17), busy()],
    ],
    ids=lambda parts: "-".join(name for name, _ in parts),
)
async def test_the_order_of_the_events_does_not_matter(parts: list[Part]) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, parts)
        result = await call(ami)
        assert (result.outcome, result.cause) == (Outcome.BUSY, HangupCause.USER_BUSY)


@pytest.mark.parametrize("parts", [[NEW], [], [NEW, hangup(17)], [hangup(0)]])
async def test_an_answer_counts_whatever_came_before_it(parts: list[Part]) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, [*parts, response("Success", 4, "PJSIP/a-1")])
        result = await call(ami)
        assert (result.outcome, result.channel, result.cause) == (Outcome.ANSWERED, "PJSIP/a-1", None)
        assert result.reason is OriginateReason.ANSWER
        assert result.detail == "PJSIP/a-1 answered"


@pytest.mark.usefixtures("virtual_clock")
async def test_what_comes_late_is_waited_for_as_long_as_it_can_matter() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:

        async def timed(parts: list[Part], pause: float) -> tuple[OriginateResult, Any]:
            play(pbx, parts, pause=pause)
            began = anyio.current_time()
            result = await call(ami)
            return result, anyio.current_time() - began

        # No channel yet: within the settle it may still come, and then its end is sure to.
        result, took = await timed([busy(), NEW, hangup(17)], SETTLE * 0.8)
        assert (result.outcome, took) == (Outcome.BUSY, pytest.approx(SETTLE * 1.6))
        result, took = await timed([busy(), NEW], SETTLE * 1.2)
        assert (result.outcome, result.channel, took) == (Outcome.FAILED, None, pytest.approx(SETTLE))
        result, took = await timed([NEW, busy(), hangup(34)], 2.0)
        assert (result.outcome, took) == (Outcome.CONGESTION, pytest.approx(4.0))
        # The reason says enough: the cause is only waited for a little.
        result, took = await timed([NEW, response("Failure", 5), hangup(17)], 2.0)
        assert (result.outcome, result.cause, took) == (Outcome.BUSY, None, pytest.approx(2.0 + SETTLE))
        # An end that never comes, past the whole time.
        result, took = await timed([NEW, busy()], 1.0)
        assert (result.outcome, result.cause) == (Outcome.FAILED, None)
        assert took == pytest.approx(1.5 + ORIGINATE_MARGIN)
        assert ami.stats.pending == 0


async def test_both_halves_of_a_local_channel_are_named_in_advance() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        async with ami.subscribe(events.Newchannel) as stream:
            result = await call(ami, "local/100@default")
            halves = [await stream.receive(), await stream.receive()]
        assert [half.unique_id for half in halves] == [result.unique_id, f"{result.unique_id};2"]
        own = await call(ami, "Local/610@default", channel_id="one", other_channel_id="two")
        assert (own.outcome, own.unique_id, own.cause) == (Outcome.BUSY, "one", HangupCause.USER_BUSY)
        assert [r.get("OtherChannelId") for r in pbx.requests if r.name == "Originate"][1] == "two"


async def test_ids_are_short_and_unlike_any_other() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as one, client(pbx) as two:
        results = [await call(ami, "Local/100@default") for ami in (one, two, one, two)]
        ids = {result.unique_id for result in results}
        assert len(ids) == 4
        assert all(text.isascii() and len(text) < 40 and " " not in text for text in ids)
        # A server takes one that another begins with for that other.
        assert len({len(text) for text in ids}) == 1
        # A frame with our ActionIDs' prefix in it is taken for an answer of ours.
        assert not any(one._supervisor._prefix in text for text in ids)


@pytest.mark.parametrize("version", ["22", "16"])
async def test_an_id_that_is_in_use(version: str) -> None:
    """22 refuses one that the id of another channel begins with, too; 16 only the same."""
    async with FakeAsterisk(version) as pbx, client(pbx) as ami:
        made: list[bool] = []
        for taken in ("mine.12", "mine.12", "mine.1", "mine.123"):
            result = await call(ami, "Local/100@default", channel_id=taken, data="30")
            assert (result.outcome is Outcome.ANSWERED) is (result.channel is not None)
            made.append(result.answered)
        assert made == [True, False, version == "16", True]


@pytest.mark.usefixtures("virtual_clock")
async def test_a_hundred_at_once_each_get_their_own() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        right: list[bool] = []

        async def one(channel: str) -> None:
            result = await call(ami, channel, timeout=0.4)
            request = next(r for r in pbx.requests if r.get("ChannelId") == result.unique_id)
            right.append(result.outcome is STORIES[channel][0] and request.get("Channel") == channel)

        channels = list(STORIES)
        async with anyio.create_task_group() as group:
            for number in range(100):
                group.start_soon(one, channels[number % len(channels)])
        assert right == [True] * 100
        assert len([r for r in pbx.requests if "manager show user" in r.get("Command")]) <= 2
        assert ami.stats.pending == 0
        assert ami._supervisor.fan.wanted(events.Hangup) == ()


async def test_what_another_session_asked_for_is_not_ours() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami, client(pbx) as other:
        theirs = await other.originate("Local/610@default", application="Wait")
        assert theirs.outcome is Outcome.BUSY
        told = anyio.Event()

        def originate(request: FakeRequest) -> bytes:
            theirs: dict[str, Any] = {"Channel": "PJSIP/b-1", "Uniqueid": "theirs.1"}
            answer: dict[str, Any] = {"Response": "Success", "Reason": 4}
            pbx.emit("OriginateResponse", {"ActionID": "theirs-1", **answer})
            pbx.emit("OriginateResponse", answer)
            pbx.emit("Newchannel", theirs)
            pbx.emit("Hangup", {"Cause": 16, **theirs})
            own: dict[str, Any] = {"ActionID": request.action_id, "Response": "Failure", "Reason": 8}
            pbx.emit("OriginateResponse", own)
            told.set()
            return request.success(QUEUED)

        pbx.respond("Originate", originate)
        result = await call(ami)
        assert told.is_set()
        assert (result.outcome, result.channel) == (Outcome.CONGESTION, None)


# -- what is sent --------------------------------------------------------------------------------------------


async def test_all_parameters_are_sent() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, [response("Success", 4, "PJSIP/a-1")])
        await ami.originate(
            "PJSIP/a",
            exten="100",
            context="default",
            priority="start",
            timeout=2,
            caller_id='"Al" <100>',
            variables={"A": "x,y"},
            account="acc",
            early_media=True,
            codecs="ulaw",
            channel_id="mine",
            other_channel_id="other",
            pre_dial_gosub="sub",
        )
        (request,) = [r for r in pbx.requests if r.name == "Originate"]
        assert dict(request.headers) == {
            "Action": "Originate",
            "ActionID": request.action_id,
            "Channel": "PJSIP/a",
            "Exten": "100",
            "Context": "default",
            "Priority": "start",
            "Timeout": "2000",
            "CallerID": '"Al" <100>',
            "Variable": "A=x\\,y",
            "Account": "acc",
            "EarlyMedia": "true",
            "Async": "true",
            "Codecs": "ulaw",
            "ChannelId": "mine",
            "OtherChannelId": "other",
            "PreDialGoSub": "sub",
        }
