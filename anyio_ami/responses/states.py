"""Device, extension and presence states."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from anyio_ami.types import ExtensionState, PresenceState

from ._base import Response


class ExtensionStateResponse(Response, frozen=True, gc=False, tag="ExtensionStateResponse"):
    """The reply to ExtensionState. Run on real Asterisk 16 and 22."""

    exten: str = ""
    context: str = ""
    hint: str = ""
    status: ExtensionState | None = None
    status_text: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Exten", "exten", "str"),
        ("Context", "context", "str"),
        ("Hint", "hint", "str"),
        ("Status", "status", "ExtensionState"),
        ("StatusText", "status_text", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class PresenceStateResponse(Response, frozen=True, gc=False, tag="PresenceStateResponse"):
    """The reply to PresenceState. Run on real Asterisk 16 and 22."""

    state: PresenceState | None = None
    subtype: str = ""
    presence_message: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("State", "state", "PresenceState"),
        ("Subtype", "subtype", "str"),
        ("PresenceMessage", "presence_message", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
