"""What the enums have in common: they are open, so that a value that a later Asterisk adds is kept."""

from __future__ import annotations

import re
from enum import Enum, IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from anyio_ami._check import option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typing_extensions import Self

_is_number = re.compile(r"-?[0-9]{1,18}").fullmatch


class OpenInt(IntEnum):
    """An enum of numbers. A number without a name is a member of its own kind, ``UNKNOWN_<n>``.

    Such a member is made anew each time (a server cannot make the class grow):
    compare it with ``==``, not with ``is``.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member

    @classmethod
    def _spellings(cls) -> Mapping[str, int]:
        """Texts that the wire has besides the members' names; Asterisk's own text of a member first."""
        return {}

    @classmethod
    def parse(cls, text: str | int, /) -> Self:
        """The member for a number, or for any of `texts` without regard to case.

        Raises ValueError for a text that is neither, TypeError for anything else.
        """
        option(cls.__name__, text, (int, str), "a number or a text")
        if isinstance(text, int):
            return cls(int(text))
        member: Self | None = _folded(cls).get(text.lower())
        if member is not None:
            return member
        if _is_number(text):
            return cls(int(text))
        msg = f"{text!r} is no {cls.__name__}"
        raise ValueError(msg)

    @classmethod
    def texts(cls) -> dict[str, Self]:
        """Every number and text that stands for a member on the wire."""
        texts: dict[str, Self] = {str(member.value): member for member in cls}
        texts.update(cls.__members__)
        texts.update((text, cls(value)) for text, value in cls._spellings().items())
        return texts

    @classmethod
    def readable(cls) -> dict[Self, str]:
        """Asterisk's readable text for each member that has one."""
        return _first_texts(cls, cls._spellings())

    # Alike in all Python versions, which differ in the next four.
    def __str__(self) -> str:
        return int.__repr__(self)

    def __format__(self, format_spec: str) -> str:
        return int(self).__format__(format_spec)

    def __reduce_ex__(self, proto: Any) -> tuple[Any, ...]:
        return type(self), (int(self),)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self


class OpenText(str, Enum):
    """An enum of texts. A text without a name is a member of its own kind, ``UNKNOWN_<text>``.

    Such a member is made anew each time (a server cannot make the class grow):
    compare it with ``==``, not with ``is``.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member

    @classmethod
    def _spellings(cls) -> Mapping[str, str]:
        """Texts that the wire has besides the members' values; Asterisk's own text of a member first."""
        return {}

    @classmethod
    def parse(cls, text: str | int, /) -> Self:
        """The member for any of `texts` without regard to case, else a member that holds this text.

        Raises ValueError for an empty text.
        """
        option(cls.__name__, text, (int, str), "a number or a text")
        text = str(text)
        if not text:
            msg = f"an empty text is no {cls.__name__}"
            raise ValueError(msg)
        member: Self | None = _folded(cls).get(text.lower())
        return cls(text) if member is None else member

    @classmethod
    def texts(cls) -> dict[str, Self]:
        """Every number and text that stands for a member on the wire."""
        texts: dict[str, Self] = {member.value: member for member in cls}
        texts.update((text, cls(value)) for text, value in cls._spellings().items())
        return texts

    @classmethod
    def readable(cls) -> dict[Self, str]:
        """The other text that the wire has for each member that has one."""
        return _first_texts(cls, cls._spellings())

    # Alike in all Python versions, which differ in the next four.
    def __str__(self) -> str:
        return str.__str__(self)

    def __format__(self, format_spec: str) -> str:
        return str.__str__(self).__format__(format_spec)

    def __reduce_ex__(self, proto: Any) -> tuple[Any, ...]:
        return type(self), (str.__str__(self),)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self


def _first_texts(cls: Any, spellings: Mapping[str, Any]) -> dict[Any, str]:
    readable: dict[Any, str] = {}
    for text, value in spellings.items():
        readable.setdefault(cls(value), text)
    return readable


@cache
def _folded(cls: Any) -> dict[str, Any]:
    return {text.lower(): member for text, member in cls.texts().items()}
