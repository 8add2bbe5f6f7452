"""The world in which a document's snippet runs: each server that it connects to is a simulated one.

Where the snippet runs an event loop, the simulated servers run in the same one, on a virtual clock. For the
synchronous client, and whatever else brings threads or a loop of its own, they run in a thread. What never
ends by itself is ended as a user would do it, after some rounds of calls: by Ctrl-C.
"""

from __future__ import annotations

import asyncio
import re
import signal
import ssl
import threading
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import anyio
import trustme
from anyio.from_thread import start_blocking_portal

import anyio_ami.sync
from anyio_ami.testing import FakeAsterisk, FakeUser

from ._clock import PatientClock
from ._life import CONTEXTS, furnish, one_round
from ._tunnels import Proxy

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
    from pathlib import Path

    import pytest

Backend = Literal["asyncio", "trio"]

ROUNDS = 3
# Seconds: until the calls begin, whether somebody has logged in or not; from the last of them to the end.
_PATIENCE, _AFTER = 30.0, 30.0
_REAL_PATIENCE, _REAL_AFTER = 3.0, 0.3
HOSTS = (
    "*.example.com",
    "pbx",
    "pbx1",
    "pbx2",
    "localhost",
    "127.0.0.1",
    "10.0.0.1",
    "10.0.0.2",
    "192.0.2.7",
)
TLS_PORTS = {5039}
PROXY_PORTS = {3128}
# Who listens there is in the snippet itself: a simulated server of its own, a replay.
_OWN_PORTS = range(10_000, 65_536)

# How long a second of a call takes where a real clock runs.
_SHORT = 0.005

_connect_tcp = anyio.connect_tcp
_run = anyio.run


class Ended(BaseException):
    """The snippet went on until it was ended."""


class World:
    """Runs what a snippet wants to run, on one backend. `pbx` is the server while it does."""

    def __init__(self, backend: Backend, code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.backend: Backend = backend
        self.folder = folder
        self.ended = False
        """Whether it went on until it was ended."""
        self.pbx: FakeAsterisk
        self.real_clock = False
        """Whether it needs processes, for which a virtual clock does not wait."""
        self.when_serving: Callable[[], object] = lambda: None
        """Called when the servers are there."""
        self._users = users(code)
        self._running = False
        # Who is told of losses sees some; everybody else's actions are left in peace.
        self._loses_the_line = "gaps=True" in code or ".states()" in code
        self._ports: dict[bool, int] = {}
        self.authority = trustme.CA()
        self.patch = monkeypatch
        self.authority.cert_pem.write_to_path(str(folder / "ca.pem"))
        # The system's authorities, as OpenSSL finds them.
        monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
        self._clock = PatientClock()
        self._clock.wait_for_threads(monkeypatch)
        monkeypatch.setattr(anyio, "connect_tcp", self._connect)
        for module, runs in ((anyio, self._as_function), (asyncio, self._as_coroutine)):
            monkeypatch.setattr(module, "run", partial(runs, module.run))
        defaults: dict[str, Any] = anyio_ami.sync.connect.__wrapped__.__kwdefaults__  # type: ignore[attr-defined]  # of a contextmanager
        monkeypatch.setitem(defaults, "backend", backend)
        if backend == "trio":
            import trio

            monkeypatch.setattr(trio, "run", partial(self._as_function, trio.run))

    # -- with an event loop --

    def run(self, function: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        """What `anyio.run` does, with servers beside it. Raises KeyboardInterrupt if it had to be ended."""
        options = {} if self.real_clock else self._clock.options(self.backend)
        self._running = True
        try:
            return _run(self._beside, function, args, backend=self.backend, backend_options=options)
        except Ended:
            self.ended = True
            raise KeyboardInterrupt from None
        finally:
            self._running = False

    def _as_function(self, real: Any, function: Any, *args: Any, **options: Any) -> Any:
        """In place of `anyio.run` and `trio.run`."""
        return self.run(function, *args) if self._wanted_here() else real(function, *args, **options)

    def _as_coroutine(self, real: Any, main: Any, **options: Any) -> Any:
        """In place of `asyncio.run`."""
        return self.run(_coroutine, main) if self._wanted_here() else real(main, **options)

    def _wanted_here(self) -> bool:
        """Whether the snippet itself runs a loop; not AnyIO, nor a thread of the synchronous client."""
        return not self._running and threading.current_thread() is threading.main_thread()

    async def _beside(self, function: Callable[..., Awaitable[Any]], args: tuple[Any, ...]) -> Any:
        failure: Exception | None = None
        result: Any = None
        scope = anyio.CancelScope()
        async with self._servers() as servers, anyio.create_task_group() as tasks:
            tasks.start_soon(self._live, servers, scope.cancel)
            try:
                with scope:
                    result = await function(*args)
            except Exception as exc:  # the snippet's own, not in a group
                failure = exc
            tasks.cancel_scope.cancel()
        if failure is not None:
            raise failure
        if scope.cancelled_caught:
            raise Ended
        return result

    # -- without one --

    @contextmanager
    def serving(self) -> Generator[None, None, None]:
        """Servers in a thread, for a body in the main thread, which is ended by a signal if need be."""
        lock, running = threading.Lock(), True
        self._running = self.real_clock = True

        def end() -> None:
            with lock:
                if running:
                    self.ended = True
                    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

        try:
            with (
                start_blocking_portal(self.backend) as portal,
                portal.wrap_async_context_manager(self._servers()) as servers,
            ):
                life = portal.start_task_soon(self._live, servers, end)
                try:
                    yield
                finally:
                    with lock:
                        running = False
                    life.cancel()
        except KeyboardInterrupt:
            if not self.ended:
                raise
        finally:
            self._running = False

    # -- servers --

    @asynccontextmanager
    async def _servers(self) -> AsyncGenerator[list[FakeAsterisk], None]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(*HOSTS).configure_cert(context)
        async with AsyncExitStack() as stack:
            servers = [
                await stack.enter_async_context(FakeAsterisk(users=self._users, tls=tls, dialplan=CONTEXTS))
                for tls in (None, context)
            ]
            self.pbx = servers[0]
            for server in servers:
                self._ports[server.tls is not None] = server.port
                furnish(server)
            self.when_serving()
            yield servers

    async def _connect(self, remote_host: Any, remote_port: int, **options: Any) -> Any:
        """In place of `anyio.connect_tcp`: whatever host is meant, it is one of ours."""
        if remote_port in _OWN_PORTS:
            return await _connect_tcp(remote_host, remote_port, **options)
        if remote_port in PROXY_PORTS:
            return Proxy(self._connect)
        return await _connect_tcp("127.0.0.1", self._ports[remote_port in TLS_PORTS])

    async def _live(self, servers: list[FakeAsterisk], end: Callable[[], object]) -> None:
        """Calls come and go on all servers, until all has been seen that there is to see."""
        second, patience, after = 1.0, _PATIENCE, _AFTER
        if self.real_clock:
            second, patience, after = _SHORT, _REAL_PATIENCE, _REAL_AFTER
        for number in range(ROUNDS):
            if number and self._loses_the_line:
                for server in servers:
                    server.cut()
                    await server.flush()
            with anyio.move_on_after(patience):
                # No event tells of a login.
                while not any(one.user for server in servers for one in server.sessions):  # noqa: ASYNC110  # no event for it
                    await anyio.sleep(second)
            async with anyio.create_task_group() as tasks:
                for server in servers:
                    tasks.start_soon(one_round, server, second)
        await anyio.sleep(after)
        end()


def users(code: str) -> list[FakeUser]:
    """The accounts that a snippet logs in to."""
    found = {"admin": "s3cret", "any": "any"}
    for name, secret in re.findall(r"amis?://(\w[\w.-]*)(?::(\w+))?@", code):
        found[name] = secret or "s3cret"
    for name in re.findall(r"""user(?:name)?["']?\s*[=:]\s*["'](\w+)["']""", code):
        found.setdefault(name, "s3cret")
    return [FakeUser(name, secret) for name, secret in found.items()]


async def _coroutine(main: Awaitable[Any]) -> Any:
    return await main
