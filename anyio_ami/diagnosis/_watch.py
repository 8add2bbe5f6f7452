"""A connection that is watched: how far it came, what came first, what its TLS is."""

from __future__ import annotations

import os
import ssl
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Final, cast

import anyio
from anyio.abc import ByteStream, SocketAttribute
from anyio.streams.tls import TLSStream

from anyio_ami import TLS
from anyio_ami.errors import AMIError, ConnectError

from ._found import clean
from ._report import Security

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from anyio_ami import Endpoint, Transport

# What every Asterisk says first.
GREETING: Final = b"Asterisk Call Manager/"
_FIRST: Final = 256
_HANDSHAKE: Final = 22
_ALERT: Final = 21


class Watch:
    """What was seen of one connection, or of the attempt to make it."""

    def __init__(self, endpoint: Endpoint, transport: Transport | None) -> None:
        self._endpoint = endpoint
        self._transport = transport
        self.tried = False
        """A connection was begun."""
        self.reached = False
        self.peer = ""
        self.local = ""
        self.raw = b""
        """The first bytes that came, as they came."""
        self.first = b""
        """The same without TLS."""
        self.security: Security | None = None
        self.not_after: datetime | None = None

    async def open(self) -> ByteStream:
        """Open the connection; what `connect_ami` takes as its transport."""
        self.tried = True
        stream = await self._open()
        self.reached = True
        self.peer = _address(stream.extra(SocketAttribute.remote_address, None))
        self.local = _address(stream.extra(SocketAttribute.local_address, None))
        return _Watched(stream, self)

    async def _open(self) -> ByteStream:
        endpoint, transport = self._endpoint, self._transport
        if transport is None:
            return await anyio.connect_tcp(endpoint.host, endpoint.port)
        try:
            stream = await transport()
        except (AMIError, OSError, anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream):
            raise
        except Exception as exc:
            msg = f"cannot connect to {endpoint.address}: {exc!r}"
            raise ConnectError(msg) from exc
        given: Any = stream
        if not isinstance(given, ByteStream):
            msg = f"transport must give an anyio.abc.ByteStream, not {type(stream).__name__}"
            raise TypeError(msg)
        return stream

    def tls(self) -> Any:
        """What to give `connect_ami` as TLS: the same as was asked for, watched where that can be."""
        asked = self._endpoint.tls
        if isinstance(asked, ssl.SSLContext):
            return _watched_context(asked, None, self)
        if isinstance(asked, TLS) and not _is_usual(asked.server_name):
            return asked  # how such a name is spelt in a certificate is the client's affair
        try:
            return _watched_context(*_made_of(asked if isinstance(asked, TLS) else TLS()), self)
        except (OSError, ValueError):
            return asked  # `connect_ami` says what is wrong with a file

    @property
    def line(self) -> str:
        """The first line that came."""
        return self.first.partition(b"\n")[0].rstrip(b"\r").decode("ascii", "backslashreplace")

    @property
    def greeted(self) -> bool:
        """Whether it is an Asterisk's greeting."""
        return self.first.startswith(GREETING) and b"\n" in self.first

    @property
    def plain_in_tls(self) -> bool:
        """Whether plain text came where TLS was expected."""
        return self.raw.startswith(GREETING) and self.first == b""

    @property
    def tls_in_plain(self) -> bool:
        """Whether TLS came where plain text was expected."""
        return self.raw[:1] in (bytes([_HANDSHAKE]), bytes([_ALERT])) and self.raw[1:2] == b"\x03"

    async def speaks_tls(self, seconds: float) -> bool:
        """Whether the port answers a TLS handshake. A second connection; nothing is said on it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        # Nothing is sent after the handshake, so it does not matter who answers.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        try:
            with anyio.fail_after(seconds):
                stream = await self._open()
                try:
                    await TLSStream.wrap(
                        stream,
                        server_side=False,
                        ssl_context=context,
                        standard_compatible=False,
                    )
                finally:
                    await anyio.aclose_forcefully(stream)
        except (AMIError, OSError, anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream):
            # Among them TimeoutError, and ssl.SSLError.
            return False
        return True

    def came(self, data: bytes) -> None:
        """Take in what came on the line."""
        if len(self.raw) < _FIRST:
            self.raw += data[: _FIRST - len(self.raw)]
        if not self._endpoint.tls:
            self.first = self.raw

    def decrypted(self, data: bytes) -> None:
        """Take in what came through TLS."""
        if len(self.first) < _FIRST:
            self.first += data[: _FIRST - len(self.first)]

    def secured(self, tls: ssl.SSLObject) -> None:
        """The handshake is done."""
        cipher = tls.cipher()
        shown = cast("Mapping[str, Any]", tls.getpeercert() or {})
        start, end = shown.get("notBefore"), shown.get("notAfter")
        self.not_after = _moment(end)
        self.security = Security(
            version=tls.version() or "",
            cipher=cipher[0] if cipher else "",
            verified=tls.context.verify_mode != ssl.CERT_NONE and tls.context.check_hostname,
            subject=_name(shown.get("subject", ())),
            issuer=_name(shown.get("issuer", ())),
            not_before=_spoken(_moment(start)),
            not_after=_spoken(self.not_after),
        )


class _Watched(ByteStream):
    def __init__(self, stream: ByteStream, watch: Watch) -> None:
        self._stream = stream
        self._watch = watch

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        data = await self._stream.receive(max_bytes)
        self._watch.came(data)
        return data

    async def send(self, item: bytes) -> None:
        await self._stream.send(item)

    async def send_eof(self) -> None:
        await self._stream.send_eof()

    async def aclose(self) -> None:
        await self._stream.aclose()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        given: Any = self._stream
        attributes: Mapping[Any, Callable[[], Any]] = given.extra_attributes
        return attributes


def _made_of(options: TLS) -> tuple[ssl.SSLContext, str | None]:
    """What `connect_ami` makes of these options, and the name that the certificate must carry."""
    ca_file = options.ca_file
    context = ssl.create_default_context(cafile=None if ca_file is None else os.fspath(ca_file))
    context.check_hostname = options.verifies
    if options.insecure_skip_verify:
        context.verify_mode = ssl.CERT_NONE
    if options.cert_file is not None:
        password = options.key_password
        told = password if password is None or isinstance(password, str) else password.reveal()
        # Without a password OpenSSL would ask at the terminal, and wait.
        context.load_cert_chain(options.cert_file, options.key_file, lambda: told or "")
    return context, options.server_name


def verifies(tls: bool | ssl.SSLContext | TLS) -> bool:
    """Whether it is made sure that the server is the one that was meant, as far as the options say."""
    if isinstance(tls, ssl.SSLContext):
        return tls.check_hostname and tls.verify_mode == ssl.CERT_REQUIRED
    return tls.verifies if isinstance(tls, TLS) else tls


def _is_usual(name: str | None) -> bool:
    return name is None or (name.isascii() and all(0 < len(part) < 64 for part in name.split(".")))


def _watched_context(asked: ssl.SSLContext, name: str | None, watch: Watch) -> ssl.SSLContext:
    """A context that does what ``asked`` does, which may be in use elsewhere and is not touched."""

    class Context(ssl.SSLContext):
        def wrap_bio(
            self,
            incoming: ssl.MemoryBIO,
            outgoing: ssl.MemoryBIO,
            server_side: bool = False,
            server_hostname: str | bytes | None = None,
            session: ssl.SSLSession | None = None,
        ) -> Any:
            tls = asked.wrap_bio(incoming, outgoing, server_side, name or server_hostname, session)
            return _WatchedTLS(tls, watch)

    context = Context(ssl.PROTOCOL_TLS_CLIENT)
    # For whoever looks at it.
    context.check_hostname = asked.check_hostname
    context.verify_mode = asked.verify_mode
    return context


class _WatchedTLS:
    """An `ssl.SSLObject`, watched."""

    def __init__(self, tls: ssl.SSLObject, watch: Watch) -> None:
        self._tls = tls
        self._watch = watch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tls, name)

    def do_handshake(self) -> None:
        self._tls.do_handshake()
        self._watch.secured(self._tls)

    def read(self, *args: Any) -> Any:
        data: Any = self._tls.read(*args)
        if not args[1:]:
            self._watch.decrypted(data)  # else it is in the buffer that was given
        return data


def _address(address: Any) -> str:
    # A path for a Unix socket.
    return str(cast("Any", address)[0]) if isinstance(address, tuple) else ""


def _name(parts: Any) -> str:
    return clean(", ".join(f"{key}={value}" for part in parts for key, value in part))


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), timezone.utc)
    except (ValueError, OverflowError, OSError):
        return None  # a year that no calendar has


def _spoken(moment: datetime | None) -> str:
    return "" if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")
