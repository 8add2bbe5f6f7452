"""The state of a peer."""

from __future__ import annotations

from ._base import OpenText


class PeerStatus(OpenText):
    """The state of a peer, from PJSIP, IAX2 and chan_sip (Asterisk 16 to 23; chan_sip to 20)."""

    REGISTERED = "Registered"
    UNREGISTERED = "Unregistered"
    REJECTED = "Rejected"
    """Its registration was refused."""
    REACHABLE = "Reachable"
    UNREACHABLE = "Unreachable"
    LAGGED = "Lagged"
    """It answers, but too late."""
    UNMONITORED = "Unmonitored"
    """Nobody asks whether it is there."""
    UNKNOWN = "Unknown"
