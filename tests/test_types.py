"""The domain enums: complete, open, and read from number and text."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from anyio_ami import actions, events, types
from anyio_ami._messages.plans import Field, enum_texts, plan_of
from anyio_ami.types import (
    AgiStatus,
    AmaFlags,
    AocBillingId,
    AocChargeType,
    AocMultiplier,
    BridgeType,
    CdrDisposition,
    ChannelState,
    ConfigOperation,
    DeviceState,
    DialStatus,
    EventClass,
    ExtensionState,
    HangupCause,
    LoadType,
    OriginateReason,
    PeerStatus,
    PresenceState,
    QueueStrategy,
    ReloadStatus,
    RtcpPacketType,
    SoftHangup,
)
from anyio_ami.types._base import OpenInt, OpenText
from generator.enums import LEFT_AS_TEXT, MESSAGES, PARAMS
from generator.model import GROUP_CLASSES, load_schema

from ._fit import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = load_schema()
OPEN: list[Any] = [getattr(types, name) for name in types.__all__ if name != "EventClass"]
INTS: list[type[OpenInt]] = [cls for cls in OPEN if issubclass(cls, OpenInt)]
TEXTS: list[type[OpenText]] = [cls for cls in OPEN if issubclass(cls, OpenText)]

# Asterisk's own lists: include/asterisk/causes.h, channelstate.h, devicestate.h, pbx.h, cdr.h;
# apps/app_queue.c, res/res_agi.c.
CAUSES = (
    "1 2 3 5 6 7 8 14 16 17 18 19 20 21 22 23 26 27 28 29 30 31 34 38 41 42 43 44 50 52 54 57 58 65 66 69 "
    "81 88 95 96 97 98 99 100 101 102 103 111 127 0"
)
CAUSE_ALIASES = {
    "BUSY": 17,
    "FAILURE": 38,
    "NORMAL": 16,
    "NOANSWER": 19,
    "CONGESTION": 34,
    "UNREGISTERED": 20,
    "NOTDEFINED": 0,
    "NOSUCHDRIVER": 66,
}


def class_of(member: Any) -> Any:
    return member.__class__


def test_all_enums_are_here() -> None:
    assert len(INTS) + len(TEXTS) + 1 == len(types.__all__)
    assert {cls.__name__ for cls in [*OPEN, EventClass]} == set(types.__all__)
    files = (ROOT / "anyio_ami" / "types").glob("[a-z]*.py")
    written = {name for file in files for name in re.findall(r"^class (\w+)", file.read_text("utf-8"), re.M)}
    assert written == set(types.__all__)
    assert types.__all__ == sorted(types.__all__)
    assert set(types.__all__) <= set(dir(types))
    untyped: Any = types
    with pytest.raises(AttributeError, match="HangupCuase"):
        _ = untyped.HangupCuase


def test_an_enum_is_loaded_when_it_is_asked_for() -> None:
    program = (
        "import sys, anyio_ami.types as t; f = lambda: {m for m in sys.modules if 'ami.types.' in m}; "
        "before = f(); t.AocRateType; print(len(before), sorted(f() - before))"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    before, _, loaded = out.strip().partition(" ")
    assert loaded == "['anyio_ami.types.aoc']"
    assert int(before) < 10


def test_hangup_cause_is_complete() -> None:
    assert {int(cause) for cause in HangupCause} == {int(n) for n in CAUSES.split()}
    for name, number in CAUSE_ALIASES.items():
        assert HangupCause[name] == number
    assert HangupCause["NORMAL"] is HangupCause["NORMAL_CLEARING"]


def test_hangup_cause_says_what_it_means() -> None:
    assert HangupCause(16).description == "normal clearing"
    assert HangupCause(99).description != "cause 99"
    assert HangupCause(77).description == "cause 77"
    texts = [cause.description for cause in HangupCause]
    assert all(texts)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("cls", "numbers"),
    [
        (ChannelState, [*range(10), 65536]),
        (DeviceState, [*range(9)]),
        (ExtensionState, [-2, -1, 0, 1, 2, 4, 8, 9, 16, 17]),
        (ReloadStatus, [*range(7)]),
        (SoftHangup, [1, 2, 4, 8, 16, 32, 128]),
        (OriginateReason, [0, 1, 2, 3, 4, 5, 8]),
    ],
)
def test_number_enums_are_complete(cls: type[OpenInt], numbers: list[int]) -> None:
    assert [int(member) for member in cls] == numbers


@pytest.mark.parametrize(
    ("cls", "values"),
    [
        (AgiStatus, "SUCCESS FAILURE NOTFOUND HANGUP"),
        (
            DialStatus,
            "ANSWER BUSY NOANSWER CANCEL CONGESTION CHANUNAVAIL ABORT CONTINUE GOTO DONTCALL TORTURE "
            "INVALIDARGS RINGING PROCEEDING PROGRESS",
        ),
        (CdrDisposition, "NO_ANSWER FAILED BUSY ANSWERED CONGESTION"),
        (PeerStatus, "Registered Unregistered Rejected Reachable Unreachable Lagged Unmonitored Unknown"),
        (QueueStrategy, "ringall leastrecent fewestcalls random rrmemory linear wrandom rrordered"),
    ],
)
def test_text_enums_are_complete(cls: type[OpenText], values: str) -> None:
    assert [member.value.replace(" ", "_") for member in cls] == values.split()


@pytest.mark.parametrize(
    ("member", "texts"),
    [
        (HangupCause.NORMAL_CLEARING, ["16", "NORMAL_CLEARING", "AST_CAUSE_NORMAL", "Normal Clearing"]),
        (HangupCause.NO_ANSWER, ["19", "no_answer", "NOANSWER", "User alerting, no answer"]),
        (HangupCause.NOTDEFINED, ["0", "NOTDEFINED", "Unknown"]),
        (ChannelState.UP, ["6", "Up", "UP"]),
        (ChannelState.RESERVED, ["1", "Rsrvd"]),
        (ChannelState.DIALING_OFFHOOK, ["8", "Dialing Offhook"]),
        (ChannelState.PRERING, ["9", "Pre-ring", "Unknown (9)"]),
        (DeviceState.NOT_INUSE, ["1", "NOT_INUSE", "Not in use"]),
        (DeviceState.RINGINUSE, ["7", "RINGINUSE", "Ring+Inuse"]),
        (DeviceState.ONHOLD, ["8", "ONHOLD", "On Hold"]),
        (DeviceState.UNKNOWN, ["0", "UNKNOWN", "Unknown"]),
        (ExtensionState.NOT_INUSE, ["0", "Idle"]),
        (ExtensionState.DEACTIVATED, ["-1", "Unknown", "Deactivated"]),
        (ExtensionState.REMOVED, ["-2", "Removed"]),
        (ExtensionState.INUSE_RINGING, ["9", "InUse&Ringing"]),
        (ExtensionState.INUSE_ONHOLD, ["17", "InUse&Hold"]),
        (CdrDisposition.NOANSWER, ["NO ANSWER", "0", "1", "noanswer"]),
        (CdrDisposition.FAILED, ["FAILED", "2"]),
        (CdrDisposition.BUSY, ["BUSY", "4"]),
        (CdrDisposition.ANSWERED, ["ANSWERED", "8", "answered"]),
        (CdrDisposition.CONGESTION, ["CONGESTION", "16"]),
        (QueueStrategy.RINGALL, ["ringall", "0"]),
        (QueueStrategy.RRMEMORY, ["rrmemory", "roundrobin", "4"]),
        (QueueStrategy.RRORDERED, ["rrordered", "7"]),
        (DialStatus.CHANUNAVAIL, ["CHANUNAVAIL", "chanunavail"]),
        (PeerStatus.LAGGED, ["Lagged", "LAGGED"]),
        (AgiStatus.NOTFOUND, ["NOTFOUND"]),
        (PresenceState.NOT_SET, ["not_set", "NOT_SET"]),
        (AmaFlags.UNKNOWN, ["Unknown"]),
        (RtcpPacketType.SENDER_REPORT, ["200(SR)"]),
        (SoftHangup.APPUNLOAD, ["16", "APPUNLOAD"]),
        (AocChargeType.UNIT, ["Unit", "Units"]),
        (AocChargeType.FREE, ["FREE", "Free"]),
        (AocBillingId.REVERSE_CHARGE, ["ReverseCharge", "Reverse"]),
        (AocMultiplier.ONE_TENTH, ["OneTenth", "1/10"]),
        (AocMultiplier.TEN, ["Ten", "10"]),
    ],
)
def test_numbers_and_texts_are_read(member: Any, texts: list[str]) -> None:
    cls = class_of(member)
    table = enum_texts(cls.__name__)
    for text in texts:
        assert cls.parse(text) is member
        assert table[text] is member


@pytest.mark.parametrize("cls", [*INTS, *TEXTS])
def test_every_text_of_the_table_parses_to_the_same(cls: Any) -> None:
    texts = cls.texts()
    assert set(texts.values()) == set(cls)
    for text, member in texts.items():
        assert type(member) is cls
        assert cls.parse(text) is member
        assert cls.parse(text.upper()) is cls.parse(text.lower()) is member
    for member in cls:
        assert cls(member.value) is member
        assert cls.parse(str(member)) is member
        assert texts[str(member.value)] is member


def test_the_number_of_an_unknown_channel_state_is_read_from_its_text() -> None:
    assert ChannelState.parse("Unknown (11)") == 11
    assert ChannelState.parse(11) == 11
    with pytest.raises(ValueError, match="'Unknown'"):
        ChannelState.parse("Unknown")


@pytest.mark.parametrize("cls", INTS)
def test_a_number_enum_refuses_what_is_neither_number_nor_text(cls: type[OpenInt]) -> None:
    for text in ("", "no such thing", "1.5", "0x10", "1" * 19, "\u0661"):
        with pytest.raises(ValueError, match=cls.__name__):
            cls.parse(text)
    digits: Any = "16"
    with pytest.raises(ValueError, match=cls.__name__):
        cls(digits)
    assert enum_texts(cls.__name__)["no such thing"] is None
    assert enum_texts(cls.__name__)[""] is None


@pytest.mark.parametrize("cls", TEXTS)
def test_a_text_enum_refuses_the_empty_text(cls: type[OpenText]) -> None:
    with pytest.raises(ValueError, match=cls.__name__):
        cls.parse("")
    assert enum_texts(cls.__name__)[""] is None
    with pytest.raises(ValueError, match=cls.__name__):
        cls(5)


def check_pseudo_member(cls: Any, value: Any, name: str) -> None:
    member = cls(value)
    assert type(member) is cls
    assert isinstance(member, type(value))
    assert member == value
    assert hash(member) == hash(value)
    assert {value: 1}[member] == 1
    assert member == cls(value)
    assert member not in cls.__members__.values()
    assert member.value == value
    assert member.name == name
    assert repr(member) == f"<{cls.__name__}.{name}: {value!r}>"
    assert str(member) == f"{member}" == str(value)
    # Nothing is kept: a server cannot make the class grow.
    assert value not in [m.value for m in cls]
    assert value not in cls._value2member_map_
    assert name not in cls.__members__


@pytest.mark.parametrize("cls", INTS)
def test_an_unknown_number_is_kept(cls: type[OpenInt]) -> None:
    for number in (77, 123456789012345678, -7):
        check_pseudo_member(cls, number, f"UNKNOWN_{number}")
        assert cls.parse(str(number)) == number
        assert enum_texts(cls.__name__)[str(number)] == number


@pytest.mark.parametrize("cls", TEXTS)
def test_an_unknown_text_is_kept(cls: type[OpenText]) -> None:
    check_pseudo_member(cls, "Brand New", "UNKNOWN_Brand New")
    assert cls.parse("Brand New") == "Brand New"
    assert enum_texts(cls.__name__)["Brand New"] == "Brand New"


ALL: list[Any] = [*INTS, *TEXTS]
MEMBERS: list[Any] = [member for cls in ALL for member in (*cls, cls.parse("77"))]


@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_members_survive_pickle_copy_and_json(member: Any) -> None:
    cls = class_of(member)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        back = pickle.loads(pickle.dumps(member, protocol))
        assert type(back) is cls
        assert back == member
        assert back.name == member.name
    for back in (copy.copy(member), copy.deepcopy([member])[0]):
        assert type(back) is cls
        assert back == member
    encoded = msgspec.json.encode({"v": member})
    assert encoded == msgspec.json.encode({"v": member.value})
    decoded: Any = msgspec.json.decode(msgspec.json.encode(member.value), type=cls)
    assert type(decoded) is cls
    assert decoded == member
    assert msgspec.convert(member.value, cls) == member


@pytest.mark.parametrize("cls", [*INTS, *TEXTS])
def test_str_and_format_are_the_value_in_every_python(cls: Any) -> None:
    for member in cls:
        assert str(member) == str(member.value)
        assert f"{member}" == str(member.value)
        assert f"{member:>12}" == f"{member.value:>12}"


# -- where they stand ------------------------------------------------------------------------------


def facts() -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """((owner, header), fact) of every header of every message."""
    for owner, group in SCHEMA["groups"].items():
        yield from (((owner, fact["name"]), fact) for fact in group["fields"])
    for owner, event in SCHEMA["events"].items():
        yield from (((owner, fact["name"]), fact) for fact in event["fields"])
    for owner, action in SCHEMA["actions"].items():
        yield from (((owner, fact["name"]), fact) for fact in action["response"].get("headers", ()))


def params() -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for owner, action in SCHEMA["actions"].items():
        yield from (((owner, fact["name"]), fact) for fact in action["params"])


def kind_of(place: tuple[str, str]) -> str | None:
    return MESSAGES.get(place) or MESSAGES.get(("*", place[1]))


def test_the_tables_speak_of_what_there_is() -> None:
    there, taken = {place for place, _ in facts()}, {place for place, _ in params()}
    assert {place for place in MESSAGES if place[0] != "*"} <= there
    assert {header for owner, header in MESSAGES if owner == "*"} <= {header for _, header in there}
    assert set(PARAMS) <= taken
    assert set(LEFT_AS_TEXT) <= there | taken
    assert not set(LEFT_AS_TEXT) & (set(PARAMS) | {place for place in there if kind_of(place)})
    for kind in [*MESSAGES.values(), *PARAMS.values()]:
        name, _, spelling = kind.partition(":")
        assert name in types.__all__
        assert spelling in ("", "name", "text")


def test_every_list_of_values_has_an_enum_or_a_reason() -> None:
    without = [place for place, fact in facts() if fact.get("enum") and kind_of(place) is None]
    without += [place for place, fact in params() if fact.get("enum") and place not in PARAMS]
    assert set(without) == set(LEFT_AS_TEXT)
    # No enum is there for nothing: these two have no header of their own.
    used = {kind.partition(":")[0] for kind in [*MESSAGES.values(), *PARAMS.values()]}
    assert set(types.__all__) - used == {"AgiStatus", "ConfigOperation", "EventClass"}


@pytest.mark.parametrize(
    ("place", "fact"),
    [(place, fact) for place, fact in facts() if fact.get("enum") and kind_of(place)],
    ids=str,
)
def test_every_value_of_the_schema_is_a_member(place: tuple[str, str], fact: dict[str, Any]) -> None:
    field = Field(0, "value", place[1], kind_of(place) or "", None)
    assert field.convert is not None
    for text in fact["enum"]:
        if (place[1], text) == ("ChannelState", "10"):
            # What the header's documentation counts as a state is the text "Unknown".
            continue
        member = field.convert(text)
        assert member in class_of(member).__members__.values(), text
        assert field.text(member) == text
        assert type(member)(member.value) is member


@pytest.mark.parametrize(
    ("place", "fact"), [(place, fact) for place, fact in params() if place in PARAMS], ids=str
)
def test_every_value_of_a_parameter_is_a_member(place: tuple[str, str], fact: dict[str, Any]) -> None:
    cls = getattr(types, PARAMS[place])
    assert set(fact.get("enum", ())) <= {member.value for member in cls}


def test_the_operations_of_update_config() -> None:
    (fact,) = [fact for (owner, name), fact in params() if (owner, name[:7]) == ("UpdateConfig", "Action-")]
    assert [member.value for member in ConfigOperation] == fact["enum"]
    action = actions.UpdateConfig(
        src_file_name="a.conf", dst_file_name="a.conf", actions={0: ConfigOperation.NEW_CAT, 1: "DelCat"}
    )
    sent = {header: value for _, header, value in action.headers_to_send()}
    assert (sent["Action-000000"], sent["Action-000001"]) == ("NewCat", "DelCat")


@pytest.mark.parametrize("place", sorted(PARAMS), ids="-".join)
def test_a_parameter_takes_a_member_and_a_text(place: tuple[str, str]) -> None:
    action, header = place
    cls = actions.lookup(action)
    assert cls is not None
    name = next(field for known, field, _ in cls.__wire__ if known == header)
    needed = {info.name: "x" for info in msgspec.structs.fields(cls) if info.required}
    for member in getattr(types, PARAMS[place]):
        by_member, by_text = cls(**{**needed, name: member}), cls(**{**needed, name: member.value})
        assert by_member == by_text
        assert (name, header, member.value) in by_member.headers_to_send()
        assert by_member.headers_to_send() == by_text.headers_to_send()
    assert (name, header, "Brand New") in cls(**{**needed, name: "Brand New"}).headers_to_send()


def test_a_parameter_in_use() -> None:
    by_member = actions.ModuleLoad(module="res_parking", load_type=LoadType.RELOAD)
    assert by_member == actions.ModuleLoad(module="res_parking", load_type="reload")
    assert actions.BridgeList(bridge_type=BridgeType.PARKING) == actions.BridgeList(bridge_type="parking")


# -- spelling --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("DeviceState", DeviceState.NOT_INUSE, "1"),
        ("DeviceState:name", DeviceState.NOT_INUSE, "NOT_INUSE"),
        ("DeviceState:text", DeviceState.NOT_INUSE, "Not in use"),
        ("DeviceState:text", DeviceState.RINGINUSE, "Ring+Inuse"),
        ("DeviceState:text", DeviceState(77), "77"),
        ("DeviceState:name", DeviceState(77), "77"),
        ("ExtensionState", ExtensionState.INUSE_ONHOLD, "17"),
        ("ExtensionState:text", ExtensionState.INUSE_ONHOLD, "InUse&Hold"),
        ("ExtensionState:text", ExtensionState.DEACTIVATED, "Unknown"),
        ("AocChargeType:text", AocChargeType.CURRENCY, "Currency"),
        ("AocChargeType:text", AocChargeType.NOT_AVAILABLE, "NotAvailable"),
        ("AocMultiplier:text", AocMultiplier.ONE_HUNDREDTH, "1/100"),
        ("AocMultiplier:text", AocMultiplier("9"), "9"),
    ],
)
def test_a_field_writes_what_its_header_has(kind: str, value: Any, text: str) -> None:
    field = Field(0, "value", "Value", kind, None)
    assert field.convert is not None
    assert field.text(value) == text
    assert field.convert(text) == value
    repeated = Field(0, "value", "Value", f"{kind}*", ())
    assert repeated.text(value) == text


def test_the_headers_of_a_copy_are_spelt_as_the_server_spells_them() -> None:
    change = events.DeviceStateChange(device="SIP/a", state=DeviceState.INUSE)
    assert change.headers["State"] == "INUSE"
    assert pickle.loads(pickle.dumps(change)).headers["State"] == "INUSE"
    assert events.EndpointList(device_state=DeviceState.NOT_INUSE).headers["DeviceState"] == "Not in use"
    assert events.QueueMember(status=DeviceState.INUSE).headers["Status"] == "2"
    item = events.InboundSubscriptionDetail(extension_states=ExtensionState.INUSE_ONHOLD)
    assert item.headers["ExtensionStates"] == "InUse&Hold"
    assert events.AOC_D(charge_type=AocChargeType.UNIT).headers["Charge/Type"] == "Units"


def test_every_enum_field_of_real_traffic_is_a_named_member_and_gives_its_text_back() -> None:
    seen: dict[str, int] = {}
    for capture in sorted((ROOT / "tests" / "data").glob("*.ami")):
        for pairs in messages(capture.read_bytes()):
            cls = events.lookup(pairs[0][1]) if pairs[0][0] == "Event" else None
            if cls is None:
                continue
            for header, text in pairs[1:]:
                field = plan_of(cls).single.get(header.lower())
                if field is None or not field.base[0].isupper():
                    continue
                where = (capture.name, cls.name, header, text)
                member = field.convert(text) if field.convert else None
                assert member is not None, where
                assert not member.name.startswith("UNKNOWN_"), where
                assert field.text(member) == text, where
                seen[field.base] = seen.get(field.base, 0) + 1
    # Nothing was skipped: of these kinds alone no capture has any.
    held = {kind.partition(":")[0] for kind in MESSAGES.values()}
    never = {"MobileStatus", "SessionTimeoutSource"}
    assert {name for name in held - set(seen) if not name.startswith("Aoc")} == never


def test_an_unknown_value_of_a_header_is_kept() -> None:
    event = plan_of(events.BridgeCreate).decode([("Event", "BridgeCreate"), ("BridgeType", "brand_new")])
    assert event.bridge_type.value == "brand_new"
    assert event.bridge_type.name == "UNKNOWN_brand_new"
    assert event.headers["BridgeType"] == "brand_new"
    assert pickle.loads(pickle.dumps(event)) == event
    request = plan_of(events.SoftHangupRequest).decode([("Event", "SoftHangupRequest"), ("Cause", "64")])
    assert request.cause == 64
    assert repr(request.cause) == "<SoftHangup.UNKNOWN_64: 64>"


# -- event classes ---------------------------------------------------------------------------------


def test_event_classes_have_asterisks_names_and_bits() -> None:
    single = [name.upper() for name in EventClass.ALL.names]
    assert [EventClass[name].value for name in single] == [
        *(1 << n for n in range(19) if n != 14), 1 << 30,
    ]  # fmt: skip
    for name in single:
        assert EventClass[name].names == (name.lower(),)
        assert EventClass.parse(name) is EventClass[name]
    assert EventClass.NONE.names == ()
    assert not EventClass.NONE
    # The classes of all events and actions are among them.
    known = {c for name in events.NAMES if (cls := events.lookup(name)) for c in cls.__classes__}
    known |= {c for name in actions.NAMES if (cls2 := actions.lookup(name)) for c in cls2.__classes__}
    assert known <= set(EventClass.ALL.names)
    assert {"call", "cdr", "system", "message"} <= known


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("call,cdr", EventClass.CALL | EventClass.CDR),
        (" Call , CDR ", EventClass.CALL | EventClass.CDR),
        ("call,all", EventClass.ALL),
        ("all", EventClass.ALL),
        ("none", EventClass.NONE),
        ("message,call,message", EventClass.MESSAGE | EventClass.CALL),
    ],
)
def test_event_classes_are_parsed(text: str, flags: EventClass) -> None:
    assert EventClass.parse(text) == flags
    assert EventClass.parse(str(flags)) == flags
    assert str(flags) == f"{flags}" == (",".join(flags.names) or "none")
    assert pickle.loads(pickle.dumps(flags)) == flags
    assert copy.deepcopy(flags) == flags


@pytest.mark.parametrize("text", ["", "calls", "call,", "call cdr", "2", "on"])
def test_what_is_no_event_class_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="unknown event class"):
        EventClass.parse(text)
    number: Any = 2
    with pytest.raises(TypeError):
        EventClass.parse(number)


def test_event_classes_are_a_set() -> None:
    mask = EventClass.CALL | EventClass.CDR
    assert mask & EventClass.CALL
    assert not mask & EventClass.AGENT
    assert EventClass.CALL in mask
    assert (EventClass.ALL & ~mask).names == tuple(
        n for n in EventClass.ALL.names if n not in ("call", "cdr")
    )


# -- the page --------------------------------------------------------------------------------------

OWNERS = {**GROUP_CLASSES, "*": "*"}


def places() -> dict[str, set[str]]:
    """Where each enum stands, as the page says it: ``Hangup.Cause``, ``Bridge(Tone)``."""
    found: dict[str, set[str]] = {name: set() for name in types.__all__}
    for (owner, header), kind in MESSAGES.items():
        answer = owner not in SCHEMA["events"] and owner in SCHEMA["actions"]
        name = f"{owner}Response" if answer else OWNERS.get(owner, owner)
        found[kind.partition(":")[0]].add(header if owner == "*" else f"{name}.{header}")
    for (owner, header), kind in PARAMS.items():
        found[kind].add(f"{owner}({header})")
    return found


def test_the_page_of_types_is_complete() -> None:
    text = (ROOT / "docs" / "types.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.M))
    assert sorted(rows) == sorted(types.__all__)
    for name, row in rows.items():
        members, _, where = row.partition(" | ")
        cls = getattr(types, name)
        assert re.findall(r"`([^`]+)`", members) == list(cls.__members__), name
        assert places()[name] <= set(re.findall(r"`([^`]+)`", where)), name
    taken = {place for place, _ in params()}
    for place, reason in LEFT_AS_TEXT.items():
        owner, header = place
        shown = f"{owner}({header})" if place in taken else f"{OWNERS.get(owner, owner)}.{header}"
        assert f"| `{shown}` | {reason} |" in text
