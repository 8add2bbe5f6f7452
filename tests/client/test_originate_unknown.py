"""`ami.originate()` where something hides or loses the outcome: what is known is told, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import ReconnectPolicy, actions, events
from anyio_ami._client.originate import ORIGINATE_MARGIN
from anyio_ami.errors import ActionTimeout, ConnectionLost
from anyio_ami.testing import FakeAsterisk, FakeUser

from .helpers import client, lost, settle
from .originating import NEW, QUEUED, RETRY, Outcome, Part, busy, call, hangup, play, response

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from anyio_ami import AMIClient
    from anyio_ami._client.originate import OriginateResult

pytestmark = pytest.mark.anyio


# -- what hides the outcome ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("mask", [False, "user,system"])
async def test_a_mask_without_call_is_told_at_once(mask: bool | str) -> None:
    async with FakeAsterisk() as pbx, client(pbx, events=mask) as ami:
        began = anyio.current_time()
        result = await call(ami, "Local/100@default")
        assert anyio.current_time() == began
        assert (result.outcome, result.channel, result.reason) == (Outcome.UNKNOWN, None, None)
        assert "events=" in result.detail
        assert result.unique_id in result.detail
        assert pbx.exchange.find(result.unique_id) is not None, "it was placed"


@pytest.mark.usefixtures("virtual_clock")
async def test_rights_without_call_are_asked_once_and_told() -> None:
    users = [FakeUser("caller", "c", read="system,user", write="originate,command")]
    async with FakeAsterisk(users=users) as pbx, client(pbx, username="caller", secret="c") as ami:
        began = anyio.current_time()
        for _ in range(3):
            result = await call(ami, "Local/100@default")
            assert result.outcome is Outcome.UNKNOWN
            assert "manager.conf" in result.detail
            assert "'caller'" in result.detail
        assert anyio.current_time() == began
        asked = [r for r in pbx.requests if r.get("Command").startswith("manager show user")]
        assert len(asked) == 1
        # The rights are those of the login: after the next one they may be others.
        users[0].read = FakeUser("x", "x", read="call").read
        await lost(ami, pbx)
        await ami.wait_connected()
        assert (await call(ami, "Local/100@default")).answered


@pytest.mark.usefixtures("virtual_clock")
async def test_where_the_rights_may_not_be_asked_it_waits_and_then_does_not_know() -> None:
    users = [FakeUser("caller", "c", read="system", write="originate")]
    async with FakeAsterisk(users=users) as pbx, client(pbx, username="caller", secret="c") as ami:
        began = anyio.current_time()
        result = await call(ami, "Local/100@default", timeout=10)
        assert result.outcome is Outcome.UNKNOWN
        assert "no OriginateResponse came within 15 s" in result.detail
        assert anyio.current_time() - began == pytest.approx(10 + ORIGINATE_MARGIN)
    users = [FakeUser("caller", "c", read="call", write="originate")]
    async with FakeAsterisk(users=users) as pbx, client(pbx, username="caller", secret="c") as ami:
        assert (await call(ami, "Local/100@default")).answered


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "the call may have been placed"),
        ([NEW], "PJSIP/a-1 was made and was not seen to end"),
        ([NEW, hangup(16)], "PJSIP/a-1 has ended"),
    ],
)
async def test_an_outcome_that_is_never_told(parts: list[Part], said: str) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, parts)
        result = await call(ami)
        assert result.outcome is Outcome.UNKNOWN
        assert said in result.detail
        assert result.channel == ("PJSIP/a-1" if parts else None)
        assert result.cause == (16 if len(parts) == 2 else None)


@pytest.mark.usefixtures("virtual_clock")
async def test_no_answer_to_the_action_itself() -> None:
    async with FakeAsterisk() as pbx, client(pbx, keepalive=3600) as ami:
        with pbx.hold("Originate"):
            result = await call(ami)
        assert result.outcome is Outcome.UNKNOWN
        assert "may have been executed" in result.detail
        pbx.stall()
        # Behind what nobody reads, it does not even leave.
        big = actions.UserEvent(user_event="x", body=[(f"K{n}", "x" * 900) for n in range(100)])
        for _ in range(3):
            with pytest.raises(ActionTimeout):
                await ami.send(big, timeout=1)
        with pytest.raises(ActionTimeout) as caught:
            await call(ami)
        assert caught.value.sent is False
        pbx.resume()


@pytest.mark.usefixtures("virtual_clock")
async def test_an_outcome_that_came_counts_whatever_else_is_missing() -> None:
    """The question for the user's rights is not answered."""
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.hold("Command", in_order=False)
        play(pbx, [NEW, response("Success", 4, "PJSIP/a-1")])
        assert (await call(ami)).outcome is Outcome.ANSWERED


@pytest.mark.usefixtures("virtual_clock")
async def test_a_hangup_that_never_comes_is_said_to_be_missing() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, [NEW, busy()])
        result = await call(ami)
        assert (result.outcome, result.channel) == (Outcome.FAILED, "PJSIP/a-1")
        assert "its Hangup was not seen" in result.detail


# -- the line is lost ----------------------------------------------------------------------------------------


async def cut_before_the_answer(pbx: FakeAsterisk) -> None:
    with pbx.hold("Originate") as held:
        await held.reached()
        pbx.cut()


async def cut_after_the_answer(pbx: FakeAsterisk) -> None:
    play(pbx, [])
    await pbx.wait_for_request("Originate")
    await pbx.flush()
    pbx.cut()


async def cut_after_the_channel(pbx: FakeAsterisk) -> None:
    play(pbx, [NEW])
    await pbx.wait_for_request("Originate")
    await settle()
    await pbx.flush()
    pbx.cut()


@pytest.mark.parametrize("policy", ["retry", "none"])
@pytest.mark.parametrize("cut", [cut_before_the_answer, cut_after_the_answer, cut_after_the_channel])
async def test_a_line_cut_while_the_call_is_on_its_way(
    cut: Callable[[FakeAsterisk], Coroutine[Any, Any, None]], policy: str
) -> None:
    found: list[OriginateResult] = []
    async with FakeAsterisk() as pbx:
        pbx.respond("Originate", lambda request: request.success(QUEUED))
        raised: BaseException | None = None
        try:
            chosen = RETRY if policy == "retry" else ReconnectPolicy.none()
            async with client(pbx, reconnect=chosen) as ami, anyio.create_task_group() as group:
                group.start_soon(cut, pbx)
                await settle()
                found.append(await call(ami, timeout=60))
        except ConnectionLost as exc:
            raised = exc
    (result,) = found
    assert result.outcome is Outcome.UNKNOWN
    assert "connection was lost" in result.detail
    assert result.channel == ("PJSIP/a-1" if cut is cut_after_the_channel else None)
    assert result.unique_id
    # An outcome is no error: the loss for good still comes out at the end of the block.
    assert (raised is not None) is (policy == "none")


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        ([NEW, busy()], Outcome.UNKNOWN),
        ([busy()], Outcome.UNKNOWN),
        ([NEW, response("Failure", 5)], Outcome.BUSY),
        ([NEW, response("Failure", 3)], Outcome.NO_ANSWER),
        ([NEW, busy(), hangup(17)], Outcome.BUSY),
    ],
)
async def test_a_line_cut_before_the_hangup_that_decides(parts: list[Part], outcome: Outcome) -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=RETRY) as ami:
        results: list[OriginateResult] = []

        async def place() -> None:
            results.append(await call(ami))

        async with anyio.create_task_group() as tg:
            play(pbx, parts)
            tg.start_soon(place)
            await settle()
            pbx.cut()
        assert results[0].outcome is outcome
        if outcome is Outcome.UNKNOWN:
            assert "the connection was lost" in results[0].detail


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [([NEW, response("Failure", 5)], Outcome.BUSY), ([NEW, busy(), hangup(21)], Outcome.FAILED)],
)
async def test_a_line_cut_after_the_outcome_changes_nothing(parts: list[Part], outcome: Outcome) -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=RETRY) as ami:
        play(pbx, parts)
        results: list[OriginateResult] = []

        async def run() -> None:
            results.append(await call(ami, timeout=60))

        async with anyio.create_task_group() as group:
            last = events.lookup(parts[-1][0])
            assert last is not None
            async with ami.subscribe(last) as stream:
                group.start_soon(run)
                await stream.receive()
            pbx.cut()
        assert [result.outcome for result in results] == [outcome]


async def test_the_end_of_the_block_ends_it() -> None:
    results: list[OriginateResult] = []

    async def run(ami: AMIClient) -> None:
        results.append(await call(ami, timeout=60))

    async with FakeAsterisk() as pbx, anyio.create_task_group() as group:
        play(pbx, [NEW])
        async with client(pbx) as ami:
            group.start_soon(run, ami)
            async with ami.subscribe(events.Newchannel) as stream:
                await stream.receive()
    assert [result.outcome for result in results] == [Outcome.UNKNOWN]
    assert "closed" in results[0].detail
