"""Texts that a server sent, made fit for a terminal."""

from __future__ import annotations

from typing import Final

_NOTHING: Final = frozenset({"<unknown>", "unknown"})
SPARKS: Final = " ▁▂▃▄▅▆▇█"


def clean(text: str) -> str:
    """The text without what a terminal would obey: control characters and bytes that are no UTF-8."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


def party(number: str, name: str) -> str:
    """A number and a name, as far as they are known (Asterisk 16 to 23 send ``<unknown>``)."""
    number = "" if number in _NOTHING else number
    name = "" if name in _NOTHING or name == number else name
    return clean(f"{number} {name}".strip())


def clock(seconds: float) -> str:
    """``0:07``, ``12:34``, ``1:02:03``; ``2d 03:04`` from a day on."""
    minutes, second = divmod(max(0, int(seconds)), 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    if days:
        return f"{days}d {hour:02}:{minute:02}"
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def seconds_of(text: str) -> float:
    """The seconds of ``HH:MM:SS``; 0 for any other text."""
    parts = text.split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return 0.0
    hours, minutes, seconds = (int(part[:9]) for part in parts)
    return float(hours * 3600 + minutes * 60 + seconds)


def rate(value: float) -> str:
    """Events a second: ``0.4``, ``12``, ``5,012``."""
    return f"{value:.1f}" if 0 < value < 9.95 else f"{value:,.0f}"


def span(seconds: float) -> str:
    """A short time: ``0.4 ms``, ``12 ms``, ``3.1 s``."""
    if seconds >= 1:
        return f"{seconds:.1f} s"
    milliseconds = max(0.0, seconds * 1000)
    return f"{milliseconds:.1f} ms" if milliseconds < 9.95 else f"{milliseconds:.0f} ms"


def sparkline(values: list[float], width: int) -> str:
    """The last ``width`` values as bars, the highest of them full; blanks stand before the first."""
    shown = values[-width:] if width > 0 else []
    top = max(shown, default=0.0)
    bars = "".join(SPARKS[_bar(value, top)] for value in shown)
    return bars.rjust(max(0, width))


def _bar(value: float, top: float) -> int:
    if value <= 0 or top <= 0:
        return 0
    # What is not nothing is seen.
    return max(1, round(value / top * (len(SPARKS) - 1)))
