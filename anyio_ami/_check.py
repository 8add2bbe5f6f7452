"""What users pass in, checked with errors that name the option."""

from __future__ import annotations

from typing import Any


def seconds(name: str, value: object) -> float:
    """A time from the user as a float; ValueError or TypeError that names the option."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        msg = f"{name} must be a number of seconds (math.inf: no limit), not {value!r}"
        raise TypeError(msg)
    try:
        number = float(value)
    except OverflowError:
        number = -1.0
    if not number >= 0:
        msg = f"{name} must be at least 0 seconds (math.inf: no limit) and no huge number"
        raise ValueError(msg)
    return number


def option(name: str, value: object, kinds: Any, meant: str) -> None:
    """TypeError that names the option unless ``value`` is of one of the kinds (a bool is no int)."""
    if not isinstance(value, kinds) or (kinds is int and isinstance(value, bool)):
        # Never the value itself: it may be the secret.
        msg = f"{name} must be {meant}, not {type(value).__name__}"
        raise TypeError(msg)
