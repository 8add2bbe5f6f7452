"""A manager account, and what is known of one connection: who it is, what it wants, what waits for it."""

from __future__ import annotations

import random
from collections import deque
from typing import TYPE_CHECKING

import anyio

from ._filters import Filters
from ._texts import ALL, class_bits, class_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._lines import Line


class FakeUser:
    """A manager account.

    ``read`` and ``write`` are comma lists of classes as in manager.conf (``"all"``, ``"call,cdr"``, ``""``).
    ``multiple=False`` refuses a second login at the same time with ``Login Already In Use``.
    """

    __slots__ = ("multiple", "name", "read", "secret", "write")

    def __init__(
        self, name: str, secret: str, *, read: str = "all", write: str = "all", multiple: bool = True
    ) -> None:
        self.name: str = name
        self.secret: str = secret
        self.read: int = class_bits(read)
        self.write: int = class_bits(write)
        self.multiple: bool = multiple

    def __repr__(self) -> str:
        return f"<FakeUser {self.name!r}>"


class FakeSession:
    """A connection, logged in or not. Made by the server; read it, or drop it with :meth:`cut`."""

    def __init__(self, number: int, line: Line, sample: Callable[[], bytes]) -> None:
        self.number = number
        """Counts the connections of this server from 1."""
        self.account: FakeUser | None = None
        self.filters: Filters = Filters()
        self.challenge: str = str(random.randrange(1 << 29))
        self.last: bool = False  # close after this answer
        self.ending: bool = False  # write what is queued, take nothing more, close
        self.event_bits = ALL
        self._line = line
        self._sample = sample
        self._reset = False
        self._tail = b""
        self._scope = anyio.CancelScope()
        self._events: deque[tuple[int, bytes]] = deque()
        self._late: deque[bytes] = deque()  # answers that others were allowed to overtake
        self._shuffled: list[bytes] = []
        self._change = anyio.Event()
        self._idle = anyio.Event()
        self.closed: anyio.Event = anyio.Event()
        """Set when the connection has ended."""

    def __repr__(self) -> str:
        return f"<FakeSession {self.number} user={self.user!r}>"

    @property
    def user(self) -> str | None:
        """The account's name, or None before login."""
        return None if self.account is None else self.account.name

    @property
    def mask(self) -> frozenset[str]:
        """The event classes the client asked for, whether or not its account may read them."""
        return class_names(self.event_bits)

    @property
    def queued(self) -> int:
        """Events that wait to be written."""
        return len(self._events)

    @property
    def wants(self) -> int:
        """The bits of the classes that reach this client."""
        return 0 if self.account is None else self.event_bits & self.account.read

    @property
    def settled(self) -> bool:
        """Nothing is queued, running or being written."""
        return self._idle.is_set() or self.closed.is_set()

    async def wait_settled(self) -> None:
        """Wait until :attr:`settled`."""
        while not self.settled:
            await self._idle.wait()

    def push(self, bits: int, data: bytes) -> None:
        """Queue an event (``bits`` 0: whatever the mask says)."""
        if not self.closed.is_set():
            self._events.append((bits, data))
            self.notify()

    def send_raw(self, data: bytes) -> None:
        """Queue bytes to be written as they are, after what is queued already."""
        self.push(0, data)

    def cut(self, *, mid_frame: bool = False, reset: bool = False) -> None:
        """Drop this connection without a word.

        What was not yet written is lost. ``mid_frame`` first writes half of an event; ``reset`` makes the
        client see a reset instead of an end.
        """
        self._reset = reset
        if mid_frame:
            queued = [data for _, data in self._events] or [self._sample()]
            self._tail = queued[0][: len(queued[0]) // 2]
        self._scope.cancel()

    def notify(self) -> None:
        """Something changed: look again."""
        self._idle = self._idle if not self._idle.is_set() else anyio.Event()
        self._change.set()

    def end(self) -> None:
        """Write the events that are queued, take no further action, close."""
        self.ending = True
        self.notify()

    def release_shuffled(self) -> None:
        """Let go the answers that were collected to change their order, the newest first."""
        self._late.extend(reversed(self._shuffled))
        self._shuffled.clear()
        self.notify()

    def drop(self) -> None:
        """Close what is under it, at once."""
        self._line.drop(reset=self._reset)
