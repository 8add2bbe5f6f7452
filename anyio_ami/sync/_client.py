"""The handle that `connect` gives: the calls of `anyio_ami.AMIClient`, each of which blocks its thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, overload

import anyio

from anyio_ami.errors import ClientClosed, WaitTimeout

from ._streams import ListStream, Subscription
from ._waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from anyio_ami import AMIClient as AsyncClient
    from anyio_ami import ConnectionState, OriginateResult, ServerInfo, Stats
    from anyio_ami.actions import Action, CustomAction
    from anyio_ami.events import Event
    from anyio_ami.responses import ListResponse

    from ._bridge import Bridge

R = TypeVar("R")
Item = TypeVar("Item")


class AMIClient(Waiting):
    """A connection to one Asterisk server, shared freely between threads.

    Made by `connect`, and of use inside its block alone: after it every call
    raises ClientClosed. A call that waits when the block is left by another
    thread raises ClientClosed too. A KeyboardInterrupt cancels the call it hits.
    """

    def __init__(self, bridge: Bridge, source: AsyncClient) -> None:
        self._bridge = bridge
        self._source = source

    def __repr__(self) -> str:
        return repr(self._source)

    # Actions.

    def send(
        self,
        action: Action[R],
        *,
        timeout: float | None = None,
        wait: bool = False,
        retry: bool = False,
    ) -> R:
        """Send an action and wait for its whole answer.

        ``timeout`` (seconds, default ``action_timeout``) bounds the whole call; ``wait``
        and ``retry`` say what to do across a lost connection. Options and errors are
        those of `anyio_ami.AMIClient.send`; besides, ClientClosed where the block is
        left meanwhile: an action that was sent by then may have been executed.
        """
        return self._bridge.call(self._source.send, action, timeout=timeout, wait=wait, retry=retry)

    def originate(
        self,
        channel: str,
        *,
        exten: str | None = None,
        context: str | None = None,
        priority: int | str = 1,
        application: str | None = None,
        data: str | None = None,
        timeout: float = 30.0,
        caller_id: str | None = None,
        variables: Mapping[str, str | int | float] | Sequence[tuple[str, str | int | float]] | None = None,
        account: str | None = None,
        early_media: bool | None = None,
        codecs: str | Sequence[str] | None = None,
        channel_id: str | None = None,
        other_channel_id: str | None = None,
        pre_dial_gosub: str | None = None,
    ) -> OriginateResult:
        """Call a channel (``"PJSIP/alice"``) and wait until it has answered or failed to.

        ``timeout`` is how long it may ring (seconds); the whole takes at most 5 s more.
        Parameters, outcomes and errors are those of `anyio_ami.AMIClient.originate`. A
        KeyboardInterrupt leaves the telephone call as it is.
        """
        return self._bridge.call(
            self._source.originate,
            channel,
            exten=exten,
            context=context,
            priority=priority,
            application=application,
            data=data,
            timeout=timeout,
            caller_id=caller_id,
            variables=variables,
            account=account,
            early_media=early_media,
            codecs=codecs,
            channel_id=channel_id,
            other_channel_id=other_channel_id,
            pre_dial_gosub=pre_dial_gosub,
        )

    @overload
    def stream(
        self, action: CustomAction, *, timeout: float | None = ..., buffer: int = ...
    ) -> ListStream[Event]: ...
    @overload
    def stream(
        self, action: Action[ListResponse[Item]], *, timeout: float | None = ..., buffer: int = ...
    ) -> ListStream[Item]: ...
    def stream(
        self,
        action: Action[Any],
        *,
        timeout: float | None = None,
        buffer: int = 65_536,
    ) -> ListStream[Any]:
        """A list answer item by item: ``with ami.stream(action) as items:``.

        ``timeout`` (seconds, default ``action_timeout``) bounds the wait for the reply,
        for each item and for the end. ``buffer`` is how many items may wait unread;
        past it the stream raises ListOverflow. Errors are those of `send`; the
        server's Error is raised on entering.
        """

        async def make() -> Any:
            return self._source.stream(action, timeout=timeout, buffer=buffer)

        return ListStream(self._bridge, self._bridge.call(make))

    # State.

    @property
    def state(self) -> ConnectionState:
        """Where the connection stands now."""
        return self._source.state

    @property
    def server(self) -> ServerInfo:
        """The server as it presented itself at the last login. Raises RuntimeError before the first one."""
        return self._source.server

    @property
    def stats(self) -> Stats:
        """Counters since the client was made."""

        async def read() -> Stats:
            return self._source.stats

        try:
            return self._bridge.call(read)
        except ClientClosed:
            self._bridge.wait_for_the_end()
            return self._source.stats

    def states(self) -> Subscription[ConnectionState]:
        """The changes of state from now on: ``with ami.states() as changes:``.

        A stream of at most 64 unread states, of which the oldest go; it ends
        when the client is closed or lost for good.
        """

        async def make() -> Any:
            return self._source.states()

        return Subscription(self._bridge, self._bridge.call(make))

    def wait_connected(self, timeout: float | None = None) -> None:
        """Wait until logged in, at most ``timeout`` seconds (None: no limit).

        Raises WaitTimeout, the cause if the connection is lost for good, or ClientClosed.
        """
        self._bridge.call(within, timeout, "connected", self._source.wait_connected)

    def wait_closed(self, timeout: float | None = None) -> None:
        """Wait for the end, at most ``timeout`` seconds (None: no limit).

        Returns when another thread leaves the client's block; raises WaitTimeout, or the cause
        when the connection is lost for good. After the block it raises ClientClosed.
        """
        self._bridge.call_to_the_end(within, timeout, "closed", self._source.wait_closed)


async def within(seconds: float | None, what: str, wait: Callable[[], Awaitable[None]]) -> None:
    """Wait at most so long. Raises WaitTimeout."""
    with anyio.move_on_after(seconds):
        await wait()
        return
    msg = f"not {what} within {seconds:g} s"
    raise WaitTimeout(msg, types=(), seconds=seconds or 0.0)
