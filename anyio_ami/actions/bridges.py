"""Bridges."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response


class Bridge(Action["Response"], frozen=True, kw_only=True, tag="Bridge"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel1: str
    channel2: str
    tone: str | None = None

    name = "Bridge"
    __wire__ = (
        ("Channel1", "channel1", "str"),
        ("Channel2", "channel2", "str"),
        ("Tone", "tone", "str"),
    )
    __classes__ = ("call",)


class BridgeDestroy(Action["Response"], frozen=True, kw_only=True, tag="BridgeDestroy"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_unique_id: str

    name = "BridgeDestroy"
    __wire__ = (("BridgeUniqueid", "bridge_unique_id", "str"),)


class BridgeInfo(
    Action["ListResponse[events.BridgeInfoChannel]"],
    frozen=True,
    kw_only=True,
    tag="BridgeInfo",
):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_unique_id: str

    name = "BridgeInfo"
    __wire__ = (("BridgeUniqueid", "bridge_unique_id", "str"),)
    __answer__ = Answer(is_list=True, items=("BridgeInfoChannel",), complete="BridgeInfoComplete")


class BridgeKick(Action["Response"], frozen=True, kw_only=True, tag="BridgeKick"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_unique_id: str | None = None
    channel: str

    name = "BridgeKick"
    __wire__ = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("Channel", "channel", "str"),
    )


class BridgeList(Action["ListResponse[events.BridgeListItem]"], frozen=True, kw_only=True, tag="BridgeList"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_type: str | None = None

    name = "BridgeList"
    __wire__ = (("BridgeType", "bridge_type", "str"),)
    __answer__ = Answer(is_list=True, items=("BridgeListItem",), complete="BridgeListComplete")


class BridgeTechnologyList(
    Action["ListResponse[events.BridgeTechnologyListItem]"],
    frozen=True,
    kw_only=True,
    tag="BridgeTechnologyList",
):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    name = "BridgeTechnologyList"
    __answer__ = Answer(
        is_list=True,
        items=("BridgeTechnologyListItem",),
        complete="BridgeTechnologyListComplete",
    )


class BridgeTechnologySuspend(Action["Response"], frozen=True, kw_only=True, tag="BridgeTechnologySuspend"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_technology: str

    name = "BridgeTechnologySuspend"
    __wire__ = (("BridgeTechnology", "bridge_technology", "str"),)


class BridgeTechnologyUnsuspend(
    Action["Response"],
    frozen=True,
    kw_only=True,
    tag="BridgeTechnologyUnsuspend",
):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    bridge_technology: str

    name = "BridgeTechnologyUnsuspend"
    __wire__ = (("BridgeTechnology", "bridge_technology", "str"),)
