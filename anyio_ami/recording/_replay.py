"""Replay: a recording served as if it were the server that it was made from."""

from __future__ import annotations

import math
import os
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

import anyio
import anyio.lowlevel
from anyio.abc import SocketAttribute
from anyio.to_thread import run_sync

from ._lines import Changes, MemoryLine, memory_pair
from ._reading import Recording
from ._script import Script, Segment
from ._serving import WAITING, Client

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from anyio.abc import ByteStream, TaskGroup

    from ._script import Ask, Exchange

# A recording that is read in a moment.
_SMALL: Final = 128 << 10
# How long the replay waits for the other clients, once one is there again after a cut.
_TOGETHER: Final = 5.0
# A client that takes nothing for so long is cut off, and holds up the others no more. (A server waits 0.1 s.)
_STALLED: Final = 5.0
_EMPTY: Final = b"Asterisk Call Manager/11.0.0\r\n"


class Player:
    """Plays the connections of a script to the clients that are there."""

    def __init__(self, script: Script, speed: float, *, stepwise: bool, paused: bool) -> None:
        self._script = script
        self._speed = speed
        self._stepwise = stepwise
        self._paused = paused
        self._place = 0
        self._clients: list[Client] = []
        self._asked = 0
        self._made = 0
        self._tasks: TaskGroup | None = None
        self._unserved: list[MemoryLine] = []
        self.changes: Changes = Changes()
        self.is_up: bool = True
        self.finished: bool = False

    async def connect(self) -> ByteStream:
        await anyio.lowlevel.checkpoint()
        if self._tasks is None:
            raise ConnectionRefusedError("this replay has ended")
        ours, theirs = memory_pair()
        self._unserved.append(ours)
        self._tasks.start_soon(self.serve, ours)
        return theirs

    def resume(self) -> None:
        self._paused = False
        self.changes.tell()

    async def step(self, count: int) -> int:
        if not self._stepwise:
            raise RuntimeError("only a stepwise replay can be stepped: replay(..., stepwise=True)")
        first = self._asked
        self._asked = last = first + count
        self.changes.tell()
        await self.changes.until(lambda: self._made >= last or self.finished)
        return max(0, min(self._made, last) - first)

    # For its clients.

    @property
    def segment(self) -> Segment:
        return self._script.segments[self._place]

    def leave(self, client: Client) -> None:
        self._clients.remove(client)
        self.changes.tell()

    def find(self, ask: Ask, use: Callable[[list[Exchange]], Exchange]) -> Exchange | None:
        segments = [self.segment, *self._script.segments]
        for segment in segments:
            if found := segment.by_key.get(ask.key):
                return use(found)
        for segment in segments:
            if found := segment.by_name.get(ask.name.lower()):
                return use(found)
        return None

    def carried(self, exchange: Exchange, action_id: str) -> dict[str, str]:
        recorded = exchange.ask.action_id
        return {recorded: action_id} if recorded in self._script.carried else {}

    # Its tasks.

    async def serve(self, line: ByteStream) -> None:
        if isinstance(line, MemoryLine):
            self._unserved.remove(line)
        client = Client(self, line)
        self._clients.append(client)
        await client.serve()

    async def play(self) -> None:
        segments = self._script.segments
        expected = 1
        for place, segment in enumerate(segments):
            self._place = place
            self.is_up = True
            self.changes.tell()
            await self._gathered(expected)
            await self.changes.until(lambda: not self._paused)
            begun = anyio.current_time()
            for seconds, data in segment.events:
                await self._due(begun + seconds / self._speed)
                for client in self._in():
                    client.put_event(data)
                await self._made_one(0 if self._stepwise else WAITING)
            if segment.ended is not None:
                await self._due(begun + segment.ended / self._speed)
                expected = max(1, len(self._in()))
                self.is_up = place + 1 == len(segments)
                for client in list(self._clients):
                    await client.cut()
                await self.changes.until(lambda: not self._in())
                await self._made_one()
                if not self.is_up and not self._stepwise:
                    await anyio.sleep(segment.pause / self._speed)
        await self._made_one(steps=0)
        self.finished = True
        self.changes.tell()

    def _in(self) -> list[Client]:
        return [client for client in self._clients if client.logged_in]

    async def _gathered(self, expected: int) -> None:
        await self.changes.until(self._in)
        with anyio.move_on_after(_TOGETHER):
            await self.changes.until(lambda: len(self._in()) >= expected)
        for client in self._in():
            await client.ready()

    async def _due(self, moment: float) -> None:
        if self._stepwise:
            await self.changes.until(lambda: self._asked > self._made)
        elif self._speed < math.inf:
            await anyio.sleep_until(moment)
        else:
            await anyio.lowlevel.checkpoint()

    async def _made_one(self, bound: int = 0, *, steps: int = 1) -> None:
        for client in self._in():
            with anyio.move_on_after(_STALLED) as waited:
                await client.written(bound)
            if waited.cancelled_caught:
                client.drop()
        self._made += steps
        self.changes.tell()

    def drop(self) -> None:
        self._tasks = None
        for line in self._unserved:
            line.drop()

    def begin(self, tasks: TaskGroup) -> None:
        self._tasks = tasks
        if self._script.segments:
            tasks.start_soon(self.play)
        else:
            self._script.segments.append(Segment(_EMPTY, 0.0))
            self.finished = True


class ReplayServer:
    """What `replay` gives: an AMI server that plays a recording."""

    def __init__(self, player: Player, host: str, port: int) -> None:
        self._player = player
        self.host: str = host
        self.port: int = port

    @property
    def finished(self) -> bool:
        """Whether everything in the recording has been played. The server goes on to answer."""
        return self._player.finished

    async def wait_finished(self) -> None:
        """Wait until everything in the recording has been played, and written to every client."""
        await self._player.changes.until(lambda: self._player.finished)

    async def connect(self) -> ByteStream:
        """A connection in memory: ``connect_ami(transport=server.connect, ...)``.

        Raises ConnectionRefusedError once the block has ended.
        """
        return await self._player.connect()

    def resume(self) -> None:
        """Begin to play, where it was ``paused``."""
        self._player.resume()

    async def step(self, count: int = 1) -> int:
        """Play the next ``count`` steps: each an event, or the loss of a connection.

        Returns once they are written to every client, with how many there were: fewer only at the end.
        Waits for a client that is logged in. Raises RuntimeError unless the replay is ``stepwise``.
        A cancelled call leaves its steps asked for.
        """
        return await self._player.step(count)


@asynccontextmanager
async def replay(
    path: str | os.PathLike[str],
    *,
    speed: float = 1.0,
    stepwise: bool = False,
    paused: bool = False,
    node: str | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
) -> AsyncGenerator[ReplayServer, None]:
    """Serve a recording as the server that it was made from: ``async with replay("a.amirec") as server:``.

    It listens on ``host`` and ``port`` (0: a free one) and gives connections in memory. Any user
    may log in, with any secret, as often as wanted. From the first login on, the events come as they
    were recorded: after the same times divided by ``speed`` (`math.inf`: at once), or one by one with
    ``stepwise`` (`ReplayServer.step`). With ``paused`` nothing comes before `ReplayServer.resume`, but for
    what came together with the login. A loss of the connection is played as a cut; it goes on once the
    clients are back. ``node`` chooses a server where several were recorded.

    An action is answered with what the recording has for the same action with the same headers,
    else with the same name: what came first the first time, and so on. Else it is an Error that says
    so. Filters and event masks are accepted, but everything that was recorded is sent.

    All of it is held in memory. Raises OSError, `RecordingError`, or ValueError for a node that is not
    in it. Nothing outlives the block.
    """
    if not speed > 0:
        msg = "speed must be more than 0"
        raise ValueError(msg)
    if os.stat(path).st_size > _SMALL:
        script = await run_sync(lambda: Script(Recording(path), node))
    else:
        # A virtual clock, as tests use one, would jump while a thread runs.
        script = Script(Recording(path), node)
    player = Player(script, speed, stepwise=stepwise, paused=paused)
    listener = await anyio.create_tcp_listener(local_host=host, local_port=port)
    server = ReplayServer(player, host, listener.extra(SocketAttribute.local_port))
    body: BaseException | None = None
    try:
        async with listener, anyio.create_task_group() as group:
            group.start_soon(partial(listener.serve, player.serve))
            player.begin(group)
            try:
                yield server
            except (GeneratorExit, anyio.get_cancelled_exc_class()):
                raise
            except BaseException as exc:
                body = exc  # kept out of the group, so that it leaves the block as it is
            finally:
                player.drop()
                group.cancel_scope.cancel()
    finally:
        if body is not None:
            raise body
