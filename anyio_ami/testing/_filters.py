"""The event filters of one session (``Action: Filter``)."""

from __future__ import annotations

import re
from typing import NamedTuple

from ._frames import FakeRequest, to_text

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

    def add(self, request: FakeRequest, *, advanced: bool) -> bytes:
        """Run one ``Action: Filter``; ``advanced``: the server knows ``MatchCriteria``."""
        if request.get("Operation").lower() != "add":
            return request.error("Unknown operation")
        text = request.get("Filter")
        criteria = request.get("MatchCriteria") if advanced else ""
        if not criteria:
            if not text and advanced:
                return request.error(_MALFORMED)
            exclude = text.startswith("!")
            return self._append(request, exclude, "", "", "regex", text[exclude:])
        wanted = {"name": "", "header": "", "method": "none", "action": "include"}
        end = 0
        for match in _CRITERION.finditer(criteria):
            if match.start() != end:
                return request.error(_MALFORMED)
            wanted[match[1]], end = match[2], match.end()
        known = ("regex", "exact", "starts_with", "ends_with", "contains", "none")
        if end != len(criteria) or wanted["method"] not in known:
            return request.error(_MALFORMED)
        if wanted["action"] not in ("include", "exclude") or (wanted["method"] == "none") is not (not text):
            return request.error(_MALFORMED)
        exclude = wanted["action"] == "exclude"
        return self._append(request, exclude, wanted["name"], wanted["header"], wanted["method"], text)

    def _append(
        self, request: FakeRequest, exclude: bool, event: str, header: str, method: str, text: str
    ) -> bytes:
        pattern = None
        if method == "regex":
            try:
                pattern = re.compile(_CLASS.sub(_in_python, text), re.DOTALL)
            except re.error:
                return request.error(_NOT_COMPILED)
        self._filters.append(_Filter(exclude, event, header, method, text, pattern))
        return request.success("Success")
