"""What the nodes of a fleet are told: options of all, and options of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypedDict, cast
from urllib.parse import parse_qs, urlsplit

from anyio_ami.endpoint import Endpoint

if TYPE_CHECKING:
    import ssl

    from anyio_ami import TLS, Filters, LoginMode, Observer, Transport
    from anyio_ami.policy import Limits, ReconnectDecision, ReconnectPolicy
    from anyio_ami.types import EventClass

_OURS: Final = ("name", "wait", "background")


class FleetOptions(TypedDict, total=False):
    """The options of `connect_ami` that may be common to all nodes; times are seconds."""

    port: int | None
    username: str | None
    secret: str | None
    tls: bool | ssl.SSLContext | TLS | None
    events: bool | str | EventClass | Iterable[str] | None
    filters: Filters | None
    reconnect: ReconnectPolicy | ReconnectDecision | None
    retry_auth: bool
    connect_timeout: float
    login_timeout: float
    action_timeout: float
    keepalive: float
    ping_timeout: float
    close_timeout: float
    boot_timeout: float
    login: LoginMode
    allow_plaintext: bool
    limits: Limits | None
    transport: Transport | None
    strict: bool
    observers: Iterable[Observer]


class NodeOptions(FleetOptions, total=False):
    """The same for one node, with its ``host``: a host name, a URL or an `Endpoint`."""

    host: str | Endpoint


def common_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Options that every node reads; what can be read only once is made a list."""
    kept: dict[str, Any] = {**options}
    for name in ("events", "filters", "observers"):
        if isinstance(kept.get(name), Iterator):
            kept[name] = list(kept[name])
    return kept


def options_of(name: object, node: object, common: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords of `connect_ami` for one node: its own win over those that are common to all.

    Raises TypeError for what is no node.
    """
    if not isinstance(name, str):
        msg = f"the name of a node must be text, not {type(name).__name__}"
        raise TypeError(msg)
    own: dict[str, Any]
    if isinstance(node, (str, Endpoint)):
        own = {"host": node}
    elif isinstance(node, Mapping):
        own = {**cast("Mapping[str, Any]", node)}
    else:
        # Never the value itself: it may hold the secret.
        msg = f"node {name!r} must be a host name, a URL, an Endpoint or a mapping, not {type(node).__name__}"
        raise TypeError(msg)
    chosen = {**_left_open(own.get("host"), common), **own}
    for option in _OURS:
        if option in chosen:
            msg = f"{option}= is set by the fleet: a node connects in the background, and its key names it"
            raise TypeError(msg)
    return {**chosen, "name": name, "background": True}


def _left_open(host: str | Endpoint | None, common: Mapping[str, Any]) -> dict[str, Any]:
    """Of the common options those that an endpoint or a URL does not hold itself."""
    if isinstance(host, Endpoint):
        user = secret = host.credentials is not None
        events = host.events is not None
    elif isinstance(host, str) and "://" in host:
        try:
            parts = urlsplit(host)
        except ValueError:
            return dict(common)  # `connect_ami` says what is wrong with it
        user, secret = parts.username is not None, bool(parts.password)
        events = "events" in parse_qs(parts.query, keep_blank_values=True)
    else:
        return dict(common)
    held = {"port", "tls"}
    held.update(
        name for name, is_held in (("username", user), ("secret", secret), ("events", events)) if is_held
    )
    return {name: value for name, value in common.items() if name not in held}
