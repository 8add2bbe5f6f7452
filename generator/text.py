"""Pieces of Python source, laid out as ruff format leaves them."""

from __future__ import annotations

import dataclasses
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


def wire_lines(fields: Sequence[Field], *, declared: bool = False) -> str:
    """The ``__wire__`` of a class, one header a line; ``declared`` where other classes build on it."""
    entries = [f'("{f.header}", "{f.name}", "{f.kind}")' for f in fields]
    start = "    __wire__: ClassVar[tuple[tuple[str, str, str], ...]]" if declared else "    __wire__"
    line = f"{start} = ({entries[0]},)\n"
    if len(entries) == 1 and len(line) <= WIDTH + 1:
        return line
    return f"{start} = (\n" + "".join(f"        {entry},\n" for entry in entries) + "    )\n"


def strings(values: Iterable[str]) -> str:
    """A tuple of strings."""
    quoted = [f'"{v}"' for v in values]
    return f"({quoted[0]},)" if len(quoted) == 1 else f"({', '.join(quoted)})"


def assignment(name: str, call: str, arguments: Sequence[str]) -> str:
    """``name = call(arguments)`` in a class body, broken where it is too long."""
    line = f"    {name} = {call}({', '.join(arguments)})\n"
    if len(line) <= WIDTH + 1:
        return line
    return f"    {name} = {call}(\n" + "".join(_argument(a) for a in arguments) + "    )\n"


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
    kinds = {f.kind.removesuffix("*") for c in classes for f in c.fields}
    found = {kind for kind in kinds if kind[0].isupper()}
    return found | {"HangupCause"} if "cause" in kinds else found


def enum_import(enums: Iterable[str], taken: Iterable[str]) -> str:
    """The import of enums; one that shares its name with a class of the module gets the suffix ``Value``."""
    names = [f"{e} as {e}Value" if e in set(taken) else e for e in sorted(enums)]
    return f"from anyio_ami.types import {', '.join(names)}\n" if names else ""


def with_aliases(fields: Sequence[Field], taken: Iterable[str]) -> list[Field]:
    """The fields with the annotations as `enum_import` names the enums."""
    names = set(taken)
    return [
        dataclasses.replace(f, annotation=f.annotation.replace(f.kind, f"{f.kind}Value"))
        if f.kind in names
        else f
        for f in fields
    ]
