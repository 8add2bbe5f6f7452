"""Plain TCP, read and written without the event loop's own buffers."""

from __future__ import annotations

import asyncio
import errno
import re
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from anyio.lowlevel import checkpoint

from anyio_ami import actions, connect_ami, events
from anyio_ami._client.direct import DirectStream, direct
from anyio_ami._client.native import Native
from anyio_ami._client.outbox import Outbox, own_request
from anyio_ami.testing import FakeAsterisk

from .helpers import ADMIN, settle

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from anyio.abc import SocketStream

pytestmark = [pytest.mark.anyio, pytest.mark.every_backend]

DATA = bytes(range(256)) * 4096 * 16


@asynccontextmanager
async def pair() -> AsyncGenerator[tuple[DirectStream, SocketStream], None]:
    """A direct stream, and the other end of its connection."""
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        ends: list[SocketStream] = []
        accepted = anyio.Event()

        async def accept(stream: SocketStream) -> None:
            async with stream:
                ends.append(stream)
                accepted.set()
                await anyio.sleep_forever()

        async with anyio.create_task_group() as group:
            group.start_soon(listener.serve, accept)
            port = listener.extra(anyio.abc.SocketAttribute.local_port)
            async with await anyio.connect_tcp("127.0.0.1", port) as stream:
                await accepted.wait()
                made = direct(stream)
                assert isinstance(made, DirectStream)
                yield made, ends[0]
                await anyio.aclose_forcefully(made)
            group.cancel_scope.cancel()


async def read(stream: anyio.abc.ByteReceiveStream, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        data += await stream.receive(65_536)
    return bytes(data)


async def test_what_the_socket_does_not_take_at_once_is_sent_in_order() -> None:
    async with pair() as (stream, other), anyio.create_task_group() as group:
        sent = anyio.Event()

        async def send() -> None:
            await stream.send(DATA)
            sent.set()

        group.start_soon(send)
        await settle()
        assert not sent.is_set()
        assert await read(other, len(DATA)) == DATA
        await sent.wait()


async def test_everything_is_read_in_order_however_it_comes() -> None:
    async with pair() as (stream, other), anyio.create_task_group() as group:
        group.start_soon(other.send, DATA)
        assert await read(stream, len(DATA)) == DATA
        await other.send(b"one")
        assert await stream.receive() == b"one"
        await other.send(b"two")
        assert await stream.receive(2) == b"tw"
        assert await stream.receive(2) == b"o"


async def test_a_cancelled_read_loses_nothing() -> None:
    async with pair() as (stream, other):
        for number in range(20):
            with anyio.CancelScope() as scope:
                scope.cancel()
                await stream.receive()
            assert scope.cancelled_caught
            await other.send(b"%d" % number)
            assert await stream.receive() == b"%d" % number


@asynccontextmanager
async def reading(
    stream: DirectStream, take: Callable[[bytes], None], ended: list[BaseException]
) -> AsyncGenerator[anyio.abc.TaskGroup, None]:
    """Everything that comes goes to ``take``, in a task of its own; how that ended stands in ``ended``."""

    async def run() -> None:
        try:
            await stream.receive_all(take, 65_536, Native().loop)
        except Exception as exc:
            ended.append(exc)

    async with anyio.create_task_group() as group:
        group.start_soon(run)
        await settle()
        yield group
        group.cancel_scope.cancel()


async def test_all_that_comes_is_handed_over_in_order_until_the_end() -> None:
    got, ended = bytearray(), list[BaseException]()
    async with pair() as (stream, other), reading(stream, got.extend, ended):
        await other.send(DATA)
        await other.send(b"the end")
        await other.send_eof()
        while not ended:
            await checkpoint()
        assert bytes(got) == DATA + b"the end"
        assert isinstance(ended[0], anyio.EndOfStream)


async def test_what_the_taker_raises_ends_the_reading_and_nothing_more_is_taken() -> None:
    for error in (ValueError("no"), StopIteration(), OSError(5, "no")):
        got, ended = list[bytes](), list[BaseException]()

        def take(data: bytes, error: Exception = error, got: list[bytes] = got) -> None:
            got.append(data)
            raise error

        async with pair() as (stream, other), reading(stream, take, ended):
            await other.send(b"one")
            await settle()
            await other.send(b"two")
            await settle()
            assert got == [b"one"]
            # In a coroutine a StopIteration cannot come out as it is.
            assert ended[0] is error or ended[0].__cause__ is error


async def test_a_taker_that_cancels_the_reading_and_then_raises_disturbs_no_event_loop() -> None:
    complaints: list[object] = []
    loop = Native().loop
    if loop is not None:
        loop.set_exception_handler(lambda _, context: complaints.append(context))
    async with pair() as (stream, other):
        with anyio.CancelScope() as scope:

            def take(data: bytes) -> None:
                scope.cancel()
                raise ValueError(data)

            async def send() -> None:
                await settle()
                await other.send(b"one")

            with suppress(ValueError):
                async with anyio.create_task_group() as group:
                    group.start_soon(send)
                    try:
                        await stream.receive_all(take, 65_536, loop)
                    except ValueError:
                        # On Trio it comes out as it is, on asyncio the cancellation does.
                        group.cancel_scope.cancel()
        assert scope.cancel_called
        await settle()
    assert complaints == []
    if loop is not None:
        loop.set_exception_handler(None)


async def test_a_cancelled_reading_leaves_the_rest_to_the_next() -> None:
    async with pair() as (stream, other):
        for number in range(10):
            got, ended = list[bytes](), list[BaseException]()
            async with reading(stream, got.append, ended):
                await other.send(b"%d" % number)
                while not got:
                    await checkpoint()
            assert got == [b"%d" % number]
            assert not ended
        await other.send(b"rest")
        assert await stream.receive() == b"rest"


async def test_closing_ends_the_reading() -> None:
    for _ in range(5):
        ended = list[BaseException]()
        async with pair() as (stream, _other), reading(stream, print, ended):
            await stream.aclose()
            await settle()
            assert isinstance(ended[0], anyio.ClosedResourceError)
            with pytest.raises(anyio.ClosedResourceError):
                await stream.receive_all(print, 65_536, Native().loop)


async def test_an_event_loop_without_readers_is_read_by_turns() -> None:
    native = Native()
    if native.loop is None:
        return

    class Without:
        """An event loop that cannot watch descriptors for us."""

        def add_reader(self, *_: object) -> None:
            raise NotImplementedError

        def __getattr__(self, name: str) -> object:
            return getattr(native.loop, name)

    got = bytearray()
    async with pair() as (stream, other), anyio.create_task_group() as group:
        loop: Any = Without()
        group.start_soon(stream.receive_all, got.extend, 65_536, loop)
        await other.send(b"one")
        while bytes(got) != b"one":
            await checkpoint()
        group.cancel_scope.cancel()


async def test_closing_ends_those_who_wait_and_the_event_loop_lives_on() -> None:
    closed: list[str] = []

    async def wait(what: str, call: Callable[[], Awaitable[object]]) -> None:
        try:
            await call()
        except anyio.ClosedResourceError:
            closed.append(what)

    for _ in range(5):
        async with pair() as (stream, _other), anyio.create_task_group() as group:
            group.cancel_scope.deadline = anyio.current_time() + 30  # for who is not woken
            group.start_soon(wait, "read", stream.receive)
            group.start_soon(wait, "write", lambda: stream.send(DATA))  # called in this turn
            await settle()
            await stream.aclose()
        # Descriptors of the same number are used again.
        async with pair() as (stream, other):
            await other.send(b"x")
            assert await stream.receive() == b"x"
            # Closed in the very turn in which somebody begins to wait.
            async with anyio.create_task_group() as group:
                group.cancel_scope.deadline = anyio.current_time() + 30
                group.start_soon(wait, "late", stream.receive)
                await checkpoint()
                await stream.aclose()
    assert sorted(closed) == sorted(["read", "write", "late"] * 5)


async def test_the_end_and_a_broken_line_are_told_apart() -> None:
    async with pair() as (stream, other):
        await other.send_eof()
        with pytest.raises(anyio.EndOfStream):
            await stream.receive()
    async with pair() as (stream, other):
        await anyio.aclose_forcefully(other)
        with pytest.raises((anyio.EndOfStream, anyio.BrokenResourceError)):
            await stream.receive()
        with pytest.raises(anyio.BrokenResourceError):
            for _ in range(100):
                await stream.send(DATA)


async def test_an_action_of_which_the_socket_took_only_a_part_arrives_whole() -> None:
    async with FakeAsterisk() as pbx:
        async with connect_ami(pbx.host, pbx.port, **ADMIN, boot_timeout=0) as ami:
            session = ami._supervisor.session
            assert session is not None
            stream = session._stream
            assert isinstance(stream, DirectStream)
            whole = stream.try_send
            parts: list[int] = []

            def some(data: bytes | memoryview) -> int:
                parts.append(len(data))
                return whole(data[: max(1, len(data) // 3)])

            stream.try_send = some  # type: ignore[method-assign]  # a socket that takes little
            for number in range(5):
                reply = await ami.send(actions.UserEvent(user_event="x" * 300, body={"Number": number}))
                assert reply.ok
            assert len(parts) > 10
            numbers = [request.get("Number") for request in pbx.requests if request.name == "UserEvent"]
            assert numbers == list("01234")


async def test_nothing_goes_before_the_end_of_a_frame_that_is_partly_written() -> None:
    outbox = Outbox(lambda: None)
    outbox.put(own_request("Ping", "1"))
    outbox.put_rest(b"the end")
    outbox.put(own_request("Ping", "2"), first=True)
    assert not outbox.idle
    frames = [request.frame for request in await outbox.take()]
    assert [frame[:7] for frame in frames] == [b"the end", b"Action:", b"Action:"]
    assert b"ActionID: 2" in frames[1]


@pytest.mark.usefixtures("virtual_clock")
async def test_each_caller_waits_as_long_as_it_said_whoever_else_waits() -> None:
    async with FakeAsterisk() as pbx:
        async with connect_ami(transport=pbx.connect, **ADMIN, keepalive=1e6, boot_timeout=0) as ami:
            ended: dict[float, float] = {}

            async def wait(limit: float) -> None:
                began = anyio.current_time()
                with pytest.raises(TimeoutError):
                    await ami.send(actions.Ping(), timeout=limit)
                ended[limit] = anyio.current_time() - began

            with pbx.hold("Ping", in_order=False):
                limits = [5.0, 0.5, 3.0, 60.0, 0.25, 7.0, 3.5]
                async with anyio.create_task_group() as group:
                    for limit in limits:
                        group.start_soon(wait, limit)
                    await settle()
                    group.start_soon(wait, 0.125)
            assert ended == {limit: pytest.approx(limit) for limit in [*limits, 0.125]}
            assert ami.stats.pending == 0


async def test_a_predicate_runs_in_a_task_whatever_the_connection() -> None:
    async with FakeAsterisk() as pbx, anyio.create_task_group() as group:
        seen: list[str] = []

        async def note(name: str) -> None:
            seen.append(name)

        def where(event: events.UserEvent) -> bool:
            # All of these need to know the running task.
            group.start_soon(note, event.user_event)
            scope = anyio.CancelScope(deadline=anyio.current_time() + 1)
            return not scope.cancel_called and anyio.get_current_task().id > 0

        async with connect_ami(pbx.host, pbx.port, **ADMIN) as ami:
            async with ami.subscribe(events.UserEvent, where=where) as stream:
                for name in ("one", "two"):
                    pbx.emit("UserEvent", [("UserEvent", name)])
                    assert (await stream.receive()).user_event == name
            # And then without a task again.
            async with ami.subscribe(events.UserEvent) as stream:
                pbx.emit("UserEvent", [("UserEvent", "three")])
                assert (await stream.receive()).user_event == "three"
        await settle()
        assert seen == ["one", "two"]


async def test_without_a_descriptor_to_spare_the_connection_is_made_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none_left(descriptor: int) -> int:
        raise OSError(errno.EMFILE, "Too many open files")

    async with FakeAsterisk() as pbx:
        with monkeypatch.context() as patched:
            patched.setattr("os.dup", none_left)
            async with connect_ami(pbx.host, pbx.port, **ADMIN) as ami:
                assert (await ami.send(actions.Ping())).ping == "Pong"


async def test_what_comes_together_with_the_greeting_is_not_lost() -> None:
    count = 20_000
    early = b"".join(b"Event: UserEvent\r\nUserEvent: %d\r\n\r\n" % number for number in range(count))

    async def serve(stream: SocketStream) -> None:
        async with stream:
            await stream.send(b"Asterisk Call Manager/11.0.0\r\n" + early)
            with suppress(anyio.EndOfStream, anyio.BrokenResourceError):
                while True:
                    for found in re.finditer(rb"ActionID: (\S+)", await stream.receive()):
                        reply = b"Response: Success\r\nActionID: %b\r\nChallenge: 1\r\n\r\n"
                        await stream.send(reply % found[1])

    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        async with anyio.create_task_group() as group:
            group.start_soon(listener.serve, serve)
            port = listener.extra(anyio.abc.SocketAttribute.local_port)
            async with connect_ami("127.0.0.1", port, **ADMIN, events=False, boot_timeout=0) as ami:
                assert ami.stats.events["UserEvent"].skipped == count
                assert ami.stats.junk == 0
            group.cancel_scope.cancel()


async def test_a_predicate_that_raises_a_stray_cancellation_ends_its_own_stream_alone() -> None:
    def where(event: events.UserEvent) -> bool:
        raise asyncio.CancelledError

    async with FakeAsterisk() as pbx:
        async with connect_ami(pbx.host, pbx.port, **ADMIN) as ami:
            async with ami.subscribe(events.UserEvent, where=where) as stream:
                pbx.emit("UserEvent", [("UserEvent", "one")])
                with pytest.raises(RuntimeError, match="where raised CancelledError"):
                    await stream.receive()
            assert (await ami.send(actions.Ping())).ping == "Pong"
