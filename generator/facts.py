"""What an entry of the schema may say: nothing that is misspelt makes a class.

What the keys mean: generator/schema/README.md.
"""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

import msgspec

from .areas import ACTION_AREAS, EVENT_AREAS, area_of

# Those of manager.h. The library, which knows them too, is what this makes.
CLASSES: Final = frozenset({
    "SYSTEM", "CALL", "LOG", "VERBOSE", "COMMAND", "AGENT", "USER", "CONFIG", "DTMF", "REPORTING", "CDR",
    "DIALPLAN", "ORIGINATE", "AGI", "CC", "AOC", "TEST", "SECURITY", "MESSAGE",
})  # fmt: skip
Major: TypeAlias = str
Type: TypeAlias = Literal["str", "int", "bool", "float", "enum", "timestamp"]
Unit: TypeAlias = Literal["s", "ms", "us", "min"]
Format: TypeAlias = Literal[
    "epoch", "epoch_float", "iso8601", "datetime", "hms", "sec.usec", "%Y-%m-%d", "%H:%M:%S",
    "hex 0x", "WxH", "int (text)", "int(text)", "int - text", "numeric_text",
    "json", "urlencoded", "name=value",
]  # fmt: skip


class Field(msgspec.Struct, forbid_unknown_fields=True):
    """A header of an event or an answer, or a parameter of an action."""

    name: str
    type: Type
    required: bool = True
    repeated: bool | Literal["indexed"] = False
    enum: list[str] = []
    open: bool = False
    wire: str = ""
    format: Format | None = None
    shape: Literal["name=value"] | None = None
    unit: Unit | None = None
    sentinels: list[str] = []
    default: str | None = None
    c_escaped: bool = False
    secret: bool = False
    seen: bool = True
    since: Major | None = None
    until: Major | None = None
    absent: list[Major] = []


class Block(msgspec.Struct, forbid_unknown_fields=True):
    """A group of headers, as an event has it."""

    group: str
    prefix: str
    required: bool


class Event(msgspec.Struct, forbid_unknown_fields=True):
    """An event."""

    classes: list[str]
    since: Major
    until: Major | None
    documented: bool | str
    wire: list[Major]
    groups: list[Block]
    fields: list[Field]
    delivery: Literal["async", "answer", "both"]
    doc_since: list[str] = []
    absent: list[Major] = []
    answer_to: list[str] = []
    see_also_action: list[str] = []
    list_complete: bool = False
    carries_actionid: bool = False
    open: bool = False


class Answer(msgspec.Struct, forbid_unknown_fields=True):
    """What an action is answered with."""

    kind: Literal["simple", "list", "command", "special"]
    verified: list[Major]
    headers: list[Field] = []
    item_events: list[str] = []
    complete_event: str | None = None
    count: int | None = None
    async_event: str | None = None
    response: str | None = None
    shape: str | None = None
    note: str | None = None
    empty_error: str | None = None
    list_start: str | None = None
    list_when: str | None = None
    bare_lines: list[str] = []
    items_lack_actionid: bool = False
    items_unterminated: bool = False
    duplicate_event_header: bool = False
    extra_blank_line: bool = False


class Action(msgspec.Struct, forbid_unknown_fields=True):
    """An action."""

    since: Major
    until: Major | None
    doc_since: list[str]
    privilege: list[str]
    module: list[str]
    params: list[Field]
    response: Answer
    absent: list[Major] = []


def check(schema: dict[str, Any]) -> None:
    """Raise ValueError, with the place, for an entry that is misspelt or not whole."""
    majors: list[str] = schema["majors"]
    if len(schema["asterisk_versions"]) != len(majors):
        msg = "asterisk_versions and majors: one release for each major"
        raise ValueError(msg)
    groups = schema["groups"]
    for name, group in groups.items():
        for field in _read(name, group["fields"], list[Field]):
            _versions(f"{name}.{field.name}", field, majors)
    for kind, areas in (("events", area_of(EVENT_AREAS)), ("actions", area_of(ACTION_AREAS))):
        for name, fact in schema[kind].items():
            entry: Event | Action = _read(name, fact, Event if kind == "events" else Action)
            if name not in areas:
                msg = f"{name}: generator/areas.py does not say which file of {kind} it goes to"
                raise ValueError(msg)
            if isinstance(entry, Event):
                classes, fields = entry.classes, entry.fields
                _among(name, "group", {block.group for block in entry.groups}, {*groups})
            else:
                classes, fields = entry.privilege, entry.params
            _among(name, "event class", {*classes}, {*CLASSES})
            _versions(name, entry, majors)
            for field in fields:
                _versions(f"{name}.{field.name}", field, majors)
            names = [field.name for field in fields]
            if len({*names}) != len(names):
                msg = f"{name}: a field stands there twice"
                raise ValueError(msg)


def _read(name: str, fact: Any, kind: Any) -> Any:
    try:
        return msgspec.convert(fact, kind)
    except msgspec.ValidationError as exc:
        msg = f"{name}: {exc}"
        raise ValueError(msg) from None


def _versions(place: str, one: Event | Action | Field, majors: list[str]) -> None:
    _among(place, "major version of the schema", {one.since, one.until, *one.absent}, {*majors, None})
    if one.since and one.until and int(one.since) > int(one.until):
        msg = f"{place}: since {one.since}, and only until {one.until}"
        raise ValueError(msg)


def _among(place: str, what: str, named: set[Any], known: set[Any]) -> None:
    if unknown := named - known:
        msg = f"{place}: no {what}: {', '.join(sorted(unknown))}"
        raise ValueError(msg)
