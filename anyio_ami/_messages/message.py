"""What every event and response is: a frozen Struct with its frame in a hidden slot."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import msgspec

from .headers import Headers
from .plans import plan_of
from .secrets import MASK, is_secret

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


class Read(msgspec.Struct, frozen=True, gc=False):
    """What all messages of one read from the socket share."""

    session: SessionInfo
    received: Received


class _Envelope:
    # One slot that msgspec does not know: (frame, seq, read), and the headers once somebody asked for them.
    # Unset where the message came from no socket.
    __slots__ = ("_frame",)
    _frame: tuple[str, int | None, Read] | tuple[str, int | None, Read, Headers]


set_frame = _Envelope.__dict__["_frame"].__set__


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
    def _text(self) -> str | None:
        try:
            return self._frame[0]
        except AttributeError:
            return None

    @property
    def _first_header(self) -> tuple[str, str]:
        return "Event", self.name

    @property
    def headers(self) -> Headers:
        """Every header as it came (rebuilt from the fields where no frame is kept); parsed once."""
        if self._text is not None:
            frame = self._frame
            if len(frame) == 3:
                frame = (*frame, Headers.from_frame(frame[0]))
                set_frame(self, frame)
            return frame[3]
        return Headers([self._first_header, *plan_of(type(self)).pairs(self), *self.extra])

    @property
    def raw(self) -> bytes | None:
        """The message's bytes, first line through the empty line; None if it came from no socket."""
        text = self._text
        return None if text is None else text.encode("utf-8", "surrogateescape")

    @property
    def seq(self) -> int | None:
        """The place among all events of its session, from 1, without holes; None for a response."""
        return None if self._text is None else self._frame[1]

    @property
    def session(self) -> SessionInfo | None:
        """Node, endpoint and session number of the connection it came by; None if it came by none."""
        read = self._read
        return None if read is None else read.session

    @property
    def received(self) -> Received | None:
        """When it was read from the socket; None if it came by none."""
        read = self._read
        return None if read is None else read.received

    @property
    def _read(self) -> Read | None:
        return None if self._text is None else self._frame[2]

    def __hash__(self) -> int:
        # Families are mappings, which do not hash: equal messages still hash alike.
        fields = (getattr(self, field) for field in self.__struct_fields__)
        return hash((type(self), *(f for f in fields if not isinstance(f, (dict, list)))))

    def __repr__(self) -> str:
        shown: list[str] = []
        for field, header, value in plan_of(type(self)).shown(self):
            shown.append(f"{field}={MASK!r}" if is_secret(self.name, header) else f"{field}={value!r}")
        if self.extra:
            pairs = [(n, MASK if is_secret(self.name, n) else v) for n, v in self.extra]
            shown.append(f"extra={pairs!r}")
        return f"{type(self).__name__}({', '.join(shown)})"
