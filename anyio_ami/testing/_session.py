"""One connection to the simulated server: what one thread of a real one does."""

from __future__ import annotations

import contextlib
import inspect
import random
import ssl
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

import anyio

from ._filters import Filters
from ._frames import FakeRequest, RequestReader
from ._texts import ALL, class_bits, class_names
from ._tls import ServerTLS

if TYPE_CHECKING:
    from anyio.abc import ByteStream, TaskGroup

    from ._lines import Line
    from ._server import FakeAsterisk


class Pause(Protocol):
    """What stands between an answer and its writing."""

    in_order: bool

    async def wait(self) -> None: ...


Answer: TypeAlias = bytes | None
"""What a handler gives: the bytes of the answer, or None for no answer at all."""
Handler: TypeAlias = Callable[[FakeRequest], Answer | Awaitable[Answer]]
"""Answers one action; plain or async."""

_LOST: Final = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)
_JOINED: Final = 65_536  # bytes of queued events written at once
_READ_AHEAD: Final = 1_000  # requests taken before the client has to wait


class FakeUser:
    """A manager account.

    ``read`` and ``write`` are comma lists of classes as in manager.conf (``"all"``, ``"call,cdr"``, ``""``).
    ``multiple=False`` refuses a second login at the same time with ``Login Already In Use``.
    """

    __slots__ = ("multiple", "name", "read", "secret", "write")

    def __init__(
        self, name: str, secret: str, *, read: str = "all", write: str = "all", multiple: bool = True
    ) -> None:
        self.name: str = name
        self.secret: str = secret
        self.read: int = class_bits(read)
        self.write: int = class_bits(write)
        self.multiple: bool = multiple

    def __repr__(self) -> str:
        return f"<FakeUser {self.name!r}>"


class FakeSession:
    """A connection, logged in or not. Made by the server; read it, or drop it with :meth:`cut`."""

    def __init__(self, pbx: FakeAsterisk, number: int, line: Line) -> None:
        self.pbx = pbx
        self.number = number
        """Counts the connections of this server from 1."""
        self.account: FakeUser | None = None
        self.filters: Filters = Filters()
        self.challenge: str = str(random.randrange(1 << 29))
        self.last: bool = False  # close after this answer
        self.ending: bool = False  # write what is queued, take nothing more, close
        self.event_bits = ALL
        self._stream: ByteStream = line
        self._line = line
        self._reset = False
        self._tail = b""
        self._eof = False
        self._scope = anyio.CancelScope()
        self._inbox: deque[FakeRequest] = deque()
        self._events: deque[tuple[int, bytes]] = deque()
        self._late: deque[bytes] = deque()  # answers that others were allowed to overtake
        self._shuffled: list[bytes] = []
        self._change = anyio.Event()
        self._taken = anyio.Event()
        self._idle = anyio.Event()
        self.closed: anyio.Event = anyio.Event()
        """Set when the connection has ended."""

    def __repr__(self) -> str:
        return f"<FakeSession {self.number} user={self.user!r}>"

    @property
    def user(self) -> str | None:
        """The account's name, or None before login."""
        return None if self.account is None else self.account.name

    @property
    def mask(self) -> frozenset[str]:
        """The event classes the client asked for, whether or not its account may read them."""
        return class_names(self.event_bits)

    @property
    def queued(self) -> int:
        """Events that wait to be written."""
        return len(self._events)

    @property
    def wants(self) -> int:
        """The bits of the classes that reach this client."""
        return 0 if self.account is None else self.event_bits & self.account.read

    @property
    def settled(self) -> bool:
        """Nothing is queued, running or being written."""
        return self._idle.is_set() or self.closed.is_set()

    async def wait_settled(self) -> None:
        """Wait until :attr:`settled`."""
        while not self.settled:
            await self._idle.wait()

    def push(self, bits: int, data: bytes) -> None:
        """Queue an event (``bits`` 0: whatever the mask says)."""
        if not self.closed.is_set():
            self._events.append((bits, data))
            self.notify()

    def send_raw(self, data: bytes) -> None:
        """Queue bytes to be written as they are, after what is queued already."""
        self.push(0, data)

    def cut(self, *, mid_frame: bool = False, reset: bool = False) -> None:
        """Drop this connection without a word.

        What was not yet written is lost. ``mid_frame`` first writes half of an event; ``reset`` makes the
        client see a reset instead of an end.
        """
        self._reset = reset
        if mid_frame:
            queued = [data for _, data in self._events] or [self.pbx.sample_event()]
            self._tail = queued[0][: len(queued[0]) // 2]
        self._scope.cancel()

    def notify(self) -> None:
        """Something changed: look again."""
        self._idle = self._idle if not self._idle.is_set() else anyio.Event()
        self._change.set()

    def end(self) -> None:
        """Write the events that are queued, take no further action, close."""
        self.ending = True
        self.notify()

    def drop(self) -> None:
        """Close what is under it, at once."""
        self._line.drop(reset=self._reset)

    async def run(self) -> None:
        """Serve the connection to its end."""
        try:
            with self._scope:
                try:
                    if not await self._secured():
                        return
                    async with anyio.create_task_group() as tg:
                        tg.start_soon(self._read)
                        if self.pbx.auth_timeout is not None:
                            tg.start_soon(self._expire, self.pbx.auth_timeout)
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
            self.pbx.forget(self)

    async def _secured(self) -> bool:
        """Make the handshake where the server has TLS; False: it failed."""
        if self.pbx.tls is not None:
            try:
                with anyio.fail_after(self.pbx.auth_timeout):
                    self._stream = await ServerTLS.wrap(self._line, self.pbx.tls)
            except (*_LOST, ssl.SSLError):  # a TimeoutError is an OSError
                return False
        return True

    async def _expire(self, seconds: float) -> None:
        await anyio.sleep(seconds)
        if self.account is None:
            self.cut()

    async def _read(self) -> None:
        reader = RequestReader(self)
        try:
            while True:
                await self.pbx.flowing()
                data = await self._stream.receive(65_536)
                await self.pbx.flowing()
                for request in reader.feed(data):
                    self.pbx.record(request)
                    self._inbox.append(request)
                    self.notify()
                while len(self._inbox) >= _READ_AHEAD:
                    self._taken = anyio.Event()
                    await self._taken.wait()
        except _LOST:
            self._eof = True
            self.notify()

    async def _work(self, tg: TaskGroup) -> None:
        pbx = self.pbx
        try:
            await pbx.flowing()
            if pbx.greeting:
                await self._put(pbx.greeting)
            while True:
                await pbx.flowing()
                if self._late:
                    await self._write(self._late.popleft())
                elif self._inbox and not self.ending:
                    request = self._inbox.popleft()
                    self._taken.set()
                    if await self._act(request, tg):
                        return
                    await pbx.flowing()
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
        pbx = self.pbx
        try:
            answer = pbx.answer(request)
            if inspect.isawaitable(answer):
                answer = await answer
        except Exception as exc:
            pbx.fail(exc)
            return True
        if answer is None:
            return self.last
        pauses = pbx.pauses(request.name)
        if pauses and not any(pause.in_order for pause in pauses):
            tg.start_soon(self._answer_later, answer, pauses)
            return self.last
        for pause in pauses:
            await pause.wait()
        await pbx.flowing()
        shuffled = pbx.shuffled > 1 and self.account is not None and not self.last
        if shuffled and request.name.lower() != "login":
            self._shuffled.append(answer)
            if len(self._shuffled) >= pbx.shuffled:
                self.release_shuffled()
            return False
        if self.last:
            self.release_shuffled()
            while self._late:
                await self._write(self._late.popleft())
        await self._write(answer)
        return self.last

    def release_shuffled(self) -> None:
        """Let go the answers that were collected to change their order, the newest first."""
        self._late.extend(reversed(self._shuffled))
        self._shuffled.clear()
        self.notify()

    async def _answer_later(self, answer: bytes, pauses: Sequence[Pause]) -> None:
        for pause in pauses:
            await pause.wait()
        self._late.append(answer)
        self.notify()

    async def _write(self, answer: bytes) -> None:
        timeout = self.pbx.write_timeout
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
        timeout = self.pbx.write_timeout
        if timeout is None:
            await self._put(b"".join(parts))
            return
        with anyio.move_on_after(timeout) as scope:
            await self._put(b"".join(parts))
        if scope.cancelled_caught:
            raise anyio.BrokenResourceError

    async def _put(self, data: bytes) -> None:
        start = 0
        while self.pbx.rate > 0 and start < len(data):
            # Twenty pieces a second, or byte by byte.
            rate = self.pbx.rate
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
