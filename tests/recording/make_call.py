"""Makes tests/data/recordings/call-22.amirec: a call and a few lists, on a real Asterisk 22.

Start a server (``bash tests/asterisk/asterisk.sh start 22 call 5038``), then from the checkout:
``python -m tests.recording.make_call 127.0.0.1:5038 tests/data/recordings/call-22.amirec``.
"""

from __future__ import annotations

import sys

import anyio

from anyio_ami import actions, connect_ami
from anyio_ami.recording import Recorder


async def main(address: str, path: str) -> None:
    """Record it."""
    host, _, port = address.rpartition(":")
    async with (
        Recorder(path) as recorder,
        connect_ami(
            host, int(port), username="admin", secret="s3cret", name="call", observers=[recorder]
        ) as ami,
    ):
        await ami.send(actions.Ping())
        await ami.send(actions.CoreShowChannels())
        await ami.send(actions.QueueStatus())
        await ami.send(actions.PJSIPShowEndpoints())
        await ami.send(actions.Command(command="core show version"))
        await ami.originate(
            "Local/100@default",
            application="Wait",
            data="1",
            caller_id='"Alice" <101>',
            variables={"DB_PASSWORD": "hunter2", "COLOUR": "red"},
        )
        await ami.send(actions.CoreShowChannels())
        await ami.send(actions.Hangup(channel="/^Local/"))
        await ami.send(actions.UserEvent(user_event="End"))


if __name__ == "__main__":
    anyio.run(main, sys.argv[1], sys.argv[2])
