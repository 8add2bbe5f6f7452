"""What a client has counted."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from .supervisor import Supervisor


class EventCount(msgspec.Struct, frozen=True):
    """How many events of one name came."""

    delivered: int
    """To at least one subscription's type; its ``where`` and its buffer come after."""
    skipped: int
    """Nobody had subscribed."""


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """Counters of one client, over all its sessions."""

    frames: int
    bytes_received: int
    bytes_sent: int
    events: dict[str, EventCount]
    """By the event's name on the wire."""
    junk: int
    """Messages that were neither an event nor a response."""
    pending: int
    """Actions in flight now."""
    abandoned: int
    """Frames of answers that nobody waited for any more."""
    unmatched: int
    """Replies without an ActionID, or with one that is not in flight."""
    reconnects: int
    lost: int
    """Events dropped by full buffers, over all subscriptions."""


def stats_of(supervisor: Supervisor) -> Stats:
    """The counters as they are now."""
    totals = copy.copy(supervisor.totals)
    session = supervisor.session
    if session is not None:
        totals.add(session)
    return Stats(
        frames=totals.frames,
        bytes_received=totals.bytes_received,
        bytes_sent=totals.bytes_sent,
        events={name: EventCount(*count) for name, count in supervisor.router.counts().items()},
        junk=totals.junk,
        pending=0 if session is None else len(session.correlator.pending),
        abandoned=totals.abandoned,
        unmatched=totals.unmatched,
        reconnects=supervisor.reconnects,
        lost=supervisor.fan.lost,
    )
