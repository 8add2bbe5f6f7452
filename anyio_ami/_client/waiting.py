"""The typed face of `AMIClient.wait_for`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, overload

import anyio

from anyio_ami._check import seconds
from anyio_ami.errors import ClientClosed, WaitTimeout

from .fanout import check_where
from .subscribe import A, B, C, D, Subscribing

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami import events


class Waiting(Subscribing):
    """What `AMIClient` offers to those who wait for one event."""

    @overload
    async def wait_for(
        self,
        a: type[A],
        /,
        *,
        where: Callable[[A], object] | None = None,
        timeout: float | None = None,
    ) -> A: ...
    @overload
    async def wait_for(
        self,
        a: type[A],
        b: type[B],
        /,
        *,
        where: Callable[[A | B], object] | None = None,
        timeout: float | None = None,
    ) -> A | B: ...
    @overload
    async def wait_for(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        /,
        *,
        where: Callable[[A | B | C], object] | None = None,
        timeout: float | None = None,
    ) -> A | B | C: ...
    @overload
    async def wait_for(
        self,
        a: type[A],
        b: type[B],
        c: type[C],
        d: type[D],
        /,
        *,
        where: Callable[[A | B | C | D], object] | None = None,
        timeout: float | None = None,
    ) -> A | B | C | D: ...
    @overload
    async def wait_for(
        self,
        a: type[events.Event],
        /,
        *more: type[events.Event],
        where: Callable[[events.Event], object] | None = None,
        timeout: float | None = None,
    ) -> events.Event: ...
    async def wait_for(
        self,
        a: type[Any],
        /,
        *more: type[Any],
        where: Callable[[Any], object] | None = None,
        timeout: float | None = None,
    ) -> Any:
        """The first event of these types, from the moment of the call, for which ``where`` is true.

        ``timeout`` (seconds; None: no limit) bounds the wait. To see what an action
        causes, subscribe before you send it: what comes before this call is missed.
        A lost connection that is made again does not end the wait, although the
        event may have come in between.

        With ``connect_ami(filters="auto")`` the server is asked for the event first, within
        ``timeout``; ActionTimeout or ActionError say that it did not agree.

        Raises WaitTimeout; what ``where`` raises; the cause when the connection is
        lost for good; ClientClosed at the end of the client's block. A cancelled
        call leaves nothing behind.
        """
        limit = math.inf if timeout is None else seconds("timeout", timeout)
        types = (a, *more)
        check_where(where)
        found = False

        def first(event: Any) -> bool:
            nonlocal found
            if found:  # nobody is asked about what comes after it
                return False
            found = where is None or bool(where(event))
            return found

        stream = self.subscribe(*types, where=first, buffer=1)
        try:
            with anyio.move_on_after(limit):
                await stream.__aenter__()
                return await stream.receive()
            if stream.unread:  # it came together with the deadline
                return await stream.receive()
        except anyio.EndOfStream:
            msg = "the client was closed while it waited for an event"
            raise ClientClosed(msg) from None
        finally:
            stream.close()
        names = tuple(cls.__name__ for cls in types)
        condition = " for which where= is true" if where is not None else ""
        msg = f"no {' or '.join(names)}{condition} came within {limit:g} s"
        raise WaitTimeout(msg, types=names, seconds=limit)
