"""Bad lines between the client and real servers: cut, late, half-open, swallowed."""

from __future__ import annotations

from functools import partial

import anyio
import pytest

from anyio_ami import ConnectionState, ReconnectPolicy, actions, events
from anyio_ami.errors import ActionTimeout, ConnectError, NotConnected, OutcomeUnknown

from ..asterisk.fixtures import AsteriskServer, connect
from .helpers import MARGIN, lost_by, next_gap, proxy_to, reached, through, works

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("direction", ["up", "down"])
async def test_a_login_cut_in_between_ends_in_a_connect_error_and_the_next_succeeds(
    asterisk: AsteriskServer, direction: str
) -> None:
    async with proxy_to(asterisk) as proxy:
        way = proxy.up if direction == "up" else proxy.down
        before = way.passed
        # Without the events of other sessions, which come when they like.
        async with through(proxy, asterisk, events="system"):
            size = way.passed - before
        # What the server says of itself differs by some bytes from login to login.
        for count in range(0, size - 30, 7):
            way.cut_after(count)
            with anyio.fail_after(5), pytest.raises(ConnectError, match="closed the connection"):
                async with through(proxy, asterisk, events="system"):
                    raise AssertionError(f"logged in over a line that was cut after {count} bytes")
            assert not way.cuts
        async with through(proxy, asterisk) as ami:
            await works(ami)


async def test_a_line_that_is_down_for_a_second(asterisk: AsteriskServer) -> None:
    async with (
        proxy_to(asterisk) as proxy,
        connect(asterisk) as other,
        through(proxy, asterisk, reconnect=ReconnectPolicy.fixed(0.2)) as ami,
        ami.subscribe(
            events.UserEvent, gaps=True, where=lambda event: event.user_event.startswith("Down")
        ) as stream,
    ):
        await ami.send(actions.UserEvent(user_event="DownBefore"))
        first = await stream.receive()
        assert isinstance(first, events.UserEvent)
        await lost_by(ami, proxy.down_now)
        await other.send(actions.UserEvent(user_event="DownMissed"))
        down = anyio.current_time()
        with pytest.raises(NotConnected):
            await ami.send(actions.Ping())
        await anyio.sleep_until(down + 1)
        assert ami.state is ConnectionState.RECONNECTING
        proxy.up_again()
        with anyio.fail_after(0.2 + MARGIN):
            await ami.wait_connected()
        gap = await next_gap(stream)
        assert (gap.kind, gap.lost, gap.after) == ("disconnected", None, (1, first.seq))
        await other.send(actions.UserEvent(user_event="DownAfter"))
        item = await stream.receive()
        while not isinstance(item, events.UserEvent):
            item = await stream.receive()
        assert item.user_event == "DownAfter"
        await works(ami)


async def test_a_list_that_is_cut_gives_its_whole_items_and_says_that_it_is_torn(
    asterisk: AsteriskServer,
) -> None:
    async with proxy_to(asterisk) as proxy, through(proxy, asterisk) as ami:
        whole = await ami.send(actions.ShowDialPlan())
        assert len(whole) > 50
        # Of the list alone: the server's other events may come among its items, in any number.
        size = sum(len(item.raw or b"") for item in whole)

        def place(item: events.Event) -> list[tuple[str, str]]:
            return [pair for pair in item.headers.items() if pair[0] != "ActionID"]

        expected = [place(item) for item in whole]
        for count in range(100, size, size // 12):
            proxy.down.record = bytearray()
            proxy.down.cut_after(count)
            with anyio.fail_after(5), pytest.raises(OutcomeUnknown) as caught:
                await ami.send(actions.ShowDialPlan())
            partial = caught.value.partial
            frames = bytes(proxy.down.record).split(b"\r\n\r\n")[:-1]
            assert (partial is None) == (not any(frame.startswith(b"Response: ") for frame in frames))
            if partial is not None:
                items = sum(frame.startswith(b"Event: ListDialplan\r\n") for frame in frames)
                assert [place(item) for item in partial.items] == expected[:items]
            await works(ami)


async def test_every_byte_2_seconds_late(asterisk: AsteriskServer) -> None:
    """Late is not dead: a probe has its time, and an action that is given up was sent."""
    async with (
        proxy_to(asterisk) as proxy,
        through(proxy, asterisk, keepalive=0.5, ping_timeout=6, login_timeout=30) as ami,
    ):
        proxy.down.delay = 2.0
        began = anyio.current_time()
        async with anyio.create_task_group() as group:

            async def give_up() -> None:
                with pytest.raises(ActionTimeout) as caught:
                    await ami.send(actions.Ping(), timeout=1)
                assert caught.value.sent is True

            group.start_soon(give_up)
            group.start_soon(partial(ami.send, actions.QueueStatus()))
            await ami.send(actions.Ping())
        assert anyio.current_time() - began >= 2
        proxy.down.delay = 0.0
        await works(ami)
        assert ami.stats.reconnects == 0


async def test_one_byte_at_a_time(asterisk: AsteriskServer) -> None:
    async with proxy_to(asterisk) as proxy:
        proxy.up.chunk = proxy.down.chunk = 1
        async with through(proxy, asterisk, events="user,system") as ami:
            async with ami.subscribe(events.UserEvent, where=lambda e: e.user_event == "Piecemeal") as stream:
                await ami.send(actions.UserEvent(user_event="Piecemeal", body={"Key": "ä→ü"}))
                assert (await stream.receive()).headers["Key"] == "ä→ü"
            assert [item.name for item in await ami.send(actions.QueueStatus())] == [
                item.name for item in await ami.send(actions.QueueStatus())
            ]
            output = await ami.send(actions.Command(command="core show help core show"))
            assert "core show channels" in "\n".join(output.output)
            assert ami.stats.junk == 0


@pytest.mark.parametrize("way", ["up", "down", "both", "swallow"])
async def test_a_half_open_line_is_found_by_a_ping(asterisk: AsteriskServer, way: str) -> None:
    """Neither end learns that the other is gone; a dropped route swallows what both say."""
    async with (
        proxy_to(asterisk) as proxy,
        # Other trials' events must not look like signs of life.
        through(proxy, asterisk, events="user", keepalive=0.3, ping_timeout=0.3) as ami,
        ami.subscribe(events.UserEvent, gaps=True) as stream,
    ):
        if way == "swallow":
            proxy.up.swallow()
            proxy.down.swallow()
        if way in ("up", "both"):
            proxy.up.stall()
        if way in ("down", "both"):
            proxy.down.stall()
        with anyio.fail_after(0.6 + MARGIN):
            await reached(ami, ConnectionState.RECONNECTING)
        assert (await next_gap(stream)).kind == "disconnected"
        proxy.resume()
        await works(ami)


@pytest.mark.parametrize("way", ["up", "down", "swallow"])
async def test_what_was_sent_into_a_half_open_line_has_an_unknown_outcome(
    asterisk: AsteriskServer, way: str
) -> None:
    """An observer knows better: it was executed where only the answer was held up."""
    name = f"HalfOpen-{way}-{anyio.current_time()}"
    async with (
        proxy_to(asterisk) as proxy,
        connect(asterisk) as observer,
        observer.subscribe(
            events.UserEvent, where=lambda event: event.user_event.startswith("HalfOpen")
        ) as seen,
        through(proxy, asterisk, keepalive=0.2, ping_timeout=0.4) as ami,
    ):
        if way == "swallow":
            proxy.up.swallow()
            proxy.down.swallow()
        else:
            (proxy.up if way == "up" else proxy.down).stall()

        async def give_up() -> None:
            with pytest.raises(ActionTimeout) as caught:
                await ami.send(actions.UserEvent(user_event=name), timeout=0.3)
            assert caught.value.sent is True

        # Both are under way before the line can be found dead.
        with anyio.fail_after(0.3 + 0.4 + MARGIN):
            async with anyio.create_task_group() as group:
                group.start_soon(give_up)
                await anyio.wait_all_tasks_blocked()
                with pytest.raises(OutcomeUnknown):
                    await ami.send(actions.Getvar(variable="X"), timeout=20)
        proxy.resume()
        proxy.cut()
        await works(ami)
        await observer.send(actions.UserEvent(user_event="HalfOpen-end"))
        names: list[str] = []
        # What certainly comes may come late, and then the end comes first.
        while not {"HalfOpen-end", *([name] if way == "down" else [])} <= set(names):
            names.append((await seen.receive()).user_event)
        # Once if the line only slept or lost the answer, never if it swallowed the action; never twice.
        count = names.count(name)
        assert count == 1 if way == "down" else count <= (way == "up")
