"""Configuration files and modules."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

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
    __wire__ = (("Filename", "file_name", "str"),)
    __classes__ = ("config",)


class GetConfig(Action["GetConfigResponse"], frozen=True, kw_only=True, tag="GetConfig"):
    """Asterisk 16 to 23; privilege config or system. Run on real Asterisk 16 and 22."""

    file_name: str
    category: str | None = None
    filter: str | None = None

    name = "GetConfig"
    __wire__ = (
        ("Filename", "file_name", "str"),
        ("Category", "category", "str"),
        ("Filter", "filter", "str"),
    )
    __answer__ = Answer(response="GetConfigResponse")
    __classes__ = ("config", "system")


class GetConfigJSON(Action["GetConfigJSONResponse"], frozen=True, kw_only=True, tag="GetConfigJSON"):
    """Asterisk 16 to 23; privilege config or system. Run on real Asterisk 16 and 22."""

    file_name: str
    category: str | None = None
    filter: str | None = None

    name = "GetConfigJSON"
    __wire__ = (
        ("Filename", "file_name", "str"),
        ("Category", "category", "str"),
        ("Filter", "filter", "str"),
    )
    __answer__ = Answer(response="GetConfigJSONResponse")
    __classes__ = ("config", "system")


class ListCategories(Action["ListCategoriesResponse"], frozen=True, kw_only=True, tag="ListCategories"):
    """Asterisk 16 to 23; privilege config. Run on real Asterisk 16 and 22."""

    file_name: str

    name = "ListCategories"
    __wire__ = (("Filename", "file_name", "str"),)
    __answer__ = Answer(response="ListCategoriesResponse")
    __classes__ = ("config",)


class ModuleCheck(Action["ModuleCheckResponse"], frozen=True, kw_only=True, tag="ModuleCheck"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    module: str

    name = "ModuleCheck"
    __wire__ = (("Module", "module", "str"),)
    __answer__ = Answer(response="ModuleCheckResponse")
    __classes__ = ("system",)


class ModuleLoad(Action["Response"], frozen=True, kw_only=True, tag="ModuleLoad"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22.

    ``recursive``: Asterisk 18 and 20 to 23.
    """

    module: str | None = None
    load_type: str
    recursive: bool | None = None

    name = "ModuleLoad"
    __wire__ = (
        ("Module", "module", "str"),
        ("LoadType", "load_type", "str"),
        ("Recursive", "recursive", "bool:true/false"),
    )
    __classes__ = ("system",)


class Reload(Action["Response"], frozen=True, kw_only=True, tag="Reload"):
    """Asterisk 16 to 23; privilege config or system. Run on real Asterisk 16 and 22."""

    module: str | None = None

    name = "Reload"
    __wire__ = (("Module", "module", "str"),)
    __classes__ = ("config", "system")


class UpdateConfig(Action["Response"], frozen=True, kw_only=True, tag="UpdateConfig"):
    """Asterisk 16 to 23; privilege config. Run on real Asterisk 16 and 22."""

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
    options: Mapping[int, str] | None = None

    name = "UpdateConfig"
    __wire__ = (
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
        ("Options-{n:06d}", "options", "str"),
    )
    __classes__ = ("config",)
