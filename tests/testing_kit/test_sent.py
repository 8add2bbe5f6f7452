"""What the client has sent, typed again, and assertions that show it."""

from __future__ import annotations

from typing import Any

import anyio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyio_ami import actions, connect_ami, errors, events
from anyio_ami.testing import FakeAsterisk
from anyio_ami.types import HangupCause
from tests._reach import examples

from .helpers import connected

pytestmark = pytest.mark.anyio

SENT: list[actions.Action[object]] = [
    actions.Originate(
        channel="PJSIP/alice",
        context="default",
        exten="100",
        priority="1",
        timeout=2.5,
        caller_id='"Al" <100>',
        variables={"A": 'x, "y" \\', "B": ""},
        async_=True,
    ),
    actions.Originate(channel="Local/1", application="Wait", variables=[("A", "1"), ("A", "2")]),
    actions.Hangup(channel="PJSIP/alice-00000001", cause=HangupCause.USER_BUSY),
    actions.QueueAdd(queue="support", interface="PJSIP/alice", penalty=3, paused=True),
    actions.Status(channel="x", variables=["A", "B(c)"]),
    actions.UserEvent(user_event="Hello", body=[("A", "1"), ("B", "two words")]),
    actions.Ping(),
    actions.Command(command="core show channels"),
    actions.UpdateConfig(
        src_file_name="a.conf", dst_file_name="b.conf", actions={0: "NewCat"}, cats={0: "x"}
    ),
]


@pytest.mark.parametrize("action", SENT, ids=lambda action: type(action).__name__)
async def test_an_action_comes_back_as_it_was_sent(action: actions.Action[object]) -> None:
    async with FakeAsterisk() as pbx, connected(pbx) as ami:
        pbx.respond(action.name, lambda request: request.error("no"))
        with pytest.raises(errors.ActionError):
            await ami.send(action)
        (found,) = pbx.sent(type(action))
        assert found == action


async def test_fields_choose() -> None:
    async with FakeAsterisk() as pbx, connected(pbx) as ami:
        pbx.respond("Hangup", lambda request: request.success("Channel Hungup"))
        for channel, cause in (("a", 16), ("b", 17), ("a", 17)):
            await ami.send(actions.Hangup(channel=channel, cause=cause))
        assert len(pbx.sent(actions.Hangup)) == 3
        assert [one.cause for one in pbx.sent(actions.Hangup, channel="a")] == [16, 17]
        assert pbx.assert_sent(actions.Hangup, cause=17, times=2).channel == "a", "the last"
        pbx.assert_sent(actions.Hangup, channel="b", cause=HangupCause.USER_BUSY)
        pbx.assert_not_sent(actions.Hangup, channel="c")
        assert len(pbx.sent("hangup", Channel="a")) == 2
        assert pbx.assert_sent("Hangup", Channel="b").get("Cause") == "17"
        with pytest.raises(TypeError, match="Hangup has no field 'chanel'; it has channel, cause"):
            pbx.assert_sent(actions.Hangup, chanel="a")
        pbx.forget_sent()
        pbx.assert_not_sent(actions.Hangup)


async def test_failures_show_what_was_sent_and_no_secret() -> None:
    async with FakeAsterisk() as pbx, connected(pbx) as ami:
        pbx.assert_nothing_sent()
        with pytest.raises(AssertionError, match=r"^Originate\(channel='x'\) was not sent. Nothing was.$"):
            pbx.assert_sent(actions.Originate, channel="x")
        pbx.endpoint("alice")
        await ami.send(
            actions.Originate(
                channel="PJSIP/alice", application="Wait", variables={"DB_PASSWORD": "hush"}, async_=True
            )
        )
        pbx.respond("Odd", lambda request: request.success("done"))
        await ami.send(actions.Custom("Odd", {"Token": "hush", "B": "1"}))
        checks = (
            lambda: pbx.assert_sent(actions.Originate, channel="x", variables={"DB_PASSWORD": "other hush"}),
            lambda: pbx.assert_sent(actions.Originate, times=2),
            lambda: pbx.assert_not_sent(actions.Originate),
            lambda: pbx.assert_nothing_sent(),
            lambda: pbx.assert_sent("Odd", Token="other hush"),
            lambda: pbx.assert_sent(actions.Login, username="x", secret="other hush"),
        )
        for check in checks:
            with pytest.raises(AssertionError) as caught:
                check()
            told = str(caught.value)
            assert "\n  Originate(channel='PJSIP/alice'," in told
            assert "\n  Action: Odd | Token: *** | B: 1" in told
            assert "hush" not in told
            assert "s3cret" not in told
        with pytest.raises(AssertionError, match=r"Originate\(\) was sent 1 times, not 2"):
            pbx.assert_sent(actions.Originate, times=2)


async def test_requests_that_are_no_good_actions_are_shown_too() -> None:
    async with FakeAsterisk() as pbx:
        stream = await pbx.connect()
        await stream.send(
            b"Action: Originate\r\nTimeout: soon\r\nAsync: perhaps\r\n\r\nAction: \xff\r\n\r\n\r\n"
        )
        await pbx.wait_for_request("Originate")
        await pbx.flush()
        (found,) = pbx.sent(actions.Originate)
        assert repr((found.channel, found.timeout, found.async_)) == "(None, 'soon', 'perhaps')"
        with pytest.raises(AssertionError, match="Originate"):
            pbx.assert_nothing_sent()


@settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.text(st.characters(min_codepoint=65, max_codepoint=90), min_size=1),
        st.text(st.characters(min_codepoint=32, max_codepoint=1_000, exclude_categories=["Cc"])),
        min_size=1,
        max_size=4,
    )
)
async def test_any_variables_come_back(variables: dict[str, str]) -> None:
    variables = {name: value.strip() for name, value in variables.items()}
    async with (
        FakeAsterisk() as pbx,
        connect_ami(transport=pbx.connect, username="admin", secret="s3cret") as ami,
    ):
        pbx.respond("Originate", lambda request: request.success("queued"))
        with anyio.fail_after(20):
            await ami.send(actions.Originate(channel="Local/1", application="Wait", variables=variables))
        assert pbx.assert_sent(actions.Originate).variables == variables


async def test_what_is_no_action_is_no_question() -> None:
    async with FakeAsterisk() as pbx:
        asked: list[Any] = [pbx.sent, pbx.assert_sent, pbx.assert_not_sent]
        for ask in asked:
            for wrong in (events.Hangup, actions.Hangup(channel="x"), None):
                with pytest.raises(TypeError, match="no class of"):
                    ask(wrong)
