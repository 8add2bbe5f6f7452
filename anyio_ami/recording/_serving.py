"""One connection to a replay."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol

import anyio

from ._lines import Changes
from ._script import Ask, Exchange, action_id_of, frames, with_action_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio.abc import ByteStream

    from ._script import Segment

# Bytes that may wait for a client before the replay waits for it.
WAITING: Final = 1 << 20
_LOST: Final = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)
_REQUEST: Final = 1 << 20
_FLUSH: Final = 1.0
# What is answered though the recording has no such action.
_USUAL: Final = {
    "login": b"Response: Success\r\nActionID: -\r\nMessage: Authentication accepted\r\n\r\n",
    "challenge": b"Response: Success\r\nActionID: -\r\nChallenge: 271828182\r\n\r\n",
    "logoff": b"Response: Goodbye\r\nActionID: -\r\nMessage: Thanks for all the fish.\r\n\r\n",
    "ping": b"Response: Success\r\nActionID: -\r\nPing: Pong\r\nTimestamp: 0.000000\r\n\r\n",
    "events": b"Response: Success\r\nActionID: -\r\nEvents: On\r\n\r\n",
    "filter": b"Response: Success\r\nActionID: -\r\n\r\n",
}
_AT_LOGIN: Final = ("login", "challenge", "logoff")
# What this library's clients ask after their login. Others are taken to be ready once they are silent.
_AFTER_LOGIN: Final = {"coresettings", "corestatus"}
_SILENT: Final = 1.0
# A connection is not cut while its client may still be setting it up: it would not give out its events.
_QUIET: Final = 0.05


class Server(Protocol):
    """What a connection asks of the replay."""

    changes: Changes
    is_up: bool

    @property
    def segment(self) -> Segment: ...

    def find(self, ask: Ask, use: Callable[[list[Exchange]], Exchange]) -> Exchange | None: ...

    def carried(self, exchange: Exchange, action_id: str) -> dict[str, str]: ...

    def leave(self, client: Client) -> None: ...


class Client:
    """One connection to the replay."""

    def __init__(self, server: Server, line: ByteStream) -> None:
        self._server = server
        self._line = line
        self._outbox: deque[bytes] = deque()
        self._changes = Changes()
        self._scope = anyio.CancelScope()
        self._used: dict[int, int] = {}
        self._ids: dict[str, str] = {}
        self._ending = False
        self._names: set[str] = set()
        self._heard = 0.0
        self.size: int = 0
        self.logged_in: bool = False

    def put(self, data: bytes) -> None:
        self._outbox.append(data)
        self.size += len(data)
        self._changes.tell()

    def put_event(self, data: bytes) -> None:
        """An event; what this client has asked for it knows by its own ActionID."""
        if self._ids:
            action_id = self._ids.get(action_id_of(data) or "")
            if action_id is not None:
                data = with_action_id(data, action_id)
        self.put(data)

    async def written(self, bound: int = 0) -> None:
        """Wait until no more than so many bytes wait."""
        await self._changes.until(lambda: self.size <= bound)

    async def ready(self) -> None:
        """Wait until it has learned what it asks after a login."""
        with anyio.move_on_after(_SILENT):
            await self._changes.until(lambda: self._names >= _AFTER_LOGIN or not self.logged_in)

    async def cut(self) -> None:
        with anyio.move_on_after(_FLUSH):
            quiet = self._heard
            while self.logged_in and quiet > anyio.current_time() - _QUIET:
                await anyio.sleep_until(quiet + _QUIET)
                quiet = self._heard
            await self.written()
        self._scope.cancel()

    def drop(self) -> None:
        """Cut it off, since it takes nothing."""
        self._scope.cancel()

    async def serve(self) -> None:
        server = self._server
        try:
            with self._scope:
                await server.changes.until(lambda: server.is_up)
                self.put(server.segment.greeting)
                async with anyio.create_task_group() as group:
                    group.start_soon(self._write)
                    await self._read()
                    self._ending = True
                    self._changes.tell()
        finally:
            self.logged_in = False
            self.size = 0
            self._changes.tell()
            server.leave(self)
            await anyio.aclose_forcefully(self._line)

    async def _write(self) -> None:
        with suppress(*_LOST):
            while True:
                await self._changes.until(lambda: self._outbox or self._ending)
                if not self._outbox:
                    return
                parts = [self._outbox.popleft() for _ in range(min(len(self._outbox), 256))]
                data = b"".join(parts)
                await self._line.send(data)
                self.size -= len(data)
                self._changes.tell()
        self._scope.cancel()

    async def _read(self) -> None:
        buffer = bytearray()
        with suppress(*_LOST):
            while not self._ending and len(buffer) < _REQUEST:
                buffer += await self._line.receive(65_536)
                whole, end, rest = bytes(buffer).rpartition(b"\r\n\r\n")
                if end:
                    buffer = bytearray(rest)
                    for frame in frames(whole):
                        self._answer(Ask(frame))
                await self.written(WAITING)

    def _answer(self, ask: Ask) -> None:
        name = ask.name.lower()
        self._heard = anyio.current_time()
        self._names |= _AFTER_LOGIN & {name}
        if not (self.logged_in or name in _AT_LOGIN):
            self.put(_error(ask, "Permission denied"))
            return
        exchange = None if name == "challenge" else self._server.find(ask, self._use)
        if exchange is not None:
            self._ids.update(self._server.carried(exchange, ask.action_id))
            self.put(exchange.answer(ask.action_id))
        elif name in _USUAL:
            self.put(with_action_id(_USUAL[name], ask.action_id))
        else:
            self.put(_error(ask, f"The recording has no answer to {ask.name}"))
        if name == "login":
            for event in self._server.segment.opening:
                self.put(event)
            self.logged_in = True
            self._server.changes.tell()
        elif name == "logoff":
            self._ending = True

    def _use(self, found: list[Exchange]) -> Exchange:
        # Each in its turn; the last one for ever.
        turn = self._used.get(id(found), 0)
        self._used[id(found)] = turn + 1
        return found[min(turn, len(found) - 1)]


def _error(ask: Ask, text: str) -> bytes:
    lines = [b"Response: Error", b"ActionID: -", b"Message: " + text.encode("utf-8", "surrogateescape")]
    return with_action_id(b"\r\n".join(lines) + b"\r\n\r\n", ask.action_id)
