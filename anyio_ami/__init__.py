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
from anyio_ami._client.filters import Filters as Filters
from anyio_ami._client.mailbox import Gap as Gap
from anyio_ami._client.mailbox import Overflow as Overflow
from anyio_ami._client.originate import OriginateOutcome as OriginateOutcome
from anyio_ami._client.originate import OriginateResult as OriginateResult
from anyio_ami._client.server import ServerInfo as ServerInfo
from anyio_ami._client.state import ConnectionState as ConnectionState
from anyio_ami._client.stats import EventCount as EventCount
from anyio_ami._client.stats import Stats as Stats
from anyio_ami._client.streams import ListStream as ListStream
from anyio_ami._client.streams import Subscription as Subscription
from anyio_ami._client.transport import Transport as Transport
from anyio_ami._json.documents import from_json as from_json
from anyio_ami._json.documents import to_json as to_json
from anyio_ami._json.shape import schema as schema
from anyio_ami._messages.masking import mask_frame as mask_frame
from anyio_ami._messages.message import SessionInfo as SessionInfo
from anyio_ami._wire.login import LoginMode as LoginMode
from anyio_ami.diagnosis import CheckReport as CheckReport
from anyio_ami.diagnosis import Finding as Finding
from anyio_ami.diagnosis import check as check
from anyio_ami.endpoint import Credentials as Credentials
from anyio_ami.endpoint import Endpoint as Endpoint
from anyio_ami.fleet import Fleet as Fleet
from anyio_ami.fleet import FleetSubscription as FleetSubscription
from anyio_ami.fleet import connect_fleet as connect_fleet
from anyio_ami.observer import Observer as Observer
from anyio_ami.policy import Limits as Limits
from anyio_ami.policy import ReconnectDecision as ReconnectDecision
from anyio_ami.policy import ReconnectPolicy as ReconnectPolicy
from anyio_ami.reference import AnswerInfo as AnswerInfo
from anyio_ami.reference import Description as Description
from anyio_ami.reference import FieldInfo as FieldInfo
from anyio_ami.reference import describe as describe
from anyio_ami.tls import TLS as TLS

__all__ = [
    "TLS",
    "AMIClient",
    "AnswerInfo",
    "CheckReport",
    "ConnectionState",
    "Credentials",
    "Description",
    "Endpoint",
    "EventBus",
    "EventCount",
    "FieldInfo",
    "Filters",
    "Finding",
    "Fleet",
    "FleetSubscription",
    "Gap",
    "Limits",
    "ListStream",
    "LoginMode",
    "Observer",
    "OriginateOutcome",
    "OriginateResult",
    "Overflow",
    "ReconnectDecision",
    "ReconnectPolicy",
    "ServerInfo",
    "SessionInfo",
    "Stats",
    "Subscription",
    "Transport",
    "actions",
    "check",
    "connect_ami",
    "connect_fleet",
    "describe",
    "errors",
    "events",
    "from_json",
    "mask_frame",
    "schema",
    "to_json",
    "types",
]

# Silent unless the application asks for more.
_logging.getLogger("anyio_ami").addHandler(_logging.NullHandler())
