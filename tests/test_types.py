"""The domain enums: complete, open, and read from number and text."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from anyio_ami import types
from anyio_ami._messages.plans import enum_texts
from anyio_ami.types import (
    AgiStatus,
    CdrDisposition,
    ChannelState,
    DeviceState,
    DialStatus,
    ExtensionState,
    HangupCause,
    PeerStatus,
    QueueStrategy,
)

if TYPE_CHECKING:
    from anyio_ami.types._base import OpenInt, OpenText

INTS: list[type[OpenInt]] = [ChannelState, DeviceState, ExtensionState, HangupCause]
TEXTS: list[type[OpenText]] = [AgiStatus, CdrDisposition, DialStatus, PeerStatus, QueueStrategy]

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
    assert {cls.__name__ for cls in [*INTS, *TEXTS]} == set(types.__all__)


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
        assert cls.parse(text.upper()) is member
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
    with pytest.raises(ValueError, match=cls.__name__):
        cls("16")  # type: ignore[arg-type]
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
