"""Reading a recording: its entries, and its events as a client would have given them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

import msgspec

from anyio_ami import Limits, ServerInfo, SessionInfo
from anyio_ami.decoding import Decoded, MessageDecoder
from anyio_ami.errors import ProtocolError
from anyio_ami.events import Event

from ._format import CLOCK, CONNECTED, CONNECTING, DISCONNECTED, GAP, RECEIVED, SENT, Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._format import Raw, RecordingInfo

# Microseconds from a clock that counts from the recording's beginning to one that counts from 1970.
_Offset: TypeAlias = Annotated[int, msgspec.Meta(ge=-(10**17), le=10**17)]
Kind: TypeAlias = Literal["connecting", "connected", "disconnected", "received", "sent", "gap"]

_KINDS: Final[dict[int, Kind]] = {
    CONNECTING: "connecting",
    CONNECTED: "connected",
    DISCONNECTED: "disconnected",
    RECEIVED: "received",
    SENT: "sent",
    GAP: "gap",
}
# A client's own bounds may have been wider than the usual ones.
_WIDE: Final = Limits(
    event_bytes=64 << 20,
    event_headers=1 << 24,
    response_bytes=256 << 20,
    response_lines=1 << 26,
    list_items=1 << 26,
    list_bytes=4 << 30,
)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a recording tells."""

    kind: Kind
    """What it is. A connection is ``connected`` once its login is done and the server has booted."""
    time: float
    """Seconds since the recording began."""
    wall: float
    """Seconds since 1970, by the clock of the recording machine."""
    connection: int
    """Which connection it is of: from 1, in the order of their beginnings, failed attempts too."""
    session: SessionInfo
    """Node, endpoint and number of it; its ``boot`` is known from ``connected`` on."""
    data: bytes = b""
    """Of ``received`` and ``sent``: whole frames, secrets masked. The first received one is the greeting.

    A frame of more than 8 MiB stands in several entries.
    """
    server: ServerInfo | None = None
    """Of ``connected``."""
    reason: str | None = None
    """Of ``disconnected``: the error and its text; None where the client closed it in order."""
    lost: int = 0
    """Of ``gap``: bytes that are not there."""
    direction: Literal["received", "sent"] = "received"
    """Of ``gap``: which bytes."""


class Recording:
    """A file that a `Recorder` wrote. It is read anew by each method, and never all of it kept.

    Raises OSError where it cannot be opened, `RecordingError` where it is no recording or has a
    format that this version does not know. A file that is cut off or damaged is read to its last
    whole frame: see `complete`.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path: str = os.fspath(path)
        self.complete: bool | None = None
        """Whether it goes to the end that its recorder wrote; None before it was read to where it ends."""
        with open(self.path, "rb") as file:
            self.info: RecordingInfo = Reader(file).info
            """What its header says."""

    def __repr__(self) -> str:
        return f"<Recording {self.path!r}>"

    def entries(self) -> Iterator[Entry]:
        """Everything in it, in order of time."""
        with open(self.path, "rb") as file:
            reader = Reader(file)
            offset = int(reader.info.started * 1e6)
            sessions: dict[int, SessionInfo] = {}
            for raw in reader.entries():
                try:
                    if raw.kind == CLOCK:
                        offset = msgspec.json.decode(raw.data, type=_Offset)
                    elif raw.kind in _KINDS:
                        yield _entry(raw, offset, sessions)
                except msgspec.MsgspecError:
                    # Its checksum was right: another hand has written it.
                    self.complete = False
                    return
            self.complete = reader.complete

    def nodes(self) -> list[str]:
        """The names of the nodes that are in it, in the order of their first connections."""
        return list(
            dict.fromkeys(entry.session.node for entry in self.entries() if entry.kind == "connecting")
        )

    def events(self, node: str | None = None) -> Iterator[Event]:
        """The events as a subscriber to all of them was given them, with their session, seq and times.

        List items and replies are not among them: `messages` has these, too. ``node`` leaves out all
        others; a name that is not in the recording is a ValueError, once it was read to its end.
        ``received.monotonic`` counts from the beginning of the recording.
        """
        for _, decoded in self.decoded(node):
            for one in decoded:
                if one.answers is None and isinstance(one.message, Event):
                    yield one.message

    def messages(self, node: str | None = None) -> Iterator[Any]:
        """Every event and reply of the connections whose logins were done."""
        for _, decoded in self.decoded(node):
            for one in decoded:
                yield one.message

    def decoded(self, node: str | None = None) -> Iterator[tuple[Entry, list[Decoded]]]:
        """Every entry, and of ``received`` the messages in it.

        Of a connection nothing comes before its entry ``connected``, and nothing at all if there is none.
        """
        decoders: dict[int, MessageDecoder] = {}
        held: dict[int, list[Entry]] = {}
        nodes: dict[str, None] = {}
        for entry in self.entries():
            number = entry.connection
            if entry.kind == "connecting":
                nodes[entry.session.node] = None
            if node is not None and entry.session.node != node:
                continue
            if entry.kind == "connecting":
                held[number] = []
            if number in held:
                # What its session is, all of it, is known only then.
                held[number].append(entry)
                if entry.kind == "connected":
                    decoder = decoders[number] = MessageDecoder(entry.session, limits=_WIDE)
                    for one in held.pop(number):
                        yield one, _take(decoder, one)
                elif entry.kind == "disconnected":
                    del held[number]
            elif number in decoders:
                yield entry, _take(decoders[number], entry)
                if entry.kind == "disconnected":
                    del decoders[number]
        if node is not None and node not in nodes:
            raise no_node(node, nodes)


def no_node(node: str, nodes: Iterable[str]) -> ValueError:
    """The error of a name that is not in a recording."""
    return ValueError(f"no node {node!r} is in this recording; there are: {', '.join(map(repr, nodes))}")


def _take(decoder: MessageDecoder, entry: Entry) -> list[Decoded]:
    if entry.kind == "sent":
        decoder.sent(entry.data)
    elif entry.kind == "received" and entry.data and decoder.error is None:
        try:
            return decoder.decode(entry.data, monotonic=entry.time, wall=entry.wall)
        except ProtocolError:
            # The client has ended the connection, too.
            pass
    return []


class _Connected(msgspec.Struct):
    session: SessionInfo
    server: ServerInfo


class _Reason(msgspec.Struct):
    type: str
    text: str


class _Lost(msgspec.Struct):
    received: int = 0
    sent: int = 0


def _entry(raw: Raw, offset: int, sessions: dict[int, SessionInfo]) -> Entry:
    session = sessions.get(raw.connection) or SessionInfo("", "", 0)
    told: dict[str, Any] = {}
    if raw.kind == CONNECTING:
        session = sessions[raw.connection] = msgspec.json.decode(raw.data, type=SessionInfo)
    elif raw.kind == CONNECTED:
        connected = msgspec.json.decode(raw.data, type=_Connected)
        session = sessions[raw.connection] = connected.session
        told["server"] = connected.server
    elif raw.kind == DISCONNECTED:
        reason = msgspec.json.decode(raw.data, type=_Reason | None)
        told["reason"] = None if reason is None else f"{reason.type}: {reason.text}"
        sessions.pop(raw.connection, None)
    elif raw.kind == GAP:
        lost = msgspec.json.decode(raw.data, type=_Lost)
        told["lost"] = lost.received or lost.sent
        told["direction"] = "sent" if lost.sent else "received"
    else:
        told["data"] = raw.data
    return Entry(
        kind=_KINDS[raw.kind],
        time=raw.time / 1e6,
        wall=(raw.time + offset) / 1e6,
        connection=raw.connection,
        session=session,
        **told,
    )
