"""The link to a mobile phone."""

from __future__ import annotations

from ._base import OpenText


class MobileStatus(OpenText):
    """``MobileStatus.Status`` (chan_mobile, Asterisk 16 to 23)."""

    CONNECT = "Connect"
    DISCONNECT = "Disconnect"
