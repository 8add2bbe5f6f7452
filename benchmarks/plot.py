"""Plots as SVG, written by hand: bars of rates, and lines of cost over scale."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from .cases import CASES, Case

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .rounds import Measured

_RATES = (
    "events",
    "fanout",
    "rare",
    "nobody",
    "header",
    "list",
    "ping",
    "ping64",
    "ping-busy",
    "ping64-busy",
)
_COLOURS = {
    "anyio-ami/asyncio": "#1f6fb2",
    "anyio-ami/trio": "#3fa0a0",
    "anyio-ami/uvloop": "#6c5fb5",
    "panoramisk": "#d07030",
    "panoramisk-uvloop": "#e2a06a",
    "asterisk-ami": "#b04a5a",
}
_WIDTH = 860
_LABEL = 150
_BAR = 16
_PANEL = 260
# Here the cost itself is to grow in a line; on the other scales that of one must stay as it is.
_LINEAR = frozenset({"headers"})


class _Line(NamedTuple):
    client: str
    points: list[tuple[float, float]]


def rates(results: Mapping[str, Sequence[Measured]]) -> str:
    """Bars: how many a second each client does, with the least and the most. Empty without data."""
    parts: list[str] = []
    y = 10
    for name in _RATES:
        # Bare sockets would leave no room for the clients.
        measured = [found for found in results.get(name, ()) if found.samples and found.client != "sockets"]
        if not measured:
            continue
        case = CASES[name]
        parts.append(_text(10, y + 14, f"{case.title} ({case.unit}/s)", weight="bold"))
        y += 22
        each = {found.client: [s.count / s.seconds for s in found.samples] for found in measured}
        scale = (_WIDTH - _LABEL - 90) / max(max(values) for values in each.values())
        for client, values in each.items():
            length = statistics.median(values) * scale
            parts.append(_text(_LABEL - 6, y + 12, client, anchor="end"))
            parts.append(_rect(_LABEL, y, length, _BAR - 3, _COLOURS.get(client, "#666")))
            low, high = (_LABEL + pick(values) * scale for pick in (min, max))
            parts.append(_path([(low, y + 6.5), (high, y + 6.5)], "#222", 1.0))
            parts.append(_text(max(_LABEL + length, high) + 6, y + 12, f"{statistics.median(values):,.0f}"))
            y += _BAR
        y += 14
    return _svg(_WIDTH, y, parts) if parts else ""


def scaling(results: Mapping[str, Sequence[Measured]]) -> str:
    """Lines: CPU time of one over the scale. Empty without data."""
    names = [name for name, case in CASES.items() if case.scale and results.get(name)]
    parts: list[str] = []
    for place, name in enumerate(names):
        left, top = (place % 2) * (_WIDTH / 2), (place // 2) * _PANEL
        parts += _panel(name, results[name], left, top)
    return _svg(_WIDTH, math.ceil(len(names) / 2) * _PANEL, parts) if parts else ""


def _panel(name: str, measured: Sequence[Measured], left: float, top: float) -> list[str]:
    case = CASES[name]
    lines: list[_Line] = []
    for client in dict.fromkeys(found.client for found in measured if found.samples):
        points = [
            (found.x, statistics.median(s.cpu / s.count * 1e6 for s in found.samples))
            for found in measured
            if found.client == client and found.samples
        ]
        lines.append(_Line(client, points))
    if not lines:
        return []
    xs = sorted({x for line in lines for x, _ in line.points})
    most = max(y for line in lines for _, y in line.points) * 1.1
    width, height = _WIDTH / 2 - 80, _PANEL - 90
    x0, y0 = left + 50, top + 30 + height
    linear = case.scale in _LINEAR

    def at(x: float, y: float) -> tuple[float, float]:
        first, last = (0.0, xs[-1]) if linear else (math.log(xs[0]), math.log(xs[-1]))
        place = x if linear else math.log(x)
        return x0 + (place - first) / ((last - first) or 1) * width, y0 - y / most * height

    parts = [
        _text(left + 10, top + 16, _heading(case), weight="bold"),
        _path([(x0, y0), (x0 + width, y0)], "#888", 1.0),
        _path([(x0, y0), (x0, y0 - height)], "#888", 1.0),
    ]
    for share in (0.25, 0.5, 0.75, 1.0):
        _, y = at(xs[0], most * share)
        parts.append(_path([(x0, y), (x0 + width, y)], "#ddd", 0.7))
        parts.append(_text(x0 - 5, y + 4, f"{most * share:.3g}", anchor="end", size=10))
    parts += [_text(at(x, 0)[0], y0 + 15, _short(x, case.scale), anchor="middle", size=10) for x in xs]
    for line in lines:
        colour = _COLOURS.get(line.client, "#666")
        places = [at(x, y) for x, y in line.points]
        parts.append(_path(places, colour, 1.8))
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in places]
    for place, line in enumerate(lines):
        x = x0 + place * width / max(3, len(lines))
        parts.append(_rect(x, y0 + 26, 9, 9, _COLOURS.get(line.client, "#666")))
        parts.append(_text(x + 13, y0 + 34, line.client, size=10))
    return parts


def _heading(case: Case) -> str:
    one = "a KiB of output" if case.scale == "KiB" else f"an {case.unit.removesuffix('s')}"
    return f"CPU us {one}, by size" if case.scale == "KiB" else f"CPU us {one}, by number of {case.scale}"


def _short(value: float, scale: str) -> str:
    if scale == "KiB":
        return f"{value:.0f} KiB" if value < 1024 else f"{value / 1024:.0f} MiB"
    if value >= 1_000_000:
        return f"{value / 1_000_000:g} M"
    return f"{value / 1000:g} k" if value >= 1000 else f"{value:g}"


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif">'
    )
    return "\n".join([head, _rect(0, 0, width, height, "#fff"), *parts, "</svg>"]) + "\n"


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", weight: str = "normal", size: int = 12
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" font-weight="{weight}" '
        f'fill="#222">{escape(text)}</text>'
    )


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _path(points: Sequence[tuple[float, float]], colour: str, width: float) -> str:
    places = " L ".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path d="M {places}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
