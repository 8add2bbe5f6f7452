"""Call pickup and spying."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import ChannelState

from ._base import Event
from ._groups import ChannelEvent


class ChanSpyStart(Event, frozen=True, gc=False, tag="ChanSpyStart"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``spyer_caller_id_num``, ``spyer_caller_id_name``, ``spyer_connected_line_num``,
    ``spyer_connected_line_name``, ``spyee_caller_id_num``, ``spyee_caller_id_name``,
    ``spyee_connected_line_num``, ``spyee_connected_line_name``: ``<unknown>`` stands for no value.

    ``spyer_tenant_id``, ``spyee_tenant_id``: Asterisk 18 and 20 to 23.

    ``spyer_chan_variables``, ``spyee_chan_variables``: ``NAME=value`` each.
    """

    spyer_channel: str = ""
    spyer_channel_state: ChannelState | None = None
    spyer_channel_state_desc: str = ""
    spyer_caller_id_num: str = ""
    spyer_caller_id_name: str = ""
    spyer_connected_line_num: str = ""
    spyer_connected_line_name: str = ""
    spyer_language: str = ""
    spyer_account_code: str = ""
    spyer_context: str = ""
    spyer_exten: str = ""
    spyer_priority: int | None = None
    spyer_unique_id: str = ""
    spyer_linked_id: str = ""
    spyer_tenant_id: str = ""
    spyer_chan_variables: tuple[str, ...] = ()
    spyee_channel: str = ""
    spyee_channel_state: ChannelState | None = None
    spyee_channel_state_desc: str = ""
    spyee_caller_id_num: str = ""
    spyee_caller_id_name: str = ""
    spyee_connected_line_num: str = ""
    spyee_connected_line_name: str = ""
    spyee_language: str = ""
    spyee_account_code: str = ""
    spyee_context: str = ""
    spyee_exten: str = ""
    spyee_priority: int | None = None
    spyee_unique_id: str = ""
    spyee_linked_id: str = ""
    spyee_tenant_id: str = ""
    spyee_chan_variables: tuple[str, ...] = ()

    name = "ChanSpyStart"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("SpyerChannel", "spyer_channel", "str"),
        ("SpyerChannelState", "spyer_channel_state", "ChannelState"),
        ("SpyerChannelStateDesc", "spyer_channel_state_desc", "str"),
        ("SpyerCallerIDNum", "spyer_caller_id_num", "str"),
        ("SpyerCallerIDName", "spyer_caller_id_name", "cstr"),
        ("SpyerConnectedLineNum", "spyer_connected_line_num", "str"),
        ("SpyerConnectedLineName", "spyer_connected_line_name", "cstr"),
        ("SpyerLanguage", "spyer_language", "str"),
        ("SpyerAccountCode", "spyer_account_code", "str"),
        ("SpyerContext", "spyer_context", "str"),
        ("SpyerExten", "spyer_exten", "str"),
        ("SpyerPriority", "spyer_priority", "int"),
        ("SpyerUniqueid", "spyer_unique_id", "str"),
        ("SpyerLinkedid", "spyer_linked_id", "str"),
        ("SpyerTenantid", "spyer_tenant_id", "str"),
        ("SpyerChanVariable", "spyer_chan_variables", "cstr*"),
        ("SpyeeChannel", "spyee_channel", "str"),
        ("SpyeeChannelState", "spyee_channel_state", "ChannelState"),
        ("SpyeeChannelStateDesc", "spyee_channel_state_desc", "str"),
        ("SpyeeCallerIDNum", "spyee_caller_id_num", "str"),
        ("SpyeeCallerIDName", "spyee_caller_id_name", "cstr"),
        ("SpyeeConnectedLineNum", "spyee_connected_line_num", "str"),
        ("SpyeeConnectedLineName", "spyee_connected_line_name", "cstr"),
        ("SpyeeLanguage", "spyee_language", "str"),
        ("SpyeeAccountCode", "spyee_account_code", "str"),
        ("SpyeeContext", "spyee_context", "str"),
        ("SpyeeExten", "spyee_exten", "str"),
        ("SpyeePriority", "spyee_priority", "int"),
        ("SpyeeUniqueid", "spyee_unique_id", "str"),
        ("SpyeeLinkedid", "spyee_linked_id", "str"),
        ("SpyeeTenantid", "spyee_tenant_id", "str"),
        ("SpyeeChanVariable", "spyee_chan_variables", "cstr*"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "spyer_tenant_id": (18, 20, 21, 22, 23),
        "spyee_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ChanSpyStop(Event, frozen=True, gc=False, tag="ChanSpyStop"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``spyer_caller_id_num``, ``spyer_caller_id_name``, ``spyer_connected_line_num``,
    ``spyer_connected_line_name``, ``spyee_caller_id_num``, ``spyee_caller_id_name``,
    ``spyee_connected_line_num``, ``spyee_connected_line_name``: ``<unknown>`` stands for no value.

    ``spyer_tenant_id``, ``spyee_tenant_id``: Asterisk 18 and 20 to 23.

    ``spyer_chan_variables``, ``spyee_chan_variables``: ``NAME=value`` each.
    """

    spyer_channel: str = ""
    spyer_channel_state: ChannelState | None = None
    spyer_channel_state_desc: str = ""
    spyer_caller_id_num: str = ""
    spyer_caller_id_name: str = ""
    spyer_connected_line_num: str = ""
    spyer_connected_line_name: str = ""
    spyer_language: str = ""
    spyer_account_code: str = ""
    spyer_context: str = ""
    spyer_exten: str = ""
    spyer_priority: int | None = None
    spyer_unique_id: str = ""
    spyer_linked_id: str = ""
    spyer_tenant_id: str = ""
    spyer_chan_variables: tuple[str, ...] = ()
    spyee_channel: str = ""
    spyee_channel_state: ChannelState | None = None
    spyee_channel_state_desc: str = ""
    spyee_caller_id_num: str = ""
    spyee_caller_id_name: str = ""
    spyee_connected_line_num: str = ""
    spyee_connected_line_name: str = ""
    spyee_language: str = ""
    spyee_account_code: str = ""
    spyee_context: str = ""
    spyee_exten: str = ""
    spyee_priority: int | None = None
    spyee_unique_id: str = ""
    spyee_linked_id: str = ""
    spyee_tenant_id: str = ""
    spyee_chan_variables: tuple[str, ...] = ()

    name = "ChanSpyStop"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("SpyerChannel", "spyer_channel", "str"),
        ("SpyerChannelState", "spyer_channel_state", "ChannelState"),
        ("SpyerChannelStateDesc", "spyer_channel_state_desc", "str"),
        ("SpyerCallerIDNum", "spyer_caller_id_num", "str"),
        ("SpyerCallerIDName", "spyer_caller_id_name", "cstr"),
        ("SpyerConnectedLineNum", "spyer_connected_line_num", "str"),
        ("SpyerConnectedLineName", "spyer_connected_line_name", "cstr"),
        ("SpyerLanguage", "spyer_language", "str"),
        ("SpyerAccountCode", "spyer_account_code", "str"),
        ("SpyerContext", "spyer_context", "str"),
        ("SpyerExten", "spyer_exten", "str"),
        ("SpyerPriority", "spyer_priority", "int"),
        ("SpyerUniqueid", "spyer_unique_id", "str"),
        ("SpyerLinkedid", "spyer_linked_id", "str"),
        ("SpyerTenantid", "spyer_tenant_id", "str"),
        ("SpyerChanVariable", "spyer_chan_variables", "cstr*"),
        ("SpyeeChannel", "spyee_channel", "str"),
        ("SpyeeChannelState", "spyee_channel_state", "ChannelState"),
        ("SpyeeChannelStateDesc", "spyee_channel_state_desc", "str"),
        ("SpyeeCallerIDNum", "spyee_caller_id_num", "str"),
        ("SpyeeCallerIDName", "spyee_caller_id_name", "cstr"),
        ("SpyeeConnectedLineNum", "spyee_connected_line_num", "str"),
        ("SpyeeConnectedLineName", "spyee_connected_line_name", "cstr"),
        ("SpyeeLanguage", "spyee_language", "str"),
        ("SpyeeAccountCode", "spyee_account_code", "str"),
        ("SpyeeContext", "spyee_context", "str"),
        ("SpyeeExten", "spyee_exten", "str"),
        ("SpyeePriority", "spyee_priority", "int"),
        ("SpyeeUniqueid", "spyee_unique_id", "str"),
        ("SpyeeLinkedid", "spyee_linked_id", "str"),
        ("SpyeeTenantid", "spyee_tenant_id", "str"),
        ("SpyeeChanVariable", "spyee_chan_variables", "cstr*"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "spyer_tenant_id": (18, 20, 21, 22, 23),
        "spyee_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Pickup(ChannelEvent, frozen=True, gc=False, tag="Pickup"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``target_caller_id_num``, ``target_caller_id_name``, ``target_connected_line_num``,
    ``target_connected_line_name``: ``<unknown>`` stands for no value.

    ``target_tenant_id``: Asterisk 18 and 20 to 23.

    ``target_chan_variables``: ``NAME=value`` each.
    """

    target_channel: str = ""
    target_channel_state: ChannelState | None = None
    target_channel_state_desc: str = ""
    target_caller_id_num: str = ""
    target_caller_id_name: str = ""
    target_connected_line_num: str = ""
    target_connected_line_name: str = ""
    target_language: str = ""
    target_account_code: str = ""
    target_context: str = ""
    target_exten: str = ""
    target_priority: int | None = None
    target_unique_id: str = ""
    target_linked_id: str = ""
    target_tenant_id: str = ""
    target_chan_variables: tuple[str, ...] = ()

    name = "Pickup"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("TargetChannel", "target_channel", "str"),
        ("TargetChannelState", "target_channel_state", "ChannelState"),
        ("TargetChannelStateDesc", "target_channel_state_desc", "str"),
        ("TargetCallerIDNum", "target_caller_id_num", "str"),
        ("TargetCallerIDName", "target_caller_id_name", "cstr"),
        ("TargetConnectedLineNum", "target_connected_line_num", "str"),
        ("TargetConnectedLineName", "target_connected_line_name", "cstr"),
        ("TargetLanguage", "target_language", "str"),
        ("TargetAccountCode", "target_account_code", "str"),
        ("TargetContext", "target_context", "str"),
        ("TargetExten", "target_exten", "str"),
        ("TargetPriority", "target_priority", "int"),
        ("TargetUniqueid", "target_unique_id", "str"),
        ("TargetLinkedid", "target_linked_id", "str"),
        ("TargetTenantid", "target_tenant_id", "str"),
        ("TargetChanVariable", "target_chan_variables", "cstr*"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"target_tenant_id": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
