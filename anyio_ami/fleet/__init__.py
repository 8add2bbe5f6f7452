"""Many servers in one block: `connect_fleet`."""

from __future__ import annotations

from ._fleet import Fleet as Fleet
from ._fleet import connect_fleet as connect_fleet
from ._merge import FleetSubscription as FleetSubscription
from ._options import FleetOptions as FleetOptions
from ._options import NodeOptions as NodeOptions

__all__ = ["Fleet", "FleetOptions", "FleetSubscription", "NodeOptions", "connect_fleet"]
