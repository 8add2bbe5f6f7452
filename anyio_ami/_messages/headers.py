"""A frame seen as ordered, repeated, case-insensitive headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar, overload

from .secrets import displayed

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Self

_D = TypeVar("_D")

# Parsing all headers costs as much as looking for some eight of them.
_FEW: Final = 4
# A longer frame is parsed, and kept so: who looks for one header of it after the other would wait long.
_SHORT: Final = 4096
# Compiling takes long where a name does; Asterisk's own have at most 40 characters.
_LONG: Final = 100
# The one character beyond ASCII whose lower case is within it.
_KELVIN: Final = "\u212a"


class Headers(Mapping[str, str]):
    """The headers of one message, as they came.

    Names are looked up without regard to case. A name may repeat: ``[]`` and
    :meth:`get` give the first value, :meth:`get_all` every one, in order.
    The first line of the message (``Event: Hangup``) is the first header.
    Bytes that are not UTF-8 are kept as surrogate escapes.

    ``str`` and ``repr`` mask the values of secret headers; item access, ``get``
    and ``multi_items`` give them.
    """

    __slots__ = ("_asked", "_frame", "_index", "_pairs", "_spelling", "_unparsed")

    _frame: str | None
    """What is not parsed yet; None when all the rest is there."""
    _asked: int
    """How many headers were looked for in it."""
    _pairs: list[tuple[str, str]]
    _unparsed: list[str]
    _index: dict[str, list[str]]
    _spelling: dict[str, str]

    def __init__(self, pairs: list[tuple[str, str]], unparsed: list[str] | None = None) -> None:
        self._frame = None
        self._pairs = pairs
        self._unparsed = unparsed if unparsed is not None else []
        index: dict[str, list[str]] = {}
        spelling: dict[str, str] = {}
        for name, value in pairs:
            folded = name.lower()
            values = index.get(folded)
            if values is None:
                index[folded] = [value]
                spelling[folded] = name
            else:
                values.append(value)
        self._index = index
        self._spelling = spelling

    @classmethod
    def from_frame(cls, frame: str) -> Self:
        """The headers of a whole frame, with or without its closing empty line; parsed when needed."""
        headers = cls.__new__(cls)
        headers._frame = frame
        headers._asked = 0
        return headers

    def _parse(self) -> None:
        frame = self._frame
        if frame is None:
            return
        pairs: list[tuple[str, str]] = []
        unparsed: list[str] = []
        for line in frame.split("\r\n"):
            if not line:
                continue
            name, colon, value = line.partition(":")
            if colon:
                pairs.append((name, value[1:] if value[:1] == " " else value))
            else:
                unparsed.append(line)
        Headers.__init__(self, pairs, unparsed)

    def _first(self, name: str) -> str | None:
        """The first value of a name."""
        frame = self._frame
        if frame is not None:
            # A few names are found faster than all are parsed.
            few = self._asked < _FEW and len(frame) <= _SHORT and _KELVIN not in frame
            search = _search_of(name) if few else None
            found = None if search is None else search(frame)
            # A value that holds a bare CR ends further on.
            if search is not None and (found is None or frame.startswith("\r\n", found.end())):
                self._asked += 1
                return None if found is None else found[1]
            self._parse()
        values = self._index.get(name.lower())
        return None if values is None else values[0]

    @property
    def unparsed(self) -> list[str]:
        """The lines that have no colon, in order (UserEvent echoes such lines)."""
        self._parse()
        return list(self._unparsed)

    def __getitem__(self, name: str) -> str:
        value = self._first(name)
        if value is None:
            raise KeyError(name)
        return value

    @overload
    def get(self, name: str, /) -> str | None: ...
    @overload
    def get(self, name: str, /, default: str) -> str: ...
    @overload
    def get(self, name: str, /, default: _D) -> str | _D: ...
    def get(self, name: str, /, default: object = None) -> object:
        """The first value of ``name``, or ``default``."""
        value = self._first(name)
        return default if value is None else value

    def get_all(self, name: str) -> list[str]:
        """Every value of ``name`` in the order of arrival; empty if there is none."""
        self._parse()
        return list(self._index.get(name.lower(), ()))

    def variables(self, name: str = "Variable") -> dict[str, str]:
        """The values ``NAME=value`` of a repeating header (Variable, ChanVariable ...) as a mapping.

        Of a name that comes twice the first value counts; a value without ``=`` is left out.
        """
        found: dict[str, str] = {}
        for text in self.get_all(name):
            variable, equals, value = text.partition("=")
            if equals:
                found.setdefault(variable, value)
        return found

    def multi_items(self) -> list[tuple[str, str]]:
        """Every header as it came: names as spelt, repeats kept, in order."""
        self._parse()
        return list(self._pairs)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._first(name) is not None

    def __iter__(self) -> Iterator[str]:
        self._parse()
        return iter(self._spelling.values())

    def __len__(self) -> int:
        self._parse()
        return len(self._index)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Headers):
            self._parse()
            other._parse()
            return self._pairs == other._pairs and self._unparsed == other._unparsed
        return NotImplemented

    def __hash__(self) -> int:
        self._parse()
        return hash((tuple(self._pairs), tuple(self._unparsed)))

    def __repr__(self) -> str:
        self._parse()
        message = self._pairs[0][1] if self._pairs else ""
        names = [name for name, _ in self._pairs]
        return f"Headers({list(zip(names, displayed(message, self._pairs), strict=True))!r})"

    def __reduce__(self) -> tuple[type[Headers], tuple[list[tuple[str, str]], list[str]]]:
        self._parse()
        return Headers, (self._pairs, self._unparsed)


@lru_cache(maxsize=256)
def _search_of(name: str) -> Callable[[str], re.Match[str] | None] | None:
    """What finds the first header of a name in a frame; None where only the parser can tell."""
    # The first line of a message has no line end before it.
    if (
        not 0 < len(name) <= _LONG
        or not name.isascii()
        or not name.isprintable()
        or ":" in name
        or name.lower() in ("event", "response")
    ):
        return None
    return re.compile(rf"\r\n{re.escape(name)}: ?([^\r]*)", re.IGNORECASE | re.ASCII).search
