"""Frames as they may be shown and kept: with `***` for every secret."""

from __future__ import annotations

from .secrets import displayed, displayed_output

_END = b"\r\n\r\n"
# How Asterisk up to 13 begins what a command has printed, which then stands there as it is.
_FOLLOWS = "Response: Follows"


def mask_frame(frame: bytes) -> bytes:
    """One frame with ``***`` for the value of every header that holds a secret.

    Which they are is told by their names (``Secret``, ``Password``, ``Token``, ``Pin``, ...),
    by those of variables (``SetVar`` of ``DB_PASSWORD``), and in what a command has printed by the
    names that stand before ``:`` at the beginning of a line, or before ``=`` anywhere. Everything
    else stays as it is, byte by byte. ``frame`` may lack its closing empty line.
    """
    text = frame.decode("utf-8", "surrogateescape")
    lines = text.split("\r\n")
    printed = lines[0] == _FOLLOWS
    pairs = [("", "", line) if printed and "\n" in line else line.partition(":") for line in lines]
    message = pairs[0][2].strip(" ") if pairs[0][1] else ""
    headers = [(name, value.removeprefix(" ")) for name, _, value in pairs]
    shown = displayed(message, headers)
    masked = [
        line if after == before or not colon else f"{name}: {after}"
        for line, (name, colon, _), after, (_, before) in zip(lines, pairs, shown, headers, strict=True)
    ]
    if printed:
        masked = [displayed_output(line) if "\n" in line else line for line in masked]
    return frame if masked == lines else "\r\n".join(masked).encode("utf-8", "surrogateescape")


def mask_frames(data: bytes) -> bytes:
    """The same for frames one behind the other."""
    return _END.join([mask_frame(frame) for frame in data.split(_END)])
