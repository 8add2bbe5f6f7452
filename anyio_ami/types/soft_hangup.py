"""Why Asterisk asks a channel to end."""

from __future__ import annotations

from ._base import OpenInt


class SoftHangup(OpenInt):
    """``SoftHangupRequest.Cause``: one bit, not a `HangupCause` (channel.h, Asterisk 16 to 23)."""

    DEV = 1
    """By the device."""
    ASYNCGOTO = 2
    """Not an end: the channel goes on elsewhere in the dialplan."""
    SHUTDOWN = 4
    """Asterisk stops."""
    TIMEOUT = 8
    """An absolute timeout ran out."""
    APPUNLOAD = 16
    """The channel's dialplan ended, or its driver is unloaded."""
    EXPLICIT = 32
    """By somebody else, such as a command."""
    HANGUP_EXEC = 128
    """The channel runs its hangup handlers."""
