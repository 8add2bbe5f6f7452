"""A hostile server before and during the login: a named error, then the policy finds an honest one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import ConnectionState, actions, events
from anyio_ami._client import opening, session
from anyio_ami.errors import AuthenticationError, ConnectError, ConnectTimeout

from .hostile import BOOTED, GREETING, HONEST, MiB, endless, error, hostile, message, still_works, success

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

LONG = "cannot log in to .*: the greeting is longer than 1024 bytes: this is no AMI server"
NO_AMI = "cannot log in to .*: the greeting is .*: this is no AMI server"

GREETINGS: dict[str, tuple[Iterable[bytes], str]] = {
    "without an end": (endless(b"x" * 65_536), LONG),
    "without an end, byte by byte": (endless(b"A"), LONG),
    "of Asterisk, without an end": ([b"Asterisk Call Manager/", *[b"9" * 500] * 4], LONG),
    "of CR alone": (endless(b"\r" * 100), LONG),
    "of NUL alone": (endless(b"\0" * 100), LONG),
    "with an end that comes too late": ([b"Asterisk Call Manager/1" + b"1" * 1_100 + b"\r\n"], LONG),
    "of HTTP": ([b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"], NO_AMI),
    "of SSH": ([b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"], NO_AMI),
    "of SMTP": ([b"220 mail.example.com ESMTP Postfix\r\n"], NO_AMI),
    "that is empty": ([b"\r\n"], NO_AMI),
    "that is not UTF-8": ([b"\xff\xfe\x80\n"], NO_AMI),
    "in capitals": ([b"ASTERISK CALL MANAGER/11.0.0\r\n"], NO_AMI),
    "then an endless line": ([GREETING, *[b"x" * 65_536] * 20], r"Limits\.event_bytes"),
    "then an endless message": ([GREETING, *[b"A: b\r\n" * 10_000] * 20], r"Limits\.event_bytes"),
    "then an endless answer": (
        [GREETING, b"Response: x\r\n", *[b"A: b\r\n" * 10_000] * 300],
        "response_bytes",
    ),
    "then too many headers": ([GREETING, b"Event: X\r\n" + b"A:\r\n" * 1_024 + b"\r\n"], "event_headers"),
}


@pytest.mark.parametrize("kind", GREETINGS)
async def test_a_greeting(kind: str) -> None:
    greeting, text = GREETINGS[kind]
    async with hostile(greeting=greeting, memory=64) as server, server.client() as ami:
        assert type(server.errors[0]) is ConnectError
        assert len(server.errors) == 1
        await still_works(ami)
    with pytest.raises(ConnectError, match=text):
        raise server.errors[0]
    assert len(str(server.errors[0])) < 400
    assert str(server.errors[0]).isprintable()
    assert server.line.written < 18 * MiB


CHALLENGES: dict[str, tuple[list[bytes], str]] = {
    "with a CRLF inside": ([b"Challenge: 1\r\nAction: Logoff"], "1"),
    "with a bare CR and LF inside": ([b"Challenge: 1\rAction: Logoff\nAction: Logoff"], ""),
    "with NUL inside": ([b"Challenge: 1\0\0"], "1\0\0"),
    "that is not UTF-8": ([b"Challenge: \xff\xfe"], "\udcff\udcfe"),
    "of 1 MiB": ([b"Challenge: " + b"1" * MiB], "1" * MiB),
    "that comes twice": ([b"Challenge: 1", b"Challenge: 2"], "1"),
}


@pytest.mark.parametrize("kind", CHALLENGES)
async def test_a_challenge_is_hashed_and_never_sent(kind: str) -> None:
    lines, text = CHALLENGES[kind]
    text = text or lines[0].partition(b": ")[2].decode()
    async with hostile({"Challenge": lambda i: [success(i, *lines)]}) as server, server.client() as ami:
        await still_works(ami)
        assert server.errors == []
        assert server.line.asked[:2] == ["Challenge", "Login"]
        assert "Logoff" not in server.line.asked
        key = hashlib.md5((text + "s3cret").encode("utf-8", "surrogateescape")).hexdigest()
        assert f"\r\nKey: {key}\r\n".encode() in server.line.sent
        assert b"s3cret" not in server.line.sent


@pytest.mark.parametrize("line", ["Challenge:", "Challenge: ", "X: y"])
async def test_an_empty_challenge_is_none(line: str) -> None:
    """The key to it would be the same at every login: who overheard one could log in with it."""
    async with hostile({"Challenge": lambda i: [success(i, line)]}) as server, server.client() as ami:
        assert server.line.asked == ["Challenge"]
        await still_works(ami)
    with pytest.raises(ConnectError, match="without a challenge"):
        raise server.errors[0]


async def test_a_challenge_that_is_an_event_stream_ends_at_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows yet whose events these are, so they are held back; not for ever, and not any amount."""
    monkeypatch.setattr(opening, "_BEFORE_LOGIN", 4 * MiB)
    big = BOOTED[:-2] + b"X: " + b"x" * 65_000 + b"\r\n\r\n"
    async with hostile({"Challenge": lambda i: endless(big)}, memory=32) as server, server.client() as ami:
        await still_works(ami)
    with pytest.raises(ConnectError, match="more than 4 MiB came before the login was finished"):
        raise server.errors[0]


async def test_junk_before_the_login_ends_at_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_BEFORE_LOGIN", 16 * MiB)
    junk = b"X: " + b"x" * 65_000 + b"\r\n\r\n"
    async with hostile({"Challenge": lambda i: endless(junk)}) as server, server.client() as ami:
        await still_works(ami)
    with pytest.raises(ConnectError, match="more than 16 MiB came before the login was finished"):
        raise server.errors[0]


async def test_small_events_before_the_login_end_at_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "_HELD", 10_000)
    async with (
        hostile({"Challenge": lambda i: endless(BOOTED * 500)}, memory=32) as server,
        server.client() as ami,
    ):
        await still_works(ami)
    with pytest.raises(ConnectError, match="more than 10000 events came before the login was finished"):
        raise server.errors[0]


@pytest.mark.parametrize("action", ["Challenge", "Login", "CoreSettings", "CoreStatus"])
async def test_an_answer_that_never_comes(action: str, virtual_clock: None) -> None:
    async with hostile({action: lambda i: []}) as server, server.client(login_timeout=5) as ami:
        assert anyio.current_time() < 6
        await still_works(ami)
    with pytest.raises(ConnectTimeout, match="the login was not finished within 5 s"):
        raise server.errors[0]


async def test_no_greeting(virtual_clock: None) -> None:
    async with hostile(greeting=[]) as server, server.client(login_timeout=5) as ami:
        await still_works(ami)
    with pytest.raises(ConnectTimeout, match="no greeting came within 5 s"):
        raise server.errors[0]


async def test_answers_to_others_settle_no_login(virtual_clock: None) -> None:
    """Without an ActionID, or with another, an answer is nobody's."""

    def wrong(action_id: str) -> list[bytes]:
        return [
            message("Response: Success", "Challenge: 1"),
            success(action_id + "0", "Challenge: 2"),
            success(""),
        ]

    async with hostile({"Challenge": wrong}) as server, server.client(login_timeout=5) as ami:
        assert server.line.asked == ["Challenge"]
        await still_works(ami)
    assert type(server.errors[0]) is ConnectTimeout


@pytest.mark.parametrize("second", ["Success", "Error"])
async def test_a_login_that_is_answered_twice_is_answered_once(second: str) -> None:
    def twice(action_id: str) -> list[bytes]:
        again = message(f"Response: {second}", f"ActionID: {action_id}", "Message: Authentication failed")
        return [*HONEST["Login"](action_id), again]

    async with hostile({"Login": twice}) as server, server.client() as ami:
        await still_works(ami)
        assert ami.stats.unmatched == 1
    assert server.errors == []


async def test_a_refusal_that_is_taken_back_is_a_refusal() -> None:
    def refused(action_id: str) -> list[bytes]:
        return [error(action_id, "Authentication failed"), *HONEST["Login"](action_id)]

    async with hostile({"Login": refused}) as server:
        with pytest.raises(AuthenticationError):
            async with server.client():
                raise AssertionError("entered")


@pytest.mark.parametrize("text", ["Authentication failed", "Not now"])
async def test_a_refusal_forges_no_line_of_a_log_and_is_short(text: str) -> None:
    bad = text + "\nroot: \x1b[31mall is well\x07" + "x" * MiB
    async with hostile({"Login": lambda i: [error(i, bad)]}) as server:
        with pytest.raises((AuthenticationError, ConnectError)) as caught:
            async with server.client(wait=False):
                raise AssertionError("entered")
    assert text in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 600


UPTIMES = ["9223372036854775807", "-9223372036854775808", "99999999999", "1e99", "x", "", "\u0669", "-1"]


@pytest.mark.parametrize("uptime", UPTIMES)
async def test_an_uptime_that_cannot_be_is_none(uptime: str) -> None:
    """Where the server does not tell its start otherwise, the name of its run is made of it."""
    booted = message("Event: FullyBooted", f"Uptime: {uptime}")
    scripts: dict[str, Any] = {
        "Login": lambda i: [success(i), booted],
        "CoreStatus": lambda i: [error(i, "Permission denied")],
    }
    async with hostile(scripts) as server, server.client() as ami:
        assert server.errors == []
        assert ami.server.booted_at is None
        assert ami.server.boot is None
        await still_works(ami)


@pytest.mark.parametrize(
    "text", ["9" * 100_000, "-1", "22" + "\0" * 9, "\u0662\u0662", "certified/", "", "."]
)
async def test_a_version_that_is_none_is_not_believed(text: str) -> None:
    scripts: dict[str, Any] = {
        "CoreSettings": lambda i: [success(i, f"AsteriskVersion: {text}")],
        "CoreStatus": lambda i: [success(i, "CoreStartupDate: " + "9" * 5_000, "CoreStartupTime: \0")],
    }
    async with hostile(scripts) as server, server.client() as ami:
        assert ami.server.version == text
        assert ami.server.major == 22  # what the greeting says
        await still_works(ami)
    assert server.errors == []


async def test_a_server_that_stops_answering_behind_the_login_holds_nobody(virtual_clock: None) -> None:
    """With filters="auto" it is asked once more, for those who joined meanwhile; that has its time, too."""
    joined = anyio.Event()

    def late(action_id: str) -> list[bytes]:
        joined.set()
        return HONEST["CoreStatus"](action_id)  # type: ignore[return-value]

    scripts: dict[str, Any] = {
        "CoreStatus": late,
        "Filter": lambda i: [success(i, "Message: Filter added")],
        "Events": lambda i: [],
    }
    async with hostile(scripts) as server:
        async with server.client(filters="auto", background=True, wait=False, login_timeout=5) as ami:
            await joined.wait()
            async with ami.subscribe(events.Cdr):
                await ami.wait_connected()
                assert anyio.current_time() < 60
                assert ami.state is ConnectionState.CONNECTED
                await ami.send(actions.Ping())
    assert type(server.errors[0]) is ConnectTimeout
