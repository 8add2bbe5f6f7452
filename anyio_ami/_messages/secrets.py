"""Which headers hold a secret, so that reprs, logs and recordings can mask them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, TypeGuard

MASK: Final = "***"

_ANYWHERE = re.compile(r"secret|passw|passphrase|token|md5cred|digest|privatekey", re.IGNORECASE)
# `Key` is a secret of Login and a plain name in the Asterisk database (DBGet, DBPut).
_BY_MESSAGE: Final = {
    ("login", "key"),
    ("invalidpassword", "receivedhash"),
    ("challengeresponsefailed", "response"),
    ("challengeresponsefailed", "expectedresponse"),
    ("updateconfig", "value-{n:06d}"),
    ("updateconfig", "match-{n:06d}"),
    ("updateconfig", "line-{n:06d}"),
}
# Replies to GetConfig and GetConfigJSON: lines of a configuration file, some of them `secret=...`.
# A reply is called by its outcome, or not at all where the header comes from its class.
_CONFIGURATION = re.compile(r"line-[^-]+-[^-]+\Z|json\Z|(?:value|match|line)-[0-9]{6}\Z", re.IGNORECASE)
_REPLIES: Final = {"", "success", "updateconfig"}
# Flags and counts whose names only sound like secrets.
_HARMLESS: Final = {
    "secretexist",
    "remotesecretexist",
    "md5secretexist",
    "usingpassword",
    "dtlsprivatekey",
}


# Whole words of a name, however they are joined: `AdminPin`, `ADMIN_PIN`, `admin-pin`; not `Ping`.
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WORDS: Final = {
    "apikey", "authorization", "credential", "credentials", "passcode", "pin", "pincode", "pwd",
}  # fmt: skip
_KEYS: Final = {"access", "api", "auth", "encryption", "master", "private", "session", "shared", "signing"}
"""Words before ``key`` that make it one."""
# A variable's name is its owner's own choice: what may be a secret there is taken for one.
_OF_VARIABLES: Final = {"auth", "hash", "key", "md"}  # md5, without its number
_VARIABLES = re.compile(r"variable\Z|\A(?:appdata|applicationdata|lastdata|data|command)\Z", re.IGNORECASE)
"""Headers that hold ``NAME=value``."""
# What a command prints: ``password : alice``, ``secret=alice``.
_PRINTED = re.compile(r"([^:=\r\n]{1,200}[:=][ \t]*)\S")
# What `dialplan set global` prints.
_SET = re.compile(r"variable '([^'\r\n]{1,200})' set to ")
# A command itself: ``database put app DB_PASSWORD alice``.
_COMMAND_WORD = re.compile(r"(?:\A|(?<=\s))(\S+)\s+(?=\S)")
# Begun only where a name can begin: what is no name is walked over once.
_NAME = re.compile(r"(?<![^\s,;&|=])([^\s,;&|=]+)=")
_NAMED_BY: Final = {"value": ("variable",), "val": ("key", "family")}
"""Headers of which another header of the same message holds the name."""


def is_secret(message: str, header: str) -> bool:
    """Whether ``header`` of the event, action or response called ``message`` holds a secret."""
    name = header.lower()
    if name in _HARMLESS:
        return False
    if _ANYWHERE.search(name) is not None:
        return True
    words = _words(header)
    if not _WORDS.isdisjoint(words) or any(two == "key" and one in _KEYS for one, two in pairwise(words)):
        return True
    folded = message.lower()
    return (folded, name) in _BY_MESSAGE or (folded in _REPLIES and _CONFIGURATION.match(name) is not None)


def names_secret(name: str) -> bool:
    """Whether a variable, or an entry of the Asterisk database, tells by its name that it holds a secret."""
    return is_secret("", name) or not _OF_VARIABLES.isdisjoint(_words(name))


def displayed(message: str, headers: Iterable[tuple[str, Any]]) -> list[Any]:
    """The values of the headers of one message, as they may be shown."""
    pairs = list(headers)
    names: dict[str, Any] = {}
    for header, value in pairs:
        names.setdefault(header.lower(), value)
    return [_displayed(message, header, value, names) for header, value in pairs]


def _displayed(message: str, header: str, value: Any, names: Mapping[str, Any]) -> Any:
    if header.lower() == "output":
        return displayed_output(value)
    if is_secret(message, header):
        return MASK
    for namer in _NAMED_BY.get(header.lower(), ()):
        name = names.get(namer)
        if isinstance(name, str) and names_secret(name):
            return MASK
    if _VARIABLES.search(header) is None:
        return value
    value = displayed_variables(value)
    return _displayed_command(value) if header.lower() == "command" and isinstance(value, str) else value


def displayed_output(value: Any) -> Any:
    """What a command has printed as it may be shown: a text of one or more lines, or a list of them."""
    if isinstance(value, str):
        if ":" not in value and "=" not in value and "' set to " not in value:
            return value
        return "\n".join([_displayed_line(line) for line in value.split("\n")])
    if _is_sequence(value) and not isinstance(value, (bytes, bytearray)):
        return [displayed_output(line) for line in value]
    return value


def _displayed_line(line: str) -> str:
    printed = _PRINTED.match(line)
    if printed is not None and is_secret("", printed[1].strip(" \t:=")):
        return printed[1] + MASK
    for told in (_NAME, _SET):
        for found in told.finditer(line):
            if is_secret("", found[1]):
                # All the rest: where a value ends cannot be told for sure.
                return line[: found.end()] + MASK
    return line


def _displayed_command(value: str) -> str:
    for found in _COMMAND_WORD.finditer(value):
        if is_secret("", found[1]):
            return value[: found.end()] + MASK
    return value


def displayed_variables(value: Any) -> Any:
    """Variables as they may be shown: ``NAME=value``, a list of such texts or of pairs, or a mapping."""
    if isinstance(value, str):
        for found in _NAME.finditer(value):
            if names_secret(found[1]):
                # All the rest: where a value ends cannot be told for sure.
                return value[: found.end()] + MASK
        return value
    if _is_mapping(value):
        return {name: MASK if _is_secret_name(name) else one for name, one in value.items()}
    if _is_sequence(value) and not isinstance(value, (bytes, bytearray)):
        return [_displayed_pair(one) for one in value]
    return value


def _displayed_pair(one: Any) -> Any:
    if _is_tuple(one):
        return (one[0], MASK) if len(one) == 2 and _is_secret_name(one[0]) else one
    return displayed_variables(one) if isinstance(one, str) else one


def _is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(value, Mapping)


def _is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, Sequence)


def _is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple)


def _is_secret_name(name: object) -> bool:
    return isinstance(name, str) and names_secret(name)


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]
