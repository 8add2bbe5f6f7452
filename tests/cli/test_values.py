"""field=value texts become typed actions, or a sentence that says what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from anyio_ami import actions
from anyio_ami.cli._errors import Problem
from anyio_ami.cli._values import build, custom, fields_of, find_action
from anyio_ami.types import HangupCause


@pytest.mark.parametrize(
    ("name", "given", "meant"),
    [
        ("ping", [], actions.Ping()),
        (
            "Hangup",
            ["channel=PJSIP/a", "cause=USER_BUSY"],
            actions.Hangup(channel="PJSIP/a", cause=HangupCause.USER_BUSY),
        ),
        (
            "Hangup",
            ["Channel=PJSIP/a", "Cause=17"],
            actions.Hangup(channel="PJSIP/a", cause=HangupCause.USER_BUSY),
        ),
        (
            "originate",
            [
                "channel=Local/1@x",
                "CallerID=A <1>",
                "async=yes",
                "timeout=2.5",
                "variable.FOO=a=b",
                "variables.BAR=,",
            ],
            actions.Originate(
                channel="Local/1@x",
                caller_id="A <1>",
                async_=True,
                timeout=2.5,
                variables=[("FOO", "a=b"), ("BAR", ",")],
            ),
        ),
        (
            "Originate",
            ["channel=x", "Variable=FOO=1", "codecs=ulaw", "codecs=alaw", "priority=1"],
            actions.Originate(channel="x", variables=[("FOO", "1")], codecs=["ulaw", "alaw"], priority=1),
        ),
        ("QueuePause", ["interface=x", "paused=true"], actions.QueuePause(interface="x", paused=True)),
        (
            "UserEvent",
            ["UserEvent=X", "Key=v", "body.K=w"],
            actions.UserEvent(user_event="X", body=[("Key", "v"), ("K", "w")]),
        ),
    ],
)
def test_texts_become_the_typed_action(name: str, given: list[str], meant: Any) -> None:
    assert build(name, given) == meant


@pytest.mark.parametrize(
    ("name", "given", "why"),
    [
        ("Pingg", [], "Ping"),
        ("Originate", [], "Originate needs channel=..."),
        ("Originate", ["chanel=x"], "did you mean 'channel'?"),
        ("Originate", ["channel"], "is no field=value"),
        ("Originate", ["channel=x", "channel=y"], "channel is given twice"),
        ("Originate", ["channel.x=y"], "channel takes no .x"),
        ("Originate", ["channel=x", "timeout=soon"], "'soon' is no float"),
        ("Originate", ["channel=x", "async=perhaps"], "'perhaps' is no bool"),
        ("Originate", ["channel=x", "variable.=1"], "variables takes variables.KEY=VALUE"),
        ("Originate", ["channel=x", "variable=1"], "variables takes variables.NAME=VALUE"),
        ("Ping", ["x=1"], "its fields: none"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(name: str, given: list[str], why: str) -> None:
    with pytest.raises(Problem) as caught:
        build(name, given)
    assert why in caught.value.line()


def test_every_field_of_every_action_can_be_given() -> None:
    for name in actions.NAMES:
        cls = find_action(name)
        for field in fields_of(cls):
            assert field.matches(field.name)
            assert field.matches(field.info.header.partition("{")[0]) or field.info.header == "*"
            for value in field.values():
                field.typed(value)


def test_a_custom_action_goes_out_word_by_word() -> None:
    assert custom("MyAction", ["A=1", "A=2=3"]) == actions.Custom("MyAction", [("A", "1"), ("A", "2=3")])
