"""The states of a connection."""

from __future__ import annotations

import enum


class ConnectionState(enum.Enum):
    """Where a client stands with its server."""

    DISCONNECTED = "disconnected"
    """Not begun, closed, or lost for good."""
    CONNECTING = "connecting"
    """The first connection is being made."""
    CONNECTED = "connected"
    """Logged in: actions can be sent."""
    RECONNECTING = "reconnecting"
    """The connection was lost and is being made again."""
