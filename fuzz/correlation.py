"""Actions sent, given up and answered in any order: nobody waits for ever, nobody gets another's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from anyio_ami import actions
from anyio_ami.errors import NotSent, OutcomeUnknown, ProtocolError
from anyio_ami.policy import Limits
from tests.wire._rig import PREFIX, Rig, frame

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS: Final = {
    "plain": (actions.Ping.__answer__, "Newchannel", "NoComplete"),
    "list": (actions.CoreShowChannels.__answer__, "CoreShowChannel", "CoreShowChannelsComplete"),
    "sometimes": (actions.Hangup.__answer__, "ChannelHungup", "ChannelsHungupListComplete"),
    "one": (actions.FAXStats.__answer__, "FAXStats", "NoComplete"),
    "bare": (actions.IAXpeers.__answer__, "PeerEntry", "PeerlistComplete"),
    "glued": (actions.SKINNYdevices.__answer__, "DeviceEntry", "DevicelistComplete"),
    "custom": (actions.Custom("X").answer, "AnyItem", "AnyComplete"),
}
_NAMES: Final = list(KINDS)
_ASKED: Final = 16


class _Asked:
    """One request, and how it ended."""

    def __init__(self, request: Any, kind: str) -> None:
        self.request = request
        self.kind = kind
        self.ended = 0
        self.given_up = False
        self.taken: list[Any] = []
        request.wake = self._wake

    def _wake(self) -> None:
        self.ended += 1

    def stream(self) -> None:
        """Have its items handed over as they come."""
        self.request.take = self.taken.extend

    @property
    def items(self) -> list[Any]:
        return [*self.taken, *self.request.items]


class _Program:
    """The bytes as a program: each operation takes from them what it needs."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self.rig = Rig(limits=Limits(list_items=5, pending=_ASKED))
        self.asked: list[_Asked] = []
        self.wire = b""

    def run(self) -> None:
        operations: list[Callable[[], None]] = [
            self._ask, self._reply, self._item, self._end, self._read, self._raw, self._event, self._give_up,
            self._mark_sent,
        ]  # fmt: skip
        while self._at < len(self._data):
            operations[self._take(len(operations))]()
            self._require()
        self._feed(self.wire)
        self._require()

    def _take(self, bound: int) -> int:
        value = self._data[self._at] if self._at < len(self._data) else 0
        self._at += 1
        return value % bound

    def _one(self) -> _Asked | None:
        return self.asked[self._take(len(self.asked))] if self.asked else None

    def _ask(self) -> None:
        # What came before it was asked cannot be its answer.
        self._feed(self.wire)
        if len(self.asked) < _ASKED:
            how = self._take(2 * len(_NAMES))
            kind = _NAMES[how // 2]
            request = self.rig.ask(kind, f"{PREFIX}{len(self.asked)}", KINDS[kind][0])
            request.sent = bool(self._take(4))
            asked = _Asked(request, kind)
            if how % 2:
                asked.stream()
            self.asked.append(asked)

    def _mark_sent(self) -> None:
        asked = self._one()
        if asked is not None and not asked.request.done:
            asked.request.sent = True

    def _reply(self) -> None:
        asked = self._one()
        if asked is not None:
            how = self._take(8)
            lines = [("Response: Success", "Response: Error", "response:Success", "Response: ")[how % 4]]
            lines.append(f"ActionID: {asked.request.action_id}")
            if how & 4:
                lines.append("EventList: start")
            self.wire += frame(*lines)

    def _item(self) -> None:
        self._message(1)

    def _end(self) -> None:
        self._message(2)

    def _message(self, which: int) -> None:
        asked = self._one()
        if asked is not None:
            name = KINDS[asked.kind][which]
            lines = [f"Event: {name}", f"ActionID: {asked.request.action_id}"]
            how = self._take(8)
            if how & 1:
                lines.append("EventList: Complete")
            if how & 2:
                lines.insert(1, "Privilege: call,all")
            if how & 4:
                del lines[1 if len(lines) > 2 and not how & 2 else -1]
            self.wire += frame(*lines)

    def _event(self) -> None:
        name = KINDS[_NAMES[self._take(len(_NAMES))]][1]
        self.wire += frame(f"Event: {name}", f"X: {self._take(256)}")

    def _raw(self) -> None:
        size = self._take(256)
        self.wire += self._data[self._at : self._at + size]
        self._at += size

    def _read(self) -> None:
        size = self._take(256)
        self._feed(self.wire[: size or len(self.wire)])

    def _give_up(self) -> None:
        asked = self._one()
        if asked is not None and not asked.request.done:
            asked.given_up = True
            self.rig.correlator.abandon(asked.request)

    def _feed(self, data: bytes) -> None:
        self.wire = self.wire[len(data) :]
        try:
            self.rig.feed(data)
        finally:
            self.rig.correlator.flush()

    def _require(self) -> None:
        correlator = self.rig.correlator
        pending, odd = correlator.pending, correlator.odd
        waited_for = pending.keys() | correlator._tombstones.keys()
        assert odd is None or odd[0] in waited_for, "a list that has ended takes nothing"
        for asked in self.asked:
            request = asked.request
            assert asked.ended == (request.done and not asked.given_up), "it ends once"
            assert (request.action_id in pending) == (not request.done), "pending is what has not ended"
            if request.reply is not None:
                _require_own(request.reply, request.action_id)
            if asked.kind not in ("bare", "glued"):
                for item in asked.items:
                    _require_own(item, request.action_id)
            if request.done and not asked.given_up and request.error is None:
                assert request.reply is not None

    def close(self) -> None:
        """The connection is gone: then everybody is told, truly."""
        correlator = self.rig.correlator
        open_before = [asked for asked in self.asked if not asked.request.done]
        correlator.lose("cut")
        assert not correlator.pending
        assert correlator.idle
        assert correlator.odd is None
        assert correlator.last_deadline() == 0
        for asked in self.asked:
            assert asked.request.done
            assert asked.ended == (not asked.given_up)
        for asked in open_before:
            expected = OutcomeUnknown if asked.request.sent else NotSent
            assert type(asked.request.error) is expected
        # Every frame is counted where it went, whatever it was.
        receiver = self.rig.receiver
        if not {"glued"} & {asked.kind for asked in self.asked}:
            found = receiver.seq + receiver.junk + correlator.heard + correlator.unmatched
            assert receiver.frames == found, (receiver.frames, found)
        assert [event.seq for event in self.rig.events] == list(range(1, receiver.seq + 1))


def _require_own(message: Any, action_id: str) -> None:
    assert message.headers.get("ActionID") == action_id, message


def check(data: bytes) -> None:
    program = _Program(data)
    try:
        program.run()
    except ProtocolError as exc:
        # The one bound that so little can meet.
        if "list_items" not in str(exc):
            raise
        program.rig.correlator.lose("a bound")
        assert program.rig.correlator.idle
        assert all(asked.request.done and asked.ended <= 1 for asked in program.asked)
    else:
        program.close()
