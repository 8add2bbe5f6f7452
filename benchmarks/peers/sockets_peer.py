"""No client: bytes are received and counted, answers are not looked at. No client can be faster."""

from __future__ import annotations

import socket
from contextlib import closing
from time import perf_counter

from benchmarks.measure import END, Job, Sample, Stopwatch, spread

_READ = 262_144
_MARK = b"Event: " + END.encode() + b"\r\n"


class _Line:
    def __init__(self, job: Job) -> None:
        self.sock = socket.create_connection(("127.0.0.1", job.port))
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.tail = b""
        self.sock.sendall(b"Action: Login\r\nUsername: bench\r\nSecret: bench\r\n\r\n")
        self.until(b"Fully Booted\r\n\r\n")

    def close(self) -> None:
        self.sock.close()

    def until(self, mark: bytes) -> int:
        """Read until ``mark``; how many messages have ended by then."""
        count = 0
        while True:
            data = self.tail + self.sock.recv(_READ)
            count += data.count(b"\r\n\r\n")
            if mark in data:
                self.tail = b""
                return count
            # What is looked at again is not counted twice.
            self.tail = data[-len(mark) :]
            count -= self.tail.count(b"\r\n\r\n")


def _events(job: Job) -> Sample:
    with closing(_Line(job)) as line:
        job.flood(job.warm_up)
        line.until(_MARK)
        watch = Stopwatch()
        job.flood(job.count)
        line.until(_MARK)
        return watch.stop(job.count)


def _pings(job: Job) -> Sample:
    in_flight = job.params["in_flight"]
    with closing(_Line(job)) as line:

        def pings(count: int) -> list[float]:
            times: list[float] = []
            for _ in range(max(1, count // in_flight)):
                begin = perf_counter()
                line.sock.sendall(b"Action: Ping\r\nActionID: ABCDEFGH-1\r\n\r\n" * in_flight)
                got = 0
                while got < in_flight:
                    data = line.tail + line.sock.recv(_READ)
                    got += data.count(b"\r\n\r\n")
                    line.tail = data[-3:]
                times.append(perf_counter() - begin)
            return times

        pings(job.warm_up)
        watch = Stopwatch()
        times = pings(job.count)
        return watch.stop(len(times) * in_flight, spread("ping", times))


CASES = {"events": _events, "ping": _pings, "ping64": _pings}
