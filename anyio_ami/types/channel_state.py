"""The state of a channel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._base import OpenInt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typing_extensions import Self

_unknown = re.compile(r"unknown \(([0-9]{1,10})\)", re.IGNORECASE).fullmatch


class ChannelState(OpenInt):
    """The state of a channel (``enum ast_channel_state``, Asterisk 16 to 23).

    The texts of ``ChannelStateDesc`` are read too, ``Unknown (11)`` as the number 11.
    """

    DOWN = 0
    """There, and idle."""
    RESERVED = 1
    """Idle, but taken by somebody."""
    OFFHOOK = 2
    DIALING = 3
    """Digits are being dialled."""
    RING = 4
    """It rings at the far end of this line; for an incoming call: the caller waits."""
    RINGING = 5
    """The phone on this channel rings."""
    UP = 6
    """Answered."""
    BUSY = 7
    DIALING_OFFHOOK = 8
    PRERING = 9
    """A call was noticed but does not ring yet."""
    MUTE = 65536
    """A flag and no state: no voice is sent."""

    @classmethod
    def _spellings(cls) -> Mapping[str, int]:
        return {
            "Down": cls.DOWN,
            "Rsrvd": cls.RESERVED,
            "OffHook": cls.OFFHOOK,
            "Dialing": cls.DIALING,
            "Ring": cls.RING,
            "Ringing": cls.RINGING,
            "Up": cls.UP,
            "Busy": cls.BUSY,
            "Dialing Offhook": cls.DIALING_OFFHOOK,
            "Pre-ring": cls.PRERING,
            "Mute": cls.MUTE,
        }

    @classmethod
    def parse(cls, text: str | int, /) -> Self:
        """The member for a number, a text of ``ChannelStateDesc`` or a name, without regard to case.

        Raises ValueError for a text that is none of them.
        """
        found = _unknown(text) if isinstance(text, str) else None
        return super().parse(text if found is None else int(found[1]))
