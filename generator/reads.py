"""Which actions only read, so that sending one twice does no harm: `send(..., retry=True)` takes them alone.

Whatever is not listed counts as changing something. Left out on purpose:

- Command: a CLI command may do anything.
- WaitEvent, Challenge, and what else the client refuses to send (`write_actions.REFUSED`).
- PJSIPQualify, SIPqualifypeer: they send SIP requests to the endpoint.
- VoicemailRefresh: the server reads the mailboxes anew and announces what has changed.
- LoggerRotate, Reload, QueueReload and the SorceryMemoryCache actions: they change files, settings or caches.
"""

from __future__ import annotations

from typing import Final

READS: Final = frozenset(
    {
        "Agents",
        "BridgeInfo",
        "BridgeList",
        "BridgeTechnologyList",
        "ConfbridgeList",
        "ConfbridgeListRooms",
        "CoreSettings",
        "CoreShowChannelMap",
        "CoreShowChannels",
        "CoreStatus",
        "DAHDIShowChannels",
        "DAHDIShowStatus",
        "DBGet",
        "DBGetTree",
        "DeviceStateList",
        "ExtensionState",
        "ExtensionStateList",
        "FAXSession",
        "FAXSessions",
        "FAXStats",
        # These three read configuration files; nothing is loaded by it.
        "GetConfig",
        "GetConfigJSON",
        "ListCategories",
        # A dialplan function that stands for a variable may act when it is read (SHELL, DB_DELETE);
        # that is the user's choice of variable, and the docs say so.
        "Getvar",
        "IAXpeerlist",
        "IAXpeers",
        "IAXregistry",
        "ListCommands",
        "MWIGet",
        "MailboxCount",
        "MailboxStatus",
        "MeetmeList",
        "MeetmeListRooms",
        # Whether a module is loaded; it loads none.
        "ModuleCheck",
        "PJSIPShowAors",
        "PJSIPShowAuths",
        "PJSIPShowContacts",
        "PJSIPShowEndpoint",
        "PJSIPShowEndpoints",
        "PJSIPShowMaintenance",
        "PJSIPShowRegistrationInboundContactStatuses",
        "PJSIPShowRegistrationsInbound",
        "PJSIPShowRegistrationsOutbound",
        "PJSIPShowResourceLists",
        "PJSIPShowSubscriptionsInbound",
        "PJSIPShowSubscriptionsOutbound",
        "PRIShowSpans",
        "ParkedCalls",
        "Parkinglots",
        "Ping",
        "PresenceState",
        "PresenceStateList",
        # The rules of queuerules.conf, shown; it sets none, unlike QueuePenalty.
        "QueueRule",
        "QueueStatus",
        "QueueSummary",
        # The PeerStatus events that it causes go to the asking session alone.
        "SIPpeerstatus",
        "SIPpeers",
        # May read the peer from a realtime database.
        "SIPshowpeer",
        "SIPshowregistry",
        "SKINNYdevices",
        "SKINNYlines",
        "ShowDialPlan",
        # Its Variables may name dialplan functions, as Getvar's.
        "Status",
        "VoicemailBoxSummary",
        "VoicemailUserStatus",
        "VoicemailUsersList",
    }
)
