"""A simulated server in a loop of its own, and what the tests of threads need."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from anyio.from_thread import start_blocking_portal

import anyio_ami.sync
from anyio_ami.sync import _bridge
from anyio_ami.testing import FakeAsterisk
from tests.conftest import NO_BACKEND

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from contextlib import AbstractContextManager

    from anyio.from_thread import BlockingPortal

BACKENDS: dict[str, dict[str, Any]] = {
    "asyncio": {"backend": "asyncio"},
    "uvloop": {"backend": "asyncio", "backend_options": {"use_uvloop": True}},
    "trio": {"backend": "trio"},
}

WAIT = 20.0
"""Seconds after which something that never comes fails a test."""


class Server:
    """A simulated server, used from the test's thread."""

    def __init__(self, pbx: FakeAsterisk, portal: BlockingPortal) -> None:
        self.pbx = pbx
        self.portal = portal
        self.url = f"ami://admin:s3cret@{pbx.host}:{pbx.port}"

    def emit(self, *numbers: int) -> None:
        """Send one UserEvent for each number, and wait until they are written."""

        async def emit() -> None:
            for number in numbers:
                self.pbx.emit("UserEvent", {"UserEvent": "test", "Number": str(number)}, event_class="user")
            await self.pbx.flush()

        self.portal.call(emit)

    def cut(self) -> None:
        self.portal.call(self.pbx.cut)

    @contextmanager
    def hold(self, action: str) -> Generator[None]:
        """Do not answer this action while the block runs."""
        held = self.pbx.hold(action)
        self.portal.call(held.__enter__)
        try:
            yield
        finally:
            self.portal.call(held.__exit__, None, None, None)

    def wait_for_request(self, action: str) -> None:
        """Wait until the next such action has come."""
        self.portal.start_task_soon(self.pbx.wait_for_request, action).result(WAIT)

    def names(self) -> list[str]:
        return [request.name for request in self.pbx.requests]


@pytest.fixture
def server() -> Generator[Server]:
    with start_blocking_portal() as portal:
        with portal.wrap_async_context_manager(FakeAsterisk()) as pbx:
            yield Server(pbx, portal)


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The options of `connect` that say what runs the loop."""
    module = request.param
    if find_spec(module) is None:
        pytest.skip(f"{NO_BACKEND}: {module}")
    return BACKENDS[module]


@pytest.fixture
def connect(
    server: Server, backend: dict[str, Any]
) -> Callable[..., AbstractContextManager[anyio_ami.sync.AMIClient]]:
    def connect(**options: Any) -> AbstractContextManager[anyio_ami.sync.AMIClient]:
        chosen: dict[str, Any] = {"boot_timeout": 0, **backend, **options}
        return anyio_ami.sync.connect(server.url, **chosen)

    return connect


class Calls:
    """Knows of the calls that threads make into a loop."""

    def __init__(self) -> None:
        self.count = 0
        self._begun = threading.Semaphore(0)

    def begin(self) -> None:
        self.count += 1
        self._begun.release()

    def forget(self) -> None:
        """What began so far is not waited for."""
        while self._begun.acquire(blocking=False):
            pass

    def wait(self) -> None:
        """Wait until a call has begun."""
        assert self._begun.acquire(timeout=WAIT), "no call began"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    calls = Calls()
    run = _bridge.Bridge._run

    async def counted(self: Any, call: Any, func: Any) -> Any:
        calls.begin()
        return await run(self, call, func)

    monkeypatch.setattr(_bridge.Bridge, "_run", counted)
    return calls


@pytest.fixture
def pool() -> Generator[ThreadPoolExecutor]:
    """Threads of the test."""
    with ThreadPoolExecutor(8) as pool:
        yield pool


def press_ctrl_c() -> None:
    """Send the main thread what a terminal sends."""
    ident = threading.main_thread().ident
    assert ident is not None
    signal.pthread_kill(ident, signal.SIGINT)
