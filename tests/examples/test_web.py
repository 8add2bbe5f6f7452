"""examples/web over HTTP: the stream of the board, click to call, and an end with streams open."""

from __future__ import annotations

import http.client
import json
import math
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from anyio_ami import actions

from .helpers import EXAMPLES, PATIENCE, Application, admin, granted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from tests.asterisk.fixtures import AsteriskServer

    from .conftest import Server

SETTINGS = {"WEB_PORT": "0", "WEB_PHONE": "PJSIP/{agent}"}


def port_of(app: Application) -> int:
    return int(app.wait_for(r"Uvicorn running on http://127\.0\.0\.1:(\d+)")[1])


class Answer(NamedTuple):
    status: int
    body: Any


def post(port: int, body: object, content_type: str = "application/json") -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("POST", "/calls", json.dumps(body), {"Content-Type": content_type})
        response = connection.getresponse()
        return Answer(response.status, json.load(response))
    finally:
        connection.close()


@contextmanager
def stream(port: int) -> Generator[Iterator[dict[str, Any]], None, None]:
    """The boards that a browser gets, one after the other, until the stream ends."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/events")
        response = connection.getresponse()
        assert response.headers["Content-Type"].startswith("text/event-stream")

        def boards() -> Iterator[dict[str, Any]]:
            while line := response.readline():
                name, _, value = line.decode().partition(": ")
                if name == "data":
                    yield json.loads(value)["board"]

        yield boards()
    finally:
        connection.close()


def until(boards: Iterator[dict[str, Any]], there: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """The first board that is so."""
    return next(board for board in boards if there(board))


def members(board: dict[str, Any]) -> dict[str, int]:
    return {item["member_name"]: item["status"] for item in board["queues"] if item["name"] == "QueueMember"}


@contextmanager
def running(server: Server) -> Generator[tuple[Application, int], None, None]:
    with server.run("web", env=SETTINGS) as app:
        yield app, port_of(app)


def connected(board: dict[str, Any]) -> bool:
    return str(board["state"]) == "connected"


def test_pages_of_other_names_are_refused(server: Server) -> None:
    with running(server) as (_, port):
        for method, path in (("GET", "/"), ("GET", "/events"), ("POST", "/calls")):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request(method, path, headers={"Host": f"evil.example:{port}"})
            assert connection.getresponse().status == 400
            connection.close()


def test_channels_and_queues_are_live(server: Server) -> None:
    with running(server) as (app, port), stream(port) as boards:
        board = until(boards, connected)
        assert board["channels"] == []
        assert members(board) == {"Local/101@default": 1}
        queue = server.call(server.pbx.queue, "sales")
        server.call(server.pbx.endpoint, "alice")
        server.call(queue.add, "PJSIP/alice")

        def wait_in_queue() -> Any:
            server.pbx.endpoint("alice", answer_after=math.inf)
            return queue.start_call(caller_id_num="0123")

        call = server.call(wait_in_queue)
        board = until(
            boards,
            lambda board: (
                any(item["name"] == "QueueEntry" for item in board["queues"])
                and members(board).get("PJSIP/alice") == 6
            ),
        )
        assert "0123" in [item["caller_id_num"] for item in board["channels"]]
        server.call(server.pbx.endpoint("alice").answer)
        until(boards, lambda board: members(board)["PJSIP/alice"] == 2)
        server.call(call.hangup)
        until(boards, lambda board: board["total"] == 0)
        assert {*board["channels"][0]} == {
            "name", "channel", "channel_state_desc", "caller_id_num", "connected_line_num", "duration"
        }, "no more than is shown"  # fmt: skip
        app.end()


def test_click_to_call_tells_the_outcome_and_takes_nothing_else(server: Server) -> None:
    with running(server) as (app, port), stream(port) as boards:
        until(boards, connected)

        def phones() -> None:
            server.pbx.endpoint("alice", answer_after=0.01)
            server.pbx.endpoint("bob", refuses=17)

        server.call(phones)
        answer = post(port, {"agent": "alice", "number": "100"})
        assert (answer.status, answer.body["outcome"]) == (200, "answered")
        server.pbx.assert_sent(actions.Originate, times=1, channel="PJSIP/alice", exten="100")
        assert post(port, {"agent": "bob", "number": "100"}).body["outcome"] == "busy"
        answer = post(port, {"agent": "alice", "number": "4711"})
        assert answer.status == 502
        assert "Extension does not exist" in answer.body["detail"]
        server.call(server.pbx.forget_sent)
        for agent, number in (
            ("alice@x/n", "100"), ("alice&PJSIP/bob", "100"), ("", "100"), ("alice\n", "100"),
            ("alice", "100,1"), ("alice", "100\n"), ("alice", "1" * 25), ("{0}", "100"),
        ):  # fmt: skip
            assert post(port, {"agent": agent, "number": number}).status == 422, (agent, number)
        # What another site could make a browser send without asking.
        for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
            assert post(port, {"agent": "alice", "number": "100"}, kind).status == 422, kind
        server.pbx.assert_not_sent(actions.Originate)
        app.end()


def test_while_asterisk_is_away_the_page_says_so_and_nothing_is_dialled(server: Server) -> None:
    with running(server) as (app, port), stream(port) as boards:
        until(boards, connected)
        server.call(server.pbx.shutdown)
        board = until(boards, lambda board: board["state"] == "away")
        assert members(board) == {"Local/101@default": 1}, "as it was last"
        answer = post(port, {"agent": "alice", "number": "100"})
        assert answer.status == 503
        assert "was not sent" in answer.body["detail"]
        with stream(port) as later:
            assert next(later)["state"] == "away", "who comes now is told at once"
        server.call(server.pbx.boot)
        until(boards, lambda board: connected(board) and members(board))
        app.end()


def test_it_starts_without_asterisk(server: Server) -> None:
    server.call(server.pbx.refuse)
    with running(server) as (app, port), stream(port) as boards:
        assert next(boards)["state"] == "connecting"
        server.call(server.pbx.accept)
        until(boards, connected)
        app.end()


def test_a_refused_login_is_shown(server: Server) -> None:
    with server.run("web", env={**SETTINGS, "AMI_SECRET": "wrong"}) as app, stream(port_of(app)) as boards:
        board = until(boards, lambda board: board["state"] == "given up")
        assert "Authentication failed" in board["why"]
        app.end()
    assert "wrong" not in app.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_open_streams_end_when_it_stops(server: Server, number: signal.Signals) -> None:
    with running(server) as (app, port), stream(port) as boards, stream(port) as others:
        until(boards, connected)
        until(others, connected)
        assert app.end(number) in (0, -number)
        assert list(boards) == []
        assert list(others) == []
    assert "timeout" not in app.text.lower(), "nothing had to be cut off"
    assert [request.name for request in server.pbx.requests][-1] == "Logoff"


def test_who_reads_slowly_or_is_gone_delays_nobody(server: Server) -> None:
    with running(server) as (app, port), stream(port) as boards:
        until(boards, connected)
        silent = [http.client.HTTPConnection("127.0.0.1", port) for _ in range(5)]
        for connection in silent:  # they ask, and never read
            connection.request("GET", "/events")
        with stream(port) as gone:
            next(gone)
        queue = server.call(server.pbx.queue, "sales")
        for number in range(6):
            server.call(queue.add, f"PJSIP/{number}")
            while f"PJSIP/{number}" not in members(next(boards)):
                pass
        # Whoever reads late gets the newest, and not all that was.
        response = silent[0].getresponse()
        data = b""
        while b"PJSIP/5" not in data:
            data = response.readline()
        for connection in silent[1:]:
            connection.close()
        app.end()
        silent[0].close()


def test_text_of_the_server_is_never_html() -> None:
    script = (EXAMPLES / "web" / "page" / "board.js").read_text("utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
        assert way not in script
    page = (EXAMPLES / "web" / "page" / "index.html").read_text("utf-8")
    assert "default-src 'self'" in page
    assert "//" not in page.replace("<!--", ""), "nothing from elsewhere"


def test_on_a_real_server(asterisk: AsteriskServer) -> None:
    settings = {"WEB_PORT": "0", "WEB_PHONE": "Local/{agent}@default"}
    with granted(asterisk, "web") as url, Application("web", url, env=settings) as app:
        port = port_of(app)
        with stream(port) as boards:
            assert "Local/101@default" in members(until(boards, connected))
            answer = post(port, {"agent": "100", "number": "101"})
            assert (answer.status, answer.body["outcome"]) == (200, "answered")
            board = until(boards, lambda board: board["total"] >= 2)
            assert any(item["channel"].startswith("Local/100@default-") for item in board["channels"])
            with admin(asterisk) as ami:
                ami.send(actions.Hangup(channel="/^Local/100@default-.*$/"))
            until(boards, lambda board: board["total"] == 0)
            assert post(port, {"agent": "610", "number": "101"}).body["outcome"] == "busy"
        app.end()
