"""The answer to an action, shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from anyio_ami.responses import CommandResponse, ListResponse, Response

from ._errors import clean
from ._output import colours, is_terminal, note, put, put_json, width
from ._table import Layout, cells, columns_of, tabbed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anyio_ami.events import Event


def show_answer(answer: Response | ListResponse[Any], *, json: bool, fields: Sequence[str] | None) -> None:
    """Write it to stdout: a list as a table, anything else field by field."""
    if json:
        from anyio_ami import to_json

        put_json(to_json(answer))
    elif isinstance(answer, ListResponse):
        _show_list(answer, fields)
    elif isinstance(answer, CommandResponse):
        show_output(answer)
    else:
        _show_fields(answer, fields)


def show_output(answer: CommandResponse, *, raw: bool = False) -> None:
    """What a CLI command printed. ``raw``: as it is; else without what would move a terminal's cursor.

    Also in a pipe: its reader (``head``, ``less -r``) may well write to a terminal. Tabs are left there.
    """
    lines = answer.output
    if not raw:
        shown = is_terminal(sys.stdout)
        lines = [
            clean(line.expandtabs()) if shown else "\t".join(map(clean, line.split("\t"))) for line in lines
        ]
    put("".join(f"{line}\n" for line in lines))


def _show_fields(answer: Response, fields: Sequence[str] | None) -> None:
    row = {"outcome": answer.outcome, **cells(answer)} if fields is None else cells(answer, fields)
    row.pop("action_id", None)
    if is_terminal(sys.stdout):
        size = max(map(len, row), default=0)
        put("".join(f"{name:<{size}}  {value}\n" for name, value in row.items()))
    else:
        put("".join(tabbed(pair) for pair in row.items()))


def _show_list(answer: ListResponse[Event], fields: Sequence[str] | None) -> None:
    groups: dict[str, list[dict[str, str]]] = {}
    for item in answer.items:
        row = cells(item, fields)
        if fields is None:
            row.pop("action_id", None)
        groups.setdefault(item.name, []).append(row)
    for place, (name, rows) in enumerate(groups.items()):
        names = columns_of(rows) if fields is None else list(fields)
        if place:
            put("\n")
        if is_terminal(sys.stdout):
            _for_people(name, rows, names, several=len(groups) > 1, all_of=fields is not None)
        else:
            several = ["event"] if len(groups) > 1 else []
            put(tabbed([*several, *names]))
            first = [name] if several else []
            put("".join(tabbed([*first, *(row.get(one, "") for one in names)]) for row in rows))
    if not groups and answer.response.message:
        note(f"nothing is listed: {answer.response.message}")
    if is_terminal(sys.stdout) and groups:
        count = len(answer.items)
        note(f"{count:,} item{'' if count == 1 else 's'}")


def _for_people(
    name: str, rows: list[dict[str, str]], names: list[str], *, several: bool, all_of: bool
) -> None:
    bold, dim, off = ("\x1b[1m", "\x1b[2m", "\x1b[0m") if colours() else ("", "", "")
    layout = Layout(rows, names, width(), all_of=all_of)
    if several:
        put(f"{bold}{name}{off}\n")
    put(f"{bold}{layout.header()}{off}\n" if not several else f"{dim}{layout.header()}{off}\n")
    put("".join(f"{layout.line(row)}\n" for row in rows))
    if layout.omitted:
        put(f"{dim}{_more(layout.omitted)}{off}\n")


def _more(omitted: list[str]) -> str:
    text = f"({len(omitted)} more: {', '.join(omitted)}; --fields chooses, --json has all)"
    if len(text) <= width():
        return text
    return f"({len(omitted)} more columns: --fields chooses, --json has all)"
