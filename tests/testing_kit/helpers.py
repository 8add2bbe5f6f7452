"""What the tests of the kit share."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from anyio_ami import actions, connect_ami, events

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from anyio_ami import AMIClient
    from anyio_ami.testing import FakeAsterisk

IGNORED = (events.VarSet, events.Newexten, events.SuccessfulAuth)


@asynccontextmanager
async def connected(pbx: FakeAsterisk) -> AsyncGenerator[AMIClient]:
    """A client in memory."""
    async with connect_ami(transport=pbx.connect, username="admin", secret="s3cret") as ami:
        yield ami


class Log:
    """Every event since it began, but those of no interest."""

    def __init__(self, ami: AMIClient, stream: object) -> None:
        self._ami = ami
        self.stream = stream
        self.seen: list[events.Event] = []

    async def read(self) -> list[events.Event]:
        """All that has come by now."""
        # The answer follows what was queued before it, and so does its event.
        mark = f"mark-{len(self.seen)}"
        await self._ami.send(actions.UserEvent(user_event=mark))
        found: list[events.Event] = []
        async for event in self.stream:  # type: ignore[attr-defined]
            if isinstance(event, events.UserEvent) and event.user_event == mark:
                break
            if not isinstance(event, IGNORED):
                found.append(event)
        self.seen += found
        return found


@asynccontextmanager
async def logged(pbx: FakeAsterisk) -> AsyncGenerator[tuple[AMIClient, Log]]:
    """A client, and a log of all that it sees."""
    async with connected(pbx) as ami, ami.subscribe() as stream:
        yield ami, Log(ami, stream)


def names(found: list[events.Event], *of: type[events.Event]) -> list[str]:
    """The names of the events, or of those of some classes."""
    return [type(event).__name__ for event in found if not of or isinstance(event, of)]
