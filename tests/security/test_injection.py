"""No value that a user passes on, wherever it is put, begins a second line on the wire.

What is encoded is read as the strictest of servers would read it: CR, LF, CRLF
and NUL each end a line.
"""

from __future__ import annotations

import enum
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import anyio
import msgspec
import pytest
from anyio.abc import ByteStream
from hypothesis import given, settings
from hypothesis import strategies as st

from anyio_ami import Endpoint, actions, connect_ami, events
from anyio_ami._wire.encode import encode_action, encode_headers
from anyio_ami.errors import AMIError, InvalidAction
from anyio_ami.testing import FakeAsterisk
from tests._reach import examples

from ..client.helpers import ADMIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ID = "QXVZKJ-1"
TEXTS = {"str", "csv", "vars", "headers"}
OWN = {"login", "events", "filter", "challenge", "waitevent", "skinnyshowdevice", "skinnyshowline"}
"""Actions that are refused, whatever is in them."""
REFUSED = (InvalidAction, ValueError, TypeError)
BREAKS = ["\r", "\n", "\r\n", "\0", "\n\r", "\r\n\r\n"]
HOSTILE = [
    *BREAKS,
    *(f"x{line_end}Action: Logoff{line_end}{line_end}" for line_end in BREAKS),
    *(f"x{line_end}" for line_end in BREAKS),
]
HARMLESS = [
    "x",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\u2028",
    "\u2029",
    "\\r\\n",
    "%0d%0a",
    "\udc8a\udc8d",
    "&#10;",
]
"""What ends a line elsewhere, but for no manager interface."""


class Text(str):
    """A text that says it is something else."""

    __slots__ = ()

    def __str__(self) -> str:
        return "harmless"

    def __format__(self, spec: str) -> str:
        return "harmless"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str)

    def __hash__(self) -> int:
        return hash("harmless")


def lines_of(data: bytes) -> list[bytes]:
    """The lines that any server could see, up to the end of the one message."""
    lines = re.split(rb"\r\n|\r|\n|\0", data)
    assert lines[-2:] == [b"", b""], "no whole message"
    assert b"" not in lines[:-2], "more than one message"
    return lines[:-2]


def encoded(action: Any, count: int | None = None) -> bytes | None:
    """What is sent for an action; None if it is refused. It has the lines meant and no others."""
    try:
        data = encode_action(action, ID)
    except REFUSED:
        return None
    lines = lines_of(data)
    meant = action.headers_to_send()
    assert lines[1] == b"ActionID: " + ID.encode()
    assert len(lines) == 2 + len(meant)
    assert count is None or len(lines) == count
    for line, (_, header, _) in zip(lines[2:], meant, strict=True):
        assert line.startswith(str.__str__(header).encode("utf-8", "surrogateescape") + b": ")
    assert sum(line.lower().startswith(b"action:") for line in lines) == 1
    return data


# -- every field of every action -------------------------------------------------------------------------


def of_kind(kind: str, header: str, text: Any) -> Iterator[Any]:
    """Every shape in which a field of this kind can be given a text."""
    yield text
    yield Text(text)
    yield enum.Enum("Member", {"ONE": text}).ONE  # type: ignore[attr-defined]
    yield text.encode("utf-8", "surrogateescape")
    yield [text]
    yield ["x", text]
    if "{" in header:
        yield {0: text}
        yield {0: "x", 1: Text(text)}
        yield {text: "x"}
    if kind in ("vars", "headers") or "{" in header:
        yield {text: "x"}
        yield {"x": text}
        yield {"x": ["y", text]}
        yield [(text, "x")]
        yield [("x", text)]
        yield [("x", "y"), (Text(text), Text(text))]
        yield text


def filled(cls: type[Any], field: str, value: Any) -> Any:
    """An action with its required fields, and this one."""
    given: dict[str, Any] = {one.name: "1" for one in msgspec.structs.fields(cls) if one.required}
    return cls(**{**given, field: value})


FIELDS = [
    (name, field, kind, header)
    for name in actions.NAMES
    for header, field, kind in getattr(actions, name).__wire__
]


@pytest.mark.parametrize("name", sorted({name for name, *_ in FIELDS}))
def test_no_field_of_any_action_begins_a_line(name: str) -> None:
    cls = getattr(actions, name)
    tried = sent = 0
    for header, field, kind in cls.__wire__:
        for text in [*HOSTILE, *HARMLESS]:
            for value in of_kind(kind, header, text):
                tried += 1
                data = encoded(filled(cls, field, value))
                if data is not None:
                    sent += 1
                    assert text in HARMLESS or b"Action: Logoff" not in data
    assert tried > 100
    if name.lower() not in OWN:
        assert sent or not TEXTS & {kind.partition(":")[0] for _, _, kind in cls.__wire__}


def test_every_action_with_a_field_is_tried() -> None:
    assert len({name for name, *_ in FIELDS}) > 120
    kinds = {kind.partition(":")[0] for _, _, kind, _ in FIELDS}
    assert kinds >= {*TEXTS, "int", "bool"}


_ANY = st.one_of(
    st.text(st.characters(min_codepoint=0, max_codepoint=0x3F), max_size=12),
    st.text(max_size=12),
    st.sampled_from([*HOSTILE, *HARMLESS]),
    st.tuples(st.text(max_size=3), st.sampled_from(BREAKS), st.text(max_size=3)).map("".join),
)


@settings(max_examples=examples(800), deadline=None, derandomize=True)
@given(place=st.sampled_from(FIELDS), text=_ANY, shape=st.integers(0, 20))
def test_no_text_in_any_field_begins_a_line(place: tuple[str, str, str, str], text: str, shape: int) -> None:
    name, field, kind, header = place
    values = list(of_kind(kind, header, text))
    encoded(filled(getattr(actions, name), field, values[shape % len(values)]))


@settings(max_examples=examples(600), deadline=None, derandomize=True)
@given(name=_ANY, headers=st.lists(st.tuples(_ANY, st.one_of(_ANY, st.lists(_ANY, max_size=3))), max_size=4))
def test_no_custom_action_begins_a_line(name: str, headers: list[tuple[str, Any]]) -> None:
    action = actions.Custom(name, headers)
    if encoded(action) is None:
        return
    sent = [text for _, header, value in action.headers_to_send() for text in (header, value)]
    assert not any(c in text for text in [name, *sent] for c in "\r\n\0")


@settings(max_examples=examples(400), deadline=None, derandomize=True)
@given(variables=st.lists(st.tuples(_ANY, _ANY), max_size=4))
def test_no_variable_begins_a_line(variables: list[tuple[str, str]]) -> None:
    for given_as in (variables, dict(variables)):
        encoded(actions.Originate(channel="x", application="Wait", variables=given_as), 4 + len(given_as))


@settings(max_examples=examples(400), deadline=None, derandomize=True)
@given(name=_ANY, action_id=_ANY, headers=st.lists(st.tuples(_ANY, _ANY), max_size=4))
def test_no_message_of_the_client_itself_begins_a_line(
    name: str, action_id: str, headers: list[tuple[str, str]]
) -> None:
    try:
        data = encode_headers(name, action_id, [("f", header, value) for header, value in headers])
    except REFUSED:
        return
    assert len(lines_of(data)) == 1 + bool(action_id) + len(headers)


# -- what a connection is made of --------------------------------------------------------------------------


class NobodyError(Exception):
    """Somebody wanted to connect."""


PLACES = ["user", "secret", "host", "query", "port", "path"]


async def nobody() -> ByteStream:
    raise NobodyError


@settings(max_examples=examples(400), deadline=None, derandomize=True)
@given(text=_ANY, escaped=st.booleans(), place=st.sampled_from(PLACES))
def test_no_part_of_a_url_holds_a_line_end(text: str, escaped: bool, place: str) -> None:
    given_as = quote(text, safe="", errors="surrogateescape") if escaped else text
    parts = {"user": "u", "secret": "s", "host": "h", "port": "1", "path": "/", "query": "events=call"}
    parts[place] = given_as if place != "query" else f"events={given_as}"
    url = "ami://{user}:{secret}@{host}:{port}{path}?{query}".format(**parts)
    try:
        endpoint = Endpoint.from_url(url)
    except REFUSED:
        return
    assert endpoint.credentials is not None
    told = [endpoint.host, endpoint.address, endpoint.credentials.username, endpoint.credentials.reveal()]
    assert not any(c in one for one in [*told, str(endpoint.events)] for c in "\r\n\0")


OPTIONS: dict[str, Callable[[str], dict[str, Any]]] = {
    "username": lambda text: {"username": text},
    "secret": lambda text: {"secret": text},
    "events": lambda text: {"events": text},
    "one of events": lambda text: {"events": ["call", text]},
    "filters": lambda text: {"filters": [text]},
    "an excluding filter": lambda text: {"filters": ["!" + text]},
    "a filter's criteria": lambda text: {"filters": [actions.Filter(match_criteria=text, filter="x")]},
    "a filter's text": lambda text: {"filters": [actions.Filter(match_criteria="name(x)", filter=text)]},
    "host": lambda text: {"host": f"h{text}"},
}


@pytest.mark.anyio
@pytest.mark.parametrize("option", OPTIONS)
async def test_an_option_with_a_line_end_is_refused_before_anybody_is_called(option: str) -> None:
    for text in HOSTILE:
        given_as = f"x{text}x"
        with pytest.raises(REFUSED) as caught:
            chosen: dict[str, Any] = {**ADMIN, "transport": nobody, **OPTIONS[option](given_as)}
            async with connect_ami(**chosen):
                raise AssertionError("entered")
        assert "Logoff\r\n" not in str(caught.value)


# -- end to end ----------------------------------------------------------------------------------------------

SENDS: dict[str, Any] = {
    "UserEvent": lambda ami, text: ami.send(actions.UserEvent(user_event=text)),
    "UserEvent's body": lambda ami, text: ami.send(actions.UserEvent(user_event="x", body={"A": text})),
    "UserEvent's header": lambda ami, text: ami.send(actions.UserEvent(user_event="x", body={text: "A"})),
    "Setvar": lambda ami, text: ami.send(actions.Setvar(variable="X", value=text)),
    "Setvar's name": lambda ami, text: ami.send(actions.Setvar(variable=text, value="x")),
    "Command": lambda ami, text: ami.send(actions.Command(command=text)),
    "DBPut": lambda ami, text: ami.send(actions.DBPut(family="f", key="k", val=text)),
    "DBPut's key": lambda ami, text: ami.send(actions.DBPut(family="f", key=text, val="x")),
    "Custom": lambda ami, text: ami.send(actions.Custom("Ping", {"X": text})),
    "Custom's name": lambda ami, text: ami.send(actions.Custom(f"Ping{text}")),
    "Originate": lambda ami, text: ami.send(actions.Originate(channel=text, application="Wait", data="1")),
    "Originate's variables": lambda ami, text: ami.send(
        actions.Originate(channel="Local/100@default", application="Wait", data="1", variables={"X": text})
    ),
    "originate": lambda ami, text: ami.originate(text, application="Wait"),
    "originate's variables": lambda ami, text: ami.originate("x", application="Wait", variables={"X": text}),
    "originate's caller id": lambda ami, text: ami.originate("x", application="Wait", caller_id=text),
    "originate's channel id": lambda ami, text: ami.originate("x", application="Wait", channel_id=text),
    "originate's data": lambda ami, text: ami.originate("x", application="Wait", data=text),
    "originate's exten": lambda ami, text: ami.originate("x", exten=text, context="default"),
    "originate's account": lambda ami, text: ami.originate("x", application="Wait", account=text),
    "originate's codecs": lambda ami, text: ami.originate("x", application="Wait", codecs=["ulaw", text]),
    "wait_for": lambda ami, text: ami.wait_for(text, timeout=0),
    "wait_for's timeout": lambda ami, text: ami.wait_for(events.Hangup, timeout=text),
}


class Recorder(ByteStream):
    """A connection that keeps what is sent over it."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self.sent = b""

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        return await self._stream.receive(max_bytes)

    async def send(self, item: bytes) -> None:
        self.sent += item
        await self._stream.send(item)

    async def send_eof(self) -> None:
        await self._stream.send_eof()

    async def aclose(self) -> None:
        await self._stream.aclose()


@pytest.mark.anyio
async def test_nothing_of_what_is_refused_reaches_a_server() -> None:
    async with FakeAsterisk() as pbx:
        lines: list[Recorder] = []

        async def recorded() -> ByteStream:
            lines.append(Recorder(await pbx.connect()))
            return lines[-1]

        async with connect_ami(transport=recorded, **ADMIN) as ami:
            before, requests = lines[0].sent, len(pbx.requests)
            for send in SENDS.values():
                for text in HOSTILE:
                    with pytest.raises(REFUSED):
                        await send(ami, text)
            assert lines[0].sent == before
            assert len(pbx.requests) == requests
            assert (await ami.send(actions.Ping())).ping == "Pong"
            assert [request.name for request in pbx.requests[requests:]] == ["Ping"]
            assert ami.stats.pending == 0


@pytest.mark.anyio
@pytest.mark.parametrize("text", HARMLESS)
async def test_what_ends_no_line_reaches_the_server_as_one(text: str) -> None:
    async with FakeAsterisk() as pbx, connect_ami(transport=pbx.connect, **ADMIN) as ami:
        for send in SENDS.values():
            before = len(pbx.requests)
            with anyio.fail_after(30):
                # The server may refuse it, or we.
                with suppress(*REFUSED, AMIError):
                    await send(ami, text)
            assert len(pbx.requests) - before <= 1
        assert (await ami.send(actions.Ping())).ping == "Pong"
        assert not any(request.name == "Logoff" for request in pbx.requests)
        assert len(pbx.sessions) == 1
