"""Headers: ordered, repeated, without regard to case, lossless."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyio_ami import events
from anyio_ami._messages.headers import Headers
from tests._reach import examples

from ._rig import Rig, event_frames, frame, frames, text

FRAME = text(
    frame(
        "Event: Hangup",
        "Channel: a",
        "uniqueid: 1",
        "Uniqueid: 2",
        "UNIQUEID:3",
        "Empty:",
        "Empty2: ",
        "no colon here",
        "Lead:   x  ",
        "Colon: a: b:c",
        ": nameless",
        "Variable: A=1",
        "variable: B=x=y",
        "Variable: A=2",
        "Variable: bare",
        b"Bin: \xff\xfe\x80",
        "Tab:\tx",
        "Last: a\rb\nc\u2028d\x85e",
        " Space : y",
    )
)


@pytest.fixture
def headers() -> Headers:
    return Headers.from_frame(FRAME)


def test_the_first_line_is_the_first_header(headers: Headers) -> None:
    assert headers["Event"] == "Hangup"
    assert headers.multi_items()[0] == ("Event", "Hangup")
    assert next(iter(headers)) == "Event"


def test_the_first_value_of_a_name_counts_and_all_are_kept(headers: Headers) -> None:
    assert headers["Uniqueid"] == headers["UNIQUEID"] == headers["uniqueid"] == "1"
    assert headers.get("UniqueID") == "1"
    assert headers.get_all("UniqueId") == ["1", "2", "3"]
    assert headers.get_all("nothing") == []


def test_a_missing_name(headers: Headers) -> None:
    assert headers.get("nothing") is None
    assert headers.get("nothing", "x") == headers.get("nothing", default="x") == "x"
    assert headers.get("nothing", default=5) == 5
    assert "nothing" not in headers
    assert headers.__contains__(5) is False
    with pytest.raises(KeyError, match="nothing"):
        headers["nothing"]


def test_in_len_and_iteration_see_distinct_names_as_first_spelt(headers: Headers) -> None:
    names = list(headers)
    assert len(headers) == len(names) == len({name.lower() for name in names}) == 13
    assert "uniqueid" in names
    assert "Uniqueid" not in names
    assert "UNIQUEID" in headers
    assert "" in headers
    assert isinstance(headers, Mapping)
    assert dict(headers) == {name: headers[name] for name in names}
    assert list(headers.items())[2] == ("uniqueid", "1")


def test_every_pair_as_it_came(headers: Headers) -> None:
    pairs = headers.multi_items()
    assert pairs[1:9] == [
        ("Channel", "a"), ("uniqueid", "1"), ("Uniqueid", "2"), ("UNIQUEID", "3"), ("Empty", ""),
        ("Empty2", ""), ("Lead", "  x  "), ("Colon", "a: b:c"),
    ]  # fmt: skip
    assert ("", "nameless") in pairs
    assert ("Tab", "\tx") in pairs
    assert (" Space ", "y") in pairs
    assert ("Last", "a\rb\nc\u2028d\x85e") in pairs
    assert ("Bin", "\udcff\udcfe\udc80") in pairs
    pairs.clear()
    assert headers.multi_items(), "what is handed out is a copy"


def test_lines_without_a_colon_are_kept(headers: Headers) -> None:
    assert headers.unparsed == ["no colon here"]
    headers.unparsed.clear()
    assert headers.unparsed == ["no colon here"]


def test_variables_as_a_mapping(headers: Headers) -> None:
    assert headers.variables() == {"A": "1", "B": "x=y"}
    assert headers.variables("ChanVariable") == {}


def test_equality_hash_and_pickle(headers: Headers) -> None:
    again = Headers.from_frame(FRAME)
    assert headers == again
    assert hash(headers) == hash(again)
    assert headers != Headers.from_frame(FRAME.replace("no colon", "without colon"))
    assert headers != Headers.from_frame(FRAME.replace("Channel", "channel"))
    back = pickle.loads(pickle.dumps(headers))
    assert back == headers
    assert back.unparsed == headers.unparsed
    assert back["uniqueid"] == "1"


@pytest.mark.parametrize("header", ["Secret", "password", "MD5Cred", "RefreshToken", "AuthPassword"])
def test_reprs_mask_secrets_and_item_access_gives_them(header: str) -> None:
    headers = Headers.from_frame(text(frame("Event: X", f"{header}: hunter2", "Channel: visible")))
    for shown in (repr(headers), str(headers), f"{headers}"):
        assert "hunter2" not in shown
        assert "***" in shown
        assert "visible" in shown
    assert headers[header] == "hunter2"


def test_headers_of_an_event_do_not_refer_to_it() -> None:
    event = Rig().feed(event_frames()["Hangup"][0]).events[0]
    assert event.headers["Uniqueid"] == event.unique_id
    assert event.headers == event.headers
    assert isinstance(event, events.Hangup)


@pytest.mark.parametrize(
    "name",
    ["wire-userevent-odd-22-server.ami", "22-basic.ami", "22-misc.ami", "wire-newline-events-16-server.ami"],
)
def test_nothing_of_a_real_frame_is_lost(name: str) -> None:
    rig = Rig().feed(*frames(name))
    assert rig.events
    for event in rig.events:
        rebuilt = [f"{n}: {v}" for n, v in event.headers.multi_items()] + event.headers.unparsed
        lines = text(event.raw)[:-4].split("\r\n")
        assert sorted(
            line.replace(":", ": ", 1) if ": " not in line and ":" in line else line for line in lines
        ) == sorted(rebuilt)


@settings(max_examples=examples(300))
@given(lines=st.lists(st.binary(max_size=20).map(lambda line: line.replace(b"\r\n", b"")), max_size=12))
def test_any_bytes_come_back(lines: list[bytes]) -> None:
    lines = [line.removesuffix(b"\r") for line in lines if line.removesuffix(b"\r")]
    raw = b"".join(line + b"\r\n" for line in [b"Event: X", *lines, b""])
    rig = Rig().feed(raw)
    assert rig.raws == [raw]
    headers = rig.events[0].headers
    with_colon = [line for line in lines if b":" in line]
    without = [line for line in lines if b":" not in line]
    assert [line.encode("utf-8", "surrogateescape") for line in headers.unparsed] == without
    assert [
        (n.encode("utf-8", "surrogateescape"), v.encode("utf-8", "surrogateescape"))
        for n, v in headers.multi_items()[1:]
    ] == [(n, v.removeprefix(b" ")) for n, _, v in (line.partition(b":") for line in with_colon)]


NAMES = [
    "Event",
    "Channel",
    "channel",
    "UNIQUEID",
    "Uniqueid",
    "Lead",
    "Colon",
    "Variable",
    "Bin",
    "Tab",
    "Last",
    " Space ",
    "",
    "nope",
    "no colon here",
    "Colon: a",
    "Empty",
    "Empty2",
    "K",
    "\u212a",
    "\u017f",
    "a\r",
    ".",
]
LINES = st.one_of(
    st.sampled_from(
        ["K: kay", "\u212a: kelvin", "s: 1", "\u017f: 2", "Channel:x", "CHANNEL: y\rz", "Bin:\udcff"]
    ),
    st.text(st.characters(exclude_characters="\n"), max_size=12),
    st.builds("{}: {}".format, st.sampled_from(NAMES), st.text(max_size=8)),
)


@settings(max_examples=examples(400))
@given(st.lists(LINES, max_size=8), st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
def test_what_is_looked_up_is_what_all_of_them_parsed_would_give(lines: list[str], names: list[str]) -> None:
    for end in ("", "\r\n\r\n"):
        whole = "\r\n".join(["Event: Hangup", *lines]) + end
        looked, parsed = Headers.from_frame(whole), Headers.from_frame(whole)
        everything = parsed.multi_items()
        for name in names:
            values = [value for other, value in everything if other.lower() == name.lower()]
            assert looked.get(name) == parsed.get(name) == (values[0] if values else None)
            assert (name in looked) is bool(values)
            assert Headers.from_frame(whole).get(name, "none") == parsed.get(name, "none")
        assert looked == parsed


@pytest.mark.parametrize("name", sorted(event_frames()))
def test_every_header_of_every_captured_event_is_found_without_parsing_all(name: str) -> None:
    for raw in event_frames()[name][:20]:
        whole = text(raw)
        parsed = Headers.from_frame(whole)
        for header, _ in parsed.multi_items():
            assert Headers.from_frame(whole)[header] == parsed[header]
            assert Headers.from_frame(whole)[header.swapcase()] == parsed[header]
