"""Every event of Asterisk 16 to 23, by its name on the wire (``AOC-D`` is `AOC_D`).

A class is loaded when it is first asked for, with the others of its area.
"""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from ._base import Event as Event
from ._base import ListComplete as ListComplete
from ._base import UnknownEvent as UnknownEvent
from ._index import AREAS

if TYPE_CHECKING:
    from ._groups import BridgeEvent as BridgeEvent
    from ._groups import ChannelEvent as ChannelEvent
    from ._groups import ParkedCallEvent as ParkedCallEvent
    from ._groups import QueueMemberEvent as QueueMemberEvent
    from ._groups import SecurityEvent as SecurityEvent
    from .agents import AgentLogin as AgentLogin
    from .agents import AgentLogoff as AgentLogoff
    from .agents import Agents as Agents
    from .agents import AgentsComplete as AgentsComplete
    from .agi import AGIExecEnd as AGIExecEnd
    from .agi import AGIExecStart as AGIExecStart
    from .agi import AsyncAGIEnd as AsyncAGIEnd
    from .agi import AsyncAGIExec as AsyncAGIExec
    from .agi import AsyncAGIStart as AsyncAGIStart
    from .aoc import AOC_D as AOC_D
    from .aoc import AOC_E as AOC_E
    from .aoc import AOC_S as AOC_S
    from .bridges import BridgeCreate as BridgeCreate
    from .bridges import BridgeDestroy as BridgeDestroy
    from .bridges import BridgeEnter as BridgeEnter
    from .bridges import BridgeInfoChannel as BridgeInfoChannel
    from .bridges import BridgeInfoComplete as BridgeInfoComplete
    from .bridges import BridgeLeave as BridgeLeave
    from .bridges import BridgeListComplete as BridgeListComplete
    from .bridges import BridgeListItem as BridgeListItem
    from .bridges import BridgeMerge as BridgeMerge
    from .bridges import BridgeTechnologyListComplete as BridgeTechnologyListComplete
    from .bridges import BridgeTechnologyListItem as BridgeTechnologyListItem
    from .bridges import BridgeVideoSourceUpdate as BridgeVideoSourceUpdate
    from .cdr import CEL as CEL
    from .cdr import Cdr as Cdr
    from .channels import MCID as MCID
    from .channels import ChannelHungup as ChannelHungup
    from .channels import ChannelsHungupListComplete as ChannelsHungupListComplete
    from .channels import ChannelTalkingStart as ChannelTalkingStart
    from .channels import ChannelTalkingStop as ChannelTalkingStop
    from .channels import DTMFBegin as DTMFBegin
    from .channels import DTMFEnd as DTMFEnd
    from .channels import Flash as Flash
    from .channels import Hangup as Hangup
    from .channels import HangupHandlerPop as HangupHandlerPop
    from .channels import HangupHandlerPush as HangupHandlerPush
    from .channels import HangupHandlerRun as HangupHandlerRun
    from .channels import HangupRequest as HangupRequest
    from .channels import Hold as Hold
    from .channels import MusicOnHoldStart as MusicOnHoldStart
    from .channels import MusicOnHoldStop as MusicOnHoldStop
    from .channels import NewAccountCode as NewAccountCode
    from .channels import NewCallerid as NewCallerid
    from .channels import Newchannel as Newchannel
    from .channels import NewConnectedLine as NewConnectedLine
    from .channels import Newstate as Newstate
    from .channels import Rename as Rename
    from .channels import SoftHangupRequest as SoftHangupRequest
    from .channels import Unhold as Unhold
    from .channels import Wink as Wink
    from .completion import CCAvailable as CCAvailable
    from .completion import CCCallerRecalling as CCCallerRecalling
    from .completion import CCCallerStartMonitoring as CCCallerStartMonitoring
    from .completion import CCCallerStopMonitoring as CCCallerStopMonitoring
    from .completion import CCFailure as CCFailure
    from .completion import CCMonitorFailed as CCMonitorFailed
    from .completion import CCOfferTimerStart as CCOfferTimerStart
    from .completion import CCRecallComplete as CCRecallComplete
    from .completion import CCRequestAcknowledged as CCRequestAcknowledged
    from .completion import CCRequested as CCRequested
    from .conferences import ConfbridgeEnd as ConfbridgeEnd
    from .conferences import ConfbridgeJoin as ConfbridgeJoin
    from .conferences import ConfbridgeLeave as ConfbridgeLeave
    from .conferences import ConfbridgeList as ConfbridgeList
    from .conferences import ConfbridgeListComplete as ConfbridgeListComplete
    from .conferences import ConfbridgeListRooms as ConfbridgeListRooms
    from .conferences import ConfbridgeListRoomsComplete as ConfbridgeListRoomsComplete
    from .conferences import ConfbridgeMute as ConfbridgeMute
    from .conferences import ConfbridgeRecord as ConfbridgeRecord
    from .conferences import ConfbridgeStart as ConfbridgeStart
    from .conferences import ConfbridgeStopRecord as ConfbridgeStopRecord
    from .conferences import ConfbridgeTalking as ConfbridgeTalking
    from .conferences import ConfbridgeUnmute as ConfbridgeUnmute
    from .core import CoreShowChannel as CoreShowChannel
    from .core import CoreShowChannelMap as CoreShowChannelMap
    from .core import CoreShowChannelMapComplete as CoreShowChannelMapComplete
    from .core import CoreShowChannelsComplete as CoreShowChannelsComplete
    from .core import Status as Status
    from .core import StatusComplete as StatusComplete
    from .core import WaitEventComplete as WaitEventComplete
    from .dahdi import Alarm as Alarm
    from .dahdi import AlarmClear as AlarmClear
    from .dahdi import DAHDIChannel as DAHDIChannel
    from .dahdi import DAHDIShowChannels as DAHDIShowChannels
    from .dahdi import DAHDIShowChannelsComplete as DAHDIShowChannelsComplete
    from .dahdi import DAHDIShowStatus as DAHDIShowStatus
    from .dahdi import DAHDIShowStatusComplete as DAHDIShowStatusComplete
    from .dahdi import DNDState as DNDState
    from .dahdi import PRIShowSpans as PRIShowSpans
    from .dahdi import PRIShowSpansComplete as PRIShowSpansComplete
    from .dahdi import SpanAlarm as SpanAlarm
    from .dahdi import SpanAlarmClear as SpanAlarmClear
    from .database import DBGetComplete as DBGetComplete
    from .database import DBGetResponse as DBGetResponse
    from .database import DBGetTreeComplete as DBGetTreeComplete
    from .database import DBGetTreeResponse as DBGetTreeResponse
    from .dial import DialBegin as DialBegin
    from .dial import DialEnd as DialEnd
    from .dial import DialState as DialState
    from .dial import OriginateResponse as OriginateResponse
    from .dialplan import ListDialplan as ListDialplan
    from .dialplan import Newexten as Newexten
    from .dialplan import ShowDialPlanComplete as ShowDialPlanComplete
    from .dialplan import UserEvent as UserEvent
    from .dialplan import VarSet as VarSet
    from .fax import FAXSession as FAXSession
    from .fax import FAXSessionsComplete as FAXSessionsComplete
    from .fax import FAXSessionsEntry as FAXSessionsEntry
    from .fax import FAXStats as FAXStats
    from .fax import FAXStatus as FAXStatus
    from .fax import ReceiveFAX as ReceiveFAX
    from .fax import SendFAX as SendFAX
    from .local import LocalBridge as LocalBridge
    from .local import LocalOptimizationBegin as LocalOptimizationBegin
    from .local import LocalOptimizationEnd as LocalOptimizationEnd
    from .meetme import MeetmeEnd as MeetmeEnd
    from .meetme import MeetmeJoin as MeetmeJoin
    from .meetme import MeetmeLeave as MeetmeLeave
    from .meetme import MeetmeList as MeetmeList
    from .meetme import MeetmeListComplete as MeetmeListComplete
    from .meetme import MeetmeListRooms as MeetmeListRooms
    from .meetme import MeetmeListRoomsComplete as MeetmeListRoomsComplete
    from .meetme import MeetmeMute as MeetmeMute
    from .meetme import MeetmeTalking as MeetmeTalking
    from .meetme import MeetmeTalkRequest as MeetmeTalkRequest
    from .messaging import JabberStatus as JabberStatus
    from .messaging import MobileStatus as MobileStatus
    from .monitor import MixMonitorMute as MixMonitorMute
    from .monitor import MixMonitorStart as MixMonitorStart
    from .monitor import MixMonitorStop as MixMonitorStop
    from .monitor import MonitorStart as MonitorStart
    from .monitor import MonitorStop as MonitorStop
    from .parking import ParkedCall as ParkedCall
    from .parking import ParkedCallsComplete as ParkedCallsComplete
    from .parking import Parkinglot as Parkinglot
    from .parking import ParkinglotsComplete as ParkinglotsComplete
    from .parking_ends import ParkedCallGiveUp as ParkedCallGiveUp
    from .parking_ends import ParkedCallSwap as ParkedCallSwap
    from .parking_ends import ParkedCallTimeOut as ParkedCallTimeOut
    from .parking_ends import UnParkedCall as UnParkedCall
    from .pickup import ChanSpyStart as ChanSpyStart
    from .pickup import ChanSpyStop as ChanSpyStop
    from .pickup import Pickup as Pickup
    from .pjsip_auths import AuthDetail as AuthDetail
    from .pjsip_auths import AuthList as AuthList
    from .pjsip_auths import AuthListComplete as AuthListComplete
    from .pjsip_auths import IdentifyDetail as IdentifyDetail
    from .pjsip_auths import TransportDetail as TransportDetail
    from .pjsip_contacts import AorDetail as AorDetail
    from .pjsip_contacts import AorList as AorList
    from .pjsip_contacts import AorListComplete as AorListComplete
    from .pjsip_contacts import ContactList as ContactList
    from .pjsip_contacts import ContactListComplete as ContactListComplete
    from .pjsip_contacts import ContactStatus as ContactStatus
    from .pjsip_contacts import ContactStatusDetail as ContactStatusDetail
    from .pjsip_contacts import ContactStatusDetailComplete as ContactStatusDetailComplete
    from .pjsip_endpoints import EndpointDetail as EndpointDetail
    from .pjsip_endpoints import EndpointDetailComplete as EndpointDetailComplete
    from .pjsip_endpoints import EndpointList as EndpointList
    from .pjsip_endpoints import EndpointListComplete as EndpointListComplete
    from .pjsip_endpoints import PJSIPMaintenanceStatus as PJSIPMaintenanceStatus
    from .pjsip_endpoints import PJSIPMaintenanceStatusComplete as PJSIPMaintenanceStatusComplete
    from .pjsip_registrations import InboundRegistrationDetail as InboundRegistrationDetail
    from .pjsip_registrations import InboundRegistrationDetailComplete as InboundRegistrationDetailComplete
    from .pjsip_registrations import InboundSubscriptionDetail as InboundSubscriptionDetail
    from .pjsip_registrations import InboundSubscriptionDetailComplete as InboundSubscriptionDetailComplete
    from .pjsip_registrations import OutboundRegistrationDetail as OutboundRegistrationDetail
    from .pjsip_registrations import OutboundRegistrationDetailComplete as OutboundRegistrationDetailComplete
    from .pjsip_registrations import OutboundSubscriptionDetail as OutboundSubscriptionDetail
    from .pjsip_registrations import OutboundSubscriptionDetailComplete as OutboundSubscriptionDetailComplete
    from .pjsip_registrations import ResourceListDetail as ResourceListDetail
    from .pjsip_registrations import ResourceListDetailComplete as ResourceListDetailComplete
    from .queue_calls import AgentCalled as AgentCalled
    from .queue_calls import AgentComplete as AgentComplete
    from .queue_calls import AgentConnect as AgentConnect
    from .queue_calls import AgentDump as AgentDump
    from .queue_calls import AgentRingNoAnswer as AgentRingNoAnswer
    from .queue_calls import QueueCallerAbandon as QueueCallerAbandon
    from .queue_calls import QueueCallerJoin as QueueCallerJoin
    from .queue_calls import QueueCallerLeave as QueueCallerLeave
    from .queues import QueueEntry as QueueEntry
    from .queues import QueueMember as QueueMember
    from .queues import QueueMemberAdded as QueueMemberAdded
    from .queues import QueueMemberPause as QueueMemberPause
    from .queues import QueueMemberPenalty as QueueMemberPenalty
    from .queues import QueueMemberRemoved as QueueMemberRemoved
    from .queues import QueueMemberRinginuse as QueueMemberRinginuse
    from .queues import QueueMemberStatus as QueueMemberStatus
    from .queues import QueueParams as QueueParams
    from .queues import QueueStatusComplete as QueueStatusComplete
    from .queues import QueueSummary as QueueSummary
    from .queues import QueueSummaryComplete as QueueSummaryComplete
    from .rtp import RTCPReceived as RTCPReceived
    from .rtp import RTCPSent as RTCPSent
    from .security import AuthMethodNotAllowed as AuthMethodNotAllowed
    from .security import ChallengeResponseFailed as ChallengeResponseFailed
    from .security import ChallengeSent as ChallengeSent
    from .security import FailedACL as FailedACL
    from .security import InvalidAccountID as InvalidAccountID
    from .security import InvalidPassword as InvalidPassword
    from .security import InvalidTransport as InvalidTransport
    from .security import LoadAverageLimit as LoadAverageLimit
    from .security import MemoryLimit as MemoryLimit
    from .security import RequestBadFormat as RequestBadFormat
    from .security import RequestNotAllowed as RequestNotAllowed
    from .security import RequestNotSupported as RequestNotSupported
    from .security import SessionLimit as SessionLimit
    from .security import SuccessfulAuth as SuccessfulAuth
    from .security import UnexpectedAddress as UnexpectedAddress
    from .sip import DeviceEntry as DeviceEntry
    from .sip import DevicelistComplete as DevicelistComplete
    from .sip import LineEntry as LineEntry
    from .sip import LinelistComplete as LinelistComplete
    from .sip import PeerEntry as PeerEntry
    from .sip import PeerlistComplete as PeerlistComplete
    from .sip import PeerStatus as PeerStatus
    from .sip import RegistrationsComplete as RegistrationsComplete
    from .sip import Registry as Registry
    from .sip import RegistryEntry as RegistryEntry
    from .sip import SessionTimeout as SessionTimeout
    from .sip import SIPpeerstatusComplete as SIPpeerstatusComplete
    from .sip import SIPQualifyPeerDone as SIPQualifyPeerDone
    from .states import DeviceStateChange as DeviceStateChange
    from .states import DeviceStateListComplete as DeviceStateListComplete
    from .states import ExtensionStateListComplete as ExtensionStateListComplete
    from .states import ExtensionStatus as ExtensionStatus
    from .states import PresenceStateChange as PresenceStateChange
    from .states import PresenceStateListComplete as PresenceStateListComplete
    from .states import PresenceStatus as PresenceStatus
    from .system import DeadlockStart as DeadlockStart
    from .system import FullyBooted as FullyBooted
    from .system import Load as Load
    from .system import LogChannel as LogChannel
    from .system import Reload as Reload
    from .system import Shutdown as Shutdown
    from .system import Unload as Unload
    from .tests import TestEvent as TestEvent
    from .transfers import AttendedTransfer as AttendedTransfer
    from .transfers import BlindTransfer as BlindTransfer
    from .voicemail import MessageWaiting as MessageWaiting
    from .voicemail import MiniVoiceMail as MiniVoiceMail
    from .voicemail import MWIGet as MWIGet
    from .voicemail import MWIGetComplete as MWIGetComplete
    from .voicemail import VoicemailBoxDetail as VoicemailBoxDetail
    from .voicemail import VoicemailBoxDetailComplete as VoicemailBoxDetailComplete
    from .voicemail import VoicemailPasswordChange as VoicemailPasswordChange
    from .voicemail import VoicemailUserDetail as VoicemailUserDetail
    from .voicemail import VoicemailUserDetailComplete as VoicemailUserDetailComplete
    from .voicemail import VoicemailUserEntry as VoicemailUserEntry
    from .voicemail import VoicemailUserEntryComplete as VoicemailUserEntryComplete

# fmt: off
__all__ = [  # noqa: RUF022  # sorted as Python sorts
    "AGIExecEnd", "AGIExecStart", "AOC_D", "AOC_E", "AOC_S", "AgentCalled", "AgentComplete", "AgentConnect",
    "AgentDump", "AgentLogin", "AgentLogoff", "AgentRingNoAnswer", "Agents", "AgentsComplete", "Alarm",
    "AlarmClear", "AorDetail", "AorList", "AorListComplete", "AsyncAGIEnd", "AsyncAGIExec", "AsyncAGIStart",
    "AttendedTransfer", "AuthDetail", "AuthList", "AuthListComplete", "AuthMethodNotAllowed", "BlindTransfer",
    "BridgeCreate", "BridgeDestroy", "BridgeEnter", "BridgeEvent", "BridgeInfoChannel", "BridgeInfoComplete",
    "BridgeLeave", "BridgeListComplete", "BridgeListItem", "BridgeMerge", "BridgeTechnologyListComplete",
    "BridgeTechnologyListItem", "BridgeVideoSourceUpdate", "CCAvailable", "CCCallerRecalling",
    "CCCallerStartMonitoring", "CCCallerStopMonitoring", "CCFailure", "CCMonitorFailed", "CCOfferTimerStart",
    "CCRecallComplete", "CCRequestAcknowledged", "CCRequested", "CEL", "Cdr", "ChallengeResponseFailed",
    "ChallengeSent", "ChanSpyStart", "ChanSpyStop", "ChannelEvent", "ChannelHungup", "ChannelTalkingStart",
    "ChannelTalkingStop", "ChannelsHungupListComplete", "ConfbridgeEnd", "ConfbridgeJoin", "ConfbridgeLeave",
    "ConfbridgeList", "ConfbridgeListComplete", "ConfbridgeListRooms", "ConfbridgeListRoomsComplete",
    "ConfbridgeMute", "ConfbridgeRecord", "ConfbridgeStart", "ConfbridgeStopRecord", "ConfbridgeTalking",
    "ConfbridgeUnmute", "ContactList", "ContactListComplete", "ContactStatus", "ContactStatusDetail",
    "ContactStatusDetailComplete", "CoreShowChannel", "CoreShowChannelMap", "CoreShowChannelMapComplete",
    "CoreShowChannelsComplete", "DAHDIChannel", "DAHDIShowChannels", "DAHDIShowChannelsComplete",
    "DAHDIShowStatus", "DAHDIShowStatusComplete", "DBGetComplete", "DBGetResponse", "DBGetTreeComplete",
    "DBGetTreeResponse", "DNDState", "DTMFBegin", "DTMFEnd", "DeadlockStart", "DeviceEntry",
    "DeviceStateChange", "DeviceStateListComplete", "DevicelistComplete", "DialBegin", "DialEnd", "DialState",
    "EndpointDetail", "EndpointDetailComplete", "EndpointList", "EndpointListComplete", "Event",
    "ExtensionStateListComplete", "ExtensionStatus", "FAXSession", "FAXSessionsComplete", "FAXSessionsEntry",
    "FAXStats", "FAXStatus", "FailedACL", "Flash", "FullyBooted", "Hangup", "HangupHandlerPop",
    "HangupHandlerPush", "HangupHandlerRun", "HangupRequest", "Hold", "IdentifyDetail",
    "InboundRegistrationDetail", "InboundRegistrationDetailComplete", "InboundSubscriptionDetail",
    "InboundSubscriptionDetailComplete", "InvalidAccountID", "InvalidPassword", "InvalidTransport",
    "JabberStatus", "LineEntry", "LinelistComplete", "ListComplete", "ListDialplan", "Load",
    "LoadAverageLimit", "LocalBridge", "LocalOptimizationBegin", "LocalOptimizationEnd", "LogChannel", "MCID",
    "MWIGet", "MWIGetComplete", "MeetmeEnd", "MeetmeJoin", "MeetmeLeave", "MeetmeList", "MeetmeListComplete",
    "MeetmeListRooms", "MeetmeListRoomsComplete", "MeetmeMute", "MeetmeTalkRequest", "MeetmeTalking",
    "MemoryLimit", "MessageWaiting", "MiniVoiceMail", "MixMonitorMute", "MixMonitorStart", "MixMonitorStop",
    "MobileStatus", "MonitorStart", "MonitorStop", "MusicOnHoldStart", "MusicOnHoldStop", "NAMES",
    "NewAccountCode", "NewCallerid", "NewConnectedLine", "Newchannel", "Newexten", "Newstate",
    "OriginateResponse", "OutboundRegistrationDetail", "OutboundRegistrationDetailComplete",
    "OutboundSubscriptionDetail", "OutboundSubscriptionDetailComplete", "PJSIPMaintenanceStatus",
    "PJSIPMaintenanceStatusComplete", "PRIShowSpans", "PRIShowSpansComplete", "ParkedCall", "ParkedCallEvent",
    "ParkedCallGiveUp", "ParkedCallSwap", "ParkedCallTimeOut", "ParkedCallsComplete", "Parkinglot",
    "ParkinglotsComplete", "PeerEntry", "PeerStatus", "PeerlistComplete", "Pickup", "PresenceStateChange",
    "PresenceStateListComplete", "PresenceStatus", "QueueCallerAbandon", "QueueCallerJoin",
    "QueueCallerLeave", "QueueEntry", "QueueMember", "QueueMemberAdded", "QueueMemberEvent",
    "QueueMemberPause", "QueueMemberPenalty", "QueueMemberRemoved", "QueueMemberRinginuse",
    "QueueMemberStatus", "QueueParams", "QueueStatusComplete", "QueueSummary", "QueueSummaryComplete",
    "RTCPReceived", "RTCPSent", "ReceiveFAX", "RegistrationsComplete", "Registry", "RegistryEntry", "Reload",
    "Rename", "RequestBadFormat", "RequestNotAllowed", "RequestNotSupported", "ResourceListDetail",
    "ResourceListDetailComplete", "SIPQualifyPeerDone", "SIPpeerstatusComplete", "SecurityEvent", "SendFAX",
    "SessionLimit", "SessionTimeout", "ShowDialPlanComplete", "Shutdown", "SoftHangupRequest", "SpanAlarm",
    "SpanAlarmClear", "Status", "StatusComplete", "SuccessfulAuth", "TestEvent", "TransportDetail",
    "UnParkedCall", "UnexpectedAddress", "Unhold", "UnknownEvent", "Unload", "UserEvent", "VarSet",
    "VoicemailBoxDetail", "VoicemailBoxDetailComplete", "VoicemailPasswordChange", "VoicemailUserDetail",
    "VoicemailUserDetailComplete", "VoicemailUserEntry", "VoicemailUserEntryComplete", "WaitEventComplete",
    "Wink", "lookup",
]
# fmt: on

NAMES: Final[tuple[str, ...]] = tuple(AREAS)
"""The names of all events on the wire, sorted."""

_OTHERS: Final[dict[str, str]] = {
    "BridgeEvent": "_groups",
    "ChannelEvent": "_groups",
    "ParkedCallEvent": "_groups",
    "QueueMemberEvent": "_groups",
    "SecurityEvent": "_groups",
    "AOC_D": AREAS["AOC-D"],
    "AOC_E": AREAS["AOC-E"],
    "AOC_S": AREAS["AOC-S"],
}


def lookup(name: str) -> type[Event] | None:
    """The event class for a name, case-sensitive; None if there is none. Loads its area."""
    area = AREAS.get(name)
    if area is None:
        return None
    cls: type[Event] = getattr(import_module(f"{__name__}.{area}"), name.replace("-", "_"))
    return cls


# Hidden from type checkers: with it they would take every misspelt name.
if not TYPE_CHECKING:

    def __getattr__(name):
        module = _OTHERS.get(name) or AREAS.get(name)
        if module is None:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        value = getattr(import_module(f"{__name__}.{module}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
