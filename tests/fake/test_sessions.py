"""The simulated Asterisk: greeting, login, rights, TLS."""

from __future__ import annotations

import hashlib
import ssl

import anyio
import pytest
import trustme
from anyio.streams.tls import TLSStream

from anyio_ami.testing import FakeAsterisk, FakeUser

from .wire import Wire, connected, name_of

pytestmark = pytest.mark.anyio


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
    certificate.configure_cert(server)
    authority.configure_trust(client)
    return server, client
