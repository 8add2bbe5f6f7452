"""Device, extension and presence states."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from anyio_ami.types import DeviceState, ExtensionState, PresenceState

from ._base import Event, ListComplete


class DeviceStateChange(Event, frozen=True, gc=False, tag="DeviceStateChange"):
    """Asterisk 16 to 23; event class call. By itself and as an answer to DeviceStateList. Seen from real
    Asterisk 16 and 22.
    """

    device: str = ""
    state: DeviceState | None = None

    name = "DeviceStateChange"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Device", "device", "str"),
        ("State", "state", "DeviceState:name"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class DeviceStateListComplete(ListComplete, frozen=True, gc=False, tag="DeviceStateListComplete"):
    """Asterisk 16 to 23; event class command. Only as an answer to DeviceStateList. Seen from real Asterisk
    16 and 22.
    """

    name = "DeviceStateListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class ExtensionStateListComplete(ListComplete, frozen=True, gc=False, tag="ExtensionStateListComplete"):
    """Asterisk 16 to 23; event class command. Only as an answer to ExtensionStateList. Seen from real
    Asterisk 16 and 22.
    """

    name = "ExtensionStateListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class ExtensionStatus(Event, frozen=True, gc=False, tag="ExtensionStatus"):
    """Asterisk 16 to 23; event class call. By itself and as an answer to ExtensionStateList. Seen from real
    Asterisk 16 and 22.
    """

    exten: str = ""
    context: str = ""
    hint: str = ""
    status: ExtensionState | None = None
    status_text: str = ""

    name = "ExtensionStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Exten", "exten", "str"),
        ("Context", "context", "str"),
        ("Hint", "hint", "str"),
        ("Status", "status", "ExtensionState"),
        ("StatusText", "status_text", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class PresenceStateChange(Event, frozen=True, gc=False, tag="PresenceStateChange"):
    """Asterisk 16 to 23; event class call. By itself and as an answer to PresenceStateList. Seen from real
    Asterisk 16 and 22.
    """

    presentity: str = ""
    status: PresenceState | None = None
    subtype: str = ""
    message: str = ""

    name = "PresenceStateChange"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Presentity", "presentity", "str"),
        ("Status", "status", "PresenceState"),
        ("Subtype", "subtype", "cstr"),
        ("Message", "message", "cstr"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class PresenceStateListComplete(ListComplete, frozen=True, gc=False, tag="PresenceStateListComplete"):
    """Asterisk 16 to 23; event class command. Only as an answer to PresenceStateList. Seen from real Asterisk
    16 and 22.
    """

    name = "PresenceStateListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class PresenceStatus(Event, frozen=True, gc=False, tag="PresenceStatus"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    exten: str = ""
    context: str = ""
    hint: str = ""
    status: PresenceState | None = None
    subtype: str = ""
    message: str = ""

    name = "PresenceStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Exten", "exten", "str"),
        ("Context", "context", "str"),
        ("Hint", "hint", "str"),
        ("Status", "status", "PresenceState"),
        ("Subtype", "subtype", "str"),
        ("Message", "message", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
