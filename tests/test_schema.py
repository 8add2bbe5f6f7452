"""A new version of Asterisk gets in as generator/schema/README.md says, and what lacks is told."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from anyio_ami.types import EventClass
from generator import areas, files
from generator.facts import CLASSES
from generator.model import build, load_schema
from tests.docs._snippets import DOCUMENTS, ROOT

pytestmark = [pytest.mark.once, pytest.mark.slow]


@pytest.fixture
def schema() -> dict[str, Any]:
    """The facts, and a version in which one event is new, one has a new field, and one is gone."""
    schema = copy.deepcopy(load_schema())
    schema["majors"].append("24")
    schema["asterisk_versions"].append("24.0.0")
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


def set_in(entry: Any, path: str, value: Any) -> None:
    """``fields.0.type``: the type of the first field."""
    *way, last = path.split(".")
    for step in way:
        entry = entry[int(step)] if step.isdigit() else entry[step]
    entry[last] = value


@pytest.mark.parametrize(
    ("kind", "name", "path", "value", "told"),
    [
        ("actions", "Ping", "since", "99", "Ping: no major version of the schema: 99"),
        ("actions", "Ping", "until", "99", "Ping: no major version of the schema: 99"),
        ("actions", "Ping", "absent", ["99"], "Ping: no major version of the schema: 99"),
        ("events", "Hangup", "fields.0.since", "99", "Hangup.Cause: no major version of the schema: 99"),
        ("events", "Hangup", "fields.2.until", "19", "Hangup.TechCause: since 20, and only until 19"),
        ("events", "Hangup", "fields.0.type", "integer", "Hangup: Invalid enum value 'integer'"),
        ("events", "Hangup", "fields.0.unit", "seconds", "Hangup: Invalid enum value 'seconds'"),
        ("events", "Hangup", "fields.0.requird", True, "Hangup: Object contains unknown field `requird`"),
        ("events", "Hangup", "fields.0.name", "TechCause", "Hangup: a field stands there twice"),
        ("events", "Hangup", "classes", ["CALLS"], "Hangup: no event class: CALLS"),
        ("events", "Hangup", "delivery", "asynch", "Hangup: Invalid enum value 'asynch'"),
        ("events", "Hangup", "groups.0.group", "chanel", "Hangup: no group: chanel"),
        ("actions", "Hangup", "privilege", ["CALLS"], "Hangup: no event class: CALLS"),
        ("actions", "Hangup", "response.kind", "simpel", "Hangup: Invalid enum value 'simpel'"),
        ("groups", "channel", "fields.0.since", "99", "channel.Channel: no major version of the schema: 99"),
    ],
)
def test_what_is_misspelt_is_told(kind: str, name: str, path: str, value: Any, told: str) -> None:
    schema = copy.deepcopy(load_schema())
    set_in(schema[kind][name], path, value)
    with pytest.raises(ValueError, match=re.escape(told)):
        build(schema)


def test_each_major_version_has_its_release() -> None:
    schema = copy.deepcopy(load_schema())
    schema["majors"].append("24")
    with pytest.raises(ValueError, match="one release for each major"):
        build(schema)


def test_the_event_classes_are_those_of_the_library() -> None:
    assert {one.name for one in EventClass} == CLASSES


def test_documents_count_as_the_schema_does() -> None:
    schema = load_schema()
    counts = (str(len(schema["events"])), str(len(schema["actions"])))
    told = [
        (path.relative_to(ROOT).as_posix(), found)
        for path in (*DOCUMENTS, ROOT / "CHANGELOG.md")
        for found in re.findall(r"(\d+) events and (\d+) actions", path.read_text("utf-8"))
    ]
    assert [one for one in told if one[1] != counts] == []
    assert {"README.md", "CHANGELOG.md", "docs/decisions/generated-from-facts.md"} <= {
        path for path, _ in told
    }
