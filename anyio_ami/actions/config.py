"""Configuration files and modules."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from anyio_ami.types import LoadType

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami.responses import (
        GetConfigJSONResponse,
        GetConfigResponse,
        ListCategoriesResponse,
        ModuleCheckResponse,
        Response,
    )


class CreateConfig(Action["Response"], frozen=True, kw_only=True, tag="CreateConfig"):
    """Asterisk 16 to 23; privilege config. Run on real Asterisk 16 and 22."""

    file_name: str

    name = "CreateConfig"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Filename", "file_name", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("config",)


class GetConfig(Action["GetConfigResponse"], frozen=True, kw_only=True, tag="GetConfig"):
    """Asterisk 16 to 23; privilege config or system. Run on real Asterisk 16 and 22.

    ``filter``: several are sent separated by commas.
    """

    file_name: str
    category: str | None = None
    filter: str | Sequence[str] | None = None

    name = "GetConfig"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Filename", "file_name", "str"),
        ("Category", "category", "str"),
        ("Filter", "filter", "csv"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="GetConfigResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("config", "system")
    __reads_only__: ClassVar[bool] = True


class GetConfigJSON(Action["GetConfigJSONResponse"], frozen=True, kw_only=True, tag="GetConfigJSON"):
    """Asterisk 16 to 23; privilege config or system. Run on real Asterisk 16 and 22.

    ``filter``: several are sent separated by commas.
    """

    file_name: str
    category: str | None = None
    filter: str | Sequence[str] | None = None

    name = "GetConfigJSON"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Filename", "file_name", "str"),
        ("Category", "category", "str"),
        ("Filter", "filter", "csv"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="GetConfigJSONResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("config", "system")
    __reads_only__: ClassVar[bool] = True


class ListCategories(Action["ListCategoriesResponse"], frozen=True, kw_only=True, tag="ListCategories"):
    """Asterisk 16 to 23; privilege config. Run on real Asterisk 16 and 22."""

    file_name: str

    name = "ListCategories"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Filename", "file_name", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="ListCategoriesResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("config",)
    __reads_only__: ClassVar[bool] = True


class ModuleCheck(Action["ModuleCheckResponse"], frozen=True, kw_only=True, tag="ModuleCheck"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    module: str

    name = "ModuleCheck"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Module", "module", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="ModuleCheckResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class ModuleLoad(Action["Response"], frozen=True, kw_only=True, tag="ModuleLoad"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22.

    ``recursive``: Asterisk 18 and 20 to 23.
    """

    module: str | None = None
    load_type: LoadType | str
    recursive: bool | None = None

    name = "ModuleLoad"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Module", "module", "str"),
        ("LoadType", "load_type", "LoadType"),
        ("Recursive", "recursive", "bool:true/false"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"recursive": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class Reload(Action["Response"], frozen=True, kw_only=True, tag="Reload"):
    """Asterisk 16 to 23; privilege config or system. Run on real Asterisk 16 and 22."""

    module: str | None = None

    name = "Reload"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Module", "module", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("config", "system")


class UpdateConfig(Action["Response"], frozen=True, kw_only=True, tag="UpdateConfig"):
    """Asterisk 16 to 23; privilege config. Run on real Asterisk 16 and 22.

    ``options``: several are sent separated by commas.
    """

    src_file_name: str
    dst_file_name: str
    reload: str | None = None
    preserve_effective_context: bool | None = None
    actions: Mapping[int, str] | None = None
    cats: Mapping[int, str] | None = None
    vars: Mapping[int, str] | None = None
    values: Mapping[int, str] | None = None
    matches: Mapping[int, str] | None = None
    lines: Mapping[int, str] | None = None
    options: Mapping[int, str | Sequence[str]] | None = None

    name = "UpdateConfig"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("SrcFilename", "src_file_name", "str"),
        ("DstFilename", "dst_file_name", "str"),
        ("Reload", "reload", "str"),
        ("PreserveEffectiveContext", "preserve_effective_context", "bool:yes/no"),
        ("Action-{n:06d}", "actions", "str"),
        ("Cat-{n:06d}", "cats", "str"),
        ("Var-{n:06d}", "vars", "str"),
        ("Value-{n:06d}", "values", "str"),
        ("Match-{n:06d}", "matches", "str"),
        ("Line-{n:06d}", "lines", "str"),
        ("Options-{n:06d}", "options", "csv"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("config",)
