"""The blocks of the documents: where they stand, what they are, and what their fragments take for granted.

A block ``python`` is type-checked (tests/test_typing.py) and run (test_snippets.py); ``py`` is code of other
libraries, and neither. ``<!-- not run: reason -->`` above its fence says why a block cannot run.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *(
        path
        for folder in ("docs", "examples")
        for path in sorted((ROOT / folder).rglob("*.md"))
        if not any(part.startswith("_") for part in path.relative_to(ROOT).parts)  # what Sphinx has built
    ),
]

# What the documents' fragments take for granted, in one line.
PRELUDE = (
    "import anyio, contextlib, ssl, uuid; "
    "from anyio_ami import *; from anyio_ami.errors import *; from anyio_ami.testing import *"
    # A fragment takes all of these names for granted.
    "  # pyright: ignore[reportWildcardImportFromLibrary]"
)
OPENING = "async def example(ami: AMIClient, pbx: FakeAsterisk, result: OriginateResult) -> None:"

_FENCE = re.compile(
    r"^(?:<!-- not run: (?P<reason>[^\n]+?) -->\n\n?)?"
    r"^```(?P<language>\w+)[^\n]*\n(?P<code>.*?)^```[ ]*$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """One fenced block of a document."""

    page: str
    """The document's path in the project."""
    line: int
    """The line of its fence; its code begins on the next one."""
    language: str
    code: str
    not_run: str
    """Why it cannot run; empty if it does."""
    file: str = ""
    """The file that the text above it calls it, or empty."""

    @property
    def name(self) -> str:
        """What a test of it is called."""
        return f"{self.page}:{self.line}"

    @property
    def file_name(self) -> str:
        """A name of its own among all blocks, as a module."""
        stem = re.sub(r"\W", "_", self.page.removesuffix(".md")).lower()
        return f"{stem}_{self.line}.py"

    @property
    def is_program(self) -> bool:
        """Whether it imports what it uses and awaits only inside functions; else it is a fragment."""
        try:
            tree = ast.parse(self.code)
            compile(tree, "example", "exec", dont_inherit=True)
        except SyntaxError:
            return False
        return any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in tree.body)


def blocks(document: Path, *languages: str) -> list[Block]:
    """The blocks of a document in these languages, in their order."""
    text = document.read_text("utf-8")
    page = document.relative_to(ROOT).as_posix()
    return [
        Block(
            page,
            text.count("\n", 0, found.start("language")) + 1,
            found["language"],
            found["code"],
            found["reason"] or "",
            _file_named(text[: found.start()]),
        )
        for found in _FENCE.finditer(text)
        if found["language"] in languages
    ]


def _file_named(above: str) -> str:
    """The file that the last paragraph names first: "`calls.py`:"."""
    paragraph = above.rstrip().rpartition("\n\n")[2]
    named = re.search(r"`(\w+\.py)`", paragraph)
    return named[1] if named and above.endswith("\n\n") else ""


def as_module(block: Block) -> str:
    """A Python block as a file for type checkers, its lines where they stand in the document."""
    if block.is_program:
        return "\n" * block.line + block.code
    # Indented into a function, whose parameters are what the text around a fragment speaks of.
    code = "".join(f"    {line}" if line.strip() else line for line in block.code.splitlines(keepends=True))
    return f"{PRELUDE}\n" + "\n" * max(0, block.line - 2) + f"{OPENING}\n" + code
