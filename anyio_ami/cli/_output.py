"""What is written where: results to stdout, everything else to stderr."""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TextIO, TypeVar

import anyio
import anyio.to_thread

from ._errors import one_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rich.console import Console, RenderableType

T = TypeVar("T")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads it."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def width() -> int:
    """Columns of the terminal; ``COLUMNS`` overrides it."""
    return max(40, shutil.get_terminal_size((80, 24)).columns)


def colours() -> bool:
    """Whether stdout takes colours: a terminal, without NO_COLOR."""
    return (
        is_terminal(sys.stdout)
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM", "") not in ("", "dumb")
    )


def console() -> Console:
    """A rich console on stdout, for a terminal."""
    from rich.console import Console

    class Told(Console):
        # Its own leaves with an exit code of its own.
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Told(
        file=sys.stdout, width=width(), highlight=False, markup=False, emoji=False, no_color=not colours()
    )


def show(*what: RenderableType) -> None:
    """Print for a terminal."""
    shown = console()
    for one in what:
        shown.print(one)


def put(text: str) -> None:
    """Write to stdout as it is, lone surrogates of a server's bytes as these bytes."""
    data = text.encode("utf-8", "surrogateescape")
    if any(b >= 0x80 for b in data) and not hasattr(sys.stdout, "buffer"):
        sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8", "replace"))
    elif data.isascii():
        sys.stdout.write(text)
    else:
        # The locale may be one that cannot write it.
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


# Of JSON in UTF-8: all that is beyond ASCII, and DEL, which JSON lets stand as it is.
_RARE: Final = re.compile(r"[\x7f-\U0010ffff]")


def json_line(document: bytes) -> str:
    """A document as a line of the same value, in which everything that is not printable is escaped.

    JSON itself wants that below U+0020 only, and terminals obey others too; and some readers take
    U+0085 and U+2028 for ends of lines.
    """
    text = document.decode()
    return (text if text.isascii() and "\x7f" not in text else _RARE.sub(_escaped, text)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if char.isprintable():
        return char
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))


def put_json(document: bytes) -> None:
    """Write a JSON document to stdout, harmless for terminals."""
    put(json_line(document))


class Status:
    """One line at the bottom of stderr that tells how far a long work is; nothing where nobody looks."""

    def __init__(self) -> None:
        self._shown = False

    @property
    def active(self) -> bool:
        """Whether there is a terminal to write it to."""
        return is_terminal(sys.stderr) and os.environ.get("TERM", "") not in ("", "dumb")

    def show(self, text: str) -> None:
        """Write it anew."""
        if self.active:
            tell(f"\r{one_line(text)[: width() - 1]}\x1b[K")
            self._shown = True

    def clear(self) -> None:
        """Take it away, before anything else is written."""
        if self._shown:
            tell("\r\x1b[K")
            self._shown = False


status = Status()


def note(text: str) -> None:
    """One line to stderr."""
    status.clear()
    tell(f"anyio-ami: {one_line(text)}\n")


def tell(text: str) -> None:
    """Write to stderr. The work goes on where that cannot be done: a full disk, a reader that has gone."""
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


async def with_progress(
    work: Callable[[], Awaitable[T]], text: Callable[[], str], interval: float = 0.25
) -> T:
    """Await ``work()`` and show ``text()`` again and again meanwhile, where somebody looks."""
    if not status.active:
        return await work()
    error: Exception | None = None
    results: list[T] = []

    async def tell() -> None:
        while True:
            await anyio.sleep(interval)
            status.show(text())

    try:
        async with anyio.create_task_group() as group:
            group.start_soon(tell)
            # Kept out of the group, which would wrap it.
            try:
                results.append(await work())
            except Exception as exc:
                error = exc
            group.cancel_scope.cancel()
    finally:
        status.clear()
    if error is not None:
        raise error
    return results[0]


class Sink:
    """stdout from inside the event loop: a reader that pauses must not stop the client.

    A pause longer than the subscription's buffer lasts is told as lost events.
    """

    def __init__(self) -> None:
        self._idle = threading.Event()
        self._idle.set()
        self._begun = self._abandoned = False

    def wait(self, seconds: float) -> bool:
        """Wait for the write that is under way. False: it goes on, and may do so for ever."""
        return self._idle.wait(seconds)

    async def put(self, text: str) -> None:
        """Write it in a worker thread. A cancelled call leaves the thread to its write."""
        self._idle.clear()
        self._begun = False
        try:
            await anyio.to_thread.run_sync(self._put, text, abandon_on_cancel=True)
        except BaseException:
            self._abandoned = True
            if not self._begun:
                self._idle.set()
            raise

    def _put(self, text: str) -> None:
        self._begun = True
        try:
            if not self._abandoned:
                put(text)
                sys.stdout.flush()
        finally:
            self._idle.set()
