"""The core: status and lists of channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ._base import Event, ListComplete
from ._groups import ChannelEvent


class CoreShowChannel(ChannelEvent, frozen=True, gc=False, tag="CoreShowChannel"):
    """Asterisk 16 to 23; event class call. Only as an answer to CoreShowChannels. Seen from real Asterisk 16
    and 22.

    ``duration``: ``HH:MM:SS``.
    """

    bridge_unique_id: str = ""
    application: str = ""
    app_data: str = ""
    duration: str = ""

    name = "CoreShowChannel"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeId", "bridge_unique_id", "str"),
        ("Application", "application", "str"),
        ("ApplicationData", "app_data", "str"),
        ("Duration", "duration", "str"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Extension": "exten"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class CoreShowChannelMap(Event, frozen=True, gc=False, tag="CoreShowChannelMap"):
    """Asterisk 18 and 20 to 23. Only as an answer to CoreShowChannelMap. Seen from real Asterisk 22."""

    channel: str = ""
    connected_channel: str = ""

    name = "CoreShowChannelMap"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("ConnectedChannel", "connected_channel", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)


class CoreShowChannelMapComplete(ListComplete, frozen=True, gc=False, tag="CoreShowChannelMapComplete"):
    """Asterisk 18 and 20 to 23; event class call. Only as an answer to CoreShowChannelMap. Seen from real
    Asterisk 22.
    """

    name = "CoreShowChannelMapComplete"
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class CoreShowChannelsComplete(ListComplete, frozen=True, gc=False, tag="CoreShowChannelsComplete"):
    """Asterisk 16 to 23; event class call. Only as an answer to CoreShowChannels. Seen from real Asterisk 16
    and 22.
    """

    name = "CoreShowChannelsComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Status(ChannelEvent, frozen=True, gc=False, tag="Status"):
    """Asterisk 16 to 23; event class call. Only as an answer to Status. Seen from real Asterisk 16 and 22.

    ``effective_connected_line_num``, ``effective_connected_line_name``: ``<unknown>`` stands for no value.

    ``time_to_hangup``, ``seconds``: seconds.

    ``application``, ``app_data``: ``(null)`` stands for no value.

    ``variables``: ``NAME=value`` each.
    """

    type: str = ""
    dnid: str = ""
    effective_connected_line_num: str = ""
    effective_connected_line_name: str = ""
    time_to_hangup: int | None = None
    bridge_unique_id: str = ""
    application: str = ""
    app_data: str = ""
    native_formats: str = ""
    read_format: str = ""
    read_trans: str = ""
    write_format: str = ""
    write_trans: str = ""
    call_group: int | None = None
    pickup_group: int | None = None
    seconds: int | None = None
    variables: tuple[str, ...] = ()

    name = "Status"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Type", "type", "str"),
        ("DNID", "dnid", "str"),
        ("EffectiveConnectedLineNum", "effective_connected_line_num", "str"),
        ("EffectiveConnectedLineName", "effective_connected_line_name", "str"),
        ("TimeToHangup", "time_to_hangup", "int"),
        ("BridgeID", "bridge_unique_id", "str"),
        ("Application", "application", "str"),
        ("Data", "app_data", "str"),
        ("Nativeformats", "native_formats", "str"),
        ("Readformat", "read_format", "str"),
        ("Readtrans", "read_trans", "str"),
        ("Writeformat", "write_format", "str"),
        ("Writetrans", "write_trans", "str"),
        ("Callgroup", "call_group", "int"),
        ("Pickupgroup", "pickup_group", "int"),
        ("Seconds", "seconds", "int"),
        ("Variable", "variables", "str*"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Extension": "exten"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class StatusComplete(ListComplete, frozen=True, gc=False, tag="StatusComplete"):
    """Asterisk 16 to 23; event class call. Only as an answer to Status. Seen from real Asterisk 16 and 22."""

    items: int | None = None

    name = "StatusComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Items", "items", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class WaitEventComplete(Event, frozen=True, gc=False, tag="WaitEventComplete"):
    """Asterisk 16 to 23. Only as an answer to WaitEvent. Seen from real Asterisk 16 and 22."""

    name = "WaitEventComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
