"""What an event is: frozen, comparable, pickled, shown without secrets; and decoding that never raises."""

from __future__ import annotations

import copy
import gc
import pickle
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyio_ami import events, responses
from anyio_ami._messages.message import Read, Received
from anyio_ami._messages.plans import plan_of
from anyio_ami._wire.layouts import Decoder
from anyio_ami.policy import Limits
from anyio_ami.types import HangupCause
from tests._reach import examples

from ._rig import INFO, Rig, event_frames, frame, text

READ = Read(INFO, Received(1.0, 2.0))
KINDS = sorted(event_frames())
ALL = sorted(events.NAMES)

HANGUP = frame(
    "Event: Hangup", "Privilege: call,all", "Channel: PJSIP/a-1", "Uniqueid: 1.1", "Cause: 16",
    "Cause-txt: Normal Clearing", "X-New: kept", "ChanVariable: A=1", "ChanVariable: B=2", "X-New: again",
    "Channel: other",
)  # fmt: skip


def one(raw: bytes) -> Any:
    (event,) = Rig(limits=Limits(event_bytes=1 << 20)).feed(raw).events
    return event


def pickled(event: Any) -> Any:
    return pickle.loads(pickle.dumps(event))


@pytest.fixture
def hangup() -> events.Hangup:
    event = one(HANGUP)
    assert isinstance(event, events.Hangup)
    return event


# -- the shape ---------------------------------------------------------------------------------------


def test_an_event_is_frozen(hangup: events.Hangup) -> None:
    for name in ("channel", "seq", "raw", "headers", "extra", "new"):
        with pytest.raises(AttributeError):
            setattr(hangup, name, "x")


def test_an_event_matches_by_keyword(hangup: events.Hangup) -> None:
    match hangup:
        case events.Hangup(channel="other"):
            pytest.fail("the first header counts")
        case events.Hangup(channel=channel, cause=HangupCause.NORMAL_CLEARING, name="Hangup"):
            assert channel == "PJSIP/a-1"
        case _:
            pytest.fail("no match")


def test_typed_fields_and_the_rest(hangup: events.Hangup) -> None:
    assert hangup.privilege == ("call", "all")
    assert hangup.cause is HangupCause.NORMAL_CLEARING
    assert hangup.extra == (("X-New", "kept"), ("X-New", "again"), ("Channel", "other"))
    assert (hangup.name, hangup.seq, hangup.raw) == ("Hangup", 1, HANGUP)
    assert (hangup.session, hangup.received) == (INFO, (1.0, 2.0))


def test_equality_and_hash_see_fields_and_extra_and_nothing_else(hangup: events.Hangup) -> None:
    first, second = Rig().feed(HANGUP + HANGUP).events
    assert first == second == hangup
    assert len({first, second, hangup}) == 1
    assert first.seq != second.seq
    for changed in (
        HANGUP.replace(b"PJSIP/a-1", b"PJSIP/a-2"),
        HANGUP.replace(b"kept", b"lost"),
        HANGUP.replace(b"X-New: again\r\n", b""),
        HANGUP.replace(b"Cause: 16", b"Cause: 17"),
    ):
        assert one(changed) != hangup
    assert one(HANGUP.replace(b"Event: Hangup", b"Event: Newchannel")) != hangup
    another: object = "Hangup"
    assert hangup != another
    # A header in another place or spelling, which a field holds, makes no other event.
    assert (
        one(HANGUP.replace(b"Uniqueid: 1.1\r\n", b"").replace(b"Cause: 16", b"UNIQUEID:1.1\r\nCause: 16"))
        == hangup
    )


def test_made_by_hand_it_equals_what_came_by_the_line() -> None:
    made = events.Hangup(channel="c", cause=HangupCause.USER_BUSY)
    came = one(frame("Event: Hangup", "Channel: c", "Cause: 17"))
    assert made == came
    assert hash(made) == hash(came)
    assert (made.raw, made.seq, made.session, made.received, made.extra) == (None, None, None, None, ())
    assert made.headers.multi_items() == [("Event", "Hangup"), ("Channel", "c"), ("Cause", "17")]


def test_repr_shows_the_fields_that_say_something(hangup: events.Hangup) -> None:
    shown = repr(hangup)
    assert shown.startswith("Hangup(")
    assert "channel='PJSIP/a-1'" in shown
    assert "cause_txt='Normal Clearing'" in shown
    assert "language" not in shown
    assert str(hangup) == shown


@pytest.mark.parametrize("rebuild", [pickled, copy.copy, copy.deepcopy])
def test_pickle_and_copies_keep_fields_and_extra_but_not_the_envelope(
    rebuild: Any, hangup: events.Hangup
) -> None:
    again = rebuild(hangup)
    assert type(again) is events.Hangup
    assert again == hangup
    assert hash(again) == hash(hangup)
    assert again.extra == hangup.extra
    assert (again.raw, again.seq, again.session, again.received) == (None, None, None, None)
    assert again.headers["x-new"] == "kept"
    assert rebuild(again) == hangup
    assert repr(again) == repr(hangup)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_pickle_protocol_works(protocol: int, hangup: events.Hangup) -> None:
    assert pickle.loads(pickle.dumps(hangup, protocol)) == hangup


@pytest.mark.parametrize("kind", KINDS)
def test_captured_events_are_made_again_from_their_headers_and_by_plain_json(kind: str) -> None:
    for raw in event_frames()[kind][:8]:
        event = one(raw)
        lines = "".join(f"{n}: {v}\r\n" for n, v in event.headers.multi_items())
        assert one(lines.encode("utf-8", "surrogateescape") + b"\r\n") == event
        if raw.decode("utf-8", "replace").encode() == raw:
            encoded = msgspec.json.encode(event)
            assert msgspec.json.decode(encoded)["event"] == type(event).__struct_config__.tag
            assert msgspec.json.decode(encoded, type=type(event)) == event


SECRETS = [
    ("AuthDetail", "Password", "password"),
    ("AuthDetail", "Md5Cred", "md5_cred"),
    ("InvalidPassword", "ReceivedHash", "received_hash"),
    ("ChallengeResponseFailed", "ExpectedResponse", "expected_response"),
    ("AuthList", "RefreshToken", "refresh_token"),
]


@pytest.mark.parametrize(("event_name", "header", "field"), SECRETS)
def test_secrets_of_an_event_are_masked_where_it_is_shown(event_name: str, header: str, field: str) -> None:
    event = one(frame(f"Event: {event_name}", f"{header}: hunter2", "Channel: x"))
    assert getattr(event, field) == "hunter2"
    for shown in (
        repr(event),
        str(event),
        f"{event}",
        f"{event!r}",
        repr(event.headers),
        str(event.headers),
        repr([event]),
    ):
        assert "hunter2" not in shown
    assert event.headers[header] == "hunter2"
    assert b"hunter2" in event.raw
    assert "hunter2" in msgspec.json.encode(event).decode()
    assert getattr(pickle.loads(pickle.dumps(event)), field) == "hunter2"


def test_an_unknown_event_has_its_name_and_everything_in_extra() -> None:
    event = one(frame("Event: Brand-New", "Privilege: call,all", "Aa: 1", "Aa: 2", "no colon"))
    assert isinstance(event, events.UnknownEvent)
    assert (event.name, event.event_name, event.privilege) == ("Brand-New", "Brand-New", ("call", "all"))
    assert event.extra == (("Aa", "1"), ("Aa", "2"))
    assert event.headers.unparsed == ["no colon"]
    again = pickle.loads(pickle.dumps(event))
    assert (again.name, again.extra) == ("Brand-New", event.extra)
    assert again == event != one(frame("Event: Other-New", "Privilege: call,all", "Aa: 1", "Aa: 2"))


def test_values_that_are_none_of_their_type_are_none_and_stay_in_the_headers() -> None:
    event = one(frame("Event: Hangup", "Cause: many", "ChannelState: 77", "Priority: +5", "Timestamp: later"))
    assert event.cause is None
    assert event.headers["Cause"] == "many"
    assert int(event.channel_state) == 77
    assert event.priority is None
    assert event.timestamp is None
    assert one(frame("Event: Hangup", "Priority: 007")).priority == 7
    assert one(frame("Event: Hangup", "Priority: -7")).priority == -7
    for text_of_none in ("\u0663", "\u00b2", "1_000", "1 ", " 1", "0x1", "9" * 20, "--1", "1.0", "1\n"):
        event = one(frame("Event: Hangup", f"Priority: {text_of_none}", f"Timestamp: x{text_of_none}"))
        assert (event.priority, event.timestamp) == (None, None)
        assert event.headers["Priority"] == text_of_none


@pytest.mark.parametrize(
    ("text_of_number", "number"),
    [
        ("18446744073709551615", -1),  # ParkingTimeout of a call that timed out, Asterisk 16 and 22
        ("18446744073709551614", -2),
        ("9223372036854775808", -(1 << 63)),
        ("9223372036854775807", (1 << 63) - 1),
        ("-9223372036854775808", -(1 << 63)),
        ("-9223372036854775809", None),
        ("18446744073709551616", None),
    ],
)
def test_numbers_have_64_bits_and_a_sign(text_of_number: str, number: int | None) -> None:
    raw = frame("Event: ParkedCallTimeOut", f"ParkingTimeout: {text_of_number}")
    assert one(raw).parking_timeout == number
    assert one(raw).headers["ParkingTimeout"] == text_of_number


def test_escaped_values_are_unescaped_in_the_field_and_raw_in_the_headers() -> None:
    event = one(frame("Event: VarSet", "Variable: X", "Value: a\\nb\\\\c\\\"\\'\\?\\t\\r\\a"))
    assert event.value == "a\nb\\c\"'?\t\r\a"
    assert event.headers["Value"] == "a\\nb\\\\c\\\"\\'\\?\\t\\r\\a"


def test_a_response_has_no_place_among_the_events() -> None:
    rig = Rig()
    request = rig.ask("Ping", "QXVZKJ-1")
    rig.feed(HANGUP, frame("Response: Success", "ActionID: QXVZKJ-1", "Message: m", "New: x"))
    reply = request.reply
    assert isinstance(reply, responses.Response)
    assert (reply.seq, reply.extra, reply.ok) == (None, (("New", "x"),), True)
    assert reply.session == INFO
    assert pickle.loads(pickle.dumps(reply)) == reply
    assert reply.headers.multi_items()[0] == ("Response", "Success")


# -- decoding never raises ---------------------------------------------------------------------------


def body(lines: list[bytes]) -> bytes:
    kept = [line.replace(b"\r\n", b"\r").removesuffix(b"\r") for line in lines]
    return b"".join(line + b"\r\n" for line in [*(line for line in kept if line), b""])


def use(event: Any) -> None:
    """Everything that looks at an event."""
    repr(event)
    hash(event)
    assert event == event.__copy__()
    assert pickle.loads(pickle.dumps(event)) == event
    pairs = event.headers.multi_items()[1:]
    plan = plan_of(event.__class__)
    held: set[object] = set()
    left: list[tuple[str, str]] = []
    for name, value in pairs:
        place: object = name.lower() if name.lower() in plan.single else plan.family(name)
        if name.lower() in plan.repeated:
            continue
        if place is None or place in held:
            left.append((name, value))
        held.add(place)
    assert event.extra == tuple(left), "each header is in a field or in extra"


def _names_of(name: str) -> list[bytes]:
    cls = events.lookup(name)
    assert cls is not None
    headers = [field.header for field in plan_of(cls).fields]
    return [h.replace("{n}", "1").replace("{RateType}", "Flat").encode() for h in headers]


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b" ",
        b"\xff\xfe",
        b"9" * 6_000,
        b"-",
        b"a\rb\nc",
        "\u0663".encode(),
        b"nan",
        b"<unknown>",
        b"\\",
        b"\\x",
    ],
)
def test_every_header_of_every_event_takes_any_value(value: bytes) -> None:
    for name in ALL:
        raw = f"Event: {name}\r\n".encode() + body([header + b": " + value for header in _names_of(name)])
        use(one(raw))


@settings(max_examples=examples(500), deadline=None)
@given(data=st.data(), name=st.sampled_from(ALL))
def test_any_bytes_under_any_event_name_are_an_event(data: st.DataObject, name: str) -> None:
    header = st.one_of(st.sampled_from(_names_of(name)), st.binary(max_size=6))
    line = st.tuples(header, st.sampled_from([b":", b": ", b""]), st.binary(max_size=12)).map(b"".join)
    raw = f"Event: {name}\r\n".encode() + body(data.draw(st.lists(line, max_size=8)))
    decoder = Decoder(events.lookup(name) or events.UnknownEvent)
    for seq in range(3):
        event = decoder.decode(text(raw), seq, READ)
        assert event.raw == raw
        use(event)


@settings(max_examples=examples(200), deadline=None)
@given(first=st.binary(max_size=12), lines=st.lists(st.binary(max_size=16), max_size=6))
def test_any_bytes_after_the_greeting_are_taken(first: bytes, lines: list[bytes]) -> None:
    rig = Rig()
    request = rig.ask("Ping", "QXVZKJ-1")
    rig.feed(b"Event: " + body([first, *lines]), b"Response:" + body([b"ActionID: QXVZKJ-1", *lines]))
    rig.feed(body([first, *lines]), frame("Event: Hangup"))
    assert rig.events[-1].name == "Hangup"
    assert request.reply is None or request.done


def test_json_holds_the_typed_fields_and_the_headers_that_none_of_them_holds() -> None:
    event = one(
        b"Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: Order\r\nNumber: 17\r\nNumber: 18\r\n\r\n"
    )
    shown = msgspec.json.decode(msgspec.json.encode(event))
    assert shown == {
        "event": "UserEvent",
        "extra": [["Number", "17"], ["Number", "18"]],
        "privilege": ["user", "all"],
        "user_event": "Order",
    }
    assert msgspec.json.decode(msgspec.json.encode(event), type=events.UserEvent) == event


def test_headers_are_parsed_once_and_know_nothing_of_their_event(hangup: events.Hangup) -> None:
    headers = hangup.headers
    assert headers["Channel"] == headers.get("CHANNEL")
    pairs = headers.multi_items()
    assert hangup.headers is headers
    assert hangup.headers.multi_items() == pairs
    assert hangup not in gc.get_referents(*gc.get_referents(headers))
