"""Run the benchmark: cases by peers by rounds, each in a fresh process, then a table and JSON."""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from . import traffic
from .measure import Job, Sample
from .peers import BASELINE, PEERS, Peer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Case:
    """One thing to measure."""

    title: str
    unit: str
    count: int
    warm_up: int
    in_flight: int = 1


CASES = {
    "events": Case("Events read by one subscriber: name and two fields of each", "events", 100_000, 20_000),
    "ping": Case("Ping round trips, one by one", "round trips", 4_000, 500),
    "ping64": Case("Ping round trips, 64 in flight", "round trips", 20_000, 2_000, in_flight=64),
}


@contextmanager
def replay_server() -> Iterator[tuple[int, int]]:
    """A running server; gives its AMI port and its control port."""
    command = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            ami, control = server.stdout.readline().split()
            yield int(ami), int(control)
        finally:
            server.stdin.close()
            server.wait(10)


def measure(peer: Peer, case: str, job: Job, timeout: float) -> Sample | str | None:
    """One round in a fresh process. A text is why it failed; None, that the peer does not have the case."""
    command = [sys.executable, "-m", "benchmarks.client", peer.name, case, json.dumps(asdict(job))]
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


class Row(NamedTuple):
    """One peer in one case: rates a second, and CPU microseconds for one."""

    peer: str
    rates: list[float]
    cpus: list[float]
    error: str

    @classmethod
    def of(cls, peer: Peer, samples: Sequence[Sample], error: str) -> Row:
        rates = [sample.count / sample.seconds for sample in samples]
        return cls(peer.name, rates, [sample.cpu / sample.count * 1e6 for sample in samples], error)

    def cells(self, baseline: Row | None) -> list[str]:
        if not self.rates:
            return [self.peer, self.error or "no such case", "", "", "", ""]
        cells = [self.peer, *(f"{pick(self.rates):,.0f}" for pick in (statistics.median, min, max))]
        cells.append(f"{statistics.median(self.cpus):.2f}")
        if baseline is None or not baseline.rates:
            return [*cells, ""]
        rate = statistics.median(self.rates) / statistics.median(baseline.rates)
        cpu = statistics.median(baseline.cpus) / statistics.median(self.cpus)
        return [*cells, f"{rate:.2f} ({cpu:.2f})"]


def table(case: Case, rows: Sequence[Row]) -> str:
    """The rows as Markdown."""
    baseline = next((row for row in rows if row.peer == BASELINE), None)
    head = ["client", f"{case.unit}/s", "min", "max", "CPU us each", f"times {BASELINE} (by CPU)"]
    lines = [f"### {case.title}", "", f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    lines += [f"| {' | '.join(row.cells(baseline))} |" for row in rows]
    return "\n".join(lines)


def versions() -> dict[str, str]:
    """What was measured on."""
    found = {"python": platform.python_version(), "machine": platform.machine()}
    for package in ("anyio-ami", "anyio", "msgspec", "trio", "uvloop", "panoramisk"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--cases", default=",".join(CASES), help="default: %(default)s")
    parser.add_argument("--peers", default=",".join(peer.name for peer in PEERS), help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, peers taking turns (default: 5)")
    parser.add_argument("--scale", type=float, default=1.0, help="times the usual counts (default: 1)")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one round of one peer")
    parser.add_argument(
        "--json", type=Path, default=RESULTS / "latest.json", help="where to write every sample"
    )
    args = parser.parse_args()
    try:
        args.peers = [Peer.parse(name) for name in args.peers.split(",")]
    except ValueError as exc:
        parser.error(str(exc))
    args.cases = args.cases.split(",")
    if unknown := [name for name in args.cases if name not in CASES]:
        parser.error(f"no case {unknown[0]}; there are {', '.join(CASES)}")
    return args


def main() -> int:
    args = arguments()
    flood = traffic.load()
    about = versions()
    print(", ".join(f"{name} {value}" for name, value in about.items()))
    print(
        f"{len(flood.ends):,} different events, {flood.mean_size:.0f} bytes on average; {args.rounds} rounds"
    )
    report: dict[str, Any] = {"versions": about, "event_bytes": flood.mean_size, "cases": {}}
    failed = False
    with replay_server() as (port, control):
        for name in args.cases:
            case = CASES[name]
            job = Job(
                port, control, int(case.count * args.scale), int(case.warm_up * args.scale), case.in_flight
            )
            samples: dict[Peer, list[Sample]] = {peer: [] for peer in args.peers}
            errors = dict.fromkeys(args.peers, "")
            # Peers take turns, so that a machine that slows down slows all of them.
            for _ in range(args.rounds):
                for peer in args.peers:
                    if errors[peer]:
                        continue
                    result = measure(peer, name, job, args.timeout)
                    if isinstance(result, Sample):
                        samples[peer].append(result)
                    elif result is not None:
                        errors[peer] = result
            rows = [Row.of(peer, samples[peer], errors[peer]) for peer in args.peers]
            print(f"\n{table(case, rows)}", flush=True)
            for peer, error in errors.items():
                if error:
                    failed = True
                    print(f"{peer.name}: {error}", file=sys.stderr)
            report["cases"][name] = {
                "title": case.title,
                "count": job.count,
                "samples": {peer.name: [asdict(sample) for sample in samples[peer]] for peer in args.peers},
            }
    args.json.parent.mkdir(parents=True, exist_ok=True)
    args.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
