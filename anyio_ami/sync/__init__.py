"""The same client for threads: scripts, Django, Celery, and whatever else is not asynchronous.

``with anyio_ami.sync.connect(...) as ami:`` has the names, types and errors of
`anyio_ami.connect_ami`. The work is done by an event loop in a thread of its own.
"""

from __future__ import annotations

from ._client import AMIClient as AMIClient
from ._connect import connect as connect
from ._fleet import Fleet as Fleet
from ._fleet import connect_fleet as connect_fleet
from ._streams import ListStream as ListStream
from ._streams import Subscription as Subscription

__all__ = ["AMIClient", "Fleet", "ListStream", "Subscription", "connect", "connect_fleet"]
