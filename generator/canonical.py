"""One field name for one thing, where Asterisk's headers have several; and the headers of old versions.

Everything not listed here is named by the word list alone (`words.py`).
"""

from __future__ import annotations

from typing import Final

RENAMED: Final[dict[tuple[str, str], str]] = {
    # The plain name belongs to the message itself.
    ("QueueMember", "Name"): "member_name",
    ("Agents", "Name"): "agent_name",
    # What a queue dials: `Interface` in all other events of queues.
    ("QueueMember", "Location"): "interface",
    # The bridge's unique id: `BridgeUniqueid` in all events about bridges and in the actions.
    ("CoreShowChannel", "BridgeId"): "bridge_unique_id",
    ("Status", "BridgeID"): "bridge_unique_id",
    # The arguments of the application that runs: `AppData` of Newexten, CEL and ListDialplan.
    ("CoreShowChannel", "ApplicationData"): "app_data",
    ("Status", "Data"): "app_data",
    ("DialplanExtensionAdd", "ApplicationData"): "app_data",
    # `Exten` wherever else a place in the dialplan is named.
    ("BlindTransfer", "Extension"): "exten",
    ("ListDialplan", "Extension"): "exten",
    ("InboundSubscriptionDetail", "Extension"): "exten",
    ("OutboundSubscriptionDetail", "Extension"): "exten",
    ("DialplanExtensionAdd", "Extension"): "exten",
    ("DialplanExtensionRemove", "Extension"): "exten",
    ("ShowDialPlan", "Extension"): "exten",
    # The lot's name: `Parkinglot` in the events about parked calls.
    ("Parkinglot", "Name"): "parking_lot",
    # The class of music on hold: `MusicClass` of Hold.
    ("MusicOnHoldStart", "Class"): "music_class",
    # When somebody logged in (seconds since 1970) is `LoginTime` of QueueMember; this is a duration.
    ("AgentLogoff", "Logintime"): "logged_in_seconds",
    ("Agents", "LoggedInTime"): "login_time",
    # A contact's state, endpoint and end, as ContactStatusDetail and ContactList call them by turns.
    ("ContactStatus", "ContactStatus"): "status",
    ("ContactList", "Endpoint"): "endpoint_name",
    ("ContactStatusDetail", "RegExpire"): "expiration_time",
    # Counts of messages: `NewMessages` and `OldMessages` of MailboxCount and MWIGet.
    ("MessageWaiting", "New"): "new_messages",
    ("MessageWaiting", "Old"): "old_messages",
    ("VoicemailUserEntry", "NewMessageCount"): "new_messages",
    ("VoicemailUserEntry", "OldMessageCount"): "old_messages",
    ("VoicemailUserDetail", "NewMessageCount"): "new_messages",
    ("VoicemailUserDetail", "OldMessageCount"): "old_messages",
    # A mailbox and its context, as the actions call them.
    ("VoicemailUserEntry", "VMContext"): "context",
    ("VoicemailUserEntry", "VoiceMailbox"): "mailbox",
    ("VoicemailUserDetail", "VMContext"): "context",
    ("VoicemailUserDetail", "VoiceMailbox"): "mailbox",
    # MeetMe: `Conference` and `UserNumber` of MeetmeList, `Usernum` of the actions.
    **{
        (event, "Meetme"): "conference"
        for event in ("MeetmeEnd", "MeetmeJoin", "MeetmeLeave", "MeetmeMute", "MeetmeTalkRequest",
                      "MeetmeTalking", "MeetmeUnmute")
    },
    **{
        (event, "User"): "user_number"
        for event in ("MeetmeJoin", "MeetmeLeave", "MeetmeMute", "MeetmeTalkRequest", "MeetmeTalking")
    },
    # The address of a peer: `IPaddress` and `IPport` of PeerEntry.
    ("SIPshowpeer", "Address-IP"): "ip_address",
    ("SIPshowpeer", "Address-Port"): "ip_port",
}  # fmt: skip

MERGED: Final[dict[tuple[str, str], str]] = {
    # chan_iax2 writes `Port` where chan_sip writes `IPport`, never both.
    ("PeerEntry", "Port"): "IPport",
}
"""Headers that mean the same as another header of the same message and never come beside it."""

_MEMBER = {"Member": "interface"}
_MEETME = {"Usernum": "user_number"}
_PARKED = {
    "Exten": "parking_space",
    "Channel": "parkee_channel",
    "Uniqueid": "parkee_unique_id",
    "CallerIDNum": "parkee_caller_id_num",
    "CallerIDName": "parkee_caller_id_name",
    "ConnectedLineNum": "parkee_connected_line_num",
    "ConnectedLineName": "parkee_connected_line_name",
}
_PARKED_UNTIL = {**_PARKED, "Timeout": "parking_timeout"}

ALIASES: Final[dict[str, dict[str, str]]] = {
    # Asterisk 1.4 to 11, app_queue.c.
    "queue_member": {"Location": "interface"},
    "AgentCalled": {
        "AgentCalled": "interface",
        "AgentName": "member_name",
        "ChannelCalling": "channel",
        "DestinationChannel": "dest_channel",
        "Extension": "exten",
    },
    "AgentComplete": _MEMBER,
    "AgentConnect": _MEMBER,
    "AgentDump": _MEMBER,
    "AgentRingNoAnswer": _MEMBER,
    # Asterisk 1.4 to 11, manager.c.
    "CoreShowChannel": {"Extension": "exten"},
    "Status": {"Extension": "exten"},
    # Asterisk 1.4 to 11, chan_agent.c.
    "Agents": {"LoggedInChan": "channel"},
    # Asterisk 1.6.2 to 11, chan_local.c.
    "LocalBridge": {
        "Channel1": "local_one_channel",
        "Channel2": "local_two_channel",
        "Uniqueid1": "local_one_unique_id",
        "Uniqueid2": "local_two_unique_id",
    },
    # Asterisk 1.4 to 11, app_meetme.c.
    "MeetmeJoin": _MEETME,
    "MeetmeLeave": _MEETME,
    "MeetmeMute": _MEETME,
    "MeetmeTalkRequest": _MEETME,
    "MeetmeTalking": _MEETME,
    # Asterisk 1.4 to 11, features.c.
    "ParkedCall": {**_PARKED_UNTIL, "Duration": "parking_duration"},
    "ParkedCallGiveUp": _PARKED,
    "ParkedCallTimeOut": _PARKED,
    "UnParkedCall": _PARKED,
    # Asterisk 1.4 to 11, chan_dahdi.c.
    "Alarm": {"Channel": "dahdi_channel"},
}
"""What Asterisk before 12 called a header of an event that still exists, with the field it goes to.

By event, or group of headers.
"""
