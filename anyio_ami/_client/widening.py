"""More events asked for while a session runs, for subscriptions that have just begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio

from anyio_ami.errors import ActionError, ConnectionLost, fresh

if TYPE_CHECKING:
    from collections.abc import Callable

    from .filters import Ask, Coverage, Demand


class Widening:
    """Asks the server in a task of its own, so that no caller who gives up leaves a question half asked."""

    def __init__(self, coverage: Coverage, demand: Callable[[], Demand], ask: Ask) -> None:
        self._coverage = coverage
        self._demand = demand
        self._ask = ask
        self._asked = anyio.Event()
        self._waiting: list[_Waiter] = []
        self._lost = False

    async def run(self) -> None:
        """Ask for whatever `wait` is called for, until the session is lost."""
        while True:
            await self._asked.wait()
            self._asked = anyio.Event()
            error: ActionError | None = None
            try:
                while self._coverage.lacks(self._demand()):
                    await self._coverage.widen(self._demand, self._ask)
            except ActionError as exc:
                error = exc
            except ConnectionLost:
                return
            self._settle(error)

    async def wait(self) -> None:
        """Wait until the server sends all that is listened to, or is lost. Raises ActionError if it refuses.

        A cancelled call leaves the server asked.
        """
        if self._lost:
            return
        waiter = _Waiter()
        self._waiting.append(waiter)
        self._asked.set()
        try:
            await waiter.settled.wait()
        finally:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
        if waiter.error is not None:
            raise fresh(waiter.error)

    def lose(self) -> None:
        """The session is lost: the next login asks."""
        self._lost = True
        self._settle(None)

    def _settle(self, error: ActionError | None) -> None:
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            waiter.error = error
            waiter.settled.set()


class _Waiter:
    __slots__ = ("error", "settled")

    def __init__(self) -> None:
        self.settled = anyio.Event()
        self.error: ActionError | None = None
