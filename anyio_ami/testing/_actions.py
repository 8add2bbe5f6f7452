"""The actions of the server itself: login, events, calls, variables, the database."""

from __future__ import annotations

import hashlib
import re
import time
from typing import TYPE_CHECKING, Final

import anyio

from ._calls import CallOptions
from ._cli import run_command
from ._frames import frame, to_bytes
from ._lists import LISTS
from ._registry import Action, action
from ._texts import ALL, AUTH_FAILED, LOGIN_IN_USE, mask_bits

if TYPE_CHECKING:
    from ._calls import FakeCall
    from ._frames import FakeRequest, Value
    from ._session import FakeUser

ACTIONS: Final[dict[str, Action]] = dict(LISTS)
"""Every built-in action by its lower-case name."""

_FAILURE_PAUSE: Final = 1.0  # seconds before a refused login is answered
_YES: Final = ("yes", "true", "y", "t", "1", "on")


@action(ACTIONS, "Challenge")
def _challenge(request: FakeRequest) -> bytes:
    if request.get("AuthType").lower() != "md5":
        return request.error("Must specify AuthType")
    return request.reply("Success", [("Challenge", request.session.challenge)])


@action(ACTIONS, "Login")
async def _login(request: FakeRequest) -> bytes:
    session = request.session
    pbx = session.pbx
    if session.account is not None:
        return request.success("Already authenticated")
    name = request.get("Username")
    user = next((one for one in pbx.users if one.name.lower() == name.lower()), None)
    if user is None or not _proved(request, user):
        event = "InvalidPassword" if user else "InvalidAccountID"
        pbx.security(event, session, account=name)
        return await _refused(request, AUTH_FAILED)
    if not user.multiple and any(one.account is user for one in pbx.sessions):
        return await _refused(request, LOGIN_IN_USE)
    session.account = user
    if request.get("Events"):
        session.event_bits = mask_bits(request.get("Events"))
    answer = request.success("Authentication accepted")
    if pbx.booted and session.wants & mask_bits("system"):
        headers: list[tuple[str, Value]] = [("Privilege", "system,all")]
        if pbx.version.major >= 14:
            headers += [("Uptime", pbx.uptime), ("LastReload", int(time.time() - pbx.reloaded))]
        # Written with the answer, and never with an ActionID, Timestamp or SystemName.
        answer += frame("Event", "FullyBooted", [*headers, ("Status", "Fully Booted")])
    pbx.security("SuccessfulAuth", session, [("UsingPassword", 0)])
    return answer


def _proved(request: FakeRequest, user: FakeUser) -> bool:
    if not user.secret:
        return False
    if request.get("AuthType").lower() == "md5":
        digest = hashlib.md5(to_bytes(request.session.challenge + user.secret), usedforsecurity=False)
        return request.get("Key") == digest.hexdigest()
    return not request.get("AuthType") and request.get("Secret") == user.secret


async def _refused(request: FakeRequest, text: str) -> bytes:
    await anyio.sleep(_FAILURE_PAUSE)
    request.session.last = True
    return request.error(text)


@action(ACTIONS, "Logoff")
def _logoff(request: FakeRequest) -> bytes:
    request.session.last = True
    return request.reply("Goodbye", [("Message", "Thanks for all the fish.")])


@action(ACTIONS, "Ping")
def _ping(request: FakeRequest) -> bytes:
    return request.reply("Success", [("Ping", "Pong"), ("Timestamp", f"{time.time():.6f}")])


@action(ACTIONS, "Events")
def _events(request: FakeRequest) -> bytes:
    mask = request.get("EventMask")
    if not mask:
        return request.error("Invalid event mask")
    request.session.event_bits = mask_bits(mask) & ALL
    return request.reply("Success", [("Events", "On" if request.session.event_bits else "Off")])


@action(ACTIONS, "Filter", "system")
def _filter(request: FakeRequest) -> bytes:
    return request.session.filters.add(request, advanced=request.session.pbx.version.major >= 18)


@action(ACTIONS, "ListCommands")
def _list_commands(request: FakeRequest) -> bytes:
    account = request.session.account
    allowed = [entry for entry in request.session.pbx.actions if account and entry.allowed(account)]
    headers: list[tuple[str, Value]] = []
    for entry in allowed:
        privilege = f"{entry.privilege},all" if entry.privilege else "<none>"
        headers.append((entry.name, f"{entry.name}.  (Priv: {privilege})"))
    return request.reply("Success", headers)


@action(ACTIONS, "Command", "command")
def _command(request: FakeRequest) -> bytes:
    return run_command(request)


@action(ACTIONS, "UserEvent", "user")
def _user_event(request: FakeRequest) -> bytes:
    pbx = request.session.pbx
    own = re.compile(rb"(?i)(?:action|userevent):")
    # Every line is repeated as it came, those that are no header too; so the event is built from bytes.
    echoed = b"".join(line + b"\r\n" for line in request.lines if not own.match(line))
    pbx.emit_lines("UserEvent", to_bytes(f"UserEvent: {request.get('UserEvent')}\r\n") + echoed)
    return request.success("Event Sent")


@action(ACTIONS, "Reload", "system,config")
def _reload(request: FakeRequest) -> bytes:
    pbx, module = request.session.pbx, request.get("Module")
    pbx.reloaded = time.time()
    pbx.emit("Reload", [("Module", module or "All"), ("Status", 0)])
    return request.success("Module Reloaded")


# -- calls and channels --


@action(ACTIONS, "Originate", "originate")
async def _originate(request: FakeRequest) -> bytes:
    pbx, get = request.session.pbx, request.get
    channel, exten, context = get("Channel"), get("Exten"), get("Context")
    tech, slash, device = channel.partition("/")
    if not channel:
        return request.error("Channel not specified")
    if exten and not get("Priority", "1").isdigit():
        return request.error("Invalid priority")
    if not slash or not device:
        return request.error("Invalid channel")
    if not get("Application") and not (exten and context and get("Priority")):
        return request.error("Originate with 'Exten' requires 'Context' and 'Priority'")
    if not get("Application") and pbx.exchange.steps(context, exten) is None:
        return request.error("Extension does not exist.")
    in_background = get("Async").lower() in _YES
    call = pbx.exchange.call(channel, **_call_options(request)) if tech.lower() == "local" else None
    if in_background:
        pbx.in_background(_report, request, call)
        return request.success("Originate successfully queued")
    if call is None or not await _answered(request, call):
        return request.error("Originate failed")
    return request.success("Originate successfully queued")


def _call_options(request: FakeRequest) -> CallOptions:
    get = request.get
    name, num = _caller_id(get("CallerID"))
    options = CallOptions(
        caller_id_num=num,
        caller_id_name=name,
        account=get("Account"),
        variables=[pair for header in request.get_all("Variable") for pair in _variables(header)],
        channel_id=get("ChannelId"),
    )
    if get("Application"):
        options["application"], options["data"] = get("Application"), get("Data")
    else:
        options["context"], options["exten"] = get("Context"), get("Exten")
        options["priority"] = int(get("Priority"))
    return options


async def _answered(request: FakeRequest, call: FakeCall) -> bool:
    """Wait for the dialled half, no longer than ``Timeout`` (milliseconds; 30 s without it)."""
    timeout = request.get("Timeout")
    with anyio.move_on_after(int(timeout) / 1000 if timeout.isdigit() else 30):
        await call.dialled.wait()
    if call.status != "ANSWER":
        call.hangup(0)
    return call.status == "ANSWER"


async def _report(request: FakeRequest, call: FakeCall | None) -> None:
    """The OriginateResponse of an asynchronous Originate: to every session, with the asker's ActionID."""
    answered = call is not None and await _answered(request, call)
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
    reasons = {"ANSWER": 4, "BUSY": 5, "CONGESTION": 8}
    name, num = _caller_id(get("CallerID"))
    headers += [
        ("Reason", reasons.get(call.status, 0) if call else 0),
        ("Uniqueid", one.unique_id if one else get("ChannelId") or "<unknown>"),
        ("CallerIDNum", num or "<unknown>"),
        ("CallerIDName", name or "<unknown>"),
    ]
    request.session.pbx.emit("OriginateResponse", headers, event_class="call")


def _caller_id(text: str) -> tuple[str, str]:
    """Name and number of ``Name <number>``, ``"Name" <number>`` or ``number``."""
    match = re.fullmatch(r'\s*"?(.*?)"?\s*<([^<>]*)>\s*', text)
    if match:
        return match[1], match[2]
    return ("", text.strip()) if re.fullmatch(r"[\s0-9*#+]+", text) else (text.strip().strip('"'), "")


def _variables(header: str) -> list[tuple[str, str]]:
    """The variables of one ``Variable`` header: commas part them, quotes and backslashes protect."""
    items, current, quoted, depth = [""], 0, False, 0
    signs = iter(header)
    for sign in signs:
        if sign == "\\":
            items[current] += next(signs, "")
        elif sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted and depth <= 0:
            items.append("")
            current += 1
        else:
            depth += (sign in "([") - (sign in ")]")
            items[current] += sign
    parted = (item.partition("=") for item in items)
    return [(name, value) for name, equals, value in parted if equals]


@action(ACTIONS, "Hangup", "system,call")
def _hangup(request: FakeRequest) -> bytes:
    exchange, name = request.session.pbx.exchange, request.get("Channel")
    cause = int(request.get("Cause")) if request.get("Cause").isdigit() else 0
    if not name:
        return request.error("No channel specified")
    if len(name) > 1 and name.startswith("/") and name.endswith("/"):
        try:
            pattern = re.compile(name[1:-1])
        except re.error:
            return request.error(f"Regex compile failed on: {name}")
        found = [channel for channel in exchange.channels.values() if pattern.search(channel.name)]
    else:
        one = exchange.find(name)
        if one is None:
            return request.error("No such channel")
        found = [one]
    for channel in found:
        call = exchange.call_of(channel)
        if call is not None:  # the other half of the same call may have taken it along
            call.hangup(cause, channel=channel)
    if not name.startswith("/"):
        return request.success("Channel Hungup")
    items = [request.event("ChannelHungup", [("Channel", channel.name)], last=True) for channel in found]
    return request.listing("Channels hung up will follow", items, "ChannelsHungupListComplete")


@action(ACTIONS, "Redirect", "call")
def _redirect(request: FakeRequest) -> bytes:
    exchange, get = request.session.pbx.exchange, request.get
    for header, text in (("Channel", "Channel"), ("Context", "Context"), ("Exten", "Exten")):
        if not get(header):
            return request.error(f"{text} not specified")
    if not get("Priority"):
        return request.error("Priority not specified")
    channel = exchange.find(get("Channel"))
    if channel is None:
        return request.error(f"Channel does not exist: {get('Channel')}")
    if not get("Priority").isdigit():
        return request.error("Invalid priority")
    exchange.redirect(channel, get("Context"), get("Exten"), int(get("Priority")))
    return request.success("Redirect successful")


@action(ACTIONS, "Getvar", "call,reporting")
def _getvar(request: FakeRequest) -> bytes:
    exchange, get = request.session.pbx.exchange, request.get
    if not get("Variable"):
        return request.error("No variable specified")
    values = exchange.globals
    if get("Channel"):
        channel = exchange.find(get("Channel"))
        if channel is None:
            return request.error("No such channel")
        values = channel.variables
    name = get("Variable")
    return request.reply("Success", [("Variable", name), ("Value", values.get(name, ""))])


@action(ACTIONS, "Setvar", "call")
def _setvar(request: FakeRequest) -> bytes:
    exchange, get = request.session.pbx.exchange, request.get
    if not get("Variable"):
        return request.error("No variable specified")
    channel = exchange.find(get("Channel")) if get("Channel") else None
    if get("Channel") and channel is None:
        return request.error("No such channel")
    exchange.set_variable(channel, get("Variable"), get("Value"))
    return request.success("Variable Set")


# -- the database --


@action(ACTIONS, "DBPut", "system")
def _db_put(request: FakeRequest) -> bytes:
    if wrong := _no_key(request, stop=""):
        return wrong
    request.session.pbx.database[request.get("Family"), request.get("Key")] = request.get("Val")
    return request.success("Updated database successfully")


@action(ACTIONS, "DBGet", "system,reporting")
def _db_get(request: FakeRequest) -> bytes:
    if wrong := _no_key(request, stop="."):
        return wrong
    family, key = request.get("Family"), request.get("Key")
    value = request.session.pbx.database.get((family, key))
    if value is None:
        return request.error("Database entry not found")
    item = request.event("DBGetResponse", [("Family", family), ("Key", key), ("Val", value)], last=True)
    return request.listing("Result will follow", [item], "DBGetComplete")


@action(ACTIONS, "DBDel", "system")
def _db_del(request: FakeRequest) -> bytes:
    if wrong := _no_key(request, stop="."):
        return wrong
    if request.session.pbx.database.pop((request.get("Family"), request.get("Key")), None) is None:
        return request.error("Database entry could not be deleted")
    return request.success("Key deleted successfully")


@action(ACTIONS, "DBGetTree", "system,reporting")
def _db_get_tree(request: FakeRequest) -> bytes:
    pbx = request.session.pbx
    top = "/".join(part for part in (request.get("Family"), request.get("Key")) if part)
    items: list[bytes] = []
    for (family, key), value in sorted(pbx.database.items()):
        path = f"/{family}/{key}"
        if not top or path == f"/{top}" or path.startswith(f"/{top}/"):
            items.append(request.event("DBGetTreeResponse", [("Key", path), ("Val", value)], last=True))
    # 16.28 says 1 whatever it lists.
    count = 1 if pbx.version.major <= 16 and items else None
    return request.listing("Result will follow", items, "DBGetTreeComplete", count=count)


def _no_key(request: FakeRequest, stop: str) -> bytes | None:
    for header in ("Family", "Key"):
        if not request.get(header):
            return request.error(f"No {header.lower()} specified{stop}")
    return None
