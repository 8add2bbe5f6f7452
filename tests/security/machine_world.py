"""A client, a server that answers only when it is told to, and those who call and listen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio

from anyio_ami import Gap, ReconnectPolicy, actions, connect_ami, events
from anyio_ami.errors import EventsLost
from anyio_ami.testing import FakeAsterisk

from ..client.helpers import ADMIN, running_tasks
from .stepwise import Stepwise

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from anyio.abc import TaskGroup

    from anyio_ami import AMIClient
    from anyio_ami.testing import FakeRequest

QUIET = 0.002
"""Seconds of virtual time: they pass when nobody has anything left to do."""
RETRY = 3.0
"""Seconds until a lost connection is made again."""
KEEPALIVE, PING_TIMEOUT = 15.0, 10.0
LONGEST = 1_000_000.0


class Call:
    """One action under way, and what its caller saw of it."""

    def __init__(self, number: int, kind: str, timeout: float, waits: bool) -> None:
        self.number = number
        self.kind = kind
        self.timeout = timeout
        self.waits = waits
        self.deadline = 0.0
        self.scope: anyio.CancelScope
        self.outcome: Any = None
        self.streamed: list[str] = []
        # What the server has of it, and has said to it.
        self.request: FakeRequest | None = None
        self.replied = False
        self.complete = False
        self.items: list[str] = []
        self.cancelled = False

    def __repr__(self) -> str:
        return f"<Call {self.number} {self.kind}>"

    @property
    def action(self) -> Any:
        headers = {"N": self.number}
        if self.kind == "plain":
            return actions.Custom("Probe", headers)
        return actions.Custom("Probe", headers, list_end="ProbeComplete")

    async def run(self, ami: AMIClient) -> None:
        with anyio.CancelScope() as self.scope:
            try:
                if self.kind == "stream":
                    async with ami.stream(self.action, timeout=self.timeout) as items:
                        async for item in items:
                            self.streamed.append(item.headers["I"])
                    self.outcome = "complete"
                else:
                    self.outcome = await ami.send(self.action, timeout=self.timeout, wait=self.waits)
            except Exception as exc:
                self.outcome = exc
        if self.outcome is None:
            self.outcome = "cancelled"

    @property
    def alive(self) -> bool:
        return self.outcome is None


class Reader:
    """One subscription, and what came out of it."""

    def __init__(self, stream: Any, since: int, overflow: str, gaps: bool) -> None:
        self.stream = stream
        self.overflow = overflow
        self.gaps = gaps
        self.since = since
        self.seen: list[int] = []
        self.told = 0
        self.marks: list[str] = []
        self.losses = 0

    async def read(self, most: int) -> None:
        """Read what is there, and no more than so many."""
        for _ in range(most):
            with anyio.move_on_after(QUIET) as scope:
                try:
                    item = await self.stream.receive()
                except EventsLost as exc:
                    assert self.overflow == "raise"
                    assert not self.gaps
                    self.told += exc.count
                    continue
                if isinstance(item, Gap):
                    assert self.gaps
                    self.marks.append(item.kind)
                    if item.kind == "overflow":
                        self.told += item.lost or 0
                    continue
                self.seen.append(int(item.headers["Serial"]))
            if scope.cancelled_caught:
                return


class World(Stepwise):
    """A client of a simulated server that answers only when it is told to."""

    ami: AMIClient
    pbx: FakeAsterisk

    def __init__(self, backend: tuple[str, dict[str, Any]], *, sockets: bool) -> None:
        self.sockets = sockets
        self.asked: dict[int, FakeRequest] = {}
        self.times_asked: dict[int, int] = {}
        self.tasks: TaskGroup
        super().__init__(backend)

    async def world(self) -> None:
        before = running_tasks()
        async with FakeAsterisk() as self.pbx:
            self.pbx.respond("Probe", self._probe)
            where: dict[str, Any] = (
                {"host": self.pbx.host, "port": self.pbx.port}
                if self.sockets
                else {"transport": self.pbx.connect}
            )
            policy = ReconnectPolicy.fixed(RETRY)
            times: dict[str, Any] = {"keepalive": KEEPALIVE, "ping_timeout": PING_TIMEOUT}
            # Somebody whom nobody tells anything must not hold up the test.
            with anyio.fail_after(LONGEST):
                await self._live(connect_ami(**where, **ADMIN, **times, reconnect=policy))
        await self.settle()
        assert running_tasks() <= before

    async def _live(self, connecting: AbstractAsyncContextManager[AMIClient]) -> None:
        async with anyio.create_task_group() as self.tasks:
            async with connecting as self.ami:
                await self.settle()
                await self.serve()
            # Nobody waits for what can come no more.
            await self.settle()

    def _probe(self, request: FakeRequest) -> None:
        number = int(request.get("N"))
        self.asked[number] = request
        self.times_asked[number] = self.times_asked.get(number, 0) + 1

    async def settle(self) -> None:
        # Over sockets a kernel that is late must not look like silence.
        for _ in range(3 if self.sockets else 1):
            await anyio.sleep(QUIET)

    async def do(self, function: Callable[..., Any], *args: Any) -> Any:
        result = function(*args)
        await self.settle()
        return result

    async def start(self, call: Call) -> None:
        call.deadline = anyio.current_time() + call.timeout
        self.tasks.start_soon(call.run, self.ami)
        await self.settle()

    async def subscribe(self, since: int, buffer: int, overflow: Any, gaps: bool) -> Reader:
        stream = self.ami.subscribe(events.UserEvent, buffer=buffer, overflow=overflow, gaps=gaps)
        await stream.__aenter__()
        return Reader(stream, since, overflow, gaps)

    async def close(self, reader: Reader) -> None:
        await reader.read(1_000_000)
        await reader.stream.__aexit__(None, None, None)

    async def sleep(self, seconds: float) -> float:
        await anyio.sleep(seconds)
        await self.settle()
        return anyio.current_time()

    async def reconnected(self) -> float:
        await self.ami.wait_connected()
        await self.settle()
        return anyio.current_time()

    async def now(self) -> float:
        return anyio.current_time()
