"""Bytes to actions and answers to bytes, as a manager session does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from ._texts import LINE_TOO_LONG, TOO_MANY_LINES

if TYPE_CHECKING:
    from ._session import FakeSession

Value: TypeAlias = str | bytes | int | float | None
"""What a header may hold: text, raw bytes, a number, or None for an empty value."""
Headers: TypeAlias = Mapping[str, Value] | Sequence[tuple[str, Value]]
"""Headers as a mapping, or as pairs where a name repeats."""

_BUFFER: Final = 1024  # of the server's line reader, line end included
_MAX_HEADERS: Final = 128
_BLANKS: Final = bytes(range(1, 33))


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


class FakeRequest:
    """One action as the server received it, and the means to answer it.

    The building methods give bytes; nothing is sent until a handler returns them.
    """

    __slots__ = ("_lines", "error_text", "raw", "session")

    def __init__(
        self, session: FakeSession, lines: Iterable[bytes], raw: bytes, error_text: str = ""
    ) -> None:
        self.session: FakeSession = session
        """The connection it came over."""
        self.raw: bytes = raw
        """The bytes it came as, the empty line included."""
        self.error_text: str = error_text
        """Why it was refused before anybody looked at it (a line too long, too many lines), or empty."""
        self._lines = tuple(lines)

    def __repr__(self) -> str:
        return f"<FakeRequest {self.name!r} action_id={self.action_id!r}>"

    @property
    def name(self) -> str:
        """The action's name as sent; empty when there is none."""
        return next((value for value in self.get_all("Action") if value), "")

    @property
    def action_id(self) -> str | None:
        """The ActionID, or None when it is missing or empty."""
        return self.get("ActionID") or None

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Every line that has a colon, in order: (name as spelt, value without its leading blanks)."""
        found: list[tuple[str, str]] = []
        for line in self._lines:
            name, colon, value = line.partition(b":")
            if colon:
                found.append((to_text(name), to_text(value.lstrip(_BLANKS))))
        return tuple(found)

    @property
    def lines(self) -> tuple[bytes, ...]:
        """Every line as received, without its end; those without a colon too."""
        return self._lines

    def get(self, name: str, default: str = "") -> str:
        """The first value of a header (case-insensitive), even if empty; ``default`` without any."""
        wanted = to_bytes(name).lower() + b":"
        for line in self._lines:
            if line[: len(wanted)].lower() == wanted:
                return to_text(line[len(wanted) :].lstrip(_BLANKS))
        return default

    def get_all(self, name: str) -> list[str]:
        """Every value of a header, in order."""
        wanted = to_bytes(name).lower() + b":"
        return [
            to_text(line[len(wanted) :].lstrip(_BLANKS))
            for line in self._lines
            if line[: len(wanted)].lower() == wanted
        ]

    def reply(self, response: str = "Success", headers: Headers = ()) -> bytes:
        """``Response: ...`` with the ActionID and these headers."""
        return frame("Response", response, [*self._identity(), *pairs_of(headers)])

    def success(self, message: str) -> bytes:
        """``Response: Success`` with a message."""
        return self.reply("Success", [("Message", message)])

    def error(self, message: str) -> bytes:
        """``Response: Error`` with a message."""
        return self.reply("Error", [("Message", message)])

    def event(self, name: str, headers: Headers = (), *, last: bool = False) -> bytes:
        """One item of an answer: an event with the ActionID right after its name (``last``: at its end)."""
        identity, pairs = self._identity(), [*pairs_of(headers)]
        return frame("Event", name, [*pairs, *identity] if last else [*identity, *pairs])

    def listing(
        self,
        message: str,
        items: Iterable[bytes],
        complete: str,
        *,
        totals: Headers = (),
        count: int | None = None,
    ) -> bytes:
        """A list answer: its start, its items (from :meth:`event`), and the event that ends it.

        ``count`` replaces the true number in ``ListItems``; ``totals`` are headers after it.
        """
        parts = [self.reply("Success", [("EventList", "start"), ("Message", message)]), *items]
        number = len(parts) - 1 if count is None else count
        end: list[tuple[str, Value]] = [("EventList", "Complete"), ("ListItems", number)]
        parts.append(self.event(complete, [*end, *pairs_of(totals)]))
        return b"".join(parts)

    def _identity(self) -> list[tuple[str, Value]]:
        action_id = self.action_id
        return [] if action_id is None else [("ActionID", action_id)]


class RequestReader:
    """Cuts what a client sends into requests, with the line and header limits of the real reader.

    A line may have 1,022 bytes and CRLF (1,023 and LF): past that the message is refused. A line of exactly
    1,023 bytes and CRLF leaves its LF behind, which ends the message early; the real empty line then counts
    as a message of its own.
    """

    __slots__ = ("_data", "_error", "_lines", "_raw", "_session")

    def __init__(self, session: FakeSession) -> None:
        self._session = session
        self._data = bytearray()
        self._raw = bytearray()
        self._lines: list[bytes] = []
        self._error = ""

    def feed(self, data: bytes) -> list[FakeRequest]:
        """The requests that these bytes complete."""
        buffer, start = self._data, 0
        found: list[FakeRequest] = []
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
            found.append(FakeRequest(self._session, self._lines, bytes(self._raw), self._error))
            self._lines, self._error = [], ""
            self._raw.clear()
        del buffer[:start]
        return found
