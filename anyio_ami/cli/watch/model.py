"""What the board shows, without a terminal: fed with typed events and with lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from anyio_ami import ConnectionState, ServerInfo

from . import _channels, _queues
from ._channels import Channel as Channel
from ._channels import ChannelBook
from ._queues import Member as Member
from ._queues import Queue as Queue
from ._queues import QueueBook
from ._rates import EventRate as EventRate
from ._rates import Rates

if TYPE_CHECKING:
    from anyio_ami import Gap
    from anyio_ami.events import Event

WANTED: tuple[type[Event], ...] = (*_channels.WANTED, *_queues.WANTED)
"""The events that a `BoardModel` is to be fed with; it takes any other, too, and does nothing with it."""


class Link(msgspec.Struct, kw_only=True):
    """The connection. Times are seconds."""

    node: str = ""
    """The name of the server: that given to `connect_ami`, else ``host:port``."""
    state: ConnectionState = ConnectionState.CONNECTING
    server: ServerInfo | None = None
    attempt: int = 0
    """Which attempt to connect this is, since the connection was lost; 0: there is one."""
    reason: str = ""
    """Why the connection was lost, or the last attempt has failed."""
    reconnects: int = 0
    lost: int = 0
    """Events that this board was too slow for."""
    lag: float | None = None
    """From reading an event from the socket to its place on the board; None: no event yet."""
    server_lag: float | None = None
    """From the server's timestamp to our reading of the event, clocks compared as they are; None: events
    have no timestamp (``timestampevents =`` in manager.conf)."""
    round_trip: float | None = None
    """From a Ping to its answer; None: there was none yet."""


class BoardModel:
    """Channels, queues, event rates and the connection of one server."""

    def __init__(self) -> None:
        self.link: Link = Link()
        self.channels: ChannelBook = ChannelBook()
        self.queues: QueueBook = QueueBook()
        self.rates: Rates = Rates()
        self.lost_at: float | None = None
        """When the connection was lost; None while there is one."""

    @property
    def current(self) -> bool:
        """Whether the rows are those of now: False while there is no connection."""
        return self.link.state is ConnectionState.CONNECTED

    def as_of(self, now: float) -> float:
        """The time that the rows are of: ``now``, or when the connection was lost."""
        return now if self.lost_at is None else self.lost_at

    def fold(self, event: Event, at: float) -> None:
        """One event, read at ``at``: seconds of the monotonic clock of all other times here."""
        if isinstance(event, _queues.WANTED):
            self.queues.fold(event, at)
        elif isinstance(event, _channels.WANTED):
            self.channels.fold(event, at)

    def gap(self, mark: Gap) -> None:
        """Events are missing here: lists have to be read again."""
        if mark.kind == "overflow":
            self.link.lost += mark.lost or 0
            self.channels.stale = self.queues.stale = True
        elif mark.kind == "resubscribed":
            self.channels.renew()
            self.queues.renew()
