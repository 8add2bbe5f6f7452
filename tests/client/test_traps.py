"""The traps of the manager interface that concern a client, each as the real servers set it.

There are eighteen. Those that are about bytes alone (1: the banner, 3: lines and headers, 8: long ActionIDs,
18: how numbers and flags are spelt) and the wire's part of the others are tests of the wire floor.
"""

from __future__ import annotations

import logging
import ssl
from typing import TYPE_CHECKING, Any

import anyio
import pytest
import trustme
from anyio.streams.tls import TLSStream

from anyio_ami import (
    AMIClient,
    ConnectionState,
    Gap,
    Overflow,
    ReconnectPolicy,
    actions,
    connect_ami,
    errors,
    events,
)
from anyio_ami.responses import ListResponse, Response
from anyio_ami.testing import FakeAsterisk, FakeRequest, FakeUser

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from anyio.abc import ByteStream

pytestmark = pytest.mark.anyio

QUICK = ReconnectPolicy.fixed(0.05)


def connect(
    pbx: FakeAsterisk, username: str = "admin", secret: str = "s3cret", **options: Any
) -> AbstractAsyncContextManager[AMIClient]:
    options = {"transport": pbx.connect, "reconnect": QUICK, **options}
    return connect_ami("127.0.0.1", username=username, secret=secret, **options)


async def logins(pbx: FakeAsterisk) -> int:
    return sum(request.name == "Login" for request in pbx.requests)


async def wait_for(ami: AMIClient, state: ConnectionState) -> None:
    async with ami.states() as changes:
        while ami.state is not state:
            await changes.receive()


# -- 2: an event with a Response header, and events with our ActionID ----------------------------------------


async def test_trap_02_originate_response_is_no_reply() -> None:
    """It has a ``Response:`` header and the ActionID of an action, and settles none."""
    async with FakeAsterisk() as pbx, connect(pbx) as ami:

        def ping(request: FakeRequest) -> bytes:
            event = f"Event: OriginateResponse\r\nPrivilege: call,all\r\nActionID: {request.action_id}\r\n"
            reply = f"Response: Success\r\nActionID: {request.action_id}\r\nPing: Pong\r\n\r\n"
            return f"{event}Response: Failure\r\nPing: forged\r\n\r\n{reply}".encode()

        pbx.respond("Ping", ping)
        async with ami.subscribe(events.OriginateResponse) as stream:
            reply = await ami.send(actions.Ping())
            assert reply.ping == "Pong"
            event = await stream.receive()
            assert (event.response, event.action_id) == ("Failure", reply.action_id)
        assert ami.stats.unmatched == 0


async def test_trap_02_other_sessions_action_ids_are_theirs() -> None:
    """UserEvent and OriginateResponse of another client repeat its ActionID."""
    async with FakeAsterisk() as pbx, connect(pbx) as ami, connect(pbx) as other:
        async with ami.subscribe() as stream:
            theirs = await other.send(actions.UserEvent(user_event="Theirs"))
            event = await stream.receive()
            assert isinstance(event, events.UserEvent)
            assert event.action_id == theirs.action_id
            await other.send(
                actions.Originate(channel="PJSIP/none", application="Wait", data="1", async_=True)
            )
            response = await stream.receive()
            assert isinstance(response, events.OriginateResponse)
        assert (await ami.send(actions.Ping())).ok
        assert ami.stats.unmatched == 0


# -- 4: FullyBooted ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("who", ["mask without system", "no events", "user without system"])
async def test_trap_04_not_waited_for_where_it_never_comes(who: str) -> None:
    users = [FakeUser("admin", "s3cret"), FakeUser("few", "few", read="call,cdr")]
    async with FakeAsterisk(users=users) as pbx:
        began = anyio.current_time()
        async with {
            "mask without system": lambda: connect(pbx, events="call"),
            "no events": lambda: connect(pbx, events=False),
            "user without system": lambda: connect(pbx, "few", "few"),
        }[who]() as ami:
            assert anyio.current_time() == began
            assert len(await ami.send(actions.QueueStatus())) == 3


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_04_waited_for_after_a_restart() -> None:
    """The port opens before the modules are there: connected means that their actions are known."""
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        assert len(await ami.send(actions.QueueStatus())) == 3
        async with ami.subscribe(events.FullyBooted) as stream:
            await pbx.shutdown(restart=True)
            await wait_for(ami, ConnectionState.RECONNECTING)
            await pbx.boot(modules_after=3.0)
            booted_at = anyio.current_time() + 3.0
            await ami.wait_connected()
            assert anyio.current_time() >= booted_at
            assert len(await ami.send(actions.QueueStatus())) == 3
            assert (await stream.receive()).status == "Fully Booted"


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_04_waited_for_on_the_first_login_too() -> None:
    async with FakeAsterisk() as pbx:
        await pbx.boot(modules_after=3.0)
        began = anyio.current_time()
        async with connect(pbx) as ami:
            assert began + 3.0 <= anyio.current_time() < began + 4.0
            assert len(await ami.send(actions.QueueStatus())) == 3


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_04_not_waited_for_without_end() -> None:
    """A server that never finishes its boot is entered after boot_timeout, with what it can do."""
    async with FakeAsterisk() as pbx:
        await pbx.boot(modules_after=None)
        began = anyio.current_time()
        async with connect(pbx, boot_timeout=7.0, login_timeout=5.0) as ami:
            assert began + 7.0 <= anyio.current_time() <= began + 15.0
            with pytest.raises(errors.ActionError, match="Invalid/unknown command"):
                await ami.send(actions.QueueStatus())


# -- 5: OriginateResponse that never comes -------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("mask", [False, "user"])
async def test_trap_05_originate_does_not_wait_for_its_event(mask: bool | str) -> None:
    async with FakeAsterisk() as pbx, connect(pbx, events=mask) as ami:
        began = anyio.current_time()
        reply = await ami.send(
            actions.Originate(channel="Local/602@default", application="Wait", data="1", async_=True)
        )
        assert reply.message == "Originate successfully queued"
        assert anyio.current_time() == began
        assert ami.stats.pending == 0


# -- 6: the end of a list ------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [0, 1, 60_000])
async def test_trap_06_list_ends_at_its_end_whatever_it_counts(said: int) -> None:
    def listing(request: FakeRequest) -> bytes:
        own = f"ActionID: {request.action_id}\r\n"
        items = "".join(f"Event: CoreShowChannel\r\n{own}Channel: c{n}\r\n\r\n" for n in range(3))
        # Not ours: it has another's ActionID, or none.
        foreign = "Event: CoreShowChannelsComplete\r\nActionID: other-1\r\nEventList: Complete\r\n\r\n"
        spontaneous = "Event: Newchannel\r\nPrivilege: call,all\r\nChannel: between\r\n\r\n"
        return (
            f"Response: Success\r\n{own}EventList: start\r\nMessage: Channels will follow\r\n\r\n"
            f"{items}{foreign}{spontaneous}Event: CoreShowChannel\r\n{own}Channel: c3\r\n\r\n"
            f"Event: CoreShowChannelsComplete\r\n{own}EventList: Complete\r\nListItems: {said}\r\n\r\n"
        ).encode()

    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        pbx.respond("CoreShowChannels", listing)
        async with ami.subscribe(events.Newchannel, events.CoreShowChannel) as stream:
            answer = await ami.send(actions.CoreShowChannels())
            assert [item.channel for item in answer] == ["c0", "c1", "c2", "c3"]
            assert answer.expected == said
            assert (await stream.receive()).channel == "between"
            assert stream.unread == 0


async def test_trap_06_wrong_count_of_asterisk_16() -> None:
    async with FakeAsterisk("16") as pbx, connect(pbx) as ami:
        pbx.database = {("tree", str(number)): "v" for number in range(3)}
        answer = await ami.send(actions.DBGetTree(family="tree"))
        assert len(answer) == 3
        assert answer.expected == 1


async def test_trap_06_empty_list_told_as_an_error() -> None:
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        contacts = await ami.send(actions.PJSIPShowContacts())
        assert isinstance(contacts, ListResponse)
        assert contacts.items == []
        # Another Error of the same action is one.
        pbx.respond("PJSIPShowContacts", lambda request: request.error("Out of memory"))
        with pytest.raises(errors.ActionError, match="Out of memory"):
            await ami.send(actions.PJSIPShowContacts())


# -- 7: a reply without ActionID -----------------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_07_reply_without_action_id_settles_nothing() -> None:
    async with FakeAsterisk() as pbx, connect(pbx, action_timeout=5.0) as ami:
        pbx.respond("Nameless", lambda _: b"Response: Success\r\nMessage: whose\r\n\r\n")
        outcomes: list[object] = []

        async def nameless() -> None:
            began = anyio.current_time()
            with pytest.raises(errors.ActionTimeout) as caught:
                await ami.send(actions.Custom("Nameless"))
            outcomes.append((caught.value.sent, anyio.current_time() - began))

        async with anyio.create_task_group() as tg:
            with pbx.hold("Ping") as held:
                tg.start_soon(nameless)
                await pbx.wait_for_request("Nameless")
                tg.start_soon(ami.send, actions.Ping())
                await held.reached()
        assert outcomes == [(True, 5.0)]
        assert ami.stats.unmatched == 1
        assert ami.state is ConnectionState.CONNECTED
        assert ami.stats.reconnects == 0


async def test_trap_07_never_caused() -> None:
    """What would make a server answer without an ActionID is refused here."""
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        before = len(pbx.requests)
        with pytest.raises(errors.InvalidAction) as caught:
            await ami.send(actions.Setvar(variable="V", value="x" * 1016))  # "Value: " and 1,016 bytes: 1,023
        assert caught.value.field == "value"
        with pytest.raises(errors.InvalidAction):
            await ami.send(actions.Custom("Ping", [("H", str(n)) for n in range(127)]))  # 129 lines
        await ami.send(actions.Setvar(variable="V", value="x" * 1015))
        await ami.send(actions.Custom("Ping", [("H", str(n)) for n in range(126)]))
        assert [request.name for request in pbx.requests[before:]] == ["Setvar", "Ping"]
        ids = [request.action_id or "" for request in pbx.requests]
        assert len(set(ids)) == len(ids)
        for request, action_id in zip(pbx.requests, ids, strict=True):
            assert request.raw.splitlines()[1] == b"ActionID: " + action_id.encode("ascii")
            assert 0 < len(action_id) <= 60


# -- 9: TLS --------------------------------------------------------------------------------------------------


async def test_trap_09_tls_records_are_small_and_end_at_a_line_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server reads at most 1,024 bytes of a record and leaves the rest until more bytes come."""
    authority = trustme.CA()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(serving)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    records: list[bytes] = []
    receive = TLSStream.receive

    async def recorded(stream: TLSStream, max_bytes: int = 65_536) -> bytes:
        data = await receive(stream, max_bytes)
        if stream._ssl_object.server_side:
            records.append(data)  # OpenSSL gives one record at a time
        return data

    monkeypatch.setattr(TLSStream, "receive", recorded)
    async with FakeAsterisk(tls=serving) as pbx, connect(pbx, tls=trusting) as ami:
        async with anyio.create_task_group() as tg:
            for _ in range(150):
                tg.start_soon(ami.send, actions.Ping())
        pairs = [(f"K{number}", "x" * 1_000) for number in range(60)]
        async with ami.subscribe(events.UserEvent) as stream:
            await ami.send(actions.UserEvent(user_event="Big", body=pairs))
            event = await stream.receive()
        assert [event.headers[name] for name, _ in pairs] == [value for _, value in pairs]
    assert sum(len(record) for record in records) > 60_000
    assert max(len(record) for record in records) <= 1_024
    assert all(record.endswith(b"\r\n") for record in records)


# -- 10: reading without a pause -----------------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_clock")
@pytest.mark.parametrize("overflow", ["raise", "drop_oldest", "drop_newest"])
async def test_trap_10_a_reader_of_events_that_sleeps_keeps_no_server_waiting(
    overflow: Overflow,
) -> None:
    """A server that cannot write for 100 ms ends the session. No time passes here but while all wait."""
    async with FakeAsterisk(write_timeout=0.1) as pbx:
        async with connect(pbx, reconnect=ReconnectPolicy.none()) as ami:
            await sleep_through_a_flood(pbx, ami, overflow, 10_000)


@pytest.mark.parametrize("overflow", ["raise", "drop_oldest", "drop_newest"])
async def test_trap_10_a_reader_of_events_that_sleeps_does_not_stop_the_socket(overflow: Overflow) -> None:
    """Over TCP, far beyond what its buffers hold.

    The server's clock is in the client's process, which a busy machine may let wait for longer than the
    100 ms of a real one.
    """
    async with FakeAsterisk(write_timeout=3.0) as pbx:
        options: dict[str, Any] = {
            "username": "admin",
            "secret": "s3cret",
            "reconnect": ReconnectPolicy.none(),
            "action_timeout": 30.0,
        }
        async with connect_ami(pbx.host, pbx.port, **options) as ami:
            await sleep_through_a_flood(pbx, ami, overflow, 40_000)


async def sleep_through_a_flood(pbx: FakeAsterisk, ami: AMIClient, overflow: Overflow, count: int) -> None:
    filler = "x" * 500
    async with ami.subscribe(events.UserEvent, buffer=100, overflow=overflow) as stream:
        for number in range(count):
            pbx.emit("UserEvent", [("UserEvent", "Flood"), ("Number", number), ("Filler", filler)])
        assert (await ami.send(actions.Ping())).ping == "Pong"
        # Answers may overtake events that the server has not written yet.
        while stream.unread + stream.lost < count:
            await ami.send(actions.Ping())
        assert ami.stats.events["UserEvent"].delivered == count
        assert stream.unread + stream.lost == count
        assert stream.lost > 0
    assert ami.state is ConnectionState.CONNECTED


# -- 11: actions that hold everything back -------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_11_a_blocking_action_is_no_dead_line() -> None:
    """Until a synchronous Originate is answered nothing else is: no Ping, no event."""
    async with (
        FakeAsterisk() as pbx,
        connect(pbx, keepalive=2.0, ping_timeout=1.0, action_timeout=5.0) as ami,
    ):
        began = anyio.current_time()
        with pytest.raises(errors.ActionError, match="Originate failed"):
            await ami.send(
                actions.Originate(channel="Local/602@default", application="Wait", data="1", timeout=15.0)
            )
        assert anyio.current_time() - began >= 15.0
        assert ami.stats.reconnects == 0
        assert (await ami.send(actions.Ping())).ping == "Pong"


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_11_nor_is_one_that_its_caller_gave_up() -> None:
    """The server goes on with it: until its own deadline silence is no sign of death."""
    async with FakeAsterisk() as pbx, connect(pbx, keepalive=2.0, ping_timeout=1.0) as ami:
        originate = actions.Originate(channel="Local/602@default", application="Wait", data="1", timeout=15.0)
        async with anyio.create_task_group() as tg:
            tg.start_soon(ami.send, originate)
            await pbx.wait_for_request("Originate")
            tg.cancel_scope.cancel()
        began = anyio.current_time()
        with anyio.move_on_after(30):
            await wait_for(ami, ConnectionState.RECONNECTING)
        assert anyio.current_time() == began + 30
        assert ami.stats.reconnects == 0
        assert (await ami.send(actions.Ping())).ping == "Pong"


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_11_but_a_dead_line_is_found() -> None:
    async with FakeAsterisk() as pbx, connect(pbx, keepalive=2.0, ping_timeout=1.0) as ami:
        async with ami.subscribe(events.UserEvent, gaps=True) as stream:
            pbx.stall()
            began = anyio.current_time()
            await wait_for(ami, ConnectionState.RECONNECTING)
            assert began + 2.0 <= anyio.current_time() <= began + 3.5
            pbx.resume()
            await ami.wait_connected()
            with anyio.fail_after(60):
                gap = await stream.receive()
            assert isinstance(gap, Gap)
            assert gap.kind == "disconnected"
        assert ami.stats.reconnects == 1


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_11_leaving_a_dead_line_is_bounded() -> None:
    async with FakeAsterisk() as pbx:
        async with connect(pbx, close_timeout=4.0) as ami:
            await ami.send(actions.Ping())
            pbx.stall()
            began = anyio.current_time()
        assert anyio.current_time() == began + 4.0


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_11_keepalive_asks_only_a_silent_line() -> None:
    async with FakeAsterisk() as pbx, connect(pbx, keepalive=10.0, ping_timeout=1.0) as ami:
        for _ in range(10):
            await anyio.sleep(9)
            await ami.send(actions.QueueSummary())
        assert not any(request.name == "Ping" for request in pbx.requests)
        await anyio.sleep(35)
        assert sum(request.name == "Ping" for request in pbx.requests) == 3
        assert ami.state is ConnectionState.CONNECTED


# -- 12: what is no refusal of the credentials ---------------------------------------------------------------


async def test_trap_12_shutting_down_is_not_wrong_credentials() -> None:
    async with FakeAsterisk() as pbx:
        pbx.stopping = True
        with pytest.raises(errors.ConnectError, match="Asterisk is shutting down"):
            async with connect(pbx):
                raise AssertionError("entered")


async def test_trap_12_login_in_use_is_not_wrong_credentials() -> None:
    users = [FakeUser("admin", "s3cret", multiple=False)]
    async with FakeAsterisk(users=users) as pbx, connect(pbx) as ami:
        with pytest.raises(errors.ConnectError, match="Login Already In Use"):
            async with connect(pbx):
                raise AssertionError("entered")
        assert (await ami.send(actions.Ping())).ok


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_12_both_are_tried_again_after_a_loss() -> None:
    users = [FakeUser("admin", "s3cret", multiple=False)]
    async with FakeAsterisk(users=users) as pbx, connect(pbx) as ami:
        pbx.stopping = True
        pbx.cut()
        await pbx.wait_for_request("Challenge")  # the first login
        for _ in range(3):
            await pbx.wait_for_request("Challenge")
        assert ami.state is ConnectionState.RECONNECTING
        pbx.stopping = False
        await ami.wait_connected()
        assert (await ami.send(actions.Ping())).ok


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_12_a_refusal_after_a_loss_is_final() -> None:
    """Each try costs the server a second and a security event: there is only one."""
    async with FakeAsterisk() as pbx:
        async with connect(pbx) as ami:
            async with ami.subscribe(events.UserEvent) as stream:
                pbx.emit("UserEvent", {"UserEvent": "Buffered"})
                await ami.send(actions.Ping())
                pbx.users = [FakeUser("admin", "changed")]
                pbx.cut()
                with anyio.fail_after(60), pytest.raises(errors.AuthenticationError) as first:
                    await ami.wait_closed()
                assert ami.state is ConnectionState.DISCONNECTED
                assert (await stream.receive()).user_event == "Buffered"
                with pytest.raises(errors.AuthenticationError):
                    await stream.receive()
            with pytest.raises(errors.AuthenticationError) as second:
                await ami.send(actions.Ping())
            assert first.value is not second.value
            assert second.value.__cause__ is not None
            await anyio.sleep(3600)
        assert await logins(pbx) == 2


# -- 13: variables -------------------------------------------------------------------------------------------


async def test_trap_13_variables_arrive_as_given() -> None:
    values = {"A": "a,b", "B": 'say "hi"', "C": "back\\slash", "D": "(x,[y", "E": " spaced ", "F": ""}
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        originate = actions.Originate(
            channel="Local/100@default", application="Wait", data="9", async_=True, variables=values
        )
        await ami.send(originate)
        (one, _) = pbx.exchange.calls[0].channels
        assert {name: one.variables[name] for name in values} == values


# -- 14: the text of a message -------------------------------------------------------------------------------


async def test_trap_14_the_first_line_decides_not_the_text() -> None:
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        pbx.respond("Sour", lambda request: request.success("Permission denied: not found, Error"))
        answer = await ami.send(actions.Custom("Sour"))
        assert isinstance(answer, Response)
        assert answer.message.startswith("Permission")
        pbx.respond("Sweet", lambda request: request.error("Success"))
        with pytest.raises(errors.ActionError) as caught:
            await ami.send(actions.Custom("Sweet"))
        assert type(caught.value) is errors.ActionError


# -- 15: empty messages, junk, forged messages ---------------------------------------------------------------


async def test_trap_15_junk_is_survived(caplog: pytest.LogCaptureFixture) -> None:
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        assert (await ami.send(actions.QueueRule())).ok  # one empty line too many
        with caplog.at_level(logging.WARNING, "anyio_ami"):
            async with ami.subscribe() as stream:
                pbx.send_raw(b"\r\n\r\n\r\n")
                pbx.send_raw(b"rest of a value\r\nEvent: Forged\r\n\r\n")
                pbx.send_raw(b"Message: x\r\nResponse: Success\r\nActionID: 1\r\n\r\n")
                pbx.emit("UserEvent", {"UserEvent": "Real"})
                event = await stream.receive()
        assert isinstance(event, events.UserEvent)
        assert ami.stats.junk == 2
        assert ami.stats.unmatched == 0
        assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1
        assert (await ami.send(actions.Ping())).ping == "Pong"


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_15_forged_messages_settle_nothing() -> None:
    """A variable's value may hold a whole message; nothing on the wire marks it."""
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        pings: list[str] = []

        async def ping() -> None:
            pings.append((await ami.send(actions.Ping())).ping)

        async with ami.subscribe(events.UnknownEvent) as stream, anyio.create_task_group() as tg:
            tg.start_soon(ping)
            await pbx.wait_for_request("Ping")
            pbx.send_raw(
                b"Event: Newexten\r\nPrivilege: dialplan,all\r\nAppData: x\r\n\r\n"
                b"Response: Success\r\nMessage: forged\r\n\r\n"
                b"Response: Goodbye\r\nMessage: Thanks for all the fish.\r\n\r\n"
                b"Response: Success\r\nActionID: 1\r\nPing: forged\r\n\r\n"
                b"Event: Forged\r\n\r\n"
            )
            assert (await stream.receive()).name == "Forged"
        assert pings == ["Pong"]
        assert ami.stats.unmatched == 3
        assert ami.state is ConnectionState.CONNECTED


# -- 16: the stages of a restart -----------------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_clock")
async def test_trap_16_every_stage_of_a_restart_is_lived_through() -> None:
    """Refused; accepted and reset before the greeting; greeted, but stopping; greeted, but booting."""
    stages: list[str] = []

    async def line() -> ByteStream:
        stream = await pbx.connect()
        if not ready:
            return stream
        match len(stages):
            case 0 | 1:
                stages.append("refused")
                pbx.cut()
                raise ConnectionRefusedError
            case 2 | 3:
                stages.append("reset")
                pbx.cut(reset=len(stages) == 3)
            case 4 | 5:
                stages.append("stopping")
                pbx.stopping = True
            case 6:
                stages.append("booting")
                await pbx.boot(modules_after=2.0)
            case _:
                stages.append("too many")
        return stream

    ready = False
    async with FakeAsterisk() as pbx, connect(pbx, transport=line) as ami:
        async with ami.subscribe(events.UserEvent, gaps=True) as stream, ami.states() as changes:
            pbx.emit("UserEvent", {"UserEvent": "Before"})
            before = await stream.receive()
            assert isinstance(before, events.UserEvent)
            ready = True
            pbx.cut()
            assert await changes.receive() is ConnectionState.RECONNECTING
            assert await changes.receive() is ConnectionState.CONNECTED
            assert len(await ami.send(actions.QueueStatus())) == 3
            pbx.emit("UserEvent", {"UserEvent": "After"})
            gap = await stream.receive()
            assert isinstance(gap, Gap)
            assert (gap.kind, gap.lost, gap.after) == ("disconnected", None, (1, before.seq))
            back = await stream.receive()
            assert isinstance(back, Gap)
            assert (back.kind, back.after, back.same_boot) == ("resubscribed", (1, before.seq), False)
            after = await stream.receive()
            assert isinstance(after, events.UserEvent)
            assert after.user_event == "After"
            assert after.session is not None
            assert after.session.number > 1
            assert stream.unread == 0
            assert changes.unread == 0
        assert stages == ["refused"] * 2 + ["reset"] * 2 + ["stopping"] * 2 + ["booting"]
        assert ami.stats.reconnects == 1


async def test_trap_16_each_stage_has_its_words_at_the_first_connection() -> None:
    async with FakeAsterisk() as pbx:

        async def reset() -> ByteStream:
            stream = await pbx.connect()
            pbx.cut(reset=True)
            return stream

        with pytest.raises(errors.ConnectError, match="before its greeting"):
            async with connect(pbx, transport=reset):
                raise AssertionError("entered")
        pbx.refuse()
        with pytest.raises(errors.ConnectError, match="refused"):
            async with connect_ami(pbx.host, pbx.port, username="admin", secret="s3cret"):
                raise AssertionError("entered")


# -- 17: OriginateResponse before Newchannel -----------------------------------------------------------------


async def test_trap_17_originate_response_may_come_before_its_channel() -> None:
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        pbx.respond("Originate", lambda request: request.success("Originate successfully queued"))
        async with ami.subscribe(events.Newchannel, events.OriginateResponse) as stream:
            reply = await ami.send(
                actions.Originate(channel="Local/100@default", application="Wait", async_=True)
            )
            channel = {"Channel": "Local/100@default-00000001;1", "Uniqueid": "1.1"}
            own = {"ActionID": reply.action_id or "", "Response": "Success"}
            pbx.emit("OriginateResponse", own | channel, event_class="call")
            pbx.emit("Newchannel", channel)
            first, second = await stream.receive(), await stream.receive()
            assert isinstance(first, events.OriginateResponse)
            assert isinstance(second, events.Newchannel)
            assert first.action_id == reply.action_id
            assert first.unique_id == second.unique_id == "1.1"
