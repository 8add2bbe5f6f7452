"""A simulated server in a thread of its own, whose only users are those of the examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from anyio_ami.testing import FakeAsterisk

from .helpers import NAMES, Application, account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


def pytest_itemcollected(item: pytest.Item) -> None:
    # On one interpreter: what they need is installed there, and the library itself is tested on all.
    if "/tests/examples/" in item.path.as_posix():
        item.add_marker("slow")


@dataclass
class Server:
    """A simulated server that runs while an example does."""

    pbx: FakeAsterisk
    portal: BlockingPortal

    def url(self, example: str) -> str:
        """AMI_URL for an example."""
        return account(example).url(self.pbx.host, self.pbx.port)

    def run(self, example: str, *arguments: str, env: Mapping[str, str] | None = None) -> Application:
        """Start an example."""
        return Application(example, self.url(example), *arguments, env=env)

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """Call it in the server's event loop; wait if it is async."""
        return self.portal.call(function, *args)

    def later(self, function: Callable[..., Any], *args: Any) -> None:
        """Start it in the server's event loop."""
        self.portal.start_task_soon(function, *args)


@pytest.fixture
def server() -> Iterator[Server]:
    users = [account(example).fake() for example in NAMES]
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(FakeAsterisk(users=users)) as pbx,
    ):
        yield Server(pbx, portal)
