"""The merged stream of a fleet."""

from __future__ import annotations

from typing import Any

import anyio
import pytest

from anyio_ami import ConnectionState, Gap, ReconnectPolicy, actions, events
from anyio_ami.errors import AuthenticationError, EventsLost
from anyio_ami.fleet import connect_fleet
from anyio_ami.testing import FakeAsterisk, FakeUser

from .fleet_helpers import DOWN, MARKS, UP, fleet_of, node_of, tell
from .helpers import run_for, running_tasks, settle

pytestmark = MARKS


async def test_gaps_of_a_node_stand_among_its_own_events() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two, fleet_of({"one": one, "two": two}) as fleet:
        async with fleet.subscribe(events.Reload, gaps=True) as stream:
            await fleet.wait_connected()
            tell(one, "1", "2")
            tell(two, "1")
            await one.flush()
            async with fleet.changes() as changes:
                one.cut()
                while await changes.receive() != ("one", UP):
                    pass
            tell(one, "3")
            tell(two, "2")
            got = [await stream.receive() for _ in range(7)]
    parts: dict[str, list[Any]] = {"one": [], "two": []}
    for item in got:
        parts[str(item.node) if isinstance(item, Gap) else node_of(item)].append(item)
    assert [item.module for item in parts["two"]] == ["1", "2"]
    first, second, lost, again, third = parts["one"]
    assert [first.module, second.module, third.module] == ["1", "2", "3"]
    assert (lost.kind, again.kind) == ("disconnected", "resubscribed")
    assert lost.after == again.after == (1, second.seq)
    assert again.same_boot is True
    assert third.session.number == 2


@pytest.mark.parametrize("reads_meanwhile", [True, False])
async def test_a_node_that_is_removed_and_added_again_leaves_marks_where_events_are_missing(
    reads_meanwhile: bool,
) -> None:
    async with FakeAsterisk() as pbx, fleet_of({"one": pbx}) as fleet:
        async with fleet.subscribe(events.Reload, gaps=True) as stream:
            got: list[Any] = []
            await fleet.wait_connected()
            for number in range(3):
                tell(pbx, f"{number}")
                await fleet["one"].send(actions.Ping())
                if reads_meanwhile:
                    got += [await stream.receive() for _ in range(1 + bool(number))]
                await fleet.remove("one")
                tell(pbx, "missing")
                if reads_meanwhile:
                    got.append(await stream.receive())
                await fleet.add("one", {"transport": pbx.connect})
                await fleet.wait_connected()
            while len(got) < 9:
                got.append(await stream.receive())
            await settle()
            assert stream.unread == 0
    told = [(item.kind, item.node) if isinstance(item, Gap) else item.module for item in got]
    away, back = ("disconnected", "one"), ("resubscribed", "one")
    assert told == ["0", away, back, "1", away, back, "2", away, back]


@pytest.mark.parametrize("reads_after_the_end", [False, True])
async def test_marks_of_a_node_alternate_also_where_nobody_reads_meanwhile(
    reads_after_the_end: bool,
) -> None:
    async def read() -> list[str]:
        items = [await stream.receive() for _ in range(8)]
        return [item.kind if isinstance(item, Gap) else item.module for item in items]

    told: list[str] = []
    async with FakeAsterisk() as pbx:
        async with fleet_of({"one": pbx}) as fleet:
            stream = await fleet.subscribe(events.Reload, gaps=True).__aenter__()
            await fleet.wait_connected()
            tell(pbx, "0")
            await fleet["one"].send(actions.Ping())
            for _ in range(3):
                await fleet.remove("one")
                tell(pbx, "missing")
                await fleet.add("one", {"transport": pbx.connect})
                await fleet.wait_connected()
            tell(pbx, "1")
            await fleet["one"].send(actions.Ping())
            if not reads_after_the_end:
                told = await read()
        if reads_after_the_end:
            told = await read()
        with pytest.raises(anyio.EndOfStream):
            await stream.receive()
    assert told == ["0", *["disconnected", "resubscribed"] * 3, "1"]


async def test_marks_alternate_where_a_node_is_removed_while_it_is_away_and_nobody_reads() -> None:
    async with FakeAsterisk() as pbx, fleet_of({"one": pbx}) as fleet:
        async with fleet.subscribe(events.Reload, gaps=True) as stream, fleet.changes() as changes:
            await fleet.wait_connected()
            tell(pbx, "0")
            await fleet["one"].send(actions.Ping())
            await fleet.remove("one")
            await fleet.add("one", {"transport": pbx.connect})
            await fleet.wait_connected()
            pbx.refuse()
            pbx.cut()
            while await changes.receive() != ("one", ConnectionState.RECONNECTING):
                pass
            await fleet.remove("one")
            pbx.accept()
            await fleet.add("one", {"transport": pbx.connect})
            await fleet.wait_connected()
            tell(pbx, "1")
            items = [await stream.receive() for _ in range(6)]
    told = [item.kind if isinstance(item, Gap) else item.module for item in items]
    assert told == ["0", *["disconnected", "resubscribed"] * 2, "1"]


async def test_a_node_lost_for_good_and_added_again_is_resubscribed() -> None:
    users = [FakeUser("admin", "s3cret")]
    async with FakeAsterisk(users=users) as pbx, fleet_of({"one": pbx}) as fleet:
        async with fleet.subscribe(events.Reload, gaps=True) as stream:
            await fleet.wait_connected()
            pbx.users[0] = FakeUser("admin", "another")
            pbx.cut()
            with pytest.raises(AuthenticationError):
                await fleet["one"].wait_closed()
            await fleet.remove("one")
            # Once more with the wrong secret: never connected, so nothing is said of it.
            await fleet.add("one", {"transport": pbx.connect})
            with pytest.raises(AuthenticationError):
                await fleet["one"].wait_closed()
            await fleet.remove("one")
            await fleet.add("one", {"transport": pbx.connect, "secret": "another"})
            await fleet.wait_connected()
            tell(pbx, "1")
            got = [await stream.receive() for _ in range(3)]
    lost, again, event = got
    assert isinstance(lost, Gap)
    assert isinstance(again, Gap)
    assert isinstance(event, events.Reload)
    assert (lost.kind, again.kind, again.since) == ("disconnected", "resubscribed", lost.since)


async def test_losses_of_two_nodes_never_melt_into_one() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two, fleet_of({"one": one, "two": two}) as fleet:
        async with fleet.subscribe(events.Reload, gaps=True) as stream:
            await fleet.wait_connected()
            one.cut()
            two.cut()
            got = [await stream.receive() for _ in range(4)]
    marks = [(mark.node, mark.kind) for mark in got if isinstance(mark, Gap)]
    for name in ("one", "two"):
        assert [kind for node, kind in marks if node == name] == ["disconnected", "resubscribed"]


@pytest.mark.parametrize("overflow", ["raise", "drop_oldest", "drop_newest"])
@pytest.mark.parametrize("gaps", [False, True])
async def test_a_slow_reader_is_told_what_it_lost_and_of_which_node(overflow: Any, gaps: bool) -> None:
    emitted = 3000
    async with (
        FakeAsterisk() as busy,
        FakeAsterisk() as calm,
        fleet_of({"busy": busy, "calm": calm}) as fleet,
    ):
        async with fleet.subscribe(events.Reload, buffer=50, overflow=overflow, gaps=gaps) as stream:
            await fleet.wait_connected()
            tell(calm, "first", "last")
            for start in range(0, emitted, 500):
                tell(busy, *map(str, range(start, start + 500)))
                await busy.flush()
                await settle()
            assert 0 < stream.unread < emitted
            modules: dict[str, list[str]] = {"busy": [], "calm": []}
            told = 0
            while len(modules["busy"]) + stream.lost < emitted or len(modules["calm"]) < 2:
                try:
                    item: Any = await stream.receive()
                except EventsLost as lost:
                    told += lost.count
                    continue
                if isinstance(item, Gap):
                    assert (item.kind, item.node) == ("overflow", "busy")
                    told += item.lost or 0
                else:
                    modules[node_of(item)].append(item.module)
            if gaps and told < stream.lost:  # the newest were dropped: the mark is the last item
                last: Any = await stream.receive()
                told += last.lost
            assert stream.lost > 0
            assert told == (stream.lost if gaps or overflow == "raise" else 0)
            assert modules["calm"] == ["first", "last"]
            order = list(map(int, modules["busy"]))
            assert order == sorted(order)
            assert (order[-1] == emitted - 1) == (overflow != "drop_newest")
            # It goes on.
            tell(calm, "more")
            event = await stream.receive()
            assert isinstance(event, events.Reload)
            assert node_of(event) == "calm"


async def test_a_busy_node_leaves_turns_to_the_others() -> None:
    async with (
        FakeAsterisk() as busy,
        FakeAsterisk() as calm,
        fleet_of({"busy": busy, "calm": calm}) as fleet,
    ):
        async with fleet.subscribe(events.Reload) as stream:
            await fleet.wait_connected()
            tell(busy, *map(str, range(3000)))
            await busy.flush()
            await settle()
            tell(calm, "now")
            await calm.flush()
            await settle()
            count = 0
            while node_of(await stream.receive()) != "calm":
                count += 1
            assert 0 < count <= 3 * 256


async def test_a_node_lost_for_good_ends_nothing() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two:
        async with fleet_of({"one": one, "two": two}, reconnect=ReconnectPolicy.none()) as fleet:
            async with fleet.subscribe(events.Reload, gaps=True) as stream:
                await fleet.wait_connected()
                tell(one, "last")
                await one.flush()
                one.cut()
                first, mark = await stream.receive(), await stream.receive()
                assert isinstance(first, events.Reload)
                assert isinstance(mark, Gap)
                assert (first.module, mark.kind, mark.node) == ("last", "disconnected", "one")
                await settle()
                assert fleet.states() == {"one": DOWN, "two": UP}
                tell(two, "on")
                event = await stream.receive()
                assert isinstance(event, events.Reload)
                assert node_of(event) == "two"
            async with fleet.subscribe(events.Reload) as later:
                tell(two, "and on")
                assert (await later.receive()).module == "and on"
        # Nobody asked the node that was lost, and yet the block ended without its cause.


async def test_where_is_asked_and_its_error_ends_the_stream_at_its_place() -> None:
    def where(event: events.Reload) -> bool:
        return 10 // int(event.module) > 1

    async with FakeAsterisk() as one, FakeAsterisk() as two, fleet_of({"one": one, "two": two}) as fleet:
        async with fleet.subscribe(events.Reload, where=where) as stream:
            await fleet.wait_connected()
            tell(one, "2", "9", "5")
            assert [(await stream.receive()).module, (await stream.receive()).module] == ["2", "5"]
            tell(one, "1")
            await one.flush()
            await settle()
            tell(one, "0", "1")
            assert (await stream.receive()).module == "1"
            for _ in range(2):
                with pytest.raises(ZeroDivisionError):
                    await stream.receive()
        await fleet["one"].send(actions.Ping())


async def test_a_subscription_is_checked_before_it_begins() -> None:
    wrong: dict[str, Any] = {"type": actions.Ping, "where": settle}
    async with connect_fleet({}) as fleet:
        with pytest.raises(TypeError, match=r"classes of anyio_ami\.events"):
            fleet.subscribe(wrong["type"])
        with pytest.raises(ValueError, match="at least 1"):
            fleet.subscribe(buffer=0)
        with pytest.raises(TypeError, match="where"):
            fleet.subscribe(where=wrong["where"])
        stream = fleet.subscribe()
        with pytest.raises(RuntimeError, match="begin the subscription first"):
            await stream.receive()
        async with stream:
            with pytest.raises(RuntimeError, match="only once"):
                await stream.__aenter__()
        with pytest.raises(anyio.ClosedResourceError):
            await stream.receive()


async def test_what_is_buffered_outlives_the_block_and_the_stream_ends_with_it() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two:
        async with fleet_of({"one": one, "two": two}) as fleet:
            await fleet.wait_connected()
            stream = fleet.subscribe(events.Reload)
            await stream.__aenter__()
            tell(one, *map(str, range(1000)))
            tell(two, *map(str, range(1000)))
            for pbx in (one, two):
                await pbx.flush()
            await settle()
            waiting = stream.unread
            never = fleet.subscribe(events.Reload)
        assert waiting == 2000
        seen = [event.module async for event in stream]
        assert sorted(seen, key=int) == [str(n) for n in range(1000) for _ in range(2)]
        async with never:
            with pytest.raises(anyio.EndOfStream):
                await never.receive()


async def test_a_stream_that_is_left_unread_leaves_no_task_in_the_fleet() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two, fleet_of({"one": one, "two": two}) as fleet:
        await fleet.wait_connected()
        before = running_tasks()
        async with fleet.subscribe(events.Reload) as stream:
            tell(one, "never read")
            await one.flush()
            await settle()
            assert stream.unread == 1
        await settle()
        assert running_tasks() <= before


async def test_several_readers_share_a_stream() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two, fleet_of({"one": one, "two": two}) as fleet:
        seen: list[str] = []
        async with fleet.subscribe(events.Reload) as stream, anyio.create_task_group() as group:

            async def read() -> None:
                async for event in stream:
                    seen.append(event.module)
                    if len(seen) == 600:
                        group.cancel_scope.cancel()

            await fleet.wait_connected()
            for _ in range(3):
                group.start_soon(read)
            for start in (0, 150):
                await settle()  # between, all of them rest
                tell(one, *(f"one {n}" for n in range(start, start + 150)))
                tell(two, *(f"two {n}" for n in range(start, start + 150)))
                await one.flush()
                await two.flush()
        assert sorted(seen) == sorted(f"{name} {n}" for name in ("one", "two") for n in range(300))


@pytest.mark.parametrize("kind", ["anyio", "native"])
async def test_a_cancelled_read_loses_nothing(kind: str, anyio_backend_name: str) -> None:
    native = kind == "native" and anyio_backend_name == "asyncio"
    async with FakeAsterisk() as one, FakeAsterisk() as two, fleet_of({"one": one, "two": two}) as fleet:
        async with fleet.subscribe(events.Reload) as stream:
            await fleet.wait_connected()
            seen: dict[str, list[str]] = {"one": [], "two": []}

            async def read() -> None:
                event = await stream.receive()
                seen[node_of(event)].append(event.module)

            for turn in range(60):
                tell(one, str(turn))
                tell(two, str(turn))
                await run_for(turn % 12, read, native=native)
            while len(seen["one"]) + len(seen["two"]) < 120:
                await read()
            assert seen["one"] == seen["two"] == [str(turn) for turn in range(60)]
