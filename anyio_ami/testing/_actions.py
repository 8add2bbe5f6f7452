"""The actions of the server itself: login, events, calls, variables, the database."""

from __future__ import annotations

import hashlib
import re
import time
from typing import TYPE_CHECKING, Final

import anyio

from ._cli import run_command
from ._frames import frame, to_bytes
from ._lists import LISTS
from ._originate import CALLS
from ._queue_actions import QUEUES
from ._registry import Table, action
from ._texts import ALL, AUTH_FAILED, LOGIN_IN_USE, mask_bits

if TYPE_CHECKING:
    from ._frames import Value
    from ._pbx import PBX
    from ._requests import FakeRequest
    from ._session import FakeUser

ACTIONS: Final[Table] = LISTS | CALLS | QUEUES
"""Every built-in action by its lower-case name."""

_FAILURE_PAUSE: Final = 1.0  # seconds before a refused login is answered


@action(ACTIONS, "Challenge")
def _challenge(pbx: PBX, request: FakeRequest) -> bytes:
    if request.get("AuthType").lower() != "md5":
        return request.error("Must specify AuthType")
    return request.reply("Success", [("Challenge", request.session.challenge)])


@action(ACTIONS, "Login")
async def _login(pbx: PBX, request: FakeRequest) -> bytes:
    session = request.session
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
def _logoff(pbx: PBX, request: FakeRequest) -> bytes:
    request.session.last = True
    return request.reply("Goodbye", [("Message", "Thanks for all the fish.")])


@action(ACTIONS, "Ping")
def _ping(pbx: PBX, request: FakeRequest) -> bytes:
    return request.reply("Success", [("Ping", "Pong"), ("Timestamp", f"{time.time():.6f}")])


@action(ACTIONS, "Events")
def _events(pbx: PBX, request: FakeRequest) -> bytes:
    mask = request.get("EventMask")
    if not mask:
        return request.error("Invalid event mask")
    request.session.event_bits = mask_bits(mask) & ALL
    return request.reply("Success", [("Events", "On" if request.session.event_bits else "Off")])


@action(ACTIONS, "Filter", "system")
def _filter(pbx: PBX, request: FakeRequest) -> bytes:
    refusal = request.session.filters.add(request.get, advanced=pbx.version.major >= 18)
    return request.error(refusal) if refusal else request.success("Success")


@action(ACTIONS, "ListCommands")
def _list_commands(pbx: PBX, request: FakeRequest) -> bytes:
    account = request.session.account
    allowed = [entry for entry in pbx.actions if account and entry.allowed(account)]
    headers: list[tuple[str, Value]] = []
    for entry in allowed:
        privilege = f"{entry.privilege},all" if entry.privilege else "<none>"
        headers.append((entry.name, f"{entry.name}.  (Priv: {privilege})"))
    return request.reply("Success", headers)


@action(ACTIONS, "Command", "command")
def _command(pbx: PBX, request: FakeRequest) -> bytes:
    return run_command(pbx, request)


@action(ACTIONS, "UserEvent", "user")
def _user_event(pbx: PBX, request: FakeRequest) -> bytes:
    own = re.compile(rb"(?i)(?:action|userevent):")
    # Every line is repeated as it came, those that are no header too; so the event is built from bytes.
    echoed = b"".join(line + b"\r\n" for line in request.lines if not own.match(line))
    pbx.emit_lines("UserEvent", to_bytes(f"UserEvent: {request.get('UserEvent')}\r\n") + echoed)
    return request.success("Event Sent")


@action(ACTIONS, "Reload", "system,config")
def _reload(pbx: PBX, request: FakeRequest) -> bytes:
    module = request.get("Module")
    pbx.reloaded = time.time()
    pbx.emit("Reload", [("Module", module or "All"), ("Status", 0)])
    return request.success("Module Reloaded")


# -- calls and channels --


@action(ACTIONS, "Hangup", "system,call")
def _hangup(pbx: PBX, request: FakeRequest) -> bytes:
    exchange, name = pbx.exchange, request.get("Channel")
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
def _redirect(pbx: PBX, request: FakeRequest) -> bytes:
    exchange, get = pbx.exchange, request.get
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
def _getvar(pbx: PBX, request: FakeRequest) -> bytes:
    exchange, get = pbx.exchange, request.get
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
def _setvar(pbx: PBX, request: FakeRequest) -> bytes:
    exchange, get = pbx.exchange, request.get
    if not get("Variable"):
        return request.error("No variable specified")
    channel = exchange.find(get("Channel")) if get("Channel") else None
    if get("Channel") and channel is None:
        return request.error("No such channel")
    exchange.set_variable(channel, get("Variable"), get("Value"))
    return request.success("Variable Set")


# -- the database --


@action(ACTIONS, "DBPut", "system")
def _db_put(pbx: PBX, request: FakeRequest) -> bytes:
    if wrong := _no_key(request, stop=""):
        return wrong
    pbx.database[request.get("Family"), request.get("Key")] = request.get("Val")
    return request.success("Updated database successfully")


@action(ACTIONS, "DBGet", "system,reporting")
def _db_get(pbx: PBX, request: FakeRequest) -> bytes:
    if wrong := _no_key(request, stop="."):
        return wrong
    family, key = request.get("Family"), request.get("Key")
    value = pbx.database.get((family, key))
    if value is None:
        return request.error("Database entry not found")
    item = request.event("DBGetResponse", [("Family", family), ("Key", key), ("Val", value)], last=True)
    return request.listing("Result will follow", [item], "DBGetComplete")


@action(ACTIONS, "DBDel", "system")
def _db_del(pbx: PBX, request: FakeRequest) -> bytes:
    if wrong := _no_key(request, stop="."):
        return wrong
    if pbx.database.pop((request.get("Family"), request.get("Key")), None) is None:
        return request.error("Database entry could not be deleted")
    return request.success("Key deleted successfully")


@action(ACTIONS, "DBGetTree", "system,reporting")
def _db_get_tree(pbx: PBX, request: FakeRequest) -> bytes:
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
