"""What is written, and that recording disturbs nobody."""

from __future__ import annotations

import errno
import logging
import os
import random
import stat
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, NoReturn

import anyio
import pytest

from anyio_ami import (
    Limits,
    ServerInfo,
    SessionInfo,
    actions,
    connect_fleet,
    errors,
    events,
    mask_frame,
)
from anyio_ami.errors import AMIError
from anyio_ami.recording import Recorder, Recording, RecordingError
from anyio_ami.recording._format import Writer
from anyio_ami.testing import FakeAsterisk

from .helpers import Pipe, client, record, until, user_events

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.anyio

GREETING = b"Asterisk Call Manager/11.0.0\r\n"
SESSION = SessionInfo("pbx", "pbx:5038", 1)
SERVER = ServerInfo(greeting="Asterisk Call Manager/11.0.0")


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Pipe]:
    if sys.platform == "win32":
        pytest.skip("named pipes are files only on POSIX systems")
    made = Pipe(tmp_path / "pipe")
    yield made
    made.close()


def event(name: str, size: int = 0) -> bytes:
    # Not to be compressed.
    filler = random.Random(name).randbytes(size // 2).hex()
    return f"Event: UserEvent\r\nUserEvent: {name}\r\nFiller: {filler}\r\n\r\n".encode()


async def test_the_events_are_those_that_the_client_saw(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    began = time.time()
    async with FakeAsterisk() as pbx:
        lived = await record(path, pbx)
    recording = Recording(path)
    read = list(recording.events())[: len(lived)]
    assert read == lived
    assert recording.complete
    assert began - 1 < recording.info.started < time.time() + 1
    assert recording.nodes() == ["pbx"]
    for one, other in zip(read, lived, strict=True):
        assert (one.headers, one.raw, one.seq) == (other.headers, other.raw, other.seq)
        assert one.session == other.session
        assert one.received is not None
        assert other.received is not None
        assert one.received.wall == pytest.approx(other.received.wall, abs=1)
    assert list(recording.events("pbx")) == list(recording.events())


async def test_connections_and_their_ends_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    async with FakeAsterisk() as pbx:
        await record(path, pbx)
        async with Recorder(tmp_path / "b.amirec") as recorder:
            with pytest.raises(errors.AuthenticationError):
                async with client(pbx, recorder, secret="wrong"):
                    pass
    entries = [entry for entry in Recording(path).entries() if entry.kind not in ("received", "sent")]
    assert [(entry.kind, entry.connection) for entry in entries] == [
        ("connecting", 1), ("connected", 1), ("disconnected", 1),
        ("connecting", 2), ("connected", 2), ("disconnected", 2),
    ]  # fmt: skip
    assert entries[1].server is not None
    assert entries[1].server.major == 22
    assert (entries[2].reason or "").startswith("ConnectionLost: ")
    assert entries[4].session.number == 2
    assert entries[5].reason is None
    refused = Recording(tmp_path / "b.amirec")
    *_, end = refused.entries()
    assert (end.kind, (end.reason or "").partition(":")[0]) == ("disconnected", "AuthenticationError")
    # Nobody was given an event of it.
    assert list(refused.events()) == []


async def test_secrets_are_masked_wherever_a_read_ends(tmp_path: Path) -> None:
    frame = b"Event: VarSet\r\nVariable: DB_PASSWORD\r\nValue: hunter2\r\n\r\n"
    for cut in range(len(GREETING), len(GREETING) + len(frame)):
        data, path = GREETING + frame, tmp_path / f"{cut}.amirec"
        with Recorder(path) as recorder:
            recorder.connecting(SESSION)
            recorder.received(SESSION, data[:cut])
            recorder.received(SESSION, data[cut:])
        content = b"".join(entry.data for entry in Recording(path).entries())
        assert content == GREETING + mask_frame(frame)
        # What is unfinished at the end is left out: its secret may not be told yet.
        with Recorder(path, overwrite=True) as recorder:
            recorder.connecting(SESSION)
            recorder.received(SESSION, data[:cut])
        content = b"".join(entry.data for entry in Recording(path).entries())
        assert content == GREETING


async def test_one_recorder_takes_a_whole_fleet(tmp_path: Path) -> None:
    path = tmp_path / "fleet.amirec"
    async with FakeAsterisk() as one, FakeAsterisk("16") as two:
        options: Any = {"username": "admin", "secret": "s3cret"}
        nodes: Any = {"one": {"transport": one.connect}, "two": {"transport": two.connect}}
        async with (
            Recorder(path) as recorder,
            connect_fleet(nodes, **options, observers=[recorder]) as fleet,
            fleet.subscribe(events.UserEvent) as stream,
        ):
            await fleet.wait_connected()
            for number in range(20):
                one.emit("UserEvent", {"UserEvent": f"one-{number}"})
                two.emit("UserEvent", {"UserEvent": f"two-{number}"})
            for _ in range(40):
                await stream.receive()
    recording = Recording(path)
    assert sorted(recording.nodes()) == ["one", "two"]
    for node in ("one", "two"):
        found = [e for e in recording.events(node) if isinstance(e, events.UserEvent)]
        assert [e.user_event for e in found] == [f"{node}-{number}" for number in range(20)]
        assert {e.session.node for e in found if e.session} == {node}


async def test_everything_is_in_the_file_within_the_interval(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    async with Recorder(path, flush_interval=0.05) as recorder:
        recorder.connecting(SESSION)
        recorder.received(SESSION, GREETING + event("one"))
        await until(lambda: b"one" in b"".join(entry.data for entry in Recording(path).entries()))
        recording = Recording(path)
        list(recording.entries())
        assert recording.complete is False, "it goes on"


async def test_a_disk_that_stalls_costs_whole_reads_and_the_recording_says_so(pipe: Pipe) -> None:
    data = [event(str(number), 8_000) for number in range(200)]
    async with Recorder(pipe.path, overwrite=True, buffer=1 << 16, flush_interval=0.05) as recorder:
        recorder.connecting(SESSION)
        recorder.connected(SESSION, SERVER)
        recorder.received(SESSION, GREETING)
        begun = time.monotonic()
        for one in data:
            # Cut in the middle, so that what is lost begins and ends within frames.
            recorder.received(SESSION, one[:100])
            recorder.received(SESSION, one[100:])
        took = time.monotonic() - begun
        waiting = recorder._put_in - recorder._taken_out
        dropped = recorder.dropped
        assert dropped > 200 * 4_000
        assert waiting <= 1 << 16
        assert took < 5, "the disk never held up the caller"
        # The disk works again.
        await until(lambda: pipe.read() and recorder._put_in == recorder._taken_out)
        recorder.received(SESSION, event("torn")[-10:] + event("after"))
        recorder.disconnected(SESSION, None)
        await until(lambda: pipe.read() and recorder._put_in == recorder._taken_out)
    pipe.read()
    (pipe.path.parent / "copy").write_bytes(pipe.data)
    entries = list(Recording(pipe.path.parent / "copy").entries())
    received = b"".join(entry.data for entry in entries if entry.kind == "received")
    (gap,) = [entry for entry in entries if entry.kind == "gap"]
    assert gap.direction == "received"
    sent = len(GREETING) + sum(map(len, data)) + 10 + len(event("after"))
    assert gap.lost == sent - len(received)
    frames = received.removeprefix(GREETING).split(b"\r\n\r\n")
    assert frames[-2:] == [event("after")[:-4], b""]
    assert set(frames[:-2]) <= {one[:-4] for one in data}, "only whole frames"


async def test_an_error_of_the_disk_is_told_once_and_disturbs_nobody(
    pipe: Pipe, caplog: pytest.LogCaptureFixture
) -> None:
    recorder = Recorder(pipe.path, overwrite=True, flush_interval=0.05)
    async with FakeAsterisk() as pbx:
        with pytest.raises(RecordingError, match="is not complete") as caught:
            async with recorder, client(pbx, recorder) as ami:
                assert recorder.error is None
                pipe.close()
                await ami.send(actions.Ping())
                await until(lambda: recorder.error is not None)
                for _ in range(5):
                    await ami.send(actions.Ping())
                assert recorder.dropped > 0
                assert not recorder._queue
        assert caught.value is recorder.error
        assert isinstance(caught.value.__cause__, BrokenPipeError)
        assert isinstance(caught.value, AMIError)
    told = [one for one in caplog.records if one.name == "anyio_ami.recording"]
    assert [one.levelno for one in told] == [logging.ERROR]


async def test_an_error_of_the_body_is_not_hidden_by_one_of_the_disk(pipe: Pipe) -> None:
    with pytest.raises(KeyError):
        async with Recorder(pipe.path, overwrite=True, flush_interval=0.05) as recorder:
            pipe.close()
            recorder.connecting(SESSION)
            raise KeyError


async def test_leaving_waits_for_the_disk_only_so_long(pipe: Pipe) -> None:
    with (
        anyio.fail_after(10),
        pytest.raises(RecordingError, match=r"not be written to its end within 0\.1 s"),
    ):
        async with Recorder(pipe.path, overwrite=True, close_timeout=0.1) as recorder:
            recorder.connecting(SESSION)
            recorder.received(SESSION, GREETING + event("big", 1 << 20))


async def test_a_cancelled_block_still_writes_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    with anyio.CancelScope() as scope:
        async with Recorder(path) as recorder:
            recorder.connecting(SESSION)
            recorder.connected(SESSION, SERVER)
            recorder.received(SESSION, GREETING + event("one"))
            scope.cancel()
            await anyio.sleep_forever()
    assert b"one" in b"".join(entry.data for entry in Recording(path).entries())


async def test_a_file_that_is_there_is_not_replaced_unless_told_to(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    async with FakeAsterisk() as pbx:
        await record(path, pbx)
    with pytest.raises(FileExistsError):
        async with Recorder(path):
            pass
    assert user_events(path) == ["one", "two", "last"]
    async with Recorder(path, overwrite=True):
        pass
    assert (list(Recording(path).entries()), user_events(path)) == ([], [])
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    with pytest.raises(FileNotFoundError):
        async with Recorder(tmp_path / "no" / "a.amirec"):
            pass


async def test_a_block_that_is_cancelled_before_it_begins_leaves_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    path.write_bytes(b"last night")
    with anyio.CancelScope() as scope:
        scope.cancel()
        async with Recorder(path, overwrite=True):
            pytest.fail("it was cancelled")
    assert path.read_bytes() == b"last night"


async def test_a_client_with_wider_limits_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    wide = Limits(event_headers=5_000, response_lines=400_000)
    async with FakeAsterisk() as pbx, Recorder(path, close_timeout=60) as recorder:
        pbx.commands["long"] = "line\n" * 300_000
        async with client(pbx, recorder, limits=wide) as ami, ami.subscribe(events.UserEvent) as stream:
            await ami.send(actions.Command(command="long"))
            pbx.emit("UserEvent", [("UserEvent", "many"), *(("X", "y") for _ in range(3_000))])
            pbx.emit("UserEvent", {"UserEvent": "last"})
            lived = [await stream.receive(), await stream.receive()]
    recorded = [one for one in Recording(path).events() if isinstance(one, events.UserEvent)]
    assert [one.raw for one in recorded] == [one.raw for one in lived]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
async def test_in_a_forked_process_the_recording_is_its_parents(tmp_path: Path) -> None:
    program = (
        "import os, sys, time\n"
        "from anyio_ami.recording import Recorder, Recording\n"
        "began = time.monotonic()\n"
        "with Recorder(sys.argv[1]):\n"
        "    child = os.fork()\n"
        "if not child:\n"
        "    os._exit(time.monotonic() - began > 4)\n"
        "assert os.waitpid(child, 0)[1] == 0\n"
        "recording = Recording(sys.argv[1])\n"
        "list(recording.entries())\n"
        "assert recording.complete\n"
    )
    path = str(tmp_path / "a.amirec")
    # From Python 3.12 on it warns of a fork beside threads.
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", program, path]
    done = await anyio.run_process(command, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")


async def test_a_recorder_is_for_one_block(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    recorder = Recorder(tmp_path / "a.amirec")
    async with FakeAsterisk() as pbx, client(pbx, recorder):
        pass
    assert "enter it before the client's" in caplog.text
    async with recorder:
        pass
    recorder.received(SESSION, b"after it")
    with pytest.raises(RuntimeError, match="one recording"):
        async with recorder:
            pass
    for wrong in ({"buffer": 5}, {"flush_interval": 0}, {"close_timeout": -1}):
        with pytest.raises(ValueError, match="a Recorder needs"):
            Recorder("x", **wrong)  # type: ignore[arg-type]


async def test_a_node_that_is_not_in_a_recording_is_no_empty_recording(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    async with FakeAsterisk() as pbx:
        lived = await record(path, pbx)
    recording = Recording(path)
    assert list(recording.events(node="pbx"))[: len(lived)] == lived
    for read in (recording.events, recording.messages, recording.decoded):
        with pytest.raises(ValueError, match="no node 'zzz' is in this recording; there are: 'pbx'"):
            list(read(node="zzz"))


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
async def test_a_file_that_others_could_read_is_theirs_no_more(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    path.write_bytes(b"x" * 10_000)
    path.chmod(0o644)
    async with Recorder(path, overwrite=True):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Recording(path).path == str(path)
    assert path.stat().st_size < 10_000


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are files only on POSIX systems")
async def test_entering_is_cancelled_though_the_disk_stalls(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    recorder = Recorder(path, overwrite=True)
    with anyio.fail_after(10):
        with anyio.move_on_after(0.1) as scope:
            async with recorder:
                raise AssertionError("there is nobody to read it")
        assert scope.cancelled_caught
    recorder.connecting(SESSION)
    # Its thread ends as soon as the disk is there.
    read = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        await until(lambda: not any(one.name == "AMI recorder" for one in threading.enumerate()))
        (tmp_path / "copy").write_bytes(os.read(read, 10_000))
    finally:
        os.close(read)
    assert list(Recording(tmp_path / "copy").entries()) == []


@pytest.mark.parametrize("overwrite", [False, True])
async def test_an_entering_that_fails_leaves_no_file_that_was_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, overwrite: bool
) -> None:
    def full(*arguments: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("anyio_ami.recording._recorder.Writer", full)
    path = tmp_path / "a.amirec"
    for entering in (Recorder(path, overwrite=overwrite), Recorder(path, overwrite=overwrite)):
        with pytest.raises(OSError, match="No space") as caught:
            async with entering:
                raise AssertionError("it was entered")
        assert caught.value.filename == str(path)
        assert not path.exists()
    path.write_bytes(b"last night")
    with pytest.raises(OSError, match="No space" if overwrite else "File exists"):
        async with Recorder(path, overwrite=overwrite):
            raise AssertionError("it was entered")
    assert path.exists()


async def test_an_entering_that_is_cancelled_leaves_no_file_that_was_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, stalled = tmp_path / "a.amirec", threading.Event()

    def slow(*arguments: Any) -> Writer:
        assert stalled.wait(30)
        return Writer(*arguments)

    monkeypatch.setattr("anyio_ami.recording._recorder.Writer", slow)
    async with anyio.create_task_group() as group:

        async def enter() -> None:
            async with Recorder(path):
                raise AssertionError("it was entered")

        group.start_soon(enter)
        await until(path.exists)
        group.cancel_scope.cancel()
        stalled.set()
    await until(lambda: not any(one.name == "AMI recorder" for one in threading.enumerate()))
    assert not path.exists()
