"""What a case is given and what it gives back."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """One measured stretch."""

    count: int
    """Events read, or round trips made."""
    seconds: float
    """Wall time."""
    cpu: float
    """CPU seconds of the client's process, all threads, user and system."""


@dataclass(frozen=True)
class Job:
    """What to measure, and where."""

    port: int
    control: int
    count: int
    """Events to read, or round trips to make, while the clock runs."""
    warm_up: int
    """The same before it: caches filled, layouts learned."""
    in_flight: int = 1
    """Actions that wait for their answer at the same time."""
    username: str = "bench"
    secret: str = "bench"

    def flood(self, count: int) -> None:
        """Ask the server for `count` events, past the client that is measured."""
        with socket.create_connection(("127.0.0.1", self.control)) as control:
            control.sendall(b"flood %d\n" % count)


class Stopwatch:
    """Wall and CPU time since it was made."""

    def __init__(self) -> None:
        self._cpu = time.process_time()
        self._wall = time.perf_counter()

    def stop(self, count: int) -> Sample:
        wall, cpu = time.perf_counter(), time.process_time()
        return Sample(count, wall - self._wall, cpu - self._cpu)
