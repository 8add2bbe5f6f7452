"""The event filters of one session (``Action: Filter``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ._frames import to_text

if TYPE_CHECKING:
    from collections.abc import Callable

_NOT_COMPILED = "Filter did not compile.  Check the syntax of the filter given."
_MALFORMED = "Filter was formatted incorrectly.  Check the syntax of the filter given."
# The classes of POSIX expressions, which stand inside brackets, as Python writes them there.
_CLASSES = {
    "cntrl": r"\x00-\x1f\x7f",
    "alpha": "a-zA-Z",
    "digit": "0-9",
    "alnum": "a-zA-Z0-9",
    "upper": "A-Z",
    "lower": "a-z",
    "space": r"\s",
    "blank": r" \t",
    "xdigit": "0-9a-fA-F",
    "punct": r"!-/:-@\[-`{-~",
    "graph": "!-~",
    "print": " -~",
}
_CLASS = re.compile(r"\[:(\w+):\]")
_CRITERION = re.compile(r"\s*(name|header|method|action)\(([^()]*)\)\s*(?:,|$)")


class _Filter(NamedTuple):
    exclude: bool
    event: str  # exact event name; empty for any
    header: str  # only this header's value is looked at; empty for the whole text
    method: str
    text: str
    pattern: re.Pattern[str] | None

    def matches(self, name: str, event: bytes) -> bool:
        if self.event and self.event != name:
            return False
        subject = to_text(event)
        if self.header:
            start = f"{self.header}: "
            values = [line[len(start) :] for line in subject.split("\r\n") if line.startswith(start)]
            return any(self._fits(value) for value in values)
        return self._fits(subject)

    def _fits(self, subject: str) -> bool:
        if self.pattern is not None:
            return self.pattern.search(subject) is not None
        return {
            "exact": subject == self.text,
            "starts_with": subject.startswith(self.text),
            "ends_with": subject.endswith(self.text),
            "contains": self.text in subject,
        }.get(self.method, True)


def _in_python(posix: re.Match[str]) -> str:
    if posix[1] not in _CLASSES:
        raise re.error(f"no class {posix[1]!r}")
    return _CLASSES[posix[1]]


class Filters:
    """What a session asked to see (includes first, then excludes)."""

    __slots__ = ("_filters",)

    def __init__(self) -> None:
        self._filters: list[_Filter] = []

    def __bool__(self) -> bool:
        return bool(self._filters)

    def passes(self, name: str, event: bytes) -> bool:
        """Whether an event gets through."""
        includes = [entry for entry in self._filters if not entry.exclude]
        if includes and not any(entry.matches(name, event) for entry in includes):
            return False
        return not any(entry.exclude and entry.matches(name, event) for entry in self._filters)

    def add(self, given: Callable[[str], str], *, advanced: bool) -> str:
        """Run one ``Action: Filter`` with these headers; gives why it is refused, or an empty text.

        ``advanced``: the server knows ``MatchCriteria``.
        """
        if given("Operation").lower() != "add":
            return "Unknown operation"
        text = given("Filter")
        criteria = given("MatchCriteria") if advanced else ""
        if not criteria:
            if not text and advanced:
                return _MALFORMED
            exclude = text.startswith("!")
            return self._append(exclude, "", "", "regex", text[exclude:])
        wanted = {"name": "", "header": "", "method": "none", "action": "include"}
        end = 0
        for match in _CRITERION.finditer(criteria):
            if match.start() != end:
                return _MALFORMED
            wanted[match[1]], end = match[2], match.end()
        known = ("regex", "exact", "starts_with", "ends_with", "contains", "none")
        if end != len(criteria) or wanted["method"] not in known:
            return _MALFORMED
        if wanted["action"] not in ("include", "exclude") or (wanted["method"] == "none") is not (not text):
            return _MALFORMED
        exclude = wanted["action"] == "exclude"
        return self._append(exclude, wanted["name"], wanted["header"], wanted["method"], text)

    def _append(self, exclude: bool, event: str, header: str, method: str, text: str) -> str:
        pattern = None
        if method == "regex":
            try:
                pattern = re.compile(_CLASS.sub(_in_python, text), re.DOTALL)
            except re.error:
                return _NOT_COMPILED
        self._filters.append(_Filter(exclude, event, header, method, text, pattern))
        return ""
