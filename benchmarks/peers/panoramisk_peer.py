"""panoramisk: events come to a callback, as mappings of text."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, TypeVar

from panoramisk import Manager

from benchmarks.measure import Job, Sample, Stopwatch

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


def _run(main: Callable[[Job], Coroutine[Any, Any, T]], job: Job, variant: str) -> T:
    # It tells of the end of a connection as an error.
    logging.getLogger("panoramisk").setLevel(logging.CRITICAL)
    loop: asyncio.AbstractEventLoop
    if variant == "uvloop":
        import uvloop

        loop = uvloop.new_event_loop()
    else:
        loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        result: T = loop.run_until_complete(main(job))
        return result
    finally:
        loop.close()


async def _connect(job: Job) -> Any:
    ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    manager = Manager(
        host="127.0.0.1",
        port=job.port,
        username=job.username,
        secret=job.secret,
        loop=asyncio.get_running_loop(),
        on_login=lambda _: ready.set_result(None),
    )
    await manager.connect()
    await ready
    return manager


async def _flooded(job: Job) -> Sample:
    left = 0
    done = asyncio.Event()

    def on_event(_: Any, event: Any) -> None:
        nonlocal left
        name = event.event
        if name == "DeviceStateChange":
            _ = name, event.device, event.state
        elif name in {"BridgeCreate", "BridgeDestroy"}:
            _ = name, event.bridgeuniqueid, event.bridgenumchannels
        elif name == "FullyBooted":
            return
        else:
            _ = name, event.channel, event.channelstate
        left -= 1
        if not left:
            done.set()

    async def read(count: int) -> None:
        nonlocal left
        left = count
        done.clear()
        job.flood(count)
        await done.wait()

    manager = await _connect(job)
    manager.register_event("*", on_event)
    try:
        await read(job.warm_up)
        watch = Stopwatch()
        await read(job.count)
        return watch.stop(job.count)
    finally:
        manager.close()


async def _pinged(job: Job) -> Sample:
    manager = await _connect(job)

    async def ping(count: int) -> None:
        for _ in range(count):
            await manager.send_action({"Action": "Ping"})

    async def ping_all(count: int) -> int:
        each = max(1, count // job.in_flight)
        if job.in_flight == 1:
            await ping(each)
        else:
            await asyncio.gather(*[ping(each) for _ in range(job.in_flight)])
        return each * job.in_flight

    try:
        await ping_all(job.warm_up)
        watch = Stopwatch()
        return watch.stop(await ping_all(job.count))
    finally:
        manager.close()


def events_case(job: Job, variant: str) -> Sample:
    return _run(_flooded, job, variant)


def ping_case(job: Job, variant: str) -> Sample:
    return _run(_pinged, job, variant)


CASES = {"events": events_case, "ping": ping_case, "ping64": ping_case}
