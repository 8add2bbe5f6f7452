"""Field names: one word list, one spelling, none that hides an attribute; and which headers are secret."""

from __future__ import annotations

import keyword
import pickle
import re
from collections import defaultdict
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest

from anyio_ami import actions, events, responses
from anyio_ami._messages.headers import Headers
from anyio_ami._messages.message import Read, Received, SessionInfo
from anyio_ami._messages.plans import plan_of
from anyio_ami._messages.secrets import is_secret
from anyio_ami._wire.layouts import Decoder
from generator.canonical import ALIASES, MERGED, RENAMED
from generator.model import build, load_schema
from generator.words import WORDS, field_name, words_of
from generator.write_names import mechanical

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = load_schema()
MODEL = build(SCHEMA)


def every_header() -> list[tuple[str, str]]:
    """(owner, header) of every header in the schema, prefixed ones included."""
    found: list[tuple[str, str]] = []
    for name, event in SCHEMA["events"].items():
        found += [(name, f["name"]) for f in event["fields"]]
        for block in event["groups"]:
            found += [(name, block["prefix"] + f["name"]) for f in SCHEMA["groups"][block["group"]]["fields"]]
    for name, action in SCHEMA["actions"].items():
        found += [(name, p["name"]) for p in action["params"]]
        found += [(name, h["name"]) for h in action["response"].get("headers", [])]
    return [(owner, header) for owner, header in found if header not in ("{Action}", "{header}")]


def test_every_header_is_made_of_known_words() -> None:
    headers = {header for _, header in every_header()}
    assert len(headers) > 900
    used: set[str] = set()
    for header in headers:
        name = field_name(header)
        assert name.isidentifier(), header
        assert not keyword.iskeyword(name), header
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*_?", name), header
        used.update(words_of(header))
    assert used <= WORDS
    assert WORDS - used == set(), "words that no header needs"


def test_a_header_of_unknown_words_is_refused() -> None:
    with pytest.raises(ValueError, match="Frobnicate"):
        field_name("ChannelFrobnicate")


def test_one_spelling_per_header_over_everything() -> None:
    fields: dict[str, set[str]] = defaultdict(set)
    for cls in [*MODEL.groups.values(), *MODEL.events, *MODEL.actions, *MODEL.responses]:
        for field in cls.fields:
            owner = cls.wire_name.removesuffix("Response")
            if (owner, field.header) not in RENAMED and field.header != "*":
                kind = "several" if field.kind.endswith("*") or field.kind == "vars" else ""
                fields[kind + field.header.lower()].add(field.name.rstrip("_"))
    assert {header: names for header, names in fields.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Uniqueid", "unique_id"),
        ("UniqueID", "unique_id"),
        ("DestUniqueId", "dest_unique_id"),
        ("LinkedID", "linked_id"),
        ("Accountcode", "account_code"),
        ("CallerIDnum", "caller_id_num"),
        ("CallerIDani", "caller_id_ani"),
        ("DestCallerIDNum", "dest_caller_id_num"),
        ("TransferTargetConnectedLineName", "transfer_target_connected_line_name"),
        ("Holdtime", "hold_time"),
        ("Call-ID", "call_id"),
        ("IPaddress", "ip_address"),
        ("Userfield", "user_field"),
        ("Cause-txt", "cause_txt"),
        ("BridgeID", "bridge_id"),
        ("Wrapuptime", "wrapup_time"),
        ("RingInUse", "ring_in_use"),
        ("ServicelevelPerf", "service_level_perf"),
        ("SIP-T.38EC", "sip_t38_ec"),
        ("ParkingLot", "parking_lot"),
        ("100rel", "sip_100rel"),
        ("Qualify2xxOnly", "qualify_2xx_only"),
        ("Charge/Currency/Name", "charge_currency_name"),
        ("Named Callgroup", "named_call_group"),
        ("Async", "async_"),
        ("From", "from_"),
        ("ViaAddr", "via_address"),
    ],
)
def test_names_as_asterisk_says_them(header: str, field: str) -> None:
    assert field_name(header) == field


def test_the_page_about_names_is_true() -> None:
    page = (ROOT / "docs" / "names.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| `([a-z0-9_]+)` \|", page, re.MULTILINE)
    assert len(rows) > 20
    by_header: dict[str, set[str]] = defaultdict(set)
    for cls in [*MODEL.groups.values(), *MODEL.events, *MODEL.actions, *MODEL.responses]:
        for field in cls.fields:
            by_header[field.header].add(field.name)
            by_header[f"{cls.wire_name}.{field.header}"].add(field.name)
    for header, name in rows:
        known = by_header.get(header) or {field_name(header)}
        assert name in known, header


def test_no_field_takes_a_name_of_the_message() -> None:
    for cls in [*MODEL.groups.values(), *MODEL.events, *MODEL.responses]:
        base: Any = responses.Response if cls in MODEL.responses else events.Event
        taken = {name for name in dir(base) if not name.startswith("__")} | {"event"}
        for field in cls.fields:
            assert field.name not in taken, f"{cls.wire_name}.{field.header}"
        assert len({f.name for f in cls.fields}) == len(cls.fields), cls.wire_name
    taken = {name for name in dir(actions.Action) if not name.startswith("__")} | {"action"}
    for cls in MODEL.actions:
        assert not taken & {f.name for f in cls.fields}, cls.wire_name


def test_headers_that_would_take_a_name_have_another() -> None:
    assert plan_of(events.QueueMember).single["name"].name == "member_name"
    assert plan_of(events.Agents).single["name"].name == "agent_name"
    assert plan_of(events.Parkinglot).single["name"].name == "parking_lot"
    assert plan_of(events.CEL).single["extra"].name == "extra_"
    assert plan_of(events.ResourceListDetail).single["event"].name == "event_"
    assert ("Event", "event_", "str") in actions.QueueLog.__wire__
    # A header of its own wins over one that every event may have.
    assert plan_of(events.OutboundRegistrationDetail).single["line"].name == "line"


# -- one name for one thing ------------------------------------------------------------------------


def test_every_chosen_name_stands_for_a_header_that_is_there() -> None:
    classes = {(c.wire_name, f.header): f.name for c in [*MODEL.events, *MODEL.actions] for f in c.fields}
    classes |= {
        (c.wire_name.removesuffix("Response"), f.header): f.name for c in MODEL.responses for f in c.fields
    }
    for (owner, header), name in RENAMED.items():
        assert classes[owner, header] == name
        assert name != field_name(header), f"{owner}.{header} needs no other name"
    for (owner, header), other in MERGED.items():
        assert (owner, header) not in classes
        assert (owner, other) in classes


def test_a_chosen_name_is_one_that_the_thing_has_elsewhere() -> None:
    """Else it would be one more name, not one fewer."""
    made_up = {"member_name", "agent_name", "logged_in_seconds"}
    own = {
        f.name
        for c in [*MODEL.groups.values(), *MODEL.events, *MODEL.actions, *MODEL.responses]
        for f in c.fields
        if (c.wire_name.removesuffix("Response"), f.header) not in RENAMED
    }
    assert set(RENAMED.values()) - own - made_up == set()


@pytest.mark.parametrize("owner", sorted(ALIASES))
def test_headers_of_old_versions_fill_the_fields_of_today(owner: str) -> None:
    group = MODEL.groups.get(owner)
    names = [owner] if group is None else [c.wire_name for c in MODEL.events if c.base == group.wire_name]
    assert names
    for name in names:
        cls = events.lookup(name)
        assert cls is not None
        plan = plan_of(cls)
        headers = {f.name: f.header for f in plan.fields}
        for header, field in ALIASES[owner].items():
            assert header.lower() != headers[field].lower()
            # With what no text of a field's own could be mistaken for.
            event = plan.decode([("Event", name), (header.upper(), "7")])
            assert event.extra == ()
            assert str(getattr(event, field)) == "7"


@pytest.mark.parametrize("twice", [False, True])
def test_a_learned_layout_treats_other_headers_as_the_parser_does(twice: bool) -> None:
    both = ["Interface: SIP/a", "Location: SIP/b"] if twice else ["Location: SIP/b"]
    for lines in (both, both[::-1]):
        frame = "\r\n".join(["Event: QueueMemberStatus", "Queue: q", *lines, "Status: 1", "", ""])
        read = Read(SessionInfo("n", "h:1", 1), Received(0.0, 0.0))
        decoder = Decoder(events.QueueMemberStatus)
        first = decoder.decode(frame, 1, read)
        for number in (2, 3):
            assert decoder.decode(frame, number, read) == first
        assert len(decoder.layouts) == 1
        assert decoder.decode(frame, 3, read) == first
        assert first.interface == lines[0].partition(": ")[2]
        assert first.extra == ((tuple(lines[1].split(": ")),) if twice else ())
        # Old spelling and text come back, also where the frame is gone.
        again = pickle.loads(pickle.dumps(first))
        assert set(again.headers.multi_items()) == set(first.headers.multi_items())


def test_the_server_may_choose_between_two_headers_for_one_thing() -> None:
    for header in ("IPport", "Port"):
        peer = plan_of(events.PeerEntry).decode([("Event", "PeerEntry"), (header, "4569")])
        assert (peer.ip_port, peer.extra) == ("4569", ())


def test_a_header_of_its_own_is_never_taken_for_an_older_name() -> None:
    class Both(events.Event, frozen=True, gc=False, tag="Both"):
        location: str = ""
        interface: str = ""
        __wire__ = (("Location", "location", "str"), ("Interface", "interface", "str"))
        __aliases__: ClassVar[dict[str, str]] = {"Location": "interface"}

    event = plan_of(Both).decode([("Event", "Both"), ("Location", "here")])
    assert (event.location, event.interface) == ("here", "")


def test_only_a_field_of_one_value_may_have_other_headers() -> None:
    class Several(events.Event, frozen=True, gc=False, tag="Several"):
        files: tuple[str, ...] = ()
        __wire__ = (("File-{n}", "files", "str*"),)
        __aliases__: ClassVar[dict[str, str]] = {"Files": "files"}

    with pytest.raises(TypeError, match="files cannot have another header"):
        plan_of(Several)


def test_the_page_from_the_documentation_has_every_such_header() -> None:
    page = (ROOT / "docs" / "reference" / "names.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([^`]+)` \| `([a-z0-9_]+)` \|", page, re.MULTILINE))
    chosen = set(re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| `([a-z0-9_]+)` \|$", page, re.MULTILINE))
    assert {(owner, header) for owner, header, _ in chosen} >= {*RENAMED, *MERGED}
    for cls in [*MODEL.groups.values(), *MODEL.events, *MODEL.actions, *MODEL.responses]:
        for f in cls.fields:
            owner = cls.wire_name.removesuffix("Response")
            if (owner, f.header) not in RENAMED and f.header != "*":
                guess = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", f.header).lower()
                if f.name != guess and re.fullmatch(r"[A-Za-z]+", f.header) and not f.header.isupper():
                    assert (f.header, f.name) in rows or mechanical(f.header) == f.name, f.header
    assert ("NewExten", "Newexten") in set(re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", page, re.MULTILINE))


# -- secrets ---------------------------------------------------------------------------------------

SECRETS = {
    ("AuthDetail", "Password"),
    ("AuthDetail", "Md5Cred"),
    ("AuthDetail", "OauthSecret"),
    ("AuthDetail", "RefreshToken"),
    ("AuthDetail", "PasswordDigest"),
    ("AuthList", "Password"),
    ("AuthList", "Md5Cred"),
    ("AuthList", "OauthSecret"),
    ("AuthList", "RefreshToken"),
    ("AuthList", "PasswordDigest"),
    ("TransportDetail", "Password"),
    ("ChallengeResponseFailed", "Response"),
    ("ChallengeResponseFailed", "ExpectedResponse"),
    ("InvalidPassword", "ReceivedHash"),
    ("VoicemailPasswordChange", "NewPassword"),
    ("Login", "Secret"),
    ("Login", "Key"),
    ("UpdateConfig", "Value-{n:06d}"),
    ("UpdateConfig", "Match-{n:06d}"),
    ("UpdateConfig", "Line-{n:06d}"),
    # Typed responses have no name of their own.
    ("", "Line-{n:06d}-{m:06d}"),
    ("", "JSON"),
}


def _called() -> list[tuple[str, str]]:
    called = [(c.wire_name, f.header) for c in [*MODEL.events, *MODEL.actions] for f in c.fields]
    return [*called, *(("", f.header) for c in MODEL.responses for f in c.fields)]


def test_exactly_the_secrets_are_secret() -> None:
    assert {(name, header) for name, header in _called() if is_secret(name, header)} == SECRETS


@pytest.mark.parametrize(("name", "header"), sorted(SECRETS))
def test_a_secret_is_masked(name: str, header: str) -> None:
    for lookup in (events.lookup, actions.lookup):
        cls = lookup(name)
        if cls is None:
            continue
        for known, field, _ in cls.__wire__:
            if known == header:
                values: dict[str, Any] = {
                    info.name: "x" for info in msgspec.structs.fields(cls) if info.required
                }
                values[field] = {0: "s3cret"} if "{" in header else "s3cret"
                assert "s3cret" not in repr(cls(**values))
                assert "***" in repr(cls(**values))
                return
    reply = {"JSON": responses.GetConfigJSONResponse(json="s3cret")}.get(
        header, responses.GetConfigResponse(lines={"0/0": "secret=s3cret"})
    )
    assert "s3cret" not in repr(reply)
    assert "s3cret" not in repr(Headers([("Response", "Success"), ("Line-000000-000001", "secret=s3cret")]))


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("EndpointDetail", "DtlsPrivateKey"),
        ("TransportDetail", "PrivKeyFile"),
        ("Success", "SecretExist"),
        ("Success", "MD5SecretExist"),
        ("Success", "RemoteSecretExist"),
        ("SuccessfulAuth", "UsingPassword"),
        ("DBGetResponse", "Key"),
        ("OriginateResponse", "Response"),
        ("UserEvent", "JSON"),
    ],
)
def test_what_only_sounds_like_a_secret_is_shown(name: str, header: str) -> None:
    assert not is_secret(name, header)
