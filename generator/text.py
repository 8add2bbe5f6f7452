"""Pieces of Python source, laid out as ruff format leaves them."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from typing import TYPE_CHECKING

from .model import version_text, versions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .model import Class, Fact, Field

WIDTH = 110
HEADER = "# Written by `python -m generator` from generator/schema/ami.json; changes belong there.\n"


def docstring(paragraphs: Sequence[str], indent: str = "    ") -> str:
    """A docstring of wrapped paragraphs; its closing quotes stand alone if it has several lines."""
    wrapped = [
        textwrap.fill(
            p, WIDTH - len(indent) - (0 if n else 3), break_long_words=False, break_on_hyphens=False
        )
        for n, p in enumerate(paragraphs)
    ]
    text = "\n\n".join(wrapped)
    if "\n" not in text and len(indent) + len(text) + 6 <= WIDTH:
        return f'{indent}"""{text}"""\n'
    if "\n" not in text:
        text = textwrap.fill(text, WIDTH - len(indent) - 6, break_long_words=False, break_on_hyphens=False)
    return textwrap.indent(f'"""{text}\n"""\n', indent, lambda line: bool(line.strip()))


def class_line(name: str, base: str, keywords: Iterable[str]) -> str:
    """``class Name(Base, frozen=True):``, broken where it is too long."""
    arguments = [base, *keywords]
    line = f"class {name}({', '.join(arguments)}):"
    if len(line) <= WIDTH:
        return f"{line}\n"
    return f"class {name}(\n" + "".join(f"    {a},\n" for a in arguments) + "):\n"


# The types of what a class says of itself: a type checker must not have to infer what is public.
DECLARED = {
    "__wire__": "tuple[tuple[str, str, str], ...]",
    "__aliases__": "Mapping[str, str]",
    "__versions__": "tuple[int, ...]",
    "__field_versions__": "Mapping[str, tuple[int, ...]]",
    "__answer__": "Answer",
    "__classes__": "tuple[str, ...]",
    "__reads_only__": "bool",
    "__carries_action_id__": "bool",
}


def declared(name: str) -> str:
    """The beginning of a line that sets a class attribute."""
    return f"    {name}: ClassVar[{DECLARED[name]}]"


def imports_of(classes: str, *names: str) -> str:
    """The import of what a module's classes use: ``names`` of `collections.abc`, and ``ClassVar``."""
    found = [name for name in names if re.search(rf"\b{name}\[", classes)]
    text = f"from collections.abc import {', '.join(found)}\n" if found else ""
    return text + "from typing import ClassVar\n\n"


def wire_lines(fields: Sequence[Field]) -> str:
    """The ``__wire__`` of a class, one header a line."""
    entries = [f'("{f.header}", "{f.name}", "{f.kind}")' for f in fields]
    start = declared("__wire__")
    line = f"{start} = ({entries[0]},)\n"
    if len(entries) == 1 and len(line) <= WIDTH + 1:
        return line
    return f"{start} = (\n" + "".join(f"        {entry},\n" for entry in entries) + "    )\n"


def version_lines(cls: Class) -> str:
    """The ``__versions__`` of a class, and of its fields those that differ."""
    text = f"{declared('__versions__')} = {_numbers(cls.versions)}\n"
    return text + field_version_lines(cls.fields)


def field_version_lines(fields: Sequence[Field]) -> str:
    """``__field_versions__``, nothing where there are none."""
    entries = [f'"{f.name}": {_numbers(f.versions)}' for f in fields if f.versions is not None]
    return _mapping("__field_versions__", entries)


def alias_lines(cls: Class) -> str:
    """``__aliases__``, nothing where there are none."""
    entries = [f'"{header}": "{name}"' for header, name in cls.aliases.items()]
    return _mapping("__aliases__", entries)


def _mapping(name: str, entries: Sequence[str]) -> str:
    if not entries:
        return ""
    start = f"{declared(name)} = {{"
    line = f"{start}{', '.join(entries)}}}\n"
    return (
        line
        if len(line) <= WIDTH + 1
        else start + "\n" + "".join(f"        {e},\n" for e in entries) + "    }\n"
    )


def _numbers(values: Sequence[str]) -> str:
    return f"({values[0]},)" if len(values) == 1 else f"({', '.join(values)})"


def strings(values: Iterable[str]) -> str:
    """A tuple of strings."""
    quoted = [f'"{v}"' for v in values]
    return f"({quoted[0]},)" if len(quoted) == 1 else f"({', '.join(quoted)})"


def assignment(name: str, call: str, arguments: Sequence[str]) -> str:
    """``name = call(arguments)`` in a class body, broken where it is too long."""
    line = f"{declared(name)} = {call}({', '.join(arguments)})\n"
    if len(line) <= WIDTH + 1:
        return line
    return f"{declared(name)} = {call}(\n" + "".join(_argument(a) for a in arguments) + "    )\n"


def _argument(argument: str) -> str:
    line = f"        {argument},\n"
    if len(line) <= WIDTH + 1:
        return line
    head, _, items = argument.partition("(")
    broken = "".join(f"            {item},\n" for item in items.rstrip(")").split(", "))
    return f"        {head}(\n{broken}        ),\n"


def field_lines(fields: Sequence[Field]) -> str:
    """The annotated fields of a class."""
    lines = [
        f"    {f.name}: {f.annotation}\n"
        if f.default is None
        else f"    {f.name}: {f.annotation} = {f.default}\n"
        for f in fields
    ]
    return "".join(lines)


def note_paragraphs(fields: Sequence[Field]) -> list[str]:
    """One sentence for every set of fields with the same notes."""
    by_notes: dict[tuple[str, ...], list[str]] = {}
    for f in fields:
        if f.notes:
            by_notes.setdefault(f.notes, []).append(f.name)
    return [
        f"{', '.join(f'``{name}``' for name in names)}: {'; '.join(notes)}."
        for notes, names in by_notes.items()
    ]


def availability(fact: Fact, majors: list[str]) -> str:
    """``Asterisk 16 to 23``."""
    return f"Asterisk {version_text(versions_of(fact, majors), majors)}"


def joined(names: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def enums_of(classes: Iterable[Class]) -> set[str]:
    """The enums of `anyio_ami.types` that the classes' fields use."""
    kinds = {_base(f.kind) for c in classes for f in c.fields}
    found = {kind for kind in kinds if kind[0].isupper()}
    return found | {"HangupCause"} if "cause" in kinds else found


def enum_import(enums: Iterable[str], taken: Iterable[str]) -> str:
    """The import of enums; one that shares its name with a class of the module gets the suffix ``Value``."""
    names, taken = sorted(enums, key=str.lower), set(taken)
    plain = ", ".join(name for name in names if name not in taken)
    # One that is renamed has a line of its own, and the lines are sorted by their first names.
    parts = [plain] * bool(plain) + [f"{name} as {name}Value" for name in names if name in taken]
    return "".join(_import_line(part) for part in sorted(parts, key=str.lower))


def _import_line(names: str) -> str:
    line = f"from anyio_ami.types import {names}\n"
    if len(line) <= WIDTH + 1:
        return line
    broken = "".join(f"    {name},\n" for name in names.split(", "))
    return f"from anyio_ami.types import (\n{broken})\n"


def with_aliases(fields: Sequence[Field], taken: Iterable[str]) -> list[Field]:
    """The fields with the annotations as `enum_import` names the enums."""
    names = set(taken)
    return [
        dataclasses.replace(f, annotation=f.annotation.replace(_base(f.kind), f"{_base(f.kind)}Value"))
        if _base(f.kind) in names
        else f
        for f in fields
    ]


def _base(kind: str) -> str:
    """A kind without the spelling of its header: the enum's name."""
    return kind.removesuffix("*").partition(":")[0]
