"""The page on the architecture speaks of the files and functions that there are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "anyio_ami"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
MENTIONS = sorted(set(re.findall(r"`([a-z_/.]+(?:/|\.py)(?::\w+)?)`", PAGE)))


def place(mention: str) -> Path:
    path = mention.partition(":")[0]
    return ROOT / path if (ROOT / path).exists() else PACKAGE / path


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, found)}


@pytest.mark.parametrize("mention", MENTIONS)
def test_what_the_page_names_is_there(mention: str) -> None:
    path = place(mention)
    assert path.exists()
    _, _, function = mention.partition(":")
    assert not function or function in functions(path)


def test_the_page_names_functions_and_files() -> None:
    assert len(MENTIONS) > 60
    assert sum(":" in mention for mention in MENTIONS) > 15


def test_every_module_has_its_place_on_the_page() -> None:
    files = {place(mention) for mention in MENTIONS}
    private = {PACKAGE / name for name in ("_client", "_wire", "_messages")}
    for path in sorted(PACKAGE.iterdir()):
        if path.name.startswith("__") or path.name == "py.typed" or path.suffix not in ("", ".py"):
            continue
        if path not in private:
            assert path in files, f"{path.name} is missing"
    for folder in private:
        missing = [path.name for path in folder.glob("*.py") if path not in files and path.stem != "__init__"]
        assert not missing, folder.name
