"""TLS on real servers: the right authority and wrong ones, names, and ports that are mixed up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import pytest
import trustme

from anyio_ami import TLS, actions
from anyio_ami.errors import CertificateError, ConnectError, ConnectTimeout, TLSError

from .fixtures import connect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .fixtures import AsteriskServer

pytestmark = pytest.mark.anyio


async def refused(asterisk: AsteriskServer, **options: Any) -> ConnectError:
    with anyio.fail_after(20), pytest.raises(ConnectError) as caught:
        async with connect(asterisk, **{"port": asterisk.tls_port, **options}):
            raise AssertionError("entered")
    return caught.value


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_the_servers_certificate_as_its_own_authority(asterisk: AsteriskServer, host: str) -> None:
    tls = TLS(ca_file=asterisk.certificate)
    async with connect(asterisk, host=host, port=asterisk.tls_port, tls=tls) as ami:
        assert (await ami.send(actions.Ping())).ping == "Pong"


async def test_an_authority_in_the_url(asterisk: AsteriskServer) -> None:
    url = f"amis://{asterisk.host}:{asterisk.tls_port}/?ca_file={asterisk.certificate}"
    async with connect(asterisk, host=url, port=None) as ami:
        assert ami.server.system_name == asterisk.name


async def test_a_server_that_nobody_vouches_for(asterisk: AsteriskServer) -> None:
    error = await refused(asterisk, tls=True)
    assert isinstance(error, CertificateError)
    assert error.reason == "self_signed"


async def test_another_authority(asterisk: AsteriskServer, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    error = await refused(asterisk, tls=TLS(ca_file=other))
    assert isinstance(error, CertificateError)
    assert error.reason == "self_signed"
    assert str(other) in str(error)


async def test_another_host(asterisk: AsteriskServer) -> None:
    error = await refused(asterisk, tls=TLS(ca_file=asterisk.certificate, server_name="pbx.example.com"))
    assert isinstance(error, CertificateError)
    assert error.reason == "wrong_host"
    tls = TLS(ca_file=asterisk.certificate, server_name="localhost")
    async with connect(asterisk, port=asterisk.tls_port, tls=tls) as ami:
        assert (await ami.send(actions.Ping())).ping == "Pong"


async def test_the_insecure_way_logs_in_by_md5(asterisk: AsteriskServer) -> None:
    tls = TLS(insecure_skip_verify=True)
    async with connect(asterisk, port=asterisk.tls_port, tls=tls) as ami:
        assert (await ami.send(actions.Ping())).ping == "Pong"


async def test_plain_to_the_tls_port(asterisk: AsteriskServer) -> None:
    """The server waits for a handshake, half a minute long, and says nothing."""
    error = await refused(asterisk, login_timeout=0.5)
    assert isinstance(error, ConnectTimeout)
    assert "a TLS port sends none: tls=True" in str(error)


async def test_tls_to_the_plain_port(asterisk: AsteriskServer) -> None:
    error = await refused(asterisk, port=asterisk.port, tls=TLS(ca_file=asterisk.certificate))
    assert type(error) is TLSError
    assert "this port does not seem to speak TLS" in str(error)


@pytest.mark.slow
def test_what_the_manual_says_of_manager_conf(own_asterisk: AsteriskServer) -> None:
    """Two files do as one does, no client certificate is wanted, a renewal needs a changed manager.conf."""
    folder = own_asterisk.certificate.parent
    conf, pem = folder / "manager.conf", folder / "ami.pem"
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "new-ca.pem"))

    def trusts(file: str) -> str:
        async def ask() -> str:
            tls = TLS(ca_file=folder / file)
            async with connect(own_asterisk, port=own_asterisk.tls_port, tls=tls) as ami:
                return (await ami.send(actions.Ping())).ping

        try:
            return anyio.run(ask)
        except CertificateError as exc:
            return exc.reason

    text = conf.read_text()
    one = f"tlscertfile = /etc/asterisk.{own_asterisk.name}/ami.pem"
    two = one.replace(".pem", ".crt") + f"\ntlsprivatekey = /etc/asterisk.{own_asterisk.name}/ami.key"
    asks = f"tlscafile = /etc/asterisk.{own_asterisk.name}/new-ca.pem\ntlsverifyclient = yes"
    assert one in text
    conf.write_text(text.replace(one, f"{two}\n{asks}"))
    own_asterisk.cli("manager reload")
    assert "ami.key" in own_asterisk.cli("manager show settings")
    assert trusts("ami.crt") == "Pong"
    conf.write_text(text)
    own_asterisk.cli("manager reload")
    assert trusts("ami.crt") == "Pong"

    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(pem))
    own_asterisk.cli("manager reload")
    assert trusts("new-ca.pem") == "self_signed"
    conf.write_text(text + "; renewed\n")
    own_asterisk.cli("manager reload")
    assert trusts("new-ca.pem") == "Pong"


@pytest.mark.slow
def test_plain_to_the_tls_port_until_the_server_gives_up(
    asterisk_servers: Mapping[str, AsteriskServer],
) -> None:
    """Asterisk 22 closes such a connection after half a minute; 16 holds it."""
    server = asterisk_servers["22"]

    async def wait() -> None:
        with anyio.fail_after(60), pytest.raises(ConnectError, match=r"does this port speak TLS\?") as caught:
            async with connect(server, port=server.tls_port, login_timeout=55):
                raise AssertionError("entered")
        assert not isinstance(caught.value, (TLSError, ConnectTimeout))

    anyio.run(wait)
