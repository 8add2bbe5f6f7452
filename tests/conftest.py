"""Backends, clocks and servers for all tests.

- Async tests carry ``pytestmark = pytest.mark.anyio`` and run on every backend: asyncio, with uvloop, with
  eager tasks (Python 3.12 on), and Trio.
- A test that asks for the fixture `virtual_clock` runs on asyncio and Trio instead, with a clock that jumps
  to the next timer whenever nothing else is left to do.
- A test that asks for `asterisk`, `own_asterisk` or `asterisk_servers` runs against real servers
  (tests/asterisk).
- ``--reach=other`` runs what can differ on another interpreter (_reach.py).

With ``CI=true`` nothing that should run may be skipped: a missing backend or server fails the test.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from . import _reach, _virtual
from .asterisk.fixtures import asterisk as asterisk
from .asterisk.fixtures import asterisk_servers as asterisk_servers
from .asterisk.fixtures import own_asterisk as own_asterisk

if TYPE_CHECKING:
    from collections.abc import Generator

NO_BACKEND = "backend not installed"
STRICT = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--reach", choices=_reach.REACHES, default="all", help="how much of the tests runs (tests/_reach.py)"
    )


def pytest_configure(config: pytest.Config) -> None:
    _reach.choose(str(config.getoption("reach")))
    # What a shell starts in the background ignores it, and so would everything that the tests start.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _eager_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    if sys.version_info >= (3, 12):
        loop.set_task_factory(asyncio.eager_task_factory)
    return loop


def _need(module: str) -> None:
    if find_spec(module) is None:
        pytest.skip(f"{NO_BACKEND}: {module}")


@pytest.fixture
def anyio_backend(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    """Name and options for AnyIO's pytest plugin. Function-scoped: each test has a clock of its own."""
    backend: str = request.param
    if backend == "asyncio":
        return "asyncio", {}
    if backend == "asyncio+uvloop":
        _need("uvloop")
        return "asyncio", {"use_uvloop": True}
    if backend == "asyncio+eager":
        return "asyncio", {"loop_factory": _eager_loop}
    if backend == "asyncio+virtual":
        return _virtual.asyncio_backend()
    _need("trio")
    return _virtual.trio_backend() if backend == "trio+virtual" else ("trio", {})


@pytest.fixture
def virtual_clock() -> None:
    """Run the test on a virtual clock, on both backends. `anyio.current_time()` starts at 0 and jumps."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "anyio_backend" in metafunc.fixturenames:
        virtual = "virtual_clock" in metafunc.fixturenames
        every = metafunc.definition.get_closest_marker("every_backend") is not None
        metafunc.parametrize("anyio_backend", _reach.backends(virtual=virtual, every=every), indirect=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("reach") == "all":
        return
    # After -m and -k, so that what they leave is drawn from.
    left = set(_reach.elsewhere(items))
    config.hook.pytest_deselected(items=[item for item in items if item in left])
    items[:] = [item for item in items if item not in left]


_Test = Callable[..., Coroutine[Any, Any, None]]


def _bounded(test: _Test, seconds: float) -> _Test:
    """A test that waits for what never comes fails, instead of holding up all others."""

    @functools.wraps(test)
    async def run(*args: Any, **kwargs: Any) -> None:
        with anyio.fail_after(seconds):
            await test(*args, **kwargs)

    return run


def pytest_itemcollected(item: pytest.Item) -> None:
    if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.obj):
        # On a virtual clock a week passes at once where nothing else can happen.
        virtual = "virtual_clock" in item.fixturenames
        item.obj = _bounded(item.obj, 604_800 if virtual else 120)
    if {"asterisk", "asterisk_servers", "own_asterisk"} & set(getattr(item, "fixturenames", ())):
        item.add_marker("asterisk")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where several runs share one log, `make test` says at its end what failed in any of them."""
    if "FAILED_TESTS" in os.environ:
        reports = [*terminalreporter.getreports("failed"), *terminalreporter.getreports("error")]
        python = f"Python 3.{sys.version_info[1]} in {Path(sys.prefix).name}"
        with open(os.environ["FAILED_TESTS"], "a", encoding="utf-8") as file:
            file.writelines(f"{report.nodeid}, {python}\n" for report in reports)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if item.get_closest_marker("asterisk") is not None or NO_BACKEND in reason:
            report.outcome = "failed"
            report.longrepr = f"With CI=true this test may not be skipped. {reason}"
    return report
