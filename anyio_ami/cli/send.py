"""``anyio-ami send``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ._answers import show_answer
from ._complete import complete_action, complete_field
from ._output import with_progress
from ._table import check_fields, chosen

if TYPE_CHECKING:
    from anyio_ami import AMIClient
    from anyio_ami.actions import Action
    from anyio_ami.responses import ListResponse, Response

    from ._target import Target


async def send(
    target: Target,
    action: Annotated[str, typer.Argument(help="Such as CoreShowChannels.", autocompletion=complete_action)],
    fields: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...",
            help="channel=PJSIP/alice; variables as variable.NAME=VALUE.",
            autocompletion=complete_field,
        ),
    ] = None,
    show: Annotated[
        str | None, typer.Option("--fields", help="Show these fields of the answer, with commas between.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The whole answer as JSON.")] = False,
    timeout: Annotated[
        float | None, typer.Option(help="Seconds to wait for the answer; 30 where nothing is said.", min=0)
    ] = None,
    custom: Annotated[
        bool, typer.Option("--custom", help="An action of any name, its headers word by word: Header=value.")
    ] = False,
) -> None:
    """Send an action and show its answer.

    Fields are named as in Python or as on the wire (caller_id, CallerID), and typed: times are seconds.
    """
    from . import _values

    chosen_action = _values.custom(action, fields or ()) if custom else _values.build(action, fields or ())
    only = chosen(show)
    if only is not None and not custom:
        check_fields(only, _answer_classes(chosen_action))
    async with target.connected() as ami:
        answer = await _answered(ami, chosen_action, timeout)
    show_answer(answer, json=json, fields=only)


def _answer_classes(action: Action[Any]) -> list[Any]:
    from anyio_ami import describe, events, responses

    answer = describe(type(action)).answer
    if answer is None:
        return []
    found: list[Any] = [events.lookup(name) for name in answer.items]
    found = found or [responses.lookup(answer.response)]
    return [cls or responses.Response for cls in found]


async def _answered(
    ami: AMIClient, action: Action[Any], timeout: float | None
) -> Response | ListResponse[Any]:
    from anyio_ami.responses import ListResponse

    if not action.answer.is_list:
        return await with_progress(
            lambda: ami.send(action, timeout=timeout), lambda: f"waiting for the answer to {action.name}", 1.0
        )
    items: list[Any] = []

    async def listed() -> ListResponse[Any]:
        async with ami.stream(action, timeout=timeout, buffer=1_000_000) as stream:
            async for item in stream:
                items.append(item)  # noqa: PERF401  # counted meanwhile
            return ListResponse(
                response=stream.response,
                items=items,
                complete=stream.complete,
                expected=stream.expected,
            )

    return await with_progress(listed, lambda: f"{action.name}: {len(items):,} items so far")
