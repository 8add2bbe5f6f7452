"""Transfers."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ._base import Action

if TYPE_CHECKING:
    from anyio_ami.responses import Response


class Atxfer(Action["Response"], frozen=True, kw_only=True, tag="Atxfer"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel: str
    exten: str
    context: str | None = None

    name = "Atxfer"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Exten", "exten", "str"),
        ("Context", "context", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class BlindTransfer(Action["Response"], frozen=True, kw_only=True, tag="BlindTransfer"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel: str
    context: str | None = None
    exten: str | None = None

    name = "BlindTransfer"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Context", "context", "str"),
        ("Exten", "exten", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class CancelAtxfer(Action["Response"], frozen=True, kw_only=True, tag="CancelAtxfer"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel: str

    name = "CancelAtxfer"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Channel", "channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
