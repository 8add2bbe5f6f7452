"""panoramisk: events come to a callback, as mappings of text."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from importlib import import_module
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.measure import END, Job, Sample, Stopwatch, allow_files, check, resident, spread
from benchmarks.traffic import RARE

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

_TICK = 0.001
_PAUSE = 0.01


def _run(main: Callable[[Job], Coroutine[Any, Any, Sample]], job: Job) -> Sample:
    # It tells of the end of a connection as an error.
    logging.getLogger("panoramisk").setLevel(logging.CRITICAL)
    loop: asyncio.AbstractEventLoop
    loop = import_module("uvloop").new_event_loop() if job.backend == "uvloop" else asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(main(job))
    finally:
        loop.close()


def _case(main: Callable[[Job], Coroutine[Any, Any, Sample]]) -> Callable[[Job], Sample]:
    return partial(_run, main)


@asynccontextmanager
async def _connected(job: Job) -> AsyncGenerator[Any]:
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()

    def on_login(_: Any) -> None:
        ready.set_result(None)

    manager = import_module("panoramisk").Manager(
        host="127.0.0.1",
        port=job.port,
        username=job.username,
        secret=job.secret,
        loop=loop,
        on_login=on_login,
    )
    await manager.connect()
    await ready
    try:
        yield manager
    finally:
        manager.close()


class _Flood:
    """Counts what callbacks get, until the end of a flood."""

    def __init__(self, manager: Any) -> None:
        self.seen = 0
        self._done = asyncio.Event()
        manager.register_event(END, self._end)

    def _end(self, _manager: Any, _event: Any) -> None:
        self._done.set()

    async def read(self) -> int:
        await self._done.wait()
        self._done.clear()
        seen, self.seen = self.seen, 0
        return seen

    async def timed(self, job: Job, *, whole: bool = True) -> Sample:
        job.flood(job.warm_up)
        await self.read()
        watch = Stopwatch()
        job.flood(job.count)
        got = await self.read()
        sample = watch.stop(job.count)
        if whole:
            check(got, job.count)
        return sample


async def _events(job: Job) -> Sample:
    async with _connected(job) as manager:
        flood = _Flood(manager)

        def on_event(_: Any, event: Any) -> None:
            name = event.event
            if name == "DeviceStateChange":
                _ = name, event.device, event.state
            elif name in {"BridgeCreate", "BridgeDestroy"}:
                _ = name, event.bridgeuniqueid, event.bridgenumchannels
            elif name in {END, "FullyBooted"}:
                return
            else:
                _ = name, event.channel, event.channelstate
            flood.seen += 1

        manager.register_event("*", on_event)
        return await flood.timed(job)


async def _fanout(job: Job) -> Sample:
    async with _connected(job) as manager:
        flood = _Flood(manager)

        def on_channel(_: Any, event: Any) -> None:
            if "channel" in event:
                _ = event.event, event.channel, event.channelstate

        def on_call(_: Any, event: Any) -> None:
            _ = event.event, event.channel, event.uniqueid

        def on_dialled(_: Any, event: Any) -> None:
            _ = event.event, event.destchannel, event.dialstatus

        def on_state(_: Any, event: Any) -> None:
            if event.channelstate == "6":
                _ = event.event, event.channel, event.channelstate

        manager.register_event("*", on_channel)
        manager.register_event("Newchannel", on_call)
        manager.register_event("Hangup", on_call)
        manager.register_event("DialEnd", on_dialled)
        manager.register_event("Newstate", on_state)
        return await flood.timed(job, whole=False)


async def _rare(job: Job) -> Sample:
    async with _connected(job) as manager:
        flood = _Flood(manager)

        def on_event(_: Any, event: Any) -> None:
            _ = event.event, event.bridgeuniqueid

        manager.register_event(RARE, on_event)
        return await flood.timed(job, whole=False)


async def _nobody(job: Job) -> Sample:
    async with _connected(job) as manager:

        async def flood(count: int) -> None:
            await manager.send_action({"Action": "BenchFlood", "Count": count})

        await flood(job.warm_up)
        watch = Stopwatch()
        await flood(job.count)
        return watch.stop(job.count)


async def _header(job: Job) -> Sample:
    async with _connected(job) as manager:
        flood = _Flood(manager)

        def on_event(_: Any, event: Any) -> None:
            name = event.event
            if name in {"DeviceStateChange", "BridgeCreate", "BridgeDestroy"}:
                _ = event["Privilege"]
            elif name in {END, "FullyBooted"}:
                return
            elif name in {"DialBegin", "DialEnd"}:
                _ = event["DestUniqueid"]
            else:
                _ = event["Uniqueid"]
            flood.seen += 1

        manager.register_event("*", on_event)
        return await flood.timed(job)


async def _ping(manager: Any, count: int, times: list[float]) -> None:
    for _ in range(count):
        begin = perf_counter()
        try:
            await manager.send_action({"Action": "Ping"})
        finally:
            # One that is cancelled took at least so long.
            times.append(perf_counter() - begin)


async def _measured_pings(manager: Any, job: Job) -> Sample:
    in_flight = job.params["in_flight"]

    async def pings(count: int) -> list[float]:
        times: list[float] = []
        each = max(1, count // in_flight)
        await asyncio.gather(*[_ping(manager, each, times) for _ in range(in_flight)])
        return times

    await pings(job.warm_up)
    watch = Stopwatch()
    times = await pings(job.count)
    return watch.stop(len(times), spread("ping", times))


async def _pings(job: Job) -> Sample:
    async with _connected(job) as manager:
        return await _measured_pings(manager, job)


async def _busy_pings(job: Job) -> Sample:
    async with _connected(job) as manager:
        seen = 0

        def on_event(_: Any, event: Any) -> None:
            nonlocal seen
            seen += 1
            _ = event.event

        manager.register_event("*", on_event)
        job.ask(f"pace {job.params['rate']} 0 calls")
        before, begin = seen, perf_counter()
        sample = await _measured_pings(manager, job)
        sample.figures["events/s read"] = (seen - before) / (perf_counter() - begin)
        job.ask("halt")
        return sample


async def _list(job: Job) -> Sample:
    items = job.params["items"]
    job.ask(f"items {items}")
    async with _connected(job) as manager:

        async def collect() -> int:
            answer = await manager.send_action({"Action": "CoreShowChannels"}, as_list=True)
            return len(answer) - 2  # the reply and the end are in it, too

        await collect()
        watch = Stopwatch()
        got = sum([await collect() for _ in range(max(1, job.count // items))])
        sample = watch.stop(got)
        check(got, max(1, job.count // items) * items)
        return sample


async def _memory(job: Job) -> Sample:
    async with _connected(job) as manager:
        flood = _Flood(manager)
        asleep = asyncio.Event()
        begun = 0

        async def sleep(_: Any, _event: Any) -> None:
            nonlocal begun
            begun += 1
            await asleep.wait()

        job.flood(job.warm_up)
        await flood.read()
        manager.register_event("*", sleep)
        watch = Stopwatch()
        job.flood(job.count)
        await flood.read()
        # The tasks made for what came last have their first turn.
        await asyncio.sleep(0)
        sample = watch.stop(job.count)
        sample.figures["MiB more"] = sample.peak - sample.before
        sample.figures["events held"] = begun
        asleep.set()
        await asyncio.sleep(0)
        return sample


async def _fleet(job: Job) -> Sample:
    allow_files(job.count + 100)

    async def hold(count: int) -> Sample:
        watch = Stopwatch()
        contexts = [_connected(job) for _ in range(count)]
        await asyncio.gather(*[context.__aenter__() for context in contexts])
        sample = watch.stop(count)
        sample.figures["KiB each"] = (resident() - sample.before) * 1024 / count
        await asyncio.gather(*[context.__aexit__(None, None, None) for context in contexts])
        return sample

    await hold(job.warm_up)
    return await hold(job.count)


async def _fairness(job: Job) -> Sample:
    late: list[float] = []
    pings: list[float] = []

    async def tick() -> None:
        while True:
            begin = perf_counter()
            try:
                await asyncio.sleep(_TICK)
            finally:
                # One that still waits at the end was late, too.
                late.append(max(0.0, perf_counter() - begin - _TICK))

    async with _connected(job) as manager:
        flood = _Flood(manager)

        def on_event(_: Any, event: Any) -> None:
            if event.event not in {END, "FullyBooted"}:
                flood.seen += 1

        async def keep_pinging() -> None:
            while True:
                await _ping(manager, 1, pings)
                await asyncio.sleep(_PAUSE)

        manager.register_event("*", on_event)
        sample = await flood.timed(replace(job, count=job.warm_up))
        rate = min(job.params["rate"], job.params["share"] * job.warm_up / sample.seconds)
        tasks = [asyncio.ensure_future(tick()), asyncio.ensure_future(keep_pinging())]
        watch = Stopwatch()
        job.ask(f"pace {rate:.0f} {job.count} calls")
        got = await flood.read()
        sample = watch.stop(got)
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        check(got, job.count)
    sample.figures.update(spread("late", late, "ms"))
    sample.figures.update(spread("ping", pings, "ms"))
    return sample


CASES = {
    "events": _case(_events),
    "fanout": _case(_fanout),
    "rare": _case(_rare),
    "nobody": _case(_nobody),
    "header": _case(_header),
    "ping": _case(_pings),
    "ping64": _case(_pings),
    "ping-busy": _case(_busy_pings),
    "ping64-busy": _case(_busy_pings),
    "list": _case(_list),
    "memory": _case(_memory),
    "fleet": _case(_fleet),
    "fairness": _case(_fairness),
}
