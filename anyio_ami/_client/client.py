"""The handle that `connect_ami` gives: send, stream, subscribe, state."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeVar, overload

from anyio.lowlevel import checkpoint

from anyio_ami import actions
from anyio_ami._check import seconds
from anyio_ami._messages.shown import shown
from anyio_ami._wire.correlate import Request
from anyio_ami._wire.encode import encode_action
from anyio_ami.errors import (
    ActionTimeout,
    InvalidAction,
    NotConnected,
    NotFound,
    NotSent,
    OutcomeUnknown,
)
from anyio_ami.responses import ListResponse

from .lists import DEFAULT_LIST_BUFFER, ListReader, expected_items
from .originate import ORIGINATE_MARGIN, place
from .placing import ChannelIds, checked
from .refusals import action_error, refuse_unsupported
from .rights import ReadRights, reads, show_user
from .sending import Sending, require_read
from .state import ConnectionState
from .stats import Stats, stats_of
from .waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from anyio_ami.actions import Action, CustomAction
    from anyio_ami.events import Event
    from anyio_ami.responses import Response

    from .originate import OriginateResult
    from .server import ServerInfo
    from .session import Session
    from .streams import ListStream, Subscription
    from .supervisor import Supervisor

R = TypeVar("R")
Item = TypeVar("Item")

# How long a call may ring where nobody says: Asterisk's own default.
ORIGINATE_TIMEOUT = 30.0


class AMIClient(Waiting):
    """A connection to one Asterisk server, shared freely between tasks.

    Made by `connect_ami`, and of use inside its block alone: after it every
    call raises ClientClosed. When the connection is lost for good, every call
    raises a new instance of the cause.
    """

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._channel_ids = ChannelIds()
        self._rights = ReadRights()

    def __repr__(self) -> str:
        config = self._supervisor.config
        return f"<AMIClient {config.node} {self.state.value}>"

    # Actions.

    async def send(
        self,
        action: Action[R],
        *,
        timeout: float | None = None,
        wait: bool = False,
        retry: bool = False,
    ) -> R:
        """Send an action and wait for its whole answer.

        ``timeout`` (seconds, default ``action_timeout``; a synchronous Originate:
        its own timeout and 5 s) bounds the whole call. A server runs the actions
        of one connection in turn, so until this one's deadline its silence is
        taken for work: a long timeout delays the discovery of a dead line.

        ``wait``: while there is no connection, wait for it, until the deadline,
        instead of raising NotConnected, NotSent or ShuttingDown; nothing is executed twice. ``retry``:
        moreover, after a loss that leaves the outcome unknown, send it again over the
        next connection, with a new ActionID; only for actions that read
        (``__reads_only__``), others raise InvalidAction. The deadline is one for all
        tries. (A connection that our own `Limits` ended is no reason to try again.)

        Raises InvalidAction (nothing was sent), NotConnected, NotSent (surely
        not executed), OutcomeUnknown (sent, but the connection was lost: it may
        have been executed), ActionTimeout (its ``sent`` tells), ActionError,
        PermissionDenied, NotFound or ShuttingDown (the server's Error; the answer is in
        ``response``).

        A cancelled call is withdrawn if its frame was not handed to the socket
        yet; else the action runs on, and its answer reaches nobody.
        """
        limit = self._timeout_of(action, timeout)
        if not (wait or retry):
            return self._result(await self._answered(action, limit), action)
        self._supervisor.raise_if_ended()
        _require_action(action)
        if retry:
            require_read(action)
        sending = Sending(self._supervisor, action, limit, retry=retry)
        request = await sending.run(lambda left: self._answered(action, left))
        return self._result(request, action)

    async def _answered(self, action: Action[Any], deadline: float, action_id: str | None = None) -> Request:
        """Send an action and wait, ``deadline`` seconds, until it is settled, by an answer or an error."""
        # The writer is faster than a cancellation: one that stands already must not let the action out.
        native = self._supervisor.native
        await native.checkpoint_if_cancelled()
        answered = native.new_waiter()
        request, session = self._submit(action, deadline, action_id, answered.set)
        try:
            await answered.wait()
            if not request.done:
                outcome = "it may have been executed" if request.sent else "it was not sent"
                msg = (
                    f"{action.name} (ActionID {request.action_id}) had no answer within {deadline:g} s; "
                    f"{outcome}"
                )
                request.error = ActionTimeout(msg, sent=request.sent, action_id=request.action_id)
                raise request.error
        finally:
            # An answer that came together with the deadline or a cancellation counts.
            if not request.done:
                session.abandon(request)
        return request

    async def originate(
        self,
        channel: str,
        *,
        exten: str | None = None,
        context: str | None = None,
        priority: int | str = 1,
        application: str | None = None,
        data: str | None = None,
        timeout: float = ORIGINATE_TIMEOUT,
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

        When it answers, it runs an ``application`` (with ``data``), or goes on at
        ``exten``, ``context`` and ``priority`` of the dialplan; one of the two is
        needed. ``timeout`` is how long it may ring (seconds, more than 0); the whole
        takes at most 5 s more. ``channel_id`` (at most 149 bytes) is the unique id of
        the new channel, by default one of our own making; no channel is made while
        another has it, nor, on 22, while the id of another begins with it.
        ``other_channel_id`` is that of the second half of a Local channel. The other
        parameters are those of `actions.Originate`; ``pre_dial_gosub`` came with
        Asterisk 18.

        The Originate is asynchronous, so that a ringing phone holds nothing back.
        A call that is not answered is no error: see `OriginateResult.outcome`. It is
        UNKNOWN where the call may have been placed and nobody can tell how it went:
        the connection was lost meanwhile, the server did not say in time, or the
        events of class ``call`` do not reach this client (``events=``; ``read =`` in
        manager.conf). Then ``detail`` says which, without waiting for the call.

        Raises what `send` raises where the call was surely not placed:
        InvalidAction, NotConnected, NotSent, ActionTimeout, PermissionDenied,
        ActionError. A cancelled call of this function leaves the telephone call as
        it is: hang it up by the ``channel_id`` that you gave.
        """
        supervisor = self._supervisor
        given = actions.Originate(
            channel=channel,
            exten=exten,
            context=context,
            priority=None if exten is None else priority,
            application=application,
            data=data,
            timeout=timeout,
            caller_id=caller_id,
            variables=variables,
            account=account,
            early_media=early_media,
            async_=True,
            codecs=codecs,
            channel_id=channel_id,
            other_channel_id=other_channel_id,
            pre_dial_gosub=pre_dial_gosub,
        )
        supervisor.raise_if_ended()
        with self._channel_ids.claimed(checked(given)) as action:
            action_id = supervisor.new_action_id()

            async def send(limit: float) -> None:
                try:
                    await self._unseen(action, limit, action_id)
                except NotSent as exc:
                    supervisor.told(exc.__cause__)
                    raise

            return await place(
                action, action_id, supervisor.fan, send, self._hides_calls, unique=channel_id is None
            )

    async def _unseen(self, action: Action[Any], limit: float, action_id: str | None = None) -> Response:
        """The answer to an action whose loss is not raised to the user, who is still to be told its cause."""
        request = await self._answered(action, limit, action_id)
        if request.error is not None:
            raise request.error
        self._check(request, action)
        reply: Response = request.reply
        return reply

    async def _hides_calls(self, limit: float) -> str:
        """Why events of class `call` do not reach this client; empty: nothing is known to hide them."""
        config = self._supervisor.config
        if not config.receives("call"):
            return f"its outcome is not shown to this client, made with events={config.events!r} (no 'call')"
        command = show_user(config.credentials.username)
        session = self._supervisor.session
        if command is None or session is None:
            return ""

        async def ask() -> Response:
            if self._supervisor.session is not session:
                msg = "the connection was lost before the rights were asked for"
                raise NotConnected(msg)
            return await self._unseen(actions.Command(command=command), limit)

        classes = await self._rights.classes(session.info, ask)
        if classes is None or reads(classes, "call"):
            return ""
        user = config.credentials.username
        return f"its outcome is not shown to the manager user {user!r}: read = lacks 'call' in manager.conf"

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
        buffer: int = DEFAULT_LIST_BUFFER,
    ) -> ListStream[Any]:
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
        return ListReader(
            lambda: self._submit(action, patience),
            lambda request: self._check(request, action),
            patience,
            buffer,
        )

    def _timeout_of(self, action: Action[Any], timeout: float | None) -> float:
        if timeout is not None:
            return seconds("timeout", timeout)
        if _is_blocking(action):
            own: object = getattr(action, "timeout", None)
            # What is no number of seconds is refused when the action is encoded.
            needed = own if isinstance(own, (int, float)) and own >= 0 else ORIGINATE_TIMEOUT
            return needed + ORIGINATE_MARGIN
        return self._supervisor.config.action_timeout

    def _submit(
        self,
        action: Action[Any],
        timeout: float,
        action_id: str | None = None,
        wake: Callable[[], None] | None = None,
    ) -> tuple[Request, Session]:
        """Send it; ``wake`` is called when it is settled, or its timeout is over."""
        supervisor = self._supervisor
        supervisor.raise_if_ended()
        _require_action(action)
        if supervisor.config.strict:
            refuse_unsupported(action, supervisor.server)
        action_id = action_id or supervisor.new_action_id()
        request = Request(action.name, action_id, encode_action(action, action_id), action.answer)
        if timeout == 0:
            msg = f"{action.name} was not sent: its deadline had passed already"
            raise ActionTimeout(msg, sent=False)
        session = supervisor.session
        if session is None:
            again = " again" if supervisor.server is not None else ""
            msg = (
                f"{action.name} was not sent: the connection to {supervisor.config.node} is being made{again}"
            )
            raise NotConnected(msg)
        now = supervisor.native.now()
        bound = timeout if timeout < math.inf else supervisor.config.action_timeout
        if _is_blocking(action):
            # So long it holds the server back, whatever its caller's own patience.
            bound = max(bound, self._timeout_of(action, None))
        request.deadline = now + bound
        if wake is not None:
            request.wake = wake
            request.patience = now + timeout
        observers = supervisor.observers
        if observers is not None:
            observers.follow(session.info, action, request)
        try:
            session.submit(request)
        except NotSent as exc:
            request.finish(exc)
            raise
        return request, session

    def _check(self, request: Request, action: Action[Any]) -> None:
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
                raise NotFound(f"{request.name}: {shown(text)}", response=reply)
            return
        raise action_error(action, reply, self._supervisor.server)

    def _result(self, request: Request, action: Action[R]) -> R:
        self._check(request, action)
        answer = request.answer
        # Of what type the answer is, the action's class says.
        result: R = request.reply
        if answer.is_list or request.listing or (answer.items and answer.items != ("*",)):
            listed: Any = self._list(request)
            result = listed
        return result

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
        """The server as it presented itself at the last login.

        Raises RuntimeError before the first one (``connect_ami(background=True)``).
        """
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
