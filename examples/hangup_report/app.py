"""How calls end: hangup causes by peer, from now until Ctrl-C or for some seconds; a table, and a CSV file.

AMI_URL=ami://hangups@pbx.example.com AMI_SECRET=s3cret python app.py --csv report.csv
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple, TextIO

import anyio
from rich.console import Console
from rich.table import Table
from rich.text import Text

from anyio_ami import AMIClient, Gap, connect_ami, events
from anyio_ami.errors import AMIError


class Ending(NamedTuple):
    """A row of the report."""

    peer: str
    cause: int
    text: str


def clean(text: str) -> str:
    """Text from outside that can steer neither a terminal nor a spreadsheet."""
    shown = "".join(char if char.isprintable() else "?" for char in text)
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@") else shown


@dataclass
class Report:
    """How often which peer's channels ended with which cause."""

    counts: Counter[Ending] = field(default_factory=Counter[Ending])
    losses: int = 0
    """How often the connection was lost: what ended meanwhile is missing here."""

    async def follow(self, ami: AMIClient) -> None:
        """Count every hangup until cancelled."""
        async with ami.subscribe(events.Hangup, gaps=True) as hangups:
            print("counting hangups; Ctrl-C ends", flush=True)
            async for event in hangups:
                if isinstance(event, Gap):
                    self.losses += event.kind != "resubscribed"
                    continue
                # PJSIP/alice-0000002a: what is behind the last dash counts the calls.
                peer = event.channel.rpartition("-")[0] or event.channel
                cause = 0 if event.cause is None else int(event.cause)
                ending = Ending(clean(peer), cause, clean(event.cause_txt))
                print(f"{ending.peer}: {cause} {ending.text}", flush=True)
                self.counts[ending] += 1

    def rows(self) -> list[tuple[Ending, int]]:
        """The most frequent first, then by name."""
        return sorted(self.counts.items(), key=lambda row: (-row[1], row[0]))

    def show(self, console: Console) -> None:
        """Print the table."""
        total = self.counts.total()
        table = Table(title=f"{total} channels hung up")
        for heading in ("peer", "cause", "text"):
            table.add_column(heading, justify="right" if heading == "cause" else "left")
        table.add_column("channels", justify="right")
        table.add_column("share", justify="right")
        for ending, count in self.rows():
            # As Text: Rich would take "[...]" in a plain string for markup.
            cells = [ending.peer, str(ending.cause), ending.text, str(count), f"{count / total:.0%}"]
            table.add_row(*(Text(cell) for cell in cells))
        console.print(table)
        if self.losses:
            console.print(f"The connection was lost {self.losses} times: some hangups are missing.")

    def write(self, file: TextIO) -> None:
        """Write the same as CSV."""
        with file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerow(["peer", "cause", "text", "channels"])
            writer.writerows([*ending, count] for ending, count in self.rows())


async def main(report: Report, url: str, secret: str, seconds: float) -> str | None:
    """Fill the report; gives what went wrong, or None."""
    failure: str | None = None
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async with anyio.create_task_group() as tasks:

            async def stop() -> None:
                async for _ in signals:
                    tasks.cancel_scope.cancel()

            tasks.start_soon(stop)
            try:
                async with connect_ami(url, secret=secret) as ami:
                    with anyio.move_on_after(seconds):
                        await report.follow(ami)
            except (AMIError, ValueError) as exc:
                failure = str(exc)
            tasks.cancel_scope.cancel()
    return failure


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=math.inf, help="how long; default: until Ctrl-C")
    parser.add_argument("--csv", type=argparse.FileType("w", encoding="utf-8"), help="a file for the report")
    options = parser.parse_args()
    if not (os.environ.get("AMI_URL") and os.environ.get("AMI_SECRET")):
        parser.error("set AMI_URL=ami://USER@HOST and AMI_SECRET")
    if not options.seconds >= 0:
        parser.error("--seconds must be a number of seconds")
    counted = Report()
    problem = anyio.run(main, counted, os.environ["AMI_URL"], os.environ["AMI_SECRET"], options.seconds)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the report is still to come
    counted.show(Console())
    if options.csv:
        counted.write(options.csv)
    sys.exit(problem)
