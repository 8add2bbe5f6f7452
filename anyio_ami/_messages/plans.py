"""How the headers of one message class become its fields, and back."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from .values import BOOLS, COMMA_LISTS, FLOATS, INTS, EnumTexts, unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


_TABLES: Final[dict[str, Mapping[str, Any]]] = {
    "int": INTS,
    "float": FLOATS,
    "bool": BOOLS,
    "csv": COMMA_LISTS,
}
_TEXTS: Final = {"str": None, "cstr": unescape, "text": str.strip}
_PLACEHOLDER = re.compile(r"\{(\w+)(?::\w+)?\}")


@cache
def enum_texts(name: str) -> Mapping[str, Any]:
    """The table of texts of one enum of `anyio_ami.types`, found by the enum's name."""
    from anyio_ami import types

    enum_class = getattr(types, name)
    return EnumTexts(enum_class, enum_class.texts())


class Field:
    """One typed field: where its text comes from and what is made of it.

    `kind` is ``str``, ``cstr`` (C-escaped), ``text`` (stripped), ``int``,
    ``float``, ``csv``, ``bool:YES/NO`` with the spelling of this header, or the
    name of an enum; ``*`` after it marks a header that repeats, a placeholder
    such as ``{n}`` in `header` one whose name is numbered.
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
        "table",
    )

    def __init__(self, index: int, name: str, header: str, kind: str, default: Any) -> None:
        self.index = index
        self.name = name
        self.header = header
        self.kind = kind
        self.default = default
        self.repeated = kind.endswith("*")
        self.base = kind.removesuffix("*").partition(":")[0]
        self.pattern = re.compile(_family_pattern(header), re.IGNORECASE) if "{" in header else None
        # Which parts of a family's key are numbers: the rest may look like one, of any length.
        self.numbered = [_is_numbered(found) for found in _PLACEHOLDER.finditer(header)]
        self.table: Mapping[str, Any] | None = None
        self.convert: Callable[[str], Any] | None
        if self.base in _TEXTS:
            self.convert = _TEXTS[self.base]
        else:
            self.table = _TABLES[self.base] if self.base in _TABLES else enum_texts(self.base)
            self.convert = self.table.__getitem__

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

    def decode(self, pairs: Sequence[tuple[str, str]]) -> Any:
        """A message from all its headers, the first line included; never raises."""
        values = [field.new_default() for field in self.fields]
        if self.named is not None:
            values[self.named.index] = pairs[0][1]
        lists: dict[int, list[Any]] = {}
        left: list[tuple[str, str]] = []
        seen: set[int] = set()
        single, repeated = self.single, self.repeated
        for name, text in pairs[1:]:
            folded = name.lower()
            field = single.get(folded)
            if field is not None:
                if field.index in seen:
                    left.append((name, text))
                else:
                    seen.add(field.index)
                    values[field.index] = text if field.convert is None else field.convert(text)
                continue
            field = repeated.get(folded)
            if field is not None:
                value = text if field.convert is None else field.convert(text)
                lists.setdefault(field.index, []).append(value)
                continue
            field, key = self.family(name) or (None, None)
            # Two spellings (Line-1, Line-01) may have one key.
            if field is None or key in values[field.index]:
                left.append((name, text))
            else:
                values[field.index][key] = text if field.convert is None else field.convert(text)
        for index, items in lists.items():
            values[index] = items if callable(self.fields[index].default) else tuple(items)
        if left and self.extra is not None:
            values[self.extra.index] = tuple(left)
        return self.cls(*values)

    def shown(self, message: msgspec.Struct) -> Iterator[tuple[str, str, Any]]:
        """(field, header, value) of every header's field that differs from its default."""
        for field in self.fields:
            value = getattr(message, field.name)
            if field is not self.extra and value != field.new_default():
                yield field.name, field.header, value

    def pairs(self, message: msgspec.Struct) -> Iterable[tuple[str, str]]:
        """The headers that the fields hold, the first line left out."""
        for field in self.fields:
            value = getattr(message, field.name)
            if field is self.named or field is self.extra or value is None:
                continue
            if field.pattern is not None:
                for key, item in value.items():
                    yield family_header(field.header, key), field.text(item)
            elif field.repeated:
                for item in value:
                    yield field.header, field.text(item)
            elif value != field.default:
                yield field.header, field.text(value)

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
