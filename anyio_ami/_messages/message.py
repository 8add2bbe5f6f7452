"""What every event and response is: a frozen Struct with its frame in a hidden slot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeAlias

import msgspec

from .exact import Kept, kept_from, rebuilt, untyped
from .headers import Headers
from .plans import plan_of
from .secrets import displayed

if TYPE_CHECKING:
    from collections.abc import Sequence

Extra = tuple[tuple[str, str], ...]
Wire = tuple[tuple[str, str, str], ...]


class Received(NamedTuple):
    """When the bytes of a message were read: one stamp for everything in one read."""

    monotonic: float
    """Seconds on the event loop's clock (`anyio.current_time`)."""
    wall: float
    """Seconds since 1970 (`time.time`)."""


class SessionInfo(msgspec.Struct, frozen=True, gc=False):
    """One login to one server: what tells the events of two connections apart."""

    node: str
    """The name given to `connect_ami`, else ``host:port``."""
    endpoint: str
    """``host:port`` of the server, without credentials."""
    number: int
    """1 for the first login of a client, one more after every reconnect."""
    boot: str | None = None
    """Which run of the server process this is; None as long as nobody could tell.

    The server's start as it tells it itself (``2026-11-22T10:15:30``, in its own
    local time), the same for every client; where it may not be asked, its start
    by our clock (``2026-11-22T10:15:30Z``), the same for this client alone.
    """
    same_boot: bool | None = None
    """Whether it is the same run as in the session before; None in the first, and where nobody could tell."""


class Read(msgspec.Struct, frozen=True, gc=False):
    """What all messages of one read from the socket share."""

    session: SessionInfo
    received: Received


# (frame, seq, read), and the headers once somebody asked for them.
_Frame: TypeAlias = tuple[str, int | None, Read] | tuple[str, int | None, Read, Headers]


class _Envelope:
    # One slot that msgspec does not know: a frame, or what was kept of one that JSON, pickle or a copy left
    # behind. Unset where there never was one.
    __slots__ = ("_frame",)
    _frame: _Frame | Kept


_slot = _Envelope.__dict__["_frame"]
set_frame = _slot.__set__
_get_frame = _slot.__get__


def _frame_of(message: _Envelope) -> _Frame | None:
    try:
        held: _Frame | Kept = _get_frame(message)
    except AttributeError:
        return None
    return None if isinstance(held, Kept) else held


class _FrameHeaders(Headers):
    """The headers of a message, which keeps them once they are all parsed: until then they cost nothing."""

    __slots__ = ("_message",)
    _message: _Envelope | None

    @classmethod
    def of(cls, message: _Envelope, frame: str) -> _FrameHeaders:
        headers = cls.from_frame(frame)
        headers._message = message
        return headers

    def _parse(self) -> None:
        super()._parse()
        # What it is kept by must not be kept by it: such messages are not garbage collected.
        message, self._message = self._message, None
        frame = None if message is None else _frame_of(message)
        if message is not None and frame is not None and len(frame) == 3:
            set_frame(message, (*frame, self))


class Message(_Envelope, msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The common part of events and responses.

    Typed fields are compared, hashed, pickled and shown; the frame a message
    came in, its sequence number and its times are not, and are gone after
    pickling and copying.
    """

    extra: Extra = ()
    """Every header that no typed field holds, as (name, value) pairs in order of arrival."""

    name: ClassVar[str] = ""
    """The message's name on the wire."""
    __wire__: ClassVar[Wire] = (("", "extra", "extra"),)
    """(header, field, kind) of every field that this class adds, in their order."""

    @property
    def _first_header(self) -> tuple[str, str]:
        return "Event", self.name

    @property
    def headers(self) -> Headers:
        """Every header as it came; a few are looked up in the frame, more are parsed, once.

        Rebuilt where no frame is kept: with the same names and texts, the
        typed ones first and then `extra`.
        """
        frame = _frame_of(self)
        if frame is None:
            return rebuilt(self, self.extra, self._first_header, kept_of(self))
        if len(frame) == 4:
            return frame[3]
        return _FrameHeaders.of(self, frame[0])

    @property
    def raw(self) -> bytes | None:
        """The message's bytes, first line through the empty line; None if it came from no socket."""
        frame = _frame_of(self)
        return None if frame is None else frame[0].encode("utf-8", "surrogateescape")

    @property
    def seq(self) -> int | None:
        """The place among all events of its session, from 1, without holes; None for a response."""
        frame = _frame_of(self)
        return None if frame is None else frame[1]

    @property
    def session(self) -> SessionInfo | None:
        """Node, endpoint and session number of the connection it came by; None if it came by none."""
        frame = _frame_of(self)
        return None if frame is None else frame[2].session

    @property
    def received(self) -> Received | None:
        """When it was read from the socket; None if it came by none."""
        frame = _frame_of(self)
        return None if frame is None else frame[2].received

    def __reduce__(self) -> tuple[Any, ...]:
        values = [getattr(self, name) for name in self.__struct_fields__]
        return detached, (type(self), values, *kept_of(self))

    def __copy__(self) -> Message:
        build, arguments = self.__reduce__()
        again: Message = build(*arguments)
        return again

    def __hash__(self) -> int:
        # Families are mappings, which do not hash: equal messages still hash alike.
        fields = (getattr(self, field) for field in self.__struct_fields__)
        return hash((type(self), *(f for f in fields if not isinstance(f, (dict, list)))))

    def __repr__(self) -> str:
        shown = ", ".join(f"{field}={value!r}" for field, value in self.__rich_repr__())
        return f"{type(self).__name__}({shown})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """What rich shows: (field, value), without secrets, as `repr` does."""
        told = list(plan_of(type(self)).shown(self))
        headers = [*((header, value) for _, header, value in told), *self.extra]
        shown = displayed(self.name, headers)
        fields = [(field, value) for (field, _, _), value in zip(told, shown, strict=False)]
        if self.extra:
            names = (name for name, _ in self.extra)
            fields.append(("extra", list(zip(names, shown[len(told) :], strict=True))))
        return fields


def detached(cls: type[Message], values: list[Any], texts: Any = (), unparsed: Any = ()) -> Message:
    """A message without its frame, with what was kept of it."""
    message = cls(*values)
    if texts or unparsed:
        set_frame(message, Kept(tuple(texts), tuple(unparsed)))
    return message


def kept_of(message: Message) -> Kept:
    """What its fields and `extra` would lose of the headers that it came with."""
    try:
        held: _Frame | Kept = _get_frame(message)
    except AttributeError:
        return Kept()
    return held if isinstance(held, Kept) else kept_from(message, message.headers)


def untyped_of(message: Message) -> tuple[Sequence[tuple[str, str]], Sequence[str]]:
    """`extra`, and among it every text that its field cannot give back; and the lines without a colon."""
    if _frame_of(message) is not None:
        headers = message.headers
        return untyped(message, message.extra, headers, Kept()), headers.unparsed
    kept = kept_of(message)
    return untyped(message, message.extra, None, kept), kept.unparsed
