"""How the headers of one message class become its fields, and back."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from .values import BOOLS, COMMA_LISTS, FLOATS, INTS, EnumTexts, escape, unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


_TABLES: Final[dict[str, Mapping[str, Any]]] = {
    "int": INTS,
    "float": FLOATS,
    "bool": BOOLS,
    "csv": COMMA_LISTS,
}
_TEXTS: Final = {"str": None, "cstr": unescape, "text": str.strip}
# A server repeats a few orders of headers for ever; one that does not must not fill the memory.
_PLACES_KEPT: Final = 32
_NAMES_KEPT: Final = 200
_PLACEHOLDER = re.compile(r"\{(\w+)(?::\w+)?\}")


@cache
def enum_texts(name: str) -> Mapping[str, Any]:
    """The table of texts of one enum of `anyio_ami.types`, found by the enum's name."""
    from anyio_ami import types

    enum_class = getattr(types, name)
    return EnumTexts(enum_class, enum_class.texts())


@cache
def enum_spelling(name: str, spelling: str) -> Mapping[Any, str]:
    """The text of each member in a header that holds names (``name``) or readable texts (``text``)."""
    from anyio_ami import types

    enum_class = getattr(types, name)
    if spelling == "name":
        return {member: member.name for member in enum_class}
    readable: Mapping[Any, str] = enum_class.readable()
    return readable


class Field:
    """One typed field: where its text comes from and what is made of it.

    `kind` is ``str``, ``cstr`` (C-escaped), ``text`` (stripped), ``int``,
    ``float``, ``csv``, ``bool:YES/NO`` with the spelling of this header, or the
    name of an enum, with ``:name`` or ``:text`` where the header does not spell
    out the value; ``*`` after it marks a header that repeats, a placeholder such
    as ``{n}`` in `header` one whose name is numbered.
    """

    __slots__ = (
        "base",
        "convert",
        "default",
        "header",
        "index",
        "kind",
        "name",
        "numbered",
        "pattern",
        "repeated",
        "spelled",
        "table",
    )

    def __init__(self, index: int, name: str, header: str, kind: str, default: Any) -> None:
        self.index = index
        self.name = name
        self.header = header
        self.kind = kind
        self.default = default
        self.repeated = kind.endswith("*")
        self.base, _, spelling = kind.removesuffix("*").partition(":")
        self.pattern = re.compile(_family_pattern(header), re.IGNORECASE) if "{" in header else None
        # Which parts of a family's key are numbers: the rest may look like one, of any length.
        self.numbered = [_is_numbered(found) for found in _PLACEHOLDER.finditer(header)]
        self.table: Mapping[str, Any] | None = None
        self.convert: Callable[[str], Any] | None
        self.spelled: Mapping[Any, str] = {}
        """The text of each value whose text is another than the value's own."""
        if self.base in _TEXTS:
            self.convert = _TEXTS[self.base]
        else:
            self.table = _TABLES[self.base] if self.base in _TABLES else enum_texts(self.base)
            self.convert = self.table.__getitem__
            if spelling in ("name", "text"):
                self.spelled = enum_spelling(self.base, spelling)

    def new_default(self) -> Any:
        return self.default() if callable(self.default) else self.default

    def text(self, value: Any) -> str:
        """The value as Asterisk spells it in this header."""
        if isinstance(value, bool):
            spelling = self.kind.removesuffix("*").partition(":")[2] or "true/false"
            yes, _, no = spelling.partition("/")
            return yes if value else no
        if self.base == "csv":
            return ",".join(value)
        if self.base == "cstr":
            return escape(value)
        if value in self.spelled:
            return self.spelled[value]
        return str(getattr(value, "value", value))


class Plan:
    """All fields of one message class, by header."""

    def __init__(self, cls: type[msgspec.Struct]) -> None:
        wire: list[tuple[str, str, str]] = []
        for base in reversed(cls.__mro__):
            wire.extend(base.__dict__.get("__wire__", ()))
        infos = msgspec.structs.fields(cls)
        if [info.name for info in infos] != [name for _, name, _ in wire]:
            msg = f"{cls.__name__}: its fields and its __wire__ differ"
            raise TypeError(msg)
        self.cls = cls
        self.fields: list[Field] = []
        self.single: dict[str, Field] = {}
        self.repeated: dict[str, Field] = {}
        self.families: list[Field] = []
        self.named: Field | None = None
        """The field that holds the value of the first line."""
        self._places: dict[tuple[str, ...], Sequence[tuple[Field | None, Any]]] = {}
        self.extra: Field | None = None
        """The field for the headers that no other field holds."""
        for index, (info, (header, name, kind)) in enumerate(zip(infos, wire, strict=True)):
            default = info.default_factory if info.default is msgspec.NODEFAULT else info.default
            field = Field(index, name, header, "str" if kind in ("name", "extra") else kind, default)
            self.fields.append(field)
            if kind == "name":
                self.named = field
            elif kind == "extra":
                self.extra = field
            elif field.pattern is not None:
                self.families.append(field)
            elif field.repeated:
                self.repeated[header.lower()] = field
            else:
                # A header of its own wins over one that every event may have.
                self.single[header.lower()] = field
        self.tail: Field | None = None
        """The field of the one header that may repeat, if its values are taken as they are."""
        if len(self.repeated) == 1:
            self.tail = next((field for field in self.repeated.values() if field.convert is None), None)
        by_name = {field.name: field for field in self.fields}
        for base in cls.__mro__:
            for header, name in base.__dict__.get("__aliases__", {}).items():
                if by_name[name] not in self.single.values():
                    msg = f"{cls.__name__}: {name} cannot have another header, since it holds several"
                    raise TypeError(msg)
                # Never instead of a field's own header.
                if header.lower() not in self.repeated:
                    self.single.setdefault(header.lower(), by_name[name])

    def decode(self, pairs: Sequence[tuple[str, str]], tail: Sequence[str] = ()) -> Any:
        """A message from all its headers, the first line included; never raises.

        ``tail`` are the values of the headers after ``pairs``, if all of them belong to the field `tail`.
        """
        values = [field.new_default() for field in self.fields]
        lists: dict[int, list[Any]] = {}
        left: list[tuple[str, str]] = []
        pairs, first = pairs[1:], pairs[0]
        if self.named is not None:
            values[self.named.index] = first[1]
        for pair, (field, key) in zip(pairs, self.places(pairs), strict=True):
            if field is None:
                left.append(pair)
                continue
            text = pair[1]
            value = text if field.convert is None else field.convert(text)
            if field.repeated:
                lists.setdefault(field.index, []).append(value)
            elif field.pattern is not None:
                values[field.index][key] = value
            else:
                values[field.index] = value
        if tail and self.tail is not None:
            lists.setdefault(self.tail.index, []).extend(tail)
        for index, items in lists.items():
            values[index] = items if callable(self.fields[index].default) else tuple(items)
        if left and self.extra is not None:
            values[self.extra.index] = tuple(left)
        return self.cls(*values)

    def places(self, pairs: Sequence[tuple[str, Any]]) -> Sequence[tuple[Field | None, Any]]:
        """For each header in turn the field that holds it, and its key in a family; None if no field does.

        Of a header that comes twice only the first has a place, unless its field holds several.
        """
        names = tuple([name for name, _ in pairs])
        places = self._places.get(names)
        if places is None:
            places = self._find_places(names)
            if len(self._places) >= _PLACES_KEPT:
                self._places.clear()
            if len(names) <= _NAMES_KEPT:
                self._places[names] = places
        return places

    def _find_places(self, names: Sequence[str]) -> list[tuple[Field | None, Any]]:
        single, repeated = self.single, self.repeated
        taken: set[tuple[int, Any]] = set()
        places: list[tuple[Field | None, Any]] = []
        for name in names:
            folded = name.lower()
            key = None
            field = single.get(folded)
            if field is None:
                field = repeated.get(folded)
                if field is not None:
                    places.append((field, None))
                    continue
                field, key = self.family(name) or (None, None)
            # Two spellings (Line-1, Line-01) may have one key.
            if field is not None and (field.index, key) in taken:
                field = None
            elif field is not None:
                taken.add((field.index, key))
            places.append((field, key))
        return places

    def shown(self, message: msgspec.Struct) -> Iterator[tuple[str, str, Any]]:
        """(field, header, value) of every header's field that differs from its default."""
        for field in self.fields:
            value = getattr(message, field.name)
            if field is not self.extra and value != field.new_default():
                yield field.name, field.header, value

    def pairs(self, message: msgspec.Struct) -> Iterator[tuple[Field, Any, str, str]]:
        """(field, key, header, text) of every header that a field gives, the first line left out."""
        for field in self.fields:
            value = getattr(message, field.name)
            if field is self.named or field is self.extra or value is None:
                continue
            if field.pattern is not None:
                for key, item in value.items():
                    if item is not None:
                        yield field, key, family_header(field.header, key), field.text(item)
            elif field.repeated:
                for item in value:
                    yield field, None, field.header, field.text(item)
            elif value != field.default:
                yield field, None, field.header, field.text(value)

    def family(self, header: str) -> tuple[Field, Any] | None:
        for field in self.families:
            found = field.pattern.fullmatch(header) if field.pattern is not None else None
            if found is not None:
                parts = zip(found.groups(), field.numbered, strict=True)
                keys = [int(part) if numbered else part for part, numbered in parts]
                # Several parts make one text, since JSON has no other keys: "0/Duration".
                return field, keys[0] if len(keys) == 1 else "/".join(map(str, keys))
        return None


@cache
def plan_of(cls: type[msgspec.Struct]) -> Plan:
    """The plan of a message class, made once."""
    return Plan(cls)


def _is_numbered(placeholder: re.Match[str]) -> bool:
    return len(placeholder[1]) == 1


def _family_pattern(header: str) -> str:
    pattern = ""
    at = 0
    for found in _PLACEHOLDER.finditer(header):
        pattern += re.escape(header[at : found.start()])
        pattern += "([0-9]{1,9})" if _is_numbered(found) else "([^:/]+)"
        at = found.end()
    return pattern + re.escape(header[at:])


def family_header(header: str, key: int | str) -> str:
    """The header's name for one key: ``Line-{n:06d}`` and 2 give ``Line-000002``."""
    placeholders = list(_PLACEHOLDER.finditer(header))
    parts = str(key).split("/", len(placeholders) - 1)
    texts = iter(
        format(int(part), "06d") if ":06d" in found[0] and part.isdecimal() else part
        for found, part in zip(placeholders, parts, strict=False)
    )
    return _PLACEHOLDER.sub(lambda found: next(texts, found[0]), header)
