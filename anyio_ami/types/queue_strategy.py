"""How a queue picks the member to ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import OpenText

if TYPE_CHECKING:
    from collections.abc import Mapping


class QueueStrategy(OpenText):
    """The ringing strategy of a queue (app_queue, Asterisk 16 to 23).

    ``roundrobin`` is an older name of RRMEMORY. The numbers inside app_queue are read too.
    """

    RINGALL = "ringall"
    LEASTRECENT = "leastrecent"
    """The member whose last call is longest ago."""
    FEWESTCALLS = "fewestcalls"
    RANDOM = "random"
    RRMEMORY = "rrmemory"
    """In turn, beginning after the member rung last."""
    LINEAR = "linear"
    """In the order of configuration, always from the first."""
    WRANDOM = "wrandom"
    """At random, weighed by penalty."""
    RRORDERED = "rrordered"
    """As RRMEMORY, with the order of configuration kept."""

    @classmethod
    def _spellings(cls) -> Mapping[str, str]:
        return {"roundrobin": cls.RRMEMORY, **{str(n): member for n, member in enumerate(cls)}}
