"""One stream out of one subscription for each node."""

from __future__ import annotations

import logging
import time
from abc import abstractmethod
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar, cast

import anyio
from anyio.lowlevel import checkpoint

from anyio_ami import ConnectionState, Gap, Subscription
from anyio_ami.errors import ActionError, ActionTimeout, AMIError, ClientClosed, EventsLost

from ._feeds import Feed, Raised

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from types import TracebackType

    from typing_extensions import Self

    from anyio_ami import AMIClient

T_co = TypeVar("T_co", covariant=True)

# How many events of one node follow each other while another has some, too.
_TURN: Final = 256
# Seconds that entering waits for nodes to say that they send what the stream is for.
_PATIENCE: Final = 5.0
# ... and after which a node that refused is asked again, at the latest.
_AGAIN: Final = 10.0

_log = logging.getLogger("anyio_ami")


class Hub:
    """What a fleet shares with its streams."""

    def __init__(self, start: Callable[[Callable[[], Coroutine[Any, Any, None]]], None]) -> None:
        self.clients: dict[str, AMIClient] = {}
        self.streams: set[Merge[Any]] = set()
        self.start = start
        """Runs something in a task of the fleet's block."""
        self.closing = False

    def require_open(self) -> None:
        """Raise ClientClosed once the block has been left."""
        if self.closing:
            msg = "this fleet is closed: it was used after its `async with connect_fleet()` block"
            raise ClientClosed(msg)


class FleetSubscription(Subscription[T_co], Generic[T_co]):
    """The events of all nodes in one bounded stream; read it with ``async for``.

    Made by `Fleet.subscribe`, and begun by ``async with``. The events of each
    node come in order; nodes that have some take turns.
    """

    @property
    @abstractmethod
    def lost(self) -> int:
        """Events dropped so far, of any node, because its buffer was full."""

    @abstractmethod
    async def receive(self) -> T_co:
        """The next event or `Gap` of any node.

        Raises what `Subscription.receive` raises, but for the loss of a node for
        good: that ends nothing. `anyio.EndOfStream` comes with the end of the
        fleet. A cancelled call leaves everything in place.
        """


class Merge(FleetSubscription[T_co], Generic[T_co]):
    """Such a stream, and what its fleet does with it."""

    def __init__(
        self,
        hub: Hub,
        types: tuple[type[Any], ...],
        where: Callable[[Any], object] | None,
        options: dict[str, Any],
    ) -> None:
        self._hub = hub
        self._types = types
        self._where = where
        self._options = options
        self._turn = min(_TURN, options["buffer"])
        self._entered = False
        self._closed = False
        self._ended = False
        self._error: Exception | None = None
        self._feeds: list[Feed] = []
        self._ready: deque[Feed] = deque()
        self._items: deque[Any] = deque()
        self._past_lost = 0
        # Since when the events of nodes are missing that were lost for good, or removed.
        self._away: dict[str, float] = {}
        self._newest: dict[str, Feed] = {}
        self._waiting = 0
        self._wake = anyio.Event()
        self._draining = anyio.Lock()

    @property
    def lost(self) -> int:
        return self._past_lost + sum(feed.source.lost for feed in self._feeds)

    @property
    def unread(self) -> int:
        waiting = sum(len(feed.items) for feed in self._ready) + len(self._items)
        return waiting + sum(feed.source.unread for feed in self._feeds)

    async def __aenter__(self) -> Self:
        if self._entered:
            msg = "a subscription can be entered only once; call subscribe() again"
            raise RuntimeError(msg)
        self._entered = True
        if self._hub.closing:
            self._ended = True
            return self
        self._hub.streams.add(self)
        for name, client in self._hub.clients.items():
            self._add(name, client)
        try:
            # Side by side: with filters="auto" each node is asked for its events.
            with anyio.move_on_after(_PATIENCE):
                for feed in tuple(self._feeds):
                    await feed.begun.wait()
        except BaseException:
            self.close()
            raise
        for feed in self._feeds:
            if not feed.begun.is_set():
                self._is_late(feed, self._hub.clients.get(feed.name))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def attach(self, name: str, client: AMIClient) -> None:
        """Begin with a node that is not connected yet (what `Fleet.add` does). Never waits for a server."""
        feed = self._add(name, client)
        if feed is not None:
            await feed.begun.wait()

    def note_connected(self, name: str) -> None:
        """A node has been connected: whatever becomes of it, its events came."""
        feed = self._newest.get(name)
        if feed is not None:
            feed.has_come = True

    def detach(self, name: str) -> None:
        """A node that is connected is about to be removed."""
        for feed in self._feeds:
            if feed.name == name and feed.left_at is None:
                feed.left_at = time.time()

    def _add(self, name: str, client: AMIClient) -> Feed | None:
        feed = Feed(name, self._where)
        try:
            self._subscribe(feed, client)
        except AMIError:
            return None  # lost for good: nothing can come from there
        self._feeds.append(feed)
        feed.before, self._newest[name] = self._newest.get(name), feed
        self._hub.start(lambda: self._run(feed, client))
        return feed

    def _subscribe(self, feed: Feed, client: AMIClient) -> None:
        where = None if feed.where is None else feed.ask
        feed.source = client.subscribe(*self._types, where=where, **self._options)

    async def receive(self) -> T_co:
        if not self._items:
            await self._next()
        item = self._items.popleft()
        if isinstance(item, Raised):
            self._raise(item)
        return cast("T_co", item)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._drop()

    def end(self) -> None:
        """No more will come, since every node is closed: what is buffered is delivered still."""
        self._ended = True
        self._wake_all()

    # The tasks' side: one for each node.

    async def _run(self, feed: Feed, client: AMIClient) -> None:
        try:
            try:
                await self._begin(feed, client)
            except AMIError:
                # The node is lost for good, or removed; of a late one it has been told already.
                self._mark_gone(feed)
                if feed.items:
                    self._offer(feed)
                self._forget(feed)
                return
            finally:
                feed.begun.set()
            await self._mark_return(feed, client)
            await self._pump(feed)
        finally:
            feed.before = None
            feed.done.set()
            if self._newest.get(feed.name) is feed:
                del self._newest[feed.name]

    async def _mark_return(self, feed: Feed, client: AMIClient) -> None:
        """Say that its events come again, where no login of its own does."""
        if feed.before is not None:
            await feed.before.done.wait()
        if feed.late and client.state is ConnectionState.CONNECTED:
            await feed.taken.wait()
            same = True if client.stats.reconnects == feed.late_session else None
            self._mark(feed, "resubscribed", same)
        elif feed.name in self._away:
            # Added again: to its client it is the first login.
            with suppress(AMIError):
                await client.wait_connected()
            feed.has_come = feed.has_come or client.state is ConnectionState.CONNECTED
            self._mark_back(feed)
            if feed.items:
                self._offer(feed)

    async def _begin(self, feed: Feed, client: AMIClient) -> None:
        """Have the node send what this stream is for, however long it takes."""
        while not self._closed:
            try:
                await feed.source.__aenter__()
                if feed.late:
                    # What it was given meanwhile has holes.
                    self._renew(feed, client)
                    await feed.source.__aenter__()
                return
            except (ActionTimeout, ActionError) as exc:
                with suppress(Exception):  # of a filter of the application's
                    _log.warning("%s: it does not send what a stream of its fleet is for: %s", feed.name, exc)
                if not feed.late:
                    self._is_late(feed, client)
                feed.begun.set()
                await _change(client)
                self._renew(feed, client)

    def _renew(self, feed: Feed, client: AMIClient) -> None:
        last = feed.source
        last.close()
        self._subscribe(feed, client)
        self._past_lost += last.lost

    def _is_late(self, feed: Feed, client: AMIClient | None) -> None:
        """The stream goes on without a node, until its server has said that it sends the events."""
        feed.late = True
        feed.late_session = -1 if client is None else client.stats.reconnects
        self._mark(feed, "disconnected")

    def _mark(
        self, feed: Feed, kind: Literal["disconnected", "resubscribed"], same_boot: bool | None = None
    ) -> None:
        self._put(feed, kind, time.time(), same_boot)
        if feed.items:
            self._offer(feed)

    def _put(
        self,
        feed: Feed,
        kind: Literal["disconnected", "resubscribed"],
        at: float,
        same_boot: bool | None = None,
    ) -> None:
        if self._options["gaps"] and not self._closed:
            since, until = (at, None) if kind == "disconnected" else (feed.late_since, at)
            feed.late_since = since
            feed.away_since = since if until is None else None
            feed.items.append(Gap(kind, None, None, since, until=until, same_boot=same_boot, node=feed.name))

    def _mark_back(self, feed: Feed) -> None:
        """Before the first event of a node that was added again: its events come again."""
        since = self._away.get(feed.name)
        if since is not None and (feed.has_come or feed.left_at is not None or feed.source.unread):
            del self._away[feed.name]
            feed.late_since = since
            self._put(feed, "resubscribed", time.time())

    def _mark_gone(self, feed: Feed) -> None:
        """Behind the last event of a node that was removed: from here on they are missing."""
        if feed.left_at is not None and feed.away_since is None:
            self._put(feed, "disconnected", feed.left_at)
        if feed.away_since is not None:
            self._away[feed.name] = feed.away_since

    async def _pump(self, feed: Feed) -> None:
        # What a slow reader leaves behind stays in the node's own buffer, which knows how to be full.
        while feed.items or await self._fill(feed):
            self._offer(feed)
            await feed.taken.wait()
        self._mark_gone(feed)
        if feed.items:
            self._offer(feed)

    def _offer(self, feed: Feed) -> None:
        if feed in self._ready:
            return
        feed.taken = anyio.Event()
        self._ready.append(feed)
        self._wake_all()

    async def _fill(self, feed: Feed) -> bool:
        """Wait for something from a node, and take what is there; False: nothing will come any more."""
        source, items = feed.source, feed.items
        while True:
            try:
                items.append(item := await source.receive())
                if isinstance(item, Gap) and item.kind != "overflow":
                    feed.away_since = item.since if item.kind == "disconnected" else None
            except EventsLost as lost:
                items.append(Raised(lost, final=False))
            except (anyio.EndOfStream, anyio.ClosedResourceError):
                break
            except Exception as exc:
                if feed.where_failed and not self._closed:
                    items.append(Raised(exc, final=True))
                break
            # A flood would never end it: a turn is bounded.
            if not source.unread or len(items) >= self._turn:
                return True
        if not items:
            self._forget(feed)
        return bool(items)

    def _forget(self, feed: Feed) -> None:
        if feed in self._feeds:
            self._feeds.remove(feed)
            self._past_lost += feed.source.lost

    # The reader's side.

    async def _next(self) -> None:
        """Wait until there is something in hand."""
        self._check()
        await checkpoint()
        while True:
            self._check()
            if self._items:  # taken in hand by another reader meanwhile
                return
            if self._ready:
                self._take(self._ready.popleft())
                return
            if self._ended:
                await self._drain()
                continue
            self._waiting += 1
            try:
                await self._wake.wait()
            finally:
                self._waiting -= 1

    async def _drain(self) -> None:
        """After the end nobody else reads the nodes' buffers."""
        async with self._draining:
            if self._items:
                return
            while self._feeds:
                feed = self._feeds[0]
                # What a task had taken before it was ended is older.
                self._mark_back(feed)
                if not (feed.items or await self._fill(feed)):
                    self._mark_gone(feed)
                if feed.items:
                    self._take(feed)
                    return
            raise anyio.EndOfStream

    def _take(self, feed: Feed) -> None:
        self._items, feed.items = feed.items, deque()
        feed.taken.set()

    def _raise(self, raised: Raised) -> None:
        if raised.final:
            self._error = raised.error
            self._drop()
        raise raised.error

    def _check(self) -> None:
        if not self._entered:
            msg = "begin the subscription first: async with fleet.subscribe(...) as stream"
            raise RuntimeError(msg)
        if self._closed:
            raise anyio.ClosedResourceError
        if self._error is not None:
            raise self._error

    def _drop(self) -> None:
        self._hub.streams.discard(self)
        for feed in self._feeds:
            self._past_lost += feed.source.lost
            feed.source.close()
            feed.items.clear()
            feed.taken.set()
        self._feeds.clear()
        self._ready.clear()
        self._items.clear()
        self._wake_all()

    def _wake_all(self) -> None:
        if self._waiting:
            self._wake.set()
            self._wake = anyio.Event()


async def _change(client: AMIClient) -> None:
    """Wait until the client's state changes, at most `_AGAIN`. Raises its cause if it is lost for good."""
    with anyio.move_on_after(_AGAIN):
        async with client.states() as changes:
            async for _ in changes:
                return
