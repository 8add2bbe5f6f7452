"""What waits in a subscription: bounded, in order, honest about loss, safe under every cancellation."""

from __future__ import annotations

import asyncio
import random
import sys
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from anyio.lowlevel import checkpoint

from anyio_ami import EventBus, Gap, events
from anyio_ami._client.fanout import Follower
from anyio_ami._client.mailbox import Mailbox
from anyio_ami._messages.message import Read, Received, SessionInfo, set_frame
from anyio_ami.errors import EventsLost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anyio_ami import Subscription
    from anyio_ami._client.mailbox import Overflow

pytestmark = pytest.mark.anyio


def numbers(start: int, count: int) -> list[int]:
    return list(range(start, start + count))


async def drain(stream: Subscription[Any], count: int) -> list[Any]:
    """``count`` items, losses included: an EventsLost becomes its count, negative."""
    items: list[Any] = []
    while len(items) < count:
        try:
            items.append(await stream.receive())
        except EventsLost as exc:
            items.append(-exc.count)
    return items


async def test_a_read_always_fits_and_what_stood_unread_before_it_counts() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(buffer=3) as stream:
        bus.publish(numbers(0, 10))
        assert (stream.unread, stream.lost) == (10, 0)
        bus.publish(numbers(10, 2))
        # 10 stood unread, 7 over the buffer: exactly those go, the oldest first.
        assert (stream.unread, stream.lost) == (5, 7)
        assert await drain(stream, 6) == [-7, 7, 8, 9, 10, 11]


async def test_the_batch_in_hand_counts_as_unread_and_its_oldest_go_first() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(buffer=3, gaps=True) as stream:
        bus.publish(numbers(0, 10))
        assert await drain(stream, 4) == [0, 1, 2, 3]
        bus.publish([10])
        gap = await stream.receive()
        assert isinstance(gap, Gap)
        assert (gap.kind, gap.lost) == ("overflow", 3)
        assert await drain(stream, 4) == [7, 8, 9, 10]


async def test_drop_newest_keeps_the_old_and_marks_the_place_behind_them() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(buffer=2, overflow="drop_newest", gaps=True) as stream:
        bus.publish(numbers(0, 4))
        bus.publish(numbers(4, 4))
        bus.publish(numbers(8, 4))
        assert await drain(stream, 4) == [0, 1, 2, 3]
        bus.publish([12])
        gap = await stream.receive()
        assert isinstance(gap, Gap)
        assert gap.lost == stream.lost == 8
        assert await stream.receive() == 12


@pytest.mark.parametrize("overflow", ["drop_oldest", "drop_newest"])
async def test_dropping_without_gaps_only_counts(overflow: Overflow) -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(buffer=2, overflow=overflow) as stream:
        for start in range(0, 20, 4):
            bus.publish(numbers(start, 4))
        unread = stream.unread
        items = await drain(stream, unread)
        assert all(isinstance(item, int) and item >= 0 for item in items)
        assert unread + stream.lost == 20


async def test_after_a_mark_the_next_event_comes_even_when_a_read_came_before_it() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(buffer=1, gaps=True) as stream:
        delivered = marks = 0
        for start in range(0, 400, 4):
            # One read between any two items of the reader: a flood at its worst.
            bus.publish(numbers(start, 4))
            item = await stream.receive()
            if isinstance(item, Gap):
                marks += 1
                assert not isinstance(await stream.receive(), Gap)
            delivered += 1
        assert marks
        assert delivered == 100


async def test_events_lost_is_raised_once_and_the_stream_goes_on() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(buffer=1) as stream:
        bus.publish(numbers(0, 5))
        bus.publish(numbers(5, 5))
        with pytest.raises(EventsLost) as caught:
            await stream.receive()
        assert caught.value.count == stream.lost == 4
        bus.close()
        assert [item async for item in stream] == numbers(4, 6)


async def test_disconnected_gaps_stand_at_their_place_and_melt_with_their_kind_alone() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(buffer=100, gaps=True) as stream, bus.subscribe() as plain:
        bus.publish([1])
        bus.mark("disconnected")
        bus.mark("disconnected")
        bus.publish([2])
        bus.mark("disconnected")
        bus.close()
        items: list[Any] = [item async for item in stream]
        kinds = [item.kind if isinstance(item, Gap) else item for item in items]
        assert kinds == [1, "disconnected", 2, "disconnected"]
        assert [item async for item in plain] == [1, 2]


async def test_overflow_across_a_disconnection_keeps_both_marks() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(buffer=1, gaps=True) as stream:
        bus.publish(numbers(0, 3))
        bus.mark("disconnected")
        bus.publish(numbers(3, 3))
        bus.publish([6])
        bus.close()
        items: list[Any] = [item async for item in stream]
        shown = [(i.kind, i.lost) if isinstance(i, Gap) else i for i in items]
        assert shown == [("overflow", 3), ("disconnected", None), ("overflow", 2), 5, 6]


async def test_marks_of_a_reader_that_never_reads_are_bounded() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(buffer=1, gaps=True) as stream:
        for start in range(0, 3000, 3):
            bus.publish(numbers(start, 3))
            bus.mark("disconnected")
        assert isinstance(stream, Follower)
        assert len(stream._queue) < 100


@pytest.mark.parametrize("overflow", ["drop_oldest", "drop_newest"])
@pytest.mark.parametrize("seed", range(20))
async def test_the_place_of_every_overflow_is_true(seed: int, overflow: Overflow) -> None:
    """It names the event right before the first that is missing, read or itself missing."""
    rng = random.Random(seed)
    read = Read(SessionInfo("pbx", "pbx:5038", 1), Received(0.0, 0.0))
    box: Mailbox[events.UserEvent | Gap] = Mailbox(3, overflow, gaps=True)
    published = 0
    next_seq = 1
    for _ in range(200):
        batch: list[events.UserEvent] = []
        for _ in range(rng.randint(1, 6)):
            published += 1
            event = events.UserEvent()
            set_frame(event, ("", published, read))
            batch.append(event)
        box.push(batch)
        for _ in range(rng.choice([0, 0, 1, 2, 9])):
            if not box.unread:
                break
            item = await box.receive()
            if isinstance(item, Gap):
                assert item.lost is not None
                assert item.after == ((1, next_seq - 1) if next_seq > 1 else None)
                assert item.node == "pbx"
                next_seq += item.lost
            else:
                assert item.seq == next_seq
                next_seq += 1


class Model:
    """Checks each item against what was published: order, counts and the place of every mark."""

    def __init__(self) -> None:
        self.next = 0
        self.seen = 0
        self.told = 0

    def take(self, item: object) -> None:
        if isinstance(item, Gap):
            assert item.kind == "overflow"
            assert item.lost is not None
            self.lose(item.lost)
        else:
            assert item == self.next
            self.next += 1
            self.seen += 1

    def lose(self, count: int) -> None:
        assert count > 0
        self.next += count
        self.told += count


async def run_model(
    seed: int, overflow: Overflow, *, gaps: bool, native: bool
) -> tuple[Model, int, Sequence[int]]:
    """A publisher of random bursts and a reader that is cancelled at random, natively or by AnyIO."""
    rng = random.Random(seed)
    bus: EventBus[int] = EventBus()
    model = Model()
    sent = 0
    async with bus.subscribe(buffer=rng.choice([1, 5, 40]), overflow=overflow, gaps=gaps) as stream:

        async def read_some(limit: int) -> None:
            for _ in range(limit):
                try:
                    model.take(await stream.receive())
                except EventsLost as exc:
                    model.lose(exc.count)
                except anyio.EndOfStream:
                    return

        async def cancelled_read(patience: int) -> None:
            if native:
                task = asyncio.get_running_loop().create_task(read_some(rng.randint(1, 30)))
                for _ in range(patience):
                    await checkpoint()
                task.cancel()
                await asyncio.wait([task])
                if not task.cancelled():
                    task.result()
                return
            async with anyio.create_task_group() as group:
                group.start_soon(read_some, rng.randint(1, 30))
                for _ in range(patience):
                    await checkpoint()
                group.cancel_scope.cancel()

        for _ in range(150):
            for _ in range(rng.randint(0, 3)):
                count = rng.randint(1, 20)
                bus.publish(numbers(sent, count))
                sent += count
            if native and rng.random() < 0.5:
                # The wake-up and the cancellation in the same turn of the loop.
                task = asyncio.get_running_loop().create_task(read_some(3))
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                bus.publish(numbers(sent, 2))
                sent += 2
                task.cancel()
                await asyncio.wait([task])
                if not task.cancelled():
                    task.result()
            await cancelled_read(rng.randint(0, 4))
        bus.close()
        await read_some(sys.maxsize)
        return model, sent, [stream.lost]


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("gaps", [True, False], ids=["gaps", "raise"])
async def test_seen_and_lost_add_up_and_no_mark_is_misplaced_under_cancellation(
    seed: int, gaps: bool
) -> None:
    model, sent, (lost,) = await run_model(seed, "raise", gaps=gaps, native=False)
    assert model.seen + model.told == sent
    assert model.told == lost


@pytest.mark.parametrize("seed", range(8))
async def test_drop_newest_adds_up_too(seed: int) -> None:
    model, sent, (lost,) = await run_model(seed, "drop_newest", gaps=True, native=False)
    assert model.seen + lost == sent == model.next


@pytest.mark.parametrize("seed", range(15))
async def test_native_cancellation_loses_nothing(seed: int, anyio_backend_name: str) -> None:
    # asyncio's own Task.cancel() takes what a memory stream has handed over already; Trio has one kind only.
    native = anyio_backend_name == "asyncio"
    model, sent, (lost,) = await run_model(seed, "raise", gaps=bool(seed % 2), native=native)
    assert model.seen + model.told == sent
    assert model.told == lost


async def test_several_readers_of_one_subscription_share_it_without_loss_or_hanging() -> None:
    bus: EventBus[int] = EventBus()
    seen: list[int] = []
    async with bus.subscribe() as stream, anyio.create_task_group() as group:

        async def read_one() -> None:
            seen.append(await stream.receive())

        for _ in range(5):
            group.start_soon(read_one)
        await anyio.wait_all_tasks_blocked()
        bus.publish(numbers(0, 3))
        await anyio.wait_all_tasks_blocked()
        assert sorted(seen) == [0, 1, 2]
        bus.publish(numbers(3, 2))
    assert sorted(seen) == numbers(0, 5)


async def test_a_slow_subscriber_delays_nobody_and_a_predicate_filters() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(buffer=1) as slow, bus.subscribe(where=lambda n: n % 10 == 0) as tens:
        for start in range(0, 1000, 10):
            bus.publish(numbers(start, 10))
        bus.close()
        assert [n async for n in tens] == list(range(0, 1000, 10))
        assert slow.lost + slow.unread == 1000


async def test_a_predicate_that_raises_ends_its_own_subscription_with_that_error() -> None:
    bus: EventBus[int] = EventBus()

    def broken(number: int) -> bool:
        if number == 3:
            msg = "broken predicate"
            raise ZeroDivisionError(msg)
        return True

    async with bus.subscribe(where=broken) as stream, bus.subscribe() as other:
        bus.publish([1, 2])
        bus.publish([3])
        bus.publish([4])
        assert await drain(stream, 2) == [1, 2]
        for _ in range(2):
            with pytest.raises(ZeroDivisionError, match="broken predicate"):
                await stream.receive()
        assert await drain(other, 4) == [1, 2, 3, 4]


async def test_types_select_by_class_and_base_class() -> None:
    bus: EventBus[object] = EventBus()
    async with bus.subscribe(int, str) as some, bus.subscribe(bool) as bools, bus.subscribe() as everything:
        bus.publish([1, "a", 2.0, True])
        bus.close()
        assert [m async for m in some] == [1, "a", True]
        assert [m async for m in bools] == [True]
        assert [m async for m in everything] == [1, "a", 2.0, True]


async def test_a_subscription_sees_from_its_beginning_on_and_nothing_after_its_end() -> None:
    bus: EventBus[int] = EventBus()
    stream = bus.subscribe()
    with pytest.raises(RuntimeError, match="async with"):
        await stream.receive()
    bus.publish([1])
    async with stream:
        bus.publish([2])
        assert await stream.receive() == 2
    with pytest.raises(anyio.ClosedResourceError):
        await stream.receive()
    with pytest.raises(RuntimeError, match="only once"):
        async with stream:
            pass
    assert bus._fan.wanted(int) == ()


async def test_closing_a_subscription_wakes_its_waiting_readers() -> None:
    bus: EventBus[int] = EventBus()
    outcomes: list[str] = []
    async with anyio.create_task_group() as group:
        stream = await bus.subscribe().__aenter__()

        async def read() -> None:
            try:
                await stream.receive()
            except anyio.ClosedResourceError:
                outcomes.append("closed")

        group.start_soon(read)
        group.start_soon(read)
        await anyio.wait_all_tasks_blocked()
        await stream.aclose()
        await stream.aclose()
    assert outcomes == ["closed", "closed"]


async def test_the_end_comes_after_what_is_buffered_quietly_or_with_a_cause() -> None:
    quiet: EventBus[int] = EventBus()
    async with quiet.subscribe() as stream:
        quiet.publish([1, 2])
        quiet.close()
        quiet.publish([3])
        assert [n async for n in stream] == [1, 2]
        with pytest.raises(anyio.EndOfStream):
            await stream.receive()
    broken: EventBus[int] = EventBus()
    async with broken.subscribe() as stream:
        broken.publish([1])
        broken.close(lambda: OSError("gone"))
        assert await stream.receive() == 1
        errors: list[OSError] = []
        for _ in range(2):
            with pytest.raises(OSError, match="gone") as caught:
                await stream.receive()
            errors.append(caught.value)
        assert errors[0] is not errors[1]
    async with broken.subscribe() as late:
        with pytest.raises(OSError, match="gone"):
            await late.receive()


async def test_a_subscription_is_an_object_receive_stream() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe() as stream:
        assert isinstance(stream, anyio.abc.ObjectReceiveStream)


@pytest.mark.parametrize("options", [{"buffer": 0}, {"overflow": "wait"}])
async def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    bus: EventBus[int] = EventBus()
    with pytest.raises(ValueError, match=r"buffer|overflow"):
        bus.subscribe(**options)


@pytest.mark.parametrize(
    ("types", "options"),
    [
        ((5,), {}),
        (("x",), {}),
        ((), {"where": 5}),
        ((), {"where": drain}),
        ((), {"buffer": 1.5}),
        ((), {"buffer": "5"}),
    ],
)
async def test_what_cannot_be_subscribed_to_is_refused_at_once(types: Any, options: Any) -> None:
    bus: EventBus[int] = EventBus()
    with pytest.raises(TypeError):
        bus.subscribe(*types, **options)
    bus.publish([1])


async def test_a_predicate_may_publish_and_its_messages_come_after_those_on_their_way() -> None:
    bus: EventBus[int] = EventBus()

    def echo(number: int) -> bool:
        if number < 3:
            bus.publish([number + 1])
        return True

    async with bus.subscribe(where=echo) as first, bus.subscribe() as second:
        bus.publish([1])
        bus.close()
        assert [n async for n in first] == [1, 2, 3]
        assert [n async for n in second] == [1, 2, 3]


async def test_a_predicate_cannot_end_a_stream_quietly() -> None:
    bus: EventBus[int] = EventBus()

    def stop(number: int) -> bool:
        raise StopAsyncIteration

    async with bus.subscribe(where=stop) as stream:
        bus.publish([1])
        with pytest.raises(RuntimeError, match="where raised StopAsyncIteration"):
            await stream.receive()
