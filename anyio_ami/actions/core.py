"""The core: status and lists of channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer, FreeHeaders

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
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Command", "command", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="CommandResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("command",)


class CoreSettings(Action["CoreSettingsResponse"], frozen=True, kw_only=True, tag="CoreSettings"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "CoreSettings"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="CoreSettingsResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class CoreStatus(Action["CoreStatusResponse"], frozen=True, kw_only=True, tag="CoreStatus"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "CoreStatus"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="CoreStatusResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class ListCommands(Action["Response"], frozen=True, kw_only=True, tag="ListCommands"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    The reply's headers are named by the actions: see `extra`.
    """

    name = "ListCommands"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __reads_only__: ClassVar[bool] = True


class LoggerRotate(Action["Response"], frozen=True, kw_only=True, tag="LoggerRotate"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "LoggerRotate"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")


class Ping(Action["PingResponse"], frozen=True, kw_only=True, tag="Ping"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22."""

    name = "Ping"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="PingResponse")
    __reads_only__: ClassVar[bool] = True


class SorceryMemoryCacheExpire(Action["Response"], frozen=True, kw_only=True, tag="SorceryMemoryCacheExpire"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    cache: str

    name = "SorceryMemoryCacheExpire"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Cache", "cache", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


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
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Cache", "cache", "str"),
        ("Object", "object", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class SorceryMemoryCachePopulate(
    Action["Response"],
    frozen=True,
    kw_only=True,
    tag="SorceryMemoryCachePopulate",
):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    cache: str

    name = "SorceryMemoryCachePopulate"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Cache", "cache", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class SorceryMemoryCacheStale(Action["Response"], frozen=True, kw_only=True, tag="SorceryMemoryCacheStale"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    cache: str

    name = "SorceryMemoryCacheStale"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Cache", "cache", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


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
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Cache", "cache", "str"),
        ("Object", "object", "str"),
        ("Reload", "reload", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class UserEvent(Action["Response"], frozen=True, kw_only=True, tag="UserEvent"):
    """Asterisk 16 to 23; privilege user. Run on real Asterisk 16 and 22.

    ``body``: further headers, in order.
    """

    user_event: str
    body: FreeHeaders | None = None

    name = "UserEvent"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("UserEvent", "user_event", "str"),
        ("*", "body", "headers"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("user",)
