"""An event loop in a thread of its own, and the calls that other threads make into it."""

from __future__ import annotations

import atexit
import os
import sys
import threading
import weakref
from _thread import start_new_thread
from collections import deque
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import anyio
from anyio import CancelScope
from anyio.lowlevel import current_token

from anyio_ami.errors import ClientClosed

from ._outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from contextlib import AbstractAsyncContextManager

    from anyio.abc import TaskGroup
    from typing_extensions import ParamSpec

    P = ParamSpec("P")

T = TypeVar("T")

Backend = Literal["asyncio", "trio"]

# Seconds that an interrupted thread goes on waiting for what was told to stop at once.
_PATIENCE: Final = 5.0
# ... and for its thread, which may have to wait for a lookup of a host name.
_THREAD_END: Final = 0.5
_LEFT: Final = "the block of this client was left during the call; what was on its way may have been executed"

_open: weakref.WeakSet[Bridge] = weakref.WeakSet()


class _BodyFailedError(Exception):
    """Thrown into the asynchronous block in place of what the synchronous one raised."""


class _Call(Outcome[T]):
    """One call into the loop. All but its outcome is the loop's."""

    __slots__ = ("abandoned", "begun", "kept", "scope")

    def __init__(self, *, kept: bool) -> None:
        super().__init__()
        self.kept = kept
        self.begun = False
        self.abandoned = False
        self.scope: CancelScope | None = None

    def cancel(self) -> None:
        self.abandoned = True
        if self.scope is not None and not self.done:
            self.scope.cancel()


class Bridge:
    """Runs one asynchronous context manager in a loop of its own, in a thread of its own.

    `enter` and `leave` are the two ends of the block; `call` may be used by any thread between them.

    A thread that calls takes no lock (see `Outcome`): it puts a job into a deque, wakes the loop with what
    the event loop offers for this, waits, and if it is interrupted puts another job there. Only
    the loop's thread takes jobs out, in their order, and decides what may still begin.
    """

    def __init__(self, backend: Backend, backend_options: Mapping[str, Any] | None) -> None:
        self._backend = backend
        self._backend_options = dict(backend_options or {})
        self._pid = os.getpid()
        self._begun = False
        self._closing = False
        self._over = False
        self._jobs: deque[Callable[[], object]] = deque()
        self._wake: Callable[[Callable[[], object]], object] | None = None
        self._ready: Outcome[None] = Outcome()
        self._entered: Outcome[Any] = Outcome()
        self._ended: Outcome[None] = Outcome()
        self._failure: BaseException | None = None
        self._notes: list[str] = []
        # Of the loop's thread alone.
        self._calls: set[_Call[Any]] = set()
        self._finishers: set[Callable[[], Awaitable[None]]] = set()
        self._body_failed = False
        self._refusing = False
        self._cancelled: type[BaseException]
        self._group: TaskGroup
        self._leaving: anyio.Event
        self._scope: CancelScope
        self._ident: int | None = None
        self._thread: threading.Thread | None = None

    # The two ends.

    def enter(self, manager: AbstractAsyncContextManager[T]) -> T:
        """Start the thread and enter ``manager`` in it. Raises what entering raises."""
        run = partial(copy_context().run, self._run_loop, manager)
        self._thread = threading.Thread(target=run, daemon=True, name="anyio_ami")
        try:
            # Thread.start() waits with a threading.Event, which the new thread has to set.
            start_new_thread(self._start_thread, (self._thread,))
            self._ready.result()
            _open.add(self)
            handle: T = self._entered.result()
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
        try:
            _open.discard(self)
            if self.is_foreign:
                return
            if self.is_own_thread:
                # The garbage collector ends a generator wherever it happens to run.
                self._closing = True
                self._begin_to_leave(body is not None)
                return
            if not self._closing:
                self._closing = True
                with suppress(ClientClosed):
                    self._post(partial(self._begin_to_leave, body is not None))
            self._ended.wait()
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

    def abandon(self) -> None:
        """End the block where neither of the two has; harmless where one has."""
        if not (self._ended.done or self.is_foreign or self.is_own_thread):
            self._abort(_THREAD_END)

    @property
    def is_foreign(self) -> bool:
        """Whether this is another process than that whose threads run the loop: a fork takes along none."""
        return os.getpid() != self._pid

    @property
    def is_own_thread(self) -> bool:
        """Whether this is the loop's thread."""
        return threading.get_ident() == self._ident

    def _abort(self, patience: float = _PATIENCE) -> None:
        self._closing = True
        if self._wake is None:
            patience = _THREAD_END  # a loop that comes to life yet sees it, and ends
        else:
            with suppress(ClientClosed):
                self._post(self._stop)
        self._ended.wait(patience)

    def _join(self) -> None:
        if self._thread is not None and self._begun:
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

    def _call(self, call: _Call[T], func: Callable[[], Awaitable[T]]) -> T:
        self.require_own()
        if self.is_own_thread:
            msg = "called in the client's own loop, where where=, reconnect= and observers run: it would hang"
            raise RuntimeError(msg)
        if self._closing:
            raise closed()
        try:
            self._post(partial(self._begin, call, func))
            return call.result()
        except BaseException:
            if not call.done:
                self._abandon(call)
            raise

    def _abandon(self, call: _Call[Any]) -> None:
        """Cancel a call whose caller was interrupted, and wait until it has ended."""
        with suppress(ClientClosed):
            self._post(partial(self._cancel, call))
            call.wait(_PATIENCE)

    def _post(self, func: Callable[[], object]) -> None:
        """Have the loop call this soon. Raises ClientClosed where it never will."""
        assert self._wake is not None
        job = partial(copy_context().run, func)
        self._jobs.append(job)
        try:
            self._wake(self._work)
        except RuntimeError:
            if not self._ended.done:
                raise  # a signal handler's own
        if self._over:
            with suppress(ValueError):  # the loop's thread has taken it, and does it
                self._jobs.remove(job)
                raise closed()

    def soon(self, func: Callable[[], object]) -> None:
        """Have the loop call a plain function, and wait for nothing; after the block nothing happens."""
        if not self.is_foreign:
            with suppress(ClientClosed):
                self._post(func)

    def require_own(self) -> None:
        """Raise ClientClosed in a process that was forked off."""
        if self.is_foreign:
            msg = "this client belongs to the process that made it; connect anew after a fork"
            raise ClientClosed(msg)

    def wait_for_the_end(self) -> None:
        """Wait until the block that is being left has been left. Raises ClientClosed after a fork."""
        self.require_own()
        self._ended.wait()

    def at_the_end(self, finish: Callable[[], Awaitable[None]]) -> None:
        """Have ``finish`` awaited in the loop once the block has been left. Call it in the loop."""
        self._finishers.add(finish)

    def no_longer(self, finish: Callable[[], Awaitable[None]]) -> None:
        """Take back `at_the_end`."""
        self._finishers.discard(finish)

    # In a thread that starts the loop's.

    def _start_thread(self, thread: threading.Thread) -> None:
        try:
            thread.start()
        except BaseException as exc:
            self._settle(exc)

    # In the loop's thread.

    def _run_loop(self, manager: AbstractAsyncContextManager[Any]) -> None:
        # The caller's context may know an event loop: the one of its own thread, not of this one.
        if sniffio := sys.modules.get("sniffio"):
            sniffio.current_async_library_cvar.set(None)
        self._ident = threading.get_ident()
        self._begun = True
        try:
            anyio.run(self._main, manager, backend=self._backend, backend_options=self._backend_options)
        except BaseException as exc:
            self._settle(exc)
        finally:
            self._closing = self._refusing = self._over = True
            # Who put a job here sees that it is over, or else it is seen here.
            self._work()
            for call in self._calls:
                call.set_error(closed())  # its task never ran
            self._ident = None
            self._settle(None)

    def _settle(self, failure: BaseException | None) -> None:
        for outcome in (self._ready, self._entered):
            if not outcome.done:
                outcome.set_error(failure or closed())
        if not self._ended.done:
            self._failure = self._failure or failure
            self._ended.set(None)

    async def _main(self, manager: AbstractAsyncContextManager[Any]) -> None:
        failure: BaseException | None = None
        async with anyio.create_task_group() as self._group:
            try:
                with CancelScope() as self._scope:
                    self._leaving = anyio.Event()
                    self._cancelled = anyio.get_cancelled_exc_class()
                    self._wake = _waker()
                    if self._closing:
                        # Interrupted before there was anything to tell it.
                        self._scope.cancel()
                    self._ready.set(None)
                    await self._hold(manager)
            except _BodyFailedError as exc:
                self._notes = list(getattr(exc, "__notes__", ()))
            except BaseException as exc:
                failure = exc
            # Perhaps it ended by itself.
            self._closing = self._refusing = True
            self._cancel_calls()
        # Every call has ended by now.
        for finish in tuple(self._finishers):
            await finish()
        self._settle(failure)

    async def _hold(self, manager: AbstractAsyncContextManager[Any]) -> None:
        async with manager as handle:
            self._entered.set(handle)
            await self._leaving.wait()
            self._cancel_calls()
            if self._body_failed:
                raise _BodyFailedError

    def _work(self) -> None:
        while True:
            try:
                job = self._jobs.popleft()
            except IndexError:
                return
            job()

    def _begin_to_leave(self, body_failed: bool) -> None:
        if not self._refusing:
            self._refusing = True
            self._body_failed = body_failed
            self._leaving.set()

    def _stop(self) -> None:
        if not self._over and not self._ended.done:
            self._scope.cancel()

    def _cancel_calls(self) -> None:
        for call in self._calls:
            if not call.kept:
                call.cancel()

    def _cancel(self, call: _Call[Any]) -> None:
        call.cancel()
        if not call.begun:
            call.set_error(closed())

    def _begin(self, call: _Call[T], func: Callable[[], Awaitable[T]]) -> None:
        if self._refusing or call.abandoned:
            call.set_error(closed())
            return
        # The context is the caller's, which may know another event loop.
        if sniffio := sys.modules.get("sniffio"):
            sniffio.current_async_library_cvar.set(self._backend)
        call.begun = True
        self._calls.add(call)
        self._group.start_soon(self._run, call, func)

    async def _run(self, call: _Call[T], func: Callable[[], Awaitable[T]]) -> None:
        try:
            with CancelScope() as call.scope:
                if call.abandoned:
                    call.scope.cancel()
                call.set(await func())
        except Exception as exc:
            call.set_error(exc)
        except (self._cancelled, GeneratorExit):
            raise
        except BaseException as exc:
            call.set_error(exc)
            raise
        finally:
            self._calls.discard(call)
            if not call.done:
                call.set_error(ClientClosed(_LEFT))


def closed() -> ClientClosed:
    """The error of a call after the block."""
    return ClientClosed("this client is closed: it was used after its `with anyio_ami.sync.connect()` block")


def _waker() -> Callable[[Callable[[], object]], object]:
    """What has the running event loop call a function soon, from any thread, and waits for nothing."""
    token: object = current_token()
    native: Any = getattr(token, "native_token", token)  # from AnyIO 4.11 on
    wake: Callable[[Callable[[], object]], object]
    wake = native.run_sync_soon if hasattr(native, "run_sync_soon") else native.call_soon_threadsafe
    return wake


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
