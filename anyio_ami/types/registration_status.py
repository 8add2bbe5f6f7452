"""How a registration of ours with another server stands."""

from __future__ import annotations

from ._base import OpenText


class RegistrationStatus(OpenText):
    """The state of an outbound registration (Asterisk 16 to 23; chan_sip to 20).

    ``Status`` of Registry and OutboundRegistrationDetail, ``RegistryEntry.State``. PJSIP
    has REGISTERED, UNREGISTERED, REJECTED and STOPPED; the others come from chan_sip and IAX2.
    """

    REGISTERED = "Registered"
    UNREGISTERED = "Unregistered"
    REQUEST_SENT = "Request Sent"
    AUTH_SENT = "Auth. Sent"
    REJECTED = "Rejected"
    """Refused by the other server."""
    FAILED = "Failed"
    TIMEOUT = "Timeout"
    """The other server does not answer."""
    NO_AUTHENTICATION = "No Authentication"
    """The other server wants credentials that we do not have."""
    UNREACHABLE = "Unreachable"
    STOPPED = "Stopped"
    UNKNOWN = "Unknown"
