"""Whether a PJSIP contact can be reached."""

from __future__ import annotations

from ._base import OpenText


class ContactStatus(OpenText):
    """The state of a PJSIP contact (res_pjsip, Asterisk 16 to 23).

    ``ContactStatus.ContactStatus``, and ``Status`` of ContactList and ContactStatusDetail.
    """

    UNKNOWN = "Unknown"
    UNREACHABLE = "Unreachable"
    """It does not answer OPTIONS."""
    REACHABLE = "Reachable"
    UNQUALIFIED = "Unqualified"
    """In the documentation; servers say NonQualified."""
    NON_QUALIFIED = "NonQualified"
    """Nobody asks whether it is there (``qualify_frequency = 0``)."""
    REMOVED = "Removed"
    UPDATED = "Updated"
    CREATED = "Created"
