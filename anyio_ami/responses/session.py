"""The session itself."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Response


class ChallengeResponse(Response, frozen=True, gc=False, tag="ChallengeResponse"):
    """The reply to Challenge. Run on real Asterisk 16 and 22."""

    challenge: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Challenge", "challenge", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class EventsResponse(Response, frozen=True, gc=False, tag="EventsResponse"):
    """The reply to Events. Run on real Asterisk 16 and 22."""

    events: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Events", "events", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
