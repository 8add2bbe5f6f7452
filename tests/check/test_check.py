"""What `check` finds out, against a simulated server."""

from __future__ import annotations

import json
import os
import socket
import ssl
import time
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import anyio
import msgspec
import pytest
import trustme

from anyio_ami import TLS, CheckReport, Endpoint, actions, check, connect_ami, events
from anyio_ami.endpoint import Credentials
from anyio_ami.errors import CertificateError
from anyio_ami.testing import FakeAsterisk, FakeUser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from anyio.abc import ByteStream

    from anyio_ami.testing import FakeRequest

pytestmark = pytest.mark.anyio

SECRET = "s3cret-of-the-tests"
SETTINGS = (
    "Global Settings:\n----------------\n  Disabled events:             \n  Debug:                     No\n"
)


def pbx_of(*, read: str = "all", write: str = "all", version: str = "22", **options: Any) -> FakeAsterisk:
    """A server with one user, ``robot``."""
    pbx = FakeAsterisk(version, users=[FakeUser("robot", SECRET, read=read, write=write)], **options)
    pbx.commands["manager show settings"] = SETTINGS
    return pbx


async def checked(pbx: FakeAsterisk, **options: Any) -> CheckReport:
    chosen: dict[str, Any] = {
        "transport": pbx.connect, "username": "robot", "secret": SECRET, **options
    }  # fmt: skip
    return await check(**chosen)


def codes(report: CheckReport) -> set[str]:
    return {finding.code for finding in report.findings}


# -- How far it got ------------------------------------------------------------------------------------------


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


# -- TLS -----------------------------------------------------------------------------------------------------


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


def serving(authority: trustme.CA, **options: Any) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("pbx.example.com", "127.0.0.1", **options).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


async def by_tls(pbx: FakeAsterisk, tls: Any, **options: Any) -> CheckReport:
    chosen: dict[str, Any] = {"transport": None, "host": pbx.host, "port": pbx.port, "tls": tls, **options}
    return await checked(pbx, **chosen)


async def test_tls_and_the_certificate_are_told(authority: trustme.CA) -> None:
    context = trusting(authority)
    async with pbx_of(tls=serving(authority)) as pbx:
        report = await by_tls(pbx, context)
    assert (report.logged_in, report.login) == (True, "plain")
    assert report.tls is not None
    assert report.tls.version.startswith("TLSv1.")
    assert report.tls.verified
    assert "trustme" in report.tls.issuer
    assert report.tls.not_after > "2026"
    # The application's own context is as it was.
    assert type(context) is ssl.SSLContext
    assert context.sslobject_class is ssl.SSLObject


async def test_the_banner_is_told_though_the_login_over_tls_was_refused(authority: trustme.CA) -> None:
    async with pbx_of(tls=serving(authority)) as pbx:
        report = await by_tls(pbx, trusting(authority), secret="wrong")
    assert codes(report) == {"refused"}
    assert report.banner == "Asterisk Call Manager/11.0.0"
    assert report.tls is not None


async def test_tls_options_mean_the_same_as_for_a_client(authority: trustme.CA, tmp_path: Path) -> None:
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(ca_file)
    async with pbx_of(tls=serving(authority)) as pbx:
        report = await by_tls(pbx, TLS(ca_file=ca_file, server_name="pbx.example.com"))
        assert (report.logged_in, report.login) == (True, "plain")
        other = await by_tls(pbx, TLS(ca_file=ca_file, server_name="other.example.com"))
        assert codes(other) == {"certificate"}
        assert "another host name" in other.findings[0].text
        blind = await by_tls(pbx, TLS(insecure_skip_verify=True))
        # To whom may be anybody the secret itself is not shown.
        assert (blind.logged_in, blind.login) == (True, "md5")
        assert "unverified" in codes(blind)
        with pytest.raises(ValueError, match="no-such"):
            await by_tls(pbx, TLS(ca_file=tmp_path / "no-such.pem"))


async def test_a_client_certificate_is_shown_and_its_lack_is_a_finding(
    authority: trustme.CA, tmp_path: Path
) -> None:
    ca_file, own = tmp_path / "ca.pem", tmp_path / "own.pem"
    authority.cert_pem.write_to_path(ca_file)
    authority.issue_cert("robot.example.com").private_key_and_cert_chain_pem.write_to_path(own)
    context = serving(authority)
    context.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(context)
    async with pbx_of(tls=context) as pbx:
        assert (await by_tls(pbx, TLS(ca_file=ca_file, cert_file=own))).ok
        report = await by_tls(pbx, TLS(ca_file=ca_file))
    assert not report.ok
    assert codes(report) <= {"tls", "no-greeting"}
    assert "client certificate" in report.findings[0].text


async def test_a_certificate_that_is_not_trusted_is_a_finding(authority: trustme.CA) -> None:
    async with pbx_of(tls=serving(authority)) as pbx:
        report = await by_tls(pbx, True)
    assert codes(report) == {"certificate"}
    assert (report.reached, report.tls, report.greeted) == (True, None, False)
    assert not pbx.requests


async def test_a_certificate_that_ends_soon_is_a_finding(authority: trustme.CA) -> None:
    from datetime import datetime, timedelta, timezone

    end = datetime.now(timezone.utc) + timedelta(days=9)
    async with pbx_of(tls=serving(authority, not_after=end)) as pbx:
        report = await by_tls(pbx, trusting(authority))
    assert report.ok
    assert "certificate-expires" in codes(report)


async def test_tls_on_a_plain_port_is_told_as_that() -> None:
    async with pbx_of() as pbx:
        report = await by_tls(pbx, True)
    assert codes(report) == {"plain-port"}


async def test_plain_text_on_a_tls_port_is_told_as_that(authority: trustme.CA) -> None:
    async with pbx_of(tls=serving(authority)) as pbx:
        report = await by_tls(pbx, False, login_timeout=0.2)
    assert codes(report) == {"tls-port"}


# -- Rights --------------------------------------------------------------------------------------------------


async def test_an_event_that_the_user_may_not_read_is_an_error_that_says_what_to_add() -> None:
    async with pbx_of(read="cdr", write="command") as pbx:
        report = await checked(pbx, events=["Hangup", "Newchannel", "Cdr"])
    assert not report.ok
    assert {need.name: need.ok for need in report.events} == {
        "Hangup": False,
        "Newchannel": False,
        "Cdr": True,
    }
    finding = report.finding("event-not-read")
    assert finding is not None
    assert "Hangup and Newchannel" in finding.text
    assert finding.advice == "Add call to read =."


async def test_an_action_that_the_user_may_not_run_is_an_error_that_names_the_weakest_class() -> None:
    async with pbx_of(read="call", write="user") as pbx:
        report = await checked(pbx, actions=["CoreStatus", "Originate", "UserEvent"])
    assert {need.name: need.ok for need in report.actions} == {
        "CoreStatus": False, "Originate": False, "UserEvent": True
    }  # fmt: skip
    advice = {one.advice for one in report.findings if one.code == "action-denied"}
    assert advice == {"Add reporting to write =.", "Add originate to write =."}
    assert report.write.has("user") is True
    assert report.write.has("originate") is False
    assert report.write.has("dtmf") is None


async def test_the_version_is_known_to_who_may_run_commands() -> None:
    async with pbx_of(write="command", version="22.10.1") as pbx:
        report = await checked(pbx)
    assert (report.version, report.major) == ("22.10.1", 22)


async def test_more_rights_than_needed_are_named() -> None:
    async with pbx_of(read="call,cdr,agent", write="command,system,call") as pbx:
        report = await checked(pbx, events=["Hangup"], actions=["Redirect"])
    assert report.ok
    read, write = report.finding("surplus-read"), report.finding("surplus-write")
    assert read is not None
    assert "agent,cdr" in read.text
    assert read.advice == "read = call is enough."
    assert write is not None
    assert write.severity == "warning"
    assert "call" not in write.text.split(": ")[1]
    assert write.advice == "write = call is enough."


async def test_nothing_is_called_too_much_where_nothing_was_asked_for() -> None:
    async with pbx_of() as pbx:
        report = await checked(pbx)
    assert report.ok
    assert not codes(report) & {"surplus-read", "surplus-write"}
    assert report.stanza == ""


@pytest.mark.parametrize(("version", "known"), [("22", False), ("16", True)])
async def test_what_the_servers_version_lacks_is_an_error(version: str, known: bool) -> None:
    async with pbx_of(version=version) as pbx:
        report = await checked(pbx, events=["PeerEntry"], actions=["SIPpeers"])
    assert (report.finding("action-not-in-version") is None) is known
    assert [need.in_version for need in report.actions] == [known]


async def test_a_disabled_event_is_an_error() -> None:
    async with pbx_of() as pbx:
        pbx.commands["manager show settings"] = "  Disabled events:           Newexten, HANGUP\n"
        report = await checked(pbx, events=["Hangup", "Newchannel"])
    assert [need.ok for need in report.events] == [False, True]
    assert "event-not-sent" in codes(report)


async def test_a_mask_that_leaves_a_wanted_event_out_is_an_error() -> None:
    async with pbx_of() as pbx:
        endpoint = Endpoint(credentials=Credentials("robot", SECRET), events="cdr")
        report = await check(endpoint, transport=pbx.connect, events=["Hangup", "Cdr"])
    assert [need.ok for need in report.events] == [False, True]
    finding = report.finding("event-not-sent")
    assert finding is not None
    assert "events=cdr" in finding.text


async def test_all_events_need_all_classes() -> None:
    async with pbx_of(read="call", write="command") as pbx:
        report = await checked(pbx, events=[events.Event])
        assert not report.ok
        assert "read = all" in report.stanza
        assert "eventfilter" not in report.stanza
    async with pbx_of(read="all", write="command") as pbx:
        assert (await checked(pbx, events=[events.Event])).ok


async def test_a_group_stands_for_its_events() -> None:
    async with pbx_of() as pbx:
        report = await checked(pbx, events=[events.SecurityEvent])
    assert len(report.events) > 5
    assert {need.classes for need in report.events} == {("security",)}


async def test_an_event_that_only_answers_needs_no_right_to_read() -> None:
    async with pbx_of(read="", write="command") as pbx:
        report = await checked(pbx, events=["CoreShowChannel"])
    assert [(need.classes, need.ok) for need in report.events] == [((), True)]


async def test_a_clock_that_is_wrong_is_told() -> None:
    async with pbx_of() as pbx:
        pbx.respond(
            "Ping",
            lambda request: request.reply(
                "Success", [("Ping", "Pong"), ("Timestamp", f"{time.time() - 3600:.6f}")]
            ),
        )
        report = await checked(pbx)
    finding = report.finding("clock")
    assert finding is not None
    assert "behind ours" in finding.text
    assert report.clock_offset == pytest.approx(-3600, abs=60)


async def test_a_server_that_still_loads_is_told(virtual_clock: None) -> None:
    async with pbx_of(booted=False) as pbx:
        report = await checked(pbx)
    assert "booting" in codes(report)


async def test_a_call_to_be_followed_needs_its_events() -> None:
    async with pbx_of() as pbx:
        report = await checked(pbx, actions=["Originate"], events=["Hangup"])
    finding = report.finding("originate-events")
    assert finding is not None
    assert "not wanted here: Newchannel and OriginateResponse" in finding.text


# -- The report ----------------------------------------------------------------------------------------------


async def test_the_secret_is_nowhere_in_the_report() -> None:
    async with pbx_of() as pbx:
        good = await checked(pbx, events=["Hangup"], actions=["Ping"])
        bad = await checked(pbx, secret=SECRET + "x")
    for report in (good, bad):
        assert SECRET not in repr(report) + str(report) + msgspec.json.encode(report).decode()


async def test_a_report_goes_through_json_and_back() -> None:
    async with pbx_of(system_name="pbx-1") as pbx:
        report = await checked(pbx, events=["Hangup"], actions=["Originate"])
    data = msgspec.json.encode(report)
    assert msgspec.json.decode(data, type=CheckReport) == report
    assert json.loads(data)["ok"] is True


async def test_a_page_names_what_matters() -> None:
    async with pbx_of(read="cdr", write="command") as pbx:
        page = str(await checked(pbx, events=["Hangup"], actions=["Redirect"]))
    for text in ("not ok", "Asterisk Call Manager/11.0.0", "NO   Hangup", "NO   Redirect", "[robot]"):
        assert text in page


# -- Wrong arguments -----------------------------------------------------------------------------------------


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


def listing(*lines: str) -> Callable[[FakeRequest], bytes]:
    """An answer to ListCommands as no honest server gives it."""
    return lambda request: request.reply(
        "Success", [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
    )


async def test_no_server_puts_rights_of_its_own_into_the_stanza() -> None:
    """Whoever answers could have them pasted into the manager.conf of the real one."""
    async with pbx_of(write="call") as pbx:
        pbx.respond(
            "ListCommands",
            listing("Hangup: x (Priv: all)", "Ping: x (Priv: system)", "Redirect: x (Priv: evil,command)"),
        )
        report = await checked(pbx, actions=["Hangup", "Ping", "Redirect", "Status"])
    (write,) = [line for line in report.stanza.splitlines() if line.startswith("write")]
    assert write == "write = call"


async def test_no_list_of_classes_keeps_the_event_loop() -> None:
    classes = [",".join(f"c{number}{letter}" for number in range(200)) for letter in "abcdef"]
    wanted = ["Hangup", "Redirect", "Originate", "Getvar", "Setvar", "Status"]
    lines = [f"{name}: x (Priv: {some})" for name, some in zip(wanted, classes, strict=True)]
    async with pbx_of(write="call,originate") as pbx:
        pbx.respond("ListCommands", listing(*lines))
        report = await checked(pbx, actions=wanted)
    (write,) = [line for line in report.stanza.splitlines() if line.startswith("write")]
    assert set(write.partition(" = ")[2].split(",")) == {"call", "originate"}


async def test_a_port_that_answers_plain_text_by_an_alert_is_told_as_that() -> None:
    async def serve(stream: ByteStream) -> None:
        async with stream:
            await stream.send(b"\x15\x03\x01\x00\x02\x02\x46")
            with suppress(anyio.EndOfStream, anyio.BrokenResourceError):
                await stream.receive()

    reports: list[CheckReport] = []
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        async with anyio.create_task_group() as group:
            group.start_soon(listener.serve, serve)
            port = listener.extra(anyio.abc.SocketAttribute.local_port)
            reports += [await check("127.0.0.1", port, username="robot", secret=SECRET)]
            group.cancel_scope.cancel()
    assert "tls-port" in codes(reports[0])


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


async def test_a_server_name_beyond_ascii_means_the_same_as_for_a_client(
    authority: trustme.CA, tmp_path: Path
) -> None:
    name = "stra\u00dfe.example"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    async with pbx_of(tls=context) as pbx:
        options = TLS(ca_file=tmp_path / "ca.pem", server_name=name)
        report = await by_tls(pbx, options)
        try:
            async with connect_ami(pbx.host, pbx.port, username="robot", secret=SECRET, tls=options):
                trusted = True
        except CertificateError:
            trusted = False  # the oldest AnyIO spells such a name in the older way
    assert (report.logged_in, "certificate" in codes(report)) == (trusted, not trusted)


async def test_an_own_context_that_verifies_nobody_is_not_given_the_secret(authority: trustme.CA) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    async with pbx_of(tls=serving(authority)) as pbx:
        report = await by_tls(pbx, context)
        assert report.login == "md5"
        options: dict[str, Any] = {"username": "robot", "secret": SECRET, "tls": context}
        async with connect_ami(pbx.host, pbx.port, **options):
            pass
        assert not [request for request in pbx.requests if request.get("Secret")]


async def test_files_that_cannot_be_read_in_time_are_told_as_that(tmp_path: Path) -> None:
    pipe = tmp_path / "ca.pem"
    os.mkfifo(pipe)  # whoever opens it waits for a writer
    began = anyio.current_time()
    options = TLS(ca_file=pipe)
    report = await check("127.0.0.1", 1, username="robot", secret=SECRET, tls=options, connect_timeout=0.2)
    assert codes(report) == {"tls-files"}
    assert anyio.current_time() - began < 10
    # The thread that waits is let go.
    os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))


async def test_a_servers_words_do_not_fill_the_page() -> None:
    async with pbx_of() as pbx:
        pbx.respond("CoreSettings", lambda request: request.reply("Success", [("SystemName", "x" * 100_000)]))
        report = await checked(pbx)
    assert len(report.text()) < 10_000
