"""Signals where no event loop takes them: while modules are imported, a loop is made, or somebody types."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any, Final

# What a shell makes of a process that a signal has ended.
_SIGNALLED: Final = 128
# Windows has no SIGHUP.
_NUMBERS: Final = (signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))


def _end(number: int, frame: Any) -> None:
    # An exception would end in a traceback, or in nothing at all: callbacks of imports swallow some.
    os._exit(_SIGNALLED + number)


def _leave(number: int, frame: Any) -> None:
    raise SystemExit(_SIGNALLED + number)


class _Process:
    ours: tuple[int, ...] = ()
    """The signals that are the command's business."""


def begin() -> None:
    """This process is the command's own: from now on a signal ends it at once, without a word."""
    if threading.current_thread() is threading.main_thread():
        # In the background, where it is ignored, it stays so; and so does what nohup ignores.
        usual = (signal.default_int_handler, signal.SIG_DFL)
        _Process.ours = tuple(
            number for number in (signal.SIGINT, *_NUMBERS) if signal.getsignal(number) in usual
        )
    at_once()


def at_once() -> None:
    """A signal ends the process; nothing happens in a process that is not the command's."""
    for number in _Process.ours:
        signal.signal(number, _end)


def as_usual() -> None:
    """A signal raises an exception: there is something to be left in order, such as a terminal's echo."""
    for number in _Process.ours:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else _leave)
