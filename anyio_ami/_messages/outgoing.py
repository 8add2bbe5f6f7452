"""Values of actions to header texts."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from anyio_ami._check import option
from anyio_ami.errors import InvalidAction
from anyio_ami.types import HangupCause

from .plans import family_header

SKIPPED: Final = "".join(map(chr, range(33)))
"""The blanks and control characters that the server drops before a value."""
_NUMBERS: Final = 1_000_000
"""How many numbers the six digits of a numbered header give."""
_is_number = re.compile(r"-?[0-9]{1,18}").fullmatch
_INT_MAX: Final = (1 << 31) - 1
_VARIABLE_ESCAPES: Final = str.maketrans({"\\": "\\\\", ",": "\\,", '"': '\\"'})


def encode_value(value: Any, kind: str, action: str, field: str) -> str:
    """One field's value as the text that the server expects for this kind of header."""
    base, _, spelling = kind.removesuffix("*").partition(":")
    if isinstance(value, bool):
        if base not in ("bool", "csv", "header"):
            msg = f"{action}: the value of field {field!r} is {value}, not text or a number"
            raise InvalidAction(msg, field=field)
        yes, _, no = (spelling or "true/false").partition("/")
        return yes if value else no
    if base == "cause":
        return _cause(value, action, field)
    if base == "ms":
        return _milliseconds(value, action, field)
    if base == "csv" and not isinstance(value, str):
        return _comma_list(value, action, field)
    value = getattr(value, "value", value)
    if base == "int" and not _is_whole(value):
        msg = f"{action}: the value of field {field!r} is no whole number"
        raise InvalidAction(msg, field=field)
    if isinstance(value, (str, int)) or (isinstance(value, float) and math.isfinite(value)):
        return str(value)
    shown = value if isinstance(value, float) else type(value).__name__
    msg = f"{action}: the value of field {field!r} is {shown}, not text or a number"
    raise InvalidAction(msg, field=field)


def _is_whole(value: Any) -> bool:
    if isinstance(value, str):
        return _is_number(value.strip()) is not None
    return isinstance(value, int)


def _comma_list(values: Sequence[Any] | float | None, action: str, field: str) -> str:
    if not isinstance(values, Sequence) or isinstance(values, (bytes, bytearray)):
        msg = (
            f"{action}: the value of field {field!r} is {type(values).__name__}, not text or a list of texts"
        )
        raise InvalidAction(msg, field=field)
    texts = [encode_value(one, "str", action, field) for one in values]
    for text in texts:
        if "," in text or not text.strip():
            msg = f"{action}: one in the list of field {field!r} is empty or holds a comma"
            raise InvalidAction(msg, field=field)
    return ",".join(texts)


def numbered_pairs(
    values: Mapping[Any, Any] | str | None, header: str, kind: str, action: str, field: str
) -> list[tuple[str, str, str]]:
    """The headers of a numbered field (``Action-{n:06d}``), as (field, header, value), from its mapping."""
    pairs: list[tuple[str, str, str]] = []
    if not isinstance(values, Mapping):
        msg = f"{action}: field {field!r} must be a mapping by number, not {type(values).__name__}"
        raise InvalidAction(msg, field=field)
    for key, value in values.items():
        item = f"{field}[{key!r}]"
        if not isinstance(key, int) or isinstance(key, bool) or not 0 <= key < _NUMBERS:
            msg = f"{action}: the key of {item} is no number from 0 to {_NUMBERS - 1}"
            raise InvalidAction(msg, field=item)
        pairs.append((item, family_header(header, key), encode_value(value, kind, action, item)))
    return pairs


def _cause(value: Any, action: str, field: str) -> str:
    try:
        return str(int(HangupCause.parse(value)))
    except (TypeError, ValueError, AttributeError) as exc:
        msg = f"{action}: the value of field {field!r} is no hangup cause"
        raise InvalidAction(msg, field=field) from exc


def _milliseconds(value: Any, action: str, field: str) -> str:
    try:
        milliseconds = round(float(value) * 1000)
    except (TypeError, ValueError, OverflowError):
        milliseconds = -1
    if not 0 <= milliseconds <= _INT_MAX:
        msg = (
            f"{action}: the value of field {field!r} is no number of seconds from 0 to {_INT_MAX // 1000} "
            "(the server counts milliseconds in 32 bits)"
        )
        raise InvalidAction(msg, field=field)
    return str(milliseconds)


def encode_variables(
    variables: Mapping[str, Any] | Sequence[tuple[str, Any]], action: str, field: str
) -> list[str]:
    r"""One ``NAME=value`` text a variable, to be sent as a header each, in order.

    The server splits the header at commas and takes ``"`` and ``\`` away;
    a backslash before each of the three keeps them (Asterisk 16 and 22, seen
    with Getvar). It applies variables in reverse order of the headers.
    """
    texts: list[str] = []
    for name, value in named_values(variables, action, field):
        if not name or "=" in name or name[0] in SKIPPED:
            msg = f"{action}: {name!r} in field {field!r} is no variable name"
            raise InvalidAction(msg, field=field)
        text = encode_value(value, "str", action, field)
        texts.append(f"{name.translate(_VARIABLE_ESCAPES)}={text.translate(_VARIABLE_ESCAPES)}")
    return texts


def named_values(
    given: Mapping[str, Any] | Sequence[tuple[str, Any]], action: str, field: str
) -> list[tuple[str, Any]]:
    """A mapping, or a sequence of (name, value) pairs, as pairs; InvalidAction for anything else."""
    named: list[tuple[str, Any]] = []
    try:
        for pair in given.items() if isinstance(given, Mapping) else given:
            name, value = pair
            option("a name", name, str, "text")
            option("a pair", pair, tuple, "a tuple")
            named.append((name, value))
    except (TypeError, ValueError):
        msg = f"{action}: field {field!r} must be a mapping of text names, or (name, value) pairs"
        raise InvalidAction(msg, field=field) from None
    return named


def is_list(value: object) -> bool:
    """Whether it is a sequence, and no text or bytes."""
    # A check in place would make type checkers forget what they know of the parts.
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray))


def header_pairs(
    given: Mapping[str, Any] | Sequence[tuple[str, Any]], action: str, field: str
) -> list[tuple[str, str, str]]:
    """Free headers as (field, header, value): a mapping (a list repeats its header) or pairs."""
    pairs: list[tuple[str, Any]] = []
    for name, value in named_values(given, action, field):
        if name.lower() in ("action", "actionid"):
            msg = f"{action}: the client sets {name} by itself; leave it out of the {field}"
            raise InvalidAction(msg, field=f"{field}[{name!r}]")
        if is_list(value):
            pairs.extend((name, one) for one in value)
        else:
            pairs.append((name, value))
    return [(f"{field}[{name!r}]", name, encode_value(v, "header", action, field)) for name, v in pairs]
