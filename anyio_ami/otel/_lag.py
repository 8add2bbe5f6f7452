"""How old an event is when it is read, where the server says when it made it."""

from __future__ import annotations

from typing import Final

_MARK: Final = b"\r\nTimestamp: "
_LONGEST: Final = 24
# What stands above Timestamp in an event: Event, Privilege, and on some servers SequenceNumber.
_ABOVE: Final = 3


def timestamp_in(data: bytes) -> float | None:
    """The first ``Timestamp`` of ``timestampevents = yes`` in what one read gave; seconds since 1970.

    A header of that name further down is one of the event's own, and says something else.
    """
    start = data.find(_MARK)
    while start >= 0:
        value = start + len(_MARK)
        end = data.find(b"\r\n", value, value + _LONGEST)
        frame = data.rfind(b"\r\n\r\n", 0, start)
        above = data[frame + 4 if frame >= 0 else 0 : start]
        if end > 0 and above.startswith(b"Event: ") and above.count(b"\r\n") < _ABOVE:
            try:
                return float(data[value:end])
            except ValueError:
                return None
        start = data.find(_MARK, value)
    return None
