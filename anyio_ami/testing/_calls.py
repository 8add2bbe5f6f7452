"""The exchange: it makes channels and calls, in the order of events in which Asterisk 22 does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypedDict

from ._channels import Dialplan, FakeChannel, Steps
from ._running import Running, Start
from ._telling import Emit
from ._telling import FakeCall as FakeCall

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    tech, slash, device = channel.lower().partition("/")
    return bool(slash) and (tech == "local" or (tech == "pjsip" and device.partition("@")[2] == "loop"))


class Exchange(Running):
    """The channels that are up, and the calls that made them."""

    def __init__(self, emit: Emit, start: Start, system_name: str, dialplan: Dialplan, *, major: int) -> None:
        super().__init__(emit, start, dialplan, major=major)
        self.processed: int = 0
        """Calls since the boot."""
        self._prefix = f"{system_name}-" if system_name else ""
        self._number = 0
        self._sip_channels = 0
        self._channels_made = 0

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

    def in_use(self, unique_id: str) -> bool:
        """Whether another channel has this id: since Asterisk 18 also one that only begins with it."""
        used = [channel.unique_id.lower() for channel in self.channels.values()]
        wanted = unique_id.lower()
        if self.major <= 16:
            return wanted in used
        return bool(wanted) and any(one.startswith(wanted) for one in used)

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
        self.begin(call)
        steps = self.steps(in_context, dialled)
        self._appear(one)
        if is_local and self.in_use(second):
            self._fail(call)
            return call
        if is_local:
            self._appear(two)
        one.application, one.data = "AppDial2", "(Outgoing Line)"
        self.newexten(one, "AppDial2", "(Outgoing Line)")
        self.dress(call, list(variables), caller_id_num, caller_id_name, account)
        if is_local and steps is not None:
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
        if not is_local or steps is not None:
            self.emit("DialBegin", [*one.snapshot("Dest"), ("DialString", name)])
        if steps is None:
            # 16 finds the address without an extension incomplete.
            self._fail(call, 0 if is_local else 1 if dialled or self.major > 16 else 28)
            return call
        if not is_local:
            self._appear(two)
        # Without anything to run the calling half waits, as long as a test may last.
        one.application, one.data = (application, data) if application else ("Wait", "3600")
        two.in_dialplan = True
        after = None
        if exten:
            after = (context or in_context, exten, priority or 1)
        elif not priority and not application:
            # Nothing named: it goes on in what was dialled, behind the step that the dialling stands for.
            after = (context or in_context, dialled if is_local else "", 2)
        self.run(two, self.run_dialled, call, steps)
        self.run(one, self.run_calling, call, after, duration)
        return call

    def begin(self, call: FakeCall) -> None:
        """A call is up from now on."""
        self.processed += 1
        self.calls.append(call)

    # -- calls from and to endpoints --

    def outgoing(
        self, interface: str, caller: FakeChannel | None = None, *, unique_id: str = ""
    ) -> FakeChannel:
        """A new channel to an interface, dialled for ``caller`` or by the server itself."""
        unique_id = unique_id or self._unique_id()
        if caller is None:
            channel = FakeChannel(self._channel_name(interface), unique_id, unique_id, "default", "")
        else:
            channel = FakeChannel(
                self._channel_name(interface), unique_id, caller.linked_id, caller.context, caller.exten,
                caller_num=caller.exten, connected_num=caller.caller_num, connected_name=caller.caller_name,
            )  # fmt: skip
        self._appear(channel)
        return channel

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
        """A call that comes in: its channel runs these steps; None: what the caller lets it do."""
        unique_id = self._unique_id()
        channel = FakeChannel(
            self._channel_name(interface), unique_id, unique_id, context, exten, state=4,
            caller_num=num, caller_name=name, account=account, in_dialplan=True,
        )  # fmt: skip
        call = FakeCall(self, interface, channel, is_local=False, incoming=True)
        self.begin(call)
        self._appear(channel)
        if steps is not None:
            self.run(channel, self.run_incoming, call, steps)
        return call

    # -- the parts --

    def _channel_name(self, interface: str) -> str:
        number, self._channels_made = self._channels_made, self._channels_made + 1
        half = ";1" if interface.startswith("Local/") else ""
        return f"{interface}-{number:08x}{half}"

    def _appear(self, channel: FakeChannel) -> None:
        self.channels[channel.name] = channel
        self.emit("Newchannel", channel.snapshot())

    def _fail(self, call: FakeCall, cause: int = 0) -> None:
        self.calls.remove(call)
        one, two = call.channels
        if call.is_local:
            call.status = "CHANUNAVAIL"
            call.dialled.set()
            if two.name in self.channels:
                self.hangup(two, cause)
                self.device_state(call, "INVALID")
        else:
            self.emit("HangupRequest", [*one.snapshot(), ("Cause", cause)])
            self.dialled(call, "NOANSWER")
        self.hangup(one, cause)
        call.ended.set()

    def _sip_channel(self) -> str:
        number, self._sip_channels = self._sip_channels, self._sip_channels + 1
        return f"PJSIP/loop-{number:08x}"

    def _unique_id(self) -> str:
        number, self._number = self._number, self._number + 1
        return f"{self._prefix}{int(time.time())}.{number}"
