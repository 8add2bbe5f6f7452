"""The simulated Asterisk, spoken to in bytes: it must behave as the captured servers do."""

from __future__ import annotations

import hashlib
import re
import ssl
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import pytest
import trustme
from anyio.streams.tls import TLSStream

from anyio_ami.testing import FakeAsterisk, FakeRequest, FakeUser

if TYPE_CHECKING:
    from anyio.abc import ByteStream

    from .asterisk.fixtures import AsteriskServer

pytestmark = pytest.mark.anyio

DATA = Path(__file__).parent / "data"


class Wire:
    """A client that only knows bytes."""

    def __init__(self, stream: ByteStream) -> None:
        self.stream = stream
        self.buffer = b""

    async def until(self, end: bytes) -> bytes:
        with anyio.fail_after(60):
            while end not in self.buffer:
                self.buffer += await self.stream.receive()
        found, _, self.buffer = self.buffer.partition(end)
        return found

    async def message(self) -> str:
        """The next message without its empty line, with LF line ends."""
        return (await self.until(b"\r\n\r\n")).decode("utf-8", "surrogateescape").replace("\r\n", "\n")

    async def rest(self) -> bytes:
        """Everything up to the end of the connection."""
        data, self.buffer = self.buffer, b""
        with anyio.fail_after(60):
            try:
                while True:
                    data += await self.stream.receive()
            except anyio.EndOfStream:
                return data

    async def act(self, text: str) -> None:
        await self.stream.send(text.replace("\n", "\r\n").encode() + b"\r\n\r\n")

    async def ask(self, text: str) -> str:
        await self.act(text)
        return await self.message()

    async def login(self, events: str = "off", user: str = "admin", secret: str = "s3cret") -> None:
        answer = await self.ask(f"Action: Login\nUsername: {user}\nSecret: {secret}\nEvents: {events}")
        assert answer == "Response: Success\nMessage: Authentication accepted"

    async def nothing_before_ping(self) -> None:
        """Whatever was queued before is here by now: the next message is the answer to this."""
        assert (await self.ask("Action: Ping\nActionID: probe")).startswith(
            "Response: Success\nActionID: probe"
        )


async def connected(pbx: FakeAsterisk, events: str | None = "off") -> Wire:
    wire = Wire(await pbx.connect())
    await wire.until(b"\r\n")
    if events is not None:
        await wire.login(events)
    return wire


def name_of(message: str) -> str:
    return message.partition("\n")[0].partition(": ")[2]


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


async def test_same_call_as_a_real_server(asterisk: AsteriskServer) -> None:
    async with FakeAsterisk(asterisk.version, system_name=asterisk.name) as pbx:
        wires = [Wire(await anyio.connect_tcp(asterisk.host, asterisk.port)), Wire(await pbx.connect())]
        found: list[Counter[tuple[str, ...]]] = []
        for wire in wires:
            async with wire.stream:
                await wire.until(b"\r\n")
                await wire.login("call,dialplan")
                await wire.act(
                    "Action: Originate\nChannel: Local/201@default\nContext: default\nExten: 100\n"
                    "Priority: 1\nAsync: true\nCallerID: Al <100>\nAccount: a\nVariable: A=1"
                )
                events: Counter[tuple[str, ...]] = Counter()
                # The two halves run side by side: what each sends is fixed, how they mix is not.
                while sum(count for event, count in events.items() if event[0] == "Event: Hangup") < 2:
                    message = await wire.message()
                    half = re.findall(r"^(?:Dest)?Channel: .*(;[12])$", message, re.MULTILINE)
                    cause = re.findall(r"^Cause: .*$", message, re.MULTILINE)
                    if name_of(message) != "DeviceStateChange":
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


async def test_greeting_before_anything_and_over_tcp() -> None:
    async with FakeAsterisk("20") as pbx:
        async with await anyio.connect_tcp(pbx.host, pbx.port) as stream:
            wire = Wire(stream)
            assert await wire.until(b"\r\n") == b"Asterisk Call Manager/9.0.0"
            await wire.login("system")
            assert name_of(await wire.message()) == "FullyBooted"
            # A line feed alone ends a line too; the pieces of a message may come one by one.
            for piece in (b"acti", b"on:ping\nAction", b"ID:  7 \n", b"\n"):
                await stream.send(piece)
            assert (await wire.message()).startswith("Response: Success\nActionID: 7 \nPing: Pong")
            await wire.act("Action: Logoff\nActionID: 8\n\nAction: Ping")
            goodbye = b"Response: Goodbye\r\nActionID: 8\r\nMessage: Thanks for all the fish.\r\n\r\n"
            assert await wire.rest() == goodbye
        assert [request.name for request in pbx.requests] == ["Login", "ping", "Logoff", "Ping"]
        assert pbx.requests[1].raw == b"action:ping\nActionID:  7 \n\n"
    with pytest.raises(OSError, match="connection"):
        await anyio.connect_tcp(pbx.host, pbx.port)


async def test_md5_login() -> None:
    async with FakeAsterisk(users=[FakeUser("Boss", " se cret")]) as pbx:
        wire = await connected(pbx, None)
        answers = [await wire.ask("Action: Challenge\nAuthType: md5") for _ in range(2)]
        assert answers[0] == answers[1]
        challenge = answers[0].partition("Challenge: ")[2]
        key = hashlib.md5(f"{challenge} se cret".encode()).hexdigest()
        assert "accepted" in await wire.ask(
            f"Action: Login\nAuthType: MD5\nUsername: bOSS\nKey: {key}\nEvents: off"
        )
        assert pbx.sessions[0].user == "Boss"


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize(
    "login", ["Username: admin\nSecret: S3CRET", "Username: nobody\nSecret: s3cret", "Secret: s3cret"]
)
async def test_refused_login_costs_a_second_and_the_connection(login: str) -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx, None)
        begun = anyio.current_time()
        assert await wire.ask(f"Action: Login\n{login}") == "Response: Error\nMessage: Authentication failed"
        assert anyio.current_time() - begun == pytest.approx(1.0)
        assert await wire.rest() == b""
        assert pbx.sessions == []


@pytest.mark.usefixtures("virtual_clock")
async def test_one_login_at_a_time_and_login_deadline() -> None:
    async with FakeAsterisk(users=[FakeUser("one", "x", multiple=False)]) as pbx:
        first = await connected(pbx, None)
        await first.login(user="one", secret="x")
        second = await connected(pbx, None)
        answer = await second.ask("Action: Login\nUsername: one\nSecret: x")
        assert answer == "Response: Error\nMessage: Login Already In Use"
        silent = await connected(pbx, None)
        begun = anyio.current_time()
        with anyio.fail_after(40):
            assert await silent.rest() == b""
        assert anyio.current_time() - begun == pytest.approx(30)
        await first.nothing_before_ping()


async def test_rights() -> None:
    denied = "Response: Error\nMessage: Permission denied"
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx, None)
        assert await wire.ask("Action: Nonsense") == denied
        await wire.login("on", "listener", "listen")  # no FullyBooted: it may not read system
        assert await wire.ask("Action: CoreStatus") == denied
        assert await wire.ask("Action: Originate") == denied
        assert "Invalid/unknown command: Nonsense." in await wire.ask("Action: Nonsense")
        assert "Message: Queue status will follow" in await wire.ask("Action: QueueStatus\nQueue: none")
        assert name_of(await wire.message()) == "QueueStatusComplete"
        commands = await wire.ask("Action: ListCommands")
        assert "Ping: " in commands
        assert "Command: " not in commands
        assert pbx.emit("Cdr") == pbx.emit("Hangup") == 1
        assert pbx.emit("VarSet") == pbx.emit("Odd", event_class="call,reporting") == 0


async def test_events_go_by_mask_and_filter() -> None:
    async with FakeAsterisk(system_name="pbx1") as pbx:
        off, call = await connected(pbx), await connected(pbx, "call,user")
        assert pbx.emit("Hangup", [("Channel", "a"), ("V", b"\xff"), ("V", None)]) == 1
        assert await call.message() == (
            "Event: Hangup\nPrivilege: call,all\nSystemName: pbx1\nChannel: a\nV: \udcff\nV: "
        )
        assert pbx.emit("VarSet", {"Variable": "x"}) == 0
        with pytest.raises(ValueError, match="no event class"):
            pbx.emit("Hangup", event_class="Call")
        assert await off.ask("Action: Events\nEventMask: 2") == "Response: Success\nEvents: On"
        assert await off.ask("Action: Events\nEventMask: Call,bogus") == "Response: Success\nEvents: Off"
        assert await call.ask("Action: Filter\nOperation: Add\nFilter: !Key: [23]\n") == (
            "Response: Success\nMessage: Success"
        )
        assert await call.message() == "Response: Error\nMessage: Missing action in request"
        assert [pbx.emit("UserEvent", {"Key": number}) for number in range(1, 5)] == [1, 0, 0, 1]


async def test_advanced_filters() -> None:
    criteria = "MatchCriteria: name(UserEvent),header(Key),method(starts_with),action(exclude)"
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx, "user")
        assert "Success" in await wire.ask(f"Action: Filter\nOperation: Add\nFilter: ab\n{criteria}")
        assert [pbx.emit("UserEvent", {"Key": key}) for key in ("abc", "cab", "ab")] == [0, 1, 0]
        assert pbx.emit("UserEvent", {"Other": "ab"}) == 1
        assert [name_of(await wire.message()) for _ in range(2)] == ["UserEvent", "UserEvent"]
        for wrong in ("name(x),colour(red)", "name(x)\nFilter: text", "method(none)\nFilter: text"):
            answer = await wire.ask(f"Action: Filter\nOperation: Add\nMatchCriteria: {wrong}")
            assert "formatted incorrectly" in answer


async def test_answers_come_before_the_events_they_cause() -> None:
    async with FakeAsterisk() as pbx:
        asker, other = await connected(pbx, "user"), await connected(pbx, "user")
        with pbx.hold("QueueStatus") as hold:
            await asker.act(
                "Action: QueueStatus\nActionID: q\nQueue: sales\n\nAction: UserEvent\nUserEvent: E"
            )
            await hold.reached()
            pbx.emit("UserEvent", {"UserEvent": "waits"})
            assert "UserEvent: waits" in await other.message()
        names = [name_of(await asker.message()) for _ in range(6)]
        assert names == ["Success", "QueueParams", "QueueStatusComplete", "UserEvent", "Success", "UserEvent"]
        assert "UserEvent: E" in await other.message()


async def test_slow_and_reordered_answers() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        held = pbx.hold("CoreStatus", in_order=False)
        await wire.act("Action: CoreStatus\nActionID: slow")
        await held.reached()
        await wire.nothing_before_ping()
        held.release()
        assert "ActionID: slow" in await wire.message()
        pbx.reorder(3)
        await wire.act("\n\n".join(f"Action: Ping\nActionID: {number}" for number in range(4)))
        assert [(await wire.message()).split("\n")[1][-1] for _ in range(3)] == ["2", "1", "0"]
        pbx.reorder(0)
        assert "ActionID: 3" in await wire.message()


@pytest.mark.usefixtures("virtual_clock")
async def test_delay() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        pbx.delay(90, "ping")
        begun = anyio.current_time()
        await wire.act("Action: CoreStatus\n\nAction: Ping")
        await wire.message()
        assert anyio.current_time() == pytest.approx(begun)
        pbx.delay(0, "ping")
        with anyio.fail_after(100):
            while b"Pong" not in wire.buffer:
                wire.buffer += await wire.stream.receive()
        assert anyio.current_time() - begun == pytest.approx(90)


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


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ("Channel: PJSIP/alice\nApplication: Wait", "Originate failed"),
        ("Channel: Local/999@nowhere\nApplication: Wait", "Originate failed"),
        ("Channel: Local/602@default\nApplication: Wait\nTimeout: 500", "Originate failed"),
        ("Channel: Local/100@default\nApplication: Wait", "Originate successfully queued"),
        ("Channel: Local/100@default", "Originate with 'Exten' requires 'Context' and 'Priority'"),
        ("Channel: Local/1\nContext: default\nExten: no\nPriority: 1", "Extension does not exist."),
        ("Channel: Local\nApplication: Wait", "Invalid channel"),
        ("Application: Wait", "Channel not specified"),
    ],
)
async def test_originate_while_the_client_waits(headers: str, answer: str) -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        assert (await wire.ask(f"Action: Originate\n{headers}")).endswith(f"Message: {answer}")
        assert bool(pbx.exchange.channels) is (answer == "Originate successfully queued")


async def test_database_and_odd_answers() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        assert "Updated" in await wire.ask("Action: DBPut\nFamily: f\nKey: k\nVal: v")
        assert "EventList: start" in await wire.ask("Action: DBGet\nActionID: d\nFamily: f\nKey: k")
        assert await wire.message() == "Event: DBGetResponse\nFamily: f\nKey: k\nVal: v\nActionID: d"
        assert "ListItems: 1" in await wire.message()
        assert "Key deleted successfully" in await wire.ask("Action: DBDel\nFamily: f\nKey: k")
        assert "Database entry not found" in await wire.ask("Action: DBGet\nFamily: f\nKey: k")
        await wire.act("Action: QueueRule\nActionID: r")
        assert await wire.until(b"\r\n\r\n\r\n") == b"Response: Success\r\nActionID: r"
        assert await wire.ask("Action: PJSIPShowContacts") == "Response: Error\nMessage: No Contacts found\n"


async def test_the_old_form_of_command() -> None:
    async with FakeAsterisk("13") as pbx:
        wire = await connected(pbx)
        pbx.commands["odd"] = "Event: x\n\nlast"
        await wire.act("Action: Command\nActionID: c\nCommand: odd")
        assert await wire.until(b"--END COMMAND--\r\n\r\n") == (
            b"Response: Follows\r\nPrivilege: Command\r\nActionID: c\r\nEvent: x\n\nlast\n"
        )


async def test_own_handlers_and_their_faults() -> None:
    async def answer(request: FakeRequest) -> bytes:
        await anyio.lowlevel.checkpoint()
        return request.listing("Here", [request.event("Thing", {"N": 1})], "Done", count=7)

    async with FakeAsterisk() as pbx:
        pbx.respond("MyAction", answer)
        pbx.respond("Ping", lambda request: None)
        wire = await connected(pbx)
        await wire.act("Action: Ping\n\nAction: myaction\nActionID: m")
        request = await pbx.wait_for_request("MyAction")
        assert (request.action_id, request.headers[0]) == ("m", ("Action", "myaction"))
        assert [name_of(await wire.message()) for _ in range(2)] == ["Success", "Thing"]
        assert "ActionID: m\nEventList: Complete\nListItems: 7" in await wire.message()

    def broken(request: FakeRequest) -> bytes:
        raise LookupError(request.name)

    async def use_broken() -> None:
        async with FakeAsterisk() as pbx:
            pbx.respond("Ping", broken)
            await (await connected(pbx)).act("Action: Ping")
            await anyio.sleep_forever()

    with pytest.raises(LookupError, match="Ping"):
        await use_broken()


async def test_the_body_s_own_error_leaves_as_it_is() -> None:
    error = KeyError("mine")

    async def fail() -> None:
        async with FakeAsterisk() as pbx:
            await connected(pbx)
            raise error

    with pytest.raises(KeyError) as caught:
        await fail()
    assert caught.value is error


@pytest.mark.parametrize("memory", [True, False], ids=["memory", "tcp"])
async def test_cut_mid_frame_and_reset(memory: bool) -> None:
    async with FakeAsterisk() as pbx:

        async def dial() -> Wire:
            wire = Wire(await (pbx.connect() if memory else anyio.connect_tcp(pbx.host, pbx.port)))
            await wire.until(b"\r\n")
            await wire.login("call")
            return wire

        async with (wire := await dial()).stream:
            pbx.emit("Hangup", {"Channel": "first"})
            await pbx.flush()
            pbx.cut(mid_frame=True)
            assert "Channel: first" in await wire.message()
            torn = await wire.rest()
            assert torn.startswith(b"Event: ")
            assert b"\r\n\r\n" not in torn
        async with (wire := await dial()).stream:
            pbx.cut(reset=True)
            with pytest.raises(anyio.BrokenResourceError):
                await wire.rest()
        assert pbx.sessions == []


async def test_tls_and_its_trap(contexts: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    async with FakeAsterisk(tls=contexts[0]) as pbx:
        plain = Wire(await anyio.connect_tcp(pbx.host, pbx.port))
        async with plain.stream:
            await plain.act("Action: Ping")
            assert b"Asterisk" not in await plain.rest()
        # In memory it is certain that the server has taken what was sent once all tasks are blocked.
        async with await TLSStream.wrap(
            await pbx.connect(), hostname="127.0.0.1", ssl_context=contexts[1]
        ) as stream:
            wire = Wire(stream)
            await wire.until(b"\r\n")
            await wire.login()
            action = b"Action: Ping\r\nX: %b\r\nY: %b\r\n\r\n" % (b"x" * 500, b"y" * 498)
            assert len(action) == 1024, "the longest that is answered in one record"
            await stream.send(action)
            assert "Pong" in await wire.message()
            # One byte more in the same record is not seen until the next bytes arrive.
            await stream.send(action.replace(b"Ping", b"CoreStatus").replace(b"x" * 500, b"x" * 495))
            await anyio.wait_all_tasks_blocked()
            assert pbx.requests[-1].name == "Ping"
            await wire.act("Action: Logoff")
            assert "CoreStartupDate" in await wire.message()
            assert "Goodbye" in await wire.message()


@pytest.fixture
def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """For a server on 127.0.0.1, and for a client that trusts it."""
    authority = trustme.CA()
    server, client = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    certificate = authority.issue_cert("127.0.0.1")
    certificate.configure_cert(server)  # pyright: ignore[reportUnknownMemberType]
    authority.configure_trust(client)  # pyright: ignore[reportUnknownMemberType]
    return server, client


@pytest.mark.parametrize("memory", [True, False], ids=["memory", "tcp"])
async def test_connections_reset_before_the_greeting(memory: bool) -> None:
    async with FakeAsterisk() as pbx:
        pbx.reset_connections = True
        wire = Wire(await (pbx.connect() if memory else anyio.connect_tcp(pbx.host, pbx.port)))
        async with wire.stream:
            with pytest.raises(anyio.BrokenResourceError):
                await wire.rest()
        pbx.reset_connections = False
        await (await connected(pbx)).nothing_before_ping()


async def test_a_client_that_went_away_is_forgotten() -> None:
    async with FakeAsterisk() as pbx:
        wire, other = await connected(pbx, "user"), await connected(pbx, "user")
        gone = pbx.sessions[0]
        for number in range(5_000):
            pbx.emit("UserEvent", {"N": number})
        await wire.stream.aclose()
        gone.cut(mid_frame=True)
        with anyio.fail_after(60):
            await gone.closed.wait()
        assert [session.number for session in pbx.sessions] == [2]
        assert "N: 0" in await other.message()


async def test_leaving_ends_everything_at_once() -> None:
    with anyio.fail_after(60):
        async with FakeAsterisk() as pbx:
            wire = await connected(pbx, "user")
            call = pbx.start_call("Local/100@default")
            held = pbx.hold("Ping")
            await wire.act("Action: Ping")
            await held.reached()
            for number in range(5_000):
                pbx.emit("UserEvent", {"N": number})
            pbx.stall()
    assert not call.ended.is_set()
    assert b"Pong" not in await wire.rest()
    with pytest.raises(RuntimeError, match="inside its async with block"):
        await pbx.connect()


async def test_stalled_server_is_silent_and_goes_on() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx, "call")
        pbx.stall()
        assert pbx.emit("Hangup") == 1
        await wire.act("Action: Ping")
        await anyio.wait_all_tasks_blocked()
        assert not pbx.sessions[0].settled
        pbx.resume()
        assert {name_of(await wire.message()), name_of(await wire.message())} == {"Hangup", "Success"}


async def test_refused_and_accepted_again_on_the_same_port() -> None:
    async with FakeAsterisk() as pbx:
        wire, port = await connected(pbx), pbx.port
        for _ in range(2):
            pbx.refuse()
            with pytest.raises(OSError, match="connection"):
                await anyio.connect_tcp(pbx.host, port)
            with pytest.raises(ConnectionRefusedError):
                await pbx.connect()
            pbx.accept()
            async with await anyio.connect_tcp(pbx.host, port) as stream:
                assert await Wire(stream).until(b"\r\n") == b"Asterisk Call Manager/11.0.0"
        await wire.nothing_before_ping()


@pytest.mark.usefixtures("virtual_clock")
async def test_shutdown_and_the_stages_of_a_boot() -> None:
    async with FakeAsterisk() as pbx:
        system, call = await connected(pbx, "call"), await connected(pbx, "call")
        await system.ask("Action: Events\nEventMask: system")
        pbx.start_call("Local/101@default")
        await pbx.shutdown(restart=True)
        event = b"Event: Shutdown\r\nPrivilege: system,all\r\nShutdown: Cleanly\r\nRestart: True\r\n\r\n"
        assert await system.rest() == event
        assert b"Shutdown" not in await call.rest()
        with pytest.raises(ConnectionRefusedError):
            await pbx.connect()
        await pbx.boot(modules_after=60)
        wire = await connected(pbx, "system")
        assert "Invalid/unknown command: QueueStatus." in await wire.ask("Action: QueueStatus")
        assert (await wire.ask("Action: CoreShowChannels")).startswith("Response: Success")
        assert "ListItems: 0" in await wire.message()
        with anyio.fail_after(70):
            while b"LastReload" not in wire.buffer:
                wire.buffer += await wire.stream.receive()
        booted = await wire.message()
        assert re.match(
            r"Event: FullyBooted\nPrivilege: system,all\nStatus: Fully Booted\nUptime: \d+", booted
        )
        assert "EventList: start" in await wire.ask("Action: QueueStatus")


async def test_a_flood_is_written_in_full_and_in_order_with_answers_between() -> None:
    count = 200_000
    async with FakeAsterisk() as pbx:
        wire, deaf = await connected(pbx, "user"), await connected(pbx, "user")
        for number in range(count):
            pbx.emit("UserEvent", (("N", number),))
        await wire.act("Action: Ping\nActionID: p")
        data = bytearray()
        last = b"N: %d\r\n\r\n" % (count - 1)
        with anyio.fail_after(60):
            while not data.endswith(last):
                data += await wire.stream.receive()
        assert deaf.buffer == b""
        assert pbx.sessions[1].queued > 0
    assert [int(text) for text in re.findall(rb"\nN: (\d+)\r", data)] == list(range(count))
    assert data.index(b"Pong") < len(data) // 2


@pytest.mark.usefixtures("virtual_clock")
async def test_write_timeout_tears_an_event_and_ends_the_session() -> None:
    async with FakeAsterisk(write_timeout=0.1) as pbx:
        wire = await connected(pbx, "user")
        for number in range(5_000):
            pbx.emit("UserEvent", (("N", number),))
        await pbx.sessions[0].closed.wait()
        data = await wire.rest()
        assert not data.endswith(b"\r\n\r\n")
        seen = [int(text) for text in re.findall(rb"\nN: (\d+)\r", data)]
        assert seen == list(range(len(seen)))
        assert 0 < len(seen) < 5_000


async def test_it_may_stop_and_start_listening_within_one_step() -> None:
    async with FakeAsterisk() as pbx:
        await pbx.shutdown()
        await pbx.boot()
        pbx.refuse()
        pbx.accept()
        async with await anyio.connect_tcp(pbx.host, pbx.port) as stream:
            assert (await stream.receive()).startswith(b"Asterisk Call Manager/")
