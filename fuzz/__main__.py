"""Run targets one after the other: ``python -m fuzz [--seconds N] [TARGET ...]`` (README.md)."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from . import seeds
from .targets import CHECKS

HERE: Final = Path(__file__).resolve().parent
FINDINGS: Final = HERE / "findings"
_status = re.compile(r"^#(\d+).*?\bcov: (\d+) ft: (\d+) corp: (\d+)", re.MULTILINE)
_done = re.compile(r"^Done (\d+) runs in (\d+) second", re.MULTILINE)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Coverage-guided fuzzing.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(CHECKS)}; all of them")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default 60)")
    parser.add_argument(
        "--work", type=Path, default=Path(sys.prefix) / "corpus", help="grown corpora and logs"
    )
    parser.add_argument("--check", nargs="+", type=Path, metavar="FILE", help="run targets over these inputs")
    given = parser.parse_args()
    unknown = [name for name in given.targets if name not in CHECKS]
    if unknown:
        parser.error(f"no such target: {', '.join(unknown)}; there are {', '.join(CHECKS)}")
    targets = given.targets or list(CHECKS)
    if given.check:
        for path in given.check:
            for name in targets:
                print(f"{name}: {path}", flush=True)
                CHECKS[name](path.read_bytes())
        return 0
    found = [name for name in targets if not _fuzz(name, given.seconds, given.work)]
    if found:
        print(f"findings of {', '.join(found)} are in {FINDINGS.relative_to(HERE.parent)}")
    return 1 if found else 0


def _fuzz(target: str, seconds: int, work: Path) -> bool:
    """Fuzz one target; whether nothing was found."""
    begin, grown, log = work / f"{target}-seeds", work / target, work / f"{target}.log"
    count = seeds.write(target, begin)
    grown.mkdir(parents=True, exist_ok=True)
    FINDINGS.mkdir(exist_ok=True)
    words = work / "words.dict"
    words.write_text(seeds.dictionary())
    command = [
        sys.executable, "-m", "fuzz.run", target, f"-max_total_time={seconds}", f"-dict={words}",
        "-max_len=8192", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1",
        f"-artifact_prefix={FINDINGS}/{target}-", str(grown), str(begin),
    ]  # fmt: skip
    with log.open("wb") as output:
        ended = subprocess.run(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=HERE.parent,
            check=False,
        )
    text = log.read_text(errors="replace")
    states, done = _status.findall(text), _done.search(text)
    runs = int(done[1]) if done else int(states[-1][0]) if states else 0
    took = int(done[2]) if done else seconds
    covered, features, corpus = states[-1][1:] if states else ("?", "?", "?")
    print(
        f"{target}: {count} seeds, {runs} executions, {runs / max(1, took):.0f}/s, coverage {covered} edges, "
        f"{features} features, corpus {corpus}, {'nothing found' if ended.returncode == 0 else 'FINDING'}",
        flush=True,
    )
    if ended.returncode:
        print("".join(f"  {line}\n" for line in text.splitlines()[-40:]))
    return ended.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
