"""``anyio-ami events`` and ``anyio-ami actions``: the reference, without a server."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from ._complete import complete_action, complete_event
from ._errors import Code, Problem
from ._output import is_terminal, note, put, put_json, show
from ._table import tabbed

if TYPE_CHECKING:
    from anyio_ami import Description
    from anyio_ami.reference import Kind

_ALL = (16, 17, 18, 19, 20, 21, 22, 23)

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def events(
    search: Annotated[
        list[str] | None,
        typer.Argument(
            help="A name, for all about it; or parts of names, fields, headers.",
            autocompletion=complete_event,
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Search the events of Asterisk 16 to 23, or show one with its fields. Needs no server."""
    _look("event", search, json=json)


def actions(
    search: Annotated[
        list[str] | None,
        typer.Argument(
            help="A name, for all about it; or parts of names, fields, headers.",
            autocompletion=complete_action,
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Search the actions of Asterisk 16 to 23, or show one with its fields. Needs no server."""
    _look("action", search, json=json)


def _look(kind: Kind, search: list[str] | None, *, json: bool) -> None:
    from anyio_ami import describe

    why = ""
    if search:
        try:
            exact: Description | None = describe(" ".join(search), kind=kind)
        except LookupError as exc:
            exact, why = None, str(exc)
        if exact is not None:
            _show_one(exact, json=json)
            return
    found = _found(kind, [part.lower() for words in search or () for part in words.split()])
    if not found:
        raise Problem(why, Code.FAILED, f"anyio-ami {kind}s lists all")
    if json:
        put_json(msgspec.json.encode([one for one, _ in found]))
    elif is_terminal(sys.stdout):
        _show_many(found, matched=bool(search))
    else:
        put(
            "".join(
                tabbed([one.name, ",".join(one.classes), _versions(one.versions), why]) for one, why in found
            )
        )


def _found(kind: Kind, parts: list[str]) -> list[tuple[Description, str]]:
    """What has all the parts, each in its name or in a field, with these fields."""
    from anyio_ami import actions, describe, events

    found: list[tuple[Description, str]] = []
    for name in sorted(events.NAMES if kind == "event" else actions.NAMES, key=str.lower):
        one = describe(name, kind=kind)
        there: dict[str, None] = {}
        for part in parts:
            if part in name.lower():
                continue
            fields = [f.name for f in one.fields if part in f.name or part in f.header.lower()]
            if not fields:
                break
            there.update(dict.fromkeys(fields))
        else:
            found.append((one, ", ".join(there)))
    # Names before fields.
    return sorted(found, key=lambda pair: pair[1] != "")


def _show_many(found: list[tuple[Description, str]], *, matched: bool) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("name", style="bold", overflow="fold")
    table.add_column("class", overflow="fold")
    table.add_column("Asterisk", no_wrap=True)
    if matched:
        table.add_column("found in", overflow="fold")
    for one, why in found:
        row: list[Any] = [one.name, ",".join(one.classes) or "-", _versions(one.versions)]
        table.add_row(*row, *([why or "its name"] if matched else []))
    show(table)
    note(f"{len(found)} {found[0][0].kind}s; a full name shows all about one")


def _show_one(one: Description, *, json: bool) -> None:
    if json:
        put_json(msgspec.json.encode(one))
        return
    facts = _facts(one)
    if not is_terminal(sys.stdout):
        put("".join(tabbed(pair) for pair in facts))
        put(tabbed(["field", "header", "type", "needed", "versions", "notes"]))
        for field in one.fields:
            needed = "yes" if field.required else ""
            put(
                tabbed([field.name, field.header, field.type, needed, _versions(field.versions), field.notes])
            )
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in facts:
        grid.add_row(Text(label), Text(value))
    parts: list[Any] = [grid]
    if one.fields:
        parts.append(_fields(one, Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))))
    show(*parts)


def _fields(one: Description, table: Any) -> Any:
    from rich.text import Text

    more = any(_more(one, field) for field in one.fields)
    for name in ("field", "header", "type", *(["notes"] if more else [])):
        table.add_column(name, overflow="fold", no_wrap=name in ("field", "header"))
    for field in one.fields:
        title = Text(field.name, "bold")
        if field.required and one.kind == "action":
            title.append(" *", "red")
        row: list[Any] = [title, Text(field.header), Text(_type(field.type))]
        table.add_row(*row, *([Text(_more(one, field))] if more else []))
    if one.kind == "action" and any(field.required for field in one.fields):
        table.caption = "* must be given"
        table.caption_justify = "left"
    return table


def _more(one: Description, field: Any) -> str:
    notes = [_plain(field.notes)] if field.notes else []
    if field.versions != one.versions and "Asterisk" not in field.notes:
        notes.append(f"Asterisk {_versions(field.versions)}")
    if field.secret:
        notes.append("secret: masked wherever it is shown")
    return "; ".join(notes)


def _type(text: str) -> str:
    """A type as a person needs it; what may be left out is not worth a word."""
    if text.startswith("Mapping"):
        return "NAME=VALUE each"
    return text.replace(" | None", "").replace(" | Sequence[str]", ", or several")


def _plain(text: str) -> str:
    return text.replace("``", "")


def _facts(one: Description) -> list[tuple[str, str]]:
    right = "read = " if one.kind == "event" else "write = "
    word = " and " if one.kind == "event" else " or "
    classes = f"{right}{word.join(one.classes)}" if one.classes else "no right is needed"
    facts = [(one.kind, one.name), ("Asterisk", _versions(one.versions)), ("needs", classes)]
    if one.seen_live:
        verb = "seen" if one.kind == "event" else "run"
        facts.append((verb, f"on real Asterisk {_versions(one.seen_live)}"))
    if one.answer is not None:
        answer = one.answer
        text = answer.response
        if answer.items:
            text = f"a list of {', '.join(answer.items)}"
        facts.append(("answer", text))
        if one.reads_only:
            facts.append(("changes", "nothing"))
    if one.answer_to:
        facts.append(("answers", ", ".join(one.answer_to)))
    return facts


def _versions(versions: tuple[int, ...]) -> str:
    """16, 18-23."""
    runs: list[list[int]] = []
    for one in versions:
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
