"""``anyio-ami record``."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import anyio
import anyio.to_thread
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
            place.entered = True
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
                    await with_progress(partial(_follow, ami, recorder, place), told, 0.5)
    except RecordingError:
        pass  # it stands in the recorder, too
    except anyio.get_cancelled_exc_class() as exc:
        if (problem := place.problem(recorder)) is not None:
            raise problem from exc
        raise
    except OSError as exc:
        if exc.filename == os.fspath(place.path):
            exc.filename = os.fspath(file)
        raise
    finally:
        place.leave(recorder.dropped)
    if (problem := place.problem(recorder)) is not None:
        raise problem from recorder.error


async def _follow(ami: AMIClient, recorder: Recorder, place: _Place) -> None:
    """Wait for the end of the client, or of what can be written. Raises why the client is lost for good."""
    slow = False
    while True:
        with anyio.move_on_after(_LOOK):
            await ami.wait_closed()
            return
        # In a thread: where a disk stalls, so does the look at it.
        if await anyio.to_thread.run_sync(place.problem, recorder, abandon_on_cancel=True) is not None:
            return
        if recorder.dropped and not slow:
            slow = True
            note(f"warning: {place.shown} is written too slowly: a part of what comes is left out")


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
        if os.path.lexists(file) and not force:
            msg = f"{file} is there already"
            raise Problem(msg, Code.FILE, "--force overwrites it")
        self.shown: Path = file
        """As it was given."""
        self.path: Path = file
        """Where it is written at first."""
        self.overwrites: bool = os.path.lexists(file)
        """Whether it is written over what is there: a device, a pipe."""
        self.entered: bool = False
        """Whether it is written to."""
        self._file = file
        self._made = not file.exists()
        self._identity: tuple[int, int] | None = None
        real = Path(os.path.realpath(file))
        # Windows moves no file that is open.
        if real.is_file() and os.access(real.parent, os.W_OK) and sys.platform != "win32":
            self._file = real
            # Short enough whatever its name is.
            self.path = real.with_name(f".{real.name[:50]}.{os.getpid()}.part")
            self.overwrites, self._made = False, True

    def take(self) -> None:
        """The recording begins."""
        if self.path != self._file:
            os.replace(self.path, self._file)
        self._identity = self._found()

    def _found(self) -> tuple[int, int] | None:
        try:
            there = self._file.stat()
        except OSError:
            return None
        return there.st_dev, there.st_ino

    def problem(self, recorder: Recorder) -> Problem | None:
        """Why the recording is not, or will not be, where it was meant to be."""
        if recorder.error is not None:
            # By the name that was given, also where it was begun under another.
            cause = recorder.error.__cause__
            return Problem(f"the recording {self.shown} is not complete: {cause}", Code.FILE)
        if self._identity is not None and self._found() != self._identity:
            msg = f"the recording {self.shown} is gone: it was removed, or something else was put there"
            return Problem(msg, Code.FILE)
        return None

    def leave(self, dropped: int) -> None:
        """It has ended. Where nothing came, a file of our own goes: the next try is not to find it there."""
        if self._identity is None:
            if self.entered and self._made:
                with suppress(OSError):
                    os.unlink(os.path.realpath(self.path))
        elif self._found() == self._identity:
            lacking = f"; {dropped:,} bytes of what came are not in it" if dropped else ""
            note(f"{self.shown}: {self._file.stat().st_size:,} bytes{lacking}")
