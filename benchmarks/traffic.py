"""The bytes that the replay server sends: messages of real calls, captured from Asterisk 16 and 22."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .measure import END

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parent.parent / "tests" / "data"
KINDS = 64

# What a client that follows calls sees most, in the shares in which the captures hold it.
CALLS = frozenset(
    {
        "BridgeCreate",
        "BridgeDestroy",
        "BridgeEnter",
        "BridgeLeave",
        "DeviceStateChange",
        "DialBegin",
        "DialEnd",
        "Hangup",
        "HangupRequest",
        "NewCallerid",
        "NewConnectedLine",
        "Newchannel",
        "Newexten",
        "Newstate",
        "SoftHangupRequest",
        "VarSet",
    }
)
RARE = "BridgeDestroy"
"""The rarest of them: 43 of 6,600."""
_SLICE = 1 << 16
_SAMPLES = 20
# A message of every kind comes so often before the traffic begins anew.
_TURNS = 100


class Traffic:
    """Whole messages, one after the other."""

    def __init__(self, frames: list[bytes]) -> None:
        self.data: bytes = b"".join(frames)
        self.ends: list[int] = []
        """Where in `data` each message ends."""
        end = 0
        for frame in frames:
            end += len(frame)
            self.ends.append(end)

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def mean_size(self) -> float:
        """Bytes a message, on average."""
        return len(self.data) / len(self.ends)

    def slices(self, count: int, begin: int = 0) -> Iterator[memoryview]:
        """Exactly ``count`` messages from the ``begin``-th on, going round, in slices of some 64 KiB."""
        view = memoryview(self.data)
        step = max(1, int(_SLICE / self.mean_size))
        place = begin % len(self)
        while count:
            take = min(step, count, len(self) - place)
            start = self.ends[place - 1] if place else 0
            yield view[start : self.ends[place + take - 1]]
            count -= take
            place = (place + take) % len(self)


def named(kind: str) -> Traffic:
    """``calls``; ``kinds`` (as many of each of `KINDS` kinds); ``headers=N`` (messages of N headers)."""
    if kind == "calls":
        return calls()
    if kind == "kinds":
        return kinds()
    name, _, number = kind.partition("=")
    if name == "headers":
        return headers(int(number))
    msg = f"no traffic {kind!r}"
    raise ValueError(msg)


@lru_cache(maxsize=1)
def calls() -> Traffic:
    """All events of `CALLS`, in order, without those that answer an action."""
    return Traffic([frame for name, frame in spontaneous() if name in CALLS])


def kind_names() -> list[str]:
    """The `KINDS` most frequent kinds of events."""
    return list(_by_kind())


@lru_cache(maxsize=1)
def kinds() -> Traffic:
    """As many events of each of `KINDS` kinds, taking turns."""
    found = _by_kind()
    return Traffic([frames[turn % len(frames)] for turn in range(_TURNS) for frames in found.values()])


@lru_cache(maxsize=8)
def headers(count: int) -> Traffic:
    """Newchannel events with ``count`` headers (of themselves they have 15).

    Channel variables fill them up, as ``channelvars=`` in manager.conf does.
    """
    more = b"".join(b"ChanVariable: TARIFF%d=value of %d\r\n" % (n, n) for n in range(count - 15))
    frames = [
        frame[:-2] + more + b"\r\n"
        for name, frame in spontaneous()
        if name == "Newchannel" and frame.count(b"\r\n") == 17
    ]
    return Traffic(frames[:_TURNS])


@lru_cache(maxsize=1)
def channels() -> list[bytes]:
    """Items of the list CoreShowChannels without their first two lines (Event and ActionID)."""
    start = b"Event: CoreShowChannel\r\nActionID: "
    found = [frame.split(b"\r\n", 2)[2] for frame in _frames() if frame.startswith(start)]
    if not found:
        msg = f"no list items in {DATA}"
        raise FileNotFoundError(msg)
    return found


def spontaneous() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each event of the scenario captures that answers no action."""
    for frame in _frames():
        first, _, rest = frame.partition(b"\r\n")
        kind, _, name = first.partition(b": ")
        if kind == b"Event" and b"ActionID:" not in rest:
            yield name.decode("ascii", "replace"), frame


def _by_kind() -> dict[str, list[bytes]]:
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for name, frame in spontaneous():
        # These say to a client what no flood should.
        if name not in {END, "FullyBooted", "Shutdown"}:
            found[name].append(frame)
    ranked = sorted(found, key=lambda name: -len(found[name]))[:KINDS]
    return {name: found[name][:_SAMPLES] for name in ranked}


@lru_cache(maxsize=1)
def _frames() -> list[bytes]:
    frames = [
        frame + b"\r\n\r\n"
        for path in sorted(DATA.glob("[0-9]*.ami"))
        for frame in path.read_bytes().split(b"\r\n\r\n")
    ]
    if not frames:
        msg = f"no captures in {DATA}"
        raise FileNotFoundError(msg)
    return frames
