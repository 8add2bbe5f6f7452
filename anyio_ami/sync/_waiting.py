"""The typed face of `AMIClient.wait_for`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from ._subscribe import A, B, C, D, Subscribing

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami import AMIClient, events


class Waiting(Subscribing):
    """What a client offers to those who wait for one event."""

    _source: AMIClient

    @overload
    def wait_for(
        self,
        a: type[A],
        /,
        *,
        where: Callable[[A], object] | None = None,
        timeout: float | None = None,
    ) -> A: ...
    @overload
    def wait_for(
        self,
        a: type[A],
        b: type[B],
        /,
        *,
        where: Callable[[A | B], object] | None = None,
        timeout: float | None = None,
    ) -> A | B: ...
    @overload
    def wait_for(
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
    def wait_for(
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
    def wait_for(
        self,
        a: type[events.Event],
        /,
        *more: type[events.Event],
        where: Callable[[events.Event], object] | None = None,
        timeout: float | None = None,
    ) -> events.Event: ...
    def wait_for(
        self,
        a: type[Any],
        /,
        *more: type[Any],
        where: Callable[[Any], object] | None = None,
        timeout: float | None = None,
    ) -> Any:
        """The first event of these types, from the moment of the call, for which ``where`` is true.

        ``timeout`` (seconds; None: no limit) bounds the wait. ``where`` is called in the
        loop's thread. To see what an action causes, subscribe before you send it.

        Raises WaitTimeout; what ``where`` raises; the cause when the connection is lost for
        good; ClientClosed at the end of the client's block.
        """

        async def wait() -> Any:
            return await self._source.wait_for(a, *more, where=where, timeout=timeout)

        return self._bridge.call(wait)
