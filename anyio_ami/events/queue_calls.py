"""Calls in queues, and the members that take them."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import AgentCompleteReason, ChannelState

from ._groups import ChannelEvent


class AgentCalled(ChannelEvent, frozen=True, gc=False, tag="AgentCalled"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22.

    ``dest_caller_id_num``, ``dest_caller_id_name``, ``dest_connected_line_num``,
    ``dest_connected_line_name``: ``<unknown>`` stands for no value.

    ``dest_tenant_id``: Asterisk 18 and 20 to 23.

    ``dest_chan_variables``: ``NAME=value`` each.
    """

    dest_channel: str = ""
    dest_channel_state: ChannelState | None = None
    dest_channel_state_desc: str = ""
    dest_caller_id_num: str = ""
    dest_caller_id_name: str = ""
    dest_connected_line_num: str = ""
    dest_connected_line_name: str = ""
    dest_language: str = ""
    dest_account_code: str = ""
    dest_context: str = ""
    dest_exten: str = ""
    dest_priority: int | None = None
    dest_unique_id: str = ""
    dest_linked_id: str = ""
    dest_tenant_id: str = ""
    dest_chan_variables: tuple[str, ...] = ()
    queue: str = ""
    member_name: str = ""
    interface: str = ""

    name = "AgentCalled"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DestChannel", "dest_channel", "str"),
        ("DestChannelState", "dest_channel_state", "ChannelState"),
        ("DestChannelStateDesc", "dest_channel_state_desc", "str"),
        ("DestCallerIDNum", "dest_caller_id_num", "str"),
        ("DestCallerIDName", "dest_caller_id_name", "cstr"),
        ("DestConnectedLineNum", "dest_connected_line_num", "str"),
        ("DestConnectedLineName", "dest_connected_line_name", "cstr"),
        ("DestLanguage", "dest_language", "str"),
        ("DestAccountCode", "dest_account_code", "str"),
        ("DestContext", "dest_context", "str"),
        ("DestExten", "dest_exten", "str"),
        ("DestPriority", "dest_priority", "int"),
        ("DestUniqueid", "dest_unique_id", "str"),
        ("DestLinkedid", "dest_linked_id", "str"),
        ("DestTenantid", "dest_tenant_id", "str"),
        ("DestChanVariable", "dest_chan_variables", "cstr*"),
        ("Queue", "queue", "str"),
        ("MemberName", "member_name", "str"),
        ("Interface", "interface", "str"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {
        "AgentCalled": "interface",
        "AgentName": "member_name",
        "ChannelCalling": "channel",
        "DestinationChannel": "dest_channel",
        "Extension": "exten",
    }
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"dest_tenant_id": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class AgentComplete(ChannelEvent, frozen=True, gc=False, tag="AgentComplete"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22.

    ``dest_caller_id_num``, ``dest_caller_id_name``, ``dest_connected_line_num``,
    ``dest_connected_line_name``: ``<unknown>`` stands for no value.

    ``dest_tenant_id``: Asterisk 18 and 20 to 23.

    ``dest_chan_variables``: ``NAME=value`` each.

    ``hold_time``, ``talk_time``: seconds.
    """

    dest_channel: str = ""
    dest_channel_state: ChannelState | None = None
    dest_channel_state_desc: str = ""
    dest_caller_id_num: str = ""
    dest_caller_id_name: str = ""
    dest_connected_line_num: str = ""
    dest_connected_line_name: str = ""
    dest_language: str = ""
    dest_account_code: str = ""
    dest_context: str = ""
    dest_exten: str = ""
    dest_priority: int | None = None
    dest_unique_id: str = ""
    dest_linked_id: str = ""
    dest_tenant_id: str = ""
    dest_chan_variables: tuple[str, ...] = ()
    queue: str = ""
    member_name: str = ""
    interface: str = ""
    hold_time: int | None = None
    talk_time: int | None = None
    reason: AgentCompleteReason | None = None

    name = "AgentComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DestChannel", "dest_channel", "str"),
        ("DestChannelState", "dest_channel_state", "ChannelState"),
        ("DestChannelStateDesc", "dest_channel_state_desc", "str"),
        ("DestCallerIDNum", "dest_caller_id_num", "str"),
        ("DestCallerIDName", "dest_caller_id_name", "cstr"),
        ("DestConnectedLineNum", "dest_connected_line_num", "str"),
        ("DestConnectedLineName", "dest_connected_line_name", "cstr"),
        ("DestLanguage", "dest_language", "str"),
        ("DestAccountCode", "dest_account_code", "str"),
        ("DestContext", "dest_context", "str"),
        ("DestExten", "dest_exten", "str"),
        ("DestPriority", "dest_priority", "int"),
        ("DestUniqueid", "dest_unique_id", "str"),
        ("DestLinkedid", "dest_linked_id", "str"),
        ("DestTenantid", "dest_tenant_id", "str"),
        ("DestChanVariable", "dest_chan_variables", "cstr*"),
        ("Queue", "queue", "str"),
        ("MemberName", "member_name", "str"),
        ("Interface", "interface", "str"),
        ("HoldTime", "hold_time", "int"),
        ("TalkTime", "talk_time", "int"),
        ("Reason", "reason", "AgentCompleteReason"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Member": "interface"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"dest_tenant_id": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class AgentConnect(ChannelEvent, frozen=True, gc=False, tag="AgentConnect"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22.

    ``dest_caller_id_num``, ``dest_caller_id_name``, ``dest_connected_line_num``,
    ``dest_connected_line_name``: ``<unknown>`` stands for no value.

    ``dest_tenant_id``: Asterisk 18 and 20 to 23.

    ``dest_chan_variables``: ``NAME=value`` each.

    ``ring_time``, ``hold_time``: seconds.
    """

    dest_channel: str = ""
    dest_channel_state: ChannelState | None = None
    dest_channel_state_desc: str = ""
    dest_caller_id_num: str = ""
    dest_caller_id_name: str = ""
    dest_connected_line_num: str = ""
    dest_connected_line_name: str = ""
    dest_language: str = ""
    dest_account_code: str = ""
    dest_context: str = ""
    dest_exten: str = ""
    dest_priority: int | None = None
    dest_unique_id: str = ""
    dest_linked_id: str = ""
    dest_tenant_id: str = ""
    dest_chan_variables: tuple[str, ...] = ()
    queue: str = ""
    member_name: str = ""
    interface: str = ""
    ring_time: int | None = None
    hold_time: int | None = None

    name = "AgentConnect"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DestChannel", "dest_channel", "str"),
        ("DestChannelState", "dest_channel_state", "ChannelState"),
        ("DestChannelStateDesc", "dest_channel_state_desc", "str"),
        ("DestCallerIDNum", "dest_caller_id_num", "str"),
        ("DestCallerIDName", "dest_caller_id_name", "cstr"),
        ("DestConnectedLineNum", "dest_connected_line_num", "str"),
        ("DestConnectedLineName", "dest_connected_line_name", "cstr"),
        ("DestLanguage", "dest_language", "str"),
        ("DestAccountCode", "dest_account_code", "str"),
        ("DestContext", "dest_context", "str"),
        ("DestExten", "dest_exten", "str"),
        ("DestPriority", "dest_priority", "int"),
        ("DestUniqueid", "dest_unique_id", "str"),
        ("DestLinkedid", "dest_linked_id", "str"),
        ("DestTenantid", "dest_tenant_id", "str"),
        ("DestChanVariable", "dest_chan_variables", "cstr*"),
        ("Queue", "queue", "str"),
        ("MemberName", "member_name", "str"),
        ("Interface", "interface", "str"),
        ("RingTime", "ring_time", "int"),
        ("HoldTime", "hold_time", "int"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Member": "interface"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"dest_tenant_id": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class AgentDump(ChannelEvent, frozen=True, gc=False, tag="AgentDump"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22.

    ``dest_caller_id_num``, ``dest_caller_id_name``, ``dest_connected_line_num``,
    ``dest_connected_line_name``: ``<unknown>`` stands for no value.

    ``dest_tenant_id``: Asterisk 18 and 20 to 23.

    ``dest_chan_variables``: ``NAME=value`` each.
    """

    dest_channel: str = ""
    dest_channel_state: ChannelState | None = None
    dest_channel_state_desc: str = ""
    dest_caller_id_num: str = ""
    dest_caller_id_name: str = ""
    dest_connected_line_num: str = ""
    dest_connected_line_name: str = ""
    dest_language: str = ""
    dest_account_code: str = ""
    dest_context: str = ""
    dest_exten: str = ""
    dest_priority: int | None = None
    dest_unique_id: str = ""
    dest_linked_id: str = ""
    dest_tenant_id: str = ""
    dest_chan_variables: tuple[str, ...] = ()
    queue: str = ""
    member_name: str = ""
    interface: str = ""

    name = "AgentDump"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DestChannel", "dest_channel", "str"),
        ("DestChannelState", "dest_channel_state", "ChannelState"),
        ("DestChannelStateDesc", "dest_channel_state_desc", "str"),
        ("DestCallerIDNum", "dest_caller_id_num", "str"),
        ("DestCallerIDName", "dest_caller_id_name", "cstr"),
        ("DestConnectedLineNum", "dest_connected_line_num", "str"),
        ("DestConnectedLineName", "dest_connected_line_name", "cstr"),
        ("DestLanguage", "dest_language", "str"),
        ("DestAccountCode", "dest_account_code", "str"),
        ("DestContext", "dest_context", "str"),
        ("DestExten", "dest_exten", "str"),
        ("DestPriority", "dest_priority", "int"),
        ("DestUniqueid", "dest_unique_id", "str"),
        ("DestLinkedid", "dest_linked_id", "str"),
        ("DestTenantid", "dest_tenant_id", "str"),
        ("DestChanVariable", "dest_chan_variables", "cstr*"),
        ("Queue", "queue", "str"),
        ("MemberName", "member_name", "str"),
        ("Interface", "interface", "str"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Member": "interface"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"dest_tenant_id": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class AgentRingNoAnswer(ChannelEvent, frozen=True, gc=False, tag="AgentRingNoAnswer"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22.

    ``dest_caller_id_num``, ``dest_caller_id_name``, ``dest_connected_line_num``,
    ``dest_connected_line_name``: ``<unknown>`` stands for no value.

    ``dest_tenant_id``: Asterisk 18 and 20 to 23.

    ``dest_chan_variables``: ``NAME=value`` each.

    ``ring_time``: milliseconds.
    """

    dest_channel: str = ""
    dest_channel_state: ChannelState | None = None
    dest_channel_state_desc: str = ""
    dest_caller_id_num: str = ""
    dest_caller_id_name: str = ""
    dest_connected_line_num: str = ""
    dest_connected_line_name: str = ""
    dest_language: str = ""
    dest_account_code: str = ""
    dest_context: str = ""
    dest_exten: str = ""
    dest_priority: int | None = None
    dest_unique_id: str = ""
    dest_linked_id: str = ""
    dest_tenant_id: str = ""
    dest_chan_variables: tuple[str, ...] = ()
    queue: str = ""
    member_name: str = ""
    interface: str = ""
    ring_time: int | None = None

    name = "AgentRingNoAnswer"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DestChannel", "dest_channel", "str"),
        ("DestChannelState", "dest_channel_state", "ChannelState"),
        ("DestChannelStateDesc", "dest_channel_state_desc", "str"),
        ("DestCallerIDNum", "dest_caller_id_num", "str"),
        ("DestCallerIDName", "dest_caller_id_name", "cstr"),
        ("DestConnectedLineNum", "dest_connected_line_num", "str"),
        ("DestConnectedLineName", "dest_connected_line_name", "cstr"),
        ("DestLanguage", "dest_language", "str"),
        ("DestAccountCode", "dest_account_code", "str"),
        ("DestContext", "dest_context", "str"),
        ("DestExten", "dest_exten", "str"),
        ("DestPriority", "dest_priority", "int"),
        ("DestUniqueid", "dest_unique_id", "str"),
        ("DestLinkedid", "dest_linked_id", "str"),
        ("DestTenantid", "dest_tenant_id", "str"),
        ("DestChanVariable", "dest_chan_variables", "cstr*"),
        ("Queue", "queue", "str"),
        ("MemberName", "member_name", "str"),
        ("Interface", "interface", "str"),
        ("RingTime", "ring_time", "int"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Member": "interface"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"dest_tenant_id": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueCallerAbandon(ChannelEvent, frozen=True, gc=False, tag="QueueCallerAbandon"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22.

    ``hold_time``: seconds.
    """

    queue: str = ""
    position: int | None = None
    original_position: int | None = None
    hold_time: int | None = None

    name = "QueueCallerAbandon"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Position", "position", "int"),
        ("OriginalPosition", "original_position", "int"),
        ("HoldTime", "hold_time", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueCallerJoin(ChannelEvent, frozen=True, gc=False, tag="QueueCallerJoin"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22."""

    queue: str = ""
    position: int | None = None
    count: int | None = None

    name = "QueueCallerJoin"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Position", "position", "int"),
        ("Count", "count", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueCallerLeave(ChannelEvent, frozen=True, gc=False, tag="QueueCallerLeave"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22."""

    queue: str = ""
    count: int | None = None
    position: int | None = None

    name = "QueueCallerLeave"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Count", "count", "int"),
        ("Position", "position", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)
