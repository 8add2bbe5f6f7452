"""Requests on their way out, in order."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

import anyio

from anyio_ami._wire.correlate import Request
from anyio_ami._wire.encode import encode_headers
from anyio_ami.actions import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SIMPLE: Final = Answer()
# Bytes that one write joins at most: what waits behind it can still be withdrawn.
_JOINED: Final = 65_536


def own_request(name: str, action_id: str, headers: Iterable[tuple[str, str, str]] = ()) -> Request:
    """A request of the session's own, with a plain answer; ``headers``: (field, header, value)."""
    return Request(name, action_id, encode_headers(name, action_id, headers), _SIMPLE)


class Outbox:
    """A queue with one taker, the writer, whom ``begin`` calls. `put` never awaits."""

    def __init__(self, begin: Callable[[], None]) -> None:
        self._begin = begin
        self._queue: deque[Request] = deque()
        self._rest: list[Request] = []
        self._more: anyio.Event | None = None
        self.idle: bool = True
        """Whether nothing is queued and nothing is being written."""

    def put(self, request: Request, *, first: bool = False) -> None:
        """Queue a request; ``first`` puts it before all others."""
        if first:
            self._queue.appendleft(request)
        else:
            self._queue.append(request)
        self._wake()

    def _wake(self) -> None:
        self.idle = False
        if self._more is not None:
            self._more.set()
        else:
            self._begin()

    def put_rest(self, frame: bytes) -> None:
        """Queue the end of a frame of which the beginning is written: nothing may go before it."""
        self._rest.append(Request("", "", frame, _SIMPLE))
        self._wake()

    async def take(self) -> list[Request]:
        """Wait for requests; those whose callers gave up meanwhile are left out."""
        queue = self._queue
        while True:
            batch, self._rest = self._rest, []
            size = 0
            while queue and size < _JOINED:
                request = queue.popleft()
                if not request.done:
                    batch.append(request)
                    size += len(request.frame)
            if batch:
                return batch
            self._more = anyio.Event()
            self.idle = True
            try:
                await self._more.wait()
            finally:
                self._more = None
