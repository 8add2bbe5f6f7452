"""What the trials share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio

from anyio_ami import ConnectionState, Gap, ReconnectPolicy, actions, connect_ami

from ..asterisk.fixtures import connect
from .proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from anyio.abc import ByteStream, ObjectReceiveStream

    from anyio_ami import AMIClient
    from anyio_ami.testing import FakeAsterisk

    from ..asterisk.fixtures import AsteriskServer

QUICK = ReconnectPolicy.fixed(0.05)
MARGIN = 1.0
"""Seconds that a trial on the real clock allows a busy machine, beyond what is promised."""


def proxy_to(server: AsteriskServer) -> Proxy:
    """A proxy in front of a real server."""

    async def target() -> ByteStream:
        return await anyio.connect_tcp(server.host, server.port)

    return Proxy(target)


def through(proxy: Proxy, server: AsteriskServer, **options: Any) -> AbstractAsyncContextManager[AMIClient]:
    """A client of a real server, by way of the proxy."""
    return connect(server, port=proxy.port, **({"reconnect": QUICK} | options))


def fake_through(proxy: Proxy, **options: Any) -> AbstractAsyncContextManager[AMIClient]:
    """A client of a simulated server, by way of the proxy, all in memory."""
    chosen: dict[str, Any] = {
        "transport": proxy.connect,
        "username": "admin",
        "secret": "s3cret",
        "reconnect": QUICK,
        **options,
    }
    return connect_ami(**chosen)


def fake_proxy(pbx: FakeAsterisk) -> Proxy:
    """A proxy in front of a simulated server, in memory."""
    return Proxy(pbx.connect)


async def reached(ami: AMIClient, state: ConnectionState) -> None:
    """Wait for a state."""
    async with ami.states() as changes:
        while ami.state is not state:
            await changes.receive()


async def lost_by(ami: AMIClient, cause: Callable[[], object]) -> None:
    """Do what ends the connection, and wait until the client knows."""
    async with ami.states() as changes:
        cause()
        while await changes.receive() is not ConnectionState.RECONNECTING:
            pass


async def next_gap(stream: ObjectReceiveStream[Any]) -> Gap:
    """The next mark of a stream, past the events before it."""
    while True:
        item = await stream.receive()
        if isinstance(item, Gap):
            return item


async def until(true: Callable[[], bool | Awaitable[bool]], *, seconds: float = 20) -> None:
    """Wait for what nobody announces."""
    with anyio.fail_after(seconds):
        while True:
            found = true()
            if found if isinstance(found, bool) else await found:
                return
            await anyio.sleep(0.01)


async def sessions_of(ami: AMIClient) -> int:
    """How many manager sessions the server has."""
    output = (await ami.send(actions.Command(command="manager show connected"))).output
    return int(next(line for line in output if "users connected" in line).split()[0])


async def works(ami: AMIClient) -> None:
    """The client is connected (again) and answers are its own."""
    await ami.wait_connected()
    reply = await ami.send(actions.Ping())
    assert reply.ping == "Pong"
    # A probe of the client's own may still be on its way.
    await until(lambda: not ami.stats.pending)
