"""--where: what it takes, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyio_ami import events
from anyio_ami.cli._errors import Problem
from anyio_ami.cli._where import where
from anyio_ami.types import ChannelState, DialStatus, HangupCause

BUSY = events.Hangup(
    channel="PJSIP/alice-1",
    channel_state=ChannelState.RINGING,
    exten="200",
    cause=HangupCause.USER_BUSY,
    cause_txt="User busy",
    chan_variables=("FOO=bar",),
)
DIAL = events.DialEnd(dial_status=DialStatus.BUSY, dest_channel="PJSIP/bob-1")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("cause == 17", True),
        ("cause == 16", False),
        ("cause == USER_BUSY", True),
        ("cause == user_busy", True),
        ("cause == HangupCause.USER_BUSY", True),
        ("cause == 'USER_BUSY'", True),
        ("cause == '17'", True),
        ("cause != NORMAL_CLEARING", True),
        ("cause in (16, 17)", True),
        ("cause in [USER_BUSY, NO_ANSWER]", True),
        ("cause not in (16, 18)", True),
        ("16 < cause <= 17", True),
        ("cause > 17", False),
        ("'alice' in channel", True),
        ("'carol' in channel or exten == '200'", True),
        ("'carol' in channel and exten == '200'", False),
        ("not 'carol' in channel", True),
        ("exten == 200", True),
        ("exten == '300'", False),
        ("Exten == '200' and Uniqueid == ''", True),
        ("CallerIDNum is None", False),
        ("tech_cause == ''", True),
        ("priority is None", True),
        ("priority > 0", False),
        ("priority < 0", False),
        ("cause > -1", True),
        ("event == 'Hangup'", True),
        ("headers['Cause-txt'] == 'User busy'", True),
        ("headers['Cause'] > 5", True),
        ("headers['Cause'] < 17.5", True),
        ("headers['Cause'] > 17", False),
        ("headers['Cause-txt'] > 5", False),
        ("headers['Nope'] > 5", False),
        ("headers['Nothing'] is none", True),
        ("channel", True),
        ("(exten == '1') == false", True),
        ("cause == channel", False),
    ],
)
def test_what_an_expression_says_of_an_event(text: str, holds: bool) -> None:
    assert where(text, [events.Hangup])(BUSY) is holds


def test_fields_that_an_event_lacks_are_none() -> None:
    test = where("dial_status == 'BUSY' or cause == 17", [events.Hangup, events.DialEnd])
    assert test(BUSY)
    assert test(DIAL)
    assert not where("cause == 17", [events.Hangup, events.DialEnd])(DIAL)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("causee == 17", "did you mean cause"),
        ("cause == USER_BUSYY", "near to it: USER_BUSY"),
        ("cause == 'no cause'", "is no HangupCause"),
        ("cause in ('busy', 'nonsense')", "'nonsense' is no HangupCause"),
        ("cause = 17", "== compares"),
        ("cause ==", "cannot be understood"),
        ("", "cannot be understood"),
        ("print(cause)", "'print(cause)' is not allowed"),
        ("__import__('os').system('true')", "is not allowed"),
        ("channel.upper() == 'A'", "is not allowed"),
        ("channel.__class__", "is not allowed"),
        ("cause.value == 17", "is not allowed"),
        ("HangupCause.NOPE == cause", "HangupCause has no 'NOPE'"),
        ("cause + 1 == 18", "'cause + 1' is not allowed"),
        ("[c for c in channel]", "is not allowed"),
        ("(lambda: 1)()", "is not allowed"),
        ("f'{channel}' == ''", "is not allowed"),
        ("channel[0] == 'P'", "is not allowed"),
        ("(x := 1)", "is not allowed"),
        ("b'x' == channel", "is not allowed"),
        ("not" + " not" * 3000 + " cause", "longer than"),
        ("(" * 900 + "cause" + ")" * 900, "--where"),
        ("nofield['x'] == 1", "there is no field 'nofield'"),
    ],
)
def test_anything_else_is_refused_and_told_why(text: str, why: str) -> None:
    with pytest.raises(Problem) as caught:
        where(text, [events.Hangup])
    assert why in caught.value.text + caught.value.advice


def test_the_fields_that_there_are_are_told() -> None:
    with pytest.raises(Problem) as caught:
        where("nothing == 1", [events.Hangup])
    assert "cause_txt" in caught.value.advice
    assert "channel_state" in caught.value.advice


def test_without_types_the_fields_of_all_events_are_known() -> None:
    test = where("queue == 'support' or cause == 17", [])
    assert test(BUSY)
    assert test(events.QueueCallerJoin(queue="support"))


@given(
    st.recursive(
        st.sampled_from(
            ["cause", "channel", "exten", "priority", "17", "'x'", "None", "True", "-1", "('a', 3)", "1.5"]
        ),
        lambda parts: st.tuples(
            parts, st.sampled_from(["==", "!=", "<", ">=", "in", "not in", "is", "and", "or"]), parts
        ).map(lambda three: f"({' '.join(three)})"),
        max_leaves=8,
    )
)
def test_what_is_taken_never_fails_on_an_event(text: str) -> None:
    try:
        test = where(text, [events.Hangup])
    except Problem:
        return
    for event in (BUSY, events.Hangup(), DIAL):
        answer: Any = test(event)
        assert isinstance(answer, bool)
