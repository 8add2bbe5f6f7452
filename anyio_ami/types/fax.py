"""Fax sessions."""

from __future__ import annotations

from ._base import OpenText


class FaxOperation(OpenText):
    """``Operation`` of FAXStatus, FAXSession and FAXSessionsEntry (res_fax, Asterisk 16 to 23)."""

    SEND = "send"
    RECEIVE = "receive"
    GATEWAY = "gateway"
    """Between a T.38 and an audio channel."""
    V21 = "V.21"
    """Listens for the tone with which a fax begins."""
    NONE = "none"


class FaxState(OpenText):
    """``State`` of FAXSession and FAXSessionsEntry (``enum ast_fax_state``, Asterisk 16 to 23)."""

    UNINITIALIZED = "Uninitialized"
    INITIALIZED = "Initialized"
    OPEN = "Open"
    ACTIVE = "Active"
    COMPLETE = "Complete"
    RESERVED = "Reserved"
    INACTIVE = "Inactive"
    UNKNOWN = "Unknown"


class FaxSessionType(OpenText):
    """``FAXSessionsEntry.SessionType`` (res_fax, Asterisk 16 to 23)."""

    G711 = "G.711"
    """As audio."""
    T38 = "T.38"
