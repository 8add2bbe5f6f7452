"""JSON: every message comes back as it was, and no text makes it raise anything but ValueError."""

from __future__ import annotations

from typing import Any, Final

from anyio_ami import from_json, responses, to_json
from anyio_ami._wire.layouts import Decoder
from tests.wire._rig import GREETING, Rig, split

from ._input import Input, text
from ._same import require_lossless
from .decoding import _READ, _RESPONSES

_FRAMES: Final = 4


def check(data: bytes) -> None:
    given = Input(data)
    if given.choice(2):
        check_text(given.payload)
        return
    found, _ = split(GREETING + given.payload)
    cls = _RESPONSES[given.choice(len(_RESPONSES))]
    frames = found[:_FRAMES]
    messages: list[Any] = Rig().feed(b"".join(f for f in frames if f.startswith(b"Event: "))).events
    replies = [text(frame) for frame in frames if frame.lower().startswith(b"response:")]
    messages += [Decoder(cls).decode(frame, None, _READ) for frame in replies]
    for message in messages:
        require_lossless(message)
    if len(messages) > 1 and isinstance(messages[-1], responses.Response):
        items = [one for one in messages if not isinstance(one, responses.Response)]
        answer = responses.ListResponse[Any](response=messages[-1], items=items, complete=None, expected=None)
        assert from_json(to_json(answer)) == answer


def check_text(data: bytes) -> None:
    """What is read from any text can be written, and is the same when it is read again."""
    try:
        message = from_json(data)
    except ValueError:
        return
    repr(message)
    again = from_json(to_json(message))
    assert type(again) is type(message)
    assert again == message, (again, message)
    if not isinstance(message, responses.ListResponse):
        assert hash(again) == hash(message)
