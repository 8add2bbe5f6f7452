"""What the server says of a user's rights, read with care: the texts of Asterisk 16 and 22."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from ._report import Rights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Actions of the server's core, one class each: who is not offered one lacks its class. (Asterisk 16 to 23.)
_CORE: Final = {
    "command": "command", "originate": "originate", "updateconfig": "config", "moduleload": "system",
    "redirect": "call", "userevent": "user", "messagesend": "message", "aocmessage": "aoc",
}  # fmt: skip
_PRIVILEGE: Final = re.compile(r"\(Priv: ([^()]*)\)\s*$")
# ``certified/18.9-cert1`` has its number behind the slash; ``GIT-master-...`` has none.
_VERSION: Final = re.compile(r"Asterisk ((?:certified[-/])?(\d{1,3})?[\w.+~/-]{1,80}) built by ")
_CLASS: Final = re.compile(r"[a-z]{1,20}")


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One manager user, as ``manager show user`` shows it."""

    read: Rights
    write: Rights
    limited_addresses: bool | None
    """Whether it has an access list; None: not shown."""
    several_logins: bool | None


def show_user(username: str) -> str | None:
    """The CLI command that shows a user; None for a name that no command can hold."""
    return None if any(c in username for c in '"\\') else f'manager show user "{username}"'


def account(lines: Iterable[str], username: str) -> Account | None:
    """Read what `show_user` printed; None where it is about nobody."""
    shown: dict[str, str] = {}
    for line in lines:
        label, colon, value = line.partition(":")
        label = label.strip().lower()
        if label == "variables":
            break  # what follows is the user's own text
        if colon:
            shown.setdefault(label, value.strip())
    if shown.get("username", "").lower() != username.lower():
        return None
    read, write = (_classes(shown.get(f"{which} perm")) for which in ("read", "write"))
    if read is None or write is None:
        return None
    source = "manager show user"
    return Account(
        read=Rights(held=read, source=source, exact=True),
        write=Rights(held=write, source=source, exact=True),
        limited_addresses=_flag(shown.get("acl")),
        several_logins=_flag(shown.get("allowmultiplelogin")),
    )


def _classes(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    if text in ("", "<none>", "none"):
        return ()
    names = [name.strip().lower() for name in text.split(",")]
    if not all(_CLASS.fullmatch(name) for name in names):
        return None
    # All of them at once is shown by their names and ``all``.
    return tuple(dict.fromkeys(name for name in names if name != "all")) or ("all",)


def _flag(text: str | None) -> bool | None:
    return {"yes": True, "no": False}.get((text or "").lower())


def disabled_events(lines: Iterable[str]) -> frozenset[str]:
    """``disabledevents`` of manager.conf, in lower case, from ``manager show settings``."""
    for line in lines:
        label, _, value = line.partition(":")
        if label.strip().lower() == "disabled events":
            return frozenset(name.strip().lower() for name in value.split(",") if name.strip())
    return frozenset()


def version(lines: Iterable[str], major: int | None) -> tuple[str, int | None]:
    """Asterisk's version from ``core show version``, and its major version, else ``major``."""
    for line in lines:
        told = _VERSION.match(line)
        if told is not None:
            return told[1], int(told[2]) if told[2] else major
    return "", major


def offered(headers: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The actions of an answer to ListCommands, in lower case, each with its classes: one is needed."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in headers:
        privilege = _PRIVILEGE.search(value)
        if privilege is None:
            continue
        classes = _classes(privilege[1])
        if classes is not None:
            found[name.lower()] = classes
    return found


def inferred(listed: Mapping[str, tuple[str, ...]]) -> Rights:
    """The write classes that a user must hold, or must lack, who is offered these actions."""
    lacking = {name for action, name in _CORE.items() if action not in listed}
    held: set[str] = set()
    for classes in listed.values():
        open_ = [name for name in classes if name not in lacking]
        if len(open_) == 1:
            held.add(open_[0])
    return Rights(held=tuple(sorted(held)), lacking=tuple(sorted(lacking - held)), source="ListCommands")
