"""``anyio-ami cli``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ._answers import show_output
from ._errors import Code, Problem
from ._output import put_json

if TYPE_CHECKING:
    from ._target import Target

# What Asterisk 16 and 22 say to a command that they do not have; their answer is a Success.
_UNKNOWN = ("No such command", "Unable to find command")


async def cli(
    target: Target,
    command: Annotated[list[str], typer.Argument(help='"core show channels", in quotes or not.')],
    json: Annotated[bool, typer.Option("--json", help="The answer as JSON.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="Byte by byte, what a terminal obeys too.")] = False,
    timeout: Annotated[float | None, typer.Option(help="Seconds to wait for the answer.", min=0)] = None,
) -> int:
    """Run a command of Asterisk's own command line and print what it prints."""
    from anyio_ami import actions, errors, to_json
    from anyio_ami.responses import CommandResponse

    async with target.connected() as ami:
        try:
            answer = await ami.send(actions.Command(command=" ".join(command)), timeout=timeout)
        except errors.ActionError as exc:
            # A command that failed has printed something, too.
            if type(exc) is not errors.ActionError or not isinstance(exc.response, CommandResponse):
                raise
            if not exc.response.output:
                raise
            answer = exc.response
    if json:
        put_json(to_json(answer))
    else:
        show_output(answer, raw=raw)
    if not answer.ok:
        return Code.FAILED
    if answer.output and answer.output[0].startswith(_UNKNOWN):
        raise Problem(f"the server does not know {' '.join(command)!r}", Code.FAILED)
    return Code.OK
