"""The core: status and lists of channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami.responses import (
        CommandResponse,
        CoreSettingsResponse,
        CoreStatusResponse,
        PingResponse,
        Response,
    )


class Command(Action["CommandResponse"], frozen=True, kw_only=True, tag="Command"):
    """Asterisk 16 to 23; privilege command. Run on real Asterisk 16 and 22."""

    command: str

    name = "Command"
    __wire__ = (("Command", "command", "str"),)
    __answer__ = Answer(response="CommandResponse")
    __classes__ = ("command",)


class CoreSettings(Action["CoreSettingsResponse"], frozen=True, kw_only=True, tag="CoreSettings"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "CoreSettings"
    __answer__ = Answer(response="CoreSettingsResponse")
    __classes__ = ("reporting", "system")


class CoreStatus(Action["CoreStatusResponse"], frozen=True, kw_only=True, tag="CoreStatus"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "CoreStatus"
    __answer__ = Answer(response="CoreStatusResponse")
    __classes__ = ("reporting", "system")


class ListCommands(Action["Response"], frozen=True, kw_only=True, tag="ListCommands"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    The reply's headers are named by the actions: see `extra`.
    """

    name = "ListCommands"


class LoggerRotate(Action["Response"], frozen=True, kw_only=True, tag="LoggerRotate"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "LoggerRotate"
    __classes__ = ("reporting", "system")


class Ping(Action["PingResponse"], frozen=True, kw_only=True, tag="Ping"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    name = "Ping"
    __answer__ = Answer(response="PingResponse")


class SorceryMemoryCacheExpire(Action["Response"], frozen=True, kw_only=True, tag="SorceryMemoryCacheExpire"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    cache: str

    name = "SorceryMemoryCacheExpire"
    __wire__ = (("Cache", "cache", "str"),)
    __classes__ = ("system",)


class SorceryMemoryCacheExpireObject(
    Action["Response"],
    frozen=True,
    kw_only=True,
    tag="SorceryMemoryCacheExpireObject",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    cache: str
    object: str

    name = "SorceryMemoryCacheExpireObject"
    __wire__ = (
        ("Cache", "cache", "str"),
        ("Object", "object", "str"),
    )
    __classes__ = ("system",)


class SorceryMemoryCachePopulate(
    Action["Response"],
    frozen=True,
    kw_only=True,
    tag="SorceryMemoryCachePopulate",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    cache: str

    name = "SorceryMemoryCachePopulate"
    __wire__ = (("Cache", "cache", "str"),)
    __classes__ = ("system",)


class SorceryMemoryCacheStale(Action["Response"], frozen=True, kw_only=True, tag="SorceryMemoryCacheStale"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    cache: str

    name = "SorceryMemoryCacheStale"
    __wire__ = (("Cache", "cache", "str"),)
    __classes__ = ("system",)


class SorceryMemoryCacheStaleObject(
    Action["Response"],
    frozen=True,
    kw_only=True,
    tag="SorceryMemoryCacheStaleObject",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    cache: str
    object: str
    reload: str | None = None

    name = "SorceryMemoryCacheStaleObject"
    __wire__ = (
        ("Cache", "cache", "str"),
        ("Object", "object", "str"),
        ("Reload", "reload", "str"),
    )
    __classes__ = ("system",)


class UserEvent(Action["Response"], frozen=True, kw_only=True, tag="UserEvent"):
    """Asterisk 16 to 23; privilege user. Run on real Asterisk 16 and 22.

    ``body``: further headers, in order.
    """

    user_event: str
    body: Mapping[str, str | Sequence[str]] | Sequence[tuple[str, str]] | None = None

    name = "UserEvent"
    __wire__ = (
        ("UserEvent", "user_event", "str"),
        ("*", "body", "headers"),
    )
    __classes__ = ("user",)
