"""Bridges."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from anyio_ami.types import BridgeCapability, BridgeTechnology, BridgeType, VideoSourceMode

from ._base import Event, ListComplete
from ._groups import BridgeEvent, ChannelEvent


class BridgeCreate(BridgeEvent, frozen=True, gc=False, tag="BridgeCreate"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "BridgeCreate"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class BridgeDestroy(BridgeEvent, frozen=True, gc=False, tag="BridgeDestroy"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "BridgeDestroy"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class BridgeEnter(ChannelEvent, frozen=True, gc=False, tag="BridgeEnter"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``bridge_creator``, ``bridge_name``: ``<unknown>`` stands for no value.
    """

    bridge_unique_id: str = ""
    bridge_type: BridgeType | None = None
    bridge_technology: BridgeTechnology | None = None
    bridge_creator: str = ""
    bridge_name: str = ""
    bridge_num_channels: int | None = None
    bridge_video_source_mode: VideoSourceMode | None = None
    bridge_video_source: str = ""
    swap_unique_id: str = ""

    name = "BridgeEnter"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "BridgeType"),
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "VideoSourceMode"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
        ("SwapUniqueid", "swap_unique_id", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class BridgeInfoChannel(ChannelEvent, frozen=True, gc=False, tag="BridgeInfoChannel"):
    """Asterisk 16 to 23; event class command. Only as an answer to BridgeInfo. Seen from real Asterisk 16 and
    22.
    """

    name = "BridgeInfoChannel"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class BridgeInfoComplete(ListComplete, frozen=True, gc=False, tag="BridgeInfoComplete"):
    """Asterisk 16 to 23; event class command. Only as an answer to BridgeInfo. Seen from real Asterisk 16 and
    22.

    ``bridge_creator``, ``bridge_name``: ``<unknown>`` stands for no value.
    """

    bridge_unique_id: str = ""
    bridge_type: BridgeType | None = None
    bridge_technology: BridgeTechnology | None = None
    bridge_creator: str = ""
    bridge_name: str = ""
    bridge_num_channels: int | None = None
    bridge_video_source_mode: VideoSourceMode | None = None
    bridge_video_source: str = ""

    name = "BridgeInfoComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "BridgeType"),
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "VideoSourceMode"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class BridgeLeave(ChannelEvent, frozen=True, gc=False, tag="BridgeLeave"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``bridge_creator``, ``bridge_name``: ``<unknown>`` stands for no value.
    """

    bridge_unique_id: str = ""
    bridge_type: BridgeType | None = None
    bridge_technology: BridgeTechnology | None = None
    bridge_creator: str = ""
    bridge_name: str = ""
    bridge_num_channels: int | None = None
    bridge_video_source_mode: VideoSourceMode | None = None
    bridge_video_source: str = ""

    name = "BridgeLeave"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "BridgeType"),
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "VideoSourceMode"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class BridgeListComplete(ListComplete, frozen=True, gc=False, tag="BridgeListComplete"):
    """Asterisk 16 to 23. Only as an answer to BridgeList. Seen from real Asterisk 16 and 22."""

    name = "BridgeListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class BridgeListItem(BridgeEvent, frozen=True, gc=False, tag="BridgeListItem"):
    """Asterisk 16 to 23. Only as an answer to BridgeList. Seen from real Asterisk 16 and 22."""

    name = "BridgeListItem"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class BridgeMerge(Event, frozen=True, gc=False, tag="BridgeMerge"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``to_bridge_creator``, ``to_bridge_name``, ``from_bridge_creator``, ``from_bridge_name``: ``<unknown>``
    stands for no value.
    """

    to_bridge_unique_id: str = ""
    to_bridge_type: BridgeType | None = None
    to_bridge_technology: BridgeTechnology | None = None
    to_bridge_creator: str = ""
    to_bridge_name: str = ""
    to_bridge_num_channels: int | None = None
    to_bridge_video_source_mode: VideoSourceMode | None = None
    to_bridge_video_source: str = ""
    from_bridge_unique_id: str = ""
    from_bridge_type: BridgeType | None = None
    from_bridge_technology: BridgeTechnology | None = None
    from_bridge_creator: str = ""
    from_bridge_name: str = ""
    from_bridge_num_channels: int | None = None
    from_bridge_video_source_mode: VideoSourceMode | None = None
    from_bridge_video_source: str = ""

    name = "BridgeMerge"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ToBridgeUniqueid", "to_bridge_unique_id", "str"),
        ("ToBridgeType", "to_bridge_type", "BridgeType"),
        ("ToBridgeTechnology", "to_bridge_technology", "BridgeTechnology"),
        ("ToBridgeCreator", "to_bridge_creator", "str"),
        ("ToBridgeName", "to_bridge_name", "str"),
        ("ToBridgeNumChannels", "to_bridge_num_channels", "int"),
        ("ToBridgeVideoSourceMode", "to_bridge_video_source_mode", "VideoSourceMode"),
        ("ToBridgeVideoSource", "to_bridge_video_source", "str"),
        ("FromBridgeUniqueid", "from_bridge_unique_id", "str"),
        ("FromBridgeType", "from_bridge_type", "BridgeType"),
        ("FromBridgeTechnology", "from_bridge_technology", "BridgeTechnology"),
        ("FromBridgeCreator", "from_bridge_creator", "str"),
        ("FromBridgeName", "from_bridge_name", "str"),
        ("FromBridgeNumChannels", "from_bridge_num_channels", "int"),
        ("FromBridgeVideoSourceMode", "from_bridge_video_source_mode", "VideoSourceMode"),
        ("FromBridgeVideoSource", "from_bridge_video_source", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class BridgeTechnologyListComplete(ListComplete, frozen=True, gc=False, tag="BridgeTechnologyListComplete"):
    """Asterisk 16 to 23. Only as an answer to BridgeTechnologyList. Seen from real Asterisk 16 and 22."""

    name = "BridgeTechnologyListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class BridgeTechnologyListItem(Event, frozen=True, gc=False, tag="BridgeTechnologyListItem"):
    """Asterisk 16 to 23. Only as an answer to BridgeTechnologyList. Seen from real Asterisk 16 and 22."""

    bridge_technology: BridgeTechnology | None = None
    bridge_type: BridgeCapability | None = None
    bridge_priority: int | None = None
    bridge_suspended: bool | None = None

    name = "BridgeTechnologyListItem"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
        ("BridgeType", "bridge_type", "BridgeCapability"),
        ("BridgePriority", "bridge_priority", "int"),
        ("BridgeSuspended", "bridge_suspended", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class BridgeVideoSourceUpdate(BridgeEvent, frozen=True, gc=False, tag="BridgeVideoSourceUpdate"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    bridge_previous_video_source: str = ""

    name = "BridgeVideoSourceUpdate"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgePreviousVideoSource", "bridge_previous_video_source", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
