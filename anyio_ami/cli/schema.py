"""``anyio-ami schema``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
import typer

from ._complete import complete_any
from ._errors import Problem
from ._output import put_json


def schema(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            help="Events, actions, responses; none: all.",
            autocompletion=complete_any,
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        Literal["event", "action", "response"] | None,
        typer.Option(help="Which, where a name is an event's and an action's."),
    ] = None,
) -> None:
    """Print the JSON Schema of messages, as tail --json and send --json write them."""
    from anyio_ami import schema

    document = schema(*(_class(name, kind) for name in names or ()))
    put_json(msgspec.json.format(msgspec.json.encode(document), indent=2))


def _class(name: str, kind: Any) -> Any:
    from anyio_ami import actions, describe, events, responses

    try:
        found = describe(name, kind=kind)
    except LookupError as exc:
        raise Problem(str(exc), advice="anyio-ami events and anyio-ami actions list them") from None
    if found.kind == "response":
        return responses.lookup(found.name) or getattr(responses, found.name)
    return events.lookup(found.name) if found.kind == "event" else actions.lookup(found.name)
