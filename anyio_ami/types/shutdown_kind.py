"""How a server stops."""

from __future__ import annotations

from ._base import OpenText


class ShutdownKind(OpenText):
    """``Shutdown.Shutdown`` (Asterisk 16 to 23)."""

    CLEANLY = "Cleanly"
    UNCLEANLY = "Uncleanly"
    """Without waiting for anything."""
