"""Events from the socket to the user's loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import anyio

from anyio_ami import actions, events, types
from benchmarks.measure import Job, Sample, Stopwatch, check

from .running import ANSWER, case, connect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

E = TypeVar("E", bound=events.Event)


async def timed(job: Job, read: Callable[[], Awaitable[int]], *, whole: bool = True) -> Sample:
    """The sample of a flood that ``read`` reads to its end, giving how many it got.

    ``whole``: that must be all of them.
    """
    job.flood(job.warm_up)
    await read()
    watch = Stopwatch()
    job.flood(job.count)
    got = await read()
    sample = watch.stop(job.count)
    if whole:
        check(got, job.count)
    return sample


async def all_events(job: Job) -> Sample:
    async with (
        connect(job) as ami,
        ami.subscribe(
            events.ChannelEvent, events.DeviceStateChange, events.BridgeEvent, events.Reload
        ) as stream,
    ):

        async def read() -> int:
            seen = 0
            async for event in stream:
                # What a program that follows calls would look at: the name, and two typed fields.
                name = event.name
                if isinstance(event, events.ChannelEvent):
                    _ = name, event.channel, event.channel_state
                elif isinstance(event, events.DeviceStateChange):
                    _ = name, event.device, event.state
                elif isinstance(event, events.BridgeEvent):
                    _ = name, event.bridge_unique_id, event.bridge_num_channels
                else:
                    break
                seen += 1
            return seen

        return await timed(job, read)


async def three_subscriptions(job: Job) -> Sample:
    async with (
        connect(job) as ami,
        ami.subscribe(events.ChannelEvent, events.Reload) as channels,
        ami.subscribe(events.Newchannel, events.Hangup, events.DialEnd, events.Reload) as calls,
        ami.subscribe(
            events.Newstate,
            events.Reload,
            where=lambda event: (
                isinstance(event, events.Reload) or event.channel_state is types.ChannelState.UP
            ),
        ) as answered,
    ):

        async def read_channels() -> None:
            async for event in channels:
                if isinstance(event, events.Reload):
                    break
                _ = event.name, event.channel, event.channel_state

        async def read_calls() -> None:
            async for event in calls:
                if isinstance(event, events.DialEnd):
                    _ = event.name, event.dest_channel, event.dial_status
                elif isinstance(event, events.Reload):
                    break
                else:
                    _ = event.name, event.channel, event.unique_id

        async def read_answered() -> None:
            async for event in answered:
                if isinstance(event, events.Reload):
                    break
                _ = event.name, event.channel, event.channel_state

        async def read() -> int:
            async with anyio.create_task_group() as tg:
                for reader in (read_channels, read_calls, read_answered):
                    tg.start_soon(reader)
            return 0

        return await timed(job, read, whole=False)


async def rare(job: Job) -> Sample:
    async with connect(job) as ami, ami.subscribe(events.BridgeDestroy, events.Reload) as stream:

        async def read() -> int:
            seen = 0
            async for event in stream:
                if isinstance(event, events.Reload):
                    break
                _ = event.name, event.bridge_unique_id
                seen += 1
            return seen

        return await timed(job, read, whole=False)


async def nobody(job: Job) -> Sample:
    async with connect(job) as ami:

        async def flood(count: int) -> None:
            # Its answer comes behind the events, so that nobody has to look for their end.
            await ami.send(actions.Custom("BenchFlood", {"Count": count}), timeout=ANSWER)

        await flood(job.warm_up)
        watch = Stopwatch()
        await flood(job.count)
        return watch.stop(job.count)


async def header(job: Job) -> Sample:
    async with connect(job) as ami, ami.subscribe() as stream:

        async def read() -> int:
            return await _read_headers(stream)

        return await timed(job, read)


async def _read_headers(stream: AsyncIterator[events.Event]) -> int:
    seen = 0
    async for event in stream:
        if isinstance(event, (events.DialBegin, events.DialEnd)):
            _ = event.headers["DestUniqueid"]
        elif isinstance(event, events.ChannelEvent):
            _ = event.headers["Uniqueid"]
        elif isinstance(event, events.Reload):
            break
        elif isinstance(event, events.FullyBooted):
            continue  # that of the login
        else:
            _ = event.headers["Privilege"]
        seen += 1
    return seen


CASES = {
    "events": case(all_events),
    "fanout": case(three_subscriptions),
    "rare": case(rare),
    "nobody": case(nobody),
    "header": case(header),
}
