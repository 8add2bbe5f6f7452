"""Which run of the server process a session is with."""

from __future__ import annotations

import math
from datetime import datetime, timezone
from typing import Final

import msgspec

# Seconds that the line may take, or by which two clocks drift between two logins.
_SLACK: Final = 0.5


class Boot(msgspec.Struct, frozen=True, kw_only=True):
    """What one login told about the server and its start."""

    startup: str | None = None
    """The server's own text for its start, ``YYYY-MM-DD HH:MM:SS`` (CoreStatus); not everybody may ask."""
    earliest: float = -math.inf
    latest: float = math.inf
    """Between which moments of our clock it started, seconds since 1970 (FullyBooted's uptime, in whole
    seconds; not everybody is shown it). At the latest it did when it first answered."""
    booting: bool = False
    """It was still booting at the login, though this user would have been told that it had booted."""
    identity: tuple[str | None, ...] = ()
    """What no run changes: the greeting, the version, the system's name; None where it is not told."""

    def same_as(self, last: Boot, heard: float) -> bool | None:
        """Whether it is still the same run as at the last login; None: nobody can tell.

        ``heard`` is when that run was last heard of, seconds since 1970: another one began later.
        """
        told = zip(self.identity, last.identity, strict=False)
        if any(None not in (one, other) and one != other for one, other in told):
            return False
        if self.booting and not last.booting:
            return False
        may_be_new = self.latest >= heard - _SLACK
        if self.startup is not None and last.startup is not None:
            if self.startup != last.startup:
                return False
            # Two runs begin in one second only where the first one lived no longer.
            return None if may_be_new and last.latest + 1 >= heard - _SLACK else True
        if not (self.is_measured and last.is_measured):
            return None
        may_be_same = self.earliest <= last.latest + _SLACK and last.earliest <= self.latest + _SLACK
        # Neither: a clock was set, or the address is another server's now.
        return may_be_same if may_be_same != may_be_new else None

    @property
    def is_measured(self) -> bool:
        """Whether this user was shown the uptime."""
        return self.earliest > -math.inf

    def joined(self, later: Boot) -> Boot:
        """What is known once a later login has met the same run."""
        if later.is_measured or not self.is_measured:
            latest = later.latest if later.is_measured else min(self.latest, later.latest)
            return msgspec.structs.replace(later, latest=latest)
        return msgspec.structs.replace(later, earliest=self.earliest, latest=self.latest)

    @property
    def name(self) -> str | None:
        """A name for this run; None if nothing is known of it."""
        if self.startup is not None:
            return self.startup.replace(" ", "T")
        if not self.is_measured:
            return None
        return datetime.fromtimestamp(round(self.latest), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
