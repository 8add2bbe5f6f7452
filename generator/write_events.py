"""The text of the event modules."""

from __future__ import annotations

from .areas import TITLES
from .model import GROUP_CLASSES, Class, Model
from .text import (
    HEADER,
    alias_lines,
    availability,
    class_line,
    declared,
    docstring,
    enum_import,
    enums_of,
    field_lines,
    field_version_lines,
    imports_of,
    joined,
    note_paragraphs,
    strings,
    version_lines,
    wire_lines,
    with_aliases,
)

_GROUP_TEXTS = {
    "channel": "An event about a channel: what Asterisk tells of it whenever it speaks of it.",
    "bridge": "An event about a bridge, and about no channel.",
    "queue_member": "A change of a queue's member.",
    "security": "A security event; the accounts of all services send them, not only those of the manager.",
    "parked_call": "An event about a parked call.",
}


def groups_module(model: Model) -> str:
    """`events/_groups.py`: the blocks of headers that many events share."""
    groups = list(model.groups.items())
    text = f'"""The headers that many events share."""\n\n{HEADER}\nfrom __future__ import annotations\n\n'
    text += "from collections.abc import Mapping\nfrom typing import ClassVar\n\n"
    text += enum_import(enums_of(c for _, c in groups), ()) + "\nfrom ._base import Event\n"
    for key, cls in groups:
        text += "\n\n" + class_line(cls.name, "Event", ("frozen=True", "gc=False"))
        text += docstring([_GROUP_TEXTS[key], *note_paragraphs(cls.fields)]) + "\n"
        text += field_lines(cls.fields) + "\n" + wire_lines(cls.fields)
        text += alias_lines(cls) + field_version_lines(cls.fields)
    return text


def area_module(area: str, model: Model) -> str:
    """One file of event classes."""
    classes = [c for c in model.events if c.area == area]
    names = {c.name for c in classes}
    text = f'"""{TITLES[area]}."""\n\n{HEADER}\nfrom __future__ import annotations\n\n'
    bodies = "".join(_class(c, names, model) for c in classes)
    text += imports_of(bodies, "Mapping")
    enums = enum_import(enums_of(classes), names)
    text += f"{enums}\n" if enums else ""
    bases = {c.base for c in classes}
    own = sorted(bases & {"Event", "ListComplete"})
    text += f"from ._base import {', '.join(own)}\n" if own else ""
    shared = sorted(bases & set(GROUP_CLASSES.values()))
    text += f"from ._groups import {', '.join(shared)}\n" if shared else ""
    return text + bodies


def _class(cls: Class, names: set[str], model: Model) -> str:
    fields = with_aliases(cls.fields, names)
    keywords = ("frozen=True", "gc=False", f'tag="{cls.wire_name}"')
    text = "\n\n" + class_line(cls.name, cls.base, keywords)
    text += docstring([_facts(cls, model.majors), *note_paragraphs(fields)]) + "\n"
    if fields:
        text += field_lines(fields) + "\n"
    text += f'    name = "{cls.wire_name}"\n'
    if fields:
        text += wire_lines(fields)
    text += alias_lines(cls) + version_lines(cls)
    classes = [c.lower() for c in cls.fact["classes"]]
    if classes:
        text += f"{declared('__classes__')} = {strings(classes)}\n"
    if cls.fact.get("carries_actionid"):
        text += f"{declared('__carries_action_id__')} = True\n"
    return text


def _facts(cls: Class, majors: list[str]) -> str:
    fact = cls.fact
    classes = [c.lower() for c in fact["classes"]]
    text = availability(fact, majors)
    if classes:
        text += f"; event class {joined(classes)}"
    text += "."
    if fact["delivery"] != "async":
        only = "Only as an answer to" if fact["delivery"] == "answer" else "By itself and as an answer to"
        text += f" {only} {joined(fact['answer_to'], 'or')}."
    if fact["wire"]:
        text += f" Seen from real Asterisk {joined(fact['wire'])}."
    elif fact["documented"]:
        text += " Not seen on a real server: from the documentation and the source."
    else:
        text += " Not seen on a real server: from the source."
    if fact.get("open"):
        text += " Further headers may come: see `extra`."
    if fact.get("carries_actionid"):
        text += " May repeat the ActionID of the action that caused it."
    return text
