"""Spans and metrics, as an SDK's in-memory exporter and reader get them."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from anyio.from_thread import start_blocking_portal
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

import anyio_ami.sync
from anyio_ami import ReconnectPolicy, actions, connect_ami, connect_fleet, errors, events
from anyio_ami.otel import Telemetry
from anyio_ami.otel._lag import timestamp_in
from anyio_ami.testing import FakeAsterisk
from tests.client.helpers import client, settle

if TYPE_CHECKING:
    from collections.abc import Generator

    from opentelemetry.sdk.trace import ReadableSpan

    from anyio_ami import Fleet

PLACE = {"ami.node": "pbx", "server.address": "127.0.0.1", "server.port": 5038}


class Seen:
    """What a `Telemetry` told."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self._reader = InMemoryMetricReader()
        self.traces = TracerProvider()
        self.traces.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.meters = MeterProvider([self._reader])
        self.telemetry = Telemetry(self.traces, self.meters)

    def spans(self) -> list[ReadableSpan]:
        return list(self._exporter.get_finished_spans())

    def points(self, name: str) -> list[Any]:
        """The data points of a metric now."""
        data = self._reader.get_metrics_data()
        return [
            point
            for resource in (data.resource_metrics if data is not None else ())
            for scope in resource.scope_metrics
            for metric in scope.metrics
            if metric.name == name
            for point in metric.data.data_points
        ]

    def values(self, name: str, attribute: str | None = None) -> dict[Any, Any]:
        """The values of a metric by one attribute."""
        return {(point.attributes or {}).get(attribute or ""): point.value for point in self.points(name)}


def span_of(span: ReadableSpan) -> int:
    context = span.get_span_context()
    assert context is not None
    return context.span_id


def parent_of(span: ReadableSpan) -> int:
    assert span.parent is not None
    return span.parent.span_id


@pytest.fixture
def seen() -> Generator[Seen]:
    seen = Seen()
    yield seen
    seen.meters.shutdown()
    seen.traces.shutdown()


@pytest.fixture
def connect(seen: Seen) -> Any:
    return partial(client, observers=[seen.telemetry], name="pbx", boot_timeout=0)


@pytest.mark.anyio
async def test_each_action_is_a_span_below_its_callers_and_holds_no_values(seen: Seen, connect: Any) -> None:
    tracer = seen.traces.get_tracer("application")
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        with tracer.start_as_current_span("request"):
            await ami.send(actions.Setvar(variable="DB_PASSWORD", value="hu5h"))
    setvar, request = seen.spans()
    assert (setvar.name, setvar.kind, setvar.status.status_code) == (
        "AMI Setvar",
        SpanKind.CLIENT,
        StatusCode.UNSET,
    )
    assert parent_of(setvar) == span_of(request)
    attributes = dict(setvar.attributes or {})
    action_id = attributes.pop("ami.action_id")
    assert pbx.requests[-2].action_id == action_id
    assert attributes == {**PLACE, "ami.action": "Setvar", "ami.response": "Success", "ami.session": 1}
    assert "hu5h" not in setvar.to_json()
    assert "DB_PASSWORD" not in setvar.to_json()


@pytest.mark.anyio
async def test_what_went_wrong_with_an_action_is_told(seen: Seen, connect: Any) -> None:
    async with FakeAsterisk() as pbx, connect(pbx, reconnect=ReconnectPolicy.fixed(1000)) as ami:
        with pytest.raises(errors.ActionError):
            await ami.send(actions.Hangup(channel="none"))
        with pbx.hold("Ping"):
            with pytest.raises(errors.ActionTimeout):
                await ami.send(actions.Ping(), timeout=0.01)
            async with anyio.create_task_group() as group:

                async def ping() -> None:
                    with pytest.raises(errors.OutcomeUnknown):
                        await ami.send(actions.Ping())

                group.start_soon(ping)
                await settle()
                pbx.cut()
    spans = seen.spans()
    assert [span.status.status_code for span in spans] == [StatusCode.ERROR] * 3
    assert [(span.attributes or {})["error.type"] for span in spans] == [
        "ActionError",
        "ActionTimeout",
        "OutcomeUnknown",
    ]
    durations = seen.points("ami.client.operation.duration")
    assert {(p.attributes["ami.action"], p.attributes["error.type"], p.count) for p in durations} == {
        ("Hangup", "ActionError", 1), ("Ping", "ActionTimeout", 1), ("Ping", "OutcomeUnknown", 1),
    }  # fmt: skip


@pytest.mark.anyio
async def test_connections_and_their_ends_are_counted(seen: Seen, connect: Any) -> None:
    async with FakeAsterisk() as pbx:
        async with connect(pbx, reconnect=ReconnectPolicy.fixed(0.01)) as ami:
            (point,) = seen.points("ami.client.connected")
            assert (point.value, dict(point.attributes)) == (1, PLACE)
            async with ami.states() as states:
                pbx.cut()
                await states.receive()
                assert seen.values("ami.client.connected") == {None: 0}
                await states.receive()
            assert seen.values("ami.client.connected") == {None: 1}
            assert seen.values("ami.client.reconnects") == {None: 1}
        assert seen.values("ami.client.disconnects", "error.type") == {"ConnectionLost": 1}
        with pytest.raises(errors.AuthenticationError):
            async with connect(pbx, secret="wrong"):
                pass
    assert seen.values("ami.client.connected") == {None: 0}
    assert seen.values("ami.client.disconnects", "error.type") == {
        "ConnectionLost": 1,
        "AuthenticationError": 1,
    }
    assert seen.telemetry._places == {}


@pytest.mark.anyio
async def test_bytes_and_decoding_are_measured(seen: Seen, connect: Any) -> None:
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        stats = ami.stats
        assert seen.values("ami.client.io", "network.io.direction")["receive"] == stats.bytes_received
        assert seen.values("ami.client.io", "network.io.direction")["transmit"] > 100
        (point,) = seen.points("ami.client.decode.duration")
        assert point.count > 2
        assert point.explicit_bounds[0] == 1e-5
        assert not seen.points("ami.client.event.lag")


@pytest.mark.anyio
async def test_counters_of_the_client_are_told_while_it_is_watched(seen: Seen, connect: Any) -> None:
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        async with ami.subscribe(events.UserEvent, buffer=1, overflow="drop_oldest") as stream:
            with seen.telemetry.watch(ami, node="pbx"), seen.telemetry.watch_stream(stream, "users"):
                for _ in range(3):
                    pbx.emit("UserEvent", {"UserEvent": "x"}, event_class="user")
                    await ami.send(actions.Ping())
                pbx.emit("Hangup", {"Channel": "x"})
                await ami.send(actions.Ping())
                assert seen.values("ami.client.events", "ami.event")["UserEvent"] == 3
                skipped = [
                    p for p in seen.points("ami.client.events") if p.attributes["ami.event"] == "Hangup"
                ]
                assert [(p.value, dict(p.attributes)) for p in skipped] == [
                    (1, {"ami.node": "pbx", "ami.event": "Hangup", "ami.delivered": False})
                ]
                assert seen.values("ami.client.events.lost", "ami.node") == {"pbx": stream.lost}
                assert stream.lost > 0
                assert seen.values("ami.client.subscription.unread", "ami.subscription") == {
                    "users": stream.unread
                }
                with seen.telemetry.watch_stream(stream, "users", node="pbx"):
                    assert seen.values("ami.client.subscription.unread", "ami.node") == {
                        None: stream.unread, "pbx": stream.unread,
                    }  # fmt: skip
                with seen.telemetry.watch_stream(stream, "users"):
                    assert seen.values("ami.client.subscription.unread", "ami.subscription") == {
                        "users": 2 * stream.unread
                    }
                with pbx.hold("Ping"):
                    async with anyio.create_task_group() as group:
                        group.start_soon(ami.send, actions.Ping())
                        await settle()
                        assert seen.values("ami.client.pending", "ami.node") == {"pbx": 1}
                        group.cancel_scope.cancel()
            assert seen.points("ami.client.pending") == []
            # What was counted stays counted.
            assert seen.values("ami.client.events", "ami.event")["UserEvent"] == 3
            assert seen.values("ami.client.events.lost", "ami.node") == {"pbx": stream.lost}


@pytest.mark.anyio
async def test_counters_never_fall_whoever_comes_and_goes(seen: Seen) -> None:
    async def heard(fleet: Fleet, pbx: FakeAsterisk, count: int) -> int:
        for _ in range(count):
            pbx.emit("Hangup", {"Channel": "x"})
        await fleet["one"].send(actions.Ping())
        found: int = seen.values("ami.client.events", "ami.event")["Hangup"]
        return found

    async with FakeAsterisk() as pbx:
        node: Any = {"transport": pbx.connect, "username": "admin", "secret": "s3cret", "boot_timeout": 0}
        for before in (0, 13):
            async with connect_fleet({"one": node}) as fleet:
                await fleet.wait_connected()
                with seen.telemetry.watch(fleet):
                    assert await heard(fleet, pbx, 5) == before + 5
                    await fleet.remove("one")
                    await fleet.add("one", node)
                    await fleet.wait_connected()
                    assert seen.values("ami.client.events", "ami.event")["Hangup"] == before + 5
                    assert await heard(fleet, pbx, 4) == before + 9
                    # Two of one name are one series.
                    with seen.telemetry.watch(fleet["one"], node="one"):
                        assert await heard(fleet, pbx, 0) == before + 9 + 4
                        assert seen.values("ami.client.pending", "ami.node") == {"one": 0}
                assert seen.values("ami.client.events", "ami.event")["Hangup"] == before + 13


@pytest.mark.anyio
async def test_a_fleet_is_watched_node_by_node(seen: Seen) -> None:
    async with FakeAsterisk() as pbx:
        node: Any = {"transport": pbx.connect, "username": "admin", "secret": "s3cret", "boot_timeout": 0}
        async with connect_fleet({"one": node, "two": node}, observers=[seen.telemetry]) as fleet:
            await fleet.wait_connected()
            with seen.telemetry.watch(fleet):
                assert seen.values("ami.client.pending", "ami.node") == {"one": 0, "two": 0}
            assert seen.values("ami.client.connected", "ami.node") == {"one": 1, "two": 1}


@pytest.mark.anyio
async def test_the_age_of_events_is_measured_where_the_server_stamps_them(seen: Seen, connect: Any) -> None:
    async with FakeAsterisk() as pbx, connect(pbx) as ami:
        stamp = f"{time.time() - 3600:.6f}"
        pbx.send_raw(
            f"Event: Hangup\r\nPrivilege: call,all\r\nTimestamp: {stamp}\r\nChannel: x\r\n\r\n".encode()
        )
        await ami.send(actions.Ping())
        (point,) = seen.points("ami.client.event.lag")
        assert point.count == 1
        assert 3600 <= point.sum < 3700


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"Event: A\r\nPrivilege: call,all\r\nTimestamp: 12.500000\r\nB: c\r\n\r\n", 12.5),
        (b"tail\r\n\r\nEvent: A\r\nPrivilege: p\r\nSequenceNumber: 1\r\nTimestamp: 12.5\r\n\r\n", 12.5),
        (b"Event: A\r\nPrivilege: call,all\r\nB: 1\r\nC: 2\r\nTimestamp: 12.5\r\n\r\n", None),
        (b"Response: Success\r\nTimestamp: 12.5\r\n\r\nEvent: A\r\nTimestamp: 13.5\r\n\r\n", 13.5),
        (b"Event: A\r\nTimestamp: soon\r\n\r\n", None),
        (b"Event: A\r\nTimestamp: 12.5", None),
        (b"Event: A\r\nTimestamp: " + b"1" * 100 + b"\r\n\r\n", None),
        (b"", None),
    ],
)  # fmt: skip
def test_only_the_servers_own_timestamp_counts(data: bytes, found: float | None) -> None:
    assert timestamp_in(data) == found


def test_it_observes_the_synchronous_client_and_its_callers_span(seen: Seen) -> None:
    tracer = seen.traces.get_tracer("application")
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(FakeAsterisk()) as pbx:
        url = f"ami://admin:s3cret@{pbx.host}:{pbx.port}"
        with anyio_ami.sync.connect(url, observers=[seen.telemetry], boot_timeout=0) as ami:
            with seen.telemetry.watch(ami, node="x"), tracer.start_as_current_span("request"):
                ami.send(actions.Ping())
                assert seen.values("ami.client.pending", "ami.node") == {"x": 0}
    ping, request = seen.spans()
    assert parent_of(ping) == span_of(request)


@pytest.mark.anyio
async def test_without_a_provider_everything_goes_on() -> None:
    async with FakeAsterisk() as pbx:
        async with connect_ami(
            pbx.host, pbx.port, username="admin", secret="s3cret", observers=[Telemetry()]
        ) as ami:
            assert (await ami.send(actions.Ping())).ping == "Pong"


def test_nobody_pays_for_it_who_does_not_use_it() -> None:
    code = "import sys, anyio_ami; print([name for name in sys.modules if 'opentelemetry' in name])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
