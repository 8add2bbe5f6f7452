"""Channels, and the dialplan they run."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from ._texts import STATES

if TYPE_CHECKING:
    import anyio

    from ._frames import Value

Steps = Sequence[tuple[str, str]]
"""An extension: application and data, priority by priority."""
Dialplan = Mapping[str, Mapping[str, Steps]]
"""Context to extension to steps. An extension that begins with ``_`` is a pattern (``X Z N .``)"""

DIALPLAN: Final[Dialplan] = {
    "default": {
        "100": (("Answer", ""), ("Wait", "30")),
        "101": (("Answer", ""), ("Milliwatt", "")),
        "_2XX": (("Set", "FOO=bar"), ("Answer", ""), ("Wait", "1"), ("Hangup", "17")),
        "500": (("UserEvent", "Hello,Key1: value one,Key2: v2"), ("Hangup", "")),
        "602": (("Wait", "20"),),
        "610": (("Busy", "5"),),
        "611": (("Congestion", "5"),),
        "612": (("Hangup", "21"),),
        "613": (("Ringing", ""), ("Wait", "20")),
        "614": (("Ringing", ""), ("Wait", "0.2"), ("Answer", ""), ("Wait", "30")),
    }
}


class Link(Protocol):
    """What binds a channel to others: who it rings, who it talks to, the queue it waits in."""

    def leave(self, channel: FakeChannel, cause: int) -> None:
        """The channel is about to be hung up."""

    def close(self) -> None:
        """It has been."""

    def transfer(self, interface: str) -> bool:
        """The party it talks to passes it on; False: it talks to nobody."""
        ...


@dataclass(eq=False)
class FakeChannel:
    """One channel that is up."""

    name: str
    unique_id: str
    linked_id: str
    context: str
    exten: str
    state: int = 0
    priority: int = 1
    caller_num: str = ""
    caller_name: str = ""
    connected_num: str = ""
    connected_name: str = ""
    account: str = ""
    application: str = ""
    data: str = ""
    in_dialplan: bool = False
    created: float = field(default_factory=time.time)
    variables: dict[str, str] = field(default_factory=dict[str, str])
    scope: anyio.CancelScope | None = None
    links: list[Link] = field(default_factory=list["Link"])

    @property
    def seconds(self) -> int:
        """How long it has been up."""
        return int(time.time() - self.created)

    def snapshot(self, prefix: str = "") -> list[tuple[str, Value]]:
        """The headers that every channel event begins with."""
        return [
            (f"{prefix}Channel", self.name),
            (f"{prefix}ChannelState", self.state),
            (f"{prefix}ChannelStateDesc", STATES[self.state]),
            (f"{prefix}CallerIDNum", self.caller_num or "<unknown>"),
            (f"{prefix}CallerIDName", self.caller_name or "<unknown>"),
            (f"{prefix}ConnectedLineNum", self.connected_num or "<unknown>"),
            (f"{prefix}ConnectedLineName", self.connected_name or "<unknown>"),
            (f"{prefix}Language", "en"),
            (f"{prefix}AccountCode", self.account),
            (f"{prefix}Context", self.context),
            (f"{prefix}Exten", self.exten),
            (f"{prefix}Priority", self.priority),
            (f"{prefix}Uniqueid", self.unique_id),
            (f"{prefix}Linkedid", self.linked_id),
        ]


def fits(pattern: str, exten: str) -> bool:
    """Whether an extension fits a dialplan pattern (``_2XX``, ``_9.``)."""
    if not pattern.startswith("_"):
        return False
    for place, sign in enumerate(pattern[1:]):
        if sign == ".":
            return len(exten) > place
        if place >= len(exten):
            return False
        allowed = {"X": "0123456789", "Z": "123456789", "N": "23456789"}.get(sign.upper(), sign)
        if exten[place] not in allowed:
            return False
    return len(pattern) - 1 == len(exten)


_ESCAPES: Final = str.maketrans(
    {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\a": "\\a", "\b": "\\b", "\f": "\\f", "\v": "\\v"}
    | {"\\": "\\\\", '"': '\\"', "'": "\\'", "?": "\\?"}
)


def escaped(value: str) -> str:
    """A value as VarSet shows it: C escapes."""
    return value.translate(_ESCAPES)
