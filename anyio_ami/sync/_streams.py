"""Streams that a thread iterates."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

import anyio

from anyio_ami.errors import ClientClosed, EventsLost, WaitTimeout

from ._bridge import closed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from typing_extensions import Self

    from anyio_ami import FleetSubscription
    from anyio_ami import ListStream as AsyncListStream
    from anyio_ami import Subscription as AsyncSubscription
    from anyio_ami.events import Event
    from anyio_ami.responses import Response

    from ._bridge import Bridge

T_co = TypeVar("T_co", covariant=True)

# One call into the loop brings so many items, if so many are there.
_BATCH: Final = 1024
# Seconds that a look at what is there may take.
_LOOK: Final = 0.01


class _Raised:
    """Stands where the stream raises an error."""

    __slots__ = ("error",)

    def __init__(self, error: Exception) -> None:
        self.error = error


class Stream(Generic[T_co]):
    """What all streams have in common: a `with` block, and items that are fetched in batches."""

    def __init__(self, bridge: Bridge, source: Any) -> None:
        self._bridge = bridge
        self._source = source
        # Filled in the loop's thread and emptied in the reader's; what a cancelled fetch brought stays in it.
        self._items: deque[Any] = deque()
        # The thread that reads now, in a dictionary for its `setdefault`, which is one step. A lock would
        # stay held where a signal comes just behind its taking, or a process is forked off.
        self._reading: dict[str, threading.Thread] = {}
        self._entered = False
        self._closed = False
        self._drained = False

    def __enter__(self) -> Self:
        try:
            self._bridge.call(self._begin)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except BaseException:
            self._bridge.soon(self._end_at_once)  # it may not have begun to
            raise

    def close(self) -> None:
        """Stop receiving and drop what is buffered; a reader in another thread gets ClientClosed."""
        self._closed = True
        if self._bridge.is_own_thread:
            self._source.close()
            return
        with suppress(ClientClosed):  # the client's block was left before
            self._bridge.call(self._end)
        self._items.clear()

    @property
    def unread(self) -> int:
        """Items that wait to be read: exact only while none come."""
        unread: int = self._source.unread
        return max(0, unread) + len(self._items)

    def __iter__(self) -> Iterator[T_co]:
        return self

    def __next__(self) -> T_co:
        try:
            item = self._items.popleft()
        except IndexError:
            item = self._next(None)
        if type(item) is _Raised:
            if isinstance(item.error, anyio.EndOfStream):
                raise StopIteration
            self._raise(item)
        return cast("T_co", item)

    # In the reader's thread.

    def _next(self, limit: float | None) -> Any:
        self._bridge.require_own()
        me = threading.current_thread()
        reader = self._reading.setdefault("by", me)
        if reader is not me and reader.is_alive():
            msg = "another thread reads this stream; give each thread a subscription of its own"
            raise RuntimeError(msg)
        self._reading["by"] = me
        try:
            if not self._entered:
                msg = "begin the stream first: with ami.subscribe(...) as stream"
                raise RuntimeError(msg)
            if not self._items and not self._closed and not self._drained:
                try:
                    self._bridge.call_to_the_end(self._fetch, limit)
                except ClientClosed:
                    self._bridge.wait_for_the_end()
            with suppress(IndexError):  # another thread may be closing it
                return self._items.popleft()
            if self._closed:
                return _Raised(anyio.ClosedResourceError())
            return _Raised(anyio.EndOfStream()) if limit is None or self._drained else None
        finally:
            self._reading.pop("by", None)

    def _raise(self, raised: _Raised) -> None:
        if isinstance(raised.error, anyio.ClosedResourceError):
            msg = "this stream is closed: it was read after its `with` block"
            raise ClientClosed(msg) from None
        raise raised.error

    # In the loop's thread.

    async def _begin(self) -> None:
        await self._source.__aenter__()
        self._entered = True
        self._bridge.at_the_end(self._finish)

    async def _end(self) -> None:
        self._bridge.no_longer(self._finish)
        await self._source.aclose()

    def _end_at_once(self) -> None:
        self._bridge.no_longer(self._finish)
        self._source.close()

    async def _fetch(self, limit: float | None) -> None:
        """Wait for something, at most ``limit`` seconds, and take what is there."""
        source, items = self._source, self._items
        try:
            if limit is None:
                items.append(await source.receive())
            else:
                with anyio.move_on_after(max(limit, _LOOK)):
                    items.append(await source.receive())
                if not items and source.unread:  # it came together with the deadline
                    items.append(await source.receive())
            for _ in range(min(source.unread, _BATCH)):
                items.append(await source.receive())
        except Exception as exc:
            items.append(_Raised(exc))

    async def _finish(self) -> None:
        """The client's block was left, and nobody can fetch any more: take what is buffered."""
        items = self._items
        last: Any = None
        while type(last) is not _Raised or isinstance(last.error, EventsLost):
            await self._fetch(None)
            last = items[-1]
        self._drained = True


class Subscription(Stream[T_co]):
    """A stream of events, bounded and in order: ``with ami.subscribe(...) as stream:``.

    Iterate it, or call `receive`. What comes between entering and leaving its
    block comes in order, through reconnects. One thread at a time may read it.

    Iteration fetches up to 1,024 items at once, which wait in the stream itself,
    beside its buffer. It ends with the client's block, after what is buffered.
    It raises `EventsLost` at the place of a loss (``overflow="raise"``), after which
    a new ``for`` goes on; the cause when the connection is lost for good; what
    ``where`` raised; RuntimeError if another thread is reading.
    """

    _source: AsyncSubscription[T_co] | FleetSubscription[T_co]

    @property
    def lost(self) -> int:
        """Events dropped so far because the buffer was full."""
        return self._source.lost

    def receive(self, timeout: float | None = None) -> T_co:
        """The next item; waits at most ``timeout`` seconds (None: no limit; 0: takes what is there).

        Raises WaitTimeout when none came in time, ClientClosed after the end of
        the client's block or of the stream's own, and else what iteration raises.
        A KeyboardInterrupt leaves everything in place.
        """
        item = self._items.popleft() if self._items else self._next(timeout)
        if item is None:
            msg = f"nothing came within {timeout:g} s"
            raise WaitTimeout(msg, types=(), seconds=timeout or 0.0)
        if type(item) is _Raised:
            if isinstance(item.error, anyio.EndOfStream):
                raise closed()
            self._raise(item)
        return cast("T_co", item)


class ListStream(Stream[T_co]):
    """The items of a list answer as they come: ``with ami.stream(action) as items:``; iterate it.

    Entering it sends the action and waits for the reply, so that an error of
    the server is raised there. After the last item `complete` and `expected`
    are known. A list that is left early, or that is read too slowly for its
    buffer (`ListOverflow`), is dropped without stopping the connection.
    """

    _source: AsyncListStream[T_co]

    @property
    def response(self) -> Response:
        """The reply that began the list. Raises RuntimeError before entering."""
        return self._source.response

    @property
    def complete(self) -> Event | None:
        """The event that ended the list; None before its end."""
        return self._source.complete

    @property
    def expected(self) -> int | None:
        """How many items the server counted, once the list has ended."""
        return self._source.expected
