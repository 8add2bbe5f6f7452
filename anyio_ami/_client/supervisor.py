"""The connection loop: run a session, and when it is lost, make the next one."""

from __future__ import annotations

import itertools
import os
import time
from typing import TYPE_CHECKING

import anyio
import msgspec
from anyio import CancelScope, get_cancelled_exc_class

from anyio_ami import events
from anyio_ami._log import Logger
from anyio_ami._messages.message import SessionInfo
from anyio_ami._wire.receiver import Router
from anyio_ami.errors import AMIError, ClientClosed, ConnectError, ConnectionLost, fresh

from .backoff import Backoff
from .bus import EventBus
from .fanout import FanOut
from .logs import of_client, of_session
from .mailbox import Gap
from .native import Native
from .observing import Observers
from .session import Session
from .state import ConnectionState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from anyio.abc import TaskGroup

    from .boot import Boot
    from .config import Config
    from .server import ServerInfo

_log = Logger("anyio_ami")

_RARE_LETTERS = "JKQVWXYZ"


class Totals(msgspec.Struct):
    """Counters of the sessions that have ended."""

    frames: int = 0
    junk: int = 0
    unmatched: int = 0
    abandoned: int = 0
    bytes_received: int = 0
    bytes_sent: int = 0

    def add(self, session: Session) -> None:
        """Add what one session has counted."""
        self.frames += session.receiver.frames
        self.junk += session.receiver.junk
        self.unmatched += session.correlator.unmatched
        self.abandoned += session.correlator.abandoned
        self.bytes_received += session.bytes_received
        self.bytes_sent += session.bytes_sent


class Supervisor:
    """Owns the state of one client: its sessions, its subscriptions, its end."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.native: Native = Native()
        self.fan: FanOut = FanOut()
        self.router: Router = Router(
            events.lookup, events.UnknownEvent, self.fan.wanted, learns=config.learns
        )
        self.fan.on_change = self.router.refresh
        self.observers: Observers | None = Observers(config.observers) if config.observers else None
        if config.filters == "auto":
            self.fan.widen = self._widen
        self.states: EventBus[ConnectionState] = EventBus()
        self.state: ConnectionState = ConnectionState.DISCONNECTED
        self.session: Session | None = None
        self.server: ServerInfo | None = None
        self.totals: Totals = Totals()
        self.reconnects: int = 0
        self.cause: AMIError | None = None
        """Why the connection is lost for good."""
        self.cause_shown: bool = False
        self.closing: bool = False
        self.fatal: BaseException | None = None
        """What hit one of our tasks and is no error, such as KeyboardInterrupt."""
        self._task_group: TaskGroup | None = None
        # A cancellation from outside must not cut the line before the Logoff: `stop` ends it.
        self._scope = CancelScope(shield=True)
        self._changed = anyio.Event()
        # Logins so far: an attempt that fails takes no number.
        self._sessions = 0
        self._action_ids = itertools.count(1)
        # Other sessions see our ids; letters that are rare in frames are found fast.
        self._prefix = "".join(_RARE_LETTERS[byte % 8] for byte in os.urandom(12)) + "-"
        # The mark of the last login, for those who join before it is whole.
        self._resubscribed: Gap | None = None
        self._sees_boot: bool | None = None
        self._boot: tuple[Boot, str | None] | None = None
        self._lost_at: float | None = None
        # When the run of the last login was last heard of: seconds since 1970.
        self._heard = 0.0
        self._opened = 0.0
        self._backoff = Backoff(config.reconnect, retry_auth=config.retry_auth)
        # The first attempt is made at once.
        self._delay: float | None = 0.0

    def new_action_id(self) -> str:
        """Short, ASCII, and unlike any other client's."""
        return f"{self._prefix}{next(self._action_ids)}"

    async def open_first(self) -> None:
        """Make the first connection, in the caller's task; raises what went wrong.

        With ``wait`` the policy says when that is. With ``background`` it is left to `run`.
        """
        self._enter(ConnectionState.CONNECTING)
        try:
            if self.config.wait:
                await self._reconnect()
                if self.fatal is not None:
                    raise self.fatal
                if self.cause is not None:
                    raise self.cause
            elif not self.config.background:
                await self._open()
        except BaseException:
            self._enter(ConnectionState.DISCONNECTED)
            raise

    async def run(self, task_group: TaskGroup) -> None:
        """Run sessions until the client is closed or the connection is lost for good.

        Never raises an error into the task group: that would cancel the user's body.
        """
        self._task_group = task_group
        with self._scope:
            await self.guard(self._run)

    async def guard(self, work: Callable[[], Awaitable[None]]) -> None:
        """Run the work of one of our tasks; no error of it comes out.

        A KeyboardInterrupt that hit this task (Trio) cancels the user's body and
        is kept for the end of the block, where it is raised as it is.
        """
        try:
            await work()
        except get_cancelled_exc_class():
            raise
        except Exception as exc:
            _log.exception(
                "%s: the connection loop failed", self.config.node, extra=of_client(self.config, exc)
            )
            cause = ConnectionLost(f"the connection loop of {self.config.node} failed: {exc!r}")
            cause.__cause__ = exc
            self._lost_for_good(cause)
            if self.session is not None:
                self.session.fail(cause, exc)
        except BaseException as exc:
            self._interrupted(exc)

    def _interrupted(self, exc: BaseException) -> None:
        self.fatal = exc
        if self._task_group is not None:
            self._task_group.cancel_scope.cancel()

    async def _run(self) -> None:
        if self.session is None:
            await self._reconnect()
        while self.session is not None and self._task_group is not None:
            await self.session.run(self._task_group)
            await self._reconnect()

    def _lose(self, session: Session, reason: AMIError) -> None:
        """A session has ended: tell everybody, before anything is awaited and any caller is woken."""
        self.totals.add(session)
        self.session = None
        self._sees_boot = session.opening.sees_boot
        if self.observers is not None:
            self.observers.disconnected(session.info, None if self.closing else reason)
        if self.closing or self.cause is not None:
            return
        _log.warning(
            "%s: connection lost: %s", session.info.node, reason, extra=of_session(session.info, reason)
        )
        self._mark_lost(session)
        self._backoff.lived(anyio.current_time() - self._opened)
        self._plan(reason)

    def _plan(self, reason: AMIError) -> None:
        """Decide on the next attempt; without one the connection is lost for good."""
        try:
            self._delay = self._backoff.next(reason)
        except BaseException as exc:  # the user's own policy
            cause = ConnectError(
                f"no further attempt to connect to {self.config.endpoint.address}: the function given as "
                f"reconnect= failed with {exc!r} when it was asked after: {reason}"
            )
            cause.__cause__ = exc
            self._lost_for_good(cause)
            if not isinstance(exc, Exception):
                # Callers that wait are still to be told, so it must not come out here.
                self._interrupted(exc)
            return
        if self._delay is None:
            self._lost_for_good(reason)
        else:
            first = self.server is None
            self._enter(ConnectionState.CONNECTING if first else ConnectionState.RECONNECTING)

    async def _reconnect(self) -> None:
        """Make a connection when the policy says so, until there is one or it gives up."""
        while self._delay is not None and not self.closing:
            await anyio.sleep(self._delay)
            try:
                await self._open()
            except AMIError as exc:
                _log.info(
                    "%s: not connected yet: %s", self.config.node, exc, extra=of_client(self.config, exc)
                )
                self._plan(exc)
            except Exception as exc:  # the user's own transport, or TLS context
                _log.warning(
                    "%s: not connected yet: %r", self.config.node, exc, extra=of_client(self.config, exc)
                )
                failure = ConnectError(f"cannot connect to {self.config.endpoint.address}: {exc!r}")
                failure.__cause__ = exc
                self._plan(failure)
            else:
                return

    async def _open(self) -> None:
        config = self.config
        info = SessionInfo(config.node, config.endpoint.address, self._sessions + 1)
        session = Session(
            config,
            info,
            self.native,
            self.router,
            self.fan,
            self.new_action_id,
            self._prefix,
            self._identified,
            self._lose,
            self._booted_late,
            self.guard,
            self.observers,
            sees_boot=self._sees_boot,
            last_boot=None if self._boot is None else self._boot[0],
        )
        try:
            await session.open()
        except BaseException as exc:
            self.totals.add(session)
            if self.observers is not None:
                self.observers.disconnected(info, exc if isinstance(exc, AMIError) else None)
            if session.opening.boot is not None:
                self._mark_lost(session)
            self.fan.unpark()
            raise
        again = self.server is not None
        self.reconnects += again
        self._sees_boot = session.opening.sees_boot
        self._note_end_of_boot(session)
        self._opened = anyio.current_time()
        self.session = session
        self._serve_late(session)
        self._describe(session)
        if self.observers is not None and self.server is not None:
            self.observers.connected(info, self.server)
        session.opening.coverage.on_change = lambda: self._describe(session)
        self._enter(ConnectionState.CONNECTED)
        _log.info("%s: connected%s", info.node, " again" if again else "", extra=of_session(info))

    def _describe(self, session: Session) -> None:
        coverage = session.opening.coverage
        self.server = msgspec.structs.replace(
            session.opening.server,
            boot=session.info.boot,
            events=coverage.mask,
            filters=coverage.filters,
        )

    async def _widen(self) -> None:
        """Have the server send what is listened to now; without a connection the login sees to it."""
        if self.session is not None:
            await self.session.widen()

    def _identified(self, session: Session) -> None:
        """A login is done: say whose its events are, before anybody gets one."""
        info, boot = session.info, session.opening.boot
        assert boot is not None
        self._sessions = info.number
        name = boot.name
        same = None
        if self._boot is not None:
            last, last_name = self._boot
            same = boot.same_as(last, self._heard)
            if same:
                boot, name = last.joined(boot), last_name
            elif name is not None and name == last_name:
                # Started again within the same second.
                name = f"{name} ({info.number})"
        self._boot = boot, name
        # All events of the session hold this one object.
        msgspec.structs.force_setattr(info, "boot", name)
        msgspec.structs.force_setattr(info, "same_boot", same)
        if self._lost_at is not None:
            before = info.number, session.opening.first_seq
            node, now = self.config.node, time.time()
            mark = Gap("resubscribed", None, None, self._lost_at, before, now, same, node)
            self._resubscribed = mark
            self.fan.mark(mark)
            self._lost_at = None

    def _note_end_of_boot(self, session: Session) -> None:
        """What a server that was booting at the login has said since tells this run from the next one."""
        if self._boot is None or self._boot[0].is_measured or session.opening.fully_booted is None:
            return
        boot = session.opening.identify()
        name = self._boot[1] or boot.name
        self._boot = boot, name
        msgspec.structs.force_setattr(session.info, "boot", name)

    def _booted_late(self, session: Session) -> None:
        self._sees_boot = session.opening.sees_boot
        self._note_end_of_boot(session)
        self._describe(session)

    def _serve_late(self, session: Session) -> None:
        """Those who joined since the login began, with derived filters, begin now."""
        mark = self._resubscribed
        if mark is not None:
            before = session.info.number, session.receiver.seq + 1
            mark = msgspec.structs.replace(mark, before=before, until=time.time())
        boot = session.opening.boot
        self.fan.unpark(mark, session.opening.fully_booted if boot is not None and boot.booting else None)

    def _mark_lost(self, session: Session) -> None:
        self._heard = session.heard
        self._lost_at = time.time()
        self.fan.mark(Gap("disconnected", None, None, self._lost_at, node=self.config.node))

    def _enter(self, state: ConnectionState) -> None:
        if state is not self.state:
            self.state = state
            self.states.publish([state])
            self._signal()

    def _signal(self) -> None:
        self._changed.set()
        self._changed = anyio.Event()

    async def changed(self) -> None:
        """Wait for the next change of state."""
        await self._changed.wait()

    # Ending.

    def _lost_for_good(self, cause: AMIError) -> None:
        _log.error("%s: lost for good: %s", self.config.node, cause, extra=of_client(self.config, cause))
        self.cause = cause
        self._delay = None
        self.fan.close(self.show_cause)
        self._enter(ConnectionState.DISCONNECTED)
        self.states.close()
        self._signal()

    def show_cause(self) -> AMIError:
        """A new instance of the error that ended the client; the user has seen it then."""
        self.cause_shown = True
        return fresh(self.cause) if self.cause is not None else ClientClosed("the client was closed")

    def told(self, cause: BaseException | None) -> None:
        """A caller was shown ``cause``, chained to an error of its own."""
        if cause is not None and cause is self.cause:
            self.cause_shown = True

    def raise_if_ended(self) -> None:
        """Raise ClientClosed or the cause of the loss for good, as a new instance."""
        if self.closing:
            msg = "this client is closed: it was used after its `async with connect_ami()` block"
            raise ClientClosed(msg)
        if self.cause is not None:
            raise self.show_cause()

    async def log_off(self) -> None:
        """Say Logoff and wait for the answer or for the end of the connection."""
        if self.session is not None:
            await self.session.log_off()

    def stop(self) -> None:
        """End the connection loop at once."""
        self._scope.cancel()

    def close(self) -> None:
        """The block has ended: end every stream quietly."""
        self.closing = True
        self.fan.close()
        self._enter(ConnectionState.DISCONNECTED)
        self.states.close()
        self._signal()
