"""AGI and asynchronous AGI."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._groups import ChannelEvent


class AGIExecEnd(ChannelEvent, frozen=True, gc=False, tag="AGIExecEnd"):
    """Asterisk 16 to 23; event class agi. Seen from real Asterisk 16 and 22."""

    command: str = ""
    command_id: int | None = None
    result_code: int | None = None
    result: str = ""

    name = "AGIExecEnd"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Command", "command", "str"),
        ("CommandId", "command_id", "int"),
        ("ResultCode", "result_code", "int"),
        ("Result", "result", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agi",)


class AGIExecStart(ChannelEvent, frozen=True, gc=False, tag="AGIExecStart"):
    """Asterisk 16 to 23; event class agi. Seen from real Asterisk 16 and 22."""

    command: str = ""
    command_id: int | None = None

    name = "AGIExecStart"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Command", "command", "str"),
        ("CommandId", "command_id", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agi",)


class AsyncAGIEnd(ChannelEvent, frozen=True, gc=False, tag="AsyncAGIEnd"):
    """Asterisk 16 to 23; event class agi. Seen from real Asterisk 16 and 22."""

    name = "AsyncAGIEnd"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agi",)


class AsyncAGIExec(ChannelEvent, frozen=True, gc=False, tag="AsyncAGIExec"):
    """Asterisk 16 to 23; event class agi. Seen from real Asterisk 16 and 22.

    ``result``: URL-encoded.
    """

    command_id: str = ""
    result: str = ""

    name = "AsyncAGIExec"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("CommandId", "command_id", "str"),
        ("Result", "result", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agi",)


class AsyncAGIStart(ChannelEvent, frozen=True, gc=False, tag="AsyncAGIStart"):
    """Asterisk 16 to 23; event class agi. Seen from real Asterisk 16 and 22.

    ``env``: URL-encoded.
    """

    env: str = ""

    name = "AsyncAGIStart"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Env", "env", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agi",)
