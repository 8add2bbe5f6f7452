"""A thousand random cancellations; `tests.trust.soak` is the same for longer."""

from __future__ import annotations

import pytest

from .storm import Report, Storm

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


def check(report: Report, cancelled: int) -> None:
    """It was a storm: calls were cancelled, lines were cut, events came."""
    print(report)
    assert report.cancelled >= cancelled
    assert report.reconnects > 5
    assert min(report.cuts, report.gaps, report.failed, report.events) > 5


async def test_a_thousand_cancelled_calls_leave_nothing_behind(virtual_clock: None) -> None:
    check(await Storm(4, 1000, tcp=False).run(), 1000)


async def test_cancelled_calls_over_sockets_leave_nothing_behind() -> None:
    check(await Storm(5, 200, tcp=True).run(), 200)
