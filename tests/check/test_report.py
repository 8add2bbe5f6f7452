"""The report of `check`, and what a server cannot do to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest

from anyio_ami import CheckReport

from .helpers import SECRET, checked, pbx_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami.testing import FakeRequest

pytestmark = pytest.mark.anyio


async def test_the_secret_is_nowhere_in_the_report() -> None:
    async with pbx_of() as pbx:
        good = await checked(pbx, events=["Hangup"], actions=["Ping"])
        bad = await checked(pbx, secret=SECRET + "x")
    for report in (good, bad):
        assert SECRET not in repr(report) + str(report) + msgspec.json.encode(report).decode()


async def test_a_report_goes_through_json_and_back() -> None:
    async with pbx_of(system_name="pbx-1") as pbx:
        report = await checked(pbx, events=["Hangup"], actions=["Originate"])
    data = msgspec.json.encode(report)
    assert msgspec.json.decode(data, type=CheckReport) == report
    assert json.loads(data)["ok"] is True


async def test_a_page_names_what_matters() -> None:
    async with pbx_of(read="cdr", write="command") as pbx:
        page = str(await checked(pbx, events=["Hangup"], actions=["Redirect"]))
    for text in ("not ok", "Asterisk Call Manager/11.0.0", "NO   Hangup", "NO   Redirect", "[robot]"):
        assert text in page


def listing(*lines: str) -> Callable[[FakeRequest], bytes]:
    """An answer to ListCommands as no honest server gives it."""
    return lambda request: request.reply(
        "Success", [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
    )


async def test_no_server_puts_rights_of_its_own_into_the_stanza() -> None:
    """Whoever answers could have them pasted into the manager.conf of the real one."""
    async with pbx_of(write="call") as pbx:
        pbx.respond(
            "ListCommands",
            listing("Hangup: x (Priv: all)", "Ping: x (Priv: system)", "Redirect: x (Priv: evil,command)"),
        )
        report = await checked(pbx, actions=["Hangup", "Ping", "Redirect", "Status"])
    (write,) = [line for line in report.stanza.splitlines() if line.startswith("write")]
    assert write == "write = call"


async def test_no_list_of_classes_keeps_the_event_loop() -> None:
    classes = [",".join(f"c{number}{letter}" for number in range(200)) for letter in "abcdef"]
    wanted = ["Hangup", "Redirect", "Originate", "Getvar", "Setvar", "Status"]
    lines = [f"{name}: x (Priv: {some})" for name, some in zip(wanted, classes, strict=True)]
    async with pbx_of(write="call,originate") as pbx:
        pbx.respond("ListCommands", listing(*lines))
        report = await checked(pbx, actions=wanted)
    (write,) = [line for line in report.stanza.splitlines() if line.startswith("write")]
    assert set(write.partition(" = ")[2].split(",")) == {"call", "originate"}


async def test_a_servers_words_do_not_fill_the_page() -> None:
    async with pbx_of() as pbx:
        pbx.respond("CoreSettings", lambda request: request.reply("Success", [("SystemName", "x" * 100_000)]))
        report = await checked(pbx)
    assert len(report.text()) < 10_000
