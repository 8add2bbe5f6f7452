"""What a simulated server emitted, what of it a client read, and what each subscription then has to show."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import anyio
from anyio.abc import ByteStream
from anyio.lowlevel import checkpoint

from anyio_ami import Gap, events
from anyio_ami.errors import EventsLost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anyio_ami._client.mailbox import GapKind, Overflow

EPOCH = 1_700_000_000.0
"""What the wall clock shows when the virtual clock starts."""
MARKS = 32
"""More marks in a row than this are melted into one of each kind."""
NODE = "pbx1"


def wall() -> float:
    """The time of day on the virtual clock."""
    return EPOCH + anyio.current_time()


class Frame(NamedTuple):
    """One event that the client has read."""

    place: tuple[int, int]
    """(session number, seq), as the client should number it."""
    name: str
    number: int
    """What the server wrote into it; 0: one that it made by itself."""
    final: bool
    came: float


class Turn(NamedTuple):
    """One mark that every subscription should get."""

    kind: GapKind
    since: float
    before: tuple[int, int] | None = None
    until: float | None = None
    same_boot: bool | None = None


class Owed(NamedTuple):
    """One mark that stands between two events."""

    kind: GapKind
    after: tuple[int, int] | None
    frames: list[Frame]
    turn: Turn | None


class Tape(ByteStream):
    """The client's end of a connection. It notes what is read, and ends where it is told to."""

    def __init__(self, line: ByteStream, ledger: Ledger, boot: int, session: int) -> None:
        self._line = line
        self._ledger = ledger
        # An attempt that fails leaves its number to the next.
        self.number = ledger.logins + 1
        self.boot = boot
        self.session = session
        """The number that the server gave it."""
        self.same_boot: bool | None = None
        self.left: int | None = None
        """Bytes after which it ends."""
        self.reset = False
        self.chunk = 1 << 20
        self.unfinished: list[Frame] = []
        """What was read while the login was not done."""
        self.numbers: list[int] = []
        self._answers = 0
        self._seq = 0
        self._rest = b""
        self._greeted = self.known = self._closed = False

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        if self.left == 0:
            await checkpoint()
            raise anyio.BrokenResourceError if self.reset else anyio.EndOfStream
        limit = min(max_bytes, self.chunk)
        data = await self._line.receive(limit if self.left is None else min(limit, self.left))
        if self.left is not None:
            self.left = max(0, self.left - len(data))
        self._note(data)
        return data

    def _note(self, data: bytes) -> None:
        self._rest += data
        if not self._greeted:
            line, end, rest = self._rest.partition(b"\r\n")
            if not end:
                return
            assert line.startswith(b"Asterisk Call Manager/")
            self._greeted, self._rest = True, rest
        *frames, self._rest = self._rest.split(b"\r\n\r\n")
        for text in frames:
            headers = dict(line.split(": ", 1) for line in text.decode().split("\r\n") if ": " in line)
            if "Response" in headers:
                # Of the challenge, the login, CoreSettings and CoreStatus: then it is known who speaks.
                self._answers += 1
                if self._answers == 4:
                    self._ledger.logged_in(self)
                continue
            assert "ActionID" not in headers
            self._seq += 1
            number = int(headers.get("Number", "0"))
            if number:
                self.numbers.append(number)
            place = self.number, self._seq
            frame = Frame(place, headers["Event"], number, "Final" in headers, wall())
            (self._ledger.published if self.known else self.unfinished).append(frame)

    async def send(self, item: bytes) -> None:
        await self._line.send(item)

    async def send_eof(self) -> None:
        await self._line.send_eof()

    async def aclose(self) -> None:
        if not self._closed:
            self._closed = True
            self._ledger.lost(self)
        await self._line.aclose()


class Ledger:
    """What was emitted, and what of it the client has read, in the order in which it is to be published."""

    def __init__(self) -> None:
        self.logins = 0
        self.emitted: list[tuple[str, float]] = []
        """Event and time of each number, from 1."""
        self.queued: dict[int, list[int]] = {}
        """What the server queued for each of its sessions."""
        self.tapes: list[Tape] = []
        self.published: list[Frame | Turn] = []
        self.finals: set[int] = set()
        self._last: Tape | None = None
        self._lost_at: float | None = None

    def logged_in(self, tape: Tape) -> None:
        tape.known = True
        self.logins = tape.number
        tape.same_boot = None if self._last is None else self._last.boot == tape.boot
        self._last = tape
        if self._lost_at is not None:
            before = tape.number, 1
            self.published.append(Turn("resubscribed", self._lost_at, before, wall(), tape.same_boot))
        # What came with the last answers is handed on when they have all been read.
        self.published += tape.unfinished

    def lost(self, tape: Tape) -> None:
        if tape.known:
            self._lost_at = wall()
            self.published.append(Turn("disconnected", self._lost_at))

    def check(self) -> set[int]:
        """Nothing is missing outside the marks, as far as the server goes; the numbers between the marks."""
        for tape in self.tapes:
            written = self.queued.get(tape.session, [])
            assert tape.numbers == written[: len(tape.numbers)]
        missing: set[int] = set()
        last, since, until = 0, None, None
        for entry in self.published:
            if isinstance(entry, Turn):
                if entry.kind == "disconnected":
                    since = entry.since if since is None else since
                until = entry.until
            elif entry.number:
                between = range(last + 1, entry.number)
                if since is None:
                    assert not between or last == 0
                else:
                    assert until is not None
                    assert all(self.emitted[number - 1][1] <= until for number in between)
                    assert not last or self.emitted[last - 1][1] <= since
                missing.update(between)
                last, since = entry.number, None
        return missing


class Wish:
    """One subscription: what it asks for, how it reads, and what it has got."""

    def __init__(
        self,
        name: str,
        *types: type[events.Event],
        every: int = 1,
        buffer: int = 16_384,
        overflow: Overflow = "raise",
        gaps: bool = True,
        budget: int | None = None,
        rest: tuple[float, float] | None = None,
    ) -> None:
        self.name = name
        self.types = types
        self.everything = not types or events.Event in types
        self.every = every
        """Only the numbers that this divides."""
        self.buffer = buffer
        self.overflow: Overflow = overflow
        self.gaps = gaps
        self.budget = budget
        """Items that it reads at a time; None: all there are."""
        self.rest = rest
        """Seconds that it rests then, from and to; None: it never does."""
        self.start = 0
        self.early: list[Frame] = []
        """What had come before it, of a login that was not done."""
        self.seen: list[tuple[Any, float]] = []
        self.ended = False
        """It read to the end."""
        self.lost = 0
        self.melted = 0

    def where(self, event: Any) -> bool:
        return "Final" in event.headers or int(event.headers["Number"]) % self.every == 0

    def wants(self, name: str, number: int, *, final: bool) -> bool:
        if not self.everything and name not in {cls.name for cls in self.types}:
            return False
        return final or number % self.every == 0

    def join(self, ledger: Ledger) -> None:
        self.start = len(ledger.published)
        tape = ledger.tapes[-1] if ledger.tapes else None
        self.early = [] if tape is None or tape.known else list(tape.unfinished)

    # What it should have got.

    def check(self, ledger: Ledger, user: str) -> tuple[int, int]:
        """Compare; gives how many events it got and how many its buffer lost."""
        owed = [
            entry
            for entry in ledger.published[self.start :]
            if isinstance(entry, Turn) or self.wants(entry.name, entry.number, final=entry.final)
        ]
        index = {entry.place: at for at, entry in enumerate(owed) if isinstance(entry, Frame)}
        tapes = {tape.number: tape for tape in ledger.tapes if tape.known}
        run: list[tuple[Any, float]] = []
        at, last, got, lost = 0, None, 0, 0
        for item, read in self.seen:
            if isinstance(item, (Gap, EventsLost)):
                run.append((item, read))
                continue
            place = (item.session.number, item.seq)
            found = index.get(place)
            assert found is not None, f"{self.name}: nobody sent {place}"
            assert found >= at, f"{self.name}: {place} came twice or out of order"
            missing = owed[at:found]
            if last is None:
                # Whether it gets these is left open.
                missing = [entry for entry in missing if entry not in self.early]
            self._check_run(run, missing, last, user)
            lost += sum(isinstance(entry, Frame) for entry in missing)
            got += 1
            frame = owed[found]
            assert isinstance(frame, Frame)
            assert int(item.headers.get("Number", "0")) == frame.number
            assert item.name == frame.name
            assert item.received.wall == frame.came
            assert item.session.node == NODE
            self._check_boot(item.session.same_boot, tapes[place[0]].same_boot, user)
            at, last, run = found + 1, place, []
        if self.ended:
            assert lost == self.lost, f"{self.name}: {lost} are missing, {self.lost} were counted"
        return got, lost

    def _check_boot(self, told: bool | None, true: bool | None, user: str) -> None:
        allowed = {"admin": (true,), "witness": (true, None), "blind": (None,)}[user]
        assert told in allowed, f"{self.name}: same_boot is {told}, not {true}"

    def _owed_marks(self, missing: Sequence[Frame | Turn], last: tuple[int, int] | None) -> list[Owed]:
        owed: list[Owed] = []
        after = last
        for entry in missing:
            if isinstance(entry, Turn):
                if self.gaps:
                    owed.append(Owed(entry.kind, after, [], entry))
                continue
            if not owed or owed[-1].turn is not None:
                owed.append(Owed("overflow", after, [], None))
            owed[-1].frames.append(entry)
            if self.overflow != "drop_newest":
                # The oldest go: a mark behind them was put next to the last of them.
                after = entry.place
        return owed

    def _check_run(
        self,
        run: list[tuple[Any, float]],
        missing: Sequence[Frame | Turn],
        last: tuple[int, int] | None,
        user: str,
    ) -> None:
        """The marks between two events, given what is missing there."""
        owed = self._owed_marks(missing, last)
        lost = sum(len(mark.frames) for mark in owed)
        if not self.gaps:
            assert sum(item.count for item, _ in run) == lost, f"{self.name}: {lost} lost after {last}"
            return
        gaps: list[Gap] = [gap for gap, _ in run]
        assert sum(gap.lost or 0 for gap in gaps) == lost, f"{self.name}: {lost} lost after {last}: {gaps}"
        assert all(gap.node == NODE and gap.since <= read for gap, read in run)
        if len(owed) > MARKS:
            self._check_melted(gaps, [mark.turn for mark in owed if mark.turn], user)
            return
        # Two of a kind: the second was put there when the first had been read.
        groups = [list(group) for _, group in groupby(gaps, key=lambda gap: gap.kind)]
        kinds = [group[0].kind for group in groups]
        assert kinds == [mark.kind for mark in owed], f"{self.name}: {kinds} after {last}, not {owed}"
        for group, mark in zip(groups, owed, strict=True):
            if mark.turn is None:
                self._check_overflow(group, mark, last)
                continue
            (gap,) = group
            turn = mark.turn
            told = gap.lost, gap.after, gap.since, gap.before, gap.until
            assert told == (None, mark.after, turn.since, turn.before, turn.until), f"{self.name}: {gap}"
            if gap.kind == "resubscribed":
                self._check_boot(gap.same_boot, turn.same_boot, user)

    def _check_overflow(self, group: Sequence[Gap], owed: Owed, last: tuple[int, int] | None) -> None:
        after, count = owed.after, 0
        for gap in group:
            # Behind others that are lost too, it may name the last of these.
            assert gap.after in (last, after), f"{self.name}: {gap} after {last}"
            assert gap.since >= owed.frames[count].came
            assert (gap.before, gap.until, gap.same_boot) == (None, None, None)
            assert gap.lost
            count += gap.lost
            after = owed.frames[count - 1].place
        assert count == len(owed.frames)

    def _check_melted(self, run: list[Gap], owed: list[Turn], user: str) -> None:
        """Too many marks to keep: those that are left cover the same time, and tell the same end."""
        self.melted += 1
        lines = [gap for gap in run if gap.kind != "overflow"]
        for kind in ("disconnected", "resubscribed"):
            told, true = ([one for one in all_ if one.kind == kind] for all_ in (lines, owed))
            assert bool(told) == bool(true)
            assert min((gap.since for gap in told), default=0) == min(
                (turn.since for turn in true), default=0
            )
        assert lines[-1].kind == owed[-1].kind
        if owed[-1].kind == "resubscribed":
            assert (lines[-1].before, lines[-1].until) == (owed[-1].before, owed[-1].until)
            if user == "admin":
                same = [gap.same_boot for gap in lines if gap.kind == "resubscribed"]
                assert all(same) == all(turn.same_boot for turn in owed if turn.kind == "resubscribed")
