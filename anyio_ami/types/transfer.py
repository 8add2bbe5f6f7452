"""How transfers end."""

from __future__ import annotations

from ._base import OpenText


class TransferResult(OpenText):
    """``Result`` of BlindTransfer and AttendedTransfer (``enum ast_transfer_result``, Asterisk 16 to 23)."""

    SUCCESS = "Success"
    FAIL = "Fail"
    """For any other reason."""
    INVALID = "Invalid"
    """The channels are bridged in a way that leaves nothing to transfer."""
    NOT_PERMITTED = "Not Permitted"
    """The bridge does not let its channels be transferred."""


class TransferDestination(OpenText):
    """What the transferee was joined to: ``AttendedTransfer.DestType`` (Asterisk 16 to 23)."""

    BRIDGE = "Bridge"
    """A bridge (``DestBridgeUniqueid``)."""
    APP = "App"
    """A channel that runs an application (``DestApp``)."""
    LINK = "Link"
    """Two bridges, through a pair of Local channels (``LocalOne...``, ``LocalTwo...``)."""
    THREEWAY = "Threeway"
    """All three stay (``DestBridgeUniqueid``, ``DestTransfererChannel``)."""
    FAIL = "Fail"
    """Nothing: the transfer failed."""
