"""Where secrets come from; never from, and never to, a place that others can read."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING, TextIO

from ._errors import Code, Problem
from ._output import is_terminal, status
from ._profiles import NAME

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 65_536


def from_file(path: Path) -> str:
    """The first line of a file, or of stdin (``-``)."""
    if str(path) == "-":
        # None where who started it has closed it.
        stdin: TextIO | None = sys.stdin
        line = stdin.readline(_LONGEST) if stdin is not None else ""
    else:
        try:
            with path.open(encoding="utf-8", errors="surrogateescape") as file:
                line = file.readline(_LONGEST)
        except OSError as exc:
            msg = f"the secret file {path} cannot be read: {exc.strerror}"
            raise Problem(msg, Code.FILE) from exc
    secret = line.rstrip("\r\n")
    if not secret:
        where = "stdin has no line" if str(path) == "-" else f"the first line of {path} is empty"
        msg = f"{where}: there is no secret in it"
        raise Problem(msg)
    return secret


def from_environment() -> str | None:
    """``AMI_SECRET``."""
    return os.environ.get("AMI_SECRET") or None


def from_keyring(account: str) -> str | None:
    """What `anyio-ami login` stored for ``user@host:port``; None where there is nothing, or no keyring."""
    try:
        import keyring

        return keyring.get_password(NAME, account)
    except Exception:
        # A machine without a keyring is no error: the secret may come from elsewhere. What backends
        # raise is of many kinds.
        return None


def to_keyring(account: str, secret: str | None) -> None:
    """Store it there; None removes it."""
    import keyring
    from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError

    try:
        if type(keyring.get_keyring()).__module__.rpartition(".")[2] in ("null", "fail"):
            # What switches keyrings off takes everything, and keeps nothing.
            raise NoKeyringError
        if secret is None:
            keyring.delete_password(NAME, account)
        else:
            keyring.set_password(NAME, account, secret)
    except NoKeyringError:
        msg = "this machine has no keyring"
        raise Problem(msg, Code.FAILED, "use secret_file = in the profile, or AMI_SECRET") from None
    except PasswordDeleteError:
        msg = f"the keyring has no secret for {account}"
        raise Problem(msg, Code.FAILED) from None
    except (KeyringError, RuntimeError, OSError) as exc:
        msg = f"the keyring refused: {exc}"
        raise Problem(msg, Code.FAILED) from None


def from_prompt(account: str) -> str | None:
    """What somebody types; None where nobody sits at a terminal."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        return None
    status.clear()
    try:
        secret = getpass.getpass(f"Secret for {account}: ", stream=sys.stderr)
    except EOFError:
        secret = ""
    if not secret:
        msg = "no secret was typed"
        raise Problem(msg)
    return secret
