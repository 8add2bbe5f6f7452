"""A fleet whose servers are asked for what is listened to: none delays another, none is silently deaf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import Gap, actions, events
from anyio_ami.errors import ActionError
from anyio_ami.testing import FakeAsterisk

from .fleet_helpers import MARKS, fleet_of, node_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from anyio_ami.fleet import Fleet

pytestmark = MARKS


@pytest.fixture
async def servers() -> AsyncGenerator[dict[str, FakeAsterisk], None]:
    async with FakeAsterisk() as good, FakeAsterisk() as bad:
        yield {"good": good, "bad": bad}


def hang_up(pbx: FakeAsterisk, channel: str) -> None:
    pbx.emit("Hangup", {"Channel": channel})


async def take(stream: Any, count: int) -> list[tuple[str, str]]:
    """(node, kind of gap or channel) of so many items."""
    items = [await stream.receive() for _ in range(count)]
    return [(i.node or "", i.kind) if isinstance(i, Gap) else (node_of(i), i.channel) for i in items]


async def test_entering_has_the_events_sent_by_every_node(servers: dict[str, FakeAsterisk]) -> None:
    async with fleet_of(servers, filters="auto") as fleet:
        await fleet.wait_connected()
        hang_up(servers["good"], "before")
        async with fleet.subscribe(events.Hangup, gaps=True) as stream:
            for name, pbx in servers.items():
                hang_up(pbx, name)
            assert sorted(await take(stream, 2)) == [("bad", "bad"), ("good", "good")]
            assert [c.server.events for c in fleet.values()] == ["system,call", "system,call"]


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("gaps", [False, True])
async def test_a_node_that_does_not_answer_joins_when_it_does(
    servers: dict[str, FakeAsterisk], gaps: bool
) -> None:
    good, bad = servers["good"], servers["bad"]
    async with fleet_of(servers, filters="auto", action_timeout=100) as fleet:
        await fleet.wait_connected()
        with bad.hold("Filter", in_order=False) as held:
            began = anyio.current_time()
            async with fleet.subscribe(events.Hangup, gaps=gaps) as stream:
                assert anyio.current_time() - began == pytest.approx(5)
                hang_up(good, "one")
                expected = [("bad", "disconnected")] * gaps + [("good", "one")]
                assert await take(stream, len(expected)) == expected
                held.release()
                await fleet["bad"].send(actions.Ping())
                await anyio.wait_all_tasks_blocked()
                assert fleet["bad"].server.events == "system,call"
                hang_up(bad, "two")
                expected = [("bad", "resubscribed")] * gaps + [("bad", "two")]
                assert await take(stream, len(expected)) == expected


async def until_served(fleet: Fleet, stream: Any, pbx: FakeAsterisk) -> list[tuple[str, str]]:
    """Emit until something of that server comes, which is all that came by then."""
    seen: list[tuple[str, str]] = []
    while not seen or seen[-1] != ("bad", "again"):
        hang_up(pbx, "again")
        with anyio.move_on_after(1):
            seen += await take(stream, 1)
    return seen


@pytest.mark.usefixtures("virtual_clock")
async def test_a_node_that_refuses_is_asked_again_until_it_sends(servers: dict[str, FakeAsterisk]) -> None:
    good, bad = servers["good"], servers["bad"]
    async with fleet_of(servers, filters="auto") as fleet:
        await fleet.wait_connected()
        bad.stopping = True
        began = anyio.current_time()
        async with fleet.subscribe(events.Hangup, gaps=True) as stream:
            assert anyio.current_time() - began < 1
            hang_up(good, "one")
            assert await take(stream, 2) == [("bad", "disconnected"), ("good", "one")]
            with pytest.raises(ActionError, match="shutting down"):
                await fleet["bad"].send(actions.Ping())
            bad.stopping = False
            seen = await until_served(fleet, stream, bad)
            assert seen == [("bad", "resubscribed"), ("bad", "again")]


@pytest.mark.usefixtures("virtual_clock")
async def test_a_frozen_node_that_is_found_dead_is_served_by_its_next_login(
    servers: dict[str, FakeAsterisk],
) -> None:
    bad = servers["bad"]
    async with fleet_of(servers, filters="auto", keepalive=2, ping_timeout=1) as fleet:
        await fleet.wait_connected()
        bad.stall()
        async with fleet.subscribe(events.Hangup, gaps=True) as stream:
            assert await take(stream, 1) == [("bad", "disconnected")]
            bad.resume()
            seen = await until_served(fleet, stream, bad)
            assert seen[-2:] == [("bad", "resubscribed"), ("bad", "again")]
            assert {node for node, _ in seen} == {"bad"}


@pytest.mark.usefixtures("virtual_clock")
async def test_leaving_and_cancelling_leave_no_task_behind(servers: dict[str, FakeAsterisk]) -> None:
    async with fleet_of(servers, filters="auto") as fleet:
        await fleet.wait_connected()
        with servers["bad"].hold("Filter", in_order=False):
            stream = fleet.subscribe(events.Hangup)
            with anyio.move_on_after(1) as scope:
                await stream.__aenter__()
            assert scope.cancelled_caught
            with pytest.raises(anyio.ClosedResourceError):
                await stream.receive()
            async with fleet.subscribe(events.Hangup) as other:
                hang_up(servers["good"], "x")
                assert await take(other, 1) == [("good", "x")]
    # The block has ended, with one of its tasks still waiting for an answer.
