"""Arguments that `check` refuses."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import pytest

from anyio_ami import actions, check, events

from .helpers import SECRET, codes, pbx_of

if TYPE_CHECKING:
    from anyio.abc import ByteStream


pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"events": ["Hangupp"]}, LookupError),
        ({"actions": [events.Hangup]}, LookupError),
        ({"events": [actions.Hangup]}, LookupError),
        ({"events": "Hangup"}, TypeError),
        ({"events": events.Hangup}, TypeError),
        ({"actions": [actions.Ping()]}, TypeError),
        ({"actions": 5}, TypeError),
        ({"username": None}, ValueError),
        ({"username": None, "secret": None}, ValueError),
        ({"host": "ami://a:b@pbx"}, ValueError),
        ({"host": "ami://pbx", "port": 5}, ValueError),
        ({"host": "http://pbx"}, ValueError),
        ({"host": 5}, TypeError),
        ({"port": 70_000}, ValueError),
        ({"tls": "yes"}, TypeError),
        ({"login": "secret"}, ValueError),
        ({"login_timeout": "soon"}, TypeError),
        ({"connect_timeout": -1}, ValueError),
        ({"transport": 5}, TypeError),
        ({"name": 5}, TypeError),
    ],
)
async def test_wrong_arguments_raise_before_anything_is_sent(
    wrong: dict[str, Any], error: type[Exception]
) -> None:
    async def never() -> ByteStream:
        raise AssertionError("connected")

    options: dict[str, Any] = {"username": "robot", "secret": SECRET, "transport": never, **wrong}
    with pytest.raises(error) as raised:
        await check(**options)
    assert SECRET not in str(raised.value)


async def test_a_plain_secret_to_another_machine_is_not_sent() -> None:
    async def never() -> ByteStream:
        raise AssertionError("connected")

    report = await check("192.0.2.1", username="robot", secret=SECRET, login="plain", transport=never)
    assert codes(report) == {"plaintext-secret"}
    assert not report.reached


async def test_a_url_is_taken_as_a_client_takes_it() -> None:
    async with pbx_of() as pbx:
        report = await check(f"ami://robot:{SECRET}@{pbx.host}:{pbx.port}/?events=call", events=["Hangup"])
    assert report.ok
    assert report.address == f"{pbx.host}:{pbx.port}"
    assert (report.peer, report.local_address) == ("127.0.0.1", "127.0.0.1")
    assert "permit = 127.0.0.1/255.255.255.255" in report.stanza


@pytest.mark.parametrize(
    "wrong",
    [
        {"events": ["Nonsense"]},
        {"transport": 3},
        {"host": ""},
        {"port": 0},
        {"username": None},
        {"username": ""},
        {"tls": 5},
    ],
)
async def test_refused_arguments_leave_the_secret_in_none_of_our_frames(wrong: dict[str, Any]) -> None:
    given: dict[str, Any] = {"host": "127.0.0.1", "username": "robot", "secret": SECRET, **wrong}
    with pytest.raises((LookupError, TypeError, ValueError)) as caught:
        await check(**given)
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in told.stack if "anyio_ami" in frame.filename and "tests" not in frame.filename]
    assert ours
    assert SECRET not in str([frame.locals for frame in ours])
