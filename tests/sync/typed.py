"""The synchronous face is typed as the asynchronous one is: mypy and pyright check what stands here."""

from __future__ import annotations

from typing_extensions import assert_type

import anyio_ami.sync
from anyio_ami import Gap, actions, events, responses


def program(ami: anyio_ami.sync.AMIClient, fleet: anyio_ami.sync.Fleet, flag: bool) -> None:
    assert_type(ami.send(actions.Ping()), responses.PingResponse)
    assert_type(ami.send(actions.CoreShowChannels()).items, list[events.CoreShowChannel])
    with ami.stream(actions.CoreShowChannels()) as items:
        for item in items:
            assert_type(item, events.CoreShowChannel)
    with ami.subscribe(events.Hangup, events.Newchannel) as stream:
        assert_type(stream.receive(), events.Hangup | events.Newchannel)
    with ami.subscribe(events.Hangup, gaps=True) as marked:
        for one in marked:
            assert_type(one, events.Hangup | Gap)
    with fleet.subscribe(events.Hangup, gaps=flag) as merged:
        assert_type(merged.receive(timeout=1), events.Hangup | Gap)
    assert_type(ami.wait_for(events.Hangup, timeout=1), events.Hangup)
    assert_type(fleet["pbx1"], anyio_ami.sync.AMIClient)
    with anyio_ami.sync.connect("pbx", username="a", secret="b", backend="trio") as client:
        assert_type(client, anyio_ami.sync.AMIClient)


def refused(ami: anyio_ami.sync.AMIClient) -> None:
    ami.subscribe(actions.Ping)  # type: ignore[type-var]  # pyright: ignore
    ami.send(actions.Ping)  # type: ignore[arg-type]  # pyright: ignore
