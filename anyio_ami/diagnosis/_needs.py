"""What is wanted, against what was learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio_ami.endpoint import EVENT_CLASSES, event_mask

from ._report import Need
from ._wanted import action_classes, least, read_classes

if TYPE_CHECKING:
    from anyio_ami.reference import Description

    from ._facts import Facts
    from ._report import Rights

ALL = "(all events)"
"""Stands for all events there are."""


def event_needs(facts: Facts) -> tuple[Need, ...]:
    """The wanted events."""
    needs = [_event(facts, one) for one in facts.wanted.events]
    if facts.wanted.everything:
        held = _all_of(facts.read, EVENT_CLASSES) if facts.read.source else None
        masked = _masked(facts, EVENT_CLASSES)
        offered = False if masked else None
        needs.append(
            Need(name=ALL, classes=("all",), held=held, in_version=None, offered=offered, note=masked)
        )
    return tuple(needs)


def _event(facts: Facts, event: Description) -> Need:
    classes = read_classes(event)
    note = _masked(facts, classes)
    offered = False if note else None
    if event.name.lower() in facts.disabled:
        offered, note = False, "in disabledevents of manager.conf"
    elif not note and not event.by_itself and event.answer_to:
        note = f"comes only as an answer to {', '.join(event.answer_to)}"
    return Need(
        name=event.name,
        classes=classes,
        held=_all_of(facts.read, classes),
        in_version=_in_version(facts, event),
        offered=offered,
        note=note,
    )


def _masked(facts: Facts, classes: tuple[str, ...]) -> str:
    asked = facts.endpoint.events
    mask = "on" if asked is None else event_mask(asked)
    if mask == "on" or set(classes) <= set(mask.split(",")):
        return ""
    return f"not in the mask of the endpoint, events={mask}"


def _all_of(rights: Rights, classes: tuple[str, ...]) -> bool | None:
    each = [rights.has(name) for name in classes]
    if False in each:
        return False
    return None if None in each else True


def _in_version(facts: Facts, what: Description) -> bool | None:
    # What is described are 16 to 23.
    known = facts.major is not None and 16 <= facts.major <= 23 and bool(what.versions)
    return facts.major in what.versions if known else None


def action_needs(facts: Facts) -> tuple[Need, ...]:
    """The wanted actions."""
    return tuple(_action(facts, one) for one in facts.wanted.actions)


def _action(facts: Facts, action: Description) -> Need:
    listed = facts.offered
    classes = action_classes(action, listed or {})
    in_version = _in_version(facts, action)
    offered = None if listed is None else action.name.lower() in listed
    note = ""
    if offered:
        held: bool | None = True
        in_version = True
    else:
        held = _one_of(facts.write, classes) if facts.logged_in else None
        if offered is False and held is not False and in_version is not False:
            note = "not offered: its module is not loaded" if held else "not offered to this user"
    return Need(
        name=action.name, classes=classes, held=held, in_version=in_version, offered=offered, note=note
    )


def _one_of(rights: Rights, classes: tuple[str, ...]) -> bool | None:
    each = [rights.has(name) for name in classes]
    if not each or True in each:
        return True
    return None if None in each else False


def needed_read(facts: Facts) -> tuple[str, ...]:
    """The read classes that the wanted events need, in Asterisk's order."""
    if facts.wanted.everything:
        return ("all",)
    there = [one for one in facts.wanted.events if _in_version(facts, one) is not False]
    names = {name for one in there for name in read_classes(one)}
    return tuple(sorted(names, key=_order))


def _order(name: str) -> tuple[int, str]:
    return (EVENT_CLASSES.index(name) if name in EVENT_CLASSES else len(EVENT_CLASSES), name)


def needed_write(needs: tuple[Need, ...]) -> tuple[str, ...]:
    """The least powerful write classes with which all of these actions may be run."""
    there = [need.classes for need in needs if need.in_version is not False]
    return tuple(sorted(least(there), key=_order))
