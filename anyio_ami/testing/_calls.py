"""Channels and calls: the events of a call in the order in which Asterisk 22 sends them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

import anyio

from ._channels import Dialplan, FakeChannel, Steps, escaped, fits
from ._texts import CAUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable

    from typing_extensions import TypeVarTuple, Unpack

    from ._frames import Headers, Value

    Ts = TypeVarTuple("Ts")


class Emit(Protocol):
    """Queues an event for every session that wants it."""

    def __call__(self, event: str, headers: Headers = ...) -> int: ...


class Start(Protocol):
    """Starts a task beside the sessions."""

    def __call__(
        self, function: Callable[[Unpack[Ts]], Coroutine[Any, Any, object]], *args: Unpack[Ts]
    ) -> None: ...


class CallOptions(TypedDict, total=False):
    """What a call may be told (see :meth:`FakeAsterisk.call`)."""

    application: str
    data: str
    context: str
    exten: str
    priority: int
    caller_id_num: str
    caller_id_name: str
    account: str
    variables: Iterable[tuple[str, str]]
    channel_id: str
    other_channel_id: str
    duration: float


def reachable(channel: str) -> bool:
    """Whether a call to this can begin: ``Local/EXTEN@CONTEXT``, or ``PJSIP/EXTEN@loop``."""
    tech, _, device = channel.lower().partition("/")
    dialled, _, place = device.partition("@")
    return bool(dialled) and (tech == "local" or (tech == "pjsip" and place == "loop"))


class FakeCall:
    """A call: its two channels, how it went, and how to end it."""

    def __init__(
        self, exchange: Exchange, device: str, one: FakeChannel, two: FakeChannel, *, is_local: bool
    ) -> None:
        self._exchange = exchange
        self.is_local = is_local
        """A Local call; else one over SIP to the server itself."""
        self.device = device
        """The device both halves belong to (``Local/201@default``)."""
        self.channels: tuple[FakeChannel, FakeChannel] = (one, two)
        """The calling half (``;1``) and the half that runs the dialled extension (``;2``)."""
        self.rung = False
        """Whether the dialled half has said that it rings."""
        self.timed_out = False
        """Whether it was given up because nobody answered in time."""
        self.status = ""
        """How dialling ended (``ANSWER``, ``BUSY``, ``CONGESTION``, ...); empty while it rings."""
        self.dialled: anyio.Event = anyio.Event()
        """Set when :attr:`status` is known."""
        self.ended: anyio.Event = anyio.Event()
        """Set when both channels are gone."""

    def hangup(self, cause: int = 16, *, channel: FakeChannel | None = None) -> None:
        """End it: ``channel`` (the calling half by default) goes first. Once ended nothing happens."""
        self._exchange.end(self, channel or self.channels[0], cause)


class Exchange:
    """The channels that are up, and the calls that made them."""

    def __init__(self, emit: Emit, start: Start, system_name: str, dialplan: Dialplan) -> None:
        self.dialplan = dialplan
        self.channels: dict[str, FakeChannel] = {}
        """By name, oldest first."""
        self.calls: list[FakeCall] = []
        """The calls that are up, oldest first."""
        self.processed: int = 0
        """Calls since the boot."""
        self.globals: dict[str, str] = {}
        """Global dialplan variables."""
        self.emit = emit
        self._start = start
        self._prefix = f"{system_name}-" if system_name else ""
        self._number = 0
        self._sip_channels = 0

    def clear(self) -> None:
        """Forget every channel without a word, as a process that ends does."""
        for call in self.calls:
            for channel in call.channels:
                if channel.scope is not None:
                    channel.scope.cancel()
            call.status = call.status or "CANCEL"
            call.dialled.set()
            call.ended.set()
        self.channels.clear()
        self.calls.clear()
        self.processed = 0
        self.globals.clear()

    def find(self, name: str) -> FakeChannel | None:
        """A channel by its name (case-insensitive) or its unique id."""
        for channel in self.channels.values():
            if channel.name.lower() == name.lower() or channel.unique_id == name:
                return channel
        return None

    def in_use(self, unique_id: str, *, as_start: bool) -> bool:
        """Whether another channel has this id, or (``as_start``) one that begins with it."""
        used = [channel.unique_id.lower() for channel in self.channels.values()]
        wanted = unique_id.lower()
        return wanted in used or (as_start and bool(wanted) and any(one.startswith(wanted) for one in used))

    def steps(self, context: str, exten: str) -> Steps | None:
        """The steps of an extension, or None when there is none."""
        extens = self.dialplan.get(context, {})
        if exten in extens:
            return extens[exten]
        return next((steps for name, steps in extens.items() if fits(name, exten)), None)

    def call_of(self, channel: FakeChannel) -> FakeCall | None:
        """The call that a channel belongs to."""
        return next((call for call in self.calls if channel in call.channels), None)

    def set_variable(self, channel: FakeChannel | None, name: str, value: str) -> None:
        """Set a variable of a channel (or a global one) and tell so."""
        if channel is None:
            self.globals[name] = value
            head: list[tuple[str, Value]] = [("Channel", "none"), ("Uniqueid", "none")]
        else:
            channel.variables[name] = value
            head = channel.snapshot()
        self.emit("VarSet", [*head, ("Variable", name), ("Value", escaped(value))])

    def call(
        self,
        channel: str,
        *,
        application: str = "",
        data: str = "",
        context: str = "",
        exten: str = "",
        priority: int = 1,
        caller_id_num: str = "",
        caller_id_name: str = "",
        account: str = "",
        variables: Iterable[tuple[str, str]] = (),
        channel_id: str = "",
        other_channel_id: str = "",
        duration: float | None = None,
    ) -> FakeCall:
        """Begin a call; its two halves then go on by themselves."""
        if not reachable(channel):
            raise ValueError(f"only Local/EXTEN@CONTEXT and PJSIP/EXTEN@loop can be called, not {channel!r}")
        tech, _, device = channel.partition("/")
        dialled, _, in_context = device.partition("/")[0].partition("@")
        is_local = tech.lower() == "local"
        in_context = (in_context or "default") if is_local else "default"
        name = f"{dialled}@{in_context}"
        first = channel_id or self._unique_id()
        if is_local:
            stem, device = f"Local/{name}-{self.processed:08x}", f"Local/{name}"
            names = f"{stem};1", f"{stem};2"
            second = other_channel_id or (f"{channel_id};2" if channel_id else self._unique_id())
        else:
            names = self._sip_channel(), self._sip_channel()
            second, device = self._unique_id(), "PJSIP/loop"
        one = FakeChannel(names[0], first, first, in_context, dialled)
        two = FakeChannel(names[1], second, first if is_local else second, in_context, dialled, state=4)
        call = FakeCall(self, device, one, two, is_local=is_local)
        self.processed += 1
        self.calls.append(call)
        steps = self.steps(in_context, dialled)
        for half in call.channels if is_local or steps is not None else (one,):
            self.channels[half.name] = half
            self.emit("Newchannel", half.snapshot())
        if steps is None:
            self._fail(call)
            return call
        one.application, one.data = "AppDial2", "(Outgoing Line)"
        self._newexten(one, "AppDial2", "(Outgoing Line)")
        self._dress(call, list(variables), caller_id_num, caller_id_name, account)
        if is_local:
            self.emit(
                "LocalBridge",
                [
                    *one.snapshot("LocalOne"),
                    *two.snapshot("LocalTwo"),
                    ("Context", in_context),
                    ("Exten", dialled),
                    ("LocalOptimization", "Yes"),
                ],
            )
        self.emit("DialBegin", [*one.snapshot("Dest"), ("DialString", name)])
        one.application, one.data = application or "Wait", data
        two.in_dialplan = True
        after = (context or in_context, exten, priority) if exten else None
        self._start(self._run_dialled, call, steps)
        self._start(self._run_calling, call, after, duration)
        return call

    def end(self, call: FakeCall, first: FakeChannel, cause: int) -> None:
        """Hang up both halves of a call, ``first`` before the other."""
        if call not in self.calls:
            return
        self.calls.remove(call)
        other = call.channels[0] if first is call.channels[1] else call.channels[1]
        if not call.status:
            self._dialled(call, "CANCEL" if first is call.channels[0] else "NOANSWER")
        self._soft_hangup(first)
        self.emit("HangupRequest", [*other.snapshot(), ("Cause", cause)])
        # A Local channel that found the line busy knows of it in its second half alone.
        half = call.is_local and call.status in ("BUSY", "CONGESTION")
        self._hangup(first, 0 if half and first is call.channels[0] else cause)
        self._soft_hangup(other)
        self._hangup(other, 0 if half and other is call.channels[0] else cause)
        self._device_state(call, "NOT_INUSE")
        call.ended.set()

    def redirect(self, channel: FakeChannel, context: str, exten: str, priority: int) -> None:
        """Send a channel to another extension; there it goes on at once."""
        call = self.call_of(channel)
        if call is None:
            return
        if channel.scope is not None:
            channel.scope.cancel()
        channel.context, channel.exten, channel.priority = context, exten, priority
        channel.in_dialplan = True
        self._start(self._run_redirected, call, channel)

    # -- the parts --

    async def _run_redirected(self, call: FakeCall, channel: FakeChannel) -> None:
        with anyio.CancelScope() as channel.scope:
            steps = self.steps(channel.context, channel.exten) or ()
            cause = await self._run_steps(call, channel, steps, channel.priority)
            self.end(call, channel, cause)

    def _dress(
        self, call: FakeCall, variables: list[tuple[str, str]], num: str, name: str, account: str
    ) -> None:
        one, two = call.channels
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

    def _fail(self, call: FakeCall) -> None:
        self.calls.remove(call)
        call.status = "CHANUNAVAIL"
        for channel in reversed(call.channels):
            if channel.name in self.channels:
                self._hangup(channel, 0 if call.is_local else 1)
        if call.is_local:
            self._device_state(call, "INVALID")
        call.dialled.set()
        call.ended.set()

    async def _run_dialled(self, call: FakeCall, steps: Steps) -> None:
        channel = call.channels[1]
        with anyio.CancelScope() as channel.scope:
            cause = await self._run_steps(call, channel, steps, 1)
            self.end(call, channel, cause)

    async def _run_calling(
        self, call: FakeCall, after: tuple[str, str, int] | None, duration: float | None
    ) -> None:
        channel = call.channels[0]
        with anyio.CancelScope() as channel.scope:
            await call.dialled.wait()
            if duration is not None and call in self.calls:
                await anyio.sleep(duration)
                self.end(call, channel, 16)
                return
            if after is not None:
                channel.context, channel.exten, channel.priority = after
                steps = self.steps(channel.context, channel.exten) or ()
                channel.in_dialplan = True
                cause = await self._run_steps(call, channel, steps, channel.priority)
                self.end(call, channel, cause)
                return
            await self._application(call, channel, channel.application, channel.data)
            self.end(call, channel, 0)

    async def _run_steps(self, call: FakeCall, channel: FakeChannel, steps: Steps, priority: int) -> int:
        """Run an extension to its end; gives the cause of the hangup that ends it."""
        for number in range(priority, len(steps) + 1):
            if call not in self.calls:
                break
            application, data = steps[number - 1]
            channel.priority, channel.application, channel.data = number, application, data
            self._newexten(channel, application, data)
            if application.lower() == "hangup":
                return int(data or 16)
            if application.lower() in ("busy", "congestion") and not call.status:
                self._dialled(call, application.upper())
                return 17 if application.lower() == "busy" else 34
            await self._application(call, channel, application, data)
        return 16

    async def _application(self, call: FakeCall, channel: FakeChannel, application: str, data: str) -> None:
        match application.lower():
            case "answer":
                if channel is call.channels[1] and not call.status:
                    self._answer(call)
            case "ringing":
                if channel is call.channels[1] and not call.status:
                    call.rung = True
                    call.channels[0].state = 5
                    self.emit("Newstate", call.channels[0].snapshot())
            case "wait":
                await anyio.sleep(float(data) if data else 3600)
            case "milliwatt" | "musiconhold" | "echo":
                await anyio.sleep_forever()
            case "set":
                name, _, value = data.partition("=")
                self.set_variable(channel, name, value)
            case "userevent":
                name, *pairs = data.split(",")
                body: list[tuple[str, Value]] = []
                for pair in pairs:
                    key, _, value = pair.partition(":")
                    body.append((key.strip(), value.strip()))
                self.emit("UserEvent", [*channel.snapshot(), ("UserEvent", name), *body])
            case _:
                pass  # an application that takes no time

    def _answer(self, call: FakeCall) -> None:
        one, two = call.channels
        for channel in (two, one):
            channel.state = 6
            self.emit("Newstate", channel.snapshot())
        self._dialled(call, "ANSWER")
        self._device_state(call, "INUSE")

    def _dialled(self, call: FakeCall, status: str) -> None:
        call.status = status
        self.emit("DialEnd", [*call.channels[0].snapshot("Dest"), ("DialStatus", status)])
        call.dialled.set()

    def _newexten(self, channel: FakeChannel, application: str, data: str) -> None:
        more = [("Extension", channel.exten), ("Application", application), ("AppData", data)]
        self.emit("Newexten", [*channel.snapshot(), *more])

    def _soft_hangup(self, channel: FakeChannel) -> None:
        if channel.in_dialplan:
            self.emit("SoftHangupRequest", [*channel.snapshot(), ("Cause", 16)])

    def _hangup(self, channel: FakeChannel, cause: int) -> None:
        self.channels.pop(channel.name, None)
        text = CAUSES.get(cause, "Unknown")
        self.emit("Hangup", [*channel.snapshot(), ("Cause", cause), ("Cause-txt", text)])
        if channel.scope is not None:
            channel.scope.cancel()

    def _device_state(self, call: FakeCall, state: str) -> None:
        for _ in call.channels:
            self.emit("DeviceStateChange", {"Device": call.device, "State": state})

    def _sip_channel(self) -> str:
        number, self._sip_channels = self._sip_channels, self._sip_channels + 1
        return f"PJSIP/loop-{number:08x}"

    def _unique_id(self) -> str:
        number, self._number = self._number, self._number + 1
        return f"{self._prefix}{int(time.time())}.{number}"
