"""`ami.originate()`: every outcome is told truly, and nothing is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import anyio
import pytest

from anyio_ami import ConnectionState, ReconnectPolicy, actions, events, responses
from anyio_ami._client.originate import ORIGINATE_MARGIN, SETTLE, OriginateOutcome
from anyio_ami.errors import (
    ActionError,
    ActionTimeout,
    ClientClosed,
    ConnectionLost,
    InvalidAction,
    NotConnected,
    PermissionDenied,
    UnsupportedAction,
)
from anyio_ami.testing import FakeAsterisk, FakeUser
from anyio_ami.types import HangupCause, OriginateReason

from .helpers import client, run_for, running_tasks, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from anyio_ami import AMIClient
    from anyio_ami._client.originate import OriginateResult
    from anyio_ami.testing import FakeRequest

pytestmark = pytest.mark.anyio

Outcome = OriginateOutcome
Cause = HangupCause
Part = tuple[str, dict[str, Any]]

NEW: Part = ("Newchannel", {"Channel": "PJSIP/a-1"})
QUEUED = "Originate successfully queued"
# What a call is told by, on real servers: outcome, cause on 22 and on 16, reason.
STORIES: dict[str, tuple[Outcome, int | None, int | None, int]] = {
    "PJSIP/100@loop": (Outcome.ANSWERED, None, None, 4),
    "PJSIP/610@loop": (Outcome.BUSY, 17, 17, 0),
    "PJSIP/611@loop": (Outcome.CONGESTION, 34, 34, 0),
    "PJSIP/612@loop": (Outcome.FAILED, 21, 21, 0),
    "PJSIP/613@loop": (Outcome.NO_ANSWER, 19, 0, 3),
    "PJSIP/614@loop": (Outcome.ANSWERED, None, None, 4),
    "PJSIP/999@loop": (Outcome.FAILED, 1, 1, 0),
    "PJSIP/nosuch": (Outcome.FAILED, None, None, 0),
    "Nope/1": (Outcome.FAILED, None, None, 0),
    "Local/100@default": (Outcome.ANSWERED, None, None, 4),
    "Local/610@default": (Outcome.BUSY, 17, 17, 5),
    "Local/611@default": (Outcome.CONGESTION, 34, 34, 8),
    "Local/612@default": (Outcome.FAILED, 21, 21, 0),
    "Local/613@default": (Outcome.NO_ANSWER, 19, 0, 3),
    "Local/614@default": (Outcome.ANSWERED, None, None, 4),
    "Local/999@default": (Outcome.FAILED, 0, 0, 0),
    "PJSIP/500@loop": (Outcome.FAILED, 21, 16, 0),
    "Local/500@default": (Outcome.FAILED, 16, 16, 0),
    "PJSIP/602@loop": (Outcome.NO_ANSWER, 19, 0, 3),
    "Local/602@default": (Outcome.NO_ANSWER, 19, 0, 3),
    "PJSIP/@loop": (Outcome.FAILED, 1, 28, 0),
    "PJSIP/": (Outcome.FAILED, None, None, 0),
    "Local/@default": (Outcome.FAILED, 0, 0, 0),
    "Local/": (Outcome.FAILED, 0, 0, 0),
}
UNMADE = ("PJSIP/nosuch", "PJSIP/", "Nope/1")
"""Those of `STORIES` of which no channel is made."""
WAIT: dict[str, Any] = {"application": "Wait", "data": "0.1"}
TO_100: dict[str, Any] = {"exten": "100", "context": "default"}
NO_EXTEN = "Extension does not exist."
TOO_LONG = "Uniqueid length exceeds maximum of 149"
# What real servers (16 and 22) refuse at once, and the text.
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("Local/101@default", {**TO_100, "priority": 7}, NO_EXTEN),
    ("Local/101@default", {**TO_100, "priority": -1}, NO_EXTEN),
    ("Local/101@default", {**TO_100, "exten": ""}, NO_EXTEN),
    ("Local/101@default", {**TO_100, "priority": "x1"}, "Invalid priority"),
    ("Local", {**TO_100, "exten": "no"}, "Invalid channel"),
    ("", WAIT, "Channel not specified"),
    ("", {**WAIT, "channel_id": "r" * 150}, TOO_LONG),
    ("Local/101@default", {**WAIT, "channel_id": "s" * 148}, TOO_LONG),  # with ;2 for the other half
    ("Local/101@default", {**WAIT, "other_channel_id": "t" * 150}, TOO_LONG),
    ("PJSIP/101@loop", {**WAIT, "channel_id": "u" * 150}, TOO_LONG),
]
# What they take although it looks wrong, and whether it is answered then.
TAKEN: list[tuple[str, dict[str, Any], bool]] = [
    ("Local/101@default", {**TO_100, "priority": ""}, True),
    ("Local/101@default", {**TO_100, "priority": "1x"}, True),
    ("Local/101@default", {**TO_100, "priority": 0}, True),
    ("Local/101@default", {"application": ""}, True),
    ("Local/101@default", {"application": "Wait"}, True),
    ("Local/101@default", {"application": "Wait", "data": "x"}, True),
    ("Local/101@default", {**WAIT, "channel_id": "v" * 147}, True),
    ("Local/101@default", {**WAIT, "channel_id": "w" * 149, "other_channel_id": "x"}, True),
    ("PJSIP/101@loop", {**WAIT, "channel_id": "y" * 149}, True),
    ("Local/101@default", {**WAIT, "channel_id": "both", "other_channel_id": "BOTH"}, False),
]
RETRY = ReconnectPolicy.fixed(3600)


def hangup(cause: int) -> Part:
    return ("Hangup", {"Channel": "PJSIP/a-1", "Cause": cause})


def response(answer: str, reason: int, channel: str = "PJSIP/a") -> Part:
    return ("OriginateResponse", {"Response": answer, "Reason": reason, "Channel": channel})


def busy() -> Part:
    return response("Failure", 0)


def play(pbx: FakeAsterisk, parts: list[Part], *, pause: float = 0, before: float = 0) -> None:
    """Answer the next Originate with `QUEUED` and then these events, ``pause`` seconds apart."""

    async def tell(channel_id: str, action_id: str | None) -> None:
        await anyio.sleep(before)
        for name, headers in parts:
            own = {"ActionID": action_id} if name == "OriginateResponse" else {}
            pbx.emit(name, {**own, "Uniqueid": channel_id, **headers})
            await anyio.sleep(pause)

    def originate(request: FakeRequest) -> bytes:
        pbx.in_background(tell, request.get("ChannelId"), request.action_id)
        return request.success(QUEUED)

    pbx.respond("Originate", originate)


async def call(ami: AMIClient, channel: str = "PJSIP/a", **options: Any) -> OriginateResult:
    chosen: dict[str, Any] = {"application": "Wait", "data": "1", "timeout": 1.5, **options}
    return await ami.originate(channel, **chosen)


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
            assert pbx.exchange.find(result.unique_id) is pbx.exchange.find(result.channel or "")
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
        assert (result.outcome, result.cause) == (Outcome.BUSY, Cause.USER_BUSY)


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
        assert (own.outcome, own.unique_id, own.cause) == (Outcome.BUSY, "one", Cause.USER_BUSY)
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


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({}, "application"),
        ({"exten": "100"}, "context"),
        ({"context": "default"}, "application"),
        ({"exten": "100", "context": "default", "application": "Wait"}, "exten"),
        ({"application": "Wait", "timeout": 0}, "timeout"),
        ({"application": "Wait", "timeout": float("inf")}, "timeout"),
        ({"application": "Wait\r\nX: y"}, "application"),
        ({"application": "Wait", "timeout": 4294968}, "timeout"),
        ({"application": "Wait", "channel_id": " a"}, "channel_id"),
        ({"application": "Wait", "channel_id": "a "}, "channel_id"),
        ({"application": "Wait", "channel_id": ""}, "channel_id"),
        ({"application": "Wait", "channel_id": "\x0ba"}, "channel_id"),
        ({"application": "Wait", "other_channel_id": 0}, "other_channel_id"),
    ],
)
async def test_what_cannot_be_meant_is_refused(options: dict[str, Any], field: str) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        with pytest.raises(InvalidAction) as caught:
            await ami.originate("PJSIP/a", **options)
        assert caught.value.field == field
        assert not [r for r in pbx.requests if r.name == "Originate"]
        assert ami._supervisor.fan.wanted(events.OriginateResponse) == ()


@pytest.mark.parametrize("channel", [None, 5, b"Local/1"])
async def test_a_channel_that_is_no_text_is_refused(channel: Any) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        with pytest.raises(InvalidAction, match="channel must be text") as caught:
            await ami.originate(channel, application="Wait")
        assert caught.value.field == "channel"


@pytest.mark.usefixtures("virtual_clock")
async def test_an_id_that_another_channel_has_tells_nothing_of_ours() -> None:
    """The events of that other channel have the id too."""
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        # The other channel was made before, and ends now.
        play(pbx, [busy(), ("Hangup", {"Channel": "PJSIP/other-1", "Cause": 19})])
        result = await call(ami, channel_id="taken")
        assert (result.outcome, result.channel, result.cause) == (Outcome.FAILED, None, None)


async def test_one_id_is_not_given_to_two_calls_at_once() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami, anyio.create_task_group() as tg:
        play(pbx, [])
        tg.start_soon(lambda: call(ami, channel_id="mine"))
        await settle()
        with pytest.raises(InvalidAction, match="'mine' is that of a call") as caught:
            await call(ami, channel_id="mine")
        assert caught.value.field == "channel_id"
        tg.cancel_scope.cancel()
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, [NEW, busy(), hangup(17)])
        for _ in range(2):
            assert (await call(ami, channel_id="mine")).outcome is Outcome.BUSY


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        ([NEW, busy()], Outcome.UNKNOWN),
        ([busy()], Outcome.UNKNOWN),
        ([NEW, response("Failure", 5)], Outcome.BUSY),
        ([NEW, response("Failure", 3)], Outcome.NO_ANSWER),
        ([NEW, busy(), hangup(17)], Outcome.BUSY),
    ],
)
async def test_a_line_cut_before_the_hangup_that_decides(parts: list[Part], outcome: Outcome) -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=RETRY) as ami:
        results: list[OriginateResult] = []

        async def place() -> None:
            results.append(await call(ami))

        async with anyio.create_task_group() as tg:
            play(pbx, parts)
            tg.start_soon(place)
            await settle()
            pbx.cut()
        assert results[0].outcome is outcome
        if outcome is Outcome.UNKNOWN:
            assert "the connection was lost" in results[0].detail


@pytest.mark.usefixtures("virtual_clock")
async def test_an_outcome_that_came_counts_whatever_else_is_missing() -> None:
    """The question for the user's rights is not answered."""
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.hold("Command", in_order=False)
        play(pbx, [NEW, response("Success", 4, "PJSIP/a-1")])
        assert (await call(ami)).outcome is Outcome.ANSWERED


@pytest.mark.usefixtures("virtual_clock")
async def test_a_hangup_that_never_comes_is_said_to_be_missing() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, [NEW, busy()])
        result = await call(ami)
        assert (result.outcome, result.channel) == (Outcome.FAILED, "PJSIP/a-1")
        assert "its Hangup was not seen" in result.detail


async def test_what_the_server_refuses_is_raised() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        with pytest.raises(ActionError, match="Extension does not exist"):
            await ami.originate("Local/100@default", exten="nobody", context="default")
        async with client(pbx, username="listener", secret="listen") as listener:
            with pytest.raises(PermissionDenied, match="write = originate,all") as caught:
                await call(listener)
        assert (caught.value.action, caught.value.classes) == ("Originate", ("originate",))
        pbx.refuse()
        async with ami.states() as states:
            pbx.cut()
            while await states.receive() is not ConnectionState.RECONNECTING:
                pass
        with pytest.raises(NotConnected):
            await call(ami)
    with pytest.raises(ClientClosed):
        await call(ami)


# -- what hides the outcome ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("mask", [False, "user,system"])
async def test_a_mask_without_call_is_told_at_once(mask: bool | str) -> None:
    async with FakeAsterisk() as pbx, client(pbx, events=mask) as ami:
        began = anyio.current_time()
        result = await call(ami, "Local/100@default")
        assert anyio.current_time() == began
        assert (result.outcome, result.channel, result.reason) == (Outcome.UNKNOWN, None, None)
        assert "events=" in result.detail
        assert result.unique_id in result.detail
        assert pbx.exchange.find(result.unique_id) is not None, "it was placed"


@pytest.mark.usefixtures("virtual_clock")
async def test_rights_without_call_are_asked_once_and_told() -> None:
    users = [FakeUser("caller", "c", read="system,user", write="originate,command")]
    async with FakeAsterisk(users=users) as pbx, client(pbx, username="caller", secret="c") as ami:
        began = anyio.current_time()
        for _ in range(3):
            result = await call(ami, "Local/100@default")
            assert result.outcome is Outcome.UNKNOWN
            assert "manager.conf" in result.detail
            assert "'caller'" in result.detail
        assert anyio.current_time() == began
        asked = [r for r in pbx.requests if r.get("Command").startswith("manager show user")]
        assert len(asked) == 1
        # The rights are those of the login: after the next one they may be others.
        users[0].read = FakeUser("x", "x", read="call").read
        async with ami.states() as states:
            pbx.cut()
            while await states.receive() is not ConnectionState.CONNECTED:
                pass
        assert (await call(ami, "Local/100@default")).answered


@pytest.mark.usefixtures("virtual_clock")
async def test_where_the_rights_may_not_be_asked_it_waits_and_then_does_not_know() -> None:
    users = [FakeUser("caller", "c", read="system", write="originate")]
    async with FakeAsterisk(users=users) as pbx, client(pbx, username="caller", secret="c") as ami:
        began = anyio.current_time()
        result = await call(ami, "Local/100@default", timeout=10)
        assert result.outcome is Outcome.UNKNOWN
        assert "no OriginateResponse came within 15 s" in result.detail
        assert anyio.current_time() - began == pytest.approx(10 + ORIGINATE_MARGIN)
    users = [FakeUser("caller", "c", read="call", write="originate")]
    async with FakeAsterisk(users=users) as pbx, client(pbx, username="caller", secret="c") as ami:
        assert (await call(ami, "Local/100@default")).answered


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "the call may have been placed"),
        ([NEW], "PJSIP/a-1 was made and was not seen to end"),
        ([NEW, hangup(16)], "PJSIP/a-1 has ended"),
    ],
)
async def test_an_outcome_that_is_never_told(parts: list[Part], said: str) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, parts)
        result = await call(ami)
        assert result.outcome is Outcome.UNKNOWN
        assert said in result.detail
        assert result.channel == ("PJSIP/a-1" if parts else None)
        assert result.cause == (16 if len(parts) == 2 else None)


@pytest.mark.usefixtures("virtual_clock")
async def test_no_answer_to_the_action_itself() -> None:
    async with FakeAsterisk() as pbx, client(pbx, keepalive=3600) as ami:
        with pbx.hold("Originate"):
            result = await call(ami)
        assert result.outcome is Outcome.UNKNOWN
        assert "may have been executed" in result.detail
        pbx.stall()
        # Behind what nobody reads, it does not even leave.
        big = actions.UserEvent(user_event="x", body=[(f"K{n}", "x" * 900) for n in range(100)])
        for _ in range(3):
            with pytest.raises(ActionTimeout):
                await ami.send(big, timeout=1)
        with pytest.raises(ActionTimeout) as caught:
            await call(ami)
        assert caught.value.sent is False
        pbx.resume()


# -- the line is lost ----------------------------------------------------------------------------------------


async def cut_before_the_answer(pbx: FakeAsterisk) -> None:
    with pbx.hold("Originate") as held:
        await held.reached()
        pbx.cut()


async def cut_after_the_answer(pbx: FakeAsterisk) -> None:
    play(pbx, [])
    await pbx.wait_for_request("Originate")
    await pbx.flush()
    pbx.cut()


async def cut_after_the_channel(pbx: FakeAsterisk) -> None:
    play(pbx, [NEW])
    await pbx.wait_for_request("Originate")
    await settle()
    await pbx.flush()
    pbx.cut()


@pytest.mark.parametrize("policy", ["retry", "none"])
@pytest.mark.parametrize("cut", [cut_before_the_answer, cut_after_the_answer, cut_after_the_channel])
async def test_a_line_cut_while_the_call_is_on_its_way(
    cut: Callable[[FakeAsterisk], Coroutine[Any, Any, None]], policy: str
) -> None:
    found: list[OriginateResult] = []
    async with FakeAsterisk() as pbx:
        pbx.respond("Originate", lambda request: request.success(QUEUED))
        raised: BaseException | None = None
        try:
            chosen = RETRY if policy == "retry" else ReconnectPolicy.none()
            async with client(pbx, reconnect=chosen) as ami, anyio.create_task_group() as group:
                group.start_soon(cut, pbx)
                await settle()
                found.append(await call(ami, timeout=60))
        except ConnectionLost as exc:
            raised = exc
    (result,) = found
    assert result.outcome is Outcome.UNKNOWN
    assert "connection was lost" in result.detail
    assert result.channel == ("PJSIP/a-1" if cut is cut_after_the_channel else None)
    assert result.unique_id
    # An outcome is no error: the loss for good still comes out at the end of the block.
    assert (raised is not None) is (policy == "none")


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [([NEW, response("Failure", 5)], Outcome.BUSY), ([NEW, busy(), hangup(21)], Outcome.FAILED)],
)
async def test_a_line_cut_after_the_outcome_changes_nothing(parts: list[Part], outcome: Outcome) -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=RETRY) as ami:
        play(pbx, parts)
        results: list[OriginateResult] = []

        async def run() -> None:
            results.append(await call(ami, timeout=60))

        async with anyio.create_task_group() as group:
            last = events.lookup(parts[-1][0])
            assert last is not None
            async with ami.subscribe(last) as stream:
                group.start_soon(run)
                await stream.receive()
            pbx.cut()
        assert [result.outcome for result in results] == [outcome]


async def test_the_end_of_the_block_ends_it() -> None:
    results: list[OriginateResult] = []

    async def run(ami: AMIClient) -> None:
        results.append(await call(ami, timeout=60))

    async with FakeAsterisk() as pbx, anyio.create_task_group() as group:
        play(pbx, [NEW])
        async with client(pbx) as ami:
            group.start_soon(run, ami)
            async with ami.subscribe(events.Newchannel) as stream:
                await stream.receive()
    assert [result.outcome for result in results] == [Outcome.UNKNOWN]
    assert "closed" in results[0].detail


# -- cancellation --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["anyio", "native"])
@pytest.mark.parametrize(
    "parts", [[NEW, busy(), hangup(17)], [NEW], [busy()]], ids=["all", "rings", "settles"]
)
async def test_cancelled_at_every_step_it_leaves_nothing_behind(
    parts: list[Part], kind: str, anyio_backend_name: str
) -> None:
    native = kind == "native" and anyio_backend_name == "asyncio"
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, parts)
        await settle()
        before = running_tasks()
        steps = 0
        while not await run_for(steps, lambda: call(ami, timeout=60), native=native) and steps < 60:
            steps += 1
            assert (await ami.send(actions.Ping(), timeout=5)).ping == "Pong"
            assert ami.stats.pending == 0
            assert ami._supervisor.fan.wanted(events.Hangup) == ()
        assert steps > 5
        await settle()
        assert running_tasks() == before
        # Whoever was cancelled while asking for the rights has not kept them from the others.
        play(pbx, [response("Success", 4)])
        assert (await call(ami)).answered


async def test_the_call_itself_survives_a_cancellation() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        async with anyio.create_task_group() as group:
            group.start_soon(lambda: call(ami, "Local/613@default", channel_id="mine", timeout=60))
            async with ami.subscribe(events.Newchannel) as stream:
                await stream.receive()
            group.cancel_scope.cancel()
        assert pbx.exchange.find("mine") is not None
        assert (await ami.send(actions.Hangup(channel="mine"))).response.ok
        assert pbx.exchange.find("mine") is None


# -- versions ------------------------------------------------------------------------------------------------


class Newer(actions.Action[responses.Response], frozen=True, kw_only=True, tag="Newer"):
    """Stands for an action that came with Asterisk 18, and got a field with 20."""

    channel: str
    codecs: str | None = None

    name = "Newer"
    __wire__ = (("Channel", "channel", "str"), ("Codecs", "codecs", "str"))
    __versions__: ClassVar[tuple[int, ...]] = (18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"codecs": (20, 22)}


async def test_strict_refuses_what_this_version_lacks() -> None:
    newer = Newer(channel="PJSIP/a")
    async with FakeAsterisk("16") as pbx:
        async with client(pbx, strict=True) as ami:
            with pytest.raises(
                UnsupportedAction, match=r"Newer.*Asterisk 16.*only Asterisk 18 to 23"
            ) as caught:
                await ami.send(newer)
            assert (caught.value.field, caught.value.versions) == (None, newer.__versions__)
            with pytest.raises(UnsupportedAction, match="pre_dial_gosub") as caught:
                await call(ami, pre_dial_gosub="x")
            assert caught.value.field == "pre_dial_gosub"
            assert 16 not in caught.value.versions
            assert "Newer" not in {request.name for request in pbx.requests}
            assert not [r for r in pbx.requests if r.name == "Originate"]
            assert (await ami.send(actions.Ping())).ping == "Pong"
        async with client(pbx) as ami:
            with pytest.raises(ActionError, match="only Asterisk 18 to 23 have it, and this is 16"):
                await ami.send(newer)
    async with FakeAsterisk("18") as pbx, client(pbx, strict=True) as ami:
        with pytest.raises(ActionError, match="is its module loaded"):
            await ami.send(newer)
        with pytest.raises(
            UnsupportedAction, match="only Asterisk 20 and 22 have its field 'codecs'"
        ) as caught:
            await ami.send(Newer(channel="PJSIP/a", codecs="ulaw"))
        assert (caught.value.field, caught.value.versions) == ("codecs", (20, 22))


@pytest.mark.parametrize("banner", ["Asterisk Call Manager/99.0.0", "Asterisk Call Manager/1.1"])
async def test_strict_refuses_nothing_to_a_server_it_does_not_know(banner: str) -> None:
    async with FakeAsterisk("13", banner=banner) as pbx:
        pbx.respond("CoreSettings", lambda request: request.error("Permission denied"))
        async with client(pbx, strict=True) as ami:
            assert ami.server.major not in range(16, 24)
            pbx.respond("Newer", lambda request: request.success("done"))
            assert (await ami.send(Newer(channel="PJSIP/a", codecs="ulaw"))).message == "done"


async def test_strict_is_checked() -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(TypeError, match="strict"):
            async with client(pbx, strict="yes"):
                raise AssertionError("entered")
