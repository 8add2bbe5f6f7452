"""Many servers in one block: nodes, what they are told, how they come, go and end."""

from __future__ import annotations

import inspect
import math
import sys
from contextlib import AsyncExitStack
from typing import Any

import anyio
import pytest

from anyio_ami import ConnectionState, Credentials, Endpoint, ReconnectPolicy, actions, connect_ami, events
from anyio_ami.errors import AuthenticationError, ClientClosed, ConnectError, NotConnected
from anyio_ami.fleet import NodeOptions, connect_fleet
from anyio_ami.testing import FakeAsterisk

from .fleet_helpers import DOWN, MARKS, UP, fleet_of, node_of, tell
from .helpers import ADMIN, run_for, running_tasks, settle

pytestmark = MARKS

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


async def test_what_a_node_says_itself_wins_over_what_all_are_told() -> None:
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


# Nodes that come and go.


async def test_a_node_that_is_removed_is_not_waited_for_any_more() -> None:
    async with FakeAsterisk() as one, FakeAsterisk() as dead:
        dead.refuse()
        async with fleet_of({"one": one, "dead": dead}) as fleet, anyio.create_task_group() as group:
            group.start_soon(fleet.wait_connected)
            await settle()
            await fleet.remove("dead")


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


async def test_a_node_whose_name_would_forge_lines_of_a_log_is_refused() -> None:
    with pytest.raises(ValueError, match="name must be text that can be shown"):
        async with connect_fleet({"pbx\nCRITICAL forged": "ami://a:b@127.0.0.1"}):
            pass
