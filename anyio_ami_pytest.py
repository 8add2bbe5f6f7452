"""The pytest plugin of anyio_ami: the fixtures ``fake_asterisk``, ``ami`` and ``ami_replay``.

Pytest imports every plugin at its start, in projects too that use none of this. So it is a module of its own,
outside of the package, and imports the package only where a test asks for a fixture. ``-p no:anyio_ami``
leaves it out altogether.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from anyio_ami import AMIClient
    from anyio_ami.testing import FakeAsterisk
    from anyio_ami.testing.replaying import ReplayFactory


def _need_async_test(request: pytest.FixtureRequest) -> None:
    if type(request.node).__module__.startswith("pytest_asyncio"):
        pytest.fail(
            f"the fixture {request.fixturename!r} runs in AnyIO's event loop, this test in pytest-asyncio's: "
            "set `asyncio_mode = strict` (in auto mode it takes all async tests), and mark the test with "
            "`@pytest.mark.anyio`",
            pytrace=False,
        )
    test = inspect.unwrap(request.function)
    test = getattr(getattr(test, "hypothesis", None), "inner_test", test)
    if not inspect.iscoroutinefunction(test):
        name = request.fixturename
        pytest.fail(
            f"the fixture {name!r} needs an async test: `async def {request.node.originalname}(...)`, "
            "marked with `@pytest.mark.anyio`",
            pytrace=False,
        )


@pytest.fixture
def fake_asterisk_options() -> dict[str, Any]:
    """Arguments of ``FakeAsterisk`` for ``fake_asterisk``; override it: ``{"version": "16"}``."""
    return {}


@pytest.fixture
def ami_options() -> dict[str, Any]:
    """Arguments of ``connect_ami`` for ``ami``; override it: ``{"reconnect": ReconnectPolicy.fixed(0)}``."""
    return {}


@pytest.fixture
async def fake_asterisk(
    request: pytest.FixtureRequest, anyio_backend: object, fake_asterisk_options: dict[str, Any]
) -> AsyncGenerator[FakeAsterisk]:
    """A simulated Asterisk that runs as long as the test."""
    _need_async_test(request)
    from anyio_ami.testing import FakeAsterisk

    options: dict[str, Any] = {"raise_at_exit": True, **fake_asterisk_options}
    async with FakeAsterisk(**options) as pbx:
        yield pbx


@pytest.fixture
async def ami(
    request: pytest.FixtureRequest,
    anyio_backend: object,
    fake_asterisk: FakeAsterisk,
    ami_options: dict[str, Any],
) -> AsyncGenerator[AMIClient]:
    """A client that is connected to ``fake_asterisk``, in memory, as ``admin``."""
    _need_async_test(request)
    from anyio_ami import connect_ami

    options: dict[str, Any] = {"username": "admin", "secret": "s3cret", **ami_options}
    async with connect_ami(transport=fake_asterisk.connect, **options) as client:
        yield client


@pytest.fixture
def ami_replay(request: pytest.FixtureRequest, anyio_backend: object) -> ReplayFactory:
    """Gives clients of recordings: ``async with ami_replay("call.amirec") as ami:``.

    A relative path is looked for beside the test's file. ``speed``, ``stepwise``: as for
    ``anyio_ami.recording.replay``; further arguments go to ``connect_ami``.
    """
    _need_async_test(request)
    from anyio_ami.testing.replaying import ReplayFactory

    return ReplayFactory(request.path.parent)
