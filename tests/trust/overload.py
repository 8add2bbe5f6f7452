"""A real server flooded with events: nothing falls over, and every event is accounted for.

``python -m tests.trust.overload --version 22 --seconds 60 --rate 50000 --backend trio`` starts a server of
its own. Other processes send it ``UserEvent`` actions over plain sockets; each gives one event to every
session that reads ``user``. One client hands them to three subscribers: one that keeps up, one that is slow
and one that is stuck. Printed is what happened in every stretch of time; it fails as a test does if the
session was lost, if seen and lost do not add up to what was sent, if a Ping had no answer, or if memory grew.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio

from anyio_ami import Gap, actions, events

from ..asterisk.fixtures import connect, started

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from anyio_ami import AMIClient, Subscription

    from ..asterisk.fixtures import AsteriskServer

BUFFER = 20_000
"""Events that may wait for each subscriber, unless told otherwise."""
STRETCHES = 12
"""Lines of the table."""
_SETTLED = 3
"""Stretches after which memory is what it will be."""
_GROWTH = 24 << 20
"""Bytes by which it may differ then: a burst may stand in the sockets' and the subscribers' buffers."""

# What a sender runs. It prints how many actions it sent, and how many were not taken.
_SENDER = r"""
import socket, sys, threading, time

host, port, user, secret, number, rate, seconds = sys.argv[1:]
line = socket.create_connection((host, int(port)))
line.sendall(f"Action: Login\r\nUsername: {user}\r\nSecret: {secret}\r\nEvents: off\r\n\r\n".encode())
answers = b""
while b"Authentication accepted\r\n\r\n" not in answers:
    answers += line.recv(65536)

# The answers must be read, or the server ends the session.
answered = refused = 0
changed = threading.Condition()

def read():
    global answered, refused
    rest = b""
    while data := line.recv(1 << 20):
        *frames, rest = (rest + data).split(b"\r\n\r\n")
        with changed:
            answered += len(frames)
            refused += sum(b"Message: Event Sent" not in frame for frame in frames)
            changed.notify()

threading.Thread(target=read, daemon=True).start()
frame = f"Action: UserEvent\r\nUserEvent: Flood\r\nSender: {number}\r\nNumber: %d\r\n\r\n"
sent, began = 0, time.monotonic()
while (passed := time.monotonic() - began) < float(seconds):
    due = int(passed * float(rate))
    if due > sent:
        burst = range(sent + 1, min(due, sent + 1000) + 1)
        line.sendall("".join([frame % one for one in burst]).encode())
        sent = burst[-1]
    else:
        time.sleep(0.005)
with changed:
    if not changed.wait_for(lambda: answered >= sent, 60):
        refused += sent - answered
print(sent, refused)
"""


class Stretch:
    """What happened in a part of the time. All counts but `events` are totals."""

    def __init__(self, at: float) -> None:
        self.at = at
        """Seconds since the beginning, at its end."""
        self.events = 0
        """Events that came in it."""
        self.seconds = 0.0
        """How long it was."""
        self.seen: list[int] = []
        self.lost: list[int] = []
        self.pings = 0
        self.worst = 0.0
        """The longest wait for a Pong in it, in seconds."""
        self.memory = 0
        """Bytes of this process in memory."""
        self.server_memory = 0
        self.busy = 0.0
        """How much of one core this process used."""
        self.starved = 0.0
        """... and how much more it would have used, had the machine let it."""


class Report:
    """What was sent, and what became of it."""

    def __init__(self) -> None:
        self.sent = 0
        """Events that the server was made to send, as the senders count them."""
        self.refused = 0
        """Actions that the server did not take."""
        self.seen: dict[str, int] = {}
        """By subscriber."""
        self.lost: dict[str, int] = {}
        self.marked: dict[str, int] = {}
        """Lost, as the marks in the stream tell it."""
        self.pings = 0
        self.worst = 0.0
        """The longest wait for a Pong, in seconds."""
        self.reconnects = 0
        self.seconds = 0.0
        """From the first event to the last."""
        self.stretches: list[Stretch] = []

    def check(self) -> None:
        """Fail as a test does, unless all is well."""
        assert self.reconnects == 0, "the session was lost"
        assert self.refused == 0, "the server refused actions"
        assert self.sent > 0, "nothing was sent"
        for name in self.seen:
            told = f"{name}: seen {self.seen[name]}, lost {self.lost[name]}, sent {self.sent}"
            assert self.seen[name] + self.lost[name] == self.sent, told
            assert self.marked[name] == self.lost[name], f"{told}, by the marks lost {self.marked[name]}"
        assert self.lost["stuck"] > 0, "nobody was stuck"
        assert self.pings > 0, "no Ping was answered"
        memory = [stretch.memory for stretch in self.stretches[_SETTLED:]]
        assert not memory or max(memory) - memory[0] < _GROWTH, f"memory grew: {memory}"

    def __str__(self) -> str:
        lines = [
            f"sent {self.sent}, refused {self.refused}, in {self.seconds:.1f} s: "
            f"{self.sent / self.seconds:.0f} events/s; reconnects {self.reconnects}; "
            f"pings {self.pings}, the worst {self.worst * 1000:.0f} ms",
            *(
                f"{name}: seen {seen} + lost {self.lost[name]} = {seen + self.lost[name]}"
                for name, seen in self.seen.items()
            ),
        ]
        return "\n".join(lines)


HEAD = "    s  events/s swift seen  slow seen  slow lost  stuck lost  pings  worst ms  MiB  server core more"


def row(one: Stretch) -> str:
    """One line of the table."""
    counts = f"{one.seen[0]:10d} {one.seen[1]:10d} {one.lost[1]:10d} {one.lost[2]:11d}"
    memory = f"{one.memory >> 20:4d} {one.server_memory >> 20:7d}"
    return (
        f"{one.at:5.1f} {one.events / one.seconds:9.0f} {counts} {one.pings:7d} {one.worst * 1000:9.1f} "
        f"{memory} {one.busy:4.2f} {one.starved:4.2f}"
    )


class Subscriber:
    """One stream and what was read from it. ``rest``: (events, seconds), a pause of so long after so many."""

    def __init__(
        self, name: str, stream: Subscription[events.UserEvent | Gap], rest: tuple[int, float] | None = None
    ) -> None:
        self.name = name
        self.stream = stream
        self.seen = 0
        self.marked = 0
        self.first = self.last = 0.0
        """When the first and the last event were read, on the event loop's clock."""
        self._rest = rest
        self._numbers: dict[str, int] = {}

    async def read(self) -> None:
        """Read until all has come."""
        async for item in self.stream:
            if isinstance(item, Gap):
                assert item.kind == "overflow", item
                self.marked += item.lost or 0
                continue
            if item.user_event == "FloodEnd":
                self.last = anyio.current_time()
                return
            if not self.seen:
                self.first = anyio.current_time()
            self.seen += 1
            (_, sender), (_, number) = item.extra
            assert int(number) > self._numbers.get(sender, 0), f"{self.name}: {number} twice or out of order"
            self._numbers[sender] = int(number)
            if self._rest is not None and self.seen % self._rest[0] == 0:
                await anyio.sleep(self._rest[1])


class Overload:
    """One flood: ``rate`` events a second for so many seconds, by so many senders."""

    def __init__(
        self,
        server: AsteriskServer,
        seconds: float,
        rate: float,
        senders: int,
        *,
        buffer: int = BUFFER,
        shown: bool = False,
    ) -> None:
        self._server = server
        self._server_pid = server.pid
        self._seconds = seconds
        self._rate = rate
        self._senders = senders
        self._buffer = buffer
        self._shown = shown
        self._worst = 0.0
        self._report = Report()

    async def run(self) -> Report:
        """Let it come, then count."""
        report = self._report
        readers: list[Subscriber] = []
        async with connect(self._server, events="user,system") as ami:
            async with (
                self._subscribe(ami) as swift,
                self._subscribe(ami) as slow,
                self._subscribe(ami) as stuck,
                anyio.create_task_group() as watching,
            ):
                readers.append(Subscriber("swift", swift))
                readers.append(Subscriber("slow", slow, rest=(100, 0.02)))
                readers.append(Subscriber("stuck", stuck))
                watching.start_soon(self._ping, ami)
                watching.start_soon(self._watch, readers)
                async with anyio.create_task_group() as reading:
                    for reader in readers[:2]:
                        reading.start_soon(reader.read)
                    async with anyio.create_task_group() as sending:
                        for number in range(1, self._senders + 1):
                            sending.start_soon(self._send, number)
                    # The senders have all their answers: this event stands behind all of theirs.
                    await ami.send(actions.UserEvent(user_event="FloodEnd"), timeout=60)
                # And now the stuck one reads what it was left with.
                await readers[2].read()
                watching.cancel_scope.cancel()
            for reader in readers:
                report.seen[reader.name] = reader.seen
                report.lost[reader.name] = reader.stream.lost
                report.marked[reader.name] = reader.marked
            report.seconds = readers[0].last - readers[0].first
            report.reconnects = ami.stats.reconnects
        return report

    def _subscribe(self, ami: AMIClient) -> AbstractAsyncContextManager[Subscription[events.UserEvent | Gap]]:
        return ami.subscribe(events.UserEvent, buffer=self._buffer, gaps=True)

    async def _send(self, number: int) -> None:
        server = self._server
        share = self._rate / self._senders
        told = [server.host, server.port, server.username, server.secret, number, share, self._seconds]
        # A process of its own, so that what it costs is not ours; a session of its own, so that Linux shares
        # out the cores between it and us.
        command = [sys.executable, "-c", _SENDER, *map(str, told)]
        done = await anyio.run_process(command, stderr=None, start_new_session=True)
        sent, refused = done.stdout.split()
        self._report.sent += int(sent)
        self._report.refused += int(refused)

    async def _ping(self, ami: AMIClient) -> None:
        report = self._report
        while True:
            began = anyio.current_time()
            # Asterisk writes all events that it has before it reads the next action.
            await ami.send(actions.Ping(), timeout=self._seconds + 60)
            took = anyio.current_time() - began
            report.pings += 1
            report.worst = max(report.worst, took)
            self._worst = max(self._worst, took)
            await anyio.sleep(0.1)

    async def _watch(self, readers: list[Subscriber]) -> None:
        began = at = anyio.current_time()
        used, waited = time.process_time(), _waited()
        events_before = 0
        while True:
            await anyio.sleep(self._seconds / STRETCHES)
            now, cpu = anyio.current_time(), time.process_time()
            one = Stretch(now - began)
            one.seen = [reader.seen for reader in readers]
            one.lost = [reader.stream.lost for reader in readers]
            came = one.seen[0] + one.lost[0]
            one.events, events_before = came - events_before, came
            one.seconds, at = now - at, now
            one.busy, used = (cpu - used) / one.seconds, cpu
            starved = _waited()
            one.starved, waited = (starved - waited) / one.seconds, starved
            one.pings, one.worst, self._worst = self._report.pings, self._worst, 0.0
            one.memory, one.server_memory = _resident("self"), _resident(str(self._server_pid))
            self._report.stretches.append(one)
            if self._shown:
                print(row(one), flush=True)


def _waited() -> float:
    """Seconds for which this thread was ready to run and had no core."""
    return int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e9


def _resident(process: str) -> int:
    """Bytes of a process that are in memory."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def run(version: str, seconds: float, rate: float, senders: int, backend: str) -> Report:
    """One flood from the command line."""
    name, settings = ("asyncio", {"use_uvloop": True}) if backend == "uvloop" else (backend, dict[str, Any]())
    print(f"Asterisk {version}, {backend}, {rate:.0f} events/s asked for, {senders} senders", flush=True)
    with started(version) as server:
        print(HEAD, flush=True)
        flood = Overload(server, seconds, rate, senders, shown=True)
        return anyio.run(flood.run, backend=name, backend_options=settings)


def main() -> None:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.overload", description=__doc__)
    parser.add_argument("--backend", choices=("asyncio", "uvloop", "trio"), default="asyncio")
    parser.add_argument("--version", choices=("22", "16"), default="22")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=50_000, help="events a second")
    parser.add_argument("--senders", type=int, default=2)
    options = parser.parse_args()
    report = run(options.version, options.seconds, options.rate, options.senders, options.backend)
    print(report)
    report.check()
    print("seen and lost add up, the session lived, memory is flat")


if __name__ == "__main__":
    main()
