"""This library, as a user writes it, with its default settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import adversary, asking, fairness, holding, reading, scaling

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measure import Job, Sample

CASES: dict[str, Callable[[Job], Sample]] = {
    **reading.CASES,
    **asking.CASES,
    **holding.CASES,
    **fairness.CASES,
    **scaling.CASES,
    **adversary.CASES,
}
