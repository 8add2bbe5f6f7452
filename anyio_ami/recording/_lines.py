"""Connections in memory, and a way to wait for changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
from anyio.abc import ByteStream
from anyio.streams.buffered import BufferedByteReceiveStream

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

_CHUNKS = 16


class MemoryLine(ByteStream):
    """One end of a connection in memory."""

    def __init__(
        self, incoming: MemoryObjectReceiveStream[bytes], outgoing: MemoryObjectSendStream[bytes]
    ) -> None:
        self._incoming = incoming
        self._buffered = BufferedByteReceiveStream(incoming)
        self._outgoing = outgoing

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        return await self._buffered.receive(max_bytes)

    async def send(self, item: bytes) -> None:
        await self._outgoing.send(item)

    async def send_eof(self) -> None:
        await self._outgoing.aclose()

    async def aclose(self) -> None:
        # Closed at once, also where it is cancelled.
        self._incoming.close()
        await self._outgoing.aclose()

    def drop(self) -> None:
        """Close it, for one that nobody has served."""
        self._incoming.close()
        self._outgoing.close()


def memory_pair() -> tuple[MemoryLine, MemoryLine]:
    """Both ends of a connection."""
    one_out, two_in = anyio.create_memory_object_stream[bytes](_CHUNKS)
    two_out, one_in = anyio.create_memory_object_stream[bytes](_CHUNKS)
    return MemoryLine(one_in, one_out), MemoryLine(two_in, two_out)


class Changes:
    """Wakes who waits for a condition whenever something has changed."""

    def __init__(self) -> None:
        self._event = anyio.Event()

    def tell(self) -> None:
        """Something has changed."""
        self._event.set()
        self._event = anyio.Event()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until it is true."""
        while not condition():
            await self._event.wait()
