"""What is asked for whenever metrics are collected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from opentelemetry.metrics import Observation

from anyio_ami.errors import ClientClosed

from ._instruments import DELIVERED, EVENT, NODE, SUBSCRIPTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from opentelemetry.metrics import CallbackOptions, Meter

    from anyio_ami import Stats

# The collector has a thread of its own, and counters grow while it reads them.
_TRIES: Final = 5


class HasStats(Protocol):
    """`anyio_ami.AMIClient`, and the synchronous one."""

    @property
    def stats(self) -> Stats: ...


class HasUnread(Protocol):
    """A stream: `anyio_ami.Subscription`, that of a fleet, and the synchronous one."""

    @property
    def unread(self) -> int: ...


class Watched:
    """The clients and streams that are watched now."""

    def __init__(self, meter: Meter) -> None:
        self._clients: dict[object, tuple[str, HasStats | Mapping[str, HasStats]]] = {}
        self._streams: dict[object, tuple[str, HasUnread]] = {}
        meter.create_observable_counter(
            "ami.client.events",
            [self._of_clients(_events)],
            unit="{event}",
            description="Events received, by name.",
        )
        meter.create_observable_counter(
            "ami.client.events.lost",
            [self._of_clients(lambda stats: [(stats.lost, {})])],
            unit="{event}",
            description="Events dropped by full buffers.",
        )
        meter.create_observable_up_down_counter(
            "ami.client.pending",
            [self._of_clients(lambda stats: [(stats.pending, {})])],
            unit="{action}",
            description="Actions in flight.",
        )
        meter.create_observable_up_down_counter(
            "ami.client.subscription.unread",
            [self._unread],
            unit="{event}",
            description="Events that wait in the buffer of a subscription.",
        )

    def add_client(self, node: str, client: HasStats | Mapping[str, HasStats]) -> Callable[[], object]:
        """Watch a client or a fleet; gives what ends it."""
        key = object()
        self._clients[key] = node, client
        return lambda: self._clients.pop(key, None)

    def add_stream(self, name: str, stream: HasUnread) -> Callable[[], object]:
        """Watch a stream; gives what ends it."""
        key = object()
        self._streams[key] = name, stream
        return lambda: self._streams.pop(key, None)

    def _stats(self) -> Iterator[tuple[str, Stats]]:
        for node, client in tuple(self._clients.values()):
            nodes = tuple(client.items()) if isinstance(client, Mapping) else ((node, client),)
            for name, one in nodes:
                stats = _stats_of(one)
                if stats is not None:
                    yield name, stats

    def _of_clients(
        self, read: Callable[[Stats], Iterable[tuple[int, dict[str, str | bool]]]]
    ) -> Callable[[CallbackOptions], Iterable[Observation]]:
        def observe(options: CallbackOptions) -> Iterator[Observation]:
            for node, stats in self._stats():
                for value, attributes in read(stats):
                    yield Observation(value, {NODE: node, **attributes})

        return observe

    def _unread(self, options: CallbackOptions) -> Iterator[Observation]:
        for name, stream in tuple(self._streams.values()):
            yield Observation(max(0, stream.unread), {SUBSCRIPTION: name})


def _events(stats: Stats) -> Iterator[tuple[int, dict[str, str | bool]]]:
    for name, count in stats.events.items():
        if count.delivered:
            yield count.delivered, {EVENT: name, DELIVERED: True}
        if count.skipped:
            yield count.skipped, {EVENT: name, DELIVERED: False}


def _stats_of(client: Any) -> Stats | None:
    for _ in range(_TRIES):
        try:
            stats: Stats = client.stats
        except RuntimeError:  # a dictionary has grown meanwhile
            continue
        except ClientClosed:  # in a process that was forked off
            return None
        return stats
    return None
