"""What `check` finds out about TLS."""

from __future__ import annotations

import os
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import anyio
import pytest
import trustme

from anyio_ami import TLS, CheckReport, check, connect_ami
from anyio_ami.errors import CertificateError

from .helpers import SECRET, checked, codes, pbx_of

if TYPE_CHECKING:
    from pathlib import Path

    from anyio.abc import ByteStream

    from anyio_ami.testing import FakeAsterisk


pytestmark = pytest.mark.anyio


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
