"""Whether the server still lives, and still hears us."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import anyio

from anyio_ami.errors import ConnectionLost

from .outbox import own_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami._wire.correlate import Correlator, Request

    from .config import Config


class Liveness:
    """Watches one connection: a silent line is probed with a Ping, and so is one that brings no answers."""

    def __init__(
        self,
        config: Config,
        endpoint: str,
        correlator: Correlator,
        send: Callable[[Request], None],
        new_action_id: Callable[[], str],
        fail: Callable[[ConnectionLost], None],
    ) -> None:
        self._config = config
        self._endpoint = endpoint
        self._correlator = correlator
        self._send = send
        self._new_action_id = new_action_id
        self._fail = fail
        self.last_heard: float = 0.0
        """When the last byte came, on the event loop's clock."""

    async def watch(self) -> None:
        """Watch until the connection is found dead, which ``fail`` is told."""
        if math.isinf(self._config.keepalive):
            return
        alive = True
        while alive:
            now = anyio.current_time()
            silent_at = self.last_heard + self._config.keepalive
            overdue_at = self._correlator.busy_until() or math.inf
            if self.last_heard > overdue_at:
                alive = await self._probe_answers()
                if alive:
                    # The overdue action may never be answered: once in a while is enough.
                    await anyio.sleep(self._config.keepalive)
            elif silent_at <= now:
                alive = await self._probe_silence()
            else:
                await anyio.sleep(silent_at - now)

    async def _probe_silence(self) -> bool:
        """Send a Ping on a silent line; False (and the connection failed) if nothing comes."""
        asked = anyio.current_time()
        # Any byte shows that the server lives, even where its answer is late.
        if await self._ping(
            lambda: self.last_heard > asked, lambda: max(asked, self._correlator.busy_until())
        ):
            return True
        silence = anyio.current_time() - self.last_heard
        self._fail(
            ConnectionLost(
                f"{self._endpoint} has been silent for {silence:.1f} s and "
                f"did not answer a Ping within {self._config.ping_timeout:g} s"
            )
        )
        return False

    async def _probe_answers(self) -> bool:
        """Events come, and an action is overdue: does what we send still reach the server?

        It runs actions in turn and writes no event while one is running, so
        only answers count here.
        """
        asked, heard = anyio.current_time(), self._correlator.heard
        # What was sent before the Ping may take its time.
        busy = max(asked, self._correlator.last_deadline())
        if await self._ping(lambda: self._correlator.heard > heard, lambda: busy):
            return True
        self._fail(
            ConnectionLost(
                f"{self._endpoint} answers no action any more, nor a Ping within "
                f"{self._config.ping_timeout:g} s; what we send does not reach it"
            )
        )
        return False

    async def _ping(self, alive: Callable[[], bool], busy_until: Callable[[], float]) -> bool:
        """Send a Ping; whether it was answered, or ``alive``, within `ping_timeout` after ``busy_until``."""
        request = own_request("Ping", self._new_action_id())
        answered = anyio.Event()
        request.wake = answered.set
        # Not among those that may hold the server back: it goes before all others.
        self._correlator.pending[request.action_id] = request
        self._send(request)
        while not request.done:
            patience = busy_until() + self._config.ping_timeout - anyio.current_time()
            if alive() or patience <= 0:
                self._correlator.abandon(request)
                return alive()
            with anyio.move_on_after(patience):
                await answered.wait()
        return True
