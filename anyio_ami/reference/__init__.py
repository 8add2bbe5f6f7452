"""What every event, action and response of Asterisk 16 to 23 is, told without a server: `describe`."""

from __future__ import annotations

import types
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, Union, get_args, get_origin

import msgspec

from anyio_ami import actions, events, responses

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AnswerInfo", "Description", "FieldInfo", "Kind", "describe"]

Kind: TypeAlias = Literal["event", "action", "response"]
_Class: TypeAlias = "type[events.Event] | type[actions.Action[Any]] | type[responses.Response]"

_KINDS: Final[tuple[Kind, ...]] = ("event", "action", "response")


class FieldInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a message."""

    name: str
    """In Python."""
    header: str
    """On the wire; ``{n}`` stands for a number, ``*`` for headers of any name."""
    type: str
    """The annotation, as text."""
    required: bool
    """An action's field: must be given. Another's: every message of this kind has it, on `versions`."""
    versions: tuple[int, ...]
    """The major versions of Asterisk, of those that have the message, that have the field."""
    notes: str = ""
    """Unit, format, texts that stand for no value, default of the server."""
    repeated: bool = False
    """The header may come several times."""
    secret: bool = False
    """The value is masked in reprs, logs and recordings."""
    aliases: tuple[str, ...] = ()
    """Other headers that fill it, as older or other modules of Asterisk call them."""


class AnswerInfo(msgspec.Struct, frozen=True, kw_only=True):
    """How the server answers an action."""

    response: str
    """The class of the reply, in `anyio_ami.responses`."""
    items: tuple[str, ...] = ()
    """The events that follow it as items of a list."""
    complete: str = ""
    """The event that ends the list; empty if none does."""


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """One event, action or response."""

    name: str
    """On the wire (``AOC-D``); a response's is that of its class."""
    kind: Kind
    versions: tuple[int, ...]
    """The major versions of Asterisk, of 16 to 23, that have it."""
    classes: tuple[str, ...] = ()
    """An event: what a session must read to get it. An action: of which the user must write one, if any."""
    documented: bool = True
    """Whether Asterisk's own documentation has it."""
    documented_as: str = ""
    """Its name there, where that is another."""
    seen_live: tuple[int, ...] = ()
    """The major versions on which it was really seen (an action: run), of 16 and 22."""
    by_itself: bool = True
    """An event: whether it comes by itself, not only as an answer."""
    answer_to: tuple[str, ...] = ()
    """An event: the actions that it may answer. A response: the action that it answers."""
    answer: AnswerInfo | None = None
    """An action: what comes back."""
    reads_only: bool = False
    """An action: whether it changes nothing, so that ``send(..., retry=True)`` takes it."""
    fields: tuple[FieldInfo, ...] = ()
    """Its own fields, without those that every message of its kind has."""


def describe(what: str | _Class, *, kind: Kind | None = None) -> Description:
    """What is known of an event, action or response, by its class or its name.

    A name is that on the wire or of the class, in any case. Some are both an
    event's and an action's (``Hangup``): then ``kind`` says which, and without
    it the event is described.

    Raises LookupError if there is none, with the names that come near.
    """
    cls: Any = what
    if isinstance(what, str):
        found, cls = _find(what, kind)
    else:
        found = _kind_of(cls, kind)
    if found == "event":
        return _event(cls)
    return _action(cls) if found == "action" else _response(cls)


def _names(kind: Kind) -> tuple[str, ...]:
    if kind == "response":
        return ("Response", "CommandResponse", *responses.NAMES)
    return events.NAMES if kind == "event" else actions.NAMES


def _lookup(kind: Kind, name: str) -> Any:
    return {"event": events.lookup, "action": actions.lookup, "response": responses.lookup}[kind](name)


def _find(name: str, kind: Kind | None) -> tuple[Kind, Any]:
    kinds = _KINDS if kind is None else (kind,)
    for spelt in (name, name.replace("_", "-")):
        for one in kinds:
            if spelt in _names(one):
                return one, _lookup(one, spelt)
    folded = name.lower().replace("_", "-")
    for one in kinds:
        for known in _names(one):
            if known.lower() == folded:
                return one, _lookup(one, known)
    import difflib

    by_folded = {known.lower(): known for one in kinds for known in _names(one)}
    near = [by_folded[n] for n in difflib.get_close_matches(name.lower(), by_folded, 3, 0.7)]
    hint = f"; near to it: {', '.join(near)}" if near else ""
    msg = f"no {kind or 'event, action or response'} is called {name!r}{hint}"
    raise LookupError(msg)


def _kind_of(cls: Any, kind: Kind | None) -> Kind:
    for one in _KINDS:
        name = getattr(cls, "__name__" if one == "response" else "name", "")
        if kind in (None, one) and isinstance(name, str) and name and _lookup(one, name) is cls:
            return one
    msg = f"{cls!r} is none of the {kind or 'event, action or response'} classes of Asterisk 16 to 23"
    raise LookupError(msg)


def _event(cls: type[events.Event]) -> Description:
    facts = _facts()["events"][cls.name]
    documented = facts["documented"]
    return Description(
        name=cls.name,
        kind="event",
        versions=cls.__versions__,
        classes=cls.__classes__,
        documented=bool(documented),
        documented_as=documented if isinstance(documented, str) else "",
        seen_live=tuple(sorted({*facts["seen_live"], *facts["captured"]})),
        by_itself=facts["delivery"] != "answer",
        answer_to=tuple(facts["answer_to"]),
        fields=_fields(cls, events.Event, "events", cls.name),
    )


def _action(cls: type[actions.Action[Any]]) -> Description:
    answer = cls.__answer__
    return Description(
        name=cls.name,
        kind="action",
        versions=cls.__versions__,
        classes=cls.__classes__,
        seen_live=tuple(_facts()["actions"][cls.name]["seen_live"]),
        answer=AnswerInfo(response=answer.response, items=answer.items, complete=answer.complete),
        reads_only=cls.__reads_only__,
        fields=_fields(cls, actions.Action, "actions", cls.name),
    )


def _response(cls: type[responses.Response]) -> Description:
    name = cls.__name__
    facts = _facts()["responses"].get(name, {})
    return Description(
        name=name,
        kind="response",
        versions=cls.__versions__,
        seen_live=tuple(facts.get("seen_live", (16, 22))),
        answer_to=(name.removesuffix("Response"),) if facts else (),
        fields=_fields(cls, responses.Response, "responses", name),
    )


def _fields(cls: Any, root: Any, part: str, name: str) -> tuple[FieldInfo, ...]:
    infos = {info.name: info for info in msgspec.structs.fields(cls)}
    shared = {*root.__mro__} - {cls}
    optional = _facts()[part].get(name, {}).get("base_optional", False)
    found: list[FieldInfo] = []
    for base in reversed(cls.__mro__):
        if base in shared:
            continue
        facts = _facts()["groups"].get(base.__name__) or _facts()[part].get(name, {})
        for header, field, wire_kind in base.__dict__.get("__wire__", ()):
            always = field in facts.get("always", ()) and not (base is not cls and optional)
            required = infos[field].required if part == "actions" else always
            found.append(
                FieldInfo(
                    name=field,
                    header=header,
                    type=_text(infos[field].type),
                    required=required,
                    versions=_versions(cls, field),
                    notes=facts.get("notes", {}).get(field, ""),
                    repeated=wire_kind.endswith("*") or wire_kind in ("vars", "headers"),
                    secret=field in facts.get("secret", ()),
                    aliases=_aliases(cls, field),
                )
            )
    return tuple(found)


def _versions(cls: Any, field: str) -> tuple[int, ...]:
    for base in cls.__mro__:
        having = base.__dict__.get("__field_versions__", {}).get(field)
        if having is not None:
            return tuple(major for major in cls.__versions__ if major in having)
    versions: tuple[int, ...] = cls.__versions__
    return versions


def _aliases(cls: Any, field: str) -> tuple[str, ...]:
    tables: list[Mapping[str, str]] = [base.__dict__.get("__aliases__", {}) for base in cls.__mro__]
    return tuple(header for table in tables for header, name in table.items() if name == field)


def _text(annotation: Any) -> str:
    """An annotation as one writes it."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return " | ".join(_text(one) for one in get_args(annotation))
    if origin is not None:
        return f"{origin.__name__}[{', '.join(_text(one) for one in get_args(annotation))}]"
    if annotation is Ellipsis:
        return "..."
    return "None" if annotation is types.NoneType else str(annotation.__name__)


@cache
def _facts() -> dict[str, Any]:
    from importlib.resources import files

    facts: dict[str, Any] = msgspec.json.decode(files(__name__).joinpath("facts.json").read_bytes())
    return facts
