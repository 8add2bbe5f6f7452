"""Events to the sessions that want them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from . import _texts
from ._frames import Headers, Value, frame, pairs_of

if TYPE_CHECKING:
    from ._session import FakeSession


class Broadcast:
    """The sending half of the server."""

    def __init__(self, system_name: str, timestamps: bool) -> None:
        self.system_name = system_name
        """As in asterisk.conf; empty for none."""
        self.timestamps = timestamps
        """Whether events carry a ``Timestamp``."""
        self.by_number: dict[int, FakeSession] = {}

    @property
    def sessions(self) -> list[FakeSession]:
        """The open connections, oldest first."""
        return list(self.by_number.values())

    async def flush(self) -> None:
        """Wait until every connection has written all that was queued and answered all it had received.

        A cancelled call leaves everything as it is.
        """
        for session in self.sessions:
            await session.wait_settled()

    def emit(
        self,
        event: str,
        headers: Headers = (),
        *,
        event_class: str | None = None,
        session: FakeSession | None = None,
    ) -> int:
        """Queue an event for every session whose mask, rights and filters let it through.

        Never waits; gives the number of sessions that will get it. ``event_class`` may be a comma list, which
        a session must want in full; None takes the event's usual class. ``session`` limits it to one.
        ``Privilege`` (and ``SystemName``, ``Timestamp`` where the server has them) are put in front unless
        ``headers`` brings its own ``Privilege``. Raises :exc:`ValueError` if ``event_class`` names no class.
        """
        name = _texts.usual_class(event) if event_class is None else event_class
        bits = _texts.class_bits(name)
        if not bits:
            raise ValueError(f"no event class in {name!r}; known: {', '.join(_texts.CLASSES)}")
        sessions = self.by_number.values() if session is None else (session,)
        wanting = [one for one in sessions if not bits & ~one.wants]
        if not wanting:
            return 0
        data = frame("Event", event, self._preface(name, list(pairs_of(headers))))
        count = 0
        for one in wanting:
            if not one.filters or one.filters.passes(event, data):
                one.push(bits, data)
                count += 1
        return count

    def _preface(self, name: str, pairs: list[tuple[str, Value]]) -> list[tuple[str, Value]]:
        if any(header == "Privilege" for header, _ in pairs):
            return pairs
        front: list[tuple[str, Value]] = [("Privilege", f"{name},all")]
        if self.timestamps:
            front.append(("Timestamp", f"{time.time():.6f}"))
        if self.system_name:
            front.append(("SystemName", self.system_name))
        return front + pairs

    def emit_lines(self, event: str, lines: bytes) -> None:
        """Queue an event whose lines are given as bytes, in its usual class."""
        name = _texts.usual_class(event)
        data = frame("Event", event, self._preface(name, []))[:-2] + lines + b"\r\n"
        bits = _texts.class_bits(name)
        for session in self.by_number.values():
            if not bits & ~session.wants and (not session.filters or session.filters.passes(event, data)):
                session.push(bits, data)

    def sample_event(self) -> bytes:
        """An event to tear when none is queued."""
        pairs: list[tuple[str, Value]] = [("Channel", "Local/100@default-0000ffff;1"), ("ChannelState", 6)]
        return frame("Event", "Newstate", self._preface("call", pairs))

    def send_raw(self, data: bytes) -> None:
        """Queue bytes as they are for every connection, whatever its mask; they go out between answers."""
        for session in self.sessions:
            session.send_raw(data)

    def security(self, event: str, session: FakeSession, more: Headers = (), account: str = "") -> None:
        """A security event about a session."""
        now = time.strftime("%Y-%m-%dT%H:%M:%S.000+0000", time.gmtime())
        self.emit(
            event,
            [
                ("EventTV", now),
                ("Severity", "Informational" if event == "SuccessfulAuth" else "Error"),
                ("Service", "AMI"),
                ("EventVersion", 1),
                ("AccountID", account or session.user or ""),
                ("SessionID", f"0x{0x7F0000000000 + session.number * 0x1000:x}"),
                ("LocalAddress", "IPV4/TCP/127.0.0.1/5038"),
                ("RemoteAddress", f"IPV4/TCP/127.0.0.1/{40_000 + session.number}"),
                *pairs_of(more),
                ("SessionTV", now),
            ],
        )
