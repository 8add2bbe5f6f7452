"""Queues and their members."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Response


class QueueRuleResponse(Response, frozen=True, gc=False, tag="QueueRuleResponse"):
    """The reply to QueueRule. Run on real Asterisk 16 and 22."""

    rule_lists: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("RuleList", "rule_lists", "str*"),
        ("Rule", "rules", "str*"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
