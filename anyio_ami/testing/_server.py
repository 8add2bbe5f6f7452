"""The simulated server: its port, its sessions, its life cycle, and what a test does to it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

import anyio
import anyio.lowlevel

from ._actions import ACTIONS
from ._control import Trouble
from ._lines import Listener, memory_pair
from ._pbx import PBX
from ._sent import Assertions
from ._serving import Connection

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Mapping, Sequence
    from types import TracebackType

    from anyio.abc import ByteStream, TaskGroup
    from typing_extensions import TypeVarTuple, Unpack

    from ._channels import Dialplan
    from ._lines import Line
    from ._session import FakeSession, FakeUser

    Ts = TypeVarTuple("Ts")

_BOOT_SECONDS: Final = 0.25


class FakeAsterisk(PBX, Trouble, Assertions):
    """An Asterisk manager server for tests and demonstrations, on loopback TCP and in memory.

    Use it as ``async with FakeAsterisk() as pbx:``. It speaks as the real servers do: greeting, both kinds of
    login, rights and masks, actions of one connection strictly in turn, events between them. It runs on any
    AnyIO backend; nothing of it outlives the block. An exception in a handler of :meth:`respond` ends the
    block and leaves it.

    Parameters:

    * ``version``: ``"13"``, ``"16"``, ``"18"``, ``"20"``, ``"22"`` or ``"23"`` (or longer, ``"22.10.1"``).
      Raises :exc:`ValueError` for any other.
    * ``users``: the manager accounts; by default ``admin`` (secret ``s3cret``, all rights) and ``listener``
      (secret ``listen``, reads call and cdr, may write nothing).
    * ``banner``: the greeting line without its end; None for the version's own, ``""`` for none at all.
    * ``system_name``: as in asterisk.conf: a ``SystemName`` header in events and a prefix of unique ids.
    * ``timestamps``: a ``Timestamp`` header in events.
    * ``dialplan``: context to extension to steps (application, data); see ``docs/testing.md``.
    * ``queues``, ``members``: queue name to strategy, and to its static members' interfaces. By default
      ``support``, whose one member Local/101@default answers at once, and ``sales`` with none.
    * ``endpoints``: PJSIP endpoint to device state, for the lists.
    * ``write_timeout``: seconds a write may wait for a client that does not read (a real server: 0.1): then
      an event is torn and the connection closed. None waits for ever.
    * ``booted``: False: no module is loaded yet, until :meth:`finish_boot`.
    * ``auth_timeout``: seconds until a connection that has not logged in is closed. None: never.
    * ``tls``: a server-side :class:`ssl.SSLContext`; every connection then starts with a handshake.
    * ``raise_at_exit``: an exception in a handler leaves the block only at its end; until then every
      connection is cut and every login refused. For a block that a fixture holds open: its body is another
      function, which cannot be cancelled from here.
    * ``host``, ``port``: where to listen; port 0 lets the system choose.
    """

    def __init__(
        self,
        version: str = "22",
        *,
        users: Iterable[FakeUser] | None = None,
        banner: str | None = None,
        system_name: str = "",
        timestamps: bool = False,
        dialplan: Dialplan | None = None,
        queues: Mapping[str, str] | None = None,
        members: Mapping[str, Sequence[str]] | None = None,
        endpoints: Mapping[str, str] | None = None,
        write_timeout: float | None = None,
        auth_timeout: float | None = 30.0,
        booted: bool = True,
        tls: ssl.SSLContext | None = None,
        raise_at_exit: bool = False,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        PBX.__init__(
            self,
            version,
            self.in_background,
            users=users,
            system_name=system_name,
            timestamps=timestamps,
            dialplan=dialplan,
            queues=queues,
            members=members,
            endpoints=endpoints,
            booted=booted,
        )
        Trouble.__init__(self)
        Assertions.__init__(self)
        line = f"Asterisk Call Manager/{self.version.ami}" if banner is None else banner
        self.greeting: bytes = f"{line}\r\n".encode() if line else b""
        """The bytes a new connection gets first."""
        self.write_timeout = write_timeout
        self.auth_timeout = auth_timeout
        self.reset_connections: bool = False
        """True: who connects is accepted, and reset before the greeting (a stage of a restart of 16)."""
        self.tls = tls
        self._raise_at_exit = raise_at_exit
        self._host = host
        self._port = port
        self._handlers.update((name, entry.of(self)) for name, entry in ACTIONS.items())
        self._number = 0
        self._refusing = False
        self._failure: Exception | None = None
        self._listener: Listener | None = None
        self._tasks: TaskGroup | None = None
        self._boots = 0

    # -- the block --

    async def __aenter__(self) -> FakeAsterisk:
        self._block = self._run()
        return await self._block.__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return await self._block.__aexit__(kind, exc, trace)

    @asynccontextmanager
    async def _run(self) -> AsyncGenerator[FakeAsterisk, None]:
        body: BaseException | None = None
        self._listener = Listener(self._host, self._port)
        self._port = self._listener.port
        try:
            async with anyio.create_task_group() as tg:
                self._tasks = tg
                self._listen()
                try:
                    yield self
                except (GeneratorExit, anyio.get_cancelled_exc_class()):
                    raise
                except BaseException as exc:
                    body = exc  # kept out of the group, so that it leaves the block as it is
                finally:
                    tg.cancel_scope.cancel()
        finally:
            self._tasks = None
            self._listener.release()
            for session in self.sessions:
                session.drop()  # those that were accepted and had no turn any more
        if self._failure is not None:
            raise self._failure from body
        if body is not None:
            raise body

    def fail(self, exc: Exception) -> None:
        """Ends the block with this exception (the first one counts)."""
        self._failure = self._failure or exc
        if self._raise_at_exit:
            self.users.clear()
            self.cut()
        else:
            self._running().cancel_scope.cancel()

    def _running(self) -> TaskGroup:
        if self._tasks is None:
            raise RuntimeError("use FakeAsterisk inside its async with block")
        return self._tasks

    # -- connections --

    @property
    def host(self) -> str:
        """The address it listens on."""
        return self._host

    @property
    def port(self) -> int:
        """The TCP port it listens on; the same after :meth:`refuse` and :meth:`shutdown`."""
        if not self._port:
            raise RuntimeError("the port is known inside the async with block")
        return self._port

    async def connect(self) -> ByteStream:
        """A new in-memory connection: its client end.

        Raises :exc:`ConnectionRefusedError` while the server refuses, and inside a TLS server gives the bare
        stream, so that the client makes its own handshake.
        """
        await anyio.lowlevel.checkpoint()
        if self._refusing:
            raise ConnectionRefusedError("the simulated server refuses connections")
        ours, theirs = memory_pair()
        self._accepted(ours)
        return theirs

    def refuse(self) -> None:
        """Stop to listen: new connections are refused, open ones stay."""
        self._refusing = True
        if self._listener is not None:
            self._listener.close()

    def accept(self) -> None:
        """Listen again, on the same port."""
        if self._refusing:
            self._refusing = False
            self._listen()

    def _listen(self) -> None:
        if self._listener is not None and not self._refusing:
            sock, scope = self._listener.open()
            self.in_background(self._listener.accept_all, sock, scope, self._accepted)

    def _accepted(self, line: Line) -> None:
        self._number += 1
        session = Connection(self, self._number, line)
        self.by_number[session.number] = session
        if self.reset_connections:
            session.cut(reset=True)
        self.in_background(session.run)

    def forget(self, session: FakeSession) -> None:
        """A connection has ended."""
        self.by_number.pop(session.number, None)

    def in_background(
        self, function: Callable[[Unpack[Ts]], Coroutine[Any, Any, object]], *args: Unpack[Ts]
    ) -> None:
        """Run something beside the sessions; an exception in it ends the block."""
        self._running().start_soon(self._guarded, function, args)

    async def _guarded(self, function: Callable[..., Coroutine[Any, Any, object]], args: Any) -> None:
        try:
            await function(*args)
        except Exception as exc:
            self.fail(exc)

    def cut(self, *, mid_frame: bool = False, reset: bool = False) -> None:
        """Drop every connection without a word; what was not yet written is lost (:meth:`flush` first else).

        ``mid_frame``: half of an event is the last the clients read. ``reset``: they see a reset.
        """
        for session in self.sessions:
            session.cut(mid_frame=mid_frame, reset=reset)

    # -- life cycle --

    async def shutdown(self, *, restart: bool = False) -> None:
        """Stop as the real server does: a ``Shutdown`` event, the end of every connection, then refused.

        Only sessions that want class system get the event. An action that is running gets no answer. A
        connection that cannot take its last bytes within a second is dropped. The server stays down until
        :meth:`boot`, for ``restart`` too, which only shows in the event.
        """
        self.refuse()
        self.emit("Shutdown", {"Shutdown": "Cleanly", "Restart": "True" if restart else "False"})
        closing = self.sessions
        with anyio.move_on_after(1):
            for session in closing:
                session.end()
            for session in closing:
                await session.closed.wait()
        for session in closing:
            session.cut()
        self._end_run()

    async def boot(self, *, modules_after: float | None = _BOOT_SECONDS) -> None:
        """Listen again, as a fresh process: no channels, uptime 0, no module loaded yet.

        Login works at once, without FullyBooted. ``modules_after`` seconds later the modules are there and
        every session gets FullyBooted (class system); None leaves that to :meth:`finish_boot`.
        """
        self._begin_run()
        self._boots += 1
        self.accept()
        if modules_after is not None:
            self.in_background(self._load_modules, self._boots, modules_after)
        await anyio.lowlevel.checkpoint()

    async def restart(
        self,
        *,
        stopping: float = 0.0,
        refused: float = 0.05,
        resets: float = 0.0,
        silent: float = 0.0,
        loading: float = 0.1,
    ) -> None:
        """A restart with its stages, each so many seconds long; 0 leaves a stage out.

        1. ``stopping``: open connections and new ones get ``Asterisk is shutting down`` for every action.
        2. A ``Shutdown`` event, and the end of every connection and call.
        3. ``refused``: nobody listens.
        4. ``resets``: connections are accepted, and reset before the greeting (seen with Asterisk 16).
        5. ``silent``: connections are accepted, and no greeting comes.
        6. ``loading``: greeting and login work; no module is there, and no FullyBooted comes at the login.
        7. FullyBooted, to all who are logged in.

        Returns after the last. A cancelled restart stays where it is: `boot` ends it.
        """
        if stopping:
            self._begin_to_stop()
            await anyio.sleep(stopping)
        await self.shutdown(restart=True)
        await anyio.sleep(refused)
        if resets:
            self.reset_connections = True
            self.accept()
            await anyio.sleep(resets)
            self.reset_connections = False
        if silent:
            self.stall()
            self.accept()
            await anyio.sleep(silent)
            self.resume()
        await self.boot(modules_after=None)
        await anyio.sleep(loading)
        self.finish_boot()

    async def _load_modules(self, boot: int, seconds: float) -> None:
        await anyio.sleep(seconds)
        if boot == self._boots and not self._refusing:
            self.finish_boot()
