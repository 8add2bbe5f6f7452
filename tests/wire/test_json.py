"""Messages that leave their frame behind (JSON, pickle, copy) lose nothing that came by the line."""

from __future__ import annotations

import copy
import json
import pickle
from collections import deque
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from anyio_ami import actions, events, from_json, responses, schema, to_json
from anyio_ami._messages.message import Read, Received
from anyio_ami._messages.plans import plan_of
from anyio_ami._wire.layouts import Decoder
from anyio_ami.types import ChannelState, HangupCause
from tests._reach import examples

from ._rig import INFO, Rig, event_frames, frame, text

if TYPE_CHECKING:
    from anyio_ami._messages.message import Message

READ = Read(INFO, Received(1.0, 2.0))
KINDS = sorted(event_frames())
RESPONSES = sorted({*responses.NAMES, "Response"})


def one(*lines: str | bytes) -> Any:
    """The event or response that these lines are."""
    raw = frame(*lines)
    name = lines[0].partition(": ")[2] if isinstance(lines[0], str) else ""
    cls: type[Message] | None = events.lookup(name) or events.UnknownEvent
    if str(lines[0]).startswith("Response"):
        cls = responses.Response
    assert cls is not None
    return Decoder(cls).decode(text(raw), 1, READ)


def extra(message: Any) -> list[list[str]]:
    found: list[list[str]] = json.loads(to_json(message)).get("extra", [])
    return found


def by_json(message: Any) -> Any:
    return from_json(to_json(message))


def by_pickle(message: Any) -> Any:
    return pickle.loads(pickle.dumps(message))


WAYS = [by_json, by_pickle, copy.copy, copy.deepcopy]


def assert_nothing_lost(message: Any) -> None:
    for way in WAYS:
        again = way(message)
        assert type(again) is type(message)
        assert again == message
        assert hash(again) == hash(message)
        assert next(iter(again.headers)) == next(iter(message.headers))
        assert {n: again.headers.get_all(n) for n in again.headers} == {
            n: message.headers.get_all(n) for n in message.headers
        }, way.__name__
        assert sorted(again.headers.multi_items()) == sorted(message.headers.multi_items()), way.__name__
        assert again.headers.unparsed == message.headers.unparsed
        assert (again.raw, again.seq, again.session, again.received) == (None, None, None, None)
        # Nor does a second time lose what the first one kept.
        assert json.loads(to_json(again)).keys() == json.loads(to_json(message)).keys()
        assert sorted(by_json(again).headers.multi_items()) == sorted(message.headers.multi_items())


# -- received messages -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_no_captured_event_loses_anything(kind: str) -> None:
    for raw in event_frames()[kind][:40]:
        for event in Rig().feed(raw).events:
            assert_nothing_lost(event)


def test_the_shape_of_an_event() -> None:
    event = one(
        "Event: Hangup", "Privilege: call,all", "Channel: PJSIP/a-1", "ChannelState: 6", "Cause: 16",
        "AccountCode: ", "CallerIDName: a \\\"b\\\"", "Priority: 007", "X-New: 1", "UNIQUEID: 1.1",
        "ChanVariable: A=1", "X-New: 2", "Priority: 8",
    )  # fmt: skip
    assert json.loads(to_json(event)) == {
        "event": "Hangup",
        "privilege": ["call", "all"],
        "channel": "PJSIP/a-1",
        "channel_state": 6,
        "caller_id_name": 'a "b"',
        "priority": 7,
        "unique_id": "1.1",
        "chan_variables": ["A=1"],
        "cause": 16,
        "extra": [
            ["AccountCode", ""],
            ["Priority", "007"],
            ["X-New", "1"],
            ["UNIQUEID", "1.1"],
            ["X-New", "2"],
            ["Priority", "8"],
        ],
    }
    assert event.extra == (("X-New", "1"), ("X-New", "2"), ("Priority", "8"))
    assert_nothing_lost(event)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Channel: ", True),
        ("Channel: x", False),
        ("channel: x", True),
        ("ChannelState: 6", False),
        ("ChannelState: 06", True),
        ("ChannelState: Up", True),
        ("ChannelState: 99", False),
        ("ChannelState: <unknown>", True),
        ("Priority: -1", False),
        ("Priority: 1.0", True),
        ("Priority: 99999999999999999999", True),
        ("Timestamp: 1.5", False),
        ("Timestamp: 1.50", True),
        ("Timestamp: nan", True),
        ("Privilege: call,all", False),
        ("Privilege: call,,all", False),
        ("Privilege: ", True),
        ("CallerIDName: a\\nb", False),
        ("CallerIDName: a\\'b", False),
        ("CallerIDName: a'b", True),
        ("CallerIDName: a\\xb", True),
        ("ChanVariable: A=1", False),
        ("ChanVariable: a'b", True),
    ],
)
def test_a_text_that_its_field_cannot_give_back_stands_in_extra(line: str, kept: bool) -> None:
    event = one("Event: Hangup", line)
    name, _, value = line.partition(": ")
    assert extra(event) == ([[name, value]] if kept else [])
    assert event.extra == ()
    assert_nothing_lost(event)


def test_of_a_repeat_both_texts_stand_in_extra() -> None:
    event = one("Event: Hangup", "Channel: x", "Channel: y", "Channel: x")
    assert extra(event) == [["Channel", "x"], ["Channel", "y"], ["Channel", "x"]]
    assert event.extra == (("Channel", "y"), ("Channel", "x"))
    assert_nothing_lost(event)


def test_bytes_that_are_not_utf_8_survive() -> None:
    event = one("Event: UserEvent", b"UserEvent: \xff", b"Key-\xfe: \xc3\x28", "Emoji: \U0001f4de")
    assert b"\\udcff" in to_json(event)
    assert_nothing_lost(event)
    assert by_json(event).headers["Key-\udcfe"].encode("utf-8", "surrogateescape") == b"\xc3\x28"


def test_lines_without_a_colon_survive() -> None:
    event = one("Event: UserEvent", "no colon", "UserEvent: x", "nor here")
    assert json.loads(to_json(event))["unparsed"] == ["no colon", "nor here"]
    assert_nothing_lost(event)


def test_an_unknown_event_keeps_its_name() -> None:
    event = one("Event: FromTheFuture", "A: 1")
    assert json.loads(to_json(event)) == {
        "event": "UnknownEvent",
        "event_name": "FromTheFuture",
        "extra": [["A", "1"]],
    }
    assert_nothing_lost(event)


@pytest.mark.parametrize("name", RESPONSES)
def test_responses_survive(name: str) -> None:
    cls = responses.Response if name == "Response" else responses.lookup(name)
    assert cls is not None
    headers = [field.header for field in plan_of(cls).fields if field.kind not in ("name", "extra")]
    for value in ("1", "yes", "x\n", ""):
        lines = [f"{h.replace('{n}', '1').replace('{n:06d}', '000001')}: {value}" for h in headers]
        raw = text(frame("Response: Success", *lines, "More: 1"))
        response = Decoder(cls).decode(raw, None, READ)
        assert json.loads(to_json(response))["response"] == name
        assert_nothing_lost(response)


_names = st.sampled_from([name for name in events.NAMES if name != "ResourceListDetail"])


@settings(max_examples=examples(600), deadline=None)
@given(data=st.data(), name=_names)
def test_any_headers_of_any_event_survive(data: st.DataObject, name: str) -> None:
    cls = events.lookup(name)
    assert cls is not None
    known = [f.header.replace("{n}", "1").replace("{RateType}", "Flat") for f in plan_of(cls).fields]
    spelt = st.sampled_from(known).flatmap(lambda h: st.sampled_from([h, h.lower()]))
    values = st.one_of(
        st.binary(max_size=6).filter(lambda v: b"\r\n" not in v and not v.endswith(b"\r")),
        st.sampled_from([b"", b"0", b"1", b"01", b"yes", b"true", b"1.0", b"\\n", b"a,b", b"Up"]),
    )
    line = st.tuples(spelt.map(str.encode), st.sampled_from([b":", b": "]), values).map(b"".join)
    lines = data.draw(st.lists(line, max_size=8))
    raw = f"Event: {name}\r\n".encode() + b"".join(one + b"\r\n" for one in [*lines, b""])
    assert_nothing_lost(Decoder(cls).decode(text(raw), 1, READ))


# -- messages made by hand ---------------------------------------------------------------------------


_pairs = st.lists(
    st.tuples(
        st.sampled_from(
            ["Channel", "channel", "Priority", "ChanVariable", "ChannelState", "CallerIDName", "X"]
        ),
        st.sampled_from(["", "x", "1", "6", "Up", "a\\nb"]),
    ),
    max_size=4,
)


@settings(max_examples=examples(400), deadline=None)
@given(
    channel=st.sampled_from(["", "x"]),
    state=st.sampled_from([None, ChannelState.UP, ChannelState(77)]),
    priority=st.sampled_from([None, 1]),
    variables=st.lists(st.sampled_from(["x", "1"]), max_size=2),
    pairs=_pairs,
)
@example(channel="", state=None, priority=None, variables=[], pairs=[("Priority", ""), ("Channel", "")])
@example(
    channel="x", state=None, priority=1, variables=["x"], pairs=[("ChanVariable", "x"), ("Channel", "x")]
)
def test_an_event_made_by_hand_equals_itself_after_json(
    channel: str,
    state: ChannelState | None,
    priority: int | None,
    variables: list[str],
    pairs: list[tuple[str, str]],
) -> None:
    event = events.Hangup(
        channel=channel,
        channel_state=state,
        priority=priority,
        chan_variables=tuple(variables),
        extra=tuple(pairs),
    )
    for way in WAYS:
        again = way(event)
        assert again == event
        assert by_json(again) == event


def test_the_text_of_an_open_enum_may_be_any_bytes() -> None:
    event = one("Event: DialEnd", b"DialStatus: \xff")
    assert event.dial_status == "\udcff"
    assert_nothing_lost(event)


def test_extra_that_names_a_field_adds_no_header() -> None:
    event = events.UserEvent(user_event="X", extra=(("Channel", "zzz"), ("ChanVariable", "a")))
    for way in WAYS:
        assert way(event).headers == event.headers
        assert way(way(event)).headers == event.headers


def test_enums_come_back_as_members() -> None:
    event = by_json(events.Hangup(cause=HangupCause.USER_BUSY, channel_state=ChannelState(77)))
    assert event.cause is HangupCause.USER_BUSY
    assert (event.channel_state, event.channel_state.name) == (77, "UNKNOWN_77")


# -- list answers and actions ------------------------------------------------------------------------


def test_a_list_answer_survives() -> None:
    answer: responses.ListResponse[events.Event] = responses.ListResponse(
        response=responses.Response(outcome="Success", event_list="start"),
        items=[one("Event: CoreShowChannel", "Channel: a", "Duration: 00:00:01"), events.Status(channel="b")],
        complete=events.CoreShowChannelsComplete(event_list="Complete", list_items=2),
        expected=2,
    )
    shown = json.loads(to_json(answer))
    assert [item["event"] for item in shown["items"]] == ["CoreShowChannel", "Status"]
    assert by_json(answer) == answer
    bare: responses.ListResponse[events.Event] = responses.ListResponse(
        response=responses.Response(), items=[]
    )
    assert by_json(bare) == bare


VALUES: dict[str, Any] = {
    "vars": {"A": "1"},
    "headers": [("A", "1"), ("A", "2")],
    "int": 3,
    "ms": 1.5,
    "cause": 16,
}


@pytest.mark.parametrize("name", actions.NAMES)
def test_every_action_survives(name: str) -> None:
    cls = actions.lookup(name)
    assert cls is not None
    values: dict[str, Any] = {}
    for header, field, kind in cls.__wire__:
        base = kind.partition(":")[0]
        value = True if base == "bool" else VALUES.get(base, "x")
        values[field] = {1: value, 2: value} if "{" in header else value
    for action in (cls(**values), cls(**{k: v for k, v in values.items() if k in required(cls)})):
        assert json.loads(to_json(action))["action"] == name
        again = by_json(action)
        assert type(again) is cls
        assert again == action
        assert hash(again) == hash(action)
        assert again.headers_to_send() == action.headers_to_send()


def required(cls: type[Any]) -> set[str]:
    return {info.name for info in msgspec.structs.fields(cls) if info.required}


@pytest.mark.parametrize(
    "action",
    [
        actions.Custom("My", {"A": "1", "B": ["x", "\udcff"]}),
        actions.Custom("My", [("A", 1), ("A", True)], list_end="MyComplete"),
        actions.Custom("My", {"A": deque(["x", "y"])}),
        actions.Originate(
            channel="x", variables=MappingProxyType({"A": "1"}), codecs=deque(["ulaw", "alaw"])
        ),
        actions.UserEvent(user_event="x", body=[("A", "1"), ("A", "2")]),
        actions.UserEvent(user_event="x", body={"A": ["1", "2"]}),
        actions.UserEvent(user_event="x", body={"A": True, "B": [1, 2.5]}),
        actions.Hangup(channel="x", cause=HangupCause.USER_BUSY),
        actions.Originate(channel="x", variables={"A": "\udcff"}, timeout=2.5, async_=True),
        actions.AOCMessage(channel="x", msg_type="D", charge_type="Currency", unit_amounts={1: "2"}),
    ],
    ids=repr,
)
def test_actions_with_shapes_of_their_own_survive(action: Any) -> None:
    assert by_json(action) == action
    assert by_json(action).headers_to_send() == action.headers_to_send()


def test_actions_with_a_list_or_a_tuple_are_equal_and_others_are_not() -> None:
    first = actions.UserEvent(user_event="x", body=[("A", "1")])
    assert first == actions.UserEvent(user_event="x", body=(("A", "1"),))
    assert first != actions.UserEvent(user_event="x", body=[("A", "2")])
    assert first != actions.UserEvent(user_event="x")
    assert actions.QueueReset(queue="1") != actions.QueueSummary(queue="1")
    assert len({first, actions.UserEvent(user_event="x", body=(("A", "1"),))}) == 1


# -- what is no message ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"1", b"null", b"{}", b'{"event": "Nope"}', b'{"event": 1}', b'{"action": "Nope"}',
        b'{"response": "Nope"}', b'{"response": {}}', b'{"response": {"event": "Hangup"}, "items": []}',
        b'{"event": "Hangup", "cause": "sixteen"}', b'{"event": "Hangup", "extra": [["a"]]}',
        b'{"event": "Hangup", "extra": 1}', b'{"event": "Hangup", "unparsed": 1}', b'{"action": "Hangup"}',
        b'{"action": "Originate", "channel": 1}', b"\xff\xfe", b'{"event": "Hangup", "channel": "\xff"}',
        b"[" * 100_000, b'{"event": ' + b"[" * 100_000,
        b'{"response": {"response": "Response"}, "items": [{"action": "Ping"}]}',
        '{"event": "Hangup", "priority": "\u00e4"}'.encode(),
        '{"event": "Hangup", "privilege": "\u00e4"}'.encode(),
        '{"event": "RTCPSent", "report_fraction_lost": "\u00e4"}'.encode(),
        b'{"event": "QueueParams", "service_level_perf": Infinity}',
        b'{"event": "QueueParams", "service_level_perf": NaN, "queue": "\\udcff"}',
        b'{"event": "QueueParams", "service_level_perf": 1e999, "queue": "\\udcff"}',
    ],
)  # fmt: skip
def test_what_is_no_message_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="no JSON of a message"):
        from_json(data)


def test_text_and_bytes_are_read_and_nothing_else() -> None:
    event = events.Hangup(channel="x")
    data = to_json(event)
    assert from_json(data.decode()) == from_json(bytearray(data)) == event
    wrong: Any
    for wrong in (None, 1, {"event": "Hangup"}):
        with pytest.raises(TypeError, match="JSON as bytes or text"):
            from_json(wrong)
    for wrong in (None, "x", events.Hangup, {}):
        with pytest.raises(TypeError, match="an event, a response or an action"):
            to_json(wrong)


# -- the schema --------------------------------------------------------------------------------------


def test_the_schema_has_every_class() -> None:
    shape = schema()
    definitions = shape["$defs"]
    for prefix, module in (("events", events), ("actions", actions), ("responses", responses)):
        for name in module.NAMES:
            shown = definitions[f"{prefix}.{name.replace('-', '_')}"]
            assert shown["properties"][prefix.removesuffix("s")] == {"enum": [name]}
    assert {"events.UnknownEvent", "actions.CustomAction", "responses.Response", "ListResponse"} <= set(
        definitions
    )
    assert len(shape["anyOf"]) == len(events.NAMES) + len(actions.NAMES) + len(responses.NAMES) + 5


def test_the_schema_of_one_class_has_its_enums_open() -> None:
    shape = schema(events.Hangup)
    assert shape["anyOf"] == [{"$ref": "#/$defs/events.Hangup"}]
    cause = shape["$defs"]["types.HangupCause"]
    assert cause["type"] == "integer"
    assert 16 in cause["examples"]
    assert "enum" not in cause
    wrong: Any
    for wrong in (actions.Custom, "Hangup", responses.ListResponse, events.Hangup()):
        with pytest.raises(TypeError, match="takes classes of events, responses and actions"):
            schema(wrong)
    assert shape["$defs"]["events.Hangup"]["properties"]["unparsed"]["type"] == "array"


def test_every_reference_of_the_schema_is_there() -> None:
    shape = schema()
    found = set()

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            found.update([part["$ref"]] if isinstance(part.get("$ref"), str) else [])
            for one in part.values():
                walk(one)
        elif isinstance(part, list):
            for one in part:
                walk(one)

    walk(shape)
    assert {f"#/$defs/{name}" for name in shape["$defs"]} >= found
