"""Endpoints, URLs, event masks, and credentials that never show."""

from __future__ import annotations

import copy
import io
import logging
import pickle
import pprint
import ssl
import traceback
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyio_ami import Credentials, Endpoint, connect_ami
from anyio_ami.endpoint import EVENT_CLASSES, event_mask
from anyio_ami.testing import FakeAsterisk
from anyio_ami.types import EventClass

SECRET = "hunter2"
USER = Credentials("admin", SECRET)


# -- credentials -------------------------------------------------------------------------------------


def test_the_secret_shows_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    endpoint = Endpoint(credentials=USER)
    logging.getLogger("test").info("%s %r %s", USER, USER, endpoint)
    for shown in (
        repr(USER), str(USER), f"{USER}", f"{USER!r:>60}", repr([USER]), repr({"a": USER}),
        pprint.pformat(USER), repr(endpoint), str(endpoint), pprint.pformat(endpoint), endpoint.address,
        caplog.text, repr(dir(USER)), ascii(USER), repr(msgspec.structs.asdict(endpoint)),
        repr(msgspec.structs.astuple(endpoint)),
    ):  # fmt: skip
        assert SECRET not in shown
    assert "admin" in repr(USER)
    assert "***" in repr(USER)


def test_the_secret_is_given_only_when_it_is_asked_for() -> None:
    assert USER.reveal() == SECRET
    assert USER.username == "admin"
    with pytest.raises(TypeError):
        vars(USER)
    assert not hasattr(USER, "secret")
    assert not hasattr(USER, "_secret")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("holder", [USER, Endpoint(credentials=USER), [USER]])
def test_credentials_are_not_pickled(holder: object, protocol: int) -> None:
    buffer = io.BytesIO()
    with pytest.raises(TypeError, match="not pickled"):
        pickle.Pickler(buffer, protocol).dump(holder)
    assert SECRET.encode() not in buffer.getvalue()


@pytest.mark.parametrize("encode", [msgspec.json.encode, msgspec.msgpack.encode, msgspec.to_builtins])
@pytest.mark.parametrize("holder", [USER, Endpoint(credentials=USER), [USER]])
def test_credentials_are_not_encoded(holder: object, encode: Any) -> None:
    with pytest.raises(TypeError) as caught:
        encode(holder)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_a_copy_keeps_the_same_credentials(duplicate: Any) -> None:
    assert duplicate(USER) == USER
    assert duplicate(USER).reveal() == SECRET
    assert duplicate(Endpoint(credentials=USER)) == Endpoint(credentials=USER)


def test_equality_and_hash() -> None:
    assert Credentials("admin", SECRET) == USER
    assert hash(Credentials("admin", SECRET)) == hash(USER)
    assert Credentials("admin", "other") != USER
    assert Credentials("other", SECRET) != USER
    assert USER != "admin"
    assert len({USER, Credentials("admin", SECRET), Credentials("admin", "other")}) == 2


@pytest.mark.parametrize("bad", ["\r", "\n", "\0", "\ud800"])
@pytest.mark.parametrize("what", ["username", "secret"])
def test_what_cannot_be_sent_is_refused_without_showing_it(what: str, bad: str) -> None:
    values = {"username": "u", "secret": "s", what: SECRET + bad}
    with pytest.raises(ValueError, match=f"the {what} holds a") as caught:
        Credentials(**values)
    shown = "".join(traceback.format_exception(type(caught.value), caught.value, caught.value.__traceback__))
    assert SECRET not in shown
    assert caught.value.__cause__ is caught.value.__context__ is None


# -- endpoints ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("ami://pbx", Endpoint(host="pbx")),
        ("ami://pbx:6000/", Endpoint(host="pbx", port=6_000)),
        ("amis://pbx", Endpoint(host="pbx", port=5_039, tls=True)),
        ("amis://pbx:6001", Endpoint(host="pbx", port=6_001, tls=True)),
        ("ami://admin:hunter2@pbx", Endpoint(host="pbx", credentials=USER)),
        ("AMI://admin:x@pbx", Endpoint(host="pbx", credentials=Credentials("admin", "x"))),
        (
            "ami://a%40b:p%2Fw%3Aq%3F%23%40%25@pbx",
            Endpoint(host="pbx", credentials=Credentials("a@b", "p/w:q?#@%")),
        ),
        ("ami://a:%20b%09@pbx", Endpoint(host="pbx", credentials=Credentials("a", " b\t"))),
        ("ami://a:p:q@pbx", Endpoint(host="pbx", credentials=Credentials("a", "p:q"))),
        ("ami://a:p@q@pbx", Endpoint(host="pbx", credentials=Credentials("a", "p@q"))),
        ("ami://a:%C3%A9@pbx", Endpoint(host="pbx", credentials=Credentials("a", "é"))),
        ("ami://a:%FF@pbx", Endpoint(host="pbx", credentials=Credentials("a", "\udcff"))),
        ("ami://u:s@[::1]:5038", Endpoint(host="::1", credentials=Credentials("u", "s"))),
        ("ami://[fe80::1%25eth0]", Endpoint(host="fe80::1%eth0")),
        ("ami://pbx/?events=call,cdr", Endpoint(host="pbx", events="call,cdr")),
        ("ami://pbx?events=off", Endpoint(host="pbx", events="off")),
    ],
)
def test_urls(url: str, expected: Endpoint) -> None:
    assert Endpoint.from_url(url) == expected


BAD_URLS = [
    "", "pbx", "pbx:5038", "http://u:hunter2@pbx", "ami://", "ami://u:hunter2@", "ami://u:hunter2@:5038",
    "ami://u:hunter2@pbx:0", "ami://u:hunter2@pbx:65536", "ami://u:hunter2@pbx:x",
    "ami://u:hunter2@pbx/path", "ami://u:hunter2@pbx/#part", "ami://u:hunter2@pbx/?events=bogus",
    "ami://u:hunter2@pbx/?other=1", "ami://u:hunter2@[::1", "ami://u:hunter2/x@pbx",
    "ami://u:12/hunter2@pbx", "ami://u:hunter2?x@pbx", "ami://u:12?hunter2@pbx",
    "ami://u:12?events=hunter2@pbx", "ami://u:12?hunter2=1@pbx", "ami://u:12#hunter2@pbx",
    "ami://u:hunter2\u2100@pbx", "ami://u:hunt er2@pbx", "ami://u:hunt\ter2@pbx", " ami://u:hunter2@pbx",
    "ami://u:hunter2\r\n@pbx", "ami://u:hunter2%0d@pbx", "ami://u:hunter2%00@pbx", "://u:hunter2@pbx",
    "ami:u:hunter2@pbx", "ami://u:hunter2@p%20bx", "ami://u:hunter2@pbx?events=call&events=cdr",
]  # fmt: skip


@pytest.mark.parametrize("url", BAD_URLS)
def test_a_url_that_is_none_is_refused_and_never_repeated(url: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        Endpoint.from_url(url)
    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in str(error) + repr(error)
        assert "hunt" not in str(error) + repr(error)
        error = error.__cause__ or error.__context__


@given(
    st.text(st.sampled_from("ami:s/@?#[]%hunter2.=& \té"), max_size=30),
    st.sampled_from(["ami://", "amis://u:", ""]),
)
def test_any_text_is_an_endpoint_or_a_value_error(text: str, start: str) -> None:
    try:
        endpoint = Endpoint.from_url(start + text)
    except ValueError:
        return
    assert endpoint.host
    assert 0 < endpoint.port < 65_536


@pytest.mark.parametrize("bad", [{"host": ""}, {"port": 0}, {"port": -1}, {"port": 65_536}])
def test_an_endpoint_that_cannot_be_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"no host|not between"):
        Endpoint(**bad)


@pytest.mark.parametrize(
    ("host", "address", "loopback"),
    [
        ("127.0.0.1", "127.0.0.1:5038", True), ("localhost", "localhost:5038", True),
        ("::1", "[::1]:5038", True), ("127.8.9.10", "127.8.9.10:5038", True),
        ("10.0.0.1", "10.0.0.1:5038", False), ("pbx", "pbx:5038", False),
        ("localhost.example.com", "localhost.example.com:5038", False),
        ("fe80::1", "[fe80::1]:5038", False), ("0.0.0.0", "0.0.0.0:5038", False),
    ],
)  # fmt: skip
def test_addresses_and_loopback(host: str, address: str, loopback: bool) -> None:
    endpoint = Endpoint(host=host)
    assert (endpoint.address, endpoint.is_loopback) == (address, loopback)


def test_an_endpoint_takes_a_tls_context() -> None:
    context = ssl.create_default_context()
    assert Endpoint(tls=context).tls is context


# -- event masks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "mask"),
    [
        (True, "on"), (False, "off"), ("on", "on"), ("all", "on"), ("TRUE", "on"), ("yes", "on"),
        ("off", "off"), ("none", "off"), ("no", "off"), ("call", "call"), ("Call, CDR", "call,cdr"),
        (["call", "cdr"], "call,cdr"), (("Call",), "call"), ([], "off"),
        ((n for n in ("agent",)), "agent"), (",".join(EVENT_CLASSES), ",".join(EVENT_CLASSES)),
    ],
)  # fmt: skip
def test_event_masks(events: Any, mask: str) -> None:
    assert event_mask(events) == mask


@pytest.mark.parametrize(
    "bad",
    ["bogus", "call,bogus", "", "call,", ["call", ""], "call cdr", "on,call", "1", "-1", "call\r\nX: y"],
)
def test_an_unknown_class_is_refused_because_the_server_would_ignore_it(bad: Any) -> None:
    with pytest.raises(ValueError, match="unknown event classes"):
        event_mask(bad)


@pytest.mark.parametrize(
    ("events", "mask"),
    [
        (EventClass.CALL, "call"), (EventClass.CALL | EventClass.CDR, "call,cdr"), (EventClass.NONE, "off"),
        (EventClass.CDR | EventClass.SYSTEM | EventClass.MESSAGE, "system,cdr,message"),
        (EventClass.ALL, "on"), (EventClass.ALL & ~EventClass.VERBOSE & ~EventClass.LOG,
        ",".join(name for name in EVENT_CLASSES if name not in ("verbose", "log"))),
    ],
)  # fmt: skip
def test_event_masks_of_flags(events: EventClass, mask: str) -> None:
    assert event_mask(events) == mask
    assert Endpoint(events=events).events == events


@pytest.mark.parametrize("bad", [5, 1.5, [EventClass.CALL], EventClass])
def test_a_mask_that_is_none_is_refused(bad: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"event class|EventClass"):
        event_mask(bad)
    with pytest.raises(TypeError, match="events must be"):
        Endpoint(events=bad)


def test_the_event_classes_are_those_of_asterisk_in_its_order() -> None:
    assert EventClass.ALL.names == EVENT_CLASSES
    assert EVENT_CLASSES == (
        "system", "call", "log", "verbose", "command", "agent", "user", "config", "dtmf", "reporting",
        "cdr", "dialplan", "originate", "agi", "cc", "aoc", "test", "security", "message",
    )  # fmt: skip


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("keyword", "of_endpoint", "mask"),
    [
        (EventClass.CALL | EventClass.CDR, None, "call,cdr"),
        (None, EventClass.CALL | EventClass.CDR, "call,cdr"),
        (EventClass.NONE, None, "off"),
        (None, EventClass.NONE, "off"),
        (None, None, "on"),
    ],
)
async def test_the_mask_of_a_login(
    keyword: EventClass | None, of_endpoint: EventClass | None, mask: str
) -> None:
    async with FakeAsterisk() as pbx:
        endpoint = Endpoint(
            host=pbx.host, port=pbx.port, credentials=Credentials("admin", "s3cret"), events=of_endpoint
        )
        async with connect_ami(endpoint, events=keyword):
            (login,) = (request for request in pbx.requests if request.name == "Login")
            assert dict(login.headers)["Events"] == mask
