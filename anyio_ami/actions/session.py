"""The session itself."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami.responses import ChallengeResponse, EventsResponse, Response


class Challenge(Action["ChallengeResponse"], frozen=True, kw_only=True, tag="Challenge"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: the client logs in by itself.
    """

    auth_type: str

    name = "Challenge"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("AuthType", "auth_type", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="ChallengeResponse")


class Events(Action["EventsResponse"], frozen=True, kw_only=True, tag="Events"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: the client holds the event mask.

    ``event_mask``: several are sent separated by commas.
    """

    event_mask: str | bool | Sequence[str]

    name = "Events"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("EventMask", "event_mask", "csv:on/off"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="EventsResponse")


class Filter(Action["Response"], frozen=True, kw_only=True, tag="Filter"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: use ``connect_ami(filters=[...])``.

    ``match_criteria``: Asterisk 18 and 20 to 23.
    """

    operation: str | None = None
    filter: str | None = None
    match_criteria: str | None = None

    name = "Filter"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Operation", "operation", "str"),
        ("Filter", "filter", "str"),
        ("MatchCriteria", "match_criteria", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"match_criteria": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class Login(Action["Response"], frozen=True, kw_only=True, tag="Login"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: the client logs in by itself.

    ``events``: several are sent separated by commas.
    """

    username: str
    secret: str | None = None
    auth_type: str | None = None
    key: str | None = None
    events: str | bool | Sequence[str] | None = None

    name = "Login"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Username", "username", "str"),
        ("Secret", "secret", "str"),
        ("AuthType", "auth_type", "str"),
        ("Key", "key", "str"),
        ("Events", "events", "csv:on/off"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class Logoff(Action["Response"], frozen=True, kw_only=True, tag="Logoff"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: the client logs off by itself.
    """

    name = "Logoff"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class WaitEvent(Action["Response"], frozen=True, kw_only=True, tag="WaitEvent"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: it would hold back all events.

    ``timeout``: seconds.
    """

    timeout: int

    name = "WaitEvent"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Timeout", "timeout", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
