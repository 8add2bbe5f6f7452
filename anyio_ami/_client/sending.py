"""`send` with ``wait`` or ``retry``: an action that outlives a loss of the connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import anyio

from anyio_ami._wire.encode import encode_action
from anyio_ami.errors import (
    ActionTimeout,
    AMIError,
    InvalidAction,
    NotConnected,
    NotSent,
    OutcomeUnknown,
    ProtocolError,
    ShuttingDown,
)

from .refusals import action_error, is_shutting_down

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from anyio_ami._wire.correlate import Request
    from anyio_ami.actions import Action

    from .session import Session
    from .supervisor import Supervisor

# Seconds after which a server that is shutting down is asked again: that can take hours, and be called off.
_AGAIN: Final = 1.0


def require_read(action: Action[Any]) -> None:
    """Raise InvalidAction for an action that may change something."""
    if not action.__reads_only__:
        msg = (
            f"{action.name} was not sent: retry=True may send an action twice, so it is only for those that "
            "read (its class says so: __reads_only__); use wait=True"
        )
        raise InvalidAction(msg, field=None)


class Sending:
    """One action on its way, over as many connections as it takes, within one deadline."""

    def __init__(self, supervisor: Supervisor, action: Action[Any], limit: float, *, retry: bool) -> None:
        self._supervisor = supervisor
        self._action = action
        self._limit = limit
        self._retry = retry
        self._deadline = anyio.current_time() + limit
        self._waited = False
        self._sent = False
        self._last: AMIError | None = None

    async def run(self, answered: Callable[[float], Awaitable[Request]]) -> Request:
        """Send with ``answered`` when there is a connection; the request it gives is settled.

        Raises ActionTimeout at the deadline, the cause when the connection is lost
        for good, and what ``answered`` raises.
        """
        supervisor = self._supervisor
        if supervisor.session is None:
            # What must not be sent is told at once, not when there is somebody to send it to.
            encode_action(self._action, "-")
        tried: Session | None = None
        while True:
            # Never twice over one connection, unless the server is shutting down: so each try costs at least
            # one delay of the policy.
            await self._connected(tried)
            tried = supervisor.session
            try:
                request = await answered(self._left if self._waited else self._limit)
            except ActionTimeout as exc:
                if not self._waited:
                    raise
                raise self._too_late(sent=exc.sent, action_id=exc.action_id) from self._last
            except NotConnected as exc:
                self._last = exc
                continue
            error = request.error
            if error is None and is_shutting_down(request.reply):
                self._last = action_error(self._action, request.reply, supervisor.server)
                await self._pause(tried)
                tried = None
                continue
            if error is None or not self._goes_on(error):
                return request
            self._sent = self._sent or isinstance(error, OutcomeUnknown)
            self._last = error

    @property
    def _left(self) -> float:
        return max(0.0, self._deadline - anyio.current_time())

    def _goes_on(self, error: AMIError) -> bool:
        if isinstance(error, OutcomeUnknown):
            # The answer itself may be what went past a bound, and would end the next connection, too.
            return self._retry and not isinstance(error.__cause__, ProtocolError)
        return isinstance(error, NotSent)

    async def _pause(self, tried: Session | None) -> None:
        """Until there is another run of the server, or its end may have been called off."""
        self._waited = True
        supervisor = self._supervisor
        with anyio.move_on_after(min(_AGAIN, self._left)):
            while supervisor.session is tried:
                await supervisor.changed()
        if not self._left:
            raise self._too_late(sent=False, action_id=None) from self._last

    async def _connected(self, tried: Session | None) -> None:
        supervisor = self._supervisor
        if supervisor.session is not None and supervisor.session is not tried:
            return
        self._waited = True
        with anyio.move_on_after(self._left):
            while supervisor.session is None or supervisor.session is tried:
                supervisor.raise_if_ended()
                await supervisor.changed()
        if supervisor.session is None or supervisor.session is tried:
            supervisor.raise_if_ended()
            raise self._too_late(sent=False, action_id=None) from self._last

    def _too_late(self, *, sent: bool, action_id: str | None) -> ActionTimeout:
        sent = sent or self._sent
        action_id = action_id or getattr(self._last, "action_id", None)
        outcome = "it may have been executed" if sent else "it was not sent"
        node = self._supervisor.config.node
        if isinstance(self._last, ShuttingDown) and not sent:
            msg = f"{self._action.name} was not executed within {self._limit:g} s: {node} is shutting down"
            return ActionTimeout(msg, sent=False, action_id=action_id)
        msg = (
            f"{self._action.name} had no answer within {self._limit:g} s, in which the connection to {node} "
            f"was being made; {outcome}"
        )
        return ActionTimeout(msg, sent=sent, action_id=action_id)
