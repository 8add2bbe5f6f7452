"""The server as a whole."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from anyio_ami.types import ModuleStatus, ReloadStatus, ShutdownKind

from ._base import Event


class DeadlockStart(Event, frozen=True, gc=False, tag="DeadlockStart"):
    """Asterisk 16 and 18 to 23; event class system. Not seen on a real server: from the documentation and the
    source.
    """

    mutex: str = ""

    name = "DeadlockStart"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Mutex", "mutex", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class FullyBooted(Event, frozen=True, gc=False, tag="FullyBooted"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22.

    ``uptime``, ``last_reload``: seconds.
    """

    status: str = ""
    uptime: int | None = None
    last_reload: int | None = None

    name = "FullyBooted"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Status", "status", "str"),
        ("Uptime", "uptime", "int"),
        ("LastReload", "last_reload", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class Load(Event, frozen=True, gc=False, tag="Load"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22."""

    module: str = ""
    status: ModuleStatus | None = None

    name = "Load"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Module", "module", "str"),
        ("Status", "status", "ModuleStatus"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class LogChannel(Event, frozen=True, gc=False, tag="LogChannel"):
    """Asterisk 16 to 23; event class system. Not seen on a real server: from the documentation and the
    source.

    ``reason``: a number and its text.
    """

    channel: str = ""
    enabled: bool | None = None
    reason: str = ""

    name = "LogChannel"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Enabled", "enabled", "bool:Yes/No"),
        ("Reason", "reason", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class Reload(Event, frozen=True, gc=False, tag="Reload"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22."""

    module: str = ""
    status: ReloadStatus | None = None

    name = "Reload"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Module", "module", "str"),
        ("Status", "status", "ReloadStatus"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class Shutdown(Event, frozen=True, gc=False, tag="Shutdown"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22."""

    shutdown: ShutdownKind | None = None
    restart: bool | None = None

    name = "Shutdown"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Shutdown", "shutdown", "ShutdownKind"),
        ("Restart", "restart", "bool:True/False"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class Unload(Event, frozen=True, gc=False, tag="Unload"):
    """Asterisk 16 to 23; event class system. Seen from real Asterisk 16 and 22."""

    module: str = ""
    status: ModuleStatus | None = None

    name = "Unload"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Module", "module", "str"),
        ("Status", "status", "ModuleStatus"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
