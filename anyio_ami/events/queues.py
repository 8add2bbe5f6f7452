"""Queues and their members."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import DeviceState, QueueMembership, QueueStrategy

from ._base import Event, ListComplete
from ._groups import QueueMemberEvent


class QueueEntry(Event, frozen=True, gc=False, tag="QueueEntry"):
    """Asterisk 16 to 23; event class agent. Only as an answer to QueueStatus. Seen from real Asterisk 16 and
    22.

    ``caller_id_num``, ``caller_id_name``, ``connected_line_num``, ``connected_line_name``: ``<unknown>``
    stands for no value.

    ``wait``: seconds.
    """

    queue: str = ""
    position: int | None = None
    channel: str = ""
    unique_id: str = ""
    caller_id_num: str = ""
    caller_id_name: str = ""
    connected_line_num: str = ""
    connected_line_name: str = ""
    wait: int | None = None
    priority: int | None = None

    name = "QueueEntry"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Position", "position", "int"),
        ("Channel", "channel", "str"),
        ("Uniqueid", "unique_id", "str"),
        ("CallerIDNum", "caller_id_num", "str"),
        ("CallerIDName", "caller_id_name", "str"),
        ("ConnectedLineNum", "connected_line_num", "str"),
        ("ConnectedLineName", "connected_line_name", "str"),
        ("Wait", "wait", "int"),
        ("Priority", "priority", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueMember(Event, frozen=True, gc=False, tag="QueueMember"):
    """Asterisk 16 to 23. Only as an answer to QueueStatus. Seen from real Asterisk 16 and 22.

    ``last_call``, ``last_pause``: seconds since 1970.

    ``login_time``: seconds since 1970; Asterisk 16 and 18 to 23.

    ``wrapup_time``: seconds.
    """

    queue: str = ""
    member_name: str = ""
    interface: str = ""
    state_interface: str = ""
    membership: QueueMembership | None = None
    penalty: int | None = None
    calls_taken: int | None = None
    last_call: int | None = None
    last_pause: int | None = None
    login_time: int | None = None
    in_call: bool | None = None
    status: DeviceState | None = None
    paused: bool | None = None
    paused_reason: str = ""
    wrapup_time: int | None = None

    name = "QueueMember"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Name", "member_name", "str"),
        ("Location", "interface", "str"),
        ("StateInterface", "state_interface", "str"),
        ("Membership", "membership", "QueueMembership"),
        ("Penalty", "penalty", "int"),
        ("CallsTaken", "calls_taken", "int"),
        ("LastCall", "last_call", "int"),
        ("LastPause", "last_pause", "int"),
        ("LoginTime", "login_time", "int"),
        ("InCall", "in_call", "bool:1/0"),
        ("Status", "status", "DeviceState"),
        ("Paused", "paused", "bool:1/0"),
        ("PausedReason", "paused_reason", "str"),
        ("Wrapuptime", "wrapup_time", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"login_time": (16, 18, 19, 20, 21, 22, 23)}


class QueueMemberAdded(QueueMemberEvent, frozen=True, gc=False, tag="QueueMemberAdded"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22."""

    name = "QueueMemberAdded"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueMemberPause(QueueMemberEvent, frozen=True, gc=False, tag="QueueMemberPause"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22."""

    reason: str = ""

    name = "QueueMemberPause"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Reason", "reason", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueMemberPenalty(QueueMemberEvent, frozen=True, gc=False, tag="QueueMemberPenalty"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22."""

    name = "QueueMemberPenalty"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueMemberRemoved(QueueMemberEvent, frozen=True, gc=False, tag="QueueMemberRemoved"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22."""

    name = "QueueMemberRemoved"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueMemberRinginuse(QueueMemberEvent, frozen=True, gc=False, tag="QueueMemberRinginuse"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22."""

    name = "QueueMemberRinginuse"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueMemberStatus(QueueMemberEvent, frozen=True, gc=False, tag="QueueMemberStatus"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22."""

    name = "QueueMemberStatus"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueParams(Event, frozen=True, gc=False, tag="QueueParams"):
    """Asterisk 16 to 23; event class agent. Only as an answer to QueueStatus. Seen from real Asterisk 16 and
    22.

    ``hold_time``, ``talk_time``, ``service_level``: seconds.
    """

    max: int | None = None
    strategy: QueueStrategy | None = None
    calls: int | None = None
    hold_time: int | None = None
    talk_time: int | None = None
    completed: int | None = None
    abandoned: int | None = None
    service_level_perf: float | None = None
    service_level_perf2: float | None = None
    queue: str = ""
    service_level: int | None = None
    weight: int | None = None

    name = "QueueParams"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Max", "max", "int"),
        ("Strategy", "strategy", "QueueStrategy"),
        ("Calls", "calls", "int"),
        ("Holdtime", "hold_time", "int"),
        ("TalkTime", "talk_time", "int"),
        ("Completed", "completed", "int"),
        ("Abandoned", "abandoned", "int"),
        ("ServicelevelPerf", "service_level_perf", "float"),
        ("ServicelevelPerf2", "service_level_perf2", "float"),
        ("Queue", "queue", "str"),
        ("ServiceLevel", "service_level", "int"),
        ("Weight", "weight", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueStatusComplete(ListComplete, frozen=True, gc=False, tag="QueueStatusComplete"):
    """Asterisk 16 to 23. Only as an answer to QueueStatus. Seen from real Asterisk 16 and 22."""

    name = "QueueStatusComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class QueueSummary(Event, frozen=True, gc=False, tag="QueueSummary"):
    """Asterisk 16 to 23. Only as an answer to QueueSummary. Seen from real Asterisk 16 and 22.

    ``hold_time``, ``talk_time``, ``longest_hold_time``: seconds.
    """

    queue: str = ""
    logged_in: int | None = None
    available: int | None = None
    callers: int | None = None
    hold_time: int | None = None
    talk_time: int | None = None
    longest_hold_time: int | None = None

    name = "QueueSummary"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("LoggedIn", "logged_in", "int"),
        ("Available", "available", "int"),
        ("Callers", "callers", "int"),
        ("HoldTime", "hold_time", "int"),
        ("TalkTime", "talk_time", "int"),
        ("LongestHoldTime", "longest_hold_time", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class QueueSummaryComplete(ListComplete, frozen=True, gc=False, tag="QueueSummaryComplete"):
    """Asterisk 16 to 23. Only as an answer to QueueSummary. Seen from real Asterisk 16 and 22."""

    name = "QueueSummaryComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
