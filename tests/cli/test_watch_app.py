"""The board on a screen: panes, keys, sizes, and its end.

On asyncio alone: Textual, which draws it, runs on nothing else. So the tests are plain functions that
run a loop of their own. Textual's clock is the real one: the tests wait for what is to be seen.
"""

from __future__ import annotations

import asyncio
import html
import os
import pty
import re
import select
import signal
import sys
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import ReconnectPolicy
from anyio_ami.errors import AuthenticationError
from anyio_ami.testing import FakeAsterisk, FakeUser

pytest.importorskip("textual")

from anyio_ami.cli.watch import run_board
from anyio_ami.cli.watch.app import DRAW, INTERRUPTED, Board

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from textual.pilot import Pilot

SMALL, LARGE = (80, 24), (200, 60)


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def bounded() -> None:
        with anyio.fail_after(60):
            await test()

    asyncio.run(bounded())


def options(pbx: FakeAsterisk, **more: Any) -> dict[str, Any]:
    again = ReconnectPolicy.fixed(0.05)
    given = {"username": "admin", "secret": "s3cret", "name": "pbx", "reconnect": again, **more}
    return {"host": pbx.host, "port": pbx.port, "transport": pbx.connect, **given}


def lines(board: Board) -> list[str]:
    """The screen as text, line by line."""
    rows: dict[float, dict[float, str]] = {}
    for x, y, text in re.findall(
        r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', board.export_screenshot()
    ):
        rows.setdefault(float(y), {})[float(x)] = html.unescape(text).replace("\xa0", " ")
    return ["".join(cells[x] for x in sorted(cells)) for _, cells in sorted(rows.items())]


def text(board: Board) -> str:
    return "\n".join(lines(board))


class Screen:
    """A board that runs, and the hands on its keys."""

    def __init__(self, board: Board, pilot: Pilot[int]) -> None:
        self.board = board
        self.pilot = pilot

    async def until(self, *wanted: str, no: str = "") -> str:
        """Wait until the screen shows all this, and not ``no``; the screen."""
        try:
            with anyio.fail_after(20):
                while True:
                    seen = text(self.board)
                    if all(one in seen for one in wanted) and not (no and no in seen):
                        return seen
                    await self.pilot.pause(0.02)
        except TimeoutError:
            pytest.fail(f"{wanted} (and no {no!r}) did not show:\n{text(self.board)}")

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)


@asynccontextmanager
async def shown(
    pbx: FakeAsterisk, size: tuple[int, int] = SMALL, **more: Any
) -> AsyncGenerator[Screen, None]:
    board = Board(options(pbx, **more))
    async with board.run_test(size=size) as pilot:
        screen = Screen(board, pilot)
        await screen.until("● connected", no="reading the list")
        yield screen


def join(pbx: FakeAsterisk, unique_id: str) -> None:
    pbx.emit("QueueCallerJoin", {"Queue": "support", "Uniqueid": unique_id, "Position": 1, "Count": 1})


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_all_panes_show_what_there_is_at_both_sizes(size: tuple[int, int]) -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            pbx.start_call("Local/100@default")
            async with shown(pbx, size) as screen:
                join(pbx, "c1")
                seen = await screen.until(
                    "● connected", "Asterisk 22", "Channels 2", "Queues 2", "QueueCallerJoin"
                )
                for title in (
                    "Caller",
                    "Connected",
                    "Application",
                    "Duration",
                    "Bridge",
                    "Waiting",
                    "Longest",
                ):
                    assert title in seen
                for title in (
                    "Free",
                    "Busy",
                    "Paused",
                    "Done",
                    "Abandoned",
                    "Per second",
                    "ping",
                    "lag",
                    "lost 0",
                ):
                    assert title in seen
                assert "Local/10" in seen
                assert ("Exten" in seen) == ("Strategy" in seen) == (size == LARGE)
                assert "/s, " in seen
                assert len(lines(screen.board)) <= size[1]

    run(scenario)


def test_q_logs_off_before_the_board_ends() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            async with shown(pbx) as screen:
                await screen.press("q")
                await screen.pilot.pause()
            assert screen.board.return_value == 0
            assert pbx.requests[-1].name == "Logoff"

    run(scenario)


def test_ctrl_c_logs_off_and_gives_the_code_of_an_interruption() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            async with shown(pbx) as screen:
                await screen.press("ctrl+c")
            assert screen.board.return_value == INTERRUPTED
            assert pbx.requests[-1].name == "Logoff"

    run(scenario)


def test_a_board_that_is_ended_by_anything_else_logs_off_too() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            async with shown(pbx):
                pass  # the block ends the app
            assert pbx.requests[-1].name == "Logoff"

    run(scenario)


def test_a_lost_connection_is_said_with_its_attempts_and_greys_the_old_board() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            pbx.start_call("Local/100@default")
            async with shown(pbx) as screen:
                await screen.until("Channels 2")
                pbx.refuse()
                pbx.cut()
                await screen.until("○ reconnecting, attempt", "refused", "Channels 2")
                assert screen.board.query(".-stale")
                pbx.accept()
                await screen.until("● connected", "reconnects 1", no="attempt")
                assert not screen.board.query(".-stale")

    run(scenario)


def test_quitting_while_there_is_no_connection_ends_at_once() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            async with shown(pbx, reconnect=ReconnectPolicy.fixed(1_000.0)) as screen:
                pbx.cut()
                await screen.until("reconnecting")
                await screen.press("q")
            assert screen.board.return_value == 0

    run(scenario)


def test_the_pane_in_focus_is_filtered_by_its_whole_texts() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            pbx.start_call("Local/100@default")
            pbx.start_call("Local/101@default")
            async with shown(pbx) as screen:
                await screen.until("Channels 4")
                await screen.press("f", *"0000;2")
                await screen.until("Channels 1 of 4", "filter: 0000;2")
                await screen.press("enter")
                await screen.until("Channels 1 of 4", "Quit")
                await screen.press("escape")
                await screen.until("Channels 4", no="filter")
                await screen.press("f", *"q[b]")  # keys are text here, and brackets no markup
                await screen.until("Channels 0 of 4", "filter: q[b]")
                await screen.press("escape")
                await screen.until("Channels 4", no="filter")
                await screen.press("tab", "f", *"SALES", "enter")
                await screen.until("Channels 4", "Queues 1 of 2")

    run(scenario)


def test_s_sorts_by_the_next_column_and_shift_s_turns_it() -> None:
    async def scenario() -> None:
        async with FakeAsterisk(queues={"b": "ringall", "a": "ringall", "c": "ringall"}) as pbx:
            async with shown(pbx) as screen:
                await screen.press("tab")
                await screen.until("Queue▲", "Queues 3")

                def order() -> list[str]:
                    rows = lines(screen.board)
                    head = next(n for n, row in enumerate(rows) if row.startswith("Queue"))
                    return [row[0] for row in rows[head + 1 : head + 4]]

                assert order() == ["a", "b", "c"]
                await screen.press("S")
                await screen.until("Queue▼")
                assert order() == ["c", "b", "a"]
                pbx.emit("QueueCallerJoin", {"Queue": "b", "Uniqueid": "1", "Position": 1, "Count": 1})
                await screen.press("s")
                await screen.until("Waiting▼", "0:0")
                assert order() == ["b", "a", "c"]

    run(scenario)


def test_p_stops_the_board_which_counts_on() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            async with shown(pbx) as screen:
                await screen.until("Channels 0")
                await screen.press("p")
                await screen.until("PAUSED")
                pbx.start_call("Local/100@default")
                while len(screen.board.model.channels.channels) < 2:
                    await screen.pilot.pause(0.02)
                await screen.pilot.pause(2 * DRAW)
                assert "Channels 0" in text(screen.board)
                await screen.press("p")
                await screen.until("Channels 2", no="PAUSED")

    run(scenario)


def test_help_names_the_keys_and_any_key_closes_it() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            async with shown(pbx) as screen:
                await screen.press("question_mark")
                seen = await screen.until("any key closes it", "ping: a round trip")
                assert all(len(line) <= 80 for line in seen.splitlines())
                await screen.press("q")  # closes the help, not the board
                await screen.until("● connected", no="any key closes it")
                assert screen.board.is_running

    run(scenario)


def test_who_lacks_rights_sees_what_is_missing() -> None:
    async def scenario() -> None:
        user = FakeUser("me", "secret", read="call", write="")
        async with FakeAsterisk(users=[user]) as pbx:
            async with shown(pbx, username="me", secret="secret") as screen:
                await screen.until("CoreShowChannels is not permitted: it needs write =")

    run(scenario)


def test_what_the_server_sends_cannot_reach_the_terminal_as_it_is() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            async with shown(pbx, LARGE) as screen:
                await screen.until("Channels 0")
                evil = {"Channel": "SIP/\x1b[2J\x07", "CallerIDName": "[red]\x9b31m", "Uniqueid": "1.1"}
                pbx.emit("Newchannel", evil)
                seen = await screen.until("SIP/\N{REPLACEMENT CHARACTER}[2J", "[red]")
                assert "\x1b" not in seen
                assert "\x07" not in seen

    run(scenario)


def test_a_flood_is_drawn_no_more_often_than_a_trickle() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            async with shown(pbx, LARGE) as screen:
                began, before = time.monotonic(), screen.board.drawn
                for _ in range(5):
                    for n in range(2_000):
                        headers = {"Channel": f"SIP/{n}", "Uniqueid": f"{n}.1", "ChannelStateDesc": "Up"}
                        pbx.emit("Newchannel" if n % 2 else "Newstate", headers)
                    await pbx.flush()
                await screen.until("Channels 1000", "Newstate")
                most = (time.monotonic() - began) / DRAW + 2
                assert screen.board.drawn - before <= most
                assert screen.board.model.link.lost == 0

    run(scenario)


def test_a_first_connection_that_fails_ends_the_board_with_its_error() -> None:
    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            board = Board(options(pbx, secret="wrong"))
            async with board.run_test() as pilot:
                while board.failure is None:
                    await pilot.pause(0.02)
            assert isinstance(board.failure, AuthenticationError)

    run(scenario)


def test_without_a_terminal_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull) as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        with pytest.raises(ValueError, match="needs a terminal"):
            run_board({})


def _is_grey(colour: bytes) -> bool:
    """Whether a colour of the terminal is one: of 256, or red, green and blue."""
    kind, *numbers = (int(one) for one in colour[4:].split(b";"))
    return len(set(numbers)) == 1 if kind == 2 else numbers[0] in (0, 7, 8, 15, 16, 231) or numbers[0] >= 232


_PROGRAM = """
import sys
from anyio_ami.cli.watch import run_board
print("code", run_board({"port": int(sys.argv[1]), "username": "admin", "secret": "s3cret"}))
"""


@pytest.mark.parametrize(
    ("how", "code", "no_color"),
    [("q", 0, False), ("\x03", 130, True), (signal.SIGINT, 130, False), (signal.SIGTERM, 143, True)],
)
def test_on_a_real_terminal_it_ends_cleanly(how: str | signal.Signals, code: int, *, no_color: bool) -> None:
    """In a process of its own: exit code, Logoff, no traceback, the terminal as before; NO_COLOR."""

    async def scenario() -> None:
        async with FakeAsterisk() as pbx:
            ours, theirs = pty.openpty()
            environ = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
            environ.pop("NO_COLOR", None)
            if no_color:
                environ["NO_COLOR"] = "1"
            command = [sys.executable, "-c", _PROGRAM, str(pbx.port)]
            process = await anyio.open_process(
                command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ
            )
            os.close(theirs)
            written = b""

            def read(until: bytes) -> None:
                nonlocal written
                while until not in written:
                    assert select.select([ours], [], [], 30)[0], written
                    try:
                        data = os.read(ours, 65_536)
                    except OSError:  # the other end is closed
                        return
                    if not data:
                        return
                    written += data

            await asyncio.to_thread(read, b"connected")
            if isinstance(how, str):
                os.write(ours, how.encode())
            else:
                process.send_signal(how)
            await asyncio.to_thread(read, b"never")
            assert await process.wait() == 0
            await process.aclose()
            os.close(ours)
            assert f"code {code}".encode() in written
            assert b"Traceback" not in written
            assert b"\x1b[?1049l" in written, "the alternate screen is left"
            assert pbx.requests[-1].name == "Logoff"
            colours = re.findall(rb"[;\[][34]8;(?:5;\d+|2;\d+;\d+;\d+)", written)
            assert bool([one for one in colours if not _is_grey(one)]) is not no_color

    run(scenario)
