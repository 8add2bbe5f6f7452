"""TLS over an open stream, and its errors in our words. Slow to import, and loaded by those who use it."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import anyio
from anyio.streams.tls import TLSStream

from anyio_ami._check import is_tls_context
from anyio_ami.errors import ConnectError

if TYPE_CHECKING:
    from anyio.abc import ByteStream

    from anyio_ami.endpoint import Endpoint


async def wrap_tls(stream: ByteStream, endpoint: Endpoint) -> ByteStream:
    """TLS over an open stream; raises ConnectError. The caller closes the stream after a failure."""
    context = endpoint.tls if is_tls_context(endpoint.tls) else ssl.create_default_context()
    try:
        # A killed server ends without a TLS farewell; that is an end of line like any other.
        return await TLSStream.wrap(
            stream, hostname=endpoint.host, ssl_context=context, standard_compatible=False
        )
    except ssl.SSLCertVerificationError as exc:
        msg = (
            f"cannot connect to {endpoint.address}: the server's TLS certificate is not trusted "
            f"({exc.verify_message}); for an authority of your own give "
            "tls=ssl.create_default_context(cafile=...)"
        )
        raise ConnectError(msg) from exc
    except ssl.SSLError as exc:
        hint = "; this port does not seem to speak TLS" if exc.reason == "WRONG_VERSION_NUMBER" else ""
        msg = f"cannot connect to {endpoint.address}: the TLS handshake failed ({exc.reason or exc}){hint}"
        raise ConnectError(msg) from exc
    except (OSError, anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream) as exc:
        msg = f"cannot connect to {endpoint.address}: the line was lost during the TLS handshake"
        raise ConnectError(msg) from exc
