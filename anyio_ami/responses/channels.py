"""Channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import Response


class GetvarResponse(Response, frozen=True, gc=False, tag="GetvarResponse"):
    """The reply to Getvar. Run on real Asterisk 16 and 22."""

    variable: str = ""
    value: str = ""

    __wire__ = (
        ("Variable", "variable", "str"),
        ("Value", "value", "str"),
    )
