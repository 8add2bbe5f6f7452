"""``anyio-ami check``."""

from __future__ import annotations

import itertools
import sys
from typing import TYPE_CHECKING, Annotated, Any

import anyio
import msgspec
import typer

from ._complete import complete_action, complete_event
from ._errors import Code, Problem
from ._output import is_terminal, note, put, put_json, show
from ._wire_log import WireLog

if TYPE_CHECKING:
    from anyio_ami import CheckReport

    from ._target import Target

# Seconds between the first tries of --wait, and then.
_FIRST, _THEN = (1.0, 2.0, 5.0), 10.0
_COLOUR = {"error": "bold red", "warning": "yellow", "info": "cyan"}


async def check(
    target: Target,
    event: Annotated[
        list[str] | None,
        typer.Option(
            help="An event that a program will need; again for more.", autocompletion=complete_event
        ),
    ] = None,
    action: Annotated[
        list[str] | None,
        typer.Option(help="An action that it will send; again for more.", autocompletion=complete_action),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The whole report as JSON.")] = False,
) -> int:
    """Tell what stands between a program and its server, and the manager.conf stanza that would grant it."""
    from anyio_ami import check

    given = target.given
    try:
        delays = itertools.chain(_FIRST, itertools.repeat(_THEN))
        while True:
            report = await check(
                target.endpoint,
                events=event or (),
                actions=action or (),
                connect_timeout=given.connect_timeout,
                login_timeout=given.connect_timeout,
                login=given.login,
                allow_plaintext=given.allow_plaintext,
                observers=[WireLog()] if given.debug else (),
            )
            if not given.wait or _code(report) is not Code.CONNECTION:
                break
            delay = next(delays)
            note(f"{report.findings[0].text} Trying again in {delay:g} s")
            await anyio.sleep(delay)
    except (LookupError, ValueError, TypeError) as exc:
        raise Problem(str(exc).strip("'\"") if isinstance(exc, KeyError) else str(exc)) from exc
    if json:
        put_json(msgspec.json.encode(report))
    elif is_terminal(sys.stdout):
        show(*_page(report))
        # To be copied: as it is, however narrow the terminal.
        put(report.stanza)
    else:
        put(report.text())
    return _code(report)


def _code(report: CheckReport) -> Code:
    if report.ok:
        return Code.OK
    if report.logged_in:
        return Code.FAILED
    return Code.AUTHENTICATION if report.finding("refused") else Code.CONNECTION


def _page(report: CheckReport) -> list[Any]:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    verdict = Text("ok", "bold green") if report.ok else Text("not ok", "bold red")
    page: list[Any] = [Text.assemble((report.user, "bold"), " at ", report.address, ": ", verdict), ""]
    facts = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for label, value in _facts(report.text()):
        facts.add_row(Text(label), Text(value))
    page.append(facts)
    for title, quantity, needs in (("Event", "all of", report.events), ("Action", "one of", report.actions)):
        if not needs:
            continue
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
        for name in (f"{title} wanted", "", "needs", "note"):
            table.add_column(name, overflow="fold")
        for need in needs:
            mark = {True: ("yes", "green"), False: ("NO", "bold red"), None: ("?", "yellow")}[need.ok]
            classes = ",".join(need.classes)
            if len(need.classes) > 1:
                classes = f"{quantity} {classes}"
            table.add_row(Text(need.name), Text(*mark), Text(classes or "-"), Text(need.note))
        page.append(table)
    if report.findings:
        findings = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
        findings.add_column("Finding", no_wrap=True)
        findings.add_column("", overflow="fold")
        for one in report.findings:
            text = Text(one.text)
            if one.advice:
                text.append(f"\n-> {one.advice}", "bold")
            findings.add_row(Text(one.severity, _COLOUR[one.severity]), text)
        page.append(findings)
    if report.stanza:
        page += [Text("manager.conf, for what is wanted and no more", "bold"), ""]
    return page


def _facts(text: str) -> list[tuple[str, str]]:
    """The facts of a report's page: its second paragraph."""
    paragraph = text.split("\n\n")[1] if "\n\n" in text else ""
    lines = [line for line in paragraph.splitlines() if line.startswith("  ")]
    return [(line[2:14].strip(), line[15:].strip()) for line in lines]
