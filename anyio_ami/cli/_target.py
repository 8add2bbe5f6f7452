"""Which server, as whom, and how: from a URL or a profile, options, environment and keyring."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import msgspec

from anyio_ami import TLS, Credentials, Endpoint, ReconnectPolicy, connect_ami

from . import _secrets
from ._errors import Problem, translated
from ._given import Given
from ._output import note
from ._profiles import Config, Profile, load
from ._wire_log import WireLog

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable
    from pathlib import Path

    from anyio_ami import AMIClient, Observer

PLAIN_PORT, TLS_PORT = 5038, 5039


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """One server and the login to it."""

    endpoint: Endpoint
    given: Given

    def options(self) -> dict[str, Any]:
        """Keywords of `connect_ami`."""
        given = self.given
        options: dict[str, Any] = {
            "host": self.endpoint,
            "login": given.login,
            "allow_plaintext": given.allow_plaintext,
            "connect_timeout": given.connect_timeout,
            "login_timeout": given.connect_timeout,
            "wait": given.wait,
        }
        if given.debug:
            options["observers"] = [WireLog()]
        return options

    @asynccontextmanager
    async def connected(
        self, *, lasting: bool = False, observers: Iterable[Observer] = (), **options: Any
    ) -> AsyncGenerator[AMIClient, None]:
        """A client. ``lasting``: it is connected again when it is lost."""
        chosen = {**self.options(), **options}
        chosen["observers"] = [*chosen.get("observers", ()), *observers]
        if not (lasting or self.given.wait):
            chosen["reconnect"] = ReconnectPolicy.none()
        entered = False
        try:
            async with connect_ami(**chosen) as ami:
                entered = True
                yield ami
        except (ValueError, TypeError) as exc:
            if entered:
                raise
            # Options that make no sense, files of TLS that cannot be used.
            raise Problem(translated(str(exc))) from exc


def resolve(url: str | None, given: Given) -> Target:
    """The server that is meant. Asks for a secret if there is none, and a terminal to ask at."""
    config = load(given.config)
    profile: Profile | None = None
    text, from_environment = (given.environment_url, True) if url in (None, "-") else (url, False)
    if not text:
        msg = "no server is given"
        raise Problem(msg, advice="ami://USER@HOST[:PORT], a profile's name, or AMI_URL")
    if not from_environment and given.environment_url == text:
        from_environment = True
    in_arguments = not from_environment
    if "://" not in text:
        if text in config.profiles:
            profile = config.profiles[text]
            text, in_arguments = profile.url, False
        elif "@" in text:
            text = f"ami://{text}"
        else:
            raise _unknown(text, config)
    given = given.with_profile(profile, config)
    try:
        parts = urlsplit(text)
        user, has_secret = parts.username, bool(parts.password)
    except ValueError:
        # Said by the endpoint itself, without its secret.
        user, has_secret = None, False
    if has_secret and in_arguments:
        note(
            "warning: a secret among the arguments is seen by everybody on this machine (ps); "
            "use AMI_SECRET, --secret-file, or anyio-ami login"
        )
    endpoint = _endpoint(text, user, has_secret, given)
    return Target(endpoint=endpoint, given=given)


def _endpoint(text: str, user: str | None, has_secret: bool, given: Given) -> Endpoint:
    if user is None and "://" in text and given.user is None:
        bare = _parsed(text, None)
        msg = f"no manager user is given for {bare.address}"
        raise Problem(msg, advice="ami://USER@HOST, or --user")
    if user is not None:
        # A secret that is not needed yet: whose it is says the parsed URL.
        parsed = _parsed(text, None if has_secret else "-")
        name = parsed.credentials.username if parsed.credentials is not None else unquote(user)
        if given.user not in (None, name):
            msg = f"two manager users are given: {name!r} and {given.user!r}"
            raise Problem(msg)
    else:
        parsed, name = _parsed(text, None), str(given.user)
    parsed = _with_tls(parsed, text, given)
    if not has_secret:
        account = f"{name}@{parsed.address}"
        secret = (
            None if given.secret_file is None else _secrets.from_file(given.secret_file)
        ) or _secrets.from_environment()
        secret = secret or (
            None if given.profile_secret_file is None else _secrets.from_file(given.profile_secret_file)
        )
        secret = secret or _secrets.from_keyring(account) or _secrets.from_prompt(account)
        if secret is None:
            msg = f"no secret for {account}"
            raise Problem(msg, advice="set AMI_SECRET, use --secret-file FILE, or anyio-ami login")
        parsed = msgspec.structs.replace(parsed, credentials=_credentials(name, secret))
    elif given.secret_file is not None:
        msg = "the secret is given twice: in the URL and by --secret-file"
        raise Problem(msg)
    if given.events is not None:
        try:
            parsed = msgspec.structs.replace(parsed, events=given.events)
        except (ValueError, TypeError) as exc:
            raise Problem(str(exc)) from None
    return parsed


def _parsed(text: str, secret: str | None) -> Endpoint:
    try:
        return Endpoint.from_url(text, secret=secret)
    except ValueError as exc:
        raise Problem(str(exc)) from None


def _credentials(user: str, secret: str) -> Credentials:
    try:
        return Credentials(user, secret)
    except ValueError as exc:
        raise Problem(str(exc)) from None


def _with_tls(endpoint: Endpoint, text: str, given: Given) -> Endpoint:
    files: dict[str, Path | None] = {
        "ca_file": given.ca_file,
        "cert_file": given.cert,
        "key_file": given.key,
    }
    chosen: dict[str, Any] = {name: value for name, value in files.items() if value is not None}
    if given.server_name is not None:
        chosen["server_name"] = given.server_name
    if given.insecure:
        chosen["insecure_skip_verify"] = True
    if not (chosen or given.tls):
        return endpoint
    if isinstance(endpoint.tls, TLS):
        chosen = {"ca_file": endpoint.tls.ca_file, **chosen}
    port = endpoint.port
    if endpoint.tls is False and urlsplit(text).port is None:
        port = TLS_PORT
    try:
        tls: bool | TLS = TLS(**chosen) if chosen else True
    except (ValueError, TypeError) as exc:
        raise Problem(str(exc)) from None
    return msgspec.structs.replace(endpoint, tls=tls, port=port)


def _unknown(name: str, config: Config) -> Problem:
    import difflib

    near = difflib.get_close_matches(name, config.profiles, 1)
    if near:
        return Problem(f"no profile is called {name!r}; did you mean {near[0]!r}?")
    there = ", ".join(sorted(config.profiles)) or f"there are none in {config.path}"
    advice = f"profiles: {there}; a server is given as ami://USER@HOST[:PORT], or - for AMI_URL"
    return Problem(f"{name!r} is neither a URL nor a profile", advice=advice)
