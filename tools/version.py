"""Say whether a release may be made: one version in pyproject.toml, in the tag and in the changelog.

``python -m tools.version`` prints the version; ``python -m tools.version v1.2.3`` also fails, with the
reasons, unless that is the tag of a release of it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent


def version_of(pyproject: str) -> str:
    """What pyproject.toml says. Raises ValueError if it says nothing."""
    # By hand, because Python 3.10 has no TOML reader.
    project = pyproject.partition("\n[project]\n")[2].partition("\n[")[0]
    found = re.search(r'^version = "([^"]+)"$', project, re.MULTILINE)
    if found is None:
        raise ValueError("pyproject.toml names no version")
    return found[1]


def problems(tag: str, pyproject: str, changelog: str) -> list[str]:
    """Why this tag is no release of what stands there."""
    version = version_of(pyproject)
    found: list[str] = []
    if tag != f"v{version}":
        found.append(f"the tag is {tag}, and the version in pyproject.toml is {version}")
    if not re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", version):
        found.append(f"{version} is not a version to release")
    heads = re.findall(r"^## \[([^]]+)\](.*)$", changelog, re.MULTILINE)
    if not heads or heads[0][0] != version:
        found.append(f"CHANGELOG.md begins with {heads[0][0] if heads else 'nothing'}, not with {version}")
    elif not re.fullmatch(r" - \d{4}-\d\d-\d\d", heads[0][1]):
        found.append(f"CHANGELOG.md has no date for {version}")
    if "\n[project.urls]\n" not in pyproject:
        found.append("pyproject.toml has no [project.urls]: where the source is")
    if re.search('^readme = "README.md"$', pyproject, re.MULTILINE):
        found.append("README.md has relative links, which are dead on PyPI: see docs/releasing.md")
    return found


def main() -> None:
    """Print the version, or check a tag."""
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    if len(sys.argv) > 1:
        found = problems(sys.argv[1], pyproject, (ROOT / "CHANGELOG.md").read_text("utf-8"))
        if found:
            raise SystemExit("\n".join(f"version: {problem}" for problem in found))
    print(version_of(pyproject))


if __name__ == "__main__":
    main()
