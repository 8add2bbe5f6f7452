"""The server as a whole."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import Event


class DeadlockStart(Event, frozen=True, gc=False, tag="DeadlockStart"):
    """Asterisk 16 and 18 to 23; event class system. Not seen on a real server: from the documentation and the
    source.
    """

    mutex: str = ""

    name = "DeadlockStart"
    __wire__ = (("Mutex", "mutex", "str"),)
    __classes__ = ("system",)


class FullyBooted(Event, frozen=True, gc=False, tag="FullyBooted"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22.

    ``uptime``, ``last_reload``: seconds.
    """

    status: str = ""
    uptime: int | None = None
    last_reload: int | None = None

    name = "FullyBooted"
    __wire__ = (
        ("Status", "status", "str"),
        ("Uptime", "uptime", "int"),
        ("LastReload", "last_reload", "int"),
    )
    __classes__ = ("system",)


class Load(Event, frozen=True, gc=False, tag="Load"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22."""

    module: str = ""
    status: str = ""

    name = "Load"
    __wire__ = (
        ("Module", "module", "str"),
        ("Status", "status", "str"),
    )
    __classes__ = ("system",)


class LogChannel(Event, frozen=True, gc=False, tag="LogChannel"):
    """Asterisk 16 to 23; event class system. Not seen on a real server: from the documentation and the
    source.

    ``reason``: a number and its text.
    """

    channel: str = ""
    enabled: bool | None = None
    reason: str = ""

    name = "LogChannel"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Enabled", "enabled", "bool:Yes/No"),
        ("Reason", "reason", "str"),
    )
    __classes__ = ("system",)


class Reload(Event, frozen=True, gc=False, tag="Reload"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22."""

    module: str = ""
    status: int | None = None

    name = "Reload"
    __wire__ = (
        ("Module", "module", "str"),
        ("Status", "status", "int"),
    )
    __classes__ = ("system",)


class Shutdown(Event, frozen=True, gc=False, tag="Shutdown"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22."""

    shutdown: str = ""
    restart: bool | None = None

    name = "Shutdown"
    __wire__ = (
        ("Shutdown", "shutdown", "str"),
        ("Restart", "restart", "bool:True/False"),
    )
    __classes__ = ("system",)


class Unload(Event, frozen=True, gc=False, tag="Unload"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22."""

    module: str = ""
    status: str = ""

    name = "Unload"
    __wire__ = (
        ("Module", "module", "str"),
        ("Status", "status", "str"),
    )
    __classes__ = ("system",)
