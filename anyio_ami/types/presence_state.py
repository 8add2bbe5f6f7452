"""Whether a person can be reached."""

from __future__ import annotations

from ._base import OpenText


class PresenceState(OpenText):
    """The presence of a provider (``enum ast_presence_state``, Asterisk 16 to 23).

    ``Status`` of PresenceStateChange and PresenceStatus, and ``State`` in the answer to PresenceState.
    """

    NOT_SET = "not_set"
    """Nobody has set it."""
    UNAVAILABLE = "unavailable"
    AVAILABLE = "available"
    AWAY = "away"
    XA = "xa"
    """Away for longer."""
    CHAT = "chat"
    """Wants to talk."""
    DND = "dnd"
    """Do not disturb."""
    INVALID = "invalid"
    """There is no such provider."""
