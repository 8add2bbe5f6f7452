"""The core: status and lists of channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Response


class CoreSettingsResponse(Response, frozen=True, gc=False, tag="CoreSettingsResponse"):
    """The reply to CoreSettings. Run on real Asterisk 16 and 22."""

    ami_version: str = ""
    asterisk_version: str = ""
    system_name: str = ""
    core_max_calls: int | None = None
    core_max_load_avg: float | None = None
    core_run_user: str = ""
    core_run_group: str = ""
    core_max_file_handles: int | None = None
    core_realtime_enabled: bool | None = None
    core_cdr_enabled: bool | None = None
    core_http_enabled: bool | None = None
    sounds_search_custom_dir: bool | None = None

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("AMIversion", "ami_version", "str"),
        ("AsteriskVersion", "asterisk_version", "str"),
        ("SystemName", "system_name", "str"),
        ("CoreMaxCalls", "core_max_calls", "int"),
        ("CoreMaxLoadAvg", "core_max_load_avg", "float"),
        ("CoreRunUser", "core_run_user", "str"),
        ("CoreRunGroup", "core_run_group", "str"),
        ("CoreMaxFilehandles", "core_max_file_handles", "int"),
        ("CoreRealTimeEnabled", "core_realtime_enabled", "bool:Yes/No"),
        ("CoreCDRenabled", "core_cdr_enabled", "bool:Yes/No"),
        ("CoreHTTPenabled", "core_http_enabled", "bool:Yes/No"),
        ("SoundsSearchCustomDir", "sounds_search_custom_dir", "bool:Yes/No"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class CoreStatusResponse(Response, frozen=True, gc=False, tag="CoreStatusResponse"):
    """The reply to CoreStatus. Run on real Asterisk 16 and 22.

    ``core_startup_date``, ``core_reload_date``: a date, ``YYYY-MM-DD``.

    ``core_startup_time``, ``core_reload_time``: a time, ``HH:MM:SS``.
    """

    core_startup_date: str = ""
    core_startup_time: str = ""
    core_reload_date: str = ""
    core_reload_time: str = ""
    core_current_calls: int | None = None
    core_processed_calls: int | None = None

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreStartupDate", "core_startup_date", "str"),
        ("CoreStartupTime", "core_startup_time", "str"),
        ("CoreReloadDate", "core_reload_date", "str"),
        ("CoreReloadTime", "core_reload_time", "str"),
        ("CoreCurrentCalls", "core_current_calls", "int"),
        ("CoreProcessedCalls", "core_processed_calls", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class PingResponse(Response, frozen=True, gc=False, tag="PingResponse"):
    """The reply to Ping. Run on real Asterisk 16 and 22.

    ``timestamp``: seconds since 1970.
    """

    ping: str = ""
    timestamp: float | None = None

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Ping", "ping", "str"),
        ("Timestamp", "timestamp", "float"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
