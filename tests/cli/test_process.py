"""The command as a process of its own: signals, pipes, completion, and what is not installed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, AnyStr

import anyio
import pytest

from tests.recording.helpers import Pipe

if TYPE_CHECKING:
    from collections.abc import Generator
    from contextlib import AbstractContextManager

    from .conftest import Server

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-m", "anyio_ami"]


@contextmanager
def _ended(process: subprocess.Popen[AnyStr]) -> Generator[subprocess.Popen[AnyStr]]:
    """The process does not outlive the block: one that a failed test leaves behind is not waited for."""
    with process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _start(*arguments: str, **more: Any) -> AbstractContextManager[subprocess.Popen[str]]:
    command = [*COMMAND, *arguments]
    return _ended(
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)
    )


async def _followed(server: Server) -> None:
    await server.pbx.wait_for_request("CoreStatus")
    await server.pbx.flush()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_logs_off_and_leaves_without_a_traceback(server: Server, number: int, code: int) -> None:
    with _start("tail", server.url) as process:
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

    with _start("tail", server.url) as process:
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

    with _start("tail", server.url, "--json") as process:
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

    with _start("tail", server.url, "--count", "19000", "--backend", backend, "--seconds", "1") as process:
        server.call(flood)
        assert process.wait(20) == 0
        assert process.stdout is not None
        process.stdout.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_messages_that_cannot_be_written_disturb_nothing(server: Server) -> None:
    future = server.portal.start_task_soon(_emit_always, server)
    with open("/dev/full", "w") as full:
        command = [*COMMAND, "tail", server.url, "-e", "Hangup", "--gaps", "--json"]
        started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=full, text=True)
        with _ended(started) as process:
            assert process.stdout is not None
            kinds = [_kind(process.stdout.readline())]
            server.call(_cut, server)
            while "resubscribed" not in kinds or kinds[-1] != "event":
                kinds.append(_kind(process.stdout.readline()))
            process.terminate()
            process.stdout.read()
            assert process.wait(20) == 143
    future.cancel()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_tail_survives_a_reconnect_and_says_so(server: Server) -> None:
    future = server.portal.start_task_soon(_emit_always, server)
    with _start("tail", server.url, "-e", "Hangup", "--gaps", "--json") as process:
        assert process.stdout is not None
        kinds = [_kind(process.stdout.readline())]
        server.call(_cut, server)
        while "resubscribed" not in kinds or kinds[-1] != "event":
            kinds.append(_kind(process.stdout.readline()))
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    future.cancel()
    assert [kind for kind in kinds if kind != "event"] == ["disconnected", "resubscribed"]
    assert "connection lost" in err
    assert "connected again" in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_record_says_that_a_lost_connection_is_there_again(server: Server, tmp_path: Path) -> None:
    with _start("record", server.url, str(tmp_path / "a.amirec"), "--seconds", "20") as process:
        assert process.stderr is not None
        assert "recording" in process.stderr.readline()
        server.call(_cut, server)
        told = [process.stderr.readline()]
        while told[-1] and "connected again; the recording goes on" not in told[-1]:
            told.append(process.stderr.readline())
        assert "connection lost" in told[0]
        process.send_signal(signal.SIGINT)
        told.append(process.communicate(timeout=20)[1])
    assert [line for text in told for line in text.splitlines() if "connected again" in line] == [
        f"anyio-ami: {server.pbx.host}:{server.pbx.port}: connected again; the recording goes on"
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a shell")
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("before", [None, b"x"], ids=["new", "overwritten"])
def test_record_ends_and_says_why_when_the_file_cannot_grow_any_more(
    server: Server, tmp_path: Path, before: bytes | None, backend: str
) -> None:
    future = server.portal.start_task_soon(_emit_always, server)
    file = tmp_path / "a.amirec"
    if before is not None:
        file.write_bytes(before)
    options = ["--seconds", "60", "--force", "--backend", backend]
    recording = [*COMMAND, "record", server.url, str(file), *options]
    limited = ["sh", "-c", 'ulimit -f 1 && exec "$@"', "sh", *recording]
    with _ended(subprocess.Popen(limited, stderr=subprocess.PIPE, text=True)) as process:
        _, err = process.communicate(timeout=30)
        assert process.returncode == 7
    future.cancel()
    size = file.stat().st_size
    assert 0 < size <= 1024
    told = f"{file}: {size:,} bytes; "
    assert told in err
    assert f"the recording {file} is not complete: [Errno 27] File too large" in err


@pytest.mark.skipif(sys.platform == "win32", reason="files that are open are not removed there")
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("other", [None, b"something else"], ids=["removed", "replaced"])
@pytest.mark.parametrize("number", [None, signal.SIGINT])
def test_a_recording_that_is_gone_is_told(
    server: Server, tmp_path: Path, number: int | None, other: bytes | None, backend: str
) -> None:
    file = tmp_path / "a.amirec"
    with _start("record", server.url, str(file), "--seconds", "60", "--backend", backend) as process:
        assert process.stderr is not None
        assert "recording" in process.stderr.readline()
        if other is not None:
            (tmp_path / "other").write_bytes(other)
            (tmp_path / "other").replace(file)
        else:
            file.unlink()
        if number is not None:
            process.send_signal(number)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 7
    assert (
        err == f"anyio-ami: the recording {file} is gone: it was removed, or something else was put there\n"
    )
    assert other is None or file.read_bytes() == other


@pytest.mark.skipif(sys.platform == "win32", reason="signals, pipes that have names")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_what_could_not_be_recorded_is_told_though_a_signal_ends_it(
    server: Server, tmp_path: Path, number: int, backend: str
) -> None:
    pipe = Pipe(tmp_path / "pipe")
    options = ["--force", "--seconds", "60", "--backend", backend]
    with _start("record", server.url, str(pipe.path), *options) as process:
        assert process.stderr is not None
        assert "recording" in process.stderr.readline()
        pipe.close()
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 7
    assert "is not complete: [Errno 32] Broken pipe" in err


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
@pytest.mark.parametrize("how", ["0<&-", "0>/dev/null", "</dev/null"])
def test_replay_by_lines_that_cannot_be_read_ends(server: Server, tmp_path: Path, how: str) -> None:
    file = tmp_path / "a.amirec"
    server.call(_recorded, server, file)
    command = ["sh", "-c", f'"$@" {how}', "sh", *COMMAND, "replay", str(file), "--step"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    closed = how == "0<&-"
    assert done.returncode == (2 if closed else 0)
    assert ("stdin, which is closed" in done.stderr) is closed


async def _recorded(server: Server, path: Path) -> None:
    """A recording of five events, and the loss of the connection."""
    from anyio_ami import connect_ami, events
    from anyio_ami.recording import Recorder

    async with (
        Recorder(path) as recorder,
        connect_ami(server.url, secret="s3cret", observers=[recorder]) as ami,
        ami.subscribe(events.UserEvent) as stream,
    ):
        for number in range(5):
            server.pbx.emit("UserEvent", {"UserEvent": "Step", "Number": number}, event_class="user")
        for _ in range(5):
            await stream.receive()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_replay_goes_event_by_event_as_lines_are_typed(server: Server, tmp_path: Path, backend: str) -> None:
    from anyio_ami import events, sync

    file = tmp_path / "a.amirec"
    server.call(_recorded, server, file)

    def told(start: str) -> str:
        for line in process.stderr or ():
            if start in line:
                return line
        pytest.fail(f"nothing was told that has {start!r}")

    def types(text: str) -> None:
        assert process.stdin is not None
        process.stdin.write(text)
        process.stdin.flush()

    with _start("replay", str(file), "--step", "--backend", backend, stdin=subprocess.PIPE) as process:
        url = told("is served at").split()[5].rstrip(";").replace("any@", "any:any@")
        with sync.connect(url, boot_timeout=0) as ami, ami.subscribe(events.UserEvent) as stream:
            types("\n")
            assert "1 played" in told(" played")
            assert stream.receive(timeout=20).headers["Number"] == "0"
            for wrong in ("none", "0", "-1", "\u00b2", "9" * 5000):
                types(f"{wrong}\n")
                assert f"{wrong[:20]!r} is no number of events" in told("no number")
            types("2\n")
            assert "3 played" in told(" played")
            assert [stream.receive(timeout=20).headers["Number"] for _ in range(2)] == ["1", "2"]
            assert stream.unread == 0
            types("99\n")
            assert "that was all" in told(" played")
            assert process.wait(20) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_replay_that_waits_for_a_line_ends_at_once_with_a_signal(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "a.amirec"
    server.call(_recorded, server, file)
    with _start("replay", str(file), "--step", stdin=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert "is served at" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == ""


async def _emit_always(server: Server) -> None:
    while True:
        server.pbx.emit("Hangup", {"Channel": "PJSIP/alice-1", "Cause": 17})
        await anyio.sleep(0.01)  # a pace, not a wait: another thread or process takes them when it can


async def _cut(server: Server) -> None:
    server.pbx.cut()


def _kind(line: str) -> str:
    kind: str = json.loads(line).get("gap", {}).get("kind", "event")
    return kind


def _completed(*words: str) -> list[str]:
    """What is told to bash, which parts words at ":", "=" and "@", and joins them by line ends."""
    parted = ["anyio-ami", *(part for word in words for part in re.findall("[:=@]+|[^:=@]+", word) or [""])]
    environment = {
        **os.environ,
        "_ANYIO_AMI_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(parted),
        "COMP_CWORD": str(len(parted) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from anyio_ami.cli import main; main()"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.split()


def test_names_of_commands_events_actions_and_fields_are_completed(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text('[profiles.office]\nurl = "ami://a@b"\n')
    assert "originate" in _completed("or")
    assert "office" in _completed("tail", "of")
    assert _completed("tail", "x", "--event", "Hangup")[0] == "Hangup"
    assert "CoreShowChannels" in _completed("send", "x", "CoreSh")
    fields = _completed("send", "x", "Originate", "channel=y", "c")
    assert {"context=", "caller_id=", "codecs=", "channel_id="} <= set(fields)
    assert "channel=" not in fields
    assert _completed("send", "x", "QueuePause", "paused=t") == ["true"]
    assert set(_completed("send", "x", "QueuePause", "paused=")) == {"true", "false"}
    url = "ami://admin@127.0.0.1:5038"
    assert "CoreShowChannels" in _completed("send", url, "CoreSh")
    assert "context=" in _completed("send", url, "Originate", "channel=PJSIP/a:b=c", "c")
    # Bash puts a blank behind what is the only one.
    assert _completed("send", url, "Originate", "chan") == ["channel=", "channel_id="]
    assert _completed("send", url, "Hangup", "cau") == ["cause=", "cause=..."]
    assert _completed("tail", url, "--event=Hangup")[0] == "Hangup"
    assert "Hangup" in _completed("tail", url, "--event", "")


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


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_a_terminal_gets_columns_and_no_colours_if_it_wants_none(server: Server) -> None:
    import pty

    for environment, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        main, other = pty.openpty()
        started = subprocess.Popen(
            [*COMMAND, "send", server.url, "QueueStatus"],
            stdin=other, stdout=other, stderr=other,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment},
        )  # fmt: skip
        with _ended(started) as process:
            os.close(other)
            shown = _read_all(main)
            process.wait(20)
        assert ("\x1b[1m" in shown) is coloured
        assert "QueueParams" in shown
        assert (
            max(len(line) for line in shown.replace("\x1b[1m", "").replace("\x1b[2m", "").splitlines()) <= 84
        )


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
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
    with _ended(started) as process:
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


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
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
    with _ended(started) as process:
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
        with _ended(started) as process:
            text = b""
            while not text.endswith(b": "):
                text += shown.read(100)
            assert not termios.tcgetattr(terminal)[3] & termios.ECHO
            process.send_signal(number)
            assert process.wait(20) == 128 + number
        assert termios.tcgetattr(terminal)[3] & termios.ECHO
