"""asterisk-ami: a thread reads, and events come to a callback in it, as dictionaries of text."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager
from importlib import import_module
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.measure import END, Job, Sample, Stopwatch, allow_files, check, resident, spread
from benchmarks.traffic import RARE

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def _connected(job: Job) -> Generator[Any]:
    # With its default time-out it takes three silent seconds for the end of the connection.
    client = import_module("asterisk.ami").AMIClient("127.0.0.1", job.port, timeout=None)
    client.login(job.username, job.secret).get_response()
    try:
        yield client
    finally:
        client.logoff().get_response()


class _Flood:
    """Counts what callbacks get, until the end of a flood."""

    def __init__(self, client: Any) -> None:
        self.seen = 0
        self._done = threading.Event()
        client.add_event_listener(self._end, white_list=END)

    def _end(self, event: Any, source: Any) -> None:
        self._done.set()

    def read(self) -> int:
        self._done.wait()
        self._done.clear()
        seen, self.seen = self.seen, 0
        return seen

    def timed(self, job: Job, *, whole: bool = True) -> Sample:
        job.flood(job.warm_up)
        self.read()
        watch = Stopwatch()
        job.flood(job.count)
        got = self.read()
        sample = watch.stop(job.count)
        if whole:
            check(got, job.count)
        return sample


def _events(job: Job) -> Sample:
    with _connected(job) as client:
        flood = _Flood(client)

        def on_event(event: Any, source: Any) -> None:
            name, keys = event.name, event.keys
            if name == "DeviceStateChange":
                _ = name, keys.get("Device"), keys.get("State")
            elif name in {"BridgeCreate", "BridgeDestroy"}:
                _ = name, keys.get("BridgeUniqueid"), keys.get("BridgeNumChannels")
            elif name in {END, "FullyBooted"}:
                return
            else:
                _ = name, keys.get("Channel"), keys.get("ChannelState")
            flood.seen += 1

        client.add_event_listener(on_event)
        return flood.timed(job)


def _fanout(job: Job) -> Sample:
    with _connected(job) as client:
        flood = _Flood(client)

        def on_channel(event: Any, source: Any) -> None:
            if "Channel" in event.keys:
                _ = event.name, event.keys["Channel"], event.keys.get("ChannelState")

        def on_call(event: Any, source: Any) -> None:
            if event.name == "DialEnd":
                _ = event.name, event.keys["DestChannel"], event.keys["DialStatus"]
            else:
                _ = event.name, event.keys["Channel"], event.keys["Uniqueid"]

        def on_state(event: Any, source: Any) -> None:
            if event.keys["ChannelState"] == "6":
                _ = event.name, event.keys["Channel"], event.keys["ChannelState"]

        client.add_event_listener(on_channel)
        client.add_event_listener(on_call, white_list=["Newchannel", "Hangup", "DialEnd"])
        client.add_event_listener(on_state, white_list="Newstate")
        return flood.timed(job, whole=False)


def _rare(job: Job) -> Sample:
    with _connected(job) as client:
        flood = _Flood(client)

        def on_event(event: Any, source: Any) -> None:
            _ = event.name, event.keys["BridgeUniqueid"]

        client.add_event_listener(on_event, white_list=RARE)
        return flood.timed(job, whole=False)


def _action(name: str, **keys: str) -> Any:
    return import_module("asterisk.ami").SimpleAction(name, **keys)


def _nobody(job: Job) -> Sample:
    with _connected(job) as client:

        def flood(count: int) -> None:
            client.send_action(_action("BenchFlood", Count=str(count))).get_response()

        flood(job.warm_up)
        watch = Stopwatch()
        flood(job.count)
        return watch.stop(job.count)


def _header(job: Job) -> Sample:
    with _connected(job) as client:
        flood = _Flood(client)

        def on_event(event: Any, source: Any) -> None:
            name = event.name
            if name in {"DeviceStateChange", "BridgeCreate", "BridgeDestroy"}:
                _ = event["Privilege"]
            elif name in {END, "FullyBooted"}:
                return
            elif name in {"DialBegin", "DialEnd"}:
                _ = event["DestUniqueid"]
            else:
                _ = event["Uniqueid"]
            flood.seen += 1

        client.add_event_listener(on_event)
        return flood.timed(job)


def _measured_pings(client: Any, job: Job) -> Sample:
    def pings(count: int) -> list[float]:
        times: list[float] = []
        waiting: deque[tuple[float, Any]] = deque()
        for _ in range(count):
            if len(waiting) == job.params["in_flight"]:
                begin, future = waiting.popleft()
                future.get_response()
                times.append(perf_counter() - begin)
            waiting.append((perf_counter(), client.send_action(_action("Ping"))))
        for begin, future in waiting:
            future.get_response()
            times.append(perf_counter() - begin)
        return times

    pings(job.warm_up)
    watch = Stopwatch()
    times = pings(job.count)
    return watch.stop(len(times), spread("ping", times))


def _pings(job: Job) -> Sample:
    with _connected(job) as client:
        return _measured_pings(client, job)


def _busy_pings(job: Job) -> Sample:
    with _connected(job) as client:
        seen = 0

        def on_event(event: Any, source: Any) -> None:
            nonlocal seen
            seen += 1
            _ = event.name

        client.add_event_listener(on_event)
        job.ask(f"pace {job.params['rate']} 0 calls")
        before, begin = seen, perf_counter()
        sample = _measured_pings(client, job)
        sample.figures["events/s read"] = (seen - before) / (perf_counter() - begin)
        job.ask("halt")
        return sample


def _list(job: Job) -> Sample:
    items = job.params["items"]
    job.ask(f"items {items}")
    with _connected(job) as client:
        found: list[Any] = []
        done = threading.Event()

        def on_item(event: Any, source: Any) -> None:
            found.append(event)

        def on_end(event: Any, source: Any) -> None:
            done.set()

        client.add_event_listener(on_item, white_list="CoreShowChannel")
        client.add_event_listener(on_end, white_list="CoreShowChannelsComplete")

        def collect() -> int:
            found.clear()
            client.send_action(_action("CoreShowChannels")).get_response()
            done.wait()
            done.clear()
            return len(found)

        collect()
        watch = Stopwatch()
        got = sum(collect() for _ in range(max(1, job.count // items)))
        sample = watch.stop(got)
        check(got, max(1, job.count // items) * items)
        return sample


def _fleet(job: Job) -> Sample:
    allow_files(job.count + 100)

    def hold(count: int) -> Sample:
        watch = Stopwatch()
        contexts = [_connected(job) for _ in range(count)]
        for context in contexts:
            context.__enter__()
        sample = watch.stop(count)
        sample.figures["KiB each"] = (resident() - sample.before) * 1024 / count
        for context in contexts:
            context.__exit__(None, None, None)
        return sample

    hold(job.warm_up)
    return hold(job.count)


CASES = {
    "events": _events,
    "fanout": _fanout,
    "rare": _rare,
    "nobody": _nobody,
    "header": _header,
    "ping": _pings,
    "ping64": _pings,
    "ping-busy": _busy_pings,
    "ping64-busy": _busy_pings,
    "list": _list,
    "fleet": _fleet,
}
