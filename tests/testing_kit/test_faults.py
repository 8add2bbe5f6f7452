"""Faults: each stage of a restart, garbage, a slow line, a handler that raises."""

from __future__ import annotations

import anyio
import pytest

from anyio_ami import ConnectionState, ReconnectPolicy, actions, connect_ami, errors
from anyio_ami.testing import FakeAsterisk

from ..fake.wire import Wire, connected, name_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("virtual_clock")]


async def test_the_stages_of_a_restart() -> None:
    async with FakeAsterisk() as pbx, anyio.create_task_group() as tasks:
        wire, port = await connected(pbx, "system"), pbx.port
        assert name_of(await wire.message()) == "FullyBooted"

        async def restart() -> None:
            await pbx.restart(stopping=10, refused=10, resets=10, silent=10, loading=10)

        tasks.start_soon(restart)
        await anyio.sleep(5)
        assert (await wire.ask("Action: Ping")).endswith("Message: Asterisk is shutting down")
        await anyio.sleep(10)
        assert (await wire.rest()).endswith(b"Shutdown: Cleanly\r\nRestart: True\r\n\r\n")
        with pytest.raises(ConnectionRefusedError):
            await pbx.connect()
        await anyio.sleep(10)
        with pytest.raises(anyio.BrokenResourceError):
            await Wire(await pbx.connect()).rest()
        await anyio.sleep(10)
        late = Wire(await pbx.connect())
        began = anyio.current_time()
        await late.until(b"\r\n")
        assert anyio.current_time() - began == pytest.approx(5), "the greeting comes when the silence ends"
        await late.login("system")
        assert "Invalid/unknown command" in await late.ask("Action: QueueStatus")
        assert name_of(await late.message()) == "FullyBooted"
        assert anyio.current_time() == pytest.approx(50)
        assert pbx.port == port
        assert "EventList: start" in await late.ask("Action: QueueStatus")


async def test_a_client_survives_a_restart() -> None:
    async with FakeAsterisk() as pbx:
        policy = ReconnectPolicy.fixed(0.5)
        async with connect_ami(
            transport=pbx.connect, username="admin", secret="s3cret", reconnect=policy
        ) as ami:
            async with ami.states() as states:
                await pbx.restart(stopping=2, refused=3, resets=3, silent=3, loading=3)
                async for state in states:
                    if state is ConnectionState.CONNECTED:
                        break
            await ami.send(actions.QueueStatus())
            assert ami.stats.reconnects == 1


async def test_garbage_reaches_every_client_between_messages() -> None:
    async with FakeAsterisk() as pbx:
        wire, other = await connected(pbx), await connected(pbx)
        pbx.garbage()
        pbx.garbage(b"mine\r\n\r\n")
        for one in (wire, other):
            await one.until(b"mine\r\n\r\n")
            await one.nothing_before_ping()


async def test_a_slow_line_takes_its_time() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx, "user")
        pbx.slow(100)
        pbx.emit("UserEvent", {"Text": "x" * 942})
        await pbx.flush()
        began = anyio.current_time()
        size = len((await wire.until(b"\r\n\r\n")) + b"\r\n\r\n")
        assert size > 900
        assert began == pytest.approx(size / 100, abs=0.1)
        pbx.slow(0)
        await wire.nothing_before_ping()
        assert anyio.current_time() == began


async def test_with_raise_at_exit_the_body_goes_on_to_its_end() -> None:
    def fails(request: object) -> bytes:
        raise ValueError("mine")

    reached = False
    with pytest.raises(ValueError, match="mine"):
        async with FakeAsterisk(raise_at_exit=True) as pbx:
            pbx.respond("Odd", fails)
            async with connect_ami(transport=pbx.connect, username="admin", secret="s3cret") as ami:
                with pytest.raises(errors.OutcomeUnknown):
                    await ami.send(actions.Custom("Odd"))
                with pytest.raises(errors.AuthenticationError):
                    await ami.wait_closed()
                reached = True
    assert reached
