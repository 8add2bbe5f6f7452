"""Requests, answers, items and events in any order and any chunking, against a plain model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, precondition, rule

from anyio_ami import actions
from anyio_ami.errors import NotSent, OutcomeUnknown

from ._rig import PREFIX, Rig, frame, pieces

if TYPE_CHECKING:
    from anyio_ami._wire.correlate import Request

LIST = actions.CoreShowChannels.__answer__
PLAIN = actions.Ping.__answer__
PATTERN = actions.Hangup.__answer__
ONE_EVENT = actions.FAXStats.__answer__
KINDS = {"plain": PLAIN, "list": LIST, "pattern": PATTERN, "one": ONE_EVENT}


class Wanted:
    """What must have become of one request."""

    def __init__(self, request: Request, kind: str) -> None:
        self.request = request
        self.kind = kind
        self.state = "asked"  # asked, listing, done; with abandoned: the same of a request given up
        self.abandoned = False
        self.items: list[str] = []
        self.given: list[str] = []


class Machine(RuleBasedStateMachine):
    requests = Bundle("requests")

    def __init__(self) -> None:
        super().__init__()
        self.rig = Rig()
        self.count = 0
        self.wire = b""
        self.abandoned = 0
        self.unmatched = 0
        self.events: list[str] = []
        self.known: list[Wanted] = []

    # Bytes are held back until `read` or a rule that looks, so that one read holds several messages.
    def send(self, *lines: str) -> None:
        self.wire += frame(*lines)

    def serial(self) -> str:
        self.count += 1
        return str(self.count)

    # Few at a time, so that much happens to each.
    @precondition(lambda self: len(self.known) < 4)
    @rule(target=requests, kind=st.sampled_from(sorted(KINDS)))
    def ask(self, kind: str) -> Wanted:
        self.read([])
        name = f"{PREFIX}{self.serial()}"
        wanted = Wanted(self.rig.ask(kind, name, KINDS[kind]), kind)
        self.known.append(wanted)
        return wanted

    @rule(wanted=requests, error=st.booleans(), starts=st.booleans())
    def reply(self, wanted: Wanted, error: bool, starts: bool) -> None:
        lines = ["EventList: start"] if starts and not error else []
        self.send(
            f"Response: {'Error' if error else 'Success'}", f"ActionID: {wanted.request.action_id}", *lines
        )
        if wanted.state != "asked":
            # A second reply of a list that was given up is one more frame for nobody.
            if wanted.abandoned and wanted.state == "listing":
                self.abandoned += 1
                if error or not self.lists(wanted, bool(lines)):
                    wanted.state = "done"
            else:
                self.unmatched += 1
            return
        if wanted.abandoned:
            self.abandoned += 1
        wanted.state = "listing" if not error and self.lists(wanted, bool(lines)) else "done"

    @staticmethod
    def lists(wanted: Wanted, starts: bool) -> bool:
        return wanted.kind in ("list", "one") or (wanted.kind == "pattern" and starts)

    @rule(wanted=requests)
    def item(self, wanted: Wanted) -> None:
        name = {
            "list": "CoreShowChannel",
            "pattern": "ChannelHungup",
            "one": "FAXStats",
            "plain": "Newchannel",
        }[wanted.kind]
        serial = self.serial()
        self.send(f"Event: {name}", f"ActionID: {wanted.request.action_id}", f"X: {serial}")
        if wanted.abandoned and wanted.state != "done":
            self.abandoned += 1
            if wanted.kind == "one":
                wanted.state = "done"
        elif wanted.state == "listing":
            wanted.items.append(serial)
            if wanted.kind == "one":
                wanted.state = "done"
        else:
            self.unmatched += 1

    @rule(wanted=requests)
    def end(self, wanted: Wanted) -> None:
        name = {"list": "CoreShowChannelsComplete", "pattern": "ChannelsHungupListComplete"}.get(
            wanted.kind, "AnyComplete"
        )
        self.send(
            f"Event: {name}", f"ActionID: {wanted.request.action_id}", "EventList: Complete", "ListItems: 5"
        )
        if wanted.abandoned and wanted.state != "done":
            self.abandoned += 1
            wanted.state = "done"
        elif wanted.state == "listing":
            wanted.state = "done"
        else:
            self.unmatched += 1

    @rule(foreign=st.booleans())
    def event(self, foreign: bool) -> None:
        serial = self.serial()
        self.send("Event: CoreShowChannel", *(["ActionID: other-1"] if foreign else []), f"X: {serial}")
        self.events.append(serial)

    @rule(wanted=requests)
    def event_that_may_carry_our_id(self, wanted: Wanted) -> None:
        serial = self.serial()
        self.send("Event: UserEvent", f"ActionID: {wanted.request.action_id}", f"X: {serial}")
        self.events.append(serial)

    @rule(wanted=requests)
    def abandon(self, wanted: Wanted) -> None:
        self.read([])
        if wanted.state != "done" and not wanted.abandoned:
            wanted.abandoned = True
            self.rig.correlator.abandon(wanted.request)

    @precondition(lambda self: self.wire)
    @rule(cuts=st.lists(st.integers(0, 1 << 16), max_size=4))
    def read(self, cuts: list[int]) -> None:
        data, self.wire = self.wire, b""
        self.rig.feed(*pieces(data, cuts))
        self.check()

    @rule()
    def lose(self) -> None:
        self.read([])
        self.rig.correlator.lose("cut")
        for wanted in self.known:
            if wanted.state != "done" and not wanted.abandoned:
                assert isinstance(wanted.request.error, OutcomeUnknown)
                assert not isinstance(wanted.request.error, NotSent)
            wanted.state = "done"
        assert self.rig.correlator.idle

    def check(self) -> None:
        got: list[Any] = self.rig.events
        assert [e.headers["X"] for e in got] == self.events
        assert [e.seq for e in got] == list(range(1, len(got) + 1))
        assert self.rig.correlator.abandoned == self.abandoned
        assert self.rig.correlator.unmatched == self.unmatched
        pending = self.rig.correlator.pending
        for wanted in self.known:
            request = wanted.request
            if not wanted.abandoned:
                assert request.done == (wanted.state == "done")
                assert [one.headers["X"] for one in request.items] == wanted.items
            waiting = wanted.state != "done" and not wanted.abandoned
            assert (request.action_id in pending) == waiting
        assert self.rig.correlator.idle == all(w.state == "done" for w in self.known)

    def teardown(self) -> None:
        self.read([])


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
