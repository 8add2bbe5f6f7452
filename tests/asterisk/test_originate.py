"""`ami.originate()` and `ami.wait_for()` where only real servers tell how a call ends."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import actions, errors, events

from ..client.originating import REFUSED, STORIES, TAKEN, UNMADE, Outcome
from .fixtures import connect

if TYPE_CHECKING:
    from .fixtures import AsteriskServer

pytestmark = pytest.mark.anyio


async def test_every_outcome_at_once(asterisk: AsteriskServer) -> None:
    """The simulated server is held to the same table."""
    found: dict[str, list[tuple[Any, ...]]] = {channel: [] for channel in STORIES}
    made: set[str] = set()
    async with connect(asterisk) as ami:

        async def one(channel: str) -> None:
            result = await ami.originate(channel, application="Wait", data="0.1", timeout=2)
            found[channel].append((result.outcome, result.cause, result.reason))
            if result.channel is not None:
                made.add(channel)

        async with anyio.create_task_group() as group:
            for channel in (*STORIES, *STORIES):
                group.start_soon(one, channel)
        assert ami.stats.pending == 0
    for channel, (outcome, cause22, cause16, reason) in STORIES.items():
        cause = cause22 if asterisk.version == "22" else cause16
        assert (channel, found[channel]) == (channel, [(outcome, cause, reason)] * 2)
    assert made == set(STORIES) - set(UNMADE)


async def test_what_is_refused_and_what_is_taken(asterisk: AsteriskServer) -> None:
    """The simulated server is held to the same tables."""
    async with connect(asterisk) as ami:
        for channel, options, text in REFUSED:
            with pytest.raises(errors.ActionError) as caught:
                await ami.originate(channel, **options)
            assert (channel, options, text in str(caught.value)) == (channel, options, True)
        async with ami.subscribe(events.Hangup) as ends:
            for channel, options, answered in TAKEN:
                result = await ami.originate(channel, timeout=2, **options)
                assert (channel, options, result.answered) == (channel, options, answered)
                assert result.channel is not None
                with contextlib.suppress(errors.ActionError):  # it may have ended by itself
                    await ami.send(actions.Hangup(channel=result.channel))
                while (await ends.receive()).unique_id != result.unique_id:
                    pass


@pytest.mark.parametrize("channel", ["PJSIP/100@loop", "Local/100@default"])
async def test_who_answers_can_be_found_by_the_result(asterisk: AsteriskServer, channel: str) -> None:
    async with connect(asterisk) as ami:
        result = await ami.originate(channel, exten="100", context="default", variables={"K": 'a,"b'})
        assert result.answered, result.detail
        value = await ami.send(actions.Getvar(channel=result.unique_id, variable="K"))
        assert value.value == 'a,"b'
        async with ami.subscribe(events.Hangup, where=lambda e: e.unique_id == result.unique_id) as ends:
            await ami.send(actions.Hangup(channel=result.unique_id))
            assert (await ends.receive()).channel == result.channel


async def test_an_id_that_is_in_use(asterisk: AsteriskServer) -> None:
    """22 refuses one that the id of another channel begins with, too; 16 only the same."""
    async with connect(asterisk) as ami:
        mine = f"{asterisk.name}-{anyio.current_time()}.5"
        names: list[str] = []
        for taken in (f"{mine}5", f"{mine}5", mine, f"{mine}55"):
            result = await ami.originate("Local/100@default", application="Wait", data="30", channel_id=taken)
            assert result.outcome in (Outcome.ANSWERED, Outcome.FAILED)
            names.append(result.channel or "")
        made = [bool(name) for name in names]
        assert made == [True, False, asterisk.version == "16", True]
        for name in filter(None, names):
            await ami.send(actions.Hangup(channel=name))


async def test_what_hides_the_outcome_is_told_at_once(asterisk: AsteriskServer) -> None:
    async with connect(asterisk, events="system,user") as ami:
        with anyio.fail_after(10):
            result = await ami.originate("Local/100@default", application="Wait", data="0.1", timeout=60)
        assert result.outcome is Outcome.UNKNOWN
        assert "events='system,user'" in result.detail


async def test_permission_denied_names_the_classes(asterisk: AsteriskServer) -> None:
    async with connect(asterisk, username="listener", secret="listen") as ami:
        with pytest.raises(errors.PermissionDenied, match="write = originate,all") as caught:
            await ami.originate("Local/100@default", application="Wait")
        assert (caught.value.action, caught.value.classes) == ("Originate", ("originate",))
        with pytest.raises(errors.PermissionDenied, match="write = reporting,system,all"):
            await ami.send(actions.DBGet(family="f", key="k"))


async def test_strict_and_an_action_that_this_version_lacks(asterisk: AsteriskServer) -> None:
    lacking = actions.SIPpeers() if asterisk.version == "22" else actions.CoreShowChannelMap(channel="x")
    async with connect(asterisk, strict=True) as ami:
        with pytest.raises(errors.UnsupportedAction, match="only Asterisk") as caught:
            await ami.send(lacking)
        assert int(asterisk.version) not in caught.value.versions
        assert (await ami.send(actions.Ping())).ping == "Pong"
    async with connect(asterisk) as ami:
        with pytest.raises(errors.ActionError, match=r"only Asterisk .* have it, and this is"):
            await ami.send(lacking)


async def test_wait_for_the_end_of_a_call(asterisk: AsteriskServer) -> None:
    async with connect(asterisk) as ami, anyio.create_task_group() as group:
        result = await ami.originate("Local/100@default", application="Wait", data="30")

        async def hang_up() -> None:
            await ami.send(actions.Hangup(channel=result.channel or "", cause=17))

        group.start_soon(hang_up)
        event = await ami.wait_for(
            events.Hangup, where=lambda event: event.unique_id == result.unique_id, timeout=10
        )
        assert event.cause == 17
