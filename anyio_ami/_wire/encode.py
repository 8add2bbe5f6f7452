"""Actions to lines; what must not be sent is refused here, before a byte leaves."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from anyio_ami._messages.outgoing import SKIPPED
from anyio_ami.errors import InvalidAction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anyio_ami.actions import Action

LINE_LIMIT: Final = 1022
"""Bytes of one line without its CRLF (Asterisk 16 to 23 refuse longer ones)."""
LINES_LIMIT: Final = 128
RECORD_LIMIT: Final = 1024
"""Bytes of one TLS record: a real server leaves the rest of a longer one unread."""

_REFUSED: Final = {
    "login": "the client logs in by itself; use connect_ami(username=..., secret=...)",
    "challenge": "the client logs in by itself; use connect_ami(login='md5')",
    "logoff": "leave the `async with connect_ami()` block instead",
    "events": "the client holds the event mask; use connect_ami(events=...)",
    "filter": "a filter cannot be taken back and belongs to every session; use connect_ami(filters=[...])",
    "waitevent": "it would hold back all events; use ami.subscribe()",
    "iaxnetstats": "its answer has no ActionID; use Command(command='iax2 show netstats')",
    "skinnyshowdevice": "its answer has no ActionID; use Command(command='skinny show device ...')",
    "skinnyshowline": "its answer has no ActionID; use Command(command='skinny show line ...')",
}
_FORBIDDEN = re.compile(r"[\r\n\0]")
_NAMES: Final = {"\r": "CR", "\n": "LF", "\0": "NUL"}


def encode_action(action: Action[Any], action_id: str) -> bytes:
    """The bytes of an action, closing empty line included.

    Raises InvalidAction where a name or value holds CR, LF or NUL, a line is
    over 1,022 bytes, there are more than 128 lines, or the action is one that
    the session itself must send.
    """
    name = action.name
    refusal = _refusal(name)
    if refusal:
        raise InvalidAction(refusal, field="action")
    return encode_headers(name, action_id, action.headers_to_send())


@lru_cache(maxsize=512)
def _refusal(name: str) -> str:
    # The server drops blanks and control characters before a value.
    meant = name.lstrip(SKIPPED)
    if not meant:
        return "the action's name is empty"
    refusal = _REFUSED.get(meant.strip().lower())
    return "" if refusal is None else f"{name} cannot be sent: {refusal}"


def encode_headers(name: str, action_id: str, headers: Iterable[tuple[str, str, str]]) -> bytes:
    """A message of ``Action``, ``ActionID`` and ``headers``: (field, header, value)."""
    lines = [_first_line(name)]
    if action_id:
        lines.append(_line(name, "action_id", "ActionID", action_id))
    lines.extend(_line(name, field, header, value) for field, header, value in headers)
    if len(lines) > LINES_LIMIT:
        msg = f"{name} has {len(lines)} lines; the server takes at most {LINES_LIMIT}"
        raise InvalidAction(msg, field=None)
    lines.append(b"\r\n")
    return Frame(b"".join(lines))


@lru_cache(maxsize=512)
def _first_line(name: str) -> bytes:
    return _line(name, "action", "Action", name)


@lru_cache(maxsize=2048)
def _is_plain(header: str) -> bool:
    return (
        header.isascii() and header.isprintable() and " " not in header and ":" not in header and header != ""
    )


def _line(action: str, field: str, header: str, value: str) -> bytes:
    if (
        type(value) is str
        and value.isascii()
        and value.isprintable()
        and type(header) is str
        and _is_plain(header)
        and len(header) + len(value) + 2 <= LINE_LIMIT
    ):
        # Nothing in it can be wrong.
        return f"{header}: {value}\r\n".encode()
    # What is checked must be what is sent: enums of texts, say, are formatted as something else.
    header, value = str.__str__(header), str.__str__(value)
    for what, text in (("the name", header), ("the value", value)):
        found = _FORBIDDEN.search(text)
        if found is not None:
            culprit = _NAMES[found[0]]
            msg = f"{action[:60]!r}: {what} of field {field!r} holds {culprit}, which would begin a new line"
            raise InvalidAction(msg, field=field)
    if not header or header[0] in " \t" or header[-1] in " \t" or ":" in header:
        msg = (
            f"{action!r}: {header!r} of field {field!r} is no header name "
            "(empty, a blank at an end, or a colon in it)"
        )
        raise InvalidAction(msg, field=field)
    line = _encoded(f"{header}: {value}")
    if line is None:
        msg = f"{action!r}: the line of field {field!r} holds a surrogate that stands for no byte"
        raise InvalidAction(msg, field=field)
    if len(line) > LINE_LIMIT:
        msg = (
            f"{action!r}: the line of field {field!r} has {len(line)} bytes; "
            f"the server takes at most {LINE_LIMIT}"
        )
        raise InvalidAction(msg, field=field)
    return line + b"\r\n"


def _encoded(line: str) -> bytes | None:
    try:
        return line.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # Not chained to ours: it holds the whole line, which may be that of a secret.
        return None


class Frame(bytes):
    """The bytes of an action; its repr does not show them, since they may hold a secret."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} bytes of actions>"


def records(data: bytes, limit: int = RECORD_LIMIT) -> list[bytes]:
    """Cut lines into pieces of at most ``limit`` bytes that end at a line end."""
    pieces: list[bytes] = []
    begin, stop = 0, len(data)
    while stop - begin > limit:
        end = data.rfind(b"\n", begin, begin + limit) + 1
        pieces.append(Frame(data[begin:end]))
        begin = end
    pieces.append(Frame(data[begin:]))
    return pieces
