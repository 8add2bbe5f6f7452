"""What a SIP subscription is for."""

from __future__ import annotations

from ._base import OpenText


class SubscriptionType(OpenText):
    """``SubscriptionType`` of Inbound- and OutboundSubscriptionDetail (PJSIP, Asterisk 16 to 23)."""

    MWI = "mwi"
    """Messages waiting."""
    EXTENSION_STATE = "extension_state"
