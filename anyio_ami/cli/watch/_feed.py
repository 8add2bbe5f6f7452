"""What keeps a `BoardModel` true: a client that reads events, and the lists when they are needed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import anyio

from anyio_ami import ConnectionState, Endpoint, Gap, Observer, actions, connect_ami
from anyio_ami.errors import (
    ActionError,
    ActionTimeout,
    AMIError,
    ClientClosed,
    ConnectionLost,
    InvalidAction,
    PermissionDenied,
)

from .model import WANTED, BoardModel

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from anyio_ami import AMIClient, ServerInfo, SessionInfo
    from anyio_ami.events import Event
    from anyio_ami.responses import ListResponse

    from ._book import Book

SAMPLE: Final = 1.0
"""Seconds between two samples of the event counts."""
PING: Final = 5.0
"""Seconds between two measurements of the round trip."""
SOON: Final = 2.0
"""Seconds between two readings of one list at the least."""
OFTEN: Final = 5.0
"""Seconds between two readings of a list of which no events come."""
SELDOM: Final = 30.0
"""Seconds between two readings of any other list, lest an error stay for ever."""
# A list takes at most this part of the time, here and on the server.
_SHARE: Final = 20
# Events that may wait: what comes in a burst while the screen is drawn.
_BUFFER: Final = 50_000


class Feed:
    """Connects to a server and keeps a model up to date.

    Knows no terminal and runs on any AnyIO backend. ``changed`` is called whenever the
    connection has changed its state: then more has changed than the numbers.
    """

    def __init__(
        self,
        options: Mapping[str, Any],
        model: BoardModel,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._options = dict(options)
        self._options["observers"] = (*self._options.get("observers", ()), _Attempts(model))
        self.model = model
        self._changed = changed
        self._failure: AMIError | None = None
        # One for each list: set when it is to be read soon, and when it is to be read now.
        self._stale: dict[int, anyio.Event] = {}
        self._renewed: dict[int, anyio.Event] = {}
        self._asked: anyio.Event = anyio.Event()

    async def run(self, leave: anyio.Event) -> None:
        """Connect, and keep the model up to date until ``leave`` is set; then log off.

        Raises what `connect_ami` raises when the first connection fails, and the cause
        when the connection is lost for good. A cancelled call logs off as well.
        """
        async with connect_ami(**self._options) as ami:
            self._see(ami)
            async with anyio.create_task_group() as tasks:

                async def guard(work: Callable[[AMIClient], Awaitable[None]]) -> None:
                    try:
                        await work(ami)
                    except ClientClosed:
                        pass
                    except AMIError as exc:  # lost for good
                        self._failure = self._failure or exc
                        tasks.cancel_scope.cancel()

                works = (self._read, self._follow, self._sample, self._probe, self._rights)
                for work in (*works, self._list_channels, self._list_queues):
                    tasks.start_soon(guard, work)
                await leave.wait()
                tasks.cancel_scope.cancel()
            if self._failure is not None:
                raise self._failure

    def _see(self, ami: AMIClient) -> None:
        link, stats = self.model.link, ami.stats
        link.state = ami.state
        link.reconnects = stats.reconnects
        if ami.state is ConnectionState.CONNECTED:
            link.attempt, link.reason = 0, ""
            self.model.lost_at = None
        elif self.model.lost_at is None:
            self.model.lost_at = anyio.current_time()
        self._changed()

    async def _follow(self, ami: AMIClient) -> None:
        async with ami.states() as states:
            self._see(ami)
            async for _ in states:
                self._see(ami)

    async def _read(self, ami: AMIClient) -> None:
        model = self.model
        books = (model.channels, model.queues)
        async with ami.subscribe(*WANTED, gaps=True, buffer=_BUFFER) as stream:
            async for event in stream:
                if isinstance(event, Gap):
                    model.gap(event)
                    if event.kind == "resubscribed":
                        self._asked.set()
                        for book in books:
                            _set(self._renewed, book)
                else:
                    self._fold(event)
                for book in books:
                    if book.stale:
                        _set(self._stale, book)

    def _fold(self, event: Event) -> None:
        received = event.received
        if received is None:  # it came by no socket
            return
        link = self.model.link
        self.model.fold(event, received.monotonic)
        link.lag = anyio.current_time() - received.monotonic
        if event.timestamp is not None:
            link.server_lag = received.wall - event.timestamp

    async def _sample(self, ami: AMIClient) -> None:
        while True:
            counts = {name: one.delivered + one.skipped for name, one in ami.stats.events.items()}
            self.model.rates.sample(counts, anyio.current_time())
            await anyio.sleep(SAMPLE)

    async def _probe(self, ami: AMIClient) -> None:
        while True:
            began = time.perf_counter()
            try:
                await ami.send(actions.Ping(), timeout=PING)
            except (ConnectionLost, ActionTimeout, ActionError):
                self.model.link.round_trip = None
            else:
                self.model.link.round_trip = time.perf_counter() - began
            await anyio.sleep(PING)

    async def _rights(self, ami: AMIClient) -> None:
        """Find out once for each session whether the events that the board lives on can come."""
        books = (self.model.channels, self.model.queues)
        while True:
            renewed = anyio.Event()
            self._asked = renewed
            await ami.wait_connected()
            held = await self._read_classes(ami)
            for book in books:
                if held is not None and not book.told:
                    book.reads = book.event_class in held or "all" in held
            self._changed()
            await renewed.wait()

    async def _read_classes(self, ami: AMIClient) -> frozenset[str] | None:
        """The event classes that reach this client; None: nobody can tell."""
        server = self.model.link.server
        mask = "on" if server is None else server.events
        if mask != "on":
            return frozenset(mask.split(","))
        user = _username(self._options)
        if not user:
            return None
        try:
            answer = await ami.send(actions.Command(command=f'manager show user "{user}"'))
        except (ConnectionLost, ActionTimeout, ActionError, InvalidAction):
            return None
        # The same on Asterisk 16 and 22.
        for line in answer.output:
            label, _, classes = line.partition(":")
            if label.strip() == "read perm":
                return frozenset(one.strip() for one in classes.split(","))
        return None

    async def _list_channels(self, ami: AMIClient) -> None:
        await self._keep(ami, self.model.channels, actions.CoreShowChannels())

    async def _list_queues(self, ami: AMIClient) -> None:
        await self._keep(ami, self.model.queues, actions.QueueStatus())

    async def _keep(self, ami: AMIClient, book: Book, action: actions.Action[ListResponse[Any]]) -> None:
        """Read one list now, and again whenever that is needed."""
        while True:
            self._stale[id(book)], self._renewed[id(book)] = anyio.Event(), anyio.Event()
            began = anyio.current_time()
            await ami.wait_connected()
            book.begin()
            try:
                answer = await ami.send(action)
            except (ConnectionLost, ActionTimeout):
                book.abandon()
            except PermissionDenied as exc:
                needed = " or ".join(exc.classes)
                book.refuse(
                    f"{action.name} is not permitted" + (f": it needs write = {needed}" if needed else "")
                )
            except ActionError as exc:
                book.refuse(f"{action.name}: {exc.response.message or exc}")
            else:
                received = answer.response.received
                if received is not None:
                    book.replace(answer.items, received.monotonic)
            took = anyio.current_time() - began
            await self._rest(book, max(SOON, took * _SHARE))

    async def _rest(self, book: Book, least: float) -> None:
        stale, renewed = self._stale[id(book)], self._renewed[id(book)]
        with anyio.move_on_after(max(least, SELDOM if book.reads else OFTEN)):
            with anyio.move_on_after(least):
                await renewed.wait()
                return
            if book.stale:
                return
            async with anyio.create_task_group() as tasks:

                async def until(event: anyio.Event) -> None:
                    await event.wait()
                    tasks.cancel_scope.cancel()

                tasks.start_soon(until, stale)
                tasks.start_soon(until, renewed)


def _username(options: Mapping[str, Any]) -> str:
    """The user that logs in; empty where it is not known, or no CLI command could hold it."""
    host, user = options.get("host"), options.get("username")
    if user is None and isinstance(host, str) and "://" in host:
        host = Endpoint.from_url(host, secret=options.get("secret"))
    if user is None and isinstance(host, Endpoint) and host.credentials is not None:
        user = host.credentials.username
    return user if isinstance(user, str) and not set(user) & set('"\\') else ""


def _set(flags: dict[int, anyio.Event], book: Book) -> None:
    flag = flags.get(id(book))
    if flag is not None:
        flag.set()


class _Attempts(Observer):
    """Counts the attempts to connect, and keeps the reason of the last failure."""

    def __init__(self, model: BoardModel) -> None:
        self._link = model.link

    def connecting(self, session: SessionInfo) -> None:
        self._link.node = session.node
        self._link.attempt += 1

    def connected(self, session: SessionInfo, server: ServerInfo) -> None:
        self._link.server = server

    def disconnected(self, session: SessionInfo, reason: AMIError | None) -> None:
        if reason is not None:
            self._link.reason = str(reason)
