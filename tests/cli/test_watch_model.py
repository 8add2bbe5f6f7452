"""What the board shows is what the server says: its model, without a terminal and without Textual."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from anyio_ami import Gap, events
from anyio_ami.cli.watch._columns import CHANNELS, QUEUES, notices
from anyio_ami.cli.watch._rates import Rates
from anyio_ami.cli.watch._texts import clean, clock, party, rate, seconds_of, span, sparkline
from anyio_ami.cli.watch.model import BoardModel, Channel
from anyio_ami.decoding import MessageDecoder
from anyio_ami.types import DeviceState

if TYPE_CHECKING:
    from anyio_ami.events import Event

DATA = Path(__file__).resolve().parent.parent / "data"

# With calls, all of whose channels begin and end in the capture.
CALLS = [
    "16-agents-lab",
    "16-asyncagi",
    "16-basic-lab",
    "16-cc-lab",
    "16-confbridge",
    "16-dial",
    "16-misc-lab",
    "16-park-lab",
    "16-queue-lab",
    "16-transfer",
    "22-basic",
    "22-confbridge-lab",
    "22-dial-lab",
    "22-misc",
    "22-pickup-lab",
    "22-queue",
    "22-transfer-lab",
]


def captured(name: str) -> list[Any]:
    return list(MessageDecoder().feed((DATA / f"{name}.ami").read_bytes()))


def empty() -> BoardModel:
    """A model to which the server has said that there is nothing."""
    model = BoardModel()
    for book in (model.channels, model.queues):
        book.begin()
        book.replace([], -1.0)
    return model


def seen(channels: dict[str, Channel]) -> set[tuple[str, ...]]:
    return {
        (one.unique_id, one.name, one.state, one.bridge, one.caller, one.connected, one.exten)
        for one in channels.values()
        if not one.name.startswith("Message/")  # the server's own, there from its first message on
    }


def waiting(model: BoardModel) -> dict[str, set[str]]:
    return {name: set(queue.callers) for name, queue in model.queues.queues.items() if queue.callers}


def paused(model: BoardModel) -> dict[str, dict[str, bool]]:
    return {
        name: {who: member.paused for who, member in queue.members.items()}
        for name, queue in model.queues.queues.items()
        if queue.members
    }


def newchannel(unique_id: str, state: str = "Down") -> events.Newchannel:
    return events.Newchannel(unique_id=unique_id, channel=f"Local/{unique_id}", channel_state_desc=state)


def listed(unique_id: str, **fields: Any) -> events.CoreShowChannel:
    return events.CoreShowChannel(unique_id=unique_id, channel=f"Local/{unique_id}", **fields)


@pytest.mark.parametrize("name", CALLS)
def test_events_alone_lead_to_the_channels_that_the_server_lists(name: str) -> None:
    model = empty()
    items: list[Event] = []
    lists = 0
    for at, message in enumerate(captured(name)):
        if isinstance(message, events.CoreShowChannel):
            items.append(message)
        elif isinstance(message, events.CoreShowChannelsComplete):
            server = empty()
            server.channels.replace(items, at)
            assert seen(model.channels.channels) == seen(server.channels.channels)
            lists += 1
            items.clear()
        elif isinstance(message, events.Event):
            model.fold(message, at)
    assert lists
    assert not model.channels.channels


@pytest.mark.parametrize("name", ["16-queue-lab", "22-queue"])
def test_events_lead_from_one_list_of_the_queues_to_the_next(name: str) -> None:
    model = BoardModel()
    items: list[Event] = []
    lists = callers = 0
    for at, message in enumerate(captured(name)):
        if isinstance(message, (events.QueueParams, events.QueueMember, events.QueueEntry)):
            items.append(message)
        elif isinstance(message, events.QueueStatusComplete):
            server = empty()
            server.queues.replace(items, at)
            # Some lists are of one queue alone.
            names = {item.queue for item in items if isinstance(item, events.QueueParams)}
            if lists:
                for told in (waiting, paused):
                    ours, theirs = told(model), told(server)
                    assert {n: ours.get(n) for n in names} == {n: theirs.get(n) for n in names}
            else:
                model.queues.begin()
                model.queues.replace(items, at)
            lists += 1
            items.clear()
        elif isinstance(message, events.Event):
            model.fold(message, at)
            callers = max(callers, sum(map(len, waiting(model).values())))
    assert lists > 1
    assert callers == 2
    assert not waiting(model)


def test_what_came_before_the_list_is_in_it_and_what_came_behind_it_is_added() -> None:
    model = BoardModel()
    book = model.channels
    book.begin()
    model.fold(newchannel("early"), 1.0)
    model.fold(newchannel("late"), 3.0)
    # The list was read at 2: it has what came at 1, if that is still there. It is not.
    book.replace([listed("old", duration="00:01:00")], 2.0)
    assert set(book.channels) == {"old", "late"}
    # An event that was read before the list, and waited in the buffer, is no news either.
    model.fold(newchannel("waited"), 1.5)
    assert set(book.channels) == {"old", "late"}
    assert book.channels["old"].started == 2.0 - 60


def test_a_channel_that_has_hung_up_does_not_come_back_with_a_list_that_still_has_it() -> None:
    model = BoardModel()
    model.channels.begin()
    model.fold(events.Hangup(unique_id="1"), 1.0)
    model.channels.replace([listed("1"), listed("2")], 2.0)
    assert set(model.channels.channels) == {"2"}
    model.fold(events.Hangup(unique_id="2"), 1.5)  # it was read before the list, and late to be looked at
    assert not model.channels.channels


def test_late_events_of_a_channel_that_is_gone_do_not_bring_it_back() -> None:
    model = empty()
    model.fold(newchannel("1"), 1.0)
    model.fold(events.Hangup(unique_id="1"), 2.0)
    model.fold(events.Newexten(unique_id="1", application="Hangup"), 3.0)
    assert not model.channels.channels


def test_a_list_read_twice_counts_nobody_twice() -> None:
    items: list[Event] = [
        events.QueueParams(queue="support", completed=12, abandoned=1),
        events.QueueMember(queue="support", interface="SIP/1", status=DeviceState.NOT_INUSE),
        events.QueueEntry(queue="support", unique_id="c1", wait=10),
    ]
    model = empty()
    for at in (100.0, 101.0):
        model.queues.begin()
        model.fold(events.QueueCallerJoin(queue="support", unique_id="c1", count=1), at)
        model.fold(events.QueueCallerAbandon(queue="other", unique_id="c9"), at)
        model.queues.replace(items, at)
    queue = model.queues.queues["support"]
    assert (len(queue.callers), len(queue.members), queue.completed, queue.abandoned) == (1, 1, 12, 1)


def test_ended_calls_of_a_queue_are_counted_by_the_server_alone() -> None:
    model = empty()
    model.queues.begin()
    model.queues.replace([events.QueueParams(queue="support", completed=3, abandoned=0)], 1.0)
    before = model.queues.stale
    model.fold(events.AgentComplete(queue="support"), 2.0)
    assert (before, model.queues.stale) == (False, True), "the list is to be read again"
    assert model.queues.queues["support"].completed == 3


def test_members_are_free_busy_paused_or_away() -> None:
    def member(interface: str, status: DeviceState, **fields: Any) -> events.QueueMemberStatus:
        return events.QueueMemberStatus(queue="q", interface=interface, status=status, **fields)

    model = empty()
    for event in (
        member("free", DeviceState.NOT_INUSE),
        member("unknown", DeviceState.UNKNOWN),
        member("rings", DeviceState.RINGING),
        member("talks", DeviceState.NOT_INUSE, in_call=True),
        member("off", DeviceState.UNAVAILABLE),
        member("lunch", DeviceState.INUSE, paused=True),
    ):
        model.fold(event, 1.0)
    assert model.queues.queues["q"].count() == (2, 2, 1, 1)
    model.fold(events.QueueMemberRemoved(queue="q", interface="free"), 2.0)
    assert model.queues.queues["q"].count() == (1, 2, 1, 1)


def test_the_longest_wait_is_that_of_the_first_caller() -> None:
    model = empty()
    for at, who in ((10.0, "a"), (20.0, "b")):
        model.fold(events.QueueCallerJoin(queue="q", unique_id=who), at)
    assert model.queues.queues["q"].oldest == 10.0
    model.fold(events.QueueCallerLeave(queue="q", unique_id="a"), 30.0)
    assert model.queues.queues["q"].oldest == 20.0


def test_without_the_right_to_list_events_tell_and_the_reason_is_told() -> None:
    model = BoardModel()
    assert notices(model.channels) == ["reading the list ..."]
    model.channels.begin()
    model.channels.refuse("CoreShowChannels is not permitted: it needs write = system or reporting")
    model.fold(events.Newstate(unique_id="1", channel="SIP/1", channel_state_desc="Up"), 1.0)
    assert set(model.channels.channels) == {"1"}, "a channel is known by the first that is heard of it"
    assert notices(model.channels) == [
        "CoreShowChannels is not permitted: it needs write = system or reporting; shown is what events tell."
    ]


def test_a_list_that_changes_without_any_event_shows_that_events_do_not_come() -> None:
    model = BoardModel()
    for at in (1.0, 2.0):
        model.channels.begin()
        model.channels.replace([listed(f"{at}")], at)
    assert model.channels.reads is False
    assert notices(model.channels) == ["no events without read = call; the list is read every 5 s."]
    model.fold(newchannel("3"), 3.0)
    assert notices(model.channels) == []


def test_after_a_reconnect_lists_are_read_again_and_what_no_list_will_mend_is_dropped() -> None:
    model = empty()
    model.channels.refuse("not permitted")
    model.fold(newchannel("1"), 1.0)
    model.fold(events.QueueCallerJoin(queue="q", unique_id="1"), 1.0)
    model.gap(Gap("disconnected", None, None, 2.0))
    assert model.channels.channels, "the old board stands until there is a new one"
    model.gap(Gap("resubscribed", None, None, 2.0))
    assert not model.channels.channels
    assert model.queues.queues
    assert model.channels.stale
    assert model.queues.stale


def test_a_gap_by_overflow_is_counted_and_the_lists_are_read_again() -> None:
    model = empty()
    model.gap(Gap("overflow", 7, None, 1.0))
    assert model.link.lost == 7
    assert model.channels.stale
    assert model.queues.stale


def test_a_list_asked_for_in_a_new_session_keeps_the_events_of_that_session() -> None:
    model = empty()
    model.channels.begin()
    model.gap(Gap("resubscribed", None, None, 1.0))  # the mark is read after the list was asked for
    model.fold(newchannel("new"), 5.0)
    model.channels.replace([listed("old")], 4.0)
    assert set(model.channels.channels) == {"old", "new"}


def test_rates_are_those_since_the_board_began() -> None:
    rates = Rates()
    rates.sample({"Newchannel": 1_000}, 10.0)
    assert (rates.all.rate, rates.all.total) == (0.0, 1_000)
    rates.sample({"Newchannel": 1_010, "Hangup": 4}, 12.0)
    assert rates.names["Newchannel"].rate == 5.0
    assert rates.names["Hangup"].rate == 2.0
    assert (rates.all.rate, rates.all.total) == (7.0, 1_014)
    for second in range(5):
        rates.sample({"Newchannel": 1_010, "Hangup": 4}, 13.0 + second)
    assert rates.all.rate == 0.0, "the mean of 5 s"
    assert rates.all.history[0] == 7.0


@pytest.mark.parametrize("text", ["\x1b[2J", "a\nb", "\x07", "\udcff", "\x9b31m", "\u202e"])
def test_nothing_that_a_terminal_would_obey_reaches_it(text: str) -> None:
    channel = Channel(unique_id="1", name=text, state=text, exten=text, application=text, bridge=text)
    channel.caller = party(text, text)
    shown = [column.text(channel, 0.0, 10) for column in CHANNELS]
    assert all(one.isprintable() for one in shown), shown
    assert clean(text) != text


def test_texts_are_short_and_say_what_they_mean() -> None:
    assert [clock(n) for n in (0, 7, 754, 3723, -5)] == ["0:00", "0:07", "12:34", "1:02:03", "0:00"]
    assert clock(180_245) == "2d 02:04"
    assert [seconds_of(text) for text in ("00:01:02", "100:00:00")] == [62, 360_000]
    assert [seconds_of(text) for text in ("", "x:y:z", "1:2")] == [0, 0, 0]
    assert [rate(n) for n in (0, 0.04, 9.94, 9.96, 5012)] == ["0", "0.0", "9.9", "10", "5,012"]
    assert [span(n) for n in (0.0004, 0.012, 3.14)] == ["0.4 ms", "12 ms", "3.1 s"]
    assert party("<unknown>", "<unknown>") == ""
    assert party("100", "100") == "100"
    assert party("100", "Anna") == "100 Anna"


def test_the_sparkline_shows_the_last_values_and_all_that_is_not_nothing() -> None:
    assert sparkline([0, 1, 1000], 5) == "   ▁█"
    assert sparkline([9, 9, 9, 4.5, 9], 3) == "█▄█"
    assert sparkline([], 2) == "  "
    assert sparkline([1], 0) == ""


def test_columns_of_numbers_sort_what_is_not_known_last() -> None:
    model = empty()
    model.fold(events.QueueCallerJoin(queue="known only by an event", unique_id="1"), 1.0)
    queue = model.queues.queues["known only by an event"]
    done = next(column for column in QUEUES if column.title == "Done")
    assert done.text(queue, 0.0, 5) == "-"
    assert done.key(queue) == -1
    longest = next(column for column in QUEUES if column.title == "Longest")
    queue.callers.clear()
    assert longest.key(queue) == -math.inf


def test_the_model_needs_neither_textual_nor_a_terminal() -> None:
    code = (
        "import sys; sys.modules['textual'] = sys.modules['rich'] = sys.modules['typer'] = None\n"
        "import anyio_ami.cli.watch.model, anyio_ami.cli.watch._feed, anyio_ami.cli.watch._columns"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
