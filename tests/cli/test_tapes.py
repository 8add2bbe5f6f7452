"""``record`` and ``replay`` as processes of their own: signals, disks, what is typed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.recording.helpers import Pipe

from .processes import COMMAND, cut, emit_always, ended, start

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Server


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT can be sent to one process there")
def test_record_says_that_a_lost_connection_is_there_again(server: Server, tmp_path: Path) -> None:
    with start("record", server.url, str(tmp_path / "a.amirec"), "--seconds", "20") as process:
        assert process.stderr is not None
        assert "recording" in process.stderr.readline()
        server.call(cut, server)
        told = [process.stderr.readline()]
        while told[-1] and "connected again; the recording goes on" not in told[-1]:
            told.append(process.stderr.readline())
        assert "connection lost" in told[0]
        process.send_signal(signal.SIGINT)
        told.append(process.communicate(timeout=20)[1])
    assert [line for text in told for line in text.splitlines() if "connected again" in line] == [
        f"anyio-ami: {server.pbx.host}:{server.pbx.port}: connected again; the recording goes on"
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a POSIX shell")
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("before", [None, b"x"], ids=["new", "overwritten"])
def test_record_ends_and_says_why_when_the_file_cannot_grow_any_more(
    server: Server, tmp_path: Path, before: bytes | None, backend: str
) -> None:
    future = server.portal.start_task_soon(emit_always, server)
    file = tmp_path / "a.amirec"
    if before is not None:
        file.write_bytes(before)
    options = ["--seconds", "60", "--force", "--backend", backend]
    recording = [*COMMAND, "record", server.url, str(file), *options]
    limited = ["sh", "-c", 'ulimit -f 1 && exec "$@"', "sh", *recording]
    with ended(subprocess.Popen(limited, stderr=subprocess.PIPE, text=True)) as process:
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
    with start("record", server.url, str(file), "--seconds", "60", "--backend", backend) as process:
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


@pytest.mark.skipif(sys.platform == "win32", reason="no signals, no pipes that have names there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_what_could_not_be_recorded_is_told_though_a_signal_ends_it(
    server: Server, tmp_path: Path, number: int, backend: str
) -> None:
    pipe = Pipe(tmp_path / "pipe")
    options = ["--force", "--seconds", "60", "--backend", backend]
    with start("record", server.url, str(pipe.path), *options) as process:
        assert process.stderr is not None
        assert "recording" in process.stderr.readline()
        pipe.close()
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 7
    assert "is not complete: [Errno 32] Broken pipe" in err


@pytest.mark.skipif(sys.platform == "win32", reason="redirections of a POSIX shell")
@pytest.mark.parametrize("how", ["0<&-", "0>/dev/null", "</dev/null"])
def test_replay_by_lines_that_cannot_be_read_ends(server: Server, tmp_path: Path, how: str) -> None:
    file = tmp_path / "a.amirec"
    server.call(_recorded, server, file)
    command = ["sh", "-c", f'"$@" {how}', "sh", *COMMAND, "replay", str(file), "--step"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    closed = how == "0<&-"
    assert done.returncode == (2 if closed else 0)
    assert ("stdin, which is closed" in done.stderr) is closed


@pytest.mark.skipif(sys.platform == "win32", reason="no non-blocking pipes there")
def test_replay_reads_a_stdin_that_does_not_block_to_its_last_line(server: Server, tmp_path: Path) -> None:
    """Other programs leave it so. The last line may lack its end."""
    file = tmp_path / "a.amirec"
    server.call(_recorded, server, file)
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    with start("replay", str(file), "--step", stdin=ours) as process:
        os.close(ours)
        assert process.stderr is not None
        assert "is served at" in process.stderr.readline()
        os.write(theirs, b"none\n")
        assert "'none' is no number" in process.stderr.readline()
        os.write(theirs, b"at last")
        os.close(theirs)
        assert "'at last' is no number" in process.stderr.readline()
        assert process.wait(20) == 0


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


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT can be sent to one process there")
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

    with start("replay", str(file), "--step", "--backend", backend, stdin=subprocess.PIPE) as process:
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


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT can be sent to one process there")
def test_replay_that_waits_for_a_line_ends_at_once_with_a_signal(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "a.amirec"
    server.call(_recorded, server, file)
    with start("replay", str(file), "--step", stdin=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert "is served at" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == ""
