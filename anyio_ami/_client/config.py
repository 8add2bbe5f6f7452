"""All options of one client, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from anyio_ami._tls import is_tls_context
from anyio_ami.tls import TLS, verifies

if TYPE_CHECKING:
    from anyio_ami import actions
    from anyio_ami._wire.login import LoginMode
    from anyio_ami.endpoint import Credentials, Endpoint
    from anyio_ami.observer import Observer
    from anyio_ami.policy import Limits, ReconnectDecision, ReconnectPolicy

    from .transport import Transport


@dataclass(frozen=True, kw_only=True)
class Config:
    """What `connect_ami` was told. Times are seconds."""

    endpoint: Endpoint
    credentials: Credentials
    events: str
    """The event mask; with derived filters its bound."""
    filters: Literal["auto"] | tuple[actions.Filter, ...]
    node: str
    login: LoginMode
    reconnect: ReconnectPolicy | ReconnectDecision
    wait: bool
    """Whether the first connection is waited for, under the policy."""
    background: bool
    """Whether the first connection is made by the connection loop, with the block running already."""
    retry_auth: bool
    """Whether a rejected login is tried again."""
    limits: Limits
    connect_timeout: float
    login_timeout: float
    action_timeout: float
    keepalive: float
    ping_timeout: float
    close_timeout: float
    boot_timeout: float
    transport: Transport | None
    strict: bool
    """Whether what this server's version lacks is refused before it is sent."""
    observers: tuple[Observer, ...]
    learns: bool
    """Whether header layouts are learned; off, every frame goes through the general parser."""

    def receives(self, *classes: str) -> bool:
        """Whether the event mask lets events through that have all of these classes."""
        # A session must read every class of an event.
        return self.events == "on" or set(classes) <= set(self.events.split(","))

    @property
    def sends_plain(self) -> bool:
        """Whether the login sends the secret as it is.

        With ``"auto"`` only over TLS, and not where the server may be anybody.
        """
        tls = self.endpoint.tls
        sure = tls.verifies if isinstance(tls, TLS) else verifies(tls) if is_tls_context(tls) else bool(tls)
        return self.login == "plain" or (self.login == "auto" and sure)

    def __post_init__(self) -> None:
        for name in ("keepalive", "ping_timeout"):
            if getattr(self, name) == 0:
                msg = f"{name} must be more than 0 seconds (keepalive=math.inf turns the probing off)"
                raise ValueError(msg)
        if self.wait and self.background:
            msg = "wait=True and background=True exclude each other: entering waits, or it does not"
            raise ValueError(msg)
        if self.login not in ("auto", "md5", "plain"):
            msg = f"login must be 'auto', 'md5' or 'plain', not {self.login!r}"
            raise ValueError(msg)
