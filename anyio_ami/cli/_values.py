"""``field=value`` texts to a typed action, by the reference."""

from __future__ import annotations

import difflib
import types
from enum import Enum
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import msgspec

from anyio_ami import actions, describe

from ._errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anyio_ami import FieldInfo
    from anyio_ami.actions import Action

_SWITCH = {
    "true": True, "yes": True, "on": True, "1": True,
    "false": False, "no": False, "off": False, "0": False,
}  # fmt: skip


class Field:
    """One field of an action: what may be given for it."""

    def __init__(self, info: FieldInfo, annotation: Any) -> None:
        self.name = info.name.removesuffix("_")
        self.python_name = info.name
        self.info = info
        kinds = _members(annotation)
        self.keyed = any(_is(kind, "Mapping") for kind in kinds)
        """Whether it takes ``field.key=value``."""
        self.numbered = "{" in info.header
        self.repeats = self.keyed or any(_is(kind, "Sequence") for kind in kinds)
        self._kinds = [kind for kind in kinds if isinstance(kind, type)]
        names = (info.name, info.header.partition("{")[0], *info.aliases)
        self._spellings = {folded(name) for name in names} | {folded(info.name).removesuffix("s")}
        self._enums: list[Any] = [kind for kind in self._kinds if issubclass(kind, Enum)]

    def matches(self, name: str) -> bool:
        """Whether it is called so: in Python or on the wire, in any case."""
        return folded(name) in self._spellings

    def values(self) -> list[str]:
        """What can be given, where that is known."""
        if bool in self._kinds:
            return ["true", "false"]
        found: list[str] = []
        for enum in self._enums:
            found += [member.name if isinstance(member.value, int) else member.value for member in enum]
        return found

    def typed(self, text: str) -> Any:
        """The value that a text stands for. Raises Problem for one that cannot be."""
        kinds = self._kinds
        if bool in kinds and text.lower() in _SWITCH:
            return _SWITCH[text.lower()]
        for enum in self._enums:
            try:
                return enum.parse(text)
            except ValueError:
                if str not in kinds:
                    raise self._wrong(text, enum.__name__) from None
        for number in (int, float):
            if number in kinds:
                try:
                    return number(text)
                except ValueError:
                    pass
        if str in kinds or self.repeats:
            return text
        raise self._wrong(text, self.info.type)

    def _wrong(self, text: str, expected: str) -> Problem:
        near = difflib.get_close_matches(text.upper(), [one.upper() for one in self.values()], 1, 0.6)
        hint = f"; did you mean {near[0]}?" if near else ""
        kind = expected.replace(" | None", "")
        return Problem(f"{self.name}={text}: {text!r} is no {kind}{hint}", advice=self.info.notes)


def folded(name: str) -> str:
    """A name without regard to case and to how its words are joined."""
    return name.replace("_", "").replace("-", "").lower()


def _members(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        return [kind for one in get_args(annotation) for kind in _members(one)]
    return [] if annotation is types.NoneType else [annotation]


def _is(kind: Any, name: str) -> bool:
    origin = get_origin(kind)
    return origin is not None and origin.__name__ == name


def find_action(name: str) -> type[Action[Any]]:
    """The class of an action, by its name in any case. Raises LookupError."""
    found = actions.lookup(describe(name, kind="action").name)
    assert found is not None
    return found


def fields_of(cls: type[Action[Any]]) -> list[Field]:
    """Its fields, in the order of the wire."""
    types_of = {one.name: one.type for one in msgspec.structs.fields(cls)}
    return [Field(info, types_of[info.name]) for info in describe(cls, kind="action").fields]


def build(name: str, given: Iterable[str]) -> Action[Any]:
    """The action that is meant. Raises Problem."""
    try:
        cls = find_action(name)
    except LookupError as exc:
        advice = "anyio-ami actions lists them; --custom sends any"
        raise Problem(str(exc), advice=advice) from None
    there = fields_of(cls)
    values: dict[str, Any] = {}
    for text in given:
        _take(cls.name, there, text, values)
    missing = [one for one in there if one.info.required and one.python_name not in values]
    if missing:
        names = " ".join(f"{one.name}=..." for one in missing)
        msg = f"{cls.name} needs {names}"
        raise Problem(msg, advice=f"anyio-ami actions {cls.name}")
    return cls(**values)


def _take(action: str, there: list[Field], text: str, values: dict[str, Any]) -> None:
    name, equals, value = text.partition("=")
    if not equals or not name:
        msg = f"{text!r} is no field=value"
        raise Problem(msg, advice=f"anyio-ami actions {action}")
    whole = name
    name, dot, key = name.partition(".")
    field = next((one for one in there if one.matches(name)), None)
    if field is None:
        free = next((one for one in there if one.info.header == "*"), None)
        if free is not None:
            # A UserEvent has headers of its own.
            _take_keyed(action, free, whole, value, values)
            return
        raise _unknown(action, there, name)
    if field.keyed and (dot or field.info.header != "Variable"):
        if not key:
            msg = f"{action}: {field.name} takes {field.name}.KEY=VALUE"
            raise Problem(msg, advice=f"anyio-ami actions {action}")
        _take_keyed(action, field, key, value, values)
        return
    if dot:
        msg = f"{action}: {field.name} takes no .{key}"
        raise Problem(msg, advice=f"{field.name}=VALUE")
    if field.keyed:
        # As on the wire: Variable=NAME=VALUE.
        key, equals, value = value.partition("=")
        if not equals:
            msg = f"{action}: {field.name} takes {field.name}.NAME=VALUE"
            raise Problem(msg, advice=f"anyio-ami actions {action}")
        _take_keyed(action, field, key, value, values)
        return
    if field.python_name not in values:
        values[field.python_name] = field.typed(value)
        return
    if not field.repeats:
        msg = f"{action}: {field.name} is given twice"
        raise Problem(msg)
    before = values[field.python_name]
    values[field.python_name] = [*(before if isinstance(before, list) else [before]), value]


def _take_keyed(action: str, field: Field, key: str, value: str, values: dict[str, Any]) -> None:
    if field.numbered:
        if not key.isdecimal():
            msg = f"{action}: {field.name}.{key}: {key!r} is no number"
            raise Problem(msg)
        values.setdefault(field.python_name, {})[int(key)] = value
        return
    # Pairs: a name may come again.
    values.setdefault(field.python_name, []).append((key, value))


def _unknown(action: str, there: list[Field], name: str) -> Problem:
    spelt = {folded(one.name): one.name for one in there}
    near = difflib.get_close_matches(folded(name), spelt, 1, 0.5)
    hint = f"; did you mean {spelt[near[0]]!r}?" if near else ""
    fields = ", ".join(one.name for one in there) or "none"
    return Problem(f"{action} has no field {name!r}{hint}", advice=f"its fields: {fields}")


def custom(name: str, given: Iterable[str]) -> Action[Any]:
    """Any action, word by word."""
    headers: list[tuple[str, str]] = []
    for text in given:
        header, equals, value = text.partition("=")
        if not equals or not header:
            msg = f"{text!r} is no Header=value"
            raise Problem(msg)
        headers.append((header, value))
    return actions.Custom(name, headers)
