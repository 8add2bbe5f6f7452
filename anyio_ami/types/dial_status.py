"""How a dial attempt stands or ended."""

from __future__ import annotations

from ._base import OpenText


class DialStatus(OpenText):
    """The state of a dial attempt (Asterisk 16 to 23).

    ``DialState`` has RINGING, PROCEEDING and PROGRESS, ``DialEnd`` the others.
    DONTCALL, TORTURE and INVALIDARGS come in the channel variable ``DIALSTATUS`` alone.
    """

    ANSWER = "ANSWER"
    BUSY = "BUSY"
    NOANSWER = "NOANSWER"
    CANCEL = "CANCEL"
    """The caller hung up, or somebody else answered."""
    CONGESTION = "CONGESTION"
    CHANUNAVAIL = "CHANUNAVAIL"
    """The channel could not be called at all."""
    ABORT = "ABORT"
    CONTINUE = "CONTINUE"
    """A macro or subroutine of the called side sent the caller on in the dialplan."""
    GOTO = "GOTO"
    """The same, to a place of its choice."""
    DONTCALL = "DONTCALL"
    """The called side refused the call in privacy mode."""
    TORTURE = "TORTURE"
    """The called side sent the caller to the torture menu in privacy mode."""
    INVALIDARGS = "INVALIDARGS"
    RINGING = "RINGING"
    PROCEEDING = "PROCEEDING"
    PROGRESS = "PROGRESS"
    """There is audio before the answer."""
