"""Bytes to typed messages, and bytes to whole frames without secrets: without a connection, without I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from anyio_ami import actions, events, responses
from anyio_ami._messages.message import SessionInfo
from anyio_ami._wire.correlate import Correlator, Request
from anyio_ami._wire.frames import FrameBuffer, Greeting, frames_of
from anyio_ami._wire.masker import Masker
from anyio_ami._wire.receiver import Receiver, Router
from anyio_ami.errors import ProtocolError
from anyio_ami.policy import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami._messages.message import Read
    from anyio_ami.events import Event
    from anyio_ami.responses import Response

    Decode = Callable[[str, int | None, Read], Any]

__all__ = ["Decoded", "FrameStream", "MessageDecoder"]

_END: Final = "\r\n\r\n"
# Stands in no ActionID: until an action is known, no event answers one.
_NOBODY: Final = "\0"
_UNKNOWN: Final = actions.Answer(items=("*",))


class Decoded(NamedTuple):
    """A message, and what it answers."""

    message: Event | Response
    answers: str | None
    """The ActionID of the action whose reply, list item or list end it is; None for an event by itself.

    A reply without an ActionID answers ``""``.
    """
    complete: bool
    """Whether nothing more comes for that action; True for an event by itself."""


class _Ledger(Correlator):
    """Keeps replies and items in the order in which they came."""

    def __init__(self, limits: Limits, out: list[Decoded]) -> None:
        super().__init__(limits)
        self._out = out

    def reply(self, action_id: str | None, is_list: bool, is_error: bool) -> Request | None:
        request = super().reply(action_id, is_list, is_error)
        # To an action that nobody told of: what every reply is.
        return request or Request("", action_id or "", b"", actions.Answer())

    def replied(self, request: Request, *, is_list: bool, is_error: bool) -> None:
        super().replied(request, is_list=is_list, is_error=is_error)
        self._out.append(Decoded(request.reply, request.action_id, request.done))

    def item(self, action_id: str, name: str, frame: str, decode: Decode, read: Read) -> bool:
        made: list[Any] = []

        def kept(frame: str, seq: int | None, read: Read) -> Any:
            made.append(decode(frame, seq, read))
            return made[0]

        taken = super().item(action_id, name, frame, kept, read)
        if made:
            self._out.append(Decoded(made[0], action_id, action_id not in self.pending))
        return taken


class _Receiver(Receiver):
    def expect(self, prefix: str) -> None:
        """ActionIDs of the client begin so."""
        self._prefix = prefix


class MessageDecoder:
    """The bytes of one connection, greeting first, to messages as a client would type them.

    ``feed`` what was received, in pieces of any size. Told by ``sent`` what the client
    sent, it knows the replies' own types and which events are items of a list: these have
    no ``seq``, all others are numbered from 1. Without it a reply is a plain `Response`,
    and every event counts as one by itself.
    """

    def __init__(self, session: SessionInfo | None = None, *, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        self._out: list[Decoded] = []
        self._limits = limits
        self._ledger = _Ledger(limits, self._out)
        appends = (self._append,)
        self._receiver = _Receiver(
            limits,
            Router(events.lookup, events.UnknownEvent, lambda _: appends),
            self._ledger,
            session or SessionInfo("", "", 1),
            prefix=_NOBODY,
            response_class=responses.lookup,
        )
        self._knows_prefix = False
        self.error: ProtocolError | None = None
        """What is wrong with these bytes; nothing more is decoded."""

    @property
    def greeting(self) -> str | None:
        """The server's first line; None before it has come."""
        greeting = self._receiver.buffer.greeting
        return None if greeting is None else greeting.line

    @property
    def unfinished(self) -> int:
        """Bytes that wait for the rest of their frame."""
        return len(self._receiver.buffer.unfinished)

    def feed(self, data: bytes, *, monotonic: float = 0.0, wall: float = 0.0) -> list[Event | Response]:
        """The messages that these bytes complete; ``monotonic`` and ``wall`` become their ``received``.

        Raises ProtocolError for what no server may send or what is over ``limits``, but only once the
        messages before it were given: by the next call, where there are some.
        """
        return [one.message for one in self.decode(data, monotonic=monotonic, wall=wall)]

    def decode(self, data: bytes, *, monotonic: float = 0.0, wall: float = 0.0) -> list[Decoded]:
        """As `feed`, and with each message the action that it answers."""
        if self.error is None:
            try:
                self._receiver.feed(data, monotonic, wall)
            except ProtocolError as exc:
                self.error = exc
            self._ledger.flush()
        found = self._out[:]
        self._out.clear()
        if self.error is not None and not found:
            raise self.error
        return found

    def sent(self, data: bytes) -> None:
        """Whole frames that the client sent, before the answers to them are fed."""
        for frame in frames_of(data.decode("utf-8", "surrogateescape").rpartition(_END)[0] + _END):
            lines = [line.partition(":") for line in frame.split("\r\n")]
            # Of headers that are there twice the first counts, as for the server.
            headers = {name.lower(): value.strip(" ") for name, _, value in reversed(lines)}
            name, action_id = headers.get("action", ""), headers.get("actionid")
            if not action_id:
                continue
            if not self._knows_prefix:
                # The client's ActionIDs are one text and a number.
                self._knows_prefix = True
                head, dash, _ = action_id.rpartition("-")
                self._receiver.expect(head + dash or action_id)
            cls = actions.lookup(name)
            answer = _UNKNOWN if cls is None else cls.__answer__
            request = Request(name, action_id, b"", answer)
            request.sent = True
            request.take = _drop
            if len(self._ledger.pending) >= self._limits.pending:
                self._ledger.abandon(next(iter(self._ledger.pending.values())))
            self._ledger.add(request, own=True)

    def _append(self, event: Event) -> None:
        self._out.append(Decoded(event, None, True))


def _drop(items: list[Any]) -> None:
    """They have been handed on one by one."""


class FrameStream:
    """The bytes of one direction of a connection, cut anywhere, to whole frames.

    With ``masked=True`` secrets are ``***`` in them, as by `mask_frame`, but at a small part of
    its cost for frames in which there are none. ``greeting=False`` for what a client sends: no
    first line precedes its frames.
    """

    def __init__(self, *, masked: bool = False, greeting: bool = True, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._buffer = FrameBuffer(self._limits)
        self._greeted = not greeting
        if not greeting:
            self._buffer.greeting = Greeting("")
        self._masker = Masker() if masked else None
        self._skips = False
        self._searched = b""
        self.skipped: int = 0
        """Bytes that were left out since `skip` was called, and before it those of an unfinished frame."""

    @property
    def unfinished(self) -> int:
        """Bytes that wait for the rest of their frame."""
        return len(self._buffer.unfinished) + len(self._searched)

    @property
    def skips(self) -> bool:
        """Whether the next beginning of a frame is still looked for."""
        return self._skips

    def skip(self) -> None:
        """Bytes were lost here: leave out all up to the next beginning of a frame."""
        self.skipped = self.unfinished
        greeting = self._buffer.greeting or Greeting("")
        self._buffer = FrameBuffer(self._limits)
        self._buffer.greeting = greeting
        self._greeted = self._skips = True
        self._searched = b""

    def feed(self, data: bytes) -> bytes:
        """The frames that are whole now, with the greeting before the first; ``b""`` if there are none.

        Raises ProtocolError if this is no AMI server, or an unfinished frame is over ``limits``; the
        frames before it are lost then. `skip` lets it go on.
        """
        if self._skips:
            data = self._skip(data)
            if not data:
                return b""
        text = self._buffer.feed(data)
        head = ""
        if not self._greeted and (greeting := self._buffer.greeting) is not None:
            self._greeted = True
            head = f"{greeting.line}\r\n"
        self._buffer.check()
        if text and self._masker is not None:
            greeting = self._buffer.greeting
            text = self._masker.mask(text, follows=greeting is not None and greeting.has_follows)
        return (head + text).encode("utf-8", "surrogateescape") if head or text else b""

    def _skip(self, data: bytes) -> bytes:
        data = self._searched + data
        end = data.find(b"\r\n\r\n") + 4
        if end < 4:
            kept = data[-3:]
            self.skipped += len(data) - len(kept)
            self._searched = kept
            return b""
        self.skipped += end
        self._skips, self._searched = False, b""
        return data[end:]
