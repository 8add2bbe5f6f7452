"""When the next attempt to connect is made."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from anyio_ami._check import seconds
from anyio_ami.errors import AuthenticationError, FilterRefused
from anyio_ami.policy import FLOOR, STABLE_AFTER, ReconnectPolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anyio_ami.errors import AMIError
    from anyio_ami.policy import ReconnectDecision

# Whoever guesses secrets is slow, too; and a server that bans addresses counts rejected logins.
REJECTED: Final = 30.0
"""Seconds between a rejected login and the next, at least."""


class Backoff:
    """The delays and the attempts of one client, as its ``reconnect=`` says. Times are seconds."""

    def __init__(self, policy: ReconnectPolicy | ReconnectDecision, *, retry_auth: bool) -> None:
        self._policy = policy
        self._retry_auth = retry_auth
        self._stable_after = policy.stable_after if isinstance(policy, ReconnectPolicy) else STABLE_AFTER
        self._delays: Iterator[float] | None = None
        self._attempt = 0

    def lived(self, lifetime: float) -> None:
        """A connection has ended: one that was stable starts the delays and the attempts anew."""
        if lifetime >= self._stable_after:
            self._delays = None
            self._attempt = 0

    def next(self, error: AMIError) -> float | None:
        """The delay before the next attempt after ``error``; None: no further attempt.

        Raises what a callable of the user's raises, and TypeError or ValueError
        for what it gives that is no delay.
        """
        rejected = isinstance(error, (AuthenticationError, FilterRefused))
        if rejected and not self._retry_auth:
            return None
        delay = self._decide(error)
        return max(REJECTED, delay) if rejected and delay is not None else delay

    def _decide(self, error: AMIError) -> float | None:
        policy = self._policy
        if isinstance(policy, ReconnectPolicy):
            if self._delays is None:
                self._delays = policy.delays()
            return next(self._delays, None)
        self._attempt += 1
        decided: object = policy(self._attempt, error)
        if decided is None:
            return None
        delay = seconds("the delay", decided)
        if math.isinf(delay):
            msg = "the delay must be finite; None gives up"
            raise ValueError(msg)
        return max(FLOOR, delay)
