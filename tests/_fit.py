"""Whether a message that a real server sent is what its class says: used on captures and on live servers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from anyio_ami import actions, events, responses
from anyio_ami._messages.headers import Headers
from anyio_ami._messages.plans import Field, plan_of
from generator.model import load_schema, versions_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anyio_ami._messages.message import Message

Pair = tuple[str, str]

SCHEMA = load_schema()
# Several items of these lists come in one frame, and the end event with them (chan_skinny, to Asterisk 20).
_GLUED = {
    item for a in SCHEMA["actions"].values() if a["response"].get("items_unterminated")
    for item in a["response"]["item_events"]
}  # fmt: skip
# What may come with anything that answers an action.
_LISTS = {"eventlist", "listitems"}


def messages(data: bytes) -> Iterator[list[Pair]]:
    """The header pairs of every event and response in what a server sent, glued items taken apart."""
    for frame in data.decode("utf-8", "surrogateescape").split("\r\n\r\n"):
        pairs = Headers.from_frame(frame).multi_items()
        if not pairs or pairs[0][0] not in ("Event", "Response"):
            continue
        starts = [0]
        if pairs[0] in {("Event", name) for name in _GLUED}:
            starts = [n for n, (name, _) in enumerate(pairs) if name == "Event"]
        for start, end in zip(starts, [*starts[1:], len(pairs)], strict=True):
            yield pairs[start:end]


def misfits(pairs: Sequence[Pair], major: str | None = None, action: str | None = None) -> list[str]:
    """What is wrong with one event or response, by its header pairs; nothing if it fits its class.

    ``major`` (``"22"``) also checks that this Asterisk has the event and its
    headers. ``action`` names the action that a response answers; without it
    the class is found by the headers.
    """
    first, name = pairs[0]
    if first == "Event":
        cls = events.lookup(name)
        if cls is None:
            return [f"no class for event {name!r}"]
        return _event_misfits(cls, pairs, major)
    if first != "Response":
        return [f"begins with {first!r}"]
    return _response_misfits(pairs, major, action)


def _event_misfits(cls: type[events.Event], pairs: Sequence[Pair], major: str | None) -> list[str]:
    fact = SCHEMA["events"][cls.name]
    facts = _event_facts(cls.name)
    found: list[str] = []
    if major is not None and major not in versions_of(fact, SCHEMA["majors"]):
        found.append(f"{cls.name}: not of Asterisk {major}")
    event = plan_of(cls).decode(list(pairs))
    if not fact.get("open"):
        found += [f"{cls.name}: no field for {n}: {v!r}" for n, v in _unknown(event)]
    return found + _value_misfits(cls.name, event, pairs, facts, major)


def _response_misfits(pairs: Sequence[Pair], major: str | None, action: str | None) -> list[str]:
    if action is None:
        candidates: list[type[responses.Response]] = [responses.Response, responses.CommandResponse]
        candidates += _typed_responses()
        return min((_misfits_as(cls, pairs, major) for cls in candidates), key=len)
    known = actions.lookup(action)
    if known is None:
        return _misfits_as(responses.Response, pairs, major)
    cls = responses.lookup(known.__answer__.response)
    assert cls is not None
    return _misfits_as(cls, pairs, major)


def _misfits_as(cls: type[responses.Response], pairs: Sequence[Pair], major: str | None) -> list[str]:
    response = plan_of(cls).decode(list(pairs))
    # The reply to ListCommands has a header for every action.
    names = actions.NAMES if cls is responses.Response else ()
    found = [f"{cls.__name__}: no field for {n}: {v!r}" for n, v in _unknown(response) if n not in names]
    return found + _value_misfits(cls.__name__, response, pairs, _response_facts(cls), major)


def _unknown(message: Message) -> list[Pair]:
    """The headers that no field holds and that do not merely come again."""
    plan = plan_of(type(message))
    return [
        (name, value)
        for name, value in message.extra
        if name.lower() not in _LISTS
        # Events that the core sends about a channel give its variables so: ChanVariable(SIP/a-1): X=1.
        and not name.startswith("ChanVariable(")
        and plan.places([(name, value)])[0][0] is None
    ]


def _value_misfits(
    owner: str, message: Message, pairs: Sequence[Pair], facts: dict[str, Any], major: str | None
) -> list[str]:
    plan = plan_of(type(message))
    found: list[str] = []
    for (name, text), (field, _) in zip(pairs[1:], plan.places(pairs[1:]), strict=True):
        if field is None:
            continue
        fact = facts.get(field.header, {})
        if major is not None and major not in versions_of(fact, SCHEMA["majors"]):
            found.append(f"{owner}.{name}: not of Asterisk {major}")
        if text not in fact.get("sentinels", ()):
            problem = _problem(field, fact, text)
            found += [f"{owner}.{name}: {text!r} {problem}"] if problem else []
    return found


def _problem(field: Field, fact: dict[str, Any], text: str) -> str:
    value = text if field.convert is None else field.convert(text)
    if value is None:
        return f"is no {field.base}"
    if field.base[0].isupper():
        unnamed = str(getattr(value, "name", "")).startswith("UNKNOWN_")
        return f"is no member of {field.base}" if unnamed and not fact.get("open") else ""
    if fact.get("type") == "enum" and not fact.get("open") and text not in fact["enum"]:
        return f"is none of {fact['enum']}"
    if fact.get("format") == "numeric_text" and not re.fullmatch(r"-?[0-9]*", text):
        return "is no number"
    return ""


@cache
def _event_facts(name: str) -> dict[str, Any]:
    """The facts of an event's headers, by the header as the class spells it."""
    event = SCHEMA["events"][name]
    facts = {f["name"]: f for f in SCHEMA["common_headers"]["event"]}
    for block in event["groups"]:
        for f in SCHEMA["groups"][block["group"]]["fields"]:
            required = f.get("required") and block.get("required", True)
            facts[block["prefix"] + f["name"]] = {**f, "required": required}
    facts.update({f["name"]: f for f in event["fields"]})
    return facts


@cache
def _response_facts(cls: type[responses.Response]) -> dict[str, Any]:
    action = SCHEMA["actions"].get(cls.__name__.removesuffix("Response"))
    return {h["name"]: h for h in action["response"].get("headers", ())} if action else {}


@cache
def _typed_responses() -> list[type[responses.Response]]:
    return [cls for name in responses.NAMES if (cls := responses.lookup(name)) is not None]


def required_missing(pairs: Sequence[Pair], major: str) -> list[str]:
    """Headers that every event of this kind of this Asterisk is said to have and this one lacks."""
    facts = _event_facts(pairs[0][1])
    there = {name.lower() for name, _ in pairs}
    return [
        header
        for header, f in facts.items()
        if f.get("required") and major in versions_of(f, SCHEMA["majors"]) and header.lower() not in there
    ]
