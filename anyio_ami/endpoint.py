"""Where a server is and who logs in."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from types import NoneType
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import msgspec

from anyio_ami._check import option
from anyio_ami._tls import tls_option
from anyio_ami.tls import TLS
from anyio_ami.types.event_class import EventClass

if TYPE_CHECKING:
    import ssl  # noqa: TC004  # slow to import; nobody asks for the types of this Struct at run time

EVENT_CLASSES = EventClass.ALL.names
"""The event classes of Asterisk 16 to 23, as `manager.conf` and the event mask spell them."""

# A line has at most 1,022 bytes (Asterisk 16 to 23), the header's name included.
_LONGEST = 1000
PLAIN_PORT = 5038
TLS_PORT = 5039


class Credentials:
    """A manager user and its secret. The secret shows nowhere and is in no pickle or JSON."""

    __slots__ = ("__secret", "username")

    username: str

    def __init__(self, username: str, secret: str) -> None:
        wrong = _fault("username", username) or _fault("secret", secret)
        if wrong is not None:
            # Not to be found in the local variables of the traceback.
            del username, secret
            raise wrong
        self.username = username
        self.__secret = secret

    def reveal(self) -> str:
        """The secret itself."""
        return self.__secret

    def __repr__(self) -> str:
        # A debugger may show it half made.
        return f"Credentials({getattr(self, 'username', '')!r}, '***')"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Credentials):
            return self.username == other.username and self.__secret == other.__secret
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.username)

    def __copy__(self) -> Credentials:
        return self

    def __deepcopy__(self, memo: object) -> Credentials:
        return self

    def __getstate__(self) -> NoReturn:
        self.__reduce__()

    def __reduce__(self) -> NoReturn:
        msg = "credentials are not pickled: their secret would be written in plain text"
        raise TypeError(msg)


def _fault(what: str, text: object) -> Exception | None:
    """What is wrong with a user's name or secret; made here, and raised where the text is not at hand."""
    if not isinstance(text, str):
        return TypeError(f"{what} must be text, not {type(text).__name__}")
    if not text:
        return ValueError(f"the {what} is empty; a manager user needs both a name and a secret")
    if len(text.encode("utf-8", "replace")) > _LONGEST:
        return ValueError(f"the {what} is longer than {_LONGEST} bytes, which the server refuses")
    if any(c in text for c in "\r\n\0"):
        return ValueError(f"the {what} holds a CR, LF or NUL, which cannot be sent")
    if any("\ud800" <= c < "\udc80" or "\udcff" < c <= "\udfff" for c in text):
        return ValueError(f"the {what} holds a surrogate that stands for no byte")
    return None


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One server and the login to it."""

    host: str = "127.0.0.1"
    port: int = PLAIN_PORT
    credentials: Credentials | None = None
    tls: bool | ssl.SSLContext | TLS = False
    """True verifies the server's certificate and name against the system's authorities; `TLS` has more."""
    events: str | EventClass | None = None
    """The event mask (``call,cdr``, `EventClass`); None: what `connect_ami` is told."""

    def __post_init__(self) -> None:
        option("host", self.host, str, "text")
        option("port", self.port, int, "an int")
        if not self.host or any(c.isspace() or not c.isprintable() for c in self.host):
            msg = f"host is no host name or address: {self.host!r}"
            raise ValueError(msg)
        if not 0 < self.port < 65536:
            msg = f"port {self.port} is not between 1 and 65535"
            raise ValueError(msg)
        option("credentials", self.credentials, (Credentials, NoneType), "a Credentials")
        tls_option(self.tls)
        option("events", self.events, (str, EventClass, NoneType), "an event mask or an EventClass")
        if self.events is not None:
            event_mask(self.events)

    @property
    def address(self) -> str:
        """``host:port``, for messages."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Whether nothing sent to this host leaves the machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @classmethod
    def from_url(cls, url: str, *, secret: str | None = None) -> Endpoint:
        """Parse ``ami://user:secret@host:port/?events=call,cdr`` (``amis`` for TLS, with ``?ca_file=``).

        Percent escapes in user and secret are undone (UTF-8, or any bytes).
        ``secret`` completes a URL that names a user alone. Raises ValueError; its
        text never holds the secret.
        """
        try:
            return cls._from_url(url, secret)
        except ValueError as exc:
            text = str(exc)
        # Another one, from where neither is at hand: tracebacks may show local variables.
        del url, secret
        raise ValueError(text)

    @classmethod
    def _from_url(cls, url: str, secret: str | None) -> Endpoint:
        if any(c <= " " for c in url):
            # `urlsplit` would drop some of them without a word.
            msg = "an AMI URL holds no blanks and no control characters (percent-encode them)"
            raise ValueError(msg)
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = None
        if parts is None or parts.scheme not in ("ami", "amis") or not parts.hostname:
            msg = "not an AMI URL; expected ami://user:secret@host:port or amis://..."
            raise ValueError(msg)
        try:
            port = parts.port
        except ValueError:
            # Not chained: it quotes what may be a part of the secret.
            port = -1
        if port == -1:
            msg = "the port of the AMI URL is no number from 1 to 65535 (percent-encode ':' and '@')"
            raise ValueError(msg)
        # The one escape that a host may hold: before the zone of an IPv6 address (RFC 6874).
        host = parts.hostname.replace("%25", "%") if ":" in parts.hostname else parts.hostname
        if "%" in host and ":" not in host:
            msg = "the host of the AMI URL holds a percent escape; no name of a host has one"
            raise ValueError(msg)
        tls = parts.scheme == "amis"
        options = _url_options(parts)
        ca_file = options.get("ca_file")
        if ca_file is not None and not tls:
            msg = "ca_file in an AMI URL needs TLS: amis://..."
            raise ValueError(msg)
        return cls(
            host=host,
            port=port if port is not None else (TLS_PORT if tls else PLAIN_PORT),
            credentials=_url_credentials(parts, secret),
            tls=tls if ca_file is None else TLS(ca_file=ca_file),
            events=options.get("events"),
        )


def _url_credentials(parts: SplitResult, secret: str | None) -> Credentials | None:
    if parts.username is None:
        return None
    if parts.password:
        if secret is not None:
            msg = "the secret is part of the AMI URL already; do not give it twice"
            raise ValueError(msg)
        secret = unquote(parts.password, errors="surrogateescape")
    if secret is None:
        msg = "the AMI URL names a user but no secret; give secret= as well"
        raise ValueError(msg)
    return Credentials(unquote(parts.username, errors="surrogateescape"), secret)


def _url_options(parts: SplitResult) -> dict[str, str]:
    # With an "@" in it, the query is the rest of a secret.
    if parts.path not in ("", "/") or parts.fragment or "@" in parts.query:
        msg = "an AMI URL has no path and no fragment (percent-encode '/', '?' and '#' in the secret)"
        raise ValueError(msg)
    options: dict[str, str] = {}
    # A "+" is no blank here: paths hold some.
    for key, value in parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True):
        if key not in ("events", "ca_file"):
            msg = f"unknown option {key!r} in the AMI URL; only 'events' and 'ca_file' can be set there"
            raise ValueError(msg)
        if key in options:
            msg = f"{key!r} stands twice in the AMI URL"
            raise ValueError(msg)
        options[key] = event_mask(value) if key == "events" else value
    return options


def event_mask(events: bool | str | EventClass | Iterable[str]) -> str:
    """The text for the `Events` header: ``on``, ``off`` or class names with commas between.

    The server takes class names in lower case only and ignores unknown ones
    without a word (Asterisk 16 to 23), so unknown ones raise ValueError here.
    """
    if isinstance(events, bool):
        return "on" if events else "off"
    if isinstance(events, EventClass):
        # Classes that a later Asterisk adds are wanted, too.
        return "on" if events == EventClass.ALL else ",".join(events.names) or "off"
    option("events", events, Iterable, "an EventClass, event class names, True or False")
    given: list[object] = list(events.split(",") if isinstance(events, str) else events)
    names = [name.strip().lower() if isinstance(name, str) else repr(name) for name in given]
    if len(names) == 1 and names[0] in ("on", "true", "yes", "all"):
        return "on"
    if len(names) == 1 and names[0] in ("off", "false", "no", "none"):
        return "off"
    if not names:
        return "off"
    unknown = [n for n in names if n not in EVENT_CLASSES]
    if unknown:
        msg = f"unknown event classes {unknown}; there are: {', '.join(EVENT_CLASSES)}"
        raise ValueError(msg)
    return ",".join(names)
