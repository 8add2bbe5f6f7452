"""The login as a state machine: messages to send, replies to take in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from anyio_ami._messages.secrets import MASK
from anyio_ami._messages.shown import shown
from anyio_ami.errors import AuthenticationError, ConnectError

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami.endpoint import Credentials
    from anyio_ami.responses import Response

LoginMode = Literal["auto", "md5", "plain"]

# The one answer that says "never"; all others say "not now" (Asterisk 16 to 23).
_REFUSED: Final = "authentication failed"
_SHORT: Final = 8


def _without(told: Callable[[], str], message: str) -> str:
    pattern = re.escape(told())
    if len(pattern) < _SHORT:
        # As a word of its own: its letters stand in others, too.
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.sub(pattern, MASK, message, flags=re.IGNORECASE)


class Proof(list[tuple[str, str, str]]):
    """The headers of a login, which no traceback that shows local variables may show."""

    def __repr__(self) -> str:
        return "<headers of a login>"


class Login:
    """One login. `next` gives what to send until it gives None: then the session is open."""

    def __init__(self, credentials: Credentials, *, mode: LoginMode, tls: bool, events: str) -> None:
        self._credentials = credentials
        self._md5 = mode == "md5" or (mode == "auto" and not tls)
        self._events = events
        self._challenged = False
        self._key: Callable[[], str] | None = None
        self.done = False

    @property
    def reveals_secret(self) -> bool:
        """Whether the secret itself goes over the line."""
        return not self._md5

    def first(self) -> tuple[str, list[tuple[str, str, str]]]:
        """The first message: (action, headers)."""
        if self._md5:
            return "Challenge", [("auth_type", "AuthType", "MD5")]
        return self._login([("secret", "Secret", self._credentials.reveal())])

    def next(self, reply: Response) -> tuple[str, list[tuple[str, str, str]]] | None:
        """The message to send after ``reply``; None when logged in.

        Raises AuthenticationError for refused credentials, ConnectError for
        every other refusal ("Asterisk is shutting down", "Login Already In
        Use"), with the server's own text.
        """
        if not reply.ok or reply.outcome.strip().lower() != "success":
            error = self._refusal(reply.message)
            del reply  # which may repeat the secret
            raise error
        if self._md5 and not self._challenged:
            self._challenged = True
            challenge = reply.headers.get("Challenge")
            if not challenge:
                # The key to an empty one would be the same at every login.
                msg = "login failed: the server answered the MD5 challenge request without a challenge"
                raise ConnectError(msg)
            # The protocol asks for MD5; upper-case hex is refused (Asterisk 16 and 22).
            # Slow to import, and not needed before a login.
            import hashlib

            # Never in a variable: tracebacks may show those.
            made = hashlib.md5(challenge.encode("utf-8", "surrogateescape"), usedforsecurity=False)
            made.update(self._credentials.reveal().encode("utf-8", "surrogateescape"))
            self._key = made.hexdigest
            return self._login([("auth_type", "AuthType", "MD5"), ("key", "Key", made.hexdigest())])
        self.done = True
        return None

    def _login(self, proof: list[tuple[str, str, str]]) -> tuple[str, list[tuple[str, str, str]]]:
        headers = Proof([("username", "Username", self._credentials.username), *proof])
        # In the same step as the login, so that no unwanted event slips in between.
        headers.append(("events", "Events", self._events))
        return "Login", headers

    def _refusal(self, message: str) -> AuthenticationError | ConnectError:
        for told in (self._credentials.reveal, self._key):
            if told is not None:
                # A server may repeat what it was sent.
                message = _without(told, message)
        user, text = self._credentials.username, shown(message)
        if message.lower().startswith(_REFUSED):
            return AuthenticationError(
                f"the server refused the login of user {user!r}: {text}; check user and secret in "
                "manager.conf, and its permit/deny lines"
            )
        return ConnectError(f"the server does not take the login of user {user!r} now: {text}")
