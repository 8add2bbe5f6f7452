"""What the release workflow refuses, and where the version stands."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from tools import version as tool

pytestmark = pytest.mark.once

PYPROJECT = (
    '[build-system]\nversion = "9"\n\n[project]\nname = "x"\nversion = "1.2.0"\ndynamic = ["readme"]\n\n'
    '[project.urls]\nSource = "https://example.com/x"\n\n[tool.x]\nversion = "8"\n'
)
CHANGELOG = "# Changelog\n\n## [1.2.0] - 2030-01-31\n\nText.\n\n## [1.1.0] - 2029-01-01\n"


def test_a_tag_of_the_version_with_a_dated_entry_is_a_release() -> None:
    assert tool.problems("v1.2.0", PYPROJECT, CHANGELOG) == []


@pytest.mark.parametrize(
    ("tag", "old", "new", "reason"),
    [
        ("v1.2.1", "", "", "the tag is v1.2.1"),
        ("1.2.0", "", "", "the tag is 1.2.0"),
        ("v1.2.0", "[1.2.0] - 2030-01-31", "[1.2.0]", "no date"),
        ("v1.2.0", "[1.2.0] - 2030-01-31", "[1.2.0] - unreleased", "no date"),
        ("v1.2.0", "[1.2.0] - 2030-01-31", "[Unreleased]", "begins with Unreleased"),
        ("v1.2.0", CHANGELOG, "", "begins with nothing"),
        ("v1.2.0", "[project.urls]", "[tool.urls]", "no [project.urls]"),
        ("v1.2.0", 'dynamic = ["readme"]', 'readme = "README.md"', "dead on PyPI"),
        ("v1.2.0.dev0", '"1.2.0"', '"1.2.0.dev0"', "not a version to release"),
    ],
)
def test_anything_else_is_refused_with_the_reason(tag: str, old: str, new: str, reason: str) -> None:
    pyproject, changelog = PYPROJECT.replace(old or "\0", new), CHANGELOG.replace(old or "\0", new)
    assert reason in " ".join(tool.problems(tag, pyproject, changelog))


def test_a_project_without_a_version_is_refused() -> None:
    with pytest.raises(ValueError, match="names no version"):
        tool.version_of('[tool.x]\nversion = "8"\n')


def test_the_installed_package_has_the_version_of_the_one_place() -> None:
    assert tool.version_of((tool.ROOT / "pyproject.toml").read_text("utf-8")) == version("anyio-ami")
