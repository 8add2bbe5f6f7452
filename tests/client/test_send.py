"""Actions: each gets exactly its own answer, never hangs, is never sent twice."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import Limits, ReconnectPolicy, actions, events
from anyio_ami.errors import (
    ActionError,
    ActionTimeout,
    ClientClosed,
    ConnectionLost,
    InvalidAction,
    ListOverflow,
    NotConnected,
    NotFound,
    NotSent,
    OutcomeUnknown,
    PermissionDenied,
    ProtocolError,
)
from anyio_ami.responses import CommandResponse, ListResponse
from anyio_ami.testing import FakeAsterisk

from .helpers import client, settle

if TYPE_CHECKING:
    from anyio_ami.testing import FakeRequest

pytestmark = [pytest.mark.anyio, pytest.mark.every_backend]


def list_of(count: int, *, end: bool = True) -> Any:
    """A handler that answers with a list of so many items."""

    def answer(request: FakeRequest) -> bytes:
        head = f"Response: Success\r\nActionID: {request.action_id}\r\nEventList: start\r\n\r\n"
        items = "".join(
            f"Event: CoreShowChannel\r\nActionID: {request.action_id}\r\nChannel: PJSIP/{n}\r\n\r\n"
            for n in range(count)
        )
        tail = (
            f"Event: CoreShowChannelsComplete\r\nActionID: {request.action_id}\r\nEventList: Complete\r\n"
            f"ListItems: {count + 1}\r\n\r\n"
        )
        return (head + items + (tail if end else "")).encode()

    return answer


async def test_a_list_answer_has_items_end_and_the_servers_count_which_is_not_trusted() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.respond("CoreShowChannels", list_of(3))
        answer = await ami.send(actions.CoreShowChannels())
        assert [i.channel for i in answer.items] == ["PJSIP/0", "PJSIP/1", "PJSIP/2"]
        assert answer.expected == 4
        assert isinstance(answer.complete, events.CoreShowChannelsComplete)
        assert (len(answer), list(answer)) == (3, answer.items)


async def test_an_empty_list_told_as_an_error_is_an_empty_list_and_dbget_is_not_found() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        assert (await ami.send(actions.PJSIPShowContacts())).items == []
        async with ami.stream(actions.PJSIPShowContacts()) as items:
            assert [i async for i in items] == []
        with pytest.raises(NotFound, match="Database entry not found"):
            await ami.send(actions.DBGet(family="no", key="such"))


async def test_a_failed_command_carries_its_output() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        version = await ami.send(actions.Command(command="core show version"))
        assert version.output[0].startswith("Asterisk 22")
        with pytest.raises(ActionError) as caught:
            await ami.send(actions.Command(command="no such command"))
        response = caught.value.response
        assert isinstance(response, CommandResponse)
        assert "No such command" in response.output[0]
        assert isinstance(pickle.loads(pickle.dumps(caught.value)), ActionError)


async def test_permission_denied_is_its_own_error() -> None:
    async with FakeAsterisk() as pbx, client(pbx, username="listener", secret="listen") as ami:
        with pytest.raises(PermissionDenied, match="Command"):
            await ami.send(actions.Command(command="core show version"))


@pytest.mark.parametrize(
    ("action", "field"),
    [
        (actions.Command(command="x\r\nAction: Logoff"), "command"),
        (actions.Command(command="x" * 2000), "command"),
        (actions.Originate(channel="Local/1", variables={"A": "1\n2"}), "variables"),
        (actions.Logoff(), "action"),
        (actions.Custom("Ping\r\nAction: Logoff"), "action"),
        (actions.Custom("X", {"ActionID": "mine"}), "headers['ActionID']"),
        (actions.Custom("X", {"A:b": "c"}), "headers['A:b']"),
    ],
)
async def test_what_must_not_be_sent_never_leaves(action: actions.Action[Any], field: str) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        before = len(pbx.requests)
        with pytest.raises(InvalidAction) as caught:
            await ami.send(action)
        assert caught.value.field == field
        await ami.send(actions.Ping())
        assert [r.name for r in pbx.requests[before:]] == ["Ping"]
        assert ami.stats.pending == 0


async def test_a_thousand_actions_of_five_kinds_in_flight_among_events_each_get_their_own_answer() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami, ami.subscribe(events.UserEvent) as stream:
        answered = 0

        async def ask(number: int) -> None:
            nonlocal answered
            text = f"value-{number}"
            kind = number % 5
            if kind == 0:
                assert (await ami.send(actions.Ping())).ping == "Pong"
            elif kind == 1:
                await ami.send(actions.Setvar(variable=f"V{number}", value=text))
                assert (await ami.send(actions.Getvar(variable=f"V{number}"))).value == text
            elif kind == 2:
                await ami.send(actions.DBPut(family="f", key=str(number), val=text))
                found = await ami.send(actions.DBGet(family="f", key=str(number)))
                assert [(i.key, i.val) for i in found.items] == [(str(number), text)]
            elif kind == 3:
                with pytest.raises(NotFound):
                    await ami.send(actions.DBGet(family="f", key=f"missing-{number}"))
            else:
                await ami.send(actions.UserEvent(user_event=text))
            answered += 1

        async with anyio.create_task_group() as group:
            for number in range(1000):
                group.start_soon(ask, number)
            for number in range(200):
                pbx.emit("Reload", {"Module": str(number), "Status": "0"})
        assert answered == 1000
        assert ami.stats.pending == 0
        names = {(await stream.receive()).user_event for _ in range(200)}
        assert names == {f"value-{n}" for n in range(4, 1000, 5)}


async def test_answers_out_of_order_find_their_callers() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.reorder(4)
        results: dict[int, str] = {}

        async def ask(number: int) -> None:
            await ami.send(actions.Setvar(variable=f"V{number}", value=str(number)))
            results[number] = (await ami.send(actions.Getvar(variable=f"V{number}"))).value

        async with anyio.create_task_group() as group:
            for number in range(8):
                group.start_soon(ask, number)
        assert results == {n: str(n) for n in range(8)}


async def test_no_answer_within_the_deadline_is_an_action_timeout(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, action_timeout=5) as ami:
        with pbx.hold("Getvar"):
            for timeout, expected in [(None, 5), (2, 2)]:
                began = anyio.current_time()
                with pytest.raises(ActionTimeout) as caught:
                    await ami.send(actions.Getvar(variable="X"), timeout=timeout)
                assert anyio.current_time() - began == pytest.approx(expected)
                assert caught.value.sent
                assert isinstance(caught.value, TimeoutError)
            assert ami.stats.pending == 0
        # The late answers reach nobody, and are counted.
        await ami.send(actions.Ping())
        assert ami.stats.abandoned == 2


async def test_a_synchronous_originate_waits_for_its_own_timeout_and_a_margin(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, action_timeout=5, keepalive=1000) as ami:
        with pbx.hold("Originate"):
            for own, expected in [(None, 35), (60, 65)]:
                began = anyio.current_time()
                with pytest.raises(ActionTimeout):
                    await ami.send(actions.Originate(channel="Local/1@default", timeout=own))
                assert anyio.current_time() - began == pytest.approx(expected)


async def test_a_call_cancelled_before_its_frame_was_handed_over_is_withdrawn() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        await settle()
        with anyio.CancelScope() as scope:
            scope.cancel()
            await ami.send(actions.Getvar(variable="X"))
        with pytest.raises(ActionTimeout) as caught:
            await ami.send(actions.Getvar(variable="X"), timeout=0)
        assert not caught.value.sent
        await ami.send(actions.Ping())
        assert "Getvar" not in [r.name for r in pbx.requests]
        assert ami.stats.pending == 0


async def test_a_cancelled_list_disturbs_nobody_and_its_items_reach_no_subscriber() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami, ami.subscribe() as stream:
        pbx.respond("CoreShowChannels", list_of(50))
        held = pbx.hold("CoreShowChannels")
        async with anyio.create_task_group() as group:
            group.start_soon(ami.send, actions.CoreShowChannels())
            await held.reached()
            group.cancel_scope.cancel()
        held.release()
        await ami.send(actions.UserEvent(user_event="after"))
        names = [(await stream.receive()).name]
        assert names == ["UserEvent"]
        assert ami.stats.abandoned == 52
        assert ami.stats.pending == 0


async def test_a_lost_connection_says_truly_what_can_have_been_executed() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        outcomes: dict[str, Exception] = {}

        async def ask(key: str, action: actions.Action[Any]) -> None:
            try:
                await ami.send(action)
            except ConnectionLost as exc:
                outcomes[key] = exc

        pbx.respond("CoreShowChannels", list_of(2, end=False))
        held = pbx.hold("Getvar")
        async with anyio.create_task_group() as group:
            group.start_soon(ask, "list", actions.CoreShowChannels())
            await pbx.wait_for_request("CoreShowChannels")
            await pbx.flush()
            group.start_soon(ask, "sent", actions.Getvar(variable="X"))
            await held.reached()
            await settle()
            pbx.refuse()
            pbx.cut()
        held.release()
        sent, torn = outcomes["sent"], outcomes["list"]
        assert isinstance(sent, OutcomeUnknown)
        assert sent.partial is None
        assert isinstance(torn, OutcomeUnknown)
        assert isinstance(torn.partial, ListResponse)
        assert [i.channel for i in torn.partial.items] == ["PJSIP/0", "PJSIP/1"]
        assert torn.partial.complete is None
        assert isinstance(pickle.loads(pickle.dumps(torn)).partial, ListResponse)
        with pytest.raises(NotConnected):
            await ami.send(actions.Ping())


async def test_nothing_is_sent_twice_by_itself() -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(0.01)) as ami:
        held = pbx.hold("Originate")
        async with anyio.create_task_group() as group:

            async def originate() -> None:
                with pytest.raises(OutcomeUnknown):
                    await ami.send(actions.Originate(channel="Local/201@default", async_=True))

            group.start_soon(originate)
            await held.reached()
            pbx.cut()
        held.release()
        await ami.wait_connected()
        await ami.send(actions.Ping())
        assert [r.name for r in pbx.requests].count("Originate") == 1


async def test_too_many_actions_in_flight_are_not_sent() -> None:
    async with FakeAsterisk() as pbx, client(pbx, limits=Limits(pending=2)) as ami:
        held = pbx.hold("Getvar")
        async with anyio.create_task_group() as group:
            for _ in range(2):
                group.start_soon(ami.send, actions.Getvar(variable="X"))
            await held.reached()
            with pytest.raises(NotSent, match=r"Limits\.pending"):
                await ami.send(actions.Ping())
            held.release()
        await ami.send(actions.Ping())


async def test_a_collected_list_over_its_bound_ends_the_connection_with_a_protocol_error() -> None:
    options = {"limits": Limits(list_items=10), "reconnect": ReconnectPolicy.none()}
    async with FakeAsterisk() as pbx, client(pbx, **options) as ami:
        pbx.respond("CoreShowChannels", list_of(11))
        with pytest.raises(OutcomeUnknown, match="list_items"):
            await ami.send(actions.CoreShowChannels())
        with pytest.raises(ProtocolError, match="list_items"):
            await ami.wait_closed()


async def test_a_list_can_be_streamed_item_by_item() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.respond("CoreShowChannels", list_of(1000))
        async with ami.stream(actions.CoreShowChannels()) as items:
            assert items.response.ok
            assert [i.channel async for i in items] == [f"PJSIP/{n}" for n in range(1000)]
            assert items.expected == 1001
            assert items.complete is not None
        assert ami.stats.pending == 0


@pytest.mark.parametrize("list_end", [None, "CoreShowChannelsComplete"])
async def test_the_list_of_an_action_without_a_class_can_be_streamed(list_end: str | None) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.respond("CoreShowChannels", list_of(3))
        async with ami.stream(actions.Custom("CoreShowChannels", list_end=list_end)) as items:
            assert [item.headers.get("Channel") async for item in items] == [f"PJSIP/{n}" for n in range(3)]
        assert ami.stats.pending == 0


async def test_a_streamed_list_left_early_leaves_nothing_behind() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami, ami.subscribe() as stream:
        pbx.respond("CoreShowChannels", list_of(100, end=False))
        async with ami.stream(actions.CoreShowChannels()) as items:
            async for item in items:
                assert item.channel == "PJSIP/0"
                break
        assert ami.stats.pending == 0
        await ami.send(actions.UserEvent(user_event="after"))
        assert (await stream.receive()).name == "UserEvent"


async def test_a_reader_too_slow_for_a_streamed_list_gets_list_overflow_and_the_client_works_on() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        # Many reads long.
        pbx.respond("CoreShowChannels", list_of(20_000))
        async with ami.stream(actions.CoreShowChannels(), buffer=100) as items:
            await ami.send(actions.Ping())
            waiting = items.unread
            assert 100 < waiting < 20_000
            assert [(await items.receive()).channel for _ in range(waiting)][-1] == f"PJSIP/{waiting - 1}"
            with pytest.raises(ListOverflow, match="buffer="):
                await items.receive()
        await ami.send(actions.Ping())
        assert ami.stats.pending == 0


async def test_a_streamed_list_that_stops_ends_in_an_action_timeout(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx, client(pbx, keepalive=1000) as ami:
        pbx.respond("CoreShowChannels", list_of(3, end=False))
        async with ami.stream(actions.CoreShowChannels(), timeout=6) as items:
            assert [(await items.receive()).channel for _ in range(3)] == ["PJSIP/0", "PJSIP/1", "PJSIP/2"]
            began = anyio.current_time()
            with pytest.raises(ActionTimeout):
                await items.receive()
            assert anyio.current_time() - began == pytest.approx(6)


async def test_a_streamed_list_that_is_torn_raises_outcome_unknown_after_what_came() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.respond("CoreShowChannels", list_of(3, end=False))
        async with ami.stream(actions.CoreShowChannels()) as items:
            await pbx.flush()
            await settle()
            pbx.cut()
            assert [(await items.receive()).channel for _ in range(3)] == ["PJSIP/0", "PJSIP/1", "PJSIP/2"]
            with pytest.raises(OutcomeUnknown):
                await items.receive()


async def test_the_servers_error_to_a_streamed_list_is_raised_on_entering() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.respond("CoreShowChannels", lambda r: r.error("No luck"))
        with pytest.raises(ActionError, match="No luck"):
            async with ami.stream(actions.CoreShowChannels()):
                pytest.fail("entered")


async def test_custom_actions_give_a_response_or_a_list() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        pbx.respond(
            "Mine", lambda r: f"Response: Success\r\nActionID: {r.action_id}\r\nX: 1\r\n\r\n".encode()
        )
        answer = await ami.send(actions.Custom("Mine", {"Header": ["a", "b"], "Other": 3}))
        assert not isinstance(answer, ListResponse)
        assert answer.headers["X"] == "1"
        assert list(pbx.requests[-1].headers[2:]) == [("Header", "a"), ("Header", "b"), ("Other", "3")]
        pbx.respond("MyList", list_of(2))
        found = await ami.send(actions.Custom("MyList"))
        assert isinstance(found, ListResponse)
        assert len(found.items) == 2


async def test_what_is_no_action_is_refused() -> None:
    no_action: Any = "Ping"
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        with pytest.raises(InvalidAction):
            await ami.send(no_action)
        with pytest.raises(ValueError, match="timeout"):
            await ami.send(actions.Ping(), timeout=-1)


async def test_actions_pending_at_the_end_of_the_block_do_not_hang() -> None:
    async with FakeAsterisk() as pbx:
        errors: list[Exception] = []
        async with anyio.create_task_group() as group:
            async with client(pbx) as ami:

                async def ask() -> None:
                    try:
                        await ami.send(actions.Getvar(variable="X"))
                    except (ConnectionLost, ClientClosed) as exc:
                        errors.append(exc)

                held = pbx.hold("Getvar", in_order=False)
                group.start_soon(ask)
                await held.reached()
            assert ami.stats.pending == 0
        assert isinstance(errors[0], OutcomeUnknown)


# As nobody checks types: these are refused by the type checkers, too.
untyped: Any = actions


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: untyped.Originate(channel="x", variables="A=1"), "variables"),
        (lambda: untyped.Originate(channel="x", variables={1: 2}), "variables"),
        (lambda: actions.Originate(channel="x", timeout=-10), "timeout"),
        (lambda: untyped.Originate(channel="x", timeout="soon"), "timeout"),
        (lambda: actions.Originate(channel="x", timeout=float("nan")), "timeout"),
        (lambda: actions.Hangup(channel="x", cause="no such cause"), "cause"),
        (lambda: untyped.Hangup(channel=b"x"), "channel"),
        (lambda: untyped.UserEvent(user_event="x", body=["abc"]), "body"),
        (lambda: untyped.Custom("X", {5: "b"}), "headers"),
        (lambda: untyped.Custom("X", "ab"), "headers"),
        (lambda: untyped.Custom("X", [("a",)]), "headers"),
        (lambda: actions.Custom("X", {"A ": "x"}), "A "),
        (lambda: actions.Custom("X", {"A": float("nan")}), "nan"),
        (lambda: actions.Ping, "actions.Ping"),
    ],
)
async def test_a_wrong_value_is_refused_with_its_field_and_a_repr_never_raises(make: Any, named: str) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        with pytest.raises(InvalidAction) as caught:
            action = make()
            assert repr(action)
            await ami.send(action)
        assert named in str(caught.value)
        with pytest.raises(InvalidAction, match="list"):
            ami.stream(untyped.Ping())
