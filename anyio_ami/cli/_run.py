"""One command from its start to its exit code."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import traceback
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, TypeVar

import anyio
import typer

from . import _signals
from ._errors import Code, Interrupted, Problem, told, translated
from ._output import note, status

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

    from ._output import Sink

T = TypeVar("T")

# Seconds that a command which has ended waits for the reader of its output.
_PATIENCE: Final = 2.0

# Windows has none that a loop can wait for.
_SIGNALS: Final = hasattr(signal, "SIGHUP")


def run(work: Callable[[], Awaitable[T]], backend: str = "asyncio") -> T:
    """Run it in an event loop; a signal cancels it, so that everything is left in order.

    Raises Interrupted then. A second signal ends the process at once.
    """
    if backend == "trio" and find_spec("trio") is None:
        msg = "trio is not installed"
        raise Problem(msg, advice="pip install 'anyio-ami[trio]', or leave --backend out")
    if _SIGNALS:
        # Until the loop itself takes signals.
        _signals.at_once()
    try:
        result: T = anyio.run(_Runner(work).run, backend=backend)
    finally:
        _signals.as_usual()
    return result


class _Runner:
    def __init__(self, work: Callable[[], Awaitable[Any]]) -> None:
        self._work = work
        self._code: Code | None = None

    async def run(self) -> Any:
        # There is no loop before.
        self._scope = anyio.CancelScope()
        error: BaseException | None = None
        result: Any = None
        async with anyio.create_task_group() as group:
            # Other threads get none.
            if _SIGNALS and threading.current_thread() is threading.main_thread():
                await group.start(self._watch)
            with self._scope:
                # Kept out of the group, which would wrap it.
                try:
                    result = await self._work()
                except anyio.get_cancelled_exc_class():
                    raise
                except BaseException as exc:
                    error = exc
            group.cancel_scope.cancel()
        # What went wrong meanwhile tells more than that somebody ended it.
        if self._code is not None and not isinstance(error, Problem):
            raise Interrupted(self._code) from error
        if error is not None:
            raise error
        return result

    async def _watch(self, *, task_status: anyio.abc.TaskStatus[None]) -> None:
        with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
            task_status.started()
            async for number in signals:
                code = Code.INTERRUPTED if number == signal.SIGINT else Code.TERMINATED
                if self._code is not None:
                    os._exit(code)
                self._code = code
                self._scope.cancel()


def conclude(command: Callable[[], object], *, debug: bool) -> None:
    """Call it, and leave with the code it gives, or with that of its error, told in one line."""
    _signals.as_usual()
    try:
        with _log_to_stderr(debug=debug):
            code = command()
    except typer.Exit:
        raise
    except (Interrupted, KeyboardInterrupt) as exc:
        status.clear()
        code = exc.code if isinstance(exc, Interrupted) else Code.INTERRUPTED
        _leave_writers(code, 0.0)
    except BrokenPipeError:
        code = silenced()
    except Exception as exc:
        status.clear()
        problem = told(exc)
        if isinstance(exc, OSError) and exc.filename is None and _gone(exc):
            code = silenced()
        else:
            if debug:
                traceback.print_exception(type(exc), exc, exc.__traceback__)
            note(problem.line())
            code = problem.code
    _leave_writers(code if isinstance(code, int) else Code.OK, _PATIENCE)
    if isinstance(code, int) and code:
        raise typer.Exit(int(code))
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silenced()


def silenced() -> Code:
    """The reader of stdout has had enough (``| head``): that is no error."""
    status.clear()
    try:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    return Code.OK


def _gone(exc: OSError) -> bool:
    return sys.platform == "win32" and exc.errno == 22  # what Windows says for a broken pipe


writers: list[Sink] = []
"""The sinks of this process."""


def _leave_writers(code: int, patience: float) -> None:
    # A thread that still writes to a reader that has stopped would hold up the end.
    if not all(sink.wait(patience) for sink in writers):
        os._exit(code)


class _Lines(logging.Handler):
    def __init__(self, *, debug: bool) -> None:
        super().__init__()
        self._debug = debug

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR and not self._debug:
            return  # that a connection is lost for good is raised, too
        level = "" if record.levelno == logging.INFO else f"{record.levelname.lower()}: "
        note(f"{level}{translated(record.getMessage())}")


@contextmanager
def _log_to_stderr(*, debug: bool) -> Generator[None, None, None]:
    """What the library logs is told: warnings, with ``--debug`` everything."""
    logger = logging.getLogger("anyio_ami")
    handler, level = _Lines(debug=debug), logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if debug else logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
