"""PJSIP authentication, identification and transports."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ._base import Event, ListComplete


class AuthDetail(Event, frozen=True, gc=False, tag="AuthDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowEndpoint or
    PJSIPShowRegistrationsOutbound. Seen from real Asterisk 16 and 22.

    ``nonce_lifetime``: seconds.

    ``oauth_client_id``, ``oauth_secret``, ``refresh_token``: Asterisk 17 to 23.

    ``password_digest``, ``supported_algorithms_uac``, ``supported_algorithms_uas``: Asterisk 20 to 23.
    """

    object_type: str = ""
    object_name: str = ""
    username: str = ""
    password: str = ""
    md5_cred: str = ""
    realm: str = ""
    nonce_lifetime: int | None = None
    auth_type: str = ""
    endpoint_name: str = ""
    oauth_client_id: str = ""
    oauth_secret: str = ""
    refresh_token: str = ""
    password_digest: str = ""
    supported_algorithms_uac: str = ""
    supported_algorithms_uas: str = ""

    name = "AuthDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("Username", "username", "str"),
        ("Password", "password", "str"),
        ("Md5Cred", "md5_cred", "str"),
        ("Realm", "realm", "str"),
        ("NonceLifetime", "nonce_lifetime", "int"),
        ("AuthType", "auth_type", "str"),
        ("EndpointName", "endpoint_name", "str"),
        ("OauthClientid", "oauth_client_id", "str"),
        ("OauthSecret", "oauth_secret", "str"),
        ("RefreshToken", "refresh_token", "str"),
        ("PasswordDigest", "password_digest", "str"),
        ("SupportedAlgorithmsUac", "supported_algorithms_uac", "str"),
        ("SupportedAlgorithmsUas", "supported_algorithms_uas", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "oauth_client_id": (17, 18, 19, 20, 21, 22, 23),
        "oauth_secret": (17, 18, 19, 20, 21, 22, 23),
        "refresh_token": (17, 18, 19, 20, 21, 22, 23),
        "password_digest": (20, 21, 22, 23),
        "supported_algorithms_uac": (20, 21, 22, 23),
        "supported_algorithms_uas": (20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class AuthList(Event, frozen=True, gc=False, tag="AuthList"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowAuths. Seen from real Asterisk 16
    and 22.

    ``nonce_lifetime``: seconds.

    ``oauth_client_id``, ``oauth_secret``, ``refresh_token``: Asterisk 17 to 23.

    ``password_digest``, ``supported_algorithms_uac``, ``supported_algorithms_uas``: Asterisk 20 to 23.
    """

    object_type: str = ""
    object_name: str = ""
    username: str = ""
    md5_cred: str = ""
    realm: str = ""
    auth_type: str = ""
    password: str = ""
    nonce_lifetime: int | None = None
    oauth_client_id: str = ""
    oauth_secret: str = ""
    refresh_token: str = ""
    password_digest: str = ""
    supported_algorithms_uac: str = ""
    supported_algorithms_uas: str = ""

    name = "AuthList"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("Username", "username", "str"),
        ("Md5Cred", "md5_cred", "str"),
        ("Realm", "realm", "str"),
        ("AuthType", "auth_type", "str"),
        ("Password", "password", "str"),
        ("NonceLifetime", "nonce_lifetime", "int"),
        ("OauthClientid", "oauth_client_id", "str"),
        ("OauthSecret", "oauth_secret", "str"),
        ("RefreshToken", "refresh_token", "str"),
        ("PasswordDigest", "password_digest", "str"),
        ("SupportedAlgorithmsUac", "supported_algorithms_uac", "str"),
        ("SupportedAlgorithmsUas", "supported_algorithms_uas", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "oauth_client_id": (17, 18, 19, 20, 21, 22, 23),
        "oauth_secret": (17, 18, 19, 20, 21, 22, 23),
        "refresh_token": (17, 18, 19, 20, 21, 22, 23),
        "password_digest": (20, 21, 22, 23),
        "supported_algorithms_uac": (20, 21, 22, 23),
        "supported_algorithms_uas": (20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class AuthListComplete(ListComplete, frozen=True, gc=False, tag="AuthListComplete"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowAuths. Seen from real Asterisk 16
    and 22.
    """

    name = "AuthListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class IdentifyDetail(Event, frozen=True, gc=False, tag="IdentifyDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowEndpoint. Seen from real Asterisk
    16 and 22.

    ``match_request_uri``: Asterisk 18 and 20 to 23.
    """

    object_type: str = ""
    object_name: str = ""
    endpoint: str = ""
    srv_lookups: bool | None = None
    match: str = ""
    match_header: str = ""
    endpoint_name: str = ""
    match_request_uri: str = ""

    name = "IdentifyDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("Endpoint", "endpoint", "str"),
        ("SrvLookups", "srv_lookups", "bool:true/false"),
        ("Match", "match", "str"),
        ("MatchHeader", "match_header", "str"),
        ("EndpointName", "endpoint_name", "str"),
        ("MatchRequestUri", "match_request_uri", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"match_request_uri": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class TransportDetail(Event, frozen=True, gc=False, tag="TransportDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowEndpoint. Seen from real Asterisk
    16 and 22.

    ``websocket_write_timeout``: milliseconds.

    ``allow_wildcard_certs``: Asterisk 16 and 18 to 23.

    ``tcp_keepalive_enable``, ``tcp_keepalive_probe_count``: Asterisk 18 and 20 to 23.

    ``tcp_keepalive_idle_time``, ``tcp_keepalive_interval_time``: seconds; Asterisk 18 and 20 to 23.
    """

    object_type: str = ""
    object_name: str = ""
    protocol: str = ""
    bind: str = ""
    async_operations: int | None = None
    ca_list_file: str = ""
    ca_list_path: str = ""
    cert_file: str = ""
    priv_key_file: str = ""
    password: str = ""
    external_signaling_address: str = ""
    external_signaling_port: int | None = None
    external_media_address: str = ""
    domain: str = ""
    verify_server: bool | None = None
    verify_client: bool | None = None
    require_client_cert: bool | None = None
    method: str = ""
    cipher: str = ""
    local_net: str = ""
    tos: str = ""
    cos: int | None = None
    websocket_write_timeout: int | None = None
    endpoint_name: str = ""
    allow_reload: bool | None = None
    allow_wildcard_certs: bool | None = None
    symmetric_transport: bool | None = None
    tcp_keepalive_enable: bool | None = None
    tcp_keepalive_idle_time: int | None = None
    tcp_keepalive_interval_time: int | None = None
    tcp_keepalive_probe_count: int | None = None

    name = "TransportDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("Protocol", "protocol", "str"),
        ("Bind", "bind", "str"),
        ("AsyncOperations", "async_operations", "int"),
        ("CaListFile", "ca_list_file", "str"),
        ("CaListPath", "ca_list_path", "str"),
        ("CertFile", "cert_file", "str"),
        ("PrivKeyFile", "priv_key_file", "str"),
        ("Password", "password", "str"),
        ("ExternalSignalingAddress", "external_signaling_address", "str"),
        ("ExternalSignalingPort", "external_signaling_port", "int"),
        ("ExternalMediaAddress", "external_media_address", "str"),
        ("Domain", "domain", "str"),
        ("VerifyServer", "verify_server", "bool:Yes/No"),
        ("VerifyClient", "verify_client", "bool:Yes/No"),
        ("RequireClientCert", "require_client_cert", "bool:Yes/No"),
        ("Method", "method", "str"),
        ("Cipher", "cipher", "str"),
        ("LocalNet", "local_net", "str"),
        ("Tos", "tos", "str"),
        ("Cos", "cos", "int"),
        ("WebsocketWriteTimeout", "websocket_write_timeout", "int"),
        ("EndpointName", "endpoint_name", "str"),
        ("AllowReload", "allow_reload", "bool:true/false"),
        ("AllowWildcardCerts", "allow_wildcard_certs", "bool:Yes/No"),
        ("SymmetricTransport", "symmetric_transport", "bool:true/false"),
        ("TcpKeepaliveEnable", "tcp_keepalive_enable", "bool:true/false"),
        ("TcpKeepaliveIdleTime", "tcp_keepalive_idle_time", "int"),
        ("TcpKeepaliveIntervalTime", "tcp_keepalive_interval_time", "int"),
        ("TcpKeepaliveProbeCount", "tcp_keepalive_probe_count", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "allow_wildcard_certs": (16, 18, 19, 20, 21, 22, 23),
        "tcp_keepalive_enable": (18, 20, 21, 22, 23),
        "tcp_keepalive_idle_time": (18, 20, 21, 22, 23),
        "tcp_keepalive_interval_time": (18, 20, 21, 22, 23),
        "tcp_keepalive_probe_count": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("command",)
