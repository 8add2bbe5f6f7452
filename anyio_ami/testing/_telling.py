"""A call, and the events that tell of it, as Asterisk 22 sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import anyio

from ._channels import escaped
from ._texts import CAUSES

if TYPE_CHECKING:
    from ._channels import FakeChannel
    from ._frames import Headers, Value


class Emit(Protocol):
    """Queues an event for every session that wants it."""

    def __call__(self, event: str, headers: Headers = ...) -> int: ...


class Ending(Protocol):
    """What a call asks of the exchange that it runs on."""

    def hangup(self, channel: FakeChannel, cause: int) -> None:
        """Hang up one channel."""

    def end(self, call: FakeCall, first: FakeChannel, cause: int) -> None:
        """Hang up all of a call, ``first`` before the others."""


class FakeCall:
    """A call: its two channels, how it went, and how to end it."""

    def __init__(
        self, exchange: Ending, device: str, *channels: FakeChannel, is_local: bool, incoming: bool = False
    ) -> None:
        self._exchange = exchange
        self.is_local = is_local
        """A call between the two halves of a Local channel."""
        self.incoming = incoming
        """Its one channel came from outside and runs the dialplan."""
        self.device = device
        """The device both halves belong to (``Local/201@default``)."""
        self.channels: tuple[FakeChannel, ...] = channels
        """The calling half (``;1``) and the half that runs the dialled extension (``;2``).

        A call from or to an endpoint has one channel here; those that it dials are in :attr:`legs`.
        """
        self.legs: list[FakeChannel] = []
        """The channels that it dialled and that are up."""
        self.fallthrough = 16
        """The cause that a dialplan which comes to its end leaves it with."""
        self.answered_by = ""
        """The interface of the endpoint that answered what it dialled, or empty."""
        self.cause: int | None = None
        """The cause that it ended with; None while it is up."""
        self.rung = False
        """Whether the dialled half has said that it rings."""
        self.timed_out = False
        """Whether it was given up because nobody answered in time."""
        self.status = ""
        """How dialling ended (``ANSWER``, ``BUSY``, ``NOANSWER``, ...); empty while it rings."""
        self.dialled: anyio.Event = anyio.Event()
        """Set when :attr:`status` is known."""
        self.ended: anyio.Event = anyio.Event()
        """Set when its channels are gone."""

    def hangup(self, cause: int = 16, *, channel: FakeChannel | None = None) -> None:
        """End it: ``channel`` (the calling half by default) goes first. Once ended nothing happens."""
        if channel in self.legs:
            self._exchange.hangup(channel, cause)
        else:
            self._exchange.end(self, channel or self.channels[0], cause)

    def transfer(self, interface: str) -> bool:
        """The party that talks to the caller passes it on to ``interface`` (a blind transfer) and hangs up.

        False, and nothing happens, while nobody talks.
        """
        links = [*reversed(self.channels[-1].links)]
        return any(link.transfer(interface) for link in links)


class CallEvents:
    """Tells every session what happens to channels and calls."""

    def __init__(self, emit: Emit) -> None:
        self.emit = emit
        self.channels: dict[str, FakeChannel] = {}
        """By name, oldest first."""
        self.globals: dict[str, str] = {}
        """Global dialplan variables."""

    def set_variable(self, channel: FakeChannel | None, name: str, value: str) -> None:
        """Set a variable of a channel (or a global one) and tell so."""
        if channel is None:
            self.globals[name] = value
            head: list[tuple[str, Value]] = [("Channel", "none"), ("Uniqueid", "none")]
        else:
            channel.variables[name] = value
            head = channel.snapshot()
        self.emit("VarSet", [*head, ("Variable", name), ("Value", escaped(value))])

    def dress(
        self, call: FakeCall, variables: list[tuple[str, str]], num: str, name: str, account: str
    ) -> None:
        """What Originate sets: variables, account, caller id."""
        one, two = call.channels[0], call.channels[-1]
        for variable, value in reversed(variables):  # the order in which Originate applies them
            self.set_variable(one, variable, value)
        if account:
            one.account = account
            self.emit("NewAccountCode", [*one.snapshot(), ("OldAccountCode", "")])
        self._caller_id(one, num, name, connected_first=False)
        if not call.is_local:
            return
        for variable, value in variables:
            self.set_variable(two, variable, value)
        self._caller_id(two, num, name, connected_first=True)
        if account:
            two.account = account
            self.emit("NewAccountCode", [*two.snapshot(), ("OldAccountCode", "")])

    def _caller_id(self, channel: FakeChannel, num: str, name: str, *, connected_first: bool) -> None:
        if num or name:
            channel.caller_num, channel.caller_name = num, name
            if connected_first:
                channel.connected_num, channel.connected_name = num, name
            presented = ("CID-CallingPres", "0 (Presentation Allowed, Not Screened)")
            self.emit("NewCallerid", [*channel.snapshot(), presented])
            channel.connected_num, channel.connected_name = num, name
            self.emit("NewConnectedLine", channel.snapshot())

    def answer(self, call: FakeCall) -> None:
        """The dialled half answers, and so the calling half is answered."""
        one, two = call.channels
        for channel in (two, one):
            channel.state = 6
            self.emit("Newstate", channel.snapshot())
        self.dialled(call, "ANSWER")
        self.device_state(call, "INUSE")

    def up(self, channel: FakeChannel) -> None:
        """A channel is answered."""
        channel.state = 6
        self.emit("Newstate", channel.snapshot())

    def dialled(self, call: FakeCall, status: str) -> None:
        """Dialling has ended thus."""
        call.status = status
        self.emit("DialEnd", [*call.channels[0].snapshot("Dest"), ("DialStatus", status)])
        call.dialled.set()

    def newexten(self, channel: FakeChannel, application: str, data: str) -> None:
        """A channel runs an application."""
        more = [("Extension", channel.exten), ("Application", application), ("AppData", data)]
        self.emit("Newexten", [*channel.snapshot(), *more])

    def soft_hangup(self, channel: FakeChannel) -> None:
        """A channel that runs a dialplan is asked to end."""
        if channel.in_dialplan:
            self.emit("SoftHangupRequest", [*channel.snapshot(), ("Cause", 16)])

    def hangup(self, channel: FakeChannel, cause: int) -> None:
        """A channel is gone."""
        links = [*reversed(channel.links)]
        channel.links.clear()
        for link in links:
            link.leave(channel, cause)
        self.channels.pop(channel.name, None)
        text = CAUSES.get(cause, "Unknown")
        self.emit("Hangup", [*channel.snapshot(), ("Cause", cause), ("Cause-txt", text)])
        if channel.scope is not None:
            channel.scope.cancel()
        for link in links:
            link.close()

    def device_state(self, call: FakeCall, state: str) -> None:
        """The device of both halves has this state now."""
        for _ in call.channels if call.is_local or len(call.channels) > 1 else call.channels[:1]:
            self.emit("DeviceStateChange", {"Device": call.device, "State": state})
