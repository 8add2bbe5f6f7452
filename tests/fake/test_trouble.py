"""The simulated Asterisk: lines that are cut, stalled, refused; shutdown and boot; floods."""

from __future__ import annotations

import re

import anyio
import pytest

from anyio_ami.testing import FakeAsterisk

from .wire import Wire, connected, name_of

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("memory", [True, False], ids=["memory", "tcp"])
async def test_cut_mid_frame_and_reset(memory: bool) -> None:
    async with FakeAsterisk() as pbx:

        async def dial() -> Wire:
            wire = Wire(await (pbx.connect() if memory else anyio.connect_tcp(pbx.host, pbx.port)))
            await wire.until(b"\r\n")
            await wire.login("call")
            return wire

        async with (wire := await dial()).stream:
            pbx.emit("Hangup", {"Channel": "first"})
            await pbx.flush()
            pbx.cut(mid_frame=True)
            assert "Channel: first" in await wire.message()
            torn = await wire.rest()
            assert torn.startswith(b"Event: ")
            assert b"\r\n\r\n" not in torn
        async with (wire := await dial()).stream:
            pbx.cut(reset=True)
            with pytest.raises(anyio.BrokenResourceError):
                await wire.rest()
        assert pbx.sessions == []


@pytest.mark.parametrize("memory", [True, False], ids=["memory", "tcp"])
async def test_connections_reset_before_the_greeting(memory: bool) -> None:
    async with FakeAsterisk() as pbx:
        pbx.reset_connections = True
        wire = Wire(await (pbx.connect() if memory else anyio.connect_tcp(pbx.host, pbx.port)))
        async with wire.stream:
            with pytest.raises(anyio.BrokenResourceError):
                await wire.rest()
        pbx.reset_connections = False
        await (await connected(pbx)).nothing_before_ping()


async def test_a_client_that_went_away_is_forgotten() -> None:
    async with FakeAsterisk() as pbx:
        wire, other = await connected(pbx, "user"), await connected(pbx, "user")
        gone = pbx.sessions[0]
        for number in range(5_000):
            pbx.emit("UserEvent", {"N": number})
        await wire.stream.aclose()
        gone.cut(mid_frame=True)
        with anyio.fail_after(60):
            await gone.closed.wait()
        assert [session.number for session in pbx.sessions] == [2]
        assert "N: 0" in await other.message()


async def test_leaving_ends_everything_at_once() -> None:
    with anyio.fail_after(60):
        async with FakeAsterisk() as pbx:
            wire = await connected(pbx, "user")
            call = pbx.start_call("Local/100@default")
            held = pbx.hold("Ping")
            await wire.act("Action: Ping")
            await held.reached()
            for number in range(5_000):
                pbx.emit("UserEvent", {"N": number})
            pbx.stall()
    assert not call.ended.is_set()
    assert b"Pong" not in await wire.rest()
    with pytest.raises(RuntimeError, match="inside its async with block"):
        await pbx.connect()


async def test_stalled_server_is_silent_and_goes_on() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx, "call")
        pbx.stall()
        assert pbx.emit("Hangup") == 1
        await wire.act("Action: Ping")
        await anyio.wait_all_tasks_blocked()
        assert not pbx.sessions[0].settled
        pbx.resume()
        assert {name_of(await wire.message()), name_of(await wire.message())} == {"Hangup", "Success"}


async def test_refused_and_accepted_again_on_the_same_port() -> None:
    async with FakeAsterisk() as pbx:
        wire, port = await connected(pbx), pbx.port
        for _ in range(2):
            pbx.refuse()
            with pytest.raises(OSError, match="connection"):
                await anyio.connect_tcp(pbx.host, port)
            with pytest.raises(ConnectionRefusedError):
                await pbx.connect()
            pbx.accept()
            async with await anyio.connect_tcp(pbx.host, port) as stream:
                assert await Wire(stream).until(b"\r\n") == b"Asterisk Call Manager/11.0.0"
        await wire.nothing_before_ping()


@pytest.mark.usefixtures("virtual_clock")
async def test_shutdown_and_the_stages_of_a_boot() -> None:
    async with FakeAsterisk() as pbx:
        system, call = await connected(pbx, "call"), await connected(pbx, "call")
        await system.ask("Action: Events\nEventMask: system")
        pbx.start_call("Local/101@default")
        await pbx.shutdown(restart=True)
        event = b"Event: Shutdown\r\nPrivilege: system,all\r\nShutdown: Cleanly\r\nRestart: True\r\n\r\n"
        assert await system.rest() == event
        assert b"Shutdown" not in await call.rest()
        with pytest.raises(ConnectionRefusedError):
            await pbx.connect()
        await pbx.boot(modules_after=60)
        wire = await connected(pbx, "system")
        assert "Invalid/unknown command: QueueStatus." in await wire.ask("Action: QueueStatus")
        assert (await wire.ask("Action: CoreShowChannels")).startswith("Response: Success")
        assert "ListItems: 0" in await wire.message()
        with anyio.fail_after(70):
            while b"LastReload" not in wire.buffer:
                wire.buffer += await wire.stream.receive()
        booted = await wire.message()
        assert re.match(
            r"Event: FullyBooted\nPrivilege: system,all\nStatus: Fully Booted\nUptime: \d+", booted
        )
        assert "EventList: start" in await wire.ask("Action: QueueStatus")


async def test_a_flood_is_written_in_full_and_in_order_with_answers_between() -> None:
    count = 200_000
    async with FakeAsterisk() as pbx:
        wire, deaf = await connected(pbx, "user"), await connected(pbx, "user")
        for number in range(count):
            pbx.emit("UserEvent", (("N", number),))
        await wire.act("Action: Ping\nActionID: p")
        data = bytearray()
        last = b"N: %d\r\n\r\n" % (count - 1)
        with anyio.fail_after(60):
            while not data.endswith(last):
                data += await wire.stream.receive()
        assert deaf.buffer == b""
        assert pbx.sessions[1].queued > 0
    assert [int(text) for text in re.findall(rb"\nN: (\d+)\r", data)] == list(range(count))
    assert data.index(b"Pong") < len(data) // 2


@pytest.mark.usefixtures("virtual_clock")
async def test_write_timeout_tears_an_event_and_ends_the_session() -> None:
    async with FakeAsterisk(write_timeout=0.1) as pbx:
        wire = await connected(pbx, "user")
        for number in range(5_000):
            pbx.emit("UserEvent", (("N", number),))
        await pbx.sessions[0].closed.wait()
        data = await wire.rest()
        assert not data.endswith(b"\r\n\r\n")
        seen = [int(text) for text in re.findall(rb"\nN: (\d+)\r", data)]
        assert seen == list(range(len(seen)))
        assert 0 < len(seen) < 5_000


async def test_it_may_stop_and_start_listening_within_one_step() -> None:
    async with FakeAsterisk() as pbx:
        await pbx.shutdown()
        await pbx.boot()
        pbx.refuse()
        pbx.accept()
        async with await anyio.connect_tcp(pbx.host, pbx.port) as stream:
            assert (await stream.receive()).startswith(b"Asterisk Call Manager/")
