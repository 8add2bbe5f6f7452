"""Every action of Asterisk 16 to 23, by its name on the wire, and `Custom` for any other.

A class is loaded when it is first asked for, with the others of its area.
"""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from ._base import Action as Action
from ._base import Answer as Answer
from ._custom import Custom as Custom
from ._custom import CustomAction as CustomAction
from ._index import AREAS

if TYPE_CHECKING:
    from .agents import AgentLogoff as AgentLogoff
    from .agents import Agents as Agents
    from .bridges import Bridge as Bridge
    from .bridges import BridgeDestroy as BridgeDestroy
    from .bridges import BridgeInfo as BridgeInfo
    from .bridges import BridgeKick as BridgeKick
    from .bridges import BridgeList as BridgeList
    from .bridges import BridgeTechnologyList as BridgeTechnologyList
    from .bridges import BridgeTechnologySuspend as BridgeTechnologySuspend
    from .bridges import BridgeTechnologyUnsuspend as BridgeTechnologyUnsuspend
    from .channels import AGI as AGI
    from .channels import AbsoluteTimeout as AbsoluteTimeout
    from .channels import AOCMessage as AOCMessage
    from .channels import ControlPlayback as ControlPlayback
    from .channels import CoreShowChannelMap as CoreShowChannelMap
    from .channels import CoreShowChannels as CoreShowChannels
    from .channels import Getvar as Getvar
    from .channels import Hangup as Hangup
    from .channels import LocalOptimizeAway as LocalOptimizeAway
    from .channels import MuteAudio as MuteAudio
    from .channels import Originate as Originate
    from .channels import PlayDTMF as PlayDTMF
    from .channels import PlayMF as PlayMF
    from .channels import Redirect as Redirect
    from .channels import SendFlash as SendFlash
    from .channels import SendText as SendText
    from .channels import Setvar as Setvar
    from .channels import Status as Status
    from .conferences import ConfbridgeKick as ConfbridgeKick
    from .conferences import ConfbridgeList as ConfbridgeList
    from .conferences import ConfbridgeListRooms as ConfbridgeListRooms
    from .conferences import ConfbridgeLock as ConfbridgeLock
    from .conferences import ConfbridgeMute as ConfbridgeMute
    from .conferences import ConfbridgeSetSingleVideoSrc as ConfbridgeSetSingleVideoSrc
    from .conferences import ConfbridgeStartRecord as ConfbridgeStartRecord
    from .conferences import ConfbridgeStopRecord as ConfbridgeStopRecord
    from .conferences import ConfbridgeUnlock as ConfbridgeUnlock
    from .conferences import ConfbridgeUnmute as ConfbridgeUnmute
    from .conferences import MeetmeList as MeetmeList
    from .conferences import MeetmeListRooms as MeetmeListRooms
    from .conferences import MeetmeMute as MeetmeMute
    from .conferences import MeetmeUnmute as MeetmeUnmute
    from .config import CreateConfig as CreateConfig
    from .config import GetConfig as GetConfig
    from .config import GetConfigJSON as GetConfigJSON
    from .config import ListCategories as ListCategories
    from .config import ModuleCheck as ModuleCheck
    from .config import ModuleLoad as ModuleLoad
    from .config import Reload as Reload
    from .config import UpdateConfig as UpdateConfig
    from .core import Command as Command
    from .core import CoreSettings as CoreSettings
    from .core import CoreStatus as CoreStatus
    from .core import ListCommands as ListCommands
    from .core import LoggerRotate as LoggerRotate
    from .core import Ping as Ping
    from .core import SorceryMemoryCacheExpire as SorceryMemoryCacheExpire
    from .core import SorceryMemoryCacheExpireObject as SorceryMemoryCacheExpireObject
    from .core import SorceryMemoryCachePopulate as SorceryMemoryCachePopulate
    from .core import SorceryMemoryCacheStale as SorceryMemoryCacheStale
    from .core import SorceryMemoryCacheStaleObject as SorceryMemoryCacheStaleObject
    from .core import UserEvent as UserEvent
    from .dahdi import DAHDIDialOffhook as DAHDIDialOffhook
    from .dahdi import DAHDIDNDoff as DAHDIDNDoff
    from .dahdi import DAHDIDNDon as DAHDIDNDon
    from .dahdi import DAHDIHangup as DAHDIHangup
    from .dahdi import DAHDIRestart as DAHDIRestart
    from .dahdi import DAHDIShowChannels as DAHDIShowChannels
    from .dahdi import DAHDIShowStatus as DAHDIShowStatus
    from .dahdi import DAHDITransfer as DAHDITransfer
    from .dahdi import PRIDebugFileSet as PRIDebugFileSet
    from .dahdi import PRIDebugFileUnset as PRIDebugFileUnset
    from .dahdi import PRIDebugSet as PRIDebugSet
    from .dahdi import PRIShowSpans as PRIShowSpans
    from .database import DBDel as DBDel
    from .database import DBDelTree as DBDelTree
    from .database import DBGet as DBGet
    from .database import DBGetTree as DBGetTree
    from .database import DBPut as DBPut
    from .dialplan import DialplanExtensionAdd as DialplanExtensionAdd
    from .dialplan import DialplanExtensionRemove as DialplanExtensionRemove
    from .dialplan import ShowDialPlan as ShowDialPlan
    from .fax import FAXSession as FAXSession
    from .fax import FAXSessions as FAXSessions
    from .fax import FAXStats as FAXStats
    from .messaging import JabberSend as JabberSend
    from .messaging import MessageSend as MessageSend
    from .monitor import ChangeMonitor as ChangeMonitor
    from .monitor import MixMonitor as MixMonitor
    from .monitor import MixMonitorMute as MixMonitorMute
    from .monitor import Monitor as Monitor
    from .monitor import PauseMonitor as PauseMonitor
    from .monitor import StopMixMonitor as StopMixMonitor
    from .monitor import StopMonitor as StopMonitor
    from .monitor import UnpauseMonitor as UnpauseMonitor
    from .parking import Park as Park
    from .parking import ParkedCalls as ParkedCalls
    from .parking import Parkinglots as Parkinglots
    from .pjsip import PJSIPHangup as PJSIPHangup
    from .pjsip import PJSIPNotify as PJSIPNotify
    from .pjsip import PJSIPQualify as PJSIPQualify
    from .pjsip import PJSIPRegister as PJSIPRegister
    from .pjsip import PJSIPSetMaintenance as PJSIPSetMaintenance
    from .pjsip import PJSIPShowAors as PJSIPShowAors
    from .pjsip import PJSIPShowAuths as PJSIPShowAuths
    from .pjsip import PJSIPShowContacts as PJSIPShowContacts
    from .pjsip import PJSIPShowEndpoint as PJSIPShowEndpoint
    from .pjsip import PJSIPShowEndpoints as PJSIPShowEndpoints
    from .pjsip import PJSIPShowMaintenance as PJSIPShowMaintenance
    from .pjsip import (
        PJSIPShowRegistrationInboundContactStatuses as PJSIPShowRegistrationInboundContactStatuses,
    )
    from .pjsip import PJSIPShowRegistrationsInbound as PJSIPShowRegistrationsInbound
    from .pjsip import PJSIPShowRegistrationsOutbound as PJSIPShowRegistrationsOutbound
    from .pjsip import PJSIPShowResourceLists as PJSIPShowResourceLists
    from .pjsip import PJSIPShowSubscriptionsInbound as PJSIPShowSubscriptionsInbound
    from .pjsip import PJSIPShowSubscriptionsOutbound as PJSIPShowSubscriptionsOutbound
    from .pjsip import PJSIPUnregister as PJSIPUnregister
    from .queues import QueueAdd as QueueAdd
    from .queues import QueueChangePriorityCaller as QueueChangePriorityCaller
    from .queues import QueueLog as QueueLog
    from .queues import QueueMemberRingInUse as QueueMemberRingInUse
    from .queues import QueuePause as QueuePause
    from .queues import QueuePenalty as QueuePenalty
    from .queues import QueueReload as QueueReload
    from .queues import QueueRemove as QueueRemove
    from .queues import QueueReset as QueueReset
    from .queues import QueueRule as QueueRule
    from .queues import QueueStatus as QueueStatus
    from .queues import QueueSummary as QueueSummary
    from .queues import QueueWithdrawCaller as QueueWithdrawCaller
    from .session import Challenge as Challenge
    from .session import Events as Events
    from .session import Filter as Filter
    from .session import Login as Login
    from .session import Logoff as Logoff
    from .session import WaitEvent as WaitEvent
    from .sip import IAXnetstats as IAXnetstats
    from .sip import IAXpeerlist as IAXpeerlist
    from .sip import IAXpeers as IAXpeers
    from .sip import IAXregistry as IAXregistry
    from .sip import SIPnotify as SIPnotify
    from .sip import SIPpeers as SIPpeers
    from .sip import SIPpeerstatus as SIPpeerstatus
    from .sip import SIPqualifypeer as SIPqualifypeer
    from .sip import SIPshowpeer as SIPshowpeer
    from .sip import SIPshowregistry as SIPshowregistry
    from .sip import SKINNYdevices as SKINNYdevices
    from .sip import SKINNYlines as SKINNYlines
    from .sip import SKINNYshowdevice as SKINNYshowdevice
    from .sip import SKINNYshowline as SKINNYshowline
    from .states import DeviceStateList as DeviceStateList
    from .states import ExtensionState as ExtensionState
    from .states import ExtensionStateList as ExtensionStateList
    from .states import PresenceState as PresenceState
    from .states import PresenceStateList as PresenceStateList
    from .transfers import Atxfer as Atxfer
    from .transfers import BlindTransfer as BlindTransfer
    from .transfers import CancelAtxfer as CancelAtxfer
    from .voicemail import MailboxCount as MailboxCount
    from .voicemail import MailboxStatus as MailboxStatus
    from .voicemail import MWIDelete as MWIDelete
    from .voicemail import MWIGet as MWIGet
    from .voicemail import MWIUpdate as MWIUpdate
    from .voicemail import VoicemailBoxSummary as VoicemailBoxSummary
    from .voicemail import VoicemailForward as VoicemailForward
    from .voicemail import VoicemailMove as VoicemailMove
    from .voicemail import VoicemailRefresh as VoicemailRefresh
    from .voicemail import VoicemailRemove as VoicemailRemove
    from .voicemail import VoicemailUsersList as VoicemailUsersList
    from .voicemail import VoicemailUserStatus as VoicemailUserStatus

# fmt: off
__all__ = [  # noqa: RUF022  # sorted as Python sorts
    "AGI", "AOCMessage", "AbsoluteTimeout", "Action", "AgentLogoff", "Agents", "Answer", "Atxfer",
    "BlindTransfer", "Bridge", "BridgeDestroy", "BridgeInfo", "BridgeKick", "BridgeList",
    "BridgeTechnologyList", "BridgeTechnologySuspend", "BridgeTechnologyUnsuspend", "CancelAtxfer",
    "Challenge", "ChangeMonitor", "Command", "ConfbridgeKick", "ConfbridgeList", "ConfbridgeListRooms",
    "ConfbridgeLock", "ConfbridgeMute", "ConfbridgeSetSingleVideoSrc", "ConfbridgeStartRecord",
    "ConfbridgeStopRecord", "ConfbridgeUnlock", "ConfbridgeUnmute", "ControlPlayback", "CoreSettings",
    "CoreShowChannelMap", "CoreShowChannels", "CoreStatus", "CreateConfig", "Custom", "CustomAction",
    "DAHDIDNDoff", "DAHDIDNDon", "DAHDIDialOffhook", "DAHDIHangup", "DAHDIRestart", "DAHDIShowChannels",
    "DAHDIShowStatus", "DAHDITransfer", "DBDel", "DBDelTree", "DBGet", "DBGetTree", "DBPut",
    "DeviceStateList", "DialplanExtensionAdd", "DialplanExtensionRemove", "Events", "ExtensionState",
    "ExtensionStateList", "FAXSession", "FAXSessions", "FAXStats", "Filter", "GetConfig", "GetConfigJSON",
    "Getvar", "Hangup", "IAXnetstats", "IAXpeerlist", "IAXpeers", "IAXregistry", "JabberSend",
    "ListCategories", "ListCommands", "LocalOptimizeAway", "LoggerRotate", "Login", "Logoff", "MWIDelete",
    "MWIGet", "MWIUpdate", "MailboxCount", "MailboxStatus", "MeetmeList", "MeetmeListRooms", "MeetmeMute",
    "MeetmeUnmute", "MessageSend", "MixMonitor", "MixMonitorMute", "ModuleCheck", "ModuleLoad", "Monitor",
    "MuteAudio", "NAMES", "Originate", "PJSIPHangup", "PJSIPNotify", "PJSIPQualify", "PJSIPRegister",
    "PJSIPSetMaintenance", "PJSIPShowAors", "PJSIPShowAuths", "PJSIPShowContacts", "PJSIPShowEndpoint",
    "PJSIPShowEndpoints", "PJSIPShowMaintenance", "PJSIPShowRegistrationInboundContactStatuses",
    "PJSIPShowRegistrationsInbound", "PJSIPShowRegistrationsOutbound", "PJSIPShowResourceLists",
    "PJSIPShowSubscriptionsInbound", "PJSIPShowSubscriptionsOutbound", "PJSIPUnregister", "PRIDebugFileSet",
    "PRIDebugFileUnset", "PRIDebugSet", "PRIShowSpans", "Park", "ParkedCalls", "Parkinglots", "PauseMonitor",
    "Ping", "PlayDTMF", "PlayMF", "PresenceState", "PresenceStateList", "QueueAdd",
    "QueueChangePriorityCaller", "QueueLog", "QueueMemberRingInUse", "QueuePause", "QueuePenalty",
    "QueueReload", "QueueRemove", "QueueReset", "QueueRule", "QueueStatus", "QueueSummary",
    "QueueWithdrawCaller", "Redirect", "Reload", "SIPnotify", "SIPpeers", "SIPpeerstatus", "SIPqualifypeer",
    "SIPshowpeer", "SIPshowregistry", "SKINNYdevices", "SKINNYlines", "SKINNYshowdevice", "SKINNYshowline",
    "SendFlash", "SendText", "Setvar", "ShowDialPlan", "SorceryMemoryCacheExpire",
    "SorceryMemoryCacheExpireObject", "SorceryMemoryCachePopulate", "SorceryMemoryCacheStale",
    "SorceryMemoryCacheStaleObject", "Status", "StopMixMonitor", "StopMonitor", "UnpauseMonitor",
    "UpdateConfig", "UserEvent", "VoicemailBoxSummary", "VoicemailForward", "VoicemailMove",
    "VoicemailRefresh", "VoicemailRemove", "VoicemailUserStatus", "VoicemailUsersList", "WaitEvent", "lookup",
]
# fmt: on

NAMES: Final[tuple[str, ...]] = tuple(AREAS)
"""The names of all actions on the wire, sorted."""

_OTHERS: Final[dict[str, str]] = {}


def lookup(name: str) -> type[Action[Any]] | None:
    """The action class for a name, case-sensitive; None if there is none. Loads its area."""
    area = AREAS.get(name)
    if area is None:
        return None
    cls: type[Action[Any]] = getattr(import_module(f"{__name__}.{area}"), name)
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
