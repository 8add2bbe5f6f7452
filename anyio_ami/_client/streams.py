"""The streams as their readers see them; what fills them has more methods, and is nobody else's business."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from anyio.abc import ObjectReceiveStream

if TYPE_CHECKING:
    from typing_extensions import Self

    from anyio_ami.events import Event
    from anyio_ami.responses import Response

T_co = TypeVar("T_co", covariant=True)


class Subscription(ObjectReceiveStream[T_co], Generic[T_co]):
    """A stream of events, bounded and in order; read it with ``async for``.

    ``async with ami.subscribe(...) as stream:`` (or that of an `EventBus`) begins it: what is published
    from then on comes, nothing from before. It is an
    `anyio.abc.ObjectReceiveStream`.
    """

    @property
    @abstractmethod
    def lost(self) -> int:
        """Events dropped so far because the buffer was full."""

    @property
    @abstractmethod
    def unread(self) -> int:
        """Events that wait to be read."""

    @abstractmethod
    async def __aenter__(self) -> Self:
        """Begin it. Waits only where ``filters="auto"`` has the server asked for more.

        Raises RuntimeError for a second entering, and with ``filters="auto"`` ActionTimeout or ActionError.
        A cancelled or failed entering leaves nothing behind.
        """

    @abstractmethod
    async def receive(self) -> T_co:
        """The next item.

        Raises `EventsLost` at the place of a loss (``overflow="raise"``) and
        goes on after it; `anyio.EndOfStream` after the end; the cause when the
        connection is lost for good; `anyio.ClosedResourceError` after `aclose`;
        what ``where`` raised.
        A cancelled call leaves everything in place.
        """

    @abstractmethod
    def close(self) -> None:
        """Stop receiving and drop what is buffered; waiting readers get `anyio.ClosedResourceError`."""

    async def aclose(self) -> None:
        """The same as `close`. Never waits."""
        self.close()


class ListStream(ObjectReceiveStream[T_co], Generic[T_co]):
    """The items of a list answer as they come; read it with ``async for``.

    Entering it sends the action and waits for the reply, so that an error of
    the server is raised there. After the last item `complete` and `expected`
    are known. A list that is left early, or that is read too slowly for its
    buffer (`ListOverflow`), is dropped without stopping the connection.
    """

    @property
    @abstractmethod
    def response(self) -> Response:
        """The reply that began the list. Raises RuntimeError before entering."""

    @property
    @abstractmethod
    def complete(self) -> Event | None:
        """The event that ended the list; None before its end."""

    @property
    @abstractmethod
    def expected(self) -> int | None:
        """How many items the server counted, once the list has ended."""

    @property
    @abstractmethod
    def unread(self) -> int:
        """Items that wait to be read."""

    @abstractmethod
    async def __aenter__(self) -> Self:
        """Send the action and wait for the reply.

        Raises RuntimeError for a second entering, and else what `AMIClient.send` raises. A cancelled or
        failed entering drops the list: what was sent runs on in the server, and its items reach nobody.
        """

    @abstractmethod
    async def receive(self) -> T_co:
        """The next item.

        Raises `anyio.EndOfStream` after the last one; `ListOverflow`; `ActionTimeout` when nothing came
        in time; the cause when the connection is lost; `anyio.ClosedResourceError` after `aclose`.
        A cancelled call leaves everything in place.
        """

    @abstractmethod
    def close(self) -> None:
        """Drop the list; waiting readers get `anyio.ClosedResourceError`."""

    async def aclose(self) -> None:
        """The same as `close`. Never waits."""
        self.close()
