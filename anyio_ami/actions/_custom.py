"""An action that the generated classes do not have."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, Any

from anyio_ami._check import option
from anyio_ami._messages.outgoing import header_pairs, named_values
from anyio_ami._messages.secrets import displayed
from anyio_ami.errors import InvalidAction

from ._base import Action, Answer, FreeHeaders

if TYPE_CHECKING:
    # For the string in the base class.
    from anyio_ami.events import Event  # noqa: F401  # for that string
    from anyio_ami.responses import ListResponse, Response  # noqa: F401  # for that string


class CustomAction(Action["Response | ListResponse[Event]"], frozen=True, kw_only=True, tag="Custom"):
    """Any action by its name; made by `Custom`."""

    action_name: str
    free_headers: tuple[tuple[str, Any], ...] = ()
    list_end: str | None = None

    @property
    def name(self) -> str:  # type: ignore[override]  # the only action class whose name is not its own
        """The action's name on the wire."""
        return self.action_name

    @property
    def answer(self) -> Answer:
        if self.list_end is None:
            return Answer(items=("*",))
        return Answer(is_list=True, complete=self.list_end)

    def headers_to_send(self) -> list[tuple[str, str, str]]:
        if not self.action_name.strip():
            msg = "Custom: the action's name is empty"
            raise InvalidAction(msg, field="name")
        headers = header_pairs(self.free_headers, self.action_name, "headers")
        for field, header, _ in headers:
            if header.lower() in ("action", "actionid"):
                msg = f"{self.action_name}: the client sets {header} by itself; leave it out of the headers"
                raise InvalidAction(msg, field=field)
        return headers

    def __repr__(self) -> str:
        name, shown, *end = self.__rich_repr__()
        ends = "".join(f", {field}={value!r}" for field, value in end)
        return f"Custom({name[1]!r}, {shown[1]!r}{ends})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        shown = displayed(self.action_name, self.free_headers)
        headers = list(zip((header for header, _ in self.free_headers), shown, strict=True))
        ends = [] if self.list_end is None else [("list_end", self.list_end)]
        return [("name", self.action_name), ("headers", headers), *ends]


def Custom(name: str, headers: FreeHeaders = (), *, list_end: str | None = None) -> CustomAction:  # noqa: N802  # it reads as the class that it stands for
    """An action that Asterisk 16 to 23 do not have themselves, or one to be sent word by word.

    ``Custom("MyAction", {"Header": "value", "Repeated": ["a", "b"]})``: headers are
    a mapping (a list repeats its header) or (name, value) pairs, kept in order.
    The answer is a `Response`, or a `ListResponse` of events when the reply
    starts a list (``EventList: start``) or ``list_end`` names the event that
    ends one. An event that belongs to the answer in any other way, such as that of
    ``FAXStats``, reaches subscriptions alone. Values go out as they are, without any
    escaping.
    """
    option("name", name, str, "the action's name")
    option("list_end", list_end, (str, NoneType), "the name of an event")
    pairs = tuple(named_values(headers, name, "headers"))
    return CustomAction(action_name=name, free_headers=pairs, list_end=list_end)
