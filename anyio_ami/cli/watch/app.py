"""The board on the screen of a terminal (Textual)."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING, Any, ClassVar, Final

import anyio
from textual.app import App
from textual.binding import Binding
from textual.containers import Container
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static

from ._columns import CHANNELS, QUEUES, RATES, busiest, notices
from ._feed import Feed
from ._header import header
from ._table import AnyTable, Table
from .model import BoardModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.events import DescendantFocus, Key

DRAW: Final = 0.25
"""Seconds between two drawings at the least."""
INTERRUPTED: Final = 130
TERMINATED: Final = 143
_WIDE: Final = 120

_HELP: Final = """\
[b]Keys[/b]
q  Ctrl-C         log off and quit
Tab  Shift-Tab    the next pane, the one before
↑ ↓ PgUp PgDn     scroll the pane
f                 filter the pane by a text; Esc shows all rows
s  S              sort by the next column; the other way round
p                 pause: the board stands still, and counts on
?                 this help; any key closes it

[b]Panes[/b]
Channels   Those in one bridge show the same start of its id.
Queues     Members are free, busy, paused, or away: no device there.
           Done and Abandoned are the server's own counts.
Events     Per second: the mean of 5 s. Bars: the last seconds.
Top        lost: events that this board was too slow for.
           lag: from the socket to the board.
           server: from the server's timestamp, if it sends one.
           ping: a round trip to the server.
"""


class Help(ModalScreen[None]):
    """The keys; any key closes it."""

    DEFAULT_CSS: ClassVar[str] = """
    Help { align: center middle; }
    Help > Static {
        width: 72; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
        border: round $accent; background: $surface;
    }
    """

    def compose(self) -> ComposeResult:
        yield Static(_HELP)

    def on_key(self, event: Key) -> None:
        """Close it; the key means nothing else here."""
        event.stop()
        event.prevent_default()
        self.dismiss()


class Board(App[int]):
    """Shows one server until the user quits. ``options`` are keyword arguments of `connect_ami`.

    The client runs in the app's own event loop, and has logged off when the app ends.
    ``failure`` is why it ended by itself.
    """

    TITLE: str | None = "anyio-ami watch"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012  # as App has it
    CSS: ClassVar[str] = """
    Screen { layout: vertical; }
    #link { height: 2; background: $panel; color: $text; padding: 0 1; }
    #body { height: 1fr; layout: grid; grid-size: 1 3; grid-rows: 9fr 6fr 6fr; }
    .-wide #body { grid-size: 5 2; grid-rows: 3fr 2fr; }
    .-wide #channels { column-span: 5; }
    .-wide #queues { column-span: 3; }
    .-wide #rates { column-span: 2; margin-left: 1; }
    #filter { display: none; height: 1; border: none; padding: 0 1; }
    """
    BINDINGS: ClassVar = [
        Binding("q", "leave(0)", "Quit"),
        Binding("ctrl+c", "leave(130)", "Quit", show=False, priority=True),
        Binding("ctrl+q", "leave(0)", "Quit", show=False, priority=True),
        Binding("p", "pause", "Pause"),
        Binding("f", "filter", "Filter"),
        Binding("s", "sort", "Sort"),
        Binding("S", "turn", "Turn", show=False),
        Binding("escape", "all", "All", show=False),
        Binding("question_mark", "help", "Help", key_display="?"),
    ]

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()
        self.model: BoardModel = BoardModel()
        self.failure: BaseException | None = None
        """Why the board ended by itself: the error of `connect_ami`; None as long as it did not."""
        self.drawn: int = 0
        """How often the board was drawn."""
        self.paused: bool = False
        """Whether the board stands still."""
        self._top = Static(id="link", markup=False)
        self._channels = Table("Channels", CHANNELS, sort="Duration", id="channels")
        self._queues = Table("Queues", QUEUES, sort="Queue", id="queues")
        self._rates = Table("Events", RATES, sort="Per second", top=self._busiest, id="rates")
        # The pane that was in focus last: what keys are for, also while the filter is being typed.
        self._pane: AnyTable = self._channels
        self._feed = Feed(options, self.model)
        self._leave = anyio.Event()
        self._client: asyncio.Task[None] | None = None
        self._code = 0

    def compose(self) -> ComposeResult:
        yield self._top
        with Container(id="body"):
            yield self._channels
            yield self._queues
            yield self._rates
        yield Input(placeholder="Filter: text, then Enter; Esc shows all", id="filter", compact=True)
        yield Footer(compact=True)

    # Beginning and ending.

    def on_mount(self) -> None:
        self._channels.focus()
        self.set_interval(DRAW, self.draw)
        self._catch_signals()
        # Not a worker: Textual cancels those, and a cancelled client cannot log off.
        self._client = asyncio.create_task(self._run_client(), name="AMI client of the board")

    async def _run_client(self) -> None:
        try:
            await self._feed.run(self._leave)
        except Exception as exc:
            # After the user's word that is enough, an error of the ending is nobody's business.
            if not self._leave.is_set():
                self.failure = exc
                self._code = 1
        self.exit(self._code)

    def _catch_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for one, code in ((signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED)):
            try:
                loop.add_signal_handler(one, self.action_leave, code)
            except (NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
                return

    def action_leave(self, code: int) -> None:
        """Log off, then end; a second time: end at once."""
        if self._leave.is_set() or self._client is None:
            if self._client is not None:
                self._client.cancel()
            self.exit(code)
            return
        self._code = code
        self._leave.set()
        self.draw()

    async def on_unmount(self) -> None:
        # Ended by something else than the keys: the client still logs off, within its own bound.
        self._leave.set()
        if self._client is not None and not self._client.done():
            await asyncio.wait([self._client])

    # Drawing.

    def draw(self) -> None:
        """Draw what is known now, unless the board is paused."""
        model, now = self.model, anyio.current_time()
        self.drawn += 1
        width = self._top.size.width - 2
        self._top.update(header(model.link, width, paused=self.paused, leaving=self._leave.is_set()))
        if self.paused:
            return
        # What stands still while there is no connection is no news.
        now = model.as_of(now)
        lists = (model.channels, model.queues)
        of_channels, of_queues = (notices(book) if model.current else [] for book in lists)
        for table in (self._channels, self._queues, self._rates):
            table.set_class(not model.current, "-stale")
        self._channels.show(model.channels.channels.values(), now, of_channels)
        self._queues.show(model.queues.queues.values(), now, of_queues)
        self._rates.show(model.rates.names.values(), now)

    def _busiest(self, width: int) -> str:
        return busiest(self.model, width)

    # Keys.

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        for table in (self._channels, self._queues, self._rates):
            if event.widget is table:
                self._pane = table

    def action_pause(self) -> None:
        """Stop drawing, or go on."""
        self.paused = not self.paused
        self.draw()

    def action_sort(self) -> None:
        """Sort the pane in focus by its next column."""
        self._pane.sort_next()
        self.draw()

    def action_turn(self) -> None:
        """Sort the pane in focus the other way round."""
        self._pane.sort_turn()
        self.draw()

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(Help())

    def action_filter(self) -> None:
        """Ask for a text that the rows of the pane in focus must have."""
        field = self.query_one("#filter", Input)
        field.value = self._pane.filter
        field.display = True
        self.screen.set_focus(field)  # at once: what is typed next is for it

    def on_input_changed(self, event: Input.Changed) -> None:
        self._pane.filter = event.value.strip()
        self.draw()

    def on_input_submitted(self) -> None:
        self._close_filter()

    def action_all(self) -> None:
        """Show all rows of the pane again."""
        field = self.query_one("#filter", Input)
        if field.display:
            self._pane.filter = ""
            field.value = ""
            self._close_filter()
        else:
            self._pane.filter = ""
        self.draw()

    def _close_filter(self) -> None:
        self.screen.set_focus(self._pane)
        self.query_one("#filter", Input).display = False


def run(options: Mapping[str, Any]) -> int:
    """See `anyio_ami.cli.watch.run_board`."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        msg = "the board needs a terminal for its input, output and errors"
        raise ValueError(msg)
    board = Board(options)
    code = board.run()
    if board.failure is not None:
        raise board.failure
    if board.return_code and code is None:
        return board.return_code
    return code or 0
