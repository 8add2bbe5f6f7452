"""`subscribe(A, B)` gives ``A | B``, for one to eight types; beyond, and without types, `Event`."""

from __future__ import annotations

from typing import TypeVar

from anyio.abc import ObjectReceiveStream
from typing_extensions import assert_type

from anyio_ami import AMIClient, ConnectionState, EventBus, Gap, events
from anyio_ami.events import Cdr, DialBegin, DialEnd, Event, Hangup, Hold, Newchannel, Newexten, Newstate

T = TypeVar("T")


async def first(stream: ObjectReceiveStream[T]) -> T:
    return await stream.receive()


async def in_place(ami: AMIClient) -> None:
    async with ami.subscribe(Hangup, Newchannel) as stream:
        async for event in stream:
            assert_type(event, Hangup | Newchannel)
        assert_type(await stream.receive(), Hangup | Newchannel)
        assert_type(stream.lost, int)
    async with ami.subscribe(Hangup, gaps=True) as with_gaps:
        async for item in with_gaps:
            assert_type(item, Hangup | Gap)


async def without_gaps(ami: AMIClient) -> None:
    assert_type(await first(ami.subscribe()), Event)
    assert_type(await first(ami.subscribe(Hangup)), Hangup)
    assert_type(await first(ami.subscribe(Hangup, Newchannel)), Hangup | Newchannel)
    assert_type(await first(ami.subscribe(Hangup, Newchannel, Cdr)), Hangup | Newchannel | Cdr)
    assert_type(await first(ami.subscribe(Hangup, Newchannel, Cdr, Hold)), Hangup | Newchannel | Cdr | Hold)
    assert_type(
        await first(ami.subscribe(Hangup, Newchannel, Cdr, Hold, Newexten)),
        Hangup | Newchannel | Cdr | Hold | Newexten,
    )
    assert_type(
        await first(ami.subscribe(Hangup, Newchannel, Cdr, Hold, Newexten, Newstate)),
        Hangup | Newchannel | Cdr | Hold | Newexten | Newstate,
    )
    assert_type(
        await first(ami.subscribe(Hangup, Newchannel, Cdr, Hold, Newexten, Newstate, DialBegin)),
        Hangup | Newchannel | Cdr | Hold | Newexten | Newstate | DialBegin,
    )
    assert_type(
        await first(ami.subscribe(Hangup, Newchannel, Cdr, Hold, Newexten, Newstate, DialBegin, DialEnd)),
        Hangup | Newchannel | Cdr | Hold | Newexten | Newstate | DialBegin | DialEnd,
    )
    nine = ami.subscribe(Hangup, Newchannel, Cdr, Hold, Newexten, Newstate, DialBegin, DialEnd, events.CEL)
    assert_type(await first(nine), Event)


async def with_gaps(ami: AMIClient) -> None:
    assert_type(await first(ami.subscribe(gaps=True)), Event | Gap)
    assert_type(await first(ami.subscribe(Hangup, gaps=True)), Hangup | Gap)
    assert_type(await first(ami.subscribe(Hangup, Newchannel, gaps=True)), Hangup | Newchannel | Gap)
    assert_type(
        await first(ami.subscribe(Hangup, Newchannel, Cdr, gaps=True)), Hangup | Newchannel | Cdr | Gap
    )
    assert_type(
        await first(ami.subscribe(Hangup, Newchannel, Cdr, Hold, gaps=True)),
        Hangup | Newchannel | Cdr | Hold | Gap,
    )
    assert_type(
        await first(ami.subscribe(Hangup, Newchannel, Cdr, Hold, Newexten, gaps=True)),
        Hangup | Newchannel | Cdr | Hold | Newexten | Gap,
    )
    assert_type(
        await first(ami.subscribe(Hangup, Newchannel, Cdr, Hold, Newexten, Newstate, gaps=True)),
        Hangup | Newchannel | Cdr | Hold | Newexten | Newstate | Gap,
    )
    assert_type(
        await first(ami.subscribe(Hangup, Newchannel, Cdr, Hold, Newexten, Newstate, DialBegin, gaps=True)),
        Hangup | Newchannel | Cdr | Hold | Newexten | Newstate | DialBegin | Gap,
    )
    assert_type(
        await first(
            ami.subscribe(Hangup, Newchannel, Cdr, Hold, Newexten, Newstate, DialBegin, DialEnd, gaps=True)
        ),
        Hangup | Newchannel | Cdr | Hold | Newexten | Newstate | DialBegin | DialEnd | Gap,
    )
    nine = ami.subscribe(
        Hangup, Newchannel, Cdr, Hold, Newexten, Newstate, DialBegin, DialEnd, events.CEL, gaps=True
    )
    assert_type(await first(nine), Event | Gap)


async def gaps_known_only_at_run_time(ami: AMIClient, gaps: bool) -> None:
    assert_type(await first(ami.subscribe(Hangup, gaps=gaps)), Hangup | Gap)


async def types_known_only_at_run_time(ami: AMIClient, types: list[type[Event]]) -> None:
    assert_type(await first(ami.subscribe(*types)), Event)


async def families(ami: AMIClient) -> None:
    assert_type(await first(ami.subscribe(events.ChannelEvent)), events.ChannelEvent)
    assert_type(await first(ami.subscribe(events.UnknownEvent)), events.UnknownEvent)


def is_ours(event: events.ChannelEvent) -> bool:
    return event.channel.startswith("PJSIP/")


async def predicates(ami: AMIClient) -> None:
    assert_type(await first(ami.subscribe(Hangup, where=lambda event: event.cause == 16)), Hangup)
    assert_type(await first(ami.subscribe(Hangup, Newchannel, where=is_ours)), Hangup | Newchannel)
    assert_type(await first(ami.subscribe(where=lambda event: event.seq, buffer=10)), Event)
    assert_type(await first(ami.subscribe(Hangup, overflow="drop_oldest", gaps=False)), Hangup)


async def one_event(ami: AMIClient) -> None:
    assert_type(await ami.wait_for(Hangup, where=lambda event: event.cause == 16, timeout=5), Hangup)
    assert_type(await ami.wait_for(Hangup, Newchannel), Hangup | Newchannel)
    assert_type(await ami.wait_for(Hangup, Newchannel, Cdr, Hold), Hangup | Newchannel | Cdr | Hold)
    assert_type(await ami.wait_for(events.ChannelEvent, timeout=None), events.ChannelEvent)


async def states(ami: AMIClient) -> None:
    async with ami.states() as changes:
        async for state in changes:
            assert_type(state, ConnectionState)


async def own_bus(bus: EventBus[int | str]) -> None:
    assert_type(await first(bus.subscribe()), int | str)
    assert_type(await first(bus.subscribe(int, where=lambda number: number > 1)), int)
    assert_type(await first(bus.subscribe(int, gaps=True)), int | Gap)
    bus.publish([1, "2"])
