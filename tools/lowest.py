"""Print the lowest versions of dependencies and extras that pyproject.toml allows, as pip constraints."""

from __future__ import annotations

import re
from pathlib import Path


def constraints(pyproject: str) -> list[str]:
    """One ``name==version`` for each lower bound under ``[project]`` and its extras."""
    # By hand, because Python 3.10 has no TOML reader.
    project = pyproject.partition("\n[project]\n")[2].partition("\n[dependency-groups]\n")[0]
    return [f"{name}=={version}" for name, version in re.findall(r'"([a-z][a-z0-9-]*)>=([0-9.]+)', project)]


if __name__ == "__main__":
    found = constraints(Path(__file__).parent.parent.joinpath("pyproject.toml").read_text("utf-8"))
    if len(found) < 4:
        raise SystemExit(f"tools/lowest.py: lower bounds not found in pyproject.toml (only {found})")
    print("\n".join(found))
