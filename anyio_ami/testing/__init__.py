"""A simulated Asterisk for tests and demonstrations: see :class:`FakeAsterisk`."""

from __future__ import annotations

from ._calls import CallOptions as CallOptions
from ._calls import FakeCall as FakeCall
from ._channels import DIALPLAN as DIALPLAN
from ._channels import Dialplan as Dialplan
from ._channels import FakeChannel as FakeChannel
from ._control import Hold as Hold
from ._devices import FakeEndpoint as FakeEndpoint
from ._queues import FakeMember as FakeMember
from ._queues import FakeQueue as FakeQueue
from ._requests import FakeRequest as FakeRequest
from ._requests import Handler as Handler
from ._server import FakeAsterisk as FakeAsterisk
from ._session import FakeSession as FakeSession
from ._session import FakeUser as FakeUser

__all__ = [
    "DIALPLAN",
    "CallOptions",
    "Dialplan",
    "FakeAsterisk",
    "FakeCall",
    "FakeChannel",
    "FakeEndpoint",
    "FakeMember",
    "FakeQueue",
    "FakeRequest",
    "FakeSession",
    "FakeUser",
    "Handler",
    "Hold",
]
