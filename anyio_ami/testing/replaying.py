"""Clients of recordings, for tests: what the fixture ``ami_replay`` gives."""

from __future__ import annotations

import math
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from anyio_ami import connect_ami
from anyio_ami.recording import replay

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from anyio_ami import AMIClient
    from anyio_ami.recording import ReplayServer


class ReplayFactory:
    """Call it with a recording: ``async with ami_replay("call.amirec") as ami:``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: ReplayServer | None = None

    @property
    def server(self) -> ReplayServer:
        """What plays the recording that was opened last. Raises :exc:`RuntimeError` before there is one."""
        if self._server is None:
            raise RuntimeError("no recording was opened yet: async with ami_replay(path) as ami")
        return self._server

    def play(self) -> None:
        """Let the events come: streams are open now that are to see them."""
        self.server.resume()

    @asynccontextmanager
    async def __call__(
        self,
        path: str | os.PathLike[str],
        *,
        speed: float = math.inf,
        stepwise: bool = False,
        paused: bool | None = None,
        **options: Any,
    ) -> AsyncGenerator[AMIClient]:
        """A client whose server is a recording.

        A relative ``path`` is looked for beside the test's file. Events come when :meth:`play` is called,
        all at once; ``speed`` 1.0 is that of the recording. ``paused=False``: they come from the login on,
        whether or not anybody is subscribed. ``stepwise``: one by one, with
        ``await ami_replay.server.step()``. Further arguments go to `connect_ami`.

        Raises what `anyio_ami.recording.replay` and `connect_ami` raise.
        """
        if paused is None:
            paused = not stepwise
        arguments: dict[str, Any] = {"username": "replay", "secret": "replay", **options}
        async with replay(self._folder / path, speed=speed, stepwise=stepwise, paused=paused) as server:
            self._server = server
            async with connect_ami(transport=server.connect, **arguments) as ami:
                yield ami
