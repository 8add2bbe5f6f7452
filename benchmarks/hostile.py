"""Does the cost stay linear, whatever a server sends? ``python -m benchmarks.hostile``

Each input is made 2, 4, 8 ... times as large, and cut as unkindly as it can be. A ratio of 2.0 for each
doubling is linear, one of 4.0 quadratic; what is above 2.6 is marked. No socket, and no event loop. Times are
of the processor, so that what else runs on the machine counts for little.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import math
import sys
from time import process_time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from anyio_ami import Limits, actions, events, mask_frame, responses
from anyio_ami._messages.message import SessionInfo
from anyio_ami._wire.correlate import Correlator, Request
from anyio_ami._wire.receiver import Receiver, Router
from anyio_ami.errors import ProtocolError

from .ours.inside import cut, forget_layouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SUSPECT: Final = 2.6
_PREFIX: Final = "QXVZKJ-"
_GREETING: Final = b"Asterisk Call Manager/11.0.0\r\n"
_OLD_GREETING: Final = b"Asterisk Call Manager/1.1\r\n"
# So high that no bound ends what is measured.
_LIMITS: Final = Limits(
    event_bytes=1 << 30,
    event_headers=1 << 30,
    response_bytes=1 << 30,
    response_lines=1 << 30,
    list_items=1 << 30,
    pending=1 << 30,
)


class Side:
    """One connection's incoming side, of which everything is wanted and forgotten at each read."""

    def __init__(self, greeting: bytes = _GREETING) -> None:
        forget_layouts()
        self._events: list[Any] = []
        self.correlator: Correlator = Correlator(_LIMITS)
        self._receiver = Receiver(
            _LIMITS,
            Router(events.lookup, events.UnknownEvent, lambda cls: (self._events.append,)),
            self.correlator,
            SessionInfo("bench", "127.0.0.1:5038", 1),
            prefix=_PREFIX,
            response_class=responses.lookup,
        )
        self._receiver.feed(greeting, 1.0, 2.0)

    def feed(self, reads: Sequence[bytes]) -> None:
        """Take these reads in."""
        feed, got = self._receiver.feed, self._events
        for read in reads:
            feed(read, 1.0, 2.0)
            for event in got:
                # What is lazy is a cost, too.
                len(event.headers)
            got.clear()

    def ask(self, number: int, action: str = "Ping") -> Request:
        """An action that has been sent."""
        answer = getattr(actions, action).__answer__
        request = Request(action, f"{_PREFIX}{number}", b"", answer)
        self.correlator.add(request)
        request.sent = True
        return request


class Case(NamedTuple):
    """One hostile input: ``prepare(size)`` gives what is timed."""

    name: str
    unit: str
    size: int
    """The smallest one."""
    prepare: Callable[[int], Callable[[], object]]


def _pieces(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


def _reading(data: bytes, piece: int | None = None, greeting: bytes = _GREETING) -> Callable[[], object]:
    reads = cut(data) if piece is None else _pieces(data, piece)
    side = Side(greeting)
    return lambda: side.feed(reads)


def _line(size: int) -> Callable[[], object]:
    return _reading(b"Event: Hangup\r\nA: " + b"x" * size, 64)


def _drips(size: int) -> Callable[[], object]:
    return _reading(b"Event: Hangup\r\nA: " + b"x" * size + b"\r\n\r\n", 1)


def _line_ends(size: int) -> Callable[[], object]:
    return _reading(b"Event: Hangup" + b"\r\n\n\r\r" * (size // 5), 16)


def _empty(size: int) -> Callable[[], object]:
    return _reading(b"\r\n" * (size // 2), 7)


def _follows(size: int) -> Callable[[], object]:
    return _reading(b"Response: Follows\r\n" + b"x\n\r\n\r\n--END" * (size // 11), 64, _OLD_GREETING)


def _headers(size: int) -> Callable[[], object]:
    lines = b"".join(b"A%d: b\r\n" % number for number in range(size))
    return _reading(b"Event: Hangup\r\n" + lines + b"\r\n")


def _headers_of_an_answer(size: int) -> Callable[[], object]:
    lines = b"".join(b"Output: %d\r\n" % number for number in range(size))
    side = Side()
    side.ask(1, "Command")
    reads = cut(b"Response: Success\r\nActionID: " + _PREFIX.encode() + b"1\r\n" + lines + b"\r\n")
    return lambda: side.feed(reads)


def _repeated(size: int) -> Callable[[], object]:
    return _reading(b"Event: Hangup\r\n" + b"Cause: 16\r\n" * size + b"\r\n")


def _numbered(size: int) -> Callable[[], object]:
    lines = b"".join(b"Variable%d: x\r\nLine-%06d: y\r\n" % (number, number) for number in range(size // 2))
    return _reading(b"Event: UserEvent\r\n" + lines + b"\r\n")


def _name(size: int) -> Callable[[], object]:
    frame = b"Event: Hangup\r\n" + b"x" * size + b": y\r\n\r\n"
    return _reading(frame * 4, 1_460)


def _first_line(size: int) -> Callable[[], object]:
    return _reading((b"Event: " + b"x" * size + b"\r\n\r\n") * 4, 1_460)


def _variable(size: int) -> Callable[[], object]:
    return lambda: mask_frame(b"Event: UserEvent\r\nVariable: " + b"a" * size + b"\r\n\r\n")


def _variables(size: int) -> Callable[[], object]:
    return lambda: mask_frame(b"Event: UserEvent\r\nAppData: " + b"a=b," * (size // 4) + b"\r\n\r\n")


def _no_action_id(size: int) -> Callable[[], object]:
    # Whatever looks for an ActionID or an end of a list finds beginnings of one again and again.
    text = b"\r\nActionID: \rEventList:" + b" " * 40
    side = Side()
    side.ask(1, "CoreShowChannels")
    reads = cut(b"Event: Hangup\r\nX: " + _PREFIX.encode() + text * (size // len(text)) + b"\r\n\r\n")
    return lambda: side.feed(reads)


def _list(size: int) -> Callable[[], object]:
    side = Side()
    side.ask(1, "CoreShowChannels")
    my_id = _PREFIX.encode() + b"1"
    item = b"Event: CoreShowChannel\r\nActionID: " + my_id + b"\r\nChannel: x\r\n\r\n"
    reads = cut(b"Response: Success\r\nActionID: " + my_id + b"\r\nEventList: start\r\n\r\n" + item * size)
    return lambda: side.feed(reads)


def _unanswered(size: int) -> Callable[[], object]:
    side = Side()

    def run() -> None:
        # Each is given up, and the oldest of them are forgotten.
        for request in [side.ask(number) for number in range(size)]:
            side.correlator.abandon(request)
            side.correlator.busy_until()

    return run


def _answers_to_nothing(size: int) -> Callable[[], object]:
    data = b"".join(b"Response: Success\r\nActionID: %d\r\n\r\n" % number for number in range(size))
    return _reading(data)


def _names(size: int) -> Callable[[], object]:
    return _reading(b"".join(b"Event: Invented%d\r\nA: b\r\n\r\n" % number for number in range(size)))


def _orders() -> Iterator[tuple[bytes, ...]]:
    names = b"Channel Cause Uniqueid Linkedid Context Exten Priority AccountCode Language".split()
    while True:
        yield from itertools.permutations(names)


def _layouts(size: int) -> Callable[[], object]:
    frames = [
        b"Event: Hangup\r\n" + b"".join(name + b": 1\r\n" for name in order) + b"\r\n"
        for order in itertools.islice(_orders(), size)
    ]
    # Three of each, so that each seems worth learning.
    return _reading(b"".join(frame * 3 for frame in frames))


CASES: Final = [
    Case("a long line in pieces of 64 bytes", "bytes", 1 << 20, _line),
    Case("an event in drips of 1 byte", "bytes", 1 << 16, _drips),
    Case("line ends that are none, in pieces of 16 bytes", "bytes", 1 << 18, _line_ends),
    Case("empty messages in pieces of 7 bytes", "bytes", 1 << 18, _empty),
    Case("output of an old server without its end", "bytes", 1 << 19, _follows),
    Case("an event of many headers", "headers", 1 << 13, _headers),
    Case("an answer of many lines", "headers", 1 << 14, _headers_of_an_answer),
    Case("one header again and again", "headers", 1 << 13, _repeated),
    Case("many numbered headers", "headers", 1 << 13, _numbered),
    Case("a long header name", "bytes", 1 << 19, _name),
    Case("a long event name", "bytes", 1 << 19, _first_line),
    Case("a long variable, masked", "bytes", 1 << 16, _variable),
    Case("many variables, masked", "bytes", 1 << 16, _variables),
    Case("beginnings of an ActionID", "bytes", 1 << 20, _no_action_id),
    Case("a long list", "items", 1 << 12, _list),
    Case("actions that are never answered", "actions", 1 << 13, _unanswered),
    Case("answers to nothing", "answers", 1 << 13, _answers_to_nothing),
    Case("new event names without an end", "events", 1 << 13, _names),
    Case("another layout each time", "layouts", 1 << 11, _layouts),
]


def seconds(case: Case, size: int, rounds: int) -> float:
    """The least of several rounds: the others are those that somebody disturbed."""
    least = math.inf
    for _ in range(rounds):
        run = case.prepare(size)
        gc.collect()
        begin = process_time()
        try:
            run()
        except ProtocolError as exc:
            msg = f"{case.name}: a bound ended it: {exc}"
            raise RuntimeError(msg) from exc
        least = min(least, process_time() - begin)
    return least


def report(doublings: int, rounds: int) -> tuple[str, list[str]]:
    """A Markdown table, and the names of what is not linear."""
    sizes = " | ".join(f"x{2**step}" for step in range(doublings + 1))
    lines = [
        f"| input | smallest | CPU ms at {sizes} | ratio a doubling | last |",
        "|---|---:|" + "---:|" * (doublings + 1) + "---:|---:|",
    ]
    suspects: list[str] = []
    for case in CASES:
        took = [seconds(case, case.size << step, rounds) for step in range(doublings + 1)]
        mean, last = (took[-1] / took[0]) ** (1 / doublings), took[-1] / took[-2]
        mark = ""
        if max(mean, last) > SUSPECT:
            suspects.append(case.name)
            mark = " !"
        shown = " | ".join(f"{one * 1000:.1f}" for one in took)
        lines.append(f"| {case.name} | {case.size:,} {case.unit} | {shown} | {mean:.2f} | {last:.2f}{mark} |")
        print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join(lines), suspects


def main() -> int:
    """Measure all of them; 1 if one is not linear."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("--doublings", type=int, default=4, help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=3, help="of which the least counts: %(default)s")
    args = parser.parse_args()
    if args.doublings < 1 or args.rounds < 1:
        parser.error("--doublings and --rounds must be at least 1")
    table, suspects = report(args.doublings, args.rounds)
    print(table)
    for name in suspects:
        print(f"grows faster than its input: {name}", file=sys.stderr)
    return 1 if suspects else 0


if __name__ == "__main__":
    sys.exit(main())
