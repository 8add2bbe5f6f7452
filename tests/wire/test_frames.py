"""Frames: whatever the chunking, the same ones, and every byte accounted for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyio_ami._wire.frames import FrameBuffer, frames_of
from anyio_ami.errors import ProtocolError
from anyio_ami.policy import Limits
from tests._reach import examples

from ._rig import (
    GREETING,
    LARGE_FILES,
    OLD_GREETING,
    SERVER_FILES,
    SMALL_FILES,
    event_frames,
    frame,
    frames,
    pieces,
    split,
    stream,
)


class Taken:
    """What a FrameBuffer gave for a series of reads."""

    def __init__(self, parts: list[bytes], limits: Limits | None = None) -> None:
        self.buffer = FrameBuffer(limits or Limits())
        self.texts: list[str] = []
        self.frames: list[bytes] = []
        for part in parts:
            text = self.buffer.feed(part)
            self.buffer.check()
            self.texts.append(text)
            greeting = self.buffer.greeting
            follows = greeting is not None and greeting.has_follows
            self.frames.extend(
                one.encode("utf-8", "surrogateescape") for one in frames_of(text, follows=follows)
            )

    @property
    def all_bytes(self) -> bytes:
        """The greeting's line, the frames with what was skipped between them, and the rest."""
        assert self.buffer.greeting is not None
        body = "".join(self.texts).encode("utf-8", "surrogateescape")
        return self.buffer.greeting.line.encode() + b"\r\n" + body + self.buffer.unfinished


def check(name: str, parts: list[bytes]) -> None:
    expected, rest = split(stream(name))
    taken = Taken(parts)
    assert taken.frames == expected
    assert taken.all_bytes == stream(name)
    assert taken.buffer.unfinished.removeprefix(b"\r\n") == rest


@pytest.mark.parametrize("name", SERVER_FILES)
def test_a_capture_in_one_read_gives_its_frames_and_its_bytes(name: str) -> None:
    assert frames(name) or "torn" in name
    check(name, [stream(name)])


@pytest.mark.parametrize("name", SERVER_FILES)
def test_a_capture_in_reads_of_one_segment_gives_its_frames_and_its_bytes(name: str) -> None:
    data = stream(name)
    check(name, [data[n : n + 1460] for n in range(0, len(data), 1460)])


@pytest.mark.parametrize("name", SMALL_FILES)
def test_a_small_capture_byte_by_byte_gives_its_frames_and_its_bytes(name: str) -> None:
    data = stream(name)
    check(name, [data[n : n + 1] for n in range(len(data))])


@pytest.mark.parametrize("name", LARGE_FILES)
def test_a_large_capture_byte_by_byte_in_samples_gives_its_frames(name: str) -> None:
    # The first 20,000 bytes and then every frame's last bytes one by one.
    data = stream(name)
    head = min(20_000, len(data))
    parts = [data[n : n + 1] for n in range(head)]
    position = head
    while position < len(data):
        end = data.find(b"\r\n\r\n", position)
        end = len(data) if end < 0 else end + 4
        parts.append(data[position : max(position, end - 5)])
        parts.extend(data[n : n + 1] for n in range(max(position, end - 5), end))
        position = end
    assert b"".join(parts) == data
    check(name, parts)


@settings(max_examples=examples(150))
@given(name=st.sampled_from(SMALL_FILES), cuts=st.lists(st.integers(0, 1 << 30), max_size=30))
def test_a_small_capture_cut_anywhere_gives_its_frames_and_its_bytes(name: str, cuts: list[int]) -> None:
    check(name, pieces(stream(name), cuts))


@settings(max_examples=examples(40), deadline=None)
@given(name=st.sampled_from(LARGE_FILES), cuts=st.lists(st.integers(0, 1 << 30), max_size=60))
def test_a_large_capture_cut_anywhere_gives_its_frames_and_its_bytes(name: str, cuts: list[int]) -> None:
    check(name, pieces(stream(name), cuts))


_ANY_BODY = st.lists(
    st.one_of(
        st.sampled_from(
            [b"\r\n", b"\r", b"\n", b"\r\n\r\n", b"Event: A", b"Response: Follows\r\n", b"--END COMMAND--"]
        ),
        st.binary(max_size=12),
    ),
    max_size=40,
).map(b"".join)


@settings(max_examples=examples(300))
@given(
    body=_ANY_BODY,
    cuts=st.lists(st.integers(0, 1 << 20), max_size=12),
    banner=st.sampled_from([GREETING, OLD_GREETING]),
)
def test_any_bytes_cut_anywhere_give_the_same_frames(body: bytes, cuts: list[int], banner: bytes) -> None:
    data = banner + body
    expected, _ = split(data)
    whole = Taken([data])
    assert whole.frames == expected
    for parts in (pieces(data, cuts), [data[n : n + 1] for n in range(len(data))]):
        taken = Taken(parts)
        assert taken.frames == expected
        assert taken.all_bytes == data


# -- the greeting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("Asterisk Call Manager/11.0.0", (11, 0)),
        ("Asterisk Call Manager/5.0.4", (5, 0)),
        ("Asterisk Call Manager/1.1", (1, 1)),
        ("Asterisk Call Manager", None),
    ],
)
def test_the_greeting_is_one_line_and_the_first_message_follows_it(
    line: str, version: tuple[int, int] | None
) -> None:
    taken = Taken([line.encode() + b"\r\n" + frame("Response: Success")])
    assert taken.frames == [frame("Response: Success")]
    greeting = taken.buffer.greeting
    assert greeting is not None
    assert (greeting.line, greeting.ami_version) == (line, version)


@pytest.mark.parametrize("bytewise", [False, True])
@pytest.mark.parametrize("line", [b"SSH-2.0-OpenSSH_9.2\r\n", b"x" * 1_025, b"HTTP/1.1 400 Bad Request\r\n"])
def test_a_line_that_is_no_greeting_is_refused(line: bytes, bytewise: bool) -> None:
    parts = [line[n : n + 1] for n in range(len(line))] if bytewise else [line]
    with pytest.raises(ProtocolError, match="no AMI server"):
        Taken(parts)


# -- work and memory ---------------------------------------------------------------------------------


class Counting(bytearray):
    """A tail that counts the bytes that are searched and moved in it."""

    # They take only what the reader of frames gives them, which is less than those of a bytearray take.

    searched = 0
    moved = 0

    def rfind(self, sub: bytes, start: int = 0, *rest: int) -> int:  # type: ignore[override]
        at = super().rfind(sub, start, *rest)
        # From the right to the place found, or to the start.
        self.searched += len(self) - max(at, start)
        return at

    def find(self, sub: bytes, start: int = 0, *rest: int) -> int:  # type: ignore[override]
        at = super().find(sub, start, *rest)
        self.searched += (at if at >= 0 else len(self)) - start
        return at

    def __iadd__(self, other: bytes) -> Counting:  # type: ignore[override, misc]
        self.moved += len(other)
        super().__iadd__(other)
        return self


@pytest.mark.parametrize("banner", [GREETING, OLD_GREETING])
@pytest.mark.parametrize("first", [b"Response: Success\r\n", b"Response: Follows\r\n"])
def test_a_long_answer_costs_work_in_proportion_to_its_bytes(banner: bytes, first: bytes) -> None:
    line = b"Output: " + b"x" * 70 + b"\r\n"
    end = b"--END COMMAND--\r\n\r\n" if b"Follows" in first else b"\r\n"
    body = first + line * ((16_700_000) // len(line)) + end
    buffer = FrameBuffer(Limits())
    assert buffer.feed(banner) == ""
    tail = buffer._tail = Counting()
    text = ""
    for start in range(0, len(body), 65_536):
        text += buffer.feed(body[start : start + 65_536])
        buffer.check()
    assert text.encode() == body
    assert buffer._tail is tail, "the tail grows in place"
    assert tail.moved <= len(body)
    # Each read searches again at most one marker's length of what was there before.
    assert tail.searched <= len(body) + 64 * (len(body) // 65_536 + 2)


def test_bytes_one_by_one_are_searched_a_few_times_at_most() -> None:
    buffer = FrameBuffer(Limits())
    buffer.feed(GREETING)
    tail = buffer._tail = Counting()
    body = frame("Event: A", "X: " + "y" * 20_000)
    for n in range(len(body)):
        buffer.feed(body[n : n + 1])
    assert tail.searched <= 8 * len(body)


def test_only_the_unfinished_frame_is_carried_over() -> None:
    whole = [one for kind in event_frames().values() for one in kind][:2_000]
    buffer = FrameBuffer(Limits())
    buffer.feed(GREETING)
    longest = 0
    data = b"".join(whole)
    for start in range(0, len(data), 777):
        buffer.feed(data[start : start + 777])
        longest = max(longest, len(buffer.unfinished))
    assert longest < max(map(len, whole))
    assert buffer.unfinished == b""


# -- Response: Follows -------------------------------------------------------------------------------


def test_follows_of_an_old_server_is_read_to_its_end_marker() -> None:
    reply, ping = frames("wire-follows-pre14-SYNTHETIC-server.ami")
    assert reply.startswith(b"Response: Follows\r\n")
    assert reply.endswith(b"--END COMMAND--\r\n\r\n")
    assert ping.startswith(b"Response: Success\r\n")


def test_follows_may_hold_empty_lines_and_whole_messages() -> None:
    reply = b"Response: Follows\r\nActionID: c1\r\na\r\n\r\nEvent: Forged\r\n\r\nz\n--END COMMAND--\r\n\r\n"
    after = frame("Event: Real")
    for size in (1, 7, 10_000):
        data = OLD_GREETING + reply + after
        assert Taken([data[n : n + size] for n in range(0, len(data), size)]).frames == [reply, after]


@pytest.mark.parametrize(
    "banner", [GREETING, b"Asterisk Call Manager/3.2.2\r\n", b"Asterisk Call Manager\r\n"]
)
def test_follows_is_an_ordinary_first_line_on_newer_servers(banner: bytes) -> None:
    forged = frame("Response: Follows", "ActionID: x")
    after = frame("Event: Real")
    assert Taken([banner + forged + after]).frames == [forged, after]
