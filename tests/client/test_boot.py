"""Which run of the server process events come from, and where a stream says that it went on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import anyio
import msgspec
import pytest

from anyio_ami import ConnectionState, EventBus, Gap, ReconnectPolicy, actions, events
from anyio_ami._client import session as session_module
from anyio_ami._client.boot import Boot
from anyio_ami.testing import FakeAsterisk, FakeUser

from .helpers import client, settle

if TYPE_CHECKING:
    from anyio.abc import ByteStream

    from anyio_ami import AMIClient

pytestmark = pytest.mark.anyio

FAST = ReconnectPolicy.fixed(0.05)
# Logged in at 1100, where the server had been up for 100 seconds and a bit.
TOLD = Boot(startup="2026-11-22 10:00:00", latest=1100.0)
BOOTING = Boot(startup="2026-11-22 10:00:00", latest=1100.0, booting=True)
SHOWN = Boot(earliest=999.0, latest=1000.1)
BOTH = Boot(startup="2026-11-22 10:00:00", earliest=999.0, latest=1000.1)


@pytest.mark.parametrize(
    ("last", "heard", "now", "same"),
    [
        # By the time that the server tells: in whole seconds, so that two runs can have the same.
        (TOLD, 1200.0, Boot(startup="2026-11-22 10:00:00", latest=1201.0), True),
        (TOLD, 1200.0, Boot(startup="2026-11-22 10:00:01", latest=1201.0), False),
        (TOLD, 1100.2, Boot(startup="2026-11-22 10:00:00", latest=1100.4), None),
        (BOTH, 1100.2, Boot(startup="2026-11-22 10:00:00", latest=1100.4), True),
        (BOTH, 1000.6, Boot(startup="2026-11-22 10:00:00", earliest=1000.0, latest=1001.2), None),
        (BOTH, 1000.6, Boot(startup="2026-11-22 10:00:01", earliest=1000.0, latest=1001.2), False),
        (BOOTING, 1100.4, Boot(startup="2026-11-22 10:00:00", latest=1100.9, booting=True), None),
        (BOOTING, 1200.0, Boot(startup="2026-11-22 10:00:00", latest=1200.9, booting=True), True),
        (TOLD, 1200.0, Boot(startup="2026-11-22 10:00:00", latest=1201.0, booting=True), False),
        # By the uptime: up for an hour, then measured again; however long the answer took, whatever drifted.
        (SHOWN, 4600.0, Boot(earliest=999.0, latest=1000.1), True),
        (SHOWN, 4600.0, Boot(earliest=998.0, latest=999.0), True),
        (SHOWN, 4600.0, Boot(earliest=999.5, latest=1003.7), True),
        # It began after the last was heard of, which lived for an hour, or for a moment.
        (SHOWN, 4600.0, Boot(earliest=4599.0, latest=4600.2), False),
        (SHOWN, 4600.0, Boot(earliest=8999.0, latest=9000.0), False),
        (SHOWN, 1001.4, Boot(earliest=1000.7, latest=1001.8), False),
        # The line was lost within the first second of that run.
        (SHOWN, 1000.6, Boot(earliest=999.7, latest=1000.8), None),
        # A clock was set, or another server took over the address.
        (SHOWN, 4600.0, Boot(earliest=1060.0, latest=1061.0), None),
        (SHOWN, 4600.0, Boot(earliest=990.0, latest=991.0), None),
        # Nobody says anything that can be compared.
        (TOLD, 1200.0, SHOWN, None),
        (Boot(latest=1100.0), 1200.0, Boot(latest=1201.0), None),
        (SHOWN, 1200.0, Boot(latest=1201.0), None),
        (SHOWN, 1200.0, Boot(latest=1201.0, booting=True), False),
    ],
)
def test_what_two_logins_tell_of_the_same_run(last: Boot, heard: float, now: Boot, same: bool | None) -> None:
    assert now.same_as(last, heard) is same


@pytest.mark.parametrize(
    ("last", "now", "same"),
    [
        (
            ("Asterisk Call Manager/11.0.0", "22.10.1", "a"),
            ("Asterisk Call Manager/5.0.5", None, None),
            False,
        ),
        (("x", "22.10.1", "a"), ("x", "22.10.2", "a"), False),
        (("x", "22.10.1", "a"), ("x", "22.10.1", "b"), False),
        (("x", "22.10.1", "a"), ("x", None, None), True),
        (("x", None, None), ("x", "22.10.1", "a"), True),
    ],
)
def test_a_server_of_another_name_or_version_is_another_run(
    last: tuple[str | None, ...], now: tuple[str | None, ...], same: bool
) -> None:
    # Two servers behind one address, started together after a power cut.
    one, other = (msgspec.structs.replace(BOTH, identity=identity) for identity in (last, now))
    assert other.same_as(one, 4600.0) is same


def test_what_is_known_of_a_run_lasts_over_its_logins() -> None:
    first = Boot(startup="a", latest=1000.0)
    later = first.joined(Boot(startup="a", latest=2000.0))
    assert later.latest == 1000.0
    assert later.joined(SHOWN).is_measured
    assert SHOWN.joined(Boot(latest=2000.0)) == SHOWN
    # The last measurement counts: clocks drift.
    assert SHOWN.joined(Boot(earliest=999.5, latest=1000.4)).latest == 1000.4


def test_a_run_has_a_name() -> None:
    assert TOLD.name == "2026-11-22T10:00:00"
    assert SHOWN.name == "1970-01-01T00:16:40Z"
    assert Boot(latest=1000.0).name is None


async def emitted(ami: AMIClient, pbx: FakeAsterisk, name: str) -> events.UserEvent:
    async with ami.subscribe(events.UserEvent) as stream:
        pbx.emit("UserEvent", {"UserEvent": name})
        return await stream.receive()


async def reconnected(ami: AMIClient) -> None:
    async with ami.states() as changes:
        while ami.state is not ConnectionState.RECONNECTING:
            await changes.receive()
    await ami.wait_connected()


@pytest.mark.usefixtures("virtual_clock")
async def test_a_cut_line_is_the_same_run_and_a_restart_is_another() -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST) as ami:
        first = (await emitted(ami, pbx, "1")).session
        assert first is not None
        assert (
            first.boot == ami.server.boot == time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(pbx.started))
        )
        assert first.same_boot is None
        pbx.cut()
        await reconnected(ami)
        second = (await emitted(ami, pbx, "2")).session
        assert second is not None
        assert (second.number, second.boot, second.same_boot) == (2, first.boot, True)
        pbx.cut()
        # A moment later by the server's own clock; its sessions see it boot.
        pbx.started += 60
        await reconnected(ami)
        third = (await emitted(ami, pbx, "3")).session
        assert third is not None
        assert third.same_boot is False
        assert third.boot not in (None, first.boot)
        assert ami.server.boot == third.boot


@pytest.mark.usefixtures("virtual_clock")
async def test_a_restart_within_the_same_second_is_told_by_its_booting() -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST) as ami:
        async with ami.subscribe(events.UserEvent, gaps=True) as stream:
            began = ami.server.boot
            started = pbx.started
            await pbx.shutdown(restart=True)
            await pbx.boot()
            pbx.started = started
            await reconnected(ami)
            marks = [await stream.receive(), await stream.receive()]
            kinds = [(mark.kind, mark.same_boot) for mark in marks if isinstance(mark, Gap)]
            assert kinds == [("disconnected", None), ("resubscribed", False)]
        assert ami.server.boot == f"{began} (2)"


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("asks", [True, False])
async def test_rights_that_were_narrowed_make_no_other_run_and_no_waiting(asks: bool) -> None:
    user = FakeUser("varied", "secret", read="all", write="all")
    async with (
        FakeAsterisk(users=[user]) as pbx,
        client(pbx, reconnect=FAST, username="varied", secret="secret") as ami,
        ami.subscribe(events.UserEvent, gaps=True) as stream,
    ):
        boot = ami.server.boot
        pbx.users[0] = FakeUser("varied", "secret", read="user", write="all" if asks else "system,reporting")
        for _ in range(2):
            began = anyio.current_time()
            pbx.cut()
            await reconnected(ami)
            assert anyio.current_time() - began < 1
            marks = [await stream.receive(), await stream.receive()]
            assert [mark.same_boot for mark in marks if isinstance(mark, Gap)] == [None, True]
            assert ami.server.boot == boot


@pytest.mark.usefixtures("virtual_clock")
async def test_who_is_not_told_of_the_boot_any_more_waits_for_it_once() -> None:
    user = FakeUser("varied", "secret", read="all", write="all")
    async with (
        FakeAsterisk(users=[user]) as pbx,
        client(pbx, reconnect=FAST, username="varied", secret="secret") as ami,
    ):
        pbx.users[0] = FakeUser("varied", "secret", read="user", write="all")
        waits: list[bool] = []
        for _ in range(2):
            began = anyio.current_time()
            pbx.cut()
            pbx.started += 60
            await reconnected(ami)
            waits.append(anyio.current_time() - began > 5)
        assert waits == [True, False]


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("background", [True, False])
async def test_attempts_that_fail_take_no_session_number(background: bool) -> None:
    async with FakeAsterisk() as pbx:
        refused = 3 * background

        async def transport() -> ByteStream:
            nonlocal refused
            if refused:
                refused -= 1
                raise OSError
            return await pbx.connect()

        async with client(pbx, transport=transport, reconnect=FAST, background=background) as ami:
            await ami.wait_connected()
            numbers: list[int] = []
            for _ in range(3):
                session = (await emitted(ami, pbx, "x")).session
                assert session is not None
                numbers.append(session.number)
                refused = 2
                pbx.cut()
                await reconnected(ami)
            assert numbers == [1, 2, 3]


@pytest.mark.parametrize(("read", "boot"), [("system", "Z"), ("call", None)])
async def test_who_may_not_ask_is_told_what_can_be_known(read: str, boot: str | None) -> None:
    user = FakeUser("limited", "secret", read=read, write="call")
    async with FakeAsterisk(users=[user]) as pbx:
        async with client(pbx, username="limited", secret="secret", boot_timeout=0.1) as ami:
            assert (ami.server.boot or "")[-1:] == (boot or "")


async def test_events_of_a_login_that_is_not_finished_reach_nobody() -> None:
    """They are part of the gap: nobody knows yet which run of the server they come from."""
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST, login_timeout=30.0) as ami:
        async with ami.subscribe(events.UserEvent, gaps=True) as stream:
            with anyio.fail_after(30):
                held = pbx.hold("CoreStatus", in_order=False)
                pbx.cut()
                await held.reached(1)
                pbx.emit("UserEvent", {"UserEvent": "early"})
                await pbx.flush()
                await settle()
                assert stream.unread == 0
                pbx.cut()
                held.release()
                held = pbx.hold("CoreStatus", in_order=False)
                await held.reached(1)
                pbx.emit("UserEvent", {"UserEvent": "held"})
                await pbx.flush()
                held.release()
            await ami.wait_connected()
            items: list[Any] = [await stream.receive() for _ in range(3)]
            assert [type(item) for item in items] == [Gap, Gap, events.UserEvent]
            assert [item.kind for item in items[:2]] == ["disconnected", "resubscribed"]
            # It came behind the login, so it is one of the new session; and the mark stands before it.
            assert items[2].user_event == "held"
            assert items[1].before == (items[2].session.number, 1)
            assert items[2].seq >= 1


async def test_who_joins_while_a_login_is_not_finished_gets_what_comes_from_then_on() -> None:
    """And what is held back for others stays held back, with FullyBooted among it."""
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST, login_timeout=30.0) as ami:
        began = ami.server.boot
        async with ami.subscribe(events.UserEvent, gaps=True) as stream:
            with anyio.fail_after(30):
                held = pbx.hold("CoreStatus", in_order=False)
                pbx.cut()
                await held.reached()
                pbx.emit("UserEvent", {"UserEvent": "1"})
                await pbx.flush()
                await settle()
                async with ami.subscribe(events.UserEvent, gaps=True) as newcomer:
                    pbx.emit("UserEvent", {"UserEvent": "2"})
                    await pbx.flush()
                    await settle()
                    assert newcomer.unread == 0
                    held.release()
                    await ami.wait_connected()
                    items: list[Any] = [await stream.receive() for _ in range(4)]
                    assert [getattr(item, "user_event", None) or item.kind for item in items] == [
                        "disconnected",
                        "resubscribed",
                        "1",
                        "2",
                    ]
                    late: list[Any] = [await newcomer.receive() for _ in range(2)]
                    assert [getattr(item, "user_event", None) or item.kind for item in late] == [
                        "resubscribed",
                        "2",
                    ]
        assert (items[1].same_boot, ami.server.boot) == (True, began)


async def test_what_was_held_back_comes_in_parts_that_a_buffer_can_bound() -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST, login_timeout=30.0) as ami:
        async with ami.subscribe(events.UserEvent, buffer=10, gaps=True) as stream:
            with anyio.fail_after(60):
                held = pbx.hold("CoreStatus", in_order=False)
                pbx.cut()
                await held.reached()
                for number in range(5000):
                    pbx.emit("UserEvent", {"UserEvent": str(number)})
                await pbx.flush()
                await settle()
                held.release()
                await ami.wait_connected()
            # One part is as much as one read may bring beside what stood unread.
            assert stream.unread <= 10 + 256
            items: list[Any] = [await stream.receive() for _ in range(3)]
            kinds = [getattr(item, "kind", "event") for item in items]
            assert kinds == ["disconnected", "resubscribed", "overflow"]
            rest = [await stream.receive()]
            while stream.unread:
                rest.append(await stream.receive())
            assert items[2].lost + len(rest) == 5000
            assert stream.lost == items[2].lost


async def test_a_login_under_a_flood_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "_HELD", 1000)
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST, login_timeout=30.0) as ami:
        async with ami.subscribe(events.UserEvent, gaps=True) as stream:
            with anyio.fail_after(60):
                held = pbx.hold("CoreStatus", in_order=False)
                pbx.cut()
                await held.reached()
                for number in range(1001):
                    pbx.emit("UserEvent", {"UserEvent": str(number)})
                await pbx.flush()
                # That attempt is over; the next one is held at the same place.
                await pbx.flush()
                held.release()
                await ami.wait_connected()
            pbx.emit("UserEvent", {"UserEvent": "after"})
            items: list[Any] = [await stream.receive() for _ in range(3)]
            assert [getattr(item, "kind", "event") for item in items] == [
                "disconnected",
                "resubscribed",
                "event",
            ]
            assert items[2].user_event == "after"
            assert ami.stats.reconnects == 1


async def test_marks_of_a_line_that_flaps_are_bounded_and_say_how_it_ended() -> None:
    bus: EventBus[int] = EventBus()
    async with bus.subscribe(gaps=True) as stream:
        bus.publish([1])
        for number in range(1000):
            bus._fan.mark(Gap("disconnected", None, None, float(number)))
            bus._fan.mark(
                Gap("resubscribed", None, None, float(number), (number, 1), number + 0.5, number != 7)
            )
        bus._fan.mark(Gap("disconnected", None, None, 1000.0))
        bus.publish([2])
        bus.close()
        items: list[Any] = [item async for item in stream]
        marks = [item for item in items if isinstance(item, Gap)]
        assert items[0] == 1
        assert items[-1] == 2
        assert len(marks) == len(items) - 2 <= 40
        assert (marks[-1].kind, marks[-1].since) == ("disconnected", 1000.0)
        back = [mark for mark in marks if mark.kind == "resubscribed"]
        assert (back[0].since, back[-1].before, back[-1].until) == (0.0, (999, 1), 999.5)
        assert False in [mark.same_boot for mark in back]
        assert min(mark.since for mark in marks if mark.kind == "disconnected") == 0.0


async def test_the_list_of_channels_after_a_gap_is_asked_of_the_new_session() -> None:
    async with FakeAsterisk() as pbx, client(pbx, reconnect=FAST) as ami:
        async with ami.subscribe(events.UserEvent, gaps=True) as stream:
            pbx.cut()
            with anyio.fail_after(30):
                async for mark in stream:
                    assert isinstance(mark, Gap)
                    if mark.kind == "resubscribed":
                        break
            await ami.wait_connected()
            assert (await ami.send(actions.CoreShowChannels())).items == []
            assert (pbx.requests[-1].name, pbx.requests[-1].session.number) == ("CoreShowChannels", 2)


async def test_a_boot_that_outlasts_its_time_limit_is_told_from_the_next_one(virtual_clock: None) -> None:
    user = FakeUser("limited", "s3cret", read="system,call", write="command")
    options: dict[str, Any] = {"username": "limited", "boot_timeout": 5.0, "reconnect": FAST}
    async with FakeAsterisk(users=[user]) as pbx:
        await pbx.shutdown(restart=True)
        await pbx.boot(modules_after=60)
        async with client(pbx, **options) as ami, ami.subscribe(events.FullyBooted, gaps=True) as stream:
            assert (ami.server.boot, ami.server.booted_at) == (None, None)
            booted = await stream.receive()
            assert anyio.current_time() > 50
            assert isinstance(booted, events.FullyBooted)
            assert booted.session is not None
            assert booted.session.boot == ami.server.boot is not None
            assert ami.server.booted_at == pytest.approx(pbx.started, abs=2)
            await pbx.shutdown(restart=True)
            await pbx.boot(modules_after=60)
            marks = [await stream.receive() for _ in range(2)]
            assert [mark.same_boot for mark in marks if isinstance(mark, Gap)] == [None, False]


async def test_a_user_who_may_ask_nothing_is_shown_each_boot_and_waits_for_it(virtual_clock: None) -> None:
    # Reads system, and writes nothing: neither CoreStatus nor its rights are told to it.
    user = FakeUser("wallboard", "s3cret", read="system,agent", write="")
    async with (
        FakeAsterisk(users=[user]) as pbx,
        client(pbx, username="wallboard", reconnect=ReconnectPolicy.fixed(0.05)) as ami,
        ami.subscribe(events.FullyBooted, gaps=True) as stream,
    ):
        for _ in range(2):
            async with ami.states() as changes:
                await pbx.shutdown(restart=True)
                assert await changes.receive() is ConnectionState.RECONNECTING
            began = anyio.current_time()
            await pbx.boot(modules_after=7)
            await ami.wait_connected()
            assert anyio.current_time() - began == pytest.approx(7, abs=0.2)
            one, two, three = [await stream.receive() for _ in range(3)]
            assert isinstance(one, Gap)
            assert isinstance(two, Gap)
            assert isinstance(three, events.FullyBooted)
            assert (one.kind, two.kind, two.same_boot) == ("disconnected", "resubscribed", False)
            # Nobody could name it before it had booted.
            assert three.session is not None
            assert three.session.boot == ami.server.boot is not None
        # No time has passed on the server's clock: it may be a run that began behind this one.
        pbx.cut()
        assert [getattr(await stream.receive(), "same_boot", "-") for _ in range(3)] == [None, None, "-"]
