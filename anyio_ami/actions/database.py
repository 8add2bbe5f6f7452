"""The Asterisk database."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response


class DBDel(Action["Response"], frozen=True, kw_only=True, tag="DBDel"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    family: str
    key: str

    name = "DBDel"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Family", "family", "str"),
        ("Key", "key", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class DBDelTree(Action["Response"], frozen=True, kw_only=True, tag="DBDelTree"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    family: str
    key: str | None = None

    name = "DBDelTree"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Family", "family", "str"),
        ("Key", "key", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class DBGet(Action["ListResponse[events.DBGetResponse]"], frozen=True, kw_only=True, tag="DBGet"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22.

    `NotFound` stands for the server's error ``Database entry not found``.
    """

    family: str
    key: str

    name = "DBGet"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Family", "family", "str"),
        ("Key", "key", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("DBGetResponse",),
        complete="DBGetComplete",
        empty_error="Database entry not found",
        empty_is_not_found=True,
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class DBGetTree(Action["ListResponse[events.DBGetTreeResponse]"], frozen=True, kw_only=True, tag="DBGetTree"):
    """Asterisk 16 and 18 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    family: str | None = None
    key: str | None = None

    name = "DBGetTree"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Family", "family", "str"),
        ("Key", "key", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("DBGetTreeResponse",),
        complete="DBGetTreeComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class DBPut(Action["Response"], frozen=True, kw_only=True, tag="DBPut"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    family: str
    key: str
    val: str | None = None

    name = "DBPut"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Family", "family", "str"),
        ("Key", "key", "str"),
        ("Val", "val", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
