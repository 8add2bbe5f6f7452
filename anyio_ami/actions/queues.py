"""Queues and their members."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, QueueRuleResponse, Response


class QueueAdd(Action["Response"], frozen=True, kw_only=True, tag="QueueAdd"):
    """Asterisk 16 to 23; privilege agent. Run on real Asterisk 16 and 22.

    ``reason``: Asterisk 20 to 23.
    """

    queue: str
    interface: str
    penalty: int | None = None
    paused: bool | None = None
    member_name: str | None = None
    state_interface: str | None = None
    reason: str | None = None

    name = "QueueAdd"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Interface", "interface", "str"),
        ("Penalty", "penalty", "int"),
        ("Paused", "paused", "bool:true/false"),
        ("MemberName", "member_name", "str"),
        ("StateInterface", "state_interface", "str"),
        ("Reason", "reason", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"reason": (20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueChangePriorityCaller(
    Action["Response"],
    frozen=True,
    kw_only=True,
    tag="QueueChangePriorityCaller",
):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    ``immediate``: Asterisk 18 and 20 to 23.
    """

    queue: str
    caller: str
    priority: int
    immediate: bool | None = None

    name = "QueueChangePriorityCaller"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Caller", "caller", "str"),
        ("Priority", "priority", "int"),
        ("Immediate", "immediate", "bool:yes/no"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"immediate": (18, 20, 21, 22, 23)}


class QueueLog(Action["Response"], frozen=True, kw_only=True, tag="QueueLog"):
    """Asterisk 16 to 23; privilege agent. Run on real Asterisk 16 and 22."""

    queue: str
    event_: str
    unique_id: str | None = None
    interface: str | None = None
    message: str | None = None

    name = "QueueLog"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Event", "event_", "str"),
        ("Uniqueid", "unique_id", "str"),
        ("Interface", "interface", "str"),
        ("Message", "message", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueMemberRingInUse(Action["Response"], frozen=True, kw_only=True, tag="QueueMemberRingInUse"):
    """Asterisk 16 to 23; privilege agent. Run on real Asterisk 16 and 22."""

    interface: str
    ring_in_use: bool
    queue: str | None = None

    name = "QueueMemberRingInUse"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Interface", "interface", "str"),
        ("RingInUse", "ring_in_use", "bool:yes/no"),
        ("Queue", "queue", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueuePause(Action["Response"], frozen=True, kw_only=True, tag="QueuePause"):
    """Asterisk 16 to 23; privilege agent. Run on real Asterisk 16 and 22."""

    interface: str
    paused: bool
    queue: str | None = None
    reason: str | None = None

    name = "QueuePause"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Interface", "interface", "str"),
        ("Paused", "paused", "bool:true/false"),
        ("Queue", "queue", "str"),
        ("Reason", "reason", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueuePenalty(Action["Response"], frozen=True, kw_only=True, tag="QueuePenalty"):
    """Asterisk 16 to 23; privilege agent. Run on real Asterisk 16 and 22."""

    interface: str
    penalty: int
    queue: str | None = None

    name = "QueuePenalty"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Interface", "interface", "str"),
        ("Penalty", "penalty", "int"),
        ("Queue", "queue", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueReload(Action["Response"], frozen=True, kw_only=True, tag="QueueReload"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    queue: str | None = None
    members: bool | None = None
    rules: bool | None = None
    parameters: bool | None = None

    name = "QueueReload"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Members", "members", "bool:yes/no"),
        ("Rules", "rules", "bool:yes/no"),
        ("Parameters", "parameters", "bool:yes/no"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class QueueRemove(Action["Response"], frozen=True, kw_only=True, tag="QueueRemove"):
    """Asterisk 16 to 23; privilege agent. Run on real Asterisk 16 and 22."""

    queue: str
    interface: str

    name = "QueueRemove"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Interface", "interface", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class QueueReset(Action["Response"], frozen=True, kw_only=True, tag="QueueReset"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    queue: str | None = None

    name = "QueueReset"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Queue", "queue", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class QueueRule(Action["QueueRuleResponse"], frozen=True, kw_only=True, tag="QueueRule"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    rule: str | None = None

    name = "QueueRule"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Rule", "rule", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="QueueRuleResponse")
    __reads_only__: ClassVar[bool] = True


class QueueStatus(
    Action["ListResponse[events.QueueParams | events.QueueMember | events.QueueEntry]"],
    frozen=True,
    kw_only=True,
    tag="QueueStatus",
):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    queue: str | None = None
    member: str | None = None

    name = "QueueStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Member", "member", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("QueueParams", "QueueMember", "QueueEntry"),
        complete="QueueStatusComplete",
    )
    __reads_only__: ClassVar[bool] = True


class QueueSummary(
    Action["ListResponse[events.QueueSummary]"],
    frozen=True,
    kw_only=True,
    tag="QueueSummary",
):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    queue: str | None = None

    name = "QueueSummary"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Queue", "queue", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("QueueSummary",),
        complete="QueueSummaryComplete",
    )
    __reads_only__: ClassVar[bool] = True


class QueueWithdrawCaller(Action["Response"], frozen=True, kw_only=True, tag="QueueWithdrawCaller"):
    """Asterisk 16 and 18 to 23; no privilege. Run on real Asterisk 16 and 22."""

    queue: str
    caller: str
    withdraw_info: str | None = None

    name = "QueueWithdrawCaller"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Queue", "queue", "str"),
        ("Caller", "caller", "str"),
        ("WithdrawInfo", "withdraw_info", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)
