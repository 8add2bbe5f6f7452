"""The synchronous client on real servers."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

import anyio_ami.sync
from anyio_ami import OriginateOutcome, actions, errors, events

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from .fixtures import AsteriskServer

WAIT = 30.0


def connect(
    asterisk: AsteriskServer, backend: str, **options: Any
) -> AbstractContextManager[anyio_ami.sync.AMIClient]:
    chosen: dict[str, Any] = {"username": "admin", "secret": "s3cret", "backend": backend, **options}
    return anyio_ami.sync.connect("127.0.0.1", asterisk.port, **chosen)


@pytest.fixture(params=["asyncio", "trio"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_script_places_a_call_and_reads_its_events(asterisk: AsteriskServer, backend: str) -> None:
    with connect(asterisk, backend) as ami:
        assert ami.server.system_name == asterisk.name
        with ami.subscribe(events.Newchannel, events.Hangup) as stream:
            result = ami.originate("Local/100@default", application="Wait", data="0", channel_id="sync-1")
            assert result.outcome is OriginateOutcome.ANSWERED
            for event in stream:
                if isinstance(event, events.Hangup) and event.unique_id == "sync-1":
                    break
        with ami.stream(actions.CoreShowChannels()) as channels:
            assert len(list(channels)) == channels.expected
        with pytest.raises(errors.ActionError):
            ami.send(actions.Hangup(channel="none"))


def test_many_threads_and_each_its_own_answers_and_events(asterisk: AsteriskServer, backend: str) -> None:
    barrier = threading.Barrier(6)

    def work(number: int) -> bool:
        with ami.subscribe(events.UserEvent, where=lambda event: event.user_event == "Sync") as stream:
            barrier.wait(WAIT)
            for turn in range(20):
                ami.send(actions.UserEvent(user_event="Sync", body={"Who": f"{number}.{turn}"}))
            seen = [stream.receive(timeout=WAIT).headers["Who"] for _ in range(6 * 20)]
        mine = [who for who in seen if who.startswith(f"{number}.")]
        return mine == [f"{number}.{turn}" for turn in range(20)]

    with connect(asterisk, backend) as ami, ThreadPoolExecutor(6) as pool:
        assert list(pool.map(work, range(6))) == [True] * 6


def test_a_fleet_of_real_servers(asterisk_servers: Mapping[str, AsteriskServer], backend: str) -> None:
    nodes: dict[str, Any] = {
        server.name: {"host": "127.0.0.1", "port": server.port} for server in asterisk_servers.values()
    }
    options: Any = {"username": "admin", "secret": "s3cret", "backend": backend}
    with anyio_ami.sync.connect_fleet(nodes, **options) as fleet:
        fleet.wait_connected(timeout=WAIT)
        for name, ami in fleet.items():
            assert ami.server.system_name == name
