"""Whatever a server says while the client logs in: a session, or one named error in bounded time."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import anyio
from anyio.abc import ByteStream

from anyio_ami import ReconnectPolicy, actions, connect_ami, events
from anyio_ami.errors import AMIError
from anyio_ami.policy import Limits

from ._input import Input
from .encoding import require_one_message

if TYPE_CHECKING:
    from collections.abc import Generator

SECRET: Final = "zq9xw7vk-secret"
WAIT: Final = b"@W@"
"""In a payload: what follows is sent only after the client's next write."""
_number = re.compile(rb"@([0-9])@")
_action_ids = re.compile(rb"\r\nActionID: ([^\r]*)").findall
_keys = re.compile(rb"\r\n(?:Key|Secret): ([^\r]*)").findall
_LIMITS: Final = Limits(
    event_bytes=4_000, event_headers=60, response_bytes=8_000, response_lines=100, list_items=50, pending=10
)
_LONGEST: Final = 200.0
"""Seconds: more than all time-outs of one login, one action and the end together."""


class Script(ByteStream):
    """A server that says what it was told to; ``@1@`` stands for the first ActionID that it read."""

    def __init__(self, payload: bytes, size: int, *, ends: bool) -> None:
        self._parts = payload.split(WAIT)
        self._size = size
        self._ends = ends
        self._ready = 1
        self._rest = b""
        self._wrote = anyio.Event()
        self.written = b""
        self.closed = False

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        await anyio.lowlevel.checkpoint()
        while not self._rest:
            if not self._parts:
                if self._ends:
                    raise anyio.EndOfStream
                await anyio.sleep_forever()
            if not self._ready:
                await self._wrote.wait()
                continue
            self._ready -= 1
            self._rest = _number.sub(self._action_id, self._parts.pop(0))
        if self.closed:
            raise anyio.ClosedResourceError
        size = min(self._size or max_bytes, max_bytes)
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def _action_id(self, found: re.Match[bytes]) -> bytes:
        known: list[bytes] = _action_ids(self.written)
        place = int(found[1]) - 1
        return known[place] if -len(known) <= place < len(known) else found[0]

    async def send(self, item: bytes) -> None:
        await anyio.lowlevel.checkpoint()
        if self.closed:
            raise anyio.ClosedResourceError
        self.written += item
        self._ready += 1
        self._wrote.set()
        self._wrote = anyio.Event()

    async def send_eof(self) -> None:
        await anyio.lowlevel.checkpoint()

    async def aclose(self) -> None:
        self.closed = True
        await anyio.lowlevel.checkpoint()


def check(data: bytes) -> None:
    import trio
    from trio.testing import MockClock

    # Nothing is waited for but virtual time: it may pass as soon as nobody has anything to do.
    clock = MockClock(autojump_threshold=0)
    trio.run(_converse, Input(data), clock=clock)


async def _converse(given: Input) -> None:
    options: dict[str, Any] = {
        "login": ("md5", "plain")[given.choice(2)],
        "filters": (None, "auto")[given.choice(2)],
        "events": (True, "call", False)[given.choice(3)],
    }
    script = Script(given.payload, given.choice(8), ends=bool(given.choice(2)))

    async def opened() -> Script:
        return script

    seen: list[str] = []
    with anyio.fail_after(_LONGEST), _logged(seen):
        try:
            async with connect_ami(
                transport=opened,
                username="admin",
                secret=SECRET,
                reconnect=ReconnectPolicy.none(),
                limits=_LIMITS,
                **options,
            ) as ami:
                seen.append(f"{ami!r} {ami.server!r} {ami.stats!r}")
                async with ami.subscribe(events.Event, overflow="drop_oldest", buffer=100):
                    await ami.send(actions.Ping(), timeout=5)
        except AMIError as exc:
            # Anything else, an ExceptionGroup too, is a finding.
            error: BaseException | None = exc
            while error is not None:
                seen.append(f"{error} {error!r}")
                error = error.__cause__ or error.__context__
    assert script.closed
    _require_proper(script.written)
    secrets = {SECRET, *(key.decode() for key in _keys(script.written))}
    assert not any(secret in text for secret in secrets for text in seen)


def _require_proper(written: bytes) -> None:
    messages = written.split(b"\r\n\r\n")
    assert messages.pop() == b""
    for message in messages:
        first, second = message.split(b"\r\n")[:2]
        name, action_id = first.removeprefix(b"Action: "), second.removeprefix(b"ActionID: ")
        require_one_message(message + b"\r\n\r\n", name.decode(), action_id.decode())
    assert sum(message.startswith(b"Action: Login\r\n") for message in messages) <= 1


@contextmanager
def _logged(seen: list[str]) -> Generator[None]:
    """Have every line of our logs, down to DEBUG, added to ``seen``."""

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(self.format(record))

    logger, handler = logging.getLogger("anyio_ami"), Handler()
    level, propagates = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagates
