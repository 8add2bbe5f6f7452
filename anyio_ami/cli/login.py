"""``anyio-ami login`` and ``anyio-ami profiles``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from anyio_ami import Endpoint

from . import _profiles, _secrets
from ._complete import complete_profile
from ._errors import Problem
from ._output import is_terminal, note, put, put_json
from ._table import Layout, tabbed

ConfigFile = Annotated[Path | None, typer.Option("--config", help="The file of profiles.")]


def login(
    profile: Annotated[str, typer.Argument(help="Its name.", autocompletion=complete_profile)],
    url: Annotated[
        str | None, typer.Option(help="ami://USER@HOST[:PORT]: make the profile, if there is none.")
    ] = None,
    secret_file: Annotated[
        Path | None, typer.Option(help="Read the secret from a file; - is stdin.", allow_dash=True)
    ] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Take the secret out of the keyring.")] = False,
    config: ConfigFile = None,
) -> None:
    """Store a profile's secret in the system's keyring. Nothing is sent to the server."""
    there = _profiles.load(config if config is None or config.exists() else None)
    path = config or there.path
    known = there.profiles.get(profile) if there.path == path else None
    if known is None and url is None:
        names = ", ".join(sorted(there.profiles)) or f"there are none in {path}"
        msg = f"no profile is called {profile!r}"
        raise Problem(msg, advice=f"profiles: {names}; --url ami://USER@HOST makes it")
    if known is not None and url not in (None, known.url):
        msg = f"the profile {profile} has another URL: {_profiles.without_secret(known.url)}"
        raise Problem(msg, advice=f"change it in {path}")
    account = _account(known.url if known is not None else str(url))
    if delete:
        _secrets.to_keyring(account, None)
        note(f"the secret of {account} is no longer in the keyring")
        return
    secret = _secrets.from_file(secret_file) if secret_file is not None else _secrets.from_prompt(account)
    secret = secret or _secrets.from_environment()
    if secret is None:
        msg = f"no secret for {account}"
        raise Problem(msg, advice="run it in a terminal, or use --secret-file")
    _secrets.to_keyring(account, secret)
    if known is None:
        _profiles.add(path, profile, str(url))
        note(f"the profile {profile} is in {path} now")
    note(f"the secret of {account} is in the keyring; try: anyio-ami check {profile}")


def profiles(
    config: ConfigFile = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List the profiles. Secrets are not shown."""
    there = _profiles.load(config)
    rows = [
        {"profile": name, "url": _profiles.without_secret(one.url), "secret_file": one.secret_file or ""}
        for name, one in sorted(there.profiles.items())
    ]
    if json:
        put_json(msgspec.json.encode(rows))
    elif not is_terminal(sys.stdout):
        put("".join(tabbed(row.values()) for row in rows))
    elif rows:
        from ._output import width

        layout = Layout(rows, list(rows[0]), width(), all_of=True)
        put("".join(f"{line}\n" for line in (layout.header(), *map(layout.line, rows))))
    note(f"{len(rows)} in {there.path}")


def _account(url: str) -> str:
    try:
        # The secret itself does not matter here.
        endpoint = Endpoint.from_url(url, secret="-")
    except ValueError as exc:
        if "already" not in str(exc):
            raise Problem(str(exc)) from None
        msg = "the URL has a secret in it: leave it out there"
        raise Problem(msg) from None
    if endpoint.credentials is None:
        msg = f"the URL names no manager user: ami://USER@{endpoint.address}"
        raise Problem(msg)
    return f"{endpoint.credentials.username}@{endpoint.address}"
