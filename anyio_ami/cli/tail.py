"""``anyio-ami tail``."""

from __future__ import annotations

import re
import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from ._complete import complete_event
from ._errors import Problem, clean
from ._output import Sink, colours, is_terminal, json_line, note, width
from ._run import writers
from ._table import brief, cells, check_fields, chosen, fit, fitted, tabbed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from anyio_ami import Gap
    from anyio_ami.events import Event

    from ._target import Target

_BATCH = 500
_LONGEST_NAME = 17
_NARROW = 100


async def tail(
    target: Target,
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event", "-e", help="Only these events; again for more.", autocompletion=complete_event
        ),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(help="Only those for which this holds: \"cause == 17 and 'alice' in channel\"."),
    ] = None,
    fields: Annotated[str | None, typer.Option(help="Show these fields, with commas between.")] = None,
    json: Annotated[bool, typer.Option("--json", help="A line of JSON each.")] = False,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="Where events are missing, a line on stdout, too.")
    ] = False,
    count: Annotated[int | None, typer.Option("--count", "-n", help="End after so many.", min=1)] = None,
    seconds: Annotated[float | None, typer.Option(help="End after so long.", min=0)] = None,
) -> None:
    """Follow events as they happen, through reconnects.

    Losses are told on stderr: a lost connection, its return, and events that a slow reader missed.
    """
    import anyio

    classes = _classes(event)
    only = chosen(fields)
    if only is not None:
        check_fields(only, classes or _all())
    test: Any = None
    if where is not None:
        from ._where import where as compiled

        test = compiled(where, classes)
    line = _json if json else _Lines(only, classes).line
    with anyio.move_on_after(seconds):
        await _follow(target, classes, test, line, gaps, count)


async def _follow(
    target: Target,
    classes: Sequence[type[Event]],
    test: Any,
    line: Callable[[Event | Gap], str],
    gaps: bool,
    count: int | None,
) -> None:
    from anyio_ami import Gap

    sink = Sink()
    writers.append(sink)
    async with (
        target.connected(lasting=True) as ami,
        ami.subscribe(*classes, where=test, gaps=True) as stream,
    ):
        if is_terminal(sys.stderr):
            version = re.split("[+~]", ami.server.version or "")[0] or ami.server.major or "?"
            note(f"following {target.endpoint.address} (Asterisk {version}); Ctrl-C ends it")
        shown = 0
        async for first in stream:
            # What is there already is written in one go.
            batch: list[Event | Gap] = [first]
            while stream.unread and len(batch) < _BATCH:
                batch.append(await stream.receive())
            lines: list[str] = []
            for one in batch:
                if isinstance(one, Gap):
                    # The loss itself is logged, with its cause.
                    if one.kind != "disconnected" and not (gaps and is_terminal(sys.stdout)):
                        note(_of_gap(one))
                    if not gaps:
                        continue
                elif shown == count:
                    break
                else:
                    shown += 1
                lines.append(line(one))
            if lines:
                await sink.put("".join(lines))
            if shown == count:
                return


def _classes(names: Sequence[str] | None) -> list[type[Event]]:
    from anyio_ami import describe, events

    found: list[type[Event]] = []
    for name in names or ():
        group: object = getattr(events, name, None)
        if isinstance(group, type) and issubclass(group, events.Event):
            found.append(group)  # a group (ChannelEvent), or the class's own name
            continue
        try:
            cls = events.lookup(describe(name, kind="event").name)
        except LookupError as exc:
            raise Problem(str(exc), advice="anyio-ami events lists them") from None
        assert cls is not None
        found.append(cls)
    return found


def _all() -> list[type[Event]]:
    from anyio_ami import events

    return [cls for cls in map(events.lookup, events.NAMES) if cls is not None]


def _of_gap(gap: Gap) -> str:
    where = "" if gap.node is None else f"{gap.node}: "
    if gap.kind == "overflow":
        lost = "an unknown number of" if gap.lost is None else gap.lost
        return f"{where}{lost} events were lost: they came faster than they were read"
    if gap.kind == "disconnected":
        return f"{where}events are missing from here on"
    long = "" if gap.until is None else f" after {gap.until - gap.since:.1f} s"
    run = {True: "the same run of the server", False: "the server was restarted", None: ""}[gap.same_boot]
    return f"{where}connected again{long}; events come again" + (f" ({run})" if run else "")


def _json(one: Event | Gap) -> str:
    from anyio_ami import Gap, to_json

    if isinstance(one, Gap):
        return json_line(b'{"gap":' + msgspec.json.encode(one) + b"}")
    came, session = one.received, one.session
    more: dict[str, Any] = {"seq": one.seq}
    if session is not None:
        more |= {"node": session.node, "session": session.number}
    if came is not None:
        more["received"] = round(came.wall, 6)
    # No event has fields of these names.
    return json_line(to_json(one)[:-1] + b"," + msgspec.json.encode(more)[1:])


class _Lines:
    """A line an event: in columns for a terminal, with tabs for a program."""

    def __init__(self, only: list[str] | None, classes: Sequence[type[Event]]) -> None:
        self._only = only
        # Groups of events have no name of their own.
        names = [len(cls.name) if cls.name else _LONGEST_NAME for cls in classes]
        self._size = min(_LONGEST_NAME, max(5, *names) if names else _LONGEST_NAME)
        self._terminal = is_terminal(sys.stdout)
        self._bold, self._dim, self._off = ("\x1b[1m", "\x1b[2m", "\x1b[0m") if colours() else ("", "", "")
        self._headed = False

    def line(self, one: Event | Gap) -> str:
        from anyio_ami import Gap

        if isinstance(one, Gap):
            return self._gap(one)
        wall = time.time() if one.received is None else one.received.wall
        name = clean(one.name)
        if self._terminal:
            return self._head() + self._row(wall, name, one)
        if self._only is not None:
            return tabbed([_stamp(wall), name, *cells(one, self._only).values()])
        return tabbed([_stamp(wall), name, *(f"{key}={value}" for key, value in cells(one).items())])

    def _head(self) -> str:
        if self._headed:
            return ""
        self._headed = True
        names = "about" if self._only is None else fitted(self._only, self._sizes())
        return f"{self._dim}{'time':<{self._clock}}  {'event':<{self._size}}  {names}{self._off}\n"

    def _row(self, wall: float, name: str, event: Event) -> str:
        if self._only is None:
            text = fit(_told(brief(event)), max(10, self._room())).rstrip()
        else:
            text = fitted(list(cells(event, self._only).values()), self._sizes())
        return f"{self._time(wall)}  {self._bold}{fit(name, self._size)}{self._off}  {text}\n"

    def _time(self, wall: float) -> str:
        clock = datetime.fromtimestamp(wall).strftime("%H:%M:%S.%f")[: self._clock]
        return f"{self._dim}{clock}{self._off}"

    @property
    def _clock(self) -> int:
        return 8 if width() < _NARROW else 12

    def _room(self) -> int:
        return width() - self._clock - 2 - self._size - 2

    def _sizes(self) -> list[int]:
        # What will come is not known, so each gets the same; the first, mostly a channel, more.
        count = len(self._only or ())
        room = max(count * 6, self._room() - 2 * (count - 1))
        share = room // (count + 1) if count > 1 else room
        return [room - share * (count - 1), *[share] * (count - 1)]

    def _gap(self, gap: Gap) -> str:
        # Events that come again do so at its end.
        at = gap.since if gap.until is None else gap.until
        if not self._terminal:
            return tabbed([_stamp(at), "-- gap", _of_gap(gap)])
        return f"{self._head()}{self._time(at)}  {'-- gap':<{self._size}}  {_of_gap(gap)}\n"


def _stamp(wall: float) -> str:
    return datetime.fromtimestamp(wall).astimezone().isoformat(timespec="milliseconds")


def _told(row: dict[str, str]) -> str:
    """What it is about stands without its name: that a channel is one can be seen."""
    first, *rest = row.items() or [("", "")]
    bare = (
        first[1] if first[0] in ("channel", "dest_channel", "queue", "device") else f"{first[0]}={first[1]}"
    )
    return "  ".join([bare if first[0] else "", *(f"{key}={_quoted(value)}" for key, value in rest)])


def _quoted(value: str) -> str:
    return f"'{value}'" if " " in value else value
