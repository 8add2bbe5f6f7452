"""`connect`: the block of one client."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from anyio_ami import connect_ami

from ._bridge import Bridge
from ._client import AMIClient

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Generator, Iterable, Mapping
    from contextlib import AbstractAsyncContextManager

    from anyio_ami import (
        TLS,
        Endpoint,
        Filters,
        Limits,
        LoginMode,
        Observer,
        ReconnectDecision,
        ReconnectPolicy,
        Transport,
    )
    from anyio_ami.types import EventClass

    from ._bridge import Backend

Source = TypeVar("Source")
Handle = TypeVar("Handle")


@contextmanager
def connect(
    host: str | Endpoint = "127.0.0.1",
    port: int | None = None,
    *,
    username: str | None = None,
    secret: str | None = None,
    tls: bool | ssl.SSLContext | TLS | None = None,
    events: bool | str | EventClass | Iterable[str] | None = None,
    filters: Filters | None = None,
    reconnect: ReconnectPolicy | ReconnectDecision | None = None,
    wait: bool = False,
    background: bool = False,
    retry_auth: bool = False,
    name: str | None = None,
    connect_timeout: float = 10.0,
    login_timeout: float = 10.0,
    action_timeout: float = 30.0,
    keepalive: float = 15.0,
    ping_timeout: float = 10.0,
    close_timeout: float = 2.0,
    boot_timeout: float = 10.0,
    login: LoginMode = "auto",
    allow_plaintext: bool = False,
    limits: Limits | None = None,
    transport: Transport | None = None,
    strict: bool = False,
    observers: Iterable[Observer] = (),
    backend: Backend = "asyncio",
    backend_options: Mapping[str, Any] | None = None,
) -> Generator[AMIClient, None, None]:
    """Connect to an Asterisk server and log in: ``with anyio_ami.sync.connect(...) as ami:``.

    All options but the last two are those of `anyio_ami.connect_ami`; times are
    seconds. ``backend`` (``"asyncio"``, ``"trio"``) and ``backend_options``
    (``{"use_uvloop": True}``) say what runs the loop, in a thread of its own;
    functions among the options (``reconnect``, ``transport``, observers) are
    called there.

    Entering and leaving raise what `connect_ami` raises. Leaving logs off within
    ``close_timeout``, ends the thread, and gives ClientClosed to those who wait in
    other threads; the block's own exception comes out as it went in. After a
    KeyboardInterrupt while leaving, the server's answer to the Logoff is not waited
    for. A block that is never left (in a generator) is left when Python ends.

    The client is of no use in a process that is forked off within the block: calls raise
    ClientClosed there.
    """
    manager = connect_ami(
        host,
        port,
        username=username,
        secret=secret,
        tls=tls,
        events=events,
        filters=filters,
        reconnect=reconnect,
        wait=wait,
        background=background,
        retry_auth=retry_auth,
        name=name,
        connect_timeout=connect_timeout,
        login_timeout=login_timeout,
        action_timeout=action_timeout,
        keepalive=keepalive,
        ping_timeout=ping_timeout,
        close_timeout=close_timeout,
        boot_timeout=boot_timeout,
        login=login,
        allow_plaintext=allow_plaintext,
        limits=limits,
        transport=transport,
        strict=strict,
        observers=observers,
    )
    # Not to be found in the local variables of a traceback.
    host, secret = "", None
    with held(manager, AMIClient, backend, backend_options) as client:
        yield client


@contextmanager
def held(
    manager: AbstractAsyncContextManager[Source],
    face: Callable[[Bridge, Source], Handle],
    backend: Backend,
    backend_options: Mapping[str, Any] | None,
) -> Generator[Handle, None, None]:
    """Run an asynchronous block in a loop of its own, and show what it gives by a synchronous face."""
    if backend not in ("asyncio", "trio"):
        msg = f"backend must be 'asyncio' or 'trio', not {backend!r}"
        raise ValueError(msg)
    bridge = Bridge(backend, backend_options)
    try:
        source = bridge.enter(manager)
        try:
            yield face(bridge, source)
        except BaseException as exc:
            bridge.leave(exc)
            raise
        bridge.leave(None)
    except BaseException:
        # A signal may come behind the one and before the other.
        bridge.abandon()
        raise
