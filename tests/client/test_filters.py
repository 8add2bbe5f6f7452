"""`filters="auto"`: the server sends what is listened to, and a subscription has it sent before it begins."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import actions, events
from anyio_ami._client.originate import OriginateOutcome
from anyio_ami.endpoint import EVENT_CLASSES
from anyio_ami.errors import ActionError, ActionTimeout, WaitTimeout
from anyio_ami.events._index import AREAS
from anyio_ami.testing import FakeAsterisk, FakeUser

from .helpers import client, run_for, running_tasks, settle

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from contextlib import AbstractAsyncContextManager

    from anyio_ami import AMIClient
    from anyio_ami.testing import FakeRequest

pytestmark = pytest.mark.anyio

Types = tuple[type[events.Event], ...]
ALL = ",".join(EVENT_CLASSES)


def auto(pbx: FakeAsterisk, **options: Any) -> AbstractAsyncContextManager[AMIClient]:
    return client(pbx, filters="auto", **options)


def line(names: str) -> str:
    return f"^Event: ({names})[[:cntrl:]]"


def asked(pbx: FakeAsterisk) -> list[str]:
    """What the server was asked for, in order: masks and filters."""
    headers = {"Login": "Events", "Events": "EventMask", "Filter": "Filter"}
    return [r.get(headers[r.name]) for r in pbx.requests if r.name in headers]


def sent(pbx: FakeAsterisk, names: Iterable[str]) -> list[str]:
    """Those events of these names that the server sends."""
    return [name for name in names if pbx.emit(name)]


async def test_while_nobody_listens_only_fully_booted_comes() -> None:
    async with FakeAsterisk() as pbx, auto(pbx) as ami:
        assert asked(pbx) == ["system", line("FullyBooted")]
        assert (ami.server.events, ami.server.filters) == ("system", (line("FullyBooted"),))
        names = ("Hangup", "Reload", "FullyBooted", "UserEvent", "FullyBootedToo")
        assert sent(pbx, names) == ["FullyBooted"]
        assert ami.server.booted_at is not None


async def test_without_filters_everything_comes_and_nothing_is_asked_for() -> None:
    async with FakeAsterisk() as pbx, client(pbx) as ami, ami.subscribe(events.Hangup):
        assert asked(pbx) == ["on"]
        assert (ami.server.events, ami.server.filters) == ("on", ())
        assert sent(pbx, ("Hangup", "UserEvent")) == ["Hangup", "UserEvent"]


async def test_a_subscription_has_its_events_sent_when_entering_returns() -> None:
    async with FakeAsterisk() as pbx, auto(pbx) as ami:
        async with ami.subscribe(events.Hangup) as stream:
            assert pbx.emit("Newchannel") == 0
            assert pbx.emit("Hangup", {"Channel": "a"}) == 1
            assert (await stream.receive()).channel == "a"
            assert ami.server.events == "system,call"
            assert ami.server.filters == (line("FullyBooted"), line("Hangup"))
            assert asked(pbx)[2:] == ["system,call", line("Hangup")]


async def test_what_is_sent_already_is_not_asked_for_again_and_never_taken_back() -> None:
    async with FakeAsterisk() as pbx, auto(pbx) as ami:
        async with ami.subscribe(events.Hangup, events.Newchannel):
            before = len(pbx.requests)
            async with ami.subscribe(events.Newchannel), ami.subscribe(events.Hangup):
                pass
            assert len(pbx.requests) == before
        assert sent(pbx, ("Hangup", "Newchannel")) == ["Hangup", "Newchannel"]
        async with ami.subscribe(events.DialBegin):  # of the same class: the mask has it already
            assert asked(pbx)[-1] == line("DialBegin")
            assert len(pbx.requests) == before + 1


async def test_only_the_mask_is_asked_for_when_the_names_come_already() -> None:
    async with FakeAsterisk() as pbx, auto(pbx) as ami:
        async with ami.subscribe():
            before = len(pbx.requests)
            async with ami.subscribe(events.Cdr, events.AgentCalled), ami.subscribe():
                assert len(pbx.requests) == before


@pytest.mark.parametrize(
    ("types", "mask", "names"),
    [
        ((events.Hangup, events.UserEvent), "system,call,user", {"Hangup", "UserEvent"}),
        ((events.Cdr,), "system,cdr", {"Cdr"}),
        ((events.VarSet, events.Hangup, events.AgentCalled), None, {"VarSet", "Hangup", "AgentCalled"}),
        # What follows needs everything.
        ((), ALL, None),
        ((events.Event,), ALL, None),
        ((events.ChannelEvent,), ALL, None),
        ((events.UnknownEvent,), ALL, None),
        ((events.Hangup, events.UnknownEvent), ALL, None),
    ],
    ids=lambda given: "-".join(c.__name__ for c in given) if isinstance(given, tuple) else None,
)
async def test_what_each_kind_of_subscription_needs(
    types: Types, mask: str | None, names: set[str] | None
) -> None:
    every = ("Hangup", "Newchannel", "UserEvent", "Cdr", "VarSet", "AgentCalled", "Strange")
    async with FakeAsterisk() as pbx:
        # As with `brokeneventsaction = yes` in manager.conf.
        pbx.respond("Events", broken_events)
        async with auto(pbx) as ami, ami.subscribe(*types):
            assert sent(pbx, every) == [name for name in every if names is None or name in names]
            assert mask is None or ami.server.events == mask
            assert pbx.sessions[0].mask == set(ami.server.events.split(","))


def broken_events(request: FakeRequest) -> bytes | None:
    if request.get("EventMask") in ("on", "off"):
        return None
    request.session.event_bits = FakeUser("", "", read=request.get("EventMask")).read
    return request.reply("Success", [("Events", "On")])


async def test_a_user_who_may_not_set_filters_has_the_mask_alone() -> None:
    users = [FakeUser("reader", "secret", write="call")]
    async with FakeAsterisk(users=users) as pbx:
        async with auto(pbx, username="reader", secret="secret") as ami:
            assert (ami.server.events, ami.server.filters) == ("system", ())
            async with ami.subscribe(events.Hangup, events.UserEvent) as stream:
                assert sent(pbx, ("Hangup", "Newchannel", "Cdr")) == ["Hangup", "Newchannel"]
                assert isinstance(await stream.receive(), events.Hangup)
                assert (ami.server.events, ami.server.filters) == ("system,call,user", ())
        # It was asked once, and no more.
        assert sum(request.name == "Filter" for request in pbx.requests) == 1


@pytest.mark.parametrize(
    ("given", "before", "after"),
    [("call,user", "off", "call"), ("system", "system", "system"), ("off", "off", "off")],
)
async def test_the_option_events_is_the_bound_of_it_all(given: str, before: str, after: str) -> None:
    async with FakeAsterisk() as pbx, auto(pbx, events=given, boot_timeout=0) as ami:
        assert ami.server.events == before
        async with ami.subscribe(events.Hangup, events.Cdr):
            assert ami.server.events == after
            assert sent(pbx, ("Hangup", "Cdr")) == (["Hangup"] if after == "call" else [])
        async with ami.subscribe():
            assert ami.server.events == given


async def test_wait_for_and_originate_see_their_events_several_at_once() -> None:
    waited: list[events.Event] = []
    outcomes: list[OriginateOutcome] = []
    async with FakeAsterisk() as pbx, auto(pbx) as ami:

        async def wait(cls: type[events.Event]) -> None:
            waited.append(await ami.wait_for(cls, timeout=60))

        async def place(extension: str) -> None:
            result = await ami.originate(f"Local/{extension}@default", application="Wait", data="0.01")
            outcomes.append(result.outcome)

        async with anyio.create_task_group() as group:
            for extension in ("100", "610", "611", "100"):
                group.start_soon(place, extension)
            for cls in (events.Hangup, events.UserEvent, events.Cdr):
                group.start_soon(wait, cls)
            while not {"user", "cdr"} <= set(ami.server.events.split(",")):
                await settle()
            while sent(pbx, ("UserEvent", "Cdr")) != ["UserEvent", "Cdr"]:
                await settle()
        assert {type(event) for event in waited} == {events.Hangup, events.UserEvent, events.Cdr}
        assert sorted(outcomes, key=str) == sorted(
            [
                OriginateOutcome.ANSWERED,
                OriginateOutcome.ANSWERED,
                OriginateOutcome.BUSY,
                OriginateOutcome.CONGESTION,
            ],
            key=str,
        )
        assert "Newexten" not in "".join(ami.server.filters)


async def test_two_that_enter_at_once_do_not_narrow_each_other() -> None:
    async with FakeAsterisk() as pbx, auto(pbx) as ami:
        begun: list[str] = []

        async def listen(cls: type[events.Event], name: str) -> None:
            async with ami.subscribe(cls) as stream:
                begun.append(name)
                assert isinstance(await stream.receive(), cls)

        async with anyio.create_task_group() as group:
            with pbx.hold("Events") as held:
                for cls in (events.Hangup, events.UserEvent, events.Cdr):
                    group.start_soon(listen, cls, cls.__name__)
                await held.reached()
                await settle()
                assert begun == []
            while len(begun) < 3:
                await settle()
            assert sent(pbx, ("Hangup", "UserEvent", "Cdr")) == ["Hangup", "UserEvent", "Cdr"]
        assert set(ami.server.events.split(",")) == {"system", "call", "user", "cdr"}
        # Never a mask that lacks what another has, and none that was asked for already.
        masks = [set(text.split(",")) for text in asked(pbx) if not text.startswith("^")]
        assert len(masks) <= 4
        assert all(one < other for one, other in pairwise(masks))


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("action", ["Events", "Filter"])
async def test_the_time_of_wait_for_includes_the_entering(action: str) -> None:
    async with FakeAsterisk() as pbx, auto(pbx, keepalive=math.inf) as ami:
        with pbx.hold(action, in_order=False):
            began = anyio.current_time()
            with pytest.raises(WaitTimeout):
                await ami.wait_for(events.Hangup, timeout=3)
            assert anyio.current_time() - began == pytest.approx(3)
            assert ami._supervisor.fan.wanted(events.Hangup) == ()
        pbx.emit("Hangup")
        with pytest.raises(WaitTimeout):
            await ami.wait_for(events.Hangup, timeout=0)


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("action", ["Events", "Filter"])
async def test_an_answer_that_never_comes_ends_the_entering_after_action_timeout(action: str) -> None:
    async with FakeAsterisk() as pbx, auto(pbx, keepalive=math.inf, action_timeout=4) as ami:
        with pbx.hold(action, in_order=False):
            began = anyio.current_time()
            with pytest.raises(ActionTimeout, match="did not say within 4 s") as caught:
                async with ami.subscribe(events.Hangup):
                    raise AssertionError("entered")
            assert anyio.current_time() - began == pytest.approx(4)
            assert caught.value.sent is False
            assert ami._supervisor.fan.wanted(events.Hangup) == ()
            # Whoever comes next waits for the same answer.
            with pytest.raises(ActionTimeout):
                await ami.wait_for(events.Hangup)
            assert anyio.current_time() - began == pytest.approx(8)
        async with ami.subscribe(events.Hangup) as stream:
            assert pbx.emit("Hangup") == 1
            await stream.receive()
        await settle()
        assert ami.stats.pending == 0


@pytest.mark.parametrize("action", ["Events", "Filter"])
async def test_a_server_that_refuses_ends_the_entering(action: str) -> None:
    async with FakeAsterisk() as pbx, auto(pbx) as ami:
        pbx.respond(action, lambda request: request.error("Not today"))
        with pytest.raises(ActionError, match="refused to send more events: Not today") as caught:
            async with ami.subscribe(events.Hangup):
                raise AssertionError("entered")
        assert caught.value.response.message == "Not today"
        assert ami._supervisor.fan.wanted(events.Hangup) == ()
        with pytest.raises(ActionError, match="Not today"):
            await ami.wait_for(events.Hangup)
        with pytest.raises(ActionError, match="Not today"):
            await ami.originate("Local/100@default", application="Wait", data="1")
        assert not any(request.name == "Originate" for request in pbx.requests)


async def subscribe(ami: AMIClient) -> None:
    async with ami.subscribe(events.Hangup, events.UserEvent):
        pass


async def wait_for(ami: AMIClient) -> None:
    async with anyio.create_task_group() as group:

        async def stop() -> None:
            await settle()
            group.cancel_scope.cancel()

        group.start_soon(stop)
        await ami.wait_for(events.Hangup, events.UserEvent)


@pytest.mark.parametrize("kind", ["anyio", "native"])
@pytest.mark.parametrize("call", [subscribe, wait_for], ids=lambda call: call.__name__)
async def test_cancelling_the_entering_at_every_step_leaves_nothing_behind(
    call: Callable[[AMIClient], Awaitable[None]], kind: str, anyio_backend_name: str
) -> None:
    native = kind == "native" and anyio_backend_name == "asyncio"
    async with FakeAsterisk() as pbx:
        ended, steps = False, 0
        while not ended and steps < 40:
            # Anew each time: what one of them had sent stays in force for the whole session.
            async with auto(pbx) as ami:
                # The task that writes begins with the first action.
                await ami.send(actions.Ping())
                await settle()
                before = running_tasks()
                ended = await run_for(steps, partial(call, ami), native=native)
                assert ami._supervisor.fan.wanted(events.Hangup) == ()
                async with ami.subscribe(events.Hangup, events.Cdr) as stream:
                    assert sent(pbx, ("Hangup", "Cdr")) == ["Hangup", "Cdr"]
                    assert isinstance(await stream.receive(), events.Hangup)
                    assert isinstance(await stream.receive(), events.Cdr)
                    assert pbx.sessions[-1].mask >= set(ami.server.events.split(","))
                await settle()
                assert ami.stats.pending == 0
                assert running_tasks() == before
            steps += 1
        assert steps > 5


async def test_a_cancelled_one_does_not_hold_up_those_that_wait_behind_it() -> None:
    async with FakeAsterisk() as pbx, auto(pbx) as ami:
        scope = anyio.CancelScope()

        async def give_up() -> None:
            with scope:
                await ami.wait_for(events.Hangup)

        async def listen() -> None:
            async with ami.subscribe(events.Cdr) as stream:
                assert sent(pbx, ("Cdr", "UserEvent")) == ["Cdr"]
                await stream.receive()

        with pbx.hold("Events") as held:
            async with anyio.create_task_group() as group:
                group.start_soon(give_up)
                await held.reached()
                group.start_soon(listen)
                await settle()
                scope.cancel()
                await settle()
                held.release()
        assert ami.stats.pending == 0


EIGHTY = tuple(cls for name in sorted(AREAS) if (cls := events.lookup(name)) and cls.__classes__)[:80]


async def test_many_types_take_several_lines() -> None:
    async with FakeAsterisk() as pbx, auto(pbx) as ami:
        async with ami.subscribe(*EIGHTY) as stream:
            assert len(ami.server.filters) > 2
            assert all(len(text) < 1_000 for text in ami.server.filters)
            for cls in EIGHTY:
                name = str(cls.__struct_config__.tag)
                assert pbx.emit(name, event_class=",".join(cls.__classes__)) == 1, name
                assert type(await stream.receive()) is cls
            assert sent(pbx, ("Strange", "VarSetting")) == []
