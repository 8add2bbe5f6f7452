"""Requests, answers, items and events in any order and any chunking, against a plain model."""

from __future__ import annotations

import os
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
BARE = actions.IAXpeers.__answer__
KINDS = {"plain": PLAIN, "list": LIST, "pattern": PATTERN, "one": ONE_EVENT, "bare": BARE}
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


class Wanted:
    """What must have become of one request."""

    def __init__(self, request: Request, kind: str) -> None:
        self.request = request
        self.kind = kind
        self.state = "asked"  # asked, listing, done; with abandoned: the same of a request given up
        self.abandoned = False
        self.items: list[str] = []
        # What was handed over as it came, of a request that streams its list.
        self.given: list[Any] = []


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
        # The running list that items without an ActionID belong to.
        self.bare: Wanted | None = None

    # Bytes are held back until `read` or a rule that looks, so that one read holds several messages.
    def send(self, *lines: str) -> None:
        self.wire += frame(*lines)

    def serial(self) -> str:
        self.count += 1
        return str(self.count)

    # Few at a time, so that much happens to each.
    @precondition(lambda self: len(self.known) < 4)
    @rule(target=requests, kind=st.sampled_from(sorted(KINDS)), streams=st.booleans(), sent=st.integers(0, 3))
    def ask(self, kind: str, streams: bool, sent: int) -> Wanted:
        self.read([])
        name = f"{PREFIX}{self.serial()}"
        wanted = Wanted(self.rig.ask(kind, name, KINDS[kind]), kind)
        wanted.request.sent = bool(sent)
        if streams:
            wanted.request.take = wanted.given.extend
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
                    self.ended(wanted)
                elif wanted.kind == "bare":
                    self.bare = wanted
            else:
                self.unmatched += 1
            return
        if wanted.abandoned:
            self.abandoned += 1
        wanted.state = "listing" if not error and self.lists(wanted, bool(lines)) else "done"
        if wanted.state == "listing" and wanted.kind == "bare":
            self.bare = wanted

    def ended(self, wanted: Wanted) -> None:
        wanted.state = "done"
        if self.bare is wanted:
            self.bare = None

    @staticmethod
    def lists(wanted: Wanted, starts: bool) -> bool:
        return wanted.kind in ("list", "one", "bare") or (wanted.kind == "pattern" and starts)

    @rule(wanted=requests)
    def item(self, wanted: Wanted) -> None:
        name = {
            "list": "CoreShowChannel",
            "pattern": "ChannelHungup",
            "one": "FAXStats",
            "plain": "Newchannel",
            "bare": "PeerEntry",
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
        name = {
            "list": "CoreShowChannelsComplete",
            "pattern": "ChannelsHungupListComplete",
            "bare": "PeerlistComplete",
        }.get(wanted.kind, "AnyComplete")
        self.send(
            f"Event: {name}", f"ActionID: {wanted.request.action_id}", "EventList: Complete", "ListItems: 5"
        )
        if wanted.abandoned and wanted.state != "done":
            self.abandoned += 1
            self.ended(wanted)
        elif wanted.state == "listing":
            self.ended(wanted)
        else:
            self.unmatched += 1

    @rule(foreign=st.booleans())
    def item_without_action_id(self, foreign: bool) -> None:
        serial = self.serial()
        self.send("Event: PeerEntry", *(["ActionID: other-1"] if foreign else []), f"X: {serial}")
        if self.bare is None or foreign:
            self.events.append(serial)
        elif self.bare.abandoned:
            self.abandoned += 1
        else:
            self.bare.items.append(serial)

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
            if not wanted.request.sent:
                # Withdrawn: nobody will answer it, and who does so all the same is not waited for.
                self.ended(wanted)

    @precondition(lambda self: self.wire)
    @rule(cuts=st.lists(st.integers(0, 1 << 16), max_size=4))
    def read(self, cuts: list[int]) -> None:
        data, self.wire = self.wire, b""
        for part in pieces(data, cuts):
            self.rig.feed(part)
            self.rig.correlator.flush()
        self.check()

    @rule()
    def lose(self) -> None:
        self.read([])
        self.rig.correlator.lose("cut")
        for wanted in self.known:
            if wanted.state != "done" and not wanted.abandoned:
                assert type(wanted.request.error) is (OutcomeUnknown if wanted.request.sent else NotSent)
            self.ended(wanted)
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
                assert [one.headers["X"] for one in (*wanted.given, *request.items)] == wanted.items
                assert not request.items or request.take is None
            waiting = wanted.state != "done" and not wanted.abandoned
            assert (request.action_id in pending) == waiting
        assert self.rig.correlator.idle == all(w.state == "done" for w in self.known)

    def teardown(self) -> None:
        self.read([])


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=50_000 if LONG else 150, stateful_step_count=40, deadline=None)
