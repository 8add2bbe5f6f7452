"""What the tests of the simulated Asterisk share: a client that only knows bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio

if TYPE_CHECKING:
    from anyio.abc import ByteStream

    from anyio_ami.testing import FakeAsterisk


class Wire:
    """A client that only knows bytes."""

    def __init__(self, stream: ByteStream) -> None:
        self.stream = stream
        self.buffer = b""

    async def until(self, end: bytes) -> bytes:
        with anyio.fail_after(60):
            while end not in self.buffer:
                self.buffer += await self.stream.receive()
        found, _, self.buffer = self.buffer.partition(end)
        return found

    async def message(self) -> str:
        """The next message without its empty line, with LF line ends."""
        return (await self.until(b"\r\n\r\n")).decode("utf-8", "surrogateescape").replace("\r\n", "\n")

    async def rest(self) -> bytes:
        """Everything up to the end of the connection."""
        data, self.buffer = self.buffer, b""
        with anyio.fail_after(60):
            try:
                while True:
                    data += await self.stream.receive()
            except anyio.EndOfStream:
                return data

    async def act(self, text: str) -> None:
        await self.stream.send(text.replace("\n", "\r\n").encode() + b"\r\n\r\n")

    async def ask(self, text: str) -> str:
        await self.act(text)
        return await self.message()

    async def login(self, events: str = "off", user: str = "admin", secret: str = "s3cret") -> None:
        answer = await self.ask(f"Action: Login\nUsername: {user}\nSecret: {secret}\nEvents: {events}")
        assert answer == "Response: Success\nMessage: Authentication accepted"

    async def nothing_before_ping(self) -> None:
        """Whatever was queued before is here by now: the next message is the answer to this."""
        assert (await self.ask("Action: Ping\nActionID: probe")).startswith(
            "Response: Success\nActionID: probe"
        )


async def connected(pbx: FakeAsterisk, events: str | None = "off") -> Wire:
    wire = Wire(await pbx.connect())
    await wire.until(b"\r\n")
    if events is not None:
        await wire.login(events)
    return wire


def name_of(message: str) -> str:
    return message.partition("\n")[0].partition(": ")[2]
