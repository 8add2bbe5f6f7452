"""What every event and response is: a frozen Struct with its frame in a hidden slot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

import msgspec

from .headers import Headers
from .plans import plan_of
from .secrets import MASK, is_secret

if TYPE_CHECKING:
    from typing_extensions import Self

_M = TypeVar("_M", bound="Message")

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
    # One slot that msgspec does not know: (frame, seq, read), or only the headers
    # that no field holds where the message did not come from a socket.
    __slots__ = ("_frame",)
    _frame: tuple[str, int | None, Read | None] | Extra


set_frame = _Envelope.__dict__["_frame"].__set__


class Message(_Envelope, msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The common part of events and responses.

    Typed fields are compared, hashed, pickled and shown; the frame a message
    came in, its sequence number and its times are not, and are gone after
    pickling and copying.
    """

    name: ClassVar[str] = ""
    """The message's name on the wire."""
    __wire__: ClassVar[Wire] = ()
    """(header, field, kind) of every field that this class adds, in their order."""

    @property
    def _text(self) -> str | None:
        frame = getattr(self, "_frame", None)
        if frame and isinstance(frame[0], str):
            return frame[0]
        return None

    @property
    def _first_header(self) -> tuple[str, str]:
        return "Event", self.name

    @property
    def headers(self) -> Headers:
        """Every header as it came (rebuilt from the fields where no frame is kept).

        Parsed anew at each access: keep the result to look up several headers.
        """
        text = self._text
        if text is not None:
            return Headers.from_frame(text)
        return Headers([self._first_header, *plan_of(type(self)).pairs(self), *self.extra])

    @property
    def raw(self) -> bytes | None:
        """The message's bytes, first line through the empty line; None if it came from no socket."""
        text = self._text
        return None if text is None else text.encode("utf-8", "surrogateescape")

    @property
    def extra(self) -> Extra:
        """Every header that no typed field holds, as (name, value) pairs in order of arrival."""
        text = self._text
        if text is not None:
            return plan_of(type(self)).extra(Headers.from_frame(text).multi_items())
        return getattr(self, "_frame", ())

    @property
    def seq(self) -> int | None:
        """The place among all events of its session, from 1, without holes; None for a response."""
        frame = getattr(self, "_frame", None)
        return frame[1] if frame and isinstance(frame[0], str) else None

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
        frame = getattr(self, "_frame", None)
        return frame[2] if frame and isinstance(frame[0], str) else None

    def __eq__(self, other: object) -> bool:
        equal = msgspec.Struct.__eq__(self, other)
        if equal is True and isinstance(other, Message):
            return self.extra == other.extra
        return equal

    def __hash__(self) -> int:
        fields = (getattr(self, field) for field in self.__struct_fields__)
        return hash((type(self), *(f for f in fields if not isinstance(f, (dict, list))), self.extra))

    def __repr__(self) -> str:
        shown: list[str] = []
        for field, header, value in plan_of(type(self)).shown(self):
            shown.append(f"{field}={MASK!r}" if is_secret(self.name, header) else f"{field}={value!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def __copy__(self) -> Self:
        return restore(type(self), msgspec.structs.astuple(self), self.extra)

    def __replace__(self, **changes: Any) -> Self:
        changed = msgspec.structs.replace(self, **changes)
        set_frame(changed, self.extra)
        return changed

    def __reduce__(self) -> tuple[Any, ...]:
        return restore, (type(self), msgspec.structs.astuple(self), self.extra)


def restore(cls: type[_M], fields: tuple[Any, ...], extra: Extra) -> _M:
    """A message from its field values and the headers that no field holds."""
    message = cls(*fields)
    set_frame(message, extra)
    return message
