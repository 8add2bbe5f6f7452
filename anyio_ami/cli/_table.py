"""Rows and columns of messages: for a terminal as many as fit, for a program all, with tabs between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from ._errors import Problem, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    import msgspec

    from anyio_ami.events import Event
    from anyio_ami.responses import Response

_WIDEST: Final = 48
# What a person looks for first; the others follow in their own order.
_FIRST: Final = (
    "channel", "dest_channel", "queue", "object_name", "endpoint", "interface", "name", "device", "peer",
    "action", "command", "exten", "context", "channel_state", "channel_state_desc", "caller_id_num",
    "connected_line_num", "application", "duration", "cause", "cause_txt", "dial_status", "status", "state",
    "device_state", "bridge_unique_id", "calls", "member_name", "position", "wait", "user_event", "contact",
)  # fmt: skip
# What tells least: last of all.
_LAST: Final = ("language", "account_code", "linked_id", "unique_id", "priority", "event_list", "action_id")
_NEVER: Final = ("extra",)


def text_of(value: object) -> str:
    """One value in one line; empty for None."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        if isinstance(value.value, int):
            name = value.name or ""
            return f"{value.value}" if name.startswith("UNKNOWN") else f"{value.value}/{name}"
        return clean(str(value.value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.3f}"
    if _is_mapping(value):
        return ", ".join(f"{text_of(key)}={text_of(one)}" for key, one in value.items())
    if _is_list(value):
        return ", ".join(map(text_of, value))
    return clean(str(value))


def _is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def cells(message: Event | Response, only: Sequence[str] | None = None) -> dict[str, str]:
    """The fields of a message that hold something, as text, those first that are looked for first."""
    if only is not None:
        return {name: text_of(_value(message, name)) for name in only}
    found = {name: text_of(getattr(message, name)) for name in ordered(message.__struct_fields__)}
    found.update((clean(name), text_of(value)) for name, value in message.extra)
    return {name: value for name, value in found.items() if value}


# What an event is about; the fields of its own kind come next, then those that many kinds share.
_ABOUT: Final = (
    "channel", "dest_channel", "queue", "interface", "device", "peer", "endpoint_name", "object_name",
    "user_event", "event_name", "service", "account_id",
)  # fmt: skip
_THEN: Final = ("channel_state", "caller_id_num", "connected_line_num", "exten", "context")
# Said already by another field, or the same in every event of a server.
_DULL: Final = frozenset(
    {"privilege", "system_name", "timestamp", "sequence_number", "source_file", "source_func", "source_line",
     "channel_state_desc", "dest_channel_state_desc", "event_tv", "event_version", "session_tv"}
)  # fmt: skip


def brief(event: Event) -> dict[str, str]:
    """The same for one line on a terminal: what tells most, first; what tells nothing, not."""
    found = cells(event)
    own = {name for _, name, _ in type(event).__dict__.get("__wire__", ())}
    # One that shares no group of fields has all of them for its own.
    flat = "channel" in own
    about: dict[str, int] = {one: place for place, one in enumerate(_ABOUT)}
    then: dict[str, int] = {one: place for place, one in enumerate(_THEN)}

    def rank(name: str) -> tuple[int, int]:
        if name in about:
            return 0, about[name]
        if name in own and not flat:
            return 1, 0
        return (2, then[name]) if name in then else (3, 0)

    told = sorted((n for n in found if n not in _DULL and found[n] != "<unknown>"), key=rank)
    return {name: found[name] for name in told}


def _value(message: Any, name: str) -> object:
    if name == "event":
        return message.name
    value = getattr(message, name, None)
    # Any header, too: those of a UserEvent are its own.
    return message.headers.get(name) if value is None else value


def ordered(names: Iterable[str]) -> list[str]:
    """Field names, the more telling first."""
    rank = {name: place for place, name in enumerate(_FIRST)}
    last = {name: 1000 + place for place, name in enumerate(_LAST)}
    return sorted((n for n in names if n not in _NEVER), key=lambda n: rank.get(n, last.get(n, 500)))


def chosen(text: str | None) -> list[str] | None:
    """``--fields a,b``."""
    if text is None:
        return None
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        msg = "--fields is empty"
        raise Problem(msg, advice="--fields channel,cause")
    return names


def check_fields(names: Sequence[str] | None, classes: Iterable[type[msgspec.Struct]]) -> None:
    """Raise Problem for a field that none of the messages has. Headers of the wire pass (``Cause``)."""
    there = sorted({name for cls in classes for name in cls.__struct_fields__ if name not in _NEVER})
    for name in names or ():
        if name not in there and name != "event" and name == name.lower():
            import difflib

            near = difflib.get_close_matches(name, there, 3, 0.6)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            few = f"fields: {', '.join(there)}" if len(there) < 60 else "anyio-ami events NAME lists them"
            msg = f"--fields: there is no field {name!r}{hint}"
            raise Problem(msg, advice=few)


def tabbed(values: Iterable[str]) -> str:
    """One line for a program."""
    return "\t".join(values) + "\n"


def columns_of(rows: Sequence[dict[str, str]]) -> list[str]:
    """Every column that some row has, in the order of the rows' own."""
    return ordered(dict.fromkeys(name for row in rows for name in row))


class Layout:
    """How wide each column is in so wide a terminal, and which found no room."""

    def __init__(
        self, rows: Sequence[dict[str, str]], names: Sequence[str], room: int, *, all_of: bool
    ) -> None:
        from rich.cells import cell_len

        wide = {
            name: min(_WIDEST, max(cell_len(name), *(cell_len(row.get(name, "")) for row in rows)))
            for name in names
        }
        self.names: list[str] = []
        self.widths: list[int] = []
        self.omitted: list[str] = []
        left = room
        for name in names:
            need = wide[name] + (2 if self.names else 0)
            if need <= left or all_of or not self.names:
                self.names.append(name)
                self.widths.append(wide[name])
                left -= need
            else:
                self.omitted.append(name)
        if left < 0:
            self._narrow(room)

    def _narrow(self, room: int) -> None:
        """What was asked for is all shown, each column at most as wide as its share."""
        over = sum(self.widths) + 2 * (len(self.widths) - 1) - room
        while over > 0 and max(self.widths) > 6:
            widest = self.widths.index(max(self.widths))
            self.widths[widest] -= 1
            over -= 1

    def line(self, row: dict[str, str]) -> str:
        """One row."""
        return fitted([row.get(name, "") for name in self.names], self.widths)

    def header(self) -> str:
        """The names of the columns."""
        return fitted(self.names, self.widths)


def fitted(values: Sequence[str], widths: Sequence[int]) -> str:
    """Values in columns; too long ones end in an ellipsis."""
    return "  ".join(fit(value, size) for value, size in zip(values, widths, strict=True)).rstrip()


def fit(text: str, size: int) -> str:
    """A text at just this width."""
    if text.isascii() and len(text) <= size:
        return text.ljust(size)
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= size:
        return text + " " * (size - cell_len(text))
    return set_cell_size(text, max(0, size - 1)) + "…"
