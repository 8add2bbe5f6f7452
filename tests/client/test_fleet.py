"""Many servers in one block."""

from __future__ import annotations

import inspect
import math
import sys
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import (
    ConnectionState,
    Credentials,
    Endpoint,
    Gap,
    ReconnectPolicy,
    actions,
    connect_ami,
    events,
)
from anyio_ami.errors import AuthenticationError, ClientClosed, ConnectError, EventsLost, NotConnected
from anyio_ami.fleet import Fleet, NodeOptions, connect_fleet
from anyio_ami.testing import FakeAsterisk

from .helpers import ADMIN, run_for, running_tasks, settle

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

# Not with the lowest versions: AnyIO 4.4 spins while a cancelled task is shielded, and a clock that waits for
# an idle loop then stands still.
pytestmark = [pytest.mark.anyio, pytest.mark.slow]

QUIET: dict[str, Any] = {"keepalive": math.inf, "boot_timeout": 0}
UP = ConnectionState.CONNECTED
DOWN = ConnectionState.DISCONNECTED


def fleet_of(servers: dict[str, FakeAsterisk], **options: Any) -> AbstractAsyncContextManager[Fleet]:
    """A fleet of simulated servers, over in-memory streams."""
    nodes: dict[str, NodeOptions] = {name: {"transport": pbx.connect} for name, pbx in servers.items()}
    chosen: dict[str, Any] = {**ADMIN, **QUIET, **options}
    return connect_fleet(nodes, **chosen)


def tell(pbx: FakeAsterisk, *modules: str) -> None:
    """One Reload each: an event of every server that any mask lets through."""
    for module in modules:
        pbx.emit("Reload", {"Module": module, "Status": "0"})


def node_of(event: events.Event) -> str:
    assert event.session is not None
    return event.session.node


# Many.


async def test_200_nodes_of_which_three_are_in_trouble() -> None:
    names = [f"pbx{n}" for n in range(200)]
    async with AsyncExitStack() as stack:
        servers = {name: await stack.enter_async_context(FakeAsterisk()) for name in names}
        servers["pbx7"].refuse()
        servers["pbx8"].stall()
        servers["pbx9"].users.clear()
        well = [name for name in names if name not in ("pbx7", "pbx8", "pbx9")]
        before = running_tasks()
        async with fleet_of(servers, close_timeout=0.5) as fleet:
            assert (fleet["pbx7"].state, fleet["pbx8"].state) == (ConnectionState.CONNECTING,) * 2
            async with fleet.subscribe(events.Reload, gaps=True) as stream:
                await fleet.wait_connected(*well)
                with pytest.raises(AuthenticationError):
                    await fleet.wait_connected("pbx9")
                with pytest.raises(AuthenticationError):
                    await fleet["pbx9"].send(actions.Ping())
                for name in ("pbx7", "pbx8"):
                    with pytest.raises(NotConnected):
                        await fleet[name].send(actions.Ping())
                for name in well:
                    tell(servers[name], *map(str, range(10)))
                seen: dict[str, list[str]] = {name: [] for name in well}
                for _ in range(10 * len(well)):
                    event = await stream.receive()
                    assert isinstance(event, events.Reload)
                    seen[node_of(event)].append(event.module)
                assert seen == {name: [str(n) for n in range(10)] for name in well}
            states = fleet.states()
            assert list(states) == names
            assert {name for name, state in states.items() if state is UP} == set(well)
            assert (states["pbx7"], states["pbx9"]) == (ConnectionState.CONNECTING, DOWN)
        servers["pbx8"].resume()
        await settle()
        assert running_tasks() <= before
        assert not [name for name in names if servers[name].sessions]


# One node.


async def test_a_node_is_a_client_of_its_own() -> None:
    async with (
        FakeAsterisk("22") as new,
        FakeAsterisk("16") as old,
        fleet_of({"new": new, "old": old}) as fleet,
    ):
        await fleet.wait_connected()
        assert (fleet["new"].server.major, fleet["old"].server.major) == (22, 16)
        await fleet["old"].send(actions.DBPut(family="f", key="k", val="v"))
        assert (old.database, new.database) == ({("f", "k"): "v"}, {})
        assert list(fleet) == list(fleet.keys()) == ["new", "old"]
        assert dict(fleet.items())["old"] is fleet["old"]
        assert (len(fleet), "old" in fleet, "older" in fleet) == (2, True, False)
        assert repr(fleet) == "<Fleet of 2 nodes, 2 connected>"
        with pytest.raises(KeyError, match="no node 'older' in this fleet; there are: new, old"):
            _ = fleet["older"]
        with pytest.raises(KeyError, match="older"):
            await fleet.wait_connected("new", "older")
    with pytest.raises(ClientClosed):
        await fleet["old"].send(actions.Ping())
    for use in (fleet.subscribe, fleet.changes):
        with pytest.raises(ClientClosed, match="connect_fleet"):
            use()
    with pytest.raises(ClientClosed):
        await fleet.wait_connected()


async def test_states_and_their_changes() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two:
        two.users.clear()
        async with fleet_of({"one": one, "two": two}) as fleet, fleet.changes() as changes:
            seen: dict[str, list[ConnectionState]] = {"one": [], "two": []}
            while seen != {"one": [UP], "two": [DOWN]}:
                name, state = await changes.receive()
                seen[name].append(state)
            assert fleet.states() == {"one": UP, "two": DOWN}
            one.cut()
            assert await changes.receive() == ("one", ConnectionState.RECONNECTING)
            assert await changes.receive() == ("one", UP)
        # The node that is lost for good already has nothing more to tell.
        async with fleet_of({"one": one}) as fleet:
            changes = fleet.changes()
            await changes.__aenter__()
            await fleet.wait_connected()
        assert [change async for change in changes] == [("one", UP), ("one", DOWN)]


async def test_waiting_for_nodes_tells_which_one_is_lost_for_good(virtual_clock: None) -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two, FakeAsterisk() as three:
        one.stall()
        two.refuse()
        async with fleet_of(
            {"one": one, "two": two, "three": three}, reconnect=ReconnectPolicy.fixed(5, attempts=3)
        ) as fleet:
            await fleet.wait_connected("three")
            with pytest.raises(ConnectError, match="refused") as caught:
                await fleet.wait_connected()
            assert anyio.current_time() == pytest.approx(15, abs=0.5)
            if sys.version_info >= (3, 11):
                assert caught.value.__notes__ == ["this is node 'two' of the fleet"]
            assert fleet.states() == {"one": ConnectionState.CONNECTING, "two": DOWN, "three": UP}
            one.resume()
            await fleet.wait_connected("one", "three")


async def test_each_node_has_a_policy_of_its_own_and_what_it_says_itself_wins() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two, FakeAsterisk() as three:
        url = f"ami://listener:listen@127.0.0.1:{two.port}/?events=call"
        user = Credentials("admin", "s3cret")
        nodes: dict[str, Any] = {
            "one": {"port": one.port, "secret": "s3cret", "events": "cdr"},
            "two": url,
            "three": Endpoint(port=three.port, credentials=user),
            "four": f"ami://admin@127.0.0.1:{one.port}",
        }
        common: dict[str, Any] = {"username": "admin", "secret": "wrong", "events": "system", "port": 1}
        async with connect_fleet(nodes, **common) as fleet:
            await fleet.wait_connected("one", "two", "three")
            with pytest.raises(AuthenticationError):
                await fleet.wait_connected("four")
            seen = [(pbx.sessions[0].user, pbx.sessions[0].mask) for pbx in (one, two, three)]
        assert [(user, set(mask)) for user, mask in seen] == [
            ("admin", {"cdr"}),
            ("listener", {"call"}),
            ("admin", {"system"}),
        ]


@pytest.mark.parametrize(
    ("nodes", "options", "error", "text"),
    [
        ({"one": "pbx"}, {"username": "admin"}, ValueError, r"^node 'one': username and secret go together$"),
        ({"one": "pbx"}, {**ADMIN, "tsl": True}, TypeError, r"^node 'good': .*tsl"),
        ({"one": "pbx"}, {**ADMIN, "wait": True}, TypeError, r"^wait= is set by the fleet"),
        ({"one": {"name": "two"}}, ADMIN, TypeError, r"^name= is set by the fleet"),
        ({"one": 5038}, ADMIN, TypeError, r"^node 'one' must be a host name, .*not int$"),
        ({1: "pbx"}, ADMIN, TypeError, r"^the name of a node must be text, not int$"),
        ({"one": "pbx"}, {**ADMIN, "login": "plain"}, ConnectError, r"^node 'one': login='plain' would send"),
    ],
)
async def test_options_that_make_no_sense_are_refused_by_name(
    nodes: Any, options: Any, error: type[Exception], text: str
) -> None:
    before = running_tasks()
    with pytest.raises(error, match=text) as caught:
        async with FakeAsterisk() as pbx:
            given: dict[Any, Any] = {"good": {"transport": pbx.connect, **ADMIN}, **nodes}
            async with connect_fleet(given, **options):
                pytest.fail("entered")
    assert type(caught.value) is error
    await settle()
    assert running_tasks() <= before


def test_the_options_are_those_of_connect_ami() -> None:
    known = set(inspect.signature(connect_ami).parameters)
    assert set(NodeOptions.__annotations__) | {"name", "wait", "background"} == known


async def test_a_fleet_may_be_empty() -> None:
    async with connect_fleet({}) as fleet, fleet.subscribe() as stream:
        await fleet.wait_connected()
        assert (fleet.states(), stream.unread) == ({}, 0)
        with pytest.raises(KeyError, match="none"):
            _ = fleet["one"]


# The merged stream.


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
            assert node_of(await stream.receive()) == "calm"  # type: ignore[arg-type]


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
                assert node_of(await stream.receive()) == "two"  # type: ignore[arg-type]
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
    async with connect_fleet({}) as fleet:
        with pytest.raises(TypeError, match=r"classes of anyio_ami\.events"):
            fleet.subscribe(actions.Ping)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportCallIssue]
        with pytest.raises(ValueError, match="at least 1"):
            fleet.subscribe(buffer=0)
        with pytest.raises(TypeError, match="where"):
            fleet.subscribe(where=settle)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType, reportCallIssue]
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


# Nodes that come and go.


async def test_nodes_may_be_added_and_removed_while_streams_run() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two, fleet_of({"one": one}) as fleet:
        await fleet.wait_connected()
        before = running_tasks()
        async with fleet.subscribe(events.Reload) as stream, fleet.changes() as changes:
            ami = await fleet.add("two", {"transport": two.connect})
            assert ami is fleet["two"]
            assert list(fleet.states()) == ["one", "two"]
            await fleet.wait_connected()
            tell(two, "new")
            assert node_of(await stream.receive()) == "two"
            with pytest.raises(ValueError, match=r"there is a node 'two' in this fleet already"):
                await fleet.add("two", {"transport": two.connect})
            with pytest.raises(ValueError, match="node 'three': "):
                await fleet.add("three", {"username": ""})
            assert list(fleet) == ["one", "two"]
            tell(two, "left behind")
            await two.flush()
            await fleet.remove("two")
            assert list(fleet) == ["one"]
            with pytest.raises(ClientClosed):
                await ami.send(actions.Ping())
            with pytest.raises(KeyError, match="two"):
                await fleet.remove("two")
            assert (await stream.receive()).module == "left behind"
            tell(one, "on")
            assert node_of(await stream.receive()) == "one"
            seen = [await changes.receive() for _ in range(changes.unread)]
            assert seen[-1] == ("two", DOWN)
        await settle()
        assert running_tasks() <= before
        await fleet.add("two", {"transport": two.connect})  # again
        await fleet.wait_connected()
    with pytest.raises(ClientClosed):
        await fleet.add("three", "pbx")


# Leaving.


@pytest.mark.parametrize("way", ["return", "error", "cancel"])
async def test_leaving_is_bounded_with_frozen_nodes(way: str, virtual_clock: None) -> None:
    names = [f"pbx{n}" for n in range(10)]
    async with AsyncExitStack() as stack:
        servers = {name: await stack.enter_async_context(FakeAsterisk()) for name in names}
        before = running_tasks()
        began = math.inf
        raised: list[LookupError] = []
        with anyio.CancelScope() as scope:
            try:
                async with fleet_of(servers, close_timeout=3) as fleet:
                    await fleet.wait_connected()
                    for name in names[:5]:
                        servers[name].stall()
                    began = anyio.current_time()
                    if way == "error":
                        raise LookupError("mine")
                    if way == "cancel":
                        scope.cancel()
                        await anyio.sleep_forever()
            except LookupError as exc:
                raised.append(exc)
        assert [str(exc) for exc in raised] == (["mine"] if way == "error" else [])
        assert anyio.current_time() - began == pytest.approx(3, abs=0.1)
        for name in names[5:]:
            assert servers[name].requests[-1].name == "Logoff"
        for name in names[:5]:
            servers[name].resume()
        await settle()
        assert running_tasks() <= before
        assert not [name for name in names if servers[name].sessions]


async def test_a_cancelled_body_may_still_use_its_nodes_while_it_cleans_up() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as two:
        with anyio.CancelScope() as scope:
            async with fleet_of({"one": one, "two": two}) as fleet, fleet.subscribe(events.Reload) as stream:
                await fleet.wait_connected()
                scope.cancel()
                try:
                    await anyio.sleep_forever()
                finally:
                    with anyio.CancelScope(shield=True):
                        await settle()
                        for ami in fleet.values():
                            await ami.send(actions.DBPut(family="clean", key="up", val="done"))
                        tell(two, "seen")
                        assert (await stream.receive()).module == "seen"
        assert scope.cancelled_caught
        assert one.database == two.database == {("clean", "up"): "done"}
        assert [pbx.requests[-1].name for pbx in (one, two)] == ["Logoff", "Logoff"]


async def test_an_interrupt_in_one_nodes_task_comes_out_as_it_is() -> None:
    class Interrupt(BaseException):
        pass

    def policy(attempt: int, error: Exception) -> float:
        raise Interrupt

    async with FakeAsterisk() as one, FakeAsterisk() as two:
        before = running_tasks()
        one.refuse()
        with pytest.raises(Interrupt):
            async with fleet_of({"one": one, "two": two}, reconnect=policy):
                await anyio.sleep_forever()
        await settle()
        assert running_tasks() <= before


@pytest.mark.parametrize("kind", ["anyio", "native"])
async def test_cancellation_anywhere_leaves_nothing(kind: str, anyio_backend_name: str) -> None:
    native = kind == "native" and anyio_backend_name == "asyncio"
    async with FakeAsterisk() as one, FakeAsterisk() as two, FakeAsterisk() as three:
        two.refuse()
        before = running_tasks()

        async def use() -> None:
            async with fleet_of({"one": one, "two": two}) as fleet, fleet.subscribe(gaps=True) as stream:
                await fleet.add("three", {"transport": three.connect})
                await fleet.wait_connected("one", "three")
                await fleet.remove("one")
                async for _ in stream:
                    pass

        for steps in (*range(12), *range(12, 90, 6)):
            assert not await run_for(steps, use, native=native)
            await settle()
            assert running_tasks() <= before
            assert not [*one.sessions, *three.sessions]
