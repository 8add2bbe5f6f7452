"""An hour of virtual time under faults drawn from a seed: nothing may be missing outside the marks.

A simulated server emits numbered events and a list is kept of them; the client's end of each connection notes
what was read from it. From both follows what each subscription has to show: which events, and which marks.

``python -m tests.trust.hour --backend trio --seed 1 --seeds 20 --hours 1`` runs as many as wanted, prints
what happened, and fails as a test does. On Trio a seed does not repeat exactly: its scheduler has a chance
of its own.
"""

from __future__ import annotations

import argparse
import random
import time
from functools import partial
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import anyio

from anyio_ami import Gap, ReconnectPolicy, connect_ami, events
from anyio_ami.errors import EventsLost
from anyio_ami.testing import FakeAsterisk, FakeUser

from .. import _virtual
from .hour_ledger import NODE, Frame, Ledger, Tape, Wish, wall

if TYPE_CHECKING:
    from anyio.abc import ByteStream

    from anyio_ami import AMIClient
    from anyio_ami._client.mailbox import Overflow

USERS = {
    "admin": FakeUser("admin", "s3cret"),
    # May not ask when the server was started, and is told by FullyBooted alone; or by nothing.
    "witness": FakeUser("witness", "s3cret", read="system,call,user", write=""),
    "blind": FakeUser("blind", "s3cret", read="call,user", write=""),
}


class Hour:
    """One client, one simulated server, many subscriptions and faults, all drawn from one seed."""

    def __init__(self, seed: int, hours: float = 1.0) -> None:
        self._seed = seed
        self._end = hours * 3600
        self._user = {3: "witness", 4: "blind"}.get(seed % 5, "admin")
        exponential = seed % 2 == 0
        self._policy = ReconnectPolicy.exponential() if exponential else ReconnectPolicy.fixed(1.0)
        self._ledger = Ledger()
        self._boot = 0
        self._line = self._random("line")
        self._wishes: list[Wish] = []
        self.report: dict[str, int] = {}
        """What happened, counted."""

    def _random(self, name: str) -> Random:
        return Random(f"{self._seed}/{name}")

    async def run(self) -> dict[str, int]:
        """Let it pass, then check; gives what happened, counted."""
        self._hurry = anyio.Event()
        """Set at the end: then nothing fails any more, and nobody rests."""
        random.seed(self._seed)  # the server's challenges
        jitter = self._random("jitter")
        with patch("time.time", wall), patch("random.Random", lambda: jitter):
            async with FakeAsterisk("22" if self._seed % 3 else "16", users=USERS.values()) as pbx:
                self._pbx = pbx
                async with connect_ami(
                    transport=self._connect,
                    username=self._user,
                    secret="s3cret",
                    name=NODE,
                    background=True,
                    reconnect=self._policy,
                ) as ami:
                    await self._pass(ami)
        self._check()
        return self.report

    async def _connect(self) -> ByteStream:
        line = await self._pbx.connect()
        tape = Tape(line, self._ledger, self._boot, self._pbx.sessions[-1].number)
        self._ledger.tapes.append(tape)
        if not self._hurry.is_set():
            if self._line.random() < 0.3:
                tape.left, tape.reset = self._line.randrange(3000), self._line.random() < 0.5
            if self._line.random() < 0.2:
                tape.chunk = self._line.randint(1, 400)
        return tape

    async def _pass(self, ami: AMIClient) -> None:
        async with anyio.create_task_group() as readers:
            lasting = self._lasting()
            for wish in lasting:
                readers.start_soon(self._read, ami, wish)
            readers.start_soon(self._guests, ami)
            async with anyio.create_task_group() as emitting:
                emitting.start_soon(self._emit)
                await self._trouble()
                emitting.cancel_scope.cancel()
            self._hurry.set()
            for tape in self._ledger.tapes:
                if tape.left:
                    tape.left = None
            await ami.wait_connected()
            # A full buffer may still drop the first of them, and a line that is torn loses it.
            while not all(wish.ended for wish in lasting):
                self._emit_one("UserEvent", final=True)
                self._emit_one("Hangup", final=True)
                await anyio.sleep(5)
            self.report["reconnects"] = ami.stats.reconnects
            readers.cancel_scope.cancel()

    def _lasting(self) -> list[Wish]:
        rng = self._random("lasting")
        calls = events.Hangup, events.Newchannel
        return [
            Wish("all, at once"),
            Wish("all, in bursts", buffer=rng.randint(1, 200), overflow="drop_oldest", rest=(1, 40)),
            Wish("all, hardly", buffer=rng.randint(1, 500), budget=3, rest=(300, 1500)),
            Wish("user, hardly", events.UserEvent, buffer=rng.randint(1, 60), budget=5, rest=(5, 60)),
            Wish(
                "user, by number",
                events.UserEvent,
                every=3,
                buffer=rng.randint(1, 30),
                overflow="drop_newest",
                rest=(5, 90),
            ),
            Wish("calls", *calls, buffer=rng.randint(1, 10), overflow="drop_newest", budget=9, rest=(5, 60)),
            Wish("rare", events.Hangup, every=200, buffer=1, budget=1, rest=(600, 1800)),
            Wish("no marks", events.Event, gaps=False, buffer=rng.randint(1, 300), rest=(1, 60)),
        ]

    async def _read(self, ami: AMIClient, wish: Wish) -> None:
        rng = self._random(wish.name)
        self._wishes.append(wish)
        where = wish.where if wish.every > 1 else None
        async with ami.subscribe(
            *wish.types, where=where, buffer=wish.buffer, overflow=wish.overflow, gaps=wish.gaps
        ) as stream:
            wish.join(self._ledger)
            taken = 0
            while not wish.ended:
                item: Any
                try:
                    item = await stream.receive()
                except EventsLost as exc:
                    item = exc
                wish.seen.append((item, wall()))
                taken += 1
                wish.ended = isinstance(item, events.Event) and "Final" in item.headers
                tired = taken == wish.budget or (wish.budget is None and not stream.unread)
                if wish.rest and tired and not self._hurry.is_set():
                    taken = 0
                    with anyio.move_on_after(rng.uniform(*wish.rest)):
                        await self._hurry.wait()
            wish.lost = stream.lost

    async def _guests(self, ami: AMIClient) -> None:
        """Subscriptions that begin late and end early."""
        rng = self._random("guests")
        kinds = (), (events.UserEvent,), (events.Hangup, events.UserEvent), (events.Event,)
        overflows: tuple[Overflow, ...] = ("raise", "drop_oldest", "drop_newest")
        async with anyio.create_task_group() as group:
            for number in range(1_000_000):
                await anyio.sleep(rng.expovariate(1 / 50))
                wish = Wish(
                    f"guest {number}",
                    *rng.choice(kinds),
                    buffer=rng.choice((1, 20, 1000)),
                    overflow=rng.choice(overflows),
                    rest=rng.choice((None, (1, 30), (10, 100))),
                )
                group.start_soon(self._visit, ami, wish, rng.expovariate(1 / 200))

    async def _visit(self, ami: AMIClient, wish: Wish, stay: float) -> None:
        with anyio.move_on_after(stay):
            await self._read(ami, wish)

    # The server's side.

    def _emit_one(self, name: str, *, final: bool = False) -> None:
        ledger = self._ledger
        ledger.emitted.append((name, wall()))
        number = len(ledger.emitted)
        if final:
            ledger.finals.add(number)
        for session in self._pbx.sessions:
            if session.user is not None:
                ledger.queued.setdefault(session.number, []).append(number)
        self._pbx.emit(name, {"Number": number} | ({"Final": "yes"} if final else {}))

    async def _emit(self) -> None:
        rng = self._random("emit")
        while True:
            await anyio.sleep(rng.expovariate(1 / 8))
            for _ in range(rng.choice((1, 1, 2, 3, 5, 8, 20, 200))):
                self._emit_one(rng.choice(("UserEvent", "Hangup", "Newchannel")))

    async def _trouble(self) -> None:
        rng = self._random("trouble")
        faults = (self._cut, self._flap, self._stall, self._refuse, self._restart, self._slow_login)
        while True:
            await anyio.sleep(rng.expovariate(1 / 30))
            if anyio.current_time() >= self._end:
                return
            fault = rng.choice(faults)
            name = fault.__name__.strip("_")
            self.report[name] = self.report.get(name, 0) + 1
            await fault(rng)

    async def _cut(self, rng: Random) -> None:
        self._pbx.cut(mid_frame=rng.random() < 0.5, reset=rng.random() < 0.5)

    async def _flap(self, rng: Random) -> None:
        for _ in range(rng.randint(2, 30)):
            await self._cut(rng)
            await anyio.sleep(rng.uniform(0.05, 3))

    async def _stall(self, rng: Random) -> None:
        self._pbx.stall()
        await anyio.sleep(rng.uniform(1, 60))
        self._pbx.resume()

    async def _refuse(self, rng: Random) -> None:
        self._pbx.refuse()
        if rng.random() < 0.8:
            await self._cut(rng)
        await anyio.sleep(rng.uniform(0.1, 40))
        self._pbx.accept()

    async def _restart(self, rng: Random) -> None:
        if rng.random() < 0.5:
            await self._pbx.shutdown(restart=True)
        else:
            self._pbx.refuse()
            await self._cut(rng)
        # No less: a start is told in whole seconds.
        await anyio.sleep(rng.uniform(4, 25))
        self._boot += 1
        await self._pbx.boot(modules_after=rng.uniform(0.1, 14))

    async def _slow_login(self, rng: Random) -> None:
        """Events come long before it is known whose they are."""
        self._pbx.delay(rng.uniform(0.1, 12), "CoreStatus", in_order=False)
        await self._cut(rng)
        await anyio.sleep(rng.uniform(5, 60))
        self._pbx.delay(0, "CoreStatus")

    # The reckoning.

    def _check(self) -> None:
        ledger, report = self._ledger, self.report
        missing = ledger.check()
        names: dict[int, set[str]] = {}
        tapes = {tape.number: tape for tape in ledger.tapes if tape.known}
        report |= {"emitted": len(ledger.emitted), "between the marks": len(missing)}
        report |= {"attempts": len(ledger.tapes), "subscriptions": len(self._wishes), "boots": self._boot}
        got = lost = 0
        for wish in self._wishes:
            received, dropped = wish.check(ledger, self._user)
            got, lost = got + received, lost + dropped
            if wish.ended and not wish.early:
                self._check_sum(wish, missing)
            for item, _ in wish.seen:
                if isinstance(item, events.Event) and item.session is not None and item.session.boot:
                    names.setdefault(tapes[item.session.number].boot, set()).add(item.session.boot)
        told = [name for found in names.values() for name in found]
        assert len(told) == len(set(told)), "two runs of the server have one name"
        if self._user == "admin":
            assert all(len(found) == 1 for found in names.values()), "a run has two names"
        marks = sum(isinstance(item, Gap) for wish in self._wishes for item, _ in wish.seen)
        report |= {"received": got, "lost": lost, "marks": marks}
        report["melted"] = sum(wish.melted for wish in self._wishes)

    def _check_sum(self, wish: Wish, missing: set[int]) -> None:
        """Received + counted lost + what was emitted between the marks == emitted, since it joined."""
        ledger = self._ledger
        before = [e.number for e in ledger.published[: wish.start] if isinstance(e, Frame) and e.number]
        numbers = [
            int(item.headers.get("Number", "0")) for item, _ in wish.seen if isinstance(item, events.Event)
        ]
        received = [number for number in numbers if number]
        assert all(one < two for one, two in pairwise(received)), f"{wish.name}: twice or out of order"
        first, last = max(before, default=0) + 1, received[-1]
        emitted = [
            number
            for number in range(first, last + 1)
            if wish.wants(ledger.emitted[number - 1][0], number, final=number in ledger.finals)
        ]
        between = sum(number in missing for number in emitted)
        lost = self._numbered_lost(wish, received) if wish.everything else wish.lost
        assert len(received) + lost + between == len(emitted), wish.name

    def _numbered_lost(self, wish: Wish, received: list[int]) -> int:
        """Of the lost ones those with a number: the server's own events have none."""
        known = set(received)
        frames = (entry for entry in self._ledger.published[wish.start :] if isinstance(entry, Frame))
        return sum(1 for e in frames if 0 < e.number < received[-1] and e.number not in known)


def run(seed: int, hours: float, backend: str) -> dict[str, int]:
    """One hour from the command line."""
    name, settings = _virtual.trio_backend() if backend == "trio" else _virtual.asyncio_backend()
    return anyio.run(partial(Hour(seed, hours).run), backend=name, backend_options=settings)


def main() -> None:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.hour", description=__doc__)
    parser.add_argument("--backend", choices=("asyncio", "trio"), default="asyncio")
    parser.add_argument("--seed", type=int, default=1, help="the first one")
    parser.add_argument("--seeds", type=int, default=1, help="how many")
    parser.add_argument("--hours", type=float, default=1.0)
    options = parser.parse_args()
    for seed in range(options.seed, options.seed + options.seeds):
        began = time.monotonic()
        report = run(seed, options.hours, options.backend)
        counts = ", ".join(f"{name} {count}" for name, count in report.items())
        print(f"{options.backend}, seed {seed}: {counts}; {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main()
