"""Dialling."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import ChannelState, DialStatus, OriginateReason

from ._base import Event
from ._groups import ChannelEvent


class DialBegin(ChannelEvent, frozen=True, gc=False, tag="DialBegin"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

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
    dial_string: str = ""

    name = "DialBegin"
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
        ("DialString", "dial_string", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"dest_tenant_id": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class DialEnd(ChannelEvent, frozen=True, gc=False, tag="DialEnd"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``dest_caller_id_num``, ``dest_caller_id_name``, ``dest_connected_line_num``,
    ``dest_connected_line_name``: ``<unknown>`` stands for no value.

    ``dest_tenant_id``: Asterisk 18 and 20 to 23.

    ``dest_chan_variables``: ``NAME=value`` each.

    ``forward``: never seen on a real server.
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
    dial_status: DialStatus | None = None
    forward: str = ""

    name = "DialEnd"
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
        ("DialStatus", "dial_status", "DialStatus"),
        ("Forward", "forward", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"dest_tenant_id": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class DialState(ChannelEvent, frozen=True, gc=False, tag="DialState"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``dest_caller_id_num``, ``dest_caller_id_name``, ``dest_connected_line_num``,
    ``dest_connected_line_name``: ``<unknown>`` stands for no value.

    ``dest_tenant_id``: Asterisk 18 and 20 to 23.

    ``dest_chan_variables``: ``NAME=value`` each.

    ``forward``: never seen on a real server.
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
    dial_status: DialStatus | None = None
    forward: str = ""

    name = "DialState"
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
        ("DialStatus", "dial_status", "DialStatus"),
        ("Forward", "forward", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"dest_tenant_id": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class OriginateResponse(Event, frozen=True, gc=False, tag="OriginateResponse"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22. May repeat the ActionID of the
    action that caused it.

    ``unique_id``, ``caller_id_num``, ``caller_id_name``: ``<unknown>`` stands for no value.
    """

    response: str = ""
    channel: str = ""
    context: str = ""
    exten: str = ""
    application: str = ""
    data: str = ""
    reason: OriginateReason | None = None
    unique_id: str = ""
    caller_id_num: str = ""
    caller_id_name: str = ""

    name = "OriginateResponse"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Response", "response", "str"),
        ("Channel", "channel", "str"),
        ("Context", "context", "str"),
        ("Exten", "exten", "str"),
        ("Application", "application", "str"),
        ("Data", "data", "str"),
        ("Reason", "reason", "OriginateReason"),
        ("Uniqueid", "unique_id", "str"),
        ("CallerIDNum", "caller_id_num", "str"),
        ("CallerIDName", "caller_id_name", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
    __carries_action_id__: ClassVar[bool] = True
