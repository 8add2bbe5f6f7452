"""Which answer belongs to which request, with real frames wherever there are some."""

from __future__ import annotations

from typing import Any

import pytest

from anyio_ami import actions, events
from anyio_ami._wire.correlate import Request
from anyio_ami.actions import Answer
from anyio_ami.errors import NotSent, OutcomeUnknown, ProtocolError
from anyio_ami.policy import Limits

from ._rig import GREETING, PREFIX, Rig, event_frames, frame, frames, stream

ONE, TWO, THREE = PREFIX + "1", PREFIX + "2", PREFIX + "3"


def of(name: str, action_id: str) -> list[bytes]:
    """The frames of one answer of a capture (items that lack the ActionID too), as ours."""
    found: list[bytes] = []
    inside = False
    for one in frames(name):
        mine = b"\r\nActionID: " + action_id.encode() + b"\r\n" in one
        if mine and one.startswith(b"Response:"):
            inside = True
        if mine or (inside and one.startswith(b"Event: PeerEntry")):
            found.append(one.replace(f"ActionID: {action_id}\r\n".encode(), f"ActionID: {ONE}\r\n".encode()))
        if mine and b"\r\nEventList: Complete" in one:
            break
    assert found
    return found


def reply(action_id: str | None, *lines: str, outcome: str = "Success") -> bytes:
    return frame(f"Response: {outcome}", *(() if action_id is None else (f"ActionID: {action_id}",)), *lines)


def item(action_id: str, n: int, name: str = "CoreShowChannel") -> bytes:
    return frame(f"Event: {name}", f"ActionID: {action_id}", f"Channel: {n}")


def end(action_id: str, count: int = 0, name: str = "CoreShowChannelsComplete") -> bytes:
    return frame(f"Event: {name}", f"ActionID: {action_id}", "EventList: Complete", f"ListItems: {count}")


START = "EventList: start"
CHANNELS = actions.CoreShowChannels.__answer__
HANGUP = event_frames()["Hangup"][0]


def numbers(request: Request) -> list[str]:
    return [one.channel for one in request.items]


# -- replies -----------------------------------------------------------------------------------------


def test_replies_in_any_order_between_events_reach_their_own_request() -> None:
    rig = Rig()
    requests = {f"{PREFIX}{n}": rig.ask("Ping", f"{PREFIX}{n}") for n in range(20)}
    for action_id in sorted(requests, key=lambda i: hash(i[::-1])):
        rig.feed(HANGUP, reply(action_id, f"Message: for {action_id}"))
    assert all(r.done and r.error is None for r in requests.values())
    assert {i: r.reply.message for i, r in requests.items()} == {i: f"for {i}" for i in requests}
    assert rig.raws == [HANGUP] * 20
    assert rig.correlator.idle


@pytest.mark.parametrize(
    "stray",
    [
        reply(None, "Message: Missing action in request", outcome="Error"),
        reply("", "Message: x"),
        reply("another-1", "Ping: Pong"),
        reply(ONE + "0"),
        reply(ONE[:-1]),
        reply(ONE.lower()),
        reply(None, "Message: Thanks for all the fish.", outcome="Goodbye"),
    ],
)
def test_a_reply_that_is_nobodys_settles_nothing_and_is_counted(stray: bytes) -> None:
    rig = Rig()
    request = rig.ask("Ping", ONE)
    rig.feed(stray)
    assert (request.done, request.reply, rig.correlator.unmatched) == (False, None, 1)
    assert rig.receiver.seq == 0


def test_a_second_reply_settles_nothing_and_is_counted() -> None:
    rig = Rig()
    request = rig.ask("CoreShowChannels", ONE, CHANNELS)
    rig.feed(
        reply(ONE, START), reply(ONE, "Message: again"), reply(ONE, outcome="Error"), item(ONE, 1), end(ONE)
    )
    assert request.reply.message == ""
    assert numbers(request) == ["1"]
    assert rig.correlator.unmatched == 2
    rig.feed(reply(ONE))
    assert rig.correlator.unmatched == 3


def test_wake_is_called_once_and_the_first_outcome_stands() -> None:
    rig = Rig()
    request = rig.ask("Ping", ONE)
    calls: list[int] = []
    request.wake = lambda: calls.append(1)
    rig.feed(reply(ONE))
    request.finish(NotSent("late"))
    request.lose("late")
    assert (calls, request.error) == ([1], None)


def test_replies_have_the_class_of_their_action() -> None:
    rig = Rig()
    ping = rig.ask("Ping", ONE, actions.Ping.__answer__)
    command = rig.ask("Command", TWO, actions.Command.__answer__)
    rig.feed(reply(ONE, "Ping: Pong", "Timestamp: 1.5"))
    rig.feed(
        reply(
            TWO, "Message: Command output follows", "Output:   a", "Output: ", "Output: b: c", outcome="Error"
        )
    )
    assert (type(ping.reply).__name__, ping.reply.ping) == ("PingResponse", "Pong")
    assert command.reply.output == ["  a", "", "b: c"]
    assert not command.reply.ok
    assert command.reply.seq is None


def test_the_answer_of_an_old_server_to_command_is_read() -> None:
    rig = Rig(prefix="c", greeting=b"")
    command = rig.ask("Command", "c1", actions.Command.__answer__)
    rig.feed(stream("wire-follows-pre14-SYNTHETIC-server.ami"))
    assert command.reply.outcome == "Follows"
    assert command.reply.ok
    assert command.reply.output == [
        "System uptime: 1 minute, 2 seconds",
        "Last reload: 1 minute, 2 seconds",
        "Key: looks like a header",
        "",
        "indented after an empty line",
    ]
    assert command.reply.raw == frames("wire-follows-pre14-SYNTHETIC-server.ami")[0]


# -- lists -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("counted", [0, 1, 2, 999_999])
def test_a_list_ends_at_its_own_end_whatever_the_count_says(counted: int) -> None:
    rig = Rig()
    request = rig.ask("CoreShowChannels", ONE, CHANNELS)
    rig.feed(reply(ONE, START), item(ONE, 1), item(ONE, 2), item(ONE, 3))
    assert not request.done
    rig.feed(end(ONE, counted))
    assert request.done
    assert numbers(request) == ["1", "2", "3"]
    end_event: Any = request.end
    assert end_event.list_items == counted
    assert rig.events == []


def test_events_and_answers_between_the_items_go_their_own_ways() -> None:
    rig = Rig()
    first = rig.ask("CoreShowChannels", ONE, CHANNELS)
    second = rig.ask("CoreShowChannels", TWO, CHANNELS)
    ping = rig.ask("Ping", THREE)
    rig.feed(
        reply(TWO, START), HANGUP, item(TWO, 20), reply(ONE, START), item(ONE, 10), end(TWO), item(ONE, 11),
        reply(THREE), item("another-1", 99), HANGUP, end("another-1"), end(ONE), HANGUP,
    )  # fmt: skip
    assert numbers(first) == ["10", "11"]
    assert numbers(second) == ["20"]
    assert ping.done
    assert rig.names == ["Hangup", "CoreShowChannel", "Hangup", "CoreShowChannelsComplete", "Hangup"]
    assert [e.seq for e in rig.events] == [1, 2, 3, 4, 5], (
        "a foreign ActionID is an event; items are not counted"
    )
    assert rig.correlator.idle


def test_spontaneous_events_of_an_items_name_stay_events() -> None:
    rig = Rig()
    request = rig.ask("DeviceStateList", ONE, actions.DeviceStateList.__answer__)
    change = frame("Event: DeviceStateChange", "Privilege: call,all", "Device: a", "State: INUSE")
    rig.feed(
        reply(ONE, START), change, item(ONE, 1, "DeviceStateChange"), end(ONE, 1, "DeviceStateListComplete")
    )
    assert rig.raws == [change]
    assert [type(one) for one in request.items] == [events.DeviceStateChange]


def test_an_end_event_by_another_name_ends_the_list_too() -> None:
    rig = Rig()
    request = rig.ask("CoreShowChannels", ONE, CHANNELS)
    rig.feed(reply(ONE, START), item(ONE, 1), end(ONE, 1, "SomethingElseComplete"))
    assert request.done
    assert request.end is not None
    assert request.end.name == "SomethingElseComplete"


def test_an_item_whose_value_forges_an_end_is_an_item() -> None:
    rig = Rig()
    request = rig.ask("CoreShowChannels", ONE, CHANNELS)
    forged = frame(
        "Event: CoreShowChannel",
        f"ActionID: {ONE}",
        "Channel: 1",
        "ApplicationData: x",
        "EventList: Complete",
    )
    rig.feed(reply(ONE, START), forged, item(ONE, 2))
    assert not request.done
    rig.feed(end(ONE))
    assert numbers(request) == ["1", "2"]


def test_nothing_before_the_reply_settles_or_fills_a_request() -> None:
    rig = Rig()
    ping, listing = rig.ask("Ping", ONE), rig.ask("CoreShowChannels", TWO, CHANNELS)
    rig.feed(end(ONE), item(ONE, 1), end(TWO), item(TWO, 2))
    assert not ping.done
    assert not listing.done
    assert rig.correlator.unmatched == 4
    assert rig.events == [], "events with an ActionID of ours never reach subscribers"
    rig.feed(reply(ONE), reply(TWO, START), item(TWO, 3), end(TWO))
    assert ping.reply is not None
    assert numbers(listing) == ["3"]


def test_an_event_that_may_carry_our_action_id_is_an_event() -> None:
    rig = Rig()
    request = rig.ask("Originate", ONE)
    rig.feed(
        reply(ONE, "Message: Originate successfully queued"),
        frame("Event: OriginateResponse", f"ActionID: {ONE}", "Response: Failure"),
        frame("Event: UserEvent", f"ActionID: {ONE}", "UserEvent: x"),
        frame("Event: Newchannel", f"ActionID: {ONE}"),
    )
    assert request.done
    assert rig.names == ["OriginateResponse", "UserEvent"]
    assert [e.action_id for e in rig.events] == [ONE, ONE]
    assert rig.correlator.unmatched == 1


REAL = [
    "22-actions-lab.ami",
    "16-actions-live.ami",
    "22-bulk-lab.ami",
    "wire-lists-22-server.ami",
    "wire-lists-16-server.ami",
    "wire-pipeline-22-server.ami",
]


@pytest.mark.parametrize("name", REAL)
def test_every_answer_of_a_real_server_is_matched_and_every_list_ends(name: str) -> None:
    by_end: dict[str, Answer] = {}
    for known in actions.NAMES:
        cls = actions.lookup(known)
        assert cls is not None
        if cls.__answer__.complete:
            by_end.setdefault(cls.__answer__.complete, cls.__answer__)
    ids: dict[str, Answer] = {}
    expected: dict[str, int] = {}
    for one in frames(name):
        lines = one.decode("utf-8", "surrogateescape").split("\r\n")
        kind, _, what = lines[0].partition(": ")
        action_id = next((line[10:] for line in lines if line.startswith("ActionID: ")), None)
        if action_id is None:
            continue
        if kind == "Response":
            ids.setdefault(action_id, Answer(items=("*",)))
        elif action_id in ids and "EventList: Complete" in lines and what in by_end:
            ids[action_id] = by_end[what]
        elif action_id in ids and what not in ("OriginateResponse", "UserEvent"):
            expected[action_id] = expected.get(action_id, 0) + 1
    # With an empty prefix every ActionID of the capture is one of ours.
    rig = Rig(prefix="", greeting=b"")
    requests = {i: rig.ask("Any", i, answer) for i, answer in ids.items()}
    rig.feed(stream(name))
    unfinished = {i for i, r in requests.items() if not r.done}
    assert unfinished == set()
    lists = {i: r for i, r in requests.items() if r.end is not None}
    assert lists
    for action_id, request in lists.items():
        assert len(request.items) == expected.get(action_id, 0)


# -- odd lists ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 50, 100_000])
def test_items_without_an_action_id_belong_to_the_running_list(size: int) -> None:
    """IAXpeers: only its start and its end have the ActionID."""
    data = b"".join(of("16-trunk-lab.ami", "a8"))
    assert data.count(b"Event: PeerEntry") == 2
    assert data.count(b"ActionID") == 2
    spontaneous = frame("Event: PeerEntry", "ObjectName: not in a list")
    rig = Rig()
    request = rig.ask("IAXpeers", ONE, actions.IAXpeers.__answer__)
    whole = spontaneous + data + HANGUP + spontaneous
    rig.feed(*(whole[n : n + size] for n in range(0, len(whole), size)))
    assert [one.object_name for one in request.items] == ["dyn", "lab22/lab16"]
    assert request.end is not None
    assert rig.raws == [spontaneous, HANGUP, spontaneous]
    assert rig.correlator.odd is None


@pytest.mark.parametrize("size", [1, 50, 100_000])
def test_events_between_items_without_an_action_id_are_events(size: int) -> None:
    start, one, two, last = of("16-trunk-lab.ami", "a8")
    rig = Rig()
    request = rig.ask("IAXpeers", ONE, actions.IAXpeers.__answer__)
    whole = HANGUP + start + HANGUP + one + HANGUP + two + last + HANGUP
    rig.feed(*(whole[n : n + size] for n in range(0, len(whole), size)))
    assert len(request.items) == 2
    assert rig.raws == [HANGUP] * 4


SKINNY = frame(
    "Event: DeviceEntry", f"ActionID: {ONE}", "Channeltype: SKINNY", "ObjectName: a",
    "Event: DeviceEntry", f"ActionID: {ONE}", "Channeltype: SKINNY", "ObjectName: b",
    "Event: DevicelistComplete", f"ActionID: {ONE}", "EventList: Complete", "ListItems: 2",
)  # fmt: skip


def test_unterminated_items_of_a_running_list_are_split() -> None:
    """SKINNYdevices: from chan_skinny's source; no server with a device was at hand."""
    rig = Rig()
    request = rig.ask("SKINNYdevices", ONE, actions.SKINNYdevices.__answer__)
    forged = frame("Event: UserEvent", "UserEvent: x", "Event: DeviceEntry", "Y: z")
    rig.feed(reply(ONE, START), forged, SKINNY, HANGUP)
    assert [one.object_name for one in request.items] == ["a", "b"]
    assert request.end is not None
    assert request.items[0].raw == frame(
        "Event: DeviceEntry", f"ActionID: {ONE}", "Channeltype: SKINNY", "ObjectName: a"
    )
    assert rig.raws == [forged, HANGUP]


def test_such_a_frame_without_a_running_list_is_one_event() -> None:
    rig = Rig()
    foreign = SKINNY.replace(PREFIX.encode(), b"another-")
    rig.feed(foreign)
    assert rig.raws == [foreign]
    assert type(rig.events[0]) is events.DeviceEntry


def test_a_list_that_starts_with_a_capital_start() -> None:
    """FAXSessions."""
    data = of("16-fax-lab.ami", "a4")
    assert b"EventList: Start" in data[0]
    rig = Rig()
    request = rig.ask("FAXSessions", ONE, actions.FAXSessions.__answer__)
    custom = rig.ask("Custom", TWO, actions.Custom("FAXSessions").answer)
    rig.feed(*data, *(one.replace(ONE.encode(), TWO.encode()) for one in data))
    assert len(request.items) == len(custom.items) == 2
    assert request.done
    assert custom.done


@pytest.mark.parametrize(("action", "action_id"), [("FAXStats", "a2"), ("FAXSession", "a5")])
def test_one_event_with_no_end(action: str, action_id: str) -> None:
    data = of("16-fax-lab.ami", action_id)
    assert len(data) == 2
    cls = actions.lookup(action)
    assert cls is not None
    rig = Rig()
    request = rig.ask(action, ONE, cls.__answer__)
    rig.feed(data[0])
    assert not request.done
    rig.feed(data[1])
    assert request.done
    assert [one.name for one in request.items] == [action]
    assert request.end is None
    assert rig.events == []


def test_hangup_by_pattern_is_a_list_and_by_name_is_none() -> None:
    answer = actions.Hangup.__answer__
    data = of("wire-originate-22-server.ami", "h1")
    rig = Rig()
    listing, simple = rig.ask("Hangup", ONE, answer), rig.ask("Hangup", TWO, answer)
    rig.feed(reply(TWO, "Message: Channel Hungup"), data[0])
    assert simple.done
    assert simple.end is None
    assert not listing.done
    rig.feed(frame("Event: ChannelHungup", f"ActionID: {ONE}", "Channel: a"), data[-1])
    assert numbers(listing) == ["a"]
    assert listing.end is not None


def test_dbget_is_a_list_or_an_error() -> None:
    rig = Rig()
    request = rig.ask("DBGet", ONE, actions.DBGet.__answer__)
    rig.feed(*of("22-actions-lab.ami", "a67"))
    assert [(type(one), one.val) for one in request.items] == [(events.DBGetResponse, "v1")]
    request = rig.ask("DBGet", ONE, actions.DBGet.__answer__)
    rig.feed(*of("22-actions-lab.ami", "a68"))
    assert request.done
    assert (request.reply.ok, request.reply.message) == (False, actions.DBGet.__answer__.empty_error)


def test_a_second_event_header_does_not_name_the_event() -> None:
    """PJSIPShowResourceLists."""
    rig = Rig()
    request = rig.ask("PJSIPShowResourceLists", ONE, actions.PJSIPShowResourceLists.__answer__)
    rig.feed(*of("22-actions-lab.ami", "a125"))
    (one,) = request.items
    assert type(one) is events.ResourceListDetail
    assert one.headers.get_all("event") == ["ResourceListDetail", "presence"]
    assert "presence" in repr(one) or ("Event", "presence") in one.extra


def test_an_error_for_an_empty_list_settles_it_at_once() -> None:
    rig = Rig()
    request = rig.ask("PJSIPShowContacts", ONE, actions.PJSIPShowContacts.__answer__)
    error = next(f for f in frames("wire-errors-22-server.ami") if b"ActionID: e9\r\n" in f)
    assert b"No Contacts found\n\r\n" in error
    rig.feed(error.replace(b"e9", ONE.encode()))
    assert request.done
    # The text without the LF that the server puts behind it.
    assert request.reply.message == actions.PJSIPShowContacts.__answer__.empty_error


# -- given up ----------------------------------------------------------------------------------------


def test_items_of_an_abandoned_list_reach_nobody_and_are_counted() -> None:
    rig = Rig()
    request = rig.ask("CoreShowChannels", ONE, CHANNELS)
    rig.feed(reply(ONE, START), item(ONE, 1))
    rig.correlator.abandon(request)
    assert not rig.correlator.pending
    assert not rig.correlator.idle
    rig.feed(item(ONE, 2), HANGUP, end(ONE))
    assert rig.correlator.abandoned == 2
    assert rig.correlator.idle
    assert numbers(request) == ["1"]
    assert rig.raws == [HANGUP]
    rig.feed(item(ONE, 3))
    assert (rig.correlator.abandoned, rig.correlator.unmatched) == (2, 1)
    assert rig.raws == [HANGUP]


def test_an_answer_that_comes_after_its_caller_left_reaches_nobody() -> None:
    rig = Rig()
    ping, listing = rig.ask("Ping", ONE), rig.ask("CoreShowChannels", TWO, CHANNELS)
    failed = rig.ask("CoreShowChannels", THREE, CHANNELS)
    for request in (ping, listing, failed):
        rig.correlator.abandon(request)
    rig.feed(reply(ONE), reply(TWO, START), reply(THREE, outcome="Error"), item(TWO, 1), end(TWO))
    assert rig.correlator.abandoned == 5
    assert rig.correlator.unmatched == 0
    assert rig.correlator.idle
    assert (ping.reply, listing.reply, rig.events) == (None, None, [])


@pytest.mark.parametrize("size", [1, 100_000])
def test_an_abandoned_list_whose_items_lack_the_action_id_reaches_nobody(size: int) -> None:
    rig = Rig()
    request = rig.ask("IAXpeers", ONE, actions.IAXpeers.__answer__)
    rig.correlator.abandon(request)
    data = b"".join(of("16-trunk-lab.ami", "a8")) + HANGUP
    rig.feed(*(data[n : n + size] for n in range(0, len(data), size)))
    assert rig.correlator.abandoned == 4
    assert rig.raws == [HANGUP]
    assert rig.correlator.idle
    assert rig.correlator.odd is None


def test_what_was_never_sent_leaves_nothing_behind() -> None:
    rig = Rig()
    request = Request("Ping", ONE, b"", Answer())
    rig.correlator.add(request)
    rig.correlator.abandon(request)
    assert rig.correlator.idle
    rig.correlator.abandon(request)
    assert rig.correlator.idle


def test_what_is_left_behind_is_bounded() -> None:
    rig = Rig(limits=Limits(pending=20_000))
    for n in range(10_050):
        rig.correlator.abandon(rig.ask("Ping", f"{PREFIX}{n}"))
    assert len(rig.correlator._tombstones) == 10_000
    # The oldest are forgotten: their answers are nobody's.
    rig.feed(reply(f"{PREFIX}0"), reply(f"{PREFIX}10049"))
    assert (rig.correlator.unmatched, rig.correlator.abandoned) == (1, 1)


# -- streamed lists, bounds, loss --------------------------------------------------------------------


def test_streamed_items_are_handed_over_in_order_and_not_kept() -> None:
    rig = Rig(limits=Limits(list_items=2))
    request = rig.ask("CoreShowChannels", ONE, CHANNELS)
    taken: list[list[Any]] = []
    begun: list[int] = []
    request.take = taken.append
    request.begun = lambda: begun.append(len(taken))
    rig.feed(reply(ONE, START))
    assert begun == [0]
    rig.feed(item(ONE, 1) + item(ONE, 2), item(ONE, 3))
    rig.correlator.flush()
    rig.feed(item(ONE, 4) + end(ONE))
    assert [one.channel for batch in taken for one in batch] == ["1", "2", "3", "4"]
    assert request.items == []
    assert request.done
    assert request.error is None


def test_a_collected_list_is_bounded() -> None:
    rig = Rig(limits=Limits(list_items=3))
    request = rig.ask("CoreShowChannels", ONE, CHANNELS)
    rig.feed(reply(ONE, START), *(item(ONE, n) for n in range(3)))
    with pytest.raises(ProtocolError, match=r"Limits\.list_items"):
        rig.feed(HANGUP + item(ONE, 3))
    assert rig.raws == [HANGUP]
    rig.correlator.lose("bound")
    assert isinstance(request.error, OutcomeUnknown)


def test_a_collected_list_is_bounded_in_length_too() -> None:
    size = len(item(ONE, 0))
    rig = Rig(limits=Limits(list_bytes=3 * size))
    request = rig.ask("CoreShowChannels", ONE, CHANNELS)
    rig.feed(reply(ONE, START), *(item(ONE, n) for n in range(3)))
    with pytest.raises(ProtocolError, match=r"Limits\.list_bytes"):
        rig.feed(item(ONE, 3))
    rig.correlator.lose("bound")
    assert isinstance(request.error, OutcomeUnknown)
    # Who reads it item by item keeps nothing.
    rig = Rig(limits=Limits(list_bytes=1))
    request = rig.ask("CoreShowChannels", TWO, CHANNELS)
    request.take = lambda items: None
    rig.feed(reply(TWO, START), item(TWO, 1), item(TWO, 2), end(TWO))
    assert request.done
    assert request.error is None


def test_pending_actions_are_bounded() -> None:
    rig = Rig(limits=Limits(pending=2))
    rig.ask("Ping", ONE)
    rig.ask("Ping", TWO)
    with pytest.raises(NotSent, match=r"Limits\.pending"):
        rig.ask("Ping", THREE)
    rig.feed(reply(ONE))
    rig.ask("Ping", THREE)


def test_a_lost_connection_tells_truly_what_can_have_happened() -> None:
    rig = Rig()
    sent = rig.ask("Originate", ONE)
    queued = Request("Ping", TWO, b"", Answer())
    rig.correlator.add(queued)
    gone = rig.ask("Ping", THREE)
    rig.correlator.abandon(gone)
    cause = OSError("reset")
    woken: list[str] = []
    sent.wake = lambda: woken.append("sent")
    queued.wake = lambda: woken.append("queued")
    rig.correlator.lose("the line was cut", cause)
    assert woken == ["sent", "queued"]
    assert isinstance(sent.error, OutcomeUnknown)
    assert sent.error.action_id == ONE
    assert "may have been executed" in str(sent.error)
    assert isinstance(queued.error, NotSent)
    assert sent.error.__cause__ is queued.error.__cause__ is cause
    assert rig.correlator.idle
    rig.correlator.lose("again")
    assert woken == ["sent", "queued"]


def test_the_greeting_alone_settles_nothing() -> None:
    rig = Rig(greeting=b"")
    request = rig.ask("Login", ONE)
    rig.feed(GREETING)
    assert not request.done
