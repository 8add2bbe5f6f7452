"""TCP to one server, and its errors in our words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

import anyio
from anyio.abc import ByteStream, SocketAttribute

from anyio_ami._check import option
from anyio_ami._wire.encode import records
from anyio_ami.errors import ConnectError

if TYPE_CHECKING:
    from anyio_ami.endpoint import Endpoint

Transport = Callable[[], Awaitable[ByteStream]]
"""Opens one connection; for proxies, tunnels and tests."""

READ_SIZE: Final = 65_536


async def open_transport(endpoint: Endpoint, transport: Transport | None) -> ByteStream:
    """Connect to the endpoint, without TLS yet; raises ConnectError with the part that failed."""
    # Slow to import, and not needed before a connection.
    import socket

    address = endpoint.address
    try:
        if transport is not None:
            stream = await transport()
            option("transport", stream, ByteStream, "a callable that gives an anyio.abc.ByteStream")
        else:
            stream = await anyio.connect_tcp(endpoint.host, endpoint.port)
    except socket.gaierror as exc:
        msg = f"cannot connect to {address}: the host name is not known ({exc.strerror or exc})"
        raise ConnectError(msg) from exc
    except UnicodeError as exc:
        msg = f"cannot connect to {address}: this is no host name ({exc})"
        raise ConnectError(msg) from exc
    except (OSError, anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream) as exc:
        msg = f"cannot connect to {address}: {_reason(exc)}"
        raise ConnectError(msg) from exc
    raw = stream.extra(SocketAttribute.raw_socket, None)
    if raw is not None and raw.family in (socket.AF_INET, socket.AF_INET6):
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return stream


async def send_frames(stream: ByteStream, data: bytes, *, tls: bool) -> None:
    """Write whole frames; over TLS in records that a real server reads to their end."""
    if not tls:
        await stream.send(data)
        return
    # Asterisk reads at most 1,024 bytes and then waits on the socket, not on what OpenSSL still
    # holds: a longer record would be answered only when more bytes come (Asterisk 16 and 22).
    for record in records(data):
        await stream.send(record)


def _reason(exc: BaseException) -> str:
    cause = exc.__cause__ if isinstance(exc.__cause__, OSError) else exc
    if isinstance(cause, ConnectionRefusedError):
        return "the connection was refused (is the manager interface enabled, on this port?)"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return str(cause) or type(cause).__name__
