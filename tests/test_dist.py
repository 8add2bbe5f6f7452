"""What may be in an sdist and a wheel, which licences are allowed, and what an audit makes of answers."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import requires
from typing import TYPE_CHECKING

import pytest

from tools import audit, check_dist, licences

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.once

INFO = "anyio_ami-1.0.dist-info"
PACKAGE = {
    "anyio_ami/__init__.py": b"",
    "anyio_ami/_wire/frames.py": b"import re\n",
    "anyio_ami/py.typed": b"",
    "anyio_ami/reference/facts.json": b"{}",
    "anyio_ami_command.py": b"",
    "anyio_ami_pytest.py": b"",
}
INFOS = ("METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE")
PROJECT = (
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "PKG-INFO",
    "README.md",
    "SECURITY.md",
    "CODE_OF_CONDUCT.md",
)


def recorded(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a wheel with their RECORD."""
    lines = [f"{INFO}/RECORD,,"]
    for name, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(data)}")
    return {**files, f"{INFO}/RECORD": "\n".join(lines).encode()}


def wheel() -> dict[str, bytes]:
    """The files of a wheel as it should be, without RECORD."""
    return {**PACKAGE, **{f"{INFO}/{name}": b"" for name in INFOS}}


def sdist() -> dict[str, bytes]:
    """The files of an sdist as it should be."""
    names = (
        *PACKAGE,
        *PROJECT,
        "pyproject.toml",
        ".gitignore",
        "docs/guide.md",
        "tests/data/22-calls.ami",
        "fuzz/findings/1",
    )
    return {f"anyio_ami-1.0/{name}": PACKAGE.get(name, b"") for name in names}


def test_a_wheel_and_an_sdist_that_hold_what_they_should_are_taken() -> None:
    assert check_dist.wheel_problems(recorded(wheel()), PACKAGE) == []
    assert check_dist.sdist_problems(sdist(), PACKAGE) == []


@pytest.mark.parametrize(
    "name",
    [
        "tests/test_dist.py", "anyio_ami/__pycache__/frames.cpython-311.pyc", "anyio_ami/notes.txt",
        "anyio_ami/capture.ami", "anyio_ami/other.py", "other/__init__.py", "setup.py", "anyio_ami.pth",
        f"{INFO}/direct_url.json", "anyio_ami/../escaped.py", "anyio_ami-1.0.data/scripts/run",
    ],
)  # fmt: skip
def test_a_wheel_with_a_foreign_file_is_refused(name: str) -> None:
    (problem,) = check_dist.wheel_problems(recorded({**wheel(), name: b""}), PACKAGE)
    assert problem.startswith(f"wheel: {name} ")


@pytest.mark.parametrize("name", [*PACKAGE, f"{INFO}/licenses/LICENSE", f"{INFO}/METADATA"])
def test_a_wheel_that_lacks_a_file_is_refused(name: str) -> None:
    files = wheel()
    del files[name]
    assert check_dist.wheel_problems(recorded(files), PACKAGE) == [f"wheel: {name} is missing"]


def test_a_wheel_whose_module_is_not_the_one_of_the_checkout_is_refused() -> None:
    files = {**wheel(), "anyio_ami/__init__.py": b"import os\n"}
    (problem,) = check_dist.wheel_problems(recorded(files), PACKAGE)
    assert problem == "wheel: anyio_ami/__init__.py is not the file of the checkout"


def test_a_wheel_whose_record_is_wrong_is_refused() -> None:
    files = {**recorded(wheel()), "anyio_ami/py.typed": b"partial"}
    problems = check_dist.wheel_problems(files, {**PACKAGE, "anyio_ami/py.typed": b"partial"})
    assert problems == ["wheel: RECORD does not tell the hash of anyio_ami/py.typed"]


@pytest.mark.parametrize(
    "name",
    [
        ".hypothesis/examples/1", "tests/__pycache__/x.py", "benchmarks/.cache/x.py", "docs/a.pdf",
        "stray.md", "anyio_ami/_wire/frames.so",
        "elsewhere/x.py", "tests/../../x.py", ".env", "tests/data/core",
    ],
)  # fmt: skip
def test_an_sdist_with_a_foreign_file_is_refused(name: str) -> None:
    problems = check_dist.sdist_problems({**sdist(), f"anyio_ami-1.0/{name}": b""}, PACKAGE)
    assert problems == [f"sdist: {name} does not belong there"]


@pytest.mark.parametrize("name", [*PACKAGE, "LICENSE", "SECURITY.md", "pyproject.toml"])
def test_an_sdist_that_lacks_a_file_is_refused(name: str) -> None:
    files = sdist()
    del files[f"anyio_ami-1.0/{name}"]
    assert check_dist.sdist_problems(files, PACKAGE) == [f"sdist: {name} is missing"]


def test_an_sdist_with_a_file_beside_its_folder_is_refused() -> None:
    (problem,) = check_dist.sdist_problems({**sdist(), "evil/x.py": b""}, PACKAGE)
    assert "one folder" in problem


@pytest.mark.parametrize("path", ["/".join(("", "home", "me", "x")), "/".join(("", "Users", "me", "x"))])
def test_a_file_that_names_somebodys_folder_is_refused(path: str) -> None:
    files = {
        "a/docs/guide.md": f"see {path}".encode(),
        "a/README.md": b"see /usr/share",
        "a/tests/data/x": path.encode(),
    }
    (problem,) = check_dist.path_problems(files, [b"/opt/build/"])
    assert problem.startswith("a/docs/guide.md names ")
    (problem,) = check_dist.path_problems({"a/x.py": b"'/opt/build/x'"}, [b"/opt/build/"])
    assert problem == "a/x.py names /opt/build/"


def test_the_folder_of_the_checkout_is_a_folder_of_this_machine() -> None:
    assert f"{check_dist.ROOT}/".encode() in check_dist.own_paths()
    assert b"/usr/" not in check_dist.own_paths()


def test_archives_are_read_as_they_are(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "one.whl", "w") as archive:
        for name, data in recorded(wheel()).items():
            archive.writestr(name, data)
    assert check_dist.read_wheel(tmp_path / "one.whl") == recorded(wheel())
    with tarfile.open(tmp_path / "one.tar.gz", "w:gz") as archive:
        for name, data in sdist().items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("anyio_ami-1.0/link")
        link.type, link.linkname = tarfile.SYMTYPE, "LICENSE"
        archive.addfile(link)
    read = check_dist.read_sdist(tmp_path / "one.tar.gz")
    assert read == {**sdist(), "anyio_ami-1.0/link": b""}
    assert check_dist.sdist_problems(read, PACKAGE) == ["sdist: link does not belong there"]


def test_the_checkout_itself_holds_nothing_that_a_wheel_may_not() -> None:
    package = check_dist.package_files(check_dist.ROOT)
    info = {name: data for name, data in wheel().items() if name.startswith(INFO)}
    assert check_dist.wheel_problems(recorded({**package, **info}), package) == []


def test_all_files_get_the_time_that_was_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name, when in (("pyproject.toml", 1_600_000_000), ("PKG-INFO", 1_700_000_000)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (when, when))
        assert check_dist.source_date(tmp_path) == when
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert check_dist.source_date(tmp_path) == 1_500_000_000


# -- licences -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True), ("MIT OR GPL-3.0-only", True),
        ("GPL-3.0-only OR MIT", True), ("ISC AND Apache-2.0", True),
        ("MIT AND GPL-3.0-only", False), ("GPL-3.0-only", False), ("", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False), ("Apache-2.0 WITH LLVM-exception", True),
        ("(MIT OR GPL-3.0-only) AND BSD-3-Clause", True), ("(MIT AND GPL-3.0-only) OR AGPL-3.0-only", False),
        ("MIT AND (GPL-3.0-only OR ISC)", True), ("MIT ISC", False), ("(MIT", False), ("MIT)", False),
    ],
)  # fmt: skip
def test_licence_expressions(expression: str, allowed: bool) -> None:
    assert licences.is_allowed(expression) is allowed


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ({"License-Expression": ["MIT OR Apache-2.0"], "License": ["GPL"]}, "MIT OR Apache-2.0"),
        ({"Classifier": ["License :: OSI Approved :: MIT License", "Typing :: Typed"]}, "MIT"),
        (
            {"Classifier": ["License :: OSI Approved :: MIT License", "License :: OSI Approved :: GPLv3"]},
            "MIT AND GPLv3",
        ),
        ({"License": ["Apache 2.0"]}, "Apache-2.0"),
        ({"License": ["Permission is hereby granted\nto everybody"]}, ""),
        ({}, ""),
    ],
)
def test_the_licence_that_metadata_tells(metadata: dict[str, list[str]], licence: str) -> None:
    assert licences.licence_of(metadata) == licence


def test_every_runtime_dependency_is_looked_at_and_those_of_the_tests_are_not() -> None:
    found, _ = licences.installed()
    assert {"anyio", "msgspec", "idna"} <= found.keys()
    assert not {"pytest", "hypothesis", "anyio-ami"} & found.keys()
    assert ("exceptiongroup" in found) is (sys.version_info < (3, 11))
    assert any("extra" in need for need in requires("anyio-ami") or ())


# -- the audit ----------------------------------------------------------------------------------------

ANSWER = {
    "dependencies": [
        {"name": "good", "version": "1", "vulns": []},
        {"name": "bad", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3", "4"]}]},
        {"name": "worse", "version": "5", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]},
        {"name": "unknown", "skip_reason": "not found"},
    ],
    "fixes": [],
}


def test_an_audit_tells_findings_from_what_it_could_not_check() -> None:
    findings, unchecked = audit.read_answer(json.dumps(ANSWER))
    assert findings == ["bad 2: PYSEC-1, mended in 3, 4", "worse 5: PYSEC-2, mended in nowhere yet"]
    assert unchecked == {"unknown": "not found"}


def answering(*lines: str) -> list[str]:
    """A command that stands for pip-audit."""
    return [sys.executable, "-c", "\n".join(("import sys", *lines))]


def test_an_audit_without_an_answer_names_everything_and_finds_nothing() -> None:
    for silent in (
        answering("sys.exit('no network')"),
        answering("print('<html>')"),
        ["/nonexistent/python"],
    ):
        findings, unchecked = audit.ask(silent, ["anyio==4.10", "msgspec==0.18.6"])
        assert findings == []
        assert list(unchecked) == ["anyio==4.10", "msgspec==0.18.6"]
        assert all(reason.count("no answer") == len(audit.SERVICES) for reason in unchecked.values())


def test_an_audit_ends_although_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "PATIENCE", 0.2)
    findings, unchecked = audit.ask(
        answering("sys.stdin.read()", "import time", "time.sleep(1000)"), ["anyio==4.10"]
    )
    assert (findings, list(unchecked)) == ([], ["anyio==4.10"])
    assert "no answer within 0.2 s" in unchecked["anyio==4.10"]


def test_what_one_service_does_not_know_the_next_is_asked(tmp_path: Path) -> None:
    second = json.dumps({"dependencies": [{"name": "unknown", "version": "1", "vulns": []}]})
    script = answering(
        "asked = open(sys.argv[sys.argv.index('--requirement') + 1]).read().split()",
        "first = sys.argv[sys.argv.index('--vulnerability-service') + 1] == 'pypi'",
        "assert first or asked == ['unknown==1'], asked",
        f"print({json.dumps(ANSWER)!r} if first else {second!r})",
        "sys.exit(1)",
    )
    findings, unchecked = audit.ask(script, ["good==1", "bad==2", "worse==5", "unknown==1"])
    assert len(findings) == 2
    assert unchecked == {}


def test_a_file_that_git_does_not_know_is_named(tmp_path: Path) -> None:
    (tmp_path / "anyio_ami").mkdir()
    for name in ("anyio_ami/__init__.py", "anyio_ami/scratch.py"):
        (tmp_path / name).touch()
    sdist = [
        "anyio_ami-1.0/PKG-INFO",
        "anyio_ami-1.0/anyio_ami/__init__.py",
        "anyio_ami-1.0/anyio_ami/scratch.py",
    ]
    assert check_dist.strays(sdist, tmp_path) == []
    for command in (["init", "-q"], ["add", "anyio_ami/__init__.py"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    assert check_dist.strays(sdist, tmp_path) == ["anyio_ami/scratch.py"]
