"""The pytest plugin in a project of a user: what it offers, what it says, and that it costs nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Reports of other plugins need libraries that take their time.
QUIET = ("-p", "no:hypothesispytest", "-p", "no:cacheprovider")

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project in an environment in which the package is installed."""
    info = tmp_path / "site" / "anyio_ami_as_installed-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: anyio-ami-as-installed\nVersion: 0\n")
    (info / "entry_points.txt").write_text("[pytest11]\nanyio_ami = anyio_ami_pytest\n")
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def run(folder: Path, *arguments: str) -> tuple[dict[str, int], str]:
    """Outcomes by kind, and all that pytest said."""
    site = folder.parent / "site"
    path = os.pathsep.join([str(ROOT), str(site)])
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-c", os.devnull, "--rootdir", ".", *QUIET, *arguments],
        cwd=folder, env={**environment, "PYTHONPATH": path}, capture_output=True, text=True, timeout=100,
        check=False,
    )  # fmt: skip
    text = done.stdout + done.stderr
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
    words = last.replace(",", "").replace("=", "").split()
    counts = {word.rstrip("s"): int(number) for number, word in pairwise(words) if number.isdigit()}
    return counts, text


def test_fixtures_on_both_backends_with_and_without_the_mark(project: Path) -> None:
    (project / "conftest.py").write_text(
        "import pytest\n"
        "@pytest.fixture\n"
        "def fake_asterisk_options(): return {'version': '16'}\n"
        "@pytest.fixture\n"
        "def ami_options(): return {'username': 'listener', 'secret': 'listen'}\n"
    )
    (project / "test_it.py").write_text(
        "import pytest\n"
        "from anyio_ami import actions\n"
        "@pytest.mark.anyio\n"
        "async def test_marked(ami, fake_asterisk, anyio_backend_name):\n"
        "    await ami.send(actions.Ping())\n"
        "    fake_asterisk.assert_sent(actions.Ping)\n"
        "    assert fake_asterisk.version.major == 16\n"
        "    assert fake_asterisk.sessions[0].user == 'listener'\n"
        "    print('ran on', anyio_backend_name)\n"
        "async def test_unmarked(fake_asterisk, anyio_backend_name):\n"
        "    assert (await fake_asterisk.call('PJSIP/a', to='PJSIP/b')).status == 'ANSWER'\n"
    )
    counts, text = run(project)
    assert counts["passed"] == 4, text
    assert "ran on asyncio" in text
    assert "ran on trio" in text


def test_a_recording_beside_the_test(project: Path) -> None:
    recording = ROOT / "tests" / "data" / "recordings" / "call-22.amirec"
    (project / "call.amirec").write_bytes(recording.read_bytes())
    (project / "test_it.py").write_text(
        "from anyio_ami import events\n"
        "async def test_all(ami_replay):\n"
        "    async with ami_replay('call.amirec') as ami, ami.subscribe(events.Hangup) as hangups:\n"
        "        ami_replay.play()\n"
        "        assert (await hangups.receive()).channel.startswith('Local/')\n"
        "async def test_stepwise(ami_replay):\n"
        "    async with ami_replay('call.amirec', stepwise=True) as ami, ami.subscribe() as stream:\n"
        "        assert await ami_replay.server.step() == 1\n"
        "        assert await stream.receive()\n"
    )
    counts, text = run(project)
    assert counts["passed"] == 4, text


def test_what_it_says_of_a_test_that_is_not_async(project: Path) -> None:
    (project / "test_it.py").write_text(
        "def test_a(fake_asterisk): pass\ndef test_b(ami): pass\ndef test_c(ami_replay): pass\n"
    )
    counts, text = run(project)
    assert counts["error"] == 6, text
    assert "passed" not in counts
    assert "the fixture 'ami_replay' needs an async test: `async def test_c(...)`" in text
    assert "@pytest.mark.anyio" in text


def test_what_it_says_where_pytest_asyncio_takes_every_async_test(project: Path) -> None:
    # What its auto mode does: the item is one of its own.
    (project / "conftest.py").write_text(
        "def pytest_collection_modifyitems(items):\n"
        "    for item in items:\n"
        "        item.__class__ = type('Coroutine', (type(item),), {'__module__': 'pytest_asyncio.plugin'})\n"
    )
    (project / "test_it.py").write_text(
        "import pytest\n@pytest.mark.anyio\nasync def test_a(fake_asterisk): pass\n"
    )
    counts, text = run(project)
    assert counts["error"] == 2, text
    assert "set `asyncio_mode = strict`" in text


@pytest.mark.slow
def test_a_handler_that_raises_fails_the_test_and_holds_up_none(project: Path) -> None:
    (project / "test_it.py").write_text(
        "from anyio_ami import actions, events\n"
        "async def test_fails(ami, fake_asterisk):\n"
        "    def handler(request): raise ValueError('of my own')\n"
        "    fake_asterisk.respond('Odd', handler)\n"
        "    async with ami.subscribe(events.Hangup) as stream:\n"
        "        try: await ami.send(actions.Custom('Odd'))\n"
        "        except Exception: pass\n"
        "        await stream.receive()\n"
        "async def test_next(ami): await ami.send(actions.Ping())\n"
    )
    counts, text = run(project)
    assert (counts["failed"], counts["error"], counts["passed"]) == (2, 2, 2), text
    assert "ValueError: of my own" in text


def test_a_project_that_does_not_use_it_imports_the_module_alone(project: Path) -> None:
    (project / "conftest.py").write_text(
        "import sys\n"
        "def pytest_sessionfinish():\n"
        "    names = {name.partition('.')[0] for name in sys.modules}\n"
        "    ours = ('anyio_ami', 'anyio_ami_pytest', 'msgspec')\n"
        "    print('IMPORTED', sorted(name for name in names if name in ours))\n"
    )
    (project / "test_it.py").write_text("def test_a(): pass\n")
    for arguments in ((), ("--collect-only",)):
        _, text = run(project, "-p", "no:anyio", *arguments)
        assert "IMPORTED ['anyio_ami_pytest']" in text
    _, text = run(project, "-p", "no:anyio_ami")
    assert "IMPORTED []" in text


def test_the_module_imports_nothing_but_pytest() -> None:
    code = (
        "import sys, pytest, inspect, typing, __future__\n"
        "before = set(sys.modules)\n"
        "import anyio_ami_pytest\n"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['anyio_ami_pytest']"


def test_the_entry_point_names_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\nanyio_ami = "anyio_ami_pytest"\n' in text
    assert '"anyio_ami_pytest.py"' in text
