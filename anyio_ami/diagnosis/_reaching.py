"""How far a check got, and how safe the line is, in plain words."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from anyio_ami.errors import AuthenticationError, CertificateError, TLSError

if TYPE_CHECKING:
    from ._facts import Facts
    from ._found import Found
    from ._watch import Watch

_EXPIRES: Final = timedelta(days=30)
_CERTIFICATE: Final = {
    "expired": ("has expired", "Renew it, then: asterisk -rx 'manager reload'; or set our clock."),
    "not_yet_valid": ("is not valid yet", "Look at both clocks."),
    "wrong_host": (
        "carries another host name",
        "Connect by a name that stands in it, or say which with TLS(server_name=...).",
    ),
    "unknown_authority": (
        "is of an authority that is not trusted here",
        "Give the authority with TLS(ca_file=...), and what lies between in tlscertfile of manager.conf.",
    ),
    "self_signed": (
        "is self-signed and not trusted here",
        "Give the certificate itself, without its key, with TLS(ca_file=...).",
    ),
    "other": ("was not accepted", "Look at it with: openssl s_client -showcerts -connect HOST:PORT."),
}
_OLD_TLS: Final = ("SSLv2", "SSLv3", "TLSv1", "TLSv1.1")


class Reaching:
    """Judges the connection, from the first attempt to the login."""

    def __init__(self, facts: Facts, watch: Watch, found: Found) -> None:
        self._facts = facts
        self._watch = watch
        self._add = found.add
        self._greeted = False

    def judge(self, *, greeted: bool) -> None:
        """Find what there is to say."""
        self._greeted = greeted
        if self._facts.failure is not None:
            self._failure(self._facts.failure)
        if self._watch.reached:
            self._line()
        self._tls()

    # How far it got.

    def _failure(self, failure: Exception) -> None:
        facts, watch = self._facts, self._watch
        text = self._why(failure)
        if facts.logged_in:
            self._add("error", "lost", f"The connection was lost during the check: {text}.", "Check again.")
        elif not watch.reached:
            self._unreached(text)
        elif isinstance(failure, AuthenticationError):
            self._add(
                "error",
                "refused",
                f"The server refused the credentials of user {facts.user!r}.",
                "It says the same of an unknown user, a wrong secret and an address that deny/permit lines "
                "exclude: look at [user], secret =, deny = and permit = in manager.conf, then: "
                "asterisk -rx 'manager reload'.",
            )
        elif self._greeted:
            self._add(
                "error", "login-failed", f"{text}.", "Try again later: the credentials were not judged."
            )
        elif facts.endpoint.tls and (watch.security is None or isinstance(failure, TLSError)):
            # With TLS 1.3 a server refuses a client's certificate only after the handshake.
            self._handshake(failure)
        elif facts.speaks_tls:
            self._add(
                "error",
                "tls-port",
                "This port speaks TLS, and was spoken to in plain text.",
                "Use tls=True or amis://, or give the plain port, 5038 by default.",
            )
        elif watch.first:
            self._add(
                "error",
                "not-asterisk",
                f"What answers on this port is no Asterisk manager: it began with {watch.line[:60]!r}.",
                "Give the port of bindaddr/port in manager.conf, 5038 by default.",
            )
        else:
            self._add(
                "error",
                "no-greeting",
                f"The server took the connection and did not greet: {text}.",
                "It does so with too many logins under way (authlimit in manager.conf), while it restarts, "
                "or where something else listens on this port.",
            )

    def _why(self, failure: Exception) -> str:
        return str(failure).removeprefix(f"cannot connect to {self._facts.endpoint.address}: ").rstrip(".")

    def _unreached(self, text: str) -> None:
        if not self._watch.tried and self._facts.endpoint.tls:
            self._add("error", "tls-files", f"Nothing was tried: {text}.", "Look at the disk they lie on.")
            return
        if not self._watch.tried:
            self._add(
                "error",
                "plaintext-secret",
                f"Nothing was tried: {text}.",
                "Use TLS, or login='md5'.",
            )
            return
        self._add(
            "error",
            "unreachable",
            f"There is no connection: {text}.",
            "Check host and port; in manager.conf enabled = yes and bindaddr =; and firewalls between.",
        )

    @property
    def _reveals(self) -> bool:
        return self._facts.login == "plain" and not self._facts.endpoint.tls

    def _handshake(self, failure: Exception) -> None:
        if self._watch.plain_in_tls:
            self._add(
                "error",
                "plain-port",
                "This port speaks plain text, and was spoken to in TLS.",
                "Give the port of tlsbindaddr in manager.conf, 5039 by default, with tlsenable = yes; or "
                "leave TLS away.",
            )
        elif isinstance(failure, CertificateError):
            what, advice = _CERTIFICATE[failure.reason]
            self._add("error", "certificate", f"The server's certificate {what}; nothing was sent.", advice)
        else:
            self._add("error", "tls", f"TLS did not come about: {self._why(failure)}.")

    # The line.

    def _line(self) -> None:
        facts, watch = self._facts, self._watch
        if facts.endpoint.tls or not watch.peer or _is_loopback(watch.peer):
            return
        if self._reveals:
            self._add(
                "warning",
                "plaintext-secret",
                f"The secret goes to {watch.peer} in plain text: whoever sees the line can log in.",
                "Use TLS (tlsenable = yes in manager.conf), or at least login='md5'.",
            )
        self._add(
            "warning",
            "plain-tcp",
            f"All goes to {watch.peer} and back in plain text: whoever is between can read and change it.",
            "Use TLS (tlsenable, tlsbindaddr and tlscertfile in manager.conf), or a tunnel.",
        )

    def _tls(self) -> None:
        tls, end = self._watch.security, self._watch.not_after
        if tls is None:
            return
        if not tls.verified:
            self._add(
                "warning",
                "unverified",
                "The server's certificate was not verified: it may be anybody's.",
                "Verify it, against an authority of your own if need be.",
            )
        if tls.version in _OLD_TLS:
            self._add(
                "warning",
                "old-tls",
                f"The connection uses {tls.version}.",
                "Let the server use TLS 1.2 or 1.3.",
            )
        if end is not None and end - datetime.now(timezone.utc) < _EXPIRES:
            self._add(
                "warning",
                "certificate-expires",
                f"The server's certificate is good until {tls.not_after} only.",
                "Renew it, then: asterisk -rx 'manager reload'.",
            )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return True  # a Unix socket: nothing leaves the machine
