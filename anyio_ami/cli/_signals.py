"""Ctrl-C where nothing is to be left in order yet: while modules are imported, and a loop is made."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any, Final

_INTERRUPTED: Final = 130


def _end(number: int, frame: Any) -> None:
    # An exception would end in a traceback, or in nothing at all: callbacks of imports swallow some.
    os._exit(_INTERRUPTED)


class _Process:
    ours = False


def begin() -> None:
    """This process is the command's own: from now on Ctrl-C ends it at once, without a word."""
    # In the background, where it is ignored, it stays so.
    there = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    _Process.ours = there and threading.current_thread() is threading.main_thread()
    at_once()


def at_once() -> None:
    """Ctrl-C ends the process; nothing happens in a process that is not the command's."""
    if _Process.ours:
        signal.signal(signal.SIGINT, _end)


def as_usual() -> None:
    """Ctrl-C raises KeyboardInterrupt: there is something to be left in order, such as a terminal's echo."""
    if _Process.ours:
        signal.signal(signal.SIGINT, signal.default_int_handler)
