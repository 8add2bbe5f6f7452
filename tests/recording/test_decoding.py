"""Bytes to messages and to masked frames, without a connection."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyio_ami import Limits, SessionInfo, errors, events, mask_frame, responses
from anyio_ami.decoding import FrameStream, MessageDecoder

DATA = Path(__file__).parent.parent / "data"
CAPTURES = sorted(DATA.glob("*.ami"))
GREETING = b"Asterisk Call Manager/11.0.0\r\n"
END = b"\r\n\r\n"

ACTIONS = (
    b"Action: Ping\r\nActionID: abc-1\r\n\r\n"
    b"Action: QueueStatus\r\nActionID: abc-2\r\n\r\n"
    b"Action: Getvar\r\nActionID: abc-3\r\nVariable: X\r\n\r\n"
)
ANSWERS = (
    b"Response: Success\r\nActionID: abc-1\r\nPing: Pong\r\nTimestamp: 1.5\r\n\r\n"
    b"Event: UserEvent\r\nUserEvent: one\r\n\r\n"
    b"Response: Success\r\nActionID: abc-2\r\nEventList: start\r\nMessage: Queue status will follow\r\n\r\n"
    b"Event: QueueParams\r\nActionID: abc-2\r\nQueue: q\r\nCalls: 3\r\n\r\n"
    b"Event: QueueStatusComplete\r\nActionID: abc-2\r\nEventList: Complete\r\nListItems: 1\r\n\r\n"
    b"Event: UserEvent\r\nUserEvent: two\r\n\r\n"
    b"Response: Success\r\nActionID: abc-3\r\nVariable: X\r\nValue: 7\r\n\r\n"
)


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[a:b] for a, b in pairwise(places)]


def test_replies_have_the_types_of_the_actions_that_were_sent() -> None:
    decoder = MessageDecoder()
    assert decoder.feed(GREETING) == []
    assert decoder.greeting == "Asterisk Call Manager/11.0.0"
    decoder.sent(ACTIONS)
    found = decoder.decode(ANSWERS)
    ping, one, begin, item, end, two, getvar = [decoded.message for decoded in found]
    assert isinstance(ping, responses.PingResponse)
    assert isinstance(begin, responses.Response)
    assert isinstance(item, events.QueueParams)
    assert item.calls == 3
    assert isinstance(end, events.QueueStatusComplete)
    assert isinstance(getvar, responses.GetvarResponse)
    assert getvar.value == "7"
    # What belongs to an answer has no number among the events.
    assert [message.seq for message in (one, item, end, two)] == [1, None, None, 2]
    assert [decoded.answers for decoded in found] == ["abc-1", None, *["abc-2"] * 3, None, "abc-3"]
    assert [decoded.complete for decoded in found] == [True, True, False, False, True, True, True]


def test_without_the_actions_nothing_is_left_out() -> None:
    decoder = MessageDecoder()
    found = decoder.feed(GREETING + ANSWERS)
    assert b"".join(message.raw or b"" for message in found) == ANSWERS
    assert [type(message).__name__ for message in found if isinstance(message, responses.Response)] == [
        "Response"
    ] * 3
    assert [message.seq for message in found if isinstance(message, events.Event)] == [1, 2, 3, 4]


def test_messages_say_where_they_come_from() -> None:
    session = SessionInfo("pbx", "pbx:5038", 4)
    (event,) = MessageDecoder(session).feed(GREETING + b"Event: X\r\n\r\n", monotonic=2.0, wall=3.0)
    assert event.session == session
    assert event.received == (2.0, 3.0)


@given(st.lists(st.integers(0, 10_000), max_size=12))
def test_messages_do_not_depend_on_where_the_reads_end(cuts: list[int]) -> None:
    whole = MessageDecoder()
    whole.feed(GREETING)
    whole.sent(ACTIONS)
    expected = whole.feed(ANSWERS)
    decoder = MessageDecoder()
    decoder.feed(GREETING)
    decoder.sent(ACTIONS)
    found = [message for piece in pieces(ANSWERS, cuts) for message in decoder.feed(piece)]
    assert found == expected
    assert [m.seq for m in found] == [m.seq for m in expected]
    assert decoder.unfinished == 0


def test_what_came_before_an_error_is_given_first() -> None:
    decoder = MessageDecoder(limits=Limits(event_bytes=4096))
    found = decoder.feed(GREETING + b"Event: X\r\n\r\nEvent: Y\r\nA: " + b"a" * 5000)
    assert [event.name for event in found] == ["X"]
    assert isinstance(decoder.error, errors.ProtocolError)
    with pytest.raises(errors.ProtocolError, match="event_bytes"):
        decoder.feed(END)
    with pytest.raises(errors.ProtocolError, match="no AMI server"):
        MessageDecoder().feed(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def test_actions_that_are_never_answered_do_not_pile_up() -> None:
    decoder = MessageDecoder(limits=Limits(pending=10))
    decoder.feed(GREETING)
    for number in range(100):
        decoder.sent(b"Action: Ping\r\nActionID: a-%d\r\n\r\n" % number)
    pong = b"Response: Success\r\nActionID: a-%d\r\nPing: Pong\r\n\r\n"
    assert isinstance(decoder.feed(pong % 99)[0], responses.PingResponse)
    # Of one that was forgotten nothing more is told.
    assert decoder.feed(b"Event: UserEvent\r\nUserEvent: x\r\n\r\n")


# Frames.


def masked(data: bytes) -> bytes:
    return b"".join(mask_frame(frame) + END for frame in data.split(END)[:-1])


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: path.stem)
def test_captured_frames_are_masked_as_each_by_itself(path: Path) -> None:
    data = path.read_bytes()
    head, _, rest = data.partition(b"\r\n") if data.startswith(b"Asterisk") else (b"", b"", data)
    frames = [frame.lstrip(b"\r\n") for frame in rest.split(END)[:-1]]
    whole = b"".join(frame + END for frame in frames if frame)
    stream = FrameStream(masked=True, greeting=bool(head))
    if head:
        assert stream.feed(head + b"\r\n") == head + b"\r\n"
    expected = masked(whole)
    # What comes often is told by fewer looks.
    for _ in range(10):
        assert stream.feed(whole) == expected


NAMES = st.sampled_from([
    "Variable", "Value", "Val", "Key", "Family", "AppData", "ChanVariable", "Secret", "Pin", "Channel",
    "Line-000001-000001", "Value-000001", "JSON", "Response", "ReceivedHash", "API-Key", "a\nSecret",
    "x\rToken", "", "Event", "Password ", "SetVar", "Output", "ApplicationData", "LastData",
    "Data", "Command",
])  # fmt: skip
VALUES = st.sampled_from([
    "DB_PASSWORD", "DB_PASSWORD=x", "FOO", "FOO=1,API_KEY=2", "", " ", "a:b", "MD5=1", "MD5", "k\xe9y",
    "\udcff", "x\ny", "Set(PIN=1)", "cidname", "auth", "a\rb",
    "  password   : x", "secret=x", "SET VARIABLE DB_PIN 3", "database get x PIN", "a: b\npin: 3",
])  # fmt: skip
FIRST = st.sampled_from([
    "Event: VarSet", "Event: Newexten", "Event: ChallengeResponseFailed", "Response: Success",
    "Event: DBGetResponse", "Action: Login", "Action: DBPut", "Secret: x", "Event:VarSet", "junk",
    "event: InvalidPassword", "Response: Follows", "Action: Command",
])  # fmt: skip
FRAME = st.tuples(FIRST, st.lists(st.tuples(NAMES, VALUES), max_size=5)).map(
    lambda frame: "".join(
        [f"{frame[0]}\r\n", *(f"{name}: {value}\r\n" for name, value in frame[1]), "\r\n"]
    ).encode("utf-8", "surrogateescape")
)


@given(st.lists(FRAME, max_size=12), st.lists(st.integers(0, 10_000), max_size=8))
def test_any_frames_are_masked_as_each_by_itself_wherever_they_are_cut(
    frames: list[bytes], cuts: list[int]
) -> None:
    stream = FrameStream(masked=True, greeting=False)
    data = b"".join(frames)
    for _ in range(10):
        assert b"".join(stream.feed(piece) for piece in pieces(data, cuts)) == masked(data)


def test_after_lost_bytes_it_goes_on_with_the_next_frame() -> None:
    stream = FrameStream(masked=True)
    assert stream.feed(GREETING + b"Event: A\r\n\r\nEvent: B\r\nSecr") == GREETING + b"Event: A\r\n\r\n"
    stream.skip()
    assert stream.skipped == len(b"Event: B\r\nSecr")
    assert stream.feed(b"hunter2\r\nX: Y\r\n\r") == b""
    skipping = stream.skips
    assert stream.feed(b"\nEvent: C\r\n\r\nEv") == b"Event: C\r\n\r\n"
    assert (skipping, stream.skips) == (True, False)
    assert stream.skipped == len(b"Event: B\r\nSecr" + b"hunter2\r\nX: Y\r\n\r\n")
    assert stream.unfinished == 2
