"""Bridges."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import Event, ListComplete
from ._groups import BridgeEvent, ChannelEvent


class BridgeCreate(BridgeEvent, frozen=True, gc=False, tag="BridgeCreate"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "BridgeCreate"
    __classes__ = ("call",)


class BridgeDestroy(BridgeEvent, frozen=True, gc=False, tag="BridgeDestroy"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "BridgeDestroy"
    __classes__ = ("call",)


class BridgeEnter(ChannelEvent, frozen=True, gc=False, tag="BridgeEnter"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``bridge_creator``, ``bridge_name``: ``<unknown>`` stands for no value.
    """

    bridge_unique_id: str = ""
    bridge_type: str = ""
    bridge_technology: str = ""
    bridge_creator: str = ""
    bridge_name: str = ""
    bridge_num_channels: int | None = None
    bridge_video_source_mode: str = ""
    bridge_video_source: str = ""
    swap_unique_id: str = ""

    name = "BridgeEnter"
    __wire__ = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "str"),
        ("BridgeTechnology", "bridge_technology", "str"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "str"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
        ("SwapUniqueid", "swap_unique_id", "str"),
    )
    __classes__ = ("call",)


class BridgeInfoChannel(ChannelEvent, frozen=True, gc=False, tag="BridgeInfoChannel"):
    """Asterisk 16 to 23; event class command. Only as an answer to BridgeInfo. Seen from real Asterisk 16 and
    22.
    """

    name = "BridgeInfoChannel"
    __classes__ = ("command",)


class BridgeInfoComplete(ListComplete, frozen=True, gc=False, tag="BridgeInfoComplete"):
    """Asterisk 16 to 23; event class command. Only as an answer to BridgeInfo. Seen from real Asterisk 16 and
    22.

    ``bridge_creator``, ``bridge_name``: ``<unknown>`` stands for no value.
    """

    bridge_unique_id: str = ""
    bridge_type: str = ""
    bridge_technology: str = ""
    bridge_creator: str = ""
    bridge_name: str = ""
    bridge_num_channels: int | None = None
    bridge_video_source_mode: str = ""
    bridge_video_source: str = ""

    name = "BridgeInfoComplete"
    __wire__ = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "str"),
        ("BridgeTechnology", "bridge_technology", "str"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "str"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
    )
    __classes__ = ("command",)


class BridgeLeave(ChannelEvent, frozen=True, gc=False, tag="BridgeLeave"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``bridge_creator``, ``bridge_name``: ``<unknown>`` stands for no value.
    """

    bridge_unique_id: str = ""
    bridge_type: str = ""
    bridge_technology: str = ""
    bridge_creator: str = ""
    bridge_name: str = ""
    bridge_num_channels: int | None = None
    bridge_video_source_mode: str = ""
    bridge_video_source: str = ""

    name = "BridgeLeave"
    __wire__ = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "str"),
        ("BridgeTechnology", "bridge_technology", "str"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "str"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
    )
    __classes__ = ("call",)


class BridgeListComplete(ListComplete, frozen=True, gc=False, tag="BridgeListComplete"):
    """Asterisk 16 to 23. Only as an answer to BridgeList. Seen from real Asterisk 16 and 22."""

    name = "BridgeListComplete"


class BridgeListItem(BridgeEvent, frozen=True, gc=False, tag="BridgeListItem"):
    """Asterisk 16 to 23. Only as an answer to BridgeList. Seen from real Asterisk 16 and 22."""

    name = "BridgeListItem"


class BridgeMerge(Event, frozen=True, gc=False, tag="BridgeMerge"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``to_bridge_creator``, ``to_bridge_name``, ``from_bridge_creator``, ``from_bridge_name``: ``<unknown>``
    stands for no value.
    """

    to_bridge_unique_id: str = ""
    to_bridge_type: str = ""
    to_bridge_technology: str = ""
    to_bridge_creator: str = ""
    to_bridge_name: str = ""
    to_bridge_num_channels: int | None = None
    to_bridge_video_source_mode: str = ""
    to_bridge_video_source: str = ""
    from_bridge_unique_id: str = ""
    from_bridge_type: str = ""
    from_bridge_technology: str = ""
    from_bridge_creator: str = ""
    from_bridge_name: str = ""
    from_bridge_num_channels: int | None = None
    from_bridge_video_source_mode: str = ""
    from_bridge_video_source: str = ""

    name = "BridgeMerge"
    __wire__ = (
        ("ToBridgeUniqueid", "to_bridge_unique_id", "str"),
        ("ToBridgeType", "to_bridge_type", "str"),
        ("ToBridgeTechnology", "to_bridge_technology", "str"),
        ("ToBridgeCreator", "to_bridge_creator", "str"),
        ("ToBridgeName", "to_bridge_name", "str"),
        ("ToBridgeNumChannels", "to_bridge_num_channels", "int"),
        ("ToBridgeVideoSourceMode", "to_bridge_video_source_mode", "str"),
        ("ToBridgeVideoSource", "to_bridge_video_source", "str"),
        ("FromBridgeUniqueid", "from_bridge_unique_id", "str"),
        ("FromBridgeType", "from_bridge_type", "str"),
        ("FromBridgeTechnology", "from_bridge_technology", "str"),
        ("FromBridgeCreator", "from_bridge_creator", "str"),
        ("FromBridgeName", "from_bridge_name", "str"),
        ("FromBridgeNumChannels", "from_bridge_num_channels", "int"),
        ("FromBridgeVideoSourceMode", "from_bridge_video_source_mode", "str"),
        ("FromBridgeVideoSource", "from_bridge_video_source", "str"),
    )
    __classes__ = ("call",)


class BridgeTechnologyListComplete(ListComplete, frozen=True, gc=False, tag="BridgeTechnologyListComplete"):
    """Asterisk 16 to 23. Only as an answer to BridgeTechnologyList. Seen from real Asterisk 16 and 22."""

    name = "BridgeTechnologyListComplete"


class BridgeTechnologyListItem(Event, frozen=True, gc=False, tag="BridgeTechnologyListItem"):
    """Asterisk 16 to 23. Only as an answer to BridgeTechnologyList. Seen from real Asterisk 16 and 22."""

    bridge_technology: str = ""
    bridge_type: str = ""
    bridge_priority: int | None = None
    bridge_suspended: bool | None = None

    name = "BridgeTechnologyListItem"
    __wire__ = (
        ("BridgeTechnology", "bridge_technology", "str"),
        ("BridgeType", "bridge_type", "str"),
        ("BridgePriority", "bridge_priority", "int"),
        ("BridgeSuspended", "bridge_suspended", "bool:Yes/No"),
    )


class BridgeVideoSourceUpdate(BridgeEvent, frozen=True, gc=False, tag="BridgeVideoSourceUpdate"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    bridge_previous_video_source: str = ""

    name = "BridgeVideoSourceUpdate"
    __wire__ = (("BridgePreviousVideoSource", "bridge_previous_video_source", "str"),)
    __classes__ = ("call",)
