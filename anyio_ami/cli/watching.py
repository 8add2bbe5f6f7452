"""``anyio-ami watch``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ._errors import Problem
from ._output import is_terminal

if TYPE_CHECKING:
    from ._target import Target


def watch(target: Target) -> int:
    """A live board of channels, queues and event rates, over the whole terminal.

    It runs on asyncio alone, and has no place for what --debug shows.
    """
    if not (is_terminal(sys.stdout) and is_terminal(sys.stdin)):
        msg = "watch needs a terminal"
        raise Problem(msg, advice="anyio-ami tail writes to files and pipes")
    if target.given.backend != "asyncio":
        msg = "watch runs on asyncio alone, as Textual does"
        raise Problem(msg, advice="leave --backend out")
    if target.given.debug:
        msg = "watch has the whole terminal, so that there is no place for --debug"
        raise Problem(msg, advice="anyio-ami tail --debug")
    from .watch import run_board

    return run_board(target.options())
