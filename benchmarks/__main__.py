"""The benchmark: ``python -m benchmarks events --peers panoramisk,asterisk-ami --backend trio``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import environments, report, rounds
from .cases import CASES, GROUPS, named
from .peers import OURS, PEERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from .peers import Peer

RESULTS = Path(__file__).parent / "results"


def arguments() -> argparse.Namespace:
    names = ", ".join([*CASES, *GROUPS])
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measures this library and the clients it is compared with.",
        epilog=f"Cases: {names}. `micro` times the parts of this library by themselves; "
        "`report` makes tables and plots of earlier results anew.",
    )
    parser.add_argument("cases", nargs="*", default=["all"], help="default: all")
    parser.add_argument(
        "--peers",
        default="panoramisk,panoramisk-uvloop,asterisk-ami,sockets",
        help="other clients: %(default)s; or none",
    )
    parser.add_argument("--backend", default=",".join(OURS), help="of this library: %(default)s; or none")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, clients taking turns: %(default)s")
    parser.add_argument(
        "--events", type=int, help="at most so many events, round trips, items, nodes a round"
    )
    parser.add_argument("--timeout", type=float, default=120, help="seconds for one round of one client")
    parser.add_argument(
        "--json", type=Path, nargs="+", default=[RESULTS / "latest.json"],
        help="where every sample is written; for `report`: what it reads",
    )  # fmt: skip
    parser.add_argument("--docs", action="store_true", help="put tables and plots into docs/performance.md")
    args = parser.parse_args()
    if args.rounds < 1:
        parser.error("--rounds must be at least 1")
    try:
        args.clients = [
            known[name]
            for known, given in ((OURS, args.backend), (PEERS, args.peers))
            for name in given.split(",")
            if name not in ("", "none")
        ]
        if args.cases not in (["micro"], ["report"]):
            args.cases = named(args.cases)
            if len(args.json) > 1:
                parser.error(f"results go to one file, not to {len(args.json)}; put --json behind the cases")
    except KeyError as exc:
        parser.error(f"no client {exc}; there are {', '.join(PEERS)}, and the backends {', '.join(OURS)}")
    except ValueError as exc:
        parser.error(str(exc))
    return args


def installed(clients: list[Peer], told: Callable[[str], None]) -> list[Peer]:
    """Those that have an environment; one that cannot be installed keeps no other from being measured."""
    found: list[Peer] = []
    for client in clients:
        try:
            environments.python_of(client)
        except RuntimeError as exc:
            told(f"{client.name}: {exc}")
        else:
            found.append(client)
    return found


def measure(args: argparse.Namespace) -> int:
    failures: list[str] = []
    clients = installed(args.clients, failures.append)
    about = environments.about(clients)
    about["rounds"] = str(args.rounds)
    about["load before"] = str(environments.load())
    path: Path = args.json[0]
    results: report.Results = {}
    for name in args.cases:
        measured = rounds.measure(name, clients, args.rounds, args.events, args.timeout, failures.append)
        if measured:
            results[name] = measured
            print(f"\n{report.table(CASES[name], measured)}", flush=True)
            # After each case, so that a run that is stopped leaves what it has.
            about["load after"] = str(environments.load())
            report.save(path, about, results)
    path.with_suffix(".md").write_text(report.markdown(about, results), encoding="utf-8")
    report.write(path.parent, about, results, prefix=f"{path.stem}-")
    if args.docs:
        report.write_docs(about, results)
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


def main() -> int:
    args = arguments()
    try:
        if args.cases == ["micro"]:
            from . import micro

            print(micro.run(args.events or 20_000, args.rounds))
            return 0
        if args.cases == ["report"]:
            about, results = report.read(args.json)
            if args.docs:
                report.write_docs(about, results)
            else:
                print(report.markdown(about, results))
            return 0
        return measure(args)
    except (RuntimeError, FileNotFoundError, ValueError) as exc:
        print(f"python -m benchmarks: {exc}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
