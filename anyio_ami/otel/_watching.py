"""What is asked for whenever metrics are collected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from opentelemetry.metrics import Observation

from anyio_ami.errors import ClientClosed

from ._instruments import DELIVERED, EVENT, NODE, SUBSCRIPTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from opentelemetry.metrics import CallbackOptions, Meter

    from anyio_ami import Stats

    _Read: TypeAlias = Callable[[str, Stats], dict["_Series", int]]

# The attributes of one series.
_Series: TypeAlias = tuple[tuple[str, str | bool], ...]
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


class _Client:
    """A client, or the nodes of a fleet, while it is watched."""

    def __init__(self, node: str, client: HasStats | Mapping[str, HasStats]) -> None:
        self._node = node
        self._client = client
        self._known: list[tuple[str, HasStats]] = []

    def turn(self) -> tuple[list[tuple[str, HasStats]], list[tuple[str, HasStats]]]:
        """(who is there, who has gone since the last time), each by its node's name."""
        client = self._client
        there = list(client.items()) if isinstance(client, Mapping) else [(self._node, client)]
        here = {id(one) for _, one in there}
        gone = [(name, one) for name, one in self._known if id(one) not in here]
        self._known = there
        return there, gone


class Watched:
    """The clients and streams that are watched now, and what those counted that were."""

    def __init__(self, meter: Meter) -> None:
        # One collects in a thread of its own while another begins and ends.
        self._lock = Lock()
        self._clients: list[_Client] = []
        self._streams: dict[object, tuple[_Series, HasUnread]] = {}
        # A counter never falls: it goes on where those stopped that are gone.
        self._past: dict[_Read, Counter[_Series]] = {_events: Counter(), _lost: Counter()}
        meter.create_observable_counter(
            "ami.client.events",
            [self._of_clients(_events)],
            unit="{event}",
            description="Events received, by name.",
        )
        meter.create_observable_counter(
            "ami.client.events.lost",
            [self._of_clients(_lost)],
            unit="{event}",
            description="Events dropped by full buffers.",
        )
        meter.create_observable_up_down_counter(
            "ami.client.pending",
            [self._of_clients(_pending)],
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
        watched = _Client(node, client)

        def end() -> None:
            with self._lock:
                self._clients.remove(watched)
                for part in watched.turn():
                    self._keep(part)

        with self._lock:
            self._clients.append(watched)
        return end

    def add_stream(self, name: str, node: str | None, stream: HasUnread) -> Callable[[], object]:
        """Watch a stream; gives what ends it."""
        key = object()
        series: _Series = ((SUBSCRIPTION, name),)
        self._streams[key] = series if node is None else ((NODE, node), *series), stream
        return lambda: self._streams.pop(key, None)

    def _keep(self, gone: Iterable[tuple[str, HasStats]]) -> None:
        for node, client in gone:
            stats = _stats_of(client)
            if stats is not None:
                for read, counted in self._past.items():
                    counted.update(read(node, stats))

    def _of_clients(self, read: _Read) -> Callable[[CallbackOptions], Iterable[Observation]]:
        def observe(options: CallbackOptions) -> Iterable[Observation]:
            with self._lock:
                turns = [watched.turn() for watched in self._clients]
                for _, gone in turns:
                    self._keep(gone)
                found = Counter(self._past.get(read, ()))
                for there, _ in turns:
                    for node, client in there:
                        stats = _stats_of(client)
                        # Two may be of the same name.
                        found.update({} if stats is None else read(node, stats))
            return [Observation(value, dict(series)) for series, value in found.items()]

        return observe

    def _unread(self, options: CallbackOptions) -> Iterable[Observation]:
        found: Counter[_Series] = Counter()
        for series, stream in tuple(self._streams.values()):
            found[series] += max(0, stream.unread)
        return [Observation(value, dict(series)) for series, value in found.items()]


def _events(node: str, stats: Stats) -> dict[_Series, int]:
    found: dict[_Series, int] = {}
    for name, count in stats.events.items():
        if count.delivered:
            found[(NODE, node), (EVENT, name), (DELIVERED, True)] = count.delivered
        if count.skipped:
            found[(NODE, node), (EVENT, name), (DELIVERED, False)] = count.skipped
    return found


def _lost(node: str, stats: Stats) -> dict[_Series, int]:
    return {((NODE, node),): stats.lost}


def _pending(node: str, stats: Stats) -> dict[_Series, int]:
    return {((NODE, node),): stats.pending}


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
