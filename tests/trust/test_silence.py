"""Servers that are there and say nothing: frozen, deaf or with a full line."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import pytest

from anyio_ami import AMIClient, ConnectionState, ReconnectPolicy, actions, events
from anyio_ami.errors import ActionTimeout, NotConnected, NotSent, OutcomeUnknown
from anyio_ami.testing import FakeAsterisk

from ..asterisk.fixtures import AsteriskServer, connect
from .helpers import (
    MARGIN,
    QUICK,
    fake_proxy,
    fake_through,
    next_gap,
    proxy_to,
    reached,
    sessions_of,
    through,
    until,
    works,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.anyio

KILOBYTE = {f"Filler{number}": "x" * 1000 for number in range(50)}


@pytest.fixture
def frozen_at_will(mortal: AsteriskServer) -> Iterator[tuple[AsteriskServer, int]]:
    """A server and its process id; it goes on at the end, whatever happened."""
    pid = mortal.pid
    try:
        yield mortal, pid
    finally:
        os.kill(pid, signal.SIGCONT)


def freeze(pid: int) -> None:
    """Stop a process, and return when none of its threads runs any more."""
    os.kill(pid, signal.SIGSTOP)
    for stat in Path(f"/proc/{pid}/task").glob("*/stat"):
        # The state follows the name, which stands in brackets.
        with suppress(FileNotFoundError, ProcessLookupError):  # one that had just ended
            while stat.read_text().rpartition(")")[2].split()[0] != "T":
                pass


async def fill(ami: AMIClient) -> None:
    """Send 50 kB that will not be answered."""
    with pytest.raises((OutcomeUnknown, NotSent)):
        await ami.send(actions.UserEvent(user_event="Full", body=KILOBYTE))


async def test_a_frozen_server_is_found_and_what_was_under_way_ends_truly(
    frozen_at_will: tuple[AsteriskServer, int],
) -> None:
    server, pid = frozen_at_will
    outcomes: dict[str, type[BaseException]] = {}
    async with (
        connect(server, keepalive=600) as observer,
        observer.subscribe(
            events.UserEvent, where=lambda event: event.user_event.startswith("Frozen"), buffer=10_000
        ) as seen,
        connect(server, reconnect=QUICK, keepalive=0.3, ping_timeout=0.3) as ami,
        ami.subscribe(events.UserEvent, gaps=True) as stream,
    ):
        before = await sessions_of(observer)
        freeze(pid)

        async def left() -> bool:
            return await sessions_of(observer) <= before

        async def call(number: int) -> None:
            name = f"Frozen-{number}"
            try:
                await ami.send(actions.UserEvent(user_event=name, body=KILOBYTE), timeout=1)
            except (OutcomeUnknown, NotSent, ActionTimeout) as exc:
                sent = exc.sent if isinstance(exc, ActionTimeout) else isinstance(exc, OutcomeUnknown)
                outcomes[name] = OutcomeUnknown if sent else NotSent

        # 20 MB: more than the kernel takes for a server that does not read.
        with anyio.fail_after(1 + 0.3 + MARGIN):
            async with anyio.create_task_group() as group:
                for number in range(400):
                    group.start_soon(call, number)
            await reached(ami, ConnectionState.RECONNECTING)
        with pytest.raises(NotConnected):
            await ami.send(actions.Ping())
        assert ami.stats.pending == 0
        assert (await next_gap(stream)).kind == "disconnected"
        assert len(outcomes) == 400
        assert set(outcomes.values()) == {OutcomeUnknown, NotSent}
        os.kill(pid, signal.SIGCONT)
        with anyio.fail_after(30):
            await works(ami)
            # The server still reads what the dead connection had left in the kernel.
            await until(left)
            await observer.send(actions.UserEvent(user_event="Frozen-end"))
            names: list[str] = []
            while "Frozen-end" not in names:
                names.append((await seen.receive()).user_event)
        names.remove("Frozen-end")
        assert len(set(names)) == len(names)
        # None at all, where the end of the connection came as a reset: the kernel forgets what was unread.
        assert {outcomes[name] for name in names} <= {OutcomeUnknown}


async def test_a_frozen_server_and_a_waiting_action(frozen_at_will: tuple[AsteriskServer, int]) -> None:
    """Silence may be work until the action's own deadline, and ping_timeout later it is death."""
    server, pid = frozen_at_will
    async with connect(server, reconnect=QUICK, keepalive=0.2, ping_timeout=0.3) as ami:
        freeze(pid)
        began = anyio.current_time()
        async with anyio.create_task_group() as group:

            async def short() -> None:
                with pytest.raises(ActionTimeout) as caught:
                    await ami.send(actions.Getvar(variable="X"), timeout=0.8)
                assert caught.value.sent is True

            group.start_soon(short)
            await anyio.wait_all_tasks_blocked()
            with anyio.fail_after(0.8 + 0.3 + MARGIN), pytest.raises(OutcomeUnknown):
                await ami.send(actions.Getvar(variable="X"), timeout=60)
            assert anyio.current_time() - began >= 0.8
        assert ami.state is ConnectionState.RECONNECTING
        os.kill(pid, signal.SIGCONT)
        with anyio.fail_after(30):
            await works(ami)


@pytest.mark.parametrize("full", [False, True], ids=["", "full"])
async def test_leaving_a_frozen_server(frozen_at_will: tuple[AsteriskServer, int], full: bool) -> None:
    """Also when the line is full, so that not even the Logoff leaves."""
    server, pid = frozen_at_will
    async with anyio.create_task_group() as group:
        async with connect(server, close_timeout=0.4) as ami:
            freeze(pid)
            if full:
                for _ in range(400):
                    group.start_soon(fill, ami)
                await anyio.wait_all_tasks_blocked()
            began = anyio.current_time()
        assert 0.39 <= anyio.current_time() - began < 0.4 + MARGIN


@pytest.mark.parametrize("full", [False, True], ids=["", "full"])
async def test_leaving_a_deaf_server_takes_the_close_timeout(virtual_clock: None, full: bool) -> None:
    async with FakeAsterisk() as pbx, anyio.create_task_group() as group:
        async with fake_proxy(pbx) as proxy, fake_through(proxy, close_timeout=3) as ami:
            proxy.up.stall()
            if full:
                for _ in range(50):
                    group.start_soon(fill, ami)
                await anyio.wait_all_tasks_blocked()
            began = anyio.current_time()
        assert anyio.current_time() - began == pytest.approx(3, abs=0.05)


async def test_leaving_while_it_connects_again_to_a_deaf_server_is_quick(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, fake_proxy(pbx) as proxy:
        async with fake_through(proxy, close_timeout=3) as ami:
            proxy.cut()
            proxy.down.stall()
            await reached(ami, ConnectionState.RECONNECTING)
            await anyio.sleep(1)  # it has connected and waits for the greeting
            began = anyio.current_time()
        assert anyio.current_time() - began <= 3.05


async def test_a_server_that_reads_but_never_answers(virtual_clock: None) -> None:
    """It is found by a Ping; with an action under way, ping_timeout after that action's deadline."""
    async with FakeAsterisk() as pbx, fake_proxy(pbx) as proxy:
        async with fake_through(
            proxy, keepalive=5, ping_timeout=2, reconnect=ReconnectPolicy.fixed(1)
        ) as ami:
            for action in ("Ping", "Getvar"):
                pbx.respond(action, lambda request: None)
            began = anyio.current_time()
            await reached(ami, ConnectionState.RECONNECTING)
            assert anyio.current_time() - began == pytest.approx(7, abs=0.1)
            await ami.wait_connected()
            began = anyio.current_time()
            async with anyio.create_task_group() as group:

                async def short() -> None:
                    with pytest.raises(ActionTimeout):
                        await ami.send(actions.Getvar(variable="X"), timeout=20)

                group.start_soon(short)
                await anyio.wait_all_tasks_blocked()
                with pytest.raises(OutcomeUnknown):
                    await ami.send(actions.Getvar(variable="X"), timeout=1000)
            assert anyio.current_time() - began == pytest.approx(22, abs=0.1)
            assert [request.name for request in pbx.requests].count("Getvar") == 2


async def test_a_line_that_takes_nothing_is_found_though_events_still_come(virtual_clock: None) -> None:
    """The way to the server is dead, that from it lives: actions are not answered, and never will be."""
    async with (
        FakeAsterisk() as pbx,
        fake_proxy(pbx) as proxy,
        fake_through(proxy, keepalive=5, ping_timeout=2, login_timeout=1) as ami,
        anyio.create_task_group() as group,
    ):

        async def emit() -> None:
            while True:
                pbx.emit("Reload", {"Module": "x", "Status": "0"})
                await anyio.sleep(1)

        group.start_soon(emit)
        proxy.up.stall()
        began = anyio.current_time()
        with pytest.raises(ActionTimeout) as caught:
            await ami.send(actions.Getvar(variable="X"), timeout=20)
        assert caught.value.sent is True
        with anyio.fail_after(60):
            await reached(ami, ConnectionState.RECONNECTING)
        # ping_timeout after the action's deadline; a silence of keepalive may come before the Ping.
        assert anyio.current_time() - began <= 20 + 5 + 2.1
        proxy.resume()
        await works(ami)
        group.cancel_scope.cancel()


async def test_a_ping_goes_ahead_of_a_full_outbox(virtual_clock: None) -> None:
    """Else a line that is slow, but alive, would be taken for dead by the time its turn came."""
    asked: list[str] = []
    async with FakeAsterisk() as pbx, fake_proxy(pbx) as proxy:
        async with (
            fake_through(proxy, keepalive=5, ping_timeout=20, events=False) as ami,
            anyio.create_task_group() as group,
        ):
            proxy.up.stall()

            async def call(name: str) -> None:
                asked.append(name)
                await ami.send(actions.UserEvent(user_event=name, body=KILOBYTE), timeout=60)

            for number in range(100):
                group.start_soon(call, f"Queued-{number}")
            await anyio.sleep(6)
            proxy.up.resume()
        names = [request.name for request in pbx.requests]
        assert names.count("UserEvent") == 100
        assert names.count("Ping") == 1
        # Before it stood only what had been handed to the line when it was asked for: its buffers' worth.
        ahead = names[: names.index("Ping")].count("UserEvent")
        assert 0 < ahead < 20
        order = [request.get("UserEvent") for request in pbx.requests if request.name == "UserEvent"]
        assert order == asked


async def test_a_stalled_server_that_wakes_up_in_time_was_never_lost(mortal: AsteriskServer) -> None:
    async with (
        proxy_to(mortal) as proxy,
        through(proxy, mortal, events="user", keepalive=0.2, ping_timeout=5) as ami,
    ):
        proxy.down.stall()
        asked = proxy.up.passed
        # The probe of a silent line: from then on ping_timeout counts.
        await until(lambda: proxy.up.passed > asked)
        replies: list[str] = []

        async def ping() -> None:
            replies.append((await ami.send(actions.Ping(), timeout=20)).ping)

        async with anyio.create_task_group() as group:
            group.start_soon(ping)
            await anyio.sleep(1)
            assert ami.state is ConnectionState.CONNECTED
            proxy.resume()
        assert replies == ["Pong"]
        assert ami.stats.reconnects == 0


async def test_thirty_seconds_frozen(virtual_clock: None) -> None:
    """As a real SIGSTOP of 30 s with the defaults of a client, in virtual time."""
    async with (
        FakeAsterisk() as pbx,
        fake_proxy(pbx) as proxy,
        fake_through(proxy, reconnect=ReconnectPolicy.exponential()) as ami,
        ami.subscribe(events.Reload, gaps=True) as stream,
    ):
        await pbx.flush()
        began = anyio.current_time()
        pbx.stall()
        await reached(ami, ConnectionState.RECONNECTING)
        assert anyio.current_time() - began == pytest.approx(25, abs=0.1)
        await anyio.sleep_until(began + 30)
        pbx.resume()
        await works(ami)
        assert (await next_gap(stream)).kind == "disconnected"
