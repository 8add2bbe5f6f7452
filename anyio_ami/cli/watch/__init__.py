"""The live board: channels, queues and event rates of one server, on the whole screen of a terminal.

`model` and what it is made of need no terminal and no Textual; `app` shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .app import Board as Board

__all__ = ["Board", "run_board"]


def run_board(options: Mapping[str, Any]) -> int:
    """Show the board of one server until the user quits.

    ``options`` are keyword arguments of `connect_ami`. Returns 0 after ``q``, 130 after
    Ctrl-C and SIGINT, 143 after SIGTERM. Either way the client has logged off, and the
    terminal is as it was.

    Raises what `connect_ami` raises when the first connection fails or the connection is
    lost for good, and ValueError if standard input, output or error is no terminal. Needs Textual
    (ImportError without it).
    """
    from .app import run

    return run(options)


def __getattr__(name: str) -> object:
    if name == "Board":
        from .app import Board

        return Board
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
