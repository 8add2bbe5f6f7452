"""Fixtures for real Asterisk servers: `asterisk` shared by all tests, `own_asterisk` for one test alone."""

from __future__ import annotations

import atexit
import itertools
import os
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from anyio_ami import connect_ami

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from contextlib import AbstractAsyncContextManager

    from anyio_ami import AMIClient

SCRIPT = Path(__file__).with_name("asterisk.sh")
VERSIONS = ("22", "16")

_numbers = itertools.count(1)


class AsteriskError(Exception):
    """The script said no; the text is its last line."""


def _is_stopped(thread: Path) -> bool:
    # Behind its name, which may hold anything: T, or Z for one that has ended.
    try:
        return (thread / "stat").read_text().rpartition(") ")[2][:1] in "TtZX"
    except (FileNotFoundError, ProcessLookupError):
        return True  # it has ended meanwhile


def _script(*args: str, timeout: float = 60) -> str:
    done = subprocess.run(
        ["bash", str(SCRIPT), *args],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise AsteriskError(lines[-1] if lines else f"asterisk.sh {args[0]}: exit status {done.returncode}")
    return done.stdout


# Of the ports that a server may use: AMI, AMI over TLS, HTTP, SIP, IAX2, chan_sip, Skinny.
_KINDS = (
    socket.SOCK_STREAM,
    socket.SOCK_STREAM,
    socket.SOCK_STREAM,
    socket.SOCK_DGRAM,
    socket.SOCK_DGRAM,
    socket.SOCK_DGRAM,
    socket.SOCK_STREAM,
)


def _free_ports() -> int:
    """The first of seven ports in a row that nobody uses."""
    # Below the range from which the kernel gives out client ports: nothing takes one by chance meanwhile.
    for base in range(20_200 + os.getpid() % 700 * 16, 32_000, 8):
        try:
            for port, kind in enumerate(_KINDS):
                with socket.socket(type=kind) as probe:
                    probe.bind(("127.0.0.1", base + port))
        except OSError:
            continue
        if base not in _given:
            _given.add(base)
            return base
    raise AsteriskError("no seven free ports in a row")


_given: set[int] = set()


class AsteriskServer:
    """One server process on 127.0.0.1. All methods block; from async tests call them in a thread.

    Users: ``admin``/``s3cret`` (everything), ``listener``/``listen`` (reads call and cdr, writes nothing),
    ``varied``/``varied`` (everything, with ``channelvars = FOO,BAR``).
    """

    host = "127.0.0.1"
    username = "admin"
    secret = "s3cret"

    def __init__(self, version: str, profile: str = "plain") -> None:
        self.version = version
        """Asterisk's major version: "22" or "16"."""
        self.profile = profile
        """Which configuration it gets: "plain", or "full" for the scenarios of traffic/."""
        self.name = f"test-{os.getpid()}-{version}-{next(_numbers)}"
        """The instance's name, also its ``systemname``."""
        self.port = _free_ports()
        self.tls_port = self.port + 1
        # Not even a killed test run leaves a server behind: the guard outlives it and cleans up.
        guard = ["bash", str(SCRIPT), "guard", str(os.getpid()), self.name]
        subprocess.Popen(
            guard,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ).returncode = 0  # nobody waits for it: it ends after us
        atexit.register(self.remove)

    def __repr__(self) -> str:
        return f"<Asterisk {self.version} {self.name} on port {self.port}>"

    @property
    def pid(self) -> int:
        """Process id. `core restart now` keeps it."""
        return int(self._info()[0])

    @property
    def root(self) -> Path:
        """The folder of the unpacked system in which the server runs."""
        return Path(self._info()[1])

    @property
    def certificate(self) -> Path:
        """The self-signed certificate of the TLS port (for localhost and 127.0.0.1), as PEM."""
        return self.root / "etc" / f"asterisk.{self.name}" / "ami.crt"

    def _info(self) -> list[str]:
        return _script("info", self.name).split()

    def start(self) -> None:
        """Start it, on the same port each time; returns when it has fully booted."""
        _script("start", self.version, self.name, str(self.port), self.profile)

    def stop(self) -> None:
        """Stop it in order: clients see ``Event: Shutdown``, then end of file. Returns when it is gone."""
        _script("stop", self.name)

    def kill(self) -> None:
        """Kill it (SIGKILL): clients see end of file, or a reset."""
        _script("kill", self.name)

    def freeze(self) -> None:
        """Stop the process where it is (SIGSTOP): connections stay open, and nothing is answered."""
        os.kill(self.pid, signal.SIGSTOP)
        # Each thread stops when it is next to run.
        while not all(_is_stopped(thread) for thread in Path(f"/proc/{self.pid}/task").iterdir()):
            time.sleep(0.001)

    def thaw(self) -> None:
        """Let a frozen process go on."""
        os.kill(self.pid, signal.SIGCONT)

    def cli(self, command: str) -> str:
        """Run one CLI command and return what it printed."""
        return _script("cli", self.name, command)

    def log(self) -> str:
        """What the server wrote: standard output, notices, warnings and errors."""
        return _script("log", self.name)

    def remove(self) -> None:
        """Kill it and delete its files. Harmless when that was done before."""
        _script("remove", self.name)
        atexit.unregister(self.remove)


def connect(asterisk: AsteriskServer, **options: Any) -> AbstractAsyncContextManager[AMIClient]:
    """A client of a real server, logged in as its admin unless told otherwise."""
    chosen: dict[str, Any] = {
        "host": asterisk.host,
        "port": asterisk.port,
        "username": asterisk.username,
        "secret": asterisk.secret,
        **options,
    }
    return connect_ami(**chosen)


@contextmanager
def started(version: str, profile: str = "plain") -> Generator[AsteriskServer, None, None]:
    """A running server that is removed at the end of the block."""
    server = AsteriskServer(version, profile)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def asterisk_servers() -> Iterator[Mapping[str, AsteriskServer]]:
    """One running server of each version, by version. Installed, if need be, and started side by side."""
    try:
        _script("check")
        _script("install", *VERSIONS, timeout=900)
    except (AsteriskError, OSError, subprocess.TimeoutExpired) as exc:
        pytest.skip(f"no real Asterisk: {exc}")
    servers = {version: AsteriskServer(version) for version in VERSIONS}
    try:
        with ThreadPoolExecutor() as pool:
            list(pool.map(AsteriskServer.start, servers.values()))
        yield servers
    finally:
        with ThreadPoolExecutor() as pool:
            list(pool.map(AsteriskServer.remove, servers.values()))


@pytest.fixture(params=VERSIONS, ids=lambda version: f"asterisk{version}")
def asterisk(
    request: pytest.FixtureRequest, asterisk_servers: Mapping[str, AsteriskServer]
) -> AsteriskServer:
    """A running server, shared by all tests, once for each version. Leave it as it was."""
    return asterisk_servers[request.param]


@pytest.fixture
def own_asterisk(asterisk: AsteriskServer) -> Iterator[AsteriskServer]:
    """A running server for this test alone, once for each version: stop it, kill it, freeze it."""
    with started(asterisk.version) as server:
        yield server
