"""Actions that tell the server's state: mostly lists."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from ._devices import SHOWN
from ._registry import Table, action

if TYPE_CHECKING:
    from ._channels import FakeChannel
    from ._frames import Value
    from ._pbx import PBX
    from ._requests import FakeRequest

LISTS: Final[Table] = {}
"""The actions of this module by lower-case name."""


@action(LISTS, "CoreSettings", "system,reporting")
def _core_settings(pbx: PBX, request: FakeRequest) -> bytes:
    headers: list[tuple[str, Value]] = [
        ("AMIversion", pbx.version.ami),
        ("AsteriskVersion", pbx.version.asterisk),
        ("SystemName", pbx.system_name),
        ("CoreMaxCalls", 0),
        ("CoreMaxLoadAvg", "0.000000"),
        ("CoreRunUser", ""),
        ("CoreRunGroup", ""),
        ("CoreMaxFilehandles", 0),
        ("CoreRealTimeEnabled", "No"),
        ("CoreCDRenabled", "Yes"),
        ("CoreHTTPenabled", "No"),
    ]
    if pbx.version.major >= 18:
        headers.append(("SoundsSearchCustomDir", "No"))
    return request.reply("Success", headers)


@action(LISTS, "CoreStatus", "system,reporting")
def _core_status(pbx: PBX, request: FakeRequest) -> bytes:
    started, reloaded = time.localtime(pbx.started), time.localtime(pbx.reloaded)
    headers: list[tuple[str, Value]] = [
        ("CoreStartupDate", time.strftime("%Y-%m-%d", started)),
        ("CoreStartupTime", time.strftime("%H:%M:%S", started)),
        ("CoreReloadDate", time.strftime("%Y-%m-%d", reloaded)),
        ("CoreReloadTime", time.strftime("%H:%M:%S", reloaded)),
        ("CoreCurrentCalls", len(pbx.exchange.calls)),
    ]
    if pbx.version.major >= 20:
        headers.append(("CoreProcessedCalls", pbx.exchange.processed))
    return request.reply("Success", headers)


@action(LISTS, "CoreShowChannels", "system,reporting")
def _core_show_channels(pbx: PBX, request: FakeRequest) -> bytes:
    items: list[bytes] = []
    for channel in reversed(pbx.exchange.channels.values()):
        hours, rest = divmod(channel.seconds, 3600)
        items.append(
            request.event(
                "CoreShowChannel",
                [
                    *channel.snapshot(),
                    ("Application", channel.application),
                    ("ApplicationData", channel.data),
                    ("Duration", f"{hours:02}:{rest // 60:02}:{rest % 60:02}"),
                    ("BridgeId", pbx.bridges.of(channel)),
                ],
            )
        )
    return request.listing("Channels will follow", items, "CoreShowChannelsComplete")


@action(LISTS, "Status", "system,call,reporting")
def _status(pbx: PBX, request: FakeRequest) -> bytes:
    exchange, wanted = pbx.exchange, request.get("Channel")
    channels = list(reversed(exchange.channels.values()))
    if wanted:
        one = exchange.find(wanted)
        if one is None:
            return request.error("No such channel")
        channels = [one]
    names = [name for name in request.get("Variables").split(",") if name]
    items = [_status_item(request, channel, names, pbx.bridges.of(channel)) for channel in channels]
    totals: list[tuple[str, Value]] = [("Items", len(items))]
    return request.listing("Channel status will follow", items, "StatusComplete", totals=totals)


def _status_item(request: FakeRequest, channel: FakeChannel, names: list[str], bridge: str) -> bytes:
    variables: list[tuple[str, Value]] = [
        ("Variable", f"{name}={channel.variables.get(name, '(null)')}") for name in names
    ]
    return request.event(
        "Status",
        [
            ("Privilege", "Call"),
            *channel.snapshot(),
            ("Type", "Local"),
            ("DNID", ""),
            ("EffectiveConnectedLineNum", channel.connected_num or "<unknown>"),
            ("EffectiveConnectedLineName", channel.connected_name or "<unknown>"),
            ("TimeToHangup", 0),
            ("BridgeID", bridge),
            ("Application", channel.application),
            ("Data", channel.data),
            ("Nativeformats", "(slin)"),
            ("Readformat", "slin"),
            ("Readtrans", ""),
            ("Writeformat", "slin"),
            ("Writetrans", ""),
            ("Callgroup", 0),
            ("Pickupgroup", 0),
            ("Seconds", channel.seconds),
            *variables,
        ],
        last=True,
    )


@action(LISTS, "PJSIPShowEndpoints", "system", in_module=True)
def _endpoints(pbx: PBX, request: FakeRequest) -> bytes:
    items = [
        request.event(
            "EndpointList",
            [
                ("ObjectType", "endpoint"),
                ("ObjectName", name),
                ("Transport", ""),
                ("Aor", name),
                ("Auths", name),
                ("OutboundAuths", ""),
                ("Contacts", f"{name}/{one.uri}," if one.contact else ""),
                ("DeviceState", SHOWN[one.state]),
                ("ActiveChannels", "" if pbx.version.major <= 16 else len(one.legs) + one.calling),
            ],
        )
        for name, one in pbx.endpoints.items()
    ]
    text = "A listing of Endpoints follows, presented as EndpointList events"
    return request.listing(text, items, "EndpointListComplete")


@action(LISTS, "PJSIPShowContacts", "system", in_module=True)
def _contacts(pbx: PBX, request: FakeRequest) -> bytes:
    found = [one for one in pbx.endpoints.values() if one.contact]
    if not found:
        return request.error("No Contacts found\n")  # the real text ends in that line feed
    items = [
        request.event(
            "ContactList",
            [
                ("ObjectType", "contact"),
                ("ObjectName", f"{one.name};@{one.name}"),
                ("ViaAddr", "127.0.0.1"),
                ("QualifyTimeout", "3.000000"),
                ("CallId", f"call-of-{one.name}"),
                ("RegServer", ""),
                ("PruneOnBoot", "no"),
                ("Path", ""),
                ("Endpoint", one.name),
                ("ViaPort", 5066),
                ("AuthenticateQualify", "no"),
                ("Uri", one.uri),
                ("QualifyFrequency", 2),
                ("UserAgent", ""),
                ("ExpirationTime", int(time.time()) + 3600),
                ("OutboundProxy", ""),
                ("Status", "Reachable"),
                ("RoundtripUsec", 1105),
            ],
        )
        for one in found
    ]
    return request.listing(
        "A listing of Contacts follows, presented as ContactList events", items, "ContactListComplete"
    )


@action(LISTS, "ConfbridgeListRooms", "reporting", in_module=True)
@action(LISTS, "ConfbridgeList", "reporting", in_module=True)
def _conferences(pbx: PBX, request: FakeRequest) -> bytes:
    return request.error("No active conferences.")


@action(LISTS, "DeviceStateList", "call,reporting")
def _device_states(pbx: PBX, request: FakeRequest) -> bytes:
    states = {call.device: "INUSE" for call in pbx.exchange.calls}
    states |= {name: one.state for name, one in pbx.devices.by_interface.items()}
    items = [
        request.event("DeviceStateChange", [("Device", device), ("State", state)])
        for device, state in states.items()
    ]
    return request.listing("Device State Changes will follow", items, "DeviceStateListComplete")


@action(LISTS, "BridgeList")
def _bridges(pbx: PBX, request: FakeRequest) -> bytes:
    items = [request.event("BridgeListItem", one.snapshot()) for one in pbx.bridges.all.values()]
    return request.listing("Bridge listing will follow", items, "BridgeListComplete")


@action(LISTS, "ExtensionStateList", "call,reporting")
def _extension_states(pbx: PBX, request: FakeRequest) -> bytes:
    return request.listing("Extension Statuses will follow", [], "ExtensionStateListComplete")


@action(LISTS, "PresenceStateList", "call,reporting")
def _presence_states(pbx: PBX, request: FakeRequest) -> bytes:
    return request.listing("Presence State Changes will follow", [], "PresenceStateListComplete")


@action(LISTS, "MailboxCount", "call,reporting")
def _mailbox_count(pbx: PBX, request: FakeRequest) -> bytes:
    mailbox = request.get("Mailbox")
    if not mailbox:
        return request.error("Mailbox not specified")
    counts = [(name, 0) for name in ("UrgMessages", "NewMessages", "OldMessages")]
    return request.reply("Success", [("Message", "Mailbox Message Count"), ("Mailbox", mailbox), *counts])


@action(LISTS, "MailboxStatus", "call,reporting")
def _mailbox_status(pbx: PBX, request: FakeRequest) -> bytes:
    mailbox = request.get("Mailbox")
    if not mailbox:
        return request.error("Mailbox not specified")
    return request.reply("Success", [("Message", "Mailbox Status"), ("Mailbox", mailbox), ("Waiting", 0)])


@action(LISTS, "ExtensionState", "call,reporting")
def _extension_state(pbx: PBX, request: FakeRequest) -> bytes:
    exten = request.get("Exten")
    if not exten:
        return request.error("Extension not specified")
    return request.reply(
        "Success",
        [
            ("Message", "Extension Status"),
            ("Exten", exten),
            ("Context", request.get("Context") or "default"),
            ("Hint", ""),
            ("Status", -1),
            ("StatusText", "Unknown"),
        ],
    )
