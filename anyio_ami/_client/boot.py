"""Which run of the server process a session is with."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Final

import msgspec

# Seconds by which two measurements of one start may differ: Asterisk counts its uptime in whole ones.
_TOLERANCE: Final = 2.0


class Boot(msgspec.Struct, frozen=True, kw_only=True):
    """What one login told about the start of the server."""

    startup: str | None = None
    """The server's own text for it, ``YYYY-MM-DD HH:MM:SS`` (CoreStatus); not everybody may ask."""
    started: float | None = None
    """The same by our clock, seconds since 1970 (FullyBooted's uptime); not everybody is shown it."""
    booting: bool = False
    """It was still booting at the login, though this user would have been told that it had booted."""

    def same_as(self, last: Boot) -> bool | None:
        """Whether it is still the same run as at an earlier login; None: nobody can tell."""
        if self.booting and not last.booting:
            return False
        if self.startup is not None and last.startup is not None:
            return self.startup == last.startup
        if self.started is not None and last.started is not None:
            return abs(self.started - last.started) <= _TOLERANCE
        return None

    @property
    def name(self) -> str | None:
        """A name for this run; None if nothing is known of it."""
        if self.startup is not None:
            return self.startup.replace(" ", "T")
        if self.started is None:
            return None
        return datetime.fromtimestamp(round(self.started), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
