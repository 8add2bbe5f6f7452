"""The enums behind Asterisk's numbers and texts.

All are open: a value that they do not name is kept (``HangupCause(99)``), and
all are made from what the wire holds, number or text, by ``parse``.
"""

from __future__ import annotations

from .agi_status import AgiStatus as AgiStatus
from .cdr_disposition import CdrDisposition as CdrDisposition
from .channel_state import ChannelState as ChannelState
from .device_state import DeviceState as DeviceState
from .dial_status import DialStatus as DialStatus
from .extension_state import ExtensionState as ExtensionState
from .hangup_cause import HangupCause as HangupCause
from .peer_status import PeerStatus as PeerStatus
from .queue_strategy import QueueStrategy as QueueStrategy

__all__ = [
    "AgiStatus",
    "CdrDisposition",
    "ChannelState",
    "DeviceState",
    "DialStatus",
    "ExtensionState",
    "HangupCause",
    "PeerStatus",
    "QueueStrategy",
]
