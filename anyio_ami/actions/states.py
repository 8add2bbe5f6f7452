"""Device, extension and presence states."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ExtensionStateResponse, ListResponse, PresenceStateResponse


class DeviceStateList(
    Action["ListResponse[events.DeviceStateChange]"],
    frozen=True,
    kw_only=True,
    tag="DeviceStateList",
):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 16 and 22."""

    name = "DeviceStateList"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("DeviceStateChange",),
        complete="DeviceStateListComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True


class ExtensionState(Action["ExtensionStateResponse"], frozen=True, kw_only=True, tag="ExtensionState"):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 16 and 22."""

    exten: str
    context: str

    name = "ExtensionState"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Exten", "exten", "str"),
        ("Context", "context", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="ExtensionStateResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True


class ExtensionStateList(
    Action["ListResponse[events.ExtensionStatus]"],
    frozen=True,
    kw_only=True,
    tag="ExtensionStateList",
):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 16 and 22.

    An empty list stands for the server's error ``No dialplan hints are available``.
    """

    name = "ExtensionStateList"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("ExtensionStatus",),
        complete="ExtensionStateListComplete",
        empty_error="No dialplan hints are available",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True


class PresenceState(Action["PresenceStateResponse"], frozen=True, kw_only=True, tag="PresenceState"):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 16 and 22."""

    provider: str

    name = "PresenceState"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Provider", "provider", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="PresenceStateResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True


class PresenceStateList(
    Action["ListResponse[events.PresenceStateChange]"],
    frozen=True,
    kw_only=True,
    tag="PresenceStateList",
):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 16 and 22."""

    name = "PresenceStateList"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("PresenceStateChange",),
        complete="PresenceStateListComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True
