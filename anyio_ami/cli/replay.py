"""``anyio-ami replay``."""

from __future__ import annotations

import math
import os
import re
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import anyio
import typer
from anyio.from_thread import BlockingPortal

from ._errors import Code, Problem
from ._output import note
from ._run import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami.recording import ReplayServer


def replay(
    file: Annotated[Path, typer.Argument(help="What record wrote.", show_default=False)],
    port: Annotated[int, typer.Option(help="Where to listen; 0: any free one.", min=0, max=65535)] = 0,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    speed: Annotated[str, typer.Option(help="Times real speed; max: as fast as can be.")] = "1",
    step: Annotated[
        bool, typer.Option("--step", help="Each Enter plays the next event, a number so many.")
    ] = False,
    backend: Annotated[Literal["asyncio", "trio"], typer.Option(help="The event loop.")] = "asyncio",
) -> None:
    """Serve a recording as if it were the server, until Ctrl-C. Any user and secret may log in."""
    rate = _rate(speed)
    if not file.is_file():
        msg = f"there is no file {file}"
        raise Problem(msg, Code.FILE)

    if step and sys.stdin is None:
        msg = "--step reads lines from stdin, which is closed"
        raise Problem(msg)

    async def serve() -> None:
        from anyio_ami.recording import RecordingError, replay

        try:
            async with replay(file, speed=rate, stepwise=step, host=host, port=port) as server:
                note(f"{file} is served at ami://any@{server.host}:{server.port}; Ctrl-C ends it")
                if step:
                    await _step(server)
                else:
                    await anyio.sleep_forever()
        except (RecordingError, ValueError) as exc:
            msg = f"{file}: {exc}"
            raise Problem(msg, Code.FILE) from exc
        except OSError as exc:
            msg = f"cannot listen on {host}:{port}: {exc.strerror or exc}"
            raise Problem(msg, Code.CONNECTION, "--port 0 takes any free one") from exc

    run(serve, backend)


async def _step(server: ReplayServer) -> None:
    """Play what is asked for line by line, to the end of the recording or of stdin."""
    send, lines = anyio.create_memory_object_stream[str](math.inf)
    played = 0
    async with BlockingPortal() as portal, lines:
        put, end = partial(portal.call, send.send_nowait), partial(portal.call, send.close)
        threading.Thread(target=_read_lines, args=(put, end), name="stdin", daemon=True).start()
        async for line in lines:
            wanted = line.strip() or "1"
            if not re.fullmatch("[1-9][0-9]{0,8}", wanted):
                note(f"{wanted[:20]!r} is no number of events; Enter plays the next one")
                continue
            played += await server.step(int(wanted))
            note(f"{played:,} played{'; that was all' if server.finished else ''}")
            if server.finished:
                return


def _read_lines(put: Callable[[str], object], end: Callable[[], object]) -> None:
    rest = b""
    with suppress(RuntimeError):  # nobody listens any more
        while data := _read():
            *whole, rest = (rest + data).split(b"\n")
            for line in whole:
                put(line.decode("utf-8", "replace"))
        if rest:
            put(rest.decode("utf-8", "replace"))
        end()


def _read() -> bytes:
    """What is typed next; nothing at the end, and where stdin cannot be read."""
    while True:
        # By its number: a thread that waits in sys.stdin would hold up the end of the process.
        try:
            return os.read(0, 4096)
        except BlockingIOError:  # as another program has left it
            time.sleep(0.05)
        except OSError:
            return b""


def _rate(text: str) -> float:
    try:
        rate = math.inf if text in ("max", "inf") else float(text)
    except ValueError:
        rate = math.nan
    if not rate > 0:
        msg = f"--speed {text!r} is no number above 0"
        raise Problem(msg, advice="2 is twice as fast, max as fast as can be")
    return rate
