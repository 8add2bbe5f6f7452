"""Actions and their answers."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import anyio

from anyio_ami import actions, events
from benchmarks.measure import Job, Sample, Stopwatch, check, spread

from .running import ANSWER, case, connect

if TYPE_CHECKING:
    from anyio_ami import AMIClient, Subscription


async def ping(ami: AMIClient, count: int, times: list[float]) -> None:
    """So many pings one after the other; the seconds that each took go to ``times``."""
    for _ in range(count):
        begin = perf_counter()
        try:
            await ami.send(actions.Ping())
        finally:
            # One that is cancelled took at least so long.
            times.append(perf_counter() - begin)


async def _pings(ami: AMIClient, count: int, in_flight: int) -> list[float]:
    times: list[float] = []
    if in_flight == 1:
        await ping(ami, count, times)
    else:
        async with anyio.create_task_group() as tg:
            for _ in range(in_flight):
                tg.start_soon(ping, ami, max(1, count // in_flight), times)
    return times


async def _measured_pings(ami: AMIClient, job: Job) -> Sample:
    await _pings(ami, job.warm_up, job.params["in_flight"])
    watch = Stopwatch()
    times = await _pings(ami, job.count, job.params["in_flight"])
    return watch.stop(len(times), spread("ping", times))


async def pings(job: Job) -> Sample:
    async with connect(job) as ami:
        return await _measured_pings(ami, job)


async def busy_pings(job: Job) -> Sample:
    """Pings while events flow, all of which the user's loop reads."""
    seen = 0

    async def read(stream: Subscription[events.Event]) -> None:
        nonlocal seen
        async for event in stream:
            seen += 1
            _ = event.name
            if isinstance(event, events.Reload):
                break

    async with connect(job) as ami, ami.subscribe() as stream:
        found: list[Sample] = []
        async with anyio.create_task_group() as tg:
            tg.start_soon(read, stream)
            job.ask(f"pace {job.params['rate']} 0 calls")
            before, begin = seen, perf_counter()
            found.append(await _measured_pings(ami, job))
            found[0].figures["events/s read"] = (seen - before) / (perf_counter() - begin)
            job.ask("halt")
        return found[0]


async def list_collected(job: Job) -> Sample:
    items = job.params["items"]
    job.ask(f"items {items}")
    async with connect(job) as ami:

        async def collect() -> int:
            answer = await ami.send(actions.CoreShowChannels(), timeout=ANSWER)
            return len(answer.items)

        await collect()
        watch = Stopwatch()
        got = sum([await collect() for _ in range(max(1, job.count // items))])
        sample = watch.stop(got)
        check(got, max(1, job.count // items) * items)
        return sample


async def list_streamed(job: Job) -> Sample:
    items = job.params["items"]
    async with connect(job) as ami:

        async def read(count: int) -> int:
            job.ask(f"items {count}")
            got = 0
            async with ami.stream(actions.CoreShowChannels(), timeout=ANSWER) as channels:
                async for channel in channels:
                    _ = channel.channel, channel.channel_state
                    got += 1
            return got

        await read(job.warm_up)
        watch = Stopwatch()
        got = await read(items)
        sample = watch.stop(got)
        check(got, items)
        sample.figures["MiB more"] = sample.peak - sample.before
        return sample


CASES = {
    "ping": case(pings),
    "ping64": case(pings),
    "ping-busy": case(busy_pings),
    "ping64-busy": case(busy_pings),
    "list": case(list_collected),
    "list-stream": case(list_streamed),
}
