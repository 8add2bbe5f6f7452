"""Which answer belongs to which request: a state machine without I/O."""

from __future__ import annotations

import re
from collections import OrderedDict
from math import inf
from typing import TYPE_CHECKING, Any, Final

from anyio_ami.errors import NotSent, OutcomeUnknown, ProtocolError

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami._messages.message import Message, Read
    from anyio_ami.actions import Answer
    from anyio_ami.errors import AMIError
    from anyio_ami.policy import Limits

    Decode = Callable[[str, int | None, Read], Any]

_TOMBSTONES: Final = 10_000
_ends_list = re.compile(r"\r\nEventList: *(?:Complete|Cancelled)\r\n", re.IGNORECASE).search


class Request:
    """One action on its way: queued, sent, answered or failed.

    `wake` is called when `done` becomes true, or the caller's patience ends. For streamed lists `begun`
    is called at the reply, and `take` is given the items instead of their being
    kept in `items`.
    """

    __slots__ = (
        "action_id",
        "answer",
        "begun",
        "count",
        "deadline",
        "done",
        "end",
        "error",
        "frame",
        "items",
        "listing",
        "name",
        "patience",
        "reply",
        "sent",
        "size",
        "take",
        "told",
        "wake",
    )

    def __init__(self, name: str, action_id: str, frame: bytes, answer: Answer) -> None:
        self.name: str = name
        self.action_id: str = action_id
        self.frame: bytes = frame
        self.answer: Answer = answer
        self.sent: bool = False
        self.done: bool = False
        self.listing: bool = False
        self.count: int = 0
        self.size: int = 0
        """Characters of the items so far."""
        self.deadline: float = 0.0
        """Until when the server may be busy with it."""
        self.patience: float = inf
        """Until when its caller waits."""
        self.reply: Any = None
        self.items: list[Any] = []
        self.end: Message | None = None
        self.error: AMIError | None = None
        self.wake: Callable[[], None] | None = None
        self.begun: Callable[[], None] | None = None
        self.take: Callable[[list[Any]], None] | None = None
        self.told: Callable[[Request], None] | None = None
        """Called once, before `wake`, when it is settled or given up."""

    def finish(self, error: AMIError | None = None) -> None:
        """Settle it: with its answer, or with ``error``. Only the first call counts."""
        if not self.done:
            self.done = True
            self.error = error
            self.tell()
            if self.wake is not None:
                self.wake()

    def tell(self) -> None:
        """Tell who follows it that it has ended."""
        told, self.told = self.told, None
        if told is not None:
            told(self)

    def lose(self, reason: str, cause: BaseException | None = None) -> None:
        """The connection is gone: say truly whether the action can have been executed."""
        if self.done:
            return
        error: AMIError
        if self.sent:
            error = OutcomeUnknown(
                f"{self.name} (ActionID {self.action_id}) was sent, but the connection was lost before its "
                f"answer was complete: {reason}; it may have been executed",
                action_id=self.action_id,
            )
        else:
            error = NotSent(
                f"{self.name} (ActionID {self.action_id}) was not sent: {reason}; it can be sent again"
            )
        error.__cause__ = cause
        self.finish(error)


class Correlator:
    """ActionID to request, lists to their end.

    A request that its caller gave up after it was sent leaves its id behind (a
    tombstone) until its answer or list end has come, so that its items reach
    nobody.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.pending: dict[str, Request] = {}
        # Their first entries go first: to find the next one, a plain dict would walk over all that are gone.
        self._tombstones: OrderedDict[str, Answer] = OrderedDict()
        # Deadline of every request that is not answered yet, given up or not, in the order of sending.
        self._deadlines: OrderedDict[str, float] = OrderedDict()
        self.abandoned: int = 0
        """Frames that came for requests which their callers had given up."""
        self.heard: int = 0
        """Replies and list items that answered one of our requests, given up or not."""
        self.unmatched: int = 0
        """Replies without an ActionID or with one that nobody waits for."""
        # A running list whose items cannot be told by their ActionID alone.
        self.odd: tuple[str, Answer] | None = None
        self._unflushed: list[Request] = []

    def add(self, request: Request, *, own: bool = False) -> None:
        """Take a request in; raises NotSent at the bound of requests in flight.

        The bound is the user's: the session's ``own`` requests go past it.
        """
        if len(self.pending) >= self._limits.pending and not own:
            msg = (
                f"{request.name} was not sent: {self._limits.pending} actions are in flight "
                "(Limits.pending); wait for some of their answers"
            )
            raise NotSent(msg)
        self.pending[request.action_id] = request
        self._deadlines[request.action_id] = request.deadline

    def abandon(self, request: Request) -> None:
        """The caller waits no longer (time-out, cancellation, overflow)."""
        request.tell()
        request.done = True
        if self.pending.pop(request.action_id, None) is None:
            return
        if not request.sent:
            self._deadlines.pop(request.action_id, None)
            self._end_odd(request.action_id)
            return
        self._tombstones[request.action_id] = request.answer
        if len(self._tombstones) > _TOMBSTONES:
            self._bury(next(iter(self._tombstones)))

    @property
    def idle(self) -> bool:
        """Whether no answer is due, to us or to nobody."""
        return not self.pending and not self._tombstones

    def busy_until(self) -> float:
        """Until when the server may be silent because it is busy with an action of ours.

        It runs the actions of one connection one after the other, so only the
        oldest that is sent and not answered can hold it back.
        """
        for action_id, deadline in self._deadlines.items():
            request = self.pending.get(action_id)
            return deadline if request is None or request.sent else 0.0
        return 0.0

    def last_deadline(self) -> float:
        """The latest deadline of all that is sent and not answered; 0 if there is none."""
        sent = (
            deadline
            for action_id, deadline in self._deadlines.items()
            if (request := self.pending.get(action_id)) is None or request.sent
        )
        return max(sent, default=0.0)

    def _bury(self, action_id: str) -> None:
        del self._tombstones[action_id]
        self._deadlines.pop(action_id, None)
        self._end_odd(action_id)

    def reply(self, action_id: str | None, is_list: bool, is_error: bool) -> Request | None:
        """A ``Response:`` has come. The request that it answers, or None: it settles nothing.

        The caller sets the request's `reply` and then calls `replied`.
        """
        request = self.pending.get(action_id) if action_id else None
        if request is not None and request.reply is None:
            self.heard += 1
            return request
        answer = self._tombstones.get(action_id) if action_id else None
        if action_id and answer is not None:
            self.heard += 1
            self.abandoned += 1
            if is_error or not _lists(answer, is_list):
                self._bury(action_id)
            else:
                self._begin_odd(action_id, answer)
        else:
            self.unmatched += 1
        return None

    def replied(self, request: Request, *, is_list: bool, is_error: bool) -> None:
        """The reply is decoded: the request is settled, or its list begins."""
        if is_error or not _lists(request.answer, is_list):
            self._settle(request)
        else:
            request.listing = True
            if request.begun is not None:
                request.begun()
            self._begin_odd(request.action_id, request.answer)

    def item(self, action_id: str, name: str, frame: str, decode: Decode, read: Read) -> bool:
        """An event with an ActionID of ours has come, with its frame. False if it belongs to no list."""
        request = self.pending.get(action_id)
        if request is None:
            answer = self._tombstones.get(action_id)
            if answer is None:
                return False
            self.heard += 1
            self.abandoned += 1
            if _is_end(answer, name, frame) or answer.item_count is not None:
                self._bury(action_id)
            return True
        answer = request.answer
        if not request.listing:
            # Before its reply nothing can be an item or an end: somebody else repeats our id.
            return False
        self.heard += 1
        if _is_end(answer, name, frame):
            request.end = decode(frame, None, read)
            self._settle(request)
            return True
        event = decode(frame, None, read)
        request.items.append(event)
        request.count += 1
        request.size += len(frame)
        if request.take is not None:
            if len(request.items) == 1:
                self._unflushed.append(request)
        elif request.count > self._limits.list_items:
            msg = (
                f"the list of {request.name} (ActionID {action_id}) has more than "
                f"{self._limits.list_items} items (Limits.list_items); stream it with ami.stream()"
            )
            raise ProtocolError(msg)
        elif request.size > self._limits.list_bytes:
            msg = (
                f"the list of {request.name} (ActionID {action_id}) is over Limits.list_bytes "
                f"({self._limits.list_bytes}); stream it with ami.stream()"
            )
            raise ProtocolError(msg)
        if answer.item_count is not None and request.count >= answer.item_count:
            self._settle(request)
        return True

    def flush(self) -> None:
        """Hand the items of this read to the readers of streamed lists."""
        while self._unflushed:
            self._hand_over(self._unflushed.pop())

    def _hand_over(self, request: Request) -> None:
        if request.take is not None and request.items and not request.done:
            items, request.items = request.items, []
            request.take(items)

    def lose(self, reason: str, cause: BaseException | None = None) -> None:
        """The connection is gone: every request fails, at once."""
        pending = list(self.pending.values())
        self.pending.clear()
        self._tombstones.clear()
        self._deadlines.clear()
        self.odd = None
        for request in pending:
            request.lose(reason, cause)

    def _settle(self, request: Request) -> None:
        action_id = request.action_id
        self.pending.pop(action_id, None)
        self._deadlines.pop(action_id, None)
        if self.odd is not None:
            self._end_odd(action_id)
        if request.take is not None:
            self._hand_over(request)
        request.finish()

    def _begin_odd(self, action_id: str, answer: Answer) -> None:
        if answer.items_lack_action_id or answer.items_unterminated:
            self.odd = (action_id, answer)

    def _end_odd(self, action_id: str) -> None:
        if self.odd is not None and self.odd[0] == action_id:
            self.odd = None


def _is_end(answer: Answer, name: str, frame: str) -> bool:
    # The servers' versions differ in the names of end events. An item is never an end, whatever
    # lines its values forge (ApplicationData of CoreShowChannel comes raw).
    return name == answer.complete or (name not in answer.items and _ends_list(frame) is not None)


def _lists(answer: Answer, started: bool) -> bool:
    # Some actions answer with a list only sometimes (Hangup by pattern, Custom): the reply says so.
    return answer.is_list or (started and bool(answer.items))
