"""The file: magic and version, a header, blocks of compressed entries."""

from __future__ import annotations

import struct
import zlib
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from anyio_ami.errors import AMIError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC: Final = b"\x93AMIREC\n"
VERSION: Final = 1
# Of everything after it: its length, its CRC-32; then the CRC-32 of these two.
_HEAD: Final = struct.Struct(">III")
_FIRST: Final = struct.Struct(">H")
LARGEST: Final = 32 << 20
"""Bytes of entries that one block holds at most: a small file must not take much memory."""
# Messages longer than this stand in several entries, so that each fits into a block.
_PART: Final = 8 << 20
# What deflate makes of so much, where nothing in it can be compressed.
_PACKED: Final = LARGEST + (LARGEST >> 8)
# Seconds since 1970 that no clock shows (the year 5138), and what is still exact in microseconds.
_LATEST: Final = 1e11
_PIECE: Final = 1 << 18
_LEVEL: Final = 6

END, CLOCK, CONNECTING, CONNECTED, DISCONNECTED, RECEIVED, SENT, GAP = range(8)


class RecordingError(AMIError):
    """This is no recording, or one that cannot be read or written."""


class RecordingInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What the header of a recording says."""

    started: float = 0.0
    """When it was begun, in seconds since 1970; 0.0 where the file ends within its header."""
    library: str = ""
    """The version of anyio-ami that wrote it."""


class Raw(NamedTuple):
    """One entry as it is in the file."""

    kind: int
    time: int
    """Microseconds since the recording began."""
    connection: int
    data: bytes


class Writer:
    """Entries to a file. Nothing is written before `flush`, unless a block is full."""

    def __init__(self, file: IO[bytes], info: RecordingInfo) -> None:
        self._file = file
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        self._buffer = bytearray()
        self._last = 0
        _write(file, MAGIC + _FIRST.pack(VERSION) + _block(msgspec.json.encode(info)))

    @property
    def size(self) -> int:
        """Bytes that wait for `flush`."""
        return len(self._buffer)

    def add(self, kind: int, time: int, connection: int = 0, data: bytes = b"") -> None:
        """One entry; of very long messages several. Time never runs backwards in a file."""
        while kind in (RECEIVED, SENT) and len(data) > _PART:
            # Between two messages, if there is a place.
            part = data.rfind(b"\r\n\r\n", 0, _PART) + 4
            part = part if part >= 4 else _PART
            self._add(kind, time, connection, data[:part])
            data = data[part:]
        self._add(kind, time, connection, data)

    def _add(self, kind: int, time: int, connection: int, data: bytes) -> None:
        if len(self._buffer) + len(data) > LARGEST - _PART:
            self.flush()
        buffer = self._buffer
        buffer.append(kind)
        delta = max(0, time - self._last)
        self._last += delta
        for number in (delta, connection, len(data)):
            while number > 127:
                buffer.append(number & 127 | 128)
                number >>= 7
            buffer.append(number)
        buffer += data

    def flush(self) -> None:
        """Write what waits, as one block. Raises OSError."""
        if self._buffer:
            # One stream for all blocks: what is often there is compressed from the second time on.
            data = self._packer.compress(self._buffer) + self._packer.flush(zlib.Z_SYNC_FLUSH)
            self._buffer.clear()
            _write(self._file, _block(data))


def _block(data: bytes) -> bytes:
    head = struct.pack(">II", len(data), zlib.crc32(data))
    return head + struct.pack(">I", zlib.crc32(head)) + data


def _write(file: IO[bytes], data: bytes) -> None:
    # An unbuffered file may take a part only.
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


class Reader:
    """A file to entries, as far as it is whole."""

    def __init__(self, file: IO[bytes]) -> None:
        """Read the header. Raises RecordingError for what is no recording, or one of a later format."""
        self._file = file
        self.complete: bool = False
        """Whether the end was reached that its recorder wrote. Else it was cut off, or is damaged."""
        self.info: RecordingInfo = RecordingInfo()
        self._whole = False
        first = file.read(len(MAGIC) + _FIRST.size)
        if not first or not (MAGIC.startswith(first) or first.startswith(MAGIC)):
            msg = "this is no recording: it does not begin as one"
            raise RecordingError(msg)
        if len(first) < len(MAGIC) + _FIRST.size:
            return
        (version,) = _FIRST.unpack(first[len(MAGIC) :])
        if version != VERSION:
            msg = (
                f"this recording has format {version}, and this version of anyio-ami reads format {VERSION}: "
                "use a later one"
            )
            raise RecordingError(msg)
        data, whole = self._block()
        if whole:
            try:
                self.info = msgspec.json.decode(data, type=RecordingInfo)
            except msgspec.MsgspecError as exc:
                msg = "this recording is damaged: its header cannot be read"
                raise RecordingError(msg) from exc
            if not 0 <= self.info.started < _LATEST:
                msg = "this recording is damaged: nobody can have begun it at that time"
                raise RecordingError(msg)
            self._whole = True

    def entries(self) -> Iterator[Raw]:
        """Every whole entry, and of a last one that is cut the whole frames. Never raises but OSError."""
        unpacker = zlib.decompressobj(-15)
        time = 0
        while self._whole:
            packed, self._whole = self._block()
            plain, left, goes_on = b"", LARGEST, bool(packed)
            while goes_on:
                # Piece by piece: a block may be much larger than its entries.
                wanted = min(max(_PIECE, len(plain)), left)
                try:
                    more = unpacker.decompress(packed, wanted) if wanted else b""
                except zlib.error:
                    more, wanted = b"", 0
                if not wanted:
                    # Damaged, or larger than any that was ever written.
                    self._whole = False
                    return
                left -= len(more)
                packed = unpacker.unconsumed_tail
                # A full piece may leave something behind though all its input was taken.
                goes_on = bool(packed) or len(more) == wanted
                plain += more
                place = 0
                while place < len(plain):
                    entry, end = _entry(plain, place, time, last=not goes_on)
                    if entry is None:
                        break
                    place = end
                    if entry.kind == END:
                        self.complete = self._whole
                        return
                    time = entry.time
                    yield entry
                plain = plain[place:]
            if plain:
                self._whole = False

    def _block(self) -> tuple[bytes, bool]:
        """A block, and whether it is whole; of one that the file's end cuts what is there."""
        head = self._file.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return b"", False
        size, check, own = _HEAD.unpack(head)
        if zlib.crc32(head[:8]) != own or size > _PACKED:
            return b"", False
        data = self._file.read(size)
        if len(data) < size:
            return data, False
        return (data, True) if zlib.crc32(data) == check else (b"", False)


def _entry(plain: bytes, place: int, time: int, *, last: bool) -> tuple[Raw | None, int]:
    """The entry at this place, and where the next one is; None: it is not whole. ``last``: nor will it be."""
    kind = plain[place]
    place += 1
    numbers: list[int] = []
    for _ in range(3):
        number = shift = 0
        while True:
            if place >= len(plain) or shift > 63:
                return None, place
            byte = plain[place]
            place += 1
            number |= (byte & 127) << shift
            if byte < 128:
                break
            shift += 7
        numbers.append(number)
    delta, connection, size = numbers
    data = plain[place : place + size]
    if len(data) < size:
        if not last:
            return None, place
        # Of frames the whole ones; of anything else nothing.
        data = data[: data.rfind(b"\r\n\r\n") + 4] if kind in (RECEIVED, SENT) else b""
        if len(data) < 4:
            return None, place
        return Raw(kind, time + delta, connection, data), len(plain)
    return Raw(kind, time + delta, connection, data), place + size


def encode(value: Any) -> bytes:
    """What an entry tells besides bytes of the wire."""
    return msgspec.json.encode(value)
