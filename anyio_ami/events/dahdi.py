"""DAHDI, PRI and analogue lines."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ._base import Event, ListComplete
from ._groups import ChannelEvent


class Alarm(Event, frozen=True, gc=False, tag="Alarm"):
    """Asterisk 16 to 23; event class system. Not seen on a real server: from the documentation and the
    source.
    """

    dahdi_channel: str = ""
    alarm: str = ""

    name = "Alarm"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DAHDIChannel", "dahdi_channel", "str"),
        ("Alarm", "alarm", "str"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Channel": "dahdi_channel"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class AlarmClear(Event, frozen=True, gc=False, tag="AlarmClear"):
    """Asterisk 16 to 23; event class system. Not seen on a real server: from the documentation and the
    source.
    """

    dahdi_channel: str = ""
    channel: int | None = None

    name = "AlarmClear"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DAHDIChannel", "dahdi_channel", "str"),
        ("Channel", "channel", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class DAHDIChannel(ChannelEvent, frozen=True, gc=False, tag="DAHDIChannel"):
    """Asterisk 16 to 23; event class call. Not seen on a real server: from the documentation and the
    source.
    """

    dahdi_group: int | None = None
    dahdi_span: int | None = None
    dahdi_channel: str = ""

    name = "DAHDIChannel"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DAHDIGroup", "dahdi_group", "int"),
        ("DAHDISpan", "dahdi_span", "int"),
        ("DAHDIChannel", "dahdi_channel", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class DAHDIShowChannels(Event, frozen=True, gc=False, tag="DAHDIShowChannels"):
    """Asterisk 16 to 23. Only as an answer to DAHDIShowChannels. Not seen on a real server: from the
    source.
    """

    dahdi_channel: int | None = None
    channel: str = ""
    unique_id: str = ""
    account_code: str = ""
    signalling: str = ""
    signalling_code: int | None = None
    context: str = ""
    dnd: str = ""
    alarm: str = ""
    description: str = ""

    name = "DAHDIShowChannels"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DAHDIChannel", "dahdi_channel", "int"),
        ("Channel", "channel", "str"),
        ("Uniqueid", "unique_id", "str"),
        ("AccountCode", "account_code", "str"),
        ("Signalling", "signalling", "str"),
        ("SignallingCode", "signalling_code", "int"),
        ("Context", "context", "str"),
        ("DND", "dnd", "str"),
        ("Alarm", "alarm", "str"),
        ("Description", "description", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class DAHDIShowChannelsComplete(ListComplete, frozen=True, gc=False, tag="DAHDIShowChannelsComplete"):
    """Asterisk 16 to 23. Only as an answer to DAHDIShowChannels. Not seen on a real server: from the
    source.
    """

    items: int | None = None

    name = "DAHDIShowChannelsComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Items", "items", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class DAHDIShowStatus(Event, frozen=True, gc=False, tag="DAHDIShowStatus"):
    """Asterisk 18 and 20 to 23. Only as an answer to DAHDIShowStatus. Not seen on a real server: from the
    source.
    """

    span: int | None = None
    description: str = ""
    alarms: str = ""
    irq: int | None = None
    bpviol: int | None = None
    crc: int | None = None
    framing: str = ""
    coding: str = ""
    options: str = ""
    lbo: str = ""

    name = "DAHDIShowStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Span", "span", "int"),
        ("Description", "description", "str"),
        ("Alarms", "alarms", "str"),
        ("IRQ", "irq", "int"),
        ("bpviol", "bpviol", "int"),
        ("CRC", "crc", "int"),
        ("Framing", "framing", "str"),
        ("Coding", "coding", "str"),
        ("Options", "options", "str"),
        ("LBO", "lbo", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)


class DAHDIShowStatusComplete(ListComplete, frozen=True, gc=False, tag="DAHDIShowStatusComplete"):
    """Asterisk 18 and 20 to 23. Only as an answer to DAHDIShowStatus. Not seen on a real server: from the
    source.
    """

    items: int | None = None

    name = "DAHDIShowStatusComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Items", "items", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)


class DNDState(Event, frozen=True, gc=False, tag="DNDState"):
    """Asterisk 16 to 23; event class system. Not seen on a real server: from the documentation and the
    source.
    """

    dahdi_channel: str = ""
    status: bool | None = None
    channel: str = ""

    name = "DNDState"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DAHDIChannel", "dahdi_channel", "str"),
        ("Status", "status", "bool:enabled/disabled"),
        ("Channel", "channel", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class PRIShowSpans(Event, frozen=True, gc=False, tag="PRIShowSpans"):
    """Asterisk 16 to 23. Only as an answer to PRIShowSpans. Not seen on a real server: from the source."""

    span: int | None = None
    d_channel: int | None = None
    order: str = ""
    active: bool | None = None
    alarm: bool | None = None
    up: bool | None = None

    name = "PRIShowSpans"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Span", "span", "int"),
        ("DChannel", "d_channel", "int"),
        ("Order", "order", "str"),
        ("Active", "active", "bool:Yes/No"),
        ("Alarm", "alarm", "bool:Yes/No"),
        ("Up", "up", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class PRIShowSpansComplete(ListComplete, frozen=True, gc=False, tag="PRIShowSpansComplete"):
    """Asterisk 16 to 23. Only as an answer to PRIShowSpans. Not seen on a real server: from the source."""

    items: int | None = None

    name = "PRIShowSpansComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Items", "items", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class SpanAlarm(Event, frozen=True, gc=False, tag="SpanAlarm"):
    """Asterisk 16 to 23; event class system. Not seen on a real server: from the documentation and the
    source.
    """

    span: int | None = None
    alarm: str = ""

    name = "SpanAlarm"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Span", "span", "int"),
        ("Alarm", "alarm", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class SpanAlarmClear(Event, frozen=True, gc=False, tag="SpanAlarmClear"):
    """Asterisk 16 to 23; event class system. Not seen on a real server: from the documentation and the
    source.
    """

    span: int | None = None

    name = "SpanAlarmClear"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Span", "span", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
