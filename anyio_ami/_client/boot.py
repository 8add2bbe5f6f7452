"""Which run of the server process a session is with."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Final

import msgspec

# Seconds by which two measurements of one start may differ: Asterisk counts its uptime in whole ones, the
# line takes its time, and two clocks drift.
_TOLERANCE: Final = 2.0
# The same without the drift, which takes longer than a moment.
_ROUNDING: Final = 1.25
# Seconds that the line may take.
_DELAY: Final = 0.5


class Boot(msgspec.Struct, frozen=True, kw_only=True):
    """What one login told about the start of the server."""

    startup: str | None = None
    """The server's own text for it, ``YYYY-MM-DD HH:MM:SS`` (CoreStatus); not everybody may ask."""
    started: float | None = None
    """The same by our clock, seconds since 1970 (FullyBooted's uptime); not everybody is shown it."""
    booting: bool = False
    """It was still booting at the login, though this user would have been told that it had booted."""

    def same_as(self, last: Boot, heard: float) -> bool | None:
        """Whether it is still the same run as at the last login; None: nobody can tell.

        ``heard`` is when that run was last heard of, seconds since 1970: one that began later is another.
        """
        if self.booting and not last.booting:
            return False
        if self.startup is not None and last.startup is not None:
            return self.startup == last.startup
        if self.started is not None and last.started is not None:
            later = self.started - last.started
            if abs(later) > _TOLERANCE:
                return False
            if self.started < heard - _DELAY:
                return True
            # By whole seconds a run may seem to have begun after what it said in its first one.
            return False if later > _ROUNDING else None
        return None

    @property
    def name(self) -> str | None:
        """A name for this run; None if nothing is known of it."""
        if self.startup is not None:
            return self.startup.replace(" ", "T")
        if self.started is None:
            return None
        return datetime.fromtimestamp(round(self.started), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
