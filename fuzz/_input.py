"""What a check makes of the bytes it is given."""

from __future__ import annotations


class Input:
    """Bytes as a payload and, at their end, the choices of how to use it.

    The last byte says how many of those before it are choices. So a capture with
    a few bytes after it is a seed, and a fuzzer that changes the payload leaves
    the choices where they are.
    """

    __slots__ = ("_choices", "payload")

    def __init__(self, data: bytes) -> None:
        count = data[-1] % 32 if data else 0
        end = max(0, len(data) - 1 - count)
        self.payload: bytes = data[:end]
        self._choices = list(reversed(data[end:-1]))

    def choice(self, bound: int) -> int:
        """A number from 0 to ``bound`` - 1; 0 when the choices are used up."""
        value = self._choices.pop() if self._choices else 0
        if bound > 256:
            value = value << 8 | (self._choices.pop() if self._choices else 0)
        return value % bound

    def pieces(self, data: bytes) -> list[bytes]:
        """``data`` in pieces, cut at as many places as the choices say."""
        places = sorted({self.choice(len(data) + 1) for _ in range(self.choice(8))})
        return [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]


def seed(payload: bytes, *choices: int) -> bytes:
    """The input of this payload and these choices."""
    return payload + bytes(choices) + bytes([len(choices)])


def text(data: bytes) -> str:
    """Bytes as the text that the wire makes of them."""
    return data.decode("utf-8", "surrogateescape")
