"""The parts by themselves, in microseconds each: ``python -m benchmarks micro``. For finding what to mend.

No socket, and no event loop but where the name says so; the median of several rounds, the least and the most.
"""

from __future__ import annotations

import gc
import statistics
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import anyio

from anyio_ami import EventBus, actions, events, to_json
from anyio_ami._messages.headers import Headers
from anyio_ami._wire.encode import encode_action
from anyio_ami._wire.frames import FrameBuffer, frames_of
from anyio_ami.policy import Limits

from . import traffic
from .ours.inside import Wire, cut, forget_layouts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

_GREETING = b"Asterisk Call Manager/11.0.0\r\n"
_ORIGINATE = actions.Originate(
    channel="PJSIP/alice",
    context="default",
    exten="100",
    priority=1,
    timeout=30,
    caller_id="Alice <100>",
    variables={"A": "1, 2", "TARIFF": "peak"},
    async_=True,
)


class Part(NamedTuple):
    """One thing to time: ``run`` does it ``each`` times."""

    name: str
    each: int
    run: Callable[[], Any]


def parts(count: int) -> list[Part]:
    """All of them, on ``count`` real events."""
    messages = traffic.calls()
    data = b"".join(bytes(piece) for piece in messages.slices(count))
    reads = cut(data)
    text = data.decode("utf-8", "surrogateescape")
    frames = list(frames_of(text))
    learned, general = Wire(events.Event), Wire(events.Event, learns=False)
    nobody, rare = Wire(), Wire(events.BridgeDestroy)
    for wire in (learned, general, nobody, rare):
        wire.feed(reads)
    known = _decoded(reads)
    ping = actions.Ping()
    return [
        Part("frames: text of whole frames from reads", count, lambda: _buffer(reads)),
        Part("frames: the text cut into frames", count, lambda: list(frames_of(text))),
        Part("headers: a frame parsed into all headers", count, lambda: _each(Headers.from_frame, frames)),
        Part("decode: by learned layouts", count, lambda: learned.feed(reads)),
        Part("decode: by the general parser", count, lambda: general.feed(reads)),
        Part("decode: by a new connection that learns", count, lambda: _first_sight(reads)),
        Part("decode by layouts, and event.headers[...]", count, lambda: _read_headers(learned, reads)),
        Part("skip: nobody wants them", count, lambda: nobody.feed(reads)),
        Part("skip: but for a rare kind", count, lambda: rare.feed(reads)),
        *(
            Part(
                f"dispatch: {many} subscriptions, {backend}", count, partial(_dispatch, known, many, backend)
            )
            for many in (1, 8)
            for backend in ("asyncio", "trio")
        ),
        Part("to_json", count, lambda: _each(to_json, known)),
        Part("encode: Ping", count, lambda: _each(_encode, [ping] * count)),
        Part("encode: Originate", count, lambda: _each(_encode, [_ORIGINATE] * count)),
    ]


def _each(function: Callable[[Any], object], items: Sequence[Any]) -> None:
    for item in items:
        function(item)


def _encode(action: actions.Action[Any]) -> bytes:
    return encode_action(action, "ABCDEFGH-1")


def _buffer(reads: list[bytes]) -> None:
    buffer = FrameBuffer(Limits())
    buffer.feed(_GREETING)
    for read in reads:
        buffer.feed(read)


def _decoded(reads: list[bytes]) -> list[events.Event]:
    wire = Wire(events.Event)
    found: list[events.Event] = []
    for read in reads:
        wire.receiver.feed(read, 1.0, 2.0)
        found += wire.events
        wire.events.clear()
    return found


def _first_sight(reads: list[bytes]) -> None:
    forget_layouts()
    Wire(events.Event).feed(reads)


def _read_headers(wire: Wire, reads: list[bytes]) -> None:
    for read in reads:
        wire.receiver.feed(read, 1.0, 2.0)
        for event in wire.events:
            _ = event.headers["Privilege"]
        wire.events.clear()


def _dispatch(known: list[events.Event], many: int, backend: str) -> None:
    """A bus with so many readers, in batches as large as those of a read."""

    async def main() -> None:
        bus: EventBus[events.Event] = EventBus()

        async def read(*, task_status: anyio.abc.TaskStatus[None]) -> None:
            async with bus.subscribe(events.Event, buffer=len(known)) as stream:
                task_status.started()
                async for _ in stream:
                    pass

        async with anyio.create_task_group() as tg:
            for _ in range(many):
                await tg.start(read)
            for start in range(0, len(known), 700):
                bus.publish(known[start : start + 700])
                await anyio.lowlevel.checkpoint()
            bus.close()

    call: Callable[[], Awaitable[None]] = main
    anyio.run(call, backend=backend)


def run(count: int, rounds: int) -> str:
    """Time all parts and give a Markdown table."""
    lines = ["| part | us each | min | max |", "|---|---:|---:|---:|"]
    known = parts(count)
    for part in known:
        part.run()  # imports and caches
    # What is held for the parts to work on must not make the collector's work theirs.
    gc.collect()
    gc.freeze()
    times: dict[str, list[float]] = {part.name: [] for part in known}
    for _ in range(rounds):
        for part in known:
            begin = perf_counter()
            part.run()
            times[part.name].append((perf_counter() - begin) / part.each * 1e6)
    for name, each in times.items():
        lines.append(f"| {name} | {statistics.median(each):.2f} | {min(each):.2f} | {max(each):.2f} |")
    return "\n".join(lines)
