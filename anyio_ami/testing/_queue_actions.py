"""The actions of queues: lists that agree with what happens in them, and changes of their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ._devices import NUMBERS
from ._registry import Table, action

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._frames import Value
    from ._pbx import PBX
    from ._queues import FakeMember, FakeQueue
    from ._requests import FakeRequest
    from ._waiting import Waiting

QUEUES: Final[Table] = {}
"""The actions of this module by lower-case name."""


@action(QUEUES, "QueueStatus", in_module=True)
def _queue_status(pbx: PBX, request: FakeRequest) -> bytes:
    items: list[bytes] = []
    wanted = request.get("Member")
    for queue in _queues(pbx, request):
        params: list[tuple[str, Value]] = [
            ("Queue", queue.name),
            ("Max", 0),
            ("Strategy", queue.strategy),
            ("Calls", len(queue.waiting)),
            ("Holdtime", queue.hold_time),
            ("TalkTime", queue.talk_time),
            ("Completed", queue.completed),
            ("Abandoned", queue.abandoned),
            ("ServiceLevel", 0),
            ("ServicelevelPerf", queue.level),
            ("ServicelevelPerf2", queue.level),
            ("Weight", 0),
        ]
        items.append(request.event("QueueParams", params, last=True))
        members = [one for one in queue.members if not wanted or one.interface == wanted]
        items += [_member(request, queue, member) for member in members]
        items += [_entry(request, queue, entry) for entry in queue.waiting]
    return request.listing("Queue status will follow", items, "QueueStatusComplete")


def _member(request: FakeRequest, queue: FakeQueue, member: FakeMember) -> bytes:
    headers: list[tuple[str, Value]] = [
        ("Queue", queue.name),
        ("Name", member.name),
        ("Location", member.interface),
        ("StateInterface", member.interface),
        ("Membership", "dynamic" if member.dynamic else "static"),
        ("Penalty", member.penalty),
        ("CallsTaken", member.calls_taken),
        ("LastCall", member.last_call),
        ("LastPause", member.last_pause),
        ("LoginTime", member.login_time),
        ("InCall", int(member.in_call)),
        ("Status", NUMBERS[member.endpoint.state]),
        ("Paused", int(member.paused)),
        ("PausedReason", member.paused_reason),
        ("Wrapuptime", 0),
    ]
    return request.event("QueueMember", headers, last=True)


def _entry(request: FakeRequest, queue: FakeQueue, entry: Waiting) -> bytes:
    channel = entry.channel
    headers: list[tuple[str, Value]] = [
        ("Queue", queue.name),
        ("Position", entry.position),
        ("Channel", channel.name),
        ("Uniqueid", channel.unique_id),
        ("CallerIDNum", channel.caller_num or "unknown"),
        ("CallerIDName", channel.caller_name or "unknown"),
        ("ConnectedLineNum", channel.connected_num or "unknown"),
        ("ConnectedLineName", channel.connected_name or "unknown"),
        ("Wait", entry.seconds),
        ("Priority", 0),
    ]
    return request.event("QueueEntry", headers, last=True)


@action(QUEUES, "QueueSummary", in_module=True)
def _queue_summary(pbx: PBX, request: FakeRequest) -> bytes:
    items: list[bytes] = []
    for queue in _queues(pbx, request):
        there = [member for member in queue.members if member.endpoint.registered]
        headers: list[tuple[str, Value]] = [
            ("Queue", queue.name),
            ("LoggedIn", len(there)),
            ("Available", sum(member.available for member in there)),
            ("Callers", len(queue.waiting)),
            ("HoldTime", queue.hold_time),
            ("TalkTime", queue.talk_time),
            ("LongestHoldTime", max((entry.seconds for entry in queue.waiting), default=0)),
        ]
        items.append(request.event("QueueSummary", headers, last=True))
    return request.listing("Queue summary will follow", items, "QueueSummaryComplete")


def _queues(pbx: PBX, request: FakeRequest) -> list[FakeQueue]:
    """The queues asked for; one that does not exist is an empty success on a real server too."""
    wanted = request.get("Queue")
    return [one for one in pbx.queues.values() if not wanted or one.name == wanted]


@action(QUEUES, "QueueRule", in_module=True)
def _queue_rule(pbx: PBX, request: FakeRequest) -> bytes:
    return request.reply("Success") + b"\r\n"  # the real one ends with two empty lines


@action(QUEUES, "QueueAdd", "agent", in_module=True)
def _queue_add(pbx: PBX, request: FakeRequest) -> bytes:
    get = request.get
    for header in ("Queue", "Interface"):
        if not get(header):
            return request.error(f"'{header}' not specified.")
    queue = pbx.queues.get(get("Queue"))
    if queue is None:
        return request.error("Unable to add interface to queue: No such queue")
    if queue.find(get("Interface")) is not None:
        return request.error("Unable to add interface: Already there")
    penalty = int(get("Penalty")) if get("Penalty").isdigit() else 0
    queue.add(
        get("Interface"), name=get("MemberName"), penalty=penalty, paused=_yes(get("Paused")),
        reason=get("Reason"),
    )  # fmt: skip
    return request.success("Added interface to queue")


@action(QUEUES, "QueueRemove", "agent", in_module=True)
def _queue_remove(pbx: PBX, request: FakeRequest) -> bytes:
    get = request.get
    if not get("Queue") or not get("Interface"):
        return request.error("Need 'Queue' and 'Interface' parameters.")
    queue = pbx.queues.get(get("Queue"))
    if queue is None:
        return request.error("Unable to remove interface from queue: No such queue")
    member = queue.find(get("Interface"))
    if member is None:
        return request.error("Unable to remove interface: Not there")
    if not member.dynamic:
        return request.error("Member not dynamic")
    queue.remove(get("Interface"))
    return request.success("Removed interface from queue")


@action(QUEUES, "QueuePause", "agent", in_module=True)
def _queue_pause(pbx: PBX, request: FakeRequest) -> bytes:
    get = request.get
    if not get("Interface") or not get("Paused"):
        return request.error("Need 'Interface' and 'Paused' parameters.")
    found = list(_members(pbx, request))
    if not found:
        return request.error("Interface not found")
    paused = _yes(get("Paused"))
    for member in found:
        (member.pause if paused else member.unpause)(get("Reason"))
    return request.success(f"Interface {'' if paused else 'un'}paused successfully")


@action(QUEUES, "QueuePenalty", "agent", in_module=True)
def _queue_penalty(pbx: PBX, request: FakeRequest) -> bytes:
    get = request.get
    if not get("Interface") or not get("Penalty"):
        return request.error("Need 'Interface' and 'Penalty' parameters.")
    found = list(_members(pbx, request))
    if not found or not get("Penalty").isdigit():
        return request.error("Invalid interface, queuename or penalty")
    for member in found:
        member.set_penalty(int(get("Penalty")))
    return request.success("Interface penalty set successfully")


def _members(pbx: PBX, request: FakeRequest) -> Iterable[FakeMember]:
    """The memberships of the interface asked for, in one queue or in all."""
    queues = _queues(pbx, request)
    found = (queue.find(request.get("Interface")) for queue in queues)
    return (member for member in found if member is not None)


def _yes(text: str) -> bool:
    return text.lower() in ("yes", "true", "y", "t", "1", "on")
