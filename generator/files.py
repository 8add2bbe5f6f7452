"""Every generated file with its text."""

from __future__ import annotations

from pathlib import Path

from . import write_actions, write_docs, write_events, write_facts, write_indexes, write_names
from .model import Model, build

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "anyio_ami"
DOCS = ROOT / "docs" / "reference"
_HAND_WRITTEN = frozenset({"_base.py", "_custom.py"})


def rendered(model: Model | None = None) -> dict[Path, str]:
    """The text of every generated file."""
    model = model or build()
    files: dict[Path, str] = {}
    events, actions, responses = (PACKAGE / name for name in ("events", "actions", "responses"))
    files[events / "_groups.py"] = write_events.groups_module(model)
    for area in sorted({c.area for c in model.events}):
        files[events / f"{area}.py"] = write_events.area_module(area, model)
    for area in sorted({c.area for c in model.actions}):
        files[actions / f"{area}.py"] = write_actions.action_module(area, model)
    for area in sorted({c.area for c in model.responses}):
        files[responses / f"{area}.py"] = write_actions.response_module(area, model)
    for folder, package, classes in (
        (events, write_indexes.EVENTS, model.events),
        (actions, write_indexes.ACTIONS, model.actions),
        (responses, write_indexes.RESPONSES, model.responses),
    ):
        files[folder / "__init__.py"] = write_indexes.init_module(package, classes, model.majors)
        files[folder / "_index.py"] = write_indexes.index_module(package, classes)
    files[PACKAGE / "reference" / "facts.json"] = write_facts.facts_file(model)
    for name, text in write_docs.pages(model).items():
        files[DOCS / name] = text
    files[DOCS / "names.md"] = write_names.names_page(model)
    return files


def stale() -> list[Path]:
    """Files that are not as they would be written, and those that would not be written at all."""
    files = rendered()
    found = [p for p, text in files.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    for folder in ("events", "actions", "responses"):
        there = (PACKAGE / folder).glob("*.py")
        found.extend(path for path in there if path not in files and path.name not in _HAND_WRITTEN)
    found.extend(path for path in DOCS.glob("*") if path not in files)
    return sorted(found)
