"""The fast path (learned layouts) and the general parser agree on every frame."""

from __future__ import annotations

from typing import Any, Final

from anyio_ami import responses
from anyio_ami._messages.message import Read, Received
from anyio_ami._wire.layouts import Decoder
from tests.wire._rig import GREETING, INFO, Rig, split

from ._input import Input, text
from ._same import require_same

_RESPONSES: Final[list[type[Any]]] = [
    responses.Response,
    *(cls for name in responses.NAMES if (cls := responses.lookup(name)) is not None),
]
_READ: Final = Read(INFO, Received(1.0, 2.0))
_FRAMES: Final = 3


def check(data: bytes) -> None:
    given = Input(data)
    found, _ = split(GREETING + given.payload)
    frames = [frame for frame in found[:_FRAMES] for frame in (frame, _twin(frame, given))]
    cls = _RESPONSES[given.choice(len(_RESPONSES))]
    # Three times, so that a layout is learned, and once more, so that each meets the other's.
    events = [frame for frame in frames if frame.startswith(b"Event: ")]
    taught = b"".join([frame for frame in events for _ in range(3)] + events)
    fast, slow = Rig(learns=True).feed(taught), Rig(learns=False).feed(taught)
    assert [event.raw for event in fast.events] == [event.raw for event in slow.events]
    # Until a layout is learned both go the same way.
    for one, other in zip(fast.events[-len(events) :], slow.events[-len(events) :], strict=True):
        require_same(one, other)
    replies = [text(frame) for frame in frames if frame.lower().startswith(b"response:")]
    learning, general = Decoder(cls), Decoder(cls, learns=False)
    for frame in [frame for frame in replies for _ in range(3)]:
        learning.decode(frame, None, _READ)
    for frame in replies:
        require_same(learning.decode(frame, None, _READ), general.general(frame, None, _READ))


def _twin(frame: bytes, given: Input) -> bytes:
    """The same headers with one value changed: another frame of the same layout, or nearly."""
    lines = frame[:-4].split(b"\r\n")
    if len(lines) < 2:
        return frame
    place = 1 + given.choice(len(lines) - 1)
    other = lines[given.choice(len(lines))].partition(b":")[2]
    name, colon, value = lines[place].partition(b":")
    ways = (other, value + other, other.strip(), b" " + value, value[:-1], b"", value.swapcase(), b"\r")
    changed = (name + colon + ways[given.choice(len(ways))]).replace(b"\r\n", b"")
    # A line's end belongs to no value.
    lines[place] = changed.rstrip(b"\r") if changed.endswith(b"\r") else changed
    if not lines[place]:
        return frame
    return b"\r\n".join(lines) + b"\r\n\r\n"
