"""Captures as frames, and a Receiver whose output can be looked at."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyio_ami import events, responses
from anyio_ami._messages.message import SessionInfo
from anyio_ami._wire.correlate import Correlator, Request
from anyio_ami._wire.receiver import Receiver, Router
from anyio_ami.actions import Answer
from anyio_ami.policy import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).resolve().parent.parent / "data"
GREETING = b"Asterisk Call Manager/11.0.0\r\n"
OLD_GREETING = b"Asterisk Call Manager/2.10.6\r\n"
INFO = SessionInfo("node", "127.0.0.1:5038", 1)
PREFIX = "QXVZKJ-"
"""What our ActionIDs begin with; in no capture."""

SERVER_FILES = sorted(p.name for p in DATA.glob("*.ami") if not p.name.endswith("-client.ami"))
CLIENT_FILES = sorted(p.name for p in DATA.glob("*-client.ami"))
SMALL_FILES = [name for name in SERVER_FILES if (DATA / name).stat().st_size <= 12_000]
LARGE_FILES = [name for name in SERVER_FILES if name not in SMALL_FILES]


@cache
def stream(name: str) -> bytes:
    """A capture with a greeting, put there where it was taken after the login."""
    data = (DATA / name).read_bytes()
    if data.startswith(b"Asterisk Call Manager/"):
        return data
    return (OLD_GREETING if "follows" in name else GREETING) + data


def split(data: bytes) -> tuple[list[bytes], bytes]:
    """The frames of a stream after its greeting, and its unfinished rest: the rules, written plainly.

    A line ends at CRLF, a message at an empty line, an empty message is none.
    """
    greeting, _, rest = data.partition(b"\r\n")
    old = int(greeting.rpartition(b"/")[2].split(b".")[0]) < 3
    frames: list[bytes] = []
    lines: list[bytes] = []
    while True:
        line, end, after = rest.partition(b"\r\n")
        if not end:
            return frames, b"".join(part + b"\r\n" for part in lines) + line
        rest = after
        if old and not lines and line == b"Response: Follows":
            body, marker, after = rest.partition(b"--END COMMAND--\r\n\r\n")
            if not marker:
                return frames, line + b"\r\n" + body
            frames.append(line + b"\r\n" + body + marker)
            rest = after
        elif line:
            lines.append(line)
        elif lines:
            frames.append(b"".join(part + b"\r\n" for part in [*lines, b""]))
            lines = []


@cache
def frames(name: str) -> tuple[bytes, ...]:
    return tuple(split(stream(name))[0])


@cache
def event_frames() -> dict[str, list[bytes]]:
    """Every distinct event frame of every capture, by event name."""
    found: dict[str, dict[bytes, None]] = {}
    for name in SERVER_FILES:
        for frame in frames(name):
            if frame.startswith(b"Event: "):
                kind = frame[7 : frame.index(b"\r\n")].decode()
                found.setdefault(kind, {})[frame] = None
    return {kind: list(known) for kind, known in found.items()}


def text(frame: bytes) -> str:
    return frame.decode("utf-8", "surrogateescape")


def frame(*lines: str | bytes) -> bytes:
    """A message of these lines."""
    parts = [line if isinstance(line, bytes) else line.encode("utf-8", "surrogateescape") for line in lines]
    return b"".join(part + b"\r\n" for part in [*parts, b""])


def pieces(data: bytes, cuts: Iterable[int]) -> list[bytes]:
    """``data`` cut at these places (any integers, in any order)."""
    places = sorted({cut % (len(data) + 1) for cut in cuts})
    return [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]


class Rig:
    """One connection's incoming side, with somebody who wants every event (or those of ``types``)."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        prefix: str = PREFIX,
        types: tuple[type[Any], ...] = (events.Event,),
        greeting: bytes = GREETING,
        learns: bool = True,
    ) -> None:
        limits = limits or Limits()
        self.types = types
        self.events: list[Any] = []
        self.correlator: Any = Correlator(limits)
        self.router = Router(events.lookup, events.UnknownEvent, self._wanted, learns=learns)
        self.receiver = Receiver(
            limits, self.router, self.correlator, INFO, prefix=prefix, response_class=responses.lookup
        )
        if greeting:
            self.feed(greeting)

    def _wanted(self, cls: type[Any]) -> tuple[Any, ...]:
        return (self.events.append,) if issubclass(cls, self.types) else ()

    def feed(self, *parts: bytes) -> Rig:
        for part in parts:
            self.receiver.feed(part, 1.0, 2.0)
        return self

    def bytewise(self, data: bytes) -> Rig:
        return self.feed(*(data[n : n + 1] for n in range(len(data))))

    def ask(self, name: str, action_id: str, answer: Answer | None = None) -> Any:
        """A request that has been sent (Any: it changes while type checkers believe what was asserted)."""
        request = Request(name, action_id, b"", answer or Answer())
        self.correlator.add(request)
        request.sent = True
        return request

    @property
    def raws(self) -> list[bytes]:
        return [event.raw for event in self.events]

    @property
    def names(self) -> list[str]:
        return [event.name for event in self.events]
