"""The one word list that turns Asterisk's header names into Python's field names.

A header name is cut into known words whatever its case, so that two spellings
of one name (`Uniqueid`, `UniqueID`) cannot give two fields. Of several ways to
cut a name the one with the fewest words wins.
"""

from __future__ import annotations

import keyword
import re
from functools import cache

_TEXT = """
    100rel 183 2xx 32 abandoned accept account acl action active activity addr address admin agent
    aggregate alarm alarms algorithms all allow ama ami amount ani announce answer answered answers any
    aoc aor aors app application association asterisk asymmetric async at attach attachment attempted
    attempts audio auth authenticate auths auto available avg avp avpf bad base64 batch billable billing
    bind blind body boot bpviol br bridge bundle busy by ca cache call callback callee caller callers
    calling calls can cat category cause cdr cert certs challenge chan channel channel1 channel2 channels
    char charge chargeable charged charging cid cipher class client code codec codecs coding comedia
    command completed conference connected contact contacts content context contexts control core
    correction cos cost count counter crc creation creator cred criteria cumulative currency current
    custom cycles d dahdi data datagram date def default delay delete desc description dest destination
    detect device dial dialout digest digit dir direct direction disable display disposition diversion
    dlsr dnd dnid dns domain dst dtls dtmf duration dynamic early ec effective email enable enabled
    encryption end endpoint engine env envelope eq error event events exist existing exit expected
    expiration expire expires expiry exten extension extensions external extra failed family fatal fax
    faxes feature field file files filter fingerprint flag flags folder follow forbidden force fork format
    formats forward forwards fraction framing frequency from full function g726 gain generate geoloc glare
    gosub granularity group handler handles hangup hash header headers highest hint history hold host http
    ia ice id identify idle ignore image imap immediate in inband inbound include incoming info initial
    insecure instance interface interval ip ipv6 irq is item items jabber jid jitter json keepalive key
    label language last lbo length level lifetime limit line lines linked list load local location locked
    logged login longest lookups lost lot lsr m mail mailbox mailboxes manager mark marked mask match max
    maximum md5 mechanisms media meetme member members membership mes message messages method methods min
    minimum mitigation mix mode module moh monitor ms msg msgs multiple multiplier music muted mutex mux
    mwi name named nat native negotiation net new next non nonce not notification notify ntp num number
    oauth object octets odd of off offer old on one only operation operations operator optimistic
    optimization option options order orig original other outbound outgoing output overlap owner packets
    page pager pages pai parameters params parkee parker parking parties passthrough password path pattern
    pause paused peer penalty perceived perf perf2 permanent phone pickup ping plan port position pre pref
    preferred prefix prefs pres presence presentity preserve previous priorities priority priv privacy
    private probe processed profile progress promisc protocol provider proxy prune pt ptime q850 qualify
    queue random rate rates rdnis read realm realtime reason receive received record recording recursive
    redir redirect refer refresh reg registered registrar registration reinvite rejection rekey reload
    remote remove replace replaces report request require reserved resolution resource response restart
    result retries retriever retry review rewrite ring ringing role roundtrip rpid rport rtcp rtp rtt rule
    rules run say scale sdp se search second seconds secret security send sendonly sent sequence server
    service sess session sessions set setup severity shaken shutdown signaling signalling sip soft sounds
    source space span special spyee spyer src srtp srv ssrc standard start started startup state states
    station status stir stop strategy streams string sub subaddr subscribe subscription subtype success
    suggest support supported suppress suspended swap switch symmetric system t38 tag taken talk talking
    target tcp tech technology template templates tenant text time timeout timers timestamp to token ton
    tone tos total touch trans transfer transferee transferer transferred transmit transmitted transport
    trunk trust tv two txt type uac uas udptl unauthenticated unavailable unique unit units unsolicited up
    uptime urg urgent uri use usec user username using val valid value var variable variables verify
    version via video vm voice voicemail volume wait waiting webrtc websocket weight wildcard withdraw
    without wrapup write zone
"""

WORDS = frozenset(_TEXT.split())

# Words that Asterisk writes now short, now long, in headers that mean the same.
_SAME = {
    "ViaAddr": "ViaAddress",
    "QualifyFreq": "QualifyFrequency",
    "ChanObjectType": "ChannelObjectType",
    "Usernum": "UserNumber",
    "SIP-T.38MaxDtgrm": "SIP-T38MaxDatagram",
}
_SAME_FOLDED = {name.lower(): full for name, full in _SAME.items()}

# Cuts that the fewest words get wrong.
_CUTS = {
    "100rel": "sip 100rel",
}

# Several values in one message: the field is named in the plural.
_PLURALS = {
    "action": "actions",
    "cat": "cats",
    "category": "categories",
    "line": "lines",
    "match": "matches",
    "name": "names",
    "rule": "rules",
    "state": "states",
    "value": "values",
    "var": "vars",
    "variable": "variables",
    "list": "lists",
    "amount": "amounts",
    "type": "types",
}
_UNCOUNTED = frozenset({"is_template"})

_PLACEHOLDER = re.compile(r"\{[^}]*\}")


def words_of(header: str) -> tuple[str, ...]:
    """The known words of a header name; ValueError if a part of it is no known word."""
    header = _SAME_FOLDED.get(header.lower(), header)
    if header.lower() in _CUTS:
        return tuple(_CUTS[header.lower()].split())
    found: list[str] = []
    for part in re.split(r"[^a-z0-9]+", _PLACEHOLDER.sub("", header).replace(".", "").lower()):
        if part:
            cut = _cut(part)
            if cut is None:
                msg = f"{header}: no known words make up {part!r}"
                raise ValueError(msg)
            found.extend(cut)
    return tuple(found)


def field_name(header: str, *, several: bool = False) -> str:
    """The field of a header; ``several`` for one that repeats or whose name is numbered."""
    words = list(words_of(header))
    if several and "_".join(words) not in _UNCOUNTED:
        words[-1] = _PLURALS.get(words[-1], words[-1])
    name = "_".join(words)
    return f"{name}_" if keyword.iskeyword(name) else name


@cache
def _cut(text: str) -> tuple[str, ...] | None:
    if not text:
        return ()
    best: tuple[str, ...] | None = None
    for end in range(len(text), 0, -1):
        if text[:end] in WORDS:
            rest = _cut(text[end:])
            if rest is not None and (best is None or len(rest) + 1 < len(best)):
                best = (text[:end], *rest)
    return best
