"""What the fleet's tests share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from anyio_ami import ConnectionState, events
from anyio_ami.fleet import Fleet, NodeOptions, connect_fleet

from .helpers import ADMIN

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from anyio_ami.testing import FakeAsterisk

MARKS = [pytest.mark.anyio]

QUIET: dict[str, Any] = {"keepalive": math.inf, "boot_timeout": 0}
UP = ConnectionState.CONNECTED
DOWN = ConnectionState.DISCONNECTED


def fleet_of(servers: dict[str, FakeAsterisk], **options: Any) -> AbstractAsyncContextManager[Fleet]:
    """A fleet of simulated servers, over in-memory streams."""
    nodes: dict[str, NodeOptions] = {name: {"transport": pbx.connect} for name, pbx in servers.items()}
    chosen: dict[str, Any] = {**ADMIN, **QUIET, **options}
    return connect_fleet(nodes, **chosen)


def tell(pbx: FakeAsterisk, *modules: str) -> None:
    """One Reload each: an event of every server that any mask lets through."""
    for module in modules:
        pbx.emit("Reload", {"Module": module, "Status": "0"})


def node_of(event: events.Event) -> str:
    assert event.session is not None
    return event.session.node
