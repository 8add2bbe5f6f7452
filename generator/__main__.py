"""``python -m generator [--check]``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from .files import ROOT, rendered, stale

if TYPE_CHECKING:
    from pathlib import Path


def main(arguments: list[str]) -> int:
    """Write every file, or with ``--check`` name those that are not as they would be written."""
    if arguments not in ([], ["--check"]):
        print("usage: python -m generator [--check]", file=sys.stderr)
        return 2
    found = stale()
    for path in found:
        print(f"{'stale' if arguments else 'written'}: {path.relative_to(ROOT)}")
    if arguments:
        return 1 if found else 0
    texts = rendered()
    for path in found:
        if path in texts:
            _write(path, texts[path])
        else:
            path.unlink()
    return 0


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
