"""A simulated server in a thread of its own, and the command against it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from typer.testing import CliRunner, Result

from anyio_ami.cli import app
from anyio_ami.testing import FakeAsterisk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class Server:
    """A simulated server that runs while a command does."""

    pbx: FakeAsterisk
    portal: BlockingPortal
    tasks: list[Any] = field(default_factory=list)
    """To be cancelled at the end."""

    @property
    def url(self) -> str:
        return f"ami://admin@{self.pbx.host}:{self.pbx.port}"

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """Call it in the server's event loop; wait if it is async."""
        return self.portal.call(function, *args)

    def actions(self) -> list[str]:
        """The names of what it has received."""
        return [request.name for request in self.pbx.requests]


@pytest.fixture
def server() -> Iterator[Server]:
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(FakeAsterisk()) as pbx:
        server = Server(pbx, portal)
        yield server
        for task in server.tasks:
            task.cancel()


@pytest.fixture(autouse=True)
def _nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for name in [name for name in os.environ if name.startswith("AMI_")]:
        monkeypatch.delenv(name)
    config = tmp_path / "config.toml"
    config.touch()
    monkeypatch.setenv("AMI_CONFIG", str(config))
    monkeypatch.setenv("AMI_SECRET", "s3cret")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command with these arguments, in this process."""

    def invoke(*args: str, input: str | None = None) -> Result:
        result = CliRunner().invoke(app, list(args), input=input)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke
