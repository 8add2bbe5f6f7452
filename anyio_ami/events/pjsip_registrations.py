"""PJSIP registrations and subscriptions."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import ExtensionState, RegistrationStatus, SubscriptionType

from ._base import Event, ListComplete


class InboundRegistrationDetail(Event, frozen=True, gc=False, tag="InboundRegistrationDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowRegistrationsInbound. Seen from
    real Asterisk 16 and 22.

    ``default_expiration``, ``maximum_expiration``, ``minimum_expiration``, ``qualify_frequency``,
    ``qualify_timeout``: seconds.

    ``remove_unavailable``: Asterisk 16 and 18 to 23.

    ``qualify_2xx_only``: Asterisk 20 to 23.
    """

    authenticate_qualify: bool | None = None
    contact: str = ""
    default_expiration: int | None = None
    mailboxes: str = ""
    max_contacts: int | None = None
    maximum_expiration: int | None = None
    minimum_expiration: int | None = None
    outbound_proxy: str = ""
    qualify_frequency: int | None = None
    qualify_timeout: float | None = None
    remove_existing: bool | None = None
    remove_unavailable: bool | None = None
    support_path: bool | None = None
    voicemail_extension: str = ""
    object_type: str = ""
    object_name: str = ""
    qualify_2xx_only: bool | None = None
    contacts: str = ""

    name = "InboundRegistrationDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("AuthenticateQualify", "authenticate_qualify", "bool:true/false"),
        ("Contact", "contact", "str"),
        ("DefaultExpiration", "default_expiration", "int"),
        ("Mailboxes", "mailboxes", "str"),
        ("MaxContacts", "max_contacts", "int"),
        ("MaximumExpiration", "maximum_expiration", "int"),
        ("MinimumExpiration", "minimum_expiration", "int"),
        ("OutboundProxy", "outbound_proxy", "str"),
        ("QualifyFrequency", "qualify_frequency", "int"),
        ("QualifyTimeout", "qualify_timeout", "float"),
        ("RemoveExisting", "remove_existing", "bool:true/false"),
        ("RemoveUnavailable", "remove_unavailable", "bool:true/false"),
        ("SupportPath", "support_path", "bool:true/false"),
        ("VoicemailExtension", "voicemail_extension", "str"),
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("Qualify2xxOnly", "qualify_2xx_only", "bool:true/false"),
        ("Contacts", "contacts", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "remove_unavailable": (16, 18, 19, 20, 21, 22, 23),
        "qualify_2xx_only": (20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class InboundRegistrationDetailComplete(
    ListComplete,
    frozen=True,
    gc=False,
    tag="InboundRegistrationDetailComplete",
):
    """Asterisk 16 to 23. Only as an answer to PJSIPShowRegistrationsInbound. Seen from real Asterisk 16 and
    22.
    """

    name = "InboundRegistrationDetailComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class InboundSubscriptionDetail(Event, frozen=True, gc=False, tag="InboundSubscriptionDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowSubscriptionsInbound. Seen from
    real Asterisk 16 and 22.

    ``mailboxes``: never seen on a real server.
    """

    role: str = ""
    endpoint: str = ""
    call_id: str = ""
    state: str = ""
    caller_id: str = ""
    subscription_type: SubscriptionType | None = None
    exten: str = ""
    extension_states: ExtensionState | None = None
    mailboxes: str = ""

    name = "InboundSubscriptionDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Role", "role", "str"),
        ("Endpoint", "endpoint", "str"),
        ("Callid", "call_id", "str"),
        ("State", "state", "str"),
        ("Callerid", "caller_id", "str"),
        ("SubscriptionType", "subscription_type", "SubscriptionType"),
        ("Extension", "exten", "str"),
        ("ExtensionStates", "extension_states", "ExtensionState:text"),
        ("Mailboxes", "mailboxes", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class InboundSubscriptionDetailComplete(
    ListComplete,
    frozen=True,
    gc=False,
    tag="InboundSubscriptionDetailComplete",
):
    """Asterisk 16 to 23. Only as an answer to PJSIPShowSubscriptionsInbound. Seen from real Asterisk 16 and
    22.
    """

    name = "InboundSubscriptionDetailComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class OutboundRegistrationDetail(Event, frozen=True, gc=False, tag="OutboundRegistrationDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowRegistrationsOutbound. Seen from
    real Asterisk 16 and 22.

    ``expiration``, ``fatal_retry_interval``, ``forbidden_retry_interval``, ``retry_interval``: seconds.

    ``max_random_initial_delay``: seconds; Asterisk 16 and 18 to 23.

    ``contact_header_params``, ``support_outbound``: Asterisk 17 to 23.

    ``security_mechanisms``: Asterisk 18 and 20 to 23; never seen on a real server.

    ``security_negotiation``: Asterisk 18 and 20 to 23.

    ``user_agent``: Asterisk 21 to 23.
    """

    auth_rejection_permanent: bool | None = None
    client_uri: str = ""
    contact_user: str = ""
    endpoint: str = ""
    expiration: int | None = None
    fatal_retry_interval: int | None = None
    forbidden_retry_interval: int | None = None
    line: bool | None = None
    max_random_initial_delay: int | None = None
    max_retries: int | None = None
    outbound_auth: str = ""
    outbound_proxy: str = ""
    retry_interval: int | None = None
    server_uri: str = ""
    support_path: bool | None = None
    transport: str = ""
    contact_header_params: str = ""
    support_outbound: bool | None = None
    security_mechanisms: str = ""
    security_negotiation: str = ""
    object_type: str = ""
    object_name: str = ""
    status: RegistrationStatus | None = None
    next_reg: int | None = None
    user_agent: str = ""

    name = "OutboundRegistrationDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("AuthRejectionPermanent", "auth_rejection_permanent", "bool:true/false"),
        ("ClientUri", "client_uri", "str"),
        ("ContactUser", "contact_user", "str"),
        ("Endpoint", "endpoint", "str"),
        ("Expiration", "expiration", "int"),
        ("FatalRetryInterval", "fatal_retry_interval", "int"),
        ("ForbiddenRetryInterval", "forbidden_retry_interval", "int"),
        ("Line", "line", "bool:true/false"),
        ("MaxRandomInitialDelay", "max_random_initial_delay", "int"),
        ("MaxRetries", "max_retries", "int"),
        ("OutboundAuth", "outbound_auth", "str"),
        ("OutboundProxy", "outbound_proxy", "str"),
        ("RetryInterval", "retry_interval", "int"),
        ("ServerUri", "server_uri", "str"),
        ("SupportPath", "support_path", "bool:true/false"),
        ("Transport", "transport", "str"),
        ("ContactHeaderParams", "contact_header_params", "str"),
        ("SupportOutbound", "support_outbound", "bool:yes/no"),
        ("SecurityMechanisms", "security_mechanisms", "str"),
        ("SecurityNegotiation", "security_negotiation", "str"),
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("Status", "status", "RegistrationStatus"),
        ("NextReg", "next_reg", "int"),
        ("UserAgent", "user_agent", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "max_random_initial_delay": (16, 18, 19, 20, 21, 22, 23),
        "contact_header_params": (17, 18, 19, 20, 21, 22, 23),
        "support_outbound": (17, 18, 19, 20, 21, 22, 23),
        "security_mechanisms": (18, 20, 21, 22, 23),
        "security_negotiation": (18, 20, 21, 22, 23),
        "user_agent": (21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class OutboundRegistrationDetailComplete(
    ListComplete,
    frozen=True,
    gc=False,
    tag="OutboundRegistrationDetailComplete",
):
    """Asterisk 16 to 23. Only as an answer to PJSIPShowRegistrationsOutbound. Seen from real Asterisk 16 and
    22.
    """

    registered: int | None = None
    not_registered: int | None = None

    name = "OutboundRegistrationDetailComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Registered", "registered", "int"),
        ("NotRegistered", "not_registered", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class OutboundSubscriptionDetail(Event, frozen=True, gc=False, tag="OutboundSubscriptionDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowSubscriptionsOutbound. Not seen
    on a real server: from the documentation and the source.
    """

    role: str = ""
    endpoint: str = ""
    call_id: str = ""
    state: str = ""
    caller_id: str = ""
    subscription_type: SubscriptionType | None = None
    exten: str = ""
    extension_states: ExtensionState | None = None
    mailboxes: str = ""

    name = "OutboundSubscriptionDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Role", "role", "str"),
        ("Endpoint", "endpoint", "str"),
        ("Callid", "call_id", "str"),
        ("State", "state", "str"),
        ("Callerid", "caller_id", "str"),
        ("SubscriptionType", "subscription_type", "SubscriptionType"),
        ("Extension", "exten", "str"),
        ("ExtensionStates", "extension_states", "ExtensionState:text"),
        ("Mailboxes", "mailboxes", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class OutboundSubscriptionDetailComplete(
    ListComplete,
    frozen=True,
    gc=False,
    tag="OutboundSubscriptionDetailComplete",
):
    """Asterisk 16 to 23. Only as an answer to PJSIPShowSubscriptionsOutbound. Seen from real Asterisk 16 and
    22.
    """

    name = "OutboundSubscriptionDetailComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class ResourceListDetail(Event, frozen=True, gc=False, tag="ResourceListDetail"):
    """Asterisk 16 to 23; event class command. Only as an answer to PJSIPShowResourceLists. Seen from real
    Asterisk 16 and 22.

    ``notification_batch_interval``: milliseconds.

    ``resource_display_name``: Asterisk 16 and 18 to 23.
    """

    full_state: bool | None = None
    list_item: str = ""
    notification_batch_interval: int | None = None
    resource_display_name: bool | None = None
    object_type: str = ""
    object_name: str = ""
    event_: str = ""

    name = "ResourceListDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("FullState", "full_state", "bool:true/false"),
        ("ListItem", "list_item", "str"),
        ("NotificationBatchInterval", "notification_batch_interval", "int"),
        ("ResourceDisplayName", "resource_display_name", "bool:true/false"),
        ("ObjectType", "object_type", "str"),
        ("ObjectName", "object_name", "str"),
        ("Event", "event_", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "resource_display_name": (16, 18, 19, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class ResourceListDetailComplete(ListComplete, frozen=True, gc=False, tag="ResourceListDetailComplete"):
    """Asterisk 16 to 23. Only as an answer to PJSIPShowResourceLists. Seen from real Asterisk 16 and 22."""

    name = "ResourceListDetailComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
