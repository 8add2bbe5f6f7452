"""Whether cost grows with what there is to do, and no faster."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import anyio

from anyio_ami import actions, events
from benchmarks import traffic
from benchmarks.measure import Job, Sample, Stopwatch, check

from .reading import all_events, timed
from .running import ANSWER, case, connect

if TYPE_CHECKING:
    from anyio_ami import Subscription


async def subscriptions(job: Job) -> Sample:
    """The same events by one subscription to all their kinds, or by several that share the kinds out."""
    many = job.params["x"]
    classes = [getattr(events, name.replace("-", "_")) for name in traffic.kind_names()]
    got = [0] * many
    async with connect(job) as ami, AsyncExitStack() as stack:
        streams: list[Subscription[events.Event]] = [
            await stack.enter_async_context(ami.subscribe(*classes[place::many], events.Reload))
            for place in range(many)
        ]

        async def read_one(place: int) -> None:
            async for event in streams[place]:
                if isinstance(event, events.Reload):
                    break
                _ = event.name, event.privilege
                got[place] += 1

        async def read() -> int:
            got[:] = [0] * many
            async with anyio.create_task_group() as tg:
                for place in range(many):
                    tg.start_soon(read_one, place)
            return sum(got)

        return await timed(job, read)


async def headers(job: Job) -> Sample:
    async with connect(job) as ami, ami.subscribe(events.Newchannel, events.Reload) as stream:

        async def read() -> int:
            seen = 0
            async for event in stream:
                if isinstance(event, events.Reload):
                    break
                _ = event.name, event.channel, event.channel_state
                seen += 1
            return seen

        return await timed(job, read)


async def output(job: Job) -> Sample:
    size = job.params["x"]
    async with connect(job) as ami:

        async def run() -> int:
            answer = await ami.send(actions.Command(command="core show channels"), timeout=ANSWER)
            return len(answer.output)

        job.ask("output 65536")
        await run()
        job.ask(f"output {size}")
        times = max(1, job.count * 1024 // size)
        watch = Stopwatch()
        lines = [await run() for _ in range(times)]
        sample = watch.stop(times * size // 1024)
        check(min(lines), max(lines))
        return sample


CASES = {
    "scale-events": case(all_events),
    "scale-subscriptions": case(subscriptions),
    "scale-headers": case(headers),
    "scale-output": case(output),
}
