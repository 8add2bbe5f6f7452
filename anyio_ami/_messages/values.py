"""Header texts to Python values: tables that never raise and never guess.

A converter is a ``dict`` whose ``__missing__`` does the work for a text that is
not in it: the common texts cost one look-up, the others are parsed each time
and never stored, so that a server cannot make the tables grow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from typing_extensions import Self

_is_int = re.compile(r"-?[0-9]{1,20}\Z").match
_is_float = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?(?:[eE][-+]?[0-9]{1,2})?\Z").match


class _Ints(dict[str, "int | None"]):
    def __missing__(self, text: str) -> int | None:
        return _signed(int(text)) if _is_int(text) else None


def _signed(number: int) -> int | None:
    # Some negative numbers are printed unsigned (ParkingTimeout of ParkedCallTimeOut, Asterisk 16 and 22).
    if 1 << 63 <= number < 1 << 64:
        number -= 1 << 64
    return number if -(1 << 63) <= number < 1 << 63 else None


class _Floats(dict[str, "float | None"]):
    def __missing__(self, text: str) -> float | None:
        return float(text) if _is_float(text) else None


class _Bools(dict[str, "bool | None"]):
    def __missing__(self, text: str) -> bool | None:
        return None


class _CommaLists(dict[str, "tuple[str, ...]"]):
    def __missing__(self, text: str) -> tuple[str, ...]:
        return tuple(text.split(",")) if text else ()


INTS: Final[dict[str, int | None]] = _Ints({str(n): n for n in range(1024)})
FLOATS: Final[dict[str, float | None]] = _Floats()
COMMA_LISTS: Final[dict[str, tuple[str, ...]]] = _CommaLists()

# The eight spellings that Asterisk 16 to 23 use, in every case met.
BOOLS: Final[dict[str, bool | None]] = _Bools()
for _true, _false in (
    ("true", "false"),
    ("yes", "no"),
    ("1", "0"),
    ("on", "off"),
    ("enabled", "disabled"),
    ("y", "n"),
):
    for _spell in (str.lower, str.title, str.upper):
        BOOLS[_spell(_true)] = True
        BOOLS[_spell(_false)] = False


class ParsedEnum(Protocol):
    """What an enum of `anyio_ami.types` offers to the decoder."""

    @classmethod
    def parse(cls, text: str, /) -> Self:
        """The member for a number or a text; ValueError where there is none."""
        ...


_E = TypeVar("_E", bound=ParsedEnum)


class EnumTexts(dict[str, "_E | None"]):
    """Texts to members of one enum; an empty text or one that cannot be a value is None."""

    def __init__(self, enum_class: type[_E], known: dict[str, _E]) -> None:
        super().__init__(known)
        self._enum_class = enum_class

    def __missing__(self, text: str) -> _E | None:
        if not text:
            return None
        try:
            return self._enum_class.parse(text)
        except ValueError:
            return None


_ESCAPES: Final = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
_escape = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED: Final = str.maketrans(
    {**{char: f"\\{letter}" for letter, char in _ESCAPES.items()}, **{char: f"\\{char}" for char in "\\'\"?"}}
)


def succeeded(outcome: str) -> bool:
    """Whether the value of a ``Response:`` line says that the action was done; anything unknown does not."""
    return outcome == "Success" or outcome.strip().lower() in ("success", "goodbye", "follows")


def unescape(text: str) -> str:
    r"""Undo the C escapes (``\n \r \t \a \\ \" \' \?`` ...) that Asterisk puts into some values.

    The set is that of `ast_escape_c` in Asterisk 16 to 23; a backslash before
    any other character stands for that character.
    """
    if "\\" not in text:
        return text
    return _escape.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)


def escape(text: str) -> str:
    """Put in the C escapes that `unescape` undoes, all that Asterisk itself puts in."""
    return text.translate(_ESCAPED)
