"""Recording of channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import Action

if TYPE_CHECKING:
    from anyio_ami.responses import Response


class ChangeMonitor(Action["Response"], frozen=True, kw_only=True, tag="ChangeMonitor"):
    """Asterisk 16 to 20; privilege call. Run on real Asterisk 16."""

    channel: str
    file: str

    name = "ChangeMonitor"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("File", "file", "str"),
    )
    __classes__ = ("call",)


class MixMonitor(Action["Response"], frozen=True, kw_only=True, tag="MixMonitor"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    channel: str
    file: str | None = None
    options: str | None = None
    command: str | None = None

    name = "MixMonitor"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("File", "file", "str"),
        ("Options", "options", "str"),
        ("Command", "command", "str"),
    )
    __classes__ = ("system",)


class MixMonitorMute(Action["Response"], frozen=True, kw_only=True, tag="MixMonitorMute"):
    """Asterisk 16 to 23; privilege call or system. Run on real Asterisk 16 and 22."""

    channel: str
    direction: str | None = None
    state: bool | None = None

    name = "MixMonitorMute"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Direction", "direction", "str"),
        ("State", "state", "bool:1/0"),
    )
    __classes__ = ("call", "system")


class Monitor(Action["Response"], frozen=True, kw_only=True, tag="Monitor"):
    """Asterisk 16 to 20; privilege call. Run on real Asterisk 16."""

    channel: str
    file: str | None = None
    format: str | None = None
    mix: bool | None = None

    name = "Monitor"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("File", "file", "str"),
        ("Format", "format", "str"),
        ("Mix", "mix", "bool:true/false"),
    )
    __classes__ = ("call",)


class PauseMonitor(Action["Response"], frozen=True, kw_only=True, tag="PauseMonitor"):
    """Asterisk 16 to 20; privilege call. Run on real Asterisk 16."""

    channel: str

    name = "PauseMonitor"
    __wire__ = (("Channel", "channel", "str"),)
    __classes__ = ("call",)


class StopMixMonitor(Action["Response"], frozen=True, kw_only=True, tag="StopMixMonitor"):
    """Asterisk 16 to 23; privilege call or system. Run on real Asterisk 16 and 22."""

    channel: str
    mix_monitor_id: str | None = None

    name = "StopMixMonitor"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("MixMonitorID", "mix_monitor_id", "str"),
    )
    __classes__ = ("call", "system")


class StopMonitor(Action["Response"], frozen=True, kw_only=True, tag="StopMonitor"):
    """Asterisk 16 to 20; privilege call. Run on real Asterisk 16."""

    channel: str

    name = "StopMonitor"
    __wire__ = (("Channel", "channel", "str"),)
    __classes__ = ("call",)


class UnpauseMonitor(Action["Response"], frozen=True, kw_only=True, tag="UnpauseMonitor"):
    """Asterisk 16 to 20; privilege call. Run on real Asterisk 16."""

    channel: str

    name = "UnpauseMonitor"
    __wire__ = (("Channel", "channel", "str"),)
    __classes__ = ("call",)
