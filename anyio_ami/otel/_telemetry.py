"""`Telemetry`: an observer that makes spans and metrics."""

from __future__ import annotations

import time
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NamedTuple

from opentelemetry import metrics, trace
from opentelemetry.trace import SpanKind, Status, StatusCode

from anyio_ami import Observer
from anyio_ami.errors import AMIError

from ._instruments import (
    ACTION,
    ACTION_ID,
    DIRECTION,
    ERROR_TYPE,
    RESPONSE,
    SESSION,
    Instruments,
    place_of,
)
from ._lag import timestamp_in
from ._watching import Watched

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from anyio_ami import ServerInfo, SessionInfo
    from anyio_ami.actions import Action
    from anyio_ami.responses import Response

    from ._watching import HasStats, HasUnread

_SCOPE = "anyio_ami"


class _Running(NamedTuple):
    span: trace.Span
    begun: float
    attributes: dict[str, str | int]


class _Places(NamedTuple):
    """The attributes of one session, made once."""

    place: dict[str, str | int]
    received: dict[str, str | int]
    sent: dict[str, str | int]


class Telemetry(Observer):
    """Spans of actions, and metrics of connections: ``connect_ami(observers=[telemetry])``.

    One of it may observe any number of clients and fleets, also those of
    `anyio_ami.sync`. Without providers the global ones of OpenTelemetry are used.

    Each action is a span ``AMI <Action>`` of kind CLIENT, a child of the span
    that its caller is in. It has the action's name and ActionID, the kind of
    answer, and the type of an error, never what the action or its answer say.

    What only the client itself knows (events by name, lost, pending, the depth of
    buffers) is told while `watch` and `watch_stream` run.
    """

    def __init__(
        self,
        tracer_provider: trace.TracerProvider | None = None,
        meter_provider: metrics.MeterProvider | None = None,
    ) -> None:
        try:
            release = version("anyio-ami")
        except PackageNotFoundError:
            release = ""
        self._tracer = trace.get_tracer(_SCOPE, release, tracer_provider)
        meter = metrics.get_meter(_SCOPE, release, meter_provider)
        self._instruments = Instruments(meter)
        self._watched = Watched(meter)
        # By identity: the same object is given in every call, and one comes with each connection.
        self._places: dict[int, _Places] = {}
        self._up: set[int] = set()

    # Connections.

    def connecting(self, session: SessionInfo) -> None:
        place = place_of(session)
        self._places[id(session)] = _Places(
            place, {**place, DIRECTION: "receive"}, {**place, DIRECTION: "transmit"}
        )

    def connected(self, session: SessionInfo, server: ServerInfo) -> None:
        place = self._of(session).place
        self._up.add(id(session))
        self._instruments.connected.add(1, place)
        if session.number > 1:
            self._instruments.reconnects.add(1, place)

    def disconnected(self, session: SessionInfo, reason: AMIError | None) -> None:
        place = self._of(session).place
        if id(session) in self._up:
            self._up.discard(id(session))
            self._instruments.connected.add(-1, place)
        if reason is not None:
            self._instruments.failures.add(1, {**place, ERROR_TYPE: type(reason).__name__})
        self._places.pop(id(session), None)

    def _of(self, session: SessionInfo) -> _Places:
        if id(session) not in self._places:
            self.connecting(session)
        return self._places[id(session)]

    # Bytes.

    def received(self, session: SessionInfo, data: bytes) -> None:
        places = self._of(session)
        self._instruments.io.add(len(data), places.received)
        made = timestamp_in(data)
        if made is not None:
            # Clocks that differ would make it less than nothing.
            self._instruments.lag.record(max(0.0, time.time() - made), places.place)

    def decoded(self, session: SessionInfo, size: int, seconds: float) -> None:
        self._instruments.decoding.record(seconds, self._of(session).place)

    def sent(self, session: SessionInfo, data: bytes) -> None:
        self._instruments.io.add(len(data), self._of(session).sent)

    # Actions.

    def action_started(self, session: SessionInfo, action: Action[object], action_id: str) -> object:
        attributes = {**self._of(session).place, ACTION: action.name}
        span = self._tracer.start_span(
            f"AMI {action.name}",
            kind=SpanKind.CLIENT,
            attributes={**attributes, ACTION_ID: action_id, SESSION: session.number},
        )
        return _Running(span, time.perf_counter(), attributes)

    def action_ended(self, handle: object, outcome: Response | AMIError | None) -> None:
        if not isinstance(handle, _Running):
            return
        span, begun, attributes = handle
        error = ""
        if outcome is None:
            error = "abandoned"
        elif isinstance(outcome, AMIError):
            error = type(outcome).__name__
        else:
            span.set_attribute(RESPONSE, outcome.headers.get("Response", ""))
            if not outcome.ok:
                error = "ActionError"
        if error:
            span.set_attribute(ERROR_TYPE, error)
            span.set_status(Status(StatusCode.ERROR))
            attributes = {**attributes, ERROR_TYPE: error}
        self._instruments.duration.record(time.perf_counter() - begun, attributes)
        span.end()

    # What only the client knows.

    @contextmanager
    def watch(self, client: HasStats | Mapping[str, HasStats], *, node: str = "") -> Generator[None]:
        """Tell events by name, lost events and pending actions of a client or a fleet while the block runs.

        ``node``: what ``ami.node`` is in these metrics; of a fleet the names of its
        nodes. The counters are read by whatever thread collects metrics.
        """
        end = self._watched.add_client(node, client)
        try:
            yield
        finally:
            end()

    @contextmanager
    def watch_stream(self, stream: HasUnread, name: str, *, node: str | None = None) -> Generator[None]:
        """Tell how many events wait in the buffer of a subscription while the block runs.

        ``node``: as in `watch`, where several clients have streams of this name. Streams of one name
        and node are added up.
        """
        end = self._watched.add_stream(name, node, stream)
        try:
            yield
        finally:
            end()
