"""`check` against real servers; what its stanza grants is what was asked for, and no more."""

from __future__ import annotations

import contextlib
import ssl
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
import pytest

from anyio_ami import CheckReport, actions, check, events
from anyio_ami.errors import AMIError, PermissionDenied
from anyio_ami.types import EventClass

from .fixtures import connect

if TYPE_CHECKING:
    from anyio_ami import AMIClient

    from .fixtures import AsteriskServer

pytestmark = pytest.mark.anyio

SECRET = "one-for-this-test"


async def checked(asterisk: AsteriskServer, **options: Any) -> CheckReport:
    chosen: dict[str, Any] = {
        "host": asterisk.host,
        "port": asterisk.port,
        "username": asterisk.username,
        "secret": asterisk.secret,
        **options,
    }
    return await check(**chosen)


def codes(report: CheckReport) -> set[str]:
    return {finding.code for finding in report.findings}


# -- What is read of the servers' texts ----------------------------------------------------------------------


async def test_a_user_with_all_rights(asterisk: AsteriskServer) -> None:
    report = await checked(asterisk, events=["Hangup", "Cdr"], actions=["CoreShowChannels", "Originate"])
    assert report.ok
    assert report.major == int(asterisk.version)
    assert report.version.startswith(f"{asterisk.version}.")
    assert report.system_name == asterisk.name
    for rights in (report.read, report.write):
        assert rights.exact
        assert set(rights.held) == set(EventClass.ALL.names)
    assert [need.ok for need in report.events + report.actions] == [True] * 4
    assert report.clock_offset is not None
    assert abs(report.clock_offset) < 1
    assert codes(report) == {"surplus-read", "surplus-write", "no-acl", "originate-events"}


async def test_a_user_who_may_write_nothing(asterisk: AsteriskServer) -> None:
    report = await checked(
        asterisk,
        username="listener",
        secret="listen",
        events=["Hangup"],
        actions=["Ping", "Hangup", "Command"],
    )
    assert not report.ok
    assert (report.version, report.major) == ("", int(asterisk.version))
    assert {need.name: need.ok for need in report.actions} == {
        "Ping": True,
        "Hangup": False,
        "Command": False,
    }
    assert [need.ok for need in report.events] == [None]
    assert report.write.held == ()
    assert set(report.write.lacking) >= {"command", "originate", "config", "system", "call"}
    assert codes(report) == {"action-denied", "read-unknown", "boot-not-seen"}


async def test_a_wrong_secret(asterisk: AsteriskServer) -> None:
    report = await checked(asterisk, secret="wrong")
    assert (report.greeted, report.logged_in) == (True, False)
    assert codes(report) == {"refused"}
    assert report.banner.startswith("Asterisk Call Manager/")


async def test_the_tls_port(asterisk: AsteriskServer) -> None:
    context = ssl.create_default_context(cafile=str(asterisk.certificate))
    report = await checked(asterisk, port=asterisk.tls_port, tls=context)
    assert report.ok
    assert report.login == "plain"
    assert report.tls is not None
    assert report.tls.subject == "commonName=localhost"
    assert report.tls.verified
    refused = await checked(asterisk, port=asterisk.tls_port, tls=context, secret="wrong")
    assert codes(refused) == {"refused"}
    assert refused.banner == report.banner


async def test_a_certificate_that_is_not_trusted(asterisk: AsteriskServer) -> None:
    report = await checked(asterisk, port=asterisk.tls_port, tls=True)
    assert codes(report) == {"certificate"}


async def test_the_wrong_one_of_the_two_ports(asterisk: AsteriskServer) -> None:
    assert codes(await checked(asterisk, tls=True)) == {"plain-port"}
    plain = await checked(asterisk, port=asterisk.tls_port, login_timeout=0.5)
    assert codes(plain) == {"tls-port"}


async def test_a_dead_server(own_asterisk: AsteriskServer) -> None:
    await anyio.to_thread.run_sync(own_asterisk.kill)
    report = await checked(own_asterisk)
    assert codes(report) == {"unreachable"}


# -- The stanza ----------------------------------------------------------------------------------------------


async def with_users(asterisk: AsteriskServer, text: str, users: list[str], general: str = "") -> None:
    """Add to manager.conf, reload, and wait until the server knows the users."""
    path = asterisk.root / "etc" / f"asterisk.{asterisk.name}" / "manager.conf"
    old = path.read_text(encoding="utf-8")
    if general:
        old = old.replace("[general]\n", f"[general]\n{general}\n")
    path.write_text(f"{old}\n{text}", encoding="utf-8")
    await anyio.to_thread.run_sync(asterisk.cli, "module reload manager")
    for user in users:
        with anyio.fail_after(20):
            while "username" not in await anyio.to_thread.run_sync(asterisk.cli, f"manager show user {user}"):
                await anyio.lowlevel.checkpoint()


async def happen(asterisk: AsteriskServer) -> None:
    """A call, and events of other classes; the last one is UserEvent ``end``."""
    async with connect(asterisk) as admin, admin.subscribe(events.Hangup) as hangups:
        await admin.originate("Local/200@default", application="Wait", data="0.1")
        await hangups.receive()
        await admin.send(actions.QueuePause(interface="Local/101@default", paused=True, queue="support"))
        await admin.send(actions.UserEvent(user_event="end"))


async def names_of(ami: AMIClient, asterisk: AsteriskServer, last: str) -> set[str]:
    """The names of all events that come until ``last``."""
    names: set[str] = set()
    async with ami.subscribe() as stream:
        await happen(asterisk)
        with anyio.fail_after(30):
            while last not in names:
                names.add((await stream.receive()).name)
        # What the same call still has to say.
        with anyio.move_on_after(0.5):
            while True:
                names.add((await stream.receive()).name)
    return names


async def test_what_the_stanza_grants_is_what_was_wanted_and_no_more(own_asterisk: AsteriskServer) -> None:
    wanted: list[type[events.Event]] = [
        events.Newchannel,
        events.Hangup,
        events.UserEvent,
        events.QueueMemberPause,
    ]
    run: list[type[actions.Action[Any]]] = [
        actions.CoreShowChannels,
        actions.Getvar,
        actions.QueuePause,
        actions.Ping,
    ]
    before = await checked(own_asterisk, username="admin", events=wanted, actions=run)
    stanza = before.stanza.replace("[admin]", "[robot]").replace("REPLACE-WITH-A-SECRET", SECRET)
    assert SECRET in stanza
    await with_users(own_asterisk, stanza, ["robot"])

    after = await checked(own_asterisk, username="robot", secret=SECRET, events=wanted, actions=run)
    assert after.ok
    assert [need.ok for need in after.actions] == [True] * 4
    assert after.write.held == ("agent", "reporting")
    assert not codes(after) & {"surplus-read", "surplus-write"}

    async with connect(own_asterisk, username="robot", secret=SECRET) as ami:
        # Nothing but what is wanted comes, though a call says much more in the same classes.
        assert await names_of(ami, own_asterisk, "UserEvent") == {one.name for one in wanted}
        await ami.send(actions.CoreShowChannels())
        with contextlib.suppress(AMIError):
            await ami.send(actions.Getvar(variable="NOPE"))
        await ami.send(actions.QueuePause(interface="Local/101@default", paused=False, queue="support"))
        denied: list[actions.Action[Any]] = [
            actions.Command(command="core show version"),
            actions.Originate(channel="Local/200@default", application="Wait", data="1", async_=True),
            actions.GetConfig(file_name="manager.conf"),
            actions.UserEvent(user_event="mine"),
            actions.Redirect(channel="Local/x", exten="100", context="default", priority=1),
            actions.DBPut(family="a", key="b", val="c"),
        ]
        for action in denied:
            with pytest.raises(PermissionDenied):
                await ami.send(action)


async def test_a_stanza_that_reads_system_still_shows_when_the_server_is_ready(
    own_asterisk: AsteriskServer,
) -> None:
    before = await checked(own_asterisk, events=[events.Reload, events.Hangup])
    stanza = before.stanza.replace("[admin]", "[robot]").replace("REPLACE-WITH-A-SECRET", SECRET)
    await with_users(own_asterisk, stanza, ["robot"])
    async with connect(own_asterisk, username="robot", secret=SECRET) as ami:
        assert ami.server.booted_at is not None
        async with ami.subscribe(events.Hangup) as hangups:
            await happen(own_asterisk)
            with anyio.fail_after(30):
                await hangups.receive()
    after = await checked(
        own_asterisk, username="robot", secret=SECRET, events=[events.Reload, events.Hangup]
    )
    assert not codes(after) & {"boot-not-seen", "booting"}


async def test_an_address_that_the_stanza_does_not_name_is_kept_out(own_asterisk: AsteriskServer) -> None:
    before = await checked(own_asterisk, events=[events.Hangup])
    elsewhere = before.stanza.replace("permit = 127.0.0.1/", "permit = 192.0.2.7/")
    assert elsewhere != before.stanza
    stanza = elsewhere.replace("[admin]", "[robot]").replace("REPLACE-WITH-A-SECRET", SECRET)
    await with_users(own_asterisk, stanza, ["robot"])
    report = await checked(own_asterisk, username="robot", secret=SECRET)
    assert codes(report) == {"refused"}


async def test_what_stands_in_the_way_of_an_account_is_told(own_asterisk: AsteriskServer) -> None:
    user = f"[robot]\nsecret = {SECRET}\nread = cdr,call\nwrite = command\nallowmultiplelogin = no\n"
    await with_users(own_asterisk, user, ["robot"], general="disabledevents = Newexten,Hangup")
    report = await checked(
        own_asterisk, username="robot", secret=SECRET, events=["Hangup", "Newchannel", "Newexten"]
    )
    assert report.read.held == ("call", "cdr")
    assert report.write.held == ("command",)
    assert {"event-not-sent", "event-not-read", "single-login", "no-acl"} <= codes(report)
    assert {need.name: need.ok for need in report.events} == {
        "Hangup": False,
        "Newchannel": True,
        "Newexten": False,
    }
