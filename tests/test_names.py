"""Field names: one word list, one spelling, none that hides an attribute; and which headers are secret."""

from __future__ import annotations

import keyword
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import pytest

from anyio_ami import actions, events, responses
from anyio_ami._messages.headers import Headers
from anyio_ami._messages.plans import plan_of
from anyio_ami._messages.secrets import is_secret
from generator.model import build, load_schema
from generator.words import RENAMED, WORDS, field_name, words_of

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
    assert plan_of(events.Parkinglot).single["name"].name == "lot_name"
    assert plan_of(events.CEL).single["extra"].name == "extra_"
    assert plan_of(events.ResourceListDetail).single["event"].name == "event_"
    assert ("Event", "event_", "str") in actions.QueueLog.__wire__
    # A header of its own wins over one that every event may have.
    assert plan_of(events.OutboundRegistrationDetail).single["line"].name == "line"


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
