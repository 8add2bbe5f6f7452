"""The synchronous face of a fleet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from anyio_ami import connect_fleet as connect_async_fleet

from ._client import AMIClient, within
from ._connect import held
from ._streams import Subscription
from ._subscribe import Subscribing

if TYPE_CHECKING:
    from collections.abc import Generator

    from typing_extensions import Unpack

    from anyio_ami import AMIClient as AsyncClient
    from anyio_ami import ConnectionState, Endpoint
    from anyio_ami import Fleet as AsyncFleet
    from anyio_ami.fleet import FleetOptions, NodeOptions

    from ._bridge import Backend, Bridge


class Fleet(Subscribing, Mapping[str, AMIClient]):
    """Connections to many servers, by name; shared freely between threads.

    Made by `connect_fleet`. ``fleet["pbx1"]`` is the client of that node; a
    KeyError names those that there are. The rest of a mapping is there, too.
    """

    _source: AsyncFleet

    def __init__(self, bridge: Bridge, source: AsyncFleet) -> None:
        self._bridge = bridge
        self._source = source
        # One face for each client, so that it can be told from the next one of its name.
        self._faces: dict[str, tuple[AsyncClient, AMIClient]] = {}

    def __repr__(self) -> str:
        return repr(self._source)

    def __getitem__(self, name: str) -> AMIClient:
        return self._face(name, self._source[name])

    def _face(self, name: str, client: AsyncClient) -> AMIClient:
        known = self._faces.get(name)
        if known is None or known[0] is not client:
            known = self._faces[name] = client, AMIClient(self._bridge, client)
        return known[1]

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._source))

    def __len__(self) -> int:
        return len(self._source)

    def states(self) -> dict[str, ConnectionState]:
        """Where each connection stands now. What is lost for good is ``DISCONNECTED``."""

        async def read() -> dict[str, ConnectionState]:
            return self._source.states()

        return self._bridge.call(read)

    def changes(self) -> Subscription[tuple[str, ConnectionState]]:
        """The changes of state of all nodes from now on: ``with fleet.changes() as changes:``.

        A stream of (node, state), of at most 4,096 unread, of which the oldest go;
        it ends with the fleet's block.
        """

        async def make() -> Any:
            return self._source.changes()

        return Subscription(self._bridge, self._bridge.call(make))

    def wait_connected(self, *names: str, timeout: float | None = None) -> None:
        """Wait until each of these nodes (none: all there are) has been logged in, now or since the call.

        ``timeout`` (seconds; None: no limit) bounds the wait. Raises WaitTimeout, KeyError for an
        unknown node, the cause as soon as one of them is lost for good, and ClientClosed.
        """

        async def wait() -> None:
            await self._source.wait_connected(*names)

        self._bridge.call(within, timeout, "connected", wait)

    def add(self, name: str, node: str | Endpoint | NodeOptions) -> AMIClient:
        """Add a node to the running fleet; gives its client, which connects yet.

        Errors are those of `anyio_ami.Fleet.add`.
        """
        return self._face(name, self._bridge.call(self._source.add, name, node))

    def remove(self, name: str) -> None:
        """Take a node out of the fleet, log it off and close it, within its ``close_timeout``.

        Raises KeyError for an unknown one, and ClientClosed after the block.
        """
        self._bridge.call(self._source.remove, name)
        self._faces.pop(name, None)


@contextmanager
def connect_fleet(
    nodes: Mapping[str, str | Endpoint | NodeOptions],
    *,
    backend: Backend = "asyncio",
    backend_options: Mapping[str, Any] | None = None,
    **options: Unpack[FleetOptions],
) -> Generator[Fleet, None, None]:
    """Hold connections to many servers: ``with anyio_ami.sync.connect_fleet({"pbx1": ...}, ...) as fleet:``.

    ``nodes`` and ``options`` are those of `anyio_ami.connect_fleet`; ``backend`` and what holds for threads,
    interrupts and forks is as with `connect`. Entering waits for no server.
    """
    manager = connect_async_fleet(nodes, **options)
    # Not to be found in the local variables of a traceback.
    nodes, options = {}, {}
    with held(manager, Fleet, backend, backend_options) as fleet:
        yield fleet
