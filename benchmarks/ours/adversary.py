"""A server that changes the order and the names of its headers, against the parser that learns no layouts."""

from __future__ import annotations

from random import Random
from time import process_time
from typing import TYPE_CHECKING

from anyio_ami import events
from benchmarks import traffic
from benchmarks.measure import Job, Sample, Stopwatch, check

from .inside import Wire, cut, forget_layouts

if TYPE_CHECKING:
    from collections.abc import Collection

_SEED = 20_26
# More than are kept of one kind (8), few enough to be learned (16).
_LATE = 12
_KEPT = 8


def shuffled(count: int) -> list[bytes]:
    """No order of headers comes twice."""
    draw = Random(_SEED)
    frames: list[bytes] = []
    for lines in _lines(count):
        head, *rest = lines
        draw.shuffle(rest)
        frames.append(_frame([head, *rest]))
    return frames


def twice(count: int) -> list[bytes]:
    """Every order comes exactly twice: learning it has cost and brings nothing."""
    return [frame for frame in shuffled(count // 2) for _ in range(2)]


def late(count: int) -> list[bytes]:
    """A few layouts too many of one kind that differ in their last header: matching fails at the end."""
    lines = _lines(count, {"Newchannel"})
    return [_frame([*each, b"Own-%d: 1" % (number % _LATE)]) for number, each in enumerate(lines)]


def named(count: int) -> list[bytes]:
    """Every message has a header that no other one has."""
    return [_frame([*lines, b"Own-%d: 1" % number]) for number, lines in enumerate(_lines(count))]


def taught(count: int) -> list[bytes]:
    """As many layouts as are kept, that differ in their last header; then never one of them again."""
    lines = _lines(count, {"Newchannel"})
    teaching = 3 * _KEPT
    return [
        _frame([*each, b"Own-%d: 1" % (number // 3 if number < teaching else number)])
        for number, each in enumerate(lines)
    ]


LAYOUTS = {"shuffled": shuffled, "twice": twice, "late": late, "named": named, "taught": taught}


def _lines(count: int, names: Collection[str] = traffic.CALLS) -> list[list[bytes]]:
    known = [frame[:-4].split(b"\r\n") for name, frame in traffic.spontaneous() if name in names]
    return [known[number % len(known)] for number in range(count)]


def _frame(lines: list[bytes]) -> bytes:
    return b"\r\n".join(lines) + b"\r\n\r\n"


def layouts(job: Job) -> Sample:
    """CPU of the hostile messages with learning on; and the ratio to that with it off."""
    frames = LAYOUTS[job.params["layouts"]](job.count)
    reads = cut(b"".join(frames))
    friendly = cut(b"".join(_frame(lines) for lines in _lines(job.warm_up)))
    # Halves of each way in turn, so that a machine that slows down slows both.
    spent = {True: 0.0, False: 0.0}
    watch = Stopwatch()
    for learns in (True, False, False, True):
        forget_layouts()
        wire = Wire(events.Event, learns=learns)
        wire.feed(friendly)
        begin = process_time()
        got = wire.feed(reads)
        spent[learns] += process_time() - begin
        check(got, len(frames))
    sample = watch.stop(4 * len(frames))
    each = {learns: seconds / len(frames) / 2 * 1e6 for learns, seconds in spent.items()}
    sample.figures.update(
        {"learning us": each[True], "general us": each[False], "ratio": each[True] / each[False]}
    )
    return sample


CASES = {"adversary": layouts}
