"""The two kinds of connection: a loopback socket and a pair of in-memory streams.

Both are closed by a plain call, since a server that dies asks nobody; that is why AnyIO's own TCP streams,
whose abrupt end is asynchronous, are not used.
"""

from __future__ import annotations

import contextlib
import socket
import struct
from abc import abstractmethod
from collections import deque
from typing import TYPE_CHECKING, Final

import anyio
import anyio.lowlevel
from anyio.abc import ByteStream

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_name = "wait_{}" if hasattr(anyio, "wait_readable") else "wait_socket_{}"  # renamed in AnyIO 4.7
_wait_readable: Callable[[socket.socket], Awaitable[None]] = getattr(anyio, _name.format("readable"))
_wait_writable: Callable[[socket.socket], Awaitable[None]] = getattr(anyio, _name.format("writable"))
_CAPACITY: Final = 65_536


class Line(ByteStream):
    """A connection that can be dropped without waiting for anything."""

    @abstractmethod
    def drop(self, *, reset: bool = False) -> None:
        """Close at once; with ``reset`` the peer's next operation fails, else it reads to the end first."""


class SocketLine(Line):
    """A connected TCP socket. Call :meth:`drop` only when nobody waits on it any more."""

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = sock
        self._closed = False

    async def receive(self, max_bytes: int = _CAPACITY) -> bytes:
        await anyio.lowlevel.checkpoint()
        while not self._closed:
            try:
                data = self._socket.recv(max_bytes)
            except (BlockingIOError, InterruptedError):
                await _wait_readable(self._socket)
            except OSError as exc:
                raise anyio.BrokenResourceError from exc
            else:
                if not data:
                    raise anyio.EndOfStream
                return data
        raise anyio.ClosedResourceError

    async def send(self, item: bytes) -> None:
        await anyio.lowlevel.checkpoint()
        rest = memoryview(item)
        while rest:
            if self._closed:
                raise anyio.ClosedResourceError
            try:
                rest = rest[self._socket.send(rest) :]
            except (BlockingIOError, InterruptedError):
                await _wait_writable(self._socket)
            except OSError as exc:
                raise anyio.BrokenResourceError from exc

    async def send_eof(self) -> None:
        try:
            self._socket.shutdown(socket.SHUT_WR)
        except OSError as exc:
            raise anyio.BrokenResourceError from exc

    async def aclose(self) -> None:
        self.drop()
        await anyio.lowlevel.checkpoint()

    def drop(self, *, reset: bool = False) -> None:
        if self._closed:
            return
        self._closed = True
        if reset:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()


class _Pipe:
    """One direction of an in-memory connection: bounded, so that a slow reader holds the writer back."""

    __slots__ = ("broken", "chunks", "ended", "moved", "size")

    def __init__(self) -> None:
        self.chunks: deque[bytes] = deque()
        self.size = 0
        self.ended = False  # the writer closed: the reader gets what is left, then the end
        self.broken = False  # reset, or the reader closed
        self.moved = anyio.Event()

    def notify(self) -> None:
        self.moved.set()
        self.moved = anyio.Event()


class MemoryLine(Line):
    """One end of an in-memory connection (:func:`memory_pair` makes both)."""

    def __init__(self, incoming: _Pipe, outgoing: _Pipe) -> None:
        self._in = incoming
        self._out = outgoing
        self._closed = False

    async def receive(self, max_bytes: int = _CAPACITY) -> bytes:
        await anyio.lowlevel.checkpoint()
        pipe = self._in
        while not self._closed:
            if pipe.broken:
                raise anyio.BrokenResourceError
            if pipe.chunks:
                data = pipe.chunks.popleft()
                if len(data) > max_bytes:
                    pipe.chunks.appendleft(data[max_bytes:])
                    data = data[:max_bytes]
                pipe.size -= len(data)
                pipe.notify()
                return data
            if pipe.ended:
                raise anyio.EndOfStream
            await pipe.moved.wait()
        raise anyio.ClosedResourceError

    async def send(self, item: bytes) -> None:
        await anyio.lowlevel.checkpoint()
        pipe, start = self._out, 0
        while True:
            if self._closed:
                raise anyio.ClosedResourceError
            if pipe.broken or pipe.ended:
                raise anyio.BrokenResourceError
            if start == len(item):
                return
            room = _CAPACITY - pipe.size
            if room <= 0:
                await pipe.moved.wait()
                continue
            part = bytes(item[start : start + room])
            start += len(part)
            pipe.chunks.append(part)
            pipe.size += len(part)
            pipe.notify()

    async def send_eof(self) -> None:
        self._out.ended = True
        self._out.notify()
        await anyio.lowlevel.checkpoint()

    async def aclose(self) -> None:
        self.drop()
        await anyio.lowlevel.checkpoint()

    def drop(self, *, reset: bool = False) -> None:
        if self._closed:
            return
        self._closed = True
        self._out.ended = True
        self._in.broken = True
        if reset:
            self._out.broken = True
        self._in.notify()
        self._out.notify()


def memory_pair() -> tuple[MemoryLine, MemoryLine]:
    """Two ends that talk to each other."""
    one, two = _Pipe(), _Pipe()
    return MemoryLine(one, two), MemoryLine(two, one)


class Listener:
    """A loopback port that can stop and start listening, and keeps its number meanwhile."""

    def __init__(self, host: str, port: int) -> None:
        self._family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.host = host
        self._listening: socket.socket | None = None
        self._opened: list[socket.socket] = []
        self._accepting = anyio.CancelScope()
        # A second socket holds the port while nobody listens. Without it another process may take the port,
        # and a client that dials a free ephemeral port of its own host may even reach itself.
        self._guard: socket.socket | None = self._bound(port)
        self.port: int = self._guard.getsockname()[1]

    @property
    def listening(self) -> bool:
        """Whether who connects now gets through."""
        return self._listening is not None

    def open(self) -> tuple[socket.socket, anyio.CancelScope]:
        """Start to listen; then somebody has to run :meth:`accept_all` with what this gives."""
        try:
            sock = self._bound(self.port)
        except OSError:  # not every system lets two sockets hold a port
            self._drop_guard()
            sock = self._bound(self.port)
        sock.listen(10)
        self._listening = sock
        self._opened.append(sock)
        self._accepting = anyio.CancelScope()
        return sock, self._accepting

    def close(self) -> None:
        """Stop to listen: who connects now is refused."""
        if self._listening is not None:
            with contextlib.suppress(OSError):
                self._listening.shutdown(socket.SHUT_RDWR)  # ends listening at once on Linux
            self._listening = None
            self._accepting.cancel()  # the socket itself is closed where it is waited on

    async def accept_all(
        self, sock: socket.socket, scope: anyio.CancelScope, accepted: Callable[[SocketLine], None]
    ) -> None:
        """Hand over each connection until :meth:`close`."""
        with sock, scope:
            while self._listening is sock:
                try:
                    connection, _ = sock.accept()
                except (BlockingIOError, InterruptedError):
                    await _wait_readable(sock)
                except ConnectionError:
                    continue  # that one gave up before it was accepted
                except OSError:
                    if self._listening is sock:
                        raise
                    return
                else:
                    accepted(SocketLine(connection))
                    await anyio.lowlevel.checkpoint()

    def release(self) -> None:
        """Stop to listen and give the port back."""
        self.close()
        self._drop_guard()
        for sock in self._opened:
            sock.close()  # again where a task already did

    def _bound(self, port: int) -> socket.socket:
        sock = socket.socket(self._family, socket.SOCK_STREAM)
        sock.setblocking(False)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((self.host, port))
        except BaseException:
            sock.close()
            raise
        return sock

    def _drop_guard(self) -> None:
        if self._guard is not None:
            self._guard.close()
            self._guard = None
