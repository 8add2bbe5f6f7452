"""The whole incoming side: the same messages for any chunking, kinds, junk, counters, bounds."""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyio_ami import events
from anyio_ami.actions import Answer
from anyio_ami.errors import OutcomeUnknown, ProtocolError
from anyio_ami.policy import Limits
from tests._reach import examples

from ._rig import (
    GREETING,
    LARGE_FILES,
    OLD_GREETING,
    PREFIX,
    SERVER_FILES,
    SMALL_FILES,
    Rig,
    event_frames,
    frame,
    frames,
    pieces,
    split,
    stream,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MINE = PREFIX + "1"


def seen(rig: Rig) -> list[Any]:
    return [(type(e), e, e.extra, e.raw, e.seq) for e in rig.events]


def read(parts: list[bytes]) -> Rig:
    return Rig(greeting=b"").feed(*parts)


def counters(rig: Rig) -> tuple[int, ...]:
    receiver = rig.receiver
    return (receiver.frames, receiver.seq, receiver.junk, rig.correlator.unmatched)


def add_up(rig: Rig, data: bytes) -> None:
    """Every frame is an event, a reply or junk."""
    everything, _ = split(data)
    kinds = [one.split(b"\r\n")[0].split(b":")[0].lower() for one in everything]
    receiver = rig.receiver
    assert receiver.frames == len(everything)
    assert receiver.seq == kinds.count(b"event") == len(rig.events)
    assert rig.correlator.unmatched == kinds.count(b"response")
    assert receiver.junk == len(everything) - kinds.count(b"event") - kinds.count(b"response")
    counted = rig.router.counts()
    assert sum(delivered + skipped for delivered, skipped in counted.values()) == receiver.seq
    assert [e.seq for e in rig.events] == list(range(1, receiver.seq + 1))


@pytest.mark.parametrize("name", SERVER_FILES)
def test_a_capture_whole_or_in_segments_gives_the_same_messages(name: str) -> None:
    data = stream(name)
    whole = read([data])
    add_up(whole, data)
    assert [e.raw for e in whole.events] == [f for f in frames(name) if f.lower().startswith(b"event:")]
    cut = read([data[n : n + 1460] for n in range(0, len(data), 1460)])
    assert seen(cut) == seen(whole)
    assert counters(cut) == counters(whole)


@pytest.mark.parametrize("name", [n for n in SMALL_FILES if len(stream(n)) < 6_000])
def test_a_capture_byte_by_byte_gives_the_same_messages(name: str) -> None:
    data = stream(name)
    whole, cut = read([data]), Rig(greeting=b"").bytewise(data)
    assert seen(cut) == seen(whole)
    assert counters(cut) == counters(whole)


@settings(max_examples=examples(40), deadline=None)
@given(
    name=st.sampled_from(SMALL_FILES + LARGE_FILES[:6]), cuts=st.lists(st.integers(0, 1 << 30), max_size=30)
)
def test_a_capture_cut_anywhere_gives_the_same_messages(name: str, cuts: list[int]) -> None:
    data = stream(name)
    assert seen(read(pieces(data, cuts))) == seen(read([data]))


_MESSAGES = st.lists(
    st.one_of(
        st.sampled_from([one for kind in sorted(event_frames()) for one in event_frames()[kind][:1]]),
        st.sampled_from(
            [
                b"\r\n",
                frame("Response: Success", f"ActionID: {MINE}"),
                frame("Event: UserEvent", f"ActionID: {MINE}"),
                frame("Event: Nobody", f"ActionID: {MINE}"),
                frame("junk"),
                frame("Event:"),
            ]
        ),
    ),
    max_size=12,
).map(b"".join)


@settings(max_examples=examples(150), deadline=None)
@given(body=_MESSAGES, cuts=st.lists(st.integers(0, 1 << 20), max_size=8))
def test_any_mixture_of_messages_is_the_same_for_any_chunking(body: bytes, cuts: list[int]) -> None:
    data = GREETING + body
    whole, cut = read([data]), read(pieces(data, cuts))
    assert seen(cut) == seen(whole)
    assert counters(cut) == counters(whole)


def test_nothing_wanted_is_nothing_decoded_but_everything_counted() -> None:
    data = stream("22-basic.ami")
    rig = Rig(types=(events.Hangup,), greeting=b"").feed(data)
    everything = [f for f in frames("22-basic.ami") if f.startswith(b"Event: ")]
    assert rig.raws == [f for f in everything if f.startswith(b"Event: Hangup\r\n")]
    assert rig.receiver.seq == len(everything)
    # The numbers of what was skipped are holes in what a subscriber sees, in the right places.
    assert [e.seq for e in rig.events] == [
        n for n, f in enumerate(everything, 1) if f.startswith(b"Event: Hangup\r\n")
    ]
    assert rig.router.counts()["Hangup"] == (len(rig.events), 0)
    assert rig.router.counts()["Newchannel"][0] == 0


def test_a_change_of_subscriptions_counts_from_the_next_event_on() -> None:
    rig = Rig(types=())
    hangup = event_frames()["Hangup"][0]
    rig.feed(hangup)
    rig.types = (events.Hangup,)
    rig.router.refresh()
    rig.feed(hangup)
    assert [e.seq for e in rig.events] == [2]


# -- the first line decides --------------------------------------------------------------------------


def test_an_event_with_a_response_header_is_an_event() -> None:
    originates = [
        f for name in ("wire-originate-22-server.ami", "wire-originate-16-server.ami") for f in frames(name)
    ]
    originates = [f for f in originates if f.startswith(b"Event: OriginateResponse\r\n")]
    assert originates
    rig = Rig().feed(*originates)
    assert all(type(e) is events.OriginateResponse for e in rig.events)
    assert rig.raws == originates
    assert {e.response for e in rig.events} == {"Success", "Failure"}
    assert rig.correlator.unmatched == 0


def test_a_reply_whose_value_forged_an_event_line_is_a_reply() -> None:
    rig = Rig()
    request = rig.ask("Getvar", MINE)
    rig.feed(
        frame(
            "Response: Success", f"ActionID: {MINE}", "Variable: X", "Value: a", "Event: Hangup", "Channel: y"
        )
    )
    assert request.done
    assert request.reply.headers["Event"] == "Hangup"
    assert rig.events == []
    assert rig.receiver.seq == 0


@pytest.mark.parametrize("version", ["16", "22"])
def test_an_event_with_forged_lines_is_the_event_of_its_first_line(version: str) -> None:
    name = f"wire-userevent-odd-{version}-server.ami"
    event_frame = next(f for f in frames(name) if f.startswith(b"Event: UserEvent"))
    # Our own pending action has the ActionID that the event repeats.
    rig = Rig(prefix="ue")
    request = rig.ask("UserEvent", "ue1")
    rig.feed(event_frame)
    assert not request.done
    (event,) = rig.events
    assert type(event) is events.UserEvent
    assert event.raw == event_frame
    assert event.headers.get_all("Event") == ["UserEvent", "Fake"]
    assert event.action_id == "ue1"
    assert event.privilege == ("user", "all")
    assert event.headers.unparsed == ["NoColonLine"]
    assert event.headers["CR"] == "a\rb"
    assert event.headers["Lead"] == "  three spaces  "
    assert event.headers[""] == "startscolon"
    assert "\u2028" in event.headers["Seps"]
    assert "\x85" in event.headers["Seps"]
    assert event.headers["Bin"].encode("utf-8", "surrogateescape") == b"\xff\xfe"


@pytest.mark.parametrize(
    "value", ["a\rb", "a\nb", "\n", "\r", "a\u2028b", "a\x85b", "a\x0bb\x0cc\x1cd\x1ee", "\r\r", "x\n\n"]
)
def test_only_crlf_ends_a_line(value: str) -> None:
    one = frame("Event: Hangup", f"Channel: {value}", "Uniqueid: u")
    for _ in range(3):  # once the general way, then with what was learned
        rig = Rig().feed(one, one, one)
        assert [(e.channel, e.unique_id, e.raw) for e in rig.events] == [(value, "u", one)] * 3


def test_empty_messages_are_skipped() -> None:
    rig = Rig(greeting=b"")
    request = rig.ask("QueueRule", MINE)
    rig.feed(
        GREETING + b"\r\n\r\n\r\n",
        frame("Response: Success", f"ActionID: {MINE}") + b"\r\n",
        frame("Event: Hangup") + b"\r\n\r\n" + frame("Event: Newchannel"),
        b"\r\n",
    )
    assert request.done
    assert rig.names == ["Hangup", "Newchannel"]
    assert (rig.receiver.frames, rig.receiver.junk) == (3, 0)


@pytest.mark.parametrize("first", ["Event:", "Event: "])
def test_an_event_with_an_empty_name_is_an_unknown_event(first: str) -> None:
    rig = Rig().feed(frame(first, "Channel: x"))
    (event,) = rig.events
    assert isinstance(event, events.UnknownEvent)
    assert (event.name, event.event_name, event.seq) == ("", "", 1)
    assert event.extra == (("Channel", "x"),)


def test_the_kind_is_found_in_any_spelling() -> None:
    rig = Rig()
    request = rig.ask("Ping", MINE)
    rig.feed(frame("EVENT:Hangup", "channel:x"), frame("rEsPonse:Success", f"actionid:{MINE}"))
    assert [(type(e), e.channel) for e in rig.events] == [(events.Hangup, "x")]
    assert request.reply.outcome == "Success"


def test_junk_is_counted_told_once_and_never_searched_for_events(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    rig = Rig()
    request = rig.ask("Ping", MINE)
    secret = "Secret: hunter2"
    rig.feed(
        frame("pieces of a torn line", "Event: Hangup", f"ActionID: {MINE}", secret),
        frame("Eventual: x", "Response: Success", f"ActionID: {MINE}"),
        frame("Event"),
        frame(" Event: Hangup"),
        frame("\nEvent: Hangup"),
    )
    assert (rig.receiver.junk, rig.receiver.frames, rig.receiver.seq, rig.events) == (5, 5, 0, [])
    assert not request.done
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "node" in caplog.text
    assert "hunter2" not in caplog.text
    other = Rig().feed(frame("junk"))
    assert other.receiver.junk == 1
    assert len(caplog.records) == 2, "one warning for each connection"


@pytest.mark.parametrize("version", ["16", "22"])
def test_forged_messages_in_events_are_events_of_their_own(version: str) -> None:
    name = f"wire-newline-events-{version}-server.ami"
    rig = Rig(greeting=b"").feed(stream(name))
    forged = [e for e in rig.events if e.name == "Forged"]
    assert forged
    assert all(type(e) is events.UnknownEvent for e in forged)
    sets = [e for e in rig.events if isinstance(e, events.VarSet)]
    assert any("line1\nline2\r\nInjected: yes\r\n\r\nEvent: Forged" in e.value for e in sets)
    add_up(rig, stream(name))


@pytest.mark.parametrize("version", ["16", "22"])
def test_forged_messages_in_answers_settle_nothing(version: str) -> None:
    name = f"wire-newline-actions-{version}-server.ami"
    rig = Rig(prefix="nl", greeting=b"")
    others = [rig.ask("Ping", f"nl{n}") for n in range(100, 110)]
    getvar = rig.ask("Getvar", "nl2", Answer(response="GetvarResponse"))
    status = rig.ask("Status", "nl3", Answer(is_list=True, items=("Status",), complete="StatusComplete"))
    rig.feed(stream(name))
    assert getvar.reply.value == "line1\nline2"
    assert status.done
    assert status.end is not None
    assert not any(request.done for request in others)


# -- bounds ------------------------------------------------------------------------------------------


def sized(first: str, size: int) -> bytes:
    """A frame of so many bytes, its closing empty line included."""
    empty = frame(first, "X: ")
    return frame(first, "X: " + "y" * (size - len(empty)))


def lines(first: str, count: int) -> bytes:
    """A frame of so many lines, the first included."""
    return frame(first, *("X: y" for _ in range(count - 1)))


SMALL = Limits(event_bytes=3_000, event_headers=20, response_bytes=6_000, response_lines=40)
REPLY = "Response: Success"
BOUNDS: list[tuple[str, Callable[[str, int], bytes], str, int]] = [
    ("event_bytes", sized, "Event: Hangup", 3_000),
    ("event_bytes", sized, "Event: Nobody", 3_000),
    ("event_bytes", sized, "junk", 3_000),
    ("event_headers", lines, "Event: Hangup", 20),
    ("event_headers", lines, "Event: Nobody", 20),
    ("response_bytes", sized, REPLY, 6_000),
    ("response_bytes", sized, "rESPONSE:Success", 6_000),
    ("response_lines", lines, REPLY, 40),
]


@pytest.mark.parametrize("before", [b"", b"\r\n"], ids=["", "after-an-empty-message"])
@pytest.mark.parametrize("bytewise", [False, True], ids=["whole", "bytewise"])
@pytest.mark.parametrize(("limit", "make", "first", "bound"), BOUNDS)
def test_a_frame_at_its_bound_passes_and_one_past_it_is_named(
    limit: str, make: Callable[[str, int], bytes], first: str, bound: int, bytewise: bool, before: bytes
) -> None:
    def rig_for(data: bytes) -> Rig:
        rig = Rig(limits=SMALL)
        return rig.bytewise(before + data) if bytewise else rig.feed(before + data)

    assert rig_for(make(first, bound)).receiver.frames == 1
    with pytest.raises(ProtocolError, match=rf"Limits\.{limit}\b"):
        rig_for(make(first, bound + 1))


@pytest.mark.parametrize("learned", [False, True])
@pytest.mark.parametrize("value", ["y", "é", "\u20ac", "\udcff"])
def test_bytes_are_counted_not_characters(value: str, learned: bool) -> None:
    size = len(value.encode("utf-8", "surrogateescape"))
    one = frame("Event: Hangup", "Channel: " + value * 400)
    rig = Rig(limits=Limits(event_bytes=len(one)))
    rig.feed(*[frame("Event: Hangup", "Channel: x")] * (3 if learned else 0))
    rig.feed(one)
    assert rig.events[-1].raw == one
    with pytest.raises(ProtocolError, match=r"Limits\.event_bytes"):
        rig.feed(frame("Event: Hangup", "Channel: " + value * 400 + "z" * size))


def test_an_unfinished_frame_is_bounded_by_what_it_begins_as() -> None:
    Rig(limits=SMALL).feed(REPLY.encode() + b"\r\nX: " + b"y" * 5_900)
    for first in (b"Event: X\r\n", b"junk\r\n", b"\nResponse: Success\r\n", b"Responses: X\r\n"):
        with pytest.raises(ProtocolError, match=r"Limits\.event_bytes"):
            Rig(limits=SMALL).feed(first + b"y" * 3_000)
    with pytest.raises(ProtocolError, match=r"Limits\.response_bytes"):
        Rig(limits=SMALL).feed(REPLY.encode() + b"\r\nX: " + b"y" * 6_000)
    with pytest.raises(ProtocolError, match=r"Limits\.response_bytes"):
        Rig(limits=Limits(event_bytes=9_000, response_bytes=6_000)).feed(
            REPLY.encode() + b"\r\n" + b"y" * 6_000
        )


def test_follows_of_an_old_server_is_bounded_too() -> None:
    rig = Rig(limits=SMALL, greeting=OLD_GREETING)
    with pytest.raises(ProtocolError, match=r"Limits\.response_bytes"):
        rig.feed(b"Response: Follows\r\n" + b"line\n\r\n\r\n" * 2_000)


@pytest.mark.parametrize(
    "past", [sized("Event: X", 3_001), b"Event: X\r\n" + b"y" * 3_000, sized(REPLY, 6_001)]
)
def test_what_came_before_the_culprit_in_the_same_read_is_handed_on(past: bytes) -> None:
    rig = Rig(limits=SMALL)
    request = rig.ask("Ping", MINE)
    good = frame("Event: Hangup", "Channel: x")
    with pytest.raises(ProtocolError):
        rig.feed(good + frame(REPLY, f"ActionID: {MINE}") + good + past)
    assert rig.raws == [good, good]
    assert request.done
    assert request.error is None


def test_past_a_bound_pending_actions_are_told_that_their_outcome_is_unknown() -> None:
    rig = Rig(limits=SMALL)
    request = rig.ask("Originate", MINE)
    with pytest.raises(ProtocolError) as caught:
        rig.feed(sized("Event: X", 3_001))
    rig.correlator.lose(str(caught.value), caught.value)
    assert isinstance(request.error, OutcomeUnknown)
    assert request.error.__cause__ is caught.value
    assert "Limits.event_bytes" in str(request.error)


def test_the_default_bounds_are_those_that_are_documented() -> None:
    limits = Limits()
    assert (limits.event_bytes, limits.event_headers) == (256 << 10, 1_024)
    assert (limits.response_bytes, limits.response_lines) == (16 << 20, 262_144)
    assert (limits.list_items, limits.list_bytes, limits.pending) == (1_000_000, 256 << 20, 10_000)
    one = sized("Event: Hangup", 256 << 10)
    assert Rig().feed(one).raws == [one]
    with pytest.raises(ProtocolError):
        Rig().feed(sized("Event: Hangup", (256 << 10) + 1))


def test_a_server_that_invents_names_cannot_make_the_tables_grow() -> None:
    rig = Rig()
    rig.feed(b"".join(frame(f"Event: Invented{n}") for n in range(5_000)))
    rig.feed(b"".join(frame(f"Event: {'x' * 10_000}{n}") for n in range(50)))
    assert rig.receiver.seq == len(rig.events) == 5_050
    assert rig.events[4_999].name == "Invented4999"
    counts = rig.router.counts()
    assert len(counts) <= 4_097
    assert max(map(len, rig.router.current)) < 300
    assert len(rig.router.current) <= 4_096
    assert sum(delivered for delivered, _ in counts.values()) == 5_050
    rig.feed(frame("Event: Hangup"))
    assert type(rig.events[-1]) is events.Hangup


# -- what an event holds -----------------------------------------------------------------------------


def reachable(start: object) -> list[object]:
    found: dict[int, object] = {}
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if id(one) not in found and not isinstance(one, type):
            found[id(one)] = one
            waiting.extend(gc.get_referents(one))
    return list(found.values())


def test_an_event_owns_a_copy_of_its_own_frame_and_nothing_more_of_the_read() -> None:
    one = event_frames()["Newchannel"][0]
    rig = Rig().feed(one, one, one * 200, frame("Event: Nobody", "X: y") * 50)
    for event in rig.events:
        held = [*reachable(event._frame), *(getattr(event, field) for field in event.__struct_fields__)]
        longest = max(len(part) for part in held if isinstance(part, (str, bytes)))
        assert longest == len(event.raw)


def test_events_of_one_read_share_its_stamps_and_session() -> None:
    rig = Rig()
    one = frame("Event: Hangup", "Channel: x")
    rig.receiver.feed(one + one, 10.0, 20.0)
    rig.receiver.feed(one, 11.0, 21.0)
    first, second, third = rig.events
    assert first.received is second.received
    assert (first.received.monotonic, first.received.wall) == (10.0, 20.0)
    assert third.received == (11.0, 21.0)
    assert first.session is third.session
    assert (first.session.node, first.session.endpoint, first.session.number) == ("node", "127.0.0.1:5038", 1)
