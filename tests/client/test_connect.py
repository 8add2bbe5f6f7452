"""Entering and leaving `connect_ami`: plain errors, one task group, nothing left behind."""

from __future__ import annotations

import logging
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import ConnectionState, Endpoint, ReconnectPolicy, actions, connect_ami, events
from anyio_ami.endpoint import Credentials
from anyio_ami.errors import (
    AMIError,
    AuthenticationError,
    ClientClosed,
    ConnectError,
    ConnectionLost,
    ConnectTimeout,
    ProtocolError,
)
from anyio_ami.testing import FakeAsterisk, FakeUser

from .helpers import ADMIN, client, running_tasks, settle

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from anyio.abc import ByteStream

pytestmark = [pytest.mark.anyio, pytest.mark.every_backend]


async def test_a_working_handle_comes_out_and_logoff_goes_out() -> None:
    async with FakeAsterisk() as pbx:
        before = running_tasks()
        async with client(pbx) as ami:
            assert ami.state is ConnectionState.CONNECTED
            assert ami.server.major == 22
            assert (await ami.send(actions.Ping())).ping == "Pong"
        assert ami.state.value == "disconnected"
        assert pbx.requests[-1].name == "Logoff"
        await pbx.flush()
        assert running_tasks() <= before


@pytest.mark.parametrize(
    ("login", "sent"),
    [("auto", ["Challenge", "Login"]), ("md5", ["Challenge", "Login"]), ("plain", ["Login"])],
)
async def test_the_kinds_of_login(login: Any, sent: list[str]) -> None:
    async with FakeAsterisk() as pbx, client(pbx, login=login, events="call,cdr"):
        names = [r.name for r in pbx.requests]
        assert names[: len(sent)] == sent
        headers = dict(pbx.requests[len(sent) - 1].headers)
        assert headers["Events"] == "call,cdr"
        assert ("Secret" in headers) == (login == "plain")


async def test_urls_endpoints_and_keywords_mean_the_same() -> None:
    async with FakeAsterisk() as pbx:
        endpoint = Endpoint(host=pbx.host, port=pbx.port, credentials=Credentials("admin", "s3cret"))
        for block in [
            connect_ami(f"ami://admin:s3cret@{pbx.host}:{pbx.port}"),
            connect_ami(endpoint),
            connect_ami(pbx.host, pbx.port, **ADMIN),
        ]:
            async with block as ami:
                await ami.send(actions.Ping())


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("host", 5),
        ("port", "5038"),
        ("port", True),
        ("username", None),
        ("secret", b"s3cret"),
        ("tls", "yes"),
        ("reconnect", "none"),
        ("limits", 5),
        ("name", 5),
        ("transport", 5),
        ("connect_timeout", None),
        ("keepalive", "15"),
    ],
)
async def test_an_option_of_the_wrong_type_is_named(option: str, value: Any) -> None:
    options: dict[str, Any] = {**ADMIN, option: value}
    with pytest.raises((TypeError, ValueError), match=option) as caught:
        async with connect_ami(**options):
            pytest.fail("entered")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"username": "admin"},
        {"host": "ami://a:b@localhost", "username": "admin", "secret": "x"},
        {"host": "ami://a:b@localhost", "port": 5038},
        {"host": "http://a:b@localhost"},
        {**ADMIN, "events": "calls"},
        {**ADMIN, "port": 70000},
        {**ADMIN, "keepalive": -1},
        {**ADMIN, "keepalive": 0},
        {**ADMIN, "ping_timeout": 0},
        {**ADMIN, "close_timeout": 10**400},
        {**ADMIN, "events": ""},
        {**ADMIN, "events": ["call", None]},
        {**ADMIN, "host": "a\nb"},
        {**ADMIN, "host": "\udc80x"},
        {"username": "admin", "secret": ""},
        {"username": "x" * 2000, "secret": "x"},
        {**ADMIN, "keepalive": float("nan")},
        {**ADMIN, "login": "kerberos"},
        {"username": "admin", "secret": "a\r\nAction: Logoff"},
    ],
)
async def test_options_that_make_no_sense_are_refused_before_connecting(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        async with connect_ami(**options):
            pass
    assert "Action" not in str(caught.value)


async def test_a_secret_in_plain_text_to_another_machine_needs_to_be_allowed() -> None:
    with pytest.raises(ConnectError, match="allow_plaintext"):
        async with connect_ami("pbx.example.com", login="plain", **ADMIN):
            pass


async def test_a_wrong_secret_is_an_authentication_error_and_no_group(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(AuthenticationError, match="admin"):
            async with client(pbx, secret="wrong"):
                pytest.fail("entered")
        await settle()
        assert not pbx.sessions


async def test_a_login_in_use_and_a_stopping_server_are_connect_errors_with_its_words() -> None:
    async with FakeAsterisk(users=[FakeUser("admin", "s3cret", multiple=False)]) as pbx, client(pbx):
        with pytest.raises(ConnectError, match="Login Already In Use"):
            async with client(pbx):
                pytest.fail("entered")
    async with FakeAsterisk() as pbx:
        pbx.stopping = True
        with pytest.raises(ConnectError, match="Asterisk is shutting down"):
            async with client(pbx):
                pytest.fail("entered")


async def test_refused_and_unknown_hosts_are_connect_errors() -> None:
    async with FakeAsterisk() as pbx:
        port = pbx.port
    with pytest.raises(ConnectError, match="refused"):
        async with connect_ami("127.0.0.1", port, **ADMIN):
            pytest.fail("entered")
    with pytest.raises(ConnectError, match="host name"):
        async with connect_ami("no-such-host.invalid", **ADMIN):
            pytest.fail("entered")


async def test_another_protocol_is_a_connect_error_that_quotes_it() -> None:
    async with FakeAsterisk(banner="SSH-2.0-OpenSSH_9.2") as pbx:
        with pytest.raises(ConnectError, match=r"SSH-2\.0"):
            async with client(pbx):
                pytest.fail("entered")


async def test_no_greeting_and_a_stalled_login_end_at_the_login_timeout(virtual_clock: None) -> None:
    async with FakeAsterisk(banner="") as pbx:
        began = anyio.current_time()
        with pytest.raises(ConnectTimeout, match="no greeting came within 7 s"):
            async with client(pbx, login_timeout=7):
                pytest.fail("entered")
        assert anyio.current_time() - began == pytest.approx(7)
    async with FakeAsterisk() as pbx:
        pbx.hold("Login")
        began = anyio.current_time()
        with pytest.raises(ConnectTimeout, match="the login was not finished within 3 s"):
            async with client(pbx, login_timeout=3):
                pytest.fail("entered")
        assert anyio.current_time() - began == pytest.approx(3)


async def test_connecting_ends_at_the_connect_timeout(virtual_clock: None) -> None:
    async def never() -> ByteStream:
        await anyio.sleep_forever()
        raise AssertionError

    began = anyio.current_time()
    with pytest.raises(ConnectTimeout, match="within 4 s"):
        async with connect_ami(transport=never, connect_timeout=4, **ADMIN):
            pytest.fail("entered")
    assert anyio.current_time() - began == pytest.approx(4)


async def test_the_bodys_own_exception_comes_out_as_it_went_in() -> None:
    class MineError(Exception):
        pass

    mine = MineError("mine")
    async with FakeAsterisk() as pbx:
        with pytest.raises(MineError) as caught:
            async with client(pbx):
                raise mine
        assert caught.value is mine
        assert caught.value.__context__ is None
        assert pbx.requests[-1].name == "Logoff"


async def test_a_generator_that_holds_the_block_can_be_closed() -> None:
    async with FakeAsterisk() as pbx:

        async def feed() -> AsyncGenerator[int, None]:
            async with client(pbx):
                yield 1
                yield 2

        async with aclosing(feed()) as numbers:
            async for _ in numbers:
                break
        assert pbx.requests[-1].name == "Logoff"


async def test_a_keyboard_interrupt_in_a_task_of_ours_leaves_as_it_is(
    anyio_backend_name: str,
) -> None:
    # Trio delivers it to whatever task runs; asyncio to the loop, which ends then.
    interrupt = KeyboardInterrupt if anyio_backend_name == "trio" else _Interrupt
    async with FakeAsterisk() as pbx:

        def broken(event: object) -> bool:
            raise interrupt

        with pytest.raises(interrupt):
            async with client(pbx) as ami, ami.subscribe(where=broken):
                pbx.emit("Reload", {"Module": "x", "Status": "0"})
                await anyio.sleep_forever()
        await settle()
        assert not pbx.sessions


class _Interrupt(BaseException):
    pass


async def test_cancelling_the_body_logs_off_too_and_ends_every_task() -> None:
    async with FakeAsterisk() as pbx:
        before = running_tasks()
        with anyio.CancelScope() as scope:
            async with client(pbx):
                scope.cancel()
                await anyio.sleep_forever()
        assert scope.cancelled_caught
        await settle()
        assert pbx.requests[-1].name == "Logoff"
        assert running_tasks() <= before


async def test_leaving_takes_no_longer_than_the_close_timeout_when_the_server_is_frozen(
    virtual_clock: None,
) -> None:
    async with FakeAsterisk() as pbx:
        async with client(pbx, close_timeout=1.5):
            pbx.stall()
            began = anyio.current_time()
        assert anyio.current_time() - began <= 1.5 + 0.1
        pbx.resume()


async def test_after_the_block_everything_raises_client_closed_and_streams_have_ended() -> None:
    async with FakeAsterisk() as pbx:
        async with client(pbx) as ami:
            stream = await ami.subscribe().__aenter__()
            states = await ami.states().__aenter__()
            pbx.emit("Reload", {"Module": "x", "Status": "0"})
            await pbx.flush()
            await settle()
        assert [e.name async for e in stream][-1:] == ["Reload"]
        assert [s async for s in states] == [ConnectionState.DISCONNECTED]
        with pytest.raises(ClientClosed):
            await ami.send(actions.Ping())
        with pytest.raises(ClientClosed):
            ami.subscribe(events.Hangup)
        with pytest.raises(ClientClosed):
            await ami.wait_connected()
        with pytest.raises(ClientClosed):
            async with ami.stream(actions.CoreShowChannels()):
                pytest.fail("entered")
        await ami.wait_closed()


async def test_a_loss_for_good_reaches_streams_after_their_buffer_and_every_next_use() -> None:
    async with FakeAsterisk() as pbx:
        async with (
            client(pbx, reconnect=ReconnectPolicy.none()) as ami,
            ami.subscribe(events.Reload) as stream,
        ):
            pbx.emit("Reload", {"Module": "x", "Status": "0"})
            await pbx.flush()
            await settle()
            pbx.cut()
            with pytest.raises(ConnectionLost) as first:
                await ami.wait_closed()
            assert (await stream.receive()).module == "x"
            with pytest.raises(ConnectionLost) as second:
                await stream.receive()
            with pytest.raises(ConnectionLost) as third:
                await ami.send(actions.Ping())
            with pytest.raises(ConnectionLost):
                ami.subscribe()
            with pytest.raises(ConnectionLost):
                await ami.wait_connected()
        errors = [e.value for e in (first, second, third)]
        assert len({id(e) for e in errors}) == 3
        assert len({id(e.__cause__) for e in errors}) == 1
        assert type(errors[0].__cause__) is type(errors[0])


async def test_a_cause_that_nobody_was_shown_is_raised_at_the_end_of_the_block() -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(ConnectionLost):
            async with client(pbx, reconnect=ReconnectPolicy.none()) as ami:
                pbx.cut()
                async with ami.states() as states:
                    assert await states.receive() is ConnectionState.DISCONNECTED


async def test_the_bodys_error_leaves_with_a_note_on_a_cause_that_nobody_was_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with FakeAsterisk() as pbx:
        with caplog.at_level(logging.ERROR, "anyio_ami"), pytest.raises(KeyError) as caught:
            async with client(pbx, reconnect=ReconnectPolicy.none()) as ami:
                pbx.cut()
                async with ami.states() as states:
                    await states.receive()
                raise KeyError("mine")
        assert any("lost for good" in note for note in getattr(caught.value, "__notes__", []))
        assert "lost for good" in caplog.text


async def test_background_tasks_never_crash_a_sleeping_body() -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(ProtocolError, match="event_headers"):
            async with client(pbx, reconnect=ReconnectPolicy.none()):
                pbx.send_raw(b"Event: X\r\n" + b"A: b\r\n" * 2000 + b"\r\n")
                await pbx.flush()
                await settle()
                # Still here: only what uses the client is told.


async def test_credentials_show_in_no_error_log_or_repr(caplog: pytest.LogCaptureFixture) -> None:
    secret = "tops3cret-of-the-house"
    async with FakeAsterisk(users=[FakeUser("admin", secret)]) as pbx:
        with caplog.at_level(logging.DEBUG):
            async with client(pbx, secret=secret, login="plain") as ami:
                shown = [repr(ami), repr(ami.stats), repr(ami.server)]
                pbx.cut()
                await ami.wait_connected()
        with pytest.raises(AMIError) as caught:
            async with client(pbx, secret=secret + "x"):
                pytest.fail("entered")
    everything = "\n".join([*shown, caplog.text, repr(caught.value), str(caught.value)])
    assert secret not in everything


async def test_a_secret_that_the_server_would_cut_is_refused_and_goes_by_md5() -> None:
    users = [FakeUser("admin", " blank")]
    async with FakeAsterisk(users=users) as pbx:
        with pytest.raises(ValueError, match="md5"):
            async with client(pbx, secret=" blank", login="plain"):
                pytest.fail("entered")
        async with client(pbx, secret=" blank") as ami:
            await ami.send(actions.Ping())


@pytest.mark.parametrize("name", ["", "pbx\nCRITICAL forged", "pbx\x1b[2J", "pbx\r"])
async def test_a_name_that_would_forge_lines_of_a_log_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="name must be text that can be shown"):
        async with connect_ami(**ADMIN, name=name):
            pass
