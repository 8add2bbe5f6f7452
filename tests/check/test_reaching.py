"""How far `check` gets, and what it leaves behind."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import anyio
import pytest

from anyio_ami import actions, check, events

from .helpers import SECRET, checked, codes, pbx_of

if TYPE_CHECKING:
    from anyio.abc import ByteStream

    from anyio_ami.testing import FakeRequest

pytestmark = pytest.mark.anyio


async def test_a_user_with_just_the_rights_it_needs_is_ok() -> None:
    async with pbx_of(read="call,cdr", write="originate,reporting") as pbx:
        report = await checked(
            pbx,
            events=[events.Newchannel, events.Hangup, events.OriginateResponse, events.Cdr],
            actions=[actions.Originate, actions.CoreShowChannels, actions.Ping],
        )
    assert report.ok
    assert (report.reached, report.greeted, report.logged_in) == (True, True, True)
    assert report.banner == "Asterisk Call Manager/11.0.0"
    assert (report.ami_version, report.major, report.login, report.tls) == ("11.0", 22, "md5", None)
    assert report.version.startswith("22.")
    assert report.round_trip is not None
    assert report.round_trip >= 0
    assert report.clock_offset is not None
    assert abs(report.clock_offset) < 60
    assert all(need.ok for need in report.actions)
    # Who may not run commands is not told what it reads.
    assert [need.ok for need in report.events] == [None] * 4
    assert codes(report) == {"read-unknown", "boot-not-seen"}


async def test_it_changes_nothing_and_logs_off() -> None:
    async with pbx_of() as pbx:
        await checked(pbx, events=["Hangup"], actions=["Originate", "UpdateConfig"])
        names = [request.name for request in pbx.requests]
    assert names[-1] == "Logoff"
    allowed = {
        "Challenge",
        "Login",
        "CoreSettings",
        "CoreStatus",
        "Ping",
        "ListCommands",
        "Command",
        "Logoff",
    }
    assert set(names) <= allowed
    commands = {
        request.get("Command").split('"')[0].strip() for request in pbx.requests if request.name == "Command"
    }
    assert commands <= {"manager show user", "manager show settings", "core show version"}


async def test_it_connects_once() -> None:
    async with pbx_of() as pbx:
        connections = 0

        async def connect() -> ByteStream:
            nonlocal connections
            connections += 1
            return await pbx.connect()

        report = await checked(pbx, transport=connect)
    assert (report.logged_in, connections) == (True, 1)


async def test_a_dead_port_is_a_finding(unused_port: int) -> None:
    report = await check("127.0.0.1", unused_port, username="robot", secret=SECRET)
    assert not report.ok
    assert (report.reached, report.greeted, report.logged_in) == (False, False, False)
    assert codes(report) == {"unreachable"}


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_transport_that_fails_in_a_way_of_its_own_is_a_finding() -> None:
    async def tunnel() -> ByteStream:
        raise LookupError("no way through")

    report = await check(username="robot", secret=SECRET, transport=tunnel)
    assert codes(report) == {"unreachable"}
    assert "no way through" in report.findings[0].text


async def test_refused_credentials_are_a_finding(virtual_clock: None) -> None:
    async with pbx_of() as pbx:
        report = await checked(pbx, secret="wrong")
    assert (report.reached, report.greeted, report.logged_in) == (True, True, False)
    assert report.banner == "Asterisk Call Manager/11.0.0"
    assert codes(report) == {"refused"}


async def test_a_server_that_takes_no_login_now_is_not_told_from_wrong_credentials(
    virtual_clock: None,
) -> None:
    async with pbx_of() as pbx:
        pbx.stopping = True
        report = await checked(pbx)
    assert codes(report) == {"login-failed"}
    assert "shutting down" in report.findings[0].text


async def test_a_server_that_says_nothing_is_a_finding(virtual_clock: None) -> None:
    async with pbx_of(banner="") as pbx:
        began = anyio.current_time()
        report = await checked(pbx, connect_timeout=3, login_timeout=4)
        assert anyio.current_time() - began <= 7.5
    assert (report.reached, report.greeted) == (True, False)
    assert codes(report) == {"no-greeting"}


async def test_what_is_no_asterisk_is_a_finding(virtual_clock: None) -> None:
    async with pbx_of(banner="220 mail.example.com ESMTP \x1b[31m\xff") as pbx:
        report = await checked(pbx)
    assert codes(report) == {"not-asterisk"}
    assert "220 mail.example.com" in report.findings[0].text
    assert report.text().replace("\n", "").isprintable()


async def test_a_line_lost_in_the_middle_leaves_what_was_learned(virtual_clock: None) -> None:
    async with pbx_of() as pbx:

        async def cut(request: FakeRequest) -> bytes:
            pbx.cut()
            return b""

        pbx.respond("ListCommands", cut)
        report = await checked(pbx, actions=["Ping"])
    assert report.logged_in
    assert not report.ok
    assert report.version.startswith("22.")
    assert "lost" in codes(report)
    assert [need.ok for need in report.actions] == [True]


async def test_a_question_without_an_answer_is_passed_over(virtual_clock: None) -> None:
    async with pbx_of() as pbx:
        pbx.respond("ListCommands", lambda request: request.error("no"))
        report = await checked(pbx, actions=["Originate"])
    assert "unanswered" in codes(report)
    assert [(need.held, need.offered) for need in report.actions] == [(True, None)]


async def test_a_cancelled_check_leaves_no_connection(virtual_clock: None) -> None:
    async with pbx_of(banner="") as pbx:
        with anyio.move_on_after(1) as scope:
            await checked(pbx)
        await anyio.wait_all_tasks_blocked()
        assert scope.cancelled_caught
        assert not pbx.sessions
