"""Messages as bytes: how answers are written, how what a client sends is cut into actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from ._texts import LINE_TOO_LONG, TOO_MANY_LINES

Value: TypeAlias = str | bytes | int | float | None
"""What a header may hold: text, raw bytes, a number, or None for an empty value."""
Headers: TypeAlias = Mapping[str, Value] | Sequence[tuple[str, Value]]
"""Headers as a mapping, or as pairs where a name repeats."""

_BUFFER: Final = 1024  # of the server's line reader, line end included
_MAX_HEADERS: Final = 128


def to_bytes(value: Value) -> bytes:
    """A value as it goes on the wire (UTF-8; surrogate escapes give back the bytes they stand for)."""
    if isinstance(value, bytes):
        return value
    return b"" if value is None else str(value).encode("utf-8", "surrogateescape")


def to_text(data: bytes) -> str:
    """Bytes as text, losing nothing."""
    return data.decode("utf-8", "surrogateescape")


def pairs_of(headers: Headers) -> Iterable[tuple[str, Value]]:
    """The pairs of either form of headers."""
    return headers.items() if isinstance(headers, Mapping) else headers


def frame(first: str, value: str, headers: Iterable[tuple[str, Value]]) -> bytes:
    """One message: its first line, its headers, the empty line."""
    lines = [to_bytes(f"{first}: {value}")]
    lines += [b"%b: %b" % (to_bytes(name), to_bytes(content)) for name, content in headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"


class Received(NamedTuple):
    """One action as it came."""

    lines: tuple[bytes, ...]
    """Without their ends, and without the empty one."""
    raw: bytes
    """All its bytes, the empty line included."""
    error_text: str
    """Why nobody is to look at it (a line too long, too many lines), or empty."""


class RequestReader:
    """Cuts what a client sends into actions, with the line and header limits of the real reader.

    A line may have 1,022 bytes and CRLF (1,023 and LF): past that the message is refused. A line of exactly
    1,023 bytes and CRLF leaves its LF behind, which ends the message early; the real empty line then counts
    as a message of its own.
    """

    __slots__ = ("_data", "_error", "_lines", "_raw")

    def __init__(self) -> None:
        self._data = bytearray()
        self._raw = bytearray()
        self._lines: list[bytes] = []
        self._error = ""

    def feed(self, data: bytes) -> list[Received]:
        """The actions that these bytes complete."""
        buffer, start = self._data, 0
        found: list[Received] = []
        buffer += data
        while True:
            end = buffer.find(b"\n", start, start + _BUFFER)
            if end < 0:
                if len(buffer) - start < _BUFFER:
                    break
                end = start + _BUFFER - 1
                self._error = self._error or LINE_TOO_LONG
                self._raw += buffer[start : end + 1]
                start = end + 1
                continue
            line = bytes(buffer[start:end])
            self._raw += buffer[start : end + 1]
            start = end + 1
            if line.endswith(b"\r"):
                line = line[:-1]
            line = line.partition(b"\0")[0]
            if line:
                if len(self._lines) < _MAX_HEADERS:
                    self._lines.append(line)
                else:
                    self._error = self._error or TOO_MANY_LINES
                continue
            found.append(Received(tuple(self._lines), bytes(self._raw), self._error))
            self._lines, self._error = [], ""
            self._raw.clear()
        del buffer[:start]
        return found
