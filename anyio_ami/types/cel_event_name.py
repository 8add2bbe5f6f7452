"""What a channel event log records."""

from __future__ import annotations

from ._base import OpenText


class CelEventName(OpenText):
    """``CEL.EventName`` (``enum ast_cel_event_type``, Asterisk 16 to 23)."""

    CHAN_START = "CHAN_START"
    CHAN_END = "CHAN_END"
    ANSWER = "ANSWER"
    HANGUP = "HANGUP"
    BRIDGE_ENTER = "BRIDGE_ENTER"
    BRIDGE_EXIT = "BRIDGE_EXIT"
    APP_START = "APP_START"
    APP_END = "APP_END"
    PARK_START = "PARK_START"
    PARK_END = "PARK_END"
    BLINDTRANSFER = "BLINDTRANSFER"
    ATTENDEDTRANSFER = "ATTENDEDTRANSFER"
    PICKUP = "PICKUP"
    FORWARD = "FORWARD"
    LINKEDID_END = "LINKEDID_END"
    """The last channel with this linked id is gone."""
    LOCAL_OPTIMIZE = "LOCAL_OPTIMIZE"
    """A pair of Local channels was optimized away."""
    LOCAL_OPTIMIZE_BEGIN = "LOCAL_OPTIMIZE_BEGIN"
    STREAM_BEGIN = "STREAM_BEGIN"
    """A file begins to play."""
    STREAM_END = "STREAM_END"
    DTMF = "DTMF"
    USER_DEFINED = "USER_DEFINED"
    """Made by the dialplan (CELGenUserEvent), with its name in ``UserDefType``."""
