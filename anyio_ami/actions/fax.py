"""Fax."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse


class FAXSession(Action["ListResponse[events.FAXSession]"], frozen=True, kw_only=True, tag="FAXSession"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    session_number: int

    name = "FAXSession"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("SessionNumber", "session_number", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(is_list=True, items=("FAXSession",), item_count=1)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
    __reads_only__: ClassVar[bool] = True


class FAXSessions(
    Action["ListResponse[events.FAXSessionsEntry]"],
    frozen=True,
    kw_only=True,
    tag="FAXSessions",
):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    name = "FAXSessions"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("FAXSessionsEntry",),
        complete="FAXSessionsComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
    __reads_only__: ClassVar[bool] = True


class FAXStats(Action["ListResponse[events.FAXStats]"], frozen=True, kw_only=True, tag="FAXStats"):
    """Asterisk 16 to 23; privilege reporting. Run on real Asterisk 16 and 22."""

    name = "FAXStats"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(is_list=True, items=("FAXStats",), item_count=1)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)
    __reads_only__: ClassVar[bool] = True
