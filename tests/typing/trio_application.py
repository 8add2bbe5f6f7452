"""A small application on Trio. It is checked with trio-typing installed too: see docs/typing.md."""

from __future__ import annotations

import trio
from typing_extensions import assert_type

from anyio_ami import AMIClient, actions, connect_ami, events
from anyio_ami.responses import PingResponse


async def watch(ami: AMIClient, first: trio.Event) -> None:
    async with ami.subscribe(events.Newchannel, events.Hangup) as stream:
        async for event in stream:
            assert_type(event, events.Newchannel | events.Hangup)
            first.set()


async def wait_for_a_call(host: str, *, patience: float) -> bool:
    """Whether a call began or ended within ``patience`` seconds."""
    first = trio.Event()
    async with connect_ami(host, username="admin", secret="s3cret") as ami:
        assert_type(ami, AMIClient)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(watch, ami, first)
            pong = await ami.send(actions.Ping())
            assert_type(pong, PingResponse)
            with trio.move_on_after(patience):
                await first.wait()
            nursery.cancel_scope.cancel()
    return first.is_set()


async def main() -> None:
    assert_type(await wait_for_a_call("127.0.0.1", patience=5), bool)


if __name__ == "__main__":
    trio.run(main)
