"""Configuration files and modules."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Response


class GetConfigResponse(Response, frozen=True, gc=False, tag="GetConfigResponse"):
    """The reply to GetConfig. Run on real Asterisk 16 and 22.

    ``lines``: ``NAME=value`` each.
    """

    categories: dict[int, str] = {}
    is_template: dict[int, int | None] = {}
    templates: dict[int, str] = {}
    lines: dict[str, str] = {}

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Category-{n:06d}", "categories", "str"),
        ("IsTemplate-{n:06d}", "is_template", "int"),
        ("Templates-{n:06d}", "templates", "str"),
        ("Line-{n:06d}-{m:06d}", "lines", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class GetConfigJSONResponse(Response, frozen=True, gc=False, tag="GetConfigJSONResponse"):
    """The reply to GetConfigJSON. Run on real Asterisk 16 and 22.

    ``json``: JSON.
    """

    json: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("JSON", "json", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class ListCategoriesResponse(Response, frozen=True, gc=False, tag="ListCategoriesResponse"):
    """The reply to ListCategories. Run on real Asterisk 16 and 22."""

    categories: dict[int, str] = {}
    error: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Category-{n:06d}", "categories", "str"),
        ("Error", "error", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class ModuleCheckResponse(Response, frozen=True, gc=False, tag="ModuleCheckResponse"):
    """The reply to ModuleCheck. Run on real Asterisk 16 and 22."""

    version: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Version", "version", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
