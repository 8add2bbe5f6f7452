"""Connecting, state, and the simulated server."""

from __future__ import annotations

import ssl

from typing_extensions import assert_type

from anyio_ami import (
    AMIClient,
    ConnectionState,
    Credentials,
    Endpoint,
    Limits,
    ReconnectPolicy,
    actions,
    connect_ami,
    events,
)
from anyio_ami.errors import ActionError, ActionTimeout, EventsLost, OutcomeUnknown
from anyio_ami.responses import Response
from anyio_ami.testing import FakeAsterisk, FakeCall, FakeRequest, FakeUser


async def options() -> None:
    async with connect_ami("pbx.example.com", username="admin", secret="s3cret") as ami:
        assert_type(ami, AMIClient)
    async with connect_ami("ami://admin:s3cret@pbx.example.com/?events=call"):
        pass
    async with connect_ami(
        Endpoint(host="pbx.example.com", credentials=Credentials("admin", "s3cret")),
        tls=ssl.create_default_context(),
        events=["call", "cdr"],
        reconnect=ReconnectPolicy.fixed(2.0),
        login="md5",
        limits=Limits(),
        action_timeout=5,
    ):
        pass


async def state(ami: AMIClient) -> None:
    assert_type(ami.state, ConnectionState)
    assert_type(ami.server.version, str | None)
    assert_type(ami.server.major, int | None)
    assert_type(ami.stats.frames, int)
    assert_type(ami.stats.events["Hangup"].delivered, int)
    await ami.wait_connected()
    await ami.wait_closed()


async def errors(ami: AMIClient) -> None:
    try:
        await ami.send(actions.Ping())
    except ActionError as error:
        assert_type(error.response, Response)
    except ActionTimeout as error:
        assert_type(error.sent, bool)
    except OutcomeUnknown as error:
        if error.partial is not None:
            assert_type(len(error.partial.items), int)
    except EventsLost as error:
        assert_type(error.count, int)


def answer(request: FakeRequest) -> bytes:
    assert_type(request.get("Header"), str)
    return request.listing("Follows", [request.event("Rain", {"Millimetres": 4})], "WeatherComplete")


async def late_answer(request: FakeRequest) -> bytes | None:
    return request.error("Too late") if request.action_id else None


async def simulated() -> None:
    async with FakeAsterisk(users=[FakeUser("me", "secret", read="call,user", write="system")]) as pbx:
        assert_type(pbx, FakeAsterisk)
        assert_type((pbx.host, pbx.port), tuple[str, int])
        async with connect_ami(transport=pbx.connect, username="me", secret="secret") as ami:
            async with ami.subscribe(events.Hangup) as stream:
                reached = pbx.emit("Hangup", {"Channel": "PJSIP/alice-00000001", "Cause": 16})
                assert_type(reached, int)
                assert_type(await stream.receive(), events.Hangup)
            pbx.respond("Weather", answer)
            pbx.respond("Weather", late_answer)
            with pbx.hold("Ping") as hold:
                await hold.reached()
            assert_type(await pbx.wait_for_request("Ping"), FakeRequest)
            assert_type(pbx.start_call("Local/201@default"), FakeCall)
            pbx.cut(mid_frame=True)
