"""Ways to make a server slow or odd, chosen by a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import anyio

if TYPE_CHECKING:
    from types import TracebackType

    from ._session import FakeSession

GARBAGE: Final = b"\x00\xff\xfe\x80 no header here\r\n:\r\n: no name\r\n\r\n\r\n\rEvent\r\n\r\n"
"""Lines without a header, without a name, with bytes that are no text; empty messages."""


class Pause(Protocol):
    """What stands between an answer and its writing."""

    in_order: bool

    async def wait(self) -> None: ...


class Delay:
    """Answers that take their time."""

    def __init__(self, seconds: float, *, in_order: bool) -> None:
        self.seconds = seconds
        self.in_order = in_order

    async def wait(self) -> None:
        await anyio.sleep(self.seconds)


class Hold:
    """Answers that wait for :meth:`release`; also a context manager that releases at its end."""

    def __init__(self, action: str | None, *, in_order: bool) -> None:
        self.action = action
        """The action whose answers are held, or None for every action."""
        self.in_order = in_order
        self.released: bool = False
        """Whether :meth:`release` was called."""
        self.waiting: int = 0
        """How many answers are held now."""
        self._changed: anyio.Event | None = None

    def __enter__(self) -> Hold:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Let the held answers go, and hold no further one."""
        self.released = True
        self._notify()

    async def reached(self, count: int = 1) -> None:
        """Wait until ``count`` answers are held."""
        while self.waiting < count:
            await self._change().wait()

    async def wait(self) -> None:
        self.waiting += 1
        self._notify()
        try:
            while not self.released:
                await self._change().wait()
        finally:
            self.waiting -= 1

    def _change(self) -> anyio.Event:
        if self._changed is None or self._changed.is_set():
            self._changed = anyio.Event()
        return self._changed

    def _notify(self) -> None:
        if self._changed is not None:
            self._changed.set()


class Trouble:
    """The part of the server that makes it slow."""

    by_number: dict[int, FakeSession]

    def __init__(self) -> None:
        self.shuffled: int = 0
        """How many answers are collected before they leave in reverse order."""
        self._pauses: list[tuple[str | None, Pause]] = []
        self.rate: float = 0.0
        """Bytes that a connection writes in a second; 0: as fast as it can."""
        self._stalled: anyio.Event | None = None

    def slow(self, bytes_per_second: float) -> None:
        """From now on each connection writes no more than so many bytes in a second; 0 ends it."""
        self.rate = bytes_per_second

    def garbage(self, data: bytes = GARBAGE) -> None:
        """Write bytes that are no messages to every connection, after what is queued already."""
        for session in self.by_number.values():
            session.send_raw(data)

    def delay(self, seconds: float, action: str | None = None, *, in_order: bool = True) -> None:
        """Answer an action (None: every one) that much later; 0 ends it.

        The action itself is done at once. As on a real server the connection waits with it; with
        ``in_order=False`` later answers and events overtake it.
        """
        key = None if action is None else action.lower()
        self._pauses = [
            (name, pause) for name, pause in self._pauses if name != key or isinstance(pause, Hold)
        ]
        if seconds > 0:
            self._pauses.append((key, Delay(seconds, in_order=in_order)))

    def hold(self, action: str | None = None, *, in_order: bool = True) -> Hold:
        """Answer an action (None: every one) only when the object given back says so."""
        held = Hold(action, in_order=in_order)
        self._pauses.append((None if action is None else action.lower(), held))
        return held

    def pauses(self, action: str) -> list[Pause]:
        """What stands before the answer to this action."""
        self._pauses = [
            entry for entry in self._pauses if not (isinstance(entry[1], Hold) and entry[1].released)
        ]
        return [pause for name, pause in self._pauses if name is None or name == action.lower()]

    def reorder(self, count: int) -> None:
        """From now on each connection answers in groups of ``count``, the last first; 0 ends it.

        Answers wait until their group is full, those to what the client sends by itself too. Login and
        Logoff are answered at once.
        """
        self.shuffled = count
        if count <= 1:
            for session in self.by_number.values():
                session.release_shuffled()

    def stall(self) -> None:
        """Read and write nothing until :meth:`resume`, with every connection open."""
        self._stalled = self._stalled or anyio.Event()

    def resume(self) -> None:
        """End :meth:`stall`."""
        if self._stalled is not None:
            self._stalled.set()
            self._stalled = None

    async def flowing(self) -> None:
        """Wait while the server is stalled."""
        while self._stalled is not None:
            await self._stalled.wait()
