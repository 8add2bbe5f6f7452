"""Calls that the server places to an endpoint, as Originate does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import anyio

from ._dialling import STATUS
from ._telling import FakeCall

if TYPE_CHECKING:
    from ._calls import CallOptions, Exchange
    from ._channels import FakeChannel
    from ._devices import FakeEndpoint

_RINGS: Final = "AppDial2"


class PlacedLeg:
    """The channel to the endpoint: it rings, then it goes on in the dialplan."""

    def __init__(self, exchange: Exchange, endpoint: FakeEndpoint, call: FakeCall) -> None:
        self._exchange = exchange
        self._endpoint = endpoint
        self._call = call
        self.answered = False
        self._verdict = endpoint.refuses
        self._change = anyio.Event()

    def decide(self, cause: int | None) -> None:
        """Pick up (None), or refuse with a cause."""
        self._verdict = cause or 0
        self._change.set()

    def hangup(self, cause: int) -> None:
        """End it."""
        self._exchange.end(self._call, self._call.channels[0], cause)

    def leave(self, channel: FakeChannel, cause: int) -> None:
        """The channel is about to be hung up."""
        if self in self._endpoint.legs:
            self._endpoint.legs.remove(self)

    def close(self) -> None:
        """It has been."""
        self._endpoint.changed()

    def transfer(self, interface: str) -> bool:
        """It talks to nobody that could pass it on."""
        return False

    async def run(self, after: tuple[str, str, int] | None, duration: float | None) -> None:
        """Ring until somebody decides, then go on."""
        exchange, call, endpoint = self._exchange, self._call, self._endpoint
        channel = call.channels[0]
        waits = self._verdict is None and endpoint.answer_after > 0
        if waits:
            channel.state = 5
            exchange.emit("Newstate", channel.snapshot())
            endpoint.changed()
            with anyio.move_on_after(endpoint.answer_after):
                await self._change.wait()
        if self._verdict:
            exchange.dialled(call, STATUS.get(self._verdict, "NOANSWER"))
            exchange.end(call, channel, self._verdict)
            return
        self.answered = True
        exchange.up(channel)
        exchange.dialled(call, "ANSWER")
        endpoint.changed()
        if endpoint.hangup_after < math.inf:
            exchange.in_background(self._hang_up_later)
        await exchange.run_calling(call, after, duration)

    async def _hang_up_later(self) -> None:
        with anyio.move_on_after(self._endpoint.hangup_after):
            await self._call.ended.wait()
        self.hangup(16)


def place(exchange: Exchange, endpoint: FakeEndpoint, options: CallOptions) -> FakeCall:
    """Place a call to an endpoint; once it answers, its channel goes on as ``options`` say."""
    channel = exchange.outgoing(endpoint.interface, unique_id=options.get("channel_id", ""))
    call = FakeCall(exchange, endpoint.interface, channel, is_local=False)
    exchange.begin(call)
    leg = PlacedLeg(exchange, endpoint, call)
    channel.links.append(leg)
    endpoint.legs.append(leg)
    channel.application, channel.data = _RINGS, "(Outgoing Line)"
    exchange.newexten(channel, channel.application, channel.data)
    variables = list(options.get("variables", ()))
    exchange.dress(
        call,
        variables,
        options.get("caller_id_num", ""),
        options.get("caller_id_name", ""),
        options.get("account", ""),
    )
    exchange.emit("DialBegin", [*channel.snapshot("Dest"), ("DialString", endpoint.name)])
    if options.get("application"):
        channel.application, channel.data = options.get("application", ""), options.get("data", "")
    else:
        channel.application, channel.data = "Wait", "3600"
    after = None
    if options.get("exten"):
        after = (
            options.get("context") or "default",
            options.get("exten", ""),
            options.get("priority", 1) or 1,
        )
    exchange.run(channel, leg.run, after, options.get("duration"))
    return call
