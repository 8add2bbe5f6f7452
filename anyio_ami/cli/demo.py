"""``anyio-ami demo``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ._run import run


def demo(
    backend: Annotated[Literal["asyncio", "trio"], typer.Option(help="The event loop.")] = "asyncio",
) -> None:
    """Show the main job on a simulated Asterisk, in about 10 s. Needs no server."""
    from anyio_ami.demo import main

    run(main, backend)
