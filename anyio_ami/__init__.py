"""A typed, structured-concurrency client for the Asterisk Manager Interface (AMI)."""

from __future__ import annotations

import logging as _logging

from anyio_ami import actions as actions
from anyio_ami import errors as errors
from anyio_ami import events as events
from anyio_ami import types as types
from anyio_ami._client.bus import EventBus as EventBus
from anyio_ami._client.client import AMIClient as AMIClient
from anyio_ami._client.connect import connect_ami as connect_ami
from anyio_ami._client.mailbox import Gap as Gap
from anyio_ami._client.state import ConnectionState as ConnectionState
from anyio_ami.endpoint import Credentials as Credentials
from anyio_ami.endpoint import Endpoint as Endpoint
from anyio_ami.policy import Limits as Limits
from anyio_ami.policy import ReconnectPolicy as ReconnectPolicy

__all__ = [
    "AMIClient",
    "ConnectionState",
    "Credentials",
    "Endpoint",
    "EventBus",
    "Gap",
    "Limits",
    "ReconnectPolicy",
    "actions",
    "connect_ami",
    "errors",
    "events",
    "types",
]

# Silent unless the application asks for more.
_logging.getLogger("anyio_ami").addHandler(_logging.NullHandler())
