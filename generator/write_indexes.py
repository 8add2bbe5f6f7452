"""The text of the packages' ``__init__`` and ``_index`` modules: names that load when asked for."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from .model import GROUP_CLASSES, Class
from .text import HEADER, WIDTH


@dataclass(frozen=True)
class Package:
    """What differs between the three packages."""

    name: str
    base: str
    about: str
    hand_written: tuple[tuple[str, tuple[str, ...]], ...]
    """(module, names) that are imported at once."""
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(module, names) that load when asked for but are no message on the wire."""


EVENTS = Package(
    "events",
    "Event",
    "Every event of Asterisk {majors}, by its name on the wire (``AOC-D`` is `AOC_D`).",
    (("_base", ("Event", "ListComplete", "UnknownEvent")),),
    (("_groups", tuple(sorted(GROUP_CLASSES.values()))),),
)
ACTIONS = Package(
    "actions",
    "Action[Any]",
    "Every action of Asterisk {majors}, by its name on the wire, and `Custom` for any other.",
    (("_base", ("Action", "Answer")), ("_custom", ("Custom", "CustomAction"))),
)
RESPONSES = Package(
    "responses",
    "Response",
    "The replies to actions: `Response`, and a class for every action whose reply has headers of its own.",
    (("_base", ("CommandResponse", "ListResponse", "Response")),),
)


def index_module(package: Package, classes: list[Class]) -> str:
    """`_index.py`: name on the wire to module."""
    text = f'"""Which module holds which class of `anyio_ami.{package.name}`, by the name on the wire."""\n\n'
    text += f"{HEADER}\nfrom __future__ import annotations\n\nfrom typing import Final\n\n"
    text += "AREAS: Final[dict[str, str]] = {\n"
    text += "".join(f'    "{c.wire_name}": "{c.area}",\n' for c in classes)
    return text + "}\n"


def init_module(package: Package, classes: list[Class], majors: list[str]) -> str:
    """`__init__.py`: lazy at run time, explicit for type checkers."""
    lazy: dict[str, list[str]] = {module: list(names) for module, names in package.shared}
    for cls in classes:
        lazy.setdefault(cls.area, []).append(cls.name)
    eager = [name for _, names in package.hand_written for name in names]
    exported = sorted([*eager, *(n for names in lazy.values() for n in names), "NAMES", "lookup"])
    renamed = {c.name: c.wire_name for c in classes if c.name != c.wire_name}
    what = package.name.removesuffix("s")

    about = package.about.format(majors=f"{majors[0]} to {majors[-1]}")
    text = f'"""{about}\n\n'
    text += 'A class is loaded when it is first asked for, with the others of its area.\n"""\n\n'
    text += f"{HEADER}\nfrom __future__ import annotations\n\nfrom importlib import import_module\n"
    text += f"from typing import TYPE_CHECKING, {'Any, ' if 'Any' in package.base else ''}Final\n\n"
    for module, names in package.hand_written:
        text += _import(module, names, "")
    text += "from ._index import AREAS\n\nif TYPE_CHECKING:\n"
    for module in sorted(lazy):
        text += _import(module, lazy[module], "    ")
    text += "\n# fmt: off\n__all__ = [  # noqa: RUF022  # sorted as Python sorts\n"
    quoted = ", ".join(f'"{name}"' for name in exported)
    text += textwrap.indent(textwrap.fill(quoted + ",", WIDTH - 4, break_on_hyphens=False), "    ")
    text += "\n]\n# fmt: on\n\n"
    text += f'NAMES: Final[tuple[str, ...]] = tuple(AREAS)\n"""The names of all {package.name}'
    text += (
        " on the wire, sorted." if package.name != "responses" else " that are loaded when asked for, sorted."
    )
    text += '"""\n\n'
    modules = [f'"{name}": "{module}"' for module, names in package.shared for name in names]
    entries = "".join(f"    {m},\n" for m in modules)
    entries += "".join(f'    "{n}": AREAS["{w}"],\n' for n, w in renamed.items())
    text += "_OTHERS: Final[dict[str, str]] = {" + (f"\n{entries}" if entries else "") + "}\n\n\n"
    text += f"def lookup(name: str) -> type[{package.base}] | None:\n"
    text += f'    """The {what} class for a name, case-sensitive; None if there is none. Loads its area."""\n'
    if package.name == "responses":
        eager_names = ", ".join(f'"{n}": {n}' for n in eager if n != "ListResponse")
        text += f"    found: type[Response] | None = {{{eager_names}}}.get(name)\n"
        text += "    if found is not None:\n        return found\n"
    text += "    area = AREAS.get(name)\n    if area is None:\n        return None\n"
    class_name = 'name.replace("-", "_")' if renamed else "name"
    text += (
        f'    cls: type[{package.base}] = getattr(import_module(f"{{__name__}}.{{area}}"), {class_name})\n'
    )
    text += "    return cls\n\n\n"
    text += (
        "# Hidden from type checkers: with it they would take every misspelt name.\nif not TYPE_CHECKING:\n\n"
    )
    text += "    def __getattr__(name):\n        module = _OTHERS.get(name) or AREAS.get(name)\n"
    text += '        if module is None:\n            msg = f"module {__name__!r} has no attribute {name!r}"\n'
    text += "            raise AttributeError(msg)\n"
    text += '        value = getattr(import_module(f"{__name__}.{module}"), name)\n'
    text += "        globals()[name] = value\n        return value\n\n\n"
    text += "def __dir__() -> list[str]:\n    return sorted({*globals(), *__all__})\n"
    return text


def _import(module: str, names: tuple[str, ...] | list[str], indent: str) -> str:
    # One import a line: what ruff's import sorting wants where a name is imported `as` itself.
    lines = ""
    for name in sorted(names, key=lambda name: (not name.isupper(), name.lower())):
        line = f"{indent}from .{module} import {name} as {name}\n"
        if len(line) > WIDTH + 1:
            line = f"{indent}from .{module} import (\n{indent}    {name} as {name},\n{indent})\n"
        lines += line
    return lines
