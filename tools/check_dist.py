"""Build sdist and wheel twice, elsewhere and at another time, and check them.

``python -m tools.check_dist dist`` leaves them in that folder. Both builds must give the same bytes; only
what belongs there may be in them; the sdist must install into an environment that has nothing else, and the
demo must run there (the wheel: `tools.try_dist`). Needs `build` and `hatchling`, and installing the network.

Building the same files from an unpacked sdist needs no more: its files carry the time that all of them get.
"""

from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from .try_dist import PACKAGE, PATIENCE, Environment, run, try_alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT: Final = Path(__file__).resolve().parent.parent
BESIDE: Final = {"anyio_ami_command.py", "anyio_ami_pytest.py"}
"""Stand beside the package: what they begin with is to be there before the package is imported."""
_FIRST_DAY: Final = 315_532_800  # 1980: a wheel is a zip file, which knows no earlier time

DATA: Final = {f"{PACKAGE}/py.typed", f"{PACKAGE}/reference/facts.json"}
"""What the package holds beside modules."""
_INFO: Final = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
_TOP: Final = {
    ".gitignore", "CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "PKG-INFO",
    "README.md", "SECURITY.md", "pyproject.toml", *BESIDE,
}  # fmt: skip
_FOLDERS: Final = {PACKAGE, "benchmarks", "docs", "examples", "fuzz", "generator", "tests", "tools"}
_SUFFIXES: Final = {
    ".ami", ".amirec", ".conf", ".css", ".dict", ".html", ".ini", ".js", ".json", ".md", ".png", ".py", ".sh",
    ".svg", ".txt", ".typed",
}  # fmt: skip
"""Of files in those folders."""
_NEEDED: Final = _TOP - {".gitignore"}
# Folders of somebody's home, on any machine. What this one calls its own is added.
_HOMES: Final = re.compile(rb"/(?:home|Users)/[\w.-]+/|[A-Z]:\\Users\\\w")


def read_wheel(path: Path) -> dict[str, bytes]:
    """The files of a wheel by name."""
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def read_sdist(path: Path) -> dict[str, bytes]:
    """The files of an sdist by name, its one folder included; what is no plain file is empty."""
    with tarfile.open(path) as archive:
        found: dict[str, bytes] = {}
        for member in archive.getmembers():
            file = archive.extractfile(member) if member.isfile() else None
            if not member.isdir():
                found[member.name] = b"" if file is None else file.read()
        return found


def package_files(root: Path) -> dict[str, bytes]:
    """The files of the package as they stand in the checkout, without caches."""
    files = [
        *(root / name for name in BESIDE),
        *(path for path in (root / PACKAGE).rglob("*") if path.is_file()),
    ]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in files
        if "__pycache__" not in path.parts
    }


def wheel_problems(files: Mapping[str, bytes], package: Mapping[str, bytes]) -> list[str]:
    """What is wrong with the files of a wheel of a package."""
    infos = {PurePosixPath(name).parts[0] for name in files if ".dist-info/" in name}
    info = min(infos, default="")
    allowed = {f"{info}/{name}" for name in _INFO}
    problems = [f"wheel: {name} is missing" for name in sorted({*allowed, *package, *DATA} - files.keys())]
    if len(infos) != 1:
        problems.append(f"wheel: one .dist-info folder was meant, not {sorted(infos)}")
    for name, data in files.items():
        if name in allowed:
            continue
        if name in package and package[name] != data:
            problems.append(f"wheel: {name} is not the file of the checkout")
        inside = name.startswith(f"{PACKAGE}/") and (name.endswith(".py") or name in DATA)
        if not inside and name not in BESIDE:
            problems.append(f"wheel: {name} does not belong there")
        elif name not in package:
            problems.append(f"wheel: {name} is not in the checkout")
    return problems + _record_problems(files, f"{info}/RECORD")


def _record_problems(files: Mapping[str, bytes], record: str) -> list[str]:
    """Whether RECORD tells the hash of every file."""
    told = {
        row[0]: row[1] for row in csv.reader(io.StringIO(files.get(record, b"").decode())) if len(row) == 3
    }
    problems: list[str] = []
    for name, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        if name != record and told.get(name) != f"sha256={digest}":
            problems.append(f"wheel: RECORD does not tell the hash of {name}")
    return problems


def sdist_problems(files: Mapping[str, bytes], package: Iterable[str]) -> list[str]:
    """What is wrong with the files of an sdist."""
    tops = {PurePosixPath(name).parts[0] for name in files}
    if len(tops) != 1:
        return [f"sdist: one folder was meant, not {sorted(tops)}"]
    top = min(tops)
    inside = {name[len(top) + 1 :] for name in files}
    problems = [f"sdist: {name} is missing" for name in sorted({*_NEEDED, *package, *DATA} - inside)]
    for name in sorted(inside - _TOP):
        path = PurePosixPath(name)
        hidden = any(part.startswith((".", "__pycache__")) or part == ".." for part in path.parts)
        # What fuzzing has found is kept as it was found, without a suffix.
        known = path.suffix in _SUFFIXES or path.parts[:2] == ("fuzz", "findings")
        if hidden or len(path.parts) < 2 or path.parts[0] not in _FOLDERS or not known:
            problems.append(f"sdist: {name} does not belong there")
    return problems


def own_paths() -> list[bytes]:
    """Folders of this machine that no file may name."""
    folders = {ROOT, Path.home(), Path(sys.prefix), Path(sys.base_prefix), Path(tempfile.gettempdir())}
    # `/usr` is everybody's.
    return sorted(f"{folder}/".encode() for folder in folders if folder not in (Path("/"), Path("/usr")))


def path_problems(files: Mapping[str, bytes], paths: Iterable[bytes]) -> list[str]:
    """Which files name a folder of a machine. Captures are bytes of real servers, with folders of theirs."""
    problems: list[str] = []
    for name, data in files.items():
        if "/tests/data/" in f"/{name}":
            continue
        found = [path for path in paths if path in data] or _HOMES.findall(data)
        problems.extend(f"{name} names {path.decode(errors='replace')}" for path in sorted(set(found)))
    return problems


def source_date(root: Path) -> int:
    """The time that all files get, in seconds since 1970.

    What ``SOURCE_DATE_EPOCH`` says; else that of the last commit; else, in an
    unpacked sdist, that of its files.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told is not None:
        return int(told)
    if (root / ".git").exists() and shutil.which("git"):
        log = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
        done = subprocess.run(log, capture_output=True, text=True, check=False, timeout=PATIENCE)
        if done.returncode == 0 and done.stdout.strip():
            return int(done.stdout)
    mark = root / "PKG-INFO"
    return max(_FIRST_DAY, int((mark if mark.exists() else root / "pyproject.toml").stat().st_mtime))


def strays(names: Iterable[str], root: Path) -> list[str]:
    """The files of an sdist that git does not know; none where there is no git."""
    if not ((root / ".git").exists() and shutil.which("git")):
        return []
    command = ["git", "-C", str(root), "ls-files", "-z"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    known = {*done.stdout.split("\0"), "PKG-INFO"}
    inner = (name.partition("/")[2] for name in names)
    return [] if done.returncode else sorted(name for name in inner if name not in known)


def build(root: Path, out: Path, when: int, **environment: str) -> tuple[Path, Path]:
    """(sdist, wheel), built from ``root`` into an empty folder."""
    variables = {**os.environ, "SOURCE_DATE_EPOCH": str(when), **environment}
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(root)]
    run(command, env=variables)
    return next(out.glob("*.tar.gz")), next(out.glob("*.whl"))


def build_twice(root: Path, out: Path, work: Path) -> tuple[Path, Path]:
    """(sdist, wheel) in ``out``. Raises SystemExit if building from the sdist does not give the same."""
    shutil.rmtree(out, ignore_errors=True)
    when = source_date(root)
    first = build(root, out, when)
    with tarfile.open(first[0]) as archive:
        if hasattr(tarfile, "data_filter"):
            archive.extractall(work / "again", filter="data")
        else:
            archive.extractall(work / "again")
    unpacked = next((work / "again").iterdir())
    # As another user of another machine would.
    before = os.umask(0o077)
    try:
        second = build(unpacked, work / "second", when, TZ="Asia/Kathmandu", LC_ALL="C", PYTHONHASHSEED="7")
    finally:
        os.umask(before)
    for one, other in zip(first, second, strict=True):
        digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (one, other)]
        print(f"{digests[0]}  {one.name}")
        if one.name != other.name or digests[0] != digests[1]:
            raise SystemExit(f"check_dist: {one.name} differs when it is built from the sdist: {digests[1]}")
    return first


def main() -> None:
    """Build, check, install."""
    parser = argparse.ArgumentParser(prog="check_dist.py", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder for sdist and wheel; what is in it goes")
    out: Path = parser.parse_args().out.resolve()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sdist, wheel = build_twice(ROOT, out, work)
        package = package_files(ROOT)
        in_wheel, in_sdist = read_wheel(wheel), read_sdist(sdist)
        problems = [*wheel_problems(in_wheel, package), *sdist_problems(in_sdist, package)]
        problems += path_problems(in_sdist, own_paths())
        stray = [f"{name} is not committed" for name in strays(in_sdist, ROOT)]
        if os.environ.get("CI"):
            problems += stray
        else:
            # Not to be released, but no reason not to check what is being worked on.
            print("".join(f"check_dist: {one}\n" for one in stray), end="", file=sys.stderr)
        if problems:
            raise SystemExit("\n".join(f"check_dist: {problem}" for problem in problems))
        counts = f"{len(in_wheel)} files in the wheel, {len(in_sdist)} in the sdist"
        print(f"{counts}: nothing is missing, and nothing else is there")
        try_alone(sdist, Environment(sys.executable, work / "alone"))
        print(f"{sdist.name}: installs alone, and the demo runs")


if __name__ == "__main__":
    main()
