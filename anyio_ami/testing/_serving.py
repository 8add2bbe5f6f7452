"""One connection to the simulated server, served: what one thread of a real one does."""

from __future__ import annotations

import contextlib
import inspect
import ssl
from collections import deque
from typing import TYPE_CHECKING, Final, Protocol

import anyio

from ._frames import RequestReader
from ._requests import FakeRequest
from ._session import FakeSession
from ._tls import ServerTLS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator, Sequence

    from anyio.abc import ByteStream, TaskGroup

    from ._control import Pause
    from ._lines import Line
    from ._requests import Answer

_LOST: Final = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)
_JOINED: Final = 65_536  # bytes of queued events written at once
_READ_AHEAD: Final = 1_000  # requests taken before the client has to wait


class Server(Protocol):
    """What a connection asks of the server that serves it."""

    greeting: bytes
    tls: ssl.SSLContext | None
    auth_timeout: float | None
    write_timeout: float | None
    rate: float
    shuffled: int

    async def flowing(self) -> None:
        """Wait while the server is stalled."""

    def record(self, request: FakeRequest) -> None:
        """A request has arrived."""

    def answer(self, request: FakeRequest) -> Answer | Awaitable[Answer]:
        """What it says to a request."""
        ...

    def pauses(self, action: str) -> Sequence[Pause]:
        """What stands before the answer to this action."""
        ...

    def sample_event(self) -> bytes:
        """An event to tear when none is queued."""
        ...

    def fail(self, exc: Exception) -> None:
        """A handler has raised this."""

    def forget(self, session: FakeSession) -> None:
        """The connection has ended."""


class Connection(FakeSession):
    """A session and the loop that serves it."""

    def __init__(self, server: Server, number: int, line: Line) -> None:
        super().__init__(number, line, server.sample_event)
        self._server = server
        self._stream: ByteStream = line
        self._eof = False
        self._inbox: deque[FakeRequest] = deque()
        self._taken = anyio.Event()

    async def run(self) -> None:
        """Serve the connection to its end."""
        try:
            with self._scope:
                try:
                    if not await self._secured():
                        return
                    async with anyio.create_task_group() as tg:
                        tg.start_soon(self._read)
                        if self._server.auth_timeout is not None:
                            tg.start_soon(self._expire, self._server.auth_timeout)
                        await self._work(tg)
                        tg.cancel_scope.cancel()
                    if isinstance(self._stream, ServerTLS):
                        await self._stream.say_goodbye()
                finally:
                    if self._tail:
                        with anyio.move_on_after(1, shield=True), contextlib.suppress(*_LOST):
                            await self._put(self._tail)
        finally:
            self.drop()
            self._events.clear()
            self.closed.set()
            self._idle.set()
            self._server.forget(self)

    async def _secured(self) -> bool:
        """Make the handshake where the server has TLS; False: it failed."""
        if self._server.tls is not None:
            try:
                with anyio.fail_after(self._server.auth_timeout):
                    self._stream = await ServerTLS.wrap(self._line, self._server.tls)
            except (*_LOST, ssl.SSLError):  # a TimeoutError is an OSError
                return False
        return True

    async def _expire(self, seconds: float) -> None:
        await anyio.sleep(seconds)
        if self.account is None:
            self.cut()

    async def _read(self) -> None:
        reader = RequestReader()
        try:
            while True:
                await self._server.flowing()
                data = await self._stream.receive(65_536)
                await self._server.flowing()
                for received in reader.feed(data):
                    request = FakeRequest(self, *received)
                    self._server.record(request)
                    self._inbox.append(request)
                    self.notify()
                while len(self._inbox) >= _READ_AHEAD:
                    self._taken = anyio.Event()
                    await self._taken.wait()
        except _LOST:
            self._eof = True
            self.notify()

    async def _work(self, tg: TaskGroup) -> None:
        server = self._server
        try:
            await server.flowing()
            if server.greeting:
                await self._put(server.greeting)
            while True:
                await server.flowing()
                if self._late:
                    await self._write(self._late.popleft())
                elif self._inbox and not self.ending:
                    request = self._inbox.popleft()
                    self._taken.set()
                    if await self._act(request, tg):
                        return
                    await server.flowing()
                    await self._write_events()
                elif self._events:
                    await self._write_events()
                elif self.ending or self._eof:
                    return
                else:
                    self._change = anyio.Event()
                    self._idle.set()
                    await self._change.wait()
        except _LOST:
            return

    async def _act(self, request: FakeRequest, tg: TaskGroup) -> bool:
        """Run one action; True: the connection ends with it."""
        server = self._server
        try:
            answer = server.answer(request)
            if inspect.isawaitable(answer):
                answer = await answer
        except Exception as exc:
            server.fail(exc)
            return True
        if answer is None:
            return self.last
        pauses = server.pauses(request.name)
        if pauses and not any(pause.in_order for pause in pauses):
            tg.start_soon(self._answer_later, answer, pauses)
            return self.last
        for pause in pauses:
            await pause.wait()
        await server.flowing()
        shuffled = server.shuffled > 1 and self.account is not None and not self.last
        if shuffled and request.name.lower() != "login":
            self._shuffled.append(answer)
            if len(self._shuffled) >= server.shuffled:
                self.release_shuffled()
            return False
        if self.last:
            self.release_shuffled()
            while self._late:
                await self._write(self._late.popleft())
        await self._write(answer)
        return self.last

    async def _answer_later(self, answer: bytes, pauses: Sequence[Pause]) -> None:
        for pause in pauses:
            await pause.wait()
        self._late.append(answer)
        self.notify()

    async def _write(self, answer: bytes) -> None:
        timeout = self._server.write_timeout
        for piece in _pieces(answer):
            if timeout is None:
                await self._put(piece)
            else:
                # Like a real server: what does not fit in time is dropped, the rest of the answer is still
                # written, and the connection ends after it.
                with anyio.move_on_after(timeout) as scope:
                    await self._put(piece)
                self.last = self.last or scope.cancelled_caught

    async def _write_events(self) -> None:
        events, size = self._events, 0
        parts: list[bytes] = []
        wanted = self.wants
        while events and size < _JOINED:
            bits, data = events.popleft()
            if not bits & ~wanted:
                parts.append(data)
                size += len(data)
        if not parts:
            return
        timeout = self._server.write_timeout
        if timeout is None:
            await self._put(b"".join(parts))
            return
        with anyio.move_on_after(timeout) as scope:
            await self._put(b"".join(parts))
        if scope.cancelled_caught:
            raise anyio.BrokenResourceError

    async def _put(self, data: bytes) -> None:
        start = 0
        while self._server.rate > 0 and start < len(data):
            # Twenty pieces a second, or byte by byte.
            rate = self._server.rate
            piece = data[start : start + max(1, int(rate / 20))]
            await self._stream.send(piece)
            start += len(piece)
            await anyio.sleep(len(piece) / rate)
        if start < len(data):
            await self._stream.send(data[start:])


def _pieces(answer: bytes) -> Iterator[bytes]:
    """An answer as a real server writes it: line by line at its head, then in larger parts."""
    start = 0
    for _ in range(2):
        end = answer.find(b"\r\n", start) + 2
        if end > 1:
            yield answer[start:end]
            start = end
    while start < len(answer):
        yield answer[start : start + _JOINED]
        start += _JOINED
