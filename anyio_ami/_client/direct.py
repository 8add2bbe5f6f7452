"""Plain TCP without the event loop's own buffers: what can be done at once is done at once.

An event loop's stream costs a turn of the loop for a write, and registers the
socket twice for a read. Here a write is tried in the step of the caller, and a
read that may have left something behind is tried again.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

import anyio
from anyio.abc import ByteStream, SocketAttribute
from anyio.lowlevel import checkpoint, checkpoint_if_cancelled

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping
    from typing import Any, NoReturn

# A read of fewer bytes has taken all that there was. (A larger buffer is allocated anew each time.)
_SMALL: Final = 16_384


class DirectStream(ByteStream):
    """A connected TCP socket, read and written directly."""

    def __init__(self, stream: ByteStream, sock: socket.socket) -> None:
        # The stream keeps the connection's first descriptor, and is used for nothing else.
        self._stream = stream
        self._sock = sock
        self._end_reading: Callable[[], None] | None = None
        self._more = False
        self._size = _SMALL

    def try_send(self, data: bytes | memoryview) -> int:
        """Write what the socket takes at once; how many bytes that were. Raises OSError."""
        try:
            return self._sock.send(data)
        except (BlockingIOError, InterruptedError):
            return 0

    async def send(self, item: bytes) -> None:
        await checkpoint_if_cancelled()
        view = memoryview(item)
        while True:
            if self._sock.fileno() < 0:
                raise anyio.ClosedResourceError
            try:
                view = view[self.try_send(view) :]
            except OSError as exc:
                raise anyio.BrokenResourceError from exc
            if not view:
                return
            await anyio.wait_writable(self._sock)

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        if self._more:
            await checkpoint()
        else:
            await self._readable()
        while True:
            try:
                data = self._sock.recv(min(max_bytes, self._size))
                break
            except (BlockingIOError, InterruptedError):
                await self._readable()
            except OSError as exc:
                raise anyio.BrokenResourceError from exc
        if not data:
            raise anyio.EndOfStream
        self._more = len(data) >= _SMALL
        self._size = max_bytes if self._more else _SMALL
        return data

    async def receive_all(
        self,
        take: Callable[[bytes], None],
        max_bytes: int,
        loop: asyncio.AbstractEventLoop | None,
        *,
        apart: Callable[[], bool] = lambda: False,
    ) -> NoReturn:
        """Give all that comes to ``take``, until it raises, or the connection ends.

        ``loop`` is the event loop if that is asyncio's: there each read is made in
        the turn in which it can be, instead of one turn later. No task runs then;
        what needs one says so by ``apart``, and is called by this one, in a turn of its own.

        Raises what ``take`` raises, and EndOfStream, BrokenResourceError or ClosedResourceError. A
        cancelled call leaves the rest in the socket, but for one read that still waited for its turn.
        """
        if loop is not None:
            with suppress(NotImplementedError):  # not every event loop can watch a descriptor
                await self._receive_in_turn(take, max_bytes, loop, apart)
        while True:
            take(await self.receive(max_bytes))

    async def _receive_in_turn(
        self,
        take: Callable[[bytes], None],
        max_bytes: int,
        loop: asyncio.AbstractEventLoop,
        apart: Callable[[], bool],
    ) -> NoReturn:
        sock = self._sock
        if sock.fileno() < 0:
            raise anyio.ClosedResourceError
        size = _SMALL
        given: bytes | BaseException = b""
        wake = loop.create_future()

        def read() -> None:
            nonlocal size, given
            if wake.done():
                return  # our task has its turn first
            try:
                try:
                    data = sock.recv(size)
                except (BlockingIOError, InterruptedError):
                    return
                except OSError as exc:
                    raise anyio.BrokenResourceError from exc
                if not data:
                    raise anyio.EndOfStream
                size = max_bytes if len(data) >= _SMALL else _SMALL
                if not apart():
                    take(data)
                    return
                given = data
            except BaseException as exc:
                given = exc
                loop.remove_reader(sock)
            # What was called may have cancelled our task.
            if not wake.done():
                wake.set_result(None)

        def end() -> None:
            nonlocal given
            loop.remove_reader(sock)
            given = anyio.ClosedResourceError()
            if not wake.done():
                wake.set_result(None)

        loop.add_reader(sock, read)
        self._end_reading = end
        try:
            while True:
                await wake
                if isinstance(given, BaseException):
                    raise given
                data, given = given, b""
                wake = loop.create_future()
                take(data)
        finally:
            given = b""  # an error holds this frame by its traceback
            if self._end_reading is end:
                self._end_reading = None
                if sock.fileno() >= 0:
                    loop.remove_reader(sock)

    async def _readable(self) -> None:
        if self._sock.fileno() < 0:
            raise anyio.ClosedResourceError
        await anyio.wait_readable(self._sock)

    async def send_eof(self) -> None:
        self._sock.shutdown(socket.SHUT_WR)

    async def aclose(self) -> None:
        if self._end_reading is not None:
            self._end_reading()
            self._end_reading = None
        if self._sock.fileno() >= 0:
            # Whoever waits for it must let go first: libuv aborts the process over a descriptor that is gone.
            anyio.notify_closing(self._sock)
            self._sock.close()
        await self._stream.aclose()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        # AnyIO leaves its type open.
        return cast("Mapping[Any, Callable[[], Any]]", self._stream.extra_attributes)  # pyright: ignore[reportUnknownMemberType]


def direct(stream: ByteStream) -> ByteStream:
    """The same connection, read and written directly where the system can do that.

    For a stream of AnyIO's own from which nothing is to be read by now: what it
    has buffered would be lost.
    """
    raw = stream.extra(SocketAttribute.raw_socket, None)
    if raw is None or sys.platform == "win32":
        return stream
    try:
        duplicate = os.dup(raw.fileno())
    except OSError:  # there are no more descriptors to be had
        return stream
    sock = socket.socket(raw.family, raw.type, raw.proto, fileno=duplicate)
    sock.setblocking(False)
    return DirectStream(stream, sock)
