"""`send` with ``wait`` and ``retry``: across losses, within one deadline; nothing that may act goes twice."""

from __future__ import annotations

import itertools
import math
import random
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import Limits, ReconnectPolicy, actions, describe, events
from anyio_ami.errors import (
    ActionError,
    ActionTimeout,
    ClientClosed,
    ConnectError,
    InvalidAction,
    NotConnected,
    NotSent,
    OutcomeUnknown,
    ShuttingDown,
    UnsupportedAction,
)
from anyio_ami.testing import FakeAsterisk
from generator.model import build
from generator.reads import READS
from generator.write_actions import REFUSED

from .helpers import client, lost, run_for, running_tasks, settle

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from anyio_ami.testing import FakeRequest

pytestmark = pytest.mark.anyio

QUIET: dict[str, Any] = {"keepalive": math.inf, "boot_timeout": 0}
GETVAR = actions.Getvar(variable="X")


def sent(pbx: FakeAsterisk, name: str) -> list[FakeRequest]:
    return [request for request in pbx.requests if request.name == name]


def cuts(pbx: FakeAsterisk, name: str, times: float) -> None:
    """Let the server lose the line instead of answering, so many times; then it answers with a value."""
    left = times

    def answer(request: FakeRequest) -> bytes | None:
        nonlocal left
        if left > 0:
            left -= 1
            request.session.cut()
            return None
        return request.reply("Success", [("Variable", "X"), ("Value", request.action_id or "")])

    pbx.respond(name, answer)


# wait


@pytest.mark.parametrize("option", ["wait", "retry"])
async def test_an_action_waits_for_the_connection_and_is_sent_once(option: str, virtual_clock: None) -> None:
    async with (
        FakeAsterisk() as pbx,
        client(pbx, reconnect=ReconnectPolicy.fixed(10), **QUIET) as ami,
    ):
        options: dict[str, Any] = {option: True}
        # With a connection it is like any other.
        assert (await ami.send(actions.Ping(), **options)).ping == "Pong"
        await lost(ami, pbx)
        began = anyio.current_time()
        with pytest.raises(NotConnected):
            await ami.send(actions.Ping())
        assert (await ami.send(actions.Ping(), **options)).ping == "Pong"
        assert anyio.current_time() - began == pytest.approx(10, abs=0.1)
        assert len(sent(pbx, "Ping")) == 2


async def test_a_server_that_is_shutting_down_says_so_by_an_error_of_its_own() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.stopping = True
        with pytest.raises(ShuttingDown, match="Ping was not executed: Asterisk is shutting down") as caught:
            await ami.send(actions.Ping())
        assert caught.value.response.message == "Asterisk is shutting down"


@pytest.mark.parametrize("option", ["wait", "retry"])
async def test_what_a_server_that_is_shutting_down_refuses_goes_to_its_next_run(
    option: str, virtual_clock: None
) -> None:
    options: dict[str, Any] = {option: True}
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(1), **QUIET) as ami:
        pbx.stopping = True
        with pytest.raises(ActionTimeout, match=r"not executed within 5 s: .* is shutting down") as late:
            await ami.send(actions.Ping(), timeout=5, **options)
        assert isinstance(late.value.__cause__, ShuttingDown)
        async with anyio.create_task_group() as group:
            group.start_soon(restart, pbx)
            assert (await ami.send(actions.Ping(), **options)).ping == "Pong"
        assert ami.stats.reconnects == 1


async def test_a_shutdown_that_is_called_off_is_waited_for_too(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, **QUIET) as ami:
        pbx.stopping = True
        async with anyio.create_task_group() as group:

            async def call_off() -> None:
                await anyio.sleep(2.5)
                pbx.stopping = False

            group.start_soon(call_off)
            began = anyio.current_time()
            assert (await ami.send(actions.Ping(), wait=True)).ping == "Pong"
            assert anyio.current_time() - began == pytest.approx(3, abs=0.1)
        assert len(sent(pbx, "Ping")) == 4


async def restart(pbx: FakeAsterisk) -> None:
    await anyio.sleep(2.5)
    await pbx.shutdown(restart=True)
    await anyio.sleep(3)
    await pbx.boot()


@pytest.mark.parametrize("option", ["wait", "retry"])
async def test_the_wait_for_the_connection_ends_at_the_deadline(option: str, virtual_clock: None) -> None:
    options: dict[str, Any] = {option: True}
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(60), **QUIET) as ami:
        await lost(ami, pbx)
        for timeout in (0, 7):
            began = anyio.current_time()
            with pytest.raises(ActionTimeout, match=f"within {timeout} s.*it was not sent") as caught:
                await ami.send(actions.Ping(), timeout=timeout, **options)
            assert (caught.value.sent, caught.value.action_id) == (False, None)
            assert anyio.current_time() - began == pytest.approx(timeout)
        # The deadline is that of the whole: waiting takes of it, and the answer has the rest.
        await anyio.sleep(13)
        held = pbx.hold("Ping")
        began = anyio.current_time()
        with pytest.raises(ActionTimeout, match=r"within 50 s.*it may have been executed") as caught:
            await ami.send(actions.Ping(), timeout=50, **options)
        assert anyio.current_time() - began == pytest.approx(50)
        assert caught.value.sent
        assert caught.value.action_id == sent(pbx, "Ping")[0].action_id
        held.release()
    assert len(sent(pbx, "Ping")) == 1


async def test_what_waits_is_never_sent_twice() -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(0.05)) as ami:
        cuts(pbx, "Getvar", math.inf)
        with pytest.raises(OutcomeUnknown):
            await ami.send(GETVAR, wait=True)
        await ami.wait_connected()
        await ami.send(actions.Ping())
        assert len(sent(pbx, "Getvar")) == 1


async def test_what_was_queued_but_surely_not_sent_goes_over_the_next_connection() -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(0.05)) as ami:
        answers: list[str] = []

        async def fill() -> None:
            # Two are more than the line takes, so that they block the writer.
            body = [(f"Header{n}", "x" * 900) for n in range(120)]
            with pytest.raises(OutcomeUnknown):
                await ami.send(actions.UserEvent(user_event="Big", body=body))

        async def plain() -> None:
            with pytest.raises(NotSent):
                await ami.send(actions.Getvar(variable="PLAIN"))

        async def patient(**options: bool) -> None:
            answers.append((await ami.send(actions.Ping(), **options)).ping)

        pbx.stall()
        async with anyio.create_task_group() as group:
            for _ in range(2):
                group.start_soon(fill)
                await settle()
            group.start_soon(plain)
            group.start_soon(partial(patient, wait=True))
            group.start_soon(partial(patient, retry=True))
            await settle()
            pbx.cut()
            pbx.resume()
        assert answers == ["Pong", "Pong"]
        assert (len(sent(pbx, "Ping")), len(sent(pbx, "Getvar"))) == (2, 0)


async def test_lost_for_good_ends_the_wait_with_the_cause(virtual_clock: None) -> None:
    policy = ReconnectPolicy.fixed(5, attempts=2)
    async with FakeAsterisk() as pbx, client(pbx, reconnect=policy, **QUIET) as ami:
        pbx.refuse()
        held = pbx.hold("Getvar")
        began = anyio.current_time()
        async with anyio.create_task_group() as group:

            async def ask(action: actions.Action[Any], **options: bool) -> None:
                with pytest.raises(ConnectError, match="refused"):
                    await ami.send(action, timeout=math.inf, **options)
                assert anyio.current_time() - began == pytest.approx(10, abs=0.1)

            group.start_soon(partial(ask, GETVAR, retry=True))
            await held.reached()
            await lost(ami, pbx)
            group.start_soon(partial(ask, actions.Setvar(variable="X", value="1"), wait=True))
            group.start_soon(partial(ask, actions.Ping(), retry=True))
        with pytest.raises(ConnectError, match="refused"):
            await ami.send(actions.Ping(), wait=True)
        with pytest.raises(ConnectError, match="refused"):
            await ami.send(actions.Ping(), retry=True)


async def test_the_end_of_the_block_ends_the_wait() -> None:
    refused: list[str] = []
    async with FakeAsterisk() as pbx, anyio.create_task_group() as group:
        async with client(pbx, reconnect=ReconnectPolicy.fixed(60)) as ami:
            held = pbx.hold("Getvar")

            async def ask(option: str, action: Any) -> None:
                options: dict[str, Any] = {option: True}
                with pytest.raises(ClientClosed):
                    await ami.send(action, **options)
                refused.append(option)

            group.start_soon(ask, "retry", GETVAR)
            await held.reached()
            await lost(ami, pbx)
            group.start_soon(ask, "wait", actions.Setvar(variable="X", value="1"))
            await settle()
        held.release()
        with pytest.raises(ClientClosed):
            await ami.send(actions.Ping(), wait=True)
        with pytest.raises(ClientClosed):
            await ami.send(actions.Ping(), retry=True)
    assert sorted(refused) == ["retry", "wait"]


async def test_what_must_not_be_sent_is_told_without_waiting(virtual_clock: None) -> None:
    no_action: Any = "Ping"
    async with FakeAsterisk("16") as pbx, client(pbx, strict=True, reconnect=ReconnectPolicy.fixed(9)) as ami:
        await lost(ami, pbx)
        began = anyio.current_time()
        with pytest.raises(InvalidAction) as caught:
            await ami.send(actions.Getvar(variable="X\r\nAction: Logoff"), wait=True)
        assert caught.value.field == "variable"
        with pytest.raises(InvalidAction, match="an action of anyio_ami"):
            await ami.send(no_action, retry=True)
        with pytest.raises(ValueError, match="timeout"):
            await ami.send(actions.Ping(), timeout=-1, wait=True)
        assert anyio.current_time() == began
        # What this server lacks is known when there is a server.
        with pytest.raises(UnsupportedAction):
            await ami.send(actions.PJSIPShowMaintenance(), retry=True)
        assert not sent(pbx, "PJSIPShowMaintenance")


# retry


async def test_an_action_that_reads_is_sent_again_with_another_id_after_an_unknown_outcome() -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(0.05)) as ami:
        cuts(pbx, "Getvar", 3)
        answer = await ami.send(GETVAR, retry=True)
        ids = [request.action_id for request in sent(pbx, "Getvar")]
        assert len(set(ids)) == len(ids) == 4
        assert answer.value == ids[-1]
        assert ami.stats.pending == 0


async def test_a_torn_list_is_asked_for_again_as_a_whole() -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(0.05)) as ami:
        torn = 0

        def answer(request: FakeRequest) -> bytes:
            nonlocal torn
            items = [request.event("CoreShowChannel", {"Channel": f"PJSIP/{n}"}) for n in range(5)]
            whole = request.listing("Channels will follow", items, "CoreShowChannelsComplete")
            torn += 1
            if torn == 3:
                return whole
            request.session.end()  # what is queued is still written
            return whole[: len(whole) // 2]

        pbx.respond("CoreShowChannels", answer)
        channels = await ami.send(actions.CoreShowChannels(), retry=True)
        assert [channel.channel for channel in channels] == [f"PJSIP/{n}" for n in range(5)]
        assert torn == 3


async def test_all_tries_have_one_deadline_and_a_flapping_line_sees_one_try_a_connection(
    virtual_clock: None,
) -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(0), **QUIET) as ami:
        cuts(pbx, "Getvar", math.inf)
        began = anyio.current_time()
        with pytest.raises(ActionTimeout, match=r"within 3 s.*it may have been executed") as caught:
            await ami.send(GETVAR, timeout=3, retry=True)
        assert anyio.current_time() - began == pytest.approx(3, abs=0.01)
        assert caught.value.sent
        assert caught.value.action_id == sent(pbx, "Getvar")[-1].action_id
        assert isinstance(caught.value.__cause__, OutcomeUnknown)
        # 50 ms at least between two attempts to connect.
        assert 20 < len(sent(pbx, "Getvar")) <= 61
        by_session = itertools.groupby(pbx.requests, lambda request: request.session.number)
        for _, requests in by_session:
            assert [request.name for request in requests].count("Getvar") <= 1


async def test_a_refusal_of_the_server_is_an_answer_and_not_tried_again() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.respond("Getvar", lambda request: request.error("No such channel"))
        with pytest.raises(ActionError):
            await ami.send(GETVAR, retry=True)
        assert len(sent(pbx, "Getvar")) == 1


async def test_too_many_actions_in_flight_are_told_at_once() -> None:
    async with FakeAsterisk() as pbx, client(pbx, limits=Limits(pending=1)) as ami:
        with pbx.hold("Getvar") as held:
            async with anyio.create_task_group() as group:
                group.start_soon(ami.send, GETVAR)
                await held.reached()
                for option in ("wait", "retry"):
                    options: dict[str, Any] = {option: True}
                    with pytest.raises(NotSent, match=r"Limits\.pending"):
                        await ami.send(actions.Ping(), **options)
                held.release()


async def test_an_answer_past_our_own_limits_does_not_end_one_connection_after_the_other() -> None:
    options: dict[str, Any] = {"limits": Limits(response_bytes=5_000), "reconnect": ReconnectPolicy.fixed(0)}
    async with FakeAsterisk() as pbx, client(pbx, **options) as ami:
        pbx.respond("Getvar", lambda request: request.reply("Success", [("Value", "x" * 6_000)]))
        with pytest.raises(OutcomeUnknown, match="response_bytes"):
            await ami.send(GETVAR, retry=True)
        await ami.wait_connected()
        assert len(sent(pbx, "Getvar")) == 1


@pytest.mark.parametrize(
    "action",
    [
        actions.Setvar(variable="X", value="1"),
        actions.Originate(channel="Local/100@default", application="Wait", data="1", async_=True),
        actions.Command(command="core show channels"),
        actions.Custom("Ping"),
        actions.WaitEvent(timeout=1),
        actions.PJSIPQualify(endpoint="alice"),
    ],
    ids=lambda action: action.name,
)
async def test_what_may_change_something_is_not_taken(action: actions.Action[Any]) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        before = len(pbx.requests)
        with pytest.raises(InvalidAction, match=f"{action.name} was not sent: retry=True"):
            await ami.send(action, retry=True)
        await ami.send(actions.Ping())
        assert [request.name for request in pbx.requests[before:]] == ["Ping"]


@pytest.mark.parametrize("kind", ["anyio", "native"])
async def test_cancelling_at_every_step_leaves_nothing_behind(kind: str, anyio_backend_name: str) -> None:
    native = kind == "native" and anyio_backend_name == "asyncio"
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(60)) as ami:
        await settle()
        before = running_tasks()

        async def ask() -> None:
            await ami.send(actions.Ping(), retry=True)

        async def wait() -> None:
            await ami.send(actions.Ping(), wait=True)

        calls: list[Callable[[], Awaitable[None]]] = [ask, wait]
        for call in calls:
            steps = 0
            while not await run_for(steps, call, native=native) and steps < 60:
                steps += 1
                assert (await ami.send(actions.Ping(), timeout=5)).ping == "Pong"
                assert ami.stats.pending == 0
            assert steps < 60
        await lost(ami, pbx)
        for call in calls:
            for steps in range(8):
                assert not await run_for(steps, call, native=native)
        await settle()
        assert running_tasks() <= before


@pytest.mark.parametrize("seed", range(3))
async def test_everybody_gets_the_own_answer_while_the_line_is_cut_at_random(seed: int) -> None:
    rng = random.Random(seed)
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(0)) as ami:

        def answer(request: FakeRequest) -> bytes:
            if rng.random() < 0.1:
                request.session.cut(mid_frame=rng.random() < 0.5)
            return request.reply("Success", [("Value", request.get("Variable"))])

        pbx.respond("Getvar", answer)
        async with anyio.create_task_group() as group:

            async def ask(number: int) -> None:
                for _ in range(3):
                    reply = await ami.send(actions.Getvar(variable=f"V{number}"), retry=True, timeout=60)
                    assert reply.value == f"V{number}"

            for number in range(12):
                group.start_soon(ask, number)
        assert ami.stats.pending == 0
        assert len(sent(pbx, "Getvar")) > 36


async def test_what_goes_before_the_first_connection_waits_for_it(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        pbx.refuse()
        async with client(pbx, background=True, reconnect=ReconnectPolicy.fixed(5)) as ami:
            with pytest.raises(ActionTimeout):
                await ami.send(actions.Ping(), wait=True, timeout=2)
            pbx.accept()
            async with ami.subscribe(events.UserEvent) as stream:
                await ami.send(actions.UserEvent(user_event="mine"), wait=True)
                assert (await stream.receive()).user_event == "mine"
            assert anyio.current_time() == pytest.approx(5, abs=0.1)


# Which actions read.


def test_the_list_names_known_actions_and_none_that_is_refused() -> None:
    assert sorted(READS - set(actions.NAMES)) == []
    assert sorted(READS & set(REFUSED)) == []


def test_the_classes_say_what_the_list_says() -> None:
    for name in actions.NAMES:
        cls = actions.lookup(name)
        assert cls is not None
        assert cls.__reads_only__ is (name in READS), name
        assert describe(name, kind="action").reads_only is (name in READS)
    assert actions.Custom("Ping").__reads_only__ is False


def test_what_is_answered_by_a_list_reads_and_what_needs_a_class_to_act_does_not() -> None:
    for action in build().actions:
        privileges = {p.lower() for p in action.fact["privilege"]}
        if action.fact["response"]["kind"] == "list":
            assert action.wire_name in READS
        # Asterisk itself lets those who only report run what only reads.
        if privileges and privileges <= {"originate", "user", "message", "agi", "aoc", "command"}:
            assert action.wire_name not in READS
