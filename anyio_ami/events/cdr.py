"""Call detail records and channel event logging."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from anyio_ami.types import AmaFlags, CdrDisposition, CelEventName

from ._base import Event


class CEL(Event, frozen=True, gc=False, tag="CEL"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``event_time``: date and time as text.

    ``extra_``: JSON.

    ``tenant_id``: never seen on a real server.
    """

    event_name: CelEventName | None = None
    account_code: str = ""
    caller_id_num: str = ""
    caller_id_name: str = ""
    caller_id_ani: str = ""
    caller_id_rdnis: str = ""
    caller_id_dnid: str = ""
    exten: str = ""
    context: str = ""
    application: str = ""
    app_data: str = ""
    event_time: str = ""
    ama_flags: AmaFlags | None = None
    unique_id: str = ""
    linked_id: str = ""
    user_field: str = ""
    peer: str = ""
    peer_account: str = ""
    extra_: str = ""
    channel: str = ""
    user_def_type: str = ""
    tenant_id: str = ""

    name = "CEL"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("EventName", "event_name", "CelEventName"),
        ("AccountCode", "account_code", "str"),
        ("CallerIDnum", "caller_id_num", "str"),
        ("CallerIDname", "caller_id_name", "str"),
        ("CallerIDani", "caller_id_ani", "str"),
        ("CallerIDrdnis", "caller_id_rdnis", "str"),
        ("CallerIDdnid", "caller_id_dnid", "str"),
        ("Exten", "exten", "str"),
        ("Context", "context", "str"),
        ("Application", "application", "str"),
        ("AppData", "app_data", "str"),
        ("EventTime", "event_time", "str"),
        ("AMAFlags", "ama_flags", "AmaFlags"),
        ("UniqueID", "unique_id", "str"),
        ("LinkedID", "linked_id", "str"),
        ("Userfield", "user_field", "str"),
        ("Peer", "peer", "str"),
        ("PeerAccount", "peer_account", "str"),
        ("Extra", "extra_", "str"),
        ("Channel", "channel", "str"),
        ("UserDefType", "user_def_type", "str"),
        ("TenantID", "tenant_id", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Cdr(Event, frozen=True, gc=False, tag="Cdr"):
    """Asterisk 16 to 23; event class cdr. Seen from real Asterisk 16 and 22. Further headers may come: see
    `extra`.

    ``start_time``, ``answer_time``, ``end_time``: date and time as text.

    ``duration``, ``billable_seconds``: seconds.
    """

    account_code: str = ""
    source: str = ""
    destination: str = ""
    destination_context: str = ""
    caller_id: str = ""
    channel: str = ""
    destination_channel: str = ""
    last_application: str = ""
    last_data: str = ""
    start_time: str = ""
    answer_time: str = ""
    end_time: str = ""
    duration: int | None = None
    billable_seconds: int | None = None
    disposition: CdrDisposition | None = None
    ama_flags: AmaFlags | None = None
    unique_id: str = ""
    user_field: str = ""

    name = "Cdr"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("AccountCode", "account_code", "str"),
        ("Source", "source", "str"),
        ("Destination", "destination", "str"),
        ("DestinationContext", "destination_context", "str"),
        ("CallerID", "caller_id", "str"),
        ("Channel", "channel", "str"),
        ("DestinationChannel", "destination_channel", "str"),
        ("LastApplication", "last_application", "str"),
        ("LastData", "last_data", "str"),
        ("StartTime", "start_time", "str"),
        ("AnswerTime", "answer_time", "str"),
        ("EndTime", "end_time", "str"),
        ("Duration", "duration", "int"),
        ("BillableSeconds", "billable_seconds", "int"),
        ("Disposition", "disposition", "CdrDisposition"),
        ("AMAFlags", "ama_flags", "AmaFlags"),
        ("UniqueID", "unique_id", "str"),
        ("UserField", "user_field", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cdr",)
