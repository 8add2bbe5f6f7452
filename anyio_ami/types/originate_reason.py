"""What became of an originated call."""

from __future__ import annotations

from ._base import OpenInt


class OriginateReason(OpenInt):
    """``OriginateResponse.Reason``, a kind of control frame (frame.h, Asterisk 16 to 23).

    PJSIP says FAILURE for busy, congested, rejected and unknown destinations alike:
    the channel's `Hangup` has the cause.
    """

    FAILURE = 0
    """No channel could be made, or it ended without saying why."""
    HANGUP = 1
    RING = 2
    RINGING = 3
    """It rang until the time was over."""
    ANSWER = 4
    BUSY = 5
    CONGESTION = 8
