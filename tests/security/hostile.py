"""A server that does what its script says, and what a test looks at afterwards."""

from __future__ import annotations

import gc
import itertools
import tracemalloc
from collections import deque
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any

import anyio
from anyio.abc import ByteStream
from anyio.lowlevel import checkpoint

from anyio_ami import actions
from anyio_ami.testing import FakeAsterisk

from ..client.helpers import client, running_tasks, settle

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Iterator, Mapping
    from contextlib import AbstractAsyncContextManager
    from typing import TypeAlias

    from anyio_ami import AMIClient
    from anyio_ami.errors import AMIError

    Script: TypeAlias = Callable[[str], Iterable[bytes]]
    """What a server writes when it is given an action: a function of the ActionID."""

GREETING = b"Asterisk Call Manager/11.0.0\r\n"
OLD_GREETING = b"Asterisk Call Manager/1.1\r\n"
MiB = 1 << 20


def message(*lines: str | bytes) -> bytes:
    """One message of these lines."""
    parts = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return b"".join(part + b"\r\n" for part in [*parts, b""])


def success(action_id: str, *lines: str | bytes) -> bytes:
    """An answer as a server gives it."""
    return message("Response: Success", f"ActionID: {action_id}", *lines)


def error(action_id: str, text: str) -> bytes:
    """A refusal."""
    return message("Response: Error", f"ActionID: {action_id}", f"Message: {text}")


BOOTED = message("Event: FullyBooted", "Privilege: system,all", "Status: Fully Booted", "Uptime: 100")
HONEST: dict[str, Script] = {
    "Challenge": lambda i: [success(i, "Challenge: 123456789")],
    "Login": lambda i: [success(i, "Message: Authentication accepted"), BOOTED],
    "CoreSettings": lambda i: [success(i, "AsteriskVersion: 22.1.0", "SystemName: ")],
    "CoreStatus": lambda i: [
        success(i, "CoreStartupDate: 2026-01-01", "CoreStartupTime: 00:00:00", "CoreReloadDate: 2026-01-01")
    ],
    "Ping": lambda i: [success(i, "Ping: Pong")],
    "Logoff": lambda i: [message("Response: Goodbye", f"ActionID: {i}")],
}


def endless(piece: bytes) -> Iterator[bytes]:
    """The same bytes for ever."""
    return itertools.repeat(piece)


class HostileStream(ByteStream):
    """One connection to a server with a script. What it writes is made as it is read."""

    def __init__(self, greeting: Iterable[bytes], scripts: Mapping[str, Script]) -> None:
        self._scripts = scripts
        self._parts: deque[Iterator[bytes]] = deque([iter(greeting)])
        self._rest = b""
        self._more = anyio.Event()
        self.sent = bytearray()
        """What the client has sent."""
        self._taken = 0
        self.asked: list[str] = []
        """The names of the actions that came."""
        self.written = 0
        """Bytes that the client has read."""
        self.closed = False

    def say(self, data: Iterable[bytes]) -> None:
        """Write this behind everything else."""
        self._parts.append(iter(data))
        self._more.set()

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        await checkpoint()
        while not self.closed:
            if not self._rest and self._parts:
                self._rest = next(self._parts[0], b"")
                if not self._rest:
                    self._parts.popleft()
            elif self._rest:
                data, self._rest = self._rest[:max_bytes], self._rest[max_bytes:]
                self.written += len(data)
                return data
            else:
                self._more = anyio.Event()
                await self._more.wait()
        raise anyio.ClosedResourceError

    async def send(self, item: bytes) -> None:
        await checkpoint()
        if self.closed:
            raise anyio.ClosedResourceError
        self.sent += item
        while (end := self.sent.find(b"\r\n\r\n", self._taken)) >= 0:
            one = self.sent[self._taken : end]
            self._taken = end + 4
            headers = dict(line.split(": ", 1) for line in one.decode().split("\r\n"))
            self.asked.append(headers["Action"])
            script = self._scripts.get(headers["Action"])
            action_id = headers["ActionID"]
            self.say([error(action_id, "Invalid/unknown command")] if script is None else script(action_id))

    async def send_eof(self) -> None:
        """Nobody does that here."""

    async def aclose(self) -> None:
        self.closed = True
        self._more.set()
        await checkpoint()


def _nothing() -> None:
    pass


class HostileServer:
    """The first connection gets the script, each further one an honest server."""

    def __init__(
        self, honest: FakeAsterisk, scripts: Mapping[str, Script], greeting: Iterable[bytes]
    ) -> None:
        self._honest = honest
        self.scripts: dict[str, Script] = {**HONEST, **scripts}
        self.more: Callable[[], None] = _nothing
        """What a script leaves behind for the test to call."""
        self._greeting = greeting
        self._line: HostileStream | None = None
        self.errors: list[AMIError] = []
        """Why connections failed or were lost, in order."""

    @property
    def line(self) -> HostileStream:
        """The hostile connection."""
        assert self._line is not None
        return self._line

    async def connect(self) -> ByteStream:
        """What `connect_ami` takes as ``transport``."""
        await checkpoint()
        if self._line is not None:
            return await self._honest.connect()
        self._line = HostileStream(self._greeting, self.scripts)
        return self._line

    def _again(self, attempt: int, error: AMIError) -> float:
        self.errors.append(error)
        return 0.05

    def client(self, **options: Any) -> AbstractAsyncContextManager[AMIClient]:
        """A client that meets the hostile server first, and then goes on with the honest one."""
        chosen = {"transport": self.connect, "reconnect": self._again, "wait": True, **options}
        return client(self._honest, **chosen)


@contextmanager
def memory_below(mebibytes: float) -> Generator[None, None, None]:
    """What the block holds at its worst moment stays below this bound."""
    gc.collect()
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1] / MiB
    finally:
        tracemalloc.stop()
    assert peak < mebibytes, f"{peak:.1f} MiB at the worst moment"


@asynccontextmanager
async def hostile(
    scripts: Mapping[str, Script] | None = None,
    *,
    greeting: Iterable[bytes] = (GREETING,),
    memory: float = 16,
) -> AsyncGenerator[HostileServer, None]:
    """A hostile server; after the block nothing of its client is left, and little was held within it."""
    await settle()
    tasks = running_tasks()
    with memory_below(memory):
        async with FakeAsterisk() as pbx:
            server = HostileServer(pbx, scripts or {}, greeting)
            yield server
            assert server.line.closed
            await settle()
            assert not pbx.sessions
    assert running_tasks() == tasks


async def still_works(ami: AMIClient) -> None:
    """The client answers, over whichever connection it has now, and keeps nothing of the past."""
    await ami.wait_connected()
    assert (await ami.send(actions.Ping())).ping == "Pong"
    assert ami.stats.pending == 0
