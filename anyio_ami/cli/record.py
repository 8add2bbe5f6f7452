"""``anyio-ami record``."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import anyio
import typer

from anyio_ami import Observer

from ._errors import Code, Problem
from ._output import note, with_progress

if TYPE_CHECKING:
    from anyio_ami import AMIClient, ServerInfo, SessionInfo
    from anyio_ami.recording import Recorder

    from ._target import Target

# Seconds between two looks at whether the file can be written.
_LOOK: Final = 0.5


async def record(
    target: Target,
    file: Annotated[Path, typer.Argument(help="Such as night.amirec.", show_default=False)],
    seconds: Annotated[float | None, typer.Option(help="End after so long.", min=0)] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Record all that a server sends, secrets masked, until Ctrl-C; through reconnects."""
    from anyio_ami.recording import Recorder, RecordingError

    if not file.parent.is_dir():
        msg = f"there is no folder {file.parent}"
        raise Problem(msg, Code.FILE)
    place = _Place(file, force=force)
    recorder = Recorder(place.path, overwrite=place.overwrites)
    try:
        async with recorder:
            place.made = not place.overwrites
            async with target.connected(lasting=True, observers=[recorder, _Returns()]) as ami:
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
                    await with_progress(partial(_follow, ami, recorder, file), told, 0.5)
    except RecordingError as exc:
        raise _not_complete(file, exc) from exc
    except anyio.get_cancelled_exc_class():
        if recorder.error is not None:
            raise _not_complete(file, recorder.error) from recorder.error
        raise
    finally:
        place.leave(recorder.dropped)


def _not_complete(file: Path, error: Exception) -> Problem:
    # By its own name, also where it was begun under another.
    return Problem(f"the recording {file} is not complete: {error.__cause__}", Code.FILE)


async def _follow(ami: AMIClient, recorder: Recorder, file: Path) -> None:
    """Wait for the end of the client, or of what can be written. Raises why the client is lost for good."""
    slow = False
    while True:
        with anyio.move_on_after(_LOOK):
            await ami.wait_closed()
            return
        if recorder.error is not None:
            return
        if recorder.dropped and not slow:
            slow = True
            note(f"warning: {file} is written too slowly: a part of what comes is left out")


class _Returns(Observer):
    """Tells that a lost connection is there again; that it was lost is logged."""

    def __init__(self) -> None:
        self._was_there = False

    def connected(self, session: SessionInfo, server: ServerInfo) -> None:
        if self._was_there:
            note(f"{session.endpoint}: connected again; the recording goes on")
        self._was_there = True


class _Place:
    """Where a recording goes: what is there now stays until there is something to record."""

    def __init__(self, file: Path, *, force: bool) -> None:
        self._file = self._shown = file
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

    def leave(self, dropped: int) -> None:
        """It has ended. Where nothing came, a file of our own goes: the next try is not to find it there."""
        if self._taken:
            lacking = f"; {dropped:,} bytes of what came are not in it" if dropped else ""
            note(f"{self._shown}: {self._file.stat().st_size:,} bytes{lacking}")
        elif self.made:
            self.path.unlink(missing_ok=True)
