"""The JSON Schema of what `to_json` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import msgspec

from anyio_ami import actions, events, responses
from anyio_ami.actions._custom import CustomAction

from .documents import plain_action

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anyio_ami._messages.message import Message
    from anyio_ami.actions import Action

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_UNPARSED: Final = {"type": "array", "items": {"type": "string"}, "description": "Lines without a colon."}


def schema(*classes: type[Message] | type[Action[Any]]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the messages that `to_json` writes.

    ``classes``: of events, actions and responses; without any: of all of them,
    and of list answers. Each has its place in ``$defs``, as ``events.Hangup``,
    ``actions.Originate``, ``responses.PingResponse``, ``types.HangupCause``.
    Enums are open here too: their known values stand under ``examples``.
    """
    kinds = (events.Event, responses.Response, actions.Action)
    for cls in cast("tuple[object, ...]", classes):
        if not (isinstance(cls, type) and issubclass(cls, kinds)):
            msg = f"schema() takes classes of events, responses and actions, not {cls!r}"
            raise TypeError(msg)
    chosen = classes or (*_all_events(), *_all_actions(), *_all_responses())
    definitions: dict[str, Any] = {}
    references: list[Any] = []
    for prefix, group in (
        ("events", [cls for cls in chosen if issubclass(cls, events.Event)]),
        ("responses", [cls for cls in chosen if issubclass(cls, responses.Response)]),
        ("actions", [plain_action(cls) for cls in chosen if issubclass(cls, actions.Action)]),
    ):
        found, components = msgspec.json.schema_components(group, ref_template="{name}")
        keys = {name: _key(prefix, name, component) for name, component in components.items()}
        references.extend(_linked(found, keys))
        for name, component in components.items():
            if "enum" not in component and prefix != "actions":
                component["properties"]["unparsed"] = _UNPARSED
            definitions[keys[name]] = _linked(_opened(component), keys)
    if not classes:
        references.append({"$ref": "#/$defs/ListResponse"})
        definitions["ListResponse"] = _list_response()
    return {"$schema": DIALECT, "anyOf": references, "$defs": dict(sorted(definitions.items()))}


def _key(prefix: str, name: str, component: dict[str, Any]) -> str:
    # Where an enum and an event have one name, msgspec puts their modules before it.
    return f"{'types' if 'enum' in component else prefix}.{name.rpartition('.')[2]}"


def _linked(part: Any, keys: Mapping[str, str]) -> Any:
    """The same with every reference to where its definition stands."""
    if isinstance(part, dict):
        pairs = cast("dict[str, Any]", part).items()
        return {name: f"#/$defs/{keys[one]}" if name == "$ref" else _linked(one, keys) for name, one in pairs}
    return (
        [_linked(one, keys) for one in cast("Sequence[Any]", part)]
        if isinstance(part, (list, tuple))
        else part
    )


def _opened(component: dict[str, Any]) -> dict[str, Any]:
    """An enum without its bounds: a later Asterisk may send what it does not name."""
    values = component.get("enum")
    if values is None:
        return component
    kind = "integer" if isinstance(values[0], int) else "string"
    rest = {name: one for name, one in component.items() if name != "enum"}
    return {**rest, "type": kind, "examples": values}


def _list_response() -> dict[str, Any]:
    event = {"type": "object", "required": ["event"]}
    return {
        "title": "ListResponse",
        "description": "The answer to an action that lists.",
        "type": "object",
        "properties": {
            "response": {"type": "object", "required": ["response"]},
            "items": {"type": "array", "items": event},
            "complete": event,
            "expected": {"type": "integer"},
        },
        "required": ["response", "items"],
    }


def _all_events() -> list[type[Message]]:
    named = [cls for name in events.NAMES if (cls := events.lookup(name)) is not None]
    return [*named, events.UnknownEvent]


def _all_actions() -> list[type[Action[Any]]]:
    named = [cls for name in actions.NAMES if (cls := actions.lookup(name)) is not None]
    return [*named, CustomAction]


def _all_responses() -> list[type[Message]]:
    named = [cls for name in responses.NAMES if (cls := responses.lookup(name)) is not None]
    return [*named, responses.Response, responses.CommandResponse]
