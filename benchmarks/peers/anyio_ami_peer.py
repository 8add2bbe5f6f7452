"""This library, as a user writes it, with its default settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import anyio

import anyio_ami
from anyio_ami import actions, events
from benchmarks.measure import Job, Sample, Stopwatch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")


def _run(main: Callable[[Job], Awaitable[T]], job: Job, variant: str) -> T:
    if variant == "uvloop":
        return anyio.run(main, job, backend="asyncio", backend_options={"use_uvloop": True})
    return anyio.run(main, job, backend=variant)


async def _flooded(job: Job) -> Sample:
    async with (
        anyio_ami.connect_ami("127.0.0.1", job.port, username=job.username, secret=job.secret) as ami,
        ami.subscribe() as stream,
    ):

        async def read(count: int) -> None:
            left = count
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
                    continue  # FullyBooted, after the login
                left -= 1
                if not left:
                    return

        job.flood(job.warm_up)
        await read(job.warm_up)
        watch = Stopwatch()
        job.flood(job.count)
        await read(job.count)
        return watch.stop(job.count)


async def _pinged(job: Job) -> Sample:
    async with anyio_ami.connect_ami("127.0.0.1", job.port, username=job.username, secret=job.secret) as ami:

        async def ping(count: int) -> None:
            for _ in range(count):
                await ami.send(actions.Ping())

        async def ping_all(count: int) -> int:
            each = max(1, count // job.in_flight)
            if job.in_flight == 1:
                await ping(each)
            else:
                async with anyio.create_task_group() as tg:
                    for _ in range(job.in_flight):
                        tg.start_soon(ping, each)
            return each * job.in_flight

        await ping_all(job.warm_up)
        watch = Stopwatch()
        return watch.stop(await ping_all(job.count))


def events_case(job: Job, variant: str) -> Sample:
    return _run(_flooded, job, variant)


def ping_case(job: Job, variant: str) -> Sample:
    return _run(_pinged, job, variant)


CASES = {"events": events_case, "ping": ping_case, "ping64": ping_case}
