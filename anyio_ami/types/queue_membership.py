"""Where a queue has its members from."""

from __future__ import annotations

from ._base import OpenText


class QueueMembership(OpenText):
    """``Membership`` of a queue's member (app_queue, Asterisk 16 to 23)."""

    DYNAMIC = "dynamic"
    """Added at run time, with QueueAdd or AddQueueMember."""
    REALTIME = "realtime"
    """From a realtime database."""
    STATIC = "static"
    """From queues.conf."""
