"""``anyio-ami record``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ._errors import Code, Problem
from ._output import note, with_progress

if TYPE_CHECKING:
    from ._target import Target


async def record(
    target: Target,
    file: Annotated[Path, typer.Argument(help="Such as night.amirec.", show_default=False)],
    seconds: Annotated[float | None, typer.Option(help="End after so long.", min=0)] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Record all that a server sends, secrets masked, until Ctrl-C; through reconnects."""
    import anyio

    from anyio_ami.recording import Recorder, RecordingError

    if file.exists() and not force:
        msg = f"{file} is there already"
        raise Problem(msg, Code.FILE, "--force overwrites it")
    if not file.parent.is_dir():
        msg = f"there is no folder {file.parent}"
        raise Problem(msg, Code.FILE)
    connected = False
    try:
        async with (
            Recorder(file, overwrite=force) as recorder,
            target.connected(lasting=True, observers=[recorder]) as ami,
        ):
            connected = True
            began = anyio.current_time()
            note(f"recording {target.endpoint.address} to {file}; Ctrl-C ends it")

            def told() -> str:
                stats = ami.stats
                seen = sum(count.delivered + count.skipped for count in stats.events.values())
                lasted = anyio.current_time() - began
                return f"{lasted:.0f} s, {seen:,} events, {stats.bytes_received:,} bytes, {ami.state.value}"

            with anyio.move_on_after(seconds):
                await with_progress(ami.wait_closed, told, 0.5)
    except RecordingError as exc:
        raise Problem(str(exc), Code.FILE) from exc
    finally:
        if connected:
            note(f"{file}: {file.stat().st_size:,} bytes")
        else:
            # Nothing came; the next try is not to find it there.
            file.unlink(missing_ok=True)
