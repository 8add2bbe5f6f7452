"""PJSIP endpoints."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import DeviceState

from ._base import Event, ListComplete


class EndpointDetail(Event, frozen=True, gc=False, tag="EndpointDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowEndpoint. Seen from real Asterisk
    16 and 22.

    ``timers_min_se``, ``timers_sess_expires``, ``sub_min_expiry``, ``fax_detect_timeout``, ``rtp_timeout``,
    ``rtp_timeout_hold``: seconds.

    ``caller_id``: ``<unknown>`` stands for no value.

    ``t38_bind_udptl_to_media_address``, ``allow_unauthenticated_options``, ``geoloc_incoming_call_profile``,
    ``geoloc_outgoing_call_profile``, ``stir_shaken``, ``stir_shaken_profile``: Asterisk 16 and 18 to 23.

    ``redirect_method``, ``suppress_moh_on_sendonly``: Asterisk 20 to 23.

    ``contact_user``: never seen on a real server.

    ``overlap_context``, ``security_negotiation``, ``send_aoc``, ``tenant_id``: Asterisk 18 and 20 to 23.

    ``codec_prefs_incoming_answer``, ``codec_prefs_incoming_offer``, ``codec_prefs_outgoing_answer``,
    ``codec_prefs_outgoing_offer``, ``incoming_call_offer_pref``, ``outgoing_call_offer_pref``: Asterisk 18 to
    23.

    ``security_mechanisms``: Asterisk 18 and 20 to 23; never seen on a real server.

    ``rtp_port_start``, ``rtp_port_end``, ``follow_redirect_methods``: Asterisk 20, 22 and 23.
    """

    object_type: str = ""
    object_name: str = ""
    context: str = ""
    allow: str = ""
    dtmf_mode: str = ""
    rtp_ipv6: bool | None = None
    rtp_symmetric: bool | None = None
    ice_support: bool | None = None
    use_ptime: bool | None = None
    force_rport: bool | None = None
    rewrite_contact: bool | None = None
    transport: str = ""
    outbound_proxy: str = ""
    moh_suggest: str = ""
    sip_100rel: str = ""
    timers: str = ""
    timers_min_se: int | None = None
    timers_sess_expires: int | None = None
    auth: str = ""
    outbound_auth: str = ""
    aors: str = ""
    media_address: str = ""
    identify_by: str = ""
    direct_media: bool | None = None
    direct_media_method: str = ""
    trust_connected_line: bool | None = None
    send_connected_line: bool | None = None
    connected_line_method: str = ""
    direct_media_glare_mitigation: str = ""
    disable_direct_media_on_nat: bool | None = None
    caller_id: str = ""
    caller_id_privacy: str = ""
    caller_id_tag: str = ""
    trust_id_inbound: bool | None = None
    trust_id_outbound: bool | None = None
    send_pai: bool | None = None
    send_rpid: bool | None = None
    send_diversion: bool | None = None
    mailboxes: str = ""
    aggregate_mwi: bool | None = None
    media_encryption: str = ""
    media_encryption_optimistic: bool | None = None
    use_avpf: bool | None = None
    force_avp: bool | None = None
    media_use_received_transport: bool | None = None
    one_touch_recording: bool | None = None
    inband_progress: bool | None = None
    call_group: str = ""
    pickup_group: str = ""
    named_call_group: str = ""
    named_pickup_group: str = ""
    device_state_busy_at: int | None = None
    t38_udptl: bool | None = None
    t38_udptl_ec: str = ""
    t38_udptl_max_datagram: int | None = None
    fax_detect: bool | None = None
    t38_udptl_nat: bool | None = None
    t38_udptl_ipv6: bool | None = None
    t38_bind_udptl_to_media_address: bool | None = None
    tone_zone: str = ""
    language: str = ""
    record_on_feature: str = ""
    record_off_feature: str = ""
    allow_transfer: bool | None = None
    user_eq_phone: bool | None = None
    moh_passthrough: bool | None = None
    sdp_owner: str = ""
    sdp_session: str = ""
    tos_audio: str = ""
    tos_video: str = ""
    cos_audio: int | None = None
    cos_video: int | None = None
    allow_subscribe: bool | None = None
    sub_min_expiry: int | None = None
    from_user: str = ""
    from_domain: str = ""
    mwi_from_user: str = ""
    rtp_engine: str = ""
    dtls_verify: str = ""
    dtls_rekey: str = ""
    dtls_cert_file: str = ""
    dtls_private_key: str = ""
    dtls_cipher: str = ""
    dtls_ca_file: str = ""
    dtls_ca_path: str = ""
    dtls_setup: str = ""
    srtp_tag_32: bool | None = None
    redirect_method: str = ""
    set_var: str = ""
    message_context: str = ""
    account_code: str = ""
    preferred_codec_only: bool | None = None
    device_state: DeviceState | None = None
    active_channels: str = ""
    subscribe_context: str = ""
    allow_overlap: bool | None = None
    accept_multiple_sdp_answers: bool | None = None
    acl: str = ""
    allow_unauthenticated_options: bool | None = None
    asymmetric_rtp_codec: bool | None = None
    bind_rtp_to_media_address: bool | None = None
    bundle: bool | None = None
    contact_acl: str = ""
    contact_user: str = ""
    dtls_auto_generate_cert: str = ""
    dtls_fingerprint: str = ""
    fax_detect_timeout: int | None = None
    follow_early_media_fork: bool | None = None
    g726_non_standard: bool | None = None
    geoloc_incoming_call_profile: str = ""
    geoloc_outgoing_call_profile: str = ""
    ignore_183_without_sdp: bool | None = None
    incoming_mwi_mailbox: str = ""
    max_audio_streams: int | None = None
    max_video_streams: int | None = None
    mwi_subscribe_replaces_unsolicited: bool | None = None
    notify_early_in_use_ringing: bool | None = None
    refer_blind_progress: bool | None = None
    rpid_immediate: bool | None = None
    rtcp_mux: bool | None = None
    rtp_keepalive: int | None = None
    rtp_timeout: int | None = None
    rtp_timeout_hold: int | None = None
    send_history_info: bool | None = None
    stir_shaken: str = ""
    stir_shaken_profile: str = ""
    suppress_q850_reason_headers: bool | None = None
    voicemail_extension: str = ""
    webrtc: bool | None = None
    overlap_context: str = ""
    codec_prefs_incoming_answer: str = ""
    codec_prefs_incoming_offer: str = ""
    codec_prefs_outgoing_answer: str = ""
    codec_prefs_outgoing_offer: str = ""
    incoming_call_offer_pref: str = ""
    outgoing_call_offer_pref: str = ""
    security_mechanisms: str = ""
    security_negotiation: str = ""
    send_aoc: bool | None = None
    tenant_id: str = ""
    rtp_port_start: int | None = None
    rtp_port_end: int | None = None
    suppress_moh_on_sendonly: bool | None = None
    follow_redirect_methods: str = ""

    name = "EndpointDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("Context", "context", "str"),
        ("Allow", "allow", "str"),
        ("DtmfMode", "dtmf_mode", "str"),
        ("RtpIpv6", "rtp_ipv6", "bool:true/false"),
        ("RtpSymmetric", "rtp_symmetric", "bool:true/false"),
        ("IceSupport", "ice_support", "bool:true/false"),
        ("UsePtime", "use_ptime", "bool:true/false"),
        ("ForceRport", "force_rport", "bool:true/false"),
        ("RewriteContact", "rewrite_contact", "bool:true/false"),
        ("Transport", "transport", "str"),
        ("OutboundProxy", "outbound_proxy", "str"),
        ("MohSuggest", "moh_suggest", "str"),
        ("100rel", "sip_100rel", "str"),
        ("Timers", "timers", "str"),
        ("TimersMinSe", "timers_min_se", "int"),
        ("TimersSessExpires", "timers_sess_expires", "int"),
        ("Auth", "auth", "str"),
        ("OutboundAuth", "outbound_auth", "str"),
        ("Aors", "aors", "str"),
        ("MediaAddress", "media_address", "str"),
        ("IdentifyBy", "identify_by", "str"),
        ("DirectMedia", "direct_media", "bool:true/false"),
        ("DirectMediaMethod", "direct_media_method", "str"),
        ("TrustConnectedLine", "trust_connected_line", "bool:yes/no"),
        ("SendConnectedLine", "send_connected_line", "bool:yes/no"),
        ("ConnectedLineMethod", "connected_line_method", "str"),
        ("DirectMediaGlareMitigation", "direct_media_glare_mitigation", "str"),
        ("DisableDirectMediaOnNat", "disable_direct_media_on_nat", "bool:true/false"),
        ("Callerid", "caller_id", "str"),
        ("CalleridPrivacy", "caller_id_privacy", "str"),
        ("CalleridTag", "caller_id_tag", "str"),
        ("TrustIdInbound", "trust_id_inbound", "bool:true/false"),
        ("TrustIdOutbound", "trust_id_outbound", "bool:true/false"),
        ("SendPai", "send_pai", "bool:true/false"),
        ("SendRpid", "send_rpid", "bool:true/false"),
        ("SendDiversion", "send_diversion", "bool:true/false"),
        ("Mailboxes", "mailboxes", "str"),
        ("AggregateMwi", "aggregate_mwi", "bool:true/false"),
        ("MediaEncryption", "media_encryption", "str"),
        ("MediaEncryptionOptimistic", "media_encryption_optimistic", "bool:true/false"),
        ("UseAvpf", "use_avpf", "bool:true/false"),
        ("ForceAvp", "force_avp", "bool:true/false"),
        ("MediaUseReceivedTransport", "media_use_received_transport", "bool:true/false"),
        ("OneTouchRecording", "one_touch_recording", "bool:true/false"),
        ("InbandProgress", "inband_progress", "bool:true/false"),
        ("CallGroup", "call_group", "str"),
        ("PickupGroup", "pickup_group", "str"),
        ("NamedCallGroup", "named_call_group", "str"),
        ("NamedPickupGroup", "named_pickup_group", "str"),
        ("DeviceStateBusyAt", "device_state_busy_at", "int"),
        ("T38Udptl", "t38_udptl", "bool:true/false"),
        ("T38UdptlEc", "t38_udptl_ec", "str"),
        ("T38UdptlMaxdatagram", "t38_udptl_max_datagram", "int"),
        ("FaxDetect", "fax_detect", "bool:true/false"),
        ("T38UdptlNat", "t38_udptl_nat", "bool:true/false"),
        ("T38UdptlIpv6", "t38_udptl_ipv6", "bool:true/false"),
        ("T38BindUdptlToMediaAddress", "t38_bind_udptl_to_media_address", "bool:true/false"),
        ("ToneZone", "tone_zone", "str"),
        ("Language", "language", "str"),
        ("RecordOnFeature", "record_on_feature", "str"),
        ("RecordOffFeature", "record_off_feature", "str"),
        ("AllowTransfer", "allow_transfer", "bool:true/false"),
        ("UserEqPhone", "user_eq_phone", "bool:true/false"),
        ("MohPassthrough", "moh_passthrough", "bool:true/false"),
        ("SdpOwner", "sdp_owner", "str"),
        ("SdpSession", "sdp_session", "str"),
        ("TosAudio", "tos_audio", "str"),
        ("TosVideo", "tos_video", "str"),
        ("CosAudio", "cos_audio", "int"),
        ("CosVideo", "cos_video", "int"),
        ("AllowSubscribe", "allow_subscribe", "bool:true/false"),
        ("SubMinExpiry", "sub_min_expiry", "int"),
        ("FromUser", "from_user", "str"),
        ("FromDomain", "from_domain", "str"),
        ("MwiFromUser", "mwi_from_user", "str"),
        ("RtpEngine", "rtp_engine", "str"),
        ("DtlsVerify", "dtls_verify", "str"),
        ("DtlsRekey", "dtls_rekey", "str"),
        ("DtlsCertFile", "dtls_cert_file", "str"),
        ("DtlsPrivateKey", "dtls_private_key", "str"),
        ("DtlsCipher", "dtls_cipher", "str"),
        ("DtlsCaFile", "dtls_ca_file", "str"),
        ("DtlsCaPath", "dtls_ca_path", "str"),
        ("DtlsSetup", "dtls_setup", "str"),
        ("SrtpTag32", "srtp_tag_32", "bool:true/false"),
        ("RedirectMethod", "redirect_method", "str"),
        ("SetVar", "set_var", "str"),
        ("MessageContext", "message_context", "str"),
        ("Accountcode", "account_code", "str"),
        ("PreferredCodecOnly", "preferred_codec_only", "bool:true/false"),
        ("DeviceState", "device_state", "DeviceState:text"),
        ("ActiveChannels", "active_channels", "str"),
        ("SubscribeContext", "subscribe_context", "str"),
        ("AllowOverlap", "allow_overlap", "bool:true/false"),
        ("AcceptMultipleSdpAnswers", "accept_multiple_sdp_answers", "bool:true/false"),
        ("Acl", "acl", "str"),
        ("AllowUnauthenticatedOptions", "allow_unauthenticated_options", "bool:true/false"),
        ("AsymmetricRtpCodec", "asymmetric_rtp_codec", "bool:true/false"),
        ("BindRtpToMediaAddress", "bind_rtp_to_media_address", "bool:true/false"),
        ("Bundle", "bundle", "bool:true/false"),
        ("ContactAcl", "contact_acl", "str"),
        ("ContactUser", "contact_user", "str"),
        ("DtlsAutoGenerateCert", "dtls_auto_generate_cert", "str"),
        ("DtlsFingerprint", "dtls_fingerprint", "str"),
        ("FaxDetectTimeout", "fax_detect_timeout", "int"),
        ("FollowEarlyMediaFork", "follow_early_media_fork", "bool:true/false"),
        ("G726NonStandard", "g726_non_standard", "bool:true/false"),
        ("GeolocIncomingCallProfile", "geoloc_incoming_call_profile", "str"),
        ("GeolocOutgoingCallProfile", "geoloc_outgoing_call_profile", "str"),
        ("Ignore183WithoutSdp", "ignore_183_without_sdp", "bool:true/false"),
        ("IncomingMwiMailbox", "incoming_mwi_mailbox", "str"),
        ("MaxAudioStreams", "max_audio_streams", "int"),
        ("MaxVideoStreams", "max_video_streams", "int"),
        ("MwiSubscribeReplacesUnsolicited", "mwi_subscribe_replaces_unsolicited", "bool:yes/no"),
        ("NotifyEarlyInuseRinging", "notify_early_in_use_ringing", "bool:true/false"),
        ("ReferBlindProgress", "refer_blind_progress", "bool:true/false"),
        ("RpidImmediate", "rpid_immediate", "bool:true/false"),
        ("RtcpMux", "rtcp_mux", "bool:true/false"),
        ("RtpKeepalive", "rtp_keepalive", "int"),
        ("RtpTimeout", "rtp_timeout", "int"),
        ("RtpTimeoutHold", "rtp_timeout_hold", "int"),
        ("SendHistoryInfo", "send_history_info", "bool:true/false"),
        ("StirShaken", "stir_shaken", "str"),
        ("StirShakenProfile", "stir_shaken_profile", "str"),
        ("SuppressQ850ReasonHeaders", "suppress_q850_reason_headers", "bool:true/false"),
        ("VoicemailExtension", "voicemail_extension", "str"),
        ("Webrtc", "webrtc", "bool:yes/no"),
        ("OverlapContext", "overlap_context", "str"),
        ("CodecPrefsIncomingAnswer", "codec_prefs_incoming_answer", "str"),
        ("CodecPrefsIncomingOffer", "codec_prefs_incoming_offer", "str"),
        ("CodecPrefsOutgoingAnswer", "codec_prefs_outgoing_answer", "str"),
        ("CodecPrefsOutgoingOffer", "codec_prefs_outgoing_offer", "str"),
        ("IncomingCallOfferPref", "incoming_call_offer_pref", "str"),
        ("OutgoingCallOfferPref", "outgoing_call_offer_pref", "str"),
        ("SecurityMechanisms", "security_mechanisms", "str"),
        ("SecurityNegotiation", "security_negotiation", "str"),
        ("SendAoc", "send_aoc", "bool:true/false"),
        ("Tenantid", "tenant_id", "str"),
        ("RtpPortStart", "rtp_port_start", "int"),
        ("RtpPortEnd", "rtp_port_end", "int"),
        ("SuppressMohOnSendonly", "suppress_moh_on_sendonly", "bool:true/false"),
        ("FollowRedirectMethods", "follow_redirect_methods", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "t38_bind_udptl_to_media_address": (16, 18, 19, 20, 21, 22, 23),
        "redirect_method": (20, 21, 22, 23),
        "allow_unauthenticated_options": (16, 18, 19, 20, 21, 22, 23),
        "geoloc_incoming_call_profile": (16, 18, 19, 20, 21, 22, 23),
        "geoloc_outgoing_call_profile": (16, 18, 19, 20, 21, 22, 23),
        "stir_shaken": (16, 18, 19, 20, 21, 22, 23),
        "stir_shaken_profile": (16, 18, 19, 20, 21, 22, 23),
        "overlap_context": (18, 20, 21, 22, 23),
        "codec_prefs_incoming_answer": (18, 19, 20, 21, 22, 23),
        "codec_prefs_incoming_offer": (18, 19, 20, 21, 22, 23),
        "codec_prefs_outgoing_answer": (18, 19, 20, 21, 22, 23),
        "codec_prefs_outgoing_offer": (18, 19, 20, 21, 22, 23),
        "incoming_call_offer_pref": (18, 19, 20, 21, 22, 23),
        "outgoing_call_offer_pref": (18, 19, 20, 21, 22, 23),
        "security_mechanisms": (18, 20, 21, 22, 23),
        "security_negotiation": (18, 20, 21, 22, 23),
        "send_aoc": (18, 20, 21, 22, 23),
        "tenant_id": (18, 20, 21, 22, 23),
        "rtp_port_start": (20, 22, 23),
        "rtp_port_end": (20, 22, 23),
        "suppress_moh_on_sendonly": (20, 21, 22, 23),
        "follow_redirect_methods": (20, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class EndpointDetailComplete(ListComplete, frozen=True, gc=False, tag="EndpointDetailComplete"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowEndpoint. Seen from real Asterisk
    16 and 22.
    """

    name = "EndpointDetailComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class EndpointList(Event, frozen=True, gc=False, tag="EndpointList"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowEndpoints. Seen from real
    Asterisk 16 and 22.
    """

    object_type: str = ""
    object_name: str = ""
    transport: str = ""
    aor: str = ""
    auths: str = ""
    outbound_auths: str = ""
    device_state: DeviceState | None = None
    active_channels: str = ""
    contacts: str = ""

    name = "EndpointList"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("Transport", "transport", "str"),
        ("Aor", "aor", "str"),
        ("Auths", "auths", "str"),
        ("OutboundAuths", "outbound_auths", "str"),
        ("DeviceState", "device_state", "DeviceState:text"),
        ("ActiveChannels", "active_channels", "str"),
        ("Contacts", "contacts", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class EndpointListComplete(ListComplete, frozen=True, gc=False, tag="EndpointListComplete"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowEndpoints. Seen from real
    Asterisk 16 and 22.
    """

    name = "EndpointListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class PJSIPMaintenanceStatus(Event, frozen=True, gc=False, tag="PJSIPMaintenanceStatus"):
    """Asterisk 20, 22 and 23; event class system. By itself and as an answer to PJSIPShowMaintenance. Seen
    from real Asterisk 22.
    """

    endpoint: str = ""
    status: bool | None = None

    name = "PJSIPMaintenanceStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Endpoint", "endpoint", "str"),
        ("Status", "status", "bool:enabled/disabled"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (20, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class PJSIPMaintenanceStatusComplete(
    ListComplete,
    frozen=True,
    gc=False,
    tag="PJSIPMaintenanceStatusComplete",
):
    """Asterisk 20, 22 and 23. Only as an answer to PJSIPShowMaintenance. Seen from real Asterisk 22."""

    name = "PJSIPMaintenanceStatusComplete"
    __versions__: ClassVar[tuple[int, ...]] = (20, 22, 23)
