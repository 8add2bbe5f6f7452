"""Recording of channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from anyio_ami.types import MixMonitorDirection

from ._groups import ChannelEvent


class MixMonitorMute(ChannelEvent, frozen=True, gc=False, tag="MixMonitorMute"):
    """Asterisk 16 and 18 to 23; event class call. Seen from real Asterisk 16 and 22."""

    direction: MixMonitorDirection | None = None
    state: bool | None = None

    name = "MixMonitorMute"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Direction", "direction", "MixMonitorDirection"),
        ("State", "state", "bool:1/0"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MixMonitorStart(ChannelEvent, frozen=True, gc=False, tag="MixMonitorStart"):
    """Asterisk 16 and 18 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "MixMonitorStart"
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MixMonitorStop(ChannelEvent, frozen=True, gc=False, tag="MixMonitorStop"):
    """Asterisk 16 and 18 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "MixMonitorStop"
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MonitorStart(ChannelEvent, frozen=True, gc=False, tag="MonitorStart"):
    """Asterisk 16 to 20; event class call. Seen from real Asterisk 16."""

    name = "MonitorStart"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MonitorStop(ChannelEvent, frozen=True, gc=False, tag="MonitorStop"):
    """Asterisk 16 to 20; event class call. Seen from real Asterisk 16."""

    name = "MonitorStop"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
