"""Conferences."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response


class ConfbridgeKick(Action["Response"], frozen=True, kw_only=True, tag="ConfbridgeKick"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    conference: str
    channel: str

    name = "ConfbridgeKick"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Conference", "conference", "str"),
        ("Channel", "channel", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeList(
    Action["ListResponse[events.ConfbridgeList]"],
    frozen=True,
    kw_only=True,
    tag="ConfbridgeList",
):
    """Asterisk 16 to 23; privilege reporting. Run on real Asterisk 16 and 22.

    An empty list stands for the server's error ``No active conferences.``.
    """

    conference: str

    name = "ConfbridgeList"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Conference", "conference", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("ConfbridgeList",),
        complete="ConfbridgeListComplete",
        empty_error="No active conferences.",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)
    __reads_only__: ClassVar[bool] = True


class ConfbridgeListRooms(
    Action["ListResponse[events.ConfbridgeListRooms]"],
    frozen=True,
    kw_only=True,
    tag="ConfbridgeListRooms",
):
    """Asterisk 16 to 23; privilege reporting. Run on real Asterisk 16 and 22.

    An empty list stands for the server's error ``No active conferences.``.
    """

    name = "ConfbridgeListRooms"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("ConfbridgeListRooms",),
        complete="ConfbridgeListRoomsComplete",
        empty_error="No active conferences.",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)
    __reads_only__: ClassVar[bool] = True


class ConfbridgeLock(Action["Response"], frozen=True, kw_only=True, tag="ConfbridgeLock"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    conference: str

    name = "ConfbridgeLock"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Conference", "conference", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeMute(Action["Response"], frozen=True, kw_only=True, tag="ConfbridgeMute"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    conference: str
    channel: str

    name = "ConfbridgeMute"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Conference", "conference", "str"),
        ("Channel", "channel", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeSetSingleVideoSrc(
    Action["Response"],
    frozen=True,
    kw_only=True,
    tag="ConfbridgeSetSingleVideoSrc",
):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    conference: str
    channel: str

    name = "ConfbridgeSetSingleVideoSrc"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Conference", "conference", "str"),
        ("Channel", "channel", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeStartRecord(Action["Response"], frozen=True, kw_only=True, tag="ConfbridgeStartRecord"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    conference: str
    record_file: str | None = None

    name = "ConfbridgeStartRecord"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Conference", "conference", "str"),
        ("RecordFile", "record_file", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class ConfbridgeStopRecord(Action["Response"], frozen=True, kw_only=True, tag="ConfbridgeStopRecord"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    conference: str

    name = "ConfbridgeStopRecord"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Conference", "conference", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class ConfbridgeUnlock(Action["Response"], frozen=True, kw_only=True, tag="ConfbridgeUnlock"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    conference: str

    name = "ConfbridgeUnlock"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Conference", "conference", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ConfbridgeUnmute(Action["Response"], frozen=True, kw_only=True, tag="ConfbridgeUnmute"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    conference: str
    channel: str

    name = "ConfbridgeUnmute"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Conference", "conference", "str"),
        ("Channel", "channel", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MeetmeList(Action["ListResponse[events.MeetmeList]"], frozen=True, kw_only=True, tag="MeetmeList"):
    """Asterisk 16 to 23; privilege reporting. Not run on a real server.

    An empty list stands for the server's error ``No active conferences.``.
    """

    conference: str | None = None

    name = "MeetmeList"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Conference", "conference", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("MeetmeList",),
        complete="MeetmeListComplete",
        empty_error="No active conferences.",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)
    __reads_only__: ClassVar[bool] = True


class MeetmeListRooms(
    Action["ListResponse[events.MeetmeListRooms]"],
    frozen=True,
    kw_only=True,
    tag="MeetmeListRooms",
):
    """Asterisk 16 to 23; privilege reporting. Not run on a real server.

    An empty list stands for the server's error ``No active conferences.``.
    """

    name = "MeetmeListRooms"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("MeetmeListRooms",),
        complete="MeetmeListRoomsComplete",
        empty_error="No active conferences.",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)
    __reads_only__: ClassVar[bool] = True


class MeetmeMute(Action["Response"], frozen=True, kw_only=True, tag="MeetmeMute"):
    """Asterisk 16 to 23; privilege call. Not run on a real server."""

    conference: str
    user_number: str

    name = "MeetmeMute"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Meetme", "conference", "str"),
        ("Usernum", "user_number", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MeetmeUnmute(Action["Response"], frozen=True, kw_only=True, tag="MeetmeUnmute"):
    """Asterisk 16 to 23; privilege call. Not run on a real server."""

    conference: str
    user_number: str

    name = "MeetmeUnmute"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Meetme", "conference", "str"),
        ("Usernum", "user_number", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
