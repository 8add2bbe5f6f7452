"""A server's own words in our errors and logs."""

from __future__ import annotations

from typing import Final

_LIMIT: Final = 200


def shown(text: str) -> str:
    """The beginning of a server's text as one printable line: it can forge no line of a log, nor fill one."""
    if len(text) > _LIMIT:
        text = f"{text[:_LIMIT]}..."
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
