"""The two lines on top: the connection."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final

from rich.text import Text

from anyio_ami import ConnectionState

from ._texts import clean, clock, span

if TYPE_CHECKING:
    from .model import Link

_LOOKS: Final = {
    ConnectionState.CONNECTED: ("●", "bold green"),
    ConnectionState.CONNECTING: ("○", "bold yellow"),
    ConnectionState.RECONNECTING: ("○", "bold red"),
    ConnectionState.DISCONNECTED: ("○", "bold red"),
}


def header(link: Link, width: int, *, paused: bool, leaving: bool) -> Text:
    """Two lines of at most ``width`` characters: who and in what state, and the numbers."""
    sign, style = _LOOKS[link.state]
    first = Text(no_wrap=True, overflow="ellipsis")
    first.append(f"{sign} {state_of(link)}", style)
    server = link.server
    first.append(f"  {clean(link.node)}", "bold")
    if server is not None:
        # Without what a distribution adds: 22.10.1+dfsg...
        version = re.split(r"[+~]", server.version or "")[0] or (f"{server.major}" if server.major else "")
        first.append(f"  Asterisk {clean(version)}")
        if server.booted_at is not None and link.state is ConnectionState.CONNECTED:
            first.append(f"  up {clock(time.time() - server.booted_at)}")
        if server.system_name:
            first.append(f"  {clean(server.system_name)}")
    second = Text(no_wrap=True, overflow="ellipsis")
    if leaving:
        second.append("LOGGING OFF  ", "bold reverse")
    elif paused:
        second.append("PAUSED  ", "bold reverse")
    if link.reason and link.state is not ConnectionState.CONNECTED:
        second.append(clean(link.reason), "red")
    else:
        numbers = [f"reconnects {link.reconnects}", f"lost {link.lost:,}"]
        if link.lag is not None:
            numbers.append(f"lag {span(link.lag)}")
        if link.server_lag is not None:
            sign = "-" if link.server_lag < 0 else ""
            numbers.append(f"server {sign}{span(abs(link.server_lag))}")
        if link.round_trip is not None:
            numbers.append(f"ping {span(link.round_trip)}")
        second.append("  ".join(numbers))
    for line in (first, second):
        line.truncate(max(1, width), overflow="ellipsis")
    return Text("\n").join([first, second])


def state_of(link: Link) -> str:
    """The state of the connection, and which attempt this is."""
    state = link.state.value
    return f"{state}, attempt {link.attempt}" if link.attempt else state
