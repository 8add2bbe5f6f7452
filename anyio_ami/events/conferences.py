"""Conferences."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import BridgeTechnology, BridgeType, VideoSourceMode

from ._base import Event, ListComplete
from ._groups import BridgeEvent, ChannelEvent


class ConfbridgeEnd(BridgeEvent, frozen=True, gc=False, tag="ConfbridgeEnd"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    conference: str = ""

    name = "ConfbridgeEnd"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Conference", "conference", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeJoin(ChannelEvent, frozen=True, gc=False, tag="ConfbridgeJoin"):
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
    conference: str = ""
    admin: bool | None = None
    muted: bool | None = None

    name = "ConfbridgeJoin"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "BridgeType"),
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "VideoSourceMode"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
        ("Conference", "conference", "str"),
        ("Admin", "admin", "bool:Yes/No"),
        ("Muted", "muted", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeLeave(ChannelEvent, frozen=True, gc=False, tag="ConfbridgeLeave"):
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
    conference: str = ""
    admin: bool | None = None

    name = "ConfbridgeLeave"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "BridgeType"),
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "VideoSourceMode"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
        ("Conference", "conference", "str"),
        ("Admin", "admin", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeList(ChannelEvent, frozen=True, gc=False, tag="ConfbridgeList"):
    """Asterisk 16 to 23; event class reporting. Only as an answer to ConfbridgeList. Seen from real Asterisk
    16 and 22.

    ``answered_time``: seconds.

    ``end_marked_any``: Asterisk 16 and 18 to 23.
    """

    conference: str = ""
    admin: bool | None = None
    marked_user: bool | None = None
    wait_marked: bool | None = None
    end_marked: bool | None = None
    waiting: bool | None = None
    muted: bool | None = None
    talking: bool | None = None
    answered_time: int | None = None
    end_marked_any: bool | None = None

    name = "ConfbridgeList"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Conference", "conference", "str"),
        ("Admin", "admin", "bool:Yes/No"),
        ("MarkedUser", "marked_user", "bool:Yes/No"),
        ("WaitMarked", "wait_marked", "bool:Yes/No"),
        ("EndMarked", "end_marked", "bool:Yes/No"),
        ("Waiting", "waiting", "bool:Yes/No"),
        ("Muted", "muted", "bool:Yes/No"),
        ("Talking", "talking", "bool:Yes/No"),
        ("AnsweredTime", "answered_time", "int"),
        ("EndMarkedAny", "end_marked_any", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "end_marked_any": (16, 18, 19, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)


class ConfbridgeListComplete(ListComplete, frozen=True, gc=False, tag="ConfbridgeListComplete"):
    """Asterisk 16 to 23. Only as an answer to ConfbridgeList. Seen from real Asterisk 16 and 22."""

    name = "ConfbridgeListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class ConfbridgeListRooms(Event, frozen=True, gc=False, tag="ConfbridgeListRooms"):
    """Asterisk 16 to 23; event class reporting. Only as an answer to ConfbridgeListRooms. Seen from real
    Asterisk 16 and 22.
    """

    conference: str = ""
    parties: int | None = None
    marked: int | None = None
    locked: bool | None = None
    muted: bool | None = None

    name = "ConfbridgeListRooms"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Conference", "conference", "str"),
        ("Parties", "parties", "int"),
        ("Marked", "marked", "int"),
        ("Locked", "locked", "bool:Yes/No"),
        ("Muted", "muted", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)


class ConfbridgeListRoomsComplete(ListComplete, frozen=True, gc=False, tag="ConfbridgeListRoomsComplete"):
    """Asterisk 16 to 23. Only as an answer to ConfbridgeListRooms. Seen from real Asterisk 16 and 22."""

    name = "ConfbridgeListRoomsComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class ConfbridgeMute(ChannelEvent, frozen=True, gc=False, tag="ConfbridgeMute"):
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
    conference: str = ""
    admin: bool | None = None

    name = "ConfbridgeMute"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "BridgeType"),
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "VideoSourceMode"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
        ("Conference", "conference", "str"),
        ("Admin", "admin", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeRecord(BridgeEvent, frozen=True, gc=False, tag="ConfbridgeRecord"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    conference: str = ""

    name = "ConfbridgeRecord"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Conference", "conference", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeStart(BridgeEvent, frozen=True, gc=False, tag="ConfbridgeStart"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    conference: str = ""

    name = "ConfbridgeStart"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Conference", "conference", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeStopRecord(BridgeEvent, frozen=True, gc=False, tag="ConfbridgeStopRecord"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    conference: str = ""

    name = "ConfbridgeStopRecord"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Conference", "conference", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeTalking(ChannelEvent, frozen=True, gc=False, tag="ConfbridgeTalking"):
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
    conference: str = ""
    talking_status: bool | None = None
    admin: bool | None = None

    name = "ConfbridgeTalking"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "BridgeType"),
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "VideoSourceMode"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
        ("Conference", "conference", "str"),
        ("TalkingStatus", "talking_status", "bool:on/off"),
        ("Admin", "admin", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeUnmute(ChannelEvent, frozen=True, gc=False, tag="ConfbridgeUnmute"):
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
    conference: str = ""
    admin: bool | None = None

    name = "ConfbridgeUnmute"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("BridgeUniqueid", "bridge_unique_id", "str"),
        ("BridgeType", "bridge_type", "BridgeType"),
        ("BridgeTechnology", "bridge_technology", "BridgeTechnology"),
        ("BridgeCreator", "bridge_creator", "str"),
        ("BridgeName", "bridge_name", "str"),
        ("BridgeNumChannels", "bridge_num_channels", "int"),
        ("BridgeVideoSourceMode", "bridge_video_source_mode", "VideoSourceMode"),
        ("BridgeVideoSource", "bridge_video_source", "str"),
        ("Conference", "conference", "str"),
        ("Admin", "admin", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
