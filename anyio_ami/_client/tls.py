"""TLS over an open stream, and its errors in our words. Slow to import, and loaded by those who use it."""

from __future__ import annotations

import dataclasses
import os
import ssl
from typing import TYPE_CHECKING, Final

import anyio
import anyio.to_thread
import msgspec
from anyio.streams.tls import TLSStream

from anyio_ami._log import Logger
from anyio_ami._tls import is_tls_context
from anyio_ami.errors import CertificateError, ConnectTimeout, TLSError
from anyio_ami.tls import TLS, KeyPassword, verifies

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio.abc import ByteStream

    from anyio_ami.endpoint import Endpoint
    from anyio_ami.errors import CertificateReason

    from .config import Config

_log = Logger("anyio_ami")

_LARGEST: Final = 10_000_000  # bytes of a PEM file that are looked at; the system's authorities have 200 kB
_AUTHORITY: Final = (b"-----BEGIN CERTIFICATE", b"-----BEGIN TRUSTED CERTIFICATE", b"-----BEGIN X509 CERT")

# OpenSSL's numbers (X509_V_ERR_...) of the faults that have a reason of their own.
_REASONS: Final[dict[int, CertificateReason]] = {
    2: "unknown_authority",  # the issuer is not there
    9: "not_yet_valid",
    10: "expired",
    18: "self_signed",
    19: "unknown_authority",  # the root came along, and is not trusted
    20: "unknown_authority",  # the issuer is not there, locally
    21: "unknown_authority",  # a single certificate whose issuer is not there
    62: "wrong_host",
    64: "wrong_host",  # of an address
}
# Alerts about the client's own certificate, as OpenSSL calls them after "..._ALERT_".
_REFUSALS: Final = frozenset(
    [
        "ACCESS_DENIED",
        "BAD_CERTIFICATE",
        "CERTIFICATE_EXPIRED",
        "CERTIFICATE_REVOKED",
        "CERTIFICATE_UNKNOWN",
        "DECRYPT_ERROR",
        "UNKNOWN_CA",
        "UNSUPPORTED_CERTIFICATE",
    ]
)
_NO_TLS: Final = frozenset(["WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST"])
_VERSIONS: Final = frozenset(
    ["NO_PROTOCOLS_AVAILABLE", "UNSUPPORTED_PROTOCOL", "VERSION_TOO_LOW", "WRONG_SSL_VERSION"]
)


class Ready(TLS, frozen=True, kw_only=True):
    """TLS options with the context that was made of them, once for all connections of a client."""

    context: ssl.SSLContext
    given: bool
    """Whether the context is the user's own."""

    @property
    def verifies(self) -> bool:
        return verifies(self.context) if self.given else super().verifies

    @property
    def authorities(self) -> str:
        """What is trusted, for messages."""
        if self.given:
            return "what the ssl.SSLContext trusts"
        return "the system's authorities" if self.ca_file is None else f"ca_file {os.fspath(self.ca_file)!r}"


async def with_context(config: Config) -> Config:
    """The same with an endpoint whose TLS is `Ready`; files are read in a worker thread.

    Raises ValueError for what is wrong with a file, and ConnectTimeout if reading takes
    longer than ``connect_timeout``. A cancelled call leaves the thread to end by itself.
    """
    given = config.endpoint.tls
    options = given if isinstance(given, TLS) else TLS()
    if is_tls_context(given):
        context = given
    else:
        try:
            with anyio.fail_after(config.connect_timeout):
                # A file may lie on a disk that does not answer.
                context = await anyio.to_thread.run_sync(_build, options, abandon_on_cancel=True)
        except TimeoutError as exc:
            msg = f"the files of tls= could not be read within {config.connect_timeout:g} s"
            raise ConnectTimeout(msg) from exc
    if not options.verifies:
        what = "certificate" if options.insecure_skip_verify else "host name"
        flag = "insecure_skip_verify" if options.insecure_skip_verify else "insecure_skip_hostname"
        _log.warning(
            "%s: the server's %s is not verified (%s=True): whoever stands between can read and change "
            "everything",
            config.node,
            what,
            flag,
        )
    fields = {name: getattr(options, name) for name in TLS.__struct_fields__}
    ready = Ready(**fields, context=context, given=context is given)
    return dataclasses.replace(config, endpoint=msgspec.structs.replace(config.endpoint, tls=ready))


def _build(options: TLS) -> ssl.SSLContext:
    if options.insecure_skip_verify:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    else:
        context = _trusting(None if options.ca_file is None else os.fspath(options.ca_file))
        context.check_hostname = not options.insecure_skip_hostname
    if options.cert_file is not None:
        cert = os.fspath(options.cert_file)
        key = cert if options.key_file is None else os.fspath(options.key_file)
        _load_client(context, cert, key, options.key_password)
    return context


def _trusting(path: str | None) -> ssl.SSLContext:
    if path is None:
        return ssl.create_default_context()
    if not _has(path, "ca_file", *_AUTHORITY):
        msg = f"ca_file {path!r} holds no certificate; expected the authorities to trust, as PEM"
        raise ValueError(msg)
    try:
        return ssl.create_default_context(cafile=path)
    except (OSError, ValueError) as exc:  # an SSLError is an OSError
        msg = f"ca_file {path!r} cannot be read as PEM certificates ({_short(exc)}); is it damaged?"
        raise ValueError(msg) from exc


def _load_client(context: ssl.SSLContext, cert: str, key: str, password: object) -> None:
    if not _has(cert, "cert_file", *_AUTHORITY):
        msg = f"cert_file {cert!r} holds no certificate; expected the client's own, as PEM"
        raise ValueError(msg)
    if not _has(key, "key_file", b"PRIVATE KEY-----"):
        hint = "; give the file with the key as key_file=" if key == cert else ""
        msg = f"key_file {key!r} holds no private key; expected the one of cert_file, as PEM{hint}"
        raise ValueError(msg)
    try:
        context.load_cert_chain(cert, key, _tell(password))
    except (OSError, ValueError) as exc:
        raise ValueError(_why_not_loaded(exc, cert, key, password)) from exc


def _tell(password: object) -> Callable[[], str]:
    """Tells OpenSSL the password. Without a function it would ask at the terminal, and wait."""
    return lambda: password.reveal() if isinstance(password, KeyPassword) else ""


def _why_not_loaded(exc: Exception, cert: str, key: str, password: object) -> str:
    if getattr(exc, "reason", None) in ("KEY_VALUES_MISMATCH", "KEY_TYPE_MISMATCH"):
        return f"the private key in {key!r} is not the one of the certificate in {cert!r}"
    if _has(key, "key_file", b"BEGIN ENCRYPTED PRIVATE KEY", b"ENCRYPTED\n", b"ENCRYPTED\r"):
        if password is None:
            return f"the private key in {key!r} is encrypted; give key_password="
        return f"the private key in {key!r} cannot be opened with this key_password ({_short(exc)})"
    return f"cert_file {cert!r} with key_file {key!r} cannot be read ({_short(exc)}); is one damaged?"


def _has(path: str, option: str, *marks: bytes) -> bool:
    """Whether a file holds one of these. What it holds is kept nowhere: it may be a key."""
    try:
        with open(path, "rb") as file:
            return any(mark in data for data in [file.read(_LARGEST)] for mark in marks)
    except OSError as exc:
        msg = f"{option} {path!r} cannot be read: {exc.strerror or exc}"
        raise ValueError(msg) from exc


def _short(exc: Exception) -> str:
    return getattr(exc, "reason", None) or getattr(exc, "strerror", None) or str(exc) or type(exc).__name__


class _Stream(TLSStream):
    """With TLS 1.3 a server takes or refuses the client's certificate only after the handshake."""

    address = ""
    begun = False

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        if self.begun:
            return await super().receive(max_bytes)
        try:
            data = await super().receive(max_bytes)
        except ssl.SSLError as exc:
            raise _translated(exc, self.address, "", "") from exc
        self.begun = True
        return data


async def wrap_tls(stream: ByteStream, endpoint: Endpoint) -> ByteStream:
    """TLS over an open stream; raises TLSError. The caller closes the stream after a failure.

    The endpoint's TLS is `Ready`. The first read from what it gives raises TLSError, too.
    """
    ready = endpoint.tls
    if not isinstance(ready, Ready):
        msg = f"the TLS of {endpoint.address} was not made ready"
        raise TypeError(msg)
    name = ready.server_name or endpoint.host
    try:
        # A killed server ends without a TLS farewell; that is an end of line like any other.
        wrapped = await _Stream.wrap(
            stream, hostname=name, ssl_context=ready.context, standard_compatible=False
        )
    except ssl.SSLError as exc:
        raise _translated(exc, endpoint.address, name, ready.authorities) from exc
    except ValueError as exc:  # a UnicodeError is one
        msg = f"cannot connect to {endpoint.address}: {name!r} is no name for a certificate ({exc})"
        raise TLSError(msg) from exc
    except (OSError, anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream) as exc:
        msg = (
            f"cannot connect to {endpoint.address}: the line was lost during the TLS handshake; the server "
            "may be restarting, or this port may be for something else (AMI over TLS is on 5039, unless "
            "tlsbindaddr in manager.conf says otherwise)"
        )
        raise TLSError(msg) from exc
    if isinstance(wrapped, _Stream):
        wrapped.address = endpoint.address
    return wrapped


def _translated(exc: ssl.SSLError, address: str, name: str, authorities: str) -> TLSError:
    if isinstance(exc, ssl.SSLCertVerificationError):
        reason = _REASONS.get(exc.verify_code, "other")
        text = _certificate_text(reason, exc.verify_message, name, authorities)
        return CertificateError(f"cannot connect to {address}: {text}", reason=reason)
    return TLSError(f"cannot connect to {address}: {_handshake_text(exc.reason or str(exc))}")


def _certificate_text(reason: CertificateReason, said: str, name: str, authorities: str) -> str:
    text = f"the server's TLS certificate is not trusted ({said.rstrip('.')}): "
    if reason == "expired":
        return f"{text}it, or one that it rests on, has expired; renew it, or set this machine's clock right"
    if reason == "not_yet_valid":
        return f"{text}its time has not begun; set this machine's clock right, or the server's"
    if reason == "wrong_host":
        return (
            f"{text}it does not carry the name {name!r}; connect to a name that it carries, or give that "
            "one with tls=TLS(server_name=...)"
        )
    if reason == "self_signed":
        return (
            f"{text}it is self-signed and not among {authorities}; give the certificate itself, without "
            "its key, with tls=TLS(ca_file=...)"
        )
    if reason == "unknown_authority":
        return (
            f"{text}its authority is not among {authorities}; give it with tls=TLS(ca_file=...), and have "
            "the server send what lies between (tlscertfile in manager.conf)"
        )
    return (
        f"{text}make it anew; what only Python 3.13 and later refuse (VERIFY_X509_STRICT) can be let "
        "through by an ssl.SSLContext of your own"
    )


def _handshake_text(reason: str) -> str:
    alert = reason.rpartition("ALERT_")[2]
    text = f"the TLS handshake failed ({reason})"
    if reason in _NO_TLS:
        return (
            f"{text}; this port does not seem to speak TLS: AMI over TLS has a port of its own (5039, unless "
            "tlsbindaddr in manager.conf says otherwise), or leave TLS out (ami://, tls=False)"
        )
    if reason in _VERSIONS or alert == "PROTOCOL_VERSION":
        return (
            f"{text}: the server speaks no TLS version that is allowed here (usually 1.2 and later); "
            "update it, or allow an older one by an ssl.SSLContext of your own (minimum_version)"
        )
    if alert == "CERTIFICATE_REQUIRED":
        return f"{text}: the server wants a client certificate; give tls=TLS(cert_file=..., key_file=...)"
    if alert in _REFUSALS:
        return (
            f"{text}: the server refused the client certificate; give one that is valid and of an authority "
            "that it knows with tls=TLS(cert_file=..., key_file=...)"
        )
    if alert == "HANDSHAKE_FAILURE":
        return (
            f"{text}: the server may want a client certificate (tls=TLS(cert_file=..., key_file=...)), or "
            "there is no cipher that both sides allow"
        )
    if alert == "UNRECOGNIZED_NAME":
        return f"{text}: the server does not know this host name; give its own with tls=TLS(server_name=...)"
    return text
