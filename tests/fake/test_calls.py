"""The simulated Asterisk: calls by their events, and what Originate refuses, begins and reports."""

from __future__ import annotations

import re

import anyio
import pytest

from anyio_ami.testing import FakeAsterisk

from ..client.helpers import running_tasks, settle
from .wire import connected, name_of

pytestmark = pytest.mark.anyio

CALL = [
    *("Newchannel;1", "Newchannel;2", "Newexten;1", "LocalBridge", "DialBegin", "Newexten;2", "VarSet;2"),
    *("Newexten;2", "Newstate;2", "Newstate;1", "DialEnd", "DeviceStateChange", "DeviceStateChange"),
    *("Newexten;2", "Newexten;2", "SoftHangupRequest;2", "HangupRequest;1", "Hangup;2", "Hangup;1"),
    *("DeviceStateChange", "DeviceStateChange"),
]


@pytest.mark.usefixtures("virtual_clock")
async def test_a_call_by_its_events() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx, "call,dialplan")
        call = await pbx.call("Local/201@default")
        assert call.status == "ANSWER"
        messages = [await wire.message() for _ in CALL]
        await wire.nothing_before_ping()
        found: list[str] = []
        for message in messages:
            channel = re.search(r"^Channel: .*(;[12])$", message, re.MULTILINE)
            found.append(name_of(message) + (channel[1] if channel else ""))
        assert found == CALL
        assert messages[-4].endswith("Cause: 17\nCause-txt: User busy")
        assert pbx.exchange.channels == {}


async def test_originate_lists_and_hangup() -> None:
    async with FakeAsterisk() as pbx:
        wire, other = await connected(pbx), await connected(pbx, "call")
        assert await wire.ask(
            "Action: Originate\nActionID: o\nChannel: Local/101@default\nContext: default\nExten: 100\n"
            'Priority: 1\nAsync: true\nChannelId: mine\nCallerID: "Al" <100>\nVariable: A=x\\,y,B=2\n'
            "Variable: A=again"
        ) == ("Response: Success\nActionID: o\nMessage: Originate successfully queued")
        while name_of(response := await other.message()) != "OriginateResponse":
            pass
        assert response.startswith(
            "Event: OriginateResponse\nPrivilege: call,all\nActionID: o\nResponse: Success"
        )
        assert "Uniqueid: mine\nCallerIDNum: 100\nCallerIDName: Al" in response
        assert "Value: x,y" in await wire.ask("Action: Getvar\nChannel: mine\nVariable: A")
        assert "EventList: start" in await wire.ask("Action: CoreShowChannels")
        shown = [await wire.message() for _ in range(3)]
        assert [name_of(item) for item in shown] == [*["CoreShowChannel"] * 2, "CoreShowChannelsComplete"]
        assert "ListItems: 2" in shown[2]
        concise = await wire.ask("Action: Command\nCommand: core show channels concise")
        assert concise.count("Output: Local/101@default-00000000;") == 2
        assert "EventList: start" in await wire.ask("Action: Hangup\nChannel: /^Local/\nCause: 17")
        names = [name_of(await wire.message()) for _ in range(3)]
        assert names == ["ChannelHungup", "ChannelHungup", "ChannelsHungupListComplete"]
        assert "No such channel" in await wire.ask("Action: Hangup\nChannel: mine")


NOWHERE = "Originate with 'Exten' requires 'Context' and 'Priority'"


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ("Channel: PJSIP/alice\nApplication: Wait", "Originate failed"),
        ("Channel: Local/999@nowhere\nApplication: Wait", "Originate failed"),
        ("Channel: Local/602@default\nApplication: Wait\nTimeout: 500", "Originate failed"),
        ("Channel: Local/100@default\nApplication: Wait\nData: 9", "Originate successfully queued"),
        ("Channel: Local/100@default", NOWHERE),
        ("Channel: Local/1\nContext: default\nExten: no\nPriority: 1", "Extension does not exist."),
        ("Channel: Local/100@default\nContext: default\nExten: 100", NOWHERE),
        ("Channel: Local/100@default\nContext: default\nExten: 100\nPriority: 0", NOWHERE),
        ("Channel: Local/100@default\nApplication: Wait\nPriority: 1", "Extension does not exist."),
        ("Channel: Local\nApplication: Wait\nTimeout: x", "Invalid timeout"),
        ("Channel: Local\nPriority: x\nTimeout: x", "Invalid priority"),
        ("Channel: Local\nApplication: Wait", "Invalid channel"),
        ("Application: Wait", "Channel not specified"),
    ],
)
async def test_originate_while_the_client_waits(headers: str, answer: str) -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        assert (await wire.ask(f"Action: Originate\n{headers}")).endswith(f"Message: {answer}")
        assert bool(pbx.exchange.channels) is (answer == "Originate successfully queued")


@pytest.mark.parametrize(
    "channel", ["Local/610@default", "PJSIP/610@loop", "PJSIP/500@loop", "Local/101@default"]
)
@pytest.mark.parametrize("application", ["Wait", "Wait\nData: 0", "Echo", "Hangup", "Hangup\nData: x"])
async def test_what_a_channel_runs_ends_with_it(channel: str, application: str) -> None:
    """Also where it ends before its task has begun."""
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        before = await tasks_at_rest()
        for _ in range(10):
            await wire.ask(f"Action: Originate\nChannel: {channel}\nApplication: {application}\nAsync: 1")
        await settle()
        await wire.ask("Action: Hangup\nChannel: /./")
        assert await tasks_at_rest() == before
        assert pbx.exchange.channels == {}


async def tasks_at_rest() -> int:
    await settle()
    return running_tasks()


@pytest.mark.usefixtures("virtual_clock")
async def test_a_redirected_channel_ends_what_it_ran() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        call = pbx.start_call("Local/101@default")
        before = await tasks_at_rest()
        move = f"Action: Redirect\nChannel: {call.channels[0].name}\nContext: default\nPriority: 1\nExten: "
        await wire.act("\n\n".join(f"{move}{exten}" for exten in ("602", "100", "602")))
        for _ in range(3):
            assert (await wire.message()).endswith("Redirect successful")
        assert await tasks_at_rest() == before
        assert call.channels[0].exten == "602"
        call.hangup()
        assert await tasks_at_rest() == before - 2


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize(
    ("data", "seconds"),
    [("", 0), ("x", 0), ("-1", 0), ("2x", 0), ("2", 2), (".5", 0.5), ("1 s", 1), ("300ms", 0.3), ("1m", 60)],
)
async def test_wait_reads_its_argument(data: str, seconds: float) -> None:
    async with FakeAsterisk() as pbx:
        began = anyio.current_time()
        call = await pbx.call("Local/101@default", application="Wait", data=data)
        assert call.status == "ANSWER"
        assert anyio.current_time() - began == pytest.approx(seconds)


@pytest.mark.usefixtures("virtual_clock")
async def test_what_is_named_nowhere_goes_on_in_what_was_dialled() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx, "call,dialplan")
        await wire.ask("Action: Originate\nChannel: Local/201@default\nAsync: true")
        steps: list[str] = []
        while name_of(message := await wire.message()) != "Hangup":
            found = re.search(r";1$(?s:.*)^Priority: (\d)(?s:.*)^Application: (.*)$", message, re.MULTILINE)
            if name_of(message) == "Newexten" and found:
                steps.append(f"{found[1]} {found[2]}")
        assert steps[:3] == ["1 AppDial2", "2 Answer", "3 Wait"]


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("timeout", ["0", "-1"])
async def test_no_timeout_waits_for_ever(timeout: str) -> None:
    async with FakeAsterisk(dialplan={"default": {"1": (("Wait", "50"), ("Answer", ""))}}) as pbx:
        wire = await connected(pbx)
        answer = await wire.ask(f"Action: Originate\nChannel: Local/1\nApplication: Wait\nTimeout: {timeout}")
        assert answer.endswith("Originate successfully queued")
        assert anyio.current_time() == pytest.approx(50)
