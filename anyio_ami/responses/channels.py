"""Channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Response


class GetvarResponse(Response, frozen=True, gc=False, tag="GetvarResponse"):
    """The reply to Getvar. Run on real Asterisk 16 and 22."""

    variable: str = ""
    value: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Variable", "variable", "str"),
        ("Value", "value", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
