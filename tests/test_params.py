"""What may be given for the parameters of actions, and what is refused before it is sent."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

import msgspec
import pytest

from anyio_ami import actions
from anyio_ami._wire.encode import encode_action
from anyio_ami.errors import InvalidAction
from anyio_ami.types import HangupCause
from generator.model import build, load_schema
from generator.params import LISTS

MODEL = build(load_schema())


def sent(action: actions.Action[Any]) -> list[tuple[str, str]]:
    return [(header, value) for _, header, value in action.headers_to_send()]


def originate(**fields: Any) -> list[tuple[str, str]]:
    return sent(actions.Originate(channel="Local/1@x", **fields))[1:]


# -- lists -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("codecs", ["ulaw,alaw", ["ulaw", "alaw"], ("ulaw", "alaw")])
def test_a_list_is_sent_separated_by_commas(codecs: Any) -> None:
    assert originate(codecs=codecs) == [("Codecs", "ulaw,alaw")]


@pytest.mark.parametrize("nothing", [None, [], ()])
def test_no_list_and_an_empty_one_send_nothing(nothing: Any) -> None:
    assert originate(codecs=nothing) == []


def test_every_list_takes_text_and_a_list() -> None:
    listed = {(c.wire_name, f.header): f for c in MODEL.actions for f in c.fields if f.kind.startswith("csv")}
    assert set(listed) == set(LISTS)
    for (name, header), field in listed.items():
        cls = actions.lookup(name)
        assert cls is not None
        given: dict[str, Any] = {i.name: "x" for i in msgspec.structs.fields(cls) if i.required}
        texts: list[set[str]] = []
        for value in ("a,b", ["a", "b"]):
            given[field.name] = {0: value} if "{" in header else value
            texts.append({text for where, _, text in cls(**given).headers_to_send() if field.name in where})
        assert texts == [{"a,b"}, {"a,b"}], (name, header)


def test_a_mask_may_be_a_switch() -> None:
    for value, text in (
        (True, "on"),
        (False, "off"),
        ("call,cdr", "call,cdr"),
        (["call", "cdr"], "call,cdr"),
    ):
        assert sent(actions.Events(event_mask=value)) == [("EventMask", text)]


def test_members_of_an_enum_may_stand_in_a_list() -> None:
    assert originate(codecs=[HangupCause.USER_BUSY]) == [("Codecs", "17")]


# -- variables and other headers -------------------------------------------------------------------


@pytest.mark.parametrize("variables", [{"A": "1", "B": 2, "C": 1.5}, [("A", "1"), ("B", 2), ("C", 1.5)]])
def test_variables_are_a_mapping_or_pairs_of_texts_and_numbers(variables: Any) -> None:
    expected = [("Variable", "A=1"), ("Variable", "B=2"), ("Variable", "C=1.5")]
    assert originate(variables=variables) == expected
    assert sent(actions.PJSIPNotify(endpoint="a", variables=variables))[1:] == expected
    assert sent(actions.SIPnotify(channel="SIP/a", variables=variables))[1:] == expected
    assert sent(actions.MessageSend(to="pjsip:a", variables=variables))[1:] == expected


def test_pairs_repeat_a_header_of_sip_in_order() -> None:
    pairs = [("Event", "check-sync"), ("X-A", "1"), ("X-A", "2")]
    assert sent(actions.PJSIPNotify(endpoint="a", variables=pairs))[1:] == [
        ("Variable", "Event=check-sync"),
        ("Variable", "X-A=1"),
        ("Variable", "X-A=2"),
    ]


# -- units -----------------------------------------------------------------------------------------


def test_milliseconds_are_given_in_seconds_and_the_docstring_says_so() -> None:
    found = [(c, f) for c in MODEL.actions for f in c.fields if f.fact.get("unit") == "ms"]
    assert {(c.wire_name, f.header) for c, f in found} == {
        ("Originate", "Timeout"),
        ("Park", "Timeout"),
        ("PlayDTMF", "Duration"),
        ("PlayMF", "Duration"),
    }
    for model, field in found:
        cls = actions.lookup(model.wire_name)
        assert cls is not None
        assert f"``{field.name}``: seconds, sent as whole milliseconds" in re.sub(
            r"\s+", " ", cls.__doc__ or ""
        )
        given: dict[str, Any] = {i.name: "x" for i in msgspec.structs.fields(cls) if i.required}
        action = cls(**{**given, field.name: 0.25})
        assert (field.header, "250") in sent(action)


def test_every_time_has_its_unit() -> None:
    times = re.compile(r"time|duration|expir|interval|frequency", re.IGNORECASE)
    for cls in [*MODEL.events, *MODEL.actions]:
        for field in cls.fields:
            if (
                field.kind in ("int", "float", "ms")
                and times.search(field.header)
                and "{" not in field.header
            ):
                assert field.notes, (cls.wire_name, field.header)


# -- what is refused -------------------------------------------------------------------------------

# As nobody checks types: these are refused by the type checkers, too.
untyped: Any = actions
REFUSED: list[tuple[actions.Action[Any], str]] = [
    # Every kind of field.
    (untyped.Hangup(channel=b"SIP/a"), "channel"),
    (untyped.Hangup(channel=["SIP/a"]), "channel"),
    (actions.Hangup(channel="SIP/a", cause="no such cause"), "cause"),
    (untyped.QueueAdd(queue="q", interface="SIP/a", penalty="high"), "penalty"),
    (untyped.QueueAdd(queue="q", interface="SIP/a", penalty=1.5), "penalty"),
    (untyped.QueueAdd(queue="q", interface="SIP/a", paused=[]), "paused"),
    (actions.Originate(channel="x", timeout=-1), "timeout"),
    (actions.Originate(channel="x", timeout=float("nan")), "timeout"),
    (untyped.Originate(channel="x", timeout="soon"), "timeout"),
    (actions.Originate(channel="x", codecs=["ulaw,alaw"]), "codecs"),
    (actions.Originate(channel="x", codecs=["ulaw", " "]), "codecs"),
    (untyped.Originate(channel="x", codecs=["ulaw", None]), "codecs"),
    (untyped.Originate(channel="x", codecs=7), "codecs"),
    (untyped.Originate(channel="x", codecs={"ulaw": 1}), "codecs"),
    (untyped.Originate(channel="x", codecs=b"ulaw"), "codecs"),
    (untyped.Originate(channel="x", variables="A=1"), "variables"),
    (untyped.Originate(channel="x", variables=["A=1"]), "variables"),
    (actions.Originate(channel="x", variables={"A=B": "1"}), "variables"),
    (untyped.Originate(channel="x", variables={"A": None}), "variables"),
    (untyped.UserEvent(user_event="x", body=7), "body"),
    (actions.UserEvent(user_event="x", body={"ActionID": "1"}), "body['ActionID']"),
    (untyped.UpdateConfig(src_file_name="a", dst_file_name="a", cats=["x"]), "cats"),
    (untyped.UpdateConfig(src_file_name="a", dst_file_name="a", cats={"x": "x"}), "cats['x']"),
    (actions.UpdateConfig(src_file_name="a", dst_file_name="a", cats={-1: "x"}), "cats[-1]"),
    (actions.UpdateConfig(src_file_name="a", dst_file_name="a", cats={10**6: "x"}), "cats[1000000]"),
    (untyped.UpdateConfig(src_file_name="a", dst_file_name="a", cats={0: None}), "cats[0]"),
    (actions.UpdateConfig(src_file_name="a", dst_file_name="a", options={0: ["a,b"]}), "options[0]"),
]


@pytest.mark.parametrize(
    ("action", "field"), REFUSED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_value_that_cannot_be_sent_is_refused_by_action_and_field(
    action: actions.Action[Any], field: str
) -> None:
    with pytest.raises(InvalidAction) as refused:
        action.headers_to_send()
    assert refused.value.field == field
    assert action.name in str(refused.value)
    assert field.partition("[")[0] in str(refused.value)


def test_a_required_parameter_is_required_by_the_class() -> None:
    for model in MODEL.actions:
        cls = actions.lookup(model.wire_name)
        assert cls is not None
        for field in model.fields:
            if field.default is None:
                others = {f.name: "x" for f in model.fields if f.default is None and f is not field}
                with pytest.raises(TypeError, match=rf"'{field.name}'"):
                    cls(**others)


@pytest.mark.parametrize("penalty", [5, "5", " 5 "])
def test_a_number_may_be_given_as_text(penalty: Any) -> None:
    assert sent(actions.QueueAdd(queue="q", interface="SIP/a", penalty=penalty))[2:] == [
        ("Penalty", str(penalty))
    ]


@pytest.mark.parametrize(
    ("action", "field"),
    [
        (actions.Originate(channel="x", timeout=True), "timeout"),
        (actions.AbsoluteTimeout(channel="x", timeout=True), "timeout"),
        (actions.Hangup(channel="x", cause=True), "cause"),
        (actions.Originate(channel="x", variables={"A": True}), "variables"),
        (
            actions.AOCMessage(channel="x", msg_type="D", charge_type="Unit", unit_amounts={True: "5"}),
            "unit_amounts",
        ),
        (actions.Originate(channel="x", timeout=2147484.0), "timeout"),
    ],
)
def test_a_bool_is_no_number_and_a_time_has_32_bits(action: actions.Action[Any], field: str) -> None:
    with pytest.raises(InvalidAction, match=action.name) as caught:
        action.headers_to_send()
    assert str(caught.value.field).startswith(field)


def test_what_is_checked_is_what_is_sent() -> None:
    class Header(str, Enum):
        ORDER = "X-Order"

    class Evil(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "a\r\nAction: Command"

        def __format__(self, spec: str) -> str:
            return str(self)

    action = actions.UserEvent(user_event="x", body={Header.ORDER: "1", Evil("A"): "B"})
    lines = encode_action(action, "1").split(b"\r\n")
    assert lines == [b"Action: UserEvent", b"ActionID: 1", b"UserEvent: x", b"X-Order: 1", b"A: B", b"", b""]
    assert encode_action(actions.Custom(Header.ORDER), "1").startswith(b"Action: X-Order\r\n")
    with pytest.raises(InvalidAction, match="holds CR"):
        encode_action(actions.UserEvent(user_event="x", body={"A": Evil("B")}), "1")
