"""A board of all queues in the terminal: who waits, how long, and what the agents do. A Trio application.

AMI_URL=ami://wallboard@pbx.example.com AMI_SECRET=s3cret python app.py
"""

from __future__ import annotations

import math
import os
import signal
import sys
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field

import trio
from rich.console import Console
from rich.table import Table
from rich.text import Text

from anyio_ami import AMIClient, Gap, actions, connect_ami, events
from anyio_ami.errors import ActionError, AMIError
from anyio_ami.types import DeviceState

Member = events.QueueMember | events.QueueMemberEvent
DOING = {
    DeviceState.NOT_INUSE: ("free", "green"),
    DeviceState.RINGING: ("rings", "cyan"),
    DeviceState.UNAVAILABLE: ("away", "dim"),
    DeviceState.INVALID: ("away", "dim"),
}


def clean(text: str) -> Text:
    """Text from outside that neither steers the terminal nor is taken for Rich's markup."""
    return Text("".join(char if char.isprintable() else "?" for char in text))


def shown(member: Member) -> Text:
    """An agent, and what it does."""
    known = DOING.get(member.status or DeviceState.INVALID, ("busy", "yellow"))
    what, colour = ("paused", "magenta") if member.paused else known
    return Text.assemble(clean(member.member_name), " ", (what, colour))


@dataclass
class Board:
    """The queues, kept up to date by events and read anew after each loss."""

    # By queue: callers by unique id, with the time when they came; agents by interface.
    waiting: defaultdict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    members: defaultdict[str, dict[str, Member]] = field(default_factory=lambda: defaultdict(dict))
    fresh: bool = False  # whether this is what the server says now
    changes: int = 0

    async def follow(self, ami: AMIClient) -> None:
        """Read the queues and follow their events until cancelled."""
        kinds = (events.FullyBooted, events.QueueCallerJoin, events.QueueCallerLeave, events.QueueMemberEvent)
        async with ami.subscribe(*kinds, gaps=True) as stream:
            await self.read(ami)  # now: what changes meanwhile comes in the stream
            async for event in stream:
                if isinstance(event, Gap) and event.kind == "disconnected":
                    self.fresh = False
                elif isinstance(event, Gap | events.FullyBooted):  # events come again, or are lost
                    await self.read(ami)
                else:
                    self.take(event)
                self.changes += 1

    async def read(self, ami: AMIClient) -> None:
        """Ask for all queues, over the next connection if this one is lost."""
        self.fresh = False
        with suppress(ActionError):  # no queues are loaded yet: FullyBooted will come
            items = await ami.send(actions.QueueStatus(), retry=True, timeout=math.inf)
            self.waiting, self.members = defaultdict(dict), defaultdict(dict)
            for item in items:
                waiting, members = self.waiting[item.queue], self.members[item.queue]
                if isinstance(item, events.QueueMember):
                    members[item.interface] = item
                elif isinstance(item, events.QueueEntry):
                    waiting[item.unique_id] = time.time() - (item.wait or 0)
            self.fresh = True
        self.changes += 1

    def take(self, event: events.Event) -> None:
        """Apply one event. The list may have shown it already: taken twice it is as taken once."""
        match event:
            case events.QueueCallerJoin(queue=name, unique_id=caller):
                self.waiting[name].setdefault(caller, time.time())
            case events.QueueCallerLeave(queue=name, unique_id=caller):
                self.waiting[name].pop(caller, None)
            case events.QueueMemberRemoved(queue=name, interface=phone):
                self.members[name].pop(phone, None)
            case events.QueueMemberEvent(queue=name, interface=phone):
                self.members[name][phone] = event
            case _:
                pass

    def table(self) -> Table:
        """The board as it is shown."""
        title = "Queues" if self.fresh else "Asterisk is away: so it was last"
        table = Table("queue", "waiting", "longest", "agents", title=title)
        for name in sorted({*self.waiting, *self.members}):
            agents = Text(", ").join(shown(member) for member in self.members[name].values())
            times = [time.time() - came for came in self.waiting[name].values()]
            table.add_row(clean(name), str(len(times)), f"{max(times, default=0):.0f} s", agents)
        return table


async def paint(board: Board, console: Console) -> None:
    """Draw the board after each change, and in a terminal once a second."""
    drawn = (-1, 0)
    while True:
        before, drawn = drawn, (board.changes, int(time.time()) if console.is_terminal else 0)
        if board.changes and drawn != before:
            console.clear()
            console.print(board.table())
        await trio.sleep(0.2)


async def main(url: str, secret: str, console: Console) -> str | None:
    """Show the board until Ctrl-C or SIGTERM; gives what went wrong, or None."""
    with trio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async with trio.open_nursery() as nursery:

            async def stop() -> None:
                async for _ in signals:
                    nursery.cancel_scope.cancel()

            nursery.start_soon(stop)
            try:
                async with connect_ami(url, secret=secret) as ami:
                    board = Board()
                    nursery.start_soon(paint, board, console)
                    await board.follow(ami)
            except (AMIError, ValueError) as exc:
                nursery.cancel_scope.cancel()
                return str(exc)
    return None


if __name__ == "__main__":
    if not (os.environ.get("AMI_URL") and os.environ.get("AMI_SECRET")):
        sys.exit("set AMI_URL=ami://USER@HOST and AMI_SECRET")
    sys.exit(trio.run(main, os.environ["AMI_URL"], os.environ["AMI_SECRET"], Console()))
