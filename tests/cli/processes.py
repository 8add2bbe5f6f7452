"""The command as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, AnyStr

import anyio

if TYPE_CHECKING:
    from collections.abc import Generator
    from contextlib import AbstractContextManager

    from .conftest import Server

COMMAND = [sys.executable, "-m", "anyio_ami"]


@contextmanager
def ended(process: subprocess.Popen[AnyStr]) -> Generator[subprocess.Popen[AnyStr]]:
    """The process does not outlive the block: one that a failed test leaves behind is not waited for."""
    with process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def start(*arguments: str, **more: Any) -> AbstractContextManager[subprocess.Popen[str]]:
    command = [*COMMAND, *arguments]
    return ended(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more))


async def emit_always(server: Server) -> None:
    while True:
        server.pbx.emit("Hangup", {"Channel": "PJSIP/alice-1", "Cause": 17})
        await anyio.sleep(0.01)  # a pace, not a wait: another thread or process takes them when it can


async def cut(server: Server) -> None:
    server.pbx.cut()
