"""PJSIP addresses of record and contacts."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import ContactStatus as ContactStatusValue

from ._base import Event, ListComplete


class AorDetail(Event, frozen=True, gc=False, tag="AorDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowEndpoint. Seen from real Asterisk
    16 and 22.

    ``minimum_expiration``, ``maximum_expiration``, ``default_expiration``, ``qualify_frequency``,
    ``qualify_timeout``: seconds.

    ``remove_unavailable``: Asterisk 16 and 18 to 23.

    ``qualify_2xx_only``: Asterisk 20 to 23.
    """

    object_type: str = ""
    object_name: str = ""
    minimum_expiration: int | None = None
    maximum_expiration: int | None = None
    default_expiration: int | None = None
    qualify_frequency: int | None = None
    authenticate_qualify: bool | None = None
    max_contacts: int | None = None
    remove_existing: bool | None = None
    remove_unavailable: bool | None = None
    mailboxes: str = ""
    outbound_proxy: str = ""
    support_path: bool | None = None
    total_contacts: int | None = None
    contacts_registered: int | None = None
    endpoint_name: str = ""
    qualify_timeout: float | None = None
    voicemail_extension: str = ""
    qualify_2xx_only: bool | None = None
    contacts: str = ""

    name = "AorDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("MinimumExpiration", "minimum_expiration", "int"),
        ("MaximumExpiration", "maximum_expiration", "int"),
        ("DefaultExpiration", "default_expiration", "int"),
        ("QualifyFrequency", "qualify_frequency", "int"),
        ("AuthenticateQualify", "authenticate_qualify", "bool:true/false"),
        ("MaxContacts", "max_contacts", "int"),
        ("RemoveExisting", "remove_existing", "bool:true/false"),
        ("RemoveUnavailable", "remove_unavailable", "bool:true/false"),
        ("Mailboxes", "mailboxes", "str"),
        ("OutboundProxy", "outbound_proxy", "str"),
        ("SupportPath", "support_path", "bool:true/false"),
        ("TotalContacts", "total_contacts", "int"),
        ("ContactsRegistered", "contacts_registered", "int"),
        ("EndpointName", "endpoint_name", "str"),
        ("QualifyTimeout", "qualify_timeout", "float"),
        ("VoicemailExtension", "voicemail_extension", "str"),
        ("Qualify2xxOnly", "qualify_2xx_only", "bool:true/false"),
        ("Contacts", "contacts", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "remove_unavailable": (16, 18, 19, 20, 21, 22, 23),
        "qualify_2xx_only": (20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class AorList(Event, frozen=True, gc=False, tag="AorList"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowAors. Seen from real Asterisk 16
    and 22.

    ``minimum_expiration``, ``maximum_expiration``, ``default_expiration``, ``qualify_frequency``,
    ``qualify_timeout``: seconds.

    ``remove_unavailable``: Asterisk 16 and 18 to 23.

    ``qualify_2xx_only``: Asterisk 20 to 23.
    """

    object_type: str = ""
    object_name: str = ""
    minimum_expiration: int | None = None
    maximum_expiration: int | None = None
    default_expiration: int | None = None
    qualify_frequency: int | None = None
    authenticate_qualify: bool | None = None
    max_contacts: int | None = None
    remove_existing: bool | None = None
    remove_unavailable: bool | None = None
    mailboxes: str = ""
    outbound_proxy: str = ""
    support_path: bool | None = None
    qualify_timeout: float | None = None
    voicemail_extension: str = ""
    qualify_2xx_only: bool | None = None
    contacts: str = ""

    name = "AorList"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("MinimumExpiration", "minimum_expiration", "int"),
        ("MaximumExpiration", "maximum_expiration", "int"),
        ("DefaultExpiration", "default_expiration", "int"),
        ("QualifyFrequency", "qualify_frequency", "int"),
        ("AuthenticateQualify", "authenticate_qualify", "bool:true/false"),
        ("MaxContacts", "max_contacts", "int"),
        ("RemoveExisting", "remove_existing", "bool:true/false"),
        ("RemoveUnavailable", "remove_unavailable", "bool:true/false"),
        ("Mailboxes", "mailboxes", "str"),
        ("OutboundProxy", "outbound_proxy", "str"),
        ("SupportPath", "support_path", "bool:true/false"),
        ("QualifyTimeout", "qualify_timeout", "float"),
        ("VoicemailExtension", "voicemail_extension", "str"),
        ("Qualify2xxOnly", "qualify_2xx_only", "bool:true/false"),
        ("Contacts", "contacts", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "remove_unavailable": (16, 18, 19, 20, 21, 22, 23),
        "qualify_2xx_only": (20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class AorListComplete(ListComplete, frozen=True, gc=False, tag="AorListComplete"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowAors. Seen from real Asterisk 16
    and 22.
    """

    name = "AorListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class ContactList(Event, frozen=True, gc=False, tag="ContactList"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowContacts. Seen from real Asterisk
    16 and 22.

    ``qualify_timeout``, ``qualify_frequency``: seconds.

    ``expiration_time``: seconds since 1970.

    ``roundtrip_usec``: microseconds; ``N/A`` stands for no value.

    ``qualify_2xx_only``: Asterisk 20 to 23.
    """

    object_type: str = ""
    object_name: str = ""
    via_address: str = ""
    via_port: int | None = None
    qualify_timeout: float | None = None
    call_id: str = ""
    reg_server: str = ""
    prune_on_boot: bool | None = None
    path: str = ""
    endpoint_name: str = ""
    authenticate_qualify: bool | None = None
    uri: str = ""
    qualify_frequency: int | None = None
    user_agent: str = ""
    expiration_time: int | None = None
    outbound_proxy: str = ""
    status: ContactStatusValue | None = None
    roundtrip_usec: int | None = None
    qualify_2xx_only: bool | None = None

    name = "ContactList"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("ViaAddr", "via_address", "str"),
        ("ViaPort", "via_port", "int"),
        ("QualifyTimeout", "qualify_timeout", "float"),
        ("CallId", "call_id", "str"),
        ("RegServer", "reg_server", "str"),
        ("PruneOnBoot", "prune_on_boot", "bool:yes/no"),
        ("Path", "path", "str"),
        ("Endpoint", "endpoint_name", "str"),
        ("AuthenticateQualify", "authenticate_qualify", "bool:yes/no"),
        ("Uri", "uri", "str"),
        ("QualifyFrequency", "qualify_frequency", "int"),
        ("UserAgent", "user_agent", "str"),
        ("ExpirationTime", "expiration_time", "int"),
        ("OutboundProxy", "outbound_proxy", "str"),
        ("Status", "status", "ContactStatus"),
        ("RoundtripUsec", "roundtrip_usec", "int"),
        ("Qualify2xxOnly", "qualify_2xx_only", "bool:true/false"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"qualify_2xx_only": (20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class ContactListComplete(ListComplete, frozen=True, gc=False, tag="ContactListComplete"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowContacts. Seen from real Asterisk
    16 and 22.
    """

    name = "ContactListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class ContactStatus(Event, frozen=True, gc=False, tag="ContactStatus"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22.

    ``roundtrip_usec``: microseconds; ``N/A`` or ``nan`` stands for no value.
    """

    uri: str = ""
    status: ContactStatusValue | None = None
    aor: str = ""
    endpoint_name: str = ""
    roundtrip_usec: int | None = None

    name = "ContactStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("URI", "uri", "str"),
        ("ContactStatus", "status", "ContactStatus"),
        ("AOR", "aor", "str"),
        ("EndpointName", "endpoint_name", "str"),
        ("RoundtripUsec", "roundtrip_usec", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class ContactStatusDetail(Event, frozen=True, gc=False, tag="ContactStatusDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowEndpoint or
    PJSIPShowRegistrationInboundContactStatuses. Seen from real Asterisk 16 and 22.

    ``roundtrip_usec``: microseconds; ``N/A`` stands for no value.

    ``expiration_time``: seconds since 1970.

    ``qualify_frequency``, ``qualify_timeout``: seconds.

    ``qualify_2xx_only``: Asterisk 20 to 23.
    """

    aor: str = ""
    uri: str = ""
    status: ContactStatusValue | None = None
    roundtrip_usec: int | None = None
    endpoint_name: str = ""
    user_agent: str = ""
    expiration_time: int | None = None
    via_address: str = ""
    call_id: str = ""
    id: str = ""
    authenticate_qualify: bool | None = None
    outbound_proxy: str = ""
    path: str = ""
    qualify_frequency: int | None = None
    qualify_timeout: float | None = None
    qualify_2xx_only: bool | None = None

    name = "ContactStatusDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("AOR", "aor", "str"),
        ("URI", "uri", "str"),
        ("Status", "status", "ContactStatus"),
        ("RoundtripUsec", "roundtrip_usec", "int"),
        ("EndpointName", "endpoint_name", "str"),
        ("UserAgent", "user_agent", "str"),
        ("RegExpire", "expiration_time", "int"),
        ("ViaAddress", "via_address", "str"),
        ("CallID", "call_id", "str"),
        ("ID", "id", "str"),
        ("AuthenticateQualify", "authenticate_qualify", "bool:1/0"),
        ("OutboundProxy", "outbound_proxy", "str"),
        ("Path", "path", "str"),
        ("QualifyFrequency", "qualify_frequency", "int"),
        ("QualifyTimeout", "qualify_timeout", "float"),
        ("Qualify2xxOnly", "qualify_2xx_only", "bool:1/0"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"qualify_2xx_only": (20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class ContactStatusDetailComplete(ListComplete, frozen=True, gc=False, tag="ContactStatusDetailComplete"):
    """Asterisk 16 to 23. Only as an answer to PJSIPShowRegistrationInboundContactStatuses. Seen from real
    Asterisk 16 and 22.
    """

    name = "ContactStatusDetailComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
