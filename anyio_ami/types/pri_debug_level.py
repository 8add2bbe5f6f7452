"""How much of ISDN is logged."""

from __future__ import annotations

from ._base import OpenText


class PriDebugLevel(OpenText):
    """``Level`` of PRIDebugSet (chan_dahdi, Asterisk 16 to 23)."""

    OFF = "off"
    ON = "on"
    HEX = "hex"
    """With the bytes."""
    INTENSE = "intense"
    """With the bytes, and what happens below the calls."""
