"""What `send` and `stream` give follows from the action."""

from __future__ import annotations

from typing_extensions import assert_type

from anyio_ami import AMIClient, actions, events
from anyio_ami.responses import (
    CommandResponse,
    CoreSettingsResponse,
    GetvarResponse,
    ListResponse,
    PingResponse,
    Response,
)
from anyio_ami.types import HangupCause


async def simple(ami: AMIClient) -> None:
    pong = await ami.send(actions.Ping())
    assert_type(pong, PingResponse)
    assert_type(pong.timestamp, float | None)
    answer = await ami.send(actions.Getvar(channel="PJSIP/a-1", variable="X"), timeout=2.5)
    assert_type(answer, GetvarResponse)
    assert_type(answer.value, str)
    assert_type(await ami.send(actions.CoreSettings()), CoreSettingsResponse)
    # An action whose reply has no headers of its own.
    plain = await ami.send(actions.Setvar(variable="X", value="1"))
    assert_type(plain, Response)
    assert_type((plain.ok, plain.message, plain.outcome), tuple[bool, str, str])


async def command(ami: AMIClient) -> None:
    answer = await ami.send(actions.Command(command="core show version"))
    assert_type(answer, CommandResponse)
    for line in answer.output:
        assert_type(line, str)


async def lists(ami: AMIClient) -> None:
    answer = await ami.send(actions.CoreShowChannels())
    assert_type(answer, ListResponse[events.CoreShowChannel])
    assert_type(answer.items, list[events.CoreShowChannel])
    assert_type(answer.complete, events.Event | None)
    assert_type(answer.expected, int | None)
    assert_type(answer.response, Response)
    assert_type(len(answer), int)
    assert_type([channel.duration for channel in answer], list[str])


async def several_kinds_of_items(ami: AMIClient) -> None:
    answer = await ami.send(actions.QueueStatus(queue="support"))
    assert_type(answer, ListResponse[events.QueueParams | events.QueueMember | events.QueueEntry])
    for item in answer:
        match item:
            case events.QueueParams(hold_time=hold_time):
                assert_type(hold_time, int | None)
            case events.QueueMember(penalty=penalty):
                assert_type(penalty, int | None)
            case events.QueueEntry():
                assert_type(item, events.QueueEntry)


async def a_call(ami: AMIClient) -> None:
    result = await ami.originate("PJSIP/alice", application="Wait", data="2", timeout=20)
    assert_type(result.answered, bool)
    assert_type(result.unique_id, str)
    assert_type(result.channel, str | None)
    assert_type(result.cause, HangupCause | None)


async def custom(ami: AMIClient) -> None:
    answer = await ami.send(actions.Custom("MyAction", {"Header": "value", "Repeated": ["a", "b"]}))
    assert_type(answer, Response | ListResponse[events.Event])
    if isinstance(answer, ListResponse):
        assert_type(answer.items, list[events.Event])
    else:
        assert_type(answer.message, str)
    await ami.send(actions.Custom("MyAction", [("Header", 1), ("Header", True)], list_end="MyActionComplete"))


async def item_by_item(ami: AMIClient) -> None:
    async with ami.stream(actions.CoreShowChannels(), timeout=10, buffer=100) as items:
        async for channel in items:
            assert_type(channel, events.CoreShowChannel)
        assert_type(items.complete, events.Event | None)
        assert_type(items.expected, int | None)
    async with ami.stream(actions.QueueStatus()) as entries:
        assert_type(await entries.receive(), events.QueueParams | events.QueueMember | events.QueueEntry)
    async with ami.stream(actions.Custom("MyList", list_end="MyListComplete")) as found:
        assert_type(await found.receive(), events.Event)


async def what_a_helper_gets(ami: AMIClient, action: actions.Action[ListResponse[events.PeerEntry]]) -> None:
    assert_type((await ami.send(action)).items, list[events.PeerEntry])


async def uses_the_helper(ami: AMIClient) -> None:
    await what_a_helper_gets(ami, actions.SIPpeers())


def building() -> None:
    actions.Originate(
        channel="Local/100@default",
        application="Wait",
        data="2",
        timeout=2.5,
        variables={"A": "1, 2"},
        async_=True,
    )
    actions.UserEvent(user_event="Mine", body={"Header": ["a", "b"]})
    actions.UserEvent(user_event="Mine", body=[("Header", "a"), ("Header", "b")])
