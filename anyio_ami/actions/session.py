"""The session itself."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami.responses import ChallengeResponse, EventsResponse, Response


class Challenge(Action["ChallengeResponse"], frozen=True, kw_only=True, tag="Challenge"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: the client logs in by itself.
    """

    auth_type: str

    name = "Challenge"
    __wire__ = (("AuthType", "auth_type", "str"),)
    __answer__ = Answer(response="ChallengeResponse")


class Events(Action["EventsResponse"], frozen=True, kw_only=True, tag="Events"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: the client holds the event mask.
    """

    event_mask: str

    name = "Events"
    __wire__ = (("EventMask", "event_mask", "str"),)
    __answer__ = Answer(response="EventsResponse")


class Filter(Action["Response"], frozen=True, kw_only=True, tag="Filter"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: a filter cannot be taken back.

    ``match_criteria``: Asterisk 18 and 20 to 23.
    """

    operation: str | None = None
    filter: str | None = None
    match_criteria: str | None = None

    name = "Filter"
    __wire__ = (
        ("Operation", "operation", "str"),
        ("Filter", "filter", "str"),
        ("MatchCriteria", "match_criteria", "str"),
    )
    __classes__ = ("system",)


class Login(Action["Response"], frozen=True, kw_only=True, tag="Login"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: the client logs in by itself.
    """

    username: str
    secret: str | None = None
    auth_type: str | None = None
    key: str | None = None
    events: str | None = None

    name = "Login"
    __wire__ = (
        ("Username", "username", "str"),
        ("Secret", "secret", "str"),
        ("AuthType", "auth_type", "str"),
        ("Key", "key", "str"),
        ("Events", "events", "str"),
    )


class Logoff(Action["Response"], frozen=True, kw_only=True, tag="Logoff"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: the client logs off by itself.
    """

    name = "Logoff"


class WaitEvent(Action["Response"], frozen=True, kw_only=True, tag="WaitEvent"):
    """Asterisk 16 to 23; no privilege. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: it would hold back all events.

    ``timeout``: seconds.
    """

    timeout: int

    name = "WaitEvent"
    __wire__ = (("Timeout", "timeout", "int"),)
