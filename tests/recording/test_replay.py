"""A recording served as the server that it was made from."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import SessionInfo, actions, connect_ami, errors, events
from anyio_ami.events import Event
from anyio_ami.recording import Recorder, Recording, ReplayServer, replay
from anyio_ami.testing import FakeAsterisk

from ..client.helpers import running_tasks, settle
from .helpers import QUICK, client, connected_again, read_to_last, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager

    from anyio.abc import ByteStream

    from anyio_ami import AMIClient

pytestmark = pytest.mark.anyio


@pytest.fixture
async def recorded(tmp_path: Path, anyio_backend: object) -> tuple[Path, list[Event]]:
    """A recording of two connections, and the events that its client saw."""
    path = tmp_path / "a.amirec"
    async with FakeAsterisk(dialplan={}) as pbx:
        pbx.respond("Getvar", variable(pbx))
        return path, await record(path, pbx)


def variable(pbx: FakeAsterisk) -> Any:
    """Each time it is asked for the value is another one."""
    return lambda request: request.reply(
        "Success", [("Variable", "RECORDED"), ("Value", sum(r.name == "Getvar" for r in pbx.requests))]
    )


def to(server: ReplayServer, over: str = "memory", **options: Any) -> AbstractAsyncContextManager[AMIClient]:
    where: dict[str, Any] = {"host": server.host, "port": server.port}
    if over == "memory":
        where = {"transport": server.connect}
    chosen: dict[str, Any] = {**where, "username": "any", "secret": "thing", "reconnect": QUICK, **options}
    return connect_ami(**chosen)


@pytest.mark.parametrize("over", ["tcp", "memory"])
@pytest.mark.parametrize("login", ["md5", "plain"])
async def test_the_same_events_come_again(recorded: tuple[Path, list[Event]], over: str, login: str) -> None:
    path, lived = recorded
    found: list[Event] = []
    async with (
        replay(path, speed=math.inf) as server,
        to(server, over, login=login, background=True) as ami,
        ami.subscribe(Event) as stream,
    ):
        await read_to_last(stream, found)
        await server.wait_finished()
        assert server.finished
        assert ami.stats.reconnects == 1
        # It goes on to answer.
        await ami.send(actions.QueueStatus())
    assert found == lived
    for one, other in zip(found, lived, strict=True):
        assert (one.headers, one.raw, one.seq) == (other.headers, other.raw, other.seq)
        assert one.session is not None
        assert other.session is not None
        assert one.session.number == other.session.number


async def test_actions_are_answered_as_they_were(recorded: tuple[Path, list[Event]]) -> None:
    path, _ = recorded
    async with replay(path, speed=math.inf, paused=True) as server, to(server) as ami:
        queues = await ami.send(actions.QueueStatus())
        assert [item.name for item in queues.items] == ["QueueParams", "QueueMember", "QueueParams"]
        assert queues.complete is not None
        assert queues.complete.action_id == queues.response.action_id == queues.items[0].action_id
        # The same headers, then the same name.
        assert (await ami.send(actions.Getvar(variable="RECORDED"))).value == "1"
        assert (await ami.send(actions.Getvar(variable="RECORDED"))).value == "1"
        assert (await ami.send(actions.Getvar(variable="ANOTHER"))).value == "1"
        with pytest.raises(errors.ActionError, match="The recording has no answer to SIPpeers"):
            await ami.send(actions.SIPpeers())
        await ami.send(actions.Ping())
        server.resume()
        await connected_again(ami)
        # In the second connection it was another value.
        assert (await ami.send(actions.Getvar(variable="RECORDED"))).value == "2"
        # What was asked in the first one only is known still.
        assert len(await ami.send(actions.QueueStatus())) == 3


async def test_events_come_at_their_times_or_faster(virtual_clock: None, tmp_path: Path) -> None:
    path = timed(tmp_path)
    for speed in (1.0, 10.0):
        async with replay(path, speed=speed) as server:
            async with to(server, background=True) as ami, ami.subscribe(events.UserEvent) as stream:
                await ami.wait_connected()
                begun = anyio.current_time()
                for number, seconds in enumerate((60, 3600)):
                    event = await stream.receive()
                    assert event.user_event == f"{number}"
                    assert anyio.current_time() - begun == pytest.approx(seconds / speed, abs=0.1)
            with pytest.raises(ValueError, match="speed must be more than 0"):
                async with replay(path, speed=0):
                    pass


def timed(folder: Path, times: Sequence[float] = (60, 3600)) -> Path:
    """A recording of events so many seconds after the login."""
    import io

    from anyio_ami.recording._format import (
        CONNECTED,
        CONNECTING,
        END,
        RECEIVED,
        RecordingInfo,
        Writer,
        encode,
    )

    session = SessionInfo("pbx", "pbx:5038", 1)
    file = io.BytesIO()
    writer = Writer(file, RecordingInfo(started=1.0))
    writer.add(CONNECTING, 0, 1, encode(session))
    writer.add(RECEIVED, 0, 1, b"Asterisk Call Manager/11.0.0\r\n")
    writer.add(CONNECTED, 0, 1, encode({"session": session, "server": {"greeting": "x"}}))
    for number, seconds in enumerate(times):
        frame = f"Event: UserEvent\r\nUserEvent: {number}\r\n\r\n".encode()
        writer.add(RECEIVED, int(seconds * 1e6), 1, frame)
    writer.add(END, 0)
    writer.flush()
    path = folder / "timed.amirec"
    path.write_bytes(file.getvalue())
    return path


async def test_a_client_that_takes_nothing_holds_up_the_others_no_longer_than_that(
    virtual_clock: None, tmp_path: Path
) -> None:
    count = 100
    async with replay(timed(tmp_path, range(count)), stepwise=True) as server:
        idle = await server.connect()
        await idle.send(b"Action: Login\r\nUsername: x\r\nSecret: y\r\n\r\n")
        await settle()
        async with to(server) as ami, ami.subscribe(events.UserEvent) as stream:
            begun = anyio.current_time()
            assert await server.step(count) == count
            assert anyio.current_time() - begun < 10
            assert [(await stream.receive()).user_event for _ in range(count)] == [
                f"{n}" for n in range(count)
            ]
            await server.wait_finished()
        await idle.aclose()


async def test_step_by_step(recorded: tuple[Path, list[Event]]) -> None:
    path, lived = recorded
    names = [event.user_event for event in lived if isinstance(event, events.UserEvent)]
    assert names == ["one", "two", "last"]
    async with replay(path, stepwise=True) as server, to(server) as ami, ami.subscribe(Event) as stream:
        await settle()
        assert not server.finished
        found: list[str] = []
        steps = 0
        while made := await server.step():
            steps += made
        while "last" not in found:
            event = await stream.receive()
            if isinstance(event, events.UserEvent):
                found.append(event.user_event)
        assert found == names
        assert ami.stats.reconnects == 1
        assert await server.step(5) == 0
        assert steps == 1 + sum(1 for _ in spontaneous(path))
    async with replay(path, speed=math.inf) as server:
        with pytest.raises(RuntimeError, match="stepwise"):
            await server.step()


def spontaneous(path: Path) -> list[Event]:
    """The events that came after the logins."""
    found: list[Event] = []
    done: set[int] = set()
    for entry, messages in Recording(path).decoded():
        if entry.kind == "connected":
            done.add(entry.connection)
        if entry.connection in done:
            found += [
                one.message for one in messages if one.answers is None and isinstance(one.message, Event)
            ]
    return found


async def test_several_clients_see_the_same(recorded: tuple[Path, list[Event]]) -> None:
    path, lived = recorded
    seen: list[list[Event]] = [[], [], []]
    async with replay(path, speed=math.inf, paused=True) as server, anyio.create_task_group() as group:
        ready = [anyio.Event() for _ in seen]

        async def follow(found: list[Event], over: str, began: anyio.Event) -> None:
            async with to(server, over, background=True) as ami, ami.subscribe(Event) as stream:
                await ami.wait_connected()
                began.set()
                await read_to_last(stream, found)

        for found, over, began in zip(seen, ("tcp", "memory", "tcp"), ready, strict=True):
            group.start_soon(follow, found, over, began)
        for began in ready:
            await began.wait()
        server.resume()
    assert seen == [lived] * 3


async def test_an_event_that_names_an_action_names_the_one_of_the_client(tmp_path: Path) -> None:
    path = tmp_path / "call.amirec"
    async with (
        FakeAsterisk() as pbx,
        Recorder(path) as recorder,
        client(pbx, recorder) as ami,
    ):
        result = await ami.originate("Local/100@default", application="Wait", data="0")
    async with replay(path, speed=math.inf, paused=True) as server, to(server) as ami:
        async with anyio.create_task_group() as group, ami.subscribe(events.OriginateResponse) as stream:

            async def call() -> None:
                again = await ami.originate("Local/100@default", application="Wait", data="0")
                assert again.outcome == result.outcome

            group.start_soon(call)
            await settle()
            server.resume()
            event = await stream.receive()
            recorded = [e for e in Recording(path).events() if isinstance(e, events.OriginateResponse)]
            assert event.action_id != recorded[0].action_id
            assert event.response == recorded[0].response


async def test_of_several_nodes_one_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "fleet.amirec"
    async with FakeAsterisk() as one, FakeAsterisk("16") as two, Recorder(path) as recorder:
        for name, pbx in (("one", one), ("two", two)):
            async with client(pbx, recorder, name=name):
                pass
    async with replay(path, node="two") as server, to(server) as ami:
        assert ami.server.major == 16
    with pytest.raises(ValueError, match=r"several nodes are in this recording.*'one', 'two'"):
        async with replay(path):
            pass
    with pytest.raises(ValueError, match="no node 'three'"):
        async with replay(path, node="three"):
            pass


async def test_nothing_outlives_the_block(recorded: tuple[Path, list[Event]]) -> None:
    path, _ = recorded
    ended: ReplayServer | None = None
    unserved: ByteStream | None = None
    before = running_tasks()
    with pytest.raises(KeyError):
        async with replay(path, paused=True) as server, to(server), to(server, "tcp"):
            ended = server
            unserved = await server.connect()
            raise KeyError
    assert running_tasks() == before
    assert ended is not None
    assert unserved is not None
    with pytest.raises(anyio.EndOfStream):
        while True:
            await unserved.receive()
    await unserved.aclose()
    with pytest.raises(ConnectionRefusedError):
        await ended.connect()
    with pytest.raises(OSError, match=r"connect|attempts"):
        await anyio.connect_tcp(ended.host, ended.port)


async def test_an_empty_recording_still_answers(tmp_path: Path) -> None:
    path = tmp_path / "empty.amirec"
    async with Recorder(path):
        pass
    async with replay(path) as server, to(server) as ami:
        await ami.send(actions.Ping())
        await server.wait_finished()
        with pytest.raises(errors.ActionError, match="no answer to CoreShowChannels"):
            await ami.send(actions.CoreShowChannels())


async def test_before_the_login_nothing_is_told(recorded: tuple[Path, list[Event]]) -> None:
    path, _ = recorded
    async with (
        replay(path, speed=math.inf) as server,
        await anyio.connect_tcp(server.host, server.port) as line,
    ):
        await line.send(b"Action: QueueStatus\r\nActionID: 1\r\n\r\nAction: Logoff\r\n\r\n")
        data = b""
        while True:
            try:
                data += await line.receive()
            except anyio.EndOfStream:
                break
    assert data == (
        b"Asterisk Call Manager/11.0.0\r\n"
        b"Response: Error\r\nActionID: 1\r\nMessage: Permission denied\r\n\r\n"
        b"Response: Goodbye\r\nMessage: Thanks for all the fish.\r\n\r\n"
    )


async def test_the_recording_of_a_real_call_is_as_it_was_made() -> None:
    path = Path(__file__).parent.parent / "data" / "recordings" / "call-22.amirec"
    recording = Recording(path)
    expected = list(recording.events())
    found: list[Event] = []
    async with (
        replay(path, speed=math.inf) as server,
        to(server, background=True) as ami,
        ami.subscribe(Event) as stream,
    ):
        while len(found) < len(expected):
            found.append(await stream.receive())
        assert len(await ami.send(actions.QueueStatus())) > 0
        (version,) = (await ami.send(actions.Command(command="core show version"))).output
    assert found == expected
    assert recording.complete
    assert version.startswith("Asterisk 22.")
    names = {event.name for event in found}
    assert names >= {"FullyBooted", "Newchannel", "VarSet", "OriginateResponse", "Hangup", "UserEvent"}
    assert "hunter2" not in "".join(str(event.headers.multi_items()) for event in found)
