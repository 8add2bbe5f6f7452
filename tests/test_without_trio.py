"""Trio is a choice: nothing imports it but a client that runs on it."""

from __future__ import annotations

import subprocess
import sys

import pytest

# What an import then meets is the same where Trio is installed and where it is not.
REFUSED = """
import importlib, pkgutil, sys
sys.modules['trio'] = None
import anyio_ami
"""
WALK = """
for module in pkgutil.walk_packages(anyio_ami.__path__, 'anyio_ami.'):
    if not module.name.endswith('__main__'):
        importlib.import_module(module.name)
import anyio_ami_pytest
"""
DEMO = """
import anyio
from anyio_ami.demo import main
anyio.run(main)
"""
MISSING = """
from anyio_ami.cli import main
sys.argv = ['anyio-ami', 'send', 'ami://a:b@127.0.0.1:1', 'Ping', '--backend', 'trio']
main()
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("rest", [WALK, DEMO], ids=["every module", "the demo"])
def test_everything_works_where_there_is_no_trio(rest: str) -> None:
    done = run(REFUSED + rest)
    assert done.returncode == 0, done.stderr


def test_what_there_is_to_import_imports_no_trio() -> None:
    done = run(f"import anyio_ami, importlib, pkgutil, sys\n{WALK}\nprint('trio' in sys.modules)")
    assert (done.stdout.strip(), done.returncode) == ("False", 0), done.stderr


def test_the_command_says_in_one_line_that_trio_is_missing() -> None:
    done = run(REFUSED + MISSING)
    assert done.returncode == 2
    assert "\nanyio-ami: trio is not installed (" in f"\n{done.stderr}"
    assert "Traceback" not in done.stderr
