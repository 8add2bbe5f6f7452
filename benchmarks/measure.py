"""What a round is given and what it gives back. Standard library alone: every peer's environment runs it."""

from __future__ import annotations

import resource
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_STATUS = Path("/proc/self/status")
END = "Reload"
"""The event that closes every flood; no flood holds another one of its kind."""


@dataclass(frozen=True)
class Sample:
    """One measured stretch."""

    count: int
    """Events read, round trips made, items listed."""
    seconds: float
    """Wall time."""
    cpu: float
    """CPU seconds of the client's process, all threads, user and system."""
    before: float
    """MiB resident when it began."""
    peak: float
    """The most MiB resident while it ran."""
    figures: dict[str, float] = field(default_factory=dict[str, float])
    """What else the case is about, by the heading of its column."""


@dataclass(frozen=True)
class Job:
    """What to measure, and where."""

    port: int
    control: int
    count: int
    """How much to do while the clock runs."""
    warm_up: int
    """How much before it: caches filled, layouts learned."""
    backend: str = "asyncio"
    params: dict[str, Any] = field(default_factory=dict[str, Any])
    """What the case, or one point of its scale, sets."""
    username: str = "bench"
    secret: str = "bench"

    def ask(self, order: str) -> None:
        """Have the server do something, past the client that is measured; returns when it has begun."""
        with socket.create_connection(("127.0.0.1", self.control)) as control:
            control.sendall(order.encode() + b"\n")
            if control.recv(16) != b"ok\n":
                msg = f"the replay server refused {order!r}"
                raise RuntimeError(msg)

    def flood(self, count: int) -> None:
        """Have the server send so many events as fast as it can, and then the one named `END`."""
        self.ask(f"flood {count} {self.params.get('traffic', 'calls')}")


class Stopwatch:
    """Wall time, CPU time and memory since it was made."""

    def __init__(self) -> None:
        _forget_peak()
        self.before = resident()
        self._cpu = time.process_time()
        self._wall = time.perf_counter()

    def stop(self, count: int, figures: dict[str, float] | None = None) -> Sample:
        wall, cpu = time.perf_counter(), time.process_time()
        return Sample(count, wall - self._wall, cpu - self._cpu, self.before, peak(), figures or {})


def resident() -> float:
    """MiB resident now (where the system does not tell: at most so far)."""
    return _kib("VmRSS:") / 1024


def peak() -> float:
    """The most MiB resident since the last stopwatch was made (or since the process began)."""
    return _kib("VmHWM:") / 1024


def _kib(name: str) -> float:
    if _STATUS.exists():
        for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith(name):
                return float(line.split()[1])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 if sys.platform == "darwin" else float(most)


def _forget_peak() -> None:
    # Linux only; elsewhere the peak is that of the whole process.
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def spread(name: str, seconds: Sequence[float], unit: str = "us") -> dict[str, float]:
    """Median, 99th percentile and maximum of times, as figures."""
    ranked = sorted(seconds)
    times = {"us": 1e6, "ms": 1e3}[unit]
    picks = {"p50": len(ranked) // 2, "p99": len(ranked) * 99 // 100, "max": len(ranked) - 1}
    return {f"{name} {which} {unit}": ranked[place] * times for which, place in picks.items()}


def check(got: int, expected: int) -> None:
    """Raise RuntimeError unless everything came: a client that loses events is not fast."""
    if got != expected:
        msg = f"{got} events came of {expected}"
        raise RuntimeError(msg)


def allow_files(count: int) -> None:
    """Let this process have so many open files, as far as the system's hard limit goes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))
