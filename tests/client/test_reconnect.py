"""A lost connection is made again: states, subscriptions, policies, gaps, half-open lines."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

import anyio
import pytest

from anyio_ami import ConnectionState, Gap, Limits, ReconnectPolicy, actions, events
from anyio_ami.errors import AMIError, AuthenticationError, ConnectError, ConnectionLost
from anyio_ami.testing import FakeAsterisk, FakeUser

from .helpers import client, lost, settle

pytestmark = [pytest.mark.anyio, pytest.mark.every_backend]

FAST = ReconnectPolicy.fixed(0.01)


async def test_states_are_seen_in_order_and_subscriptions_live_through_a_loss() -> None:
    async with (
        FakeAsterisk() as pbx,
        client(pbx, reconnect=FAST) as ami,
        ami.states() as states,
        ami.subscribe(events.Reload, gaps=True) as stream,
    ):
        pbx.emit("Reload", {"Module": "one", "Status": "0"})
        await pbx.flush()
        first = await stream.receive()
        assert isinstance(first, events.Reload)
        pbx.cut()
        assert await states.receive() is ConnectionState.RECONNECTING
        assert await states.receive() is ConnectionState.CONNECTED
        await ami.wait_connected()
        pbx.emit("Reload", {"Module": "two", "Status": "0"})
        gap = await stream.receive()
        assert isinstance(gap, Gap)
        assert first.session is not None
        assert (gap.kind, gap.lost, gap.after) == ("disconnected", None, (first.session.number, first.seq))
        back = await stream.receive()
        assert isinstance(back, Gap)
        assert (back.kind, back.after, back.before) == ("resubscribed", gap.after, (2, 1))
        assert back.same_boot is True
        assert back.node == gap.node == first.session.node
        assert back.since == gap.since
        assert back.until is not None
        assert back.until >= back.since
        second = await stream.receive()
        assert isinstance(second, events.Reload)
        assert second.session is not None
        assert (second.session.number, second.session.same_boot) == (2, True)
        assert first.session.same_boot is None
        assert first.session.boot == second.session.boot == ami.server.boot is not None
        assert second.session is not None
        assert (second.module, second.session.number) == ("two", 2)
        assert ami.stats.reconnects == 1


async def test_sequence_numbers_are_dense_per_session_and_count_what_nobody_wants() -> None:
    async with FakeAsterisk() as pbx, client(pbx, events="system") as ami, ami.subscribe() as everything:
        async with ami.subscribe(events.Reload) as some:
            for module in "abc":
                pbx.emit("Reload", {"Module": module, "Status": "0"})
                pbx.emit("Load", {"Module": module, "Status": "Success"})
            every = [(await everything.receive()).seq for _ in range(6)]
            assert every == list(range(every[0] or 0, (every[0] or 0) + 6))
            assert [(await some.receive()).seq for _ in range(3)] == every[::2]


async def test_waiting_for_the_connection_while_it_is_remade() -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST) as ami:
        pbx.refuse()
        await lost(ami, pbx)
        connected = anyio.Event()

        async def wait() -> None:
            await ami.wait_connected()
            connected.set()

        async with anyio.create_task_group() as group:
            group.start_soon(wait)
            await settle()
            assert not connected.is_set()
            pbx.accept()
            await connected.wait()
        await ami.send(actions.Ping())


async def test_the_delays_of_a_policy_are_kept(virtual_clock: None) -> None:
    policy = ReconnectPolicy.fixed(3, attempts=4)
    async with FakeAsterisk() as pbx, client(pbx, reconnect=policy, keepalive=1000) as ami:
        pbx.refuse()
        began = anyio.current_time()
        pbx.cut()
        with pytest.raises(ConnectError, match="refused"):
            await ami.wait_closed()
        assert anyio.current_time() - began == pytest.approx(12)
        assert ami.state is ConnectionState.DISCONNECTED


async def test_a_short_connection_does_not_renew_the_attempts_and_a_stable_one_does(
    virtual_clock: None,
) -> None:
    policy = ReconnectPolicy.fixed(1, attempts=2, stable_after=30)
    async with FakeAsterisk() as pbx, client(pbx, reconnect=policy, keepalive=1000) as ami:
        for _ in range(3):
            await lost(ami, pbx)
            await ami.wait_connected()
            await anyio.sleep(31)
        for _ in range(2):
            await lost(ami, pbx)
            await ami.wait_connected()
            await anyio.sleep(1)
        pbx.cut()
        with pytest.raises(ConnectionLost):
            await ami.wait_closed()


async def test_a_login_refused_on_reconnect_is_final(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST) as ami:
        pbx.users[:] = [FakeUser("admin", "another")]
        pbx.cut()
        with pytest.raises(AuthenticationError):
            await ami.wait_closed()
        assert [r.name for r in pbx.requests].count("Login") == 2


async def test_a_stopping_server_and_a_login_in_use_are_no_refusals(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(1)) as ami:
        pbx.stopping = True
        await lost(ami, pbx)
        await anyio.sleep(5)
        assert ami.state is ConnectionState.RECONNECTING
        pbx.stopping = False
        await ami.wait_connected()
        await ami.send(actions.Ping())


async def test_shutdown_is_an_event_and_the_line_is_lost_at_its_end(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST) as ami:
        async with ami.subscribe(events.Shutdown, events.FullyBooted) as stream, ami.states() as states:
            await pbx.shutdown(restart=True)
            assert (await stream.receive()).name == "Shutdown"
            assert await states.receive() is ConnectionState.RECONNECTING
            await pbx.boot(modules_after=2)
            # The port is open before the modules are loaded: connected means that they are.
            await ami.wait_connected()
            assert (await stream.receive()).name == "FullyBooted"
            await ami.send(actions.QueueStatus())


async def test_a_boot_is_waited_for_no_longer_than_the_boot_timeout(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST, boot_timeout=4) as ami:
        async with ami.states() as states:
            await pbx.shutdown()
            assert await states.receive() is ConnectionState.RECONNECTING
            await pbx.boot(modules_after=None)
            began = anyio.current_time()
            assert await states.receive() is ConnectionState.CONNECTED
            assert anyio.current_time() - began == pytest.approx(4, abs=0.1)
        await ami.send(actions.Ping())


@pytest.mark.parametrize(
    "options",
    [
        {"username": "listener", "secret": "listen"},
        {"events": "call"},
        {"events": False},
    ],
)
async def test_fully_booted_is_not_waited_for_where_it_cannot_come(
    virtual_clock: None, options: dict[str, Any]
) -> None:
    async with FakeAsterisk() as pbx:
        began = anyio.current_time()
        async with client(pbx, **options):
            assert anyio.current_time() - began < 1


async def test_a_user_without_system_who_may_run_commands_does_not_wait_either(virtual_clock: None) -> None:
    users = [FakeUser("admin", "s3cret", read="call", write="all")]
    async with FakeAsterisk(users=users) as pbx:
        began = anyio.current_time()
        async with client(pbx):
            assert anyio.current_time() - began < 1


async def test_a_silent_line_is_probed_and_a_dead_one_found_in_time(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with client(pbx, keepalive=15, ping_timeout=10, events=False, reconnect=FAST) as ami:
            await anyio.sleep(100)
            pings = [r.name for r in pbx.requests].count("Ping")
            assert 5 <= pings <= 7
            assert ami.state is ConnectionState.CONNECTED
            began = anyio.current_time()
            async with ami.states() as states:
                pbx.stall()
                assert await states.receive() is ConnectionState.RECONNECTING
                assert anyio.current_time() - began <= 25 + 0.1
                pbx.resume()
                assert await states.receive() is ConnectionState.CONNECTED


async def test_a_server_busy_with_an_action_of_ours_is_not_taken_for_dead(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, keepalive=5, ping_timeout=5, events=False) as ami:
        pbx.delay(60, "Getvar")
        answer = await ami.send(actions.Getvar(variable="X"), timeout=90)
        assert answer.ok
        assert ami.stats.reconnects == 0


async def test_a_server_that_reads_but_never_answers_is_found_after_the_actions_own_deadline(
    virtual_clock: None,
) -> None:
    async with FakeAsterisk() as pbx:
        options = {"keepalive": 5, "ping_timeout": 5, "events": False, "reconnect": ReconnectPolicy.none()}
        async with client(pbx, **options) as ami:
            pbx.hold("Getvar")
            began = anyio.current_time()
            async with anyio.create_task_group() as group:

                async def ask() -> None:
                    with pytest.raises(TimeoutError):
                        await ami.send(actions.Getvar(variable="X"), timeout=20)

                group.start_soon(ask)
                with pytest.raises(ConnectionLost, match="silent"):
                    await ami.wait_closed()
            assert 20 <= anyio.current_time() - began <= 20 + 5 + 0.1


async def test_a_dead_line_is_found_while_the_program_keeps_asking(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        options = {"keepalive": 15, "ping_timeout": 10, "reconnect": ReconnectPolicy.none()}
        async with client(pbx, **options) as ami:
            pbx.stall()
            began = anyio.current_time()
            async with anyio.create_task_group() as group:

                async def poll() -> None:
                    while True:
                        with suppress(AMIError):
                            await ami.send(actions.Ping(), timeout=30)
                        await anyio.sleep(5)

                group.start_soon(poll)
                with pytest.raises(ConnectionLost, match="silent"):
                    await ami.wait_closed()
                group.cancel_scope.cancel()
            # Only the oldest unanswered action can be what holds a server back.
            assert anyio.current_time() - began <= 30 + 10 + 0.1


async def test_a_callers_short_patience_does_not_cut_a_healthy_busy_line(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with client(pbx, keepalive=5, ping_timeout=5, events=False) as ami:
            # A synchronous Originate holds the server back for 25 s, whatever its caller thinks.
            pbx.delay(25, "Originate")
            with pytest.raises(TimeoutError):
                await ami.send(actions.Originate(channel="Local/201@default", timeout=25), timeout=2)
            assert (await ami.send(actions.Ping(), timeout=60)).ping == "Pong"
            assert ami.stats.reconnects == 0


async def test_probes_that_are_not_answered_do_not_pile_up_while_bytes_come(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with client(pbx, keepalive=5, ping_timeout=2) as ami:
            with pbx.hold("Ping", in_order=False):
                for _ in range(20):
                    await anyio.sleep(6)
                    pbx.emit("Reload", {"Module": "x", "Status": "0"})
                    assert ami.stats.pending <= 1
            assert ami.stats.reconnects == 0


async def test_the_sessions_own_actions_go_past_the_bound_of_the_users(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with client(pbx, limits=Limits(pending=1)) as ami, anyio.create_task_group() as group:
            held = pbx.hold("Getvar", in_order=False)
            group.start_soon(partial(ami.send, actions.Getvar(variable="X"), timeout=1000))
            await held.reached()
            await anyio.sleep(100)
            group.cancel_scope.cancel()
        assert ami.stats.reconnects == 0
        assert pbx.requests[-1].name == "Logoff"


async def test_leaving_the_block_during_a_backoff_is_quick(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with client(pbx, reconnect=ReconnectPolicy.fixed(60)) as ami:
            pbx.refuse()
            await lost(ami, pbx)
            began = anyio.current_time()
        assert anyio.current_time() - began < 1


async def test_a_transport_that_raises_anything_is_tried_again() -> None:
    async with FakeAsterisk() as pbx:
        broken = 0

        async def transport() -> Any:
            nonlocal broken
            if 0 < broken < 3:
                broken += 1
                msg = "tunnel is down"
                raise RuntimeError(msg)
            return await pbx.connect()

        async with client(pbx, transport=transport, reconnect=FAST) as ami:
            broken = 1
            await lost(ami, pbx)
            await ami.wait_connected()
            assert broken == 3
