"""Directions of audio, and what can be done to a playback."""

from __future__ import annotations

from ._base import OpenText


class DtmfDirection(OpenText):
    """``Direction`` of DTMFBegin and DTMFEnd, seen from Asterisk (Asterisk 16 to 23)."""

    RECEIVED = "Received"
    SENT = "Sent"


class MixMonitorDirection(OpenText):
    """Which half of a recording is muted: ``Direction`` of MixMonitorMute.

    The event is in Asterisk 16 and 18 to 23, the action in 16 to 23.
    """

    READ = "read"
    """What the channel says."""
    WRITE = "write"
    """What the channel hears."""
    BOTH = "both"


class MuteDirection(OpenText):
    """Whose audio MuteAudio mutes (Asterisk 16 to 23)."""

    IN = "in"
    """From the channel."""
    OUT = "out"
    """To the channel."""
    ALL = "all"


class PlaybackControl(OpenText):
    """What ControlPlayback does (Asterisk 16 to 23)."""

    STOP = "stop"
    FORWARD = "forward"
    REVERSE = "reverse"
    PAUSE = "pause"
    RESTART = "restart"
