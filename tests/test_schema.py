"""A new version of Asterisk gets in as generator/schema/README.md says, and what lacks is told."""

from __future__ import annotations

import copy
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator import areas, files
from generator.model import build, load_schema

ROOT = Path(__file__).resolve().parent.parent

pytestmark = [pytest.mark.once, pytest.mark.slow]


@pytest.fixture
def schema() -> dict[str, Any]:
    """The facts, and a version in which one event is new, one has a new field, and one is gone."""
    schema = copy.deepcopy(load_schema())
    schema["majors"].append("24")
    schema["events"]["ChannelFrozen"] = {
        **schema["events"]["Unhold"],
        "since": "24",
        "doc_since": [],
        "wire": [],
    }
    field = {"name": "Duration", "type": "int", "required": True, "repeated": False, "since": "24"}
    schema["events"]["Hold"]["fields"].append(field)
    schema["events"]["NewAccountCode"]["until"] = "23"
    return schema


def test_what_is_new_gets_its_class_and_what_is_gone_says_so(
    schema: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(areas.EVENT_AREAS, "channels", f"{areas.EVENT_AREAS['channels']} ChannelFrozen")
    texts = files.rendered(build(schema))
    module = texts[files.PACKAGE / "events" / "channels.py"]
    classes = {part.partition("(")[0]: part for part in module.split("\nclass ")}
    assert '"""Asterisk 24; ' in classes["ChannelFrozen"]
    assert '"""Asterisk 16 to 24; ' in classes["Hold"]
    assert "duration: int | None" in classes["Hold"]
    assert '"""Asterisk 16 to 23; ' in classes["NewAccountCode"]
    assert "of Asterisk 16 to 24," in texts[files.PACKAGE / "events" / "__init__.py"]
    assert "of Asterisk 16 to 24," in texts[files.DOCS / "index.md"]


def test_a_message_that_no_file_is_for_is_told(schema: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"ChannelFrozen: generator/areas\.py does not say which file"):
        build(schema)


@pytest.mark.parametrize("key", ["since", "until", "absent"])
def test_a_version_that_is_not_listed_is_told(key: str) -> None:
    schema = copy.deepcopy(load_schema())
    schema["actions"]["Ping"][key] = ["99"] if key == "absent" else "99"
    with pytest.raises(ValueError, match=r"Ping: no major version of the schema: 99"):
        build(schema)
    schema = copy.deepcopy(load_schema())
    schema["events"]["Hangup"]["fields"][0][key] = ["99"] if key == "absent" else "99"
    with pytest.raises(ValueError, match=r"Hangup\.Cause: no major version of the schema: 99"):
        build(schema)


def test_documents_count_as_the_schema_does() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.md", "*.toml"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    documents = [ROOT / name for name in listed] or [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    schema = load_schema()
    counts = (str(len(schema["events"])), str(len(schema["actions"])))
    told = [
        (path.relative_to(ROOT).as_posix(), found)
        for path in documents
        for found in re.findall(r"(\d+) events and (\d+) actions", path.read_text("utf-8"))
    ]
    assert [one for one in told if one[1] != counts] == []
    assert {"README.md", "CHANGELOG.md", "docs/decisions/generated-from-facts.md"} <= {
        path for path, _ in told
    }
