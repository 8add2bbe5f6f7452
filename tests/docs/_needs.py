"""What some snippets need beside a server: files, a past, arguments for the functions that they define."""

from __future__ import annotations

import logging
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from anyio_ami import actions, testing
from anyio_ami.errors import ConnectTimeout, NotSent

from ._snippets import ROOT
from ._tunnels import ssh

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ._snippets import Block
    from ._world import World

Names = dict[str, Any]

ARGUMENTS: Names = {
    "channel": "PJSIP/alice",
    "context": "default",
    "extension": "100",
    "exten": "100",
    "interface": "PJSIP/alice",
    "number": "100",
    "queue": "support",
    "reason": "lunch",
    "seconds": 5.0,
    "who": "alice",
}
"""What functions are called with that a snippet defines for others to call, by the name of the parameter."""

_RECORD = logging.LogRecord("anyio_ami", logging.INFO, __file__, 0, "connected", None, None)


@dataclass(frozen=True)
class Need:
    """What the blocks of one page that hold the text `having` need, and why."""

    page: str
    having: str
    why: str
    before: Callable[[Names], Awaitable[None]] | None = None
    """What has happened already, told the fragment's names."""
    after: Callable[[Names], Awaitable[None]] | None = None
    """What happens when all of it stands."""
    calls: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """Arguments for functions that it defines and leaves to others to call."""
    prepare: Callable[[World], None] | None = None
    """What else has to be arranged."""
    real_clock: bool = False
    """It starts a process, for which a virtual clock does not wait."""

    def fits(self, block: Block) -> bool:
        """Whether this block is meant."""
        return block.page == self.page and self.having in block.code


def needs(block: Block) -> list[Need]:
    """What this block needs."""
    return [need for need in NEEDS if need.fits(block)]


def files(world: World, code: str) -> dict[str, str]:
    """Puts the files there that a snippet reads; gives where they are, by the path that it has for them."""
    found: dict[str, bytes] = {}
    client = world.authority.issue_cert("client.example.com")
    for path in re.findall(r"/etc/[\w./-]+", code):
        if path.endswith(".key"):
            found[path] = client.private_key_pem.bytes()
        elif "ca" in path.rpartition("/")[2]:
            found[path] = world.authority.cert_pem.bytes()
        else:
            found[path] = b"".join(one.bytes() for one in client.cert_chain_pems)
    for name in re.findall(r"""\b(?:Recording|replay)\("([\w.]+)\"""", code):
        found[name] = (ROOT / "tests/data/recordings/call-22.amirec").read_bytes()
    places: dict[str, str] = {}
    for path, content in found.items():
        file = world.folder / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        places[path] = str(file)
    return places


async def _clicked(names: Names) -> None:
    """An application has placed a call, and ended it."""
    result = await names["ami"].originate(
        "PJSIP/alice", exten="100", context="default", timeout=20, variables={"CLICKED_BY": "alice"}
    )
    await names["ami"].send(actions.Hangup(channel=result.channel, cause=17))


async def _asks_for_weather(names: Names) -> None:
    answer = await names["ami"].send(actions.Custom("Weather"))
    assert [item.name for item in answer.items] == ["Rain"]


def _terminal(world: World) -> None:
    """A terminal at which somebody types "q" as soon as the board shows something."""
    app: Any = pytest.importorskip("anyio_ami.cli.watch.app")

    async def quits(pilot: Any) -> None:
        while not (pilot.app.drawn and world.pbx.sessions):
            await pilot.pause(0.01)
        await pilot.press("q")

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        world.patch.setattr(stream, "isatty", lambda: True, raising=False)
    run = app.Board.run
    world.patch.setattr(app.Board, "run", lambda board: run(board, headless=True, auto_pilot=quits))


def _any_port(world: World) -> None:
    """A simulated server of the snippet's own, beside whatever has the port that it names."""

    class Elsewhere(testing.FakeAsterisk):
        def __init__(self, *, port: int) -> None:
            super().__init__()
            assert port == 5038

    world.patch.setattr(testing, "FakeAsterisk", Elsewhere)


NEEDS = [
    Need("docs/observability.md", "def only_pbx1", "logging calls it", calls={"only_pbx1": (_RECORD,)}),
    Need(
        "docs/reconnect.md",
        "def patient_with_firewalls",
        "it is called when the connection is lost",
        calls={"patient_with_firewalls": (1, ConnectTimeout("no answer"))},
    ),
    Need("docs/sync.md", "def call_back", "a view calls it", calls={"call_back": ("alice", "100")}),
    Need(
        "docs/sync.md",
        "def pause_member",
        "a queue of tasks calls it",
        calls={"pause_member": ("PJSIP/alice", "lunch"), "may_be_tried_again": (NotSent("gone"),)},
    ),
    Need("docs/testing.md", "assert_sent", "something to assert", before=_clicked),
    Need("docs/testing.md", "def weather", "somebody has to ask", after=_asks_for_weather),
    Need("docs/recipes/behind-tls.md", '"ssh"', "a command ssh, in a process", prepare=ssh, real_clock=True),
    Need("docs/tutorial.md", "FakeAsterisk(port=5038)", "another may have that port", prepare=_any_port),
    Need("docs/watch.md", "run_board", "a terminal, and a user who leaves", prepare=_terminal),
]
