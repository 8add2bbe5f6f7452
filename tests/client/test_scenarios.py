"""What a user does, unchanged against the simulated Asterisk and against real ones, 22 and 16.

What a scenario says of one server it says of all: that makes the simulated one worth testing with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import anyio.lowlevel
import pytest

from anyio_ami import AMIClient, ConnectionState, actions, connect_ami, errors, events
from anyio_ami.responses import CommandResponse, ListResponse, Response
from anyio_ami.testing import FakeAsterisk
from anyio_ami.types import ChannelState, DeviceState, HangupCause, QueueStrategy

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator
    from contextlib import AbstractAsyncContextManager

    from ..asterisk.fixtures import AsteriskServer

pytestmark = pytest.mark.anyio

AWKWARD = [
    "plain",
    "a,b,,c",
    'say "hi"',
    '"quoted, whole"',
    "back\\slash\\\\twice\\",
    '\\,\\"',
    "(unbalanced, [here",
    "a=b=c",
    "semi;colon",
    "50%",
    "tab\there",
    "Grüße, 你好",
    "trailing blank ",
]


class Site:
    """Where a scenario takes place."""

    def __init__(self, server: AsteriskServer | FakeAsterisk, version: str) -> None:
        self.server = server
        self.version = version

    def connect(
        self, username: str = "admin", secret: str = "s3cret", **options: Any
    ) -> AbstractAsyncContextManager[AMIClient]:
        return connect_ami(self.server.host, self.server.port, username=username, secret=secret, **options)

    async def sessions(self) -> int:
        """How many clients the server has, by its own count."""
        if isinstance(self.server, FakeAsterisk):
            await anyio.lowlevel.checkpoint()
            return len(self.server.sessions)
        shown = await anyio.to_thread.run_sync(self.server.cli, "manager show connected")
        return int(shown.strip().splitlines()[-1].split()[0])

    async def empty(self) -> None:
        """Wait until the server has no client any more."""
        with anyio.fail_after(5):
            while await self.sessions():
                pass


@pytest.fixture(
    params=[
        "fake22",
        "fake16",
        pytest.param("asterisk22", marks=pytest.mark.asterisk),
        pytest.param("asterisk16", marks=pytest.mark.asterisk),
    ]
)
def place(request: pytest.FixtureRequest) -> Iterator[AsteriskServer | str]:
    """A running real server, or the version of the simulated one."""
    name: str = request.param
    if name.startswith("fake"):
        yield name.removeprefix("fake")
    else:
        yield request.getfixturevalue("asterisk_servers")[name.removeprefix("asterisk")]


@pytest.fixture
async def site(place: AsteriskServer | str) -> AsyncGenerator[Site]:
    if isinstance(place, str):
        async with FakeAsterisk(place) as pbx:
            yield Site(pbx, place)
    else:
        yield Site(place, place.version)


@pytest.fixture
async def ami(site: Site) -> AsyncGenerator[AMIClient]:
    """A client logged in as admin. No channel outlives the scenario, however it goes."""
    async with site.connect() as client:
        yield client
        await hang_up_all(client)


async def hang_up_all(ami: AMIClient) -> None:
    """Hang all channels up and wait until they are gone."""
    await ami.send(actions.Hangup(channel="/.*/"))
    with anyio.fail_after(10):
        while (await ami.send(actions.CoreShowChannels())).items:
            pass


async def long_call(ami: AMIClient, **options: Any) -> str:
    """Start a call that stays up; gives the name of its calling half once it is answered."""
    async with ami.subscribe(events.OriginateResponse) as stream:
        call = actions.Originate(
            channel="Local/100@default", application="Wait", data="60", async_=True, **options
        )
        reply = await ami.send(call)
        async for event in stream:
            if event.action_id == reply.action_id:
                assert event.response == "Success"
                return event.channel
    raise AssertionError("the stream ended")


# -- logging in ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["auto", "md5", "plain"])
async def test_login(site: Site, login: str) -> None:
    async with site.connect(login=login) as ami:
        seen = [ami.state]
        assert (await ami.send(actions.Ping())).ping == "Pong"
    seen.append(ami.state)
    assert seen == [ConnectionState.CONNECTED, ConnectionState.DISCONNECTED]


async def test_what_the_server_is(site: Site, ami: AMIClient) -> None:
    server = ami.server
    assert server.major == int(site.version)
    assert server.version is not None
    assert server.version.startswith(f"{site.version}.")
    assert server.ami_version == {"22": (11, 0), "16": (5, 0)}[site.version]
    assert server.greeting.startswith("Asterisk Call Manager/")
    assert server.booted_at is not None


async def test_wrong_secret_is_final(site: Site) -> None:
    # The default policy would retry for ever: a refusal must not be retried.
    with anyio.fail_after(10), pytest.raises(errors.AuthenticationError) as caught:
        async with site.connect(secret="wr0ng-and-secret"):
            raise AssertionError("entered with a wrong secret")
    assert "wr0ng" not in str(caught.value)
    if isinstance(site.server, FakeAsterisk):
        assert sum(request.name == "Login" for request in site.server.requests) == 1
    await site.empty()


async def test_user_without_class_system_enters_at_once(site: Site) -> None:
    # No FullyBooted will ever come for it; boot_timeout would be 10 s.
    with anyio.fail_after(3):
        async with site.connect("listener", "listen") as ami:
            assert ami.server.version is None
            assert ami.server.major == int(site.version)


async def test_permission_denied(site: Site) -> None:
    async with site.connect("listener", "listen") as ami:
        for action in (
            actions.Originate(channel="Local/100@default", application="Wait", async_=True),
            actions.Command(command="core show version"),
            actions.DBPut(family="scenario", key="k", val="v"),
        ):
            with pytest.raises(errors.PermissionDenied) as caught:
                await ami.send(action)
            assert caught.value.response.message == "Permission denied"
        assert (await ami.send(actions.Ping())).ok


async def test_leaving_logs_off_and_leaves_no_task(site: Site) -> None:
    before = {task.id for task in anyio.get_running_tasks()}
    async with site.connect() as ami:
        await ami.send(actions.Ping())
        async with ami.subscribe(events.Newchannel):
            assert await site.sessions() == 1
    ours = {task.id for task in anyio.get_running_tasks()}
    if not isinstance(site.server, FakeAsterisk):  # which lives in this loop, too
        assert ours <= before
    await site.empty()
    with anyio.fail_after(5):
        while not {task.id for task in anyio.get_running_tasks()} <= before:
            await anyio.lowlevel.checkpoint()
    with pytest.raises(errors.ClientClosed):
        await ami.send(actions.Ping())


async def test_own_error_leaves_the_block_as_it_is(site: Site) -> None:
    with pytest.raises(KeyError, match="mine"):
        async with site.connect():
            raise KeyError("mine")
    await site.empty()


# -- actions and lists ---------------------------------------------------------------------------------------


async def test_command(site: Site, ami: AMIClient) -> None:
    answer = await ami.send(actions.Command(command="core show version"))
    assert len(answer.output) == 1
    assert answer.output[0].startswith(f"Asterisk {site.version}.")


async def test_unknown_command_carries_its_output(ami: AMIClient) -> None:
    with pytest.raises(errors.ActionError, match="No such command 'no such thing'") as caught:
        await ami.send(actions.Command(command="no such thing"))
    response = caught.value.response
    assert isinstance(response, CommandResponse)
    assert not response.ok
    assert response.message == "Command output follows"
    assert response.output[0].startswith("No such command")


async def test_unknown_action(ami: AMIClient) -> None:
    with pytest.raises(errors.ActionError, match="Invalid/unknown command: NoSuchThing"):
        await ami.send(actions.Custom("NoSuchThing", {"Key": "value"}))
    answer = await ami.send(actions.Custom("Ping"))
    assert isinstance(answer, Response)
    assert answer.headers["Ping"] == "Pong"


async def test_channels_none_and_some(ami: AMIClient) -> None:
    none = await ami.send(actions.CoreShowChannels())
    assert none.items == []
    assert none.expected == 0
    assert isinstance(none.complete, events.CoreShowChannelsComplete)
    name = await long_call(ami, caller_id='"Bob" <123>')
    some = await ami.send(actions.CoreShowChannels())
    assert some.expected == len(some) == 2
    ours = next(item for item in some if item.channel == name)
    assert isinstance(ours, events.CoreShowChannel)
    assert ours.channel_state is ChannelState.UP
    assert (ours.caller_id_num, ours.caller_id_name) == ("123", "Bob")


async def test_queue_status(ami: AMIClient) -> None:
    answer = await ami.send(actions.QueueStatus())
    params = {item.queue: item for item in answer if isinstance(item, events.QueueParams)}
    members = [item for item in answer if isinstance(item, events.QueueMember)]
    assert set(params) == {"support", "sales"}
    assert params["support"].strategy is QueueStrategy.RINGALL
    assert params["sales"].strategy is QueueStrategy.LEASTRECENT
    assert params["sales"].calls == 0
    assert [(m.queue, m.interface, m.paused) for m in members] == [("support", "Local/101@default", False)]
    assert isinstance(answer.complete, events.QueueStatusComplete)
    assert answer.expected == len(answer) == 3
    assert (await ami.send(actions.QueueStatus(queue="nowhere"))).items == []


async def test_queue_summary(ami: AMIClient) -> None:
    answer = await ami.send(actions.QueueSummary())
    summaries = {item.queue: item for item in answer}
    assert set(summaries) == {"support", "sales"}
    assert summaries["support"].logged_in == 1
    assert summaries["sales"].logged_in == 0
    assert [item.queue for item in await ami.send(actions.QueueSummary(queue="sales"))] == ["sales"]


async def test_pjsip_endpoints(ami: AMIClient) -> None:
    answer = await ami.send(actions.PJSIPShowEndpoints())
    endpoints = {item.object_name: item for item in answer}
    assert set(endpoints) == {"alice", "loop"}
    assert endpoints["alice"].device_state is DeviceState.UNAVAILABLE
    assert answer.expected == 2


async def test_empty_lists_told_as_errors(ami: AMIClient) -> None:
    contacts = await ami.send(actions.PJSIPShowContacts())
    assert contacts.items == []
    assert contacts.response.message.strip() == "No Contacts found"
    assert (await ami.send(actions.ConfbridgeListRooms())).items == []
    async with ami.stream(actions.PJSIPShowContacts()) as items:
        assert [item async for item in items] == []


async def test_database(ami: AMIClient) -> None:
    value = 'v1, "two"; three=\\4'
    await ami.send(actions.DBPut(family="scenario", key="k", val=value))
    answer = await ami.send(actions.DBGet(family="scenario", key="k"))
    assert [(item.family, item.key, item.val) for item in answer] == [("scenario", "k", value)]
    assert (await ami.send(actions.DBDel(family="scenario", key="k"))).ok
    with pytest.raises(errors.NotFound) as caught:
        await ami.send(actions.DBGet(family="scenario", key="k"))
    assert caught.value.response.message == "Database entry not found"


async def test_list_item_by_item(ami: AMIClient) -> None:
    keys = [f"k{number:02}" for number in range(50)]
    for key in keys:
        await ami.send(actions.DBPut(family="streamed", key=key, val=key.upper()))
    seen: list[tuple[str, str]] = []
    async with ami.stream(actions.DBGetTree(family="streamed")) as items:
        assert items.response.ok
        async for item in items:
            assert isinstance(item, events.DBGetTreeResponse)
            seen.append((item.key, item.val))
        assert isinstance(items.complete, events.DBGetTreeComplete)
    assert sorted(seen) == [(f"/streamed/{key}", key.upper()) for key in keys]
    # One that is left at its first item disturbs nobody.
    async with ami.stream(actions.DBGetTree(family="streamed")) as items:
        first = await items.receive()
        assert first.key.startswith("/streamed/k")
    for key in keys:
        await ami.send(actions.DBDel(family="streamed", key=key))
    assert (await ami.send(actions.DBGetTree(family="streamed"))).items == []


async def test_line_breaks_never_leave(ami: AMIClient) -> None:
    before = ami.stats.bytes_sent
    forged = "x\r\n\r\nAction: Setvar\r\nVariable: FORGED\r\nValue: yes"
    for value in (forged, "a\nb", "a\rb", "a\0b", "x" * 1100):
        with pytest.raises(errors.InvalidAction) as caught:
            await ami.send(actions.Setvar(variable="SCENARIO", value=value))
        assert caught.value.field == "value"
    with pytest.raises(errors.InvalidAction) as caught:
        await ami.send(actions.Custom("Setvar", [("Variable", "SCENARIO"), ("Value\r\nX", "y")]))
    assert caught.value.field is not None
    for name in ("Login", "logoff", "Events", "Challenge", "WaitEvent", "Filter"):
        with pytest.raises(errors.InvalidAction):
            await ami.send(actions.Custom(name))
    assert ami.stats.bytes_sent == before
    assert ami.stats.pending == 0
    for variable in ("SCENARIO", "FORGED"):
        assert (await ami.send(actions.Getvar(variable=variable))).value == ""


# -- variables -----------------------------------------------------------------------------------------------


async def test_awkward_values_of_a_channel(ami: AMIClient) -> None:
    name = await long_call(ami)
    for value in AWKWARD:
        await ami.send(actions.Setvar(channel=name, variable="AWKWARD", value=value))
        answer = await ami.send(actions.Getvar(channel=name, variable="AWKWARD"))
        assert (answer.variable, answer.value) == ("AWKWARD", value)
    with pytest.raises(errors.NotFound):
        await ami.send(actions.Getvar(channel="Local/999@nowhere-00000000;1", variable="AWKWARD"))


async def test_variables_of_originate_come_as_they_were_given(ami: AMIClient) -> None:
    values = {f"V{number}": value for number, value in enumerate([*AWKWARD, " leading blank", ""])}
    name = await long_call(ami, variables=values)
    got = {v: (await ami.send(actions.Getvar(channel=name, variable=v))).value for v in values}
    assert got == values


# -- calls and events ----------------------------------------------------------------------------------------


async def test_events_of_a_call(ami: AMIClient) -> None:
    story: dict[str, list[events.Event]] = {}
    async with ami.subscribe() as stream:
        call = actions.Originate(
            channel="Local/201@default", application="Wait", data="30", async_=True, channel_id="scenario.1"
        )
        assert (await ami.send(call)).message == "Originate successfully queued"
        seqs: list[int] = []
        async for event in stream:
            assert event.seq is not None
            seqs.append(event.seq)
            if isinstance(event, (events.OriginateResponse, events.Newchannel, events.Hangup)):
                story.setdefault(event.name, []).append(event)
            if isinstance(event, (events.Newexten, events.Newstate, events.VarSet)) and event.channel:
                story.setdefault(event.unique_id, []).append(event)
            if len(story.get("Hangup", ())) == 2:
                break
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))

    one, two = story["Newchannel"]
    assert isinstance(one, events.Newchannel)
    assert isinstance(two, events.Newchannel)
    assert one.channel.endswith(";1")
    assert two.channel.endswith(";2")
    assert one.unique_id == one.linked_id == two.linked_id == "scenario.1"
    assert one.privilege == ("call", "all")
    assert one.headers["uniqueid"] == "scenario.1"
    (response,) = story["OriginateResponse"]
    assert isinstance(response, events.OriginateResponse)
    assert (response.response, response.channel, response.reason) == ("Success", one.channel, 4)
    for hangup in story["Hangup"]:
        assert isinstance(hangup, events.Hangup)
        assert hangup.cause is HangupCause.USER_BUSY
        assert hangup.cause_txt == "User busy"
        assert hangup.linked_id == "scenario.1"

    steps = [e.application for e in story[two.unique_id] if isinstance(e, events.Newexten)]
    assert steps == ["Set", "Answer", "Wait", "Hangup"]
    states = [e.channel_state for e in story[two.unique_id] if isinstance(e, events.Newstate)]
    assert states == [ChannelState.UP]
    sets = [(e.variable, e.value) for e in story[two.unique_id] if isinstance(e, events.VarSet)]
    assert ("FOO", "bar") in sets


async def test_call_that_cannot_be_made(ami: AMIClient) -> None:
    async with ami.subscribe(events.OriginateResponse) as stream:
        reply = await ami.send(
            actions.Originate(channel="PJSIP/alice", application="Wait", data="1", async_=True)
        )
        assert reply.ok
        with anyio.fail_after(10):
            event = await stream.receive()
    assert (event.response, event.channel, event.action_id) == ("Failure", "PJSIP/alice", reply.action_id)
    with pytest.raises(errors.ActionError, match="Originate failed"):
        await ami.send(actions.Originate(channel="PJSIP/alice", application="Wait", data="1", timeout=1.0))
    with pytest.raises(errors.ActionError, match="Extension does not exist"):
        await ami.send(
            actions.Originate(channel="Local/100@default", context="default", exten="999999", priority=1)
        )


async def test_hangup_by_pattern_is_a_list(ami: AMIClient) -> None:
    names = {await long_call(ami), await long_call(ami)}
    halves = names | {name.removesuffix(";1") + ";2" for name in names}
    async with ami.subscribe(events.Hangup) as stream:
        answer = await ami.send(
            actions.Hangup(channel=r"/^Local\/100@.*;1$/", cause=HangupCause.NORMAL_CLEARING)
        )
        assert isinstance(answer, ListResponse)
        assert {item.channel for item in answer} == names
        assert answer.expected == 2
        gone = {(await stream.receive()).channel for _ in halves}
    assert gone == halves
    # By its name it is a plain answer.
    name = await long_call(ami)
    plain = await ami.send(actions.Hangup(channel=name))
    assert plain.items == []
    assert plain.response.message == "Channel Hungup"
    with pytest.raises(errors.NotFound, match="No such channel"):
        await ami.send(actions.Hangup(channel="Local/999@nowhere-00000000;1"))


async def test_user_event_reaches_oneself_and_others_with_its_action_id(site: Site, ami: AMIClient) -> None:
    body = [("Key", "value"), ("Key", "again"), ("Empty", ""), ("Text", "a: b, c  d ")]
    async with (
        site.connect() as other,
        other.subscribe(events.UserEvent) as theirs,
        ami.subscribe(events.UserEvent) as ours,
    ):
        reply = await ami.send(actions.UserEvent(user_event="Scenario", body=body))
        assert reply.message == "Event Sent"
        for stream in (ours, theirs):
            event = await stream.receive()
            assert event.user_event == "Scenario"
            assert event.action_id == reply.action_id
            assert event.headers.get_all("Key") == ["value", "again"]
            assert event.headers["Empty"] == ""
            assert event.headers["Text"] == "a: b, c  d "


async def test_originate_response_reaches_others_with_a_foreign_action_id(site: Site, ami: AMIClient) -> None:
    async with site.connect() as other, other.subscribe(events.OriginateResponse) as stream:
        name = await long_call(ami)
        event = await stream.receive()
        assert event.channel == name
        assert event.action_id
        # What looks like an answer settled nothing there.
        assert (await other.send(actions.Ping())).ok
        assert other.stats.unmatched == 0


async def test_event_mask(site: Site, ami: AMIClient) -> None:
    async with site.connect(events="user") as masked, masked.subscribe() as stream:
        await long_call(ami)
        await hang_up_all(ami)
        await ami.send(actions.UserEvent(user_event="Last"))
        seen: list[str] = []
        async for event in stream:
            seen.append(event.name)
            assert event.privilege == ("user", "all")
            if isinstance(event, events.UserEvent) and event.user_event == "Last":
                break
    assert seen == ["UserEvent"]


async def test_no_events_at_all(site: Site, ami: AMIClient) -> None:
    async with site.connect(events=False) as silent, silent.subscribe() as stream:
        await silent.send(actions.UserEvent(user_event="Unseen"))
        await silent.send(actions.Ping())
        assert silent.stats.events == {}
        assert stream.unread == 0
        # Lists are answers: a mask does not touch them.
        assert len(await silent.send(actions.QueueSummary())) == 2


# -- many at once --------------------------------------------------------------------------------------------


async def test_a_thousand_in_flight_each_gets_its_own_answer(ami: AMIClient) -> None:
    right: list[int] = []

    async def ask(number: int) -> None:
        match number % 5:
            case 0:
                assert (await ami.send(actions.Ping())).ping == "Pong"
            case 1:
                name = f"SCENARIO_{number}"
                answer = await ami.send(actions.Getvar(variable=name))
                assert (answer.variable, answer.value) == (name, str(number))
            case 2:
                text = f"no-{number}"
                with pytest.raises(errors.ActionError, match=f"'{text}'"):
                    await ami.send(actions.Command(command=text))
            case 3:
                queue = ("support", "sales")[number % 2]
                assert [item.queue for item in await ami.send(actions.QueueSummary(queue=queue))] == [queue]
            case _:
                reply = await ami.send(actions.UserEvent(user_event="Many", body={"Number": str(number)}))
                assert reply.message == "Event Sent"
        right.append(number)

    for number in range(1, 1000, 5):
        await ami.send(actions.Setvar(variable=f"SCENARIO_{number}", value=str(number)))
    async with ami.subscribe(events.UserEvent) as stream:
        async with anyio.create_task_group() as tg:
            for number in range(1000):
                tg.start_soon(ask, number)
            await anyio.lowlevel.checkpoint()
            await anyio.lowlevel.checkpoint()
            assert ami.stats.pending > 500
        assert sorted(right) == list(range(1000))
        numbers = {int((await stream.receive()).headers["Number"]) for _ in range(200)}
    assert numbers == set(range(4, 1000, 5))
    assert ami.stats.pending == ami.stats.unmatched == ami.stats.abandoned == 0
    for number in range(1, 1000, 5):
        await ami.send(actions.Setvar(variable=f"SCENARIO_{number}", value=""))


async def test_answers_come_through_a_flood_of_events(site: Site, ami: AMIClient) -> None:
    count = 2_000
    async with site.connect(events=False) as other, ami.subscribe(events.UserEvent) as stream:

        async def flood(part: int) -> None:
            for number in range(part, count, 20):
                await other.send(actions.UserEvent(user_event="Flood", body={"Number": str(number)}))

        async with anyio.create_task_group() as tg:
            for part in range(20):
                tg.start_soon(flood, part)
            for _ in range(100):
                assert (await ami.send(actions.Ping())).ping == "Pong"
                assert len(await ami.send(actions.QueueStatus())) == 3
        numbers = [int((await stream.receive()).headers["Number"]) for _ in range(count)]
    assert sorted(numbers) == list(range(count))
    for part in range(20):  # what one task sent one after the other came in that order
        ours = [number for number in numbers if number % 20 == part]
        assert ours == sorted(ours)
    assert stream.lost == 0


async def test_a_cancelled_caller_disturbs_nobody(ami: AMIClient) -> None:
    async def cancelled(delay: int) -> None:
        with anyio.CancelScope() as scope:
            async with anyio.create_task_group() as tg:
                tg.start_soon(ami.send, actions.QueueStatus())
                for _ in range(delay):
                    await anyio.lowlevel.checkpoint()
                scope.cancel()

    async with ami.subscribe(events.QueueParams, events.QueueMember) as stream:
        for delay in range(20):
            await cancelled(delay)
            assert (await ami.send(actions.Ping())).ping == "Pong"
            assert len(await ami.send(actions.QueueStatus())) == 3
        assert stream.unread == 0
    assert ami.stats.pending == 0
