"""An hour of virtual time under random faults: what is missing is marked, and nothing else is missing."""

from __future__ import annotations

import pytest

from .hour import Hour

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

FAULTS = ("cut", "flap", "stall", "refuse", "restart", "slow_login")


# 2 sees the server's start, 3 is told of it by FullyBooted, 4 never hears of it.
@pytest.mark.parametrize("seed", [2, 3, 4])
async def test_received_and_lost_and_what_the_marks_cover_is_what_was_emitted(
    virtual_clock: None, seed: int
) -> None:
    report = await Hour(seed).run()
    print(report)
    assert all(report[fault] for fault in FAULTS)
    assert min(report["emitted"], report["received"], report["lost"], report["between the marks"]) > 1000
    assert report["reconnects"] > 50
    assert report["melted"] > 0
