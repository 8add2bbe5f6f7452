"""`connect_fleet`: many connections in one block, each in a task of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from anyio import create_task_group, get_cancelled_exc_class
from anyio.lowlevel import checkpoint

from anyio_ami import AMIClient, ConnectionState
from anyio_ami.errors import AMIError

from ._nodes import Nodes
from ._options import common_options, options_of
from ._subscribe import Subscribing

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from typing_extensions import Unpack

    from anyio_ami import Endpoint, Subscription

    from ._options import FleetOptions, NodeOptions

# Unread changes of state that a stream of them keeps.
_CHANGES = 4_096


class Fleet(Subscribing, Mapping[str, AMIClient]):
    """Connections to many servers, by name; shared freely between tasks.

    Made by `connect_fleet`. ``fleet["pbx1"]`` is the `AMIClient` of that node; a
    KeyError names those that there are. The rest of a mapping is there, too:
    ``len``, ``in``, iteration, ``keys``, ``values``, ``items``.
    """

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._hub = nodes.hub

    def __repr__(self) -> str:
        connected = sum(state is ConnectionState.CONNECTED for state in self.states().values())
        return f"<Fleet of {len(self)} nodes, {connected} connected>"

    # A mapping of clients.

    def __getitem__(self, name: str) -> AMIClient:
        client = self._hub.clients.get(name)
        if client is None:
            known = list(self._hub.clients)
            more = f" and {len(known) - 20} more" if len(known) > 20 else ""
            msg = f"no node {name!r} in this fleet; there are: {', '.join(known[:20]) or 'none'}{more}"
            raise KeyError(msg)
        return client

    def __iter__(self) -> Iterator[str]:
        return iter(self._hub.clients)

    def __len__(self) -> int:
        return len(self._hub.clients)

    # State.

    def states(self) -> dict[str, ConnectionState]:
        """Where each connection stands now. What is lost for good is ``DISCONNECTED``."""
        return {name: client.state for name, client in self._hub.clients.items()}

    def changes(self) -> Subscription[tuple[str, ConnectionState]]:
        """The changes of state of all nodes from now on: ``async with fleet.changes() as changes:``.

        A stream of (node, state), of at most 4,096 unread, of which the oldest go;
        it ends with the fleet's block. Raises ClientClosed after it.
        """
        self._hub.require_open()
        return self._nodes.changes.subscribe(buffer=_CHANGES, overflow="drop_oldest")

    async def wait_connected(self, *names: str) -> None:
        """Wait until each of these nodes (none: all there are) has been logged in, now or since the call.

        Raises KeyError for an unknown one, and the cause as soon as one of them is
        lost for good (from Python 3.11 on with a note that names it). One that is
        removed meanwhile is not waited for. A cancelled call leaves nothing behind.
        """
        self._hub.require_open()
        clients = {name: self[name] for name in names or self}
        failed: list[AMIError] = []

        async def wait(name: str, client: AMIClient) -> None:
            try:
                await client.wait_connected()
            except AMIError as exc:
                if self._hub.clients.get(name) is not client and not self._hub.closing:
                    return  # it was removed
                if sys.version_info >= (3, 11):
                    exc.add_note(f"this is node {name!r} of the fleet")
                failed.append(exc)
                group.cancel_scope.cancel()

        await checkpoint()
        async with create_task_group() as group:
            for name, client in clients.items():
                if client.state is not ConnectionState.CONNECTED:
                    group.start_soon(wait, name, client)
        if failed:
            raise failed[0]

    # Nodes that come and go.

    async def add(self, name: str, node: str | Endpoint | NodeOptions) -> AMIClient:
        """Add a node to the running fleet, as `connect_fleet` does; gives its client, which connects yet.

        Streams that run already take it in; with ``gaps=True`` they say ``resubscribed``
        where there was one of that name before. Raises ValueError if there is a node
        of that name, what `connect_fleet` raises for options that make no sense,
        and ClientClosed after the block. A cancelled call adds nothing.
        """
        self._hub.require_open()
        await self._nodes.begin([(name, options_of(name, node, self._nodes.common))])
        return self[name]

    async def remove(self, name: str) -> None:
        """Take a node out of the fleet, log it off and close it, within its ``close_timeout``.

        Streams with ``gaps=True`` say ``disconnected`` behind its last event. Raises
        KeyError for an unknown one, and ClientClosed after the block. After a cancelled
        call the node is closed all the same.
        """
        self._hub.require_open()
        _ = self[name]  # whose error names those that there are
        await self._nodes.remove(name)


@asynccontextmanager
async def connect_fleet(
    nodes: Mapping[str, str | Endpoint | NodeOptions], **options: Unpack[FleetOptions]
) -> AsyncGenerator[Fleet, None]:  # with its None: older checkers read one type alone as Any
    """Hold connections to many servers: ``async with connect_fleet({"pbx1": ...}, ...) as fleet:``.

    ``nodes`` names each server and says where it is: a host name or address, a
    URL, an `Endpoint`, or a mapping of the options of `connect_ami`. ``options`` are
    those of `connect_ami` that are common to all; what a node, its URL or its
    endpoint says itself wins. The names come back as ``event.session.node``.

    Each node has a task of its own and is connected, and connected again, by its
    own policy, in the background: entering waits for no server. Wait with
    `Fleet.wait_connected`, or look at `Fleet.states`.

    A node that is lost for good disturbs no other one, nor the block, whose end
    does not raise its cause: it is logged (as an error), and every use of that
    node raises it.

    Entering raises ValueError or TypeError for options that make no sense, and
    ConnectError if one would send a secret in plain text; the text names the
    node. Leaving closes all nodes side by side, each within its
    ``close_timeout``; the block's own exception comes out as it went in.
    """
    common: dict[str, Any] = common_options(options)
    started = [(name, options_of(name, node, common)) for name, node in nodes.items()]
    # Not to be found in the local variables of a traceback.
    nodes, options = {}, {}
    # The body's own error never enters the group, so that nobody has to unwrap it.
    body: BaseException | None = None
    running: Nodes | None = None
    try:
        async with create_task_group() as task_group:
            running = Nodes(common, task_group)
            common = {}
            try:
                await running.begin(started)
                yield Fleet(running)
            except get_cancelled_exc_class():
                raise
            except BaseException as exc:
                body = exc
            finally:
                running.leave()
                task_group.cancel_scope.cancel()
    finally:
        if running is not None:
            running.end()
        if body is not None:
            raise body
        if running is not None and running.fatal is not None:
            raise running.fatal
