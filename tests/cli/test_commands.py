"""Every command against a simulated server: what it prints, and what it leaves with."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import actions, events, from_json
from anyio_ami.cli._output import note
from anyio_ami.recording import Recording
from anyio_ami.responses import ListResponse, Response
from anyio_ami.testing import FakeUser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    from .conftest import Server

    Run = Callable[..., Result]

DEAD = "ami://admin@127.0.0.1:1"


def test_send_shows_an_answer_field_by_field(run: Run, server: Server) -> None:
    done = run("send", server.url, "ping")
    assert done.exit_code == 0
    assert "ping\tPong\n" in done.stdout
    assert done.stderr == ""
    assert server.actions()[-1] == "Logoff"


def test_send_shows_a_list_with_tabs_for_programs(run: Run, server: Server) -> None:
    done = run("send", server.url, "QueueStatus")
    lines = done.stdout.splitlines()
    assert lines[0].split("\t")[:2] == ["event", "queue"]
    assert [line.split("\t")[:2] for line in lines if line.startswith("QueueParams")] == [
        ["QueueParams", "support"],
        ["QueueParams", "sales"],
    ]


def test_send_shows_chosen_fields(run: Run, server: Server) -> None:
    done = run("send", server.url, "QueueSummary", "--fields", "queue,available")
    assert done.stdout.splitlines()[0] == "queue\tavailable"
    wrong = run("send", server.url, "QueueSummary", "--fields", "queu")
    assert wrong.exit_code == 2
    assert "did you mean queue" in wrong.stderr


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_send_json_is_read_back_whole(run: Run, server: Server, backend: str) -> None:
    done = run("send", server.url, "QueueStatus", "queue=support", "--json", "--backend", backend)
    answer = from_json(done.stdout)
    assert isinstance(answer, ListResponse)
    assert isinstance(answer.items[0], events.QueueParams)
    assert server.pbx.requests[-2].get("Queue") == "support"


def test_send_types_what_is_given(run: Run, server: Server) -> None:
    given = [
        "channel=Local/100@default",
        "application=Wait",
        "data=0",
        "timeout=1.5",
        "variable.A=b,c",
        "async=1",
    ]
    assert run("send", server.url, "Originate", *given).exit_code == 0
    sent = next(one for one in server.pbx.requests if one.name == "Originate")
    assert sent.get("Timeout") == "1500"
    assert sent.get("Variable") == r"A=b\,c"
    assert sent.get("Async") == "true"


def test_send_custom_takes_any_action(run: Run, server: Server) -> None:
    done = run("send", server.url, "MyOwn", "Key=1", "--custom")
    assert done.exit_code == 1
    assert "Invalid/unknown command" in done.stderr
    assert server.pbx.requests[-2].get("Key") == "1"


def test_an_error_of_the_server_is_one_line(run: Run, server: Server) -> None:
    done = run("send", server.url, "Hangup", "channel=none")
    assert done.exit_code == 1
    assert done.stderr.startswith("anyio-ami: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("send", DEAD, "Ping"), 3, "refused"),
        (("send", DEAD, "Pingg"), 2, "near to it: Ping"),
        (("tail", DEAD), 3, "refused"),
        (("tail", DEAD, "--event", "Hangupp"), 2, "near to it: Hangup"),
        (("tail", DEAD, "--event", "Hangup", "--fields", "cause,chanel"), 2, "did you mean channel"),
        (("tail", DEAD, "--where", "x("), 2, "cannot be understood"),
        (("check", DEAD, "--event", "Nope"), 2, "Nope"),
        (("cli", DEAD, "core show version"), 3, "refused"),
        (("originate", DEAD, "PJSIP/a"), 2, "--exten and --context, or --application"),
        (("originate", DEAD, "PJSIP/a", "--exten", "1"), 2, "needs --context"),
        (("originate", DEAD, "PJSIP/a", "--exten", "1", "--context", "c", "--data", "x"), 2, "--application"),
        (("originate", DEAD, "PJSIP/a", "--application", "Wait", "--variable", "x"), 2, "NAME=VALUE"),
        (("watch", DEAD), 2, "needs a terminal"),
        (("replay", "none.amirec"), 7, "there is no file none.amirec"),
        (("replay", "none.amirec", "--speed", "0"), 2, "no number above 0"),
        (("schema", "Nope"), 2, "Nope"),
        (("events", "zzzz"), 1, "zzzz"),
        (("chek",), 2, "Did you mean 'check'"),
        (("send",), 2, "Missing argument"),
        (("send", DEAD, "Ping", "--nope"), 2, "No such option"),
        (("send", DEAD, "Ping", "--backend", "curio"), 2, "--backend"),
    ],
)
def test_a_mistake_is_one_line_with_its_code(
    run: Run, arguments: tuple[str, ...], code: int, why: str
) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert why in done.stderr
    assert done.stderr.count("\n") == 1


def test_codes_tell_what_went_wrong(run: Run, server: Server) -> None:
    listener = server.url.replace("admin", "listener")
    env = pytest.MonkeyPatch()
    env.setenv("AMI_SECRET", "wrong")
    assert run("send", server.url, "Ping").exit_code == 4
    env.setenv("AMI_SECRET", "listen")
    denied = run("send", listener, "CoreShowChannels")
    env.undo()
    assert denied.exit_code == 6
    assert "anyio-ami check --action CoreShowChannels" in denied.stderr
    server.pbx.respond("Ping", lambda request: None)
    late = run("send", server.url, "Ping", "--timeout", "0.05")
    assert (late.exit_code, "may have been executed" in late.stderr) == (5, True)


def test_cli_prints_what_the_command_prints(run: Run, server: Server) -> None:
    server.pbx.commands["my words"] = "  one\ntwo \n"
    done = run("cli", server.url, "my", "words")
    assert (done.exit_code, done.stdout) == (0, "  one\ntwo \n")
    unknown = run("cli", server.url, "no such thing")
    assert unknown.exit_code == 1
    assert "No such command" in unknown.stdout


@pytest.mark.parametrize(
    ("exten", "code", "outcome"),
    [("100", 0, "answered"), ("610", 10, "busy"), ("613", 11, "no answer"), ("611", 12, "congestion")],
)
def test_originate_reports_the_outcome_and_leaves_with_its_code(
    run: Run, server: Server, exten: str, code: int, outcome: str
) -> None:
    given = ["--application", "Wait", "--data", "0", "--timeout", "0.3", "--variable", "A=1"]
    done = run("originate", server.url, f"Local/{exten}@default", *given)
    assert done.exit_code == code
    assert done.stdout.startswith(f"outcome\t{outcome}\n")
    told = run("originate", server.url, f"Local/{exten}@default", *given, "--json")
    assert (told.exit_code, json.loads(told.stdout)["outcome"]) == (code, outcome)


def test_a_call_of_nobody_fails(run: Run, server: Server) -> None:
    done = run("originate", server.url, "PJSIP/alice", "--application", "Wait", "--timeout", "1")
    assert (done.exit_code, done.stderr) == (13, "")


def test_check_reports_and_leaves_with_what_it_found(run: Run, server: Server) -> None:
    done = run("check", server.url, "--event", "Hangup", "--action", "Originate")
    assert done.exit_code == 0
    assert "[admin]" in done.stdout
    report = json.loads(run("check", server.url, "--json").stdout)
    assert report["ok"] is True
    server.pbx.users.append(FakeUser("poor", "s3cret", read="", write="command"))
    poor = run("check", server.url.replace("admin", "poor"), "--event", "Hangup")
    assert (poor.exit_code, "event-not-read" in poor.stdout) == (1, False)
    assert run("check", DEAD).exit_code == 3
    assert run("check", server.url.replace("admin", "nobody")).exit_code == 4


def _emit_always(server: Server, *emitted: tuple[str, dict[str, Any]]) -> None:
    """Emit events again and again while the command runs."""

    async def emit() -> None:
        while True:
            for name, headers in emitted:
                server.pbx.emit(name, headers)
            await server.pbx.flush()
            await anyio.sleep(0.01)  # a pace, not a wait: another thread or process takes them when it can

    # Ends with the portal: see the fixture.
    server.tasks.append(server.portal.start_task_soon(emit))


HANGUPS: list[tuple[str, dict[str, Any]]] = [
    ("Hangup", {"Channel": f"PJSIP/alice-{cause}", "Cause": cause, "Cause-txt": "x\x1b[2J"})
    for cause in (16, 17, 18)
]


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_tail_json_is_a_line_an_event_that_reads_back(run: Run, server: Server, backend: str) -> None:
    _emit_always(server, *HANGUPS)
    done = run("tail", server.url, "-e", "Hangup", "--json", "-n", "3", "--wait", "--backend", backend)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    first = from_json(lines[0])
    assert isinstance(first, events.Hangup)
    assert first.cause in (16, 17, 18)
    document = json.loads(lines[2])
    assert document["session"] == 1
    assert document["received"] > 1e9


def test_tail_shows_only_what_is_asked_for(run: Run, server: Server) -> None:
    _emit_always(server, *HANGUPS)
    done = run(
        "tail",
        server.url,
        "-e",
        "Hangup",
        "--where",
        "cause == 17",
        "-n",
        "1",
        "--fields",
        "channel,cause,Cause-txt",
    )
    time, name, *fields = done.stdout.rstrip("\n").split("\t")
    assert (name, fields) == ("Hangup", ["PJSIP/alice-17", "17/USER_BUSY", "x\\x1b[2J"])
    assert "T" in time


def test_tail_ends_after_its_time(run: Run, server: Server) -> None:
    assert run("tail", server.url, "--seconds", "0.05").exit_code == 0


def test_a_recording_is_made_and_served_again(run: Run, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "a.amirec"
    done = run("record", server.url, str(file), "--seconds", "0.05")
    assert (done.exit_code, done.stdout) == (0, "")
    assert file.stat().st_size
    again = run("record", server.url, str(file))
    assert (again.exit_code, "--force" in again.stderr) == (7, True)
    dead = run("record", DEAD, str(tmp_path / "b.amirec"))
    assert (dead.exit_code, (tmp_path / "b.amirec").exists()) == (3, False)
    broken = tmp_path / "c.amirec"
    broken.write_text("nothing of the kind")
    assert run("replay", str(broken)).exit_code == 7


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_what_is_there_stays_until_there_is_something_to_record(
    run: Run, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, link, dangling = tmp_path / "night.amirec", tmp_path / "link", tmp_path / "dangling"
    file.write_bytes(b"last night")
    link.symlink_to(file)
    dangling.symlink_to(tmp_path / "nothing")
    for place in (file, link):
        assert run("record", DEAD, str(place), "--force").exit_code == 3
    assert run("record", server.url, str(dangling)).exit_code == 7
    monkeypatch.setenv("AMI_SECRET", "wrong")
    assert run("record", server.url, str(file), "--force").exit_code == 4
    assert file.read_bytes() == b"last night"
    assert link.is_symlink()
    assert dangling.is_symlink()
    monkeypatch.setenv("AMI_SECRET", "s3cret")
    assert run("record", server.url, str(link), "--force", "--seconds", "0.05").exit_code == 0
    assert Recording(file).nodes() == [f"{server.pbx.host}:{server.pbx.port}"]
    assert run("record", DEAD, str(dangling), "--force").exit_code == 3
    loop, long = tmp_path / "loop", tmp_path / ("n" * 250)
    loop.symlink_to(loop)
    looped = run("record", server.url, str(loop), "--force")
    assert (looped.exit_code, str(loop) in looped.stderr) == (7, True)
    long.write_bytes(b"last night")
    assert run("record", server.url, str(long), "--force", "--seconds", "0.05").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".toml") == [
        "dangling",
        "link",
        "loop",
        "night.amirec",
        long.name,
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_device_is_written_to_and_stays(run: Run, server: Server, tmp_path: Path) -> None:
    device = tmp_path / "device"
    device.symlink_to("/dev/null")
    assert run("record", DEAD, str(device), "--force").exit_code == 3
    assert run("record", server.url, str(device), "--force", "--seconds", "0.05").exit_code == 0
    assert device.is_char_device()


def test_the_reference_is_searched_without_a_server(run: Run) -> None:
    assert "cause\tCause\tHangupCause" in run("events", "hangup").stdout
    assert "write = originate" in run("actions", "Originate").stdout
    found = run("actions", "queuep").stdout.splitlines()
    assert found[0].split("\t")[0] == "QueuePause"
    assert {one["name"] for one in json.loads(run("events", "bridge", "--json").stdout)} >= {"BridgeEnter"}
    # All of several parts, each in the name or in a field.
    assert run("events", "queue", "abandon", "hold").stdout.splitlines() == [
        "QueueCallerAbandon\tagent\t16-23\thold_time",
        "QueueParams\tagent\t16-23\tabandoned, hold_time",
    ]
    assert run("events", "queue", "abandon", "nonesuch").exit_code == 1
    assert len(run("events").stdout.splitlines()) == len(events.NAMES)
    assert len(run("actions").stdout.splitlines()) == len(actions.NAMES)


def test_the_schema_is_that_of_the_messages(run: Run) -> None:
    document = json.loads(run("schema", "Hangup", "--kind", "action").stdout)
    assert "actions.Hangup" in document["$defs"]
    assert "events.Hangup" in json.loads(run("schema").stdout)["$defs"]
    assert "responses.PingResponse" in json.loads(run("schema", "PingResponse").stdout)["$defs"]


@pytest.mark.needs_trio
def test_the_demo_runs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    async def short() -> None:
        await anyio.lowlevel.checkpoint()
        seen.append("ran")

    monkeypatch.setattr("anyio_ami.demo.main", short)
    assert run("demo", "--backend", "trio").exit_code == 0
    assert seen == ["ran"]


def test_debug_shows_the_line_without_secrets(run: Run, server: Server) -> None:
    done = run(
        "send", server.url, "Setvar", "variable=DB_PASSWORD", "value=hunter2", "--debug", "--login", "plain"
    )
    assert "> Action: Setvar" in done.stderr
    assert "< Response: " in done.stderr
    assert "s3cret" not in done.stderr
    assert "hunter2" not in done.stderr
    wrong = run("send", server.url, "Hangup", "channel=none", "--debug")
    assert "Traceback" in wrong.stderr


def test_help_and_version(run: Run) -> None:
    assert run("--version").stdout.startswith("anyio-ami ")
    for name in ("check", "tail", "watch", "send", "cli", "originate", "record", "replay", "demo", "login"):
        assert "Usage" in run(name, "-h").stdout


EVIL = "\x1b]0;x\x07\x9b31m\x85\u202e\u2028\U000e0001\x7f\xe9"


def test_json_has_the_same_value_and_nothing_that_a_terminal_obeys(run: Run, server: Server) -> None:
    server.pbx.respond("Odd", lambda request: request.reply("Success", {"Value": EVIL}))
    done = run("send", server.url, "Odd", "--custom", "--json")
    assert done.stdout.rstrip("\n").isprintable()
    assert "\\u009b31m\\u0085\\u202e\\u2028\\udb40\\udc01\\u007f\xe9" in done.stdout
    answer = from_json(done.stdout)
    assert isinstance(answer, Response)
    assert answer.headers["Value"] == EVIL
    _emit_always(server, ("UserEvent", {"UserEvent": EVIL}))
    line = run("tail", server.url, "--json", "--count", "1").stdout
    assert line.rstrip("\n").isprintable()
    assert json.loads(line)["user_event"] == EVIL


def test_cli_is_harmless_in_pipes_too_unless_raw(run: Run, server: Server) -> None:
    server.pbx.commands["evil"] = f"a\tb{EVIL}\n"
    assert run("cli", server.url, "evil").stdout.startswith("a\tb\\x1b]0;x\\x07\\x9b31m\\x85\\u202e")
    assert run("cli", server.url, "evil", "--raw").stdout == f"a\tb{EVIL}\n"


def test_check_shows_the_lines_traffic_when_asked(run: Run, server: Server) -> None:
    done = run("check", server.url, "--debug")
    assert "> Action: Ping\n" in done.stderr
    assert "< Response: Success\n" in done.stderr
    assert "s3cret" not in done.stderr + done.stdout


def test_check_waits_for_a_server_when_asked(
    run: Run, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(text: str) -> None:
        note(text)
        server.call(_accept, server)

    monkeypatch.setattr("anyio_ami.cli.check.note", told)
    server.call(_refuse, server)
    done = run("check", server.url, "--wait")
    assert done.exit_code == 0
    assert "Trying again in 1 s" in done.stderr


async def _refuse(server: Server) -> None:
    server.pbx.refuse()


async def _accept(server: Server) -> None:
    server.pbx.accept()
