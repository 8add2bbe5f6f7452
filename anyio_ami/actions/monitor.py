"""Recording of channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from anyio_ami.types import MixMonitorDirection

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami.responses import MixMonitorResponse, Response


class ChangeMonitor(Action["Response"], frozen=True, kw_only=True, tag="ChangeMonitor"):
    """Asterisk 16 to 20; privilege call. Run on real Asterisk 16."""

    channel: str
    file: str

    name = "ChangeMonitor"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("File", "file", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MixMonitor(Action["MixMonitorResponse"], frozen=True, kw_only=True, tag="MixMonitor"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    channel: str
    file: str | None = None
    options: str | None = None
    command: str | None = None

    name = "MixMonitor"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("File", "file", "str"),
        ("Options", "options", "str"),
        ("Command", "command", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="MixMonitorResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class MixMonitorMute(Action["Response"], frozen=True, kw_only=True, tag="MixMonitorMute"):
    """Asterisk 16 to 23; privilege call or system. Run on real Asterisk 16 and 22."""

    channel: str
    direction: MixMonitorDirection | str | None = None
    state: bool | None = None

    name = "MixMonitorMute"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Direction", "direction", "MixMonitorDirection"),
        ("State", "state", "bool:1/0"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call", "system")


class Monitor(Action["Response"], frozen=True, kw_only=True, tag="Monitor"):
    """Asterisk 16 to 20; privilege call. Run on real Asterisk 16."""

    channel: str
    file: str | None = None
    format: str | None = None
    mix: bool | None = None

    name = "Monitor"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("File", "file", "str"),
        ("Format", "format", "str"),
        ("Mix", "mix", "bool:true/false"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class PauseMonitor(Action["Response"], frozen=True, kw_only=True, tag="PauseMonitor"):
    """Asterisk 16 to 20; privilege call. Run on real Asterisk 16."""

    channel: str

    name = "PauseMonitor"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Channel", "channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class StopMixMonitor(Action["Response"], frozen=True, kw_only=True, tag="StopMixMonitor"):
    """Asterisk 16 to 23; privilege call or system. Run on real Asterisk 16 and 22."""

    channel: str
    mix_monitor_id: str | None = None

    name = "StopMixMonitor"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("MixMonitorID", "mix_monitor_id", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call", "system")


class StopMonitor(Action["Response"], frozen=True, kw_only=True, tag="StopMonitor"):
    """Asterisk 16 to 20; privilege call. Run on real Asterisk 16."""

    channel: str

    name = "StopMonitor"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Channel", "channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class UnpauseMonitor(Action["Response"], frozen=True, kw_only=True, tag="UnpauseMonitor"):
    """Asterisk 16 to 20; privilege call. Run on real Asterisk 16."""

    channel: str

    name = "UnpauseMonitor"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Channel", "channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
