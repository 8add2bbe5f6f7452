"""Results as JSON, as Markdown tables, and as a part of the documentation."""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import plot
from .cases import CASES, Case
from .measure import Sample
from .peers import BASELINE
from .rounds import Measured

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "performance.md"
_BEGIN = "<!-- results: written by `python -m benchmarks report --docs` -->"
_END = "<!-- end of results -->"

Report = dict[str, Any]
Results = dict[str, list[Measured]]


def save(path: Path, about: dict[str, str], results: Results) -> None:
    """Every sample, as JSON."""
    report = {
        "about": about,
        "cases": {
            name: [
                {**found._asdict(), "samples": [asdict(sample) for sample in found.samples]}
                for found in measured
            ]
            for name, measured in results.items()
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def read(paths: Sequence[Path]) -> tuple[dict[str, str], Results]:
    """What `save` wrote; of a case that is in several files the last one counts."""
    about: dict[str, str] = {}
    results: Results = {}
    for path in paths:
        report = json.loads(path.read_text(encoding="utf-8"))
        about.update(report["about"])
        for name, measured in report["cases"].items():
            if name in CASES:
                results[name] = [
                    Measured(**found)._replace(samples=[Sample(**each) for each in found["samples"]])
                    for found in measured
                ]
    return about, {name: results[name] for name in CASES if name in results}


def table(case: Case, measured: Sequence[Measured]) -> str:
    """One case as Markdown: medians, with the least and the most of the rates."""
    figures = list(
        dict.fromkeys(name for found in measured for sample in found.samples for name in sample.figures)
    )
    has_points = any(found.point for found in measured)
    compared = any(found.client == BASELINE and found.samples for found in measured)
    head = [
        "client",
        *(["what"] if has_points else []),
        f"{case.unit}/s",
        "min",
        "max",
        "CPU us each",
        "peak MiB",
    ]
    head += figures
    if compared:
        head.append(f"ratio of {case.compare}" if case.compare != "rate" else "ratio (by CPU)")
    lines = [
        f"### {case.title}",
        "",
        f"| {' | '.join(head)} |",
        "|---|" + "---|" * has_points + "---:|" * (len(head) - 1 - has_points),
    ]
    for found in measured:
        cells = [found.client, *([found.point] if has_points else [])]
        if found.samples:
            rates = [rate(sample) for sample in found.samples]
            cells += [number(pick(rates)) for pick in (statistics.median, min, max)]
            cells += [number(middle(found, cpu), 3), number(middle(found, lambda sample: sample.peak))]
            cells += [_figure(found, name) for name in figures]
            if compared:
                cells.append(_ratio(case, found, _baseline(found, measured)))
        else:
            cells += [found.error, *[""] * (len(head) - len(cells) - 1)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def rate(sample: Sample) -> float:
    """How many a second."""
    return sample.count / sample.seconds


def cpu(sample: Sample) -> float:
    """CPU microseconds of each."""
    return sample.cpu / sample.count * 1e6


def middle(found: Measured, of: Callable[[Sample], float]) -> float:
    """The median over the rounds."""
    return statistics.median([of(sample) for sample in found.samples])


def number(value: float, digits: int = 3) -> str:
    """A number with so many digits that mean something."""
    if abs(value) >= 10 ** (digits - 1):
        return f"{value:,.0f}"
    return f"{value:.{digits}g}"


def _figure(found: Measured, name: str) -> str:
    values = [sample.figures[name] for sample in found.samples if name in sample.figures]
    return number(statistics.median(values)) if values else ""


def _baseline(found: Measured, measured: Sequence[Measured]) -> Measured | None:
    same = (
        each for each in measured if each.client == BASELINE and each.point == found.point and each.samples
    )
    return next(same, None)


def _ratio(case: Case, found: Measured, baseline: Measured | None) -> str:
    if baseline is None:
        return ""
    if case.compare != "rate":
        name = case.compare
        if any(name not in sample.figures for sample in [*found.samples, *baseline.samples]):
            return ""
        mine, theirs = (middle(each, lambda sample: sample.figures[name]) for each in (found, baseline))
        return f"{mine / theirs:.2f}" if theirs > 0 else ""
    by_rate = middle(found, rate) / middle(baseline, rate)
    return f"{by_rate:.2f} ({middle(baseline, cpu) / middle(found, cpu):.2f})"


def markdown(about: dict[str, str], results: Results) -> str:
    """All of it: on what it was measured, and a table for each case."""
    rows = [f"| {name} | {value} |" for name, value in about.items()]
    parts = ["| measured on | |\n|---|---|\n" + "\n".join(rows)]
    parts += [table(CASES[name], measured) for name, measured in results.items()]
    return "\n\n".join(parts) + "\n"


def write(folder: Path, about: dict[str, str], results: Results, *, prefix: str = "") -> list[Path]:
    """The plots that these results have data for; gives their files."""
    drawn = {f"{prefix}rates.svg": plot.rates(results), f"{prefix}scaling.svg": plot.scaling(results)}
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / name for name, text in drawn.items() if text]
    for path in written:
        path.write_text(drawn[path.name], encoding="utf-8")
    return written


def write_docs(about: dict[str, str], results: Results) -> None:
    """Put tables and plots into the documentation, between the page's two marks.

    Raises ValueError if the page has lost them.
    """
    page = PAGE.read_text(encoding="utf-8")
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not (begin and end):
        msg = f"{PAGE.name} has no {_BEGIN!r} ... {_END!r}"
        raise ValueError(msg)
    drawn = write(DOCS, about, results, prefix="performance-")
    images = "\n\n".join(f"![{path.stem.replace('-', ': ')}]({path.name})" for path in drawn)
    parts = [part for part in (images, markdown(about, results).strip()) if part]
    PAGE.write_text(f"{before}{begin}\n\n" + "\n\n".join(parts) + f"\n\n{end}{after}", encoding="utf-8")
