"""The pages of `docs/reference`: every event and action with its fields, versions and privileges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .areas import TITLES
from .model import GROUP_CLASSES, version_text
from .reads import READS
from .text import joined
from .write_actions import answer_notes, items_of, result_of
from .write_facts import is_secret, seen_in_captures, seen_live

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .model import Class, Model

MADE = "<!-- Written by `python -m generator` from generator/schema/ami.json; changes belong there. -->\n"


def pages(model: Model) -> dict[str, str]:
    """File name to text."""
    events = {
        area: [c for c in model.events if c.area == area] for area in sorted({c.area for c in model.events})
    }
    actions = {
        area: [c for c in model.actions if c.area == area] for area in sorted({c.area for c in model.actions})
    }
    responses = {c.wire_name: c for c in model.responses}
    files = {"index.md": _index(events, actions, model.majors), "groups.md": _groups(model)}
    for area, classes in events.items():
        files[f"events-{area}.md"] = _page(f"Events: {_title(area)}", [_event(c, model) for c in classes])
    for area, classes in actions.items():
        files[f"actions-{area}.md"] = _page(
            f"Actions: {_title(area)}",
            [_action(c, responses.get(f"{c.wire_name}Response"), model) for c in classes],
        )
    files["coverage.md"] = _coverage(model)
    return files


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def span(versions: Sequence[str], model: Model) -> str:
    """``16 to 23``."""
    return version_text(list(versions), model.majors)


def anchor(name: str) -> str:
    """The anchor of a heading."""
    return name.lower()


def _title(area: str) -> str:
    title = TITLES[area]
    return title if title[:2].isupper() or title.startswith("chan_") else title[0].lower() + title[1:]


def _page(title: str, parts: Iterable[str]) -> str:
    return f"{MADE}\n# {title}\n\n" + "\n".join(parts)


def _index(events: dict[str, list[Class]], actions: dict[str, list[Class]], majors: list[str]) -> str:
    text = f"{MADE}\n# Reference\n\n"
    span = f"{majors[0]} to {majors[-1]}"
    text += f"Every event and action of Asterisk {span}, with fields, types, versions and privileges.\n"
    text += '`describe("Hangup")` of `anyio_ami.reference` tells the same, without a server.\n\n'
    text += "- [Names](names.md): from Asterisk's documentation to the names here.\n"
    text += "- [Coverage](coverage.md): which events were seen on real servers.\n"
    text += "- [Shared fields](groups.md): what many events have in common.\n"
    for kind, areas in (("events", events), ("actions", actions)):
        rows = [
            (
                f"[{TITLES[area]}]({kind}-{area}.md)",
                ", ".join(f"[{c.name}]({kind}-{area}.md#{anchor(c.name)})" for c in classes),
            )
            for area, classes in areas.items()
        ]
        text += f"\n## {kind.capitalize()}\n\n" + table(("area", kind), rows)
    return text


def _groups(model: Model) -> str:
    text = f"{MADE}\n# Shared fields\n\n"
    text += "Every event has `privilege`, `action_id`, `timestamp`, `system_name`, `sequence_number`,\n"
    text += "`source_file`, `source_line`, `source_func` and `extra`, every end of a list `event_list` and\n"
    text += "`list_items`. Every response has `outcome`, `action_id`, `message`, `event_list` and `extra`.\n"
    for cls in model.groups.values():
        text += f"\n## {cls.wire_name}\n\n" + _fields(cls, model)
    return text


def _event(cls: Class, model: Model) -> str:
    fact = cls.fact
    rows = [("versions", f"Asterisk {span(cls.versions, model)}")]
    rows.append(
        ("class", ", ".join(f"`{c.lower()}`" for c in fact["classes"]) or "none: comes only as an answer")
    )
    if fact["delivery"] != "async":
        actions = ", ".join(f"`{name}`" for name in fact["answer_to"])
        rows.append(("answers", actions + ("" if fact["delivery"] == "answer" else "; comes by itself too")))
    if isinstance(fact["documented"], str):
        rows.append(("documented", f"as `{fact['documented']}`"))
    else:
        rows.append(("documented", "yes" if fact["documented"] else "no"))
    rows.append(("seen", _seen(cls)))
    text = f"## {cls.name}\n\n"
    text += f"On the wire `{cls.wire_name}`.\n\n" if cls.name != cls.wire_name else ""
    text += "".join(f"- {name}: {value}\n" for name, value in rows)
    text += "- further headers may come: see `extra`\n" if fact.get("open") else ""
    if cls.base in GROUP_CLASSES.values():
        text += f"- fields of [{cls.base}](groups.md#{anchor(cls.base)})"
        text += ", and these\n" if cls.fields else "\n"
    elif cls.base == "ListComplete":
        text += "- fields `event_list` and `list_items`" + (", and these\n" if cls.fields else "\n")
    return text + ("\n" + _fields(cls, model) if cls.fields else "")


def _action(cls: Class, response: Class | None, model: Model) -> str:
    fact = cls.fact
    answer = fact["response"]
    privileges = ", ".join(f"`{c.lower()}`" for c in fact["privilege"])
    text = f"## {cls.name}\n\n- versions: Asterisk {span(cls.versions, model)}\n"
    text += f"- privilege: {'one of ' if len(fact['privilege']) > 1 else ''}{privileges or 'none'}\n"
    result = result_of(cls)
    text += f"- answer: `{result.partition('[')[0]}`"
    if result.startswith("ListResponse"):
        text += f" of {joined([f'`{name}`' for name in items_of(cls)], 'or')}"
        text += f", ended by `{answer['complete_event']}`" if "complete_event" in answer else ""
    elif response is not None:
        text += ", with the fields below"
    text += "\n- only reads: may be sent with `retry=True`" if cls.wire_name in READS else ""
    verified = answer["verified"]
    text += f"\n- run on real Asterisk: {joined(verified) if verified else 'no'}\n"
    text += "".join(f"- {note}\n" for note in answer_notes(cls))
    text += "\n" + _fields(cls, model) if cls.fields else ""
    if response is not None:
        text += f"\n`{response.name}`:\n\n" + _fields(response, model)
    return text


def _fields(cls: Class, model: Model) -> str:
    versions = cls.versions
    aliases = {name: [h for h, n in cls.aliases.items() if n == name] for name in cls.aliases.values()}
    rows: list[tuple[str, ...]] = []
    for f in cls.fields:
        # The versions have a column of their own.
        notes = [note for note in f.notes if not note.startswith("Asterisk ")]
        notes += [f"also {joined([f'`{h}`' for h in aliases[f.name]])}"] if f.name in aliases else []
        notes += ["required"] if cls.base == "Action" and f.default is None else []
        notes += ["masked in reprs and logs"] if is_secret(cls, f.header) else []
        header = "any other" if f.header == "*" else f"`{f.header}`"
        own = span(f.versions or versions, model)
        rows.append((f"`{f.name}`", header, f"`{f.annotation}`", own, "; ".join(notes).replace("``", "`")))
    return table(("field", "header", "type", "Asterisk", "notes"), rows)


def _seen(cls: Class) -> str:
    live = [major for major, names in seen_live().items() if cls.wire_name in names]
    captured = [major for major, counts in seen_in_captures().items() if counts.get(cls.wire_name)]
    parts = [f"live on {joined(live)}"] if live else []
    parts += [f"in the captures of {joined(captured)}"] if captured else []
    return ", ".join(parts) or "never on a real server: from the documentation and the source"


def _coverage(model: Model) -> str:
    live, captured = seen_live(), seen_in_captures()
    majors = sorted({*live, *captured})
    rows: list[tuple[str, ...]] = []
    for cls in model.events:
        there = [major for major in majors if major in cls.versions]
        counts = [str(captured.get(m, {}).get(cls.wire_name, "")) if m in there else "-" for m in majors]
        seen = ["-" if m not in there else "yes" if cls.wire_name in live.get(m, ()) else "" for m in majors]
        documented = cls.fact["documented"]
        told = f"as `{documented}`" if isinstance(documented, str) else "yes" if documented else "no"
        if not {*counts, *seen} - {"", "-"}:
            told = f"{told}; nowhere seen"
        link = f"[{cls.name}](events-{cls.area}.md#{anchor(cls.name)})"
        rows.append((link, span(cls.versions, model), *seen, *counts, told))
    text = f"{MADE}\n# Coverage\n\nWhich events were seen on real servers, of {len(model.events)}.\n\n"
    text += "- *live*: the project's own tests provoke it on a real server of that version.\n"
    text += "- *captures*: how many of them are in the recorded traffic in `tests/data`.\n"
    text += "- `-`: this version does not have it.\n\n"
    totals: list[tuple[str, ...]] = []
    for major in majors:
        having = [c for c in model.events if major in c.versions]
        names = {c.wire_name for c in having}
        in_live, in_captures = names & set(live.get(major, ())), names & set(captured.get(major, {}))
        totals.append(
            (
                major,
                str(len(names)),
                str(len(in_live)),
                str(len(in_captures)),
                str(len(in_live | in_captures)),
            )
        )
    text += table(("Asterisk", "events", "live", "in captures", "either"), totals) + "\n"
    head = (
        "event",
        "Asterisk",
        *(f"live {m}" for m in majors),
        *(f"captures {m}" for m in majors),
        "documented",
    )
    return text + table(head, rows)
