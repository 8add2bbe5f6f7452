"""`ami.wait_for()`: the first event that fits, from the moment of the call, or a plain error."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import ReconnectPolicy, actions, events
from anyio_ami.errors import ClientClosed, ConnectionLost, WaitTimeout
from anyio_ami.testing import FakeAsterisk

from .helpers import client, lost, running_tasks, settle

if TYPE_CHECKING:
    from anyio_ami import AMIClient

pytestmark = pytest.mark.anyio


async def started(ami: AMIClient, cls: type[Any] = events.UserEvent) -> None:
    """Wait until somebody waits for these events."""
    while not ami._supervisor.fan.wanted(cls):
        await settle()


async def test_the_first_that_fits_in_order() -> None:
    found: list[events.Event] = []
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.emit("UserEvent", {"UserEvent": "before"})
        await pbx.flush()
        await settle()

        async def one() -> None:
            event = await ami.wait_for(events.UserEvent, where=lambda event: event.user_event > "m")
            found.append(event)

        async def two() -> None:
            event = await ami.wait_for(events.Hangup, events.Newchannel)
            assert event.channel == "c"  # a field that both types have
            found.append(event)

        async with anyio.create_task_group() as group:
            group.start_soon(one)
            group.start_soon(two)
            await started(ami)
            await started(ami, events.Hangup)
            for name in ("a", "m", "n", "z"):
                pbx.emit("UserEvent", {"UserEvent": name})
            pbx.emit("Newstate", {"Channel": "no"})
            pbx.emit("Newchannel", {"Channel": "c"})
            pbx.emit("Hangup", {"Channel": "d"})
        kinds = {type(event): event for event in found}
        assert set(kinds) == {events.UserEvent, events.Newchannel}
        assert kinds[events.UserEvent].headers["UserEvent"] == "n"
        assert ami._supervisor.fan.wanted(events.UserEvent) == ()


async def test_a_flood_of_others_does_not_push_it_out() -> None:
    found: list[str] = []
    async with FakeAsterisk() as pbx, client(pbx) as ami:

        async def wait() -> None:
            event = await ami.wait_for(events.UserEvent, where=lambda event: event.user_event.endswith("00"))
            found.append(event.user_event)

        async with anyio.create_task_group() as group:
            group.start_soon(wait)
            await started(ami)
            for number in range(1, 5000):
                pbx.emit("UserEvent", {"UserEvent": number})
        assert found == ["100"]


@pytest.mark.usefixtures("virtual_clock")
async def test_a_timeout_names_types_and_seconds() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        began = anyio.current_time()
        with pytest.raises(WaitTimeout, match=r"no Hangup or Newchannel came within 2\.5 s") as caught:
            await ami.wait_for(events.Hangup, events.Newchannel, timeout=2.5)
        assert anyio.current_time() - began == 2.5
        assert isinstance(caught.value, TimeoutError)
        assert (caught.value.types, caught.value.seconds) == (("Hangup", "Newchannel"), 2.5)
        with pytest.raises(WaitTimeout, match="where="):
            await ami.wait_for(events.Hangup, where=lambda _: False, timeout=0)
        assert ami._supervisor.fan.wanted(events.Hangup) == ()


@pytest.mark.usefixtures("virtual_clock")
async def test_without_a_timeout_it_waits_for_ever() -> None:
    async with FakeAsterisk() as pbx, client(pbx, keepalive=math.inf) as ami:

        async def later() -> None:
            await anyio.sleep(86_400)
            pbx.emit("UserEvent", {"UserEvent": "x"})

        async with anyio.create_task_group() as group:
            group.start_soon(later)
            began = anyio.current_time()
            assert (await ami.wait_for(events.UserEvent)).user_event == "x"
            assert anyio.current_time() - began >= 86_400


async def test_what_where_raises_comes_out() -> None:
    def where(event: events.UserEvent) -> bool:
        raise RuntimeError(event.user_event)

    async with FakeAsterisk() as pbx, client(pbx) as ami:

        async def wait() -> None:
            with pytest.raises(RuntimeError, match="boom"):
                await ami.wait_for(events.UserEvent, where=where)

        async with anyio.create_task_group() as group:
            group.start_soon(wait)
            await started(ami)
            pbx.emit("UserEvent", {"UserEvent": "boom"})


async def test_a_reconnect_does_not_end_it() -> None:
    found: list[str] = []
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(0.01)) as ami:

        async def wait() -> None:
            found.append((await ami.wait_for(events.UserEvent)).user_event)

        async with anyio.create_task_group() as group:
            group.start_soon(wait)
            await started(ami)
            await lost(ami, pbx)
            await ami.wait_connected()
            pbx.emit("UserEvent", {"UserEvent": "after"})
        assert found == ["after"]


async def test_lost_for_good_raises_the_cause() -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(ConnectionLost):
            async with client(pbx, reconnect=ReconnectPolicy.none()) as ami:
                pbx.cut()
                await ami.wait_for(events.UserEvent)


async def test_after_the_block_it_is_refused() -> None:
    async with FakeAsterisk() as pbx:
        async with client(pbx) as ami:
            pass
        with pytest.raises(ClientClosed, match="used after"):
            await ami.wait_for(events.UserEvent)


async def test_the_end_of_the_block_ends_it() -> None:
    async def wait(ami: AMIClient) -> None:
        with pytest.raises(ClientClosed, match="while it waited"):
            await ami.wait_for(events.UserEvent)

    async with FakeAsterisk() as pbx, anyio.create_task_group() as group:
        async with client(pbx) as ami:
            group.start_soon(wait, ami)
            await started(ami)


async def test_where_is_asked_no_more_once_the_event_is_there() -> None:
    asked: list[str] = []

    def where(event: events.UserEvent) -> bool:
        asked.append(event.user_event)
        if event.user_event == "B":
            raise AssertionError("A was there already")
        return event.user_event == "A"

    async with FakeAsterisk() as pbx, client(pbx) as ami:
        async with anyio.create_task_group() as group:

            async def emit() -> None:
                await started(ami)
                # All in one read.
                for name in ("0", "A", "B"):
                    pbx.emit("UserEvent", {"UserEvent": name})

            group.start_soon(emit)
            assert (await ami.wait_for(events.UserEvent, where=where)).user_event == "A"
        assert asked == ["0", "A"]


async def test_what_it_does_not_want_is_not_lost() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami, anyio.create_task_group() as group:

        async def emit() -> None:
            await started(ami)
            for number in range(2000):
                pbx.emit("UserEvent", {"UserEvent": str(number)})

        group.start_soon(emit)
        assert (await ami.wait_for(events.UserEvent)).user_event == "0"
        await ami.send(actions.Ping())
        assert ami.stats.lost == 0


async def test_a_cancelled_wait_leaves_nothing_behind() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        await settle()
        before = running_tasks()
        async with anyio.create_task_group() as group:
            group.start_soon(ami.wait_for, events.UserEvent)
            await started(ami)
            group.cancel_scope.cancel()
        assert ami._supervisor.fan.wanted(events.UserEvent) == ()
        await settle()
        assert running_tasks() == before


@pytest.mark.parametrize(
    ("arguments", "options", "error"),
    [
        ((), {}, TypeError),
        (("Hangup",), {}, TypeError),
        ((events.Hangup,), {"timeout": "soon"}, TypeError),
        ((events.Hangup,), {"timeout": -1}, ValueError),
        ((events.Hangup,), {"where": "x"}, TypeError),
    ],
)
async def test_what_makes_no_sense_is_refused(
    arguments: tuple[Any, ...], options: dict[str, Any], error: type[Exception]
) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        with pytest.raises(error):
            await ami.wait_for(*arguments, **options)
