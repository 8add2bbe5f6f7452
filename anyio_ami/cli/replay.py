"""``anyio-ami replay``."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated, Literal

import typer

from ._errors import Code, Problem
from ._output import note
from ._run import run


def replay(
    file: Annotated[Path, typer.Argument(help="What record wrote.", show_default=False)],
    port: Annotated[int, typer.Option(help="Where to listen; 0: any free one.", min=0, max=65535)] = 0,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    speed: Annotated[str, typer.Option(help="Times real speed; max: as fast as can be.")] = "1",
    backend: Annotated[Literal["asyncio", "trio"], typer.Option(help="The event loop.")] = "asyncio",
) -> None:
    """Serve a recording as if it were the server, until Ctrl-C. Any user and secret may log in."""
    rate = _rate(speed)
    if not file.is_file():
        msg = f"there is no file {file}"
        raise Problem(msg, Code.FILE)

    async def serve() -> None:
        import anyio

        from anyio_ami.recording import RecordingError, replay

        try:
            async with replay(file, speed=rate, host=host, port=port) as server:
                note(f"{file} is served at ami://any@{server.host}:{server.port}; Ctrl-C ends it")
                await anyio.sleep_forever()
        except (RecordingError, ValueError) as exc:
            msg = f"{file}: {exc}"
            raise Problem(msg, Code.FILE) from exc
        except OSError as exc:
            msg = f"cannot listen on {host}:{port}: {exc.strerror or exc}"
            raise Problem(msg, Code.CONNECTION, "--port 0 takes any free one") from exc

    run(serve, backend)


def _rate(text: str) -> float:
    try:
        rate = math.inf if text in ("max", "inf") else float(text)
    except ValueError:
        rate = math.nan
    if not rate > 0:
        msg = f"--speed {text!r} is no number above 0"
        raise Problem(msg, advice="2 is twice as fast, max as fast as can be")
    return rate
