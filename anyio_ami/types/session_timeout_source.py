"""What ended a SIP session."""

from __future__ import annotations

from ._base import OpenText


class SessionTimeoutSource(OpenText):
    """``SessionTimeout.Source`` (chan_sip, Asterisk 16 to 20)."""

    RTP_TIMEOUT = "RTPTimeout"
    """No audio came for too long."""
    SIP_SESSION_TIMER = "SIPSessionTimer"
    """The session was not refreshed in time."""
