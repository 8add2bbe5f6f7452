"""Findings as they are made, with texts that harm no terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ._report import Finding

if TYPE_CHECKING:
    from typing import Literal


_LONGEST: Final = 500


class Found:
    """The findings of one check, in the order of their discovery."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(
        self, severity: Literal["error", "warning", "info"], code: str, text: str, advice: str = ""
    ) -> None:
        """Add one; the texts may quote the server."""
        self.findings.append(Finding(severity=severity, code=code, text=clean(text), advice=clean(advice)))


def clean(text: str) -> str:
    """A server's text, made harmless for terminals and JSON: the unprintable is escaped, too much is cut."""
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}..."
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
