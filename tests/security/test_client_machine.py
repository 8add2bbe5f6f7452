"""One client, one server and everything that can happen between them, against a plain model.

What each caller must see, what each subscriber, and that nothing is left behind; on asyncio and Trio, over
memory and over sockets. ``HYPOTHESIS_PROFILE=long`` runs it for as long as one likes to look for more.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from anyio_ami import ConnectionState
from anyio_ami.errors import (
    ActionError,
    ActionTimeout,
    NotConnected,
    NotSent,
    OutcomeUnknown,
)

from .. import _virtual
from .machine_world import KEEPALIVE, PING_TIMEOUT, Call, Reader, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami.testing import FakeRequest

KINDS = st.sampled_from(["stream", "list", "plain"])
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


class Machine(RuleBasedStateMachine):
    backend: Callable[[], tuple[str, dict[str, Any]]]
    sockets: bool

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.backend(), sockets=self.sockets)
        self.connected = True
        self.calls: list[Call] = []
        self.readers: list[Reader] = []
        self.serial = 0
        self.sent: list[int] = []
        self.abandoned = 0
        self.unmatched = 0
        self.losses = 0

    @initialize(kinds=st.lists(KINDS, min_size=1, max_size=3), begun=st.booleans(), listens=st.booleans())
    def begin(self, kinds: list[str], begun: bool, listens: bool) -> None:
        """Some of what takes long to come about by chance."""
        if listens:
            self.subscribe(3, "raise", False)
        for kind in kinds:
            self.send(kind, 50.0, False, begun)

    # -- what callers do --

    @precondition(lambda self: sum(call.alive for call in self.calls) < 6)
    @rule(
        kind=KINDS,
        timeout=st.sampled_from([4.0, 50.0]),
        waits=st.booleans(),
        answered=st.booleans(),
    )
    def send(self, kind: str, timeout: float, waits: bool, answered: bool) -> None:
        waits = waits and kind != "stream"
        call = Call(len(self.calls), kind, timeout, waits)
        self.calls.append(call)
        self.world.step(self.world.start, call)
        if self.connected:
            assert call.alive
            self.take(call)
            if answered:
                self.reply(call, error=False)
        elif not waits:
            assert isinstance(call.outcome, NotConnected)
        else:
            assert call.alive
            assert call.number not in self.world.asked

    def take(self, call: Call) -> None:
        """The server must have it by now, once."""
        call.request = self.world.asked[call.number]
        assert self.world.times_asked[call.number] == 1

    @precondition(lambda self: any(call.alive for call in self.calls))
    @rule(data=st.data(), late=st.booleans())
    def cancel(self, data: st.DataObject, late: bool) -> None:
        call = data.draw(st.sampled_from([call for call in self.calls if call.alive]))
        self.world.step(self.world.do, call.scope.cancel)
        assert call.outcome == "cancelled"
        call.cancelled = True
        if late and call.request is not None:
            # What comes after it reaches nobody.
            if not call.replied:
                self.reply(call, error=False)
            if not call.complete:
                self.continue_list(call, 2, ends=True)

    # -- what the server says --

    def open_requests(self) -> list[Call]:
        return [call for call in self.calls if call.request is not None and not call.complete]

    def unanswered(self) -> list[Call]:
        return [call for call in self.open_requests() if not call.replied]

    @precondition(lambda self: self.connected and self.unanswered())
    @rule(data=st.data(), error=st.booleans(), again=st.booleans(), halves=st.booleans())
    def answer(self, data: st.DataObject, error: bool, again: bool, halves: bool) -> None:
        self.reply(data.draw(st.sampled_from(self.unanswered())), error=error, again=again, halves=halves)

    def reply(self, call: Call, *, error: bool, again: bool = False, halves: bool = False) -> None:
        request = self.request_of(call)
        if error:
            reply = request.error("No")
        elif call.kind == "plain":
            reply = request.reply("Success", {"N": call.number})
        else:
            reply = request.reply("Success", {"EventList": "start", "N": call.number})
        call.replied = True
        call.complete = error or call.kind == "plain"
        given_up = not call.alive
        self.say(reply, halves=halves)
        self.abandoned += given_up
        if not given_up:
            assert call.alive is not call.complete
            if error:
                assert isinstance(call.outcome, ActionError)
            elif call.complete:
                assert call.outcome.headers["N"] == str(call.number)
        if again and call.complete:
            # Whose answer has come already gets no other.
            outcome = call.outcome
            self.say(reply)
            self.unmatched += 1
            assert call.outcome is outcome

    def running_lists(self) -> list[Call]:
        return [call for call in self.open_requests() if call.replied]

    @precondition(lambda self: self.connected and self.running_lists())
    @rule(data=st.data(), count=st.integers(1, 4), ends=st.booleans(), halves=st.booleans())
    def go_on(self, data: st.DataObject, count: int, ends: bool, halves: bool) -> None:
        self.continue_list(data.draw(st.sampled_from(self.running_lists())), count, ends=ends, halves=halves)

    def continue_list(self, call: Call, count: int, *, ends: bool, halves: bool = False) -> None:
        request = self.request_of(call)
        wire = b""
        for _ in range(count):
            self.serial += 1
            wire += request.event("ProbeItem", {"I": str(self.serial)})
            call.items.append(str(self.serial))
            # An event among them is none of them.
            wire += self.user_event()
        frames = count
        if ends:
            # However many it says there were.
            wire += request.event("ProbeComplete", {"EventList": "Complete", "ListItems": 1})
            call.complete = True
            frames += 1
        given_up = not call.alive
        self.say(wire, halves=halves)
        if given_up:
            self.abandoned += frames
            return
        if call.kind == "stream":
            assert call.streamed == call.items
        else:
            assert call.alive is not ends
        if ends and call.kind == "list":
            assert [item.headers["I"] for item in call.outcome.items] == call.items
            assert call.outcome.complete.name == "ProbeComplete"
        elif ends:
            assert call.outcome == "complete"
        else:
            # Each item gives the caller of a stream its patience anew.
            assert call.alive
            if call.kind == "stream":
                call.deadline = self.world.step(self.world.now) + call.timeout

    def request_of(self, call: Call) -> FakeRequest:
        assert call.request is not None
        return call.request

    def user_event(self) -> bytes:
        self.serial += 1
        self.sent.append(self.serial)
        return b"Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: X\r\nSerial: %d\r\n\r\n" % self.serial

    def say(self, data: bytes, *, halves: bool = False) -> None:
        cut = len(data) // 2 if halves else len(data)
        for part in (data[:cut], data[cut:]):
            if part:
                self.world.step(self.world.do, self.world.pbx.send_raw, part)

    @precondition(lambda self: self.connected)
    @rule(count=st.integers(1, 9), at_once=st.booleans())
    def emit(self, count: int, at_once: bool) -> None:
        found = [self.user_event() for _ in range(count)]
        for data in [b"".join(found)] if at_once else found:
            self.say(data)

    @precondition(lambda self: self.connected)
    @rule()
    def forge(self) -> None:
        """Answers to what nobody asked."""
        self.say(b"Response: Success\r\nActionID: nobody-1\r\n\r\nResponse: Error\r\nMessage: x\r\n\r\n")
        self.unmatched += 2

    # -- subscribers --

    @precondition(lambda self: len(self.readers) < 3)
    @rule(
        buffer=st.sampled_from([1, 3, 1_000]),
        overflow=st.sampled_from(["raise", "drop_oldest", "drop_newest"]),
        gaps=st.booleans(),
    )
    def subscribe(self, buffer: int, overflow: str, gaps: bool) -> None:
        reader: Reader = self.world.step(self.world.subscribe, len(self.sent), buffer, overflow, gaps)
        reader.losses = self.losses
        self.readers.append(reader)

    @precondition(lambda self: self.readers)
    @rule(data=st.data(), most=st.integers(1, 8))
    def read(self, data: st.DataObject, most: int) -> None:
        reader = data.draw(st.sampled_from(self.readers))
        self.world.step(reader.read, most)

    @precondition(lambda self: self.readers)
    @rule(data=st.data())
    def unsubscribe(self, data: st.DataObject) -> None:
        reader = data.draw(st.sampled_from(self.readers))
        self.readers.remove(reader)
        self.finish(reader)

    def finish(self, reader: Reader) -> None:
        """Read to the end: what was seen and what was lost is what was sent."""
        lost = reader.stream.lost
        self.world.step(self.world.close, reader)
        sent = self.sent[reader.since :]
        assert len(reader.seen) + lost == len(sent)
        assert not lost or reader.overflow != "raise" or reader.told == lost
        if reader.gaps:
            assert reader.told == lost
            if self.losses > reader.losses:
                assert "disconnected" in reader.marks
                assert not self.connected or "resubscribed" in reader.marks

    # -- the line and the clock --

    # Not before there is something to lose.
    @precondition(lambda self: self.connected and len(self.open_requests()) + len(self.readers) > 2)
    @rule(reset=st.booleans(), mid_frame=st.booleans())
    def cut(self, reset: bool, mid_frame: bool) -> None:
        self.world.step(self.world.do, partial(self.world.pbx.cut, reset=reset, mid_frame=mid_frame))
        self.lost()
        for call in self.calls:
            if call.request is not None and not call.complete:
                if not call.cancelled and not isinstance(call.outcome, ActionTimeout):
                    assert isinstance(call.outcome, OutcomeUnknown), call.outcome
                    self.require_partial(call)
                call.complete = True

    def lost(self) -> None:
        assert self.world.ami.state is ConnectionState.RECONNECTING
        self.connected = False
        self.losses += 1

    @staticmethod
    def require_partial(call: Call) -> None:
        if call.kind == "list" and call.replied:
            assert [item.headers["I"] for item in call.outcome.partial.items] == call.items

    @precondition(lambda self: not self.connected)
    @rule()
    def reconnect(self) -> None:
        self.have_passed(self.world.step(self.world.reconnected))
        self.connected = True
        for call in self.calls:
            if call.alive and call.request is None:
                # Who waited for the connection is served by it.
                assert call.waits
                self.take(call)

    @precondition(lambda self: self.connected)
    @rule(seconds=st.sampled_from([1.0, 3.0, 5.0, 40.0]))
    def wait(self, seconds: float) -> None:
        self.have_passed(self.world.step(self.world.sleep, seconds))
        assert self.world.ami.state is ConnectionState.CONNECTED

    def have_passed(self, now: float) -> None:
        for call in self.calls:
            if call.alive:
                assert now < call.deadline + 1
            elif (
                call.outcome != "cancelled" and not call.complete and isinstance(call.outcome, ActionTimeout)
            ):
                assert now >= call.deadline
                assert call.outcome.sent is (call.request is not None)

    @precondition(lambda self: self.running_lists() and sum(call.alive for call in self.calls) < 6)
    @rule(count=st.integers(1, 3))
    def hesitate(self, count: int) -> None:
        """The server stands still for a moment in the midst of a list, and goes on: nothing is lost."""
        running = self.running_lists()[0]
        self.world.step(self.world.do, self.world.pbx.stall)
        waiting = [Call(len(self.calls) + n, "list", 50.0, False) for n in range(count)]
        self.calls += waiting
        for call in waiting:
            self.world.step(self.world.start, call)
            assert call.alive
        for _ in range(count):
            self.say(self.user_event())
        self.have_passed(self.world.step(self.world.sleep, 2.0))
        self.world.step(self.world.do, self.world.pbx.resume)
        for call in waiting:
            self.take(call)
        if running.alive:
            self.continue_list(running, 1, ends=False)

    @precondition(lambda self: self.connected and len(self.open_requests()) + len(self.readers) > 2)
    @rule()
    def fall_silent(self) -> None:
        """The server says nothing any more: that is found out, and everybody is told."""
        self.world.step(self.world.do, self.world.pbx.stall)
        # As long as an action may run, silence is work: one that was given up, too.
        longest = max((call.timeout for call in self.open_requests()), default=0.0)
        self.world.step(self.world.sleep, longest + KEEPALIVE + PING_TIMEOUT + 5)
        self.lost()
        for call in self.calls:
            assert not call.alive
            if call.request is not None and not call.complete:
                call.complete = True
                if not call.cancelled:
                    assert isinstance(call.outcome, (ActionTimeout, OutcomeUnknown))
        self.world.step(self.world.do, self.world.pbx.resume)
        self.reconnect()

    # -- always --

    @invariant()
    def nothing_is_left_pending(self) -> None:
        stats = self.world.ami.stats
        if self.connected:
            assert stats.pending == sum(call.alive for call in self.calls)
            assert stats.abandoned == self.abandoned
            assert stats.unmatched == self.unmatched
        else:
            assert stats.pending == 0
        assert stats.reconnects <= self.losses
        for call in self.calls:
            if isinstance(call.outcome, NotSent):
                assert call.request is None
            elif isinstance(call.outcome, Exception):
                assert isinstance(call.outcome, (ActionError, ActionTimeout, OutcomeUnknown)), call.outcome

    def teardown(self) -> None:
        try:
            for reader in self.readers:
                self.finish(reader)
        finally:
            self.world.end()
        assert not any(call.alive for call in self.calls)


BACKENDS = {"asyncio": _virtual.asyncio_backend, "trio": _virtual.trio_backend}


@pytest.mark.parametrize("over", ["memory", "sockets"])
@pytest.mark.parametrize("backend", BACKENDS)
def test_every_caller_and_subscriber_sees_what_happened(
    backend: str, over: str, caplog: pytest.LogCaptureFixture
) -> None:
    # Every loss is logged; here there are thousands.
    caplog.set_level("ERROR", logger="anyio_ami")
    if backend == "trio":
        pytest.importorskip("trio")
    sockets = over == "sockets"
    chosen = type("Machine", (Machine,), {"backend": staticmethod(BACKENDS[backend]), "sockets": sockets})
    run_state_machine_as_test(
        chosen,
        settings=settings(
            max_examples=5_000 if LONG else 8 if sockets else 30,
            stateful_step_count=60 if LONG else 30,
            deadline=None,
            derandomize=not LONG,
            database=None,
            # A failure is shrunk where somebody waits for it.
            phases=tuple(Phase) if LONG else (Phase.generate, Phase.shrink),
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
