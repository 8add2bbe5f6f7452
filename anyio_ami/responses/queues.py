"""Queues and their members."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import Response


class QueueRuleResponse(Response, frozen=True, gc=False, tag="QueueRuleResponse"):
    """The reply to QueueRule. Run on real Asterisk 16 and 22."""

    rule_lists: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    __wire__ = (
        ("RuleList", "rule_lists", "str*"),
        ("Rule", "rules", "str*"),
    )
