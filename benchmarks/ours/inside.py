"""The one place that reaches behind the public API: the ground floor by itself, without sockets and loops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anyio_ami import Limits, events, responses
from anyio_ami._messages.message import SessionInfo
from anyio_ami._wire.correlate import Correlator
from anyio_ami._wire.layouts import compile_layout
from anyio_ami._wire.receiver import Receiver, Router

if TYPE_CHECKING:
    from collections.abc import Sequence

READ = 65_536
"""Bytes that one read from the socket gives at most."""


class Wire:
    """One connection's incoming side; ``types`` are wanted, and forgotten at each read."""

    def __init__(self, *types: type[Any], learns: bool = True) -> None:
        self._types = types
        self.events: list[Any] = []
        limits = Limits()
        self.receiver = Receiver(
            limits,
            Router(events.lookup, events.UnknownEvent, self._wanted, learns=learns),
            Correlator(limits),
            SessionInfo("bench", "127.0.0.1:5038", 1),
            prefix="QXVZKJ-",
            response_class=responses.lookup,
        )
        self.receiver.feed(b"Asterisk Call Manager/11.0.0\r\n", 1.0, 2.0)

    def _wanted(self, cls: type[Any]) -> tuple[Any, ...]:
        return (self.events.append,) if issubclass(cls, self._types) else ()

    def feed(self, reads: Sequence[bytes]) -> int:
        """Take these reads in; how many events they gave."""
        got = 0
        for read in reads:
            self.receiver.feed(read, 1.0, 2.0)
            got += len(self.events)
            self.events.clear()
        return got


def forget_layouts() -> None:
    """Nothing that other connections of this process learned is left."""
    compile_layout.cache_clear()


def cut(data: bytes) -> list[bytes]:
    """What the socket would give, read by read."""
    return [data[start : start + READ] for start in range(0, len(data), READ)]
