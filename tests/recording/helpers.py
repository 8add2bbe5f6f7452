"""Recordings of a simulated server, and a disk that stalls."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import anyio

from anyio_ami import ReconnectPolicy, actions, connect_ami, events
from anyio_ami.events import Event
from anyio_ami.recording import Recorder, Recording

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from anyio_ami import AMIClient, Observer
    from anyio_ami.testing import FakeAsterisk

QUICK = ReconnectPolicy.fixed(0.05)


def client(pbx: FakeAsterisk, *observers: Observer, **options: Any) -> AbstractAsyncContextManager[AMIClient]:
    """A client of a simulated server, over an in-memory stream."""
    chosen: dict[str, Any] = {"transport": pbx.connect, "username": "admin", "secret": "s3cret", **options}
    return connect_ami(observers=observers, reconnect=QUICK, **chosen)


async def connected_again(ami: AMIClient, times: int = 1) -> None:
    """Wait for that many reconnects."""
    async with ami.states() as changes:
        while ami.stats.reconnects < times:
            await changes.receive()


async def record(path: Path, pbx: FakeAsterisk) -> list[Event]:
    """Two connections with a few events each and some actions; gives the events that its client saw."""
    found: list[Event] = []
    async with (
        Recorder(path) as recorder,
        client(pbx, recorder, name="pbx", background=True) as ami,
        ami.subscribe(Event) as stream,
    ):
        await ami.wait_connected()
        await ami.send(actions.QueueStatus())
        await ami.send(actions.Getvar(variable="RECORDED"))
        pbx.emit("Hangup", {"Channel": "PJSIP/a-1", "Uniqueid": "1.1", "Cause": 17})
        pbx.emit("UserEvent", {"UserEvent": "one"})
        await pbx.flush()
        pbx.cut()
        await connected_again(ami)
        await ami.send(actions.Getvar(variable="RECORDED"))
        pbx.emit("UserEvent", {"UserEvent": "two"})
        pbx.emit("UserEvent", {"UserEvent": "last"})
        await read_to_last(stream, found)
    return found


async def read_to_last(stream: Any, found: list[Event]) -> None:
    """Read until the last event of `record`."""
    async for event in stream:
        found.append(event)
        if isinstance(event, events.UserEvent) and event.user_event == "last":
            return


def user_events(path: Path) -> list[str]:
    """The names of the user events of a recording."""
    return [event.user_event for event in Recording(path).events() if isinstance(event, events.UserEvent)]


class Pipe:
    """A file that takes nothing until it is read: it stands for a disk that stalls."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path
        self._reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        self.data = b""

    def read(self) -> bytes:
        """Take what is there; gives all so far."""
        with suppress(BlockingIOError):
            while data := os.read(self._reading, 1 << 20):
                self.data += data
        return self.data

    def close(self) -> None:
        """From now on writing fails."""
        if self._reading >= 0:
            os.close(self._reading)
            self._reading = -1


async def until(condition: Any) -> None:
    """Wait for another thread."""
    with anyio.fail_after(30):
        while not condition():  # noqa: ASYNC110  # what is waited for is in a thread
            await anyio.sleep(0.005)
