"""A server that the trials may kill, one of each version for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..asterisk.fixtures import VERSIONS, started

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..asterisk.fixtures import AsteriskServer


@pytest.fixture(scope="session", params=VERSIONS, ids=lambda version: f"asterisk{version}")
def mortal(
    request: pytest.FixtureRequest, asterisk_servers: Mapping[str, AsteriskServer]
) -> Iterator[AsteriskServer]:
    """A running server that a trial may end, freeze or configure anew, if it makes it whole again."""
    assert request.param in asterisk_servers
    with started(request.param) as server:
        yield server
