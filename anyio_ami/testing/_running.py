"""Calls that run: the dialplan and the applications of their channels, and how they end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Protocol

import anyio

from ._channels import Dialplan, FakeChannel, Steps, fits
from ._telling import CallEvents, Emit, FakeCall

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from typing_extensions import TypeVarTuple, Unpack

    from ._frames import Value

    Ts = TypeVarTuple("Ts")

_LONGEST: Final = 1e6  # seconds; an event loop takes no infinite ones
_UNITS: Final = {"": 1.0, "ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class Start(Protocol):
    """Starts a task beside the sessions."""

    def __call__(
        self, function: Callable[[Unpack[Ts]], Coroutine[Any, Any, object]], *args: Unpack[Ts]
    ) -> None: ...


def seconds_of(data: str) -> float:
    """The time that ``Wait`` reads in its argument. Without one that it can read it does not wait."""
    match = re.fullmatch(r"\s*(\d+\.?\d*|\.\d+)\s*(ms|[smh]?)\s*", data, re.IGNORECASE | re.ASCII)
    return min(float(match[1]) * _UNITS[match[2].lower()], _LONGEST) if match else 0.0


def cause_of(data: str) -> int:
    """The cause that ``Hangup`` reads in its argument; a normal one where it reads none."""
    return int(data) if data.isascii() and data.isdigit() else 16


class Application(Protocol):
    """An application of the dialplan: it gives the cause that ends the channel, or None: go on."""

    def __call__(self, call: FakeCall, channel: FakeChannel, data: str, /) -> Awaitable[int | None]: ...


class Running(CallEvents):
    """The calls that are up, each channel in a task of its own that ends with the channel."""

    def __init__(self, emit: Emit, start: Start, dialplan: Dialplan, *, major: int) -> None:
        super().__init__(emit)
        self.dialplan = dialplan
        self.calls: list[FakeCall] = []
        """The calls that are up, oldest first."""
        self.major = major
        """The major version of Asterisk that is played."""
        self.applications: dict[str, Application] = {}
        """Those that are made elsewhere, by lower-case name."""
        self.in_background: Start = start
        """Runs something beside the sessions."""

    def steps(self, context: str, exten: str) -> Steps | None:
        """The steps of an extension, or None when there is none."""
        extens = self.dialplan.get(context, {})
        if exten in extens:
            return extens[exten]
        return next((steps for name, steps in extens.items() if fits(name, exten)), None)

    def call_of(self, channel: FakeChannel) -> FakeCall | None:
        """The call that a channel belongs to."""
        return next((call for call in self.calls if channel in (*call.channels, *call.legs)), None)

    def end(self, call: FakeCall, first: FakeChannel, cause: int) -> None:
        """Hang up both halves of a call, ``first`` before the other; or its one channel."""
        if call not in self.calls:
            return
        self.calls.remove(call)
        call.cause = cause
        if len(call.channels) == 1:
            if not call.status and not call.incoming:
                self.dialled(call, "CANCEL")
            self.soft_hangup(first)
            self.hangup(first, cause)
            call.status = call.status or "CANCEL"
            call.dialled.set()
            call.ended.set()
            return
        other = call.channels[0] if first is call.channels[1] else call.channels[1]
        if not call.status:
            self.dialled(call, "CANCEL" if first is call.channels[0] else "NOANSWER")
        self.soft_hangup(first)
        far = self._far_cause(call, first, cause)
        self.emit("HangupRequest", [*other.snapshot(), ("Cause", far)])
        # A Local channel that found the line busy knows of it in its second half alone.
        half = call.is_local and call.status in ("BUSY", "CONGESTION")
        self.hangup(first, 0 if half and first is call.channels[0] else cause)
        self.soft_hangup(other)
        self.hangup(other, 0 if half and other is call.channels[0] else far)
        self.device_state(call, "NOT_INUSE")
        call.ended.set()

    def redirect(self, channel: FakeChannel, context: str, exten: str, priority: int) -> None:
        """Send a channel to another extension; there it goes on at once."""
        call = self.call_of(channel)
        if call is None:
            return
        if channel.scope is not None:
            channel.scope.cancel()  # first: what ends below must not let it go on
        links = [*reversed(channel.links)]
        channel.links.clear()
        for link in links:
            link.leave(channel, 16)
            link.close()
        if channel not in call.channels:  # one that was dialled goes on as a call of its own
            call = FakeCall(self, call.device, channel, is_local=False, incoming=True)
            self.calls.append(call)
        if call in self.calls:
            self.run(channel, self._run_dialplan, call, channel, context, exten, priority)

    def run(
        self,
        channel: FakeChannel,
        function: Callable[[Unpack[Ts]], Coroutine[Any, Any, object]],
        *args: Unpack[Ts],
    ) -> None:
        """Let a channel do this, in place of what it did, until it ends."""
        if channel.scope is not None:
            channel.scope.cancel()
        # Made here: a channel may end before its task has begun.
        channel.scope = anyio.CancelScope()
        self.in_background(self._within, channel.scope, function, args)

    async def run_calling(
        self, call: FakeCall, after: tuple[str, str, int] | None, duration: float | None
    ) -> None:
        """The calling half: it waits for the answer, then runs ``after`` or its application."""
        channel = call.channels[0]
        await call.dialled.wait()
        if call.status != "ANSWER":
            return
        if duration is not None:
            await anyio.sleep(duration)
            self.end(call, channel, 16)
        elif after is not None:
            await self._run_dialplan(call, channel, *after)
        elif channel.application.lower() == "hangup":
            self.end(call, channel, cause_of(channel.data))
        else:
            cause = await self._application(call, channel, channel.application, channel.data)
            self.end(call, channel, cause or 0)

    async def run_dialled(self, call: FakeCall, steps: Steps) -> None:
        """The half that runs the dialled extension."""
        channel = call.channels[1]
        self.end(call, channel, await self._run_steps(call, channel, steps, 1))

    async def run_incoming(self, call: FakeCall, steps: Steps) -> None:
        """A channel that came from outside runs its extension."""
        channel = call.channels[0]
        self.end(call, channel, await self._run_steps(call, channel, steps, 1))

    # -- the parts --

    async def _within(
        self,
        scope: anyio.CancelScope,
        function: Callable[..., Coroutine[Any, Any, object]],
        args: tuple[Any, ...],
    ) -> None:
        with scope:
            if not scope.cancel_called:
                await function(*args)

    async def _run_dialplan(
        self, call: FakeCall, channel: FakeChannel, context: str, exten: str, priority: int
    ) -> None:
        channel.context, channel.exten, channel.priority = context, exten, priority
        channel.in_dialplan = True
        steps = self.steps(context, exten) or ()
        self.end(call, channel, await self._run_steps(call, channel, steps, priority))

    async def _run_steps(self, call: FakeCall, channel: FakeChannel, steps: Steps, priority: int) -> int:
        """Run an extension to its end; gives the cause of the hangup that ends it."""
        for number in range(priority, len(steps) + 1):
            if call not in self.calls:
                break
            application, data = steps[number - 1]
            data = data.replace("${EXTEN}", channel.exten)
            channel.priority, channel.application, channel.data = number, application, data
            self.newexten(channel, application, data)
            if application.lower() == "hangup":
                return cause_of(data)
            if application.lower() in ("busy", "congestion") and not call.status and not call.incoming:
                self.dialled(call, application.upper())
                return 17 if application.lower() == "busy" else 34
            cause = await self._application(call, channel, application, data)
            if cause is not None:
                return cause
        return call.fallthrough if steps else 0

    async def _application(
        self, call: FakeCall, channel: FakeChannel, application: str, data: str
    ) -> int | None:
        """Run one application; gives the cause that ends the channel, or None: go on."""
        made = self.applications.get(application.lower())
        if made is not None:
            return await made(call, channel, data)
        dialled = channel is call.channels[-1] and not call.status
        match application.lower():
            case "answer":
                if dialled and (call.is_local or len(call.channels) > 1):
                    self.answer(call)
                elif channel.state != 6:
                    self.up(channel)
            case "ringing":
                if dialled and not call.incoming:
                    call.rung = True
                    call.channels[0].state = 5
                    self.emit("Newstate", call.channels[0].snapshot())
            case "wait":
                await anyio.sleep(seconds_of(data))
            case "busy" | "congestion":
                await (anyio.sleep(seconds_of(data)) if data else anyio.sleep_forever())
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
        return None

    def _far_cause(self, call: FakeCall, first: FakeChannel, cause: int) -> int:
        """What the other half ends with: over SIP a cause is a status code, and that another cause."""
        if call.is_local:
            return cause
        if self.major > 16:
            declined = first is call.channels[1] and call.status != "ANSWER" and cause == 16
            return 21 if declined else cause
        if cause:
            return cause
        return 16 if call.status == "ANSWER" else 127
