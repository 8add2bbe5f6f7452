"""Which file each event and action goes to: one per area of Asterisk, none too long to read."""

from __future__ import annotations

EVENT_AREAS = {
    "agi": "AGIExecEnd AGIExecStart AsyncAGIEnd AsyncAGIExec AsyncAGIStart",
    "aoc": "AOC-D AOC-E AOC-S",
    "agents": "AgentLogin AgentLogoff Agents AgentsComplete",
    "bridges": """BridgeCreate BridgeDestroy BridgeEnter BridgeInfoChannel BridgeInfoComplete BridgeLeave
        BridgeListComplete BridgeListItem BridgeMerge BridgeTechnologyListComplete
        BridgeTechnologyListItem BridgeVideoSourceUpdate""",
    "cdr": "CEL Cdr",
    "channels": """ChannelHungup ChannelTalkingStart ChannelTalkingStop ChannelsHungupListComplete
        DTMFBegin DTMFEnd Flash Hangup HangupHandlerPop HangupHandlerPush HangupHandlerRun HangupRequest
        Hold MCID MusicOnHoldStart MusicOnHoldStop NewAccountCode NewCallerid NewConnectedLine Newchannel
        Newstate Rename SoftHangupRequest Unhold Wink""",
    "completion": """CCAvailable CCCallerRecalling CCCallerStartMonitoring CCCallerStopMonitoring
        CCFailure CCMonitorFailed CCOfferTimerStart CCRecallComplete CCRequestAcknowledged CCRequested""",
    "conferences": """ConfbridgeEnd ConfbridgeJoin ConfbridgeLeave ConfbridgeList ConfbridgeListComplete
        ConfbridgeListRooms ConfbridgeListRoomsComplete ConfbridgeMute ConfbridgeRecord ConfbridgeStart
        ConfbridgeStopRecord ConfbridgeTalking ConfbridgeUnmute""",
    "core": """CoreShowChannel CoreShowChannelMap CoreShowChannelMapComplete CoreShowChannelsComplete
        Status StatusComplete WaitEventComplete""",
    "dahdi": """Alarm AlarmClear DAHDIChannel DAHDIShowChannels DAHDIShowChannelsComplete DAHDIShowStatus
        DAHDIShowStatusComplete DNDState PRIShowSpans PRIShowSpansComplete SpanAlarm SpanAlarmClear""",
    "database": "DBGetComplete DBGetResponse DBGetTreeComplete DBGetTreeResponse",
    "dial": "DialBegin DialEnd DialState OriginateResponse",
    "dialplan": "ListDialplan Newexten ShowDialPlanComplete UserEvent VarSet",
    "fax": "FAXSession FAXSessionsComplete FAXSessionsEntry FAXStats FAXStatus ReceiveFAX SendFAX",
    "local": "LocalBridge LocalOptimizationBegin LocalOptimizationEnd",
    "meetme": """MeetmeEnd MeetmeJoin MeetmeLeave MeetmeList MeetmeListComplete MeetmeListRooms
        MeetmeListRoomsComplete MeetmeMute MeetmeTalkRequest MeetmeTalking""",
    "messaging": "JabberStatus MobileStatus",
    "monitor": "MixMonitorMute MixMonitorStart MixMonitorStop MonitorStart MonitorStop",
    "parking": "ParkedCall ParkedCallsComplete Parkinglot ParkinglotsComplete",
    "parking_ends": "ParkedCallGiveUp ParkedCallSwap ParkedCallTimeOut UnParkedCall",
    "pickup": "ChanSpyStart ChanSpyStop Pickup",
    "pjsip_auths": "AuthDetail AuthList AuthListComplete IdentifyDetail TransportDetail",
    "pjsip_contacts": """AorDetail AorList AorListComplete ContactList ContactListComplete ContactStatus
        ContactStatusDetail ContactStatusDetailComplete""",
    "pjsip_endpoints": """EndpointDetail EndpointDetailComplete EndpointList EndpointListComplete
        PJSIPMaintenanceStatus PJSIPMaintenanceStatusComplete""",
    "pjsip_registrations": """InboundRegistrationDetail InboundRegistrationDetailComplete
        InboundSubscriptionDetail InboundSubscriptionDetailComplete OutboundRegistrationDetail
        OutboundRegistrationDetailComplete OutboundSubscriptionDetail OutboundSubscriptionDetailComplete
        ResourceListDetail ResourceListDetailComplete""",
    "queue_calls": """AgentCalled AgentComplete AgentConnect AgentDump AgentRingNoAnswer
        QueueCallerAbandon QueueCallerJoin QueueCallerLeave""",
    "queues": """QueueEntry QueueMember QueueMemberAdded QueueMemberPause QueueMemberPenalty
        QueueMemberRemoved QueueMemberRinginuse QueueMemberStatus QueueParams QueueStatusComplete
        QueueSummary QueueSummaryComplete""",
    "rtp": "RTCPReceived RTCPSent",
    "security": """AuthMethodNotAllowed ChallengeResponseFailed ChallengeSent FailedACL InvalidAccountID
        InvalidPassword InvalidTransport LoadAverageLimit MemoryLimit RequestBadFormat RequestNotAllowed
        RequestNotSupported SessionLimit SuccessfulAuth UnexpectedAddress""",
    "sip": """DeviceEntry DevicelistComplete LineEntry LinelistComplete PeerEntry PeerStatus
        PeerlistComplete RegistrationsComplete Registry RegistryEntry SIPQualifyPeerDone
        SIPpeerstatusComplete SessionTimeout""",
    "states": """DeviceStateChange DeviceStateListComplete ExtensionStateListComplete ExtensionStatus
        PresenceStateChange PresenceStateListComplete PresenceStatus""",
    "system": "DeadlockStart FullyBooted Load LogChannel Reload Shutdown Unload",
    "tests": "TestEvent",
    "transfers": "AttendedTransfer BlindTransfer",
    "voicemail": """MWIGet MWIGetComplete MessageWaiting MiniVoiceMail VoicemailBoxDetail
        VoicemailBoxDetailComplete VoicemailPasswordChange VoicemailUserDetail
        VoicemailUserDetailComplete VoicemailUserEntry VoicemailUserEntryComplete""",
}

ACTION_AREAS = {
    "agents": "AgentLogoff Agents",
    "bridges": """Bridge BridgeDestroy BridgeInfo BridgeKick BridgeList BridgeTechnologyList
        BridgeTechnologySuspend BridgeTechnologyUnsuspend""",
    "channels": """AGI AOCMessage AbsoluteTimeout ControlPlayback CoreShowChannelMap CoreShowChannels
        Getvar Hangup LocalOptimizeAway MuteAudio Originate PlayDTMF PlayMF Redirect SendFlash SendText
        Setvar Status""",
    "conferences": """ConfbridgeKick ConfbridgeList ConfbridgeListRooms ConfbridgeLock ConfbridgeMute
        ConfbridgeSetSingleVideoSrc ConfbridgeStartRecord ConfbridgeStopRecord ConfbridgeUnlock
        ConfbridgeUnmute MeetmeList MeetmeListRooms MeetmeMute MeetmeUnmute""",
    "config": """CreateConfig GetConfig GetConfigJSON ListCategories ModuleCheck ModuleLoad Reload
        UpdateConfig""",
    "core": """Command CoreSettings CoreStatus ListCommands LoggerRotate Ping SorceryMemoryCacheExpire
        SorceryMemoryCacheExpireObject SorceryMemoryCachePopulate SorceryMemoryCacheStale
        SorceryMemoryCacheStaleObject UserEvent""",
    "dahdi": """DAHDIDNDoff DAHDIDNDon DAHDIDialOffhook DAHDIHangup DAHDIRestart DAHDIShowChannels
        DAHDIShowStatus DAHDITransfer PRIDebugFileSet PRIDebugFileUnset PRIDebugSet PRIShowSpans""",
    "database": "DBDel DBDelTree DBGet DBGetTree DBPut",
    "dialplan": "DialplanExtensionAdd DialplanExtensionRemove ShowDialPlan",
    "fax": "FAXSession FAXSessions FAXStats",
    "messaging": "JabberSend MessageSend",
    "monitor": """ChangeMonitor MixMonitor MixMonitorMute Monitor PauseMonitor StopMixMonitor StopMonitor
        UnpauseMonitor""",
    "parking": "Park ParkedCalls Parkinglots",
    "pjsip": """PJSIPHangup PJSIPNotify PJSIPQualify PJSIPRegister PJSIPSetMaintenance PJSIPShowAors
        PJSIPShowAuths PJSIPShowContacts PJSIPShowEndpoint PJSIPShowEndpoints PJSIPShowMaintenance
        PJSIPShowRegistrationInboundContactStatuses PJSIPShowRegistrationsInbound
        PJSIPShowRegistrationsOutbound PJSIPShowResourceLists PJSIPShowSubscriptionsInbound
        PJSIPShowSubscriptionsOutbound PJSIPUnregister""",
    "queues": """QueueAdd QueueChangePriorityCaller QueueLog QueueMemberRingInUse QueuePause QueuePenalty
        QueueReload QueueRemove QueueReset QueueRule QueueStatus QueueSummary QueueWithdrawCaller""",
    "session": "Challenge Events Filter Login Logoff WaitEvent",
    "sip": """IAXnetstats IAXpeerlist IAXpeers IAXregistry SIPnotify SIPpeers SIPpeerstatus
        SIPqualifypeer SIPshowpeer SIPshowregistry SKINNYdevices SKINNYlines SKINNYshowdevice
        SKINNYshowline""",
    "states": "DeviceStateList ExtensionState ExtensionStateList PresenceState PresenceStateList",
    "transfers": "Atxfer BlindTransfer CancelAtxfer",
    "voicemail": """MWIDelete MWIGet MWIUpdate MailboxCount MailboxStatus VoicemailBoxSummary
        VoicemailForward VoicemailMove VoicemailRefresh VoicemailRemove VoicemailUserStatus
        VoicemailUsersList""",
}

TITLES = {
    "agi": "AGI and asynchronous AGI",
    "aoc": "Advice of charge",
    "agents": "Agents of app_agent_pool",
    "bridges": "Bridges",
    "cdr": "Call detail records and channel event logging",
    "channels": "Channels",
    "completion": "Call completion (CCSS)",
    "conferences": "Conferences",
    "config": "Configuration files and modules",
    "core": "The core: status and lists of channels",
    "dahdi": "DAHDI, PRI and analogue lines",
    "database": "The Asterisk database",
    "dial": "Dialling",
    "dialplan": "The dialplan",
    "fax": "Fax",
    "local": "Local channels",
    "meetme": "MeetMe conferences",
    "messaging": "Messages of XMPP, Bluetooth phones and others",
    "monitor": "Recording of channels",
    "parking": "Parking",
    "parking_ends": "How parking ends",
    "pickup": "Call pickup and spying",
    "pjsip": "PJSIP",
    "pjsip_auths": "PJSIP authentication, identification and transports",
    "pjsip_contacts": "PJSIP addresses of record and contacts",
    "pjsip_endpoints": "PJSIP endpoints",
    "pjsip_registrations": "PJSIP registrations and subscriptions",
    "queue_calls": "Calls in queues, and the members that take them",
    "queues": "Queues and their members",
    "rtp": "RTCP reports",
    "security": "Security",
    "session": "The session itself",
    "sip": "chan_sip (to Asterisk 20), IAX2 and Skinny (to 20)",
    "states": "Device, extension and presence states",
    "system": "The server as a whole",
    "tests": "The test framework",
    "transfers": "Transfers",
    "voicemail": "Voicemail and message waiting",
}


def area_of(areas: dict[str, str]) -> dict[str, str]:
    """Name to area; ValueError if a name stands in two."""
    found: dict[str, str] = {}
    for area, names in areas.items():
        for name in names.split():
            if name in found:
                msg = f"{name} is in {found[name]} and in {area}"
                raise ValueError(msg)
            found[name] = area
    return found
