"""The enums behind Asterisk's numbers and texts.

All but `EventClass` are open: a value that they do not name is kept (``HangupCause(77)``).
All are made from what the wire holds, number or text, by ``parse``. An enum is loaded when
it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .agent import AgentCompleteReason as AgentCompleteReason
    from .agent import AgentState as AgentState
    from .agi_status import AgiStatus as AgiStatus
    from .ama_flags import AmaFlags as AmaFlags
    from .aoc import AocBillingId as AocBillingId
    from .aoc import AocChargedItem as AocChargedItem
    from .aoc import AocChargeType as AocChargeType
    from .aoc import AocChargingType as AocChargingType
    from .aoc import AocMessageType as AocMessageType
    from .aoc import AocMultiplier as AocMultiplier
    from .aoc import AocRateType as AocRateType
    from .aoc import AocTimeScale as AocTimeScale
    from .aoc import AocTotalType as AocTotalType
    from .aoc import AocVolumeUnit as AocVolumeUnit
    from .audio import DtmfDirection as DtmfDirection
    from .audio import MixMonitorDirection as MixMonitorDirection
    from .audio import MuteDirection as MuteDirection
    from .audio import PlaybackControl as PlaybackControl
    from .bridge import BridgeCapability as BridgeCapability
    from .bridge import BridgeTechnology as BridgeTechnology
    from .bridge import BridgeTone as BridgeTone
    from .bridge import BridgeType as BridgeType
    from .bridge import VideoSourceMode as VideoSourceMode
    from .cdr_disposition import CdrDisposition as CdrDisposition
    from .cel_event_name import CelEventName as CelEventName
    from .channel_state import ChannelState as ChannelState
    from .config_operation import ConfigOperation as ConfigOperation
    from .contact_status import ContactStatus as ContactStatus
    from .device_state import DeviceState as DeviceState
    from .dial_status import DialStatus as DialStatus
    from .event_class import EventClass as EventClass
    from .extension_state import ExtensionState as ExtensionState
    from .fax import FaxOperation as FaxOperation
    from .fax import FaxSessionType as FaxSessionType
    from .fax import FaxState as FaxState
    from .hangup_cause import HangupCause as HangupCause
    from .mobile_status import MobileStatus as MobileStatus
    from .module import LoadType as LoadType
    from .module import ModuleStatus as ModuleStatus
    from .module import ReloadStatus as ReloadStatus
    from .originate_reason import OriginateReason as OriginateReason
    from .peer_status import PeerStatus as PeerStatus
    from .presence_state import PresenceState as PresenceState
    from .pri_debug_level import PriDebugLevel as PriDebugLevel
    from .queue_membership import QueueMembership as QueueMembership
    from .queue_strategy import QueueStrategy as QueueStrategy
    from .registration_status import RegistrationStatus as RegistrationStatus
    from .rtcp_packet_type import RtcpPacketType as RtcpPacketType
    from .security_severity import SecuritySeverity as SecuritySeverity
    from .session_timeout_source import SessionTimeoutSource as SessionTimeoutSource
    from .shutdown_kind import ShutdownKind as ShutdownKind
    from .soft_hangup import SoftHangup as SoftHangup
    from .subscription_type import SubscriptionType as SubscriptionType
    from .transfer import TransferDestination as TransferDestination
    from .transfer import TransferResult as TransferResult

__all__ = [
    "AgentCompleteReason",
    "AgentState",
    "AgiStatus",
    "AmaFlags",
    "AocBillingId",
    "AocChargeType",
    "AocChargedItem",
    "AocChargingType",
    "AocMessageType",
    "AocMultiplier",
    "AocRateType",
    "AocTimeScale",
    "AocTotalType",
    "AocVolumeUnit",
    "BridgeCapability",
    "BridgeTechnology",
    "BridgeTone",
    "BridgeType",
    "CdrDisposition",
    "CelEventName",
    "ChannelState",
    "ConfigOperation",
    "ContactStatus",
    "DeviceState",
    "DialStatus",
    "DtmfDirection",
    "EventClass",
    "ExtensionState",
    "FaxOperation",
    "FaxSessionType",
    "FaxState",
    "HangupCause",
    "LoadType",
    "MixMonitorDirection",
    "MobileStatus",
    "ModuleStatus",
    "MuteDirection",
    "OriginateReason",
    "PeerStatus",
    "PlaybackControl",
    "PresenceState",
    "PriDebugLevel",
    "QueueMembership",
    "QueueStrategy",
    "RegistrationStatus",
    "ReloadStatus",
    "RtcpPacketType",
    "SecuritySeverity",
    "SessionTimeoutSource",
    "ShutdownKind",
    "SoftHangup",
    "SubscriptionType",
    "TransferDestination",
    "TransferResult",
    "VideoSourceMode",
]

_MODULES: Final[dict[str, str]] = {
    "AgentCompleteReason": "agent",
    "AgentState": "agent",
    "AgiStatus": "agi_status",
    "AmaFlags": "ama_flags",
    "AocBillingId": "aoc",
    "AocChargeType": "aoc",
    "AocChargedItem": "aoc",
    "AocChargingType": "aoc",
    "AocMessageType": "aoc",
    "AocMultiplier": "aoc",
    "AocRateType": "aoc",
    "AocTimeScale": "aoc",
    "AocTotalType": "aoc",
    "AocVolumeUnit": "aoc",
    "BridgeCapability": "bridge",
    "BridgeTechnology": "bridge",
    "BridgeTone": "bridge",
    "BridgeType": "bridge",
    "CdrDisposition": "cdr_disposition",
    "CelEventName": "cel_event_name",
    "ChannelState": "channel_state",
    "ConfigOperation": "config_operation",
    "ContactStatus": "contact_status",
    "DeviceState": "device_state",
    "DialStatus": "dial_status",
    "DtmfDirection": "audio",
    "EventClass": "event_class",
    "ExtensionState": "extension_state",
    "FaxOperation": "fax",
    "FaxSessionType": "fax",
    "FaxState": "fax",
    "HangupCause": "hangup_cause",
    "LoadType": "module",
    "MixMonitorDirection": "audio",
    "MobileStatus": "mobile_status",
    "ModuleStatus": "module",
    "MuteDirection": "audio",
    "OriginateReason": "originate_reason",
    "PeerStatus": "peer_status",
    "PlaybackControl": "audio",
    "PresenceState": "presence_state",
    "PriDebugLevel": "pri_debug_level",
    "QueueMembership": "queue_membership",
    "QueueStrategy": "queue_strategy",
    "RegistrationStatus": "registration_status",
    "ReloadStatus": "module",
    "RtcpPacketType": "rtcp_packet_type",
    "SecuritySeverity": "security_severity",
    "SessionTimeoutSource": "session_timeout_source",
    "ShutdownKind": "shutdown_kind",
    "SoftHangup": "soft_hangup",
    "SubscriptionType": "subscription_type",
    "TransferDestination": "transfer",
    "TransferResult": "transfer",
    "VideoSourceMode": "bridge",
}


# Hidden from type checkers: with it they would take every misspelt name.
if not TYPE_CHECKING:

    def __getattr__(name):
        module = _MODULES.get(name)
        if module is None:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        value = getattr(import_module(f"{__name__}.{module}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
