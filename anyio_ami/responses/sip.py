"""chan_sip (to Asterisk 20), IAX2 and Skinny (to 20)."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from anyio_ami.types import AmaFlags

from ._base import Response


class SIPshowpeerResponse(Response, frozen=True, gc=False, tag="SIPshowpeerResponse"):
    """The reply to SIPshowpeer. Run on real Asterisk 16."""

    channel_type: str = ""
    object_name: str = ""
    channel_object_type: str = ""
    secret_exist: str = ""
    remote_secret_exist: str = ""
    md5_secret_exist: str = ""
    context: str = ""
    language: str = ""
    tone_zone: str = ""
    ama_flags: AmaFlags | None = None
    cid_calling_pres: str = ""
    call_group: str = ""
    pickup_group: str = ""
    named_call_group: str = ""
    named_pickup_group: str = ""
    moh_suggest: str = ""
    voice_mailbox: str = ""
    transfer_mode: str = ""
    last_msgs_sent: str = ""
    max_forwards: str = ""
    call_limit: str = ""
    busy_level: str = ""
    max_call_br: str = ""
    dynamic: str = ""
    caller_id: str = ""
    reg_expire: str = ""
    sip_auth_insecure: str = ""
    sip_force_rport: str = ""
    sip_comedia: str = ""
    acl: str = ""
    sip_can_reinvite: str = ""
    sip_direct_media: str = ""
    sip_promisc_redir: str = ""
    sip_user_phone: str = ""
    sip_video_support: str = ""
    sip_text_support: str = ""
    sip_t38_support: str = ""
    sip_t38_ec: str = ""
    sip_t38_max_datagram: str = ""
    sip_sess_timers: str = ""
    sip_sess_refresh: str = ""
    sip_sess_expires: str = ""
    sip_sess_min: str = ""
    sip_rtp_engine: str = ""
    sip_encryption: str = ""
    sip_rtcp_mux: str = ""
    sip_dtmf_mode: str = ""
    to_host: str = ""
    ip_address: str = ""
    ip_port: str = ""
    default_addr_ip: str = ""
    default_addr_port: str = ""
    default_username: str = ""
    codecs: str = ""
    status: str = ""
    sip_user_agent: str = ""
    reg_contact: str = ""
    qualify_frequency: str = ""
    parking_lot: str = ""
    sip_use_reason_header: str = ""
    description: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channeltype", "channel_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("ChanObjectType", "channel_object_type", "str"),
        ("SecretExist", "secret_exist", "str"),
        ("RemoteSecretExist", "remote_secret_exist", "str"),
        ("MD5SecretExist", "md5_secret_exist", "str"),
        ("Context", "context", "str"),
        ("Language", "language", "str"),
        ("ToneZone", "tone_zone", "str"),
        ("AMAflags", "ama_flags", "AmaFlags"),
        ("CID-CallingPres", "cid_calling_pres", "str"),
        ("Callgroup", "call_group", "str"),
        ("Pickupgroup", "pickup_group", "str"),
        ("Named Callgroup", "named_call_group", "str"),
        ("Named Pickupgroup", "named_pickup_group", "str"),
        ("MOHSuggest", "moh_suggest", "str"),
        ("VoiceMailbox", "voice_mailbox", "str"),
        ("TransferMode", "transfer_mode", "str"),
        ("LastMsgsSent", "last_msgs_sent", "str"),
        ("Maxforwards", "max_forwards", "str"),
        ("Call-limit", "call_limit", "str"),
        ("Busy-level", "busy_level", "str"),
        ("MaxCallBR", "max_call_br", "str"),
        ("Dynamic", "dynamic", "str"),
        ("Callerid", "caller_id", "str"),
        ("RegExpire", "reg_expire", "str"),
        ("SIP-AuthInsecure", "sip_auth_insecure", "str"),
        ("SIP-Forcerport", "sip_force_rport", "str"),
        ("SIP-Comedia", "sip_comedia", "str"),
        ("ACL", "acl", "str"),
        ("SIP-CanReinvite", "sip_can_reinvite", "str"),
        ("SIP-DirectMedia", "sip_direct_media", "str"),
        ("SIP-PromiscRedir", "sip_promisc_redir", "str"),
        ("SIP-UserPhone", "sip_user_phone", "str"),
        ("SIP-VideoSupport", "sip_video_support", "str"),
        ("SIP-TextSupport", "sip_text_support", "str"),
        ("SIP-T.38Support", "sip_t38_support", "str"),
        ("SIP-T.38EC", "sip_t38_ec", "str"),
        ("SIP-T.38MaxDtgrm", "sip_t38_max_datagram", "str"),
        ("SIP-Sess-Timers", "sip_sess_timers", "str"),
        ("SIP-Sess-Refresh", "sip_sess_refresh", "str"),
        ("SIP-Sess-Expires", "sip_sess_expires", "str"),
        ("SIP-Sess-Min", "sip_sess_min", "str"),
        ("SIP-RTP-Engine", "sip_rtp_engine", "str"),
        ("SIP-Encryption", "sip_encryption", "str"),
        ("SIP-RTCP-Mux", "sip_rtcp_mux", "str"),
        ("SIP-DTMFmode", "sip_dtmf_mode", "str"),
        ("ToHost", "to_host", "str"),
        ("Address-IP", "ip_address", "str"),
        ("Address-Port", "ip_port", "str"),
        ("Default-addr-IP", "default_addr_ip", "str"),
        ("Default-addr-port", "default_addr_port", "str"),
        ("Default-Username", "default_username", "str"),
        ("Codecs", "codecs", "str"),
        ("Status", "status", "str"),
        ("SIP-Useragent", "sip_user_agent", "str"),
        ("Reg-Contact", "reg_contact", "str"),
        ("QualifyFreq", "qualify_frequency", "str"),
        ("Parkinglot", "parking_lot", "str"),
        ("SIP-Use-Reason-Header", "sip_use_reason_header", "str"),
        ("Description", "description", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
