"""`check`: what stands between a program and its server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from anyio_ami.endpoint import PLAIN_PORT, TLS_PORT, Credentials, Endpoint

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from anyio_ami import TLS, LoginMode, Observer, Transport
    from anyio_ami.actions import Action
    from anyio_ami.events import Event

    from ._report import CheckReport


async def check(
    host: str | Endpoint = "127.0.0.1",
    port: int | None = None,
    *,
    username: str | None = None,
    secret: str | None = None,
    tls: bool | ssl.SSLContext | TLS | None = None,
    events: Iterable[type[Event] | str] = (),
    actions: Iterable[type[Action[Any]] | str] = (),
    name: str | None = None,
    connect_timeout: float = 10.0,
    login_timeout: float = 10.0,
    action_timeout: float = 10.0,
    login: LoginMode = "auto",
    allow_plaintext: bool = False,
    transport: Transport | None = None,
    observers: Iterable[Observer] = (),
) -> CheckReport:
    """Connect once, log in, ask what can be asked without changing anything, log off; and report.

    Server and login are given as to `connect_ami`; all times are seconds. An event
    mask in a URL or `Endpoint` is taken for the one that the program will use.

    - ``events``: what the program will subscribe to, as types or names of events
      (``"Hangup"``). A group (`events.ChannelEvent`) stands for all of its
      events, and `events.Event` for all there are.
    - ``actions``: what it will send, as types or names of actions.
    - ``action_timeout``: how long each question may take: Ping, ListCommands (for
      anybody, and exact: it lists what this user may run), and, where ``write = command``
      is held, ``manager show user``, ``manager show settings``, and ``core show version``
      if the version is not known by then.
    - ``observers``: told what is done and said (`Observer`).

    The report says how far it got, what the user may do, what of the wanted events
    and actions is lacking, and the part of manager.conf that grants just these. The
    secret is in none of it. What users may read is shown by ``manager show user``
    alone: without ``write = command`` it is not known (Asterisk 16 to 23).

    A server that cannot be reached, is no Asterisk, or refuses the login is a
    finding, not an error. Where a port says nothing to plain text, a second
    connection finds out whether it speaks TLS, for at most ``connect_timeout``.
    Wrong arguments raise before anything is sent: LookupError for an event or action
    that Asterisk 16 to 23 do not have, ValueError or TypeError for other options and
    for files of `TLS` that cannot be used. A cancelled call closes the connection.
    """
    from ._wanted import wanted

    given: Any = transport
    try:
        wishes = wanted(events, actions)
        if given is not None and not callable(given):
            msg = f"transport must be an async callable that opens a byte stream, not {type(given).__name__}"
            raise TypeError(msg)
        endpoint = _endpoint(host, port, username, secret, tls)
    except Exception as exc:
        host, secret = "", None
        # The frames below hold the secret in their local variables.
        raise exc.with_traceback(None) from exc.__cause__
    # Not to be found in the local variables of a traceback.
    host, secret = endpoint.address, None

    from ._asking import Asking

    asking = Asking(
        endpoint,
        wishes,
        transport,
        {
            "name": name,
            "connect_timeout": connect_timeout,
            "login_timeout": login_timeout,
            "action_timeout": action_timeout,
            "login": login,
            "allow_plaintext": allow_plaintext,
            "observers": tuple(observers),
        },
    )
    return await asking.run()


def _endpoint(
    host: str | Endpoint,
    port: int | None,
    username: str | None,
    secret: str | None,
    tls: bool | ssl.SSLContext | TLS | None,
) -> Endpoint:
    if isinstance(host, str) and "://" in host:
        host = Endpoint.from_url(host, secret=secret if username is None else None)
        if username is None:
            secret = None  # it is in there now
    if isinstance(host, Endpoint):
        endpoint = host
        if port is not None or tls is not None:
            msg = "port and tls are part of the endpoint or URL; do not give them twice"
            raise ValueError(msg)
    else:
        default = TLS_PORT if tls else PLAIN_PORT
        endpoint = Endpoint(host=host, port=default if port is None else port, tls=tls or False)
    if username is None and secret is None:
        if endpoint.credentials is None:
            msg = "check needs username= and secret= (or a URL or Endpoint that has them)"
            raise ValueError(msg)
        return endpoint
    if endpoint.credentials is not None:
        msg = "username and secret are part of the endpoint or URL; do not give them twice"
        raise ValueError(msg)
    if username is None or secret is None:
        msg = "username and secret go together"
        raise ValueError(msg)
    return msgspec.structs.replace(endpoint, credentials=Credentials(username, secret))
