"""``Dial``: the channels that a caller dials, who answers, the bridge, and how it ends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import anyio

from ._devices import Calling
from ._running import seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._bridges import Bridges, FakeBridge
    from ._calls import Exchange
    from ._channels import FakeChannel, Steps
    from ._devices import Devices, FakeEndpoint
    from ._frames import Value
    from ._telling import FakeCall

OUTGOING: Final = "(Outgoing Line)"
_ELSEWHERE: Final = 26  # another one has answered
STATUS: Final = {17: "BUSY", 34: "CONGESTION", 3: "CHANUNAVAIL", 20: "CHANUNAVAIL"}


@dataclass(frozen=True)
class Plan:
    """What a scenario wants of the call that it plays, in place of what its endpoints do."""

    answer_after: float | None = None
    refuses: int | None = None
    talk: float | None = None
    """Seconds from the answer to the hangup."""
    hung_up_by: str = "caller"
    cause: int = 16


class Leg:
    """One dialled channel: it rings or talks."""

    def __init__(self, attempt: Attempt, endpoint: FakeEndpoint, channel: FakeChannel, plan: Plan) -> None:
        self._attempt = attempt
        self.endpoint = endpoint
        self.channel = channel
        self.began: float = anyio.current_time()
        after = endpoint.answer_after if plan.answer_after is None else plan.answer_after
        self.answers_at: float = self.began + after
        self.answered = False
        self.verdict: int | None = endpoint.refuses if plan.refuses is None else plan.refuses
        """0: it picks up; a cause: it refuses; None: not known yet."""

    def decide(self, cause: int | None) -> None:
        """Pick up (None), or refuse with a cause."""
        self.verdict = cause or 0
        self._attempt.notify()

    def hangup(self, cause: int) -> None:
        """End it."""
        self._attempt.exchange.hangup(self.channel, cause)


class Attempt:
    """A caller and those whom it dials at once: at most one of them answers."""

    def __init__(
        self, dialling: Dialling, call: FakeCall, caller: FakeChannel, *, application: str = "AppDial"
    ) -> None:
        self.exchange: Exchange = dialling.exchange
        self._bridges = dialling.bridges
        self._call = call
        self.caller = caller
        self._application = application
        self.plan: Plan = dialling.plans.get(call, Plan())
        self.legs: list[Leg] = []
        """Those that ring; once one has answered only that one."""
        self.bridge: FakeBridge | None = None
        self.over: anyio.Event = anyio.Event()
        """Set when the talk, or the ringing of a caller who is gone, is over."""
        self.cause: int = 0
        """What ended it: 0 where nobody answered (Asterisk 22, seen with Local channels)."""
        self.status: str = "CHANUNAVAIL"
        """How dialling ended."""
        self.transferred: str = ""
        """Where the caller was passed on to."""
        self.answering: Callable[[Leg], None] | None = None
        """Told between the answer and the bridge."""
        self.refusing: Callable[[Leg], None] | None = None
        """Told before the channel of one that refuses is gone."""
        self.ending: Callable[[str], None] | None = None
        """Told who ended the talk, or the ringing: ``caller``, ``agent`` or ``transfer``."""
        self._touched: list[FakeEndpoint] = []
        self._change = anyio.Event()
        caller.links.append(self)

    def add(self, endpoint: FakeEndpoint) -> Leg:
        """A channel to one endpoint; it does not ring yet."""
        channel = self.exchange.outgoing(endpoint.interface, self.caller)
        leg = Leg(self, endpoint, channel, self.plan)
        channel.links.append(self)
        self.legs.append(leg)
        self._call.legs.append(channel)
        endpoint.legs.append(leg)
        self._touched.append(endpoint)
        self.exchange.newexten(channel, self._application, OUTGOING)
        if channel.caller_num:
            presented = ("CID-CallingPres", "0 (Presentation Allowed, Not Screened)")
            self.exchange.emit("NewCallerid", [*channel.snapshot(), presented])
        return leg

    def begin(self, leg: Leg) -> None:
        """It rings."""
        dial_string: tuple[str, Value] = ("DialString", leg.endpoint.name)
        self._dial("DialBegin", leg, dial_string)
        if leg.verdict is None and leg.answers_at > anyio.current_time():
            leg.channel.state = 5
            self.exchange.emit("Newstate", leg.channel.snapshot())
            self._dial("DialState", leg, ("DialStatus", "RINGING"))
        leg.endpoint.changed()

    def notify(self) -> None:
        """Look again."""
        self._change.set()

    async def ring(self, seconds: float) -> Leg | None:
        """The first that answers within so many seconds; None: all have refused, or the time is over."""
        until = anyio.current_time() + seconds
        while True:
            now = anyio.current_time()
            for leg in [*self.legs]:
                if leg.verdict == 0 or (leg.verdict is None and leg.answers_at <= now):
                    return leg
                if leg.verdict is not None:
                    self.exchange.hangup(leg.channel, leg.verdict)
            if not self.legs or now >= until:
                return None
            self._change = anyio.Event()
            wake = min(until, *(leg.answers_at for leg in self.legs))
            with anyio.move_on_after(wake - now):
                await self._change.wait()

    def give_up(self) -> None:
        """Nobody answered in time: who still rings stops."""
        for leg in [*self.legs]:
            self.status = "NOANSWER"
            self._drop(leg, "NOANSWER", 0)
        self._leave_caller()

    def connect(self, leg: Leg) -> None:
        """This one answers: the others stop ringing, and the two talk."""
        leg.answered = True
        self.status = "ANSWER"
        self.exchange.up(leg.channel)
        leg.endpoint.changed()
        for other in [one for one in self.legs if one is not leg]:
            self._drop(other, "CANCEL", _ELSEWHERE)
        self._dial("DialEnd", leg, ("DialStatus", "ANSWER"))
        if self.answering is not None:
            self.answering(leg)
        if self.caller.state != 6:
            if self._call.is_local and not self._call.status:
                self.exchange.answer(self._call)
            else:
                self.exchange.up(self.caller)
        self.bridge = self._bridges.create()
        self.exchange.newexten(leg.channel, self._application, OUTGOING)
        self._bridges.enter(self.bridge, leg.channel)
        self._bridges.enter(self.bridge, self.caller)

    async def talk(self, leg: Leg) -> int:
        """Until one of them hangs up; gives the cause that the caller ends with."""
        by_plan = self.plan.talk is not None
        seconds = leg.endpoint.hangup_after if self.plan.talk is None else self.plan.talk
        with anyio.move_on_after(seconds):
            await self.over.wait()
        if self.over.is_set():
            return self.cause
        cause = self.plan.cause if by_plan else 16
        if not by_plan or self.plan.hung_up_by != "caller":
            self.exchange.hangup(leg.channel, cause)
        return cause

    # -- what the exchange and the parties do to it --

    def leave(self, channel: FakeChannel, cause: int) -> None:
        """One of the channels is about to be hung up."""
        if self.over.is_set():
            return
        if channel is self.caller:
            self._finish("caller", channel)
            for leg in [*self.legs]:
                self._drop(leg, "" if leg.answered else "CANCEL", cause if leg.answered else 0)
            self.status = self.status if self.bridge else "CANCEL"
            return
        leg = next(one for one in self.legs if one.channel is channel)
        if leg.answered:
            self.cause = cause
            self._forget(leg)
            self._finish("transfer" if self.transferred else "agent", channel)
            self._leave_caller()
        else:
            if self.refusing is not None:
                self.refusing(leg)
            self._forget(leg)
            self.cause = cause
            self.status = STATUS.get(cause, "NOANSWER")
            self._dial("DialEnd", leg, ("DialStatus", self.status))
        self.notify()

    def close(self) -> None:
        """That channel is gone."""
        if self.bridge is not None and self.over.is_set():
            self._bridges.destroy(self.bridge)
        for endpoint in self._touched:
            endpoint.changed()

    def transfer(self, interface: str) -> bool:
        """The dialled party passes the caller on, blindly."""
        leg = next((one for one in self.legs if one.answered), None)
        if leg is None or self.bridge is None or self.over.is_set():
            return False
        self.transferred = interface
        self.exchange.emit(
            "BlindTransfer",
            [
                ("Result", "Success"),
                *leg.channel.snapshot("Transferer"),
                *self.caller.snapshot("Transferee"),
                *self.bridge.snapshot(),
                ("IsExternal", "Yes"),
                ("Context", self.caller.context),
                ("Extension", interface.partition("/")[2]),
            ],
        )
        self.exchange.hangup(leg.channel, 16)
        return True

    # -- the parts --

    def _finish(self, who: str, first: FakeChannel) -> None:
        self.over.set()
        if self.bridge is not None:
            for channel in sorted(self.bridge.channels, key=lambda one: one is not first):
                self._bridges.leave(self.bridge, channel)
            if self.ending is not None:
                self.ending(who)

    def _leave_caller(self) -> None:
        if self in self.caller.links:
            self.caller.links.remove(self)

    def _drop(self, leg: Leg, status: str, cause: int) -> None:
        leg.channel.links.clear()
        self._forget(leg)
        if status:
            self._dial("DialEnd", leg, ("DialStatus", status))
        self.exchange.hangup(leg.channel, cause)
        leg.endpoint.changed()

    def _forget(self, leg: Leg) -> None:
        self.legs.remove(leg)
        self._call.legs.remove(leg.channel)
        leg.endpoint.legs.remove(leg)

    def _dial(self, event: str, leg: Leg, last: tuple[str, Value]) -> None:
        self.exchange.emit(event, [*self.caller.snapshot(), *leg.channel.snapshot("Dest"), last])


class Dialling:
    """The application ``Dial``."""

    def __init__(self, exchange: Exchange, devices: Devices, bridges: Bridges) -> None:
        self.exchange = exchange
        self.devices = devices
        self.bridges = bridges
        self.plans: dict[FakeCall, Plan] = {}
        """What scenarios want of their calls."""
        exchange.applications["dial"] = self.dial

    def incoming(
        self,
        interface: str,
        steps: Steps | None,
        *,
        context: str,
        exten: str,
        num: str,
        name: str,
        account: str = "",
    ) -> FakeCall:
        """A call that comes in: its channel runs these steps."""
        call = self.exchange.incoming(
            interface, steps, context=context, exten=exten, num=num, name=name, account=account
        )
        endpoint = self.devices.find(interface)
        if endpoint is not None:
            call.channels[0].links.append(Calling(endpoint))
        return call

    async def dial(self, call: FakeCall, caller: FakeChannel, data: str) -> int | None:
        """``PJSIP/bob&PJSIP/carol,20``: gives the cause that ends the caller, or None: nobody answered."""
        targets, _, rest = data.partition(",")
        timeout = rest.partition(",")[0]
        seconds = seconds_of(timeout) if timeout else math.inf
        wanted = [self._reached(name) for name in targets.split("&")]
        return await self.reach(call, caller, [one for one in wanted if one is not None], seconds)

    async def reach(
        self, call: FakeCall, caller: FakeChannel, endpoints: Sequence[FakeEndpoint], seconds: float
    ) -> int | None:
        """Ring them all for so many seconds and talk to the first that answers."""
        attempt = Attempt(self, call, caller)
        for dialled in [attempt.add(endpoint) for endpoint in endpoints]:
            attempt.begin(dialled)
        leg = await attempt.ring(seconds)
        if leg is None:
            attempt.give_up()
        else:
            attempt.connect(leg)
        self._told(call, attempt)
        if leg is None:
            call.fallthrough = attempt.cause
            return None
        cause = await attempt.talk(leg)
        return await self.pass_on(call, caller, attempt, cause)

    async def pass_on(self, call: FakeCall, caller: FakeChannel, attempt: Attempt, cause: int) -> int | None:
        """A caller who was transferred goes on there; another ends with this cause."""
        if not attempt.transferred:
            return cause
        self.plans.pop(call, None)
        found = self.devices.declare(attempt.transferred)
        ended = await self.reach(call, caller, [found] if found.registered else [], math.inf)
        return call.fallthrough if ended is None else ended

    def _reached(self, interface: str) -> FakeEndpoint | None:
        found = self.devices.find(interface)
        return found if found is not None and found.registered else None

    def _told(self, call: FakeCall, attempt: Attempt) -> None:
        if attempt.status == "ANSWER":
            call.answered_by = attempt.legs[0].endpoint.interface
        self.exchange.set_variable(attempt.caller, "DIALSTATUS", attempt.status)
        if call.incoming:
            call.status = attempt.status
            call.dialled.set()
