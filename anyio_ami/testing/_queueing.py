"""``Queue``: how a caller waits, whom it rings, and how the talk ends."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import anyio

from ._dialling import Attempt, Plan
from ._queues import FakeQueue
from ._running import seconds_of
from ._waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ._channels import FakeChannel
    from ._devices import FakeEndpoint
    from ._dialling import Dialling, Leg
    from ._frames import Value
    from ._queues import FakeMember
    from ._telling import Emit, FakeCall


class Queueing:
    """The application ``Queue`` and the queues."""

    def __init__(
        self, dialling: Dialling, queues: Mapping[str, str], members: Mapping[str, Sequence[str]]
    ) -> None:
        self._dialling = dialling
        self._exchange = dialling.exchange
        self.emit: Emit = dialling.exchange.emit
        self.queues: dict[str, FakeQueue] = {}
        for name, strategy in queues.items():
            self.add(name, strategy).seat_all(members.get(name, ()))
        self._exchange.applications["queue"] = self.queue
        dialling.devices.watchers.append(self._state_changed)

    def add(self, name: str, strategy: str) -> FakeQueue:
        """A new queue."""
        queue = FakeQueue(self.emit, self._dialling.devices, self.start, name, strategy)
        self.queues[name] = queue
        return queue

    def start(
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
    ) -> FakeCall:
        """A caller comes in from outside."""
        number, name = caller_id
        call = self._dialling.incoming(
            caller, None, context="default", exten=queue.name, num=number, name=name
        )
        channel = call.channels[0]
        self._dialling.plans[call] = Plan(talk=talk, hung_up_by=hung_up_by, cause=cause)
        # What comes first is done at once: callers wait in the order in which they were begun.
        timeout = "" if max_wait is None else f",,,,{max_wait}"
        self._exchange.newexten(channel, "Answer", "")
        self._exchange.up(channel)
        channel.priority, channel.application, channel.data = 2, "Queue", f"{queue.name}{timeout}"
        self._exchange.newexten(channel, channel.application, channel.data)
        entry = Waiting(queue, channel)
        entry.join()
        until, gives_up = _from_now(max_wait), _from_now(give_up_after)
        self._exchange.run(channel, self._serve_incoming, call, queue, entry, until, gives_up)
        return call

    async def _serve_incoming(
        self, call: FakeCall, queue: FakeQueue, entry: Waiting, until: float, gives_up: float
    ) -> None:
        cause = await self._serve(call, queue, entry, until, gives_up)
        self._exchange.end(call, entry.channel, 16 if cause is None else cause)

    async def queue(self, call: FakeCall, caller: FakeChannel, data: str) -> int | None:
        """``support,,,,60``: gives the cause that the caller ends with, or None: the time is over."""
        name, *rest = data.split(",")
        queue = self.queues.get(name)
        if queue is None:
            return None
        timeout = rest[3] if len(rest) > 3 else ""
        entry = Waiting(queue, caller)
        entry.join()
        until = _from_now(seconds_of(timeout) if timeout else None)
        return await self._serve(call, queue, entry, until, math.inf)

    async def _serve(
        self, call: FakeCall, queue: FakeQueue, entry: Waiting, until: float, gives_up: float
    ) -> int | None:
        caller = entry.channel
        end = min(until, gives_up)
        while anyio.current_time() < end:
            changed = queue.changed()
            members = queue.choose(entry)
            left = end - anyio.current_time()
            if not members:
                with anyio.move_on_after(left):
                    await changed.wait()
                continue
            attempt = self._attempt(call, queue, entry, members)
            leg = await attempt.ring(min(queue.ring_seconds, left))
            if leg is not None:
                attempt.connect(leg)
                cause = await attempt.talk(leg)
                return await self._dialling.pass_on(call, caller, attempt, cause)
            if anyio.current_time() >= gives_up:
                break
            for leg in attempt.legs:
                self._no_answer(queue, attempt, leg)
            attempt.give_up()
            with anyio.move_on_after(min(queue.retry_seconds, end - anyio.current_time())):
                await anyio.sleep_forever()
        if gives_up <= until:
            return 16  # the hangup that follows is the abandon
        entry.go()
        if call.incoming:
            call.status = "TIMEOUT"
            call.dialled.set()
        return None

    def _attempt(
        self, call: FakeCall, queue: FakeQueue, entry: Waiting, members: Sequence[FakeMember]
    ) -> Attempt:
        attempt = Attempt(self._dialling, call, entry.channel, application="AppQueue")

        def refusing(leg: Leg) -> None:
            self._no_answer(queue, attempt, leg)

        def answering(leg: Leg) -> None:
            member = queue.find(leg.endpoint.interface)
            hold, ring = entry.seconds, int(anyio.current_time() - leg.began)
            began = anyio.current_time()
            entry.go()
            times: list[tuple[str, Value]] = [("HoldTime", hold)]
            self._tell("AgentConnect", queue, attempt, leg, [*times, ("RingTime", ring)])
            if member is not None:
                member.in_call = True
            call.answered_by = leg.endpoint.interface
            if call.incoming:
                call.status = "ANSWER"
                call.dialled.set()

            def ending(who: str) -> None:
                talk = int(anyio.current_time() - began)
                queue.complete(hold, talk)
                self._tell(
                    "AgentComplete", queue, attempt, leg, [*times, ("TalkTime", talk), ("Reason", who)]
                )
                if member is not None:
                    member.in_call = False
                    member.calls_taken += 1
                    member.last_call = int(time.time())

            attempt.ending = ending

        attempt.answering, attempt.refusing = answering, refusing
        legs = [attempt.add(member.endpoint) for member in members]
        for leg in legs:
            entry.tried.add(leg.endpoint.interface)
            self._tell("AgentCalled", queue, attempt, leg, [])
            attempt.begin(leg)
        return attempt

    def _no_answer(self, queue: FakeQueue, attempt: Attempt, leg: Leg) -> None:
        milliseconds = int((anyio.current_time() - leg.began) * 1000)
        self._tell("AgentRingNoAnswer", queue, attempt, leg, [("RingTime", milliseconds)])

    def _tell(
        self, event: str, queue: FakeQueue, attempt: Attempt, leg: Leg, more: list[tuple[str, Value]]
    ) -> None:
        member = queue.find(leg.endpoint.interface)
        self.emit(
            event,
            [
                *attempt.caller.snapshot(),
                *leg.channel.snapshot("Dest"),
                ("Queue", queue.name),
                ("Interface", leg.endpoint.interface),
                ("MemberName", member.name if member else leg.endpoint.interface),
                *more,
            ],
        )

    def _state_changed(self, endpoint: FakeEndpoint) -> None:
        for queue in self.queues.values():
            member = queue.find(endpoint.interface)
            if member is not None:
                queue.tell("QueueMemberStatus", member)
                queue.notify()

    def clear(self) -> None:
        """The server has started anew: nobody waits, nothing was counted."""
        for queue in self.queues.values():
            queue.waiting.clear()
            queue.reset()


def _from_now(seconds: float | None) -> float:
    return math.inf if seconds is None else anyio.current_time() + seconds
