"""examples/queue_wallboard: the board is what the server says, through changes and losses. On Trio."""

from __future__ import annotations

import io
import math
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from anyio_ami import actions, connect_ami
from anyio_ami.testing import FakeAsterisk

from .helpers import Application, account, admin, granted, load

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from tests.asterisk.fixtures import AsteriskServer

    from .conftest import Server

trio = pytest.importorskip("trio")
app: Any = load("queue_wallboard")


def run(test: Callable[[], Awaitable[None]]) -> None:
    """On Trio, the library that the example is written for."""

    async def bounded() -> None:
        with trio.fail_after(60):
            await test()

    trio.run(bounded)


@asynccontextmanager
async def shown() -> AsyncGenerator[tuple[FakeAsterisk, Any, Callable[[], Awaitable[list[str]]]]]:
    """A simulated server, a board that follows it, and what gives the board's lines when all is read."""
    users = [account("queue_wallboard").fake()]
    async with (
        FakeAsterisk(users=users, queues={}) as pbx,
        connect_ami(pbx.host, pbx.port, username="wallboard", secret="s3cret") as ami,
        trio.open_nursery() as nursery,
    ):
        board = app.Board()

        async def lines() -> list[str]:
            await pbx.flush()
            await ami.send(actions.Ping(), wait=True)
            await trio.testing.wait_all_tasks_blocked()
            console = app.Console(file=io.StringIO(), width=100)
            console.print(board.table())
            text: str = console.file.getvalue()
            return [" ".join(line.replace("│", "|").split()) for line in text.splitlines()]

        nursery.start_soon(board.follow, ami)
        await lines()
        yield pbx, board, lines
        nursery.cancel_scope.cancel()


def test_callers_and_agents_come_and_go() -> None:
    async def test() -> None:
        async with shown() as (pbx, _, lines):
            queue = pbx.queue("support")
            queue.add("PJSIP/alice", name="Alice")
            queue.add("PJSIP/bob", name="[b]Bob\x1b[2J")
            pbx.endpoint("alice", answer_after=math.inf)
            pbx.endpoint("bob", answer_after=math.inf)
            queue.member("PJSIP/bob").pause()
            assert "| support | 0 | 0 s | Alice free, [b]Bob?[2J paused |" in await lines()
            call = queue.start_call(caller_id_num="0123")
            await queue.wait_for_callers(1)
            assert any(line.startswith("| support | 1 |") and "Alice rings" in line for line in await lines())
            pbx.endpoint("alice").answer()
            await call.dialled.wait()
            assert any(line.startswith("| support | 0 |") and "Alice busy" in line for line in await lines())
            call.hangup()
            await call.ended.wait()
            queue.remove("PJSIP/bob")
            assert "| support | 0 | 0 s | Alice free |" in await lines()

    run(test)


def test_after_a_restart_it_is_read_anew() -> None:
    async def test() -> None:
        async with shown() as (pbx, board, lines):
            queue = pbx.queue("support")
            queue.add("PJSIP/alice", name="Alice")
            assert "Alice free" in "".join(await lines())
            await pbx.shutdown()
            while board.fresh:
                await trio.testing.wait_all_tasks_blocked(0.001)
            console = app.Console(file=io.StringIO(), width=100)
            console.print(board.table())
            assert "Asterisk is away" in console.file.getvalue()
            queue.members.clear()  # unseen
            queue.seat("PJSIP/eve", name="Eve")
            await pbx.boot()
            while not board.fresh:
                await trio.testing.wait_all_tasks_blocked(0.001)
            text = "".join(await lines())
            assert "Eve" in text
            assert "Alice" not in text
            assert "away" not in text

    run(test)


def test_it_is_printed(server: Server) -> None:
    with server.run("queue_wallboard") as wallboard:
        wallboard.wait_for("support .* 0 .*Local/101@default")
        server.call(server.pbx.queue("support").member("Local/101@default").pause)
        wallboard.wait_for("support .*Local/101@default paused")
        assert wallboard.end() == 0


def test_on_a_real_server(asterisk: AsteriskServer) -> None:
    phone = "Local/613@default"
    with granted(asterisk, "queue_wallboard") as url, Application("queue_wallboard", url) as wallboard:
        wallboard.wait_for("support .*Local/101@default")
        with admin(asterisk) as ami:
            ami.send(actions.QueueAdd(queue="sales", interface=phone, member_name="Anna", paused=True))
            wallboard.wait_for("sales .* 0 .*Anna paused")
            call = ami.originate("Local/100@default", application="Queue", data="sales")
            wallboard.wait_for("sales .* 1 .*Anna paused")
            ami.send(actions.Hangup(channel=call.unique_id))
            before = len([line for line in wallboard.lines if "sales" in line])
            ami.send(actions.QueueRemove(queue="sales", interface=phone))
            wallboard.wait_for("sales", times=before + 1)
        assert wallboard.end() == 0
