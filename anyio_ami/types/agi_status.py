"""How an AGI script ended."""

from __future__ import annotations

from ._base import OpenText


class AgiStatus(OpenText):
    """The channel variable ``AGISTATUS`` after AGI, EAGI and DeadAGI (res_agi, Asterisk 16 to 23)."""

    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"
    NOTFOUND = "NOTFOUND"
    """The script is not there."""
    HANGUP = "HANGUP"
    """The channel hung up while the script ran."""
