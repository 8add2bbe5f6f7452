"""Parking."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response


class Park(Action["Response"], frozen=True, kw_only=True, tag="Park"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22.

    ``timeout``: seconds, sent as whole milliseconds.

    ``parking_space``: Asterisk 18 and 20 to 23.
    """

    channel: str
    timeout_channel: str | None = None
    announce_channel: str | None = None
    timeout: float | None = None
    parking_lot: str | None = None
    parking_space: str | None = None

    name = "Park"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("TimeoutChannel", "timeout_channel", "str"),
        ("AnnounceChannel", "announce_channel", "str"),
        ("Timeout", "timeout", "ms"),
        ("Parkinglot", "parking_lot", "str"),
        ("ParkingSpace", "parking_space", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"parking_space": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ParkedCalls(Action["ListResponse[events.ParkedCall]"], frozen=True, kw_only=True, tag="ParkedCalls"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    parking_lot: str | None = None

    name = "ParkedCalls"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("ParkingLot", "parking_lot", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(is_list=True, items=("ParkedCall",), complete="ParkedCallsComplete")
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
    __reads_only__: ClassVar[bool] = True


class Parkinglots(Action["ListResponse[events.Parkinglot]"], frozen=True, kw_only=True, tag="Parkinglots"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    name = "Parkinglots"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(is_list=True, items=("Parkinglot",), complete="ParkinglotsComplete")
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
    __reads_only__: ClassVar[bool] = True
