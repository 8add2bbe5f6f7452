"""Scenarios that make a real Asterisk send as many kinds of events as it can.

`play` runs them all on a server started with the profile ``full`` (see ../README.md). Each scenario is a
coroutine function of a `Stage`; a module's ``SCENARIOS`` lists its own.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import anyio

from anyio_ami import ReconnectPolicy

from ..fixtures import connect
from . import bridges, calls, drivers, fax, queues, security, sip, states, system, voicemail
from .stage import Recorder, Stage, recording

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ..fixtures import AsteriskServer

    Scenario = Callable[[Stage], Awaitable[None]]

AT_ONCE = 4
"""How many scenarios play at the same time."""

# The longest first.
TOGETHER: tuple[Scenario, ...] = tuple(
    scenario
    for area in (fax, calls, voicemail, queues, bridges, sip, states, security, drivers)
    for scenario in area.SCENARIOS
)
ALONE: tuple[Scenario, ...] = system.SCENARIOS


class Played:
    """What a run of all scenarios gave."""

    def __init__(self) -> None:
        self.recorder = Recorder()
        self.failed: dict[str, Exception] = {}
        """The scenarios that did not come to their end, by name, and why."""
        self.seconds: dict[str, float] = {}
        """How long each scenario took."""


async def play(server: AsteriskServer) -> Played:
    """Play all scenarios; a scenario that fails does not stop the others."""
    played = Played()
    async with (
        connect(server, reconnect=ReconnectPolicy.fixed(0.1)) as ami,
        recording(ami, played.recorder),
    ):

        async def one(scenario: Scenario) -> None:
            stage = Stage(server, ami, played.recorder)
            started = anyio.current_time()
            name = f"{scenario.__module__.rpartition('.')[2]}.{scenario.__name__}"
            try:
                with anyio.fail_after(60):
                    await scenario(stage)
            except Exception as exc:
                played.failed[name] = exc
            with suppress(Exception):
                await stage.clear()
            played.seconds[name] = anyio.current_time() - started

        async def some() -> None:
            for scenario in queue:
                await one(scenario)

        queue = iter(TOGETHER)
        async with anyio.create_task_group() as group:
            for _ in range(AT_ONCE):
                group.start_soon(some)
        for scenario in ALONE:
            await one(scenario)
    return played
