"""How a call is to be accounted for."""

from __future__ import annotations

from ._base import OpenText


class AmaFlags(OpenText):
    """``AMAFlags`` of Cdr and CEL, ``AMAflags`` in the answer to SIPshowpeer (Asterisk 16 to 23).

    ``enum ama_flags``: automated message accounting.
    """

    OMIT = "OMIT"
    """Not to be recorded."""
    BILLING = "BILLING"
    DOCUMENTATION = "DOCUMENTATION"
    """To be recorded, not to be billed."""
    UNKNOWN = "Unknown"
    """None of them was set."""
