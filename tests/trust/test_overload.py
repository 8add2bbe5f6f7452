"""A few seconds of flood from a real server; `tests.trust.overload` is the same for longer, with a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .overload import Overload

if TYPE_CHECKING:
    from ..asterisk.fixtures import AsteriskServer

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


async def test_under_a_flood_the_session_lives_and_every_event_is_seen_or_counted_as_lost(
    own_asterisk: AsteriskServer,
) -> None:
    report = await Overload(own_asterisk, seconds=3, rate=10_000, senders=2, buffer=1000).run()
    print(report)
    report.check()
    assert report.seen["swift"] > report.seen["stuck"] >= 1000
