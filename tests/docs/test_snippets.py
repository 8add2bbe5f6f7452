"""Every Python block of the documents runs, on asyncio and Trio, and no part of it is idle."""

from __future__ import annotations

import ast
import logging
import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import anyio
import pytest

from anyio_ami import connect_ami
from anyio_ami.recording import Recorder
from anyio_ami.testing import FakeAsterisk

from ._needs import NEEDS
from ._play import Player
from ._snippets import DOCUMENTS, ROOT, Block, blocks
from ._world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ._world import Backend

pytestmark = pytest.mark.slow

SNIPPETS = [block for document in DOCUMENTS for block in blocks(document, "python")]
OTHERS = [block for document in DOCUMENTS for block in blocks(document, "py")]
# Among the others is what imports a file of the page, which a type checker does not find.
SUITES = [block for block in (*SNIPPETS, *OTHERS) if "def test_" in block.code and "anyio_ami" in block.code]
# How many blocks cannot run, each with its reason above its fence.
LEFT_OUT = 0


def backends(block: Block) -> list[str]:
    """Where a block can run: one that imports asyncio or Trio itself means only that."""
    try:
        tree = ast.parse(block.code)
    except SyntaxError:  # its own test says so
        return ["asyncio", "trio"]
    imported = {
        (alias.name if isinstance(node, ast.Import) else node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    if "trio" in imported:
        return ["trio"]
    # What these bring runs on asyncio alone.
    return ["asyncio"] if "asyncio" in imported or "cli.watch" in block.code else ["asyncio", "trio"]


_OTHER_LIBRARY = re.compile(
    r"^(?:import|from) (?:asterisk|panoramisk|pystrix|starpy|twisted|django|celery|fastapi|starlette)\b",
    re.MULTILINE,
)

RUNS = [
    pytest.param(block, backend, id=f"{block.name}-{backend}")
    for block in SNIPPETS
    if not block.not_run and block not in SUITES
    for backend in backends(block)
]


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """An example that sets logging up does so for the whole process."""
    loggers = [logging.root, *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    before = [(one, one.level, one.handlers[:], one.filters[:], one.propagate) for one in loggers]
    yield
    for one, level, handlers, filters, propagate in before:
        one.setLevel(level)
        one.handlers[:], one.filters[:], one.propagate = handlers, filters, propagate


@pytest.mark.parametrize(("block", "backend"), RUNS)
@pytest.mark.usefixtures("logging_as_before")
def test_a_snippet_runs(
    block: Block, backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if backend == "trio":
        pytest.importorskip("trio")
    Player(block, World(backend, block.code, tmp_path, monkeypatch)).play()


_CONFTEST = """
import pytest
from tests import _virtual

@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request):
    return _virtual.asyncio_backend() if request.param == "asyncio" else _virtual.trio_backend()
"""


@pytest.mark.parametrize("block", SUITES, ids=lambda block: block.name)
def test_a_suite_for_pytest_passes(block: Block, tmp_path: Path) -> None:
    pytest.importorskip("trio")
    (tmp_path / "conftest.py").write_text(_CONFTEST, "utf-8")
    for one in blocks(ROOT / block.page, "python"):
        if one.file:
            (tmp_path / one.file).write_text(one.code, "utf-8")
    (tmp_path / "test_block.py").write_text("\n" * block.line + block.code, "utf-8")
    if "monday.amirec" in block.code:
        anyio.run(_record_a_busy_call, tmp_path / "monday.amirec")
    installed = any(one.name == "anyio_ami" for one in entry_points(group="pytest11"))
    plugin = () if installed else ("-p", "anyio_ami_pytest")
    options = ["-q", "-c", os.devnull, "--rootdir", ".", "-o", "anyio_mode=auto", "-W", "error"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "no:cacheprovider", *plugin],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    tests = block.code.count("def test_")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{2 * tests} passed" in done.stdout


async def _record_a_busy_call(path: Path) -> None:
    async with (
        FakeAsterisk() as pbx,
        Recorder(path) as recorder,
        connect_ami(pbx.host, pbx.port, username="admin", secret="s3cret", observers=[recorder]),
    ):
        pbx.emit("Hangup", {"Channel": "PJSIP/alice-00000001", "Cause": 17})
        await pbx.flush()


def test_no_more_snippets_are_left_out_than_have_a_reason() -> None:
    left_out = [f"{block.name}: {block.not_run}" for block in SNIPPETS if block.not_run]
    assert len(left_out) <= LEFT_OUT, left_out
    assert len(RUNS) > 80
    assert SUITES


def test_no_python_hides_from_these_tests() -> None:
    hidden: list[str] = []
    for document in DOCUMENTS:
        text, page = document.read_text("utf-8"), document.relative_to(ROOT).as_posix()
        hidden += [f"{page}: {fence}" for fence in re.findall(r"^[ \t>]+```\w+", text, re.MULTILINE)]
        hidden += [
            f"{page}: {fence}" for fence in re.findall(r"(?i)^```(?!python$|py$)py.*", text, re.MULTILINE)
        ]
    # `py` is code of other libraries, perhaps beside ours.
    for block in OTHERS:
        if block not in SUITES and "anyio_ami" in block.code and not _OTHER_LIBRARY.search(block.code):
            hidden.append(block.name)
    assert hidden == []


def test_every_need_is_that_of_a_snippet() -> None:
    idle = [(need.page, need.having) for need in NEEDS if not any(map(need.fits, SNIPPETS))]
    assert idle == []
