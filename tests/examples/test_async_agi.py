"""examples/async_agi: dialogues side by side, each with its own answers; nobody is left waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import anyio
import pytest

from anyio_ami import ConnectionState, ReconnectPolicy, actions, events

from .helpers import Application, account, admin, granted, load

if TYPE_CHECKING:
    from anyio_ami import AMIClient
    from anyio_ami.testing import FakeAsterisk, FakeRequest
    from tests.asterisk.fixtures import AsteriskServer

    from .conftest import Server


class Switch:
    """The part of a server that speaks asynchronous AGI: it keeps commands, and ends them when told to."""

    def __init__(self, pbx: FakeAsterisk) -> None:
        self.pbx = pbx
        self.commands: list[tuple[str, str, str]] = []
        """(unique id, command, command id), in the order in which they came."""
        self.came = anyio.Event()
        pbx.respond("AGI", self._run)

    def _run(self, request: FakeRequest) -> bytes:
        headers = [request.get(name) or "" for name in ("Channel", "Command", "CommandID")]
        self.commands.append((headers[0], headers[1], headers[2]))
        self.came.set()
        self.came = anyio.Event()
        return request.success("Added AGI command to queue")

    def begin(self, unique_id: str) -> None:
        """A channel runs AGI(agi:async)."""
        self.pbx.emit("AsyncAGIStart", {"Channel": f"PJSIP/{unique_id}", "Uniqueid": unique_id, "Env": ""})

    def end(self, unique_id: str) -> None:
        """It is over."""
        self.pbx.emit("AsyncAGIEnd", {"Channel": f"PJSIP/{unique_id}", "Uniqueid": unique_id})

    async def next(self, count: int = 1) -> None:
        """Wait until so many commands are there."""
        while len(self.commands) < count:
            await self.came.wait()

    def done(self, command: tuple[str, str, str], answer: str) -> None:
        """A command is done."""
        self.pbx.emit(
            "AsyncAGIExec",
            {
                "Channel": f"PJSIP/{command[0]}",
                "Uniqueid": command[0],
                "CommandID": command[2],
                "Result": quote(f"{answer}\n"),
            },
        )


def answer_to(command: str, digits: str) -> str:
    return f"200 result={digits}" if command.startswith("GET DATA") else "200 result=0"


async def serving(app: Any, ami: AMIClient, tasks: anyio.abc.TaskGroup) -> None:
    tasks.start_soon(app.serve, ami, tasks)
    await anyio.wait_all_tasks_blocked()


@pytest.mark.anyio
async def test_calls_side_by_side_get_their_own_answers(
    ami: AMIClient, fake_asterisk: FakeAsterisk, capsys: pytest.CaptureFixture[str]
) -> None:
    switch = Switch(fake_asterisk)
    async with anyio.create_task_group() as tasks:
        await serving(load("async_agi"), ami, tasks)
        for unique_id in ("1", "2", "3"):
            switch.begin(unique_id)
        up = 3
        while up:
            await switch.next(up)
            batch, switch.commands = switch.commands, []
            for command in reversed(batch):  # the last first
                digits = {"1": "11", "2": "22", "3": ""}[command[0]]
                switch.done(command, answer_to(command[1], digits))
                up -= command[1] == "HANGUP"
        await fake_asterisk.flush()
        await ami.send(actions.Ping())
        await anyio.wait_all_tasks_blocked()
        tasks.cancel_scope.cancel()
    lines = capsys.readouterr().out.splitlines()
    assert {"PJSIP/1 entered 11", "PJSIP/2 entered 22", "PJSIP/3 entered nothing"} <= {*lines}


@pytest.mark.anyio
async def test_a_caller_who_hangs_up_ends_the_dialogue(
    ami: AMIClient, fake_asterisk: FakeAsterisk, capsys: pytest.CaptureFixture[str]
) -> None:
    switch = Switch(fake_asterisk)
    async with anyio.create_task_group() as tasks:
        await serving(load("async_agi"), ami, tasks)
        switch.begin("1")
        await switch.next()
        switch.end("1")
        await switch.next(2)
        tasks.cancel_scope.cancel()
    assert "PJSIP/1 ended early: hung up" in capsys.readouterr().out
    assert [command for _, command, _ in switch.commands] == ["ANSWER", "HANGUP"]


@pytest.fixture
def ami_options() -> dict[str, Any]:
    """Back at once after a loss."""
    return {"reconnect": ReconnectPolicy.fixed(0.05)}


@pytest.mark.anyio
async def test_after_a_loss_the_callers_are_sent_away(
    ami: AMIClient, fake_asterisk: FakeAsterisk, capsys: pytest.CaptureFixture[str]
) -> None:
    switch = Switch(fake_asterisk)
    async with anyio.create_task_group() as tasks, ami.states() as states:
        await serving(load("async_agi"), ami, tasks)
        switch.begin("1")
        await switch.next()
        fake_asterisk.cut()
        async for state in states:
            if state is ConnectionState.CONNECTED:
                break
        await switch.next(2)
        assert switch.commands[1][:2] == ("1", "HANGUP")
        switch.commands.clear()
        switch.begin("2")
        await switch.next()
        assert switch.commands[0][:2] == ("2", "ANSWER")
        tasks.cancel_scope.cancel()
    assert "PJSIP/1 ended early" in capsys.readouterr().out


def test_at_the_end_nobody_is_left_waiting(server: Server) -> None:
    switch = server.call(Switch, server.pbx)
    with server.run("async_agi") as app:
        app.wait_for("waiting")
        server.call(switch.begin, "1")
        server.call(switch.next)
        assert app.end() == 0
    assert [command for _, command, _ in switch.commands] == ["ANSWER", "HANGUP"]
    assert account("async_agi").write == "agi"


def test_on_a_real_server(asterisk: AsteriskServer) -> None:
    with granted(asterisk, "async_agi") as url, Application("async_agi", url) as app:
        app.wait_for("waiting")
        with admin(asterisk) as ami, ami.subscribe(events.AGIExecStart, events.Hangup) as stream:
            quiet = ami.originate("Local/100@default", application="AGI", data="agi:async")
            typing = ami.originate("Local/100@default", application="AGI", data="agi:async")
            other = (typing.channel or "").replace(";1", ";2")
            ended = 0
            for event in stream:
                mine = event.channel == typing.channel
                if isinstance(event, events.AGIExecStart) and mine and event.command.startswith("GET DATA"):
                    # What is pressed on one half of a Local channel is heard by the other.
                    for digit in "1234":
                        ami.send(actions.PlayDTMF(channel=other, digit=digit))
                ended += isinstance(event, events.Hangup) and event.channel in (quiet.channel, typing.channel)
                if ended == 2:
                    break
        app.wait_for(f"^{typing.channel} entered 1234")
        app.wait_for(f"^{quiet.channel} entered nothing")
        assert app.end() == 0
