"""The hand-written base of the generated response classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Generic, TypeVar

import msgspec

from anyio_ami._messages.message import Message, Wire
from anyio_ami._messages.values import succeeded
from anyio_ami.events._base import Event

Item_co = TypeVar("Item_co", covariant=True)


class Response(Message, frozen=True, gc=False, tag_field="response", tag="Response"):
    """The reply to an action.

    `outcome` is the value of its first line: ``Success``, ``Error``,
    ``Goodbye`` or, before Asterisk 14, ``Follows``.
    """

    outcome: str = ""
    action_id: str | None = None
    message: str = ""
    event_list: str = ""

    __wire__: ClassVar[Wire] = (
        ("Response", "outcome", "name"),
        ("ActionID", "action_id", "str"),
        ("Message", "message", "text"),
        ("EventList", "event_list", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    """The major versions of Asterisk, of 16 to 23, that have the action that it answers."""
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {}
    """The versions of the fields that this class adds and that not all of them have, by field."""

    @property
    def ok(self) -> bool:
        """Whether the server did what was asked, or said goodbye to a Logoff."""
        return succeeded(self.outcome)

    @property
    def _first_header(self) -> tuple[str, str]:
        return "Response", self.outcome


class CommandResponse(Response, frozen=True, gc=False, tag="CommandResponse"):
    """What a CLI command printed, line by line, indentation kept; also when it failed."""

    output: list[str] = []

    __wire__: ClassVar[Wire] = (("Output", "output", "str*"),)


class ListResponse(msgspec.Struct, Generic[Item_co], frozen=True, kw_only=True):
    """A list answer: the reply, its items in order, and the event that ended it."""

    response: Response
    """The reply that began the list, or the Error that stood for an empty one."""
    items: list[Item_co]
    complete: Event | None = None
    """The end event; None if the list is torn, or had no end event of its own."""
    expected: int | None = None
    """How many items the server says there are (``ListItems``), which can be wrong."""

    def __iter__(self) -> Iterator[Item_co]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)
