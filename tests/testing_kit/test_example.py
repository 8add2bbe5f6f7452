"""The example of a user's test suite runs as it stands, in a folder of its own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from .test_plugin import ROOT, run
from .test_plugin import project as project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.needs_trio
def test_the_example_suite_passes_on_both_backends(project: Path) -> None:
    for path in (ROOT / "examples" / "test_suite").glob("*.py"):
        shutil.copy(path, project)
    counts, text = run(project)
    assert set(counts) == {"passed"}, text
    assert counts["passed"] >= 12
    assert text.count("[trio") == text.count("[asyncio")
