"""The first connection, and when attempts are made: wait, background, retry_auth, policies of one's own."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import ConnectionState, ReconnectPolicy, actions, events
from anyio_ami.errors import (
    AMIError,
    AuthenticationError,
    ConnectError,
    ConnectionLost,
    NotConnected,
    OutcomeUnknown,
    ProtocolError,
)
from anyio_ami.testing import FakeAsterisk, FakeUser

from .helpers import client, lost, run_for, running_tasks, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio.abc import ByteStream


pytestmark = pytest.mark.anyio

QUIET: dict[str, Any] = {"keepalive": math.inf, "boot_timeout": 0}


class Attempts:
    """A transport to a simulated server that notes when it was asked."""

    def __init__(self, pbx: FakeAsterisk, *, refused: float = 0.0) -> None:
        self.pbx = pbx
        self.refused = refused
        self.times: list[float] = []

    async def __call__(self) -> ByteStream:
        now = anyio.current_time()
        self.times.append(now)
        if now < self.refused:
            raise ConnectionRefusedError
        return await self.pbx.connect()

    @property
    def gaps(self) -> list[float]:
        return [later - earlier for earlier, later in zip(self.times, self.times[1:], strict=False)]


# Waiting for the first connection.


async def test_without_wait_the_first_connection_is_tried_once(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        attempts = Attempts(pbx, refused=10)
        with pytest.raises(ConnectError, match="refused"):
            async with client(pbx, transport=attempts, reconnect=ReconnectPolicy.fixed(3)):
                pytest.fail("entered")
        assert attempts.times == [0]


async def test_wait_makes_the_first_connection_as_the_policy_says(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        attempts = Attempts(pbx, refused=10)
        options = {"transport": attempts, "wait": True, "reconnect": ReconnectPolicy.fixed(3)}
        async with client(pbx, **options, **QUIET) as ami:
            assert attempts.times == pytest.approx([0, 3, 6, 9, 12], abs=0.05)
            assert ami.state.value == "connected"
            assert ami.stats.reconnects == 0
            await ami.send(actions.Ping())
            # From here on a loss is one like any other.
            await lost(ami, pbx)
            assert ami.state is ConnectionState.RECONNECTING
            await ami.wait_connected()
            assert ami.stats.reconnects == 1


@pytest.mark.parametrize(
    ("policy", "times"),
    [
        (ReconnectPolicy.fixed(3, attempts=2), [0, 3, 6]),
        (ReconnectPolicy.none(), [0]),
        (lambda attempt, error: 2.0 if attempt < 4 else None, [0, 2, 4, 6]),
    ],
)
async def test_wait_raises_the_last_error_when_the_policy_gives_up(
    policy: Any, times: list[float], virtual_clock: None
) -> None:
    async with FakeAsterisk() as pbx:
        before = running_tasks()
        attempts = Attempts(pbx, refused=math.inf)
        with pytest.raises(ConnectError, match="refused"):
            async with client(pbx, transport=attempts, wait=True, reconnect=policy):
                pytest.fail("entered")
        assert attempts.times == pytest.approx(times, abs=0.05)
        assert running_tasks() <= before


async def test_wait_takes_a_failing_transport_of_ones_own_for_no_connection(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        calls = 0

        async def transport() -> ByteStream:
            nonlocal calls
            calls += 1
            if calls < 3:
                msg = "tunnel is down"
                raise RuntimeError(msg)
            return await pbx.connect()

        async with client(pbx, transport=transport, wait=True, reconnect=ReconnectPolicy.fixed(1)):
            assert calls == 3
        calls = -10
        with pytest.raises(ConnectError, match="tunnel is down") as caught:
            async with client(pbx, transport=transport, wait=True, reconnect=ReconnectPolicy.none()):
                pytest.fail("entered")
        assert isinstance(caught.value.__cause__, RuntimeError)


async def test_a_rejected_login_ends_the_wait_at_once(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(AuthenticationError, match="admin"):
            async with client(pbx, secret="wrong", wait=True):
                pytest.fail("entered")
        assert anyio.current_time() < 5
        assert [r.name for r in pbx.requests].count("Login") == 1


@pytest.mark.parametrize("held", [None, "Challenge", "Login", "CoreStatus"])
@pytest.mark.parametrize("kind", ["anyio", "native"])
async def test_waiting_for_the_first_connection_can_be_cancelled_anywhere(
    held: str | None, kind: str, anyio_backend_name: str
) -> None:
    native = kind == "native" and anyio_backend_name == "asyncio"
    async with FakeAsterisk() as pbx:
        before = running_tasks()
        hold = pbx.hold("Nothing" if held is None else held)
        if held is None:
            pbx.refuse()  # so it is cancelled in the delay

        async def enter() -> None:
            async with client(pbx, wait=True, reconnect=ReconnectPolicy.fixed(60)):
                pytest.fail("entered")

        assert not await run_for(40, enter, native=native)
        assert hold.waiting == (held is not None)
        hold.release()
        await settle()
        assert running_tasks() <= before
        assert not pbx.sessions


# In the background.


async def test_background_enters_at_once_and_connects_when_it_can(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        attempts = Attempts(pbx, refused=10)
        options = {"transport": attempts, "background": True, "reconnect": ReconnectPolicy.fixed(3)}
        async with client(pbx, **options, **QUIET) as ami, ami.states() as states:
            assert (anyio.current_time(), attempts.times) == (0, [])
            assert ami.state is ConnectionState.CONNECTING
            with pytest.raises(RuntimeError, match="no login has succeeded yet"):
                _ = ami.server
            async with ami.subscribe(events.Reload) as stream:
                await anyio.sleep(7)
                assert ami.state is ConnectionState.CONNECTING
                with pytest.raises(NotConnected, match=r"is being made$"):
                    await ami.send(actions.Ping())
                with pytest.raises(NotConnected):
                    await ami.originate("Local/100@default", application="Wait", data="1")
                await ami.wait_connected()
                assert attempts.times == pytest.approx([0, 3, 6, 9, 12], abs=0.05)
                assert await states.receive() is ConnectionState.CONNECTED
                assert (ami.server.major, ami.stats.reconnects) == (22, 0)
                pbx.emit("Reload", {"Module": "one", "Status": "0"})
                assert (await stream.receive()).module == "one"
                await lost(ami, pbx)
                await ami.wait_connected()
                assert ami.stats.reconnects == 1
                await lost(ami, pbx)
                with pytest.raises(NotConnected, match=r"is being made again$"):
                    await ami.send(actions.Ping())


async def test_background_that_never_connects_is_lost_for_good_as_after_a_loss(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        pbx.refuse()
        policy = ReconnectPolicy.fixed(3, attempts=2)
        with pytest.raises(ConnectError, match="refused"):
            async with client(pbx, background=True, reconnect=policy):
                await anyio.sleep(100)  # told to nobody, so the end of the block tells it
        async with client(pbx, background=True, reconnect=policy) as ami:
            began = anyio.current_time()
            async with ami.subscribe(events.Reload) as stream, anyio.create_task_group() as group:

                async def wait(call: Callable[[], Any]) -> None:
                    with pytest.raises(ConnectError, match="refused"):
                        await call()

                for call in (ami.wait_connected, ami.wait_closed, stream.receive):
                    group.start_soon(wait, call)
                group.start_soon(wait, partial(ami.send, actions.Ping(), wait=True))
            assert anyio.current_time() - began == pytest.approx(6, abs=0.05)
            assert ami.state is ConnectionState.DISCONNECTED
            with pytest.raises(ConnectError, match="refused"):
                await ami.send(actions.Ping())


async def test_background_ends_at_a_rejected_login(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, secret="wrong", background=True) as ami:
        with pytest.raises(AuthenticationError):
            await ami.wait_connected()
        assert anyio.current_time() < 5


@pytest.mark.parametrize("trouble", ["refused", "stalled", "none"])
async def test_leaving_before_the_first_connection_is_quick_and_leaves_nothing(
    trouble: str, virtual_clock: None
) -> None:
    async with FakeAsterisk() as pbx:
        before = running_tasks()
        if trouble == "refused":
            pbx.refuse()
        elif trouble == "stalled":
            pbx.stall()
        for pause in (0.0, 1.0):
            began = anyio.current_time()
            async with client(pbx, background=True, reconnect=ReconnectPolicy.fixed(60)) as ami:
                await anyio.sleep(pause)
            assert anyio.current_time() - began <= pause + 0.1
            assert ami.state is ConnectionState.DISCONNECTED
            pbx.resume()
            await settle()
            assert running_tasks() <= before
            assert not pbx.sessions


async def test_the_bodys_own_error_comes_out_of_a_block_that_never_connected(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        pbx.refuse()
        with pytest.raises(LookupError, match=r"^mine$"):
            async with client(pbx, background=True):
                await anyio.sleep(5)
                msg = "mine"
                raise LookupError(msg)


# What refuses the login, and what does not.


async def test_retry_auth_tries_a_rejected_login_again_after_30_s_at_the_earliest(
    virtual_clock: None,
) -> None:
    for way in ("wait", "background"):
        async with FakeAsterisk() as pbx:
            attempts = Attempts(pbx)
            pbx.users[:] = [FakeUser("admin", "another")]
            options = {"transport": attempts, way: True, "retry_auth": True}
            began = anyio.current_time()

            async def mend(pbx: FakeAsterisk = pbx) -> None:
                await anyio.sleep(70)
                pbx.users[:] = [FakeUser("admin", "s3cret")]

            async with anyio.create_task_group() as group:
                group.start_soon(mend)
                policy = ReconnectPolicy.fixed(1)
                async with client(pbx, **options, reconnect=policy, **QUIET) as ami:
                    await ami.wait_connected()
                    assert len(attempts.times) == 4
                    assert all(30 <= gap < 35 for gap in attempts.gaps)
                    assert attempts.times[0] == pytest.approx(began)
                    # Later, too; and what is no rejection waits no longer than the policy says.
                    pbx.users[:] = []
                    await lost(ami, pbx)
                    await anyio.sleep(10)
                    assert ami.state is ConnectionState.RECONNECTING
                    pbx.users[:] = [FakeUser("admin", "s3cret")]
                    await ami.wait_connected()
                    assert attempts.gaps[-1] >= 30
                    await lost(ami, pbx)
                    await ami.wait_connected()
                    assert attempts.gaps[-1] < 20


async def test_a_longer_delay_of_the_policy_holds_for_a_rejected_login_too(virtual_clock: None) -> None:
    asked: list[tuple[int, type[AMIError]]] = []

    def policy(attempt: int, error: AMIError) -> float | None:
        asked.append((attempt, type(error)))
        return [45.0, 5.0, None][attempt - 1]

    async with FakeAsterisk() as pbx:
        attempts = Attempts(pbx)
        options = {"secret": "wrong", "transport": attempts, "retry_auth": True, "reconnect": policy}
        with pytest.raises(AuthenticationError):
            async with client(pbx, wait=True, **options):
                pytest.fail("entered")
        assert [(45 <= gap < 48, 30 <= gap < 33) for gap in attempts.gaps] == [(True, False), (False, True)]
        assert asked == [(n, AuthenticationError) for n in (1, 2, 3)]


async def test_a_stopping_server_and_a_login_in_use_are_waited_out(virtual_clock: None) -> None:
    users = [FakeUser("admin", "s3cret", multiple=False)]
    policy = ReconnectPolicy.fixed(2)
    async with FakeAsterisk(users=users) as pbx, anyio.create_task_group() as group:

        async def stop_for_a_while() -> None:
            pbx.stopping = True
            await anyio.sleep(9)
            pbx.stopping = False

        async def use_the_login() -> None:
            async with client(pbx):
                await anyio.sleep(20)

        group.start_soon(stop_for_a_while)
        await settle()
        async with client(pbx, wait=True, reconnect=policy):
            assert 9 <= anyio.current_time() < 12
        began = anyio.current_time()
        group.start_soon(use_the_login)
        await anyio.sleep(1)
        async with client(pbx, wait=True, reconnect=policy) as ami:
            assert 20 <= anyio.current_time() - began < 24
            # And so after a loss, without retry_auth.
            pbx.stopping = True
            await lost(ami, pbx)
            await anyio.sleep(9)
            assert ami.state is ConnectionState.RECONNECTING
            pbx.stopping = False
            await ami.wait_connected()


# When attempts are made.


async def test_calls_during_a_delay_never_cut_it_short(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        attempts = Attempts(pbx)
        options = {"transport": attempts, "reconnect": ReconnectPolicy.fixed(60)}
        async with client(pbx, **options, **QUIET) as ami, anyio.create_task_group() as group:
            await lost(ami, pbx)
            began = anyio.current_time()
            for _ in range(3):
                group.start_soon(ami.wait_connected)
                group.start_soon(partial(ami.send, actions.Ping(), wait=True, timeout=100))
                group.start_soon(partial(ami.send, actions.Ping(), retry=True, timeout=100))
                with pytest.raises(NotConnected):
                    await ami.send(actions.Ping())
                with pytest.raises(NotConnected):
                    async with ami.stream(actions.QueueStatus()):
                        pytest.fail("entered")
                async with ami.subscribe(events.Hangup), ami.states():
                    await anyio.sleep(10)
            assert len(attempts.times) == 1
            await ami.wait_connected()
            assert attempts.times[1] - began == pytest.approx(60)


async def test_the_delays_grow_with_full_jitter_from_half_a_second_to_thirty(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        attempts = Attempts(pbx)
        async with client(pbx, transport=attempts, **QUIET) as ami:
            await lost(ami, pbx)
            attempts.times[:] = [anyio.current_time()]
            attempts.refused = attempts.times[0] + 2_000
            await ami.wait_connected()
        nominal = [min(30.0, 0.5 * 2**n) for n in range(len(attempts.gaps))]
        assert len(nominal) > 60
        for gap, highest in zip(attempts.gaps, nominal, strict=True):
            assert 0.049 <= gap <= highest + 0.02
        late = attempts.gaps[7:]
        assert min(late) < 6 < 24 < max(late), "drawn from the whole length"


@pytest.mark.parametrize("own", [False, True])
async def test_no_attempt_is_nearer_than_50_ms_to_the_last(own: bool, virtual_clock: None) -> None:
    def at_once(attempt: int, error: AMIError) -> float:
        return 0

    async with FakeAsterisk() as pbx:
        attempts = Attempts(pbx)
        policy = at_once if own else ReconnectPolicy.fixed(0)
        async with client(pbx, transport=attempts, reconnect=policy, **QUIET) as ami:
            await lost(ami, pbx)
            attempts.refused = anyio.current_time() + 5
            await ami.wait_connected()
        assert 50 < len(attempts.times) <= 103
        assert min(attempts.gaps) >= 0.0499


# A policy of one's own.


async def test_a_policy_of_ones_own_is_asked_with_the_attempt_and_the_error(virtual_clock: None) -> None:
    asked: list[tuple[int, str]] = []

    def policy(attempt: int, error: AMIError) -> float | None:
        asked.append((attempt, type(error).__name__))
        return attempt * 2.0

    async with FakeAsterisk() as pbx:
        attempts = Attempts(pbx)
        async with client(pbx, transport=attempts, reconnect=policy, **QUIET) as ami:
            await lost(ami, pbx)
            assert asked == [(1, "ConnectionLost")]
            attempts.times[:] = [anyio.current_time()]
            attempts.refused = attempts.times[0] + 10
            await ami.wait_connected()
            assert attempts.gaps == pytest.approx([2, 4, 6], abs=0.05)
            assert asked == [(1, "ConnectionLost"), (2, "ConnectError"), (3, "ConnectError")]
            # A connection that lived shortly is no success yet; one that was stable is.
            await anyio.sleep(25)
            await lost(ami, pbx)
            assert asked[-1] == (4, "ConnectionLost")
            await ami.wait_connected()
            await anyio.sleep(31)
            await lost(ami, pbx)
            assert asked[-1] == (1, "ConnectionLost")


async def test_a_policy_of_ones_own_may_give_up(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=lambda attempt, error: None) as ami:
        pbx.cut()
        with pytest.raises(ConnectionLost, match="closed the connection"):
            await ami.wait_closed()
        assert ami.state is ConnectionState.DISCONNECTED


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (LookupError("my own fault"), "my own fault"),
        (ProtocolError("mine, not the server's"), "mine"),
        ("soon", "number of seconds"),
        (True, "number of seconds"),
        (-1.0, "at least 0"),
        (math.nan, "at least 0"),
        (math.inf, "finite"),
    ],
)
async def test_a_policy_that_fails_ends_the_connection_for_good_and_says_so(
    answer: Any, told: str, virtual_clock: None
) -> None:
    def policy(attempt: int, error: AMIError) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with FakeAsterisk() as pbx:
        async with client(pbx, reconnect=policy) as ami, ami.subscribe(events.Reload) as stream:
            held = pbx.hold("Getvar")
            async with anyio.create_task_group() as group:

                async def ask() -> None:
                    with pytest.raises(ConnectionLost):  # its own loss; nobody is left waiting
                        await ami.send(actions.Getvar(variable="X"))

                group.start_soon(ask)
                await held.reached()
                pbx.cut()
            for call in (ami.wait_closed, ami.wait_connected, stream.receive):
                with pytest.raises(ConnectError, match=rf"reconnect= failed with .*{told}.*closed") as caught:
                    await call()
                cause: Any = caught.value.__cause__
                assert isinstance(cause.__cause__, (ValueError, TypeError, type(answer)))
        pbx.refuse()
        with pytest.raises(ConnectError, match=rf"reconnect= failed with .*{told}.*refused"):
            async with client(pbx, reconnect=policy, wait=True):
                pytest.fail("entered")


class Interrupt(BaseException):
    """What a KeyboardInterrupt is: no error."""


def interrupted(attempt: int, error: AMIError) -> float:
    raise Interrupt


@pytest.mark.parametrize("way", ["wait", "background"])
async def test_an_interrupt_inside_a_policy_comes_out_of_the_block(way: str, virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        before = running_tasks()
        pbx.refuse()
        options: dict[str, Any] = {way: True}
        with pytest.raises(Interrupt):
            async with client(pbx, reconnect=interrupted, **options):
                await anyio.sleep(1000)
        assert anyio.current_time() < 100
        await settle()
        assert running_tasks() <= before


async def test_an_interrupt_inside_a_policy_leaves_nobody_waiting(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, anyio.create_task_group() as group:
        held = pbx.hold("Getvar")
        with pytest.raises(Interrupt):
            async with client(pbx, reconnect=interrupted) as ami:

                async def ask() -> None:  # a task that does not end with the block
                    with pytest.raises(OutcomeUnknown):
                        await ami.send(actions.Getvar(variable="X"), timeout=math.inf)

                group.start_soon(ask)
                await held.reached()
                pbx.cut()
                await anyio.sleep(1000)
        assert anyio.current_time() < 100


async def _late(attempt: int, error: AMIError) -> float:
    return 1.0


@pytest.mark.parametrize("policy", [_late, ReconnectPolicy, ReconnectPolicy.none, ReconnectPolicy.fixed, 5])
async def test_what_can_be_no_policy_is_refused(policy: Any) -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(TypeError, match=r"reconnect must be a ReconnectPolicy"):
            async with client(pbx, reconnect=policy):
                pytest.fail("entered")


@pytest.mark.parametrize("option", ["wait", "background", "retry_auth"])
async def test_the_switches_are_switches(option: str) -> None:
    async with FakeAsterisk() as pbx:
        wrong: dict[str, Any] = {option: "yes"}
        with pytest.raises(TypeError, match=f"{option} must be True or False"):
            async with client(pbx, **wrong):
                pytest.fail("entered")
        with pytest.raises(ValueError, match="wait=True and background=True"):
            async with client(pbx, wait=True, background=True):
                pytest.fail("entered")
