"""What one check has learned, before it is judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ._report import Rights

if TYPE_CHECKING:
    from typing import Literal

    from anyio_ami import Endpoint
    from anyio_ami.errors import AMIError

    from ._rights import Account
    from ._wanted import Wanted


@dataclass(kw_only=True)
class Facts:
    """Filled step by step; what was not reached stays as it is here."""

    endpoint: Endpoint
    user: str
    wanted: Wanted
    login: Literal["md5", "plain"] = "md5"
    failure: AMIError | None = None
    """What ended the check early."""
    logged_in: bool = False
    banner: str = ""
    ami_version: tuple[int, int] | None = None
    version: str = ""
    major: int | None = None
    system_name: str = ""
    booted: bool = False
    """FullyBooted came with the login."""
    round_trip: float | None = None
    clock_offset: float | None = None
    offered: dict[str, tuple[str, ...]] | None = None
    """The actions that the server lists for this user, and their classes."""
    account: Account | None = None
    read: Rights = field(default_factory=Rights)
    write: Rights = field(default_factory=Rights)
    disabled: frozenset[str] = frozenset()
    """Events that the server sends to nobody, in lower case."""
    speaks_tls: bool = False
    """A port that says nothing to plain text answers a TLS handshake."""
    unanswered: list[str] = field(default_factory=list[str])
    """What was asked and not answered, and why."""
