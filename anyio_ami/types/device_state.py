"""The state of a device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import OpenInt

if TYPE_CHECKING:
    from collections.abc import Mapping


class DeviceState(OpenInt):
    """The state of a device or queue member (``enum ast_device_state``, Asterisk 16 to 23).

    Read from the number (``QueueMember.Status``), from the name (``DeviceStateChange.State``)
    and from the readable text (``EndpointDetail.DeviceState``).
    """

    UNKNOWN = 0
    """There, but its state is not known."""
    NOT_INUSE = 1
    INUSE = 2
    BUSY = 3
    INVALID = 4
    """Not known to Asterisk."""
    UNAVAILABLE = 5
    """Known, but not registered or not reachable."""
    RINGING = 6
    RINGINUSE = 7
    """It rings while in use."""
    ONHOLD = 8

    @classmethod
    def _spellings(cls) -> Mapping[str, int]:
        return {
            "Unknown": cls.UNKNOWN,
            "Not in use": cls.NOT_INUSE,
            "In use": cls.INUSE,
            "Busy": cls.BUSY,
            "Invalid": cls.INVALID,
            "Unavailable": cls.UNAVAILABLE,
            "Ringing": cls.RINGING,
            "Ring+Inuse": cls.RINGINUSE,
            "On Hold": cls.ONHOLD,
        }
