"""The simulated Asterisk: bytes as captured servers sent them, answers and calls as servers that run give."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import pytest

from anyio_ami.testing import FakeAsterisk

from .wire import Wire, connected, name_of

if TYPE_CHECKING:
    from ..asterisk.fixtures import AsteriskServer

pytestmark = pytest.mark.anyio

DATA = Path(__file__).parents[1] / "data"


def blurred(data: bytes) -> str:
    """A stream with everything that differs from one run to the next made equal."""
    text = data.decode("utf-8", "surrogateescape")
    text = re.sub(r"0x[0-9a-f]+", "ID", text)
    text = re.sub(r"20\d\d-\d\d-\d\dT\S+|20\d\d-\d\d-\d\d|\d\d:\d\d:\d\d", "DATE", text)
    text = re.sub(r"TCP/[0-9.]+/\d+", "ADDRESS", text)
    text = re.sub(r"(Uptime|LastReload|Challenge): \d+", r"\1: NUMBER", text)
    return re.sub(r"\d{9,}(\.\d+)?", "NUMBER", text)


@pytest.mark.parametrize("version", ["22", "16"])
@pytest.mark.parametrize(
    ("name", "events"),
    [
        ("errors", "off"),
        ("filter", "off"),
        ("userevent-odd", "user"),
        ("login", None),
        ("login-bad", None),
        ("login-md5", None),
        ("stopping", None),
    ],
)
@pytest.mark.usefixtures("virtual_clock")
async def test_same_bytes_as_the_captured_server(name: str, events: str | None, version: str) -> None:
    async with FakeAsterisk(version) as pbx:
        pbx.stopping = name == "stopping"
        stream = await pbx.connect()
        pbx.sessions[0].challenge = "383482031" if version == "22" else challenge_of(name)
        wire = Wire(stream)
        if events is not None:
            await wire.until(b"\r\n")
            await wire.login(events)
        await stream.send((DATA / f"wire-{name}-{version}-client.ami").read_bytes())
        await stream.send_eof()
        expected = (DATA / f"wire-{name}-{version}-server.ami").read_bytes()
        assert blurred(await wire.rest()) == blurred(expected)


def challenge_of(name: str) -> str:
    found = re.search(rb"Challenge: (\d+)", (DATA / f"wire-{name}-16-server.ami").read_bytes())
    return found[1].decode() if found else ""


SCRIPT = (
    "Action: CoreSettings|CoreStatus|CoreShowChannels|Status|QueueStatus|QueueSummary|QueueRule|BridgeList|"
    "PJSIPShowEndpoints|PJSIPShowContacts|ConfbridgeListRooms|ExtensionStateList|PresenceStateList|Nonsense|"
    "Filter|Events\nEventMask: off|Events|Challenge|Challenge\nAuthType: md5|Login|Command|Ping\nActionID:|"
    "Command\nCommand: module load x|Command\nCommand: no such|Command\nCommand: core show channels concise|"
    "UserEvent\nUserEvent: x|Getvar|Getvar\nVariable: NONE|Getvar\nChannel: no\nVariable: X|Setvar|Hangup|"
    "Hangup\nChannel: no|Hangup\nChannel: /^no/|Hangup\nChannel: /[/|Redirect|Redirect\nChannel: no|"
    "Redirect\nChannel: no\nContext: default\nExten: 1\nPriority: 1|MailboxCount|MailboxCount\nMailbox: 1@x|"
    "ExtensionState|ExtensionState\nExten: 100|Originate|Originate\nChannel: Local|DBGet|DBDel\nFamily: none|"
    "Originate\nChannel: Local/100@default|DBPut\nFamily: f\nKey: k\nVal: v|DBGet\nFamily: f\nKey: k|"
    "DBGetTree\nFamily: f|DBDel\nFamily: f\nKey: k|DBGet\nFamily: f\nKey: k|DBGetTree\nFamily: f|"
    "Originate\nChannel: Foo/1\nApplication: Wait|Status\nChannel: no|Logoff"
).replace("|", "\nActionID: i\n\nAction: ") + "\n\n"


def shape(message: str) -> tuple[str, ...]:
    """A message without what depends on the machine: its first line, its header names, its text."""
    lines = message.split("\n")
    return (
        lines[0],
        *(line if line.startswith("Message: ") else line.partition(":")[0] for line in lines[1:]),
    )


async def shapes(wire: Wire) -> list[tuple[str, ...]]:
    await wire.login("off")
    count = ""
    while count != "0":  # what an earlier test has hung up may still be there
        await wire.act("Action: CoreShowChannels")
        await wire.until(b"ListItems: ")
        count = await wire.message()
    await wire.act(SCRIPT.rstrip("\n"))
    return [shape(message) for message in (await wire.rest()).decode().replace("\r\n", "\n").split("\n\n")]


async def test_same_answers_as_a_real_server(asterisk: AsteriskServer) -> None:
    async with FakeAsterisk(asterisk.version) as pbx:
        wires = [Wire(await anyio.connect_tcp(asterisk.host, asterisk.port)), Wire(await pbx.connect())]
        found: list[list[tuple[str, ...]]] = []
        for wire in wires:
            async with wire.stream:
                await wire.until(b"\r\n")
                found.append(await shapes(wire))
        assert found[1] == found[0]


@pytest.mark.parametrize("channel", ["Local/201@default", "Local/999@default"])
async def test_same_call_as_a_real_server(asterisk: AsteriskServer, channel: str) -> None:
    # Calls of other tests on the shared server may not have come to their end yet.
    ours = f"as-real-{anyio.current_time()}"
    async with FakeAsterisk(asterisk.version, system_name=asterisk.name) as pbx:
        wires = [Wire(await anyio.connect_tcp(asterisk.host, asterisk.port)), Wire(await pbx.connect())]
        found: list[Counter[tuple[str, ...]]] = []
        for wire in wires:
            async with wire.stream:
                await wire.until(b"\r\n")
                await wire.login("call,dialplan")
                await wire.act(
                    f"Action: Originate\nChannel: {channel}\nContext: default\nExten: 100\n"
                    "Priority: 1\nAsync: true\nCallerID: Al <100>\nAccount: a\nVariable: A=1\n"
                    f"ChannelId: {ours}"
                )
                events: Counter[tuple[str, ...]] = Counter()
                # The two halves run side by side: what each sends is fixed, how they mix is not.
                awaited = ["Hangup", "Hangup", "OriginateResponse"]
                while awaited:
                    message = await wire.message()
                    if ours not in message and not message.startswith("Response: "):
                        continue
                    half = re.findall(r"^(?:Dest)?Channel: .*(;[12])$", message, re.MULTILINE)
                    cause = re.findall(r"^Cause: .*$", message, re.MULTILINE)
                    if name_of(message) in awaited:
                        awaited.remove(name_of(message))
                    key = (*shape(message), *half, *cause)
                    events[key] += 1
                found.append(events)
        assert found[1] == found[0]


async def test_line_and_header_limits() -> None:
    too_long = "Message: Failed to parse message: line too long"
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        assert "Ping: Pong" in await wire.ask(f"Action: Ping\nActionID: 1\nX: {'a' * 1019}")
        # One byte more fills the reader's buffer with the CR: its LF ends the message early, and the empty
        # line is a message of its own.
        assert await wire.ask(f"Action: Ping\nActionID: 2\nX: {'a' * 1020}") == (
            f"Response: Error\nActionID: 2\n{too_long}"
        )
        assert await wire.message() == "Response: Error\nMessage: Missing action in request"
        assert await wire.ask(f"Action: Ping\nX: {'a' * 3000}\nActionID: 3") == (
            f"Response: Error\nActionID: 3\n{too_long}"
        )
        padding = "\n".join(f"H: {number}" for number in range(126))
        assert "Ping: Pong" in await wire.ask(f"Action: Ping\nActionID: 4\n{padding}")
        many = "Message: Too many lines in message or allocation failure"
        assert await wire.ask(f"Action: Ping\nX: 1\n{padding}\nActionID: 5") == f"Response: Error\n{many}"


async def test_the_old_form_of_command() -> None:
    async with FakeAsterisk("13") as pbx:
        wire = await connected(pbx)
        pbx.commands["odd"] = "Event: x\n\nlast"
        await wire.act("Action: Command\nActionID: c\nCommand: odd")
        assert await wire.until(b"--END COMMAND--\r\n\r\n") == (
            b"Response: Follows\r\nPrivilege: Command\r\nActionID: c\r\nEvent: x\n\nlast\n"
        )
