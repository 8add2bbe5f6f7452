"""A caller who waits in a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import anyio

if TYPE_CHECKING:
    from ._channels import FakeChannel
    from ._frames import Value
    from ._telling import Emit


class Queue(Protocol):
    """What a caller asks of the queue that it waits in."""

    name: str
    emit: Emit
    waiting: list[Waiting]
    abandoned: int

    def device_state(self, device: str, in_use: bool) -> None:
        """A device of the queue's own has changed."""

    def notify(self) -> None:
        """Look again."""


class Waiting:
    """A caller in a queue."""

    def __init__(self, queue: Queue, channel: FakeChannel) -> None:
        self.queue = queue
        self.channel = channel
        self.joined_at: float = anyio.current_time()
        self.original: int = 0
        self.tried: set[str] = set()

    @property
    def seconds(self) -> int:
        """How long it has waited."""
        return int(anyio.current_time() - self.joined_at)

    @property
    def position(self) -> int:
        """Its place in the queue, from 1."""
        return self.queue.waiting.index(self) + 1

    def join(self) -> None:
        """It comes in."""
        queue = self.queue
        queue.waiting.append(self)
        self.channel.links.append(self)
        self.original = self.position
        if self.original == 1:
            queue.emit("DeviceStateChange", {"Device": f"Queue:{queue.name}", "State": "RINGING"})
        count = [("Position", self.position), ("Count", len(queue.waiting))]
        queue.emit("QueueCallerJoin", [*self.channel.snapshot(), ("Queue", queue.name), *count])
        queue.notify()

    def go(self) -> None:
        """It waits no longer: somebody has answered, or its time is over."""
        queue, position = self.queue, self.position
        queue.waiting.remove(self)
        if self in self.channel.links:
            self.channel.links.remove(self)
        if not queue.waiting:
            queue.device_state(f"Queue:{queue.name}", False)
        count = [("Position", position), ("Count", len(queue.waiting))]
        queue.emit("QueueCallerLeave", [*self.channel.snapshot(), ("Queue", queue.name), *count])
        queue.notify()

    def leave(self, channel: FakeChannel, cause: int) -> None:
        """The caller is about to hang up."""
        queue = self.queue
        queue.abandoned += 1
        told: list[tuple[str, Value]] = [
            ("Queue", queue.name),
            ("Position", self.position),
            ("OriginalPosition", self.original),
            ("HoldTime", self.seconds),
        ]
        queue.emit("QueueCallerAbandon", [*channel.snapshot(), *told])
        self.go()

    def close(self) -> None:
        """The caller has hung up."""

    def transfer(self, interface: str) -> bool:
        """It talks to nobody that could pass it on."""
        return False
