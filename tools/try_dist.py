"""Install a wheel or an sdist into empty environments and use it there, as somebody who has only that.

    python -m tools.try_dist ARCHIVE [PYTHON ...]

For each interpreter: alone (every module but those of the extras imports, the demo runs), and then with all
extras beside pytest (every module imports, the command works, a user's test runs on the plugin's fixtures).
Nothing of the checkout is found from there. Needs the network.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

PACKAGE: Final = "anyio_ami"
EXTRAS: Final = "trio,uvloop,cli,otel"
PATIENCE: Final = 300
"""Seconds that one command may take."""

_IMPORTS: Final = f"""
import importlib, pkgutil, sys
import {PACKAGE}
from importlib.resources import files

assert {PACKAGE}.__file__.startswith(sys.prefix), {PACKAGE}.__file__
assert files({PACKAGE}).joinpath("py.typed").is_file()
assert "trio" not in sys.modules
extra = set(sys.argv[1:])
count = 0
for module in pkgutil.walk_packages({PACKAGE}.__path__, "{PACKAGE}."):
    if module.name.split(".")[1] in extra or module.name.endswith(".__main__"):
        continue
    importlib.import_module(module.name)
    count += 1
assert count > 100, count
"""
_TEST: Final = """
import pytest

from anyio_ami import AMIClient, actions, events
from anyio_ami.testing import FakeAsterisk

pytestmark = pytest.mark.anyio


async def test_the_fixtures(fake_asterisk: FakeAsterisk, ami: AMIClient) -> None:
    async with ami.subscribe(events.Newchannel) as stream:
        await fake_asterisk.call("PJSIP/alice", to="PJSIP/bob")
        assert (await stream.__anext__()).channel.startswith("PJSIP/alice")
    assert (await ami.send(actions.Ping())).ping == "Pong"
"""


def run(command: list[str], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run a command; what it printed. Raises SystemExit, with that, if it fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=env,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SystemExit(f"not done within {PATIENCE} s: {' '.join(command)}") from None
    output = done.stdout.decode(errors="replace")
    if done.returncode:
        raise SystemExit(f"failed ({done.returncode}): {' '.join(command)}\n{output}")
    return output


class Environment:
    """An empty virtual environment in a folder of its own, which must not exist."""

    def __init__(self, interpreter: str, home: Path) -> None:
        run([interpreter, "-m", "venv", str(home)])
        self.home = home
        self.programs = home / ("Scripts" if sys.platform == "win32" else "bin")

    def install(self, *what: str) -> None:
        quiet = ["--disable-pip-version-check", "-q"]
        self.python("-m", "pip", "install", *quiet, "--timeout", "20", *what)
        self.python("-m", "pip", *quiet, "check")

    def python(self, *arguments: str) -> str:
        return self.program("python", *arguments)

    def program(self, name: str, *arguments: str) -> str:
        return run([str(self.programs / name), *arguments], cwd=self.home)


def try_alone(archive: Path, place: Environment) -> None:
    """Install the archive and nothing else. Raises SystemExit if something does not work."""
    place.install(str(archive))
    # -I: what is in the folder and the environment of the checkout is not found.
    place.python("-I", "-W", "error", "-c", _IMPORTS, "cli", "otel")
    place.python("-I", "-m", f"{PACKAGE}.demo")


def try_extras(archive: Path, place: Environment) -> None:
    """Install the archive with its extras. Raises SystemExit if something does not work."""
    place.install(f"{archive}[{EXTRAS}]", "pytest")
    place.python("-I", "-c", _IMPORTS)
    version = place.python("-I", "-c", f"from importlib.metadata import version; print(version('{PACKAGE}'))")
    told = place.program("anyio-ami", "--version")
    if told.split() != ["anyio-ami", *version.split()]:
        raise SystemExit(f"the command says {told.strip()!r}, and the package {version.strip()!r}")
    place.program("anyio-ami", "events", "Hangup")
    (place.home / "test_fixtures.py").write_text(_TEST, "utf-8")
    said = place.python("-I", "-m", "pytest", "-v", "--tb=short", "-W", "error", "test_fixtures.py")
    if not ("[asyncio] PASSED" in said and "[trio] PASSED" in said):
        raise SystemExit(f"the fixtures were not used on asyncio and Trio:\n{said}")


def try_on(archive: Path, interpreter: str, home: Path) -> None:
    """All of it, in one new environment. Raises SystemExit if something does not work."""
    place = Environment(interpreter, home)
    version = place.python("-c", "import platform; print('Python', platform.python_version())").strip()
    try:
        try_alone(archive, place)
        try_extras(archive, place)
    except SystemExit as exc:
        raise SystemExit(f"{archive.name} on {version}: {exc}") from None
    print(f"{archive.name} on {version}: installs alone and with its extras, and works", flush=True)


def main() -> None:
    """Try an archive on interpreters, two at a time."""
    parser = argparse.ArgumentParser(prog="try_dist.py", description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("python", nargs="*", default=[sys.executable])
    told = parser.parse_args()
    archive: Path = told.archive.resolve()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(try_on, archive, interpreter, Path(folder, str(number)))
            for number, interpreter in enumerate(told.python)
        ]
        failed = [str(error) for job in jobs if (error := job.exception()) is not None]
    if failed:
        raise SystemExit("\n".join(f"try_dist: {error}" for error in failed))


if __name__ == "__main__":
    main()
