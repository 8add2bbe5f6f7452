"""No value of any action puts a second line on the wire, or a line that the server refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import msgspec

from anyio_ami import actions, from_json, to_json
from anyio_ami._wire.encode import LINE_LIMIT, LINES_LIMIT, RECORD_LIMIT, encode_action, records
from anyio_ami.actions._custom import CustomAction
from anyio_ami.errors import InvalidAction
from anyio_ami.testing import FakeRequest
from anyio_ami.testing._frames import RequestReader
from anyio_ami.types import HangupCause

from ._input import Input, text

if TYPE_CHECKING:
    from anyio_ami.actions import Action
    from anyio_ami.testing import FakeSession

CLASSES: Final[list[type[Any]]] = [
    CustomAction,
    *(cls for name in actions.NAMES if (cls := actions.lookup(name)) is not None),
]
SEPARATOR: Final = b"\xff"
"""Stands between the texts of a payload."""
_FORGED: Final = "x\r\nAction: Logoff\r\n\r\n"


class _LyingText(str):
    """A text that says of itself what is not so."""

    __slots__ = ()

    def __str__(self) -> str:
        return _FORGED

    def __format__(self, spec: str) -> str:
        return _FORGED

    def isascii(self) -> bool:
        return True

    def isprintable(self) -> bool:
        return True

    def translate(self, table: Any) -> str:
        return _FORGED

    def encode(self, encoding: str = "", errors: str = "") -> bytes:
        return _FORGED.encode()


class _LyingNumber(int):
    """A number whose text is none."""

    __slots__ = ()

    def __str__(self) -> str:
        return _FORGED

    __repr__ = __str__


class _LyingFraction(float):
    __slots__ = ()

    def __str__(self) -> str:
        return _FORGED

    __repr__ = __str__


class Values:
    """Values of every kind, made of the texts of a payload."""

    def __init__(self, given: Input) -> None:
        self._given = given
        self._texts = given.payload.split(SEPARATOR)
        self._next = 0

    def text(self) -> str:
        data = self._texts[self._next % len(self._texts)]
        self._next += 1
        if self._given.choice(16) == 15:
            return data[: len(data) // 2 * 2].decode("utf-16-le", "surrogatepass")
        return text(data)

    def any(self) -> Any:
        kind = self._given.choice(20)
        if kind < 8:
            return self.text()
        return (
            lambda: self._given.choice(1 << 16) - 100,
            lambda: [self.text() for _ in range(self._given.choice(4))],
            lambda: {self.text(): self.text() for _ in range(self._given.choice(4))},
            lambda: tuple((self.text(), self.text()) for _ in range(self._given.choice(4))),
            lambda: {self._given.choice(1 << 16): self.text()},
            lambda: bool(self._given.choice(2)),
            lambda: self._given.choice(1 << 16) / 7,
            lambda: _LyingText(self.text()),
            lambda: _LyingNumber(self._given.choice(256)),
            lambda: _LyingFraction(self._given.choice(256)),
            lambda: {self.text(): [_LyingText(self.text()), self.text()]},
            lambda: (HangupCause.NORMAL_CLEARING, None, self.text().encode("utf-8", "replace"), float("nan"))[
                self._given.choice(4)
            ],
        )[kind - 8]()


def action_of(given: Input) -> Action[Any]:
    """An action of any class with any values; raises InvalidAction or TypeError as its class does."""
    values = Values(given)
    cls = CLASSES[given.choice(len(CLASSES))]
    if cls is CustomAction:
        name = values.text()
        return cast("Action[Any]", actions.Custom(name, values.any()))
    chosen: dict[str, Any] = {
        info.name: values.any()
        for info in msgspec.structs.fields(cls)
        if info.required or given.choice(3) == 0
    }
    return cast("Action[Any]", cls(**chosen))


def check(data: bytes) -> None:
    given = Input(data)
    try:
        action = action_of(given)
    except (InvalidAction, TypeError):
        return
    shown = repr(action)
    action_id = "a1-1"
    try:
        frame = encode_action(action, action_id)
    except InvalidAction:
        return
    require_one_message(frame, action.name, action_id)
    assert repr(action) == shown
    assert encode_action(action, action_id) == frame
    pieces = records(frame)
    assert b"".join(pieces) == frame
    assert all(len(piece) <= RECORD_LIMIT and piece.endswith(b"\n") for piece in pieces)
    if _lies(action):
        return
    try:
        again: Any = from_json(to_json(action))
    except (TypeError, ValueError):
        # Values of other types than its fields have.
        return
    assert encode_action(again, action_id) == frame, (again, action)


def require_one_message(frame: bytes, name: str, action_id: str) -> None:
    """These bytes are one message for a real server, with this name and id."""
    lines = frame.split(b"\r\n")
    assert lines[-2:] == [b"", b""]
    lines = lines[:-2]
    assert len(lines) <= LINES_LIMIT
    for line in lines:
        assert 0 < len(line) <= LINE_LIMIT
        assert not {0, 10, 13} & set(line), line
    assert lines[0] == b"Action: " + name.encode("utf-8", "surrogateescape")
    assert lines[1] == b"ActionID: " + action_id.encode()
    assert sum(line.lower().startswith((b"action:", b"actionid:")) for line in lines) == 2
    # As a server cuts it.
    (received,) = RequestReader().feed(frame)
    request = FakeRequest(cast("FakeSession", None), *received)
    assert not request.error_text
    assert request.lines == tuple(lines)
    assert request.action_id == action_id


def _lies(value: Any) -> bool:
    if isinstance(value, (_LyingText, _LyingNumber, _LyingFraction)):
        return True
    if isinstance(value, msgspec.Struct):
        return any(_lies(getattr(value, name)) for name in value.__struct_fields__)
    if isinstance(value, dict):
        return any(_lies(one) for pair in value.items() for one in pair)
    return isinstance(value, (list, tuple)) and any(_lies(one) for one in value)
