"""What disturbs all others: modules, reloads, logs, restarts. Played alone, after all other scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio.to_thread

from anyio_ami import actions, events

if TYPE_CHECKING:
    from .stage import Stage


async def modules(stage: Stage) -> None:
    """A module goes, comes, and is read anew."""
    for kind in ("unload", "load"):
        await stage.send(actions.ModuleLoad(module="app_echo.so", load_type=kind))
    await stage.wait(events.Unload)
    await stage.wait(events.Load)
    await stage.send(actions.ModuleLoad(module="app_queue.so", load_type="reload"))
    await stage.send(actions.ModuleCheck(module="app_queue"))
    await stage.send(actions.LoggerRotate())
    await stage.send(actions.Reload(module="cdr"))
    await stage.wait(events.Reload)


async def restart(stage: Stage) -> None:
    """The server says goodbye, and is there again."""
    # From outside: a connection whose own action ends the server hears no goodbye.
    await anyio.to_thread.run_sync(stage.server.cli, "core restart now")
    await stage.wait(events.Shutdown)
    await stage.ami.wait_connected()
    await stage.wait(events.FullyBooted)


SCENARIOS = (modules, restart)
