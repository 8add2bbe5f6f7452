"""What a type checker must refuse: each marked line, by these rules, and no other."""

from __future__ import annotations

from anyio_ami import AMIClient, EventBus, actions, connect_ami, events
from anyio_ami.testing import FakeAsterisk
from anyio_ami.types import HangupCause


def misspelt(event: events.Event, hangup: events.Hangup) -> None:
    events.Hangupp  # error: attr-defined, reportAttributeAccessIssue
    actions.Pingg()  # error: attr-defined, reportAttributeAccessIssue
    hangup.causes  # error: attr-defined, reportAttributeAccessIssue
    event.channel  # error: attr-defined, reportAttributeAccessIssue
    HangupCause.USER_BUSSY  # error: attr-defined, reportAttributeAccessIssue


def build() -> None:
    actions.Getvar(variable="X", chanel="PJSIP/a-1")  # error: call-arg, reportCallIssue
    actions.Getvar(channel="PJSIP/a-1")  # error: call-arg, reportCallIssue
    actions.Getvar("X")  # error: call-arg, reportCallIssue
    actions.Getvar(variable=1)  # error: arg-type, reportArgumentType
    actions.Originate(channel="Local/100@default", timeout="30")  # error: arg-type, reportArgumentType
    actions.Originate(channel="Local/100@default", async_="yes")  # error: arg-type, reportArgumentType
    actions.Originate(channel="Local/100@default", variables={1: "A"})  # error: dict-item, reportArgumentType
    actions.Ping(timeout=5)  # error: call-arg, reportCallIssue
    actions.Ping("pong")  # error: call-arg, reportCallIssue
    actions.Custom()  # error: call-arg, reportCallIssue
    actions.Custom("MyAction", {1: "value"})  # error: dict-item, reportArgumentType
    events.Hangup(cause="16")  # error: arg-type, reportArgumentType
    events.Hangup(bogus=1)  # error: call-arg, reportCallIssue


def frozen(hangup: events.Hangup, action: actions.Getvar) -> None:
    hangup.cause = None  # error: misc, reportAttributeAccessIssue
    action.variable = "Y"  # error: misc, reportAttributeAccessIssue


async def send(ami: AMIClient) -> None:
    await ami.send(actions.Ping)  # error: arg-type, reportArgumentType
    await ami.send("Ping")  # error: arg-type, reportArgumentType
    await ami.send(actions.Ping(), 5.0)  # error: call-arg, reportCallIssue
    await ami.send(actions.Ping(), timeout="5")  # error: arg-type, reportArgumentType
    (await ami.send(actions.Ping())).value  # error: attr-defined, reportAttributeAccessIssue
    (await ami.send(actions.Ping())).items  # error: attr-defined, reportAttributeAccessIssue
    for channel in await ami.send(actions.CoreShowChannels()):
        channel.cause  # error: attr-defined, reportAttributeAccessIssue
    for item in await ami.send(actions.QueueStatus()):
        item.hold_time  # error: union-attr, reportAttributeAccessIssue
    ami.stream(actions.Ping())  # error: arg-type, reportArgumentType, reportCallIssue


def is_busy(hangup: events.Hangup) -> bool:
    return hangup.cause == HangupCause.USER_BUSY


async def subscribe(ami: AMIClient) -> None:
    ami.subscribe("Hangup")  # error: call-overload, reportArgumentType, reportCallIssue
    ami.subscribe(actions.Hangup)  # error: type-var, reportArgumentType, reportCallIssue
    ami.subscribe(events.Hangup())  # error: call-overload, reportArgumentType, reportCallIssue
    ami.subscribe(events.Hangup, bufer=10)  # error: call-overload, reportCallIssue
    ami.subscribe(events.Hold, overflow="no")  # error: call-overload, reportArgumentType, reportCallIssue
    ami.subscribe(events.Newchannel, where=is_busy)  # error: arg-type, reportArgumentType, reportCallIssue
    ami.subscribe(events.Hold, where=lambda e: e.cause)  # error: attr-defined, reportAttributeAccessIssue
    ami.subscribe(where=lambda event: event.channel)  # error: attr-defined, reportAttributeAccessIssue
    async with ami.subscribe(events.Hangup, events.Newchannel) as stream:
        async for event in stream:
            event.cause  # error: union-attr, reportAttributeAccessIssue
    async with ami.subscribe(events.Hangup, gaps=True) as with_gaps:
        async for item in with_gaps:
            item.cause  # error: union-attr, reportAttributeAccessIssue
    found = await ami.wait_for(events.Hold, events.Newchannel, timeout=1)
    found.cause  # error: union-attr, reportAttributeAccessIssue
    await ami.wait_for()  # error: call-overload, reportCallIssue
    await ami.wait_for(events.Hold, where=is_busy)  # error: arg-type, reportArgumentType, reportCallIssue
    for _ in ami.subscribe(events.Hangup):  # error: attr-defined, reportGeneralTypeIssues
        pass


async def use_before_the_block(ami: AMIClient) -> None:
    connect_ami("pbx.example.com").send  # error: attr-defined, reportAttributeAccessIssue
    ami.state = "connected"  # error: assignment, misc, reportAttributeAccessIssue
    ami.server.version.split(".")  # error: union-attr, reportOptionalMemberAccess


async def originate(ami: AMIClient) -> None:
    await ami.originate("PJSIP/alice", "Wait")  # error: call-arg, reportCallIssue
    await ami.originate("PJSIP/alice", aplication="Wait")  # error: call-arg, reportCallIssue
    result = await ami.originate("PJSIP/alice", application="Wait")
    result.value  # error: attr-defined, reportAttributeAccessIssue


async def connect() -> None:
    async with connect_ami("pbx.example.com", user="admin"):  # error: call-arg, reportCallIssue
        pass
    async with connect_ami("pbx.example.com", login="clear"):  # error: arg-type, reportArgumentType
        pass
    with connect_ami("pbx.example.com"):  # error: attr-defined, reportGeneralTypeIssues
        pass


async def simulated(pbx: FakeAsterisk, bus: EventBus[int]) -> None:
    pbx.emit("Hangup", 16)  # error: arg-type, reportArgumentType
    pbx.respond("MyAction", lambda: b"")  # error: arg-type, misc, reportArgumentType
    bus.publish(["1"])  # error: list-item, reportArgumentType
