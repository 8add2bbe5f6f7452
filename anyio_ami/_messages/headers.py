"""A frame seen as ordered, repeated, case-insensitive headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, overload

from .secrets import MASK, is_secret

_D = TypeVar("_D")


class Headers(Mapping[str, str]):
    """The headers of one message, as they came.

    Names are looked up without regard to case. A name may repeat: ``[]`` and
    :meth:`get` give the first value, :meth:`get_all` every one, in order.
    The first line of the message (``Event: Hangup``) is the first header.
    Bytes that are not UTF-8 are kept as surrogate escapes.

    ``str`` and ``repr`` mask the values of secret headers; item access, ``get``
    and ``multi_items`` give them.
    """

    __slots__ = ("_index", "_pairs", "_spelling", "_unparsed")

    _pairs: list[tuple[str, str]]
    _unparsed: list[str]
    _index: dict[str, list[str]]
    _spelling: dict[str, str]

    def __init__(self, pairs: list[tuple[str, str]], unparsed: list[str] | None = None) -> None:
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
    def from_frame(cls, frame: str) -> Headers:
        """Parse a whole frame, with or without its closing empty line."""
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
        return cls(pairs, unparsed)

    @property
    def unparsed(self) -> list[str]:
        """The lines that have no colon, in order (UserEvent echoes such lines)."""
        return list(self._unparsed)

    def __getitem__(self, name: str) -> str:
        values = self._index.get(name.lower())
        if values is None:
            raise KeyError(name)
        return values[0]

    @overload
    def get(self, name: str, /) -> str | None: ...
    @overload
    def get(self, name: str, /, default: str) -> str: ...
    @overload
    def get(self, name: str, /, default: _D) -> str | _D: ...
    def get(self, name: str, /, default: object = None) -> object:
        """The first value of ``name``, or ``default``."""
        values = self._index.get(name.lower())
        return default if values is None else values[0]

    def get_all(self, name: str) -> list[str]:
        """Every value of ``name`` in the order of arrival; empty if there is none."""
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
        return list(self._pairs)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._index

    def __iter__(self) -> Iterator[str]:
        return iter(self._spelling.values())

    def __len__(self) -> int:
        return len(self._index)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Headers):
            return self._pairs == other._pairs and self._unparsed == other._unparsed
        return NotImplemented

    def __hash__(self) -> int:
        return hash((tuple(self._pairs), tuple(self._unparsed)))

    def __repr__(self) -> str:
        message = self._pairs[0][1] if self._pairs else ""
        shown = [(n, MASK if is_secret(message, n) else v) for n, v in self._pairs]
        return f"Headers({shown!r})"

    def __reduce__(self) -> tuple[type[Headers], tuple[list[tuple[str, str]], list[str]]]:
        return Headers, (self._pairs, self._unparsed)
