"""A list answer item by item, in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import anyio
from anyio.lowlevel import checkpoint_if_cancelled

from anyio_ami._messages.values import INTS
from anyio_ami.errors import ActionTimeout, ListOverflow

from .mailbox import Mailbox
from .streams import ListStream

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Self

    from anyio_ami._messages.message import Message
    from anyio_ami._wire.correlate import Request
    from anyio_ami.events import Event
    from anyio_ami.responses import Response

    from .session import Session

Item_co = TypeVar("Item_co", covariant=True)

DEFAULT_LIST_BUFFER = 65_536


class ListReader(Mailbox[Item_co], ListStream[Item_co], Generic[Item_co]):
    """A list that is asked for and received."""

    def __init__(
        self,
        submit: Callable[[], tuple[Request, Session]],
        check: Callable[[Request], None],
        timeout: float,
        buffer: int,
    ) -> None:
        super().__init__(buffer, "raise", gaps=False)
        self._submit = submit
        self._check = check
        self._timeout = timeout
        self._request: Request | None = None
        self._session: Session | None = None

    @property
    def response(self) -> Response:
        if self._request is None or self._request.reply is None:
            msg = "the list has no reply yet: enter it first"
            raise RuntimeError(msg)
        reply: Response = self._request.reply
        return reply

    @property
    def complete(self) -> Event | None:
        return None if self._request is None else cast("Event | None", self._request.end)

    @property
    def expected(self) -> int | None:
        return expected_items(self.complete)

    async def __aenter__(self) -> Self:
        if self._request is not None:
            msg = "a list can be entered only once; call stream() again"
            raise RuntimeError(msg)
        await checkpoint_if_cancelled()
        self._request, self._session = self._submit()
        request = self._request
        replied = anyio.Event()
        request.take = self._take_items
        request.begun = replied.set
        request.wake = lambda: self._settled(request, replied)
        try:
            with anyio.move_on_after(self._timeout):
                await replied.wait()
            if request.reply is None and request.error is None:
                raise self._too_late(request)
            self._check(request)
        except BaseException:
            self.close()
            raise
        return self

    def _settled(self, request: Request, replied: anyio.Event) -> None:
        replied.set()
        error = request.error
        self.end(None if error is None else lambda: error)

    def _take_items(self, items: list[Any]) -> None:
        # As in a subscription: what stood unread before a read counts, the read itself fits.
        if self.unread > self._limit:
            request = self._request
            name = "the list" if request is None else f"the list of {request.name}"
            overflow = ListOverflow(
                f"{name} came faster than it was read: {self._limit} items were waiting; "
                "read faster or give a larger buffer="
            )
            self._abandon()
            self.end(lambda: overflow)
        else:
            self.push(items)

    async def _wait(self) -> None:
        with anyio.move_on_after(self._timeout) as scope:
            await super()._wait()
        if scope.cancelled_caught and self._request is not None:
            late = self._too_late(self._request)
            self.end(lambda: late)
            raise late

    def _too_late(self, request: Request) -> ActionTimeout:
        self._abandon()
        return ActionTimeout(
            f"{request.name} (ActionID {request.action_id}): nothing came within {self._timeout:g} s",
            sent=request.sent,
            action_id=request.action_id,
        )

    def _abandon(self) -> None:
        if self._request is not None and self._session is not None and not self._request.done:
            self._session.abandon(self._request)

    def close(self) -> None:
        self._abandon()
        super().close()

    def _check_readable(self) -> None:
        if self._request is None:
            msg = "begin the list first: async with ami.stream(...) as items"
            raise RuntimeError(msg)
        super()._check_readable()


def expected_items(end: Message | None) -> int | None:
    """What the event that ended a list says of its length, whether its class is known or not."""
    return None if end is None else INTS[end.headers.get("ListItems", default="")]
