"""Recordings of real servers, read and replayed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from anyio.to_thread import run_sync

from anyio_ami import ReconnectPolicy, actions, connect_ami, events, mask_frame
from anyio_ami.events import Event
from anyio_ami.recording import Recorder, Recording, replay
from anyio_ami.responses import ListResponse, Response

from .fixtures import VERSIONS, AsteriskServer, connect, started

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from anyio_ami import AMIClient

pytestmark = [pytest.mark.anyio, pytest.mark.asterisk]

QUICK = ReconnectPolicy.fixed(0.05)


@pytest.fixture(scope="module", params=VERSIONS, ids=lambda version: f"asterisk{version}")
def mortal(
    request: pytest.FixtureRequest, asterisk_servers: Mapping[str, AsteriskServer]
) -> Iterator[AsteriskServer]:
    """A server of this module alone, one of each version, that may be restarted."""
    assert request.param in asterisk_servers
    with started(request.param) as server:
        yield server


async def lists(ami: AMIClient) -> list[object]:
    """Answers of all kinds: lists long and empty, output of a command, a plain one, an error."""
    return [
        await ami.send(actions.QueueStatus()),
        await ami.send(actions.CoreShowChannels()),
        await ami.send(actions.PJSIPShowEndpoints()),
        await ami.send(actions.Command(command="queue show")),
        await ami.send(actions.ListCommands()),
    ]


def told(answer: object) -> list[list[tuple[str, str]]]:
    """All that an answer tells, without the ActionIDs of the client that asked."""
    if isinstance(answer, ListResponse):
        messages = [answer.response, *answer.items, answer.complete]
    else:
        messages = [answer]
    return [
        [pair for pair in message.headers.multi_items() if pair[0] != "ActionID"]
        for message in messages
        if isinstance(message, (Response, Event))
    ]


async def connected_again(ami: AMIClient) -> None:
    async with ami.states() as changes:
        while ami.stats.reconnects == 0:
            await changes.receive()


async def until_last(ami: AMIClient, found: list[Event]) -> None:
    async with ami.subscribe(Event) as stream:
        async for event in stream:
            found.append(event)
            if isinstance(event, events.UserEvent) and event.user_event == "Last":
                return


def same(recorded: list[Event], lived: list[Event]) -> int:
    """Both are the same but for secrets; gives how many events had one."""
    assert [event.raw for event in recorded] == [mask_frame(event.raw or b"") for event in lived]
    hidden = 0
    for one, other in zip(recorded, lived, strict=True):
        assert type(one) is type(other)
        assert (one.seq, one.name) == (other.seq, other.name)
        assert one.session is not None
        assert other.session is not None
        assert one.session.number == other.session.number
        if one.raw == other.raw:
            assert one == other
            assert one.headers == other.headers
        else:
            hidden += 1
    return hidden


async def test_a_recording_replays_to_the_same_events_and_answers(
    mortal: AsteriskServer, tmp_path: Path
) -> None:
    path = tmp_path / "restart.amirec"
    lived: list[Event] = []
    answers: list[object] = []
    with anyio.fail_after(60):
        async with (
            Recorder(path) as recorder,
            connect(mortal, reconnect=QUICK, observers=[recorder], background=True) as ami,
            anyio.create_task_group() as group,
        ):
            group.start_soon(until_last, ami, lived)
            await ami.wait_connected()
            answers += await lists(ami)
            variables = {"DB_PASSWORD": "hunter2", "COLOUR": "red"}
            await ami.originate("Local/100@default", application="Wait", data="1", variables=variables)
            await run_sync(mortal.cli, "core restart now")
            await connected_again(ami)
            answers += await lists(ami)
            await ami.send(actions.UserEvent(user_event="Last"))
    recording = Recording(path)
    read = list(recording.events())
    assert recording.complete
    # What came after the last one that was waited for is in it, too.
    hidden = same(read[: len(lived)], lived)
    assert hidden >= 1, "the variable with the password"
    assert [event.session for event in read[: len(lived)]] == [event.session for event in lived]
    for one, other in zip(read, lived, strict=False):
        assert one.received is not None
        assert other.received is not None
        assert one.received.wall == pytest.approx(other.received.wall, abs=0.2)
    for over in ("tcp", "memory"):
        with anyio.fail_after(30):
            again, answered = await replayed(path, over)
        assert again == read[: len(lived)]
        assert [event.headers for event in again] == [event.headers for event in read[: len(lived)]]
        assert same(again, lived) == hidden
        assert answered == [told(answer) for answer in answers]


async def replayed(path: Path, over: str) -> tuple[list[Event], list[object]]:
    found: list[Event] = []
    answers: list[object] = []
    async with replay(path, speed=math.inf, paused=True) as server:
        where: dict[str, Any] = {"host": server.host, "port": server.port}
        if over == "memory":
            where = {"transport": server.connect}
        client = connect_ami(**where, username="me", secret="any", reconnect=QUICK, background=True)
        async with client as ami, anyio.create_task_group() as group:
            group.start_soon(until_last, ami, found)
            await ami.wait_connected()
            answers += await lists(ami)
            server.resume()
            await connected_again(ami)
            answers += await lists(ami)
            await server.wait_finished()
    return found, [told(answer) for answer in answers]


async def test_no_secret_is_in_the_file(asterisk: AsteriskServer, tmp_path: Path) -> None:
    path = tmp_path / "secret.amirec"
    async with (
        Recorder(path) as recorder,
        connect(asterisk, login="plain", observers=[recorder]) as ami,
    ):
        await ami.originate(
            "Local/100@default", application="Wait", data="0", variables={"DB_PASSWORD": "hunter2"}
        )
        await ami.send(actions.DBPut(family="keys", key="api_token", val="hunter2"))
        await ami.send(actions.DBGet(family="keys", key="api_token"))
        await ami.send(actions.DBDel(family="keys", key="api_token"))
    entries = list(Recording(path).entries())
    content = b"".join(entry.data for entry in entries)
    assert b"Variable: DB_PASSWORD=***\r\n" in content
    assert b"Variable: DB_PASSWORD\r\nValue: ***\r\n" in content
    assert b"Secret: ***\r\n" in content
    assert b"hunter2" not in content
    assert asterisk.secret.encode() not in content
    assert not any(asterisk.secret in repr(entry) or "hunter2" in repr(entry) for entry in entries)
