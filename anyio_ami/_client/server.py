"""What is known of the server at the other end."""

from __future__ import annotations

import msgspec


class ServerInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The server as it presented itself at the last login. What the user may not ask is None."""

    greeting: str
    """The first line, e.g. ``Asterisk Call Manager/11.0.0``."""
    ami_version: tuple[int, int] | None = None
    """The protocol's version, from the greeting."""
    version: str | None = None
    """Asterisk's own version, e.g. ``22.10.1`` (from CoreSettings)."""
    major: int | None = None
    """The major version: from `version`, else from the greeting."""
    system_name: str | None = None
    """``systemname`` of asterisk.conf; empty if it is not set."""
    booted_at: float | None = None
    """When the server started: seconds since 1970, to about 1 s (from FullyBooted's uptime)."""
    boot: str | None = None
    """Which run of the server process this is, as in `SessionInfo.boot`."""
    events: str = "on"
    """The event mask in force: ``on``, ``off`` or event classes with commas between."""
    filters: tuple[str, ...] = ()
    """The filters in force: regular expressions, with ``MatchCriteria`` in front where there is one."""
    startup: str | None = None
    """The server's own text for that, ``YYYY-MM-DD HH:MM:SS`` in its local time (from CoreStatus)."""


def major_version(version: str | None, ami_version: tuple[int, int] | None) -> int | None:
    """Asterisk's major version from its own version or from that of the protocol."""
    if version is not None:
        digits = version.removeprefix("certified-").partition(".")[0].removeprefix("certified/")
        if digits.isascii() and digits.isdecimal() and len(digits) < 4:
            return int(digits)
    if ami_version is None:
        return None
    major, minor = ami_version
    if major >= 3:
        # 3.x came with Asterisk 14, and each major version since has one of its own.
        return major + 11
    return {2: 13 if minor >= 6 else 12}.get(major)
