"""The hand-written base of the generated event classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami._messages.message import Message, Wire


class Event(Message, frozen=True, gc=False, tag_field="event"):
    """Any event. Subscribing to this class gives every event, unknown ones too.

    The fields here may come with every event: `privilege` holds its classes
    (``("call", "all")``), `timestamp` (seconds since 1970) needs
    ``timestampevents = yes`` in manager.conf, `system_name` needs ``systemname``
    in asterisk.conf, `sequence_number` and ``source_...`` need debugging on.
    """

    privilege: tuple[str, ...] = ()
    action_id: str | None = None
    timestamp: float | None = None
    system_name: str = ""
    sequence_number: int | None = None
    source_file: str = ""
    source_line: int | None = None
    source_func: str = ""

    __wire__: ClassVar[Wire] = (
        ("Privilege", "privilege", "csv"),
        ("ActionID", "action_id", "str"),
        ("Timestamp", "timestamp", "float"),
        ("SystemName", "system_name", "str"),
        ("SequenceNumber", "sequence_number", "int"),
        ("File", "source_file", "str"),
        ("Line", "source_line", "int"),
        ("Func", "source_func", "str"),
    )
    __classes__: ClassVar[tuple[str, ...]] = ()
    """The event classes (``call``, ``agent``, ...) that a session must read to get it."""
    __aliases__: ClassVar[Mapping[str, str]] = {}
    """Other headers that fill a field, as older or other modules of Asterisk call them."""
    __carries_action_id__: ClassVar[bool] = False
    """Whether a spontaneous event may repeat the ActionID of an action of ours."""
    __versions__: ClassVar[tuple[int, ...]] = ()
    """The major versions of Asterisk, of 16 to 23, that have it; empty: not known."""
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {}
    """The versions of the fields that this class adds and that not all of them have, by field."""


class ListComplete(Event, frozen=True, gc=False, tag="ListComplete"):
    """The end of a list answer. `list_items` is what the server counted, which can be wrong."""

    event_list: str = ""
    list_items: int | None = None

    __wire__: ClassVar[Wire] = (
        ("EventList", "event_list", "str"),
        ("ListItems", "list_items", "int"),
    )


class UnknownEvent(Event, frozen=True, gc=False, tag="UnknownEvent"):
    """An event that Asterisk 16 to 23 do not have: its headers are all in `headers` and `extra`.

    Subscribing to this class gives all of them. `event_name` is the name on the
    wire and may be empty; `name` is the same.
    """

    event_name: str = ""

    __wire__: ClassVar[Wire] = (("Event", "event_name", "name"),)

    @property
    def name(self) -> str:  # type: ignore[override]  # the only event class whose name is not its own
        """The name on the wire; may be empty."""
        return self.event_name
