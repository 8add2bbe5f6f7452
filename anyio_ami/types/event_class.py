"""The classes of events, for masks."""

from __future__ import annotations

from enum import Flag
from typing import TYPE_CHECKING

from anyio_ami._check import option

if TYPE_CHECKING:
    from typing_extensions import Self


class EventClass(Flag):
    """The classes of events and permissions: ``EventClass.CALL | EventClass.CDR``.

    Names and bits are those of ``manager.conf`` and manager.h (Asterisk 16 to 23).
    An event of several classes reaches only a mask that has all of them.
    """

    NONE = 0
    SYSTEM = 1 << 0
    CALL = 1 << 1
    LOG = 1 << 2
    VERBOSE = 1 << 3
    COMMAND = 1 << 4
    AGENT = 1 << 5
    USER = 1 << 6
    CONFIG = 1 << 7
    DTMF = 1 << 8
    REPORTING = 1 << 9
    CDR = 1 << 10
    DIALPLAN = 1 << 11
    ORIGINATE = 1 << 12
    AGI = 1 << 13
    CC = 1 << 15
    AOC = 1 << 16
    TEST = 1 << 17
    SECURITY = 1 << 18
    MESSAGE = 1 << 30
    ALL = (
        SYSTEM | CALL | LOG | VERBOSE | COMMAND | AGENT | USER | CONFIG | DTMF | REPORTING | CDR | DIALPLAN
        | ORIGINATE | AGI | CC | AOC | TEST | SECURITY | MESSAGE
    )  # fmt: skip

    @property
    def names(self) -> tuple[str, ...]:
        """The classes in it as AMI spells them (``"call"``), in the order of their bits."""
        return tuple(name for name, bit in _BITS.items() if self.value & bit)

    @classmethod
    def parse(cls, text: str, /) -> Self:
        """The classes of a list such as ``call,cdr``, as in a mask, ``manager.conf`` or ``Privilege``.

        ``all`` and ``none`` are taken too; case and blanks do not matter. Raises
        ValueError for a name that is no class.
        """
        option("EventClass", text, str, "text")
        value = 0
        for part in text.split(","):
            name = part.strip().lower()
            bit = {"all": cls.ALL.value, "none": 0}.get(name, _BITS.get(name))
            if bit is None:
                msg = f"unknown event class {name!r}; there are: {', '.join(_BITS)}, all, none"
                raise ValueError(msg)
            value |= bit
        return cls(value)

    def __str__(self) -> str:
        return ",".join(self.names) or "none"


_BITS = {
    name.lower(): member.value
    for name, member in EventClass.__members__.items()
    if member.value and not member.value & (member.value - 1)
}
