"""The main job on a simulated Asterisk: ``python -m anyio_ami.demo [--backend trio]``.

Connects, logs in, asks, listens to a few calls, loses the line and comes back.
The same code talks to a real server: only the address and the account differ.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import anyio

from anyio_ami import ConnectionState, Gap, ReconnectPolicy, actions, connect_ami, events
from anyio_ami.testing import FakeAsterisk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from anyio_ami import AMIClient
    from anyio_ami.types import ChannelState, DeviceState

CALLS = ("201", "202", "203")
SHOWN = (events.Newchannel, events.DialBegin, events.DialEnd, events.Newstate, events.Hangup)


def named(value: ChannelState | DeviceState | None) -> str:
    return "?" if value is None else value.name.lower()


def say(text: str) -> None:
    print(f"\n== {text}")


def show(event: events.Event | Gap) -> None:
    """One line an event, beginning with its class name."""
    name = type(event).__name__
    match event:
        case events.Newchannel(channel=channel, exten=exten, channel_state=state):
            text = f"{channel} for {exten}, {named(state)}"
        case events.Newstate(channel=channel, channel_state=state):
            text = f"{channel} is {named(state)}"
        case events.DialBegin(dial_string=dialled, dest_channel=channel):
            text = f"{channel} dials {dialled}"
        case events.DialEnd(dest_channel=channel, dial_status=status):
            text = f"{channel}: {status.value if status else '?'}"
        case events.Hangup(channel=channel, cause=cause):
            text = f"{channel}, cause {int(cause) if cause is not None else '?'} ({event.cause_txt})"
        case Gap(kind="resubscribed", same_boot=same):
            text = f"events come again, from {'the same' if same else 'another'} run of the server"
        case Gap(kind=kind, lost=lost):
            text = f"{kind}: {'an unknown number of' if lost is None else lost} events are missing here"
        case _:
            text = repr(event)
    print(f"{name:<12} {text}", flush=True)


async def show_until_hung_up(stream: AsyncIterator[events.Event | Gap], calls: int) -> None:
    """Show events until so many calls (of two channels each) have ended."""
    hung_up = 0
    async for event in stream:
        show(event)
        hung_up += isinstance(event, events.Hangup)
        if hung_up == 2 * calls:
            return


async def place_calls(ami: AMIClient) -> None:
    for exten in CALLS:
        await ami.send(
            actions.Originate(
                channel=f"Local/{exten}@default",
                application="Wait",
                data="2",
                caller_id=f'"Caller {exten}" <{exten}>',
                variables={"PURPOSE": "demo, with a comma"},
                async_=True,
            )
        )
        await anyio.sleep(1.5)


async def talk(ami: AMIClient, pbx: FakeAsterisk) -> None:
    server = ami.server
    say(f"Logged in: Asterisk {server.version} ({server.greeting})")
    pong = await ami.send(actions.Ping())
    print(f"Ping: {pong.ping}, the server's clock says {pong.timestamp}")

    say("A list action: the queues, their members and callers")
    queues = await ami.send(actions.QueueStatus())
    for item in queues:
        match item:
            case events.QueueParams(queue=queue, strategy=strategy, calls=waiting):
                print(f"queue {queue}: {strategy.value if strategy else '?'}, {waiting} waiting")
            case events.QueueMember(queue=queue, member_name=name, status=status):
                print(f"  member {name}: {named(status)}")
            case _:
                print(f"  {item!r}")
    print(f"{len(queues)} items, the server counted {queues.expected}")

    say("Three calls, as their events happen")
    async with ami.subscribe(*SHOWN, gaps=True) as stream:
        async with anyio.create_task_group() as group:
            group.start_soon(place_calls, ami)
            await show_until_hung_up(stream, len(CALLS))

        say("The line is cut")
        async with ami.states() as states:
            pbx.cut()
            async for state in states:
                print(f"state: {state.value}", flush=True)
                if state is ConnectionState.CONNECTED:
                    break

        say("Connected again: the same subscription goes on, and knows of its gap")
        await ami.send(
            actions.Originate(channel="Local/204@default", application="Wait", data="1", async_=True)
        )
        await show_until_hung_up(stream, 1)

    stats = ami.stats
    say(f"Done: {stats.frames} messages, {stats.bytes_received} bytes, {stats.reconnects} reconnect")


async def main() -> None:
    """Run the demonstration; takes about ten seconds."""
    async with (
        FakeAsterisk() as pbx,
        connect_ami(
            pbx.host,
            pbx.port,
            username="admin",
            secret="s3cret",  # the simulated server's own
            reconnect=ReconnectPolicy.fixed(2.0),
        ) as ami,
    ):
        await talk(ami, pbx)


if __name__ == "__main__":
    _parser = argparse.ArgumentParser(prog="python -m anyio_ami.demo", description=__doc__)
    _parser.add_argument("--backend", choices=["asyncio", "trio"], default="asyncio")
    anyio.run(main, backend=_parser.parse_args().backend)
