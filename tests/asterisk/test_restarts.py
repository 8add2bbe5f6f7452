"""The client through the death and the rebirth of real servers."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import anyio
import anyio.lowlevel
import pytest
from anyio.to_thread import run_sync

from anyio_ami import AMIClient, ConnectionState, Gap, ReconnectPolicy, actions, errors, events

from . import fixtures
from .fixtures import VERSIONS, AsteriskServer, started

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractAsyncContextManager

pytestmark = [pytest.mark.anyio, pytest.mark.asterisk]

QUICK = ReconnectPolicy.fixed(0.05)


@pytest.fixture(scope="module", params=VERSIONS, ids=lambda version: f"asterisk{version}")
def mortal(
    request: pytest.FixtureRequest, asterisk_servers: Mapping[str, AsteriskServer]
) -> Iterator[AsteriskServer]:
    """A server of this module alone, one of each version. Whoever ends it starts it again."""
    assert request.param in asterisk_servers
    with started(request.param) as server:
        yield server


def connect(server: AsteriskServer, **options: Any) -> AbstractAsyncContextManager[AMIClient]:
    return fixtures.connect(server, **({"reconnect": QUICK} | options))


async def wait_for(ami: AMIClient, state: ConnectionState) -> None:
    async with ami.states() as changes:
        while ami.state is not state:
            await changes.receive()


async def restarted(ami: AMIClient) -> None:
    """The new server is whole: its modules' actions are known from the first moment."""
    with anyio.fail_after(30):
        await ami.wait_connected()
        assert len(await ami.send(actions.QueueStatus())) == 3
        endpoints = await ami.send(actions.PJSIPShowEndpoints())
        assert {item.object_name for item in endpoints} == {"alice", "loop"}


async def test_restart(mortal: AsteriskServer) -> None:
    async with connect(mortal) as ami:
        booted = ami.server.booted_at
        wanted = (events.Shutdown, events.FullyBooted, events.UserEvent)
        async with ami.subscribe(*wanted, gaps=True) as stream, ami.states() as changes:
            await ami.send(actions.UserEvent(user_event="Before"))
            before = await stream.receive()
            assert isinstance(before, events.UserEvent)
            with anyio.fail_after(30):
                await run_sync(mortal.cli, "core restart now")
                shutdown = await stream.receive()
                assert isinstance(shutdown, events.Shutdown)
                assert shutdown.restart is True
                assert shutdown.session == before.session
                assert await changes.receive() is ConnectionState.RECONNECTING
                assert await changes.receive() is ConnectionState.CONNECTED
                await restarted(ami)
                await ami.send(actions.UserEvent(user_event="After"))
                gap = await stream.receive()
                assert isinstance(gap, Gap)
                assert (gap.kind, gap.lost, gap.after) == ("disconnected", None, (1, shutdown.seq))
                back = await stream.receive()
                assert isinstance(back, Gap)
                assert (back.kind, back.after, back.same_boot) == ("resubscribed", gap.after, False)
                booting = await stream.receive()
                assert isinstance(booting, events.FullyBooted)
                after = await stream.receive()
                assert isinstance(after, events.UserEvent)
                assert after.user_event == "After"
                assert after.session is not None
                assert after.session.number > 1
                assert stream.unread == 0
                assert changes.unread == 0
        assert ami.stats.reconnects == 1
        assert booted is not None
        assert ami.server.booted_at is not None
        assert ami.server.booted_at > booted


async def test_kill(mortal: AsteriskServer) -> None:
    """What was in flight has an unknown outcome; what comes meanwhile is not sent."""
    failed: list[errors.OutcomeUnknown] = []

    async with connect(mortal) as ami:

        async def blocked() -> None:
            call = actions.Originate(channel="Local/602@default", application="Wait", data="1", timeout=20.0)
            with pytest.raises(errors.OutcomeUnknown) as caught:
                await ami.send(call)
            failed.append(caught.value)

        async with ami.subscribe(events.UserEvent, gaps=True) as stream:
            with anyio.fail_after(30):
                async with anyio.create_task_group() as tg:
                    tg.start_soon(blocked)
                    while not ami.stats.pending:
                        await anyio.lowlevel.checkpoint()
                    sent = ami.stats.bytes_sent
                    while ami.stats.bytes_sent == sent:
                        await anyio.lowlevel.checkpoint()
                    await run_sync(mortal.kill)
                    await wait_for(ami, ConnectionState.RECONNECTING)
                assert len(failed) == 1
                assert failed[0].action_id
                with pytest.raises(errors.NotConnected):
                    await ami.send(actions.Ping())
                await run_sync(mortal.start)
                await restarted(ami)
                gap = await stream.receive()
                assert isinstance(gap, Gap)
                assert gap.kind == "disconnected"
                back = await stream.receive()
                assert isinstance(back, Gap)
                assert (back.kind, back.same_boot) == ("resubscribed", False)
                await ami.send(actions.UserEvent(user_event="After"))
                assert isinstance(await stream.receive(), events.UserEvent)
        assert ami.stats.pending == 0


async def test_kill_for_good(mortal: AsteriskServer) -> None:
    """Without reconnecting the cause is told to everybody who asks, after what had come."""
    try:
        async with connect(mortal, reconnect=ReconnectPolicy.none()) as ami:
            async with ami.subscribe(events.UserEvent) as stream:
                await ami.send(actions.UserEvent(user_event="Buffered"))
                await ami.send(actions.Ping())
                await run_sync(mortal.kill)
                with anyio.fail_after(5), pytest.raises(errors.ConnectionLost):
                    await ami.wait_closed()
                assert (await stream.receive()).user_event == "Buffered"
                with pytest.raises(errors.ConnectionLost):
                    await stream.receive()
            with pytest.raises(errors.ConnectionLost):
                await ami.send(actions.Ping())
    finally:
        await run_sync(mortal.start)


async def test_connecting_while_it_boots(mortal: AsteriskServer) -> None:
    """The port opens before the modules are loaded: entering waits for them."""
    await run_sync(mortal.stop)
    async with anyio.create_task_group() as tg:
        tg.start_soon(run_sync, mortal.start)
        with anyio.fail_after(30):
            while True:
                try:
                    async with connect(mortal) as ami:
                        await restarted(ami)
                        break
                except errors.ConnectError:  # it does not listen yet, or resets
                    pass


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "tls"])
async def test_leaving_a_frozen_server(mortal: AsteriskServer, secure: bool) -> None:
    """No answer to the Logoff will come, nor a farewell of TLS; the block ends all the same."""
    options: dict[str, Any] = {"close_timeout": 0.5}
    if secure:
        options["port"] = mortal.tls_port
        options["tls"] = ssl.create_default_context(cafile=str(mortal.certificate))
    began = 0.0
    try:
        async with connect(mortal, **options) as ami:
            await ami.send(actions.Ping())
            await run_sync(mortal.freeze)
            began = anyio.current_time()
        # A second beyond close_timeout for a busy machine.
        assert anyio.current_time() - began < 1.5
    finally:
        await run_sync(mortal.thaw)


async def test_frozen_server_is_found(mortal: AsteriskServer) -> None:
    try:
        async with (
            connect(mortal, keepalive=0.3, ping_timeout=0.3) as ami,
            ami.subscribe(events.UserEvent, gaps=True) as stream,
        ):
            await run_sync(mortal.freeze)
            with anyio.fail_after(5):
                await wait_for(ami, ConnectionState.RECONNECTING)
            await run_sync(mortal.thaw)
            with anyio.fail_after(20):
                await ami.wait_connected()
                await ami.send(actions.UserEvent(user_event="Thawed"))
                gap = await stream.receive()
                assert isinstance(gap, Gap)
                assert gap.kind == "disconnected"
                back = await stream.receive()
                assert isinstance(back, Gap)
                assert (back.kind, back.same_boot) == ("resubscribed", True)
                assert isinstance(await stream.receive(), events.UserEvent)
    finally:
        await run_sync(mortal.thaw)


async def test_entering_a_frozen_server(mortal: AsteriskServer) -> None:
    """The kernel accepts for it; nobody greets."""
    await run_sync(mortal.freeze)
    try:
        with anyio.fail_after(5), pytest.raises(errors.ConnectTimeout, match="no greeting"):
            async with connect(mortal, login_timeout=0.3):
                raise AssertionError("entered")
    finally:
        await run_sync(mortal.thaw)
