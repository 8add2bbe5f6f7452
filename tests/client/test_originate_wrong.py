"""`ami.originate()` asked for what cannot be, refused by the server, or cancelled."""

from __future__ import annotations

from typing import Any

import anyio
import pytest

from anyio_ami import actions, events
from anyio_ami.errors import ActionError, ClientClosed, InvalidAction, NotConnected, PermissionDenied
from anyio_ami.testing import FakeAsterisk

from .helpers import client, lost, run_for, running_tasks, settle
from .originating import NEW, Outcome, Part, busy, call, hangup, play, response

pytestmark = pytest.mark.anyio


# -- what is refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({}, "application"),
        ({"exten": "100"}, "context"),
        ({"context": "default"}, "application"),
        ({"exten": "100", "context": "default", "application": "Wait"}, "exten"),
        ({"application": "Wait", "timeout": 0}, "timeout"),
        ({"application": "Wait", "timeout": float("inf")}, "timeout"),
        ({"application": "Wait\r\nX: y"}, "application"),
        ({"application": "Wait", "timeout": 4294968}, "timeout"),
        ({"application": "Wait", "channel_id": " a"}, "channel_id"),
        ({"application": "Wait", "channel_id": "a "}, "channel_id"),
        ({"application": "Wait", "channel_id": ""}, "channel_id"),
        ({"application": "Wait", "channel_id": "\x0ba"}, "channel_id"),
        ({"application": "Wait", "other_channel_id": 0}, "other_channel_id"),
    ],
)
async def test_what_cannot_be_meant_is_refused(options: dict[str, Any], field: str) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        with pytest.raises(InvalidAction) as caught:
            await ami.originate("PJSIP/a", **options)
        assert caught.value.field == field
        assert not [r for r in pbx.requests if r.name == "Originate"]
        assert ami._supervisor.fan.wanted(events.OriginateResponse) == ()


@pytest.mark.parametrize("channel", [None, 5, b"Local/1"])
async def test_a_channel_that_is_no_text_is_refused(channel: Any) -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        with pytest.raises(InvalidAction, match="channel must be text") as caught:
            await ami.originate(channel, application="Wait")
        assert caught.value.field == "channel"


@pytest.mark.usefixtures("virtual_clock")
async def test_an_id_that_another_channel_has_tells_nothing_of_ours() -> None:
    """The events of that other channel have the id too."""
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        # The other channel was made before, and ends now.
        play(pbx, [busy(), ("Hangup", {"Channel": "PJSIP/other-1", "Cause": 19})])
        result = await call(ami, channel_id="taken")
        assert (result.outcome, result.channel, result.cause) == (Outcome.FAILED, None, None)


async def test_one_id_is_not_given_to_two_calls_at_once() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami, anyio.create_task_group() as tg:
        play(pbx, [])
        tg.start_soon(lambda: call(ami, channel_id="mine"))
        await settle()
        with pytest.raises(InvalidAction, match="'mine' is that of a call") as caught:
            await call(ami, channel_id="mine")
        assert caught.value.field == "channel_id"
        tg.cancel_scope.cancel()
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, [NEW, busy(), hangup(17)])
        for _ in range(2):
            assert (await call(ami, channel_id="mine")).outcome is Outcome.BUSY


async def test_what_the_server_refuses_is_raised() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        with pytest.raises(ActionError, match="Extension does not exist"):
            await ami.originate("Local/100@default", exten="nobody", context="default")
        async with client(pbx, username="listener", secret="listen") as listener:
            with pytest.raises(PermissionDenied, match="write = originate,all") as caught:
                await call(listener)
        assert (caught.value.action, caught.value.classes) == ("Originate", ("originate",))
        pbx.refuse()
        await lost(ami, pbx)
        with pytest.raises(NotConnected):
            await call(ami)
    with pytest.raises(ClientClosed):
        await call(ami)


# -- cancellation --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["anyio", "native"])
@pytest.mark.parametrize(
    "parts", [[NEW, busy(), hangup(17)], [NEW], [busy()]], ids=["all", "rings", "settles"]
)
async def test_cancelled_at_every_step_it_leaves_nothing_behind(
    parts: list[Part], kind: str, anyio_backend_name: str
) -> None:
    native = kind == "native" and anyio_backend_name == "asyncio"
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        play(pbx, parts)
        await ami.send(actions.Ping())  # the first deadline begins a task of the session's own
        await settle()
        before = running_tasks()
        steps = 0
        while not await run_for(steps, lambda: call(ami, timeout=60), native=native) and steps < 60:
            steps += 1
            assert (await ami.send(actions.Ping(), timeout=5)).ping == "Pong"
            assert ami.stats.pending == 0
            assert ami._supervisor.fan.wanted(events.Hangup) == ()
        assert steps > 5
        await settle()
        assert running_tasks() == before
        # Whoever was cancelled while asking for the rights has not kept them from the others.
        play(pbx, [response("Success", 4)])
        assert (await call(ami)).answered


async def test_the_call_itself_survives_a_cancellation() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami:
        async with anyio.create_task_group() as group:
            group.start_soon(lambda: call(ami, "Local/613@default", channel_id="mine", timeout=60))
            async with ami.subscribe(events.Newchannel) as stream:
                await stream.receive()
            group.cancel_scope.cancel()
        assert pbx.exchange.find("mine") is not None
        assert (await ami.send(actions.Hangup(channel="mine"))).response.ok
        assert pbx.exchange.find("mine") is None
