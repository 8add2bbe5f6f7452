"""Local channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import ChannelState

from ._base import Event


class LocalBridge(Event, frozen=True, gc=False, tag="LocalBridge"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``local_one_caller_id_num``, ``local_one_caller_id_name``, ``local_one_connected_line_num``,
    ``local_one_connected_line_name``, ``local_two_caller_id_num``, ``local_two_caller_id_name``,
    ``local_two_connected_line_num``, ``local_two_connected_line_name``: ``<unknown>`` stands for no value.

    ``local_one_tenant_id``, ``local_two_tenant_id``: Asterisk 18 and 20 to 23.

    ``local_one_chan_variables``, ``local_two_chan_variables``: ``NAME=value`` each.
    """

    local_one_channel: str = ""
    local_one_channel_state: ChannelState | None = None
    local_one_channel_state_desc: str = ""
    local_one_caller_id_num: str = ""
    local_one_caller_id_name: str = ""
    local_one_connected_line_num: str = ""
    local_one_connected_line_name: str = ""
    local_one_language: str = ""
    local_one_account_code: str = ""
    local_one_context: str = ""
    local_one_exten: str = ""
    local_one_priority: int | None = None
    local_one_unique_id: str = ""
    local_one_linked_id: str = ""
    local_one_tenant_id: str = ""
    local_one_chan_variables: tuple[str, ...] = ()
    local_two_channel: str = ""
    local_two_channel_state: ChannelState | None = None
    local_two_channel_state_desc: str = ""
    local_two_caller_id_num: str = ""
    local_two_caller_id_name: str = ""
    local_two_connected_line_num: str = ""
    local_two_connected_line_name: str = ""
    local_two_language: str = ""
    local_two_account_code: str = ""
    local_two_context: str = ""
    local_two_exten: str = ""
    local_two_priority: int | None = None
    local_two_unique_id: str = ""
    local_two_linked_id: str = ""
    local_two_tenant_id: str = ""
    local_two_chan_variables: tuple[str, ...] = ()
    context: str = ""
    exten: str = ""
    local_optimization: bool | None = None

    name = "LocalBridge"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("LocalOneChannel", "local_one_channel", "str"),
        ("LocalOneChannelState", "local_one_channel_state", "ChannelState"),
        ("LocalOneChannelStateDesc", "local_one_channel_state_desc", "str"),
        ("LocalOneCallerIDNum", "local_one_caller_id_num", "str"),
        ("LocalOneCallerIDName", "local_one_caller_id_name", "cstr"),
        ("LocalOneConnectedLineNum", "local_one_connected_line_num", "str"),
        ("LocalOneConnectedLineName", "local_one_connected_line_name", "cstr"),
        ("LocalOneLanguage", "local_one_language", "str"),
        ("LocalOneAccountCode", "local_one_account_code", "str"),
        ("LocalOneContext", "local_one_context", "str"),
        ("LocalOneExten", "local_one_exten", "str"),
        ("LocalOnePriority", "local_one_priority", "int"),
        ("LocalOneUniqueid", "local_one_unique_id", "str"),
        ("LocalOneLinkedid", "local_one_linked_id", "str"),
        ("LocalOneTenantid", "local_one_tenant_id", "str"),
        ("LocalOneChanVariable", "local_one_chan_variables", "cstr*"),
        ("LocalTwoChannel", "local_two_channel", "str"),
        ("LocalTwoChannelState", "local_two_channel_state", "ChannelState"),
        ("LocalTwoChannelStateDesc", "local_two_channel_state_desc", "str"),
        ("LocalTwoCallerIDNum", "local_two_caller_id_num", "str"),
        ("LocalTwoCallerIDName", "local_two_caller_id_name", "cstr"),
        ("LocalTwoConnectedLineNum", "local_two_connected_line_num", "str"),
        ("LocalTwoConnectedLineName", "local_two_connected_line_name", "cstr"),
        ("LocalTwoLanguage", "local_two_language", "str"),
        ("LocalTwoAccountCode", "local_two_account_code", "str"),
        ("LocalTwoContext", "local_two_context", "str"),
        ("LocalTwoExten", "local_two_exten", "str"),
        ("LocalTwoPriority", "local_two_priority", "int"),
        ("LocalTwoUniqueid", "local_two_unique_id", "str"),
        ("LocalTwoLinkedid", "local_two_linked_id", "str"),
        ("LocalTwoTenantid", "local_two_tenant_id", "str"),
        ("LocalTwoChanVariable", "local_two_chan_variables", "cstr*"),
        ("Context", "context", "str"),
        ("Exten", "exten", "str"),
        ("LocalOptimization", "local_optimization", "bool:Yes/No"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {
        "Channel1": "local_one_channel",
        "Channel2": "local_two_channel",
        "Uniqueid1": "local_one_unique_id",
        "Uniqueid2": "local_two_unique_id",
    }
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "local_one_tenant_id": (18, 20, 21, 22, 23),
        "local_two_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class LocalOptimizationBegin(Event, frozen=True, gc=False, tag="LocalOptimizationBegin"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``local_one_caller_id_num``, ``local_one_caller_id_name``, ``local_one_connected_line_num``,
    ``local_one_connected_line_name``, ``local_two_caller_id_num``, ``local_two_caller_id_name``,
    ``local_two_connected_line_num``, ``local_two_connected_line_name``, ``source_caller_id_num``,
    ``source_caller_id_name``, ``source_connected_line_num``, ``source_connected_line_name``: ``<unknown>``
    stands for no value.

    ``local_one_tenant_id``, ``local_two_tenant_id``, ``source_tenant_id``: Asterisk 18 and 20 to 23.

    ``local_one_chan_variables``, ``local_two_chan_variables``, ``source_chan_variables``: ``NAME=value``
    each.

    ``id``: digits.
    """

    local_one_channel: str = ""
    local_one_channel_state: ChannelState | None = None
    local_one_channel_state_desc: str = ""
    local_one_caller_id_num: str = ""
    local_one_caller_id_name: str = ""
    local_one_connected_line_num: str = ""
    local_one_connected_line_name: str = ""
    local_one_language: str = ""
    local_one_account_code: str = ""
    local_one_context: str = ""
    local_one_exten: str = ""
    local_one_priority: int | None = None
    local_one_unique_id: str = ""
    local_one_linked_id: str = ""
    local_one_tenant_id: str = ""
    local_one_chan_variables: tuple[str, ...] = ()
    local_two_channel: str = ""
    local_two_channel_state: ChannelState | None = None
    local_two_channel_state_desc: str = ""
    local_two_caller_id_num: str = ""
    local_two_caller_id_name: str = ""
    local_two_connected_line_num: str = ""
    local_two_connected_line_name: str = ""
    local_two_language: str = ""
    local_two_account_code: str = ""
    local_two_context: str = ""
    local_two_exten: str = ""
    local_two_priority: int | None = None
    local_two_unique_id: str = ""
    local_two_linked_id: str = ""
    local_two_tenant_id: str = ""
    local_two_chan_variables: tuple[str, ...] = ()
    source_channel: str = ""
    source_channel_state: ChannelState | None = None
    source_channel_state_desc: str = ""
    source_caller_id_num: str = ""
    source_caller_id_name: str = ""
    source_connected_line_num: str = ""
    source_connected_line_name: str = ""
    source_language: str = ""
    source_account_code: str = ""
    source_context: str = ""
    source_exten: str = ""
    source_priority: int | None = None
    source_unique_id: str = ""
    source_linked_id: str = ""
    source_tenant_id: str = ""
    source_chan_variables: tuple[str, ...] = ()
    dest_unique_id: str = ""
    id: str = ""

    name = "LocalOptimizationBegin"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("LocalOneChannel", "local_one_channel", "str"),
        ("LocalOneChannelState", "local_one_channel_state", "ChannelState"),
        ("LocalOneChannelStateDesc", "local_one_channel_state_desc", "str"),
        ("LocalOneCallerIDNum", "local_one_caller_id_num", "str"),
        ("LocalOneCallerIDName", "local_one_caller_id_name", "cstr"),
        ("LocalOneConnectedLineNum", "local_one_connected_line_num", "str"),
        ("LocalOneConnectedLineName", "local_one_connected_line_name", "cstr"),
        ("LocalOneLanguage", "local_one_language", "str"),
        ("LocalOneAccountCode", "local_one_account_code", "str"),
        ("LocalOneContext", "local_one_context", "str"),
        ("LocalOneExten", "local_one_exten", "str"),
        ("LocalOnePriority", "local_one_priority", "int"),
        ("LocalOneUniqueid", "local_one_unique_id", "str"),
        ("LocalOneLinkedid", "local_one_linked_id", "str"),
        ("LocalOneTenantid", "local_one_tenant_id", "str"),
        ("LocalOneChanVariable", "local_one_chan_variables", "cstr*"),
        ("LocalTwoChannel", "local_two_channel", "str"),
        ("LocalTwoChannelState", "local_two_channel_state", "ChannelState"),
        ("LocalTwoChannelStateDesc", "local_two_channel_state_desc", "str"),
        ("LocalTwoCallerIDNum", "local_two_caller_id_num", "str"),
        ("LocalTwoCallerIDName", "local_two_caller_id_name", "cstr"),
        ("LocalTwoConnectedLineNum", "local_two_connected_line_num", "str"),
        ("LocalTwoConnectedLineName", "local_two_connected_line_name", "cstr"),
        ("LocalTwoLanguage", "local_two_language", "str"),
        ("LocalTwoAccountCode", "local_two_account_code", "str"),
        ("LocalTwoContext", "local_two_context", "str"),
        ("LocalTwoExten", "local_two_exten", "str"),
        ("LocalTwoPriority", "local_two_priority", "int"),
        ("LocalTwoUniqueid", "local_two_unique_id", "str"),
        ("LocalTwoLinkedid", "local_two_linked_id", "str"),
        ("LocalTwoTenantid", "local_two_tenant_id", "str"),
        ("LocalTwoChanVariable", "local_two_chan_variables", "cstr*"),
        ("SourceChannel", "source_channel", "str"),
        ("SourceChannelState", "source_channel_state", "ChannelState"),
        ("SourceChannelStateDesc", "source_channel_state_desc", "str"),
        ("SourceCallerIDNum", "source_caller_id_num", "str"),
        ("SourceCallerIDName", "source_caller_id_name", "cstr"),
        ("SourceConnectedLineNum", "source_connected_line_num", "str"),
        ("SourceConnectedLineName", "source_connected_line_name", "cstr"),
        ("SourceLanguage", "source_language", "str"),
        ("SourceAccountCode", "source_account_code", "str"),
        ("SourceContext", "source_context", "str"),
        ("SourceExten", "source_exten", "str"),
        ("SourcePriority", "source_priority", "int"),
        ("SourceUniqueid", "source_unique_id", "str"),
        ("SourceLinkedid", "source_linked_id", "str"),
        ("SourceTenantid", "source_tenant_id", "str"),
        ("SourceChanVariable", "source_chan_variables", "cstr*"),
        ("DestUniqueId", "dest_unique_id", "str"),
        ("Id", "id", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "local_one_tenant_id": (18, 20, 21, 22, 23),
        "local_two_tenant_id": (18, 20, 21, 22, 23),
        "source_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class LocalOptimizationEnd(Event, frozen=True, gc=False, tag="LocalOptimizationEnd"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``local_one_caller_id_num``, ``local_one_caller_id_name``, ``local_one_connected_line_num``,
    ``local_one_connected_line_name``, ``local_two_caller_id_num``, ``local_two_caller_id_name``,
    ``local_two_connected_line_num``, ``local_two_connected_line_name``: ``<unknown>`` stands for no value.

    ``local_one_tenant_id``, ``local_two_tenant_id``: Asterisk 18 and 20 to 23.

    ``local_one_chan_variables``, ``local_two_chan_variables``: ``NAME=value`` each.

    ``id``: digits.
    """

    local_one_channel: str = ""
    local_one_channel_state: ChannelState | None = None
    local_one_channel_state_desc: str = ""
    local_one_caller_id_num: str = ""
    local_one_caller_id_name: str = ""
    local_one_connected_line_num: str = ""
    local_one_connected_line_name: str = ""
    local_one_language: str = ""
    local_one_account_code: str = ""
    local_one_context: str = ""
    local_one_exten: str = ""
    local_one_priority: int | None = None
    local_one_unique_id: str = ""
    local_one_linked_id: str = ""
    local_one_tenant_id: str = ""
    local_one_chan_variables: tuple[str, ...] = ()
    local_two_channel: str = ""
    local_two_channel_state: ChannelState | None = None
    local_two_channel_state_desc: str = ""
    local_two_caller_id_num: str = ""
    local_two_caller_id_name: str = ""
    local_two_connected_line_num: str = ""
    local_two_connected_line_name: str = ""
    local_two_language: str = ""
    local_two_account_code: str = ""
    local_two_context: str = ""
    local_two_exten: str = ""
    local_two_priority: int | None = None
    local_two_unique_id: str = ""
    local_two_linked_id: str = ""
    local_two_tenant_id: str = ""
    local_two_chan_variables: tuple[str, ...] = ()
    success: bool | None = None
    id: str = ""

    name = "LocalOptimizationEnd"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("LocalOneChannel", "local_one_channel", "str"),
        ("LocalOneChannelState", "local_one_channel_state", "ChannelState"),
        ("LocalOneChannelStateDesc", "local_one_channel_state_desc", "str"),
        ("LocalOneCallerIDNum", "local_one_caller_id_num", "str"),
        ("LocalOneCallerIDName", "local_one_caller_id_name", "cstr"),
        ("LocalOneConnectedLineNum", "local_one_connected_line_num", "str"),
        ("LocalOneConnectedLineName", "local_one_connected_line_name", "cstr"),
        ("LocalOneLanguage", "local_one_language", "str"),
        ("LocalOneAccountCode", "local_one_account_code", "str"),
        ("LocalOneContext", "local_one_context", "str"),
        ("LocalOneExten", "local_one_exten", "str"),
        ("LocalOnePriority", "local_one_priority", "int"),
        ("LocalOneUniqueid", "local_one_unique_id", "str"),
        ("LocalOneLinkedid", "local_one_linked_id", "str"),
        ("LocalOneTenantid", "local_one_tenant_id", "str"),
        ("LocalOneChanVariable", "local_one_chan_variables", "cstr*"),
        ("LocalTwoChannel", "local_two_channel", "str"),
        ("LocalTwoChannelState", "local_two_channel_state", "ChannelState"),
        ("LocalTwoChannelStateDesc", "local_two_channel_state_desc", "str"),
        ("LocalTwoCallerIDNum", "local_two_caller_id_num", "str"),
        ("LocalTwoCallerIDName", "local_two_caller_id_name", "cstr"),
        ("LocalTwoConnectedLineNum", "local_two_connected_line_num", "str"),
        ("LocalTwoConnectedLineName", "local_two_connected_line_name", "cstr"),
        ("LocalTwoLanguage", "local_two_language", "str"),
        ("LocalTwoAccountCode", "local_two_account_code", "str"),
        ("LocalTwoContext", "local_two_context", "str"),
        ("LocalTwoExten", "local_two_exten", "str"),
        ("LocalTwoPriority", "local_two_priority", "int"),
        ("LocalTwoUniqueid", "local_two_unique_id", "str"),
        ("LocalTwoLinkedid", "local_two_linked_id", "str"),
        ("LocalTwoTenantid", "local_two_tenant_id", "str"),
        ("LocalTwoChanVariable", "local_two_chan_variables", "cstr*"),
        ("Success", "success", "bool:Yes/No"),
        ("Id", "id", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "local_one_tenant_id": (18, 20, 21, 22, 23),
        "local_two_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
