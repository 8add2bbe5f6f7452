"""The tasks of a fleet: one for each node."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
from anyio import CancelScope, get_cancelled_exc_class
from anyio.lowlevel import checkpoint

from anyio_ami import ConnectionState, EventBus, connect_ami
from anyio_ami.errors import ClientClosed, ConnectError

from ._merge import Hub

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from anyio.abc import TaskGroup


class _Node:
    """One node's task: what it was told, and how far it is."""

    def __init__(self, name: str, options: dict[str, Any]) -> None:
        self.name = name
        self.options = options
        self.scope = CancelScope()
        self.entered = anyio.Event()
        self.ended = anyio.Event()
        self.error: BaseException | None = None


class Nodes:
    """Runs the nodes in the task group of the fleet's block."""

    def __init__(self, common: Mapping[str, Any], task_group: TaskGroup) -> None:
        self.common = common
        """The options of all, also of those that come later."""
        self.hub: Hub = Hub(self._start)
        self.changes: EventBus[tuple[str, ConnectionState]] = EventBus()
        self.fatal: BaseException | None = None
        """What hit one of our tasks and is no error, such as KeyboardInterrupt."""
        self._task_group = task_group
        self._nodes: dict[str, _Node] = {}
        self._scopes: set[CancelScope] = set()

    async def begin(self, nodes: list[tuple[str, dict[str, Any]]]) -> None:
        """Start a task for each node, and wait until each has its client; nothing waits for a server."""
        started: list[_Node] = []
        try:
            while nodes:  # emptied, since secrets are in there, and a traceback may show it
                name, options = nodes.pop(0)
                if name in self._nodes:
                    msg = f"there is a node {name!r} in this fleet already"
                    raise ValueError(msg)
                node, options = _Node(name, options), {}
                self._nodes[name] = node
                started.append(node)
                run = partial(self._run, node)
                self._task_group.start_soon(self._guarded, run, name=f"AMI node {name}")
            await checkpoint()
            for node in started:
                if not node.entered.is_set():
                    await node.entered.wait()
                if node.error is not None:
                    raise node.error
                if node.name not in self.hub.clients:
                    msg = f"this fleet was closed before its node {node.name!r} was there"
                    raise ClientClosed(msg)
        except BaseException:
            for node in started:
                node.scope.cancel()
                self._nodes.pop(node.name, None)
                self.hub.clients.pop(node.name, None)
            raise
        # In the order in which they were given, whichever task was first.
        for node in started:
            self.hub.clients[node.name] = self.hub.clients.pop(node.name)

    async def _run(self, node: _Node) -> None:
        last = ConnectionState.DISCONNECTED
        try:
            with node.scope:
                async with connect_ami(**node.options) as client, client.states() as changes:
                    node.options = {}  # the secret is in there
                    self.hub.clients[node.name] = client
                    for stream in tuple(self.hub.streams):
                        await stream.attach(node.name, client)
                    node.entered.set()
                    last = client.state
                    self._tell(node.name, last)
                    async for last in changes:
                        self._tell(node.name, last)
                    # Lost for good: whoever uses it is told, until the fleet ends.
                    await anyio.sleep_forever()
        except (ValueError, TypeError, ConnectError) as exc:
            if node.entered.is_set():
                raise
            node.error = _named(exc, node.name)
        finally:
            if last is not ConnectionState.DISCONNECTED:
                self.changes.publish([(node.name, ConnectionState.DISCONNECTED)])
            node.entered.set()
            node.ended.set()

    def _tell(self, name: str, state: ConnectionState) -> None:
        if state is ConnectionState.CONNECTED:
            for stream in self.hub.streams:
                stream.note_connected(name)
        self.changes.publish([(name, state)])

    def _start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._task_group.start_soon(self._guarded, work, name="AMI fleet stream")

    async def _guarded(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run one of our tasks; what it raises ends the fleet's block, and comes out there as it is."""
        # A cancellation from outside must not close the nodes before the body has ended: `leave` does.
        scope = CancelScope(shield=True)
        self._scopes.add(scope)
        if self.hub.closing:
            scope.cancel()
        try:
            with scope:
                await work()
        except get_cancelled_exc_class():
            raise
        except BaseException as exc:
            self.fatal = exc
            self._task_group.cancel_scope.cancel()
        finally:
            self._scopes.discard(scope)

    async def remove(self, name: str) -> None:
        """Close a node, and wait until it is."""
        node = self._nodes.pop(name)
        if self.hub.clients.pop(name).state is ConnectionState.CONNECTED:
            for stream in self.hub.streams:
                stream.detach(name)
        node.scope.cancel()
        await node.ended.wait()

    def leave(self) -> None:
        """The block is being left: begin nothing more, and let each node close itself, in its own time."""
        self.hub.closing = True
        for scope in tuple(self._scopes):
            scope.cancel()

    def end(self) -> None:
        """Every node is closed: end the streams."""
        self.changes.close()
        for stream in tuple(self.hub.streams):
            stream.end()


def _named(exc: Exception, name: str) -> Exception:
    """The same error with a text that names the node."""
    kind = next(kind for kind in (ConnectError, ValueError, TypeError) if isinstance(exc, kind))
    named = kind(f"node {name!r}: {exc}")
    named.__cause__ = exc
    return named
