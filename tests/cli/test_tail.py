"""Lines of `tail`, for a program that reads them."""

from __future__ import annotations

from datetime import datetime

import pytest

from anyio_ami import Gap
from anyio_ami.cli.tail import _Lines


@pytest.mark.parametrize(
    ("gap", "at", "text"),
    [
        (Gap("disconnected", None, None, 1000.0), 1000.0, "events are missing from here on"),
        (
            Gap("resubscribed", None, None, 1000.0, until=1002.5, same_boot=False, node="pbx"),
            1002.5,
            "pbx: connected again after 2.5 s; events come again (the server was restarted)",
        ),
        (
            Gap("overflow", 7, None, 1000.0),
            1000.0,
            "7 events were lost: they came faster than they were read",
        ),
    ],
)
def test_a_gap_has_the_time_at_which_it_stands(gap: Gap, at: float, text: str) -> None:
    stamp, mark, told = _Lines(None, []).line(gap).rstrip("\n").split("\t")
    assert (datetime.fromisoformat(stamp).timestamp(), mark, told) == (at, "-- gap", text)
