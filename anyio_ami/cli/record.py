"""``anyio-ami record``."""

from __future__ import annotations

import os
import sys
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

    if not file.parent.is_dir():
        msg = f"there is no folder {file.parent}"
        raise Problem(msg, Code.FILE)
    place = _Place(file, force=force)
    try:
        async with Recorder(place.path, overwrite=place.overwrites) as recorder:
            place.made = not place.overwrites
            async with target.connected(lasting=True, observers=[recorder]) as ami:
                place.take()
                began = anyio.current_time()
                note(f"recording {target.endpoint.address} to {file}; Ctrl-C ends it")

                def told() -> str:
                    stats = ami.stats
                    seen = sum(count.delivered + count.skipped for count in stats.events.values())
                    lasted = anyio.current_time() - began
                    return (
                        f"{lasted:.0f} s, {seen:,} events, {stats.bytes_received:,} bytes, {ami.state.value}"
                    )

                with anyio.move_on_after(seconds):
                    await with_progress(ami.wait_closed, told, 0.5)
    except RecordingError as exc:
        raise Problem(str(exc), Code.FILE) from exc
    finally:
        place.leave()


class _Place:
    """Where a recording goes: what is there now stays until there is something to record."""

    def __init__(self, file: Path, *, force: bool) -> None:
        self._file = file
        self._taken = False
        self.made: bool = False
        """Whether a file of our own is there."""
        self.overwrites: bool = False
        """Whether it is written over what is there: a device, a pipe."""
        if os.path.lexists(file) and not force:
            msg = f"{file} is there already"
            raise Problem(msg, Code.FILE, "--force overwrites it")
        self.path: Path = file
        """Where it is written."""
        real = file.resolve()
        # Windows moves no file that is open.
        if real.is_file() and os.access(real.parent, os.W_OK) and sys.platform != "win32":
            self._file = real
            self.path = real.with_name(f".{real.name}.{os.getpid()}.part")
        else:
            self.overwrites = os.path.lexists(file)

    def take(self) -> None:
        """The recording begins."""
        if self.path != self._file:
            os.replace(self.path, self._file)
        self._taken = True

    def leave(self) -> None:
        """It has ended. Where nothing came, a file of our own goes: the next try is not to find it there."""
        if self._taken:
            note(f"{self._file}: {self._file.stat().st_size:,} bytes")
        elif self.made:
            self.path.unlink(missing_ok=True)
