"""The Asterisk database."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Event, ListComplete


class DBGetComplete(ListComplete, frozen=True, gc=False, tag="DBGetComplete"):
    """Asterisk 16 to 23. Only as an answer to DBGet. Seen from real Asterisk 16 and 22."""

    name = "DBGetComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class DBGetResponse(Event, frozen=True, gc=False, tag="DBGetResponse"):
    """Asterisk 16 to 23. Only as an answer to DBGet. Seen from real Asterisk 16 and 22."""

    family: str = ""
    key: str = ""
    val: str = ""

    name = "DBGetResponse"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Family", "family", "str"),
        ("Key", "key", "str"),
        ("Val", "val", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class DBGetTreeComplete(ListComplete, frozen=True, gc=False, tag="DBGetTreeComplete"):
    """Asterisk 16 and 18 to 23. Only as an answer to DBGetTree. Seen from real Asterisk 16 and 22."""

    name = "DBGetTreeComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)


class DBGetTreeResponse(Event, frozen=True, gc=False, tag="DBGetTreeResponse"):
    """Asterisk 16 and 18 to 23. Only as an answer to DBGetTree. Seen from real Asterisk 16 and 22."""

    key: str = ""
    val: str = ""

    name = "DBGetTreeResponse"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Key", "key", "str"),
        ("Val", "val", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)
