"""Call completion (CCSS)."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import Event


class CCAvailable(Event, frozen=True, gc=False, tag="CCAvailable"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    callee: str = ""
    service: str = ""

    name = "CCAvailable"
    __wire__ = (
        ("CoreID", "core_id", "int"),
        ("Callee", "callee", "str"),
        ("Service", "service", "str"),
    )
    __classes__ = ("cc",)


class CCCallerRecalling(Event, frozen=True, gc=False, tag="CCCallerRecalling"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""

    name = "CCCallerRecalling"
    __wire__ = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
    )
    __classes__ = ("cc",)


class CCCallerStartMonitoring(Event, frozen=True, gc=False, tag="CCCallerStartMonitoring"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""

    name = "CCCallerStartMonitoring"
    __wire__ = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
    )
    __classes__ = ("cc",)


class CCCallerStopMonitoring(Event, frozen=True, gc=False, tag="CCCallerStopMonitoring"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""

    name = "CCCallerStopMonitoring"
    __wire__ = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
    )
    __classes__ = ("cc",)


class CCFailure(Event, frozen=True, gc=False, tag="CCFailure"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""
    reason: str = ""

    name = "CCFailure"
    __wire__ = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
        ("Reason", "reason", "str"),
    )
    __classes__ = ("cc",)


class CCMonitorFailed(Event, frozen=True, gc=False, tag="CCMonitorFailed"):
    """Asterisk 16 to 23; event class cc. Not seen on a real server: from the source."""

    core_id: int | None = None
    callee: str = ""

    name = "CCMonitorFailed"
    __wire__ = (
        ("CoreID", "core_id", "int"),
        ("Callee", "callee", "str"),
    )
    __classes__ = ("cc",)


class CCOfferTimerStart(Event, frozen=True, gc=False, tag="CCOfferTimerStart"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""
    expires: int | None = None

    name = "CCOfferTimerStart"
    __wire__ = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
        ("Expires", "expires", "int"),
    )
    __classes__ = ("cc",)


class CCRecallComplete(Event, frozen=True, gc=False, tag="CCRecallComplete"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""

    name = "CCRecallComplete"
    __wire__ = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
    )
    __classes__ = ("cc",)


class CCRequestAcknowledged(Event, frozen=True, gc=False, tag="CCRequestAcknowledged"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""

    name = "CCRequestAcknowledged"
    __wire__ = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
    )
    __classes__ = ("cc",)


class CCRequested(Event, frozen=True, gc=False, tag="CCRequested"):
    """Asterisk 16 to 23; event class cc. Seen from real Asterisk 16."""

    core_id: int | None = None
    caller: str = ""
    callee: str = ""

    name = "CCRequested"
    __wire__ = (
        ("CoreID", "core_id", "int"),
        ("Caller", "caller", "str"),
        ("Callee", "callee", "str"),
    )
    __classes__ = ("cc",)
