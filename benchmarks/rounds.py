"""Cases by points by rounds by clients, each round in a fresh process; clients take turns."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, NamedTuple

from .cases import CASES, LOOPLESS, bounded
from .environments import ROOT, python_of
from .measure import Job, Sample
from .peers import OURS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from .peers import Peer


class Measured(NamedTuple):
    """One client at one point of one case."""

    client: str
    point: str
    x: float
    samples: list[Sample]
    error: str


class Ports(NamedTuple):
    """Where the replay server listens."""

    ami: int
    control: int


@contextmanager
def replay_server() -> Generator[Ports]:
    """A running server."""
    command = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            ami, control = server.stdout.readline().split()
            yield Ports(int(ami), int(control))
        finally:
            server.stdin.close()
            server.wait(10)


def measure(
    case_name: str,
    peers: Sequence[Peer],
    rounds: int,
    most: int | None,
    timeout: float,
    told: Callable[[str], None],
) -> list[Measured]:
    """A case at all its points. ``told`` is called with each failure as it comes."""
    case = CASES[case_name]
    if case_name in LOOPLESS:
        peers = [replace(OURS["asyncio"], name=OURS["asyncio"].package)]
    results: list[Measured] = []
    for point in case.points:
        count, warm_up = bounded(case, point, most)
        params, label, x = dict(point.params), point.label, point.x
        if most is not None and point.count > most:
            if results:  # the points of a scale of counts become the same
                continue
            label, x = f"{count:,} {case.unit}", float(count)
        if "items" in params and most is not None:
            params["items"] = min(params["items"], most)
        found = {peer: Measured(peer.name, label, x, [], "") for peer in peers}
        lacking: set[Peer] = set()
        with replay_server() as ports:
            job = Job(*ports, count=count, warm_up=warm_up, params=params)
            # They take turns, so that a machine that slows down slows all of them.
            for _ in range(rounds):
                for peer in peers:
                    if found[peer].error or peer in lacking:
                        continue
                    result = _round(peer, case_name, job, timeout)
                    if isinstance(result, Sample):
                        found[peer].samples.append(result)
                    elif result is None:
                        lacking.add(peer)
                    else:
                        found[peer] = found[peer]._replace(error=result)
                        told(f"{case_name}, {peer.name}: {result}")
        results += [found[peer] for peer in peers if peer not in lacking]
    return results


def _round(peer: Peer, case: str, job: Job, timeout: float) -> Sample | str | None:
    """One round. A text is why it failed; None, that the client does not have the case."""
    given = {**asdict(job), "backend": peer.backend}
    command = [python_of(peer), "-m", "benchmarks.round", peer.module, case, json.dumps(given)]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"not done after {timeout:.0f} s"
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
    result = json.loads(done.stdout.splitlines()[-1])
    return None if result is None else Sample(**result)
