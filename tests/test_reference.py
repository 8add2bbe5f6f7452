"""`describe`: the same as the schema, and as the pages in `docs/reference`, without a server."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from anyio_ami import actions, events, responses
from anyio_ami._messages.secrets import is_secret
from anyio_ami.reference import AnswerInfo, Description, FieldInfo, describe
from generator.files import rendered
from generator.model import Class, build, load_schema
from generator.write_facts import seen_in_captures, seen_live

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = load_schema()
MODEL = build(SCHEMA)
DOCS = ROOT / "docs" / "reference"
GROUPS = {cls.wire_name: cls for cls in MODEL.groups.values()}


def page_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


FREE_HEADERS = (
    "Mapping[str, str | int | float | bool | Sequence[str | int | float | bool]] | "
    "Sequence[tuple[str, str | int | float | bool | Sequence[str | int | float | bool]]]"
)


def expected_fields(cls: Class) -> list[tuple[str, str, str, tuple[int, ...], str]]:
    """(name, header, type, versions, notes) of every field, from the model alone."""
    fields = [*(GROUPS[cls.base].fields if cls.base in GROUPS else []), *cls.fields]
    return [
        (
            f.name,
            f.header,
            f.annotation.replace("FreeHeaders", FREE_HEADERS),
            tuple(int(v) for v in (f.versions or cls.versions) if v in cls.versions),
            "; ".join(f.notes),
        )
        for f in fields
    ]


def told(fields: tuple[FieldInfo, ...]) -> list[tuple[str, str, str, tuple[int, ...], str]]:
    return [(f.name, f.header, f.type, f.versions, f.notes) for f in fields]


@pytest.mark.parametrize("cls", MODEL.events, ids=lambda c: c.wire_name)
def test_every_event_is_described(cls: Class) -> None:
    found = describe(cls.wire_name, kind="event")
    assert (found.name, found.kind) == (cls.wire_name, "event")
    assert found.versions == tuple(map(int, cls.versions))
    assert found.classes == tuple(c.lower() for c in cls.fact["classes"])
    assert found.documented is (cls.fact["documented"] is not False)
    assert found.by_itself is (cls.fact["delivery"] != "answer")
    assert found.answer_to == tuple(cls.fact.get("answer_to", ()))
    assert found.answer is None
    fields = told(found.fields)
    if cls.base == "ListComplete":
        assert [f[0] for f in fields[:2]] == ["event_list", "list_items"]
        fields = fields[2:]
    assert fields == expected_fields(cls)
    for info in found.fields:
        assert info.secret is is_secret(cls.wire_name, info.header)


@pytest.mark.parametrize("cls", MODEL.actions, ids=lambda c: c.wire_name)
def test_every_action_is_described(cls: Class) -> None:
    found = describe(cls.wire_name, kind="action")
    assert (found.name, found.kind) == (cls.wire_name, "action")
    assert found.versions == tuple(map(int, cls.versions))
    assert found.classes == tuple(c.lower() for c in cls.fact["privilege"])
    assert found.seen_live == tuple(map(int, cls.fact["response"]["verified"]))
    assert told(found.fields) == expected_fields(cls)
    required = {f.name for f in cls.fields if f.default is None}
    assert {f.name for f in found.fields if f.required} == required
    action = actions.lookup(cls.wire_name)
    assert action is not None
    answer = action.__answer__
    assert found.answer == AnswerInfo(response=answer.response, items=answer.items, complete=answer.complete)
    for info in found.fields:
        assert info.secret is is_secret(cls.wire_name, info.header)
        assert info.repeated is (info.header in ("Variable", "*") and info.name in ("variables", "body"))


@pytest.mark.parametrize("cls", MODEL.responses, ids=lambda c: c.wire_name)
def test_every_response_is_described(cls: Class) -> None:
    found = describe(cls.wire_name)
    assert (found.name, found.kind) == (cls.wire_name, "response")
    assert found.versions == tuple(map(int, cls.versions))
    assert found.answer_to == (cls.wire_name.removesuffix("Response"),)
    assert told(found.fields) == expected_fields(cls)
    for info in found.fields:
        assert info.secret is is_secret("", info.header)


def test_a_class_is_described_as_its_name_is() -> None:
    modules: dict[Any, Any] = {"event": events, "action": actions, "response": responses}
    for kind, module in modules.items():
        for name in module.NAMES:
            cls = module.lookup(name)
            assert cls is not None
            assert describe(cls) == describe(name, kind=kind)


def test_an_event_in_all_its_parts() -> None:
    found = describe("QueueMemberAdded")
    assert (found.classes, found.documented, found.by_itself, found.answer_to) == (("agent",), True, True, ())
    interface = next(f for f in found.fields if f.name == "interface")
    assert interface == FieldInfo(
        name="interface", header="Interface", type="str", required=True,
        versions=tuple(range(16, 24)), aliases=("Location",),
    )  # fmt: skip
    assert next(f for f in found.fields if f.name == "wrapup_time").notes == "seconds"


def test_an_action_in_all_its_parts() -> None:
    found = describe("Originate")
    by_name = {f.name: f for f in found.fields}
    assert by_name["channel"].required
    assert by_name["pre_dial_gosub"].versions == (18, 20, 21, 22, 23)
    assert by_name["codecs"].type == "str | Sequence[str] | None"
    assert by_name["timeout"].notes.startswith("seconds, sent as whole milliseconds")
    assert describe("QueueStatus").answer == AnswerInfo(
        response="Response",
        items=("QueueParams", "QueueMember", "QueueEntry"),
        complete="QueueStatusComplete",
    )


def test_what_may_be_missing_all_together_is_not_required() -> None:
    by_name = {f.name: f for f in describe("DialBegin").fields}
    assert not by_name["channel"].required
    assert by_name["dest_channel"].required
    assert {f.name: f for f in describe("Hangup").fields}["channel"].required
    assert not {f.name: f for f in describe("RTCPSent").fields}["channel"].required


def test_documentation_that_spells_a_name_otherwise() -> None:
    found = describe("Newexten")
    assert (found.documented, found.documented_as) == (True, "NewExten")
    assert not describe("QueueMember").documented
    assert not describe("QueueMember").by_itself


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("hangup", ("Hangup", "event")),
        ("NewExten", ("Newexten", "event")),
        ("AOC_D", ("AOC-D", "event")),
        ("aoc-d", ("AOC-D", "event")),
        ("pingresponse", ("PingResponse", "response")),
        ("Ping", ("Ping", "action")),
        ("Response", ("Response", "response")),
        ("CommandResponse", ("CommandResponse", "response")),
    ],
)
def test_names_in_any_spelling(name: str, found: tuple[str, str]) -> None:
    description = describe(name)
    assert (description.name, description.kind) == found


def test_a_name_of_two_things_is_the_event_unless_told() -> None:
    assert describe("Hangup").kind == "event"
    assert describe("Hangup", kind="action").kind == "action"
    assert describe(actions.Hangup).kind == "action"
    assert describe(events.Hangup).kind == "event"


def test_an_unknown_name_is_refused_with_those_near_it() -> None:
    with pytest.raises(
        LookupError, match="no event, action or response is called 'Hangpu'; near to it: Hangup"
    ):
        describe("Hangpu")
    with pytest.raises(LookupError, match="no response is called 'Hangup'"):
        describe("Hangup", kind="response")
    what: Any
    for what in (events.Event, events.ChannelEvent, events.UnknownEvent, actions.Action, int):
        with pytest.raises(LookupError, match="is none of the event, action or response classes"):
            describe(what)
    with pytest.raises(LookupError, match="none of the action classes"):
        describe(events.Hangup, kind="action")


def test_a_description_is_plain_data() -> None:
    found = describe("UpdateConfig")
    assert msgspec.json.decode(msgspec.json.encode(found), type=Description) == found


def test_importing_it_reads_no_facts_and_loads_no_area() -> None:
    program = (
        "import sys, anyio_ami.reference as r; "
        "print(len([m for m in sys.modules if m.startswith(('anyio_ami.events.', 'anyio_ami.actions.'))]), "
        "r._facts.cache_info().currsize)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    loaded, read = run.stdout.split()
    # The bases and indexes of both packages, and what the client itself needs.
    assert int(loaded) <= 8
    assert read == "0"


# -- the pages -------------------------------------------------------------------------------------


@pytest.mark.once
def test_every_message_has_a_heading_and_every_field_a_row() -> None:
    for kind, classes in (("events", MODEL.events), ("actions", MODEL.actions)):
        for cls in classes:
            page = page_of(f"{kind}-{cls.area}.md")
            assert page.count(f"\n## {cls.name}\n") == 1, cls.name
            section = page.partition(f"\n## {cls.name}\n")[2].partition("\n## ")[0]
            for f in cls.fields:
                assert f"| `{f.name}` |" in section, (cls.name, f.name)
    for cls in MODEL.responses:
        page = page_of(f"actions-{cls.area}.md")
        assert f"`{cls.wire_name}`:" in page


@pytest.mark.once
def test_every_link_leads_somewhere() -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    anchors = {
        name: {heading.lower() for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
        for name, text in pages.items()
    }
    links = [(name, link) for name, text in pages.items() for link in re.findall(r"\]\(([^)]+)\)", text)]
    assert len(links) > 500
    for name, link in links:
        target, _, anchor = link.partition("#")
        if target.startswith("../"):
            assert (DOCS / target).resolve().exists(), (name, link)
            continue
        assert target in pages, (name, link)
        assert not anchor or anchor in anchors[target], (name, link)


@pytest.mark.once
def test_the_coverage_is_counted_from_the_captures() -> None:
    rows = dict(re.findall(r"^\| \[(\S+)\]\([^)]+\) \| (.*) \|$", page_of("coverage.md"), re.MULTILINE))
    assert set(rows) == {cls.name for cls in MODEL.events}
    counts = dict.fromkeys(("16", "22"), 0)
    for path in (ROOT / "tests" / "data").glob("*.ami"):
        hangups = re.findall(rb"(?:^|\r\n\r\n)Event: Hangup\r\n", path.read_bytes())
        counts["16" if "16" in path.stem.split("-") else "22"] += len(hangups)
    assert rows["Hangup"].split(" | ")[3:5] == [str(counts["16"]), str(counts["22"])]
    assert rows["Alarm"].split(" | ")[1:] == ["", "", "", "", "yes; nowhere seen"]
    assert rows["CoreShowChannelMap"].split(" | ")[1] == "-"


def test_what_is_said_to_be_seen_exists() -> None:
    for source in (seen_live(), seen_in_captures()):
        for major, names in source.items():
            for name in names:
                cls = events.lookup(name)
                assert cls is not None, name
                assert int(major) in cls.__versions__, (name, major)
                assert int(major) in describe(name, kind="event").seen_live


@pytest.mark.once
def test_the_pages_speak_of_the_project_alone() -> None:
    for path, text in rendered().items():
        if path.suffix == ".md":
            assert not re.search(r"/(?:tmp|root|work|home)/", text), path


@pytest.mark.parametrize("wrong", [None, 5, events.Hangup(), int, actions.Custom, "Hangpu"])
def test_what_is_no_message_has_no_description(wrong: Any) -> None:
    with pytest.raises(LookupError):
        describe(wrong)
