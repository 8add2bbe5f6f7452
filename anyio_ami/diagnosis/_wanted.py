"""What a program wants: events and actions, by class or by name; and the classes that they need."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from anyio_ami import actions, events

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anyio_ami.reference import Description

# By what somebody could do with it who should not have it; what is not named here counts as an agent.
_POWER: Final = {
    "reporting": 1, "user": 2, "message": 2, "aoc": 2, "agent": 3, "call": 4, "agi": 8, "originate": 16,
    "config": 32, "system": 64, "command": 128,
}  # fmt: skip
POWERFUL: Final = ("agi", "originate", "config", "system", "command")
"""The write classes with which a user can run programs or change the configuration (Asterisk 16 to 23).

``agi`` runs ``EXEC System`` on a channel that waits in ``AGI(agi:async)`` (tried on Asterisk 16 and 22)."""


class Wanted(NamedTuple):
    """The events and actions that were asked about, without repetitions."""

    events: tuple[Description, ...]
    actions: tuple[Description, ...]
    everything: bool
    """All events there are."""


def wanted(
    event_types: Iterable[type[events.Event] | str], action_types: Iterable[type[actions.Action[Any]] | str]
) -> Wanted:
    """Look them up. Raises LookupError for what there is none of, TypeError for what can be none."""
    from anyio_ami.reference import describe

    found: dict[str, Description] = {}
    everything = False
    for one in _several("events", event_types):
        everything = everything or one in (events.Event, events.UnknownEvent)
        for name in _members(one):
            description = describe(name, kind="event")
            found[description.name] = description
    run: dict[str, Description] = {}
    for action in _several("actions", action_types):
        description = describe(action, kind="action")
        run[description.name] = description
    return Wanted(tuple(found.values()), tuple(run.values()), everything)


def _several(option: str, types: Any) -> list[Any]:
    if isinstance(types, (str, type)):
        msg = f"{option} must be several types or names, such as [{types!r}], not one"
        raise TypeError(msg)
    try:
        several: list[Any] = list(types)
    except TypeError:
        several = [types]
    for one in several:
        if not isinstance(one, (str, type)):
            msg = f"{option} must be types or names of {option}, not {type(one).__name__}"
            raise TypeError(msg)
    return several


def _members(one: Any) -> list[Any]:
    """A class that stands for several events (`events.ChannelEvent`) is all of those that have a class."""
    if isinstance(one, str) or not issubclass(one, events.Event) or one.__versions__:
        return [one]
    if one in (events.Event, events.UnknownEvent):
        return []
    found = [cls for name in events.NAMES if (cls := events.lookup(name)) and issubclass(cls, one)]
    return [cls for cls in found if cls.__classes__] or [one]


def read_classes(description: Description) -> tuple[str, ...]:
    """The classes that a session must read to get the event: none for one that only answers an action."""
    return tuple(one.lower() for one in description.classes) if description.by_itself else ()


def least(needs: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The least powerful write classes that hold one of each of these."""
    distinct = {need for need in needs if need}
    chosen = {need[0] for need in distinct if len(need) == 1}
    left = sorted(need for need in distinct if not chosen.intersection(need))
    best = min(
        (frozenset(choice) for choice in itertools.product(*left)),
        key=lambda choice: (sum(map(_power, choice)), sorted(choice)),
        default=frozenset[str](),
    )
    return tuple(sorted(chosen | best, key=lambda name: (_power(name), name)))


def _power(name: str) -> int:
    return _POWER.get(name, _POWER["agent"])


def action_classes(description: Description, listed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The write classes of which an action needs one: of those that are known, the ones that it names.

    Never others: an operator will grant them, and whoever answers could have named them.
    """
    known = tuple(one.lower() for one in description.classes)
    own = listed.get(description.name.lower(), ())
    return tuple(one for one in known if one in own) or known
