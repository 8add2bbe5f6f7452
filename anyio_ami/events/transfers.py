"""Transfers."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import (
    BridgeTechnology,
    BridgeType,
    ChannelState,
    TransferDestination,
    TransferResult,
    VideoSourceMode,
)

from ._base import Event
from ._groups import BridgeEvent


class AttendedTransfer(Event, frozen=True, gc=False, tag="AttendedTransfer"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``orig_transferer_caller_id_num``, ``orig_transferer_caller_id_name``,
    ``orig_transferer_connected_line_num``, ``orig_transferer_connected_line_name``, ``orig_bridge_creator``,
    ``orig_bridge_name``, ``second_transferer_caller_id_num``, ``second_transferer_caller_id_name``,
    ``second_transferer_connected_line_num``, ``second_transferer_connected_line_name``,
    ``second_bridge_creator``, ``second_bridge_name``, ``local_one_caller_id_num``,
    ``local_one_caller_id_name``, ``local_one_connected_line_num``, ``local_one_connected_line_name``,
    ``local_two_caller_id_num``, ``local_two_caller_id_name``, ``local_two_connected_line_num``,
    ``local_two_connected_line_name``, ``transferee_caller_id_num``, ``transferee_caller_id_name``,
    ``transferee_connected_line_num``, ``transferee_connected_line_name``, ``transfer_target_caller_id_num``,
    ``transfer_target_caller_id_name``, ``transfer_target_connected_line_num``,
    ``transfer_target_connected_line_name``: ``<unknown>`` stands for no value.

    ``orig_transferer_tenant_id``, ``second_transferer_tenant_id``, ``local_one_tenant_id``,
    ``local_two_tenant_id``, ``transferee_tenant_id``, ``transfer_target_tenant_id``: Asterisk 18 and 20 to
    23.

    ``orig_transferer_chan_variables``, ``second_transferer_chan_variables``, ``local_one_chan_variables``,
    ``local_two_chan_variables``, ``transferee_chan_variables``, ``transfer_target_chan_variables``:
    ``NAME=value`` each.
    """

    orig_transferer_channel: str = ""
    orig_transferer_channel_state: ChannelState | None = None
    orig_transferer_channel_state_desc: str = ""
    orig_transferer_caller_id_num: str = ""
    orig_transferer_caller_id_name: str = ""
    orig_transferer_connected_line_num: str = ""
    orig_transferer_connected_line_name: str = ""
    orig_transferer_language: str = ""
    orig_transferer_account_code: str = ""
    orig_transferer_context: str = ""
    orig_transferer_exten: str = ""
    orig_transferer_priority: int | None = None
    orig_transferer_unique_id: str = ""
    orig_transferer_linked_id: str = ""
    orig_transferer_tenant_id: str = ""
    orig_transferer_chan_variables: tuple[str, ...] = ()
    orig_bridge_unique_id: str = ""
    orig_bridge_type: BridgeType | None = None
    orig_bridge_technology: BridgeTechnology | None = None
    orig_bridge_creator: str = ""
    orig_bridge_name: str = ""
    orig_bridge_num_channels: int | None = None
    orig_bridge_video_source_mode: VideoSourceMode | None = None
    orig_bridge_video_source: str = ""
    second_transferer_channel: str = ""
    second_transferer_channel_state: ChannelState | None = None
    second_transferer_channel_state_desc: str = ""
    second_transferer_caller_id_num: str = ""
    second_transferer_caller_id_name: str = ""
    second_transferer_connected_line_num: str = ""
    second_transferer_connected_line_name: str = ""
    second_transferer_language: str = ""
    second_transferer_account_code: str = ""
    second_transferer_context: str = ""
    second_transferer_exten: str = ""
    second_transferer_priority: int | None = None
    second_transferer_unique_id: str = ""
    second_transferer_linked_id: str = ""
    second_transferer_tenant_id: str = ""
    second_transferer_chan_variables: tuple[str, ...] = ()
    second_bridge_unique_id: str = ""
    second_bridge_type: BridgeType | None = None
    second_bridge_technology: BridgeTechnology | None = None
    second_bridge_creator: str = ""
    second_bridge_name: str = ""
    second_bridge_num_channels: int | None = None
    second_bridge_video_source_mode: VideoSourceMode | None = None
    second_bridge_video_source: str = ""
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
    transferee_channel: str = ""
    transferee_channel_state: ChannelState | None = None
    transferee_channel_state_desc: str = ""
    transferee_caller_id_num: str = ""
    transferee_caller_id_name: str = ""
    transferee_connected_line_num: str = ""
    transferee_connected_line_name: str = ""
    transferee_language: str = ""
    transferee_account_code: str = ""
    transferee_context: str = ""
    transferee_exten: str = ""
    transferee_priority: int | None = None
    transferee_unique_id: str = ""
    transferee_linked_id: str = ""
    transferee_tenant_id: str = ""
    transferee_chan_variables: tuple[str, ...] = ()
    transfer_target_channel: str = ""
    transfer_target_channel_state: ChannelState | None = None
    transfer_target_channel_state_desc: str = ""
    transfer_target_caller_id_num: str = ""
    transfer_target_caller_id_name: str = ""
    transfer_target_connected_line_num: str = ""
    transfer_target_connected_line_name: str = ""
    transfer_target_language: str = ""
    transfer_target_account_code: str = ""
    transfer_target_context: str = ""
    transfer_target_exten: str = ""
    transfer_target_priority: int | None = None
    transfer_target_unique_id: str = ""
    transfer_target_linked_id: str = ""
    transfer_target_tenant_id: str = ""
    transfer_target_chan_variables: tuple[str, ...] = ()
    result: TransferResult | None = None
    dest_type: TransferDestination | None = None
    dest_bridge_unique_id: str = ""
    dest_app: str = ""
    dest_transferer_channel: str = ""
    is_external: bool | None = None

    name = "AttendedTransfer"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("OrigTransfererChannel", "orig_transferer_channel", "str"),
        ("OrigTransfererChannelState", "orig_transferer_channel_state", "ChannelState"),
        ("OrigTransfererChannelStateDesc", "orig_transferer_channel_state_desc", "str"),
        ("OrigTransfererCallerIDNum", "orig_transferer_caller_id_num", "str"),
        ("OrigTransfererCallerIDName", "orig_transferer_caller_id_name", "cstr"),
        ("OrigTransfererConnectedLineNum", "orig_transferer_connected_line_num", "str"),
        ("OrigTransfererConnectedLineName", "orig_transferer_connected_line_name", "cstr"),
        ("OrigTransfererLanguage", "orig_transferer_language", "str"),
        ("OrigTransfererAccountCode", "orig_transferer_account_code", "str"),
        ("OrigTransfererContext", "orig_transferer_context", "str"),
        ("OrigTransfererExten", "orig_transferer_exten", "str"),
        ("OrigTransfererPriority", "orig_transferer_priority", "int"),
        ("OrigTransfererUniqueid", "orig_transferer_unique_id", "str"),
        ("OrigTransfererLinkedid", "orig_transferer_linked_id", "str"),
        ("OrigTransfererTenantid", "orig_transferer_tenant_id", "str"),
        ("OrigTransfererChanVariable", "orig_transferer_chan_variables", "cstr*"),
        ("OrigBridgeUniqueid", "orig_bridge_unique_id", "str"),
        ("OrigBridgeType", "orig_bridge_type", "BridgeType"),
        ("OrigBridgeTechnology", "orig_bridge_technology", "BridgeTechnology"),
        ("OrigBridgeCreator", "orig_bridge_creator", "str"),
        ("OrigBridgeName", "orig_bridge_name", "str"),
        ("OrigBridgeNumChannels", "orig_bridge_num_channels", "int"),
        ("OrigBridgeVideoSourceMode", "orig_bridge_video_source_mode", "VideoSourceMode"),
        ("OrigBridgeVideoSource", "orig_bridge_video_source", "str"),
        ("SecondTransfererChannel", "second_transferer_channel", "str"),
        ("SecondTransfererChannelState", "second_transferer_channel_state", "ChannelState"),
        ("SecondTransfererChannelStateDesc", "second_transferer_channel_state_desc", "str"),
        ("SecondTransfererCallerIDNum", "second_transferer_caller_id_num", "str"),
        ("SecondTransfererCallerIDName", "second_transferer_caller_id_name", "cstr"),
        ("SecondTransfererConnectedLineNum", "second_transferer_connected_line_num", "str"),
        ("SecondTransfererConnectedLineName", "second_transferer_connected_line_name", "cstr"),
        ("SecondTransfererLanguage", "second_transferer_language", "str"),
        ("SecondTransfererAccountCode", "second_transferer_account_code", "str"),
        ("SecondTransfererContext", "second_transferer_context", "str"),
        ("SecondTransfererExten", "second_transferer_exten", "str"),
        ("SecondTransfererPriority", "second_transferer_priority", "int"),
        ("SecondTransfererUniqueid", "second_transferer_unique_id", "str"),
        ("SecondTransfererLinkedid", "second_transferer_linked_id", "str"),
        ("SecondTransfererTenantid", "second_transferer_tenant_id", "str"),
        ("SecondTransfererChanVariable", "second_transferer_chan_variables", "cstr*"),
        ("SecondBridgeUniqueid", "second_bridge_unique_id", "str"),
        ("SecondBridgeType", "second_bridge_type", "BridgeType"),
        ("SecondBridgeTechnology", "second_bridge_technology", "BridgeTechnology"),
        ("SecondBridgeCreator", "second_bridge_creator", "str"),
        ("SecondBridgeName", "second_bridge_name", "str"),
        ("SecondBridgeNumChannels", "second_bridge_num_channels", "int"),
        ("SecondBridgeVideoSourceMode", "second_bridge_video_source_mode", "VideoSourceMode"),
        ("SecondBridgeVideoSource", "second_bridge_video_source", "str"),
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
        ("TransfereeChannel", "transferee_channel", "str"),
        ("TransfereeChannelState", "transferee_channel_state", "ChannelState"),
        ("TransfereeChannelStateDesc", "transferee_channel_state_desc", "str"),
        ("TransfereeCallerIDNum", "transferee_caller_id_num", "str"),
        ("TransfereeCallerIDName", "transferee_caller_id_name", "cstr"),
        ("TransfereeConnectedLineNum", "transferee_connected_line_num", "str"),
        ("TransfereeConnectedLineName", "transferee_connected_line_name", "cstr"),
        ("TransfereeLanguage", "transferee_language", "str"),
        ("TransfereeAccountCode", "transferee_account_code", "str"),
        ("TransfereeContext", "transferee_context", "str"),
        ("TransfereeExten", "transferee_exten", "str"),
        ("TransfereePriority", "transferee_priority", "int"),
        ("TransfereeUniqueid", "transferee_unique_id", "str"),
        ("TransfereeLinkedid", "transferee_linked_id", "str"),
        ("TransfereeTenantid", "transferee_tenant_id", "str"),
        ("TransfereeChanVariable", "transferee_chan_variables", "cstr*"),
        ("TransferTargetChannel", "transfer_target_channel", "str"),
        ("TransferTargetChannelState", "transfer_target_channel_state", "ChannelState"),
        ("TransferTargetChannelStateDesc", "transfer_target_channel_state_desc", "str"),
        ("TransferTargetCallerIDNum", "transfer_target_caller_id_num", "str"),
        ("TransferTargetCallerIDName", "transfer_target_caller_id_name", "cstr"),
        ("TransferTargetConnectedLineNum", "transfer_target_connected_line_num", "str"),
        ("TransferTargetConnectedLineName", "transfer_target_connected_line_name", "cstr"),
        ("TransferTargetLanguage", "transfer_target_language", "str"),
        ("TransferTargetAccountCode", "transfer_target_account_code", "str"),
        ("TransferTargetContext", "transfer_target_context", "str"),
        ("TransferTargetExten", "transfer_target_exten", "str"),
        ("TransferTargetPriority", "transfer_target_priority", "int"),
        ("TransferTargetUniqueid", "transfer_target_unique_id", "str"),
        ("TransferTargetLinkedid", "transfer_target_linked_id", "str"),
        ("TransferTargetTenantid", "transfer_target_tenant_id", "str"),
        ("TransferTargetChanVariable", "transfer_target_chan_variables", "cstr*"),
        ("Result", "result", "TransferResult"),
        ("DestType", "dest_type", "TransferDestination"),
        ("DestBridgeUniqueid", "dest_bridge_unique_id", "str"),
        ("DestApp", "dest_app", "str"),
        ("DestTransfererChannel", "dest_transferer_channel", "str"),
        ("IsExternal", "is_external", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "orig_transferer_tenant_id": (18, 20, 21, 22, 23),
        "second_transferer_tenant_id": (18, 20, 21, 22, 23),
        "local_one_tenant_id": (18, 20, 21, 22, 23),
        "local_two_tenant_id": (18, 20, 21, 22, 23),
        "transferee_tenant_id": (18, 20, 21, 22, 23),
        "transfer_target_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class BlindTransfer(BridgeEvent, frozen=True, gc=False, tag="BlindTransfer"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``transferer_caller_id_num``, ``transferer_caller_id_name``, ``transferer_connected_line_num``,
    ``transferer_connected_line_name``, ``transferee_caller_id_num``, ``transferee_caller_id_name``,
    ``transferee_connected_line_num``, ``transferee_connected_line_name``: ``<unknown>`` stands for no value.

    ``transferer_tenant_id``, ``transferee_tenant_id``: Asterisk 18 and 20 to 23.

    ``transferer_chan_variables``, ``transferee_chan_variables``: ``NAME=value`` each.
    """

    transferer_channel: str = ""
    transferer_channel_state: ChannelState | None = None
    transferer_channel_state_desc: str = ""
    transferer_caller_id_num: str = ""
    transferer_caller_id_name: str = ""
    transferer_connected_line_num: str = ""
    transferer_connected_line_name: str = ""
    transferer_language: str = ""
    transferer_account_code: str = ""
    transferer_context: str = ""
    transferer_exten: str = ""
    transferer_priority: int | None = None
    transferer_unique_id: str = ""
    transferer_linked_id: str = ""
    transferer_tenant_id: str = ""
    transferer_chan_variables: tuple[str, ...] = ()
    transferee_channel: str = ""
    transferee_channel_state: ChannelState | None = None
    transferee_channel_state_desc: str = ""
    transferee_caller_id_num: str = ""
    transferee_caller_id_name: str = ""
    transferee_connected_line_num: str = ""
    transferee_connected_line_name: str = ""
    transferee_language: str = ""
    transferee_account_code: str = ""
    transferee_context: str = ""
    transferee_exten: str = ""
    transferee_priority: int | None = None
    transferee_unique_id: str = ""
    transferee_linked_id: str = ""
    transferee_tenant_id: str = ""
    transferee_chan_variables: tuple[str, ...] = ()
    result: TransferResult | None = None
    is_external: bool | None = None
    context: str = ""
    exten: str = ""

    name = "BlindTransfer"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("TransfererChannel", "transferer_channel", "str"),
        ("TransfererChannelState", "transferer_channel_state", "ChannelState"),
        ("TransfererChannelStateDesc", "transferer_channel_state_desc", "str"),
        ("TransfererCallerIDNum", "transferer_caller_id_num", "str"),
        ("TransfererCallerIDName", "transferer_caller_id_name", "cstr"),
        ("TransfererConnectedLineNum", "transferer_connected_line_num", "str"),
        ("TransfererConnectedLineName", "transferer_connected_line_name", "cstr"),
        ("TransfererLanguage", "transferer_language", "str"),
        ("TransfererAccountCode", "transferer_account_code", "str"),
        ("TransfererContext", "transferer_context", "str"),
        ("TransfererExten", "transferer_exten", "str"),
        ("TransfererPriority", "transferer_priority", "int"),
        ("TransfererUniqueid", "transferer_unique_id", "str"),
        ("TransfererLinkedid", "transferer_linked_id", "str"),
        ("TransfererTenantid", "transferer_tenant_id", "str"),
        ("TransfererChanVariable", "transferer_chan_variables", "cstr*"),
        ("TransfereeChannel", "transferee_channel", "str"),
        ("TransfereeChannelState", "transferee_channel_state", "ChannelState"),
        ("TransfereeChannelStateDesc", "transferee_channel_state_desc", "str"),
        ("TransfereeCallerIDNum", "transferee_caller_id_num", "str"),
        ("TransfereeCallerIDName", "transferee_caller_id_name", "cstr"),
        ("TransfereeConnectedLineNum", "transferee_connected_line_num", "str"),
        ("TransfereeConnectedLineName", "transferee_connected_line_name", "cstr"),
        ("TransfereeLanguage", "transferee_language", "str"),
        ("TransfereeAccountCode", "transferee_account_code", "str"),
        ("TransfereeContext", "transferee_context", "str"),
        ("TransfereeExten", "transferee_exten", "str"),
        ("TransfereePriority", "transferee_priority", "int"),
        ("TransfereeUniqueid", "transferee_unique_id", "str"),
        ("TransfereeLinkedid", "transferee_linked_id", "str"),
        ("TransfereeTenantid", "transferee_tenant_id", "str"),
        ("TransfereeChanVariable", "transferee_chan_variables", "cstr*"),
        ("Result", "result", "TransferResult"),
        ("IsExternal", "is_external", "bool:Yes/No"),
        ("Context", "context", "str"),
        ("Extension", "exten", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "transferer_tenant_id": (18, 20, 21, 22, 23),
        "transferee_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
