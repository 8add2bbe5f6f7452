"""How a call that we asked for went: the events of one asynchronous Originate, judged."""

from __future__ import annotations

from contextlib import AsyncExitStack
from enum import Enum
from typing import TYPE_CHECKING, Final

import anyio
import msgspec

from anyio_ami import events
from anyio_ami.errors import ActionTimeout, AMIError, OutcomeUnknown
from anyio_ami.types import HangupCause, OriginateReason

from .fanout import FanOut, Follower
from .mailbox import Gap

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeAlias

    from anyio_ami import actions

    Seen: TypeAlias = events.Newchannel | events.Hangup | events.OriginateResponse

ORIGINATE_MARGIN: Final = 5.0
"""Seconds that an Originate may take beyond the time that it may ring."""
SETTLE: Final = 0.5
"""Seconds in which the events of a call may still come after the server has told that it failed.

OriginateResponse can overtake the Newchannel and the Hangup of its own channel (seen on 22).
"""


class OriginateOutcome(str, Enum):
    """How a call went that `AMIClient.originate` asked for."""

    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no answer"
    """It rang (or was tried) until the time was over, or somebody else answered."""
    CONGESTION = "congestion"
    """A line, a circuit or the network had no room for it."""
    FAILED = "failed"
    """Anything else: rejected, no such number, not registered, no such technology."""
    UNKNOWN = "unknown"
    """Nobody can tell: the server was not heard to say, and the call may be up."""

    # Alike in all Python versions, which differ in it.
    def __str__(self) -> str:
        return self.value


class OriginateResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a call."""

    outcome: OriginateOutcome
    channel: str | None
    """The name of the channel that was made, as far as it was seen."""
    unique_id: str
    """The unique id of that channel, given in advance (``ChannelId``): all its events carry it."""
    cause: HangupCause | None
    """Why the channel ended, if it did; None when answered."""
    reason: OriginateReason | None
    """``Reason`` of OriginateResponse, if one came. PJSIP gives FAILURE whatever the cause."""
    detail: str
    """One sentence for people."""

    @property
    def answered(self) -> bool:
        """Whether somebody (or something) answered."""
        return self.outcome is OriginateOutcome.ANSWERED


# What a hangup cause says about a call that was not answered (Q.850; the SIP statuses are those that
# PJSIP turns into the cause, as read in Asterisk 22). Causes that are not here say too little:
# 0 and 127 stand for anything, 16 and 31 are normal ends.
_BY_CAUSE: Final = {
    HangupCause.USER_BUSY: OriginateOutcome.BUSY,  # 486, 600
    HangupCause.NO_USER_RESPONSE: OriginateOutcome.NO_ANSWER,  # 408
    HangupCause.NO_ANSWER: OriginateOutcome.NO_ANSWER,  # 480, and the caller's own time-out on 22
    HangupCause.ANSWERED_ELSEWHERE: OriginateOutcome.NO_ANSWER,
    HangupCause.NORMAL_CIRCUIT_CONGESTION: OriginateOutcome.CONGESTION,  # 503
    HangupCause.NETWORK_OUT_OF_ORDER: OriginateOutcome.CONGESTION,  # 500
    HangupCause.NORMAL_TEMPORARY_FAILURE: OriginateOutcome.CONGESTION,  # 409
    HangupCause.SWITCH_CONGESTION: OriginateOutcome.CONGESTION,
    HangupCause.REQUESTED_CHAN_UNAVAIL: OriginateOutcome.CONGESTION,
    HangupCause.UNALLOCATED: OriginateOutcome.FAILED,  # 404
    HangupCause.NO_ROUTE_TRANSIT_NET: OriginateOutcome.FAILED,
    HangupCause.NO_ROUTE_DESTINATION: OriginateOutcome.FAILED,
    HangupCause.SUBSCRIBER_ABSENT: OriginateOutcome.FAILED,
    HangupCause.CALL_REJECTED: OriginateOutcome.FAILED,  # 401, 403, 603
    HangupCause.NUMBER_CHANGED: OriginateOutcome.FAILED,
    HangupCause.DESTINATION_OUT_OF_ORDER: OriginateOutcome.FAILED,  # 502
    HangupCause.INVALID_NUMBER_FORMAT: OriginateOutcome.FAILED,  # 484
    HangupCause.FACILITY_REJECTED: OriginateOutcome.FAILED,  # 501
    HangupCause.BEARERCAPABILITY_NOTAVAIL: OriginateOutcome.FAILED,  # 488
}
# The last control frame of the called channel, where it says enough by itself.
_BY_REASON: Final = {
    OriginateReason.BUSY: OriginateOutcome.BUSY,
    OriginateReason.CONGESTION: OriginateOutcome.CONGESTION,
}
# ... and where it counts only if no cause says more.
_UNANSWERED: Final = (OriginateReason.HANGUP, OriginateReason.RING, OriginateReason.RINGING)


class Attempt:
    """One call that is being tried: what has been seen of it so far."""

    def __init__(self, channel: str, unique_id: str, other_id: str, action_id: str, *, unique: bool) -> None:
        self._dialled = channel
        self._unique_id = unique_id
        self._other_id = other_id
        self._action_id = action_id
        # An id of the user's may be in use by another channel, whose events are not ours.
        self._unique = unique
        self._channel: str | None = None
        self._up: set[str] = set()
        self._causes: dict[str, HangupCause] = {}
        self._response: events.OriginateResponse | None = None

    def concerns(self, event: Seen) -> bool:
        """Whether an event is about this call. Other sessions' OriginateResponse reach us, too."""
        if isinstance(event, events.OriginateResponse):
            return event.action_id == self._action_id
        return event.unique_id in (self._unique_id, self._other_id)

    def take(self, event: Seen) -> None:
        """Take an event of this call in."""
        if isinstance(event, events.OriginateResponse):
            self._response = event
            return
        if isinstance(event, events.Hangup) and not self._unique and event.unique_id not in self._up:
            return
        if event.unique_id == self._unique_id:
            self._channel = event.channel
        if isinstance(event, events.Hangup):
            self._up.discard(event.unique_id)
            self._causes[event.unique_id] = event.cause or HangupCause.NOTDEFINED
        elif event.unique_id not in self._causes:
            self._up.add(event.unique_id)

    @property
    def told(self) -> bool:
        """The server has said how it went."""
        return self._response is not None

    @property
    def answered(self) -> bool:
        """The server has said that it was answered."""
        return self._response is not None and self._response.response.lower() == "success"

    @property
    def ended(self) -> bool:
        """The channel was made and is gone, and so is the other half of a Local one."""
        return self._unique_id in self._causes and not self._up

    @property
    def lacks_cause(self) -> bool:
        """The channel was made, its Hangup has not come yet, and the outcome depends on it."""
        response = self._response
        return self._unique_id in self._up and response is not None and response.reason not in _BY_REASON

    @property
    def decided(self) -> bool:
        """The server has said enough: no Hangup that is still to come would change the outcome."""
        response = self._response
        if response is None:
            return False
        return self.answered or self.ended or response.reason in _BY_REASON or response.reason in _UNANSWERED

    @property
    def cause(self) -> HangupCause | None:
        """Why the call ended. A Local channel's first half often knows less than the second."""
        own = self._causes.get(self._unique_id)
        return own or self._causes.get(self._other_id, own)

    def result(self) -> OriginateResult:
        """The outcome of a call of which the server has said how it went."""
        response = self._response
        assert response is not None
        reason, cause = response.reason, self.cause
        if self.answered:
            name = response.channel or self._channel
            return self._made(OriginateOutcome.ANSWERED, name, None, f"{name} answered")
        outcome = None if reason is None else _BY_REASON.get(reason)
        if outcome is None and cause is not None:
            outcome = _BY_CAUSE.get(cause)
        if outcome is None:
            outcome = OriginateOutcome.NO_ANSWER if reason in _UNANSWERED else OriginateOutcome.FAILED
        facts = "no Reason" if reason is None else f"Reason {reason:d}"
        facts += "" if cause is None else f", hangup cause {cause:d}"
        if cause is None and self._channel is not None:
            facts += ", its Hangup was not seen: a filter may hide it"
        if outcome is OriginateOutcome.FAILED and self._channel is None:
            detail = (
                f"no channel could be made for {self._dialled}: nobody is registered there, or this server "
                f"has no such device or technology ({facts})"
            )
        else:
            why = "" if not cause else f": {cause.description}"
            detail = f"{self._dialled} was not answered: {outcome} ({facts}{why})"
        return self._made(outcome, self._channel, cause, detail)

    def unknown(self, why: str) -> OriginateResult:
        """The outcome of a call of which no more can be learned."""
        return self._made(OriginateOutcome.UNKNOWN, self._channel, self.cause, f"{why}; {self._trace()}")

    def _trace(self) -> str:
        if self._unique_id in self._causes:
            return f"its channel {self._channel} has ended"
        if self._channel is not None:
            return f"its channel {self._channel} was made and was not seen to end"
        return f"the call may have been placed: look for a channel with the unique id {self._unique_id}"

    def _made(
        self, outcome: OriginateOutcome, channel: str | None, cause: HangupCause | None, detail: str
    ) -> OriginateResult:
        reason = None if self._response is None else self._response.reason
        return OriginateResult(
            outcome=outcome,
            channel=channel,
            unique_id=self._unique_id,
            cause=cause,
            reason=reason,
            detail=detail,
        )


async def place(
    action: actions.Originate,
    action_id: str,
    fan: FanOut,
    send: Callable[[float], Awaitable[object]],
    hidden: Callable[[float], Awaitable[str]],
    *,
    unique: bool,
) -> OriginateResult:
    """Send an asynchronous Originate and follow its call, at most its timeout and `ORIGINATE_MARGIN`.

    ``send`` sends it, within a time; what it raises comes out, unless the call
    may have been placed. ``hidden`` then says why the events of the call will
    not be seen (empty: nothing is known to hide them). ``unique``: no other
    channel can have the unique ids of this one.
    """
    unique_id = action.channel_id or ""
    other_id = action.other_channel_id or f"{unique_id};2"
    attempt = Attempt(action.channel, unique_id, other_id, action_id, unique=unique)
    limit = (action.timeout or 0.0) + ORIGINATE_MARGIN
    deadline = anyio.current_time() + limit
    kinds = (events.Newchannel, events.Hangup, events.OriginateResponse)
    stream: Follower[Seen | Gap] = Follower(fan, kinds, attempt.concerns, 64, "raise", gaps=True)
    async with AsyncExitStack() as stack:
        with anyio.move_on_after(limit) as entering:
            await stack.enter_async_context(stream)
        if entering.cancelled_caught:
            msg = (
                f"Originate was not sent: the server did not say within {limit:g} s that it sends its events"
            )
            raise ActionTimeout(msg, sent=False, action_id=action_id)
        try:
            await send(max(0.0, deadline - anyio.current_time()))
        except OutcomeUnknown as exc:
            return attempt.unknown(str(exc))
        except ActionTimeout as exc:
            if not exc.sent:
                raise
            return attempt.unknown(str(exc))
        lost = ""
        with anyio.move_on_after(deadline - anyio.current_time()):
            why = await hidden(max(0.0, deadline - anyio.current_time()))
            if why:
                return attempt.unknown(why)
            lost = await _follow(attempt, stream)
        # What came together with the end of the time counts.
        while stream.unread and not attempt.told and not lost:
            lost = await _take(attempt, stream)
    if attempt.told and (attempt.decided or not lost):
        return attempt.result()
    silent = (
        f"no OriginateResponse came within {limit:g} s (the user's read =, a filter or disabledevents = "
        "may hide it)"
    )
    return attempt.unknown(lost or silent)


async def _follow(attempt: Attempt, stream: Follower[Seen | Gap]) -> str:
    """Read until the outcome is clear; gives why it cannot become so, or nothing."""
    lost = ""
    while not attempt.told and not lost:
        lost = await _take(attempt, stream)
    if not attempt.answered:
        with anyio.move_on_after(SETTLE):
            while not attempt.ended and not lost:
                lost = await _take(attempt, stream)
        while attempt.lacks_cause and not lost:
            lost = await _take(attempt, stream)
    return lost


async def _take(attempt: Attempt, stream: Follower[Seen | Gap]) -> str:
    try:
        event = await stream.receive()
    except anyio.EndOfStream:
        return "the client was closed before the outcome was known"
    except AMIError as exc:
        return f"the connection was lost before the outcome was known ({exc})"
    if isinstance(event, Gap):
        return "the connection was lost before the outcome was known"
    attempt.take(event)
    return ""
