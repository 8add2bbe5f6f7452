"""Actions to lines; what must not be sent is refused here, before a byte leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from anyio_ami.errors import InvalidAction
from anyio_ami.types import HangupCause

if TYPE_CHECKING:
    from anyio_ami.actions import Action

LINE_LIMIT: Final = 1022
"""Bytes of one line without its CRLF (Asterisk 16 to 23 refuse longer ones)."""
LINES_LIMIT: Final = 128
ACTION_ID_LIMIT: Final = 60
"""Longer ones are cut by some handlers together with the line's end."""
RECORD_LIMIT: Final = 1024
"""Bytes of one TLS record: a real server leaves the rest of a longer one unread."""

_REFUSED: Final = {
    "login": "the client logs in by itself; use connect_ami(username=..., secret=...)",
    "challenge": "the client logs in by itself; use connect_ami(login='md5')",
    "logoff": "leave the `async with connect_ami()` block instead",
    "events": "the client holds the event mask; use connect_ami(events=...)",
    "filter": "a filter cannot be taken back and would hide events from subscriptions; "
    "use connect_ami(events=...) and ami.subscribe(...)",
    "waitevent": "it would hold back all events; use ami.subscribe()",
    "iaxnetstats": "its answer has no ActionID; use Command(command='iax2 show netstats')",
    "skinnyshowdevice": "its answer has no ActionID; use Command(command='skinny show device ...')",
    "skinnyshowline": "its answer has no ActionID; use Command(command='skinny show line ...')",
}
_FORBIDDEN = re.compile(r"[\r\n\0]")
_SKIPPED: Final = "".join(map(chr, range(33)))
_NAMES: Final = {"\r": "CR", "\n": "LF", "\0": "NUL"}
_VARIABLE_ESCAPES: Final = str.maketrans({"\\": "\\\\", ",": "\\,", '"': '\\"'})


def encode_action(action: Action[Any], action_id: str) -> bytes:
    """The bytes of an action, closing empty line included.

    Raises InvalidAction where a name or value holds CR, LF or NUL, a line is
    over 1,022 bytes, there are more than 128 lines, or the action is one that
    the session itself must send.
    """
    name = action.name
    # The server drops blanks and control characters before a value.
    meant = name.lstrip(_SKIPPED)
    if not meant:
        msg = f"{type(action).__name__}: the action's name is empty"
        raise InvalidAction(msg, field="action")
    refusal = _REFUSED.get(meant.strip().lower())
    if refusal is not None:
        msg = f"{name} cannot be sent: {refusal}"
        raise InvalidAction(msg, field="action")
    return encode_headers(name, action_id, action.headers_to_send())


def encode_headers(name: str, action_id: str, headers: Iterable[tuple[str, str, str]]) -> bytes:
    """A message of ``Action``, ``ActionID`` and ``headers``: (field, header, value)."""
    lines = [_line(name, "action", "Action", name)]
    if action_id:
        lines.append(_line(name, "action_id", "ActionID", action_id))
    lines.extend(_line(name, field, header, value) for field, header, value in headers)
    if len(lines) > LINES_LIMIT:
        msg = f"{name} has {len(lines)} lines; the server takes at most {LINES_LIMIT}"
        raise InvalidAction(msg, field=None)
    lines.append(b"\r\n")
    return b"".join(lines)


def _line(action: str, field: str, header: str, value: str) -> bytes:
    for what, text in (("the name", header), ("the value", value)):
        found = _FORBIDDEN.search(text)
        if found is not None:
            culprit = _NAMES[found[0]]
            msg = f"{action[:60]!r}: {what} of field {field!r} holds {culprit}, which would begin a new line"
            raise InvalidAction(msg, field=field)
    if not header or header[0] in " \t" or ":" in header:
        msg = f"{action!r}: {header!r} is no header name (empty, a leading blank, or a colon in it)"
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


def encode_value(value: Any, kind: str, action: str, field: str) -> str:
    """One field's value as the text that the server expects for this kind of header."""
    base, _, spelling = kind.removesuffix("*").partition(":")
    if isinstance(value, bool):
        yes, _, no = (spelling or "true/false").partition("/")
        return yes if value else no
    if base == "cause":
        return _cause(value, action, field)
    if base == "ms":
        return _milliseconds(value, action, field)
    value = getattr(value, "value", value)
    if isinstance(value, (str, int, float)):
        return str(value)
    msg = f"{action}: the value of field {field!r} is a {type(value).__name__}, not text or a number"
    raise InvalidAction(msg, field=field)


def _cause(value: Any, action: str, field: str) -> str:
    try:
        return str(int(HangupCause.parse(value)))
    except (TypeError, ValueError) as exc:
        msg = f"{action}: the value of field {field!r} is no hangup cause"
        raise InvalidAction(msg, field=field) from exc


def _milliseconds(value: Any, action: str, field: str) -> str:
    try:
        return str(round(float(value) * 1000))
    except (TypeError, ValueError, OverflowError) as exc:
        msg = f"{action}: the value of field {field!r} is no number of seconds"
        raise InvalidAction(msg, field=field) from exc


def encode_variables(variables: Mapping[str, Any], action: str, field: str) -> list[str]:
    r"""One ``NAME=value`` text a variable, to be sent as a header each, in order.

    The server splits the header at commas and takes ``"`` and ``\`` away;
    a backslash before each of the three keeps them (Asterisk 16 and 22, seen
    with Getvar). It applies variables in reverse order of the headers.
    """
    texts: list[str] = []
    for name, value in variables.items():
        if not name or "=" in name or name[0] in _SKIPPED:
            msg = f"{action}: {name!r} in field {field!r} is no variable name"
            raise InvalidAction(msg, field=field)
        text = encode_value(value, "str", action, field)
        texts.append(f"{name.translate(_VARIABLE_ESCAPES)}={text.translate(_VARIABLE_ESCAPES)}")
    return texts


def header_pairs(
    headers: Mapping[str, Any] | Sequence[tuple[str, Any]], action: str, field: str
) -> list[tuple[str, str, str]]:
    """Free headers as (field, header, value): a mapping (a list repeats its header) or pairs."""
    pairs: list[tuple[str, Any]] = []
    for name, value in headers.items() if isinstance(headers, Mapping) else headers:
        if name.lower() in ("action", "actionid"):
            msg = f"{action}: the client sets {name} by itself; leave it out of the headers"
            raise InvalidAction(msg, field=f"{field}[{name!r}]")
        if isinstance(value, (list, tuple)):
            pairs.extend((name, one) for one in cast("Sequence[Any]", value))
        else:
            pairs.append((name, value))
    return [(f"{field}[{name!r}]", name, encode_value(v, "str", action, field)) for name, v in pairs]


def records(data: bytes, limit: int = RECORD_LIMIT) -> list[bytes]:
    """Cut lines into pieces of at most ``limit`` bytes that end at a line end."""
    pieces: list[bytes] = []
    begin, stop = 0, len(data)
    while stop - begin > limit:
        end = data.rfind(b"\n", begin, begin + limit) + 1
        pieces.append(data[begin:end])
        begin = end
    pieces.append(data[begin:])
    return pieces
