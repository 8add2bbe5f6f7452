"""The eighteen traps that break naive clients: each held here where it concerns the wire.

======  ==================================================================  ==============================
trap    what                                                                 tested
======  ==================================================================  ==============================
 1      no empty line after the greeting                                     here
 2      an event may have a Response header, or an ActionID of ours          here
 3      line ends, blanks, repeats, bytes, case                              here
 4      FullyBooted that never comes, or must be waited for                  tests/client/test_traps.py
 5      OriginateResponse that never comes                                   tests/client/test_traps.py
 6      the end of a list; an Error that is an empty list                    here
 7      replies without an ActionID                                          here
 8      long ActionIDs and lines                                             here
 9      TLS records of more than 1,024 bytes                                 here
10      a reader that stops                                                  tests/client/test_traps.py
11      a slow action holds back events and pings                            tests/client/test_traps.py
12      "Asterisk is shutting down" is not a wrong password                  here
13      commas, quotes and backslashes in Variable                           here
14      texts of messages vary                                               here
15      empty messages, junk lines, forged messages                          here
16      the stages of a restart                                              here, tests/client/test_traps.py
17      OriginateResponse before its Newchannel                              here
18      numbers, flags and "empty" in many spellings                         here
======  ==================================================================  ==============================
"""

from __future__ import annotations

from typing import Any

import pytest

from anyio_ami import actions, events
from anyio_ami._wire.encode import encode_action, records
from anyio_ami._wire.login import Login
from anyio_ami.actions import Answer
from anyio_ami.endpoint import Credentials
from anyio_ami.errors import ConnectError, InvalidAction
from anyio_ami.types import HangupCause

from ._rig import GREETING, PREFIX, Rig, frame, frames, stream

ONE = PREFIX + "1"


@pytest.mark.parametrize("version", ["16", "22"])
def test_trap_01_the_first_message_follows_the_greeting_directly(version: str) -> None:
    rig = Rig(prefix="", greeting=b"")
    data = stream(f"wire-login-{version}-server.ami")
    first = frames(f"wire-login-{version}-server.ami")[0]
    action_id = first.split(b"ActionID: ")[1].split(b"\r\n")[0].decode()
    request = rig.ask("Login", action_id)
    line = data.index(b"\n") + 1
    rig.feed(data[: line + len(first)])
    assert request.done
    assert request.reply.raw == first
    assert rig.receiver.buffer.greeting is not None
    assert rig.receiver.buffer.greeting.line.startswith("Asterisk Call Manager/")


def test_trap_02_an_event_with_a_response_header_or_our_action_id_is_no_reply() -> None:
    rig = Rig()
    request = rig.ask("Originate", ONE)
    rig.feed(
        frame("Event: OriginateResponse", f"ActionID: {ONE}", "Response: Failure"),
        frame("Event: UserEvent", f"ActionID: {ONE}", "Response: Success"),
        frame("Event: OriginateResponse", "ActionID: someone-else", "Response: Success"),
    )
    assert not request.done
    assert len(rig.events) == 3


def test_trap_03_lines_values_and_names_are_taken_as_they_are() -> None:
    raw = frame(
        "Event: UserEvent",
        "UserEvent: x",
        "A:  two blanks  ",
        "B: a\nb\rc\u2028d",
        b"C: \xff",
        "dup: 1",
        "DUP: 2",
    )
    (event,) = Rig().feed(raw).events
    assert event.headers["A"] == " two blanks  "
    assert event.headers["B"] == "a\nb\rc\u2028d"
    assert event.headers["C"].encode("utf-8", "surrogateescape") == b"\xff"
    assert event.headers.get_all("Dup") == ["1", "2"]
    assert event.raw == raw


def test_trap_06_a_list_ends_at_its_end_and_an_error_may_be_an_empty_one() -> None:
    rig = Rig()
    request = rig.ask("DBGetTree", ONE, actions.DBGetTree.__answer__)
    # 16.28 counts 1 here.
    rig.feed(frame("Response: Success", f"ActionID: {ONE}", "EventList: start"))
    rig.feed(*(frame("Event: DBGetTreeResponse", f"Key: /f/{n}", f"ActionID: {ONE}") for n in range(3)))
    rig.feed(frame("Event: DBGetTreeComplete", f"ActionID: {ONE}", "EventList: Complete", "ListItems: 1"))
    assert [one.key for one in request.items] == ["/f/0", "/f/1", "/f/2"]
    empty = actions.ConfbridgeListRooms.__answer__
    request = rig.ask("ConfbridgeListRooms", ONE, empty)
    rig.feed(frame("Response: Error", f"ActionID: {ONE}", "Message: No active conferences."))
    assert request.done
    assert request.reply.message == empty.empty_error


@pytest.mark.parametrize("version", ["16", "22"])
def test_trap_07_a_reply_without_an_action_id_settles_nothing(version: str) -> None:
    name = f"wire-errors-{version}-server.ami"
    rig = Rig(prefix="", greeting=b"")
    # The last Ping of the capture, asked before everything else is answered.
    request = rig.ask("Ping", "e12")
    rig.feed(stream(name))
    assert request.reply.headers["Ping"] == "Pong"
    replies = [one for one in frames(name) if one.startswith(b"Response:")]
    assert rig.correlator.unmatched >= len(replies) - 1


@pytest.mark.parametrize("length", [1_023, 1_024, 5_000])
def test_trap_08_a_line_that_would_put_the_stream_out_of_step_is_never_sent(length: int) -> None:
    with pytest.raises(InvalidAction, match="1022"):
        encode_action(actions.Command(command="x" * (length - len("Command: "))), ONE)


def test_trap_09_every_tls_record_is_short_and_ends_at_a_line_end() -> None:
    pings = b"".join(encode_action(actions.Ping(), f"{PREFIX}{n}") for n in range(100))
    assert len(pings) > 2_048
    assert all(len(record) <= 1_024 and record.endswith(b"\r\n") for record in records(pings))


@pytest.mark.parametrize("text", ["Asterisk is shutting down", "Login Already In Use"])
def test_trap_12_not_now_is_not_never(text: str) -> None:
    rig = Rig()
    request = rig.ask("Login", ONE)
    rig.feed(frame("Response: Error", f"ActionID: {ONE}", f"Message: {text}"))
    with pytest.raises(ConnectError, match=text):
        Login(Credentials("u", "s"), mode="plain", tls=False, events="on").next(request.reply)


def test_trap_13_variables_are_escaped() -> None:
    action = actions.Originate(channel="c", variables={"A": 'a,b"c\\d'})
    assert b'\r\nVariable: A=a\\,b\\"c\\\\d\r\n' in encode_action(action, ONE)


def test_trap_14_the_first_line_decides_whatever_the_text_says() -> None:
    for outcome, text, ok in [("Success", "Authentication failed", True), ("Error", "Success", False)]:
        rig = Rig()
        request = rig.ask("Ping", ONE)
        rig.feed(frame(f"Response: {outcome}", f"ActionID: {ONE}", f"Message: {text}"))
        assert request.reply.ok is ok


def test_trap_15_empty_messages_junk_and_forged_messages_are_survived() -> None:
    rig = Rig(greeting=b"").feed(stream("wire-torn-22-server.ami") + b"\r\n\r\n")
    assert rig.receiver.junk > 0
    assert rig.events == []
    rig = Rig(prefix="", greeting=b"")
    request = rig.ask("QueueRule", "e10")
    rig.feed(stream("wire-errors-22-server.ami"))
    assert request.done
    assert rig.receiver.junk == 0
    for name in ("wire-newline-events-22-server.ami", "wire-newline-actions-16-server.ami"):
        assert "Forged" in Rig(greeting=b"").feed(stream(name)).names


@pytest.mark.parametrize("version", ["16", "22"])
def test_trap_16_the_messages_of_a_restart_are_read(version: str) -> None:
    before = Rig(greeting=b"").feed(stream(f"wire-restart-before-{version}-server.ami"))
    (shutdown,) = [e for e in before.events if isinstance(e, events.Shutdown)]
    assert shutdown.headers["Restart"] == "True"
    after = Rig(greeting=b"").feed(stream(f"wire-restart-after-{version}-server.ami"))
    booted = [e for e in after.events if isinstance(e, events.FullyBooted)]
    assert booted
    # Its header order differs from that of a login; the fields are the same.
    assert [e.status for e in booted] == ["Fully Booted"] * len(booted)


def test_trap_17_an_originate_response_may_come_before_its_newchannel() -> None:
    rig = Rig(greeting=b"").feed(stream("wire-originate-22-server.ami"))
    answers: list[Any] = [e for e in rig.events if isinstance(e, events.OriginateResponse)]
    channels: dict[str, Any] = {e.unique_id: e for e in rig.events if isinstance(e, events.Newchannel)}
    early = [e for e in answers if e.unique_id in channels and e.seq < channels[e.unique_id].seq]
    assert early
    assert [e.seq for e in rig.events] == list(range(1, len(rig.events) + 1))


def test_trap_18_numbers_flags_and_empty_values_in_every_spelling() -> None:
    (hangup,) = (
        Rig()
        .feed(frame("Event: Hangup", "Cause: 17", "CallerIDNum: <unknown>", "Timestamp: 1795296397.108992"))
        .events
    )
    assert hangup.cause is HangupCause.USER_BUSY
    assert hangup.caller_id_num == "<unknown>"
    assert hangup.timestamp == 1795296397.108992
    for value, meaning in [
        ("yes", True),
        ("Yes", True),
        ("no", False),
        ("1", True),
        ("0", False),
        ("(null)", None),
        ("", None),
    ]:
        (joined,) = Rig().feed(frame("Event: ConfbridgeJoin", f"Admin: {value}", "Language: (null)")).events
        assert joined.admin is meaning
        assert joined.headers["Language"] == "(null)"


def test_the_greeting_of_the_rig_is_a_new_server() -> None:
    rig = Rig(greeting=GREETING)
    assert rig.receiver.buffer.greeting is not None
    assert rig.receiver.buffer.greeting.ami_version == (11, 0)
    assert not rig.receiver.buffer.greeting.has_follows
    request = rig.ask("Command", ONE, Answer(response="CommandResponse"))
    rig.feed(frame("Response: Follows", f"ActionID: {ONE}", "Output: x"))
    assert request.reply.output == ["x"]
