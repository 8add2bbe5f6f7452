"""How many events come each second, by name."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Seconds that are remembered (what the widest sparkline shows), and seconds that a rate is the mean of.
_HISTORY: Final = 240
_MEAN: Final = 5


class EventRate:
    """The events of one name, or all of them."""

    __slots__ = ("_history", "name", "total")

    def __init__(self, name: str) -> None:
        self.name: str = name
        self.total: int = 0
        """How many came since the client connected."""
        self._history: deque[float] = deque(maxlen=_HISTORY)

    def add(self, total: int, seconds: float) -> None:
        """So many by now, so many seconds after the last time."""
        self._history.append(max(0, total - self.total) / seconds)
        self.total = total

    @property
    def rate(self) -> float:
        """Events a second: the mean of the last 5 s."""
        last = list(islice(reversed(self._history), _MEAN))
        return sum(last) / len(last) if last else 0.0

    @property
    def history(self) -> list[float]:
        """Events a second in each of the last seconds, at most 240; the newest last."""
        return list(self._history)


class Rates:
    """Fed once a second with the counts of all events, as `anyio_ami.Stats` has them."""

    def __init__(self) -> None:
        self.all: EventRate = EventRate("")
        self.names: dict[str, EventRate] = {}
        self._sampled: float | None = None

    def sample(self, counts: Mapping[str, int], at: float) -> None:
        """What has come by the time ``at``, by name. The first sample only says where counting begins."""
        last, self._sampled = self._sampled, at
        seconds = 0.0 if last is None else at - last
        for name, count in counts.items():
            one = self.names.get(name)
            if one is None:
                one = self.names[name] = EventRate(name)
            if seconds > 0:
                one.add(count, seconds)
            else:
                one.total = count
        total = sum(counts.values())
        if seconds > 0:
            self.all.add(total, seconds)
        else:
            self.all.total = total
