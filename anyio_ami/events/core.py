"""The core: status and lists of channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import Event, ListComplete
from ._groups import ChannelEvent


class CoreShowChannel(ChannelEvent, frozen=True, gc=False, tag="CoreShowChannel"):
    """Asterisk 16 to 23; event class call. Only as an answer to CoreShowChannels. Seen from real Asterisk 16
    and 22.

    ``duration``: ``HH:MM:SS``.
    """

    bridge_id: str = ""
    application: str = ""
    application_data: str = ""
    duration: str = ""

    name = "CoreShowChannel"
    __wire__ = (
        ("BridgeId", "bridge_id", "str"),
        ("Application", "application", "str"),
        ("ApplicationData", "application_data", "str"),
        ("Duration", "duration", "str"),
    )
    __classes__ = ("call",)


class CoreShowChannelMap(Event, frozen=True, gc=False, tag="CoreShowChannelMap"):
    """Asterisk 18 and 20 to 23. Only as an answer to CoreShowChannelMap. Seen from real Asterisk 22."""

    channel: str = ""
    connected_channel: str = ""

    name = "CoreShowChannelMap"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("ConnectedChannel", "connected_channel", "str"),
    )


class CoreShowChannelMapComplete(ListComplete, frozen=True, gc=False, tag="CoreShowChannelMapComplete"):
    """Asterisk 18 and 20 to 23; event class call. Only as an answer to CoreShowChannelMap. Seen from real
    Asterisk 22.
    """

    name = "CoreShowChannelMapComplete"
    __classes__ = ("call",)


class CoreShowChannelsComplete(ListComplete, frozen=True, gc=False, tag="CoreShowChannelsComplete"):
    """Asterisk 16 to 23; event class call. Only as an answer to CoreShowChannels. Seen from real Asterisk 16
    and 22.
    """

    name = "CoreShowChannelsComplete"
    __classes__ = ("call",)


class Status(ChannelEvent, frozen=True, gc=False, tag="Status"):
    """Asterisk 16 to 23; event class call. Only as an answer to Status. Seen from real Asterisk 16 and 22.

    ``effective_connected_line_num``, ``effective_connected_line_name``: ``<unknown>`` stands for no value.

    ``time_to_hangup``, ``seconds``: seconds.

    ``application``, ``data``: ``(null)`` stands for no value.

    ``variables``: ``NAME=value`` each.
    """

    type: str = ""
    dnid: str = ""
    effective_connected_line_num: str = ""
    effective_connected_line_name: str = ""
    time_to_hangup: int | None = None
    bridge_id: str = ""
    application: str = ""
    data: str = ""
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
    __wire__ = (
        ("Type", "type", "str"),
        ("DNID", "dnid", "str"),
        ("EffectiveConnectedLineNum", "effective_connected_line_num", "str"),
        ("EffectiveConnectedLineName", "effective_connected_line_name", "str"),
        ("TimeToHangup", "time_to_hangup", "int"),
        ("BridgeID", "bridge_id", "str"),
        ("Application", "application", "str"),
        ("Data", "data", "str"),
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
    __classes__ = ("call",)


class StatusComplete(ListComplete, frozen=True, gc=False, tag="StatusComplete"):
    """Asterisk 16 to 23; event class call. Only as an answer to Status. Seen from real Asterisk 16 and 22."""

    items: int | None = None

    name = "StatusComplete"
    __wire__ = (("Items", "items", "int"),)
    __classes__ = ("call",)


class WaitEventComplete(Event, frozen=True, gc=False, tag="WaitEventComplete"):
    """Asterisk 16 to 23. Only as an answer to WaitEvent. Seen from real Asterisk 16 and 22."""

    name = "WaitEventComplete"
