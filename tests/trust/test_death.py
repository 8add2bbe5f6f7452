"""Real servers that die, restart and change their minds about who may log in."""

from __future__ import annotations

import os
import re
import signal
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from anyio.to_thread import run_sync

from anyio_ami import AMIClient, ConnectionState, ReconnectPolicy, actions, events
from anyio_ami.errors import ActionError, AuthenticationError, NotConnected, OutcomeUnknown

from ..asterisk.fixtures import AsteriskServer, connect
from .helpers import QUICK, lost_by, next_gap, proxy_to, reached, through, works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anyio_ami import Subscription

pytestmark = pytest.mark.anyio


async def call_up(ami: AMIClient, calls: int) -> None:
    """Put calls up, each a Local channel of two halves, and wait until all are answered."""
    async with ami.subscribe(
        events.Newstate, buffer=10_000, where=lambda event: event.channel_state_desc == "Up"
    ) as states:
        for _ in range(calls):
            await ami.send(
                actions.Originate(
                    channel="Local/100@default", application="Wait", data="60", async_=True, timeout=30
                )
            )
        up: set[str] = set()
        with anyio.fail_after(30):
            while len(up) < 2 * calls:
                up.add((await states.receive()).unique_id)


async def channels_agree(ami: AMIClient, server: AsteriskServer, count: int) -> None:
    """The list of channels is that of the command line."""
    listed = {item.channel: item.unique_id for item in await ami.send(actions.CoreShowChannels())}
    lines = (await run_sync(server.cli, "core show channels concise")).splitlines()
    told = {line.split("!")[0]: line.split("!")[-1] for line in lines if "!" in line}
    assert listed == told
    assert len(listed) == count


async def port_opens(server: AsteriskServer) -> float:
    """When the port of a server takes connections again."""
    while True:
        try:
            probe = await anyio.connect_tcp(server.host, server.port)
        except OSError:
            await anyio.sleep(0.005)
        else:
            at = anyio.current_time()
            await probe.aclose()
            return at


async def test_kill_with_50_calls_up(mortal: AsteriskServer) -> None:
    policy = ReconnectPolicy.fixed(0.2)
    async with (
        connect(mortal, reconnect=policy) as ami,
        ami.subscribe(events.UserEvent, gaps=True) as stream,
        ami.subscribe(events.Hangup, events.Newchannel, gaps=True, buffer=10_000) as calls,
        ami.states() as states,
    ):
        await call_up(ami, 50)
        await channels_agree(ami, mortal, 100)
        pid = mortal.pid
        os.kill(pid, signal.SIGKILL)
        with anyio.fail_after(1):
            assert (await next_gap(stream)).kind == "disconnected"
            assert (await next_gap(calls)).kind == "disconnected"
            assert await states.receive() is ConnectionState.RECONNECTING
        with pytest.raises(NotConnected):
            await ami.send(actions.Ping())
        opened = connected = 0.0
        async with anyio.create_task_group() as group:

            async def watch() -> None:
                nonlocal opened
                opened = await port_opens(mortal)

            await run_sync(mortal.kill)  # until the process is gone
            group.start_soon(watch)
            group.start_soon(run_sync, mortal.start)
            with anyio.fail_after(30):
                assert await states.receive() is ConnectionState.CONNECTED
                connected = anyio.current_time()
        assert connected - opened < 1
        await works(ami)
        await channels_agree(ami, mortal, 0)
        # The same client and the same subscriptions see the new calls.
        await call_up(ami, 10)
        await channels_agree(ami, mortal, 20)
        assert (await count_of(calls, events.Newchannel)) == 20
        await ami.send(actions.Hangup(channel="/^Local/"))


async def count_of(stream: Subscription[Any], kind: type[events.Event]) -> int:
    """How many events of a kind wait in a stream."""
    count = 0
    while stream.unread:
        count += isinstance(await stream.receive(), kind)
    return count


async def test_restart_in_order_with_an_action_under_way(mortal: AsteriskServer) -> None:
    async with (
        connect(mortal, reconnect=QUICK) as ami,
        connect(mortal, reconnect=QUICK) as other,
        ami.subscribe(events.Shutdown, gaps=True) as stream,
        ami.states() as states,
    ):
        async with anyio.create_task_group() as group:

            async def blocked() -> None:
                call = actions.Originate(channel="Local/602@default", application="Wait", timeout=20.0)
                # The server hangs its channel up, and may still find the time to say that it failed.
                with pytest.raises((OutcomeUnknown, ActionError)):
                    await other.send(call)

            with anyio.fail_after(10):
                async with ami.subscribe(events.Newchannel) as made:
                    group.start_soon(blocked)
                    await made.receive()
            await run_sync(mortal.cli, "core restart now")
            with anyio.fail_after(30):
                shutdown = await stream.receive()
                assert isinstance(shutdown, events.Shutdown)
                assert shutdown.restart is True
                gap = await next_gap(stream)
                assert shutdown.session is not None
                assert (gap.kind, gap.after) == ("disconnected", (shutdown.session.number, shutdown.seq))
                assert await states.receive() is ConnectionState.RECONNECTING
                assert await states.receive() is ConnectionState.CONNECTED
                await works(ami)
                await works(other)
        assert states.unread == 0
        assert ami.stats.reconnects == other.stats.reconnects == 1
        assert len(await ami.send(actions.QueueStatus())) == 3


async def test_a_reload_of_the_manager_does_not_end_a_session(mortal: AsteriskServer) -> None:
    async with connect(mortal) as ami, ami.states() as states:
        async with ami.subscribe(events.Reload, gaps=True) as stream:
            await run_sync(mortal.cli, "module reload manager")
            with anyio.fail_after(10):
                event = await stream.receive()
            assert isinstance(event, events.Reload)
            assert event.session is not None
            assert (event.module, event.session.number) == ("manager", 1)
        await works(ami)
        assert (states.unread, ami.stats.reconnects) == (0, 0)


class ManagerConf:
    """manager.conf of a server, to be changed."""

    def __init__(self, server: AsteriskServer) -> None:
        self._server = server
        self._path = server.root / "etc" / f"asterisk.{server.name}" / "manager.conf"
        self._text = self._path.read_text()

    def change_secret(self) -> None:
        """Give the admin the secret ``another``."""
        self._write(self._text.replace("secret = s3cret", "secret = another"))

    def remove_user(self) -> None:
        """Remove the admin."""
        self._write(re.sub(r"\[admin\].*?(?=\[)", "", self._text, flags=re.DOTALL))

    def restore(self) -> None:
        """Make it what it was."""
        self._write(self._text)

    def _write(self, text: str) -> None:
        self._path.write_text(text)
        self._server.cli("manager reload")


@pytest.fixture
def manager_conf(mortal: AsteriskServer) -> Iterator[ManagerConf]:
    """manager.conf of the server, which is restored at the end."""
    conf = ManagerConf(mortal)
    try:
        yield conf
    finally:
        conf.restore()


@pytest.mark.parametrize("change", ["secret", "user"])
async def test_who_may_not_log_in_any_more_is_told_so_for_good(
    mortal: AsteriskServer, manager_conf: ManagerConf, change: str
) -> None:
    async with (
        proxy_to(mortal) as proxy,
        through(proxy, mortal) as ami,
        ami.states() as states,
        ami.subscribe(events.UserEvent, gaps=True) as stream,
    ):
        await run_sync(manager_conf.change_secret if change == "secret" else manager_conf.remove_user)
        # The session that stands goes on.
        await works(ami)
        logins = proxy.connections
        await lost_by(ami, proxy.cut)
        with anyio.fail_after(10), pytest.raises(AuthenticationError, match="admin"):
            await ami.wait_closed()
        assert ami.state is ConnectionState.DISCONNECTED
        seen = [state async for state in states]
        assert seen == [ConnectionState.RECONNECTING, ConnectionState.DISCONNECTED]
        assert (await next_gap(stream)).kind == "disconnected"
        with pytest.raises(AuthenticationError):
            await next_gap(stream)
        with pytest.raises(AuthenticationError):
            await ami.send(actions.Ping())
        with pytest.raises(AuthenticationError):
            await ami.wait_connected()
        assert proxy.connections == logins + 1


async def test_a_refused_login_that_nobody_watched_is_raised_at_the_end(
    mortal: AsteriskServer, manager_conf: ManagerConf
) -> None:
    with pytest.raises(AuthenticationError, match="admin"):
        async with proxy_to(mortal) as proxy, through(proxy, mortal) as ami:
            await run_sync(manager_conf.change_secret)
            proxy.cut()
            await reached(ami, ConnectionState.DISCONNECTED)


async def test_a_new_secret_that_is_put_back_is_taken_again(
    mortal: AsteriskServer, manager_conf: ManagerConf
) -> None:
    """The next client logs in as if nothing had been."""
    await run_sync(manager_conf.change_secret)
    with pytest.raises(AuthenticationError):
        async with connect(mortal):
            raise AssertionError("logged in")
    async with connect(mortal, secret="another") as ami:
        await works(ami)
    await run_sync(manager_conf.restore)
    async with connect(mortal) as ami:
        await works(ami)
