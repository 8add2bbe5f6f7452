"""`filters="auto"` at a login: derived anew, in force before the first event, exact for late comers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import ConnectionState, ReconnectPolicy, actions, events
from anyio_ami.errors import ActionTimeout
from anyio_ami.testing import FakeAsterisk, FakeUser

from .helpers import lost, settle
from .test_filters import EIGHTY, asked, auto, line, sent

if TYPE_CHECKING:
    from anyio_ami import Subscription

pytestmark = pytest.mark.anyio

FAST = ReconnectPolicy.fixed(0.01)


def again(pbx: FakeAsterisk, **options: Any) -> Any:
    return auto(pbx, reconnect=FAST, login_timeout=60, **options)


def labels(items: list[Any]) -> list[str]:
    """Marks by their kind, hangups by their channel, user events by their name."""
    return [getattr(i, "kind", None) or getattr(i, "channel", "") or i.user_event for i in items]


async def take(stream: Subscription[Any], last: str) -> list[Any]:
    """All up to the one that is labelled so."""
    items: list[Any] = []
    with anyio.fail_after(30):
        while not items or labels(items)[-1] != last:
            items.append(await stream.receive())
    return items


def tell(pbx: FakeAsterisk, name: str) -> None:
    """A hangup and a user event of this name."""
    pbx.emit("Hangup", {"Channel": f"h{name}"})
    pbx.emit("UserEvent", {"UserEvent": f"u{name}"})


async def test_the_next_login_asks_for_what_is_listened_to_then_and_no_more() -> None:
    async with FakeAsterisk() as pbx, again(pbx) as ami:
        async with ami.subscribe(events.Hangup) as stream:
            async with ami.subscribe(events.UserEvent, events.Cdr):
                assert set(ami.server.events.split(",")) == {"system", "call", "user", "cdr"}
            before = len(asked(pbx))
            await lost(ami, pbx)
            await ami.wait_connected()
            assert asked(pbx)[before:] == ["system,call", line("FullyBooted|Hangup")]
            assert (ami.server.events, ami.server.filters) == ("system,call", (line("FullyBooted|Hangup"),))
            assert sent(pbx, ("Hangup", "UserEvent", "Newchannel")) == ["Hangup"]
            await stream.receive()


async def test_what_joins_while_there_is_no_connection_waits_for_nothing() -> None:
    async with FakeAsterisk() as pbx, again(pbx) as ami:
        pbx.refuse()
        await lost(ami, pbx)
        async with ami.subscribe(events.UserEvent) as stream:
            pbx.accept()
            await ami.wait_connected()
            assert sent(pbx, ("UserEvent", "Hangup")) == ["UserEvent"]
            await stream.receive()
            assert not any(request.name == "Events" for request in pbx.requests)


async def test_before_a_first_connection_in_the_background_too() -> None:
    async with FakeAsterisk() as pbx, again(pbx, background=True) as ami:
        async with ami.subscribe(events.UserEvent) as stream:
            await ami.wait_connected()
            assert asked(pbx) == ["system,user", line("FullyBooted|UserEvent")]
            pbx.emit("UserEvent")
            await stream.receive()


@pytest.mark.parametrize("action", ["Events", "Filter"])
async def test_a_line_that_is_cut_while_entering_waits_ends_the_waiting_alone(action: str) -> None:
    async with FakeAsterisk() as pbx, again(pbx) as ami:
        got: list[list[str]] = []
        begun = 0

        async def listen() -> None:
            nonlocal begun
            async with ami.subscribe(events.Hangup, events.UserEvent, gaps=True) as stream:
                begun += 1
                got.append(labels(await take(stream, "uend")))

        async def wait() -> None:
            assert (await ami.wait_for(events.UserEvent)).user_event == "uend"

        with pbx.hold(action, in_order=False) as held:
            async with anyio.create_task_group() as group:
                group.start_soon(listen)
                await held.reached()
                # These two wait behind the first one.
                group.start_soon(listen)
                group.start_soon(wait)
                await settle()
                assert begun == 0
                held.release()
                held = pbx.hold("CoreStatus", in_order=False)
                await lost(ami, pbx)
                await held.reached()
                await settle()
                assert begun == 2
                held.release()
                await ami.wait_connected()
                tell(pbx, "end")
        assert got == [["disconnected", "resubscribed", "hend", "uend"]] * 2
        assert ami.stats.pending == 0


STAGES = ["Login", "CoreSettings", "CoreStatus", "Filter"]


@pytest.mark.parametrize("stage", STAGES)
async def test_no_event_is_missing_behind_the_mark(stage: str) -> None:
    async with FakeAsterisk() as pbx, again(pbx) as ami:
        async with ami.subscribe(events.Hangup, events.UserEvent, gaps=True) as stream:
            held = pbx.hold(stage, in_order=False)
            pbx.cut()
            await held.reached()
            for name in "123":
                tell(pbx, name)
                await pbx.flush()
                await settle()
            assert labels([await stream.receive()]) == ["disconnected"]
            assert stream.unread == 0
            held.release()
            await ami.wait_connected()
            tell(pbx, "end")
            items = await take(stream, "uend")
            assert labels(items) == ["resubscribed", "h1", "u1", "h2", "u2", "h3", "u3", "hend", "uend"]
            assert items[0].before == (2, 1)
            seqs = [item.seq for item in items[1:]]
            assert seqs == sorted(seqs)
            assert seqs[0] >= 1


@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize("stage", STAGES)
async def test_who_joins_during_a_login_misses_nothing_behind_its_mark(stage: str, other: bool) -> None:
    """Whatever it needs more than those before it, and whoever joins after it and needs still more."""
    async with FakeAsterisk() as pbx, again(pbx) as ami:
        async with ami.subscribe(events.Hangup, gaps=True) as first:
            held = pbx.hold(stage, in_order=False)
            pbx.cut()
            await held.reached()
            tell(pbx, "0")
            await pbx.flush()
            await settle()
            async with (
                ami.subscribe(events.Hangup, events.UserEvent, gaps=True) as more,
                ami.subscribe(events.Hangup, gaps=True) as same,
            ):
                tell(pbx, "1")
                await pbx.flush()
                await settle()
                widening = pbx.hold("Events", in_order=False)
                held.release()
                await widening.reached()
                tell(pbx, "2")
                await pbx.flush()
                await settle()
                async with ami.subscribe(*((events.Cdr,) if other else (events.Hangup,))):
                    widening.release()
                    await ami.wait_connected()
                    assert pbx.sessions[0].mask >= {"system", "call", "user"}
                    tell(pbx, "end")
                    before = await take(first, "hend")
                    assert labels(before) == ["disconnected", "resubscribed", "h0", "h1", "h2", "hend"]
                    assert before[1].before == (2, 1)
                    # Whoever joined since the login began has what comes from its end on.
                    for stream, last, every in ((same, "hend", ["hend"]), (more, "uend", ["hend", "uend"])):
                        mark, *rest = await take(stream, last)
                        assert (mark.kind, mark.before) == ("resubscribed", (2, before[-1].seq))
                        assert labels(rest) == every
                    assert (ami.server.events == "system,call,user,cdr") is other


async def test_who_joins_while_a_login_is_given_up_is_served_by_the_next() -> None:
    async with FakeAsterisk() as pbx, again(pbx) as ami:
        held = pbx.hold("CoreStatus", in_order=False)
        pbx.cut()
        await held.reached()
        async with ami.subscribe(events.UserEvent, gaps=True) as stream:
            held.release()
            held = pbx.hold("Events", in_order=False)
            await held.reached()
            held.release()
            async with ami.states() as states:
                pbx.cut()
                while await states.receive() is not ConnectionState.CONNECTED:
                    pass
            pbx.emit("UserEvent", {"UserEvent": "end"})
            assert labels(await take(stream, "end")) == ["resubscribed", "end"]
            assert ami.server.filters == (line("FullyBooted|UserEvent"),)


@pytest.mark.parametrize("others", [(), (events.Cdr,)])
async def test_who_joins_while_a_booting_server_is_waited_for_begins_when_it_has_booted(
    others: tuple[type[events.Event], ...],
) -> None:
    async with FakeAsterisk() as pbx, again(pbx, boot_timeout=60) as ami:
        async with ami.subscribe(events.Hangup, gaps=True) as first:
            await pbx.shutdown(restart=True)
            await pbx.boot(modules_after=None)
            await take(first, "resubscribed")
            async with (
                ami.subscribe(events.UserEvent, *others, gaps=True) as stream,
                ami.subscribe(events.FullyBooted) as boots,
            ):
                assert ami.state is not ConnectionState.CONNECTED
                tell(pbx, "early")
                assert labels(await take(first, "hearly")) == ["hearly"]
                assert stream.unread == 0
                pbx.finish_boot()
                await ami.wait_connected()
                assert set(ami.server.events.split(",")) == {"system", "call", "user"} | {
                    "cdr" for _ in others
                }
                assert isinstance(await boots.receive(), events.FullyBooted)
                tell(pbx, "end")
                assert labels(await take(stream, "uend")) == ["resubscribed", "uend"]


async def test_a_line_that_is_cut_while_a_booting_server_is_waited_for() -> None:
    async with FakeAsterisk() as pbx, again(pbx, boot_timeout=60) as ami:
        async with ami.subscribe(events.Hangup, gaps=True) as first:
            await pbx.shutdown(restart=True)
            await pbx.boot(modules_after=None)
            await take(first, "resubscribed")
            async with ami.subscribe(events.UserEvent, gaps=True) as stream:
                pbx.cut()
                await take(first, "disconnected")
                pbx.finish_boot()
                await ami.wait_connected()
                tell(pbx, "end")
                assert labels(await take(stream, "uend")) == ["resubscribed", "uend"]


@pytest.mark.usefixtures("virtual_clock")
async def test_originate_waits_no_longer_for_its_events_than_for_its_call() -> None:
    async with FakeAsterisk() as pbx, auto(pbx, keepalive=math.inf) as ami:
        with pbx.hold("Filter", in_order=False):
            began = anyio.current_time()
            with pytest.raises(ActionTimeout, match="was not sent") as caught:
                await ami.originate("Local/613@default", application="Wait", data="1", timeout=1)
            assert anyio.current_time() - began == pytest.approx(6)
            assert caught.value.sent is False
            assert [request.name for request in pbx.requests].count("Originate") == 0


async def test_who_joins_while_a_login_asks_for_our_rights_is_served() -> None:
    async with FakeAsterisk() as pbx, again(pbx) as ami:
        held = pbx.hold("Command")
        pbx.booted = False
        pbx.cut()
        await held.reached()
        async with ami.subscribe(events.Hangup) as stream:
            held.release()
            pbx.finish_boot()
            await ami.wait_connected()
            tell(pbx, "end")
            assert labels([await stream.receive()]) == ["hend"]


async def test_more_names_than_one_line_holds_are_left_to_the_mask_at_a_login() -> None:
    async with FakeAsterisk() as pbx, again(pbx) as ami:
        async with ami.subscribe(*EIGHTY):
            before = len(asked(pbx))
            await lost(ami, pbx)
            await ami.wait_connected()
            (mask,) = asked(pbx)[before:]
            assert set(mask.split(",")) == {"system"}.union(*(cls.__classes__ for cls in EIGHTY))
            assert (ami.server.events, ami.server.filters) == (mask, ())
            # By its name nothing is left out then, so nothing is asked for either.
            async with ami.subscribe(events.Hangup):
                assert len(asked(pbx)) == before + 1


async def test_who_listens_to_everything_has_no_filter_at_a_login() -> None:
    async with FakeAsterisk() as pbx, again(pbx, events="call,user,system") as ami:
        async with ami.subscribe():
            before = len(asked(pbx))
            await lost(ami, pbx)
            await ami.wait_connected()
            assert asked(pbx)[before:] == ["call,user,system"]
        await lost(ami, pbx)
        await ami.wait_connected()
        assert asked(pbx)[before + 1 :] == ["system", line("FullyBooted")]


async def test_a_right_that_was_taken_away_leaves_the_mask_alone() -> None:
    user = FakeUser("reader", "secret")
    async with FakeAsterisk(users=[user]) as pbx:
        async with (
            again(pbx, username="reader", secret="secret") as ami,
            ami.subscribe(events.Hangup) as stream,
        ):
            assert len(ami.server.filters) == 2
            user.write = 0
            await lost(ami, pbx)
            await ami.wait_connected()
            assert (ami.server.events, ami.server.filters) == ("system,call", ())
            assert sent(pbx, ("Newchannel", "Hangup", "UserEvent")) == ["Newchannel", "Hangup"]
            assert isinstance(await stream.receive(), events.Hangup)


@pytest.mark.usefixtures("virtual_clock")
async def test_an_answer_that_never_comes_at_a_login_ends_the_login() -> None:
    async with FakeAsterisk() as pbx:
        with pbx.hold("Filter", in_order=False):
            began = anyio.current_time()
            with pytest.raises(TimeoutError, match="login was not finished within 7 s"):
                async with auto(pbx, login_timeout=7, keepalive=math.inf):
                    raise AssertionError("entered")
            assert anyio.current_time() - began == pytest.approx(7)
        async with auto(pbx) as ami:
            assert (await ami.send(actions.Ping())).ping == "Pong"
