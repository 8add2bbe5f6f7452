"""Recording of channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._groups import ChannelEvent


class MixMonitorMute(ChannelEvent, frozen=True, gc=False, tag="MixMonitorMute"):
    """Asterisk 16 and 18 to 23; event class call. Seen from real Asterisk 16 and 22."""

    direction: str = ""
    state: bool | None = None

    name = "MixMonitorMute"
    __wire__ = (
        ("Direction", "direction", "str"),
        ("State", "state", "bool:1/0"),
    )
    __classes__ = ("call",)


class MixMonitorStart(ChannelEvent, frozen=True, gc=False, tag="MixMonitorStart"):
    """Asterisk 16 and 18 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "MixMonitorStart"
    __classes__ = ("call",)


class MixMonitorStop(ChannelEvent, frozen=True, gc=False, tag="MixMonitorStop"):
    """Asterisk 16 and 18 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "MixMonitorStop"
    __classes__ = ("call",)


class MonitorStart(ChannelEvent, frozen=True, gc=False, tag="MonitorStart"):
    """Asterisk 16 to 20; event class call. Seen from real Asterisk 16."""

    name = "MonitorStart"
    __classes__ = ("call",)


class MonitorStop(ChannelEvent, frozen=True, gc=False, tag="MonitorStop"):
    """Asterisk 16 to 20; event class call. Seen from real Asterisk 16."""

    name = "MonitorStop"
    __classes__ = ("call",)
