"""chan_sip (to Asterisk 20), IAX2 and Skinny (to 20)."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import PeerStatus as PeerStatusValue
from anyio_ami.types import RegistrationStatus, SessionTimeoutSource

from ._base import Event, ListComplete
from ._groups import ChannelEvent


class DeviceEntry(Event, frozen=True, gc=False, tag="DeviceEntry"):
    """Asterisk 16 to 20. Only as an answer to SKINNYdevices. Seen from real Asterisk 16.

    ``ip_address``: ``-none-`` stands for no value.
    """

    channel_type: str = ""
    object_name: str = ""
    channel_object_type: str = ""
    device_id: str = ""
    ip_address: str = ""
    type: str = ""
    device_status: str = ""
    number_of_lines: int | None = None

    name = "DeviceEntry"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channeltype", "channel_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("ChannelObjectType", "channel_object_type", "str"),
        ("DeviceId", "device_id", "str"),
        ("IPaddress", "ip_address", "str"),
        ("Type", "type", "str"),
        ("Devicestatus", "device_status", "str"),
        ("NumberOfLines", "number_of_lines", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)


class DevicelistComplete(ListComplete, frozen=True, gc=False, tag="DevicelistComplete"):
    """Asterisk 16 to 20. Only as an answer to SKINNYdevices. Not seen on a real server: from the source."""

    name = "DevicelistComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)


class LineEntry(Event, frozen=True, gc=False, tag="LineEntry"):
    """Asterisk 16 to 20. Only as an answer to SKINNYlines. Seen from real Asterisk 16."""

    channel_type: str = ""
    object_name: str = ""
    channel_object_type: str = ""
    device: str = ""
    instance: int | None = None
    label: str = ""

    name = "LineEntry"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channeltype", "channel_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("ChannelObjectType", "channel_object_type", "str"),
        ("Device", "device", "str"),
        ("Instance", "instance", "int"),
        ("Label", "label", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)


class LinelistComplete(ListComplete, frozen=True, gc=False, tag="LinelistComplete"):
    """Asterisk 16 to 20. Only as an answer to SKINNYlines. Not seen on a real server: from the source."""

    name = "LinelistComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)


class PeerEntry(Event, frozen=True, gc=False, tag="PeerEntry"):
    """Asterisk 16 to 23. Only as an answer to IAXpeerlist, IAXpeers or SIPpeers. Seen from real Asterisk 16
    and 22.

    ``ip_address``: ``(null)`` or ``-none-`` stands for no value.

    ``ip_port``, ``mask``: ``(null)`` stands for no value.

    ``auto_force_rport``, ``force_rport``, ``auto_comedia``, ``comedia``, ``video_support``, ``text_support``,
    ``acl``, ``realtime_device``, ``account_code``: Asterisk 16 to 20.
    """

    channel_type: str = ""
    object_name: str = ""
    channel_object_type: str = ""
    ip_address: str = ""
    ip_port: str = ""
    dynamic: str = ""
    auto_force_rport: str = ""
    force_rport: str = ""
    auto_comedia: str = ""
    comedia: str = ""
    video_support: str = ""
    text_support: str = ""
    acl: str = ""
    status: str = ""
    realtime_device: str = ""
    description: str = ""
    account_code: str = ""
    mask: str = ""
    trunk: str = ""
    encryption: str = ""
    object_username: str = ""

    name = "PeerEntry"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channeltype", "channel_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("ChanObjectType", "channel_object_type", "str"),
        ("IPaddress", "ip_address", "str"),
        ("IPport", "ip_port", "str"),
        ("Dynamic", "dynamic", "str"),
        ("AutoForcerport", "auto_force_rport", "str"),
        ("Forcerport", "force_rport", "str"),
        ("AutoComedia", "auto_comedia", "str"),
        ("Comedia", "comedia", "str"),
        ("VideoSupport", "video_support", "str"),
        ("TextSupport", "text_support", "str"),
        ("ACL", "acl", "str"),
        ("Status", "status", "str"),
        ("RealtimeDevice", "realtime_device", "str"),
        ("Description", "description", "str"),
        ("Accountcode", "account_code", "str"),
        ("Mask", "mask", "str"),
        ("Trunk", "trunk", "str"),
        ("Encryption", "encryption", "str"),
        ("ObjectUsername", "object_username", "str"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Port": "ip_port"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "auto_force_rport": (16, 17, 18, 19, 20),
        "force_rport": (16, 17, 18, 19, 20),
        "auto_comedia": (16, 17, 18, 19, 20),
        "comedia": (16, 17, 18, 19, 20),
        "video_support": (16, 17, 18, 19, 20),
        "text_support": (16, 17, 18, 19, 20),
        "acl": (16, 17, 18, 19, 20),
        "realtime_device": (16, 17, 18, 19, 20),
        "account_code": (16, 17, 18, 19, 20),
    }


class PeerStatus(Event, frozen=True, gc=False, tag="PeerStatus"):
    """Asterisk 16 to 23; event class system. By itself and as an answer to SIPpeerstatus. Seen from real
    Asterisk 16 and 22.

    ``cause``, ``port``: never seen on a real server.
    """

    channel_type: str = ""
    peer: str = ""
    peer_status: PeerStatusValue | None = None
    cause: str = ""
    address: str = ""
    port: str = ""
    time: str = ""

    name = "PeerStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ChannelType", "channel_type", "str"),
        ("Peer", "peer", "str"),
        ("PeerStatus", "peer_status", "PeerStatus"),
        ("Cause", "cause", "str"),
        ("Address", "address", "str"),
        ("Port", "port", "str"),
        ("Time", "time", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class PeerlistComplete(ListComplete, frozen=True, gc=False, tag="PeerlistComplete"):
    """Asterisk 16 to 23. Only as an answer to IAXpeerlist, IAXpeers or SIPpeers. Seen from real Asterisk 16
    and 22.
    """

    name = "PeerlistComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class RegistrationsComplete(ListComplete, frozen=True, gc=False, tag="RegistrationsComplete"):
    """Asterisk 16 to 23. Only as an answer to IAXregistry or SIPshowregistry. Seen from real Asterisk 16 and
    22.
    """

    name = "RegistrationsComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class Registry(Event, frozen=True, gc=False, tag="Registry"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22."""

    channel_type: str = ""
    username: str = ""
    domain: str = ""
    status: RegistrationStatus | None = None
    cause: str = ""

    name = "Registry"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ChannelType", "channel_type", "str"),
        ("Username", "username", "str"),
        ("Domain", "domain", "str"),
        ("Status", "status", "RegistrationStatus"),
        ("Cause", "cause", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class RegistryEntry(Event, frozen=True, gc=False, tag="RegistryEntry"):
    """Asterisk 16 to 23. Only as an answer to IAXregistry or SIPshowregistry. Seen from real Asterisk 16 and
    22.

    ``perceived``: ``<Unregistered>`` stands for no value.

    ``refresh``: seconds.

    ``domain``, ``domain_port``: Asterisk 16 to 20.

    ``registration_time``: seconds since 1970; Asterisk 16 to 20.
    """

    host: str = ""
    dns_manager: bool | None = None
    username: str = ""
    perceived: str = ""
    refresh: int | None = None
    state: RegistrationStatus | None = None
    port: str = ""
    domain: str = ""
    domain_port: int | None = None
    registration_time: int | None = None

    name = "RegistryEntry"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Host", "host", "str"),
        ("DNSmanager", "dns_manager", "bool:Y/N"),
        ("Username", "username", "str"),
        ("Perceived", "perceived", "str"),
        ("Refresh", "refresh", "int"),
        ("State", "state", "RegistrationStatus"),
        ("Port", "port", "str"),
        ("Domain", "domain", "str"),
        ("DomainPort", "domain_port", "int"),
        ("RegistrationTime", "registration_time", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "domain": (16, 17, 18, 19, 20),
        "domain_port": (16, 17, 18, 19, 20),
        "registration_time": (16, 17, 18, 19, 20),
    }


class SIPQualifyPeerDone(Event, frozen=True, gc=False, tag="SIPQualifyPeerDone"):
    """Asterisk 16 to 20; event class call. Seen from real Asterisk 16. May repeat the ActionID of the action
    that caused it.
    """

    peer: str = ""

    name = "SIPQualifyPeerDone"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Peer", "peer", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
    __carries_action_id__: ClassVar[bool] = True


class SIPpeerstatusComplete(ListComplete, frozen=True, gc=False, tag="SIPpeerstatusComplete"):
    """Asterisk 16 to 20. Only as an answer to SIPpeerstatus. Seen from real Asterisk 16."""

    name = "SIPpeerstatusComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)


class SessionTimeout(ChannelEvent, frozen=True, gc=False, tag="SessionTimeout"):
    """Asterisk 16 to 20; event class call. Not seen on a real server: from the documentation and the
    source.
    """

    source: SessionTimeoutSource | None = None

    name = "SessionTimeout"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Source", "source", "SessionTimeoutSource"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
