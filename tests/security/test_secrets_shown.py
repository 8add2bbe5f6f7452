"""Secrets inside messages are masked where a message is shown, and kept where it is data."""

from __future__ import annotations

import copy
import logging
import pickle
import pprint
from typing import Any

import pytest

from anyio_ami import Limits, actions, events, from_json, mask_frame, responses, to_json
from anyio_ami._messages.headers import Headers
from anyio_ami._messages.secrets import is_secret, names_secret
from anyio_ami.decoding import FrameStream, MessageDecoder

from ..wire._rig import Rig

HIDDEN = "hunter2"

NAMES = [
    "Secret", "SECRET", "MySecret", "password", "Passwd", "passphrase", "RefreshToken", "X-Token", "md5cred",
    "ApiKey", "API_KEY", "api-key", "SharedKey", "Pin", "PIN", "AdminPin", "ADMIN_PIN", "user-pin", "PinCode",
    "Authorization", "Proxy-Authorization", "credentials", "passcode", "pwd",
]  # fmt: skip
PLAIN = [
    "Ping", "Mapping", "Pinned", "Spinner", "Key", "DtlsRekey", "KeyFile", "Monkey", "AuthType", "Author",
    "AccountCode", "Channel", "Shopping", "Opinion", "Uniqueid", "", "ü",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_that_tell_of_a_secret(name: str) -> None:
    assert is_secret("UserEvent", name)
    assert names_secret(name)


@pytest.mark.parametrize("name", PLAIN)
def test_names_that_do_not(name: str) -> None:
    assert not is_secret("UserEvent", name)


@pytest.mark.parametrize("name", ["KEY", "SIP_AUTH", "MD5", "password_hash", "AuthKey"])
def test_variables_are_masked_for_less(name: str) -> None:
    assert names_secret(name)


ACTIONS: list[actions.Action[Any]] = [
    actions.Originate(channel="Local/1@default", variables={"SIP_PASSWORD": HIDDEN, "OTHER": "shown"}),
    actions.Originate(channel="Local/1@default", variables=[("API_KEY", HIDDEN), ("OTHER", "shown")]),
    actions.Setvar(channel="shown", variable="LOGIN_TOKEN", value=HIDDEN),
    actions.DBPut(family="shown", key="password", val=HIDDEN),
    actions.DBPut(family="secret", key="shown", val=HIDDEN),
    actions.UserEvent(user_event="shown", body={"Secret": HIDDEN, "Pin": HIDDEN}),
    actions.UserEvent(user_event="shown", body=[("Password", HIDDEN)]),
    actions.Custom("shown", {"Secret": HIDDEN, "Variable": [f"MY_SECRET={HIDDEN}"]}),
    actions.Custom("shown", [("Variable", f"A=1,MY_SECRET={HIDDEN},with a comma: {HIDDEN}")]),
]


def show(one: Any) -> list[str]:
    """All the ways in which people print things; rich among them."""
    return [
        repr(one), str(one), f"{one}", f"{one!r:>10}", ascii(one), pprint.pformat(one),
        pprint.pformat([{"a": one}]), repr([one]), str(one.__rich_repr__()),
    ]  # fmt: skip


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_an_action_is_shown_without_secrets_and_sent_and_kept_with_them(
    action: actions.Action[Any], caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("application").warning("sending %s, that is %r", action, action)
    for shown in (*show(action), caplog.text):
        assert HIDDEN not in shown
        assert "***" in shown
        assert "shown" in shown
    assert HIDDEN in str(action.headers_to_send())
    assert HIDDEN.encode() in to_json(action)
    assert from_json(to_json(action)) == action
    assert copy.copy(action) == action


MESSAGES = {
    "a header of its own": ["Event: AuthDetail", f"Password: {HIDDEN}", "ObjectName: shown"],
    "a free header": ["Event: UserEvent", "UserEvent: shown", f"Secret: {HIDDEN}", f"MyPin: {HIDDEN}"],
    "an unknown event": ["Event: Strange", f"X-Api-Key: {HIDDEN}", "Other: shown"],
    "a variable": ["Event: VarSet", "Channel: shown", "Variable: SIP_SECRET", f"Value: {HIDDEN}"],
    "a variable of a channel": [
        "Event: Hangup",
        "Channel: shown",
        f"ChanVariable: TOKEN={HIDDEN}",
        "ChanVariable: A=1",
    ],
    "an application's data": [
        "Event: Newexten",
        "Channel: shown",
        "Application: Set",
        f"AppData: PIN={HIDDEN}",
    ],
    "a repeated header": ["Event: UserEvent", "UserEvent: shown", f"Token: {HIDDEN}", f"TOKEN: {HIDDEN}"],
}


@pytest.mark.parametrize("lines", MESSAGES.values(), ids=MESSAGES)
def test_an_event_is_shown_without_secrets_and_holds_them(
    lines: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    (event,) = Rig().feed(("\r\n".join(lines) + "\r\n\r\n").encode()).events
    logging.getLogger("application").warning("got %s with %r", event, event.headers)
    for shown in (*show(event), repr(event.headers), str(event.headers), caplog.text):
        assert HIDDEN not in shown
        assert "***" in shown
        assert "shown" in shown
    held(event)


def held(message: events.Event | responses.Response) -> None:
    """The data is there, whole, by every way that gives data; and copies show no more than it does."""
    assert HIDDEN in str(message.headers.multi_items())
    assert HIDDEN.encode() in to_json(message)
    again: Any
    for again in (pickle.loads(pickle.dumps(message)), copy.copy(message), from_json(to_json(message))):
        assert again == message
        assert HIDDEN in str(again.headers.multi_items())
        assert HIDDEN not in repr(again)
        assert HIDDEN not in repr(again.headers)


@pytest.mark.parametrize(
    "reply",
    [
        responses.GetvarResponse(outcome="Success", variable="SIP_PASSWORD", value=HIDDEN),
        responses.GetConfigResponse(outcome="Success", lines={"0/0": f"secret={HIDDEN}"}),
        responses.Response(outcome="Success", extra=(("Secret", HIDDEN),)),
    ],
    ids=lambda reply: type(reply).__name__,
)
def test_a_response_and_a_list_of_them_is_shown_without_secrets(reply: responses.Response) -> None:
    event = events.VarSet(variable="TOKEN", value=HIDDEN)
    listed = responses.ListResponse(response=reply, items=[event], complete=event)
    for shown in (*show(reply), repr(listed), str(listed), pprint.pformat(listed)):
        assert HIDDEN not in shown
        assert "***" in shown
    held(reply)


def test_a_value_of_any_length_is_masked_where_a_name_tells() -> None:
    """The longest that may come: nothing is looked at again and again."""
    long = b"a" * Limits().response_bytes
    frame = b"Event: UserEvent\r\nVariable: %b\r\nAppData: %b,SECRET_PIN=1234\r\n\r\n"
    assert mask_frame(frame % (long, long)) == frame.replace(b"1234", b"***") % (long, long)


def test_what_is_no_secret_is_shown_as_it_is() -> None:
    assert repr(actions.Setvar(variable="A", value="1")) == "Setvar(variable='A', value='1')"
    assert repr(actions.DBGet(family="a", key="b")) == "DBGet(family='a', key='b')"
    assert "'A=1'" in repr(Headers([("Event", "Hangup"), ("ChanVariable", "A=1")]))
    assert "{'A': 1}" in repr(actions.Originate(channel="x", variables={"A": 1}))


def test_a_repr_of_what_cannot_be_sent_does_not_raise() -> None:
    wrong: Any = [("A", 1), "B", 5]
    assert "Originate" in repr(actions.Originate(channel="x", variables=wrong))
    assert "UserEvent" in repr(actions.UserEvent(user_event="x", body=wrong))
    assert "7" in repr(actions.Originate(channel="x", variables=7))  # type: ignore[arg-type]  # on purpose


PRINTED = [
    (b"Output:  password                 : alice", b"Output:  password                 : ***"),
    (
        b"Output: /app/DB_PASSWORD                   : hunter2",
        b"Output: /app/DB_PASSWORD                   : ***",
    ),
    (b"Output: secret=hunter2 and more", b"Output: secret=***"),
    (
        b"Output:   '990' =>   1. Set(DB_PASSWORD=hunter2)   [pbx_config]",
        b"Output:   '990' =>   1. Set(DB_PASSWORD=***",
    ),
    (
        b"Output:     -- Global variable 'DB_PASSWORD' set to 'hunter2'",
        b"Output:     -- Global variable 'DB_PASSWORD' set to ***",
    ),
    (b"Output: user=alice password=hunter2", b"Output: user=alice password=***"),
    (b"Output: /" + b"x" * 90 + b"/DB_PASSWORD : hunter2", b"Output: /" + b"x" * 90 + b"/DB_PASSWORD : ***"),
    (b"Output: Global variable 'X' set to 'y'", None),
    (b"Output:   Auth:  alice/alice", None),
    (
        b"Output: No password is shown here, " + b"nor is any on the pages that follow " * 5 + b": x",
        None,
    ),
    (b"ApplicationData: DB_PASSWORD=hunter2", b"ApplicationData: DB_PASSWORD=***"),
    (b"LastData: DB_PASSWORD=hunter2,,3", b"LastData: DB_PASSWORD=***"),
    (b"Data: DB_PASSWORD=hunter2,,3", b"Data: DB_PASSWORD=***"),
    (b"Command: database put app DB_PASSWORD hunter2", b"Command: database put app DB_PASSWORD ***"),
    (b"Command: SET VARIABLE DB_PASSWORD hunter2", b"Command: SET VARIABLE DB_PASSWORD ***"),
    (b"Command: pjsip show auth alice", None),
    (b"Command: database get app DB_PASSWORD", None),
]


@pytest.mark.parametrize(("line", "shown"), PRINTED)
def test_what_commands_print_and_are_given_is_masked_by_its_names(line: bytes, shown: bytes | None) -> None:
    frame = b"Response: Success\r\nActionID: a-1\r\n%s\r\n\r\n"
    assert mask_frame(frame % line) == frame % (shown or line)


def test_what_commands_printed_up_to_asterisk_13_is_masked_too() -> None:
    frame = (
        b"Response: Follows\r\nPrivilege: Command\r\nActionID: a-1\r\n"
        b"<Parameter>  : <Value>\n password : %s\n realm : here\n--END COMMAND--\r\n\r\n"
    )
    assert mask_frame(frame % b"alice") == frame % b"***"
    stream = FrameStream(masked=True)
    data = b"Asterisk Call Manager/2.10.0\r\n" + frame % b"alice"
    assert stream.feed(data) == data.replace(b"alice", b"***")


def test_the_repr_of_an_answer_shows_no_secret_that_a_command_printed() -> None:
    decoder = MessageDecoder()
    decoder.feed(b"Asterisk Call Manager/11.0.0\r\n")
    decoder.sent(b"Action: Command\r\nActionID: a-1\r\nCommand: pjsip show auth alice\r\n\r\n")
    (answer,) = decoder.feed(
        b"Response: Success\r\nActionID: a-1\r\nOutput:  password : hunter2\r\nOutput: realm : x\r\n\r\n"
    )
    assert isinstance(answer, responses.CommandResponse)
    assert answer.output[0] == " password : hunter2"
    assert "hunter2" not in repr(answer)
    assert "realm" in repr(answer)
