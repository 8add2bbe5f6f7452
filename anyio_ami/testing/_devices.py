"""Endpoints and other devices: whether they are there, what they do when they are called, their states."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ._channels import FakeChannel
    from ._telling import Emit

SHOWN: Final = {
    "UNKNOWN": "Unknown", "NOT_INUSE": "Not in use", "INUSE": "In use", "BUSY": "Busy", "INVALID": "Invalid",
    "UNAVAILABLE": "Unavailable", "RINGING": "Ringing", "RINGINUSE": "Ring+Inuse", "ONHOLD": "On Hold",
}  # fmt: skip
"""A device state and what the lists of endpoints show for it."""
NUMBERS: Final = {name: number for number, name in enumerate(SHOWN)}
"""A device state and its number in the events of queues."""


class Leg(Protocol):
    """One channel to an endpoint."""

    @property
    def answered(self) -> bool:
        """It talks; else it rings."""
        ...

    def decide(self, cause: int | None) -> None:
        """Pick up (None), or refuse with a cause."""

    def hangup(self, cause: int) -> None:
        """End it."""


class FakeEndpoint:
    """Something that can be called, and that calls. Made by `FakeAsterisk.endpoint`."""

    def __init__(self, devices: Devices, interface: str, *, registered: bool, state: str = "") -> None:
        self._devices = devices
        self.interface = interface
        """``PJSIP/alice``."""
        self.registered: bool = registered
        """Whether it can be reached. Change it with `register` and `unregister`."""
        self.answer_after: float = 0.0
        """Seconds that it rings before it answers; ``math.inf``: it never does."""
        self.hangup_after: float = math.inf
        """Seconds that it talks before it hangs up; ``math.inf``: it leaves that to the other party."""
        self.refuses: int | None = None
        """The hangup cause with which it refuses calls (17: busy, 21: rejected, ...), or None."""
        self.legs: list[Leg] = []
        """The channels that ring it or talk to it."""
        self.calling: int = 0
        """How many calls it has made that are up."""
        self.contact: bool = False
        """Whether the server knows an address of it, as from a registration."""
        self._fixed = state
        self._told = self.state

    def __repr__(self) -> str:
        return f"<FakeEndpoint {self.interface!r} {self.state}>"

    @property
    def name(self) -> str:
        """The interface without its technology: ``alice``."""
        return self.interface.partition("/")[2]

    @property
    def state(self) -> str:
        """Its device state: ``NOT_INUSE``, ``RINGING``, ``INUSE``, ``RINGINUSE``, ``UNAVAILABLE``, ..."""
        if not self.registered:
            return "UNAVAILABLE"
        talking = self.calling > 0 or any(leg.answered for leg in self.legs)
        ringing = any(not leg.answered for leg in self.legs)
        if talking or ringing:
            return "RINGINUSE" if talking and ringing else "INUSE" if talking else "RINGING"
        return self._fixed or "NOT_INUSE"

    @property
    def uri(self) -> str:
        """The address of its contact."""
        return f"sip:{self.name}@127.0.0.1:5066"

    def answer(self) -> bool:
        """Pick up a call that rings, now. False: none rings."""
        return self._decide(None)

    def reject(self, cause: int = 21) -> bool:
        """Refuse a call that rings, now. False: none rings."""
        return self._decide(cause)

    def hangup(self, cause: int = 16) -> bool:
        """End what it rings or talks in. False: there is nothing."""
        legs = [*self.legs]
        for leg in legs:
            leg.hangup(cause)
        return bool(legs)

    def _decide(self, cause: int | None) -> bool:
        leg = next((one for one in self.legs if not one.answered), None)
        if leg is not None:
            leg.decide(cause)
        return leg is not None

    def register(self) -> None:
        """It can be reached from now on, and the server tells so. Nothing happens if it could already."""
        if not self.registered:
            self.registered = self.contact = True
            self._contact("NonQualified")
            self._peer("Reachable")
            self.changed()
            self._contact("Reachable", usec=1105)

    def unregister(self) -> None:
        """It can no longer be reached, and the server tells so. What it talks in goes on."""
        if self.registered:
            self.registered = self.contact = False
            self._peer("Unreachable")
            self._contact("Removed")
            self.changed()

    def changed(self) -> None:
        """Tell its state, if that is another one now."""
        if self.state != self._told:
            self._told = self.state
            self._devices.tell(self)

    def clear(self) -> None:
        """The server has started anew: no channels."""
        self.legs.clear()
        self.calling = 0
        self._told = self.state

    def _contact(self, status: str, usec: int = 0) -> None:
        if self.interface.startswith("PJSIP/"):
            self._devices.emit(
                "ContactStatus",
                [
                    ("URI", self.uri),
                    ("ContactStatus", status),
                    ("AOR", self.name),
                    ("EndpointName", self.name),
                    ("RoundtripUsec", usec),
                ],
            )

    def _peer(self, status: str) -> None:
        tech = self.interface.partition("/")[0]
        self._devices.emit("PeerStatus", {"ChannelType": tech, "Peer": self.interface, "PeerStatus": status})


class Calling:
    """A call that an endpoint has made."""

    def __init__(self, endpoint: FakeEndpoint) -> None:
        self._endpoint = endpoint
        endpoint.calling += 1
        endpoint.changed()

    def leave(self, channel: FakeChannel, cause: int) -> None:
        """Its channel is about to be hung up."""
        self._endpoint.calling -= 1

    def close(self) -> None:
        """It has been."""
        self._endpoint.changed()

    def transfer(self, interface: str) -> bool:
        """Nobody to talk to."""
        return False


class Devices:
    """All that can be called, by interface."""

    def __init__(self, emit: Emit, endpoints: Mapping[str, str] | None) -> None:
        default = {"alice": "Unavailable", "loop": "Not in use"}
        self.emit = emit
        self.watchers: list[Callable[[FakeEndpoint], None]] = []
        """Told of each change, after the clients are."""
        self.by_interface: dict[str, FakeEndpoint] = {}
        states = {shown: state for state, shown in SHOWN.items()}
        for name, shown in (default if endpoints is None else endpoints).items():
            state = states.get(shown, shown)
            if state not in SHOWN:
                raise ValueError(f"{shown!r} is no device state; known: {', '.join(states)}")
            there = state != "UNAVAILABLE"
            interface = f"PJSIP/{name}"
            kept = "" if state in ("NOT_INUSE", "UNAVAILABLE") else state
            self.by_interface[interface] = FakeEndpoint(self, interface, registered=there, state=kept)
        # A call or a queue that names one of these wants it to be there.
        self._listed = set(self.by_interface) if endpoints is None else set[str]()

    def find(self, interface: str) -> FakeEndpoint | None:
        """The one with this interface, or None."""
        return self.by_interface.get(interface)

    def declare(self, interface: str) -> FakeEndpoint:
        """The one with this interface; one that nobody named yet is there from now on."""
        found = self.by_interface.get(interface)
        if found is None:
            found = self.by_interface[interface] = FakeEndpoint(self, interface, registered=True)
            found.contact = interface.startswith("PJSIP/")
        elif interface in self._listed:
            found.register()
        self._listed.discard(interface)
        return found

    def pjsip(self) -> list[FakeEndpoint]:
        """The PJSIP endpoints, in the order in which they were named."""
        return [one for name, one in self.by_interface.items() if name.startswith("PJSIP/")]

    def tell(self, endpoint: FakeEndpoint) -> None:
        """Its state has changed."""
        self.emit("DeviceStateChange", {"Device": endpoint.interface, "State": endpoint.state})
        for watcher in self.watchers:
            watcher(endpoint)

    def clear(self) -> None:
        """The server has started anew."""
        for endpoint in self.by_interface.values():
            endpoint.clear()
