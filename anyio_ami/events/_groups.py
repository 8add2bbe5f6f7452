"""The headers that many events share."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import (
    BridgeTechnology,
    BridgeType,
    ChannelState,
    DeviceState,
    QueueMembership,
    SecuritySeverity,
    VideoSourceMode,
)

from ._base import Event


class ChannelEvent(Event, frozen=True, gc=False):
    """An event about a channel: what Asterisk tells of it whenever it speaks of it.

    ``caller_id_num``, ``caller_id_name``, ``connected_line_num``, ``connected_line_name``: ``<unknown>``
    stands for no value.

    ``tenant_id``: Asterisk 18 and 20 to 23.

    ``chan_variables``: ``NAME=value`` each.
    """

    channel: str = ""
    channel_state: ChannelState | None = None
    channel_state_desc: str = ""
    caller_id_num: str = ""
    caller_id_name: str = ""
    connected_line_num: str = ""
    connected_line_name: str = ""
    language: str = ""
    account_code: str = ""
    context: str = ""
    exten: str = ""
    priority: int | None = None
    unique_id: str = ""
    linked_id: str = ""
    tenant_id: str = ""
    chan_variables: tuple[str, ...] = ()

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("ChannelState", "channel_state", "ChannelState"),
        ("ChannelStateDesc", "channel_state_desc", "str"),
        ("CallerIDNum", "caller_id_num", "str"),
        ("CallerIDName", "caller_id_name", "cstr"),
        ("ConnectedLineNum", "connected_line_num", "str"),
        ("ConnectedLineName", "connected_line_name", "cstr"),
        ("Language", "language", "str"),
        ("AccountCode", "account_code", "str"),
        ("Context", "context", "str"),
        ("Exten", "exten", "str"),
        ("Priority", "priority", "int"),
        ("Uniqueid", "unique_id", "str"),
        ("Linkedid", "linked_id", "str"),
        ("Tenantid", "tenant_id", "str"),
        ("ChanVariable", "chan_variables", "cstr*"),
    )
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"tenant_id": (18, 20, 21, 22, 23)}


class BridgeEvent(Event, frozen=True, gc=False):
    """An event about a bridge, and about no channel.

    ``bridge_creator``, ``bridge_name``: ``<unknown>`` stands for no value.
    """

    bridge_unique_id: str = ""
    bridge_type: BridgeType | None = None
    bridge_technology: BridgeTechnology | None = None
    bridge_creator: str = ""
    bridge_name: str = ""
    bridge_num_channels: int | None = None
    bridge_video_source_mode: VideoSourceMode | None = None
    bridge_video_source: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "BridgeType"),
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "VideoSourceMode"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
    )


class QueueMemberEvent(Event, frozen=True, gc=False):
    """A change of a queue's member.

    ``last_call``, ``last_pause``, ``login_time``: seconds since 1970.

    ``wrapup_time``: seconds.
    """

    queue: str = ""
    member_name: str = ""
    interface: str = ""
    state_interface: str = ""
    membership: QueueMembership | None = None
    penalty: int | None = None
    calls_taken: int | None = None
    last_call: int | None = None
    last_pause: int | None = None
    login_time: int | None = None
    in_call: bool | None = None
    status: DeviceState | None = None
    paused: bool | None = None
    paused_reason: str = ""
    ring_in_use: bool | None = None
    wrapup_time: int | None = None

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("MemberName", "member_name", "str"),
        ("Interface", "interface", "str"),
        ("StateInterface", "state_interface", "str"),
        ("Membership", "membership", "QueueMembership"),
        ("Penalty", "penalty", "int"),
        ("CallsTaken", "calls_taken", "int"),
        ("LastCall", "last_call", "int"),
        ("LastPause", "last_pause", "int"),
        ("LoginTime", "login_time", "int"),
        ("InCall", "in_call", "bool:1/0"),
        ("Status", "status", "DeviceState"),
        ("Paused", "paused", "bool:1/0"),
        ("PausedReason", "paused_reason", "str"),
        ("Ringinuse", "ring_in_use", "bool:1/0"),
        ("Wrapuptime", "wrapup_time", "int"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Location": "interface"}


class SecurityEvent(Event, frozen=True, gc=False):
    """A security event; the accounts of all services send them, not only those of the manager.

    ``event_tv``, ``session_tv``: ISO 8601.

    ``account_id``: ``<unknown>`` stands for no value.
    """

    event_tv: str = ""
    severity: SecuritySeverity | None = None
    service: str = ""
    event_version: int | None = None
    account_id: str = ""
    session_id: str = ""
    local_address: str = ""
    remote_address: str = ""
    module: str = ""
    session_tv: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("EventTV", "event_tv", "str"),
        ("Severity", "severity", "SecuritySeverity"),
        ("Service", "service", "str"),
        ("EventVersion", "event_version", "int"),
        ("AccountID", "account_id", "str"),
        ("SessionID", "session_id", "str"),
        ("LocalAddress", "local_address", "str"),
        ("RemoteAddress", "remote_address", "str"),
        ("Module", "module", "str"),
        ("SessionTV", "session_tv", "str"),
    )


class ParkedCallEvent(Event, frozen=True, gc=False):
    """An event about a parked call.

    ``parking_timeout``, ``parking_duration``: seconds.
    """

    parker_dial_string: str = ""
    parking_lot: str = ""
    parking_space: int | None = None
    parking_timeout: int | None = None
    parking_duration: int | None = None

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ParkerDialString", "parker_dial_string", "str"),
        ("Parkinglot", "parking_lot", "str"),
        ("ParkingSpace", "parking_space", "int"),
        ("ParkingTimeout", "parking_timeout", "int"),
        ("ParkingDuration", "parking_duration", "int"),
    )
