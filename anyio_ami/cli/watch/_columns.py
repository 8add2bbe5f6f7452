"""The columns of the three tables: what each shows, and what it is sorted by. No terminal is needed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from ._texts import clean, clock, rate, sparkline

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._book import Book
    from ._channels import Channel
    from ._queues import Queue
    from ._rates import EventRate
    from .model import BoardModel

R = TypeVar("R")


@dataclass(frozen=True, eq=False)
class Column(Generic[R]):
    """One column of a table of ``R``."""

    title: str
    text: Callable[[R, float, int], str]
    """Of a row, the time now, and the column's width."""
    key: Callable[[R], Any]
    """What rows are sorted by."""
    width: int
    """At the least, in characters."""
    grow: int = 0
    """Its part of the room that is left."""
    right: bool = False
    """Numbers stand on the right, and are sorted with the highest first."""
    least: int = 0
    """Not shown in a table narrower than this."""
    middle: bool = False
    """What is too long loses its middle, not its end."""


def _words(title: str, text: Callable[[R], str], width: int, grow: int = 0, least: int = 0) -> Column[R]:
    """A column of texts, sorted as they are spelt."""

    def key(row: R) -> str:
        return text(row).lower()

    def shown(row: R, now: float, width: int) -> str:
        return clean(text(row))

    return Column(title, shown, key, width, grow, least=least)


def _number(value: int | None) -> str:
    return "-" if value is None else f"{value:,}"


def _numbers(title: str, count: Callable[[R], int | None], width: int) -> Column[R]:
    """A column of numbers; one that is not known is less than all others."""

    def key(row: R) -> int:
        value = count(row)
        return -1 if value is None else value

    return Column(title, lambda row, now, width: _number(count(row)), key, width, right=True)


def _since(title: str, start: Callable[[R], float | None], width: int) -> Column[R]:
    """A column of times that have passed since something."""

    def key(row: R) -> float:
        value = start(row)
        return -math.inf if value is None else -value

    def text(row: R, now: float, width: int) -> str:
        value = start(row)
        return "" if value is None else clock(now - value)

    return Column(title, text, key, width, right=True)


def _members(title: str, place: int, width: int) -> Column[Queue]:
    return _numbers(title, lambda row: row.count()[place], width)


CHANNELS: Final[tuple[Column[Channel], ...]] = (
    Column(
        "Channel",
        lambda row, now, width: clean(row.name),
        lambda row: row.name.lower(),
        18,
        3,
        middle=True,  # the end tells channels apart
    ),
    _words("State", lambda row: row.state, 7),
    _words("Caller", lambda row: row.caller, 9, 2),
    _words("Connected", lambda row: row.connected, 9, 2),
    _words("Exten", lambda row: row.exten, 12, 2, least=100),
    # Where nothing has told what runs, at least where.
    _words("Application", lambda row: row.application or row.exten, 13, 3),
    _since("Duration", lambda row: row.started, 9),
    # Its first characters are enough to tell which channels share one.
    _words("Bridge", lambda row: row.bridge[:6], 6),
)

QUEUES: Final[tuple[Column[Queue], ...]] = (
    _words("Queue", lambda row: row.name, 10, 3),
    _numbers("Waiting", lambda row: len(row.callers), 8),
    _since("Longest", lambda row: row.oldest, 9),
    _members("Free", 0, 5),
    _members("Busy", 1, 5),
    _members("Paused", 2, 7),
    _members("Away", 3, 5),
    _numbers("Done", lambda row: row.completed, 7),
    _numbers("Abandoned", lambda row: row.abandoned, 10),
    _words("Strategy", lambda row: row.strategy, 11, 1, least=100),
)

RATES: Final[tuple[Column[EventRate], ...]] = (
    _words("Event", lambda row: row.name, 18, 1),
    Column("Per second", lambda row, now, width: rate(row.rate), lambda row: row.rate, 11, right=True),
    _numbers("Total", lambda row: row.total, 9),
    Column(
        "Seconds",
        lambda row, now, width: sparkline(row.history, width),
        lambda row: max(row.history, default=0.0),
        8,
        3,
    ),
)


def notices(book: Book) -> list[str]:
    """What is missing from a table and why, one line each."""
    told: list[str] = []
    if book.refusal:
        told.append(f"{book.refusal}; shown is what events tell.")
    if book.reads is False:
        how = "nothing is known" if book.refusal else "the list is read every 5 s"
        told.append(f"no events without read = {book.event_class}; {how}.")
    if not told and not book.listed:
        told.append("reading the list ...")
    return told


def busiest(model: BoardModel, width: int) -> str:
    """The rate of all events with its sparkline, in so many characters."""
    all_events = model.rates.all
    told = f"all {rate(all_events.rate)}/s, {all_events.total:,} in all "
    return told + sparkline(all_events.history, max(0, width - len(told)))
