"""The part of manager.conf that grants what is wanted, and no more."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Final

from anyio_ami import events

from ._wanted import read_classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._wanted import Wanted

SECRET: Final = "REPLACE-WITH-A-SECRET"
# The first versions of their majors that know eventfilter(name(...)); others take it for no option at all.
_CRITERIA_SINCE: Final = {18: 26, 20: 11, 21: 6, 22: 1, 23: 0}
# Of the bytes of one line of a filter in the old syntax.
_LINE: Final = 700
_SAFE_NAME: Final = re.compile(r"[A-Za-z0-9_.@+-]{1,64}")


def stanza(
    user: str,
    wanted: Wanted,
    read: Sequence[str],
    write: Sequence[str],
    *,
    version: str,
    local_address: str,
) -> str:
    """Write it. ``version`` decides how filters are written; ``local_address`` is whom it lets in."""
    lines: list[str] = []
    if not _SAFE_NAME.fullmatch(user) or user.lower() == "general":
        lines.append("; The user's own name cannot safely stand here: choose another.")
        user = "manager-user"
    lines += [f"[{user}]", f"secret = {SECRET}"]
    lines += _addresses(local_address)
    lines += [f"read = {','.join(read)}".rstrip(), f"write = {','.join(write)}".rstrip()]
    lines += _filters(wanted, read, version)
    return "\n".join(lines) + "\n"


def _addresses(local: str) -> list[str]:
    try:
        # Without the zone of a link-local one.
        address = ipaddress.ip_address(local.partition("%")[0])
    except ValueError:
        return ["; Add deny = and permit = lines for the addresses that this user logs in from."]
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    mask = "255.255.255.255" if address.version == 4 else "128"
    lines = ["deny = 0.0.0.0/0.0.0.0", "deny = ::/0", f"permit = {address}/{mask}"]
    if not address.is_loopback:
        lines.insert(0, "; The address as seen from this end: behind NAT the server sees another one.")
    return lines


def narrows(wanted: Wanted, read: Iterable[str]) -> bool:
    """Whether users who read these classes get more events than are wanted."""
    held = set(read)
    names = {one.name for one in wanted.events}
    return not wanted.everything and any(
        cls.__classes__ and held.issuperset(cls.__classes__)
        for name in events.NAMES
        if name not in names and (cls := events.lookup(name))
    )


def _filters(wanted: Wanted, read: Sequence[str], version: str) -> list[str]:
    names = {one.name for one in wanted.events if read_classes(one)}
    if not names or not narrows(wanted, read):
        return []
    lines = ["; Of these classes, only what is wanted:"]
    if "system" in read and "FullyBooted" not in names:
        names.add("FullyBooted")
        lines = ["; Of these classes, only what is wanted, and FullyBooted: when the server is ready."]
    if _knows_criteria(version):
        return lines + [f"eventfilter(name({name})) =" for name in sorted(names)]
    return lines + [f"eventfilter = ^Event: ({part})[[:cntrl:]]" for part in _parts(sorted(names))]


def _knows_criteria(version: str) -> bool:
    numbers = re.match(r"(?:certified[-/])?(\d{1,3})\.(\d{1,4})", version)
    if numbers is None or version.startswith("certified"):
        return False
    major, minor = int(numbers[1]), int(numbers[2])
    return minor >= _CRITERIA_SINCE.get(major, 0 if major > 23 else 10_000)


def _parts(names: list[str]) -> Iterable[str]:
    part = ""
    for name in names:
        if part and len(part) + len(name) > _LINE:
            yield part
            part = ""
        part = f"{part}|{name}" if part else name
    yield part
