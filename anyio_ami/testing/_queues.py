"""Queues: their members, who waits in them, and the events that tell of both."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Final, Protocol

import anyio

from . import _given
from ._devices import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._devices import Devices, FakeEndpoint
    from ._frames import Value
    from ._telling import Emit, FakeCall
    from ._waiting import Waiting

STRATEGIES: Final = (
    "ringall", "leastrecent", "fewestcalls", "random", "rrmemory", "rrordered", "linear", "wrandom",
)  # fmt: skip


class FakeMember:
    """A member of a queue: an interface, whether it is paused, what it has done."""

    def __init__(
        self,
        queue: FakeQueue,
        endpoint: FakeEndpoint,
        *,
        name: str,
        penalty: int,
        paused: bool,
        dynamic: bool,
    ) -> None:
        self._queue = queue
        self.endpoint: FakeEndpoint = endpoint
        """Who is called: what it does is set there."""
        self.name: str = name or endpoint.interface
        self.penalty: int = penalty
        self.dynamic = dynamic
        """Added while the server runs, so that it can be removed."""
        self.paused: bool = paused
        """Change it with `pause` and `unpause`."""
        self.paused_reason: str = ""
        self.calls_taken = 0
        self.last_call = 0
        self.in_call = False
        self.turn = 0
        """When it was last rung, as a number that grows."""
        self.last_pause: int = int(time.time()) if paused else 0
        self.login_time: int = int(time.time())

    def __repr__(self) -> str:
        paused = " paused" if self.paused else ""
        return f"<FakeMember {self.interface!r} {self.endpoint.state}{paused}>"

    @property
    def interface(self) -> str:
        """``PJSIP/alice``."""
        return self.endpoint.interface

    @property
    def available(self) -> bool:
        """Whether it would be rung now."""
        free = self.endpoint.state == "NOT_INUSE"
        return not self.paused and (free or (self._queue.ring_in_use and self.endpoint.registered))

    def pause(self, reason: str = "") -> None:
        """It gets no calls until `unpause`, and the server tells so."""
        self._set_paused(True, reason)

    def unpause(self, reason: str = "") -> None:
        """It gets calls again, and the server tells so."""
        self._set_paused(False, reason)

    def set_penalty(self, penalty: int) -> None:
        """Those with the lowest penalty are rung."""
        self.penalty = penalty
        self._queue.tell("QueueMemberPenalty", self)

    def snapshot(self) -> list[tuple[str, Value]]:
        """The headers that tell of it."""
        return [
            ("Queue", self._queue.name),
            ("MemberName", self.name),
            ("Interface", self.interface),
            ("StateInterface", self.interface),
            ("Membership", "dynamic" if self.dynamic else "static"),
            ("Penalty", self.penalty),
            ("CallsTaken", self.calls_taken),
            ("LastCall", self.last_call),
            ("LastPause", self.last_pause),
            ("LoginTime", self.login_time),
            ("InCall", int(self.in_call)),
            ("Status", NUMBERS[self.endpoint.state]),
            ("Paused", int(self.paused)),
            ("PausedReason", self.paused_reason),
            ("Ringinuse", int(self._queue.ring_in_use)),
            ("Wrapuptime", 0),
        ]

    def _set_paused(self, paused: bool, reason: str) -> None:
        queue = self._queue
        before = queue.anybody
        self.paused, self.paused_reason = paused, reason
        if paused:
            self.last_pause = int(time.time())
        queue.pause_state(self)
        if queue.anybody is not before:
            queue.device_state(f"Queue:{queue.name}_avail", not queue.anybody)
        queue.tell("QueueMemberPause", self)
        queue.notify()


class Incoming(Protocol):
    """Lets a caller come in to a queue."""

    def __call__(
        self,
        queue: FakeQueue,
        caller: str,
        *,
        caller_id: tuple[str, str],
        talk: float | None,
        hung_up_by: str,
        cause: int,
        give_up_after: float | None,
        max_wait: float | None,
    ) -> FakeCall: ...


class FakeQueue:
    """A queue: change its members, and let callers come in. Made by `FakeAsterisk.queue`."""

    def __init__(self, emit: Emit, devices: Devices, incoming: Incoming, name: str, strategy: str) -> None:
        self.emit = emit
        self._devices = devices
        self._incoming = incoming
        self.name = name
        self.strategy: str = ""
        """Change it with `set_strategy`."""
        self.set_strategy(strategy)
        self.members: list[FakeMember] = []
        """In the order in which they were added."""
        self.waiting: list[Waiting] = []
        """The callers that nobody has answered, the first first."""
        self.ring_seconds: float = 15.0
        """How long a member rings before another attempt."""
        self.retry_seconds: float = 5.0
        """The pause between two attempts."""
        self.ring_in_use = False
        """Whether a member that talks is rung too."""
        self.completed: int = 0
        """Calls that were answered and are over."""
        self.abandoned: int = 0
        """Callers who hung up before they were answered."""
        self.hold_time: int = 0
        """The average wait in seconds, as the server keeps it."""
        self.talk_time: int = 0
        """The average talk in seconds, as the server keeps it."""
        self._within_level: int = 0
        self._turns = 0
        self._change = anyio.Event()

    def __repr__(self) -> str:
        return f"<FakeQueue {self.name!r} members={len(self.members)} waiting={len(self.waiting)}>"

    def set_strategy(self, strategy: str) -> None:
        """Whom it rings. Raises :exc:`ValueError` for one that there is not."""
        if strategy not in STRATEGIES:
            raise ValueError(f"unknown strategy {strategy!r}; known: {', '.join(STRATEGIES)}")
        self.strategy = strategy

    # -- members --

    def member(self, interface: str) -> FakeMember:
        """The member with this interface. Raises :exc:`KeyError` if there is none."""
        found = self.find(interface)
        if found is None:
            raise KeyError(f"{interface!r} is no member of queue {self.name!r}")
        return found

    def find(self, interface: str) -> FakeMember | None:
        """The member with this interface, or None."""
        return next((one for one in self.members if one.interface == interface), None)

    def add(
        self, interface: str, *, name: str = "", penalty: int = 0, paused: bool = False, reason: str = ""
    ) -> FakeMember:
        """A new dynamic member, and the server tells so. Raises :exc:`ValueError` if it is one already."""
        if self.find(interface) is not None:
            raise ValueError(f"{interface!r} is a member of queue {self.name!r} already")
        member = self.seat(interface, name=name, penalty=penalty, paused=paused, dynamic=True)
        member.paused_reason = reason
        self.pause_state(member)
        self.tell("QueueMemberAdded", member)
        self.notify()
        return member

    def seat(
        self, interface: str, *, name: str = "", penalty: int = 0, paused: bool = False, dynamic: bool = False
    ) -> FakeMember:
        """A member without a word, as those of queues.conf are."""
        endpoint = self._devices.declare(interface)
        member = FakeMember(self, endpoint, name=name, penalty=penalty, paused=paused, dynamic=dynamic)
        self.members.append(member)
        return member

    def remove(self, interface: str) -> None:
        """It is no member any more, and the server tells so. Raises :exc:`KeyError` if it was none."""
        member = self.member(interface)
        self.members.remove(member)
        self.tell("QueueMemberRemoved", member)
        self.device_state(f"Queue:{self.name}_pause_{interface}", False)

    # -- callers --

    def start_call(
        self,
        caller: str = "PJSIP/trunk",
        *,
        caller_id_num: str = "",
        caller_id_name: str = "",
        talk: float | None = None,
        hung_up_by: str = "caller",
        cause: int = 16,
        give_up_after: float | None = None,
        max_wait: float | None = None,
    ) -> FakeCall:
        """A caller comes in; its call goes on by itself. See `call`."""
        _given.interface(caller)
        _given.seconds(talk=talk, give_up_after=give_up_after, max_wait=max_wait)
        _given.cause(cause=cause)
        _given.one_of(("caller", "agent"), hung_up_by=hung_up_by)
        return self._incoming(
            self,
            caller,
            caller_id=(caller_id_num, caller_id_name),
            talk=talk,
            hung_up_by=hung_up_by,
            cause=cause,
            give_up_after=give_up_after,
            max_wait=max_wait,
        )

    async def call(
        self,
        caller: str = "PJSIP/trunk",
        *,
        caller_id_num: str = "",
        caller_id_name: str = "",
        talk: float | None = 0.0,
        hung_up_by: str = "caller",
        cause: int = 16,
        give_up_after: float | None = None,
        max_wait: float | None = None,
    ) -> FakeCall:
        """A caller comes in, waits, talks to a member and is gone.

        * ``talk``: seconds from the answer to the hangup by ``hung_up_by`` (``"caller"`` or ``"agent"``),
          with this ``cause``; None: until the member or the test hangs up.
        * ``give_up_after``: seconds after which the caller hangs up if nobody has answered.
        * ``max_wait``: seconds after which the queue lets the caller go.

        The call given back tells its ``status``: ``ANSWER`` (and ``answered_by``), ``CANCEL`` where the
        caller gave up, ``TIMEOUT``. Raises :exc:`ValueError` for times below 0, no hangup cause, another
        ``hung_up_by``. After a cancelled wait the call goes on by itself.
        """
        call = self.start_call(
            caller,
            caller_id_num=caller_id_num,
            caller_id_name=caller_id_name,
            talk=talk,
            hung_up_by=hung_up_by,
            cause=cause,
            give_up_after=give_up_after,
            max_wait=max_wait,
        )
        await call.ended.wait()
        return call

    async def wait_for_callers(self, count: int = 1) -> None:
        """Wait until so many callers wait, or more."""
        while len(self.waiting) < count:
            await self.changed().wait()

    # -- for the server --

    @property
    def anybody(self) -> bool:
        """Whether any member would be rung now."""
        return any(member.available for member in self.members)

    def changed(self) -> anyio.Event:
        """Set at the next change of members or callers."""
        if self._change.is_set():
            self._change = anyio.Event()
        return self._change

    def notify(self) -> None:
        """Look again."""
        self._change.set()

    def choose(self, entry: Waiting) -> list[FakeMember]:
        """Whom to ring for this caller now."""
        ready = [member for member in self.members if member.available]
        if not ready or entry.position > len(ready):
            return []
        lowest = min(member.penalty for member in ready)
        ready = [member for member in ready if member.penalty == lowest]
        if self.strategy == "ringall":
            return ready
        fresh = [member for member in ready if member.interface not in entry.tried]
        if not fresh:
            entry.tried.clear()
            fresh = ready
        return [self._first(fresh)]

    def _first(self, ready: list[FakeMember]) -> FakeMember:
        match self.strategy:
            case "leastrecent":
                chosen = min(ready, key=lambda one: one.last_call)
            case "fewestcalls":
                chosen = min(ready, key=lambda one: one.calls_taken)
            case "random" | "wrandom":
                chosen = random.choice(ready)
            case "linear":
                chosen = ready[0]
            case _:
                chosen = min(ready, key=lambda one: one.turn)
        self._turns += 1
        chosen.turn = self._turns
        return chosen

    def complete(self, hold: int, talk: int) -> None:
        """A call is done: averages as the server keeps them."""
        self.completed += 1
        self._within_level += hold == 0
        self.hold_time = (self.hold_time * 3 + hold) >> 2
        self.talk_time = (self.talk_time * 3 + talk) >> 2

    def reset(self) -> None:
        """Forget what was counted."""
        self.completed = self.abandoned = self.hold_time = self.talk_time = self._within_level = 0
        for member in self.members:
            member.calls_taken = member.last_call = 0
            member.in_call = False

    @property
    def level(self) -> str:
        """The share of calls answered within the service level, in percent."""
        return f"{100 * self._within_level / self.completed if self.completed else 0:.1f}"

    def tell(self, event: str, member: FakeMember) -> None:
        """An event about a member."""
        self.emit(event, member.snapshot())

    def pause_state(self, member: FakeMember) -> None:
        """The device that shows whether a member is paused."""
        self.device_state(f"Queue:{self.name}_pause_{member.interface}", member.paused)

    def device_state(self, device: str, in_use: bool) -> None:
        """A device of the queue's own."""
        self.emit("DeviceStateChange", {"Device": device, "State": "INUSE" if in_use else "NOT_INUSE"})

    def seat_all(self, interfaces: Iterable[str]) -> None:
        """Its static members, in place of all that it had."""
        self.members = []
        for interface in interfaces:
            self.seat(interface)
        self.notify()
