"""An environment of its own for each client, made on first use; and what the machine and the versions are."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .peers import Peer

ROOT = Path(__file__).parent.parent
_PLACE = ROOT / ".bench-venv" / "peers"
_VERSION = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"


def python_of(peer: Peer) -> str:
    """The interpreter of a client's environment, which is made if it is missing.

    Raises RuntimeError with the reason if it cannot be made.
    """
    if not peer.requires:
        if peer.module == "benchmarks.ours" and find_spec("msgspec") is None:
            msg = (
                "this interpreter has no anyio and msgspec; run `make bench`, or use an environment that does"
            )
            raise RuntimeError(msg)
        return sys.executable
    return _made(peer.requires)


@lru_cache
def _made(requires: tuple[str, ...]) -> str:
    tag = f"{sys.implementation.cache_tag}-" + "-".join(requires).replace("==", "-")
    place = _PLACE / tag
    python, stamp = place / "bin" / "python", place / ".made"
    if not stamp.exists():
        print(f"making an environment for {', '.join(requires)}", file=sys.stderr)
        # Not a link to the harness's own environment: its packages would be seen.
        base = getattr(sys, "_base_executable", sys.executable)
        for command in (
            [base, "-m", "venv", "--clear", str(place)],
            [str(python), "-m", "pip", "--disable-pip-version-check", "install", "-qq", *requires],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
                msg = f"cannot install {', '.join(requires)}: {reason}"
                raise RuntimeError(msg)
        stamp.touch()
    return str(python)


def about(peers: Iterable[Peer]) -> dict[str, str]:
    """The machine, and the versions of what is measured on it."""
    found = {
        "machine": f"{_processor()}, {os.cpu_count()} cores",
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }
    if commit := _commit():
        found["commit"] = commit
    packages = {peer.package: python_of(peer) for peer in peers if peer.name != "sockets"}
    packages.update(dict.fromkeys(("anyio", "msgspec", "trio", "uvloop"), sys.executable))
    for package, python in packages.items():
        found[package] = _output([python, "-c", _VERSION, package]) or "not installed"
    return found


def load() -> float:
    """The load average of the last minute: how busy others keep the machine."""
    return round(os.getloadavg()[0], 2)


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _commit() -> str:
    return _output(["git", "describe", "--always", "--dirty"])


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return "" if done.returncode else done.stdout.strip()
