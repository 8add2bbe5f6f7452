"""The calls of several servers in one stream, also while one of them is away.

AMI_SECRET=s3cret python app.py berlin=ami://fleet@pbx1.example.com paris=ami://fleet@pbx2.example.com
"""

from __future__ import annotations

import logging
import os
import signal
import sys

import anyio

from anyio_ami import ConnectionState, Endpoint, Fleet, Gap, connect_fleet, events
from anyio_ami.errors import AMIError


def clean(text: str) -> str:
    """Text from outside that cannot steer a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)


def say(node: str | None, text: str) -> None:
    """Print a line, at once."""
    print(f"{node or '?':<10} {clean(text)}", flush=True)


async def show_states(fleet: Fleet) -> None:
    """Tell how the connections come and go, until cancelled."""
    async with fleet.changes() as changes:
        for node, state in fleet.states().items():
            say(node, state.value)
        async for node, state in changes:
            say(node, state.value)
            if state is ConnectionState.DISCONNECTED:  # for good, such as a refused login
                try:
                    await fleet[node].wait_connected()
                except AMIError as exc:
                    say(node, str(exc))


async def show_calls(fleet: Fleet) -> None:
    """Tell what channels do, until cancelled."""
    kinds = (events.FullyBooted, events.Newchannel, events.Hangup)
    async with fleet.subscribe(*kinds, gaps=True) as stream:
        async for event in stream:
            node = event.session.node if not isinstance(event, Gap) and event.session else None
            match event:
                case events.Newchannel(channel=channel, exten=exten):
                    say(node, f"+ {channel}" + (f" for {exten}" if exten else ""))
                case events.Hangup(channel=channel, cause_txt=text):
                    say(node, f"- {channel} ({text})")
                case events.FullyBooted():
                    say(node, "ready")
                case Gap(kind="disconnected"):
                    say(event.node, "the line was lost: what happens now is missing here")
                case Gap(kind="resubscribed", same_boot=same):
                    what = "it was restarted, its calls are gone" if same is False else "its calls may go on"
                    say(event.node, f"events come again: {what}")
                case Gap(lost=lost):
                    say(event.node, f"{lost} events were lost: this program was too slow")


async def main(nodes: dict[str, Endpoint]) -> None:
    """Run until a signal comes."""
    # The fleet never raises for one server: what is away is tried again, and the others go on.
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async with anyio.create_task_group() as tasks:

            async def stop() -> None:
                async for _ in signals:
                    tasks.cancel_scope.cancel()

            tasks.start_soon(stop)
            async with connect_fleet(nodes) as fleet:
                tasks.start_soon(show_states, fleet)
                await show_calls(fleet)


if __name__ == "__main__":
    secret = os.environ.get("AMI_SECRET")
    given = [argument.partition("=") for argument in sys.argv[1:]]
    if not secret or not given or not all(url for _, _, url in given):
        sys.exit("usage: AMI_SECRET=... python app.py NAME=ami://USER@HOST ...")
    # What the library says of its connections: why a server is not reached.
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        nodes = {name: Endpoint.from_url(url, secret=secret) for name, _, url in given}
    except ValueError as error:
        sys.exit(str(error))
    anyio.run(main, nodes)
