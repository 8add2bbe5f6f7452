"""Fax."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from anyio_ami.types import FaxOperation, FaxSessionType, FaxState

from ._base import Event, ListComplete
from ._groups import ChannelEvent


class FAXSession(Event, frozen=True, gc=False, tag="FAXSession"):
    """Asterisk 16 to 23; event class reporting. Only as an answer to FAXSession. Seen from real Asterisk 16
    and 22.

    ``image_resolution``: width ``x`` height in pixels.
    """

    session_number: int | None = None
    operation: FaxOperation | None = None
    state: FaxState | None = None
    error_correction_mode: bool | None = None
    data_rate: int | None = None
    image_resolution: str = ""
    page_number: int | None = None
    file_name: str = ""
    pages_transmitted: int | None = None
    pages_received: int | None = None
    total_bad_lines: int | None = None

    name = "FAXSession"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("SessionNumber", "session_number", "int"),
        ("Operation", "operation", "FaxOperation"),
        ("State", "state", "FaxState"),
        ("ErrorCorrectionMode", "error_correction_mode", "bool:Yes/No"),
        ("DataRate", "data_rate", "int"),
        ("ImageResolution", "image_resolution", "str"),
        ("PageNumber", "page_number", "int"),
        ("FileName", "file_name", "str"),
        ("PagesTransmitted", "pages_transmitted", "int"),
        ("PagesReceived", "pages_received", "int"),
        ("TotalBadLines", "total_bad_lines", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)


class FAXSessionsComplete(ListComplete, frozen=True, gc=False, tag="FAXSessionsComplete"):
    """Asterisk 16 to 23; event class call. Only as an answer to FAXSessions. Seen from real Asterisk 16 and
    22.
    """

    total: int | None = None

    name = "FAXSessionsComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Total", "total", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class FAXSessionsEntry(Event, frozen=True, gc=False, tag="FAXSessionsEntry"):
    """Asterisk 16 to 23; event class reporting. Only as an answer to FAXSessions. Seen from real Asterisk 16
    and 22.
    """

    channel: str = ""
    technology: str = ""
    session_number: int | None = None
    session_type: FaxSessionType | None = None
    operation: FaxOperation | None = None
    state: FaxState | None = None
    files: str = ""

    name = "FAXSessionsEntry"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Technology", "technology", "str"),
        ("SessionNumber", "session_number", "int"),
        ("SessionType", "session_type", "FaxSessionType"),
        ("Operation", "operation", "FaxOperation"),
        ("State", "state", "FaxState"),
        ("Files", "files", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)


class FAXStats(Event, frozen=True, gc=False, tag="FAXStats"):
    """Asterisk 16 to 23; event class reporting. Only as an answer to FAXStats. Seen from real Asterisk 16 and
    22.
    """

    current_sessions: int | None = None
    reserved_sessions: int | None = None
    transmit_attempts: int | None = None
    receive_attempts: int | None = None
    completed_faxes: int | None = None
    failed_faxes: int | None = None

    name = "FAXStats"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CurrentSessions", "current_sessions", "int"),
        ("ReservedSessions", "reserved_sessions", "int"),
        ("TransmitAttempts", "transmit_attempts", "int"),
        ("ReceiveAttempts", "receive_attempts", "int"),
        ("CompletedFAXes", "completed_faxes", "int"),
        ("FailedFAXes", "failed_faxes", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)


class FAXStatus(ChannelEvent, frozen=True, gc=False, tag="FAXStatus"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    operation: FaxOperation | None = None
    status: str = ""
    local_station_id: str = ""
    file_names: tuple[str, ...] = ()

    name = "FAXStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Operation", "operation", "FaxOperation"),
        ("Status", "status", "str"),
        ("LocalStationID", "local_station_id", "str"),
        ("FileName", "file_names", "str*"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ReceiveFAX(ChannelEvent, frozen=True, gc=False, tag="ReceiveFAX"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    local_station_id: str = ""
    remote_station_id: str = ""
    pages_transferred: str = ""
    resolution: str = ""
    transfer_rate: str = ""
    file_names: tuple[str, ...] = ()

    name = "ReceiveFAX"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("LocalStationID", "local_station_id", "str"),
        ("RemoteStationID", "remote_station_id", "str"),
        ("PagesTransferred", "pages_transferred", "str"),
        ("Resolution", "resolution", "str"),
        ("TransferRate", "transfer_rate", "str"),
        ("FileName", "file_names", "str*"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class SendFAX(ChannelEvent, frozen=True, gc=False, tag="SendFAX"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    local_station_id: str = ""
    remote_station_id: str = ""
    pages_transferred: str = ""
    resolution: str = ""
    transfer_rate: str = ""
    file_names: tuple[str, ...] = ()

    name = "SendFAX"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("LocalStationID", "local_station_id", "str"),
        ("RemoteStationID", "remote_station_id", "str"),
        ("PagesTransferred", "pages_transferred", "str"),
        ("Resolution", "resolution", "str"),
        ("TransferRate", "transfer_rate", "str"),
        ("FileName", "file_names", "str*"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
