"""MeetMe conferences."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ._base import Event, ListComplete
from ._groups import ChannelEvent


class MeetmeEnd(Event, frozen=True, gc=False, tag="MeetmeEnd"):
    """Asterisk 16 to 23; event class call. Not seen on a real server: from the documentation and the
    source.
    """

    conference: str = ""

    name = "MeetmeEnd"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Meetme", "conference", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MeetmeJoin(ChannelEvent, frozen=True, gc=False, tag="MeetmeJoin"):
    """Asterisk 16 to 23; event class call. Not seen on a real server: from the documentation and the source.

    ``user_number``: digits.
    """

    conference: str = ""
    user_number: str = ""

    name = "MeetmeJoin"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Meetme", "conference", "str"),
        ("User", "user_number", "str"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Usernum": "user_number"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MeetmeLeave(ChannelEvent, frozen=True, gc=False, tag="MeetmeLeave"):
    """Asterisk 16 to 23; event class call. Not seen on a real server: from the documentation and the source.

    ``duration``: digits.
    """

    conference: str = ""
    user_number: str = ""
    duration: str = ""

    name = "MeetmeLeave"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Meetme", "conference", "str"),
        ("User", "user_number", "str"),
        ("Duration", "duration", "str"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Usernum": "user_number"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MeetmeList(Event, frozen=True, gc=False, tag="MeetmeList"):
    """Asterisk 16 to 23; event class call. Only as an answer to MeetmeList. Not seen on a real server: from
    the documentation and the source.

    ``caller_id_num``, ``caller_id_name``, ``connected_line_num``, ``connected_line_name``: ``<unknown>``
    stands for no value.
    """

    conference: str = ""
    user_number: int | None = None
    caller_id_num: str = ""
    caller_id_name: str = ""
    connected_line_num: str = ""
    connected_line_name: str = ""
    channel: str = ""
    admin: str = ""
    role: str = ""
    marked_user: str = ""
    muted: str = ""
    talking: str = ""

    name = "MeetmeList"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Conference", "conference", "str"),
        ("UserNumber", "user_number", "int"),
        ("CallerIDNum", "caller_id_num", "str"),
        ("CallerIDName", "caller_id_name", "str"),
        ("ConnectedLineNum", "connected_line_num", "str"),
        ("ConnectedLineName", "connected_line_name", "str"),
        ("Channel", "channel", "str"),
        ("Admin", "admin", "str"),
        ("Role", "role", "str"),
        ("MarkedUser", "marked_user", "str"),
        ("Muted", "muted", "str"),
        ("Talking", "talking", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MeetmeListComplete(ListComplete, frozen=True, gc=False, tag="MeetmeListComplete"):
    """Asterisk 16 to 23. Only as an answer to MeetmeList. Not seen on a real server: from the source."""

    name = "MeetmeListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class MeetmeListRooms(Event, frozen=True, gc=False, tag="MeetmeListRooms"):
    """Asterisk 16 to 23; event class call. Only as an answer to MeetmeListRooms. Not seen on a real server:
    from the documentation and the source.

    ``activity``: ``HH:MM:SS``.
    """

    conference: str = ""
    parties: int | None = None
    marked: str = ""
    activity: str = ""
    creation: str = ""
    locked: str = ""

    name = "MeetmeListRooms"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Conference", "conference", "str"),
        ("Parties", "parties", "int"),
        ("Marked", "marked", "str"),
        ("Activity", "activity", "str"),
        ("Creation", "creation", "str"),
        ("Locked", "locked", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MeetmeListRoomsComplete(ListComplete, frozen=True, gc=False, tag="MeetmeListRoomsComplete"):
    """Asterisk 16 to 23. Only as an answer to MeetmeListRooms. Not seen on a real server: from the source."""

    name = "MeetmeListRoomsComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class MeetmeMute(ChannelEvent, frozen=True, gc=False, tag="MeetmeMute"):
    """Asterisk 16 to 23; event class call. Not seen on a real server: from the documentation and the
    source.
    """

    conference: str = ""
    user_number: str = ""
    duration: str = ""
    status: bool | None = None

    name = "MeetmeMute"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Meetme", "conference", "str"),
        ("User", "user_number", "str"),
        ("Duration", "duration", "str"),
        ("Status", "status", "bool:on/off"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Usernum": "user_number"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MeetmeTalkRequest(ChannelEvent, frozen=True, gc=False, tag="MeetmeTalkRequest"):
    """Asterisk 16 to 23; event class call. Not seen on a real server: from the documentation and the
    source.
    """

    conference: str = ""
    user_number: str = ""
    duration: str = ""
    status: bool | None = None

    name = "MeetmeTalkRequest"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Meetme", "conference", "str"),
        ("User", "user_number", "str"),
        ("Duration", "duration", "str"),
        ("Status", "status", "bool:on/off"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Usernum": "user_number"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MeetmeTalking(ChannelEvent, frozen=True, gc=False, tag="MeetmeTalking"):
    """Asterisk 16 to 23; event class call. Not seen on a real server: from the documentation and the
    source.
    """

    conference: str = ""
    user_number: str = ""
    duration: str = ""
    status: bool | None = None

    name = "MeetmeTalking"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Meetme", "conference", "str"),
        ("User", "user_number", "str"),
        ("Duration", "duration", "str"),
        ("Status", "status", "bool:on/off"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"Usernum": "user_number"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
