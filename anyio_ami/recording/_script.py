"""What a replay plays: the connections of one node, their events, and the answers to their actions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anyio_ami import mask_frame

from ._reading import no_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anyio_ami.decoding import Decoded

    from ._reading import Entry, Recording

Key = tuple[str, tuple[tuple[str, str], ...]]

_action_id = re.compile(rb"\r\nActionID: ?([^\r]*(?:\r(?!\n)[^\r]*)*)(?=\r\n)", re.IGNORECASE)


class Ask:
    """An action as a client sent it."""

    __slots__ = ("action_id", "headers", "name")

    def __init__(self, frame: bytes) -> None:
        # Masked, as those in the recording are: else what holds a secret would never be found there.
        text = mask_frame(frame).decode("utf-8", "surrogateescape")
        pairs = [line.partition(":") for line in text.split("\r\n") if ":" in line]
        headers = [(name.strip().lower(), value.strip(" ")) for name, _, value in pairs]
        given = dict(reversed(headers))
        self.name: str = given.get("action", "")
        self.action_id: str = given.get("actionid", "")
        self.headers: tuple[tuple[str, str], ...] = tuple(
            sorted(pair for pair in headers if pair[0] not in ("action", "actionid"))
        )

    @property
    def key(self) -> Key:
        """What two actions must share to be the same."""
        return self.name.lower(), self.headers


class Exchange:
    """An action that was recorded, with its whole answer."""

    __slots__ = ("ask", "complete", "parts")

    def __init__(self, ask: Ask) -> None:
        self.ask: Ask = ask
        self.parts: list[bytes] = []
        self.complete: bool = False

    def answer(self, action_id: str) -> bytes:
        """The answer as another client would get it."""
        return b"".join([with_action_id(part, action_id) for part in self.parts])


class Segment:
    """One connection, from its login to its end."""

    def __init__(self, greeting: bytes, begun: float) -> None:
        self.greeting: bytes = greeting
        self.begun: float = begun
        """Seconds since the recording began at which it was connected; times of events count from there."""
        self.opening: list[bytes] = []
        """Events that came before the login was done."""
        self.events: list[tuple[float, bytes]] = []
        """The others: (seconds, bytes)."""
        self.ended: float | None = None
        """Seconds at which it was lost; None if it was not."""
        self.pause: float = 0.0
        """Seconds from its end to the next connection."""
        self.exchanges: list[Exchange] = []
        self.by_key: dict[Key, list[Exchange]] = {}
        self.by_name: dict[str, list[Exchange]] = {}

    def seal(self) -> None:
        """All is there: index the answers that are whole."""
        for exchange in self.exchanges:
            if exchange.complete:
                self.by_key.setdefault(exchange.ask.key, []).append(exchange)
                self.by_name.setdefault(exchange.ask.name.lower(), []).append(exchange)


class Script:
    """The connections of one node, one after the other."""

    def __init__(self, recording: Recording, node: str | None) -> None:
        nodes = recording.nodes()
        if node is None and len(nodes) > 1:
            msg = f"several nodes are in this recording; choose one with node=: {', '.join(map(repr, nodes))}"
            raise ValueError(msg)
        if node is not None and node not in nodes:
            raise no_node(node, nodes)
        self.segments: list[Segment] = []
        self.carried: set[str] = set()
        """ActionIDs of which an event by itself tells (OriginateResponse)."""
        open_ones: dict[int, _Building] = {}
        begun: dict[int, float] = {}
        last: Segment | None = None
        end = 0.0
        for entry, messages in recording.decoded(node):
            number = entry.connection
            if number not in open_ones:
                open_ones[number] = _Building()
                begun[number] = entry.time
            building = open_ones[number]
            building.take(entry, messages, self.carried)
            if entry.kind == "connected":
                segment = building.segment = building.connect(entry)
                if last is not None:
                    last.pause = max(0.0, begun[number] - end)
                    if last.ended is None:
                        last.ended = end - last.begun
                self.segments.append(segment)
                last = segment
            if entry.kind == "disconnected" and building.segment is last and last is not None:
                end = entry.time
                if entry.reason is not None:
                    last.ended = end - last.begun
        for segment in self.segments:
            segment.seal()


class _Building:
    def __init__(self) -> None:
        self.segment: Segment | None = None
        self._early: list[bytes] = []
        self._greeting = b""
        self._exchanges: list[Exchange] = []
        self._asked: dict[str, Exchange] = {}

    def connect(self, entry: Entry) -> Segment:
        segment = Segment(self._greeting, entry.time)
        segment.opening = self._early
        segment.exchanges = self._exchanges
        return segment

    def take(self, entry: Entry, messages: list[Decoded], carried: set[str]) -> None:
        if entry.kind == "sent":
            for frame in frames(entry.data):
                exchange = Exchange(Ask(frame))
                self._exchanges.append(exchange)
                self._asked[exchange.ask.action_id] = exchange
        if entry.kind == "received" and not self._greeting and entry.data.startswith(b"Asterisk"):
            self._greeting = entry.data.partition(b"\r\n")[0] + b"\r\n"
        for message, answers, complete in messages:
            raw = message.raw or b""
            if answers is not None:
                asked = self._asked.get(answers)
                if asked is not None:
                    asked.parts.append(raw)
                    if complete:
                        asked.complete = True
                        del self._asked[answers]
                continue
            if message.action_id:
                carried.add(message.action_id)
            if self.segment is None:
                self._early.append(raw)
            else:
                self.segment.events.append((entry.time - self.segment.begun, raw))


def frames(data: bytes) -> Iterator[bytes]:
    """Whole frames, without their empty lines."""
    for frame in data.split(b"\r\n\r\n"):
        if frame.strip(b"\r\n"):
            yield frame.lstrip(b"\r\n")


def action_id_of(part: bytes) -> str | None:
    """The ActionID of a frame."""
    found = _action_id.search(part)
    return None if found is None else found[1].decode("utf-8", "surrogateescape")


def with_action_id(part: bytes, action_id: str) -> bytes:
    """A frame that has an ActionID with another one; with none if that is empty."""
    line = b"\r\nActionID: " + action_id.encode("utf-8", "surrogateescape") if action_id else b""
    return _action_id.sub(lambda _: line, part, count=1)
