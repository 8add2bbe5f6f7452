"""The command line against real servers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from anyio_ami.cli import app

if TYPE_CHECKING:
    from typer.testing import Result

    from .fixtures import AsteriskServer


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("AMI_SECRET", "s3cret")
    monkeypatch.delenv("AMI_URL", raising=False)
    monkeypatch.delenv("AMI_CONFIG", raising=False)


def _run(asterisk: AsteriskServer, command: str, *arguments: str) -> Result:
    url = f"ami://{asterisk.username}@{asterisk.host}:{asterisk.port}"
    return CliRunner().invoke(app, [command, url, *arguments])


def test_lists_commands_and_errors(asterisk: AsteriskServer) -> None:
    listed = _run(asterisk, "send", "CoreShowChannels", "--json")
    assert (listed.exit_code, json.loads(listed.stdout)["complete"]["event"]) == (
        0,
        "CoreShowChannelsComplete",
    )
    version = _run(asterisk, "cli", "core", "show", "version")
    assert (version.exit_code, version.stdout.startswith(f"Asterisk {asterisk.version}.")) == (0, True)
    assert _run(asterisk, "cli", "no such thing").exit_code == 1
    assert _run(asterisk, "send", "Hangup", "channel=none").exit_code == 1


@pytest.mark.parametrize(("exten", "code"), [("100", 0), ("610", 10), ("613", 11)])
def test_a_call_is_reported_by_its_code(asterisk: AsteriskServer, exten: str, code: int) -> None:
    given = ["--application", "Wait", "--data", "0", "--timeout", "2"]
    assert _run(asterisk, "originate", f"Local/{exten}@default", *given).exit_code == code


def test_check_passes_for_an_administrator(asterisk: AsteriskServer) -> None:
    done = _run(asterisk, "check", "--event", "Hangup", "--action", "Originate")
    assert done.exit_code == 0
    assert "read = call" in done.stdout
