"""The state of an extension, made from the devices of its hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import OpenInt

if TYPE_CHECKING:
    from collections.abc import Mapping


class ExtensionState(OpenInt):
    """The state of an extension (``enum ast_extension_states``, Asterisk 16 to 23).

    The positive numbers are bits. The texts of ``StatusText`` are read too; Asterisk says
    ``Unknown`` where there is no hint (-1).
    """

    REMOVED = -2
    DEACTIVATED = -1
    """There is no hint, or not any more."""
    NOT_INUSE = 0
    INUSE = 1
    BUSY = 2
    UNAVAILABLE = 4
    RINGING = 8
    INUSE_RINGING = 9
    ONHOLD = 16
    INUSE_ONHOLD = 17

    @classmethod
    def _spellings(cls) -> Mapping[str, int]:
        return {
            "Removed": cls.REMOVED,
            "Unknown": cls.DEACTIVATED,
            "Deactivated": cls.DEACTIVATED,
            "Idle": cls.NOT_INUSE,
            "InUse": cls.INUSE,
            "Busy": cls.BUSY,
            "Unavailable": cls.UNAVAILABLE,
            "Ringing": cls.RINGING,
            "InUse&Ringing": cls.INUSE_RINGING,
            "Hold": cls.ONHOLD,
            "InUse&Hold": cls.INUSE_ONHOLD,
        }
