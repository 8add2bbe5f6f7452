"""The generated events, actions and responses against the schema they come from, and against real traffic."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from anyio_ami import actions, events, responses, types
from anyio_ami._messages.headers import Headers
from anyio_ami._messages.plans import plan_of
from anyio_ami.events import _groups
from generator import __main__ as command
from generator import files
from generator.canonical import MERGED
from generator.corrections import correct
from generator.enums import MESSAGES, PARAMS
from generator.model import build, load_schema
from generator.params import list_kind
from tests import _fit

if TYPE_CHECKING:
    from anyio_ami._messages.message import Message

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = load_schema()
MODEL = build(SCHEMA)

# The same on every interpreter.
pytestmark = pytest.mark.slow
EVENTS: list[str] = sorted(SCHEMA["events"])
ACTIONS: list[str] = sorted(SCHEMA["actions"])

GROUP_BASES = {
    "channel": events.ChannelEvent,
    "bridge": events.BridgeEvent,
    "queue_member": events.QueueMemberEvent,
    "security": events.SecurityEvent,
    "parked_call": events.ParkedCallEvent,
}


def expected_kind(owner: str, fact: dict[str, Any]) -> str:
    """The kind a header must have, from the facts alone."""
    # The table itself is held to the schema and to real traffic in test_types.py.
    kind = MESSAGES.get((owner, fact["name"])) or MESSAGES.get(("*", fact["name"]))
    if kind is None:
        kind = {
            "str": "cstr" if fact.get("c_escaped") else "str",
            "enum": "str",
            "int": "int",
            "float": "float",
            "bool": f"bool:{fact.get('wire')}",
            "timestamp": {"epoch": "int", "epoch_float": "float"}.get(fact.get("format", ""), "str"),
        }[fact["type"]]
    return f"{kind}*" if fact.get("repeated") and "{" not in fact["name"] else kind


def expected_type(kind: str, header: str) -> Any:
    """The annotation that a field of this kind must have: nothing that comes may break it."""
    base = kind.removesuffix("*").partition(":")[0]
    plain: Any = {"str": str, "cstr": str, "int": int, "float": float, "bool": bool}.get(base)
    if plain is None:
        plain = getattr(types, base)
    value = plain if plain is str else plain | None
    if "{" in header:
        keys = re.findall(r"\{(\w+)(?::\w+)?\}", header)
        mapping: Any = dict
        return mapping[int if len(keys) == 1 and len(keys[0]) == 1 else str, value]
    return tuple[plain, ...] if kind.endswith("*") else value


def check_field(owner: str, fact: dict[str, Any], cls: type[Message], header: str) -> None:
    # From the end: a header of its own comes after one that every event may have.
    field = next(field for field in reversed(plan_of(cls).fields) if field.header == header)
    assert field.kind == expected_kind(owner, fact), header
    info = next(info for info in msgspec.structs.fields(cls) if info.name == field.name)
    assert info.type == expected_type(field.kind, header), header
    if "{" in header:
        assert field.new_default() == {}
    elif fact.get("repeated"):
        assert field.default == ()
    else:
        assert field.default == ("" if field.kind in ("str", "cstr") else None)


def versions(fact: dict[str, Any]) -> tuple[int, ...]:
    """The versions that have something, from the facts alone."""
    since, until = int(fact.get("since") or 16), int(fact.get("until") or 23)
    return tuple(major for major in range(since, until + 1) if str(major) not in (fact.get("absent") or ()))


def check_versions(cls: Any, fact: dict[str, Any], header: str) -> None:
    having = tuple(major for major in cls.__versions__ if major in versions(fact))
    name = next(name for known, name, _ in reversed(wire_of(cls)) if known == header)
    tables = (vars(base).get("__field_versions__", {}) for base in cls.__mro__)
    told = next((table[name] for table in tables if name in table), None)
    if told is None:
        assert having == cls.__versions__, header
    else:
        assert tuple(major for major in told if major in cls.__versions__) == having, header


def wire_of(cls: Any) -> list[tuple[str, str, str]]:
    return [entry for base in reversed(cls.__mro__) for entry in vars(base).get("__wire__", ())]


# -- the generator ---------------------------------------------------------------------------------


def test_no_generated_file_is_stale() -> None:
    assert [path.name for path in files.stale()] == []
    assert command.main(["--check"]) == 0


def test_check_names_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, docs = tmp_path / "anyio_ami", tmp_path / "docs" / "reference"
    shutil.copytree(ROOT / "anyio_ami", copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs" / "reference", docs)
    monkeypatch.setattr(files, "PACKAGE", copy)
    monkeypatch.setattr(files, "DOCS", docs)
    monkeypatch.setattr(files, "ROOT", tmp_path)
    monkeypatch.setattr(command, "ROOT", tmp_path)
    assert command.main(["--check"]) == 0
    dial = copy / "events" / "dial.py"
    dial.write_text(dial.read_text(encoding="utf-8") + "# changed by hand\n", encoding="utf-8")
    (copy / "actions" / "gone.py").write_text("", encoding="utf-8")
    (copy / "responses" / "core.py").unlink()
    (docs / "coverage.md").write_text("", encoding="utf-8")
    (docs / "gone.md").write_text("", encoding="utf-8")
    assert command.main(["--check"]) == 1
    out = capsys.readouterr().out.replace(os.sep, "/")
    assert [line.removeprefix("stale: ") for line in out.splitlines()] == [
        "anyio_ami/actions/gone.py",
        "anyio_ami/events/dial.py",
        "anyio_ami/responses/core.py",
        "docs/reference/coverage.md",
        "docs/reference/gone.md",
    ]
    assert command.main([]) == 0
    assert files.stale() == []
    assert not (copy / "actions" / "gone.py").exists()
    assert not (docs / "gone.md").exists()


def test_generation_is_deterministic() -> None:
    program = (
        "import hashlib; from generator.files import rendered; "
        "print(hashlib.sha256(repr(sorted((str(p), t) for p, t in rendered().items())).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    here = repr(sorted((str(p), t) for p, t in files.rendered().items()))
    assert digests == {hashlib.sha256(here.encode()).hexdigest()}


def test_the_corrections_change_what_they_say() -> None:
    raw = msgspec.json.decode(files.ROOT.joinpath("generator", "schema", "ami.json").read_bytes())
    assert raw["events"]["DeviceEntry"]["list_complete"] is True
    correct(raw)
    assert "list_complete" not in raw["events"]["DeviceEntry"]
    assert raw == SCHEMA
    assert not issubclass(events.LineEntry, events.ListComplete)


def test_generated_modules_stay_readable() -> None:
    modules = {path: text for path, text in files.rendered().items() if path.suffix == ".py"}
    long = {path.name: text.count("\n") for path, text in modules.items() if text.count("\n") > 500}
    assert long == {}


# -- events ----------------------------------------------------------------------------------------


def test_the_names_are_those_of_the_schema() -> None:
    assert list(events.NAMES) == EVENTS
    assert list(actions.NAMES) == ACTIONS
    assert len(events.NAMES) == 251
    assert len(actions.NAMES) == 169


@pytest.mark.parametrize("name", EVENTS)
def test_event(name: str) -> None:
    fact = SCHEMA["events"][name]
    cls = events.lookup(name)
    assert cls is not None
    assert cls.name == name
    assert cls.__name__ == name.replace("-", "_")
    assert getattr(events, cls.__name__) is cls
    assert cls.__struct_config__.tag == name
    assert cls.__struct_config__.frozen
    assert not cls.__struct_config__.gc
    assert cls.__classes__ == tuple(c.lower() for c in fact["classes"])
    assert cls.__carries_action_id__ is bool(fact.get("carries_actionid"))
    assert issubclass(cls, events.ListComplete) is bool(fact.get("list_complete"))
    assert (cls.__doc__ or "").startswith("Asterisk ")
    assert cls.__versions__ == versions(fact)

    plan = plan_of(cls)
    merged = [field for field in fact["fields"] if (name, field["name"]) in MERGED]
    for field in fact["fields"]:
        if field not in merged:
            check_field(name, field, cls, field["name"])
            check_versions(cls, field, field["name"])
    for field in merged:
        assert plan.single[field["name"].lower()].header == MERGED[name, field["name"]]
    for block in fact["groups"]:
        group = GROUP_BASES[block["group"]]
        if not block["prefix"] and not fact.get("list_complete") and block == _first_block(fact):
            assert issubclass(cls, group)
        for field in SCHEMA["groups"][block["group"]]["fields"]:
            header = block["prefix"] + field["name"]
            check_field(block["group"], field, cls, header)
            check_versions(cls, field, header)
    known = len(fact["fields"]) - len(merged)
    known += sum(len(SCHEMA["groups"][b["group"]]["fields"]) for b in fact["groups"])
    base = events.ListComplete if fact.get("list_complete") else events.Event
    assert len(plan.fields) == known + len(plan_of(base).fields)
    assert cls() == cls()


def _first_block(fact: dict[str, Any]) -> dict[str, Any]:
    plain = [b for b in fact["groups"] if not b["prefix"]]
    return min(plain, key=lambda b: list(GROUP_BASES).index(b["group"]))


def test_lookup_is_exact() -> None:
    assert events.lookup("hangup") is None
    assert events.lookup("AOC_D") is None
    assert events.lookup("AOC-D") is events.AOC_D
    assert events.lookup("Event") is None
    assert events.lookup("UnknownEvent") is None
    assert events.lookup("") is None
    assert actions.lookup("ping") is None
    assert responses.lookup("Nothing") is None
    assert responses.lookup("CommandResponse") is responses.CommandResponse


def test_a_misspelt_name_is_an_attribute_error() -> None:
    for module in (events, actions, responses):
        with pytest.raises(AttributeError, match="Hangpu"):
            _ = module.Hangpu
        assert {"lookup", "NAMES"} <= set(dir(module))
        for name in module.__all__:
            assert getattr(module, name) is not None


@pytest.mark.parametrize("package", ["events", "actions", "responses"])
def test_importing_the_package_loads_no_area(package: str) -> None:
    program = (
        f"import sys, anyio_ami.{package} as p; "
        f"print(sorted(m.rpartition('.')[2] for m in sys.modules if m.startswith('anyio_ami.{package}.'))); "
        "p.lookup(p.NAMES[0]); "
        f"print(len([m for m in sys.modules if m.startswith('anyio_ami.{package}.')]))"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    loaded = {"_base", "_custom", "_index"}
    assert set(re.findall(r"\w+", out[0])) <= loaded
    assert int(out[1]) <= len(loaded) + 2


def test_the_groups_are_no_events_of_the_wire() -> None:
    for cls in GROUP_BASES.values():
        assert cls.__module__ == _groups.__name__
        assert events.lookup(cls.__name__) is None


# -- actions and responses -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ACTIONS)
def test_action(name: str) -> None:
    fact = SCHEMA["actions"][name]
    cls = actions.lookup(name)
    assert cls is not None
    assert cls.name == name
    assert cls.__struct_config__.tag == name
    assert cls.__classes__ == tuple(c.lower() for c in fact["privilege"])
    infos = {info.name: info for info in msgspec.structs.fields(cls)}
    assert list(infos) == [field for _, field, _ in cls.__wire__]
    assert len(cls.__wire__) == len(fact["params"])
    assert cls.__versions__ == versions(fact)
    for (header, field, kind), param in zip(cls.__wire__, fact["params"], strict=True):
        assert header == ("*" if param["name"] == "{header}" else param["name"])
        assert infos[field].required is (param["required"] and not ("{" in header or header == "*")), header
        if not infos[field].required:
            assert infos[field].default is None
        assert kind == _param_kind(name, param), header
        check_versions(cls, param, header)


def _param_kind(name: str, param: dict[str, Any]) -> str:
    if param["name"] == "{header}":
        return "headers"
    if param["name"] == "Variable" and param.get("repeated"):
        return "vars"
    if (name, param["name"]) == ("Hangup", "Cause"):
        return "cause"
    if (name, param["name"]) in PARAMS:
        return PARAMS[name, param["name"]]
    listed = list_kind(name, param["name"])
    if listed is not None:
        return listed[0]
    if param["type"] == "bool":
        return f"bool:{param['wire']}"
    if param["type"] == "int":
        return "ms" if param.get("unit") == "ms" else "int"
    return "str"


@pytest.mark.parametrize("name", ACTIONS)
def test_answer(name: str) -> None:
    response = SCHEMA["actions"][name]["response"]
    cls = actions.lookup(name)
    assert cls is not None
    answer = cls.__answer__
    is_list = response["kind"] == "list" or "count" in response
    assert answer.is_list is is_list
    listed = is_list or "list_when" in response
    assert answer.items == (tuple(response["item_events"]) if listed else ())
    assert answer.complete == (response.get("complete_event", "") if listed else "")
    assert answer.item_count == response.get("count")
    assert answer.empty_error == response.get("empty_error", "")
    assert answer.empty_is_not_found is (name == "DBGet")
    assert answer.items_lack_action_id is bool(response.get("items_lack_actionid"))
    assert answer.items_unterminated is bool(response.get("items_unterminated"))
    for event in (*answer.items, answer.complete):
        assert not event or events.lookup(event) is not None

    headers = [h for h in response.get("headers", []) if h["name"] != "{Action}"]
    reply = responses.lookup(answer.response)
    assert reply is not None
    if response["kind"] == "command":
        assert reply is responses.CommandResponse
    elif headers:
        assert answer.response == f"{name}Response"
        assert reply.__versions__ == cls.__versions__
        for header in headers:
            check_field(name, header, reply, header["name"])
            check_versions(reply, header, header["name"])
    else:
        assert reply is responses.Response


def test_every_response_class_answers_an_action() -> None:
    used = {cls.__answer__.response for name in actions.NAMES if (cls := actions.lookup(name))}
    assert used == {*responses.NAMES, "Response", "CommandResponse"}


def test_actions_take_keywords_only() -> None:
    untyped: Any = actions.Hangup
    with pytest.raises(TypeError):
        untyped("PJSIP/a-1")
    with pytest.raises(TypeError):
        untyped()
    assert actions.Hangup(channel="PJSIP/a-1").headers_to_send() == [("channel", "Channel", "PJSIP/a-1")]


def test_an_action_says_what_it_sends() -> None:
    originate = actions.Originate(
        channel="Local/201@default", exten="s", priority=1, timeout=1.5, async_=True, variables={"A": "1,2"}
    )
    assert [(header, value) for _, header, value in originate.headers_to_send()] == [
        ("Channel", "Local/201@default"),
        ("Exten", "s"),
        ("Priority", "1"),
        ("Timeout", "1500"),
        ("Variable", "A=1\\,2"),
        ("Async", "true"),
    ]
    update = actions.UpdateConfig(
        src_file_name="a.conf",
        dst_file_name="a.conf",
        preserve_effective_context=False,
        actions={0: "NewCat"},
    )
    assert [(header, value) for _, header, value in update.headers_to_send()] == [
        ("SrcFilename", "a.conf"),
        ("DstFilename", "a.conf"),
        ("PreserveEffectiveContext", "no"),
        ("Action-000000", "NewCat"),
    ]


# -- real traffic ----------------------------------------------------------------------------------

# Left out: a piece out of the middle of an answer, and one made up in the way of Asterisk 13.
LEFT_OUT = {"wire-torn-22-server", "wire-follows-pre14-SYNTHETIC-server"}
DATA = [
    path
    for path in sorted((ROOT / "tests" / "data").glob("*.ami"))
    if not path.name.endswith("-client.ami") and path.stem not in LEFT_OUT
]
# What no class can fit, by capture. Everything else in them must.
ODD = {
    # A value with a line break in it: what comes after it is read as headers, or as an event.
    "wire-newline-actions-16-server": {"no field for Injected: 'yes'", "no class for event 'Forged'"},
    "wire-newline-actions-22-server": {"no field for Injected: 'yes'", "no class for event 'Forged'"},
    "wire-newline-channelvars-22-server": {"no field for Injected: 'yes'", "no class for event 'Forged'"},
    "wire-newline-events-16-server": {"no field for Injected: 'yes'", "no class for event 'Forged'"},
    "wire-newline-events-22-server": {"no field for Injected: 'yes'", "no class for event 'Forged'"},
    # An ActionID so long that the server cut the empty line off behind it.
    "wire-limits-16-server": {"no field for Event: 'QueueSummaryComplete'"},
    "wire-limits-22-server": {"no field for Event: 'QueueSummaryComplete'"},
}


@pytest.mark.parametrize("capture", DATA, ids=lambda p: p.stem)
def test_every_real_message_fits_its_class(capture: Path) -> None:
    major = re.findall(r"(?:^|-)(16|22)(?:-|$)", capture.stem)
    assert len(major) == 1
    sent = sent_with(capture)
    odd = ODD.get(capture.stem, set())
    met: set[str] = set()
    seen = 0
    for pairs in _fit.messages(capture.read_bytes()):
        seen += 1
        action = sent.get(dict(pairs).get("ActionID", "")) if pairs[0][0] == "Response" else None
        for wrong in _fit.misfits(pairs, major[0], action):
            excused = {text for text in odd if wrong.endswith(text)}
            assert excused, (wrong, pairs)
            met |= excused
        if pairs[0][0] == "Event" and events.lookup(pairs[0][1]) is not None:
            assert _fit.required_missing(pairs, major[0]) == [], pairs
    assert met == odd
    assert seen > 0


def sent_with(capture: Path) -> dict[str, str]:
    """ActionID to action, where what the client sent was recorded as well."""
    client = capture.with_name(capture.name.replace("-server.ami", "-client.ami"))
    if client == capture or not client.exists():
        return {}
    found: dict[str, str] = {}
    for frame in client.read_bytes().decode("utf-8", "surrogateescape").split("\r\n\r\n"):
        headers = Headers.from_frame(frame)
        if "Action" in headers and headers.get("ActionID"):
            known = [name for name in ACTIONS if name.lower() == headers["Action"].lower()]
            found[headers["ActionID"]] = known[0] if known else headers["Action"]
    return found


@pytest.mark.parametrize(
    ("pairs", "problem"),
    [
        ([("Event", "Hangpu")], "no class for event 'Hangpu'"),
        ([("Event", "Hangup"), ("Casue", "16")], "Hangup: no field for Casue: '16'"),
        ([("Event", "Hangup"), ("Cause", "sixteen")], "Hangup.Cause: 'sixteen' is no HangupCause"),
        ([("Event", "Hangup"), ("Cause", "999")], "Hangup.Cause: '999' is no member of HangupCause"),
        ([("Event", "Hangup"), ("Priority", "one")], "Hangup.Priority: 'one' is no int"),
        ([("Event", "QueueMember"), ("InCall", "maybe")], "QueueMember.InCall: 'maybe' is no bool"),
        ([("Event", "Hangup"), ("Tenantid", "a")], "Hangup.Tenantid: not of Asterisk 16"),
        ([("Event", "CoreShowChannelMap")], "CoreShowChannelMap: not of Asterisk 16"),
        ([("Response", "Success"), ("Pong", "1")], "Response: no field for Pong: '1'"),
        ([("Reply", "Success")], "begins with 'Reply'"),
    ],
)
def test_a_misfit_is_seen(pairs: list[tuple[str, str]], problem: str) -> None:
    assert _fit.misfits(pairs, "16") == [problem]


def test_a_misfit_of_a_known_action_is_seen() -> None:
    reply = [("Response", "Success"), ("Ping", "Pong"), ("Timestamp", "soon")]
    assert _fit.misfits(reply, "16", "Ping") == ["PingResponse.Timestamp: 'soon' is no float"]
    assert _fit.misfits(reply[:2], "16", "Getvar") == ["GetvarResponse: no field for Ping: 'Pong'"]


def test_what_the_server_may_send_besides_is_no_misfit() -> None:
    for pairs in (
        [("Event", "UserEvent"), ("UserEvent", "x"), ("Anything", "y")],
        [("Event", "Hangup"), ("Cause", "16"), ("Cause", "17")],
        [("Event", "OriginateResponse"), ("ChanVariable(SIP/a-1)", "X=1")],
        [("Event", "CoreShowChannel"), ("EventList", "x")],
    ):
        assert _fit.misfits(pairs, "22") == []


def test_a_message_that_lacks_what_every_one_has_is_seen() -> None:
    assert _fit.required_missing([("Event", "DialState"), ("DialStatus", "x")], "22")[:1] == ["DestChannel"]
