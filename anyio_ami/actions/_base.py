"""The hand-written base of the generated action classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import msgspec

from anyio_ami._messages.message import Wire
from anyio_ami._messages.outgoing import (
    encode_value,
    encode_variables,
    header_pairs,
    is_list,
    named_values,
    numbered_pairs,
)
from anyio_ami._messages.secrets import displayed, displayed_variables
from anyio_ami.errors import InvalidAction

R_co = TypeVar("R_co", covariant=True)

HeaderValue = str | int | float | bool | Sequence[str | int | float | bool]
FreeHeaders = Mapping[str, HeaderValue] | Sequence[tuple[str, HeaderValue]]
"""Headers of a user's own: a mapping, in which a list repeats its header, or (name, value) pairs."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """How the server answers an action: what the correlator needs to know to find the end."""

    response: str = "Response"
    """Name of the response class in `anyio_ami.responses`."""
    is_list: bool = False
    """The reply is followed by events that belong to it."""
    items: tuple[str, ...] = ()
    """Names of the events that are items."""
    complete: str = ""
    """Name of the event that ends the list."""
    item_count: int | None = None
    """The items have no end event; so many come (FAXStats, FAXSession)."""
    empty_error: str = ""
    """The text of the Error that stands for an empty list."""
    empty_is_not_found: bool = False
    """That Error is `NotFound` instead (DBGet)."""
    items_lack_action_id: bool = False
    """The items come without ActionID (IAXpeers)."""
    items_unterminated: bool = False
    """One frame holds several items (SKINNYdevices, SKINNYlines)."""


class Action(
    msgspec.Struct,
    Generic[R_co],
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="action",
):
    """Any action; ``R`` is what `AMIClient.send` gives back for it.

    Fields are keyword-only. A field that is None, or an empty list, is not sent.
    """

    name: ClassVar[str] = ""
    """The action's name on the wire."""
    __wire__: ClassVar[Wire] = ()
    """(header, field, kind) of every field, in order."""
    __answer__: ClassVar[Answer] = Answer()
    __classes__: ClassVar[tuple[str, ...]] = ()
    """The write classes of which the user needs one; empty: anybody may."""
    __reads_only__: ClassVar[bool] = False
    """Whether it changes nothing, so that `AMIClient.send` may send it again (``retry=True``)."""
    __versions__: ClassVar[tuple[int, ...]] = ()
    """The major versions of Asterisk, of 16 to 23, that have it; empty: not known."""
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {}
    """The versions of the fields that this class adds and that not all of them have, by field."""

    if TYPE_CHECKING:
        # mypy makes no __init__ for a class without fields, and takes any argument then.
        def __init__(self) -> None: ...

    def headers_to_send(self) -> list[tuple[str, str, str]]:
        """The headers after ActionID, as (field, header, value), in order.

        Raises InvalidAction for a value that cannot be written as text.
        """
        headers: list[tuple[str, str, str]] = []
        for header, field, kind in self.__wire__:
            value: Any = getattr(self, field)
            if value is None:
                continue
            if kind == "vars":
                texts = encode_variables(value, self.name, field)
                headers.extend((field, header, text) for text in texts)
            elif kind == "headers":
                headers.extend(header_pairs(value, self.name, field))
            elif "{" in header:
                headers.extend(numbered_pairs(value, header, kind, self.name, field))
            elif kind != "csv" or value not in ([], ()):
                # An empty list is nothing to send: to the server an empty header would be a value.
                headers.append((field, header, encode_value(value, kind, self.name, field)))
        return headers

    @property
    def answer(self) -> Answer:
        """How the server answers this action."""
        return self.__answer__

    def __eq__(self, other: object) -> bool:
        # A list and a tuple say the same, and JSON does not tell them apart.
        if type(self) is not type(other):
            return NotImplemented
        fields = self.__struct_fields__
        return all(settled(getattr(self, name)) == settled(getattr(other, name)) for name in fields)

    def __hash__(self) -> int:
        # Mappings do not hash: equal actions still hash alike.
        values = [settled(getattr(self, name)) for name in self.__struct_fields__]
        return hash((type(self), *(value for value in values if not isinstance(value, dict))))

    def __repr__(self) -> str:
        shown = ", ".join(f"{field}={value!r}" for field, value in self.__rich_repr__())
        return f"{type(self).__name__}({shown})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """What rich shows: (field, value), without secrets, as `repr` does."""
        told: list[tuple[str, str, Any]] = []
        for header, field, kind in self.__wire__:
            value = getattr(self, field)
            if value is None:
                continue
            if kind == "headers":
                value = _masked(self.name, value)
            elif kind == "vars":
                value = displayed_variables(value)
            told.append((field, header, value))
        shown = displayed(self.name, [(header, value) for _, header, value in told])
        return list(zip((field for field, _, _ in told), shown, strict=True))


def settled(value: Any) -> Any:
    """The value of a field with every sequence as a tuple and every mapping as a dict."""
    if is_list(value):
        return tuple(map(settled, value))
    return {key: settled(one) for key, one in value.items()} if _is_mapping(value) else value


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _masked(action: str, given: Mapping[str, Any] | Sequence[tuple[str, Any]]) -> object:
    try:
        pairs = named_values(given, action, "")
    except InvalidAction:
        # A repr never raises.
        return type(given).__name__
    return list(zip((name for name, _ in pairs), displayed(action, pairs), strict=True))
