"""Whether what a test asks for can be played: else it would see another scenario than it says."""

from __future__ import annotations

from typing import Final

_CAUSES: Final = range(1, 128)  # those of Q.850


def seconds(**given: float | None) -> None:
    """Raise ValueError for a time below 0, or no number. None and ``math.inf`` are taken."""
    for name, value in given.items():
        # Said so that not-a-number fails too.
        if value is not None and not value >= 0:
            raise ValueError(f"{name} takes seconds from 0 on, not {value!r}")


def cause(**given: int | None) -> None:
    """Raise ValueError for what is no hangup cause."""
    for name, value in given.items():
        if value is not None and value not in _CAUSES:
            raise ValueError(f"{name} takes a hangup cause from {_CAUSES[0]} to {_CAUSES[-1]}, not {value!r}")


def one_of(words: tuple[str, ...], **given: str) -> None:
    """Raise ValueError for a word that is none of these."""
    for name, value in given.items():
        if value not in words:
            raise ValueError(f"{name} takes {' or '.join(map(repr, words))}, not {value!r}")


def interface(name: str) -> None:
    """Raise ValueError for what is no interface such as ``PJSIP/alice``."""
    technology, _, device = name.partition("/")
    if not (technology and device):
        raise ValueError(f"{name!r} is no interface such as PJSIP/alice")
