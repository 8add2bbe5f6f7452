"""What else runs in the loop while a flood comes: a ticker, and actions."""

from __future__ import annotations

from time import perf_counter

import anyio

from anyio_ami import events
from benchmarks.measure import Job, Sample, Stopwatch, check, spread

from .asking import ping
from .running import case, connect

_TICK = 0.001
_PAUSE = 0.01


async def fair(job: Job) -> Sample:
    """A flood at ``rate`` events a second, or with ``share`` at that part of what this client can read."""
    late: list[float] = []
    pings: list[float] = []

    async def tick() -> None:
        while True:
            begin = perf_counter()
            try:
                await anyio.sleep(_TICK)
            finally:
                # One that still waits at the end was late, too.
                late.append(max(0.0, perf_counter() - begin - _TICK))

    async with connect(job) as ami, ami.subscribe() as stream:

        async def read() -> int:
            seen = 0
            async for event in stream:
                _ = event.name
                if isinstance(event, events.Reload):
                    break
                seen += not isinstance(event, events.FullyBooted)
            return seen

        async def keep_pinging() -> None:
            while True:
                await ping(ami, 1, pings)
                await anyio.sleep(_PAUSE)

        job.flood(job.warm_up)
        await read()
        watch = Stopwatch()
        job.flood(job.warm_up)
        await read()
        able = job.warm_up / watch.stop(1).seconds
        found: list[Sample] = []
        async with anyio.create_task_group() as tg:
            tg.start_soon(tick)
            tg.start_soon(keep_pinging)
            rate = min(job.params["rate"], job.params["share"] * able)
            watch = Stopwatch()
            job.ask(f"pace {rate:.0f} {job.count} calls")
            got = await read()
            found.append(watch.stop(got))
            check(got, job.count)
            tg.cancel_scope.cancel()
        found[0].figures.update(spread("late", late, "ms"))
        found[0].figures.update(spread("ping", pings, "ms"))
        return found[0]


CASES = {"fairness": case(fair)}
