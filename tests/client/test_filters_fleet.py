"""`filters="auto"` and a fleet: all nodes are asked side by side, and none holds up or ends another."""

from __future__ import annotations

from typing import Any

import anyio
import pytest

from anyio_ami import Gap, ReconnectPolicy, events
from anyio_ami.testing import FakeAsterisk, FakeUser

from .fleet_helpers import MARKS, fleet_of
from .helpers import settle

pytestmark = MARKS


def node_of(item: events.Event | Gap) -> str:
    if isinstance(item, Gap):
        return f"a gap of {item.node}"
    assert item.session is not None
    return item.session.node


def hang_up(*servers: FakeAsterisk) -> list[int]:
    """How many sessions get a hangup, of each server."""
    return [pbx.emit("Hangup", {"Channel": "c"}) for pbx in servers]


async def test_all_nodes_are_asked_side_by_side() -> None:
    async with FakeAsterisk() as one, FakeAsterisk("16") as two:
        async with fleet_of({"one": one, "two": two}, filters="auto") as fleet:
            await fleet.wait_connected()
            held = one.hold("Events"), two.hold("Events")
            async with anyio.create_task_group() as group:

                async def both() -> None:
                    for hold in held:
                        await hold.reached()
                    for hold in held:
                        hold.release()

                group.start_soon(both)
                async with fleet.subscribe(events.Hangup) as stream:
                    assert hang_up(one, two) == [1, 1]
                    assert {node_of(await stream.receive()) for _ in range(2)} == {"one", "two"}
                    assert (one.emit("Newchannel"), two.emit("UserEvent")) == (0, 0)
            for name in ("one", "two"):
                assert fleet[name].server.events == "system,call"


@pytest.mark.usefixtures("virtual_clock")
async def test_a_frozen_node_holds_up_nobody_for_long_and_comes_back_between_marks() -> None:
    async with FakeAsterisk() as well, FakeAsterisk() as frozen:
        nodes = {"well": well, "frozen": frozen}
        async with fleet_of(nodes, filters="auto", action_timeout=60) as fleet:
            await fleet.wait_connected()
            frozen.stall()
            began = anyio.current_time()
            async with fleet.subscribe(events.Hangup, gaps=True) as stream:
                assert anyio.current_time() - began <= 10
                assert hang_up(well) == [1]
                items: list[Any] = [await stream.receive() for _ in range(2)]
                gap = next(item for item in items if isinstance(item, Gap))
                assert (gap.kind, gap.node) == ("disconnected", "frozen")
                assert [node_of(item) for item in items if item is not gap] == ["well"]
                frozen.resume()
                back: Any = await stream.receive()
                assert (back.kind, back.node) == ("resubscribed", "frozen")
                assert hang_up(frozen, well) == [1, 1]
                assert {node_of(await stream.receive()) for _ in range(2)} == {"well", "frozen"}


@pytest.mark.usefixtures("virtual_clock")
async def test_a_node_that_refuses_ends_nothing_and_is_asked_again() -> None:
    async with FakeAsterisk() as well, FakeAsterisk() as other:
        async with fleet_of({"well": well, "other": other}, filters="auto") as fleet:
            await fleet.wait_connected()
            refusing = True

            def events_action(request: Any) -> bytes:
                if refusing:
                    return bytes(request.error("Not now"))
                request.session.event_bits = FakeUser("", "", read=request.get("EventMask")).read
                return bytes(request.reply("Success", [("Events", "On")]))

            other.respond("Events", events_action)
            async with fleet.subscribe(events.Hangup, gaps=True) as stream:
                first: Any = await stream.receive()
                assert (first.kind, first.node) == ("disconnected", "other")
                assert hang_up(well) == [1]
                assert node_of(await stream.receive()) == "well"
                refusing = False
                second: Any = await stream.receive()
                assert (second.kind, second.node) == ("resubscribed", "other")
                assert hang_up(other) == [1]
                assert node_of(await stream.receive()) == "other"


async def test_a_node_that_is_added_is_asked_at_its_login() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two:
        async with fleet_of({"one": one}, filters="auto") as fleet:
            await fleet.wait_connected()
            async with fleet.subscribe(events.Hangup) as stream:
                await fleet.add("two", {"transport": two.connect, "host": "two.example"})
                await fleet.wait_connected()
                assert fleet["two"].server.filters == ("^Event: (FullyBooted|Hangup)[[:cntrl:]]",)
                assert hang_up(two, one) == [1, 1]
                assert {node_of(await stream.receive()) for _ in range(2)} == {"one", "two"}


async def test_a_list_is_for_all_nodes_and_one_refusal_ends_that_node_alone() -> None:
    poor = [FakeUser("admin", "s3cret", write="call")]
    async with FakeAsterisk() as one, FakeAsterisk(users=poor) as two:
        options: dict[str, Any] = {"filters": ["!Channel: b"], "reconnect": ReconnectPolicy.fixed(0.01)}
        async with fleet_of({"one": one, "two": two}, **options) as fleet:
            await fleet.wait_connected("one")
            with pytest.raises(Exception, match="write = system"):
                await fleet.wait_connected("two")
            await settle()
            assert fleet["one"].server.filters == ("!Channel: b",)
            assert one.emit("Hangup", {"Channel": "b"}) == 0
            assert hang_up(one) == [1]


async def until_served(stream: Any, pbx: FakeAsterisk) -> list[str]:
    """Hang calls up until one is told; gives the kinds of the marks before it."""
    marks: list[str] = []
    while True:
        hang_up(pbx)
        with anyio.move_on_after(1):
            item = await stream.receive()
            if not isinstance(item, Gap):
                return marks
            marks.append(item.kind)


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("dies", [False, True])
async def test_a_node_that_stays_silent_is_marked_once_whenever_that_is_read(late: bool, dies: bool) -> None:
    times: dict[str, Any] = {"keepalive": 9, "ping_timeout": 1} if dies else {}
    async with FakeAsterisk() as well, FakeAsterisk() as frozen:
        nodes = {"well": well, "frozen": frozen}
        async with fleet_of(nodes, filters="auto", action_timeout=7, **times) as fleet:
            await fleet.wait_connected()
            frozen.stall()
            async with fleet.subscribe(events.Hangup, gaps=True) as stream:
                if late:
                    await anyio.sleep(30)
                    frozen.resume()
                    await anyio.sleep(30)
                    assert await until_served(stream, frozen) == ["disconnected", "resubscribed"]
                else:
                    item = await stream.receive()
                    assert isinstance(item, Gap)
                    assert (item.kind, item.node) == ("disconnected", "frozen")
                    with anyio.move_on_after(30):
                        raise AssertionError(await stream.receive())
                    frozen.resume()
                    assert await until_served(stream, frozen) == ["resubscribed"]


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("waits", [True, False])
async def test_a_silent_node_that_is_removed_and_added_again_is_resubscribed(waits: bool) -> None:
    async with FakeAsterisk() as frozen, FakeAsterisk() as well:
        async with fleet_of({"one": frozen}, filters="auto", action_timeout=7) as fleet:
            await fleet.wait_connected()
            frozen.stall()
            stream = fleet.subscribe(events.Hangup, gaps=True)
            async with anyio.create_task_group() as group:
                group.start_soon(stream.__aenter__)
                await anyio.sleep(20 if waits else 2)
                await fleet.remove("one")
                await fleet.add("one", {"transport": well.connect})
                await fleet.wait_connected()
            marks = [await stream.receive() for _ in range(2)]
            assert [mark.kind for mark in marks if isinstance(mark, Gap)] == ["disconnected", "resubscribed"]
            assert hang_up(well) == [1]
            assert isinstance(await stream.receive(), events.Hangup)
            await stream.__aexit__(None, None, None)


@pytest.mark.usefixtures("virtual_clock")
async def test_entering_that_is_cancelled_and_leaving_leave_nothing_behind() -> None:
    async with FakeAsterisk() as well, FakeAsterisk() as slow:
        async with fleet_of({"well": well, "slow": slow}, filters="auto", action_timeout=60) as fleet:
            await fleet.wait_connected()
            with slow.hold("Filter", in_order=False):
                stream = fleet.subscribe(events.Hangup)
                with anyio.move_on_after(1) as scope:
                    await stream.__aenter__()
                assert scope.cancelled_caught
                with pytest.raises(anyio.ClosedResourceError):
                    await stream.receive()
                async with fleet.subscribe(events.Hangup) as other:
                    assert hang_up(well) == [1]
                    assert node_of(await other.receive()) == "well"
        # The block has ended, with one of its tasks still waiting for an answer.


async def test_options_that_can_be_read_only_once_are_for_all_nodes() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two:
        once: dict[str, Any] = {"filters": iter(["!Channel: b"]), "events": iter(["call", "cdr"])}
        async with fleet_of({"one": one, "two": two}, **once) as fleet:
            await fleet.wait_connected()
            for client in fleet.values():
                assert (client.server.events, client.server.filters) == ("call,cdr", ("!Channel: b",))
