"""How the client behaves over time and within which bounds: data only."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from anyio_ami._check import option
from anyio_ami.errors import AMIError

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

FLOOR: Final = 0.05
"""The shortest delay before an attempt to connect again, in seconds."""
STABLE_AFTER: Final = 30.0
"""How long a connection must have lived, in seconds, to start the delays and the attempts anew."""

ReconnectDecision: TypeAlias = Callable[[int, AMIError], float | None]
"""A policy of your own, for ``connect_ami(reconnect=...)``: a plain function of an attempt and an error.

It is asked before each attempt: ``attempt`` counts from 1, anew after a
connection that lived 30 s; ``error`` is why there is no connection. It gives
the seconds to wait before that attempt (at least 50 ms are waited), or None to
give up: then the connection is lost for good, with ``error`` as the cause. It
must not block. What it raises ends the connection for good, too.
"""


class ReconnectPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """When a lost connection is made again. Times are seconds.

    Use :meth:`exponential` (the default of `connect_ami`), :meth:`fixed` or :meth:`none`;
    or give a function of your own instead: `ReconnectDecision`.
    """

    initial: float
    """The first delay; with jitter, its upper end."""
    maximum: float
    factor: float = 2.0
    jitter: bool = True
    """Each delay is drawn evenly from 0 to its nominal length, so that many clients do not return at once."""
    attempts: int | None = None
    """Attempts in a row before the connection counts as lost for good; None: no limit."""
    stable_after: float = STABLE_AFTER
    """A connection that lived this long starts the delays and the attempts anew."""

    def __post_init__(self) -> None:
        finite = math.isfinite(self.maximum) and math.isfinite(self.factor)
        # Said so that not-a-number fails too.
        if not (finite and 0 <= self.initial <= self.maximum and self.factor >= 1 and self.stable_after >= 0):
            msg = "a reconnect policy needs 0 <= initial <= maximum, factor >= 1 and stable_after >= 0"
            raise ValueError(msg)
        if self.attempts is not None:
            option("attempts", self.attempts, int, "None or an int")
        if self.attempts is not None and self.attempts < 0:
            msg = "attempts must be None or at least 0"
            raise ValueError(msg)

    @classmethod
    def exponential(
        cls,
        initial: float = 0.5,
        maximum: float = 30.0,
        *,
        factor: float = 2.0,
        attempts: int | None = None,
        stable_after: float = STABLE_AFTER,
    ) -> ReconnectPolicy:
        """Delays that grow from ``initial`` to ``maximum``, with full jitter and a floor of 50 ms."""
        return cls(
            initial=initial, maximum=maximum, factor=factor, attempts=attempts, stable_after=stable_after
        )

    @classmethod
    def fixed(
        cls, interval: float = 1.0, *, attempts: int | None = None, stable_after: float = STABLE_AFTER
    ) -> ReconnectPolicy:
        """The same delay before every attempt, without jitter; at least 50 ms."""
        return cls(
            initial=interval,
            maximum=interval,
            factor=1.0,
            jitter=False,
            attempts=attempts,
            stable_after=stable_after,
        )

    @classmethod
    def none(cls) -> ReconnectPolicy:
        """Never connect again: the first loss is for good."""
        return cls(initial=0.0, maximum=0.0, attempts=0)

    def delays(self, rng: random.Random | None = None) -> Iterator[float]:
        """The delay before each attempt, in seconds; ends when the attempts are used up."""
        # Not needed before a client is made.
        from random import Random

        draw = (rng or Random()).uniform
        delay, made = self.initial, 0
        while self.attempts is None or made < self.attempts:
            yield max(FLOOR, draw(0.0, delay) if self.jitter else delay)
            delay, made = min(delay * self.factor, self.maximum), made + 1


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on what a server may send and on what may be in flight.

    Past one of them the connection ends with a `ProtocolError` that names it
    (`pending` excepted: an action past it raises `NotSent` at once).
    """

    event_bytes: int = 256 << 10
    """Bytes of one frame that begins ``Event:`` (or as nothing known), its empty line included.

    So much for each event of its buffer can a subscription hold that nobody reads.
    """
    event_headers: int = 1_024
    """Lines of such a frame, the first included, the closing empty one not."""
    response_bytes: int = 16 << 20
    """Bytes of one frame that begins ``Response:``, its empty line included."""
    response_lines: int = 262_144
    """Lines of such a frame, the first included, the closing empty one not."""
    list_items: int = 1_000_000
    """Items of one collected list."""
    list_bytes: int = 256 << 20
    """Characters of all items of one collected list."""
    pending: int = 10_000
    """Actions in flight at once."""

    def __post_init__(self) -> None:
        for field in self.__struct_fields__:
            option(f"Limits.{field}", getattr(self, field), int, "an int")
            if getattr(self, field) < 1:
                msg = f"Limits.{field} must be at least 1"
                raise ValueError(msg)
