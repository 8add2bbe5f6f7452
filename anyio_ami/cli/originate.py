"""``anyio-ami originate``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ._errors import Code, Problem, clean
from ._output import is_terminal, put, put_json, with_progress
from ._table import tabbed, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anyio_ami import OriginateResult

    from ._target import Target


async def originate(
    target: Target,
    channel: Annotated[str, typer.Argument(help="Whom to call: PJSIP/alice, Local/100@default.")],
    exten: Annotated[str | None, typer.Option(help="When it answers, go on at this extension ...")] = None,
    context: Annotated[str | None, typer.Option(help="... of this context.")] = None,
    priority: Annotated[str, typer.Option(help="... at this priority.")] = "1",
    application: Annotated[str | None, typer.Option(help="Instead run this application ...")] = None,
    data: Annotated[str | None, typer.Option(help="... with this data.")] = None,
    timeout: Annotated[float, typer.Option(help="How many seconds it may ring.", min=0)] = 30.0,
    caller_id: Annotated[str | None, typer.Option(help="'\"Name\" <number>'.")] = None,
    variable: Annotated[
        list[str] | None, typer.Option(help="NAME=VALUE, set on the channel; again for more.")
    ] = None,
    codecs: Annotated[str | None, typer.Option(help="ulaw,alaw")] = None,
    account: Annotated[str | None, typer.Option(help="The account code of the channel.")] = None,
    early_media: Annotated[bool, typer.Option("--early-media", help="Go on once there is sound.")] = False,
    channel_id: Annotated[str | None, typer.Option(help="The unique id of the new channel.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
) -> int:
    """Place a call, wait for its outcome, and report it.

    Exit code: 0 answered, 10 busy, 11 no answer, 12 congestion, 13 failed, 5 unknown.
    """
    import anyio
    import msgspec

    if (exten is None) == (application is None):
        msg = "a call needs --exten and --context, or --application: what the called one is to hear"
        raise Problem(msg)
    if exten is not None and context is None:
        msg = f"--exten {exten} needs --context"
        raise Problem(msg)
    if application is None and data is not None:
        msg = "--data goes with --application"
        raise Problem(msg)
    variables = _variables(variable or ())
    async with target.connected() as ami:
        began = anyio.current_time()

        async def place() -> OriginateResult:
            return await ami.originate(
                channel,
                exten=exten,
                context=context,
                priority=int(priority) if priority.isdecimal() else priority,
                application=application,
                data=data,
                timeout=timeout,
                caller_id=caller_id,
                variables=variables or None,
                account=account,
                early_media=early_media or None,
                codecs=codecs,
                channel_id=channel_id,
            )

        result = await with_progress(
            place, lambda: f"calling {channel} ... {anyio.current_time() - began:.0f} s", 0.5
        )
    if json:
        put_json(msgspec.json.encode(result))
    else:
        _show(result)
    return _code(result)


def _variables(given: Sequence[str]) -> list[tuple[str, str | int | float]]:
    found: list[tuple[str, str | int | float]] = []
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name:
            msg = f"--variable {text!r} is no NAME=VALUE"
            raise Problem(msg)
        found.append((name, value))
    return found


def _show(result: OriginateResult) -> None:
    rows = {
        "outcome": result.outcome.value,
        "detail": clean(result.detail),
        "channel": text_of(result.channel),
        "unique_id": clean(result.unique_id),
        "cause": text_of(result.cause),
        "reason": text_of(result.reason),
    }
    for name, value in rows.items():
        if value:
            put(f"{name:<9}  {value}\n" if is_terminal(sys.stdout) else tabbed([name, value]))


def _code(result: OriginateResult) -> Code:
    return {
        "answered": Code.OK,
        "busy": Code.BUSY,
        "no answer": Code.NO_ANSWER,
        "congestion": Code.CONGESTION,
        "failed": Code.CALL_FAILED,
    }.get(result.outcome.value, Code.UNKNOWN)
