"""The fast path and the general way give the same events, for real and for mangled frames."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyio_ami import events, responses
from anyio_ami._messages.headers import Headers
from anyio_ami._messages.message import Read, Received
from anyio_ami._messages.plans import plan_of
from anyio_ami._wire import layouts
from anyio_ami._wire.layouts import COMPILED_PER_DECODER, LAYOUTS_PER_DECODER, Decoder
from tests._reach import examples

from ._rig import DATA, INFO, Rig, event_frames, frame, text

READ = Read(INFO, Received(1.0, 2.0))
KINDS = sorted(event_frames())


def class_of(name: str) -> type[events.Event]:
    return events.lookup(name) or events.UnknownEvent


def same(fast: Any, slow: Any) -> None:
    assert type(fast) is type(slow)
    for field in slow.__struct_fields__:
        a, b = getattr(fast, field), getattr(slow, field)
        assert type(a) is type(b), field
        assert a == b or (isinstance(a, float) and math.isnan(a) and math.isnan(b)), field
        if isinstance(a, dict):
            # The order of keys and their types, which == does not see.
            assert repr(a) == repr(b), field
    assert fast == slow
    assert hash(fast) == hash(slow)
    assert repr(fast) == repr(slow)
    assert fast.extra == slow.extra
    assert fast.raw == slow.raw
    assert fast.headers == slow.headers
    assert (fast.seq, fast.session, fast.received) == (slow.seq, slow.session, slow.received)


def both(frames: list[bytes]) -> int:
    """Feed the same frames to a learning and to a general receiver; how many went by a layout."""
    fast, slow = Rig(learns=True), Rig(learns=False)
    data = b"".join(frames)
    fast.feed(data)
    slow.feed(data)
    assert len(fast.events) == len(slow.events) == len(frames)
    for a, b in zip(fast.events, slow.events, strict=True):
        same(a, b)
    return sum(len(route.decoder.layouts) for route in fast.router.current.values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_captured_frame_gives_the_same_event_both_ways(kind: str) -> None:
    cls = class_of(kind)
    some = event_frames()[kind][:120]
    # Three times: a layout is learned when it comes again, and used from then on.
    learned = both([one for one in some for _ in range(3)])
    short = any(len(one) < 2_048 for one in some)
    expects = (
        cls is not events.UnknownEvent
        and short
        and any(b":" in line for line in some[0].split(b"\r\n")[1:-2])
    )
    assert learned > 0 or not expects


@pytest.mark.parametrize("kind", KINDS)
def test_the_two_decoders_agree_on_whole_frames(kind: str) -> None:
    cls = class_of(kind)
    for one in event_frames()[kind][:20]:
        fast, slow = Decoder(cls), Decoder(cls, learns=False)
        for seq in range(3):
            same(fast.decode(text(one), seq, READ), slow.general(text(one), seq, READ))


_VALUES = st.one_of(
    st.sampled_from(
        [
            "", " ", "  x", "x ", "\r", "\n", "a\rb", "a\nb", "\r\r", "\n\n", "\x85", "\u2028", "0", "00",
            "007", "+5", "-5", "--5", "- 5", "1_000", "1e5", "1.5", ".5", "5.", "inf", "nan", "0x10",
            "\u0663", "\u00b2", "9" * 18, "9" * 19, "9" * 5_000, "yes", "YES", "Yes", "yEs", "true",
            "TRUE", "on", "1", "call,all", ",", "a,,b", "<unknown>", "(null)", "N/A", "\\n", "\\", "\\\\n",
            "\\r\\n\\\"", "Up", "UP", "16", "4294967296", "\udcff", "é", "a: b",
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=8),
)  # fmt: skip
_NAMES = st.one_of(
    st.sampled_from(
        [
            "", "Channel", "channel", "ActionID", "Privilege", "Variable", "ChanVariable", "chanvariable",
            "Event", "X-New", "Report0LSR", "Report00LSR", "Report1LSR", "Report999999999LSR",
            "Report9999999999LSR", "Rates(0)/Flat/Unit", "Rates(0)/flat/Unit", "Rates(1)/\u0663/Unit",
            "Rates(1)/3/Unit", "Rates(0)/" + "1" * 5_000 + "/Unit", "Timestamp", "SequenceNumber", "Line",
            "name", "seq", "raw", "self", "Cause(", ".*", "\\", "'", '"', "}{", "t0",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters=":"), max_size=6),
)  # fmt: skip


def clean(line: str) -> str:
    return line.replace("\r\n", "\r").removesuffix("\r")


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    kind = draw(st.sampled_from(KINDS))
    lines = text(draw(st.sampled_from(event_frames()[kind][:6])))[:-4].split("\r\n")
    first, rest = lines[0], lines[1:]
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(0, max(0, len(rest) - 1)))
        change = draw(
            st.sampled_from(["case", "drop", "add", "move", "repeat", "value", "space", "nospace", "nocolon"])
        )
        if change == "add" or not rest:
            rest.insert(place, f"{draw(_NAMES)}{draw(st.sampled_from([':', ': ']))}{draw(_VALUES)}")
            continue
        name, colon, value = rest[place].partition(":")
        if change == "case":
            rest[place] = draw(st.sampled_from([name.lower(), name.upper(), name.swapcase()])) + colon + value
        elif change == "drop":
            del rest[place]
        elif change == "move":
            rest.insert(draw(st.integers(0, len(rest) - 1)), rest.pop(place))
        elif change == "repeat":
            rest.insert(draw(st.integers(0, len(rest))), f"{name}: {draw(_VALUES)}")
        elif change == "value":
            rest[place] = f"{name}: {draw(_VALUES)}"
        elif change == "space":
            rest[place] = f"{name}:  {value}"
        elif change == "nospace":
            rest[place] = f"{name}:{value.strip()}"
        else:
            rest[place] = name
    kept = [line for line in map(clean, rest) if line]
    return "".join(line + "\r\n" for line in [first, *kept, ""]).encode("utf-8", "surrogateescape")


@settings(max_examples=examples(400), deadline=None)
@given(st.lists(mangled(), min_size=1, max_size=3))
def test_mangled_frames_give_the_same_event_both_ways(frames: list[bytes]) -> None:
    # In turn, so that one frame's layout meets the other's bytes.
    both([one for _ in range(3) for one in frames])


@settings(max_examples=examples(300), deadline=None)
@given(data=st.data(), kind=st.sampled_from(KINDS))
def test_a_learned_layout_takes_other_values_as_the_general_way_does(data: st.DataObject, kind: str) -> None:
    lines = text(event_frames()[kind][0])[:-4].split("\r\n")
    other = [lines[0]]
    for line in lines[1:]:
        name, colon, _ = line.partition(":")
        other.append(clean(f"{name}: {data.draw(_VALUES)}") if colon else line)
    mangled_frame = "".join(line + "\r\n" for line in [*other, ""]).encode("utf-8", "surrogateescape")
    both([event_frames()[kind][0]] * 3 + [mangled_frame] * 3)


# -- nothing grows without bound ---------------------------------------------------------------------


def test_a_server_that_never_repeats_a_layout_makes_us_compile_nothing() -> None:
    decoder = Decoder(events.Hangup)
    before = layouts.compile_layout.cache_info().misses
    for n in range(2_000):
        decoder.decode(text(frame("Event: Hangup", f"New{n}: x", "Channel: c")), n, READ)
    assert layouts.compile_layout.cache_info().misses == before
    assert decoder.layouts == []
    assert len(decoder._candidates) <= 16


def test_a_server_that_repeats_each_new_layout_makes_us_compile_a_bounded_number() -> None:
    rig = Rig()
    before = layouts.compile_layout.cache_info()
    for n in range(500):
        rig.feed(frame("Event: Hangup", f"Other{n}: x", "Channel: c") * 3)
    decoder = rig.router.current["Hangup"].decoder
    after = layouts.compile_layout.cache_info()
    assert after.misses - before.misses == COMPILED_PER_DECODER
    assert len(decoder.layouts) <= LAYOUTS_PER_DECODER
    assert after.maxsize is not None
    assert {e.channel for e in rig.events} == {"c"}
    assert len(rig.events) == 1_500


def test_a_changing_class_list_is_bounded_too() -> None:
    rig = Rig()
    before = layouts.compile_layout.cache_info().misses
    for n in range(200):
        rig.feed(frame("Event: Hangup", f"Privilege: call,new{n}", "Channel: c") * 3)
    assert layouts.compile_layout.cache_info().misses - before <= COMPILED_PER_DECODER
    assert rig.events[-1].privilege == ("call", "new199")


@pytest.mark.parametrize(
    "huge",
    [
        frame("Event: Hangup", *(f"H{n}: x" for n in range(300))),
        frame("Event: Hangup", "N" * 20_000 + ": x"),
        frame("Event: Hangup", "Privilege: " + "n" * 20_000),
    ],
)
def test_a_huge_layout_is_not_learned(huge: bytes) -> None:
    decoder = Decoder(events.Hangup)
    for n in range(5):
        decoder.decode(text(huge), n, READ)
    assert (decoder.layouts, decoder._candidates) == ([], {})


def test_what_is_generated_holds_no_text_of_the_server_but_as_data() -> None:
    hostile = ["'+exit()+'", '"', "\\", "{0}", "\n import os", "t0", "');x('"]
    lines = [f"Rates(0)/{name}/Unit: v" for name in hostile] + [f"{name}: w" for name in hostile]
    one = frame("Event: AOC-S", *lines)
    assert both([one] * 4) == 1
    event = Rig().feed(one * 4).events[-1]
    assert list(event.rates_unit) == [f"0/{name}" for name in hostile]


@pytest.mark.parametrize(
    ("learned", "other"),
    [
        (["Channel:a"], ["Channel: a"]),
        (["Channel: a"], ["Channel:a"]),
        (["Channel:"], ["Channel: "]),
        (["Channel: a", "channel: b"], ["channel: b", "Channel: a"]),
    ],
)
def test_separators_spelling_and_order_belong_to_a_layout(learned: list[str], other: list[str]) -> None:
    one, two = frame("Event: Hangup", *learned), frame("Event: Hangup", *other)
    assert both([one] * 3 + [two] * 3 + [one, two]) == 2


def test_two_spellings_of_one_numbered_header_lose_neither() -> None:
    one = frame("Event: RTCPSent", "Report0LSR: 1", "Report00LSR: 2", "report0lsr: 3")
    assert both([one] * 4) == 1
    for event in Rig().feed(one * 4).events:
        assert list(event.report_lsr.values()) == [1]
        assert event.extra == (("Report00LSR", "2"), ("report0lsr", "3"))


def test_the_last_learned_layout_is_tried_first() -> None:
    rig = Rig()
    old, new = frame("Event: Hangup", "Channel: a"), frame("Event: Hangup", "Uniqueid: a")
    rig.feed(old * 3, new * 3)
    decoder = rig.router.current["Hangup"].decoder
    assert len(decoder.layouts) == 2
    assert decoder.layouts[0].match(text(new), 0) is not None
    assert decoder.layouts[0].match(text(old), 0) is None


def _replies() -> list[tuple[str, str]]:
    """Every reply of the captures, with the name of each class that has answered such an action."""
    found: list[tuple[str, str]] = []
    for capture in sorted(DATA.glob("*.ami")):
        for part in capture.read_bytes().split(b"\r\n\r\n"):
            start = part.find(b"Response: ")
            if start >= 0:
                found.append((capture.name, text(part[start:] + b"\r\n\r\n")))
    return found


@pytest.mark.parametrize("name", ["Response", *responses.NAMES])
def test_every_captured_reply_is_the_same_both_ways(name: str) -> None:
    cls = responses.lookup(name)
    assert cls is not None
    learning, general = Decoder(cls), Decoder(cls, learns=False)
    for _, reply in _replies()[:600]:
        slow = general.decode(reply, None, READ)
        for _ in range(layouts._SEEN + 1):
            same(learning.decode(reply, None, READ), slow)


LINES = st.sampled_from(
    [
        *("Output: a", "Output: ", "Output:", "Output:b", "Output:  c", "output: d"),
        *("Output: \re", "Output: Output: f", "Message: g", "ActionID: 1", "no colon", "Privilege: h"),
    ]
)


@settings(max_examples=examples(500))
@given(st.lists(LINES, max_size=8))
def test_the_lines_of_a_commands_output_are_read_alike_wherever_they_stand(lines: list[str]) -> None:
    frame = "\r\n".join(["Response: Success", *lines]) + "\r\n\r\n"
    reply = Decoder(responses.CommandResponse).general(frame, None, READ)
    assert reply == plan_of(responses.CommandResponse).decode(Headers.from_frame(frame).multi_items())
    assert reply.output == reply.headers.get_all("Output")


def test_layouts_that_no_frame_has_any_more_are_forgotten() -> None:
    """Each of them would be tried on every frame."""
    rig = Rig(learns=True)
    for number in range(LAYOUTS_PER_DECODER):
        rig.feed(frame("Event: Newstate", "Channel: a", f"Last{number}: x") * 3)
    decoder = rig.router.current["Newstate"].decoder
    assert len(decoder.layouts) == LAYOUTS_PER_DECODER
    for number in range(500):
        rig.feed(frame("Event: Newstate", "Channel: a", f"New{number}: x"))
    assert decoder.layouts == []
    assert [event.channel for event in rig.events] == ["a"] * len(rig.events)


def test_layouts_of_which_a_rare_frame_is_not_are_kept() -> None:
    rig = Rig(learns=True)
    usual = frame("Event: Newstate", "Channel: a", "ChannelState: 6")
    rig.feed(usual * 3)
    decoder = rig.router.current["Newstate"].decoder
    known = list(decoder.layouts)
    for number in range(100):
        rig.feed(usual * 20 + frame("Event: Newstate", "Channel: a", f"New{number}: x"))
    assert decoder.layouts == known


def test_every_header_of_a_long_frame_is_parsed_once() -> None:
    rig = Rig(learns=True)
    rig.feed(frame("Event: UserEvent", *(f"Header{number}: {'x' * 100}" for number in range(100))))
    (event,) = rig.events
    assert event.headers["Header1"] == "x" * 100
    assert event.headers is event.headers
