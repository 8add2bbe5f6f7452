"""The handle that `connect_ami` gives: send, stream, subscribe, state."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, TypeVar, cast

import anyio
from anyio.lowlevel import checkpoint, checkpoint_if_cancelled

from anyio_ami import actions
from anyio_ami._check import seconds
from anyio_ami._wire.correlate import Request
from anyio_ami._wire.encode import encode_action
from anyio_ami.errors import (
    ActionError,
    ActionTimeout,
    InvalidAction,
    NotConnected,
    NotFound,
    OutcomeUnknown,
    PermissionDenied,
)
from anyio_ami.responses import ListResponse

from .lists import DEFAULT_LIST_BUFFER, ListStream, expected_items
from .state import ConnectionState
from .stats import Stats, stats_of
from .subscribe import Subscribing

if TYPE_CHECKING:
    from anyio_ami.actions import Action
    from anyio_ami.responses import Response

    from .fanout import Subscription
    from .server import ServerInfo
    from .session import Session
    from .supervisor import Supervisor

R = TypeVar("R")
Item = TypeVar("Item")

# A synchronous Originate is answered when the call is; Asterisk's own default is 30 s.
_ORIGINATE_TIMEOUT = 30.0
_ORIGINATE_MARGIN = 5.0


class AMIClient(Subscribing):
    """A connection to one Asterisk server, shared freely between tasks.

    Made by `connect_ami`, and of use inside its block alone: after it every
    call raises ClientClosed. When the connection is lost for good, every call
    raises a new instance of the cause.
    """

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor

    def __repr__(self) -> str:
        config = self._supervisor.config
        return f"<AMIClient {config.node} {self.state.value}>"

    # Actions.

    async def send(self, action: Action[R], *, timeout: float | None = None) -> R:
        """Send an action and wait for its whole answer.

        ``timeout`` (seconds, default ``action_timeout``; a synchronous Originate:
        its own timeout and 5 s) bounds the whole call. A server runs the actions
        of one connection in turn, so until this one's deadline its silence is
        taken for work: a long timeout delays the discovery of a dead line.

        Raises InvalidAction (nothing was sent), NotConnected, NotSent (surely
        not executed), OutcomeUnknown (sent, but the connection was lost: it may
        have been executed), ActionTimeout (its ``sent`` tells), ActionError,
        PermissionDenied or NotFound (the server's Error; the answer is in
        ``response``).

        A cancelled call is withdrawn if its frame was not handed to the socket
        yet; else the action runs on, and its answer reaches nobody.
        """
        deadline = self._timeout_of(action, timeout)
        # The writer is faster than a cancellation: one that stands already must not let the action out.
        await checkpoint_if_cancelled()
        request, session = self._submit(action, deadline)
        answered = anyio.Event()
        request.wake = answered.set
        try:
            with anyio.move_on_after(deadline):
                await answered.wait()
        finally:
            # An answer that came together with the deadline or a cancellation counts.
            gave_up = not request.done
            if gave_up:
                session.abandon(request)
        if gave_up:
            outcome = "it may have been executed" if request.sent else "it was not sent"
            msg = (
                f"{action.name} (ActionID {request.action_id}) had no answer within {deadline:g} s; {outcome}"
            )
            raise ActionTimeout(msg, sent=request.sent, action_id=request.action_id)
        return cast("R", self._result(request))

    def stream(
        self,
        action: Action[ListResponse[Item]],
        *,
        timeout: float | None = None,
        buffer: int = DEFAULT_LIST_BUFFER,
    ) -> ListStream[Item]:
        """A list answer item by item: ``async with ami.stream(action) as items:``.

        ``timeout`` (seconds, default ``action_timeout``) bounds the wait for the
        reply, for each item and for the end. ``buffer`` is how many items may
        wait unread; past it the stream raises ListOverflow. Errors are those of
        `send`; the server's Error is raised on entering. A call that is cancelled
        leaves what is buffered in place; leaving the block early drops the rest
        of the list, which reaches nobody.
        """
        _require_action(action)
        if not action.answer.is_list and not action.answer.items:
            msg = f"{action.name} is not answered by a list; use ami.send()"
            raise InvalidAction(msg, field="action")
        patience = self._timeout_of(action, timeout)
        return ListStream(lambda: self._submit(action, patience), self._check, patience, buffer)

    def _timeout_of(self, action: Action[Any], timeout: float | None) -> float:
        if timeout is not None:
            return seconds("timeout", timeout)
        if _is_blocking(action):
            own: object = getattr(action, "timeout", None)
            # What is no number of seconds is refused when the action is encoded.
            needed = own if isinstance(own, (int, float)) and own >= 0 else _ORIGINATE_TIMEOUT
            return needed + _ORIGINATE_MARGIN
        return self._supervisor.config.action_timeout

    def _submit(self, action: Action[Any], timeout: float) -> tuple[Request, Session]:
        supervisor = self._supervisor
        supervisor.raise_if_ended()
        _require_action(action)
        action_id = supervisor.new_action_id()
        request = Request(action.name, action_id, encode_action(action, action_id), action.answer)
        if timeout == 0:
            msg = f"{action.name} was not sent: its deadline had passed already"
            raise ActionTimeout(msg, sent=False)
        session = supervisor.session
        if session is None:
            node = supervisor.config.node
            msg = f"{action.name} was not sent: the connection to {node} is being made again"
            raise NotConnected(msg)
        bound = timeout if math.isfinite(timeout) else supervisor.config.action_timeout
        if _is_blocking(action):
            # So long it holds the server back, whatever its caller's own patience.
            bound = max(bound, self._timeout_of(action, None))
        request.deadline = anyio.current_time() + bound
        session.submit(request)
        return request, session

    def _check(self, request: Request) -> None:
        """Raise what the answer says went wrong; an empty list told as an Error is none."""
        if request.error is not None:
            error = request.error
            self._supervisor.told(error.__cause__)
            if isinstance(error, OutcomeUnknown) and request.reply is not None and request.listing:
                error.partial = self._list(request)
            raise error
        reply: Response = request.reply
        if reply.ok:
            return
        answer = request.answer
        text = reply.message
        if answer.empty_error and text.lower() == answer.empty_error.lower():
            if answer.empty_is_not_found:
                raise NotFound(f"{request.name}: {text}", response=reply)
            return
        raise _action_error(request.name, reply)

    def _result(self, request: Request) -> Response | ListResponse[Any]:
        self._check(request)
        answer = request.answer
        if answer.is_list or request.listing or (answer.items and answer.items != ("*",)):
            return self._list(request)
        reply: Response = request.reply
        return reply

    def _list(self, request: Request) -> ListResponse[Any]:
        end: Any = request.end
        return ListResponse(
            response=request.reply,
            items=request.items,
            complete=end,
            expected=expected_items(request.end),
        )

    # State.

    @property
    def state(self) -> ConnectionState:
        """Where the connection stands now."""
        return self._supervisor.state

    @property
    def server(self) -> ServerInfo:
        """The server as it presented itself at the last login."""
        server = self._supervisor.server
        if server is None:
            msg = "no login has succeeded yet"
            raise RuntimeError(msg)
        return server

    @property
    def stats(self) -> Stats:
        """Counters since the client was made."""
        return stats_of(self._supervisor)

    def states(self) -> Subscription[ConnectionState]:
        """The changes of state from now on: ``async with ami.states() as changes:``.

        A stream of at most 64 unread states, of which the oldest go; it ends
        when the client is closed or lost for good.
        """
        self._supervisor.raise_if_ended()
        return self._supervisor.states.subscribe(buffer=64, overflow="drop_oldest")

    async def wait_connected(self) -> None:
        """Wait until logged in. Raises the cause if the connection is lost for good, or ClientClosed."""
        supervisor = self._supervisor
        while True:
            supervisor.raise_if_ended()
            if supervisor.state is ConnectionState.CONNECTED:
                await checkpoint()
                return
            await supervisor.changed()

    async def wait_closed(self) -> None:
        """Wait for the end.

        Returns when the block has closed the client; raises the cause when the
        connection is lost for good.
        """
        supervisor = self._supervisor
        await checkpoint()
        while not supervisor.closing:
            supervisor.raise_if_ended()
            await supervisor.changed()


def _is_blocking(action: Action[Any]) -> bool:
    """Whether the server answers only when a call has been answered or has failed."""
    return isinstance(action, actions.Originate) and not action.async_


def _require_action(value: object) -> None:
    if not isinstance(value, actions.Action):
        name: str = getattr(value, "__name__", "")
        hint = f"; an instance: actions.{name}(...)" if name in actions.NAMES else ""
        msg = f"an action of anyio_ami.actions is needed, not {type(value).__name__}{hint}"
        raise InvalidAction(msg, field=None)


# How Asterisk 16 to 23 say that the object of an action is not there.
_not_found = re.compile(r"not found|no such|not find|not be found|does not exist", re.IGNORECASE).search


def _action_error(name: str, reply: Response) -> ActionError:
    output: list[str] = getattr(reply, "output", [])
    text = reply.message
    if output:
        text = f"{text}: {output[0]}"
    lowered = reply.message.lower()
    if lowered == "permission denied":
        return PermissionDenied(
            f"{name}: permission denied; the manager user lacks a write class for it (manager.conf, write=)",
            response=reply,
        )
    if _not_found(reply.message):
        return NotFound(f"{name}: {text}", response=reply)
    return ActionError(f"{name}: the server answered Error: {text or '(no message)'}", response=reply)
