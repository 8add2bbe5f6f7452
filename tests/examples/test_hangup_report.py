"""examples/hangup_report: each hangup is counted by peer and cause, and a loss is told."""

from __future__ import annotations

import csv
import signal
from typing import TYPE_CHECKING

import anyio
import pytest

from anyio_ami import ConnectionState, actions

from .helpers import Application, admin, granted, load

if TYPE_CHECKING:
    from pathlib import Path

    from anyio_ami import AMIClient
    from anyio_ami.testing import FakeAsterisk
    from tests.asterisk.fixtures import AsteriskServer

    from .conftest import Server


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_the_table_and_the_csv_file_agree(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with server.run("hangup_report", "--csv", str(path)) as app:
        app.wait_for("counting")
        for cause in (17, 17, 16):
            headers = {"Channel": f"PJSIP/alice-{cause:08x}", "Cause": cause, "Cause-txt": f"Text {cause}"}
            server.call(server.pbx.emit, "Hangup", headers)
        app.wait_for("PJSIP/alice: 16")
        assert app.end(signal.SIGINT) == 0
    assert rows(path) == [
        ["peer", "cause", "text", "channels"],
        ["PJSIP/alice", "17", "Text 17", "2"],
        ["PJSIP/alice", "16", "Text 16", "1"],
    ]
    assert "3 channels hung up" in app.text
    assert "67%" in app.text


def test_it_ends_by_itself_after_its_time(server: Server) -> None:
    with server.run("hangup_report", "--seconds", "0.01") as app:
        assert app.end(None) == 0
    assert "0 channels hung up" in app.text


@pytest.mark.anyio
async def test_a_loss_is_counted_and_hostile_text_steers_nothing(
    ami: AMIClient, fake_asterisk: FakeAsterisk
) -> None:
    report = load("hangup_report").Report()
    async with anyio.create_task_group() as tasks, ami.states() as states:
        tasks.start_soon(report.follow, ami)
        await anyio.wait_all_tasks_blocked()
        fake_asterisk.emit("Hangup", {"Channel": "=cmd()\x1b[2J-1", "Cause": 16, "Cause-txt": "[red]x"})
        await ami.send(actions.Ping())
        await anyio.wait_all_tasks_blocked()
        fake_asterisk.cut()
        async for state in states:
            if state is ConnectionState.CONNECTED:
                break
        await anyio.wait_all_tasks_blocked()
        tasks.cancel_scope.cancel()
    assert report.losses == 1
    [(ending, count)] = report.rows()
    assert (ending.peer, ending.cause, ending.text, count) == ("'=cmd()?[2J", 16, "[red]x", 1)
    console = load("hangup_report").Console(record=True, width=100)
    report.show(console)
    assert "[red]x" in console.export_text()


def test_on_a_real_server(asterisk: AsteriskServer, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with (
        granted(asterisk, "hangup_report") as url,
        Application("hangup_report", url, "--csv", str(path)) as app,
    ):
        app.wait_for("counting")
        with admin(asterisk) as ami:
            ami.originate("PJSIP/610@loop", application="Wait", data="1")
        app.wait_for("PJSIP/loop: 17", times=2)
        assert app.end() == 0
    assert ["PJSIP/loop", "17", "User busy", "2"] in rows(path)
