"""Many events: one slow subscription loses exactly what it says, the others and the actions nothing."""

from __future__ import annotations

import tracemalloc

import anyio
import pytest

from anyio_ami import Gap, actions, events
from anyio_ami.testing import FakeAsterisk

from .helpers import client, settle

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

EVENTS = 200_000
BURST = 500


async def test_200_000_events_reach_one_subscription_while_another_never_reads() -> None:
    answered = unread = early = late = 0
    async with FakeAsterisk() as pbx, client(pbx, keepalive=1000) as ami:
        async with (
            ami.subscribe(events.UserEvent, buffer=2 * EVENTS) as fast,
            ami.subscribe(events.UserEvent, buffer=1000, gaps=True) as stuck,
            anyio.create_task_group() as group,
        ):

            async def emit() -> None:
                for start in range(0, EVENTS, BURST):
                    for number in range(start, start + BURST):
                        pbx.emit(
                            "UserEvent", {"UserEvent": "flood", "Number": str(number)}, event_class="user"
                        )
                    await pbx.flush()

            async def ask() -> None:
                nonlocal answered
                while True:
                    await ami.send(actions.Ping())
                    answered += 1

            async def measure() -> tuple[int, int]:
                """Read all; the stuck one's memory at a fifth of the way and at the end."""
                early = 0
                for number in range(EVENTS):
                    event = await fast.receive()
                    assert event.headers["Number"] == str(number)
                    if number == EVENTS // 5:
                        early = tracemalloc.get_traced_memory()[0]
                return early, tracemalloc.get_traced_memory()[0]

            group.start_soon(emit)
            group.start_soon(ask)
            tracemalloc.start()
            try:
                early, late = await measure()
            finally:
                tracemalloc.stop()
            group.cancel_scope.cancel()
            unread = stuck.unread
        assert answered > 100
        assert fast.lost == 0
        # Bounded: four fifths of 200,000 events of some 500 bytes would be 80 MB.
        assert late - early < 8_000_000
        assert stuck.lost + unread == EVENTS
        assert ami.stats.lost == stuck.lost


async def test_the_gap_of_a_stuck_reader_tells_where_and_how_many() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        async with ami.subscribe(events.UserEvent, buffer=100, gaps=True) as stream:
            for number in range(20_000):
                pbx.emit("UserEvent", {"UserEvent": "flood", "Number": str(number)}, event_class="user")
            await pbx.flush()
            await settle()
            first = await stream.receive()
            assert isinstance(first, Gap)
            assert first.lost == stream.lost
            expected = first.lost or 0
            for _ in range(stream.unread):
                event = await stream.receive()
                assert isinstance(event, events.UserEvent)
                assert event.headers["Number"] == str(expected)
                expected += 1
            assert expected == 20_000
