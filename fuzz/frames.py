"""Any bytes, cut anywhere, give the same messages as the bytes in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from anyio_ami import actions
from anyio_ami.errors import ProtocolError
from anyio_ami.policy import Limits
from tests.wire._rig import GREETING, OLD_GREETING, PREFIX, Rig, split

from ._input import Input

if TYPE_CHECKING:
    from collections.abc import Sequence

ANSWERS: Final = {
    "1": actions.Ping.__answer__,
    "2": actions.CoreShowChannels.__answer__,
    "3": actions.Command.__answer__,
    "4": actions.IAXpeers.__answer__,
    "5": actions.SKINNYdevices.__answer__,
    "6": actions.FAXStats.__answer__,
}
"""What is in flight while the bytes come, by what stands after the prefix of the ActionID."""
_BYTEWISE: Final = 600
_TIGHT: Final = Limits(event_bytes=300, event_headers=8, response_bytes=600, response_lines=12, list_items=3)


def check(data: bytes) -> None:
    given = Input(data)
    limits = _TIGHT if given.choice(2) else Limits()
    greeting = (GREETING, OLD_GREETING, b"")[given.choice(3)]
    pieces = given.pieces(given.payload)
    whole = _Fed(limits, greeting, [given.payload])
    cut = _Fed(limits, greeting, pieces)
    fed = [cut]
    if len(given.payload) <= _BYTEWISE:
        fed.append(_Fed(limits, greeting, [given.payload[n : n + 1] for n in range(len(given.payload))]))
    for one in fed:
        assert one.seen() == whole.seen(), pieces
        # Where a bound is met half-way, less of the culprit is known.
        assert (one.error is None) == (whole.error is None), (one.error, whole.error)
    if whole.error is None and greeting:
        frames, rest = split(greeting + given.payload)
        assert whole.rig.receiver.frames == len(frames)
        assert whole.rig.receiver.buffer.unfinished.removeprefix(b"\r\n") == rest.removeprefix(b"\r\n")
        if greeting == GREETING and not {"4", "5"} & whole.begun:
            known = set(frames)
            assert all(event.raw in known for event in whole.rig.events)


class _Fed:
    """A receiver after it was fed."""

    def __init__(self, limits: Limits, greeting: bytes, pieces: Sequence[bytes]) -> None:
        self.rig = Rig(limits=limits, greeting=greeting)
        self.error: ProtocolError | None = None
        self.requests: dict[str, Any] = {
            number: self.rig.ask("Action", PREFIX + number, answer) for number, answer in ANSWERS.items()
        }
        try:
            self.rig.feed(*pieces)
        except ProtocolError as exc:
            self.error = exc
        self.begun = {n for n, one in self.requests.items() if one.listing}

    def seen(self) -> tuple[object, ...]:
        rig = self.rig
        events = [(type(event), event.raw, event.seq) for event in rig.events]
        answers = [
            (
                one.done,
                one.listing,
                one.error,
                None if one.reply is None else one.reply.raw,
                [(type(item), item.raw) for item in one.items],
                None if one.end is None else one.end.raw,
            )
            for one in self.requests.values()
        ]
        counts = (
            rig.receiver.junk,
            rig.receiver.seq,
            rig.correlator.heard,
            rig.correlator.unmatched,
            rig.correlator.abandoned,
        )
        return events, answers, counts
