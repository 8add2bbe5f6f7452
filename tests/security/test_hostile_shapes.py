"""Messages of shapes that no Asterisk sends: each is one message with what came, and no more than that."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyio_ami import actions, events, from_json, responses, to_json
from anyio_ami._messages.plans import plan_of
from anyio_ami._wire import layouts
from anyio_ami.actions import Answer
from anyio_ami.events._index import AREAS
from anyio_ami.policy import Limits
from tests._reach import examples

from ..wire._rig import PREFIX, Rig, frame, split
from .hostile import GREETING, hostile, message, still_works

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = sorted(AREAS)
LARGE = Limits(event_bytes=2 << 20)
PLACEHOLDER = r"\{\w+(?::\w+)?\}"
VALUES = [
    "",
    " ",
    "-",
    "9" * 100,
    "9" * 5_000,
    "-9223372036854775809",
    "1e999",
    "nan",
    "\u0661\u0662",
    "\0",
    "\n",
    "\r",
    "a\r\rb\n\nc",
    "\udcff\udcfe",
    "\\",
    "\\x",
    "x" * 1_000,
    "=",
    ",,,",
    ":",
]


def headers_of(name: str) -> list[str]:
    """Every header that the class of this event knows, and a few that it does not."""
    cls = events.lookup(name)
    assert cls is not None
    known = [field.header for field in plan_of(cls).fields if field.header]
    # Families of numbered headers.
    return [re.sub(PLACEHOLDER, "7", header) for header in known] + ["ActionID", "EventList", "", " "]


def read(event: Any) -> None:
    """Look at everything that a user can look at."""
    assert event.raw.endswith(b"\r\n\r\n")
    for field in event.__struct_fields__:
        getattr(event, field)
    assert repr(event)
    assert dict(event.headers)
    hash(event)
    assert from_json(to_json(event)) == event


@pytest.mark.parametrize("name", NAMES)
def test_an_event_of_a_known_name_with_any_values_is_one_event(name: str) -> None:
    rig = Rig(limits=LARGE)
    raws = []
    for value in VALUES:
        lines = [f"Event: {name}", *(f"{header}: {value}" for header in headers_of(name))]
        # Thrice, so that its layout is learned; then once more with every header twice.
        for shape in (lines, lines, lines, [*lines, *lines[1:]] if len(value) < 1_000 else lines):
            raws.append(frame(*shape))
            rig.feed(raws[-1])
    assert rig.raws == raws
    assert set(rig.names) == {name}
    for event in rig.events:
        read(event)
    assert rig.correlator.unmatched == 0


_JUNK = st.one_of(
    st.sampled_from(
        [
            b"\r\n", b"\r", b"\n", b"\0", b"\r\n\r\n", b"\n\n", b"\r\r\n", b":", b": ", b" ", b"Event: ",
            b"Event: Hangup\r\n", b"event:Hangup", b"Response: ", b"Response: Success\r\n",
            b"Response: Follows\r\n", b"ActionID: ", PREFIX.encode(), PREFIX.encode() + b"1",
            b"EventList: start\r\n", b"EventList: Complete\r\n", b"--END COMMAND--\r\n\r\n",
            b"Channel: x\r\n", b"Cause: 16\r\n", b"\xff\xfe", b"\xe2\x84\xaa", b"\xc4\xb1",
        ]
    ),
    st.binary(max_size=6),
)  # fmt: skip


@settings(max_examples=examples(200), deadline=None, derandomize=True)
@given(parts=st.lists(_JUNK, max_size=60), old=st.booleans(), listing=st.booleans())
def test_whatever_comes_is_cut_at_empty_lines_alone_and_raises_nothing(
    parts: list[bytes], old: bool, listing: bool
) -> None:
    greeting = b"Asterisk Call Manager/1.1\r\n" if old else GREETING
    data = b"".join(parts)
    rig = Rig(greeting=greeting)
    answer = actions.IAXpeers.__answer__ if listing else None
    request = rig.ask("X", f"{PREFIX}1", answer)
    rig.feed(data)
    whole, rest = split(greeting + data)
    assert rig.receiver.frames == len([one for one in whole if one.strip(b"\r\n")])
    assert rig.receiver.buffer.unfinished.lstrip(b"\r\n") == rest.lstrip(b"\r\n")
    for event in rig.events:
        read(event)
    assert request.error is None


def test_layouts_that_change_with_each_message_are_not_learned_for_ever() -> None:
    """What is compiled is bounded, in each connection and in the process; and the events are right."""
    layouts.compile_layout.cache_clear()
    rig = Rig()
    names = ["Channel", "Cause", "Uniqueid", "Linkedid", "Context", "Exten", "Priority", "AccountCode"]
    orders = itertools.islice(itertools.permutations(names), 2_000)
    for order in orders:
        raw = frame("Event: Hangup", *(f"{name}: {place}" for place, name in enumerate(order)))
        rig.feed(raw * 4)
        assert [event.headers["Cause"] for event in rig.events] == [str(order.index("Cause"))] * 4
        assert [event.raw for event in rig.events] == [raw] * 4
        rig.events.clear()
    assert layouts.compile_layout.cache_info().currsize <= layouts.COMPILED_PER_DECODER
    route = rig.router.route("Hangup")
    assert len(route.layouts) <= layouts.LAYOUTS_PER_DECODER


def test_the_learned_layouts_of_a_process_are_bounded() -> None:
    limit = layouts.compile_layout.cache_info().maxsize
    assert limit is not None
    assert limit <= 1_024


@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_a_header_name_of_100_kb_is_kept_as_it_is_and_makes_nothing_slow(size: int) -> None:
    rig = Rig(limits=LARGE)
    raw = frame("Event: Hangup", "x" * size + ": y", "Channel: z")
    rig.feed(*[raw] * 10)
    assert rig.raws == [raw] * 10
    assert rig.events[-1].channel == "z"
    assert rig.events[-1].headers["X" * size] == "y"
    assert not rig.router.route("Hangup").layouts


def test_a_header_that_repeats_a_thousand_times_is_kept_in_order() -> None:
    rig = Rig()
    raw = frame("Event: Hangup", *(f"Cause: {n}" for n in range(1_000)))
    rig.feed(*[raw] * 4)
    assert {event.raw for event in rig.events} == {raw}
    assert rig.events[-1].cause == 0
    assert rig.events[-1].headers.get_all("cause") == [str(n) for n in range(1_000)]


@pytest.mark.anyio
async def test_a_client_lives_through_all_of_it() -> None:
    """The same against a client: invalid UTF-8, NUL, other shapes, huge names, new names without an end."""

    def mess() -> Iterator[bytes]:
        for number in range(4_500):
            yield message(f"Event: Invented{number}", "A: b")
        for name in NAMES[::5]:
            yield message(
                f"Event: {name}", "Channel: \udcff".encode("utf-8", "surrogateescape"), "Cause: \0\n\r"
            )
            yield message(f"Event: {name}", "x" * 100_000 + ": y")
        yield b"\r\n" * 1_000 + b"\0\r\n\r\n" + b"\n\n\r\r\r\n\r\n" + b"\xff" * 1_000 + b"\r\n\r\n"

    async with hostile(memory=64) as server, server.client() as ami:
        async with ami.subscribe(events.Hangup, events.UnknownEvent, buffer=100_000) as stream:
            server.line.say(mess())
            server.line.say([message("Event: Hangup", "Channel: last")])
            while (event := await stream.receive()).headers.get("Channel") != "last":
                assert event.raw
        await still_works(ami)
        assert ami.stats.junk == 3
        assert len(ami.stats.events) < 4_200
    assert server.errors == []


ANSWERS = sorted({getattr(actions, name).__answer__.response for name in actions.NAMES})


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_of_any_class_with_any_values_is_an_answer(name: str) -> None:
    cls = responses.lookup(name)
    assert cls is not None
    known = [
        field.header for field in plan_of(cls).fields if field.header not in ("", "Response", "ActionID")
    ]
    rig = Rig()
    for number, value in enumerate(VALUES):
        action_id = f"{PREFIX}{number}"
        request = rig.ask("X", action_id, Answer(response=name))
        lines = [f"{re.sub(PLACEHOLDER, '7', header)}: {value}" for header in known]
        raw = frame("Response: Success", f"ActionID: {action_id}", *lines, *lines)
        rig.feed(raw)
        assert request.done
        assert request.reply.raw == raw
        assert type(request.reply) is cls
        read(request.reply)
    assert rig.correlator.idle
