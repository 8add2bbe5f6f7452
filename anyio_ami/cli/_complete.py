"""What a shell is told when TAB is pressed. Nothing here talks to a server, and nothing raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer  # noqa: TC002  # read from the annotations by typer itself

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def complete_url(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of profiles."""
    from ._errors import Problem
    from ._profiles import load

    try:
        return _begin(load(ctx.params.get("config")).profiles, incomplete)
    except (Problem, OSError, ValueError):
        return []


def complete_profile(ctx: typer.Context, incomplete: str) -> list[str]:
    """The same, for the commands that take nothing else."""
    return complete_url(ctx, incomplete)


def complete_event(incomplete: str) -> list[str]:
    """Names of events."""
    from anyio_ami import events

    return _begin(events.NAMES, incomplete)


def complete_action(incomplete: str) -> list[str]:
    """Names of actions."""
    from anyio_ami import actions

    return _begin(actions.NAMES, incomplete)


def complete_any(incomplete: str) -> list[str]:
    """Names of events, actions and responses."""
    from anyio_ami import actions, events, responses

    return _begin(sorted({*events.NAMES, *actions.NAMES, *responses.NAMES}), incomplete)


def complete_event_classes(incomplete: str) -> list[str]:
    """The last of several event classes."""
    from anyio_ami.endpoint import EVENT_CLASSES

    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in _begin(EVENT_CLASSES, last)]


def complete_field(ctx: typer.Context, incomplete: str) -> list[str]:
    """``field=`` of the action that stands before; behind the ``=`` the values of an enum or a switch."""
    try:
        return list(_fields(str(ctx.params.get("action") or ""), ctx.params.get("fields"), incomplete))
    except LookupError:
        return []


def _fields(action: str, given: Any, incomplete: str) -> Iterator[str]:
    from ._values import fields_of, find_action

    field, equals, value = incomplete.partition("=")
    there = fields_of(find_action(action))
    if equals:
        for one in there:
            if one.matches(field):
                yield from (f"{field}={text}" for text in one.values() if text.startswith(value))
        return
    had = {str(one).partition("=")[0] for one in given or ()}
    for one in there:
        if one.name.startswith(field) and (one.repeats or one.name not in had):
            yield f"{one.name}." if one.keyed else f"{one.name}="


def _begin(names: Iterable[str], incomplete: str) -> list[str]:
    # A shell takes only what begins as typed, so another case is of no use.
    return [name for name in names if name.startswith(incomplete)]
