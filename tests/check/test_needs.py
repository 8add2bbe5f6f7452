"""What `check` finds out about rights, events and actions."""

from __future__ import annotations

import time

import pytest

from anyio_ami import Endpoint, check, events
from anyio_ami.endpoint import Credentials

from .helpers import SECRET, checked, codes, pbx_of

pytestmark = pytest.mark.anyio


async def test_an_event_that_the_user_may_not_read_is_an_error_that_says_what_to_add() -> None:
    async with pbx_of(read="cdr", write="command") as pbx:
        report = await checked(pbx, events=["Hangup", "Newchannel", "Cdr"])
    assert not report.ok
    assert {need.name: need.ok for need in report.events} == {
        "Hangup": False,
        "Newchannel": False,
        "Cdr": True,
    }
    finding = report.finding("event-not-read")
    assert finding is not None
    assert "Hangup and Newchannel" in finding.text
    assert finding.advice == "Add call to read =."


async def test_an_action_that_the_user_may_not_run_is_an_error_that_names_the_weakest_class() -> None:
    async with pbx_of(read="call", write="user") as pbx:
        report = await checked(pbx, actions=["CoreStatus", "Originate", "UserEvent"])
    assert {need.name: need.ok for need in report.actions} == {
        "CoreStatus": False, "Originate": False, "UserEvent": True
    }  # fmt: skip
    advice = {one.advice for one in report.findings if one.code == "action-denied"}
    assert advice == {"Add reporting to write =.", "Add originate to write =."}
    assert report.write.has("user") is True
    assert report.write.has("originate") is False
    assert report.write.has("dtmf") is None


async def test_the_version_is_known_to_who_may_run_commands() -> None:
    async with pbx_of(write="command", version="22.10.1") as pbx:
        report = await checked(pbx)
    assert (report.version, report.major) == ("22.10.1", 22)


async def test_more_rights_than_needed_are_named() -> None:
    async with pbx_of(read="call,cdr,agent", write="command,system,call") as pbx:
        report = await checked(pbx, events=["Hangup"], actions=["Redirect"])
    assert report.ok
    read, write = report.finding("surplus-read"), report.finding("surplus-write")
    assert read is not None
    assert "agent,cdr" in read.text
    assert read.advice == "read = call is enough."
    assert write is not None
    assert write.severity == "warning"
    assert "call" not in write.text.split(": ")[1]
    assert write.advice == "write = call is enough."


async def test_nothing_is_called_too_much_where_nothing_was_asked_for() -> None:
    async with pbx_of() as pbx:
        report = await checked(pbx)
    assert report.ok
    assert not codes(report) & {"surplus-read", "surplus-write"}
    assert report.stanza == ""


@pytest.mark.parametrize(("version", "known"), [("22", False), ("16", True)])
async def test_what_the_servers_version_lacks_is_an_error(version: str, known: bool) -> None:
    async with pbx_of(version=version) as pbx:
        report = await checked(pbx, events=["PeerEntry"], actions=["SIPpeers"])
    assert (report.finding("action-not-in-version") is None) is known
    assert [need.in_version for need in report.actions] == [known]


async def test_a_disabled_event_is_an_error() -> None:
    async with pbx_of() as pbx:
        pbx.commands["manager show settings"] = "  Disabled events:           Newexten, HANGUP\n"
        report = await checked(pbx, events=["Hangup", "Newchannel"])
    assert [need.ok for need in report.events] == [False, True]
    assert "event-not-sent" in codes(report)


async def test_a_mask_that_leaves_a_wanted_event_out_is_an_error() -> None:
    async with pbx_of() as pbx:
        endpoint = Endpoint(credentials=Credentials("robot", SECRET), events="cdr")
        report = await check(endpoint, transport=pbx.connect, events=["Hangup", "Cdr"])
    assert [need.ok for need in report.events] == [False, True]
    finding = report.finding("event-not-sent")
    assert finding is not None
    assert "events=cdr" in finding.text


async def test_all_events_need_all_classes() -> None:
    async with pbx_of(read="call", write="command") as pbx:
        report = await checked(pbx, events=[events.Event])
        assert not report.ok
        assert "read = all" in report.stanza
        assert "eventfilter" not in report.stanza
    async with pbx_of(read="all", write="command") as pbx:
        assert (await checked(pbx, events=[events.Event])).ok


async def test_a_group_stands_for_its_events() -> None:
    async with pbx_of() as pbx:
        report = await checked(pbx, events=[events.SecurityEvent])
    assert len(report.events) > 5
    assert {need.classes for need in report.events} == {("security",)}


async def test_an_event_that_only_answers_needs_no_right_to_read() -> None:
    async with pbx_of(read="", write="command") as pbx:
        report = await checked(pbx, events=["CoreShowChannel"])
    assert [(need.classes, need.ok) for need in report.events] == [((), True)]


async def test_a_clock_that_is_wrong_is_told() -> None:
    async with pbx_of() as pbx:
        pbx.respond(
            "Ping",
            lambda request: request.reply(
                "Success", [("Ping", "Pong"), ("Timestamp", f"{time.time() - 3600:.6f}")]
            ),
        )
        report = await checked(pbx)
    finding = report.finding("clock")
    assert finding is not None
    assert "behind ours" in finding.text
    assert report.clock_offset == pytest.approx(-3600, abs=60)


async def test_a_server_that_still_loads_is_told(virtual_clock: None) -> None:
    async with pbx_of(booted=False) as pbx:
        report = await checked(pbx)
    assert "booting" in codes(report)


async def test_a_call_to_be_followed_needs_its_events() -> None:
    async with pbx_of() as pbx:
        report = await checked(pbx, actions=["Originate"], events=["Hangup"])
    finding = report.finding("originate-events")
    assert finding is not None
    assert "not wanted here: Newchannel and OriginateResponse" in finding.text
