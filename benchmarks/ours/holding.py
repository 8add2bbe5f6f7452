"""What is held in memory: by a reader that does not read, and by connections that do nothing."""

from __future__ import annotations

import gc

import anyio

import anyio_ami
from anyio_ami import events
from benchmarks.measure import Job, Sample, Stopwatch, allow_files, resident

from .running import case, connect

_LOOK = 0.01


async def sleeping_reader(job: Job) -> Sample:
    async with connect(job) as ami:
        # Once through with a reader that reads, so that nothing but what is buffered is new.
        async with ami.subscribe() as stream:
            job.flood(job.warm_up)
            async for event in stream:
                if isinstance(event, events.Reload):
                    break
        async with ami.subscribe() as stream:
            due = ami.stats.frames + job.count + 1
            gc.collect()
            watch = Stopwatch()
            job.flood(job.count)
            # A reader that were told of the end would be one that reads.
            while ami.stats.frames < due:  # noqa: ASYNC110  # the counters have no event to wait for
                await anyio.sleep(_LOOK)
            sample = watch.stop(job.count)
            sample.figures["MiB more"] = sample.peak - sample.before
            sample.figures["events held"] = job.count + 1 - stream.lost
            return sample


async def fleet(job: Job) -> Sample:
    allow_files(job.count + 100)
    node = f"ami://127.0.0.1:{job.port}/"

    async def hold(count: int) -> Sample:
        gc.collect()
        watch = Stopwatch()
        nodes = {f"pbx{number}": node for number in range(count)}
        async with anyio_ami.connect_fleet(nodes, username=job.username, secret=job.secret) as held:
            await held.wait_connected()
            sample = watch.stop(count)
            gc.collect()
            sample.figures["KiB each"] = (resident() - sample.before) * 1024 / count
            return sample

    await hold(job.warm_up)
    return await hold(job.count)


CASES = {"memory": case(sleeping_reader), "fleet": case(fleet)}
