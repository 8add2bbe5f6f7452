"""The bytes that the benchmark server floods with: events of real calls, captured from both versions."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent.parent / "tests" / "data"

# What a client that follows calls sees most, in the shares in which the captures hold it.
NAMES = frozenset(
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


class Traffic(NamedTuple):
    """Whole event messages, one after the other."""

    data: bytes
    ends: tuple[int, ...]
    """Where in `data` each message ends."""

    @property
    def mean_size(self) -> float:
        """Bytes a message, on average."""
        return len(self.data) / len(self.ends)

    def pieces(self, count: int) -> list[memoryview]:
        """Exactly `count` messages, going round as often as it takes."""
        rounds, rest = divmod(count, len(self.ends))
        whole = memoryview(self.data)
        return [whole] * rounds + ([whole[: self.ends[rest - 1]]] if rest else [])


def load() -> Traffic:
    """All events of `NAMES` in the scenario captures, in order, without those that answer an action."""
    frames: list[bytes] = []
    for path in sorted(DATA.glob("[0-9]*.ami")):
        for frame in path.read_bytes().split(b"\r\n\r\n"):
            first, _, rest = frame.partition(b"\r\n")
            kind, _, name = first.partition(b": ")
            if kind == b"Event" and name.decode("ascii", "replace") in NAMES and b"ActionID:" not in rest:
                frames.append(frame + b"\r\n\r\n")
    if not frames:
        raise FileNotFoundError(f"no captures in {DATA}")
    ends: list[int] = []
    end = 0
    for frame in frames:
        end += len(frame)
        ends.append(end)
    return Traffic(b"".join(frames), tuple(ends))
