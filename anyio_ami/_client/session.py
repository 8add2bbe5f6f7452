"""One connection: open it, log in, read, write, keep it alive, until it is lost."""

from __future__ import annotations

import math
import time
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import anyio
from anyio import CancelScope, get_cancelled_exc_class

from anyio_ami import events, responses
from anyio_ami._log import Logger
from anyio_ami._wire.correlate import Correlator, Request
from anyio_ami._wire.encode import Frame
from anyio_ami._wire.receiver import Receiver
from anyio_ami.errors import (
    ActionTimeout,
    AMIError,
    ConnectError,
    ConnectionLost,
    ConnectTimeout,
    NotConnected,
    NotSent,
    ProtocolError,
)

from .deadlines import Deadlines
from .direct import DirectStream, direct
from .liveness import Liveness
from .logs import of_session
from .opening import Opening
from .outbox import Outbox, own_request
from .transport import READ_SIZE, open_transport, send_frames
from .widening import Widening

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence

    from anyio.abc import ByteStream, TaskGroup

    from anyio_ami._messages.message import SessionInfo
    from anyio_ami._wire.receiver import Router
    from anyio_ami.responses import Response

    from .boot import Boot
    from .config import Config
    from .fanout import FanOut
    from .native import Native
    from .observing import Observers

_log = Logger("anyio_ami")

_LOST: Final = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)
# Events that may come between the answer to the login and those to the questions about the server.
_HELD: Final = 100_000


class Session:
    """One login to the server. `open` it, then `run` it until it is lost."""

    def __init__(
        self,
        config: Config,
        info: SessionInfo,
        native: Native,
        router: Router,
        fan: FanOut,
        new_action_id: Callable[[], str],
        prefix: str,
        on_login: Callable[[Session], None],
        on_lost: Callable[[Session, AMIError], None],
        on_booted: Callable[[Session], None],
        guard: Callable[[Callable[[], Awaitable[None]]], Coroutine[Any, Any, None]],
        observers: Observers | None,
        *,
        sees_boot: bool | None,
        last_boot: Boot | None,
    ) -> None:
        self._config = config
        self._fan = fan
        self._new_action_id = new_action_id
        self._on_login = on_login
        self._on_lost = on_lost
        self._on_booted = on_booted
        self._guard = guard
        self._observers = observers
        self._tls = bool(config.endpoint.tls)
        self.info = info
        self.correlator: Correlator = Correlator(config.limits)
        self.receiver: Receiver = Receiver(
            config.limits,
            router,
            self.correlator,
            info,
            prefix=prefix,
            response_class=responses.lookup,
        )
        self.outbox: Outbox = Outbox(self._begin_writing)
        self._native = native
        self._writes = False
        self._deadlines = Deadlines(self.correlator)
        self._keeps = False
        self._task_group: TaskGroup | None = None
        self.opening: Opening = Opening(
            config,
            info,
            self.receiver,
            fan,
            partial(self.correlator.add, own=True),
            self.abandon,
            new_action_id,
            self._pump,
            self._send_first,
            sees_boot=sees_boot,
            last_boot=last_boot,
        )
        self._widening = Widening(self.opening.coverage, self.opening.demand, self._ask)
        self.bytes_received: int = 0
        self.bytes_sent: int = 0
        self.heard: float = 0.0
        """When the last byte came: seconds since 1970."""
        self._stream: ByteStream | None = None
        self._liveness = Liveness(
            config, info.endpoint, self.correlator, self._probe, new_action_id, self.fail
        )
        self._taps = ExitStack()
        self._reason: AMIError | None = None
        self._scope = CancelScope()  # of the reading; the supervisor shields it
        # Of the tasks beside it.
        self._scopes: list[CancelScope] = []

    # Opening.

    async def open(self) -> None:
        """Connect, log in and learn about the server.

        Raises ConnectError, ConnectTimeout, AuthenticationError or FilterRefused. A cancelled
        or failed call leaves no socket behind.
        """
        config = self._config
        address = config.endpoint.address
        if self._observers is not None:
            self._observers.connecting(self.info)
        try:
            try:
                with anyio.fail_after(config.connect_timeout):
                    self._stream = await open_transport(config.endpoint, config.transport)
                    if config.endpoint.tls:
                        from .tls import wrap_tls

                        self._stream = await wrap_tls(self._stream, config.endpoint)
            except TimeoutError as exc:
                part = "no connection" if self._stream is None else "the TLS handshake did not finish"
                msg = f"cannot connect to {address}: {part} within {config.connect_timeout:g} s"
                raise ConnectTimeout(msg) from exc
            # Nobody gets an event before it is known which run of the server it comes from.
            self._fan.hold()
            with self._fan.tap(events.FullyBooted, self.opening.booted):
                try:
                    with anyio.fail_after(config.login_timeout):
                        await self.opening.greeted()
                        if config.transport is None and not self._tls and not self.receiver.is_ahead:
                            self._stream = direct(self._connected)
                        await self.opening.log_in()
                except TimeoutError as exc:
                    greeted = self.receiver.buffer.greeting is not None
                    part = "the login was not finished" if greeted else "no greeting came"
                    hint = "" if greeted or self._tls else " (a TLS port sends none: tls=True)"
                    msg = f"connected to {address}, but {part} within {config.login_timeout:g} s{hint}"
                    raise ConnectTimeout(msg) from exc
                self._on_login(self)
                self._fan.release()
                await self.opening.wait_for_boot()
                if self.opening.coverage.derived:
                    await self.opening.serve_late()
            if self.opening.is_overdue:
                self._taps.enter_context(self._fan.tap(events.FullyBooted, self._booted_late))
        except _LOST as exc:
            await self.close()
            if isinstance(exc, AMIError):  # ConnectTimeout is an OSError too
                raise
            msg = f"{address} closed the connection during the login"
            raise ConnectError(msg) from exc
        except ProtocolError as exc:
            await self.close()
            msg = f"cannot log in to {address}: {exc}"
            raise ConnectError(msg) from exc
        except BaseException:
            await self.close()
            raise

    def _booted_late(self, batch: Sequence[events.FullyBooted]) -> None:
        self.opening.booted(batch)
        self.opening.note_boot()
        self._on_booted(self)

    async def _pump(self) -> None:
        self._take(await self._connected.receive(READ_SIZE))
        if self._fan.held > _HELD:
            msg = f"more than {_HELD} events came before the login was finished"
            raise ProtocolError(msg)

    # Running.

    async def run(self, task_group: TaskGroup) -> None:
        """Read until the connection is lost. Everything pending has failed by then."""
        self._liveness.last_heard = anyio.current_time()
        try:
            with self._scope:
                self._task_group = task_group
                self._start("watch", self._liveness.watch)
                if self.opening.coverage.derived:
                    self._start("widen", self._widening.run)
                if self._deadlines.waiting:
                    self._keep_deadlines()
                if not self.outbox.idle:
                    self._begin_writing()
                await self._read_loop()
        except get_cancelled_exc_class():
            self._reason = ConnectionLost("the client was closed")
            raise
        finally:
            # The state changes before the callers that are told of it run on.
            self._on_lost(self, self._lost_because())
            await self.close()

    def _start(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        if self._task_group is None:
            return
        # Made here, so that `close` ends a task that has not had its first turn yet, too.
        scope = CancelScope(shield=True)
        self._scopes.append(scope)

        async def run() -> None:
            with scope:
                await work()

        self._task_group.start_soon(self._guard, run, name=f"AMI {name} {self.info.node}")

    def _lost_because(self) -> AMIError:
        return self._reason or ConnectionLost(f"the connection to {self.info.endpoint} was lost")

    async def _read_loop(self) -> None:
        stream = self._connected
        try:
            if isinstance(stream, DirectStream):
                # A predicate is run in a task, as anything of the user's that may look for it.
                await stream.receive_all(
                    self._take, READ_SIZE, self._native.loop, apart=lambda: self._fan.calls_out
                )
            while True:
                self._take(await stream.receive(READ_SIZE))
        except anyio.EndOfStream:
            self.fail(ConnectionLost(f"{self.info.endpoint} closed the connection"))
        except _LOST as exc:
            self.fail(ConnectionLost(f"the connection to {self.info.endpoint} broke"), exc)
        except ProtocolError as exc:
            self.fail(exc)
        except Exception as exc:  # a fault of ours must not leave callers waiting
            _log.exception("%s: reading failed", self.info.node, extra=of_session(self.info, exc))
            self.fail(ConnectionLost(f"reading from {self.info.endpoint} failed: {exc!r}"), exc)

    def _take(self, data: bytes) -> None:
        self.bytes_received += len(data)
        now = self._liveness.last_heard = self._native.now()
        wall = self.heard = time.time()
        observers = self._observers
        if observers is not None:
            observers.received(self.info, data)
        begun = 0.0 if observers is None else time.perf_counter()
        try:
            self.receiver.feed(data, now, wall)
        finally:
            self._fan.flush()
            self.correlator.flush()
            if observers is not None:
                observers.decoded(self.info, len(data), time.perf_counter() - begun)

    def _begin_writing(self) -> None:
        # Not before it is needed: most of what is sent goes at once.
        if not self._writes and self._task_group is not None:
            self._writes = True
            self._start("write", self._write)

    def _observe_sent(self, frame: bytes) -> None:
        if self._observers is not None and frame:
            self._observers.sent(self.info, frame)

    async def _write(self) -> None:
        try:
            while self._stream is not None:
                batch = await self.outbox.take()
                # Before the write begins: once it has, nobody knows how much of it arrived.
                for request in batch:
                    request.sent = True
                    self._observe_sent(request.frame if request.name else b"")
                await self._send(Frame(b"".join([request.frame for request in batch])))
        except Exception as exc:  # whatever it is, nothing more can be sent
            if not isinstance(exc, _LOST):
                _log.exception("%s: writing failed", self.info.node, extra=of_session(self.info, exc))
            self.fail(ConnectionLost(f"writing to {self.info.endpoint} failed: {exc!r}"), exc)

    def _keep_deadlines(self) -> None:
        # Not before it is needed: a fleet has many idle connections.
        if not self._keeps and self._task_group is not None:
            self._keeps = True
            self._start("deadlines", self._deadlines.keep)

    # Requests.

    def submit(self, request: Request, *, own: bool = False) -> None:
        """Queue a request. Raises NotSent at the bound of requests in flight, NotConnected after `close`."""
        if self._stream is None:
            msg = f"{request.name} was not sent: {self._lost_because()}"
            raise NotConnected(msg)
        idle = not self.correlator.pending
        self.correlator.add(request, own=own)
        if request.patience < math.inf:
            self._deadlines.add(request.patience)
            self._keep_deadlines()
        if not (idle and self._sent_at_once(request)):
            self.outbox.put(request)

    def _sent_at_once(self, request: Request) -> bool:
        stream = self._stream
        if not (isinstance(stream, DirectStream) and self.outbox.idle):
            return False
        frame = request.frame
        try:
            count = stream.try_send(frame)
        except OSError:
            return False  # the writer will see it, too
        if not count:
            return False
        request.sent = True
        self._observe_sent(frame)
        self.bytes_sent += count
        if count < len(frame):
            self.outbox.put_rest(frame[count:])
        return True

    def _probe(self, request: Request) -> None:
        # Before all that waits to be sent.
        if not self._sent_at_once(request):
            self.outbox.put(request, first=True)

    def abandon(self, request: Request) -> None:
        """The caller gave up: withdrawn if it was not sent yet, else its answer is dropped."""
        self.correlator.abandon(request)

    async def widen(self) -> None:
        """Have the server send all that is listened to, if it does not yet.

        Raises ActionTimeout or ActionError. If the connection is lost meanwhile, the
        next login sees to it.
        """
        if self.opening.coverage.lacks(self.opening.demand()):
            limit = self._config.action_timeout
            with anyio.move_on_after(limit):
                await self._widening.wait()
                return
            msg = (
                f"the subscription could not begin: {self.info.endpoint} did not say within {limit:g} s "
                "that it sends these events"
            )
            raise ActionTimeout(msg, sent=False)

    async def _ask(self, name: str, headers: list[tuple[str, str, str]]) -> Response:
        request = own_request(name, self._new_action_id(), headers)
        request.deadline = anyio.current_time() + self._config.action_timeout
        answered = anyio.Event()
        request.wake = answered.set
        self.submit(request, own=True)
        try:
            await answered.wait()
        finally:
            if not request.done:
                self.abandon(request)
        if request.error is not None:
            raise request.error
        reply: Response = request.reply
        return reply

    # Ending.

    async def log_off(self) -> None:
        """Say Logoff and wait for the answer or for the end of the connection."""
        # What is still pending was not cut by the server.
        self._reason = self._reason or ConnectionLost("the client was closed")
        request = own_request("Logoff", self._new_action_id())
        answered = anyio.Event()
        request.wake = answered.set
        with suppress(NotSent):
            self.submit(request, own=True)
            await answered.wait()

    def fail(self, reason: AMIError, cause: BaseException | None = None) -> None:
        """The connection is lost; only the first reason counts."""
        if self._reason is None:
            reason.__cause__ = cause
            self._reason = reason
        self._scope.cancel()

    async def close(self) -> None:
        """Close the socket at once and fail what is pending. Never waits for the server."""
        for scope in self._scopes:
            scope.cancel()
        self._taps.close()
        stream, self._stream = self._stream, None
        if self.opening.boot is None:
            self._fan.discard()
        reason = self._lost_because()
        # First of all, since what follows may be cancelled.
        self.correlator.lose(str(reason), reason)
        self._widening.lose()
        if stream is not None:
            await anyio.aclose_forcefully(stream)

    @property
    def _connected(self) -> ByteStream:
        if self._stream is None:
            raise anyio.ClosedResourceError
        return self._stream

    async def _send_first(self, data: bytes) -> None:
        self._observe_sent(data)
        await self._send(data)

    async def _send(self, data: bytes) -> None:
        await send_frames(self._connected, data, tls=self._tls)
        self.bytes_sent += len(data)
