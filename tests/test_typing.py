"""What type checkers make of the package: the files of tests/typing, and the examples of the documents."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from .conftest import STRICT
from .docs._snippets import DOCUMENTS as SNIPPETS_OF
from .docs._snippets import ROOT, as_module, blocks

pytestmark = pytest.mark.slow

FILES = sorted((ROOT / "tests" / "typing").glob("*.py"))
DOCUMENTS = [path for path in SNIPPETS_OF if blocks(path, "python")]

MARK = re.compile(r"# error: (.+)")

# What pyright says of an example that shows a part of something: a name unused, a case left out.
UNFINISHED = ("reportUnused", "reportMatchNotExhaustive")


class Complaint(NamedTuple):
    file: str
    line: int
    rule: str


Complaints = dict[Complaint, str]
"""What a checker reported, each with its message."""


def told(complaints: Complaints) -> str:
    return "\n".join(f"{c.file}:{c.line}: {message} [{c.rule}]" for c, message in sorted(complaints.items()))


def marks(checker: str) -> set[Complaint]:
    """The lines that are marked as mistakes, with the rules of one checker."""
    found: set[Complaint] = set()
    for path in FILES:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            mark = MARK.search(line)
            for rule in mark[1].split(", ") if mark else ():
                if rule.startswith("report") == (checker == "pyright"):
                    found.add(Complaint(path.name, number, rule))
    return found


def examples(document: Path) -> dict[str, str]:
    """Each Python block of a document as a file, its lines where they stand in the document."""
    return {block.file_name: as_module(block) for block in blocks(document, "python")}


def without_consequences(complaints: Complaints) -> Complaints:
    """Without what pyright says of a mistaken line besides: that its type is unknown."""
    mistaken = {(c.file, c.line) for c in complaints if not c.rule.startswith("reportUnknown")}
    return {
        c: message
        for c, message in complaints.items()
        if not c.rule.startswith("reportUnknown") or (c.file, c.line) not in mistaken
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything to be checked, in one folder of its own: `tests/typing` would hide the module `typing`."""
    folder = tmp_path_factory.mktemp("typing")
    for path in FILES:
        (folder / path.name).write_text(path.read_text("utf-8"), "utf-8")
    for document in DOCUMENTS:
        for name, code in examples(document).items():
            (folder / name).write_text(code, "utf-8")
    return folder


def run(module: str, *arguments: str, cwd: Path) -> str:
    if find_spec(module) is None:
        reason = f"{module} is not installed"
        if STRICT:
            pytest.fail(f"With CI=true this test may not be skipped. {reason}")
        pytest.skip(reason)
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        pytest.fail(f"{module} did not run: {done.stdout}\n{done.stderr}")
    return done.stdout


@pytest.fixture(scope="module")
def mypy(folder: Path) -> Complaints:
    options = ["--config-file=", "--strict", "--warn-unreachable", "--python-version=3.10", "--output=json"]
    output = run("mypy", *options, f"--cache-dir={ROOT / '.mypy_cache' / 'typing'}", ".", cwd=folder)
    complaints: Complaints = {}
    for line in output.splitlines():
        found: dict[str, Any] = json.loads(line)
        if found["severity"] == "error":
            complaints[Complaint(Path(found["file"]).name, found["line"], found["code"])] = found["message"]
    return complaints


@pytest.fixture(scope="module")
def pyright(folder: Path) -> Complaints:
    config = {"include": ["."], "typeCheckingMode": "strict", "pythonVersion": "3.10"}
    (folder / "pyrightconfig.json").write_text(json.dumps(config), "utf-8")
    output = run("pyright", "--outputjson", "--pythonpath", sys.executable, "--project", ".", cwd=folder)
    complaints: Complaints = {}
    for found in json.loads(output)["generalDiagnostics"]:
        if found["severity"] == "error":
            line = found["range"]["start"]["line"] + 1
            complaint = Complaint(Path(found["file"]).name, line, found.get("rule", "error"))
            complaints[complaint] = found["message"]
    return without_consequences(complaints)


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_checker_refuses_the_marked_lines_and_nothing_else(
    path: Path, checker: str, request: pytest.FixtureRequest
) -> None:
    complaints: Complaints = request.getfixturevalue(checker)
    reported = {c: message for c, message in complaints.items() if c.file == path.name}
    expected = {c for c in marks(checker) if c.file == path.name}
    unexpected = {c: message for c, message in reported.items() if c not in expected}
    assert not unexpected, told(unexpected)
    assert sorted(expected - reported.keys()) == []


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_examples_of_a_document_are_typed(
    document: Path, checker: str, request: pytest.FixtureRequest
) -> None:
    names = examples(document).keys()
    complaints: Complaints = request.getfixturevalue(checker)
    reported = {c: message for c, message in complaints.items() if c.file in names}
    unexpected = {c: message for c, message in reported.items() if not c.rule.startswith(UNFINISHED)}
    assert not unexpected, told(unexpected)


def test_both_checkers_are_held_to_something() -> None:
    for checker in ("mypy", "pyright"):
        assert len(marks(checker)) > 40
    # A mark for one checker alone would let the other take the mistake.
    assert {c[:2] for c in marks("mypy")} == {c[:2] for c in marks("pyright")}
    assert len(examples(ROOT / "README.md")) > 0
    assert len(examples(ROOT / "docs" / "guide.md")) > 1
