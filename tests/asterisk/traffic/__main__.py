"""Play the scenarios on servers of their own and say what came: ``python -m tests.asterisk.traffic``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import anyio

from ..fixtures import VERSIONS, started
from . import Played, play

SEEN = Path(__file__).parents[3] / "generator" / "seen.json"


def played(version: str) -> Played:
    """One run on a new server."""
    with started(version, "full") as server:
        return anyio.run(play, server)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.asterisk.traffic", description=__doc__)
    parser.add_argument(
        "--write", action="store_true", help="write what came in every run to generator/seen.json"
    )
    parser.add_argument("--runs", type=int, default=5, help="how many runs for each version (default 5)")
    parser.add_argument("versions", nargs="*", help="22, 16 (default: both)")
    args = parser.parse_args()
    seen: dict[str, list[str]] = json.loads(SEEN.read_text(encoding="utf-8")) if SEEN.exists() else {}
    wanted: list[str] = args.versions
    runs: int = args.runs
    for version in wanted or VERSIONS:
        always: set[str] | None = None
        ever: set[str] = set()
        for number in range(1, runs + 1):
            run = played(version)
            kinds = run.recorder.kinds()
            always = kinds if always is None else always & kinds
            ever |= kinds
            print(
                f"Asterisk {version}, run {number}: {len(kinds)} kinds of events, "
                f"{len(run.recorder.events)} events, {sum(run.seconds.values()):.0f} s of scenarios",
                flush=True,
            )
            for name, error in run.failed.items():
                print(f"  {name}: {error!r}")
        kept = always or set()
        seen[version] = sorted(kept)
        print(f"Asterisk {version}: {len(kept)} kinds each time; not each time: {sorted(ever - kept)}")
    if args.write:
        SEEN.write_text(json.dumps(dict(sorted(seen.items())), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
