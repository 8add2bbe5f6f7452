"""``Action: Originate``: what it refuses, the call that it begins, how it reports on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import anyio

from ._calls import CallOptions
from ._frames import to_bytes
from ._registry import Table, action
from ._requests import variables_of

if TYPE_CHECKING:
    from ._calls import Exchange
    from ._frames import Value
    from ._pbx import PBX
    from ._requests import FakeRequest
    from ._telling import FakeCall

CALLS: Final[Table] = {}
"""The action of this module by its lower-case name."""

_LONGEST_ID: Final = 149  # bytes
_YES: Final = ("yes", "true", "y", "t", "1", "on")


@action(CALLS, "Originate", "originate")
async def _originate(pbx: PBX, request: FakeRequest) -> bytes:
    get = request.get
    refusal = _refusal(pbx.exchange, request)
    if refusal:
        return request.error(refusal)
    in_background = get("Async").lower() in _YES
    if not in_background and not get("Application") and not (get("Exten") and _number(get("Priority"))):
        return request.error("Originate with 'Exten' requires 'Context' and 'Priority'")
    call = None
    if not pbx.exchange.in_use(get("ChannelId")):
        call = pbx.place(get("Channel"), **_call_options(request))
    if in_background:
        pbx.exchange.in_background(_report, pbx, request, call)
        return request.success("Originate successfully queued")
    if call is None or not await _answered(pbx, request, call):
        return request.error("Originate failed")
    return request.success("Originate successfully queued")


def _refusal(exchange: Exchange, request: FakeRequest) -> str:
    """Why it is refused at once, looked for in the order of the real servers; empty if it is not."""
    get = request.get
    if any(len(to_bytes(get(header))) > _LONGEST_ID for header in ("ChannelId", "OtherChannelId")):
        return f"Uniqueid length exceeds maximum of {_LONGEST_ID}\n"  # with a line end of its own
    if not get("Channel"):
        return "Channel not specified"
    priority = _number(get("Priority"))
    if priority is None:
        return "Invalid priority"
    if _number(get("Timeout")) is None:
        return "Invalid timeout"
    if "/" not in get("Channel"):
        return "Invalid channel"
    steps = exchange.steps(get("Context"), get("Exten")) or ()
    # A priority is looked for even where an application is named. 0 stands for none.
    return "" if 0 <= priority <= len(steps) else "Extension does not exist."


def _number(text: str) -> int | None:
    """The number that a text begins with: 0 for an empty one, None where there is none."""
    match = re.match(r"\s*([+-]?[0-9]+)", text)
    return int(match[1]) if match else None if text else 0


def _call_options(request: FakeRequest) -> CallOptions:
    get = request.get
    name, num = _caller_id(get("CallerID"))
    options = CallOptions(
        caller_id_num=num,
        caller_id_name=name,
        account=get("Account"),
        variables=[pair for header in request.get_all("Variable") for pair in variables_of(header)],
        channel_id=get("ChannelId"),
        other_channel_id=get("OtherChannelId"),
    )
    if get("Application"):
        options["application"], options["data"] = get("Application"), get("Data")
    else:
        options["context"], options["exten"] = get("Context"), get("Exten")
        options["priority"] = _number(get("Priority")) or 0
    return options


async def _answered(pbx: PBX, request: FakeRequest, call: FakeCall) -> bool:
    """Wait for the dialled half, no longer than ``Timeout`` (milliseconds; 30 s without it, 0: for ever)."""
    timeout = (_number(request.get("Timeout")) or 0) if request.get("Timeout") else 30_000
    with anyio.move_on_after(timeout / 1000 if timeout > 0 else None):
        await call.dialled.wait()
    if call.status != "ANSWER":
        # The time is over. 16 gives no cause then.
        call.timed_out = not call.dialled.is_set()
        call.hangup(19 if pbx.version.major > 16 else 0)
    return call.status == "ANSWER"


async def _report(pbx: PBX, request: FakeRequest, call: FakeCall | None) -> None:
    """The OriginateResponse of an asynchronous Originate: to every session, with the asker's ActionID."""
    answered = call is not None and await _answered(pbx, request, call)
    get = request.get
    headers: list[tuple[str, Value]] = [("ActionID", request.action_id)] if request.action_id else []
    one = call.channels[0] if call is not None and answered else None
    headers += [
        ("Response", "Success" if answered else "Failure"),
        ("Channel", one.name if one else get("Channel")),
    ]
    if get("Application"):
        headers += [("Application", get("Application")), ("Data", get("Data"))]
    else:
        headers += [("Context", get("Context")), ("Exten", get("Exten"))]
    name, num = _caller_id(get("CallerID"))
    headers += [
        ("Reason", _reason(call)),
        ("Uniqueid", one.unique_id if one else get("ChannelId") or "<unknown>"),
        ("CallerIDNum", num or "<unknown>"),
        ("CallerIDName", name or "<unknown>"),
    ]
    pbx.emit("OriginateResponse", headers, event_class="call")


def _reason(call: FakeCall | None) -> int:
    """The last control frame of the called channel; PJSIP passes none on for a call that is refused."""
    if call is None:
        return 0
    if call.status in ("CANCEL", "NOANSWER"):
        return 3 if call.timed_out else 0
    reasons = {"ANSWER": 4, "BUSY": 5, "CONGESTION": 8} if call.is_local else {"ANSWER": 4}
    return reasons.get(call.status, 0)


def _caller_id(text: str) -> tuple[str, str]:
    """Name and number of ``Name <number>``, ``"Name" <number>`` or ``number``."""
    match = re.fullmatch(r'\s*"?(.*?)"?\s*<([^<>]*)>\s*', text)
    if match:
        return match[1], match[2]
    return ("", text.strip()) if re.fullmatch(r"[\s0-9*#+]+", text) else (text.strip().strip('"'), "")
