"""The command as a process of its own: signals, pipes, terminals, and what is not installed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .processes import COMMAND, cut, emit_always, ended, start

if TYPE_CHECKING:
    from .conftest import Server

ROOT = Path(__file__).parent.parent.parent


async def _followed(server: Server) -> None:
    await server.pbx.wait_for_request("CoreStatus")
    await server.pbx.flush()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_logs_off_and_leaves_without_a_traceback(server: Server, number: int, code: int) -> None:
    with start("tail", server.url) as process:
        server.call(_followed, server)
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (code, "", "")
    assert server.actions()[-1] == "Logoff"


def test_a_reader_that_has_had_enough_is_no_error(server: Server) -> None:
    async def flood() -> None:
        await _followed(server)
        for number in range(2000):
            server.pbx.emit("UserEvent", {"UserEvent": "x", "Number": number})

    with start("tail", server.url) as process:
        server.portal.start_task_soon(flood)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(20) == 0
        assert process.stderr.read() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_reader_that_pauses_holds_up_neither_the_client_nor_its_end(server: Server) -> None:
    async def flood() -> None:
        await _followed(server)
        for number in range(20_000):
            server.pbx.emit("UserEvent", {"UserEvent": "x", "Number": number})
        # All of it has been read from the socket, though nobody reads the pipe.
        await server.pbx.flush()

    with start("tail", server.url, "--json") as process:
        server.call(flood)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stdout is not None
        process.stdout.close()


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_the_end_waits_no_longer_than_that_for_a_reader_that_pauses(server: Server, backend: str) -> None:
    async def flood() -> None:
        await _followed(server)
        for number in range(20_000):
            server.pbx.emit("UserEvent", {"UserEvent": "x", "Number": number})
        await server.pbx.flush()

    with start("tail", server.url, "--count", "19000", "--backend", backend, "--seconds", "1") as process:
        server.call(flood)
        assert process.wait(20) == 0
        assert process.stdout is not None
        process.stdout.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_messages_that_cannot_be_written_disturb_nothing(server: Server) -> None:
    future = server.portal.start_task_soon(emit_always, server)
    with open("/dev/full", "w") as full:
        command = [*COMMAND, "tail", server.url, "-e", "Hangup", "--gaps", "--json"]
        started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=full, text=True)
        with ended(started) as process:
            assert process.stdout is not None
            kinds = [_kind(process.stdout.readline())]
            server.call(cut, server)
            while "resubscribed" not in kinds or kinds[-1] != "event":
                kinds.append(_kind(process.stdout.readline()))
            process.terminate()
            process.stdout.read()
            assert process.wait(20) == 143
    future.cancel()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_tail_survives_a_reconnect_and_says_so(server: Server) -> None:
    future = server.portal.start_task_soon(emit_always, server)
    with start("tail", server.url, "-e", "Hangup", "--gaps", "--json") as process:
        assert process.stdout is not None
        kinds = [_kind(process.stdout.readline())]
        server.call(cut, server)
        while "resubscribed" not in kinds or kinds[-1] != "event":
            kinds.append(_kind(process.stdout.readline()))
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    future.cancel()
    assert [kind for kind in kinds if kind != "event"] == ["disconnected", "resubscribed"]
    assert "connection lost" in err
    assert "connected again" in err


def _kind(line: str) -> str:
    kind: str = json.loads(line).get("gap", {}).get("kind", "event")
    return kind


def test_without_the_extra_one_line_says_how_to_get_it() -> None:
    code = (
        "import sys\n"
        "sys.modules['typer'] = None\n"
        "from anyio_ami.cli import main\n"
        "main()\n"
    )  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert (
        done.stderr
        == "anyio-ami: the command line needs typer; install it with: pip install 'anyio-ami[cli]'\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_terminal_gets_columns_and_no_colours_if_it_wants_none(server: Server) -> None:
    import pty

    for environment, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        main, other = pty.openpty()
        started = subprocess.Popen(
            [*COMMAND, "send", server.url, "QueueStatus"],
            stdin=other, stdout=other, stderr=other,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment},
        )  # fmt: skip
        with ended(started) as process:
            os.close(other)
            shown = _read_all(main)
            process.wait(20)
        assert ("\x1b[1m" in shown) is coloured
        assert "QueueParams" in shown
        assert (
            max(len(line) for line in shown.replace("\x1b[1m", "").replace("\x1b[2m", "").splitlines()) <= 84
        )


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_the_stanza_of_check_is_whole_at_a_narrow_terminal(server: Server) -> None:
    import pty

    names = ("Hangup", "Newchannel", "QueueCallerJoin", "AgentConnect", "BridgeEnter")
    command = [*COMMAND, "check", server.url, *(f"--event={name}" for name in names)]
    piped = subprocess.run(command, capture_output=True, text=True, check=True)
    stanza = textwrap.dedent(piped.stdout[piped.stdout.index("  [admin]") :])
    assert max(map(len, stanza.splitlines())) > 30
    main, other = pty.openpty()
    started = subprocess.Popen(
        command,
        stdin=other, stdout=other, stderr=other,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "30"},
    )  # fmt: skip
    with ended(started) as process:
        os.close(other)
        shown = _read_all(main)
        assert process.wait(20) == 0
    assert shown.replace("\r\n", "\n").endswith(f"\n{stanza}")


def _read_all(terminal: int) -> str:
    data = b""
    try:
        while chunk := os.read(terminal, 65536):
            data += chunk
    except OSError:  # what Linux says at the end
        pass
    os.close(terminal)
    return data.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_secret_is_asked_for_at_a_terminal_and_not_echoed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pty

    monkeypatch.delenv("AMI_SECRET")
    main, other = pty.openpty()
    started = subprocess.Popen(
        [*COMMAND, "send", server.url, "Ping"],
        stdin=other, stdout=other, stderr=other, start_new_session=True,
    )  # fmt: skip
    with ended(started) as process:
        os.close(other)
        asked = b""
        while b"Secret for" not in asked:
            asked += os.read(main, 1000)
        os.write(main, b"s3cret\n")
        shown = asked.decode() + _read_all(main)
        process.wait(20)
    assert process.returncode == 0
    assert "Pong" in shown
    assert "s3cret" not in shown


def test_a_reader_of_the_help_who_has_had_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        for arguments in (("--help",), ("tail", "--help"), ("--version",)):
            done = subprocess.run(
                [*COMMAND, *arguments], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
            )
            assert (done.returncode, done.stderr) == (0, "")
    finally:
        os.close(writing)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell")
def test_a_stdout_that_is_closed_is_told_before_anything_is_sent(server: Server) -> None:
    closed = ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "send", server.url, "Ping"]
    done = subprocess.run(closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (7, "anyio-ami: stdout is closed\n")
    assert server.actions() == []


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_help_that_cannot_be_written_is_one_line() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr.count("\n"), "No space" in done.stderr) == (7, 1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("module", ["typer", "anyio_ami.cli._app", "anyio._backends._asyncio"])
def test_ctrl_c_while_it_starts_ends_it_without_a_word(server: Server, module: str) -> None:
    code = f"""
import os, signal, sys
import anyio_ami.cli
class Importing:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            try: os.kill(os.getpid(), signal.SIGINT)
            except KeyboardInterrupt: pass  # as some callbacks do
sys.meta_path.insert(0, Importing())
anyio_ami.cli.main()
"""
    done = subprocess.run(
        [sys.executable, "-c", code, "tail", server.url, "--seconds", "0"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_the_script_imports_nothing_before_ctrl_c_is_looked_after() -> None:
    code = (
        "import sys, signal, __future__\n"
        "before = set(sys.modules)\n"
        "import anyio_ami_command\n"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['anyio_ami_command']"
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.scripts]\nanyio-ami = "anyio_ami_command:main"\n' in text


def test_the_script_is_the_command() -> None:
    code = "import sys, anyio_ami_command; sys.argv[1:] = ['--version']; anyio_ami_command.main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()[0], done.stderr) == (0, "anyio-ami", "")


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors")
def test_a_closed_stdin_has_no_secret(server: Server) -> None:
    words = " ".join([*COMMAND, "send", server.url, "Ping", "--secret-file", "-", "<&-"])
    done = subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, "there is no secret in it" in done.stderr) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="terminals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_somebody_types_the_secret_leaves_the_terminals_echo(
    server: Server, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pty
    import termios

    monkeypatch.delenv("AMI_SECRET")
    ours, theirs = pty.openpty()
    with open(ours, "rb", buffering=0) as shown, open(theirs, "rb", buffering=0) as terminal:
        command = [*COMMAND, "send", server.url, "Ping"]
        # What nohup ignores would stay ignored.
        before = signal.signal(number, signal.SIG_DFL)
        started = subprocess.Popen(
            command, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True
        )
        signal.signal(number, before)
        with ended(started) as process:
            text = b""
            while not text.endswith(b": "):
                text += shown.read(100)
            assert not termios.tcgetattr(terminal)[3] & termios.ECHO
            process.send_signal(number)
            assert process.wait(20) == 128 + number
        assert termios.tcgetattr(terminal)[3] & termios.ECHO
