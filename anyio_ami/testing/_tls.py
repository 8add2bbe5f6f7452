"""TLS as the real server does it, with its trap.

Asterisk reads at most 1,024 bytes at a time and then polls the socket, which knows nothing of what the TLS
library still holds. The rest of a longer record stays unread until more bytes arrive (16 and 22 alike): a
client that writes an action of 1,025 bytes as one record never gets an answer.
"""

from __future__ import annotations

import contextlib
import ssl
from typing import TYPE_CHECKING, Final

import anyio
from anyio.abc import ByteStream
from anyio.streams.tls import TLSAttribute, TLSStream

if TYPE_CHECKING:
    from ._lines import Line

_READ: Final = 1_024
_TYPES: Final = range(20, 25)
_HEADER: Final = 5  # of a TLS record; its last two bytes are the length of what follows


class _Records(ByteStream):
    """Hands on one TLS record at a time, so that what has not been asked for stays known."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._held = b""
        self._ended = False

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        while not self._whole():
            if self._ended:
                raise anyio.EndOfStream
            await self.more()
        size = _HEADER + int.from_bytes(self._held[3:5], "big")
        record, self._held = self._held[:size], self._held[size:]
        return record

    async def wait(self) -> None:
        """Wait until the socket would be readable."""
        if not self._held and not self._ended:
            await self.more()

    async def more(self) -> None:
        try:
            self._held += await self._line.receive()
        except anyio.EndOfStream:
            self._ended = True

    def _whole(self) -> bool:
        held = self._held
        if held and held[0] not in _TYPES:
            return True  # no TLS at all: the library shall say so
        return len(held) >= _HEADER and len(held) >= _HEADER + int.from_bytes(held[3:5], "big")

    async def send(self, item: bytes) -> None:
        await self._line.send(item)

    async def send_eof(self) -> None:
        await self._line.send_eof()

    async def aclose(self) -> None:
        await self._line.aclose()


class ServerTLS(ByteStream):
    """The server's end of a TLS connection (:meth:`wrap` makes the handshake)."""

    def __init__(self, records: _Records, stream: TLSStream) -> None:
        self._records = records
        self._stream = stream
        self._pending = stream.extra(TLSAttribute.ssl_object).pending

    @classmethod
    async def wrap(cls, line: Line, context: ssl.SSLContext) -> ServerTLS:
        records = _Records(line)
        return cls(records, await TLSStream.wrap(records, server_side=True, ssl_context=context))

    async def receive(self, max_bytes: int = _READ) -> bytes:
        if self._pending():
            await self._records.wait()
        return await self._stream.receive(min(max_bytes, _READ))

    async def send(self, item: bytes) -> None:
        await self._stream.send(item)

    async def send_eof(self) -> None:
        raise NotImplementedError("TLS has no half-close here")

    async def say_goodbye(self) -> None:
        """Send the closing alert, and wait a second at most for the client's."""
        errors = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, ssl.SSLError)
        with anyio.move_on_after(1), contextlib.suppress(*errors):
            await self._stream.unwrap()

    async def aclose(self) -> None:
        await self._stream.aclose()
