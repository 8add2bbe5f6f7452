"""Device, extension and presence states."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from anyio_ami.types import ExtensionState

from ._base import Response


class ExtensionStateResponse(Response, frozen=True, gc=False, tag="ExtensionStateResponse"):
    """The reply to ExtensionState. Run on real Asterisk 16 and 22."""

    exten: str = ""
    context: str = ""
    hint: str = ""
    status: ExtensionState | None = None
    status_text: str = ""

    __wire__ = (
        ("Exten", "exten", "str"),
        ("Context", "context", "str"),
        ("Hint", "hint", "str"),
        ("Status", "status", "ExtensionState"),
        ("StatusText", "status_text", "str"),
    )


class PresenceStateResponse(Response, frozen=True, gc=False, tag="PresenceStateResponse"):
    """The reply to PresenceState. Run on real Asterisk 16 and 22."""

    state: str = ""
    subtype: str = ""
    presence_message: str = ""

    __wire__ = (
        ("State", "state", "str"),
        ("Subtype", "subtype", "str"),
        ("PresenceMessage", "presence_message", "str"),
    )
