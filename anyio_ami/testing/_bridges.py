"""Bridges: who talks to whom, and the events that tell it, as Asterisk 16 and 22 send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from ._channels import FakeChannel
    from ._frames import Value
    from ._telling import Emit


@dataclass(eq=False)
class FakeBridge:
    """A bridge of two parties."""

    unique_id: str = field(default_factory=lambda: str(uuid4()))
    channels: list[FakeChannel] = field(default_factory=list["FakeChannel"])

    def snapshot(self) -> list[tuple[str, Value]]:
        """The headers that every bridge event begins with."""
        return [
            ("BridgeUniqueid", self.unique_id),
            ("BridgeType", "basic"),
            ("BridgeTechnology", "simple_bridge"),
            ("BridgeCreator", "<unknown>"),
            ("BridgeName", "<unknown>"),
            ("BridgeNumChannels", len(self.channels)),
            ("BridgeVideoSourceMode", "none"),
        ]


class Bridges:
    """The bridges that are up."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self.all: dict[str, FakeBridge] = {}
        """By unique id, oldest first."""

    def create(self) -> FakeBridge:
        """A new one, still empty."""
        bridge = FakeBridge()
        self.all[bridge.unique_id] = bridge
        self._emit("BridgeCreate", bridge.snapshot())
        return bridge

    def enter(self, bridge: FakeBridge, channel: FakeChannel) -> None:
        """A channel begins to talk in it."""
        bridge.channels.append(channel)
        self._emit("BridgeEnter", [*bridge.snapshot(), *channel.snapshot()])

    def leave(self, bridge: FakeBridge, channel: FakeChannel) -> None:
        """A channel talks there no longer."""
        bridge.channels.remove(channel)
        self._emit("BridgeLeave", [*bridge.snapshot(), *channel.snapshot()])

    def destroy(self, bridge: FakeBridge) -> None:
        """It is gone; once."""
        if self.all.pop(bridge.unique_id, None) is not None:
            self._emit("BridgeDestroy", bridge.snapshot())

    def of(self, channel: FakeChannel) -> str:
        """The unique id of the bridge that a channel is in, or empty."""
        return next((one.unique_id for one in self.all.values() if channel in one.channels), "")
