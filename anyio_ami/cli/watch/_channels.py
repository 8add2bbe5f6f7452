"""The channels of a server, from the list of CoreShowChannels and the events of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from anyio_ami import events

from ._book import Book
from ._texts import party, seconds_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anyio_ami.events import Event


class Channel(msgspec.Struct, kw_only=True):
    """One channel. Times are those of the client's monotonic clock."""

    unique_id: str
    name: str = ""
    state: str = ""
    """As the server writes it: ``Ring``, ``Up``, ..."""
    caller: str = ""
    connected: str = ""
    exten: str = ""
    """``EXTEN@CONTEXT``, where the dialplan stands."""
    application: str = ""
    """``Queue(support)``, what it runs; empty where nothing has told."""
    started: float = 0.0
    bridge: str = ""
    """The unique id of the bridge that it is in; empty: in none."""


class ChannelBook(Book):
    """All channels, by unique id."""

    event_class = "call"

    def __init__(self) -> None:
        super().__init__()
        self.channels: dict[str, Channel] = {}

    def _known(self) -> object:
        return frozenset(self.channels)

    def _clear(self) -> None:
        self.channels.clear()

    def _is_final(self, event: Event) -> bool:
        return isinstance(event, events.Hangup)  # unique ids do not come again

    def _load(self, items: Iterable[Event], at: float) -> None:
        before, self.channels = self.channels, {}
        for item in items:
            if not isinstance(item, events.CoreShowChannel):
                continue
            channel = Channel(unique_id=item.unique_id, started=at - seconds_of(item.duration))
            _update(channel, item)
            channel.application = _call(item.application, item.app_data)
            channel.bridge = item.bridge_unique_id
            known = before.get(item.unique_id)
            # The list has whole seconds: what an event told is truer.
            if known is not None and abs(known.started - channel.started) < 2:
                channel.started = known.started
            self.channels[item.unique_id] = channel

    def _apply(self, event: Event, at: float) -> None:
        if isinstance(event, events.Hangup):
            self.channels.pop(event.unique_id, None)
        elif isinstance(event, events.Rename):
            if (channel := self.channels.get(event.unique_id)) is not None:
                channel.name = event.new_name
        elif isinstance(event, events.ChannelEvent):
            self._follow(event, at)

    def _follow(self, event: events.ChannelEvent, at: float) -> None:
        channel = self.channels.get(event.unique_id)
        if channel is None:
            # Without the list a channel is known by the first that is heard of it. With the list only a
            # new channel is: any other event is of one that has gone.
            if not (isinstance(event, events.Newchannel) or self.refusal):
                return
            channel = self.channels[event.unique_id] = Channel(unique_id=event.unique_id, started=at)
        _update(channel, event)
        if isinstance(event, events.Newexten):
            # What an originated channel runs no event tells, but AppDial2: the list does.
            if event.application != "AppDial2":
                channel.application = _call(event.application, event.app_data)
        elif isinstance(event, events.BridgeEnter):
            channel.bridge = event.bridge_unique_id
        elif isinstance(event, events.BridgeLeave) and channel.bridge == event.bridge_unique_id:
            channel.bridge = ""


def _update(channel: Channel, event: events.ChannelEvent) -> None:
    channel.name = event.channel
    channel.state = event.channel_state_desc
    channel.caller = party(event.caller_id_num, event.caller_id_name)
    channel.connected = party(event.connected_line_num, event.connected_line_name)
    channel.exten = f"{event.exten}@{event.context}" if event.exten else ""


def _call(application: str, data: str) -> str:
    # Some give a remark in brackets of its own: AppDial with "(Outgoing Line)".
    return f"{application}({data})" if application and not data.startswith("(") else application


WANTED: tuple[type[Event], ...] = (
    events.Newchannel,
    events.Newstate,
    events.Newexten,
    events.NewCallerid,
    events.NewConnectedLine,
    events.Rename,
    events.BridgeEnter,
    events.BridgeLeave,
    events.Hangup,
)
"""The events of which a `ChannelBook` is to be told."""
