"""PJSIP."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response

    PJSIPShowEndpointItem: TypeAlias = (
        events.EndpointDetail
        | events.AorDetail
        | events.AuthDetail
        | events.TransportDetail
        | events.IdentifyDetail
        | events.ContactStatusDetail
    )


class PJSIPHangup(Action["Response"], frozen=True, kw_only=True, tag="PJSIPHangup"):
    """Asterisk 18 and 20 to 23; privilege call or system. Run on real Asterisk 22.

    ``cause``: a SIP response code (400 to 699) or its name, not a `HangupCause`.
    """

    channel: str
    cause: int | str

    name = "PJSIPHangup"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Cause", "cause", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call", "system")


class PJSIPNotify(Action["Response"], frozen=True, kw_only=True, tag="PJSIPNotify"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22.

    ``option``: Asterisk 18 to 23.
    """

    endpoint: str | None = None
    uri: str | None = None
    channel: str | None = None
    variables: Mapping[str, str | int | float] | Sequence[tuple[str, str | int | float]] | None = None
    option: str | None = None

    name = "PJSIPNotify"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Endpoint", "endpoint", "str"),
        ("URI", "uri", "str"),
        ("Channel", "channel", "str"),
        ("Variable", "variables", "vars"),
        ("Option", "option", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"option": (18, 19, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class PJSIPQualify(Action["Response"], frozen=True, kw_only=True, tag="PJSIPQualify"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    endpoint: str

    name = "PJSIPQualify"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Endpoint", "endpoint", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")


class PJSIPRegister(Action["Response"], frozen=True, kw_only=True, tag="PJSIPRegister"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    registration: str

    name = "PJSIPRegister"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Registration", "registration", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")


class PJSIPSetMaintenance(Action["Response"], frozen=True, kw_only=True, tag="PJSIPSetMaintenance"):
    """Asterisk 20, 22 and 23; privilege system. Run on real Asterisk 22."""

    endpoint: str
    state: bool

    name = "PJSIPSetMaintenance"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Endpoint", "endpoint", "str"),
        ("State", "state", "bool:on/off"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (20, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class PJSIPShowAors(Action["ListResponse[events.AorList]"], frozen=True, kw_only=True, tag="PJSIPShowAors"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22.

    An empty list stands for the server's error ``No AORs found``.
    """

    name = "PJSIPShowAors"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("AorList",),
        complete="AorListComplete",
        empty_error="No AORs found",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class PJSIPShowAuths(
    Action["ListResponse[events.AuthList]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowAuths",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22.

    An empty list stands for the server's error ``No Auths found``.
    """

    name = "PJSIPShowAuths"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("AuthList",),
        complete="AuthListComplete",
        empty_error="No Auths found",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class PJSIPShowContacts(
    Action["ListResponse[events.ContactList]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowContacts",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22.

    An empty list stands for the server's error ``No Contacts found``.
    """

    name = "PJSIPShowContacts"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("ContactList",),
        complete="ContactListComplete",
        empty_error="No Contacts found",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class PJSIPShowEndpoint(
    Action["ListResponse[PJSIPShowEndpointItem]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowEndpoint",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    endpoint: str

    name = "PJSIPShowEndpoint"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Endpoint", "endpoint", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=(
            "EndpointDetail",
            "AorDetail",
            "AuthDetail",
            "TransportDetail",
            "IdentifyDetail",
            "ContactStatusDetail",
        ),
        complete="EndpointDetailComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class PJSIPShowEndpoints(
    Action["ListResponse[events.EndpointList]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowEndpoints",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22.

    An empty list stands for the server's error ``No endpoints found``.
    """

    name = "PJSIPShowEndpoints"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("EndpointList",),
        complete="EndpointListComplete",
        empty_error="No endpoints found",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class PJSIPShowMaintenance(
    Action["ListResponse[events.PJSIPMaintenanceStatus]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowMaintenance",
):
    """Asterisk 20, 22 and 23; privilege reporting or system. Run on real Asterisk 22."""

    endpoint: str | None = None

    name = "PJSIPShowMaintenance"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Endpoint", "endpoint", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (20, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("PJSIPMaintenanceStatus",),
        complete="PJSIPMaintenanceStatusComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class PJSIPShowRegistrationInboundContactStatuses(
    Action["ListResponse[events.ContactStatusDetail]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowRegistrationInboundContactStatuses",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    name = "PJSIPShowRegistrationInboundContactStatuses"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("ContactStatusDetail",),
        complete="ContactStatusDetailComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class PJSIPShowRegistrationsInbound(
    Action["ListResponse[events.InboundRegistrationDetail]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowRegistrationsInbound",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    name = "PJSIPShowRegistrationsInbound"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("InboundRegistrationDetail",),
        complete="InboundRegistrationDetailComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class PJSIPShowRegistrationsOutbound(
    Action["ListResponse[events.OutboundRegistrationDetail | events.AuthDetail]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowRegistrationsOutbound",
):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "PJSIPShowRegistrationsOutbound"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("OutboundRegistrationDetail", "AuthDetail"),
        complete="OutboundRegistrationDetailComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class PJSIPShowResourceLists(
    Action["ListResponse[events.ResourceListDetail]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowResourceLists",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22.

    An empty list stands for the server's error ``No resource lists found``.
    """

    name = "PJSIPShowResourceLists"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("ResourceListDetail",),
        complete="ResourceListDetailComplete",
        empty_error="No resource lists found",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class PJSIPShowSubscriptionsInbound(
    Action["ListResponse[events.InboundSubscriptionDetail]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowSubscriptionsInbound",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    name = "PJSIPShowSubscriptionsInbound"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("InboundSubscriptionDetail",),
        complete="InboundSubscriptionDetailComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class PJSIPShowSubscriptionsOutbound(
    Action["ListResponse[events.OutboundSubscriptionDetail]"],
    frozen=True,
    kw_only=True,
    tag="PJSIPShowSubscriptionsOutbound",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    name = "PJSIPShowSubscriptionsOutbound"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("OutboundSubscriptionDetail",),
        complete="OutboundSubscriptionDetailComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class PJSIPUnregister(Action["Response"], frozen=True, kw_only=True, tag="PJSIPUnregister"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    registration: str

    name = "PJSIPUnregister"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Registration", "registration", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
