"""How parking ends."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import ChannelState

from ._groups import ParkedCallEvent


class ParkedCallGiveUp(ParkedCallEvent, frozen=True, gc=False, tag="ParkedCallGiveUp"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``parkee_caller_id_num``, ``parkee_caller_id_name``, ``parkee_connected_line_num``,
    ``parkee_connected_line_name``, ``parker_caller_id_num``, ``parker_caller_id_name``,
    ``parker_connected_line_num``, ``parker_connected_line_name``: ``<unknown>`` stands for no value.

    ``parkee_tenant_id``, ``parker_tenant_id``: Asterisk 18 and 20 to 23.

    ``parkee_chan_variables``, ``parker_chan_variables``: ``NAME=value`` each.
    """

    parkee_channel: str = ""
    parkee_channel_state: ChannelState | None = None
    parkee_channel_state_desc: str = ""
    parkee_caller_id_num: str = ""
    parkee_caller_id_name: str = ""
    parkee_connected_line_num: str = ""
    parkee_connected_line_name: str = ""
    parkee_language: str = ""
    parkee_account_code: str = ""
    parkee_context: str = ""
    parkee_exten: str = ""
    parkee_priority: int | None = None
    parkee_unique_id: str = ""
    parkee_linked_id: str = ""
    parkee_tenant_id: str = ""
    parkee_chan_variables: tuple[str, ...] = ()
    parker_channel: str = ""
    parker_channel_state: ChannelState | None = None
    parker_channel_state_desc: str = ""
    parker_caller_id_num: str = ""
    parker_caller_id_name: str = ""
    parker_connected_line_num: str = ""
    parker_connected_line_name: str = ""
    parker_language: str = ""
    parker_account_code: str = ""
    parker_context: str = ""
    parker_exten: str = ""
    parker_priority: int | None = None
    parker_unique_id: str = ""
    parker_linked_id: str = ""
    parker_tenant_id: str = ""
    parker_chan_variables: tuple[str, ...] = ()

    name = "ParkedCallGiveUp"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ParkeeChannel", "parkee_channel", "str"),
        ("ParkeeChannelState", "parkee_channel_state", "ChannelState"),
        ("ParkeeChannelStateDesc", "parkee_channel_state_desc", "str"),
        ("ParkeeCallerIDNum", "parkee_caller_id_num", "str"),
        ("ParkeeCallerIDName", "parkee_caller_id_name", "cstr"),
        ("ParkeeConnectedLineNum", "parkee_connected_line_num", "str"),
        ("ParkeeConnectedLineName", "parkee_connected_line_name", "cstr"),
        ("ParkeeLanguage", "parkee_language", "str"),
        ("ParkeeAccountCode", "parkee_account_code", "str"),
        ("ParkeeContext", "parkee_context", "str"),
        ("ParkeeExten", "parkee_exten", "str"),
        ("ParkeePriority", "parkee_priority", "int"),
        ("ParkeeUniqueid", "parkee_unique_id", "str"),
        ("ParkeeLinkedid", "parkee_linked_id", "str"),
        ("ParkeeTenantid", "parkee_tenant_id", "str"),
        ("ParkeeChanVariable", "parkee_chan_variables", "cstr*"),
        ("ParkerChannel", "parker_channel", "str"),
        ("ParkerChannelState", "parker_channel_state", "ChannelState"),
        ("ParkerChannelStateDesc", "parker_channel_state_desc", "str"),
        ("ParkerCallerIDNum", "parker_caller_id_num", "str"),
        ("ParkerCallerIDName", "parker_caller_id_name", "cstr"),
        ("ParkerConnectedLineNum", "parker_connected_line_num", "str"),
        ("ParkerConnectedLineName", "parker_connected_line_name", "cstr"),
        ("ParkerLanguage", "parker_language", "str"),
        ("ParkerAccountCode", "parker_account_code", "str"),
        ("ParkerContext", "parker_context", "str"),
        ("ParkerExten", "parker_exten", "str"),
        ("ParkerPriority", "parker_priority", "int"),
        ("ParkerUniqueid", "parker_unique_id", "str"),
        ("ParkerLinkedid", "parker_linked_id", "str"),
        ("ParkerTenantid", "parker_tenant_id", "str"),
        ("ParkerChanVariable", "parker_chan_variables", "cstr*"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {
        "Exten": "parking_space",
        "Channel": "parkee_channel",
        "Uniqueid": "parkee_unique_id",
        "CallerIDNum": "parkee_caller_id_num",
        "CallerIDName": "parkee_caller_id_name",
        "ConnectedLineNum": "parkee_connected_line_num",
        "ConnectedLineName": "parkee_connected_line_name",
    }
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "parkee_tenant_id": (18, 20, 21, 22, 23),
        "parker_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ParkedCallSwap(ParkedCallEvent, frozen=True, gc=False, tag="ParkedCallSwap"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``parkee_caller_id_num``, ``parkee_caller_id_name``, ``parkee_connected_line_num``,
    ``parkee_connected_line_name``, ``parker_caller_id_num``, ``parker_caller_id_name``,
    ``parker_connected_line_num``, ``parker_connected_line_name``: ``<unknown>`` stands for no value.

    ``parkee_tenant_id``, ``parker_tenant_id``: Asterisk 18 and 20 to 23.

    ``parkee_chan_variables``, ``parker_chan_variables``: ``NAME=value`` each.
    """

    parkee_channel: str = ""
    parkee_channel_state: ChannelState | None = None
    parkee_channel_state_desc: str = ""
    parkee_caller_id_num: str = ""
    parkee_caller_id_name: str = ""
    parkee_connected_line_num: str = ""
    parkee_connected_line_name: str = ""
    parkee_language: str = ""
    parkee_account_code: str = ""
    parkee_context: str = ""
    parkee_exten: str = ""
    parkee_priority: int | None = None
    parkee_unique_id: str = ""
    parkee_linked_id: str = ""
    parkee_tenant_id: str = ""
    parkee_chan_variables: tuple[str, ...] = ()
    parker_channel: str = ""
    parker_channel_state: ChannelState | None = None
    parker_channel_state_desc: str = ""
    parker_caller_id_num: str = ""
    parker_caller_id_name: str = ""
    parker_connected_line_num: str = ""
    parker_connected_line_name: str = ""
    parker_language: str = ""
    parker_account_code: str = ""
    parker_context: str = ""
    parker_exten: str = ""
    parker_priority: int | None = None
    parker_unique_id: str = ""
    parker_linked_id: str = ""
    parker_tenant_id: str = ""
    parker_chan_variables: tuple[str, ...] = ()

    name = "ParkedCallSwap"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ParkeeChannel", "parkee_channel", "str"),
        ("ParkeeChannelState", "parkee_channel_state", "ChannelState"),
        ("ParkeeChannelStateDesc", "parkee_channel_state_desc", "str"),
        ("ParkeeCallerIDNum", "parkee_caller_id_num", "str"),
        ("ParkeeCallerIDName", "parkee_caller_id_name", "cstr"),
        ("ParkeeConnectedLineNum", "parkee_connected_line_num", "str"),
        ("ParkeeConnectedLineName", "parkee_connected_line_name", "cstr"),
        ("ParkeeLanguage", "parkee_language", "str"),
        ("ParkeeAccountCode", "parkee_account_code", "str"),
        ("ParkeeContext", "parkee_context", "str"),
        ("ParkeeExten", "parkee_exten", "str"),
        ("ParkeePriority", "parkee_priority", "int"),
        ("ParkeeUniqueid", "parkee_unique_id", "str"),
        ("ParkeeLinkedid", "parkee_linked_id", "str"),
        ("ParkeeTenantid", "parkee_tenant_id", "str"),
        ("ParkeeChanVariable", "parkee_chan_variables", "cstr*"),
        ("ParkerChannel", "parker_channel", "str"),
        ("ParkerChannelState", "parker_channel_state", "ChannelState"),
        ("ParkerChannelStateDesc", "parker_channel_state_desc", "str"),
        ("ParkerCallerIDNum", "parker_caller_id_num", "str"),
        ("ParkerCallerIDName", "parker_caller_id_name", "cstr"),
        ("ParkerConnectedLineNum", "parker_connected_line_num", "str"),
        ("ParkerConnectedLineName", "parker_connected_line_name", "cstr"),
        ("ParkerLanguage", "parker_language", "str"),
        ("ParkerAccountCode", "parker_account_code", "str"),
        ("ParkerContext", "parker_context", "str"),
        ("ParkerExten", "parker_exten", "str"),
        ("ParkerPriority", "parker_priority", "int"),
        ("ParkerUniqueid", "parker_unique_id", "str"),
        ("ParkerLinkedid", "parker_linked_id", "str"),
        ("ParkerTenantid", "parker_tenant_id", "str"),
        ("ParkerChanVariable", "parker_chan_variables", "cstr*"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "parkee_tenant_id": (18, 20, 21, 22, 23),
        "parker_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ParkedCallTimeOut(ParkedCallEvent, frozen=True, gc=False, tag="ParkedCallTimeOut"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``parkee_caller_id_num``, ``parkee_caller_id_name``, ``parkee_connected_line_num``,
    ``parkee_connected_line_name``, ``parker_caller_id_num``, ``parker_caller_id_name``,
    ``parker_connected_line_num``, ``parker_connected_line_name``: ``<unknown>`` stands for no value.

    ``parkee_tenant_id``, ``parker_tenant_id``: Asterisk 18 and 20 to 23.

    ``parkee_chan_variables``, ``parker_chan_variables``: ``NAME=value`` each.
    """

    parkee_channel: str = ""
    parkee_channel_state: ChannelState | None = None
    parkee_channel_state_desc: str = ""
    parkee_caller_id_num: str = ""
    parkee_caller_id_name: str = ""
    parkee_connected_line_num: str = ""
    parkee_connected_line_name: str = ""
    parkee_language: str = ""
    parkee_account_code: str = ""
    parkee_context: str = ""
    parkee_exten: str = ""
    parkee_priority: int | None = None
    parkee_unique_id: str = ""
    parkee_linked_id: str = ""
    parkee_tenant_id: str = ""
    parkee_chan_variables: tuple[str, ...] = ()
    parker_channel: str = ""
    parker_channel_state: ChannelState | None = None
    parker_channel_state_desc: str = ""
    parker_caller_id_num: str = ""
    parker_caller_id_name: str = ""
    parker_connected_line_num: str = ""
    parker_connected_line_name: str = ""
    parker_language: str = ""
    parker_account_code: str = ""
    parker_context: str = ""
    parker_exten: str = ""
    parker_priority: int | None = None
    parker_unique_id: str = ""
    parker_linked_id: str = ""
    parker_tenant_id: str = ""
    parker_chan_variables: tuple[str, ...] = ()

    name = "ParkedCallTimeOut"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ParkeeChannel", "parkee_channel", "str"),
        ("ParkeeChannelState", "parkee_channel_state", "ChannelState"),
        ("ParkeeChannelStateDesc", "parkee_channel_state_desc", "str"),
        ("ParkeeCallerIDNum", "parkee_caller_id_num", "str"),
        ("ParkeeCallerIDName", "parkee_caller_id_name", "cstr"),
        ("ParkeeConnectedLineNum", "parkee_connected_line_num", "str"),
        ("ParkeeConnectedLineName", "parkee_connected_line_name", "cstr"),
        ("ParkeeLanguage", "parkee_language", "str"),
        ("ParkeeAccountCode", "parkee_account_code", "str"),
        ("ParkeeContext", "parkee_context", "str"),
        ("ParkeeExten", "parkee_exten", "str"),
        ("ParkeePriority", "parkee_priority", "int"),
        ("ParkeeUniqueid", "parkee_unique_id", "str"),
        ("ParkeeLinkedid", "parkee_linked_id", "str"),
        ("ParkeeTenantid", "parkee_tenant_id", "str"),
        ("ParkeeChanVariable", "parkee_chan_variables", "cstr*"),
        ("ParkerChannel", "parker_channel", "str"),
        ("ParkerChannelState", "parker_channel_state", "ChannelState"),
        ("ParkerChannelStateDesc", "parker_channel_state_desc", "str"),
        ("ParkerCallerIDNum", "parker_caller_id_num", "str"),
        ("ParkerCallerIDName", "parker_caller_id_name", "cstr"),
        ("ParkerConnectedLineNum", "parker_connected_line_num", "str"),
        ("ParkerConnectedLineName", "parker_connected_line_name", "cstr"),
        ("ParkerLanguage", "parker_language", "str"),
        ("ParkerAccountCode", "parker_account_code", "str"),
        ("ParkerContext", "parker_context", "str"),
        ("ParkerExten", "parker_exten", "str"),
        ("ParkerPriority", "parker_priority", "int"),
        ("ParkerUniqueid", "parker_unique_id", "str"),
        ("ParkerLinkedid", "parker_linked_id", "str"),
        ("ParkerTenantid", "parker_tenant_id", "str"),
        ("ParkerChanVariable", "parker_chan_variables", "cstr*"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {
        "Exten": "parking_space",
        "Channel": "parkee_channel",
        "Uniqueid": "parkee_unique_id",
        "CallerIDNum": "parkee_caller_id_num",
        "CallerIDName": "parkee_caller_id_name",
        "ConnectedLineNum": "parkee_connected_line_num",
        "ConnectedLineName": "parkee_connected_line_name",
    }
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "parkee_tenant_id": (18, 20, 21, 22, 23),
        "parker_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class UnParkedCall(ParkedCallEvent, frozen=True, gc=False, tag="UnParkedCall"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``parkee_caller_id_num``, ``parkee_caller_id_name``, ``parkee_connected_line_num``,
    ``parkee_connected_line_name``, ``parker_caller_id_num``, ``parker_caller_id_name``,
    ``parker_connected_line_num``, ``parker_connected_line_name``, ``retriever_caller_id_num``,
    ``retriever_caller_id_name``, ``retriever_connected_line_num``, ``retriever_connected_line_name``:
    ``<unknown>`` stands for no value.

    ``parkee_tenant_id``, ``parker_tenant_id``, ``retriever_tenant_id``: Asterisk 18 and 20 to 23.

    ``parkee_chan_variables``, ``parker_chan_variables``, ``retriever_chan_variables``: ``NAME=value`` each.
    """

    parkee_channel: str = ""
    parkee_channel_state: ChannelState | None = None
    parkee_channel_state_desc: str = ""
    parkee_caller_id_num: str = ""
    parkee_caller_id_name: str = ""
    parkee_connected_line_num: str = ""
    parkee_connected_line_name: str = ""
    parkee_language: str = ""
    parkee_account_code: str = ""
    parkee_context: str = ""
    parkee_exten: str = ""
    parkee_priority: int | None = None
    parkee_unique_id: str = ""
    parkee_linked_id: str = ""
    parkee_tenant_id: str = ""
    parkee_chan_variables: tuple[str, ...] = ()
    parker_channel: str = ""
    parker_channel_state: ChannelState | None = None
    parker_channel_state_desc: str = ""
    parker_caller_id_num: str = ""
    parker_caller_id_name: str = ""
    parker_connected_line_num: str = ""
    parker_connected_line_name: str = ""
    parker_language: str = ""
    parker_account_code: str = ""
    parker_context: str = ""
    parker_exten: str = ""
    parker_priority: int | None = None
    parker_unique_id: str = ""
    parker_linked_id: str = ""
    parker_tenant_id: str = ""
    parker_chan_variables: tuple[str, ...] = ()
    retriever_channel: str = ""
    retriever_channel_state: ChannelState | None = None
    retriever_channel_state_desc: str = ""
    retriever_caller_id_num: str = ""
    retriever_caller_id_name: str = ""
    retriever_connected_line_num: str = ""
    retriever_connected_line_name: str = ""
    retriever_language: str = ""
    retriever_account_code: str = ""
    retriever_context: str = ""
    retriever_exten: str = ""
    retriever_priority: int | None = None
    retriever_unique_id: str = ""
    retriever_linked_id: str = ""
    retriever_tenant_id: str = ""
    retriever_chan_variables: tuple[str, ...] = ()

    name = "UnParkedCall"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ParkeeChannel", "parkee_channel", "str"),
        ("ParkeeChannelState", "parkee_channel_state", "ChannelState"),
        ("ParkeeChannelStateDesc", "parkee_channel_state_desc", "str"),
        ("ParkeeCallerIDNum", "parkee_caller_id_num", "str"),
        ("ParkeeCallerIDName", "parkee_caller_id_name", "cstr"),
        ("ParkeeConnectedLineNum", "parkee_connected_line_num", "str"),
        ("ParkeeConnectedLineName", "parkee_connected_line_name", "cstr"),
        ("ParkeeLanguage", "parkee_language", "str"),
        ("ParkeeAccountCode", "parkee_account_code", "str"),
        ("ParkeeContext", "parkee_context", "str"),
        ("ParkeeExten", "parkee_exten", "str"),
        ("ParkeePriority", "parkee_priority", "int"),
        ("ParkeeUniqueid", "parkee_unique_id", "str"),
        ("ParkeeLinkedid", "parkee_linked_id", "str"),
        ("ParkeeTenantid", "parkee_tenant_id", "str"),
        ("ParkeeChanVariable", "parkee_chan_variables", "cstr*"),
        ("ParkerChannel", "parker_channel", "str"),
        ("ParkerChannelState", "parker_channel_state", "ChannelState"),
        ("ParkerChannelStateDesc", "parker_channel_state_desc", "str"),
        ("ParkerCallerIDNum", "parker_caller_id_num", "str"),
        ("ParkerCallerIDName", "parker_caller_id_name", "cstr"),
        ("ParkerConnectedLineNum", "parker_connected_line_num", "str"),
        ("ParkerConnectedLineName", "parker_connected_line_name", "cstr"),
        ("ParkerLanguage", "parker_language", "str"),
        ("ParkerAccountCode", "parker_account_code", "str"),
        ("ParkerContext", "parker_context", "str"),
        ("ParkerExten", "parker_exten", "str"),
        ("ParkerPriority", "parker_priority", "int"),
        ("ParkerUniqueid", "parker_unique_id", "str"),
        ("ParkerLinkedid", "parker_linked_id", "str"),
        ("ParkerTenantid", "parker_tenant_id", "str"),
        ("ParkerChanVariable", "parker_chan_variables", "cstr*"),
        ("RetrieverChannel", "retriever_channel", "str"),
        ("RetrieverChannelState", "retriever_channel_state", "ChannelState"),
        ("RetrieverChannelStateDesc", "retriever_channel_state_desc", "str"),
        ("RetrieverCallerIDNum", "retriever_caller_id_num", "str"),
        ("RetrieverCallerIDName", "retriever_caller_id_name", "cstr"),
        ("RetrieverConnectedLineNum", "retriever_connected_line_num", "str"),
        ("RetrieverConnectedLineName", "retriever_connected_line_name", "cstr"),
        ("RetrieverLanguage", "retriever_language", "str"),
        ("RetrieverAccountCode", "retriever_account_code", "str"),
        ("RetrieverContext", "retriever_context", "str"),
        ("RetrieverExten", "retriever_exten", "str"),
        ("RetrieverPriority", "retriever_priority", "int"),
        ("RetrieverUniqueid", "retriever_unique_id", "str"),
        ("RetrieverLinkedid", "retriever_linked_id", "str"),
        ("RetrieverTenantid", "retriever_tenant_id", "str"),
        ("RetrieverChanVariable", "retriever_chan_variables", "cstr*"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {
        "Exten": "parking_space",
        "Channel": "parkee_channel",
        "Uniqueid": "parkee_unique_id",
        "CallerIDNum": "parkee_caller_id_num",
        "CallerIDName": "parkee_caller_id_name",
        "ConnectedLineNum": "parkee_connected_line_num",
        "ConnectedLineName": "parkee_connected_line_name",
    }
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "parkee_tenant_id": (18, 20, 21, 22, 23),
        "parker_tenant_id": (18, 20, 21, 22, 23),
        "retriever_tenant_id": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
