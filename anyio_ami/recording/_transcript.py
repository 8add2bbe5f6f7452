"""From what clients tell to the records of a file: whole frames without secrets, and the gaps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from anyio_ami import Limits
from anyio_ami.decoding import FrameStream
from anyio_ami.errors import ProtocolError

from ._format import (
    CLOCK,
    CONNECTED,
    CONNECTING,
    DISCONNECTED,
    END,
    GAP,
    RECEIVED,
    SENT,
    Writer,
    encode,
)

if TYPE_CHECKING:
    from anyio_ami import SessionInfo

_DRIFT: Final = 500  # microseconds
# A client's own bounds may be wider than the usual ones.
_LIMITS: Final = Limits(
    event_bytes=64 << 20, event_headers=1 << 24, response_bytes=256 << 20, response_lines=1 << 26
)


class _Connection:
    def __init__(self, number: int, session: SessionInfo) -> None:
        self.number = number
        self.session = session
        self.stream = FrameStream(masked=True, limits=_LIMITS)
        self.lost = 0


class Transcript:
    """What a recording has of its connections: whole frames, masked, and what is missing between them."""

    def __init__(self, writer: Writer, started: float) -> None:
        self.writer = writer
        self._started = started
        self._connections: dict[int, _Connection] = {}
        self._numbers = 0
        self._offset = 0
        self._now = 0
        self._anchor()

    def _anchor(self) -> None:
        """Say which time of day it is, where that is not what was said before."""
        since = _micro(time.monotonic() - self._started)
        offset = _micro(time.time()) - since
        if abs(offset - self._offset) > _DRIFT:
            self._offset = offset
            self.writer.add(CLOCK, self._now, 0, encode(offset))

    def flush(self) -> None:
        if self.writer.size:
            self._anchor()
            self.writer.flush()

    def end(self) -> None:
        for connection in list(self._connections.values()):
            self._leave(connection)
        self.writer.add(END, self._now)
        self.writer.flush()

    def take(self, moment: float, kind: int, session: SessionInfo, data: Any) -> None:
        self._now = now = max(self._now, _micro(moment - self._started))
        add = self.writer.add
        connection = self._connections.get(id(session))
        if connection is None or kind == CONNECTING:
            # Its beginning may have been left out.
            self._numbers += 1
            connection = self._connections[id(session)] = _Connection(self._numbers, session)
            add(CONNECTING, now, connection.number, encode(session))
        number = connection.number
        if kind == RECEIVED:
            self._received(connection, data)
        elif kind == SENT:
            add(SENT, now, number, data)
        elif kind == CONNECTED:
            add(CONNECTED, now, number, encode({"session": session, "server": data}))
        elif kind == DISCONNECTED:
            self._leave(connection)
            add(DISCONNECTED, now, number, encode(data))
            del self._connections[id(session)]
        elif kind == GAP:
            direction, size = data
            if direction == SENT:
                add(GAP, now, number, encode({"sent": size}))
            else:
                self._skip(connection, size)

    def _received(self, connection: _Connection, data: bytes) -> None:
        stream = connection.stream
        try:
            whole = stream.feed(data)
        except ProtocolError:
            self._skip(connection, len(data))
            return
        if connection.lost and not stream.skips:
            self._tell(connection)
        if whole:
            self.writer.add(RECEIVED, self._now, connection.number, whole)

    def _skip(self, connection: _Connection, size: int) -> None:
        # Where the next frame begins is found later; all up to there is lost.
        if connection.lost:
            connection.lost += connection.stream.skipped
        connection.stream.skip()
        connection.lost += size

    def _tell(self, connection: _Connection) -> None:
        size, connection.lost = connection.lost + connection.stream.skipped, 0
        self.writer.add(GAP, self._now, connection.number, encode({"received": size}))

    def _leave(self, connection: _Connection) -> None:
        # What is unfinished may be a secret that cannot be told yet: it is left out.
        if connection.lost:
            self._tell(connection)


def _micro(seconds: float) -> int:
    return int(seconds * 1e6)
