"""What observers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import (
    AMIClient,
    Observer,
    ReconnectPolicy,
    actions,
    connect_ami,
    errors,
    events,
    mask_frame,
)
from anyio_ami.testing import FakeAsterisk

from .helpers import ADMIN, settle

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from anyio_ami import ServerInfo, SessionInfo
    from anyio_ami.actions import Action
    from anyio_ami.errors import AMIError
    from anyio_ami.responses import Response

pytestmark = pytest.mark.anyio


class Diary(Observer):
    """Keeps all that it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.read = bytearray()
        self.written = bytearray()
        self.decoded_size = 0
        self.seconds = 0.0

    def connecting(self, session: SessionInfo) -> None:
        self.told.append(f"connecting {session.number}")

    def connected(self, session: SessionInfo, server: ServerInfo) -> None:
        self.told.append(f"connected {session.number} {server.greeting}")

    def disconnected(self, session: SessionInfo, reason: AMIError | None) -> None:
        self.told.append(f"disconnected {session.number} {type(reason).__name__}")

    def received(self, session: SessionInfo, data: bytes) -> None:
        self.read += data

    def decoded(self, session: SessionInfo, size: int, seconds: float) -> None:
        self.decoded_size += size
        self.seconds += seconds

    def sent(self, session: SessionInfo, data: bytes) -> None:
        self.written += data

    def action_started(self, session: SessionInfo, action: Action[object], action_id: str) -> object:
        self.told.append(f"start {action.name}")
        return action.name

    def action_ended(self, handle: object, outcome: Response | AMIError | None) -> None:
        self.told.append(f"end {handle} {type(outcome).__name__}")

    def actions(self) -> list[str]:
        return [line for line in self.told if line.startswith(("start", "end"))]


@pytest.fixture(params=["tcp", "memory"])
def over(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def connect(pbx: FakeAsterisk, over: str, *observers: Observer) -> AbstractAsyncContextManager[AMIClient]:
    where: dict[str, Any] = {"host": pbx.host, "port": pbx.port}
    if over == "memory":
        where = {"transport": pbx.connect}
    policy = ReconnectPolicy.fixed(0.05)
    return connect_ami(**where, **ADMIN, reconnect=policy, boot_timeout=0, observers=observers)


async def test_all_bytes_are_shown_and_no_secret_of_the_login_among_them(over: str) -> None:
    diary = Diary()
    async with FakeAsterisk() as pbx:
        async with connect(pbx, over, diary) as ami:
            await ami.send(actions.Ping())
            stats = ami.stats
            assert len(diary.read) == stats.bytes_received
            assert diary.decoded_size == stats.bytes_received
            assert diary.seconds > 0
            assert diary.read.startswith(b"Asterisk Call Manager")
            assert b"Ping: Pong" in diary.read
    assert diary.written.count(b"\r\n\r\n") == diary.written.count(b"Action: ")
    assert b"Key: ***\r\n" in diary.written
    assert b"Action: Logoff\r\n" in diary.written
    assert b"s3cret" not in diary.written


async def test_a_plain_login_is_masked_too() -> None:
    diary = Diary()
    async with FakeAsterisk() as pbx:
        async with connect_ami(pbx.host, pbx.port, **ADMIN, login="plain", observers=[diary]):
            pass
    assert b"Secret: ***\r\n" in diary.written
    assert b"s3cret" not in diary.written


async def test_every_connection_and_its_end_are_told(over: str) -> None:
    diary = Diary()
    async with FakeAsterisk() as pbx:
        async with connect(pbx, over, diary) as ami:
            pbx.cut()
            async with ami.subscribe(events.UserEvent, gaps=True) as stream:
                while ami.stats.reconnects == 0:
                    await stream.receive()
    life = [line for line in diary.told if "connect" in line]
    greeting = "Asterisk Call Manager/11.0.0"
    assert life[:2] == ["connecting 1", f"connected 1 {greeting}"]
    assert life[2:4] == ["disconnected 1 ConnectionLost", "connecting 2"]
    assert life[-2:] == [f"connected 2 {greeting}", "disconnected 2 NoneType"]


async def test_a_refused_login_is_told() -> None:
    diary = Diary()
    async with FakeAsterisk() as pbx:
        with pytest.raises(errors.AuthenticationError):
            async with connect_ami(pbx.host, pbx.port, username="admin", secret="no", observers=[diary]):
                pass
    assert diary.told == ["connecting 1", "disconnected 1 AuthenticationError"]


async def test_each_action_is_told_once_at_its_beginning_and_once_at_its_end(over: str) -> None:
    diary = Diary()
    async with FakeAsterisk() as pbx:
        async with connect(pbx, over, diary) as ami:
            await ami.send(actions.Ping())
            with pytest.raises(errors.ActionError):
                await ami.send(actions.Hangup(channel="none"))
            await ami.send(actions.CoreShowChannels())
            async with ami.stream(actions.CoreShowChannels()) as items:
                async for _ in items:
                    pass
            with pbx.hold("Ping"), pytest.raises(errors.ActionTimeout):
                await ami.send(actions.Ping(), timeout=0.01)
            with pytest.raises(errors.InvalidAction):
                await ami.send(actions.DBGet(family="a\r\n", key="b"))
            await given_up(pbx, ami)
    assert diary.actions() == [
        "start Ping", "end Ping PingResponse",
        "start Hangup", "end Hangup Response",
        "start CoreShowChannels", "end CoreShowChannels Response",
        "start CoreShowChannels", "end CoreShowChannels Response",
        "start Ping", "end Ping ActionTimeout",
        "start Ping", "end Ping NoneType",
    ]  # fmt: skip


async def given_up(pbx: FakeAsterisk, ami: AMIClient) -> None:
    with pbx.hold("Ping"):
        async with anyio.create_task_group() as group:
            group.start_soon(ami.send, actions.Ping())
            await settle()
            group.cancel_scope.cancel()


async def test_an_action_that_the_loss_of_the_connection_ends_is_told() -> None:
    diary = Diary()
    async with FakeAsterisk() as pbx:
        async with connect(pbx, "tcp", diary) as ami:
            with pbx.hold("Ping"):
                async with anyio.create_task_group() as group:

                    async def ping() -> None:
                        with pytest.raises(errors.OutcomeUnknown):
                            await ami.send(actions.Ping())

                    group.start_soon(ping)
                    await settle()
                    pbx.cut()
    assert diary.actions() == ["start Ping", "end Ping OutcomeUnknown"]


async def test_an_observer_that_fails_is_told_nothing_more_and_disturbs_nobody(
    over: str, caplog: pytest.LogCaptureFixture
) -> None:
    class Failing(Diary):
        def received(self, session: SessionInfo, data: bytes) -> None:
            super().received(session, data)
            raise ValueError("no")

    failing, diary = Failing(), Diary()
    async with FakeAsterisk() as pbx:
        async with connect(pbx, over, failing, diary) as ami:
            await ami.send(actions.Ping())
    assert failing.told == ["connecting 1"]
    assert len(diary.read) > len(failing.read) > 0
    (record,) = [record for record in caplog.records if "told nothing more" in record.getMessage()]
    assert "'Failing' failed in received()" in record.getMessage()


async def test_what_is_no_observer_is_refused() -> None:
    with pytest.raises(TypeError, match="an observer must be an Observer"):
        async with connect_ami(**ADMIN, observers=[print]):  # type: ignore[list-item]
            pass


def test_a_masked_frame_keeps_everything_else() -> None:
    frame = b"Event: X\r\nA:  b \xff\r\nSecret: s\r\nPin:1\r\nno colon\r\nC:\r\n\r\n"
    assert mask_frame(frame) == b"Event: X\r\nA:  b \xff\r\nSecret: ***\r\nPin: ***\r\nno colon\r\nC:\r\n\r\n"
    for same in (b"Event: X\r\nA:  b \xff\r\nKeyed:s\r\n\r\n", b"", b"\r\n", b"junk"):
        assert mask_frame(same) == same
