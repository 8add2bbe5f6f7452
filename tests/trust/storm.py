"""A storm: calls of every kind, cancelled at random moments, while events flow and the line is cut at random.

Everything is drawn from one seed. What must hold in the end is checked all along: no task, no socket, no
pending entry and no subscription is left, and the client works.
"""

from __future__ import annotations

import asyncio
import os
import random
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
from anyio.lowlevel import checkpoint

from anyio_ami import ConnectionState, Gap, ReconnectPolicy, actions, connect_ami, events
from anyio_ami.errors import ActionTimeout, ConnectError, ConnectionLost, EventsLost, WaitTimeout
from anyio_ami.testing import FakeAsterisk

from ..client.helpers import ADMIN, on_asyncio, running_tasks, settle
from .helpers import until
from .proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from anyio.abc import ByteStream, ObjectReceiveStream, TaskGroup

    from anyio_ami import AMIClient

BLOWS = 10
"""Groups of calls between two looks at what is left."""
# A cut line and a time-out explain these, and nothing else is explained.
EXPECTED = (ConnectionLost, ConnectError, ActionTimeout, WaitTimeout, EventsLost)


async def send_ping(ami: AMIClient) -> None:
    await ami.send(actions.Ping())


async def send_list(ami: AMIClient) -> None:
    assert len(await ami.send(actions.QueueStatus())) == 3


async def send_command(ami: AMIClient) -> None:
    await ami.send(actions.Command(command="core show uptime"))


async def send_slow(ami: AMIClient) -> None:
    await ami.send(actions.Getvar(variable="SLOW"), timeout=0.2)


async def stream_list(ami: AMIClient) -> None:
    async with ami.stream(actions.QueueStatus(), timeout=1) as items:
        assert len([item async for item in items]) == 3


async def leave_list(ami: AMIClient) -> None:
    async with ami.stream(actions.QueueStatus()) as items:
        await items.receive()


async def subscribe(ami: AMIClient) -> None:
    async with ami.subscribe(events.UserEvent, gaps=True) as stream:
        await ami.send(actions.UserEvent(user_event="mine"))
        while not isinstance(await stream.receive(), Gap):
            pass


async def subscribe_slowly(ami: AMIClient) -> None:
    async with ami.subscribe(buffer=1) as stream:
        async for _ in stream:
            await checkpoint()


async def wait_for(ami: AMIClient) -> None:
    await ami.wait_for(events.Reload, where=lambda event: event.module == "never", timeout=1)


async def originate(ami: AMIClient) -> None:
    await ami.originate("Local/201@default", application="Wait", data="1", timeout=1)


async def send_originate(ami: AMIClient) -> None:
    await ami.send(actions.Originate(channel="Local/201@default", application="Wait", data="1", timeout=1.0))


async def watch_states(ami: AMIClient) -> None:
    async with ami.states() as states:
        async for _ in states:
            pass


async def wait_connected(ami: AMIClient) -> None:
    await ami.wait_connected()
    await ami.send(actions.Ping())


async def wait_closed(ami: AMIClient) -> None:
    await ami.wait_closed()


CALLS = (
    send_ping,
    send_list,
    send_command,
    send_slow,
    stream_list,
    leave_list,
    subscribe,
    subscribe_slowly,
    wait_for,
    originate,
    send_originate,
    watch_states,
    wait_connected,
    wait_closed,
)


class Report:
    """What a storm did."""

    def __init__(self) -> None:
        self.calls: int = 0
        """Calls that were begun."""
        self.cancelled: int = 0
        """... and cancelled before they had ended by themselves."""
        self.failed: int = 0
        """... and ended by an error of the lost line before that."""
        self.cuts: int = 0
        self.reconnects: int = 0
        self.events: int = 0
        """Events that one subscription got which lived through it all."""
        self.gaps: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in vars(self).items())


def open_sockets() -> int:
    """How many sockets this process has open, on Linux."""
    count = 0
    for entry in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):
            count += os.readlink(entry).startswith("socket:")
    return count


class Victim:
    """One call, to be cancelled at a certain step."""

    def __init__(self, due: int) -> None:
        self.due = due
        self.ended = False
        self.failed = False
        self.cancelled = False
        self._scope = anyio.CancelScope()
        self._task: asyncio.Task[None] | None = None

    def start(self, group: TaskGroup, call: Callable[[], Awaitable[None]], *, native: bool) -> None:
        """Begin it; ``native`` as a bare asyncio task."""
        if native:
            self._task = asyncio.get_running_loop().create_task(self._run(call))
            group.start_soon(asyncio.wait, [self._task])
        else:
            group.start_soon(self._run, call)

    def cancel(self) -> None:
        """Cancel it, unless it has ended."""
        if not self.ended and not self.cancelled:
            self.cancelled = True
            if self._task is None:
                self._scope.cancel()
            else:
                self._task.cancel()

    def check(self) -> None:
        """Raise what went wrong in a native task: nobody else would."""
        if self._task is not None and not self._task.cancelled():
            self._task.result()

    async def _run(self, call: Callable[[], Awaitable[None]]) -> None:
        with self._scope:
            try:
                await call()
            except EXPECTED:
                self.failed = True
            self.ended = True


class Storm:
    """As many cancelled calls as wanted, all drawn from one seed. ``tcp``: over sockets, else in memory."""

    def __init__(self, seed: int, cancellations: int, *, tcp: bool) -> None:
        self._rng = random.Random(seed)
        self._wanted = cancellations
        self._tcp = tcp
        self.report: Report = Report()

    async def run(self) -> Report:
        """Raise it; an assertion fails if anything is left behind."""
        sockets = open_sockets()
        async with FakeAsterisk() as pbx:
            pbx.respond("Originate", lambda request: request.success("Originate successfully queued"))
            pbx.respond("Getvar", lambda request: None)
            await settle()
            before = running_tasks()

            async def target() -> ByteStream:
                return await (anyio.connect_tcp(pbx.host, pbx.port) if self._tcp else pbx.connect())

            async with Proxy(target) as proxy:
                async with self._client(proxy) as ami, anyio.create_task_group() as group:
                    async with ami.subscribe(events.Reload, gaps=True) as lasting:
                        group.start_soon(self._count, lasting)
                        while self.report.cancelled < self._wanted:
                            await self._blow(pbx, proxy, ami)
                            await self._calm(pbx, proxy, ami)
                    self.report.reconnects = ami.stats.reconnects
                    group.cancel_scope.cancel()
                await until(lambda: not proxy.open and not pbx.sessions)
            await until(lambda: running_tasks() <= before)
        await until(lambda: open_sockets() <= sockets)
        return self.report

    def _client(self, proxy: Proxy) -> AbstractAsyncContextManager[AMIClient]:
        where: dict[str, Any] = {"port": proxy.port} if self._tcp else {"transport": proxy.connect}
        return connect_ami(
            **where,
            **ADMIN,
            reconnect=ReconnectPolicy.fixed(0.05),
            keepalive=0.5,
            ping_timeout=0.5,
            login_timeout=2,
            action_timeout=2,
            close_timeout=0.5,
        )

    async def _count(self, lasting: ObjectReceiveStream[events.Reload | Gap]) -> None:
        with suppress(anyio.ClosedResourceError):
            async for item in lasting:
                if isinstance(item, Gap):
                    self.report.gaps += 1
                else:
                    self.report.events += 1

    async def _blow(self, pbx: FakeAsterisk, proxy: Proxy, ami: AMIClient) -> None:
        rng, report = self._rng, self.report
        can_be_native = on_asyncio()
        for _ in range(BLOWS):
            victims = [Victim(rng.randrange(80)) for _ in range(rng.randint(1, 12))]
            async with anyio.create_task_group() as group:
                for victim in victims:
                    chosen = rng.choice((*CALLS, None))
                    call = partial(self._enter_and_leave, proxy) if chosen is None else partial(chosen, ami)
                    victim.start(group, call, native=can_be_native and rng.random() < 0.3)
                disaster = rng.randrange(200)
                for step in range(80):
                    if rng.random() < 0.3:
                        pbx.emit("Reload", {"Module": "x", "Status": "0"})
                        pbx.emit("UserEvent", {"UserEvent": "theirs"})
                    if step == disaster:
                        report.cuts += 1
                        self._strike(pbx, proxy)
                    for victim in victims:
                        if victim.due == step:
                            victim.cancel()
                    await checkpoint()
                if rng.random() < 0.2:  # some get to wait for timers, too
                    await anyio.sleep(rng.random() * 0.2)
                for victim in victims:
                    victim.cancel()
            for victim in victims:
                victim.check()
                report.calls += 1
                report.cancelled += not victim.ended
                report.failed += victim.failed
            proxy.up_again()
            proxy.resume()

    def _strike(self, pbx: FakeAsterisk, proxy: Proxy) -> None:
        rng = self._rng
        how = rng.randrange(7)
        if how == 0:
            proxy.cut(reset=rng.random() < 0.5)
        elif how == 1:
            proxy.up.cut_after(rng.randrange(300))
        elif how == 2:
            proxy.down.cut_after(rng.randrange(1500))
        elif how == 3:
            pbx.cut(mid_frame=rng.random() < 0.5, reset=rng.random() < 0.5)
        elif how == 4:
            proxy.down_now()
        elif how == 5:
            rng.choice((proxy.up, proxy.down)).stall()
        else:
            rng.choice((proxy.up, proxy.down)).chunk = rng.randint(1, 50)

    async def _enter_and_leave(self, proxy: Proxy) -> None:
        async with self._client(proxy) as ami:
            await ami.send(actions.Ping())

    async def _calm(self, pbx: FakeAsterisk, proxy: Proxy, ami: AMIClient) -> None:
        """The line is whole: the client works, and of all that was cancelled nothing is left."""
        with anyio.fail_after(30):
            while True:
                with suppress(ConnectionLost, ActionTimeout):  # the last cut may not have been seen yet
                    await ami.wait_connected()
                    assert (await ami.send(actions.Ping())).ping == "Pong"
                    assert len(await ami.send(actions.QueueStatus())) == 3
                    break
            heard = self.report.events
            while self.report.events == heard:
                pbx.emit("Reload", {"Module": "calm", "Status": "0"})
                await anyio.sleep(0.01)
        # Together: on the real clock a slow machine may take the line for dead once more.
        await until(
            lambda: ami.state is ConnectionState.CONNECTED and proxy.open == 1 and not ami.stats.pending
        )
        supervisor = ami._supervisor
        assert len(supervisor.fan._groups) == 1
        assert not supervisor.states._fan._groups
        assert not ami._channel_ids._claimed
