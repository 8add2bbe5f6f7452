"""What all examples keep: they are short, say what they need, and end at a signal with a Logoff."""

from __future__ import annotations

import ast
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from .helpers import EXAMPLES, NAMES, Application, account

if TYPE_CHECKING:
    from .conftest import Server

BEGUN = {
    "async_agi": "waiting for calls",
    "crm_popup": "waiting for phones",
    "hangup_report": "counting hangups",
    "missed_calls": "watching for missed calls",
    "queue_wallboard": "Queues",
    "two_servers": "connected",
    "web": "Uvicorn running",
}
ONE_SERVER = sorted({*BEGUN} - {"two_servers", "web"})


def run(server: Server, example: str) -> Application:
    if example == "two_servers":
        return Application(example, None, f"one={server.url(example)}")
    return server.run(example, env={"WEB_PORT": "0"})


def test_every_example_is_tested_here() -> None:
    assert sorted(BEGUN) == NAMES


@pytest.mark.parametrize("example", NAMES)
def test_an_example_is_short_and_comes_with_its_rights_and_a_page_about_it(example: str) -> None:
    folder = EXAMPLES / example
    source = (folder / "app.py").read_text("utf-8")
    assert source.count("\n") < 150
    assert ast.get_docstring(ast.parse(source, feature_version=(3, 10)))
    user = account(example)
    assert user.read
    assert {*user.write.split(",")} <= {"", "agi", "originate", "reporting"}
    readme = (folder / "README.md").read_text("utf-8")
    assert f"ami://{user.name}@pbx" in readme
    assert f"({example}/README.md)" in (EXAMPLES / "README.md").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("example", NAMES)
def test_a_signal_logs_off_and_ends_it_without_a_traceback(
    server: Server, example: str, number: signal.Signals
) -> None:
    with run(server, example) as app:
        app.wait_for(BEGUN[example])
        status = app.end(number)
    # Uvicorn passes the signal on when it has done all else.
    assert status in ((0, -number) if example == "web" else (0,)), app.text
    assert [request.name for request in server.pbx.requests][-1] == "Logoff"


@pytest.mark.parametrize("example", NAMES)
def test_without_its_settings_it_says_which(example: str) -> None:
    with Application(example, None) as app:
        assert app.end(None) != 0
    assert "AMI_SECRET" in app.text


@pytest.mark.parametrize("example", ONE_SERVER)
@pytest.mark.parametrize("url", ["nonsense", "http://x@h", "ami://u@h:99999", "ami://u:hush@h"])
def test_a_url_that_is_none_is_one_line(example: str, url: str) -> None:
    with Application(example, url) as app:
        assert app.end(None) == 1
    assert "Traceback" not in app.text
    assert "hush" not in app.text


@pytest.mark.parametrize("example", ONE_SERVER)
def test_a_refused_login_is_one_line(server: Server, example: str) -> None:
    with server.run(example, env={"AMI_SECRET": "wrong"}) as app:
        assert app.end(None) == 1
    lines = [line for line in app.lines if "channels hung up" not in line and "┃" not in line]
    assert any("Authentication failed" in line for line in lines), app.text
    assert "wrong" not in app.text
