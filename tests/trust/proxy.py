"""A proxy between a client and its server, which does to the line what networks do.

It cuts, stalls, delays, splits or swallows what passes, each direction by itself. It listens on loopback TCP
and gives in-memory connections, too (`Proxy.connect`), for tests on a virtual clock.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import anyio
from anyio.lowlevel import checkpoint

from anyio_ami.testing._lines import Line, Listener, memory_pair

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from types import TracebackType

    from anyio.abc import ByteStream, TaskGroup
    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

Target = Callable[[], Awaitable["ByteStream"]]

_LOST = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)
_READ = 65_536


class Way:
    """One direction, of every connection: ``up`` to the server, or ``down`` to the client."""

    def __init__(self) -> None:
        self.delay: float = 0.0
        """Seconds that each byte is late."""
        self.chunk: int = 0
        """At most so many bytes are passed on at once; 0: what comes together goes together."""
        self.passed: int = 0
        """Bytes passed on so far."""
        self.record: bytearray | None = None
        """What was passed on, for who sets it to an empty bytearray."""
        self._left: int | None = None
        self._stalled: anyio.Event | None = None
        self._swallowing: anyio.Event | None = None

    def cut_after(self, count: int) -> None:
        """Pass on so many bytes more, then cut the connection; with 0 the next byte cuts it. Once only."""
        self._left = count

    @property
    def cuts(self) -> bool:
        """Whether a cut is still to come."""
        return self._left is not None

    def stall(self) -> None:
        """Take and pass on nothing, the end of a connection neither, until `resume`."""
        self._stalled = self._stalled or anyio.Event()

    def swallow(self) -> None:
        """Take everything and pass on nothing until `resume`, as a route does that was dropped."""
        self._swallowing = self._swallowing or anyio.Event()

    def resume(self) -> None:
        """Make it whole: end `stall`, `swallow` and the rest. What was swallowed stays lost."""
        self.delay, self.chunk = 0.0, 0
        for event in (self._stalled, self._swallowing):
            if event is not None:
                event.set()
        self._stalled = self._swallowing = None

    async def flowing(self) -> None:
        """Wait while it is stalled."""
        while self._stalled is not None:
            await self._stalled.wait()

    async def telling(self) -> None:
        """Wait while the end of a connection would not be heard of."""
        while self._stalled is not None or self._swallowing is not None:
            await self.flowing()
            if self._swallowing is not None:
                await self._swallowing.wait()

    async def pass_on(self, sink: ByteStream, data: bytes) -> bool:
        """Pass on bytes; False: the connection is to be cut."""
        while data:
            await self.flowing()
            if self._swallowing is not None:
                return True
            part = data[: self.chunk] if self.chunk else data
            cut = self._left is not None and len(part) >= self._left
            if self._left is not None:
                part = part[: self._left]
                self._left -= len(part)
            if part:
                await sink.send(part)
                self.passed += len(part)
                if self.record is not None:
                    self.record += part
                data = data[len(part) :]
            if cut:
                self._left = None
                return False
        return True


class _Connection:
    def __init__(self, front: Line) -> None:
        self.front = front
        self.reset = False
        self.scope = anyio.CancelScope()
        self.open_ways = 2


class Proxy:
    """Use it as ``async with Proxy(target) as proxy:``; ``target`` opens a connection to the server."""

    def __init__(self, target: Target) -> None:
        self.up: Way = Way()
        self.down: Way = Way()
        self.connections: int = 0
        """How many clients have connected so far."""
        self._target = target
        self._listener: Listener | None = None
        self._open: list[_Connection] = []
        self._refusing = False
        self._tasks: TaskGroup | None = None

    @property
    def port(self) -> int:
        """The TCP port it listens on; it stays the same."""
        assert self._listener is not None
        return self._listener.port

    @property
    def open(self) -> int:
        """How many connections there are now."""
        return len(self._open)

    async def connect(self) -> ByteStream:
        """A new in-memory connection: its client end."""
        await checkpoint()
        if self._refusing:
            raise ConnectionRefusedError("the line is down")
        ours, theirs = memory_pair()
        self._accepted(ours)
        return theirs

    def cut(self, *, reset: bool = False) -> None:
        """End every connection; what is under way is lost. ``reset``: the client sees a reset."""
        for connection in self._open:
            connection.reset = reset
            connection.scope.cancel()

    def down_now(self) -> None:
        """Cut every connection and refuse new ones, until `up_again`."""
        self._refusing = True
        if self._listener is not None:
            self._listener.close()
        self.cut()

    def up_again(self) -> None:
        """End `down_now`."""
        if self._refusing:
            self._refusing = False
            self._listen()

    def resume(self) -> None:
        """Make the line whole: nothing stalls, is swallowed or is late any more."""
        for way in (self.up, self.down):
            way.resume()

    async def __aenter__(self) -> Proxy:
        self._block = self._run()
        return await self._block.__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return await self._block.__aexit__(kind, exc, trace)

    @asynccontextmanager
    async def _run(self) -> AsyncGenerator[Proxy, None]:
        body: BaseException | None = None
        self._listener = Listener("127.0.0.1", 0)
        try:
            async with anyio.create_task_group() as group:
                self._tasks = group
                self._listen()
                try:
                    yield self
                except anyio.get_cancelled_exc_class():
                    raise
                except BaseException as exc:
                    body = exc  # so that a failed assertion is shown as it is
                finally:
                    group.cancel_scope.cancel()
        finally:
            self._listener.release()
        if body is not None:
            raise body

    def _listen(self) -> None:
        assert self._listener is not None
        assert self._tasks is not None
        sock, scope = self._listener.open()
        self._tasks.start_soon(self._listener.accept_all, sock, scope, self._accepted)

    def _accepted(self, front: Line) -> None:
        assert self._tasks is not None
        self.connections += 1
        connection = _Connection(front)
        self._open.append(connection)
        self._tasks.start_soon(self._serve, connection)

    async def _serve(self, connection: _Connection) -> None:
        back: ByteStream | None = None
        try:
            with connection.scope:
                with suppress(*_LOST):
                    back = await self._target()
                if back is not None:
                    async with anyio.create_task_group() as group:
                        for source, sink, way in (
                            (connection.front, back, self.up),
                            (back, connection.front, self.down),
                        ):
                            send, receive = anyio.create_memory_object_stream[tuple[float, bytes]](64)
                            group.start_soon(self._take, source, way, send, connection)
                            group.start_soon(self._give, sink, way, receive, connection)
        finally:
            self._open.remove(connection)
            connection.front.drop(reset=connection.reset)
            if back is not None:
                with anyio.CancelScope(shield=True):
                    await anyio.aclose_forcefully(back)

    async def _take(
        self,
        source: ByteStream,
        way: Way,
        queue: MemoryObjectSendStream[tuple[float, bytes]],
        connection: _Connection,
    ) -> None:
        with queue:
            try:
                while True:
                    await way.flowing()
                    data = await source.receive(_READ)
                    await queue.send((anyio.current_time() + way.delay, data))
            except anyio.EndOfStream:
                return
            except _LOST:
                await way.telling()  # the news of a broken line are held up like everything else
                connection.reset = source is not connection.front
                connection.scope.cancel()

    async def _give(
        self,
        sink: ByteStream,
        way: Way,
        queue: MemoryObjectReceiveStream[tuple[float, bytes]],
        connection: _Connection,
    ) -> None:
        with queue:
            try:
                async for due, data in queue:
                    late = due - anyio.current_time()
                    if late > 0:
                        await anyio.sleep(late)
                    if not await way.pass_on(sink, data):
                        connection.scope.cancel()
                await way.telling()
                await sink.send_eof()
            except _LOST:
                await way.telling()
                connection.scope.cancel()
            connection.open_ways -= 1
            if not connection.open_ways:
                connection.scope.cancel()
