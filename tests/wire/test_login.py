"""The login, step by step, against what real servers said."""

from __future__ import annotations

import hashlib
import pickle
import re
import traceback
from typing import TYPE_CHECKING, Any

import pytest

from anyio_ami._wire.encode import encode_headers
from anyio_ami._wire.login import Login, LoginMode
from anyio_ami.actions import Answer
from anyio_ami.endpoint import Credentials
from anyio_ami.errors import AuthenticationError, ConnectError

from ._rig import DATA, Rig, frames, stream

if TYPE_CHECKING:
    from anyio_ami import responses

USER = Credentials("admin", "s3cret")


def login(
    mode: LoginMode = "auto", *, tls: bool = False, events: str = "off", user: Credentials = USER
) -> Login:
    return Login(user, mode=mode, tls=tls, events=events)


def reply(outcome: str = "Success", **headers: str) -> responses.Response:
    rig = Rig()
    request = rig.ask("x", "QXVZKJ-1", Answer())
    lines = [
        f"Response: {outcome}",
        "ActionID: QXVZKJ-1",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    rig.feed("".join(f"{line}\r\n" for line in [*lines, ""]).encode())
    answer: responses.Response = request.reply
    return answer


@pytest.mark.parametrize(
    ("mode", "tls", "md5"),
    [
        ("auto", False, True), ("auto", True, False), ("md5", False, True), ("md5", True, True),
        ("plain", False, False), ("plain", True, False),
    ],
)  # fmt: skip
def test_auto_is_md5_without_tls_and_plain_with_it(mode: LoginMode, tls: bool, md5: bool) -> None:
    machine = login(mode, tls=tls)
    name, headers = machine.first()
    assert machine.reveals_secret is not md5
    assert name == ("Challenge" if md5 else "Login")
    assert ("s3cret" in str(list(headers))) is not md5
    assert not machine.done


@pytest.mark.parametrize("version", ["16", "22"])
def test_md5_sends_what_a_real_server_took(version: str) -> None:
    sent = re.split(rb"(?<=\r\n\r\n)", (DATA / f"wire-login-md5-{version}-client.ami").read_bytes())
    rig = Rig(prefix="a", greeting=b"")
    asked = [rig.ask("login", f"a{n}") for n in (1, 2)]
    rig.feed(stream(f"wire-login-md5-{version}-server.ami"))
    machine = login("md5", events="off")
    name, headers = machine.first()
    assert encode_headers(name, "a1", headers) == sent[0]
    step = machine.next(asked[0].reply)
    assert step is not None
    assert encode_headers(step[0], "a2", step[1]) == sent[1]
    challenge = asked[0].reply.headers["Challenge"].encode()
    assert hashlib.md5(challenge + b"s3cret").hexdigest().encode() in sent[1]
    assert not machine.done
    assert machine.next(asked[1].reply) is None
    assert machine.done


@pytest.mark.parametrize("version", ["16", "22"])
def test_plain_sends_what_a_real_server_took(version: str) -> None:
    sent = re.split(rb"(?<=\r\n\r\n)", (DATA / f"wire-login-{version}-client.ami").read_bytes())[0]
    name, headers = login("plain", events="on").first()
    assert name == "Login"
    lines = encode_headers(name, "a1", headers).split(b"\r\n")
    assert b"Username: admin" in lines
    assert b"Secret: s3cret" in lines
    assert set(sent.split(b"\r\n")) - {b"ActionID: a1"} <= set(lines) | {
        line for line in sent.split(b"\r\n") if b"ID" in line
    }


@pytest.mark.parametrize("mask", ["on", "off", "call,cdr"])
@pytest.mark.parametrize("mode", ["md5", "plain"])
def test_the_event_mask_goes_with_the_login_itself(mode: LoginMode, mask: str) -> None:
    machine = login(mode, events=mask)
    name, headers = machine.first()
    if mode == "md5":
        assert "Events" not in [header for _, header, _ in headers]
        step = machine.next(reply(Challenge="123"))
        assert step is not None
        name, headers = step
    assert name == "Login"
    assert [value for _, header, value in headers if header == "Events"] == [mask]


@pytest.mark.parametrize("secret", ["x", "é", "\udcff", " leading", "a:b", "x" * 500])
def test_the_key_is_the_lower_case_md5_of_challenge_and_secret(secret: str) -> None:
    machine = login("md5", user=Credentials("u", secret))
    step = machine.next(reply(Challenge="305221216"))
    assert step is not None
    key = {header: value for _, header, value in step[1]}["Key"]
    assert key == hashlib.md5(b"305221216" + secret.encode("utf-8", "surrogateescape")).hexdigest()
    assert re.fullmatch(r"[0-9a-f]{32}", key)
    assert "Secret" not in [header for _, header, _ in step[1]]


def real_error(text: bytes) -> Any:
    for name in (
        "wire-login-bad-22-server.ami",
        "wire-login-bad-16-server.ami",
        "wire-stopping-22-server.ami",
    ):
        for one in frames(name):
            if text in one:
                rig = Rig(prefix="a")
                request = rig.ask("Login", one.split(b"ActionID: ")[1].split(b"\r\n")[0].decode())
                rig.feed(one)
                return request.reply
    raise LookupError(text)


@pytest.mark.parametrize("mode", ["md5", "plain"])
def test_only_refused_credentials_are_an_authentication_error(mode: LoginMode) -> None:
    with pytest.raises(AuthenticationError, match="Authentication failed") as caught:
        login(mode).next(real_error(b"Authentication failed"))
    assert "'admin'" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["Asterisk is shutting down", "Login Already In Use", "Permission denied", "Must specify AuthType", ""],
)
@pytest.mark.parametrize("mode", ["md5", "plain"])
def test_every_other_refusal_is_a_connect_error_with_the_servers_text(mode: LoginMode, text: str) -> None:
    with pytest.raises(ConnectError) as caught:
        login(mode).next(reply("Error", Message=text))
    assert type(caught.value) is ConnectError
    assert text in str(caught.value)


def test_a_stopping_server_of_the_captures_is_a_connect_error() -> None:
    with pytest.raises(ConnectError, match="shutting down"):
        login().next(real_error(b"shutting down"))


def test_a_challenge_without_a_challenge_is_a_connect_error() -> None:
    with pytest.raises(ConnectError, match="without a challenge"):
        login("md5").next(reply())


@pytest.mark.parametrize("mode", ["md5", "plain"])
def test_no_error_of_the_login_shows_the_secret(mode: LoginMode) -> None:
    for text in ("Authentication failed", "Login Already In Use"):
        with pytest.raises((AuthenticationError, ConnectError)) as caught:
            login(mode).next(reply("Error", Message=text))
        assert "s3cret" not in str(caught.value) + repr(caught.value)
        assert b"s3cret" not in pickle.dumps(caught.value)
    assert "s3cret" not in repr(login(mode))


@pytest.mark.parametrize("mode", ["plain", "md5"])
@pytest.mark.parametrize("said", ["Authentication failed: {}", "no: {} {}"])
def test_a_refusal_that_repeats_the_secret_or_its_key_does_not_show_it(mode: LoginMode, said: str) -> None:
    machine = login(mode)
    _, headers = machine.first()
    if mode == "md5":
        message = machine.next(reply(Challenge="840415273"))
        assert message is not None
        _, headers = message
    proof = next(value for field, _, value in headers if field in ("secret", "key"))
    with pytest.raises((AuthenticationError, ConnectError)) as caught:
        machine.next(reply("Error", Message=said.format(proof, proof.upper())))
    assert "***" in str(caught.value)
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert proof.lower() not in str([str(told), *(frame.locals for frame in told.stack[1:])]).lower()
