"""Bridges."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from anyio_ami.types import BridgeTechnology, BridgeTone, BridgeType

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response


class Bridge(Action["Response"], frozen=True, kw_only=True, tag="Bridge"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel1: str
    channel2: str
    tone: BridgeTone | str | None = None

    name = "Bridge"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel1", "channel1", "str"),
        ("Channel2", "channel2", "str"),
        ("Tone", "tone", "BridgeTone"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class BridgeDestroy(Action["Response"], frozen=True, kw_only=True, tag="BridgeDestroy"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_unique_id: str

    name = "BridgeDestroy"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("BridgeUniqueid", "bridge_unique_id", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class BridgeInfo(
    Action["ListResponse[events.BridgeInfoChannel]"],
    frozen=True,
    kw_only=True,
    tag="BridgeInfo",
):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_unique_id: str

    name = "BridgeInfo"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("BridgeUniqueid", "bridge_unique_id", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("BridgeInfoChannel",),
        complete="BridgeInfoComplete",
    )
    __reads_only__: ClassVar[bool] = True


class BridgeKick(Action["Response"], frozen=True, kw_only=True, tag="BridgeKick"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_unique_id: str | None = None
    channel: str

    name = "BridgeKick"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("Channel", "channel", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class BridgeList(Action["ListResponse[events.BridgeListItem]"], frozen=True, kw_only=True, tag="BridgeList"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_type: BridgeType | str | None = None

    name = "BridgeList"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("BridgeType", "bridge_type", "BridgeType"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("BridgeListItem",),
        complete="BridgeListComplete",
    )
    __reads_only__: ClassVar[bool] = True


class BridgeTechnologyList(
    Action["ListResponse[events.BridgeTechnologyListItem]"],
    frozen=True,
    kw_only=True,
    tag="BridgeTechnologyList",
):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    name = "BridgeTechnologyList"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("BridgeTechnologyListItem",),
        complete="BridgeTechnologyListComplete",
    )
    __reads_only__: ClassVar[bool] = True


class BridgeTechnologySuspend(Action["Response"], frozen=True, kw_only=True, tag="BridgeTechnologySuspend"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_technology: BridgeTechnology | str

    name = "BridgeTechnologySuspend"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class BridgeTechnologyUnsuspend(
    Action["Response"],
    frozen=True,
    kw_only=True,
    tag="BridgeTechnologyUnsuspend",
):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_technology: BridgeTechnology | str

    name = "BridgeTechnologyUnsuspend"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
