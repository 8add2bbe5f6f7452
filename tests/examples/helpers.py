"""An example as a process of its own, and the manager user that its manager.conf makes."""

from __future__ import annotations

import configparser
import importlib.util
import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from anyio_ami import sync
from anyio_ami.testing import FakeUser
from tests.asterisk.fixtures import AsteriskError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from contextlib import AbstractContextManager

    from tests.asterisk.fixtures import AsteriskServer

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/app.py"))
PATIENCE = 60.0
"""Seconds until a test gives up; the machine may be busy."""


class Account(NamedTuple):
    """The manager user of an example."""

    name: str
    read: str
    write: str
    text: str
    """Its part of manager.conf, with the secret s3cret."""

    def fake(self) -> FakeUser:
        """The same user for a simulated server."""
        return FakeUser(self.name, "s3cret", read=self.read, write=self.write)

    def url(self, host: str, port: int) -> str:
        """For AMI_URL."""
        return f"ami://{self.name}@{host}:{port}"


def account(example: str) -> Account:
    """Read an example's manager.conf."""
    text = (EXAMPLES / example / "manager.conf").read_text("utf-8")
    assert "secret = REPLACE-WITH-A-SECRET\n" in text
    text = text.replace("REPLACE-WITH-A-SECRET", "s3cret")
    parser = configparser.RawConfigParser(strict=False)
    parser.read_string(text)
    [name] = parser.sections()
    return Account(name, parser[name]["read"], parser[name]["write"], text)


@contextmanager
def granted(asterisk: AsteriskServer, example: str) -> Generator[str, None, None]:
    """A real server has an example's manager user, from the example's own manager.conf; gives its AMI_URL."""
    path = asterisk.root / "etc" / f"asterisk.{asterisk.name}" / "manager.conf"
    before = path.read_text("utf-8")
    user = account(example)
    path.write_text(f"{before}\n{user.text}", "utf-8")
    try:
        asterisk.cli("manager reload")
        assert user.name in asterisk.cli("manager show users")
        yield user.url(asterisk.host, asterisk.port)
    finally:
        path.write_text(before, "utf-8")
        with suppress(AsteriskError):  # it is down: so the test left it
            asterisk.cli("manager reload")


def admin(asterisk: AsteriskServer, **options: Any) -> AbstractContextManager[sync.AMIClient]:
    """The client that makes calls on a real server."""
    return sync.connect(asterisk.host, asterisk.port, username="admin", secret="s3cret", **options)


def load(example: str) -> Any:
    """The module of an example, loaded anew."""
    path = EXAMPLES / example / "app.py"
    spec = importlib.util.spec_from_file_location(f"example_{example}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look for it there
    spec.loader.exec_module(module)
    return module


class Application:
    """An example that runs, in a process of its own: ``with Application("web", url) as app:``."""

    def __init__(
        self, example: str, url: str | None, *arguments: str, env: Mapping[str, str] | None = None
    ) -> None:
        mine = {name: value for name, value in os.environ.items() if not name.startswith(("AMI_", "WEB_"))}
        mine |= {"AMI_SECRET": "s3cret", "PYTHONUNBUFFERED": "1", "COLUMNS": "120", "PYTHONWARNINGS": "error"}
        if url is not None:
            mine["AMI_URL"] = url
        self.lines: list[str] = []
        """What it has printed."""
        self._told = threading.Condition()
        self._ended = False
        self._process = subprocess.Popen(
            [sys.executable, str(EXAMPLES / example / "app.py"), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**mine, **(env or {})},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Application:
        return self

    def __exit__(self, *error: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._told:
                self.lines.append(line.rstrip("\n"))
                self._told.notify_all()
        with self._told:
            self._ended = True
            self._told.notify_all()

    @property
    def text(self) -> str:
        """All that it has printed."""
        return "\n".join(self.lines)

    def wait_for(self, pattern: str, times: int = 1) -> re.Match[str]:
        """Wait until so many lines match, and give the last one's match."""
        found: list[re.Match[str]] = []

        def there() -> bool:
            found[:] = filter(None, (re.search(pattern, line) for line in self.lines))
            return len(found) >= times or self._ended

        with self._told:
            self._told.wait_for(there, PATIENCE)
        assert len(found) >= times, f"no line matched {pattern!r}:\n{self.text}"
        return found[times - 1]

    def end(self, number: signal.Signals | None = signal.SIGTERM) -> int:
        """Send a signal, if one is given, and wait for the end; gives the exit status."""
        if number is not None:
            self._process.send_signal(number)
        status = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert "Traceback" not in self.text, self.text
        return status
