"""An action that the server has received, and how it is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Final, TypeAlias

from ._frames import Headers, Value, frame, pairs_of, to_bytes, to_text

if TYPE_CHECKING:
    from ._session import FakeSession

_BLANKS: Final = bytes(range(1, 33))


class FakeRequest:
    """One action as the server received it, and the means to answer it.

    The building methods give bytes; nothing is sent until a handler returns them.
    """

    __slots__ = ("_lines", "error_text", "raw", "session")

    def __init__(
        self, session: FakeSession, lines: Iterable[bytes], raw: bytes, error_text: str = ""
    ) -> None:
        self.session: FakeSession = session
        """The connection it came over."""
        self.raw: bytes = raw
        """The bytes it came as, the empty line included."""
        self.error_text: str = error_text
        """Why it was refused before anybody looked at it (a line too long, too many lines), or empty."""
        self._lines = tuple(lines)

    def __repr__(self) -> str:
        return f"<FakeRequest {self.name!r} action_id={self.action_id!r}>"

    @property
    def name(self) -> str:
        """The action's name as sent; empty when there is none."""
        return next((value for value in self.get_all("Action") if value), "")

    @property
    def action_id(self) -> str | None:
        """The ActionID, or None when it is missing or empty."""
        return self.get("ActionID") or None

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Every line that has a colon, in order: (name as spelt, value without its leading blanks)."""
        found: list[tuple[str, str]] = []
        for line in self._lines:
            name, colon, value = line.partition(b":")
            if colon:
                found.append((to_text(name), to_text(value.lstrip(_BLANKS))))
        return tuple(found)

    @property
    def lines(self) -> tuple[bytes, ...]:
        """Every line as received, without its end; those without a colon too."""
        return self._lines

    def get(self, name: str, default: str = "") -> str:
        """The first value of a header (case-insensitive), even if empty; ``default`` without any."""
        wanted = to_bytes(name).lower() + b":"
        for line in self._lines:
            if line[: len(wanted)].lower() == wanted:
                return to_text(line[len(wanted) :].lstrip(_BLANKS))
        return default

    def get_all(self, name: str) -> list[str]:
        """Every value of a header, in order."""
        wanted = to_bytes(name).lower() + b":"
        return [
            to_text(line[len(wanted) :].lstrip(_BLANKS))
            for line in self._lines
            if line[: len(wanted)].lower() == wanted
        ]

    def reply(self, response: str = "Success", headers: Headers = ()) -> bytes:
        """``Response: ...`` with the ActionID and these headers."""
        return frame("Response", response, [*self._identity(), *pairs_of(headers)])

    def success(self, message: str) -> bytes:
        """``Response: Success`` with a message."""
        return self.reply("Success", [("Message", message)])

    def error(self, message: str) -> bytes:
        """``Response: Error`` with a message."""
        return self.reply("Error", [("Message", message)])

    def event(self, name: str, headers: Headers = (), *, last: bool = False) -> bytes:
        """One item of an answer: an event with the ActionID right after its name (``last``: at its end)."""
        identity, pairs = self._identity(), [*pairs_of(headers)]
        return frame("Event", name, [*pairs, *identity] if last else [*identity, *pairs])

    def listing(
        self,
        message: str,
        items: Iterable[bytes],
        complete: str,
        *,
        totals: Headers = (),
        count: int | None = None,
    ) -> bytes:
        """A list answer: its start, its items (from :meth:`event`), and the event that ends it.

        ``count`` replaces the true number in ``ListItems``; ``totals`` are headers after it.
        """
        parts = [self.reply("Success", [("EventList", "start"), ("Message", message)]), *items]
        number = len(parts) - 1 if count is None else count
        end: list[tuple[str, Value]] = [("EventList", "Complete"), ("ListItems", number)]
        parts.append(self.event(complete, [*end, *pairs_of(totals)]))
        return b"".join(parts)

    def _identity(self) -> list[tuple[str, Value]]:
        action_id = self.action_id
        return [] if action_id is None else [("ActionID", action_id)]


Answer: TypeAlias = bytes | None
"""What a handler gives: the bytes of the answer, or None for no answer at all."""
Handler: TypeAlias = Callable[[FakeRequest], Answer | Awaitable[Answer]]
"""Answers one action; plain or async."""


def variables_of(header: str) -> list[tuple[str, str]]:
    """The variables of one ``Variable`` header: commas part them, quotes and backslashes protect."""
    items, current, quoted, depth = [""], 0, False, 0
    signs = iter(header)
    for sign in signs:
        if sign == "\\":
            items[current] += next(signs, "")
        elif sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted and depth <= 0:
            items.append("")
            current += 1
        else:
            depth += (sign in "([") - (sign in ")]")
            items[current] += sign
    parted = (item.partition("=") for item in items)
    return [(name, value) for name, equals, value in parted if equals]
