"""`connect_ami`: the one task group."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import asynccontextmanager
from inspect import iscoroutinefunction
from types import NoneType
from typing import TYPE_CHECKING, Literal

from anyio import create_task_group, get_cancelled_exc_class, move_on_after

from anyio_ami._check import option, seconds
from anyio_ami._log import Logger
from anyio_ami._tls import tls_option
from anyio_ami.endpoint import PLAIN_PORT, TLS_PORT, Credentials, Endpoint, event_mask
from anyio_ami.errors import ConnectError, fresh
from anyio_ami.observer import Observer
from anyio_ami.policy import Limits, ReconnectDecision, ReconnectPolicy

from .client import AMIClient
from .config import Config
from .filters import checked_filters
from .logs import of_client
from .supervisor import Supervisor

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator

    from anyio_ami import actions
    from anyio_ami._wire.login import LoginMode
    from anyio_ami.tls import TLS
    from anyio_ami.types import EventClass

    from .filters import Filters
    from .transport import Transport

_log = Logger("anyio_ami")


@asynccontextmanager
async def connect_ami(
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
) -> AsyncGenerator[AMIClient, None]:  # with its None: older checkers read one type alone as Any
    """Connect to an Asterisk server and log in: ``async with connect_ami(...) as ami:``.

    ``host`` is a host name or address, a URL ``ami://user:secret@host:port/?events=call``
    (``amis`` for TLS), or an `Endpoint`. All times are seconds.

    - ``port``: 5038, with TLS 5039.
    - ``tls``: True verifies certificate and host name; `TLS` has authorities of your own, a client
      certificate and more; or an `ssl.SSLContext` of your own.
    - ``events``: which event classes to receive (``EventClass.CALL | EventClass.CDR``,
      ``"call,cdr"``, a list of names, True, False).
    - ``filters``: a list of regular expressions and `actions.Filter` that the server is given at every
      login; or ``"auto"``: the server is asked for what is subscribed and no more, within ``events``.
      `AMIClient.server` says what is in force.
    - ``reconnect``: `ReconnectPolicy.exponential` by default, without a limit of attempts; or a
      function of your own (`ReconnectDecision`).
    - ``wait``: the first connection, too, is tried again as ``reconnect`` says; entering waits for it.
    - ``background``: the same, but entering returns at once. Until the first login `AMIClient.state`
      is ``CONNECTING``, actions raise NotConnected, and subscriptions can be made already; wait with
      `AMIClient.wait_connected`.
    - ``retry_auth``: a rejected login is tried again as ``reconnect`` says, 30 s later at the earliest;
      otherwise it is final (with neither ``wait`` nor ``background``, always so at the first login).
    - ``name``: names the server in events (``event.session.node``) and logs; default ``host:port``.
    - ``action_timeout``: how long `AMIClient.send` waits by default.
    - ``keepalive``: a line silent for so long is probed with a Ping, and lost if nothing comes
      within ``ping_timeout``.
    - ``close_timeout``: the longest that leaving the block may take.
    - ``boot_timeout``: the longest wait for a server that is still loading its modules.
    - ``login``: ``"auto"`` (plain over TLS, MD5 without it, and where an ``insecure_`` option of `TLS` is
      set), ``"md5"`` or ``"plain"``.
    - ``allow_plaintext``: lets ``login="plain"`` send the secret over plain TCP to another machine.
    - ``transport``: opens the byte stream instead of TCP (proxies, tunnels, tests).
    - ``strict``: refuses an action, or a field of one, that this server's version is known to lack
      (UnsupportedAction); otherwise the server is asked and answers for itself.
    - ``observers``: told what the client does (`Observer`).

    Entering raises ConnectError (as TLSError, CertificateError or ConnectTimeout where that is what
    failed), AuthenticationError or, with a list of ``filters``, FilterRefused (with ``wait`` the last one,
    when the policy gives up; with ``background`` none), and ValueError for options that make no sense and
    for files of `TLS` that cannot be used. Leaving logs off, closes the socket and ends every task, within
    ``close_timeout``; the block's own exception comes out as it went in. If the connection was lost for
    good and nobody was told yet, leaving raises the cause.
    """
    try:
        config = _configure(
            host,
            port,
            username,
            secret,
            tls,
            events,
            filters=checked_filters(filters),
            allow_plaintext=allow_plaintext,
            reconnect=reconnect if reconnect is not None else ReconnectPolicy.exponential(),
            wait=wait,
            background=background,
            retry_auth=retry_auth,
            node=name,
            connect_timeout=connect_timeout,
            login_timeout=login_timeout,
            action_timeout=action_timeout,
            keepalive=keepalive,
            ping_timeout=ping_timeout,
            close_timeout=close_timeout,
            boot_timeout=boot_timeout,
            login=login,
            limits=limits if limits is not None else Limits(),
            transport=transport,
            strict=strict,
            observers=observers,
        )
    except Exception as exc:  # also of an iterable that the user gave
        host, secret = "", None
        # The frames below hold the secret in their local variables.
        raise exc.with_traceback(None) from exc.__cause__
    host, secret = config.endpoint.address, None
    if config.endpoint.tls:
        from .tls import with_context

        config = await with_context(config)
    supervisor = Supervisor(config)
    # Before the task group exists: what goes wrong here is raised as it is.
    await supervisor.open_first()
    client = AMIClient(supervisor)
    # The body's own error never enters the group, so that nobody has to unwrap it.
    body: BaseException | None = None
    try:
        async with create_task_group() as task_group:
            task_group.start_soon(supervisor.run, task_group, name=f"AMI connection {config.node}")
            try:
                yield client
            except get_cancelled_exc_class():
                raise
            except BaseException as exc:
                body = exc
            finally:
                supervisor.close()
                try:
                    with move_on_after(config.close_timeout, shield=True):
                        await supervisor.log_off()
                finally:
                    # A native asyncio cancellation passes through the shield.
                    supervisor.stop()
                    task_group.cancel_scope.cancel()
    finally:
        if body is not None:
            _note_unseen(supervisor, body)
            raise body
        if supervisor.fatal is not None:
            raise supervisor.fatal
    if supervisor.cause is not None and not supervisor.cause_shown:
        raise fresh(supervisor.cause)


def _note_unseen(supervisor: Supervisor, body: BaseException) -> None:
    cause = supervisor.cause
    if cause is None or supervisor.cause_shown:
        return
    note = f"the AMI connection to {supervisor.config.node} had been lost for good: {cause}"
    _log.error("%s", note, extra=of_client(supervisor.config, cause))
    if sys.version_info >= (3, 11):
        body.add_note(note)
    else:
        notes = [*getattr(body, "__notes__", []), note]
        body.__notes__ = notes  # type: ignore[attr-defined]  # what add_note() does from 3.11 on


def _check_policy(policy: object) -> None:
    meant = "a ReconnectPolicy, such as ReconnectPolicy.fixed(1), or a plain function of (attempt, error)"
    option("reconnect", policy, (ReconnectPolicy, Callable), meant)
    # A coroutine would never be a delay, and the class's own methods make policies, not delays.
    if iscoroutinefunction(policy) or getattr(policy, "__self__", policy) is ReconnectPolicy:
        msg = f"reconnect must be {meant}; ReconnectPolicy.none() has its brackets"
        raise TypeError(msg)


def _configure(
    host: str | Endpoint,
    port: int | None,
    username: str | None,
    secret: str | None,
    tls: bool | ssl.SSLContext | TLS | None,
    events: bool | str | EventClass | Iterable[str] | None,
    *,
    filters: Literal["auto"] | tuple[actions.Filter, ...],
    allow_plaintext: bool,
    reconnect: ReconnectPolicy | ReconnectDecision,
    wait: bool,
    background: bool,
    retry_auth: bool,
    node: str | None,
    login: LoginMode,
    limits: Limits,
    transport: Transport | None,
    strict: bool,
    observers: Iterable[Observer],
    **times: float,
) -> Config:
    option("host", host, (str, Endpoint), "a host name, a URL or an Endpoint")
    _check_policy(reconnect)
    for switch, value in (("wait", wait), ("background", background), ("retry_auth", retry_auth)):
        option(switch, value, bool, "True or False")
    option("limits", limits, Limits, "a Limits")
    option("name", node, (str, NoneType), "text")
    if node is not None and not (node and node.isprintable()):
        msg = f"name must be text that can be shown in a log: {node!r}"
        raise ValueError(msg)
    option("strict", strict, bool, "True or False")
    option("observers", observers, Iterable, "a list of Observer")
    told = tuple(observers)
    for observer in told:
        option("an observer", observer, Observer, "an Observer")
    if tls is not None:
        tls_option(tls)
    if transport is not None:
        option("transport", transport, Callable, "an async callable that opens a byte stream")
    if isinstance(host, str) and "://" in host:
        host = Endpoint.from_url(host, secret=secret if username is None else None)
        if username is None and host.credentials is not None:
            secret = None  # it is in there now
    if isinstance(host, Endpoint):
        endpoint = host
        if port is not None or tls is not None:
            msg = "port and tls are part of the endpoint or URL; do not give them twice"
            raise ValueError(msg)
        if events is not None and endpoint.events is not None:
            msg = "events are part of the endpoint or URL already; do not give them twice"
            raise ValueError(msg)
    else:
        default = TLS_PORT if tls else PLAIN_PORT
        endpoint = Endpoint(host=host, port=default if port is None else port, tls=tls or False)
    credentials = endpoint.credentials
    if username is not None or secret is not None:
        if credentials is not None:
            msg = "username and secret are part of the endpoint or URL; do not give them twice"
            raise ValueError(msg)
        if username is None or secret is None:
            msg = "username and secret go together"
            raise ValueError(msg)
        credentials = Credentials(username, secret)
    if credentials is None:
        msg = "connect_ami needs username= and secret= (or a URL or Endpoint that has them)"
        raise ValueError(msg)
    if events is None:
        events = endpoint.events if endpoint.events is not None else True
    config = Config(
        endpoint=endpoint,
        credentials=credentials,
        events=event_mask(events),
        filters=filters,
        node=node if node is not None else endpoint.address,
        login=login,
        reconnect=reconnect,
        wait=wait,
        background=background,
        retry_auth=retry_auth,
        limits=limits,
        transport=transport,
        strict=strict,
        observers=told,
        learns=True,
        **{name: seconds(name, value) for name, value in times.items()},
    )
    if config.sends_plain and credentials.reveal()[:1] in (" ", "\t"):
        msg = (
            "a secret that begins with a blank cannot be sent as it is (the server drops it); use login='md5'"
        )
        raise ValueError(msg)
    if login == "plain" and not endpoint.tls and not endpoint.is_loopback and not allow_plaintext:
        msg = (
            f"login='plain' would send the secret in plain text to {endpoint.address}; use tls=True or "
            "login='md5', or allow_plaintext=True if the network is trusted"
        )
        raise ConnectError(msg)
    return config
