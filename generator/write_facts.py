"""`anyio_ami/reference/facts.json`: what `anyio_ami.describe` tells and the classes do not hold."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .model import load_schema

if TYPE_CHECKING:
    from .model import Class, Model

SEEN = Path(__file__).with_name("seen.json")
ROOT = Path(__file__).resolve().parent.parent
CAPTURES = ROOT / "tests" / "data"
# Not imported: the generator must run while the package's generated modules are stale.
_is_secret = runpy.run_path(str(ROOT / "anyio_ami" / "_messages" / "secrets.py"))["is_secret"]


def facts_file(model: Model) -> str:
    """The whole file, a line for each class."""
    live = seen_live()
    captured = seen_in_captures()
    parts: dict[str, dict[str, Any]] = {
        "groups": {c.wire_name: _fields(c) for c in model.groups.values()},
        "events": {
            c.wire_name: {
                "documented": c.fact["documented"],
                "delivery": c.fact["delivery"],
                "answer_to": c.fact.get("answer_to", []),
                "seen_live": [int(major) for major in live if c.wire_name in live[major]],
                "captured": [int(major) for major in captured if captured[major].get(c.wire_name)],
                **_fields(c),
            }
            for c in model.events
        },
        "actions": {c.wire_name: {**_run(c), **_fields(c)} for c in model.actions},
        "responses": {c.wire_name: {**_run(c), **_fields(c)} for c in model.responses},
    }
    sections = [
        f'"{part}": {{\n'
        + ",\n".join(f'"{name}": {json.dumps(fact, ensure_ascii=False)}' for name, fact in named.items())
        + "\n}"
        for part, named in parts.items()
    ]
    return "{\n" + ",\n".join(sections) + "\n}\n"


def seen_live() -> dict[str, list[str]]:
    """Major version to the names of the events that the project's tests provoke on a real server."""
    seen: dict[str, list[str]] = json.loads(SEEN.read_text(encoding="utf-8"))
    return dict(sorted(seen.items()))


def seen_in_captures() -> dict[str, dict[str, int]]:
    """Major version to the events in the captures, with their numbers."""
    # Some captures hold forged events, too.
    known = set(load_schema()["events"])
    found: dict[str, dict[str, int]] = {}
    for path in sorted(CAPTURES.glob("*.ami")):
        major = next((part for part in path.stem.split("-") if part.isdecimal()), None)
        if major is None or path.stem.endswith("client"):
            continue
        counts = found.setdefault(major, {})
        for frame in path.read_bytes().split(b"\r\n\r\n"):
            first, _, _ = frame.partition(b"\r\n")
            if first.startswith(b"Event: "):
                name = first.removeprefix(b"Event: ").decode("utf-8", "replace")
                if name in known:
                    counts[name] = counts.get(name, 0) + 1
    return dict(sorted(found.items()))


def is_secret(cls: Class, header: str) -> bool:
    """Whether the package masks this header."""
    # Replies have no name of their own.
    secret: bool = _is_secret("" if cls.base == "Response" else cls.wire_name, header)
    return secret


def _run(cls: Class) -> dict[str, Any]:
    return {"seen_live": [int(major) for major in cls.fact["response"]["verified"]]}


def _fields(cls: Class) -> dict[str, Any]:
    told: dict[str, Any] = {
        "notes": {f.name: "; ".join(f.notes) for f in cls.fields if f.notes},
        "always": [f.name for f in cls.fields if f.fact.get("required")],
        "base_optional": cls.base_optional,
        "secret": [f.name for f in cls.fields if is_secret(cls, f.header)],
    }
    return {key: value for key, value in told.items() if value}
