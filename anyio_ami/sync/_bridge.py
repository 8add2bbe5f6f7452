"""An event loop in a thread of its own, and the calls that other threads make into it."""

from __future__ import annotations

import atexit
import os
import sys
import threading
import weakref
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as WaitedInVain
from concurrent.futures import wait as wait_for_futures
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import anyio
from anyio import CancelScope, to_thread
from anyio.from_thread import BlockingPortal

from anyio_ami.errors import ClientClosed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from contextlib import AbstractAsyncContextManager

    from typing_extensions import ParamSpec, TypeVarTuple, Unpack

    P = ParamSpec("P")
    Arguments = TypeVarTuple("Arguments")

T = TypeVar("T")

Backend = Literal["asyncio", "trio"]

# Seconds that an interrupted thread goes on waiting for what was told to stop at once.
_PATIENCE: Final = 5.0
# ... and for its thread, which may have to wait for a lookup of a host name.
_THREAD_END: Final = 0.5
# The main thread looks so often for a signal (seconds).
_LOOK_FOR_SIGNALS: Final = 0.1

_open: weakref.WeakSet[Bridge] = weakref.WeakSet()


class _BodyFailedError(Exception):
    """Thrown into the asynchronous block in place of what the synchronous one raised."""


class _Call:
    """One call into the loop."""

    __slots__ = ("abandoned", "ended", "kept", "over", "scope")

    def __init__(self, *, kept: bool) -> None:
        self.kept = kept
        self.abandoned = False
        self.ended = False
        self.scope: CancelScope | None = None
        self.over: anyio.Event | None = None

    def cancel(self) -> None:
        self.abandoned = True
        if self.scope is not None:
            self.scope.cancel()


class Bridge:
    """Runs one asynchronous context manager in a loop of its own, in a thread of its own.

    `enter` and `leave` are the two ends of the block; `call` may be used by any thread between them.
    """

    def __init__(self, backend: Backend, backend_options: Mapping[str, Any] | None) -> None:
        self._backend = backend
        self._backend_options = dict(backend_options or {})
        self._pid = os.getpid()
        # Whoever begins a call holds it, so that none begins in a loop that is about to end. A signal
        # handler may run while its own thread does.
        self._gate = threading.RLock()
        self._closing = False
        self._ready: Future[None] = Future()
        self._entered: Future[Any] = Future()
        self._ended: Future[None] = Future()
        self._failure: BaseException | None = None
        self._notes: list[str] = []
        # Of the loop's thread alone.
        self._calls: set[_Call] = set()
        self._finishers: set[Callable[[], Awaitable[None]]] = set()
        self._body_failed = False
        self._portal: BlockingPortal | None = None
        self._leaving: anyio.Event
        self._scope: CancelScope
        self._thread: threading.Thread | None = None

    # The two ends.

    def enter(self, manager: AbstractAsyncContextManager[T]) -> T:
        """Start the thread and enter ``manager`` in it. Raises what entering raises."""
        run = partial(copy_context().run, self._run_loop, manager)
        self._thread = threading.Thread(target=run, daemon=True, name="anyio_ami")
        try:
            self._thread.start()
            _result(self._ready)
            _open.add(self)
            handle: T = _result(self._entered)
        except BaseException:
            _open.discard(self)
            self._abort()
            self._join()
            raise
        return handle

    def leave(self, body: BaseException | None) -> None:
        """Leave the manager, and wait for its end; ``body``: what the block raised.

        Raises what leaving raises, unless the block raised something itself.
        """
        _open.discard(self)
        if self.is_foreign:
            return
        if self.is_own_thread:
            # The garbage collector ends a generator wherever it happens to run.
            self._closing = True
            self._begin_to_leave(body is not None)
            return
        try:
            with self._gate:
                if not self._closing:
                    self._closing = True
                    self._start(self._begin_to_leave, body is not None)
            _result(self._ended)
        except BaseException:
            # A second Ctrl-C: the Logoff is not waited for any more. The thread ends by itself.
            self._abort(_THREAD_END)
            raise
        self._join()
        failure, self._failure = self._failure, None
        if body is None and failure is not None:
            try:
                raise failure
            finally:
                failure = None  # or the traceback would hold itself
        for note in self._notes:
            _add_note(body, note)

    @property
    def is_foreign(self) -> bool:
        """Whether this is another process than that whose threads run the loop: a fork takes along none."""
        return os.getpid() != self._pid

    @property
    def is_own_thread(self) -> bool:
        """Whether this is the loop's thread."""
        return threading.current_thread() is self._thread

    def _abort(self, patience: float = _PATIENCE) -> None:
        with self._gate:
            self._closing = True
            if self._portal is not None and not self._ended.done():
                with suppress(ClientClosed):
                    self._start(self._scope.cancel)
        wait_for_futures([self._ended], patience)

    def _join(self) -> None:
        if self._thread is not None:
            with suppress(RuntimeError):  # a signal came before it was started
                self._thread.join(_THREAD_END)

    # Calls.

    def call(self, func: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a coroutine function in the loop and wait for its result; its errors come out as they are.

        Raises ClientClosed when the block is left meanwhile, or was already; RuntimeError in the loop's
        own thread. A KeyboardInterrupt cancels the call.
        """
        return self._call(_Call(kept=False), lambda: func(*args, **kwargs))

    def call_to_the_end(self, func: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for what ends by itself when the block is left."""
        return self._call(_Call(kept=True), lambda: func(*args, **kwargs))

    def _call(self, call: _Call, func: Callable[[], Awaitable[T]]) -> T:
        self.require_own()
        if self.is_own_thread:
            msg = "called in the client's own loop, where where=, reconnect= and observers run: it would hang"
            raise RuntimeError(msg)
        try:
            with self._gate:
                if self._closing:
                    raise closed()
                future = self._start(self._run, call, func)
            result: T = _result(future)
        except CancelledError:
            raise closed() from None
        except BaseException:
            if not call.ended:
                self._abandon(call)
            raise
        return result

    def _abandon(self, call: _Call) -> None:
        """Cancel a call whose caller was interrupted, and wait until it has ended."""
        call.abandoned = True
        with suppress(ClientClosed, WaitedInVain):
            with self._gate:
                cancelled = self._start(self._cancel, call)
            cancelled.exception(_PATIENCE)

    def _start(self, func: Callable[[Unpack[Arguments]], Any], *args: Unpack[Arguments]) -> Future[Any]:
        assert self._portal is not None
        try:
            return self._portal.start_task_soon(func, *args)
        except RuntimeError:
            raise closed() from None  # the loop has just ended

    def require_own(self) -> None:
        """Raise ClientClosed in a process that was forked off."""
        if self.is_foreign:
            msg = "this client belongs to the process that made it; connect anew after a fork"
            raise ClientClosed(msg)

    def wait_for_the_end(self) -> None:
        """Wait until the block that is being left has been left. Raises ClientClosed after a fork."""
        self.require_own()
        _result(self._ended)

    def at_the_end(self, finish: Callable[[], Awaitable[None]]) -> None:
        """Have ``finish`` awaited in the loop once the block has been left. Call it in the loop."""
        self._finishers.add(finish)

    def no_longer(self, finish: Callable[[], Awaitable[None]]) -> None:
        """Take back `at_the_end`."""
        self._finishers.discard(finish)

    # In the loop's thread.

    def _run_loop(self, manager: AbstractAsyncContextManager[Any]) -> None:
        try:
            anyio.run(self._main, manager, backend=self._backend, backend_options=self._backend_options)
        except BaseException as exc:
            self._settle(exc)
        finally:
            self._settle(None)

    def _settle(self, failure: BaseException | None) -> None:
        for future in (self._ready, self._entered):
            if not future.done():
                future.set_exception(failure or closed())
        if not self._ended.done():
            self._failure = self._failure or failure
            self._ended.set_result(None)

    async def _main(self, manager: AbstractAsyncContextManager[Any]) -> None:
        failure: BaseException | None = None
        async with BlockingPortal() as portal:
            try:
                with CancelScope() as self._scope:
                    self._leaving, self._portal = anyio.Event(), portal
                    if self._closing:
                        # Interrupted before there was anything to tell it.
                        self._scope.cancel()
                    self._ready.set_result(None)
                    await self._hold(manager)
            except _BodyFailedError as exc:
                self._notes = list(getattr(exc, "__notes__", ()))
            except BaseException as exc:
                failure = exc
            if not self._closing:
                # It ended by itself.
                await to_thread.run_sync(self._shut)
            self._cancel_calls()
        # Every call has ended by now.
        for finish in tuple(self._finishers):
            await finish()
        self._settle(failure)

    async def _hold(self, manager: AbstractAsyncContextManager[Any]) -> None:
        async with manager as handle:
            self._entered.set_result(handle)
            await self._leaving.wait()
            self._cancel_calls()
            if self._body_failed:
                raise _BodyFailedError

    def _begin_to_leave(self, body_failed: bool) -> None:
        self._body_failed = body_failed
        self._leaving.set()

    def _shut(self) -> None:
        with self._gate:
            self._closing = True

    def _cancel_calls(self) -> None:
        for call in self._calls:
            if not call.kept:
                call.cancel()

    async def _cancel(self, call: _Call) -> None:
        if call.scope is not None and not call.ended:
            call.over = anyio.Event()
            call.cancel()
            await call.over.wait()

    async def _run(self, call: _Call, func: Callable[[], Awaitable[T]]) -> T:
        try:
            with CancelScope() as call.scope:
                self._calls.add(call)
                if call.abandoned:
                    call.scope.cancel()
                return await func()
        finally:
            call.ended = True
            self._calls.discard(call)
            if call.over is not None:
                call.over.set()
        msg = "the block of this client was left during the call; what was on its way may have been executed"
        raise ClientClosed(msg)


def closed() -> ClientClosed:
    """The error of a call after the block."""
    return ClientClosed("this client is closed: it was used after its `with anyio_ami.sync.connect()` block")


def _result(future: Future[T]) -> T:
    if threading.current_thread() is threading.main_thread():
        # A signal ends no wait on Windows, nor elsewhere if it comes just before the wait begins.
        while True:
            try:
                future.exception(_LOOK_FOR_SIGNALS)
                break
            except WaitedInVain:
                pass
    return future.result()


def _add_note(error: BaseException | None, note: str) -> None:
    if error is None:
        return
    if sys.version_info >= (3, 11):
        error.add_note(note)
    else:
        notes = [*getattr(error, "__notes__", []), note]
        error.__notes__ = notes  # type: ignore[attr-defined]  # what add_note() does from 3.11 on


def _leave_all() -> None:
    """Log off what was never left: a block in a generator, or in a thread that still runs."""
    for bridge in tuple(_open):
        with suppress(Exception):  # nobody is there any more to be told
            bridge.leave(None)


atexit.register(_leave_all)
