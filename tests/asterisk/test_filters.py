"""What real servers send with `filters=`: the masks and expressions they are given do what is promised."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import Gap, ReconnectPolicy, actions, events
from anyio_ami._client.originate import OriginateOutcome
from anyio_ami.errors import FilterRefused
from anyio_ami.events._index import AREAS

from .fixtures import connect

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from anyio.abc import ByteStream

    from anyio_ami import AMIClient

    from .fixtures import AsteriskServer

pytestmark = pytest.mark.anyio

CRITERIA = actions.Filter(match_criteria="name(UserEvent),header(Key),method(exact)", filter="mine")


def auto(asterisk: AsteriskServer, **options: Any) -> AbstractAsyncContextManager[AMIClient]:
    return connect(asterisk, filters="auto", **options)


async def call(asterisk: AsteriskServer) -> None:
    """A call from its beginning to its end, by somebody else."""
    async with connect(asterisk) as other, other.subscribe(events.Hangup) as hangups:
        result = await other.originate("Local/100@default", application="Wait", data="0.1")
        assert result.outcome is OriginateOutcome.ANSWERED
        # Both halves of it: what anybody is told later comes after these events.
        ended: set[str] = set()
        while len(ended) < 2:
            hangup = await hangups.receive()
            if hangup.linked_id == result.unique_id:
                ended.add(hangup.unique_id)


async def tell(ami: AMIClient, name: str, key: str = "") -> None:
    await ami.send(actions.UserEvent(user_event=name, body={"Key": key}))


async def test_only_what_is_listened_to_comes(asterisk: AsteriskServer) -> None:
    with anyio.fail_after(60):
        async with auto(asterisk) as ami:
            assert (ami.server.events, len(ami.server.filters)) == ("system", 1)
            async with ami.subscribe(events.Hangup) as hangups, ami.subscribe(events.UserEvent) as told:
                assert set(ami.server.events.split(",")) == {"system", "call", "user"}
                await call(asterisk)
                # FullyBooted, and the two halves of the call, of which the second may end later.
                numbers = {1, *[(await hangups.receive()).seq or 0 for _ in range(2)]}
                await tell(ami, "end")
                while (event := await told.receive()).user_event != "end":
                    numbers.add(event.seq or 0)
                numbers |= {(await hangups.receive()).seq or 0 for _ in range(hangups.unread)}
                # Every event that came is one of these: nothing else was sent.
                assert numbers == set(range(1, event.seq or 0))


async def test_an_event_right_after_the_entering_comes(asterisk: AsteriskServer) -> None:
    with anyio.fail_after(60):
        for number in range(20):
            async with auto(asterisk) as ami, ami.subscribe(events.UserEvent) as told:
                await tell(ami, f"right after {number}")
                assert (await told.receive()).user_event == f"right after {number}"


async def test_several_that_enter_at_once_and_calls_that_are_placed(asterisk: AsteriskServer) -> None:
    outcomes: list[OriginateOutcome] = []
    seen: list[type[events.Event]] = []
    async with auto(asterisk) as ami:

        async def place() -> None:
            outcome = await ami.originate("Local/100@default", application="Wait", data="0.1")
            outcomes.append(outcome.outcome)

        async def wait(cls: type[events.Event]) -> None:
            seen.append(type(await ami.wait_for(cls, timeout=30)))

        async with anyio.create_task_group() as group:
            for cls in (events.Hangup, events.Newexten, events.Newstate, events.Newchannel):
                group.start_soon(wait, cls)
            for _ in range(3):
                group.start_soon(place)
        assert outcomes == [OriginateOutcome.ANSWERED] * 3
        assert len(seen) == 4


async def test_everything_is_asked_for_by_the_names_of_the_classes(asterisk: AsteriskServer) -> None:
    with anyio.fail_after(60):
        async with auto(asterisk) as ami, ami.subscribe() as everything:
            assert "on" not in ami.server.events.split(",")
            await call(asterisk)
            await tell(ami, "end")
            names = set()
            while "UserEvent" not in names:
                names.add((await everything.receive()).name)
            assert names >= {"Newchannel", "Newexten", "Hangup", "Newstate"}


async def test_more_names_than_one_line_holds(asterisk: AsteriskServer) -> None:
    names = [name for name in sorted(AREAS) if name > "D"]
    known = [cls for name in names if (cls := events.lookup(name)) and cls.__classes__]
    with anyio.fail_after(60):
        async with auto(asterisk) as ami, ami.subscribe(*known) as many:
            assert len(ami.server.filters) > 2
            await tell(ami, "end")
            while not isinstance(await many.receive(), events.UserEvent):
                pass


async def test_a_user_who_may_not_set_filters(asterisk: AsteriskServer) -> None:
    with anyio.fail_after(60):
        async with auto(asterisk, username="listener", secret="listen") as ami:
            assert ami.server.filters == ()
            async with ami.subscribe(events.Hangup) as hangups:
                assert set(ami.server.events.split(",")) <= {"system", "call"}
                await call(asterisk)
                await hangups.receive()
        with pytest.raises(FilterRefused, match="write = system"):
            async with connect(asterisk, username="listener", secret="listen", filters=["!x"]):
                raise AssertionError("entered")


async def test_a_new_session_asks_anew(asterisk: AsteriskServer) -> None:
    streams: list[ByteStream] = []

    async def transport() -> ByteStream:
        streams.append(await anyio.connect_tcp(asterisk.host, asterisk.port))
        return streams[-1]

    with anyio.fail_after(60):
        fast = ReconnectPolicy.fixed(0.05)
        async with auto(asterisk, transport=transport, reconnect=fast) as ami:
            async with ami.subscribe(events.UserEvent, gaps=True) as told:
                async with ami.subscribe(events.Newexten):
                    assert "dialplan" in ami.server.events
                await streams[0].aclose()
                kinds = [item.kind for _ in range(2) if isinstance(item := await told.receive(), Gap)]
                assert kinds == ["disconnected", "resubscribed"]
                await ami.wait_connected()
                assert ami.server.events == "system,user"
                assert ami.server.filters == ("^Event: (FullyBooted|UserEvent)[[:cntrl:]]",)
                await tell(ami, "end")
                event = await told.receive()
                assert isinstance(event, events.UserEvent)


async def test_filters_of_ones_own(asterisk: AsteriskServer) -> None:
    given = ["^Event: UserEvent[[:cntrl:]]", "!Key: hidden"]
    with anyio.fail_after(60):
        async with connect(asterisk, filters=given) as ami, ami.subscribe() as stream:
            assert ami.server.booted_at is not None
            assert ami.server.filters[-2:] == tuple(given)
            for key in ("hidden", "shown"):
                await tell(ami, "own", key)
            event = await stream.receive()
            assert (event.name, event.headers["Key"]) == ("UserEvent", "shown")
        with pytest.raises(FilterRefused, match="did not compile") as caught:
            async with connect(asterisk, filters=["("]):
                raise AssertionError("entered")
        assert caught.value.filter == "("


async def test_match_criteria(asterisk: AsteriskServer) -> None:
    with anyio.fail_after(60):
        if asterisk.version == "16":
            with pytest.raises(FilterRefused, match=r"MatchCriteria needs Asterisk 18\.26"):
                async with connect(asterisk, filters=[CRITERIA]):
                    raise AssertionError("entered")
            return
        async with connect(asterisk, filters=[CRITERIA]) as ami, ami.subscribe() as stream:
            for key in ("other", "mine"):
                await tell(ami, "criteria", key)
            event = await stream.receive()
            assert (event.name, event.headers["Key"]) == ("UserEvent", "mine")


async def test_over_tls(asterisk: AsteriskServer) -> None:
    context = ssl.create_default_context(cafile=str(asterisk.certificate))
    with anyio.fail_after(60):
        async with auto(asterisk, port=asterisk.tls_port, tls=context) as ami:
            async with ami.subscribe(events.UserEvent, events.Hangup) as told:
                await tell(ami, "tls")
                assert isinstance(await told.receive(), events.UserEvent)
