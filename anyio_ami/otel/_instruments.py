"""Names, units and attributes of what is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from opentelemetry.metrics import Meter

    from anyio_ami import SessionInfo

# From OpenTelemetry's semantic conventions.
SERVER_ADDRESS: Final = "server.address"
SERVER_PORT: Final = "server.port"
ERROR_TYPE: Final = "error.type"
DIRECTION: Final = "network.io.direction"
# There are none for AMI.
NODE: Final = "ami.node"
ACTION: Final = "ami.action"
ACTION_ID: Final = "ami.action_id"
RESPONSE: Final = "ami.response"
SESSION: Final = "ami.session"
EVENT: Final = "ami.event"
DELIVERED: Final = "ami.delivered"
SUBSCRIPTION: Final = "ami.subscription"

# Seconds.
_DECODING: Final = (1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 1e-1)
_WAITING: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Instruments:
    """What is counted as it happens."""

    def __init__(self, meter: Meter) -> None:
        self.connected = meter.create_up_down_counter(
            "ami.client.connected", unit="{connection}", description="Connections that are logged in."
        )
        self.reconnects = meter.create_counter(
            "ami.client.reconnects", unit="{reconnect}", description="Logins after the first one of a client."
        )
        self.failures = meter.create_counter(
            "ami.client.disconnects",
            unit="{disconnect}",
            description="Attempts that failed and connections that ended.",
        )
        self.duration = meter.create_histogram(
            "ami.client.operation.duration",
            unit="s",
            description="From an action to its answer.",
            explicit_bucket_boundaries_advisory=_WAITING,
        )
        self.io = meter.create_counter("ami.client.io", unit="By", description="Bytes received and sent.")
        self.decoding = meter.create_histogram(
            "ami.client.decode.duration",
            unit="s",
            description="Decoding and handing on what one read from the socket gave.",
            explicit_bucket_boundaries_advisory=_DECODING,
        )
        self.lag = meter.create_histogram(
            "ami.client.event.lag",
            unit="s",
            description="From the server's Timestamp of an event to its being read, one event a read.",
            explicit_bucket_boundaries_advisory=_WAITING,
        )


def place_of(session: SessionInfo) -> dict[str, str | int]:
    """The attributes that tell one server from another."""
    host, _, port = session.endpoint.rpartition(":")
    place: dict[str, str | int] = {NODE: session.node, SERVER_ADDRESS: host.strip("[]") or session.endpoint}
    if port.isdecimal():
        place[SERVER_PORT] = int(port)
    return place
