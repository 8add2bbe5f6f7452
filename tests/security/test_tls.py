"""TLS to servers of every kind: each failure has an error of its own, which says what to do."""

from __future__ import annotations

import datetime
import logging
import pickle
import ssl
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from anyio_ami import TLS, ConnectionState, connect_ami, connect_fleet
from anyio_ami.errors import AMIError, CertificateError, ConnectError, ConnectTimeout, TLSError
from anyio_ami.testing import FakeAsterisk
from anyio_ami.testing._lines import MemoryLine, memory_pair

from ..client.helpers import ADMIN, client, running_tasks, settle

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from anyio.abc import ByteStream

    from anyio_ami import Transport
    from anyio_ami.errors import CertificateReason

pytestmark = [pytest.mark.anyio, pytest.mark.every_backend]

HOST = "pbx.example.com"
NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)


class Authority:
    """An authority, with a file that has its certificate."""

    def __init__(self, folder: Path, name: str) -> None:
        self.ca = trustme.CA()
        self.file = folder / f"{name}.pem"
        self.ca.cert_pem.write_to_path(str(self.file))

    def serving(self, *names: str, **limits: Any) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.ca.issue_cert(*names).configure_cert(context)
        for name, value in limits.items():
            setattr(context, name, value)
        return context

    def trusting(self) -> ssl.SSLContext:
        """What a user may make without us; it needs no thread, which a virtual clock would not wait for."""
        return ssl.create_default_context(cafile=str(self.file))

    def serving_between(
        self, folder: Path, begin: datetime.timedelta, end: datetime.timedelta
    ) -> ssl.SSLContext:
        """A certificate whose time is from ``begin`` to ``end``, seen from now."""
        leaf = self.ca.issue_cert(HOST)
        old = x509.load_pem_x509_certificate(leaf.cert_chain_pems[0].bytes())
        builder = x509.CertificateBuilder(
            issuer_name=old.issuer,
            subject_name=old.subject,
            public_key=old.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=NOW + begin,
            not_valid_after=NOW + end,
        )
        for extension in old.extensions:
            builder = builder.add_extension(extension.value, extension.critical)
        key: Any = serialization.load_pem_private_key(self.ca.private_key_pem.bytes(), None)
        new = builder.sign(key, hashes.SHA256())
        path = folder / "timed.pem"
        path.write_bytes(leaf.private_key_pem.bytes() + new.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "authority")


@pytest.fixture
def other(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "other")


# -- what works --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [HOST, "192.0.2.7", "*.example.com"])
async def test_an_authority_of_ones_own(authority: Authority, name: str) -> None:
    host = HOST if "*" in name else name
    async with FakeAsterisk(tls=authority.serving(name)) as pbx:
        async with client(pbx, host=host, tls=TLS(ca_file=authority.file)) as ami:
            assert ami.state is ConnectionState.CONNECTED
            assert "Challenge" not in {request.name for request in pbx.requests}


async def test_a_url_with_its_authority(authority: Authority) -> None:
    async with FakeAsterisk(tls=authority.serving(HOST)) as pbx:
        async with client(pbx, host=f"amis://{HOST}/?ca_file={authority.file}") as ami:
            assert ami.state is ConnectionState.CONNECTED


@pytest.mark.parametrize("name", ["inside.example.com", "10.0.0.5"])
async def test_another_name_than_the_host(authority: Authority, name: str) -> None:
    """Through a tunnel, the certificate has not the name of the tunnel's end."""
    async with FakeAsterisk(tls=authority.serving(name)) as pbx:
        tls = TLS(ca_file=authority.file, server_name=name)
        async with client(pbx, host="127.0.0.1", tls=tls) as ami:
            assert ami.state is ConnectionState.CONNECTED
        # It is not one more name that is good, but the one.
        pbx.tls = authority.serving("127.0.0.1")
        with pytest.raises(CertificateError) as caught:
            async with client(pbx, host="127.0.0.1", tls=tls):
                raise AssertionError("entered")
        assert caught.value.reason == "wrong_host"


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("how", ["one file", "two files", "encrypted"])
async def test_a_client_certificate(
    tmp_path: Path, authority: Authority, version: ssl.TLSVersion, how: str
) -> None:
    leaf = authority.ca.issue_cert("client.example.com")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    cert.write_bytes(b"".join(pem.bytes() for pem in leaf.cert_chain_pems))
    key.write_bytes(leaf.private_key_pem.bytes())
    options: dict[str, Any] = {"cert_file": cert, "key_file": key}
    if how == "one file":
        cert.write_bytes(leaf.private_key_and_cert_chain_pem.bytes())
        del options["key_file"]
    elif how == "encrypted":
        loaded = serialization.load_pem_private_key(leaf.private_key_pem.bytes(), None)
        form = serialization.PrivateFormat.PKCS8
        locked = serialization.BestAvailableEncryption(b"pass word")
        key.write_bytes(loaded.private_bytes(serialization.Encoding.PEM, form, locked))
        options["key_password"] = "pass word"
    context = authority.serving(HOST, verify_mode=ssl.CERT_REQUIRED, maximum_version=version)
    authority.ca.configure_trust(context)
    async with FakeAsterisk(tls=context) as pbx:
        async with client(pbx, host=HOST, tls=TLS(ca_file=authority.file, **options)) as ami:
            assert ami.state is ConnectionState.CONNECTED


async def test_a_fleet_takes_options_of_tls(authority: Authority) -> None:
    async with FakeAsterisk(tls=authority.serving(HOST)) as pbx:
        tls = TLS(ca_file=authority.file, server_name=HOST)
        nodes: dict[str, Any] = {"a": "127.0.0.1", "b": {"host": "127.0.0.1", "tls": tls}}
        async with connect_fleet(nodes, tls=tls, transport=pbx.connect, **ADMIN) as fleet:
            for node in ("a", "b"):
                await fleet[node].wait_connected()


# -- what is insecure --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tls", "said"),
    [
        (TLS(insecure_skip_verify=True), "certificate is not verified (insecure_skip_verify=True)"),
        (
            TLS(insecure_skip_verify=True, insecure_skip_hostname=True),
            "certificate is not verified (insecure_skip_verify=True)",
        ),
        (TLS(insecure_skip_hostname=True), "host name is not verified (insecure_skip_hostname=True)"),
    ],
)
async def test_a_warning_once_for_each_client_and_no_secret_for_just_anybody(
    authority: Authority, caplog: pytest.LogCaptureFixture, tls: TLS, said: str
) -> None:
    """A server that may be anybody is not told the secret: the login is by MD5, unless "plain" is wanted."""
    if not tls.insecure_skip_verify:
        tls = TLS(ca_file=authority.file, insecure_skip_hostname=True)
    async with FakeAsterisk(tls=authority.serving("elsewhere.example.com")) as pbx:
        with caplog.at_level(logging.DEBUG):
            async with client(pbx, host=HOST, tls=tls, name="office", reconnect=lambda *_: 0.05) as ami:
                async with ami.states() as states:
                    pbx.cut()
                    assert await states.receive() is ConnectionState.RECONNECTING
                    assert await states.receive() is ConnectionState.CONNECTED
        warnings = [record.getMessage() for record in caplog.records if "not verified" in record.getMessage()]
        assert len(warnings) == 1
        assert warnings[0].startswith("office: ")
        assert said in warnings[0]
        logins = [request for request in pbx.requests if request.name == "Login"]
        assert len(logins) == 2
        assert not [login for login in logins if "Secret" in dict(login.headers)]
        pbx.requests.clear()
        async with client(pbx, host=HOST, tls=tls, login="plain"):
            assert dict(pbx.requests[0].headers)["Secret"] == "s3cret"


async def test_the_host_name_alone_may_be_skipped(authority: Authority, other: Authority) -> None:
    async with FakeAsterisk(tls=other.serving(HOST)) as pbx:
        tls = TLS(ca_file=authority.file, insecure_skip_hostname=True)
        with pytest.raises(CertificateError) as caught:
            async with client(pbx, host=HOST, tls=tls):
                raise AssertionError("entered")
        assert caught.value.reason == "unknown_authority"


async def test_a_context_of_ones_own_is_taken_as_it_is(
    authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    context = authority.trusting()
    context.check_hostname = False
    async with FakeAsterisk(tls=authority.serving("elsewhere.example.com")) as pbx:
        with caplog.at_level(logging.WARNING):
            async with client(pbx, host=HOST, tls=context) as ami:
                assert ami.state is ConnectionState.CONNECTED
    assert not caplog.records


# -- certificates that are not trusted ---------------------------------------------------------------


async def refused(serving: ssl.SSLContext, tls: Any) -> CertificateError:
    """The error, after nothing was sent to such a server and nothing was left behind."""
    async with FakeAsterisk(tls=serving) as pbx:
        await settle()
        before = running_tasks()
        with pytest.raises(CertificateError, match=r"^cannot connect to pbx\.example\.com:5039: ") as caught:
            async with client(pbx, host=HOST, tls=tls):
                raise AssertionError("entered")
        await settle()
        assert running_tasks() == before
        assert not pbx.sessions
        assert not pbx.requests
    error = caught.value
    assert isinstance(error, TLSError)
    assert isinstance(error.__cause__, ssl.SSLCertVerificationError)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.reason) == (str(error), error.reason)
    return error


@pytest.mark.parametrize(
    ("begin", "end", "reason", "said"),
    [
        (-2 * DAY, -DAY, "expired", "has expired; renew it"),
        (DAY, 2 * DAY, "not_yet_valid", "set this machine's clock right"),
    ],
)
async def test_the_time_of_a_certificate(
    tmp_path: Path,
    authority: Authority,
    begin: datetime.timedelta,
    end: datetime.timedelta,
    reason: CertificateReason,
    said: str,
) -> None:
    serving = authority.serving_between(tmp_path, begin, end)
    error = await refused(serving, TLS(ca_file=authority.file))
    assert error.reason == reason
    assert said in str(error)


@pytest.mark.parametrize("name", ["elsewhere.example.com", "192.0.2.7"])
async def test_a_certificate_of_another_host(authority: Authority, name: str) -> None:
    error = await refused(authority.serving(name), TLS(ca_file=authority.file))
    assert error.reason == "wrong_host"
    assert f"does not carry the name {HOST!r}" in str(error)
    assert "TLS(server_name=...)" in str(error)


async def test_a_certificate_of_another_address(authority: Authority) -> None:
    async with FakeAsterisk(tls=authority.serving("192.0.2.7")) as pbx:
        with pytest.raises(CertificateError, match=r"name '192\.0\.2\.8'") as caught:
            async with client(pbx, host="192.0.2.8", tls=TLS(ca_file=authority.file)):
                raise AssertionError("entered")
        assert caught.value.reason == "wrong_host"


@pytest.mark.parametrize("root", [False, True], ids=["leaf alone", "root along"])
async def test_a_certificate_of_an_unknown_authority(
    tmp_path: Path, authority: Authority, other: Authority, root: bool
) -> None:
    leaf = other.ca.issue_cert(HOST)
    chain = leaf.private_key_and_cert_chain_pem.bytes() + (other.ca.cert_pem.bytes() if root else b"")
    (tmp_path / "chain.pem").write_bytes(chain)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(tmp_path / "chain.pem")
    error = await refused(serving, TLS(ca_file=authority.file))
    assert error.reason == "unknown_authority"
    assert f"not among ca_file {str(authority.file)!r}" in str(error)
    error = await refused(serving, True)
    assert error.reason == "unknown_authority"
    assert "not among the system's authorities; give it with tls=TLS(ca_file=...)" in str(error)


async def test_a_server_that_does_not_send_what_lies_between(authority: Authority) -> None:
    between = authority.ca.create_child_ca()
    leaf = between.issue_cert(HOST)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with leaf.private_key_pem.tempfile() as key, leaf.cert_chain_pems[0].tempfile() as alone:
        serving.load_cert_chain(alone, key)
    error = await refused(serving, TLS(ca_file=authority.file))
    assert error.reason == "unknown_authority"
    assert "have the server send what lies between (tlscertfile" in str(error)


async def test_a_self_signed_certificate(tmp_path: Path, authority: Authority, other: Authority) -> None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (tmp_path / "self.pem").write_bytes(other.ca.private_key_pem.bytes() + other.ca.cert_pem.bytes())
    serving.load_cert_chain(tmp_path / "self.pem")
    error = await refused(serving, TLS(ca_file=authority.file))
    assert error.reason == "self_signed"
    assert "give the certificate itself, without its key" in str(error)


async def test_any_other_fault_of_a_certificate(authority: Authority) -> None:
    """A revocation list that is missing stands for all of them."""
    context = authority.trusting()
    context.verify_flags |= ssl.VerifyFlags.VERIFY_CRL_CHECK_LEAF
    error = await refused(authority.serving(HOST), context)
    assert error.reason == "other"
    assert "is not trusted (unable to get certificate CRL)" in str(error)


async def test_a_context_of_ones_own_is_named_as_what_decides(authority: Authority, other: Authority) -> None:
    error = await refused(other.serving(HOST), authority.trusting())
    assert error.reason == "unknown_authority"
    assert "not among what the ssl.SSLContext trusts" in str(error)


async def test_at_a_reconnect_a_bad_certificate_is_tried_again(tmp_path: Path, authority: Authority) -> None:
    """Certificates get renewed: what ends the first connection at once does not end a client that works."""
    good = authority.serving(HOST)
    bad = authority.serving_between(tmp_path, -2 * DAY, -DAY)
    seen: list[AMIError] = []

    def policy(attempt: int, error: AMIError) -> float:
        seen.append(error)
        if len(seen) == 4:
            pbx.tls = good
        return 0.05

    async with FakeAsterisk(tls=good) as pbx:
        async with client(pbx, host=HOST, tls=TLS(ca_file=authority.file), reconnect=policy) as ami:
            async with ami.states() as states:
                pbx.tls = bad
                pbx.cut()
                assert await states.receive() is ConnectionState.RECONNECTING
                assert await states.receive() is ConnectionState.CONNECTED
    assert [error.reason for error in seen[1:] if isinstance(error, CertificateError)] == ["expired"] * 3


async def test_with_wait_a_bad_certificate_is_tried_again_too(tmp_path: Path, authority: Authority) -> None:
    seen: list[AMIError] = []

    def policy(attempt: int, error: AMIError) -> float | None:
        seen.append(error)
        return 0.05 if attempt < 3 else None

    async with FakeAsterisk(tls=authority.serving_between(tmp_path, -2 * DAY, -DAY)) as pbx:
        tls = TLS(ca_file=authority.file)
        with pytest.raises(CertificateError):
            async with client(pbx, host=HOST, tls=tls, reconnect=policy, wait=True):
                raise AssertionError("entered")
    assert len(seen) == 3


# -- a server that sends its alerts ------------------------------------------------------------------


@asynccontextmanager
async def alerting(context: ssl.SSLContext) -> AsyncGenerator[Transport, None]:
    """Makes handshakes, and sends the alert when one fails, as real servers do."""

    async def serve(line: MemoryLine) -> None:
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing, server_side=True)
        try:
            while True:
                try:
                    tls.do_handshake()
                    break
                except ssl.SSLWantReadError:
                    if outgoing.pending:
                        await line.send(outgoing.read())
                    incoming.write(await line.receive())
            tls.write(b"Asterisk Call Manager/7.0.3\r\n")
        except ssl.SSLError:
            pass
        if outgoing.pending:
            await line.send(outgoing.read())
        line.drop()

    async with anyio.create_task_group() as tg:

        async def connect() -> ByteStream:
            near, far = memory_pair()
            tg.start_soon(serve, far)
            return near

        yield connect
        tg.cancel_scope.cancel()


async def failure(transport: Transport, tls: Any) -> ConnectError:
    with pytest.raises(ConnectError) as caught:
        async with connect_ami(HOST, transport=transport, tls=tls, **ADMIN):
            raise AssertionError("entered")
    assert caught.value.__cause__ is not None
    return caught.value


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_a_client_certificate_that_is_wanted_and_missing(
    authority: Authority, version: ssl.TLSVersion
) -> None:
    context = authority.serving(HOST, verify_mode=ssl.CERT_REQUIRED, maximum_version=version)
    authority.ca.configure_trust(context)
    async with alerting(context) as transport:
        error = await failure(transport, TLS(ca_file=authority.file))
    assert type(error) is TLSError
    assert "client certificate" in str(error)
    assert "tls=TLS(cert_file=..., key_file=...)" in str(error)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_a_client_certificate_that_is_refused(
    tmp_path: Path, authority: Authority, other: Authority, version: ssl.TLSVersion
) -> None:
    context = authority.serving(HOST, verify_mode=ssl.CERT_REQUIRED, maximum_version=version)
    authority.ca.configure_trust(context)
    other.ca.issue_cert("client").private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "c.pem"))
    async with alerting(context) as transport:
        error = await failure(transport, TLS(ca_file=authority.file, cert_file=tmp_path / "c.pem"))
    assert type(error) is TLSError
    assert "the server refused the client certificate; give one that is valid" in str(error)


@pytest.mark.parametrize("newer", ["client", "server"])
async def test_no_version_in_common(authority: Authority, newer: str) -> None:
    serving, trusting = authority.serving(HOST), authority.trusting()
    old, new = (serving, trusting) if newer == "client" else (trusting, serving)
    old.maximum_version, new.minimum_version = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3
    async with alerting(serving) as transport:
        error = await failure(transport, trusting)
    assert type(error) is TLSError
    assert "speaks no TLS version that is allowed here" in str(error)


async def test_no_cipher_in_common(authority: Authority) -> None:
    serving, trusting = authority.serving(HOST), authority.trusting()
    serving.maximum_version = ssl.TLSVersion.TLSv1_2
    serving.set_ciphers("ECDHE+CHACHA20")
    trusting.set_ciphers("ECDHE+AESGCM")
    async with alerting(serving) as transport:
        error = await failure(transport, trusting)
    assert type(error) is TLSError
    assert "no cipher that both sides allow" in str(error)


# -- the wrong port ----------------------------------------------------------------------------------


async def test_tls_to_the_plain_port(authority: Authority) -> None:
    async with FakeAsterisk() as pbx:
        error = await failure(pbx.connect, TLS(ca_file=authority.file))
    assert type(error) is TLSError
    assert "this port does not seem to speak TLS" in str(error)
    assert "5039" in str(error)


def saying(data: bytes, *, then_end: bool) -> Transport:
    async def connect() -> ByteStream:
        near, far = memory_pair()
        if data:
            await far.send(data)
        if then_end:
            far.drop()
        return near

    return connect


ALERTS = {
    "handshake failure": b"\x15\x03\x03\x00\x02\x02\x28",
    "unexpected message": b"\x15\x03\x01\x00\x02\x02\x0a",  # its last byte is a line end
    "handshake": b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76",
}


@pytest.mark.parametrize("then_end", [True, False], ids=["then closed", "open"])
@pytest.mark.parametrize("data", ALERTS.values(), ids=ALERTS)
async def test_plain_to_a_port_that_answers_in_tls(data: bytes, then_end: bool) -> None:
    with pytest.raises(TLSError, match=r"this port speaks TLS; connect with TLS \(amis://, tls=True\)"):
        async with connect_ami(HOST, transport=saying(data, then_end=then_end), **ADMIN):
            raise AssertionError("entered")


async def test_plain_to_a_port_that_closes_without_a_word() -> None:
    error = await failure(saying(b"", then_end=True), False)
    assert not isinstance(error, TLSError)
    assert "before its greeting: does this port speak TLS? (amis://, tls=True)" in str(error)


async def test_plain_to_a_port_that_waits(virtual_clock: None) -> None:
    error = await failure(saying(b"", then_end=False), False)
    assert isinstance(error, ConnectTimeout)
    assert "no greeting came within 10 s (a TLS port sends none: tls=True)" in str(error)


async def test_something_else_that_is_no_manager() -> None:
    error = await failure(saying(b"\x15\x04nonsense\n", then_end=True), False)
    assert not isinstance(error, TLSError)
    assert "this is no AMI server" in str(error)


async def test_a_handshake_that_stalls(virtual_clock: None, authority: Authority) -> None:
    error = await failure(saying(b"", then_end=False), authority.trusting())
    assert isinstance(error, ConnectTimeout)
    assert "the TLS handshake did not finish within 10 s" in str(error)
    assert anyio.current_time() == 10


async def test_a_line_that_ends_during_the_handshake(authority: Authority) -> None:
    error = await failure(saying(b"", then_end=True), authority.trusting())
    assert type(error) is TLSError
    assert "the line was lost during the TLS handshake" in str(error)


async def test_a_server_that_closes_after_the_handshake(authority: Authority) -> None:
    async with FakeAsterisk(tls=authority.serving(HOST)) as pbx:
        pbx.greeting = b""
        pbx.auth_timeout = 0.1
        error = await failure(pbx.connect, authority.trusting())
    assert "closed the connection before its greeting: it may be restarting, want a client cert" in str(error)


async def test_a_host_that_no_certificate_can_carry(authority: Authority) -> None:
    async with FakeAsterisk(tls=authority.serving(HOST)) as pbx:
        with pytest.raises(TLSError, match="no name for a certificate"):
            async with client(pbx, host=".example.com", tls=authority.trusting()):
                raise AssertionError("entered")


async def test_trouble_with_tls_later_is_a_lost_line(authority: Authority) -> None:
    """After the greeting nothing is taken for a refused certificate, and the policy takes over."""
    async with FakeAsterisk(tls=authority.serving(HOST)) as pbx:
        tls = TLS(ca_file=authority.file)
        async with client(pbx, host=HOST, tls=tls, reconnect=lambda *_: 0.05) as ami:
            async with ami.states() as states:
                await pbx.sessions[0]._line.send(b"no record at all, although of TLS there should be one")
                assert await states.receive() is ConnectionState.RECONNECTING
                assert await states.receive() is ConnectionState.CONNECTED
