"""Call completion (CCSS)."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Event


class CCAvailable(Event, frozen=True, gc=False, tag="CCAvailable"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    callee: str = ""
    service: str = ""

    name = "CCAvailable"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreID", "core_id", "int"),
        ("Callee", "callee", "str"),
        ("Service", "service", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cc",)


class CCCallerRecalling(Event, frozen=True, gc=False, tag="CCCallerRecalling"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""

    name = "CCCallerRecalling"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cc",)


class CCCallerStartMonitoring(Event, frozen=True, gc=False, tag="CCCallerStartMonitoring"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""

    name = "CCCallerStartMonitoring"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cc",)


class CCCallerStopMonitoring(Event, frozen=True, gc=False, tag="CCCallerStopMonitoring"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""

    name = "CCCallerStopMonitoring"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cc",)


class CCFailure(Event, frozen=True, gc=False, tag="CCFailure"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""
    reason: str = ""

    name = "CCFailure"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
        ("Reason", "reason", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cc",)


class CCMonitorFailed(Event, frozen=True, gc=False, tag="CCMonitorFailed"):
    """Asterisk 16 to 23; event class cc. Not seen on a real server: from the source."""

    core_id: int | None = None
    callee: str = ""

    name = "CCMonitorFailed"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreID", "core_id", "int"),
        ("Callee", "callee", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cc",)


class CCOfferTimerStart(Event, frozen=True, gc=False, tag="CCOfferTimerStart"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16.

    ``expires``: seconds.
    """

    core_id: int | None = None
    caller: str = ""
    expires: int | None = None

    name = "CCOfferTimerStart"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
        ("Expires", "expires", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cc",)


class CCRecallComplete(Event, frozen=True, gc=False, tag="CCRecallComplete"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""

    name = "CCRecallComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cc",)


class CCRequestAcknowledged(Event, frozen=True, gc=False, tag="CCRequestAcknowledged"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""

    name = "CCRequestAcknowledged"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cc",)


class CCRequested(Event, frozen=True, gc=False, tag="CCRequested"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""
    callee: str = ""

    name = "CCRequested"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
        ("Callee", "callee", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("cc",)
