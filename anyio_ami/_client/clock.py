"""The event loop's clock, bound once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import anyio
from anyio.lowlevel import current_token

if TYPE_CHECKING:
    from collections.abc import Callable


def bound_clock() -> Callable[[], float]:
    """What `anyio.current_time` gives in the event loop that runs now.

    Before Python 3.12 asyncio asks the operating system for the process each
    time that somebody wants to know the running loop.
    """
    token: object = current_token()
    token = getattr(token, "native_token", token)
    # On asyncio that is the loop itself.
    time = getattr(token, "time", None)
    return cast("Callable[[], float]", time) if callable(time) else anyio.current_time
