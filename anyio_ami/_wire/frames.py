"""Bytes in, text of whole frames out: what is unfinished is carried over, nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from anyio_ami.errors import ProtocolError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anyio_ami.policy import Limits

END: Final = "\r\n\r\n"
_END_BYTES: Final = b"\r\n\r\n"
FOLLOWS: Final = "Response: Follows\r\n"
FOLLOWS_END: Final = "--END COMMAND--\r\n\r\n"
_FOLLOWS_BYTES: Final = FOLLOWS.encode()
_FOLLOWS_END_BYTES: Final = FOLLOWS_END.encode()
_GREETING_LIMIT: Final = 1024
_ami_version = re.compile(r"/([0-9]+)\.([0-9]+)").search


class Greeting:
    """The one line that a server sends on connect; no empty line follows it."""

    __slots__ = ("ami_version", "line")

    def __init__(self, line: str) -> None:
        self.line: str = line
        found = _ami_version(line)
        self.ami_version: tuple[int, int] | None = (int(found[1]), int(found[2])) if found else None

    @property
    def has_follows(self) -> bool:
        """Whether `Command` is answered in the form of before Asterisk 14.

        Newer servers never use it, and there a dialplan value could forge it.
        """
        return self.ami_version is not None and self.ami_version[0] < 3


class FrameBuffer:
    """Cuts what is received into whole frames, whatever the chunking.

    `feed` gives the text of all frames that are whole now, or "", and `check`
    bounds what is carried over. Text is UTF-8 with surrogate escapes, so that
    any bytes come back unchanged.
    """

    __slots__ = ("_limits", "_scan", "_tail", "greeting")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tail = bytearray()
        # Where the search for the end of the tail's frame goes on.
        self._scan = 0
        self.greeting: Greeting | None = None

    @property
    def unfinished(self) -> bytes:
        """The bytes carried over: the beginning of a frame."""
        return bytes(self._tail)

    def feed(self, data: bytes) -> str:
        tail = self._tail
        buffer: bytes | bytearray = data
        if tail:
            tail += data
            buffer = tail
        if self.greeting is None:
            begin = self._take_greeting(buffer)
            if begin < 0:
                if not tail:
                    tail += data
                return ""
            buffer = buffer[begin:]
            if buffer is not data:
                self._tail = tail = bytearray(buffer)
                buffer = tail
            self._scan = 0
        if self.greeting is not None and self.greeting.has_follows:
            end = self._end_with_follows(buffer)
        else:
            end = buffer.rfind(_END_BYTES, self._scan)
            end = end + 4 if end >= 0 else 0
        if end:
            with memoryview(buffer) as view:
                text = str(view[:end], "utf-8", "surrogateescape")
            if buffer is tail:
                del tail[:end]
            elif end < len(data):
                tail += data[end:]
        else:
            text = ""
            if buffer is data:
                tail += data
        if self.greeting is None or not self.greeting.has_follows:
            self._scan = max(0, len(tail) - 3)
        return text

    def check(self) -> None:
        """Raise ProtocolError if the unfinished frame is over its bound already.

        Apart from `feed`, so that the frames before it can be handed on first.
        """
        limits, tail = self._limits, self._tail
        if len(tail) <= limits.event_bytes and len(tail) <= limits.response_bytes:
            return
        # One empty message may stand before the frame; two would be a whole frame's end.
        begin = 2 if tail.startswith(b"\r\n") else 0
        size = len(tail) - begin
        is_response = tail[begin : begin + 9].lower().startswith(b"response:")
        kind, bound = ("response", limits.response_bytes) if is_response else ("event", limits.event_bytes)
        if size > bound:
            msg = f"an unfinished frame of {size} bytes is over Limits.{kind}_bytes ({bound})"
            raise ProtocolError(msg)

    def _take_greeting(self, buffer: bytes | bytearray) -> int:
        """Where the first frame begins; -1 while the greeting's line is unfinished."""
        end = buffer.find(b"\n")
        if end < 0 or end > _GREETING_LIMIT:
            if len(buffer) > _GREETING_LIMIT:
                msg = f"the greeting is longer than {_GREETING_LIMIT} bytes: this is no AMI server"
                raise ProtocolError(msg)
            return -1
        line = bytes(buffer[:end]).rstrip(b"\r").decode("utf-8", "backslashreplace")
        if not line.startswith("Asterisk Call Manager"):
            msg = f"the greeting is {line[:80]!r}, not 'Asterisk Call Manager/...': this is no AMI server"
            raise ProtocolError(msg)
        self.greeting = Greeting(line)
        return end + 1

    def _end_with_follows(self, buffer: bytes | bytearray) -> int:
        # The end of the last whole frame, walking, since a `Follows` reply may hold empty lines.
        position = 0
        scan = self._scan
        while True:
            if buffer.startswith(b"\r\n", position):
                position += 2
                continue
            follows = buffer.startswith(_FOLLOWS_BYTES, position)
            marker = _FOLLOWS_END_BYTES if follows else _END_BYTES
            end = buffer.find(marker, max(scan, position))
            if end < 0:
                self._scan = max(0, len(buffer) - position - len(_FOLLOWS_END_BYTES))
                return position
            position = end + len(marker)
            scan = position


def frame_end(text: str, position: int, *, follows: bool = False) -> int:
    """Where the frame that begins at ``position`` of a whole text ends."""
    if follows and text.startswith(FOLLOWS, position):
        end = text.find(FOLLOWS_END, position)
        if end >= 0:
            return end + len(FOLLOWS_END)
    return text.index(END, position) + 4


def frames_of(text: str, *, follows: bool = False) -> Iterator[str]:
    """The frames of a text that `FrameBuffer.feed` gave, empty messages left out."""
    position, stop = 0, len(text)
    while position < stop:
        if text.startswith("\r\n", position):
            position += 2
            continue
        end = frame_end(text, position, follows=follows)
        yield text[position:end]
        position = end
