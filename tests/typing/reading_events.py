"""Fields of events have types, and `match` narrows by class and by keyword."""

from __future__ import annotations

from typing import Literal

from typing_extensions import assert_never, assert_type

from anyio_ami import AMIClient, Gap, events
from anyio_ami.types import ChannelState, HangupCause


def fields(hangup: events.Hangup, rtcp: events.RTCPReceived, member: events.QueueMember) -> None:
    assert_type(hangup.cause, HangupCause | None)
    assert_type(hangup.cause_txt, str)
    # Of the shared block, and of every event.
    assert_type(hangup.channel_state, ChannelState | None)
    assert_type(hangup.priority, int | None)
    assert_type(hangup.chan_variables, tuple[str, ...])
    assert_type(hangup.privilege, tuple[str, ...])
    assert_type(hangup.timestamp, float | None)
    assert_type(rtcp.report_fraction_lost, dict[int, int | None])
    assert_type(member.paused, bool | None)


def what_every_message_has(event: events.Event) -> None:
    assert_type(event.name, str)
    assert_type(event.raw, bytes | None)
    assert_type(event.seq, int | None)
    assert_type(event.extra, tuple[tuple[str, str], ...])
    assert_type(event.headers["Uniqueid"], str)
    assert_type(event.headers.get("Uniqueid"), str | None)
    if event.session is not None:
        assert_type(event.session.node, str)
    if event.received is not None:
        assert_type(event.received.wall, float)


async def any_event(ami: AMIClient) -> None:
    async with ami.subscribe() as stream:
        async for event in stream:
            match event:
                case events.Hangup(channel=channel, cause=cause):
                    assert_type(channel, str)
                    assert_type(cause, HangupCause | None)
                case events.DialEnd(dest_unique_id=unique_id) as dial:
                    assert_type(dial, events.DialEnd)
                    assert_type(unique_id, str)
                case events.ChannelEvent(unique_id=unique_id):
                    assert_type(event, events.ChannelEvent)
                case events.UnknownEvent(event_name=name):
                    assert_type(name, str)
                case _:
                    assert_type(event, events.Event)


async def exhaustive(ami: AMIClient) -> None:
    async with ami.subscribe(events.Newchannel, events.Hangup, gaps=True) as stream:
        async for item in stream:
            match item:
                case events.Hangup(cause=HangupCause.USER_BUSY):
                    assert_type(item, events.Hangup)
                case events.Hangup():
                    assert_type(item.cause, HangupCause | None)
                case events.Newchannel(caller_id_num=number):
                    assert_type(number, str)
                case Gap(kind="overflow", lost=lost):
                    assert_type(lost, int | None)
                case Gap(kind=kind):
                    assert_type(kind, Literal["overflow", "disconnected", "resubscribed"])
                case _:
                    assert_never(item)


def by_isinstance(event: events.Event) -> str:
    if isinstance(event, (events.Hangup, events.Newchannel)):
        assert_type(event, events.Hangup | events.Newchannel)
        return event.unique_id
    return event.name
