"""The Asterisk database."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import Event, ListComplete


class DBGetComplete(ListComplete, frozen=True, gc=False, tag="DBGetComplete"):
    """Asterisk 16 to 23. Only as an answer to DBGet. Seen from real Asterisk 16 and 22."""

    name = "DBGetComplete"


class DBGetResponse(Event, frozen=True, gc=False, tag="DBGetResponse"):
    """Asterisk 16 to 23. Only as an answer to DBGet. Seen from real Asterisk 16 and 22."""

    family: str = ""
    key: str = ""
    val: str = ""

    name = "DBGetResponse"
    __wire__ = (
        ("Family", "family", "str"),
        ("Key", "key", "str"),
        ("Val", "val", "str"),
    )


class DBGetTreeComplete(ListComplete, frozen=True, gc=False, tag="DBGetTreeComplete"):
    """Asterisk 16 and 18 to 23. Only as an answer to DBGetTree. Seen from real Asterisk 16 and 22."""

    name = "DBGetTreeComplete"


class DBGetTreeResponse(Event, frozen=True, gc=False, tag="DBGetTreeResponse"):
    """Asterisk 16 and 18 to 23. Only as an answer to DBGetTree. Seen from real Asterisk 16 and 22."""

    key: str = ""
    val: str = ""

    name = "DBGetTreeResponse"
    __wire__ = (
        ("Key", "key", "str"),
        ("Val", "val", "str"),
    )
