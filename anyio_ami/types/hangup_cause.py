"""Why a call ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import OpenInt

if TYPE_CHECKING:
    from collections.abc import Mapping


class HangupCause(OpenInt):
    """Why a call ended: numbers of ITU-T Q.850 as Asterisk names them (causes.h, Asterisk 16 to 23).

    The last seven names are Asterisk's own for some of the others. The names are
    read with and without ``AST_CAUSE_``, and so are the texts of ``Cause-txt``.
    """

    NOTDEFINED = 0
    UNALLOCATED = 1
    NO_ROUTE_TRANSIT_NET = 2
    NO_ROUTE_DESTINATION = 3
    MISDIALLED_TRUNK_PREFIX = 5
    CHANNEL_UNACCEPTABLE = 6
    CALL_AWARDED_DELIVERED = 7
    PRE_EMPTED = 8
    NUMBER_PORTED_NOT_HERE = 14
    NORMAL_CLEARING = 16
    USER_BUSY = 17
    NO_USER_RESPONSE = 18
    NO_ANSWER = 19
    SUBSCRIBER_ABSENT = 20
    CALL_REJECTED = 21
    NUMBER_CHANGED = 22
    REDIRECTED_TO_NEW_DESTINATION = 23
    ANSWERED_ELSEWHERE = 26
    DESTINATION_OUT_OF_ORDER = 27
    INVALID_NUMBER_FORMAT = 28
    FACILITY_REJECTED = 29
    RESPONSE_TO_STATUS_ENQUIRY = 30
    NORMAL_UNSPECIFIED = 31
    NORMAL_CIRCUIT_CONGESTION = 34
    NETWORK_OUT_OF_ORDER = 38
    NORMAL_TEMPORARY_FAILURE = 41
    SWITCH_CONGESTION = 42
    ACCESS_INFO_DISCARDED = 43
    REQUESTED_CHAN_UNAVAIL = 44
    FACILITY_NOT_SUBSCRIBED = 50
    OUTGOING_CALL_BARRED = 52
    INCOMING_CALL_BARRED = 54
    BEARERCAPABILITY_NOTAUTH = 57
    BEARERCAPABILITY_NOTAVAIL = 58
    BEARERCAPABILITY_NOTIMPL = 65
    CHAN_NOT_IMPLEMENTED = 66
    FACILITY_NOT_IMPLEMENTED = 69
    INVALID_CALL_REFERENCE = 81
    INCOMPATIBLE_DESTINATION = 88
    INVALID_MSG_UNSPECIFIED = 95
    MANDATORY_IE_MISSING = 96
    MESSAGE_TYPE_NONEXIST = 97
    WRONG_MESSAGE = 98
    IE_NONEXIST = 99
    INVALID_IE_CONTENTS = 100
    WRONG_CALL_STATE = 101
    RECOVERY_ON_TIMER_EXPIRE = 102
    MANDATORY_IE_LENGTH_ERROR = 103
    PROTOCOL_ERROR = 111
    INTERWORKING = 127

    BUSY = USER_BUSY
    FAILURE = NETWORK_OUT_OF_ORDER
    NORMAL = NORMAL_CLEARING
    NOANSWER = NO_ANSWER
    CONGESTION = NORMAL_CIRCUIT_CONGESTION
    UNREGISTERED = SUBSCRIBER_ABSENT
    NOSUCHDRIVER = CHAN_NOT_IMPLEMENTED

    @property
    def description(self) -> str:
        """A few words for people; ``cause 77`` where the number has no name."""
        return _DESCRIPTIONS.get(int(self)) or f"cause {int(self)}"

    @classmethod
    def _spellings(cls) -> Mapping[str, int]:
        names = {f"AST_CAUSE_{name}": member.value for name, member in cls.__members__.items()}
        return {**names, **{text: number for number, text in _CAUSE_TEXTS.items()}}


_DESCRIPTIONS = {
    0: "no cause given",
    1: "the number is assigned to nobody",
    2: "no route to the transit network",
    3: "no route to the destination",
    5: "wrong trunk prefix",
    6: "the channel does not suit",
    7: "the call is delivered in a channel that exists already",
    8: "pre-empted by a more important call",
    14: "the number moved to another network",
    16: "normal clearing",
    17: "busy",
    18: "the called side does not respond",
    19: "it rang, but nobody answered",
    20: "not registered or not reachable",
    21: "rejected",
    22: "the number has changed",
    23: "redirected to another number",
    26: "somebody else answered",
    27: "the destination is out of order",
    28: "the number is incomplete or wrong",
    29: "the service asked for was refused",
    30: "answer to a status enquiry",
    31: "normal, not specified further",
    34: "all circuits are busy",
    38: "the network is out of order",
    41: "temporary failure",
    42: "the exchange is overloaded",
    43: "information of the caller was dropped",
    44: "the channel asked for is not available",
    50: "the service is not subscribed to",
    52: "outgoing calls are barred",
    54: "incoming calls are barred",
    57: "this kind of connection is not allowed",
    58: "this kind of connection is not available now",
    65: "this kind of connection is not supported",
    66: "this kind of channel is not supported",
    69: "the service is not supported",
    81: "there is no such call",
    88: "the destination cannot take this kind of call",
    95: "invalid message",
    96: "a part that must be there is missing",
    97: "unknown kind of message",
    98: "this message does not fit the state of the call",
    99: "unknown part of a message",
    100: "a part of a message has invalid contents",
    101: "the call is in the wrong state",
    102: "a timer ran out",
    103: "a part that must be there has the wrong length",
    111: "protocol error",
    127: "another network told no precise cause",
}

# The texts of `Cause-txt`; ``Unknown`` stands for every number without a name, too.
_CAUSE_TEXTS = {
    0: "Unknown",
    1: "Unallocated (unassigned) number",
    2: "No route to specified transmit network",
    3: "No route to destination",
    5: "Misdialed trunk prefix",
    6: "Channel unacceptable",
    7: "Call awarded and being delivered in an established channel",
    8: "Pre-empted",
    14: "Number ported elsewhere",
    16: "Normal Clearing",
    17: "User busy",
    18: "No user responding",
    19: "User alerting, no answer",
    20: "Subscriber absent",
    21: "Call Rejected",
    22: "Number changed",
    23: "Redirected to new destination",
    26: "Answered elsewhere",
    27: "Destination out of order",
    28: "Invalid number format",
    29: "Facility rejected",
    30: "Response to STATus ENQuiry",
    31: "Normal, unspecified",
    34: "Circuit/channel congestion",
    38: "Network out of order",
    41: "Temporary failure",
    42: "Switching equipment congestion",
    43: "Access information discarded",
    44: "Requested channel not available",
    50: "Facility not subscribed",
    52: "Outgoing call barred",
    54: "Incoming call barred",
    57: "Bearer capability not authorized",
    58: "Bearer capability not available",
    65: "Bearer capability not implemented",
    66: "Channel not implemented",
    69: "Facility not implemented",
    81: "Invalid call reference value",
    88: "Incompatible destination",
    95: "Invalid message unspecified",
    96: "Mandatory information element is missing",
    97: "Message type nonexist.",
    98: "Wrong message",
    99: "Info. element nonexist or not implemented",
    100: "Invalid information element contents",
    101: "Message not compatible with call state",
    102: "Recover on timer expiry",
    103: "Mandatory IE length error",
    111: "Protocol error, unspecified",
    127: "Interworking, unspecified",
}
