"""Frames as they may be shown and kept: with `***` for every secret."""

from __future__ import annotations

from .secrets import displayed

_END = b"\r\n\r\n"


def mask_frame(frame: bytes) -> bytes:
    """One frame with ``***`` for the value of every header that holds a secret.

    Which they are is told by their names (``Secret``, ``Password``, ``Token``, ``Pin``, ...)
    and by those of variables (``SetVar`` of ``DB_PASSWORD``). Everything else stays as it is, byte
    by byte. ``frame`` may lack its closing empty line.
    """
    text = frame.decode("utf-8", "surrogateescape")
    lines = text.split("\r\n")
    pairs = [line.partition(":") for line in lines]
    message = pairs[0][2].strip(" ") if pairs[0][1] else ""
    headers = [(name, value.removeprefix(" ")) for name, _, value in pairs]
    shown = displayed(message, headers)
    if all(after == before for after, (_, before) in zip(shown, headers, strict=True)):
        return frame
    masked = [
        line if after == before or not colon else f"{name}: {after}"
        for line, (name, colon, _), after, (_, before) in zip(lines, pairs, shown, headers, strict=True)
    ]
    return "\r\n".join(masked).encode("utf-8", "surrogateescape")


def mask_frames(data: bytes) -> bytes:
    """The same for frames one behind the other."""
    return _END.join([mask_frame(frame) for frame in data.split(_END)])
