"""The client where only real servers tell: TLS, a caller in a queue, actions that block the server."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import AMIClient, ConnectionState, actions, errors, events
from anyio_ami.types import HangupCause

from .fixtures import connect

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from .fixtures import AsteriskServer

pytestmark = pytest.mark.anyio


def connect_tls(asterisk: AsteriskServer, **options: Any) -> AbstractAsyncContextManager[AMIClient]:
    context = ssl.create_default_context(cafile=str(asterisk.certificate))
    return connect(asterisk, port=asterisk.tls_port, tls=context, **options)


# -- TLS -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["auto", "md5"])
async def test_tls_login(asterisk: AsteriskServer, login: str) -> None:
    async with connect_tls(asterisk, login=login) as ami:
        assert (await ami.send(actions.Ping())).ping == "Pong"
        assert ami.server.system_name == asterisk.name


async def test_tls_many_actions_at_once_and_a_large_one(asterisk: AsteriskServer) -> None:
    """A real server reads 1,024 bytes of a TLS record and would leave the rest unanswered."""
    pongs: list[str] = []

    async def ping() -> None:
        pongs.append((await ami.send(actions.Ping())).ping)

    async with connect_tls(asterisk) as ami:
        with anyio.fail_after(20):
            async with anyio.create_task_group() as tg:
                for _ in range(300):
                    tg.start_soon(ping)
            assert pongs == ["Pong"] * 300
            # 60 lines of a kilobyte are 60 records; alone on the line, so that nothing pushes them on.
            body = [(f"K{number}", str(number) * 500) for number in range(10, 70)]
            async with ami.subscribe(events.UserEvent) as stream:
                await ami.send(actions.UserEvent(user_event="Large", body=body))
                event = await stream.receive()
            assert [(name, event.headers[name]) for name, _ in body] == body
            for size in (900, 1013, 1014, 1015):
                value = "x" * size
                await ami.send(actions.Setvar(variable="SIZED", value=value))
                assert (await ami.send(actions.Getvar(variable="SIZED"))).value == value
            await ami.send(actions.Setvar(variable="SIZED", value=""))


async def test_tls_does_not_trust_just_anybody(asterisk: AsteriskServer) -> None:
    with anyio.fail_after(5), pytest.raises(errors.ConnectError, match="certificate is not trusted"):
        async with connect(asterisk, port=asterisk.tls_port, tls=True):
            raise AssertionError("entered")


async def test_tls_on_the_plain_port(asterisk: AsteriskServer) -> None:
    with anyio.fail_after(5), pytest.raises(errors.ConnectError, match="does not seem to speak TLS"):
        async with connect(asterisk, tls=True):
            raise AssertionError("entered")


async def test_plain_on_the_tls_port(asterisk: AsteriskServer) -> None:
    """The server waits for a handshake, half a minute long, and says nothing."""
    with anyio.fail_after(5), pytest.raises(errors.ConnectTimeout, match="no greeting"):
        async with connect(asterisk, port=asterisk.tls_port, login_timeout=0.5):
            raise AssertionError("entered")


async def test_nobody_listens(asterisk: AsteriskServer) -> None:
    with anyio.fail_after(5), pytest.raises(errors.ConnectError, match="refused"):
        async with connect(asterisk, port=1):
            raise AssertionError("entered")


# -- a caller in a queue -------------------------------------------------------------------------------------


async def test_queue_with_a_caller(asterisk: AsteriskServer) -> None:
    async with connect(asterisk) as ami, ami.subscribe(events.QueueCallerJoin) as stream:
        with anyio.fail_after(20):
            await ami.send(
                actions.Originate(channel="Local/100@default", application="Queue", data="sales", async_=True)
            )
            joined = await stream.receive()
            assert (joined.queue, joined.position, joined.count) == ("sales", 1, 1)
            status = await ami.send(actions.QueueStatus())
            kinds = {type(item) for item in status}
            assert kinds == {events.QueueParams, events.QueueMember, events.QueueEntry}
            (entry,) = (item for item in status if isinstance(item, events.QueueEntry))
            assert (entry.queue, entry.position, entry.channel) == ("sales", 1, joined.channel)
            assert entry.unique_id == joined.unique_id
            (sales,) = await ami.send(actions.QueueSummary(queue="sales"))
            assert sales.callers == 1
            # One half alone: each takes the other with it, and a pattern for both lists one or two of them.
            pattern = f"/^{joined.channel.replace('/', '.')}$/"
            hung = await ami.send(actions.Hangup(channel=pattern, cause=HangupCause.NORMAL_CLEARING))
            assert [item.channel for item in hung] == [joined.channel]
            while len(await ami.send(actions.CoreShowChannels())):
                pass


# -- an action that blocks the server ------------------------------------------------------------------------


async def test_a_blocking_originate_does_not_look_like_a_dead_line(asterisk: AsteriskServer) -> None:
    """Nothing comes until it is over: no event, no answer to a Ping."""
    async with connect(asterisk, keepalive=0.2, ping_timeout=0.2) as ami:
        with anyio.fail_after(20):
            with pytest.raises(errors.ActionError, match="Originate failed"):
                await ami.send(
                    actions.Originate(channel="Local/602@default", application="Wait", data="1", timeout=1.5)
                )
            assert (await ami.send(actions.Ping())).ping == "Pong"
            while len(await ami.send(actions.CoreShowChannels())):
                pass
        assert ami.state is ConnectionState.CONNECTED
        assert ami.stats.reconnects == 0


async def test_an_action_that_is_too_slow_is_told_and_its_answer_reaches_nobody(
    asterisk: AsteriskServer,
) -> None:
    async with connect(asterisk, keepalive=0.2, ping_timeout=0.2) as ami:
        with anyio.fail_after(20):
            with pytest.raises(errors.ActionTimeout) as caught:
                await ami.send(
                    actions.Originate(channel="Local/602@default", application="Wait", data="1", timeout=1.0),
                    timeout=0.3,
                )
            assert caught.value.sent
            assert isinstance(caught.value, TimeoutError)
            assert (await ami.send(actions.Ping())).ping == "Pong"
            while len(await ami.send(actions.CoreShowChannels())):
                pass
        assert ami.stats.abandoned == 1
        assert ami.stats.pending == 0
