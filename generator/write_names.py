"""`docs/reference/names.md`: from Asterisk's documentation to the names here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .canonical import ALIASES, MERGED, RENAMED
from .write_docs import MADE, table

if TYPE_CHECKING:
    from .model import Class, Model

_SHOWN: Final = 4
"""How many messages are named where a header is the same in many."""

# (message, name in the documentation, name on the wire), read from both.
_MISNAMED: Final = (
    ("QueueParams", "ServiceLevelPerf", "ServicelevelPerf"),
    ("QueueParams", "ServiceLevelPerf2", "ServicelevelPerf2"),
    ("CEL", "UserField", "Userfield"),
    ("AsyncAGIExec", "CommandID", "CommandId"),
    ("TransportDetail", "AsycOperations", "AsyncOperations"),
    ("EndpointDetail", "Allowoverlap", "AllowOverlap"),
    ("RTCPReceived", "ReportXSourceSSRC", "Report{n}SourceSSRC"),
    ("RTCPReceived", "ReportXFractionLost", "Report{n}FractionLost"),
    ("RTCPReceived", "ReportXCumulativeLost", "Report{n}CumulativeLost"),
    ("RTCPReceived", "ReportXHighestSequence", "Report{n}HighestSequence"),
    ("RTCPReceived", "ReportXSequenceNumberCycles", "Report{n}SequenceNumberCycles"),
    ("RTCPReceived", "ReportXIAJitter", "Report{n}IAJitter"),
    ("RTCPReceived", "ReportXLSR", "Report{n}LSR"),
    ("RTCPReceived", "ReportXDLSR", "Report{n}DLSR"),
    ("AOC-D", "Cost", "Charge/Currency/Cost"),
    ("AOC-D", "Multiplier", "Charge/Currency/Multiplier"),
    ("AOC-D", "BillingID", "Charge/BillingID"),
)


def names_page(model: Model) -> str:
    """The whole page."""
    text = f"{MADE}\n# From Asterisk's documentation to the names here\n\n"
    text += (
        "The rules are in [Names](../names.md). A header that is not listed here is a field by its words\n"
    )
    text += "alone: `CallerIDNum` is `caller_id_num`.\n"

    text += "\n## Messages\n\nThe class has the name on the wire. Where the documentation has another:\n\n"
    rows = [
        (f"`{c.fact['documented']}`", f"`{c.wire_name}`", f"`events.{c.name}`")
        for c in model.events
        if isinstance(c.fact["documented"], str)
    ]
    rows += [
        ("the same", f"`{c.wire_name}`", f"`events.{c.name}`") for c in model.events if "-" in c.wire_name
    ]
    text += table(("documentation", "wire", "here"), rows)

    text += "\n## Headers that are spelt otherwise on the wire\n\n"
    by_name = {c.wire_name: c for c in model.events}
    text += table(
        ("message", "documentation", "wire", "field"),
        [(f"`{m}`", f"`{d}`", f"`{w}`", f"`{_field(by_name[m], w)}`") for m, d, w in _MISNAMED],
    )

    text += (
        "\n## One name for one thing\n\nHeaders with a better name than their words would give, or the name\n"
    )
    text += "that the same thing has elsewhere.\n\n"
    called = {(c.wire_name.removesuffix("Response"), f.header): f.name for c in _all(model) for f in c.fields}
    chosen = [
        (f"`{owner}`", f"`{header}`", f"`{called[owner, header]}`") for owner, header in sorted(RENAMED)
    ]
    chosen += [
        (f"`{owner}`", f"`{header}`", f"`{called[owner, other]}`")
        for (owner, header), other in sorted(MERGED.items())
    ]
    text += table(("message", "header", "field"), sorted(chosen))

    text += "\n## Headers of versions before 12\n\n"
    text += "Read under the name that they have now. Those versions are not tested. If both came, the first\n"
    text += "would count and the other be in `extra`.\n\n"
    groups = {key: f"`{cls.name}` and its events" for key, cls in model.groups.items()}
    text += table(
        ("message", "header", "field"),
        [
            (groups.get(owner, f"`{owner}`"), f"`{header}`", f"`{name}`")
            for owner, names in ALIASES.items()
            for header, name in names.items()
        ],
    )

    text += "\n## Every header that is not simply its words\n\n"
    text += "Where the words run together, or are short for others.\n\n"
    owners: dict[tuple[str, str], list[str]] = {}
    for cls in _all(model):
        for f in cls.fields:
            owner = cls.wire_name.removesuffix("Response") if cls.base == "Response" else cls.wire_name
            if f.header != "*" and f.name != mechanical(f.header) and (owner, f.header) not in RENAMED:
                owners.setdefault((f.header, f.name), []).append(owner)
    cut: list[tuple[str, str, str]] = []
    for (header, name), messages in sorted(owners.items(), key=lambda item: item[0][0].lower()):
        several = sorted(set(messages))
        shown = ", ".join(f"`{m}`" for m in several[:_SHOWN])
        more = f" and {len(several) - _SHOWN} more" if len(several) > _SHOWN else ""
        cut.append((f"`{header}`", f"`{name}`", shown + more))
    return text + table(("header", "field", "in"), cut)


def mechanical(header: str) -> str:
    """A header cut where the case changes: what anybody would guess."""
    text = re.sub(r"[^A-Za-z0-9]+", "_", re.sub(r"\{[^}]*\}", "", header)).strip("_")
    text = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", text)
    return re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", text).lower()


def _field(cls: Class, header: str) -> str:
    return next(f.name for f in cls.fields if f.header == header)


def _all(model: Model) -> list[Class]:
    return [*model.groups.values(), *model.events, *model.actions, *model.responses]
