"""Profiles: servers by a name, in a TOML file."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, cast

import msgspec

from ._errors import Code, Problem

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Login: TypeAlias = Literal["auto", "md5", "plain"]
_SCHEME: Final = re.compile(r"[a-z]+:/+", re.IGNORECASE)
NAME: Final = "anyio-ami"
"""Of the command, of its folder, and of its entries in a keyring."""


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One server of the file."""

    url: str
    """``ami://user@host:port`` or ``amis://...``."""
    secret_file: str | None = None
    ca_file: str | None = None
    cert_file: str | None = None
    key_file: str | None = None
    server_name: str | None = None
    login: Login | None = None
    allow_plaintext: bool = False

    def path(self, field: str, folder: Path) -> Path | None:
        """A file that it names; a relative one stands beside the configuration."""
        value: str | None = getattr(self, field)
        return None if value is None else folder / Path(value).expanduser()


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The file, read."""

    path: Path
    profiles: dict[str, Profile] = {}


def default_path() -> Path:
    """Where the file is without ``--config``: ``AMI_CONFIG``, or in the user's configuration folder."""
    given = os.environ.get("AMI_CONFIG")
    if given:
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path(NAME) / "config.toml"


def load(path: Path | None) -> Config:
    """Read the file. One that nobody named need not be there."""
    where = default_path() if path is None else path
    try:
        text = where.read_text(encoding="utf-8")
    except FileNotFoundError:
        if path is None and not os.environ.get("AMI_CONFIG"):
            return Config(path=where)
        msg = f"there is no configuration file {where}"
        raise Problem(msg, advice="look at --config and AMI_CONFIG") from None
    except (OSError, UnicodeDecodeError) as exc:
        msg = f"the configuration file {where} cannot be read: {getattr(exc, 'strerror', exc)}"
        raise Problem(msg, Code.FILE) from exc
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        msg = f"{where}: {exc}"
        raise Problem(msg) from exc
    unknown = sorted(found.keys() - {"profiles"})
    if unknown:
        msg = f"{where}: unknown table {unknown[0]!r}"
        raise Problem(msg, advice="profiles stand under [profiles.NAME]")
    profiles: dict[str, Any] = found.get("profiles", {})
    if not isinstance(cast("object", profiles), dict):
        msg = f"{where}: profiles is no table"
        raise Problem(msg, advice="profiles stand under [profiles.NAME]")
    return Config(path=where, profiles={name: _profile(where, name, one) for name, one in profiles.items()})


def _profile(where: Path, name: str, given: Any) -> Profile:
    try:
        if isinstance(given, dict) and "secret" in given:
            # Not quoted by anything from here on.
            given = {}
            msg = f"{where}: profile {name}: a secret does not stand in this file"
            raise Problem(msg, advice=f"anyio-ami login {name}, or secret_file =")
        profile = msgspec.convert(given, Profile)
    except msgspec.ValidationError as exc:
        there = ", ".join(Profile.__struct_fields__)
        msg = f"{where}: profile {name}: {exc}"
        raise Problem(msg, advice=f"there are: {there}") from None
    if _secret_in(profile.url):
        msg = f"{where}: profile {name}: a secret does not stand in this file, and its url has one"
        raise Problem(msg, advice=f"url = ami://USER@HOST, and anyio-ami login {name}, or secret_file =")
    return profile


def _secret_in(url: str) -> bool:
    return without_secret(url) != url


def without_secret(url: str) -> str:
    """The URL with ``***`` for its secret, however it is spelt."""
    scheme = _SCHEME.match(url)
    start = scheme.end() if scheme is not None else 0
    login, at, host = url[start:].rpartition("@")
    name, colon, secret = login.partition(":")
    return f"{url[:start]}{name}:***{at}{host}" if at and colon and secret else url


def add(path: Path, name: str, url: str) -> None:
    """Append a profile to the file, and make the file if there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    more = f"{gap}[profiles.{_key(name)}]\nurl = {_key(url, bare=False)}\n"
    try:
        tomllib.loads(before + more)
    except tomllib.TOMLDecodeError:
        msg = f"{path} has its profiles in one line"
        raise Problem(msg, advice="write them as [profiles.NAME], each with its url =") from None
    with path.open("a", encoding="utf-8") as file:
        file.write(more)


def _key(text: str, *, bare: bool = True) -> str:
    if bare and text and text.isascii() and text.replace("-", "").replace("_", "").isalnum():
        return text
    # The escapes of a JSON string are those of a TOML string.
    return msgspec.json.encode(text).decode()
