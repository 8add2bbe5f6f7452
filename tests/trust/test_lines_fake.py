"""Bad lines, exactly: a simulated server behind the proxy, on a virtual clock where time matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import pytest

from anyio_ami import ConnectionState, ReconnectPolicy, actions, events
from anyio_ami.errors import ActionTimeout, ConnectError, OutcomeUnknown
from anyio_ami.responses import ListResponse
from anyio_ami.testing import FakeAsterisk

from .helpers import fake_proxy, fake_through, lost_by, next_gap, reached, works

if TYPE_CHECKING:
    from .proxy import Proxy

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


async def login_sizes(proxy: Proxy) -> tuple[int, int]:
    """How many bytes a login takes, up and down."""
    up, down = proxy.up.passed, proxy.down.passed
    async with fake_through(proxy):
        return proxy.up.passed - up, proxy.down.passed - down


@pytest.mark.parametrize(("direction", "mode"), [("up", "md5"), ("down", "md5"), ("up", "plain")])
async def test_a_login_cut_at_any_byte_ends_in_a_connect_error_and_the_next_succeeds(
    direction: str, mode: str
) -> None:
    async with FakeAsterisk() as pbx, fake_proxy(pbx) as proxy:
        way = proxy.up if direction == "up" else proxy.down
        before = way.passed
        async with fake_through(proxy, login=mode):
            size = way.passed - before
        # The challenge is a random number of up to nine digits.
        sure = size - 10
        assert sure > 100
        for count in range(sure):
            way.cut_after(count)
            with anyio.fail_after(5), pytest.raises(ConnectError, match="closed the connection"):
                async with fake_through(proxy, login=mode):
                    raise AssertionError(f"logged in over a line that was cut after {count} bytes")
            assert not way.cuts
            if count % 10 == 0:
                async with fake_through(proxy, login=mode) as ami:
                    await works(ami)


@pytest.mark.parametrize("direction", ["up", "down"])
async def test_a_new_login_cut_at_any_byte_is_tried_again_until_it_succeeds(
    virtual_clock: None, direction: str
) -> None:
    async with FakeAsterisk() as pbx, fake_proxy(pbx) as proxy:
        up, down = await login_sizes(proxy)
        way = proxy.up if direction == "up" else proxy.down
        async with fake_through(proxy) as ami:
            for count in range(0, (up if direction == "up" else down) - 10, 3):
                tried = proxy.connections
                way.cut_after(count)
                await lost_by(ami, proxy.cut)
                await works(ami)
                # One attempt met the cut, the next one was whole.
                assert not way.cuts
                assert proxy.connections == tried + 2


async def test_a_list_cut_anywhere_gives_its_whole_items_and_says_that_it_is_torn() -> None:
    async with FakeAsterisk() as pbx, fake_proxy(pbx) as proxy:
        async with fake_through(proxy) as ami:
            before = proxy.down.passed
            whole = await ami.send(actions.QueueStatus())
            size = proxy.down.passed - before
        assert len(whole) == 3
        expected = [(type(item), dict(item.headers)) for item in whole]
        for _, headers in expected:
            headers.pop("ActionID")
        for count in range(0, size, 3):
            async with fake_through(proxy) as ami:
                proxy.down.record = bytearray()
                proxy.down.cut_after(count)
                with anyio.fail_after(5), pytest.raises(OutcomeUnknown) as caught:
                    await ami.send(actions.QueueStatus())
                answer = bytes(proxy.down.record)
                assert len(answer) == count
                partial = caught.value.partial
                frames = answer.count(b"\r\n\r\n")
                assert (partial is None) == (frames == 0)
                if partial is not None:
                    assert isinstance(partial, ListResponse)
                    got = [(type(item), dict(item.headers)) for item in partial.items]
                    for _, headers in got:
                        headers.pop("ActionID")
                    assert got == expected[: frames - 1]
                    assert partial.complete is None


async def test_a_streamed_list_that_is_cut_gives_its_whole_items_first() -> None:
    async with FakeAsterisk() as pbx, fake_proxy(pbx) as proxy, fake_through(proxy) as ami:
        before = proxy.down.passed
        whole = await ami.send(actions.QueueStatus())
        size = proxy.down.passed - before
        proxy.down.cut_after(size - 10)
        got: list[events.Event] = []
        with anyio.fail_after(5), pytest.raises(OutcomeUnknown):
            async with ami.stream(actions.QueueStatus()) as items:
                async for item in items:
                    got.append(item)  # noqa: PERF401  # what came before the error counts
        assert [type(item) for item in got] == [type(item) for item in whole]
        await works(ami)


async def test_a_line_that_is_down_for_20_seconds(virtual_clock: None) -> None:
    """The policy's attempts go on, nothing is sent meanwhile, and the subscription goes on after a mark."""
    policy = ReconnectPolicy.fixed(1)
    async with (
        FakeAsterisk() as pbx,
        fake_proxy(pbx) as proxy,
        fake_through(proxy, reconnect=policy) as ami,
        ami.subscribe(events.Reload, gaps=True) as stream,
    ):
        pbx.emit("Reload", {"Module": "before", "Status": "0"})
        first = await stream.receive()
        began = anyio.current_time()
        await lost_by(ami, proxy.down_now)
        pbx.emit("Reload", {"Module": "missed", "Status": "0"})
        await anyio.sleep(20)
        assert ami.state is ConnectionState.RECONNECTING
        proxy.up_again()
        await ami.wait_connected()
        assert anyio.current_time() - began <= 20 + 1.1
        assert ami.stats.reconnects == 1
        pbx.emit("Reload", {"Module": "after", "Status": "0"})
        assert isinstance(first, events.Reload)
        gap = await stream.receive()
        assert not isinstance(gap, events.Reload)
        assert (gap.kind, gap.lost, gap.after) == ("disconnected", None, (1, first.seq))
        modules: list[str] = []
        while not modules:
            item = await stream.receive()
            if isinstance(item, events.Reload):
                modules.append(item.module)
        assert (first.module, modules) == ("before", ["after"])


async def test_every_byte_2_seconds_late(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, fake_proxy(pbx) as proxy:
        proxy.up.delay = proxy.down.delay = 2.0
        # Greeting, challenge, login, and what the server is: 2 s and three rounds.
        began = anyio.current_time()
        async with fake_through(proxy, login_timeout=30, keepalive=5, ping_timeout=4.5) as ami:
            assert anyio.current_time() - began == pytest.approx(14, abs=0.2)
            async with ami.subscribe(events.UserEvent) as stream:
                began = anyio.current_time()
                await ami.send(actions.UserEvent(user_event="Slow"))
                assert anyio.current_time() - began == pytest.approx(4, abs=0.1)
                assert (await stream.receive()).user_event == "Slow"
            assert len(await ami.send(actions.QueueStatus())) == 3
            with pytest.raises(ActionTimeout) as caught:
                await ami.send(actions.Ping(), timeout=3)
            assert caught.value.sent is True
            # Probes on the silent line are answered in time, if late.
            await anyio.sleep(100)
            assert (ami.state, ami.stats.reconnects) == (ConnectionState.CONNECTED, 0)
            assert (await ami.send(actions.Ping())).ping == "Pong"


async def test_one_byte_at_a_time() -> None:
    async with FakeAsterisk() as pbx, fake_proxy(pbx) as proxy:
        proxy.up.chunk = proxy.down.chunk = 1
        async with fake_through(proxy) as ami, ami.subscribe(events.UserEvent) as stream:
            await ami.send(actions.UserEvent(user_event="Piecemeal", body={"Key": "ä→ü"}))
            event = await stream.receive()
            assert (event.user_event, event.headers["Key"]) == ("Piecemeal", "ä→ü")
            assert [item.name for item in await ami.send(actions.QueueStatus())] == [
                "QueueParams",
                "QueueMember",
                "QueueParams",
            ]
            assert ami.stats.junk == 0


@pytest.mark.parametrize("way", ["up", "down", "both", "swallow"])
async def test_a_half_open_line_is_found_by_a_ping(virtual_clock: None, way: str) -> None:
    """Neither end learns that the other is gone; a dropped route swallows what both say."""
    async with (
        FakeAsterisk() as pbx,
        fake_proxy(pbx) as proxy,
        fake_through(proxy, keepalive=5, ping_timeout=2, login_timeout=1) as ami,
        ami.subscribe(events.Reload, gaps=True) as stream,
    ):
        await pbx.flush()
        began = anyio.current_time()
        if way == "swallow":
            proxy.up.swallow()
            proxy.down.swallow()
        if way in ("up", "both"):
            proxy.up.stall()
        if way in ("down", "both"):
            proxy.down.stall()
        await reached(ami, ConnectionState.RECONNECTING)
        assert anyio.current_time() - began == pytest.approx(7, abs=0.1)
        assert (await next_gap(stream)).kind == "disconnected"
        await anyio.sleep(5)
        assert ami.state is ConnectionState.RECONNECTING
        proxy.resume()
        await works(ami)


@pytest.mark.parametrize("way", ["up", "down"])
async def test_an_action_on_a_half_open_line_ends_in_time_and_says_that_it_was_sent(
    virtual_clock: None, way: str
) -> None:
    async with (
        FakeAsterisk() as pbx,
        fake_proxy(pbx) as proxy,
        fake_through(proxy, keepalive=5, ping_timeout=2) as ami,
    ):
        await pbx.flush()
        (proxy.up if way == "up" else proxy.down).stall()
        began = anyio.current_time()
        ended: dict[str, tuple[float, BaseException]] = {}

        async def call(name: str, timeout: float) -> None:
            with pytest.raises((ActionTimeout, OutcomeUnknown)) as caught:
                await ami.send(actions.UserEvent(user_event=name), timeout=timeout)
            ended[name] = anyio.current_time() - began, caught.value

        async with anyio.create_task_group() as group:
            group.start_soon(call, "first", 10)
            await pbx.flush()
            await anyio.wait_all_tasks_blocked()
            group.start_soon(call, "second", 100)
        took, error = ended["first"]
        assert isinstance(error, ActionTimeout)
        assert error.sent is True
        assert took == pytest.approx(10, abs=0.1)
        # Its silence may be work until its deadline; ping_timeout after it the line is dead.
        took, error = ended["second"]
        assert isinstance(error, OutcomeUnknown)
        assert took == pytest.approx(12, abs=0.1)
        # What reached the server was done, what did not was not: both are "unknown" truly.
        done = [request.get("UserEvent") for request in pbx.requests if request.name == "UserEvent"]
        assert done == ([] if way == "up" else ["first", "second"])
        proxy.resume()
        await works(ami)
        # A line that only slept delivers late what the client has given up; nothing comes twice.
        done = [request.get("UserEvent") for request in pbx.requests if request.name == "UserEvent"]
        assert done == ["first", "second"]
