"""From the schema to classes: every field with its header, name, kind, annotation and notes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .areas import ACTION_AREAS, EVENT_AREAS, area_of
from .canonical import ALIASES, MERGED, RENAMED
from .corrections import correct
from .enums import MESSAGES, PARAMS
from .facts import check
from .params import VARIABLES, list_kind
from .words import field_name

SCHEMA = Path(__file__).with_name("schema") / "ami.json"

Fact = dict[str, Any]

GROUP_CLASSES = {
    "channel": "ChannelEvent",
    "bridge": "BridgeEvent",
    "queue_member": "QueueMemberEvent",
    "security": "SecurityEvent",
    "parked_call": "ParkedCallEvent",
}
_MESSAGE_RESERVED = frozenset({"name", "headers", "raw", "seq", "session", "received", "extra", "event"})
_EVENT_FIELDS = {
    "privilege": "privilege",
    "action_id": "actionid",
    "timestamp": "timestamp",
    "system_name": "systemname",
    "sequence_number": "sequencenumber",
    "source_file": "file",
    "source_line": "line",
    "source_func": "func",
}
_RESPONSE_RESERVED = frozenset({"outcome", "ok", "response", "action_id", "message", "event_list"})
_ACTION_RESERVED = frozenset({"action", "name", "answer", "headers_to_send"})


@dataclass(frozen=True)
class Field:
    """One field of a class to be written."""

    header: str
    name: str
    kind: str
    annotation: str
    default: str | None
    """None for a required parameter."""
    notes: tuple[str, ...] = ()
    versions: tuple[str, ...] | None = None
    """The majors that have it, where they are not all that have its class."""
    fact: Fact = field(default_factory=dict[str, Any], compare=False, repr=False)


@dataclass
class Class:
    """One class to be written: an event, an action or a response."""

    wire_name: str
    area: str
    fact: Fact
    base: str
    fields: list[Field] = field(default_factory=list["Field"])
    versions: tuple[str, ...] = ()
    """The majors that have it."""
    aliases: dict[str, str] = field(default_factory=dict[str, str])
    """Other headers of a field, by header."""
    base_optional: bool = False
    """The fields of its base may be missing all together."""

    @property
    def name(self) -> str:
        return self.wire_name.replace("-", "_")


@dataclass
class Model:
    """Everything that is written out."""

    majors: list[str]
    groups: dict[str, Class]
    events: list[Class]
    actions: list[Class]
    responses: list[Class]


def load_schema() -> Fact:
    """The facts, with the corrections made."""
    schema: Fact = json.loads(SCHEMA.read_text(encoding="utf-8"))
    correct(schema)
    return schema


def build(schema: Fact | None = None) -> Model:
    """The classes of the schema, each list sorted by name."""
    schema = schema or load_schema()
    majors: list[str] = schema["majors"]
    check(schema)
    groups: dict[str, Class] = {}
    for key, group in schema["groups"].items():
        fields = [_message_field(key, f, majors, majors) for f in group["fields"]]
        groups[key] = Class(
            GROUP_CLASSES[key], "_groups", group, "Event", fields, tuple(majors), ALIASES.get(key, {})
        )
    areas = area_of(EVENT_AREAS)
    events = [
        _event(name, schema["events"][name], areas[name], schema, majors)
        for name in _sorted(schema["events"])
    ]
    areas = area_of(ACTION_AREAS)
    actions = [
        _action(name, schema["actions"][name], areas[name], majors) for name in _sorted(schema["actions"])
    ]
    responses = [
        _response(name, fact, areas[name], majors)
        for name in _sorted(schema["actions"])
        if has_response_class(fact := schema["actions"][name])
    ]
    return Model(majors, groups, events, actions, responses)


def has_response_class(action: Fact) -> bool:
    """Whether the action's reply has typed headers of its own."""
    headers = action["response"].get("headers", [])
    return action["response"]["kind"] != "command" and any(h["name"] != "{Action}" for h in headers)


def versions_of(fact: Fact, majors: list[str]) -> list[str]:
    """The majors that have it."""
    since, until, absent = fact.get("since"), fact.get("until"), fact.get("absent") or ()
    return [
        major
        for major in majors
        if major not in absent
        and (since is None or int(major) >= int(since))
        and (until is None or int(major) <= int(until))
    ]


def version_text(versions: list[str], majors: list[str]) -> str:
    """``16 to 23``, ``16 and 18 to 23``: runs of three or more are written as a span."""
    runs: list[list[str]] = []
    for major in versions:
        if runs and majors.index(major) == majors.index(runs[-1][-1]) + 1:
            runs[-1].append(major)
        else:
            runs.append([major])
    parts: list[str] = []
    for run in runs:
        parts.extend([f"{run[0]} to {run[-1]}"] if len(run) > 2 else run)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _sorted(names: Fact) -> list[str]:
    return sorted(names)


def _event(name: str, fact: Fact, area: str, schema: Fact, majors: list[str]) -> Class:
    blocks: list[tuple[str, str]] = [(g["group"], g["prefix"]) for g in fact["groups"]]
    missing = {(g["group"], g["prefix"]) for g in fact["groups"] if not g.get("required", True)}
    base = "Event"
    if fact.get("list_complete"):
        base = "ListComplete"
    else:
        for group, base_class in GROUP_CLASSES.items():
            if (group, "") in blocks:
                base = base_class
                blocks.remove((group, ""))
                break
    base_optional = bool(missing - {*blocks})
    versions = versions_of(fact, majors)
    fields: list[Field] = []
    for group, prefix in blocks:
        optional = {"required": False} if (group, prefix) in missing else {}
        fields += [
            _message_field(group, f | optional, majors, versions, prefix=prefix)
            for f in schema["groups"][group]["fields"]
        ]
    fields += [
        _message_field(name, f, majors, versions) for f in fact["fields"] if (name, f["name"]) not in MERGED
    ]
    return Class(name, area, fact, base, fields, tuple(versions), _aliases(name, fields), base_optional)


def _aliases(name: str, fields: list[Field]) -> dict[str, str]:
    by_header = {f.header: f.name for f in fields}
    merged = {header: by_header[other] for (owner, header), other in MERGED.items() if owner == name}
    return merged | ALIASES.get(name, {})


def _response(name: str, action: Fact, area: str, majors: list[str]) -> Class:
    versions = versions_of(action, majors)
    fields = [
        _message_field(name, f, majors, versions, response=True)
        for f in action["response"]["headers"]
        if f["name"] != "{Action}"
    ]
    return Class(f"{name}Response", area, action, "Response", fields, tuple(versions))


def _message_field(
    owner: str,
    fact: Fact,
    majors: list[str],
    versions: list[str],
    *,
    prefix: str = "",
    response: bool = False,
) -> Field:
    header = prefix + fact["name"]
    # `Report{n}LSR` is named by what comes after the number, `Category-{n}` by the whole.
    several = bool(fact.get("repeated")) or header.endswith(("}", "})"))
    name = RENAMED.get((owner, header)) or field_name(header, several=several)
    if name in _MESSAGE_RESERVED or (response and name in _RESPONSE_RESERVED):
        name += "_"
    if not response and _EVENT_FIELDS.get(name, header.lower()) != header.lower():
        name += "_"
    kind, annotation = _message_kind(owner, fact)
    default = '""' if annotation == "str" else "None"
    if "{" in header:
        value = annotation if annotation == "str" else f"{annotation} | None"
        annotation, default = f"dict[{_family_key(header)}, {value}]", "{}"
    elif fact.get("repeated"):
        kind, annotation, default = f"{kind}*", f"tuple[{annotation}, ...]", "()"
    elif annotation != "str":
        annotation = f"{annotation} | None"
    notes = _notes(fact, majors, versions)
    return Field(header, name, kind, annotation, default, notes, _own_versions(fact, majors, versions), fact)


def _own_versions(fact: Fact, majors: list[str], versions: list[str]) -> tuple[str, ...] | None:
    """The versions of a field that not all versions of its class have."""
    own = [major for major in versions_of(fact, majors) if major in versions]
    return None if own == versions else tuple(own)


def _message_kind(owner: str, fact: Fact) -> tuple[str, str]:
    enum = MESSAGES.get((owner, fact["name"])) or MESSAGES.get(("*", fact["name"]))
    if enum is not None:
        return enum, enum.partition(":")[0]
    kind = fact["type"]
    if kind in ("int", "float"):
        return kind, kind
    if kind == "bool":
        return f"bool:{fact['wire']}", "bool"
    if kind == "timestamp":
        number = {"epoch": "int", "epoch_float": "float"}.get(fact["format"], "str")
        return number, number
    return ("cstr" if fact.get("c_escaped") else "str"), "str"


def _family_key(header: str) -> str:
    keys: list[str] = []
    for part in header.split("{")[1:]:
        placeholder = part.partition("}")[0].partition(":")[0]
        keys.append("int" if len(placeholder) == 1 else "str")
    # Several in one name are joined by `/`, since JSON has no other keys than text.
    return keys[0] if len(keys) == 1 else "str"


def _action(name: str, fact: Fact, area: str, majors: list[str]) -> Class:
    versions = versions_of(fact, majors)
    fields = [_param(name, p, majors, versions) for p in fact["params"]]
    return Class(name, area, fact, "Action", fields, tuple(versions))


def _param(owner: str, fact: Fact, majors: list[str], versions: list[str]) -> Field:
    header: str = fact["name"]
    notes = _notes(fact, majors, versions)
    own = _own_versions(fact, majors, versions)
    if header == "{header}":
        value = "FreeHeaders | None"
        return Field("*", "body", "headers", value, "None", ("further headers, in order",), own, fact)
    if header == "Variable" and fact.get("repeated"):
        default, annotation = (None, VARIABLES) if fact["required"] else ("None", f"{VARIABLES} | None")
        return Field(header, "variables", "vars", annotation, default, notes, own, fact)
    several = list_kind(owner, header)
    if several is not None:
        notes = (*notes, "several are sent separated by commas")
    if "{" in header:
        kind, annotation = several or ("str", "str")
        annotation = f"Mapping[int, {annotation}] | None"
        name = field_name(header, several=True)
        return Field(header, name, kind, annotation, "None", notes, own, fact)
    name = RENAMED.get((owner, header)) or field_name(header)
    if name in _ACTION_RESERVED or name == "event":
        name += "_"
    kind, annotation = several or _param_kind(owner, fact)
    if kind == "ms":
        notes = ("seconds, sent as whole milliseconds", *(n for n in notes if n != _UNITS["ms"]))
    if fact.get("default") is not None:
        notes = (*notes, f"the server's default is ``{fact['default']}``" + (" ms" if kind == "ms" else ""))
    default = None
    if not fact["required"]:
        annotation, default = f"{annotation} | None", "None"
    return Field(header, name, kind, annotation, default, notes, own, fact)


def _param_kind(owner: str, fact: Fact) -> tuple[str, str]:
    if (owner, fact["name"]) == ("Hangup", "Cause"):
        return "cause", "HangupCause | int | str"
    enum = PARAMS.get((owner, fact["name"]))
    if enum is not None:
        return enum, f"{enum} | str"
    if fact["type"] == "str" and (
        fact["name"] in ("Priority", "ExtraPriority") or (owner, fact["name"]) == ("PJSIPHangup", "Cause")
    ):
        return "str", "int | str"
    if fact["type"] == "bool":
        return f"bool:{fact['wire']}", "bool"
    if fact["type"] == "int":
        return ("ms", "float") if fact.get("unit") == "ms" else ("int", "int")
    return "str", "str"


_UNITS = {"s": "seconds", "min": "minutes", "ms": "milliseconds", "us": "microseconds"}
_FORMATS = {
    "hex 0x": "hexadecimal, with ``0x``",
    "WxH": "width ``x`` height in pixels",
    "datetime": "date and time as text",
    "iso8601": "ISO 8601",
    "hms": "``HH:MM:SS``",
    "int (text)": "a number and its text in brackets",
    "int(text)": "a number and its text in brackets",
    "int - text": "a number and its text",
    "json": "JSON",
    "urlencoded": "URL-encoded",
    "sec.usec": "seconds and microseconds",
    "name=value": "``NAME=value`` each",
    "numeric_text": "digits",
    "%Y-%m-%d": "a date, ``YYYY-MM-DD``",
    "%H:%M:%S": "a time, ``HH:MM:SS``",
}


def _notes(fact: Fact, majors: list[str], versions: list[str]) -> tuple[str, ...]:
    notes: list[str] = []
    if fact.get("format") in ("epoch", "epoch_float"):
        notes.append("seconds since 1970")
    elif fact.get("format"):
        notes.append(_FORMATS[fact["format"]])
    elif fact.get("unit"):
        notes.append(_UNITS[fact["unit"]])
    if fact.get("shape") == "name=value":
        notes.append("``NAME=value`` each")
    own = _own_versions(fact, majors, versions)
    if own is not None:
        notes.append(f"Asterisk {version_text(list(own), majors)}")
    sentinels = [s for s in fact.get("sentinels", ()) if s]
    if sentinels:
        notes.append(f"{' or '.join(f'``{s}``' for s in sentinels)} stands for no value")
    if fact.get("seen") is False:
        notes.append("never seen on a real server")
    return tuple(notes)
