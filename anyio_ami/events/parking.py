"""Parking."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import ChannelState

from ._base import Event, ListComplete
from ._groups import ParkedCallEvent


class ParkedCall(ParkedCallEvent, frozen=True, gc=False, tag="ParkedCall"):
    """Asterisk 16 to 23; event class call. By itself and as an answer to ParkedCalls. Seen from real Asterisk
    16 and 22.

    ``parkee_caller_id_num``, ``parkee_caller_id_name``, ``parkee_connected_line_num``,
    ``parkee_connected_line_name``: ``<unknown>`` stands for no value.

    ``parkee_tenant_id``: Asterisk 18 and 20 to 23.

    ``parkee_chan_variables``: ``NAME=value`` each.
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

    name = "ParkedCall"
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
    )
    __aliases__: ClassVar[Mapping[str, str]] = {
        "Exten": "parking_space",
        "Channel": "parkee_channel",
        "Uniqueid": "parkee_unique_id",
        "CallerIDNum": "parkee_caller_id_num",
        "CallerIDName": "parkee_caller_id_name",
        "ConnectedLineNum": "parkee_connected_line_num",
        "ConnectedLineName": "parkee_connected_line_name",
        "Timeout": "parking_timeout",
        "Duration": "parking_duration",
    }
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"parkee_tenant_id": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ParkedCallsComplete(ListComplete, frozen=True, gc=False, tag="ParkedCallsComplete"):
    """Asterisk 16 to 23. Only as an answer to ParkedCalls. Seen from real Asterisk 16 and 22."""

    total: int | None = None

    name = "ParkedCallsComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Total", "total", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class Parkinglot(Event, frozen=True, gc=False, tag="Parkinglot"):
    """Asterisk 16 to 23. Only as an answer to Parkinglots. Seen from real Asterisk 16 and 22.

    ``timeout``: seconds.
    """

    parking_lot: str = ""
    start_space: int | None = None
    stop_space: int | None = None
    timeout: int | None = None

    name = "Parkinglot"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Name", "parking_lot", "str"),
        ("StartSpace", "start_space", "int"),
        ("StopSpace", "stop_space", "int"),
        ("Timeout", "timeout", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class ParkinglotsComplete(ListComplete, frozen=True, gc=False, tag="ParkinglotsComplete"):
    """Asterisk 16 to 23. Only as an answer to Parkinglots. Seen from real Asterisk 16 and 22."""

    name = "ParkinglotsComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
