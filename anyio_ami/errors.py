"""Everything that anyio_ami raises, in one tree.

::

    AMIError
    ├── ConnectError            no connection: refused, DNS, TLS, server stopping, login in use
    │   ├── ConnectTimeout      ... not within connect_timeout or login_timeout (also a TimeoutError)
    │   └── TLSError            ... since TLS failed: one side speaks none, no version in common, ...
    │       └── CertificateError  ... since the server's certificate is not trusted: see `reason`
    ├── AuthenticationError     the server refused the credentials
    ├── FilterRefused           the server does not take a filter of connect_ami(filters=[...])
    ├── ConnectionLost          the connection ended
    │   ├── OutcomeUnknown      ... after the action was sent: it may have been executed
    │   └── NotSent             ... or was full before the action went out: it surely was not executed
    │       └── NotConnected    ... there was no connection at the time of the call
    ├── ActionTimeout           no answer within the deadline (also a TimeoutError)
    ├── ActionError             the server answered `Response: Error`
    │   ├── PermissionDenied
    │   ├── NotFound
    │   └── ShuttingDown        ... since it is about to stop or to restart: nothing was executed
    ├── InvalidAction           an action that must not be sent as it is; nothing was sent
    │   └── UnsupportedAction   ... since this server's version lacks it (strict=True)
    ├── WaitTimeout             `ami.wait_for()` saw no such event in time (also a TimeoutError)
    ├── ProtocolError           the server sent what it must not, or more than `Limits` allow
    ├── EventsLost              a subscription was too slow; it goes on
    ├── ListOverflow            a reader of a streamed list was too slow
    └── ClientClosed            used after the `async with connect_ami()` block
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from .responses import ListResponse, Response

__all__ = [
    "AMIError",
    "ActionError",
    "ActionTimeout",
    "AuthenticationError",
    "CertificateError",
    "ClientClosed",
    "ConnectError",
    "ConnectTimeout",
    "ConnectionLost",
    "EventsLost",
    "FilterRefused",
    "InvalidAction",
    "ListOverflow",
    "NotConnected",
    "NotFound",
    "NotSent",
    "OutcomeUnknown",
    "PermissionDenied",
    "ProtocolError",
    "ShuttingDown",
    "TLSError",
    "UnsupportedAction",
    "WaitTimeout",
]

_E = TypeVar("_E", bound="AMIError")

CertificateReason = Literal[
    "expired", "not_yet_valid", "wrong_host", "unknown_authority", "self_signed", "other"
]


class AMIError(Exception):
    """The root of all errors of this library. Every one pickles."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__.copy())


def _restore(cls: type[_E], args: tuple[Any, ...], state: dict[str, Any]) -> _E:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error


def fresh(error: _E) -> _E:
    """A new instance of the same error, chained to ``error``, with a traceback of its own."""
    again = _restore(type(error), error.args, {k: v for k, v in error.__dict__.items() if k != "__notes__"})
    again.__cause__ = error
    return again


class ConnectError(AMIError):
    """No working connection could be made: the text says which part failed and why.

    Also the end of a client whose own ``reconnect=`` function failed, with its error as ``__cause__``.
    """


class ConnectTimeout(ConnectError, TimeoutError):
    """Connecting or logging in took longer than ``connect_timeout`` or ``login_timeout``."""


class TLSError(ConnectError):
    """TLS failed: one side speaks none, no version in common, a client certificate wanted or refused, ...

    Like any ConnectError it is raised at the first connection, and tried again by the
    policy at later ones: what is wrong with a server may be mended there.
    """


class CertificateError(TLSError):
    """The server's certificate is not trusted, and nothing was sent. ``reason`` says why.

    It has ``"expired"``, is ``"not_yet_valid"``, carries not the name that was asked for
    (``"wrong_host"``), its authority is not among those trusted (``"unknown_authority"``), it has
    none (``"self_signed"``), or anything ``"other"``.
    """

    def __init__(self, message: str, *, reason: CertificateReason) -> None:
        super().__init__(message)
        self.reason: CertificateReason = reason


class AuthenticationError(AMIError):
    """The server refused the credentials. It closes the connection after such an answer.

    No further attempt is made, unless ``connect_ami(retry_auth=True)``.
    """


class FilterRefused(AMIError):
    """The server does not take a filter of ``connect_ami(filters=[...])``: ``filter`` is its text.

    It does not compile, the manager user may not set filters, or the server is too
    old for it. As with refused credentials no further attempt is made, unless
    ``connect_ami(retry_auth=True)``.
    """

    def __init__(self, message: str, *, filter: str) -> None:
        super().__init__(message)
        self.filter = filter


class ConnectionLost(AMIError):
    """The connection ended: closed by the server, broken, or silent for too long."""


class OutcomeUnknown(ConnectionLost):
    """The action was sent and its answer will never come: it may have been executed or not.

    ``action_id`` names it; ``partial`` holds what had come of a list answer.
    """

    def __init__(
        self, message: str, *, action_id: str | None = None, partial: ListResponse[Any] | None = None
    ) -> None:
        super().__init__(message)
        self.action_id = action_id
        self.partial: ListResponse[Any] | None = partial


class NotSent(ConnectionLost):
    """The action surely did not leave this process: it can be sent again."""


class NotConnected(NotSent):
    """There was no connection when the action was to be sent."""


class ActionTimeout(AMIError, TimeoutError):
    """No answer within the deadline. ``sent`` is False if the action surely did not leave this process.

    ``action_id`` names it; None where it got none, since there was no connection.
    """

    def __init__(self, message: str, *, sent: bool, action_id: str | None = None) -> None:
        super().__init__(message)
        self.sent = sent
        self.action_id = action_id


class ActionError(AMIError):
    """The server answered ``Response: Error``; the whole answer is in ``response``."""

    def __init__(self, message: str, *, response: Response) -> None:
        super().__init__(message)
        self.response: Response = response


class PermissionDenied(ActionError):
    """The manager user may not run this action.

    ``action`` is its name, ``classes`` are the write classes of which one is
    needed (``write =`` in manager.conf; ``all`` holds them all); empty: unknown.
    """

    def __init__(
        self, message: str, *, response: Response, action: str = "", classes: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, response=response)
        self.action = action
        self.classes = classes


class NotFound(ActionError):
    """The object that the action names does not exist."""


class ShuttingDown(ActionError):
    """The server is about to stop or to restart, and executes nothing any more (Asterisk 16 to 23).

    With ``wait`` or ``retry`` `AMIClient.send` waits for the next connection instead.
    """


class InvalidAction(AMIError):
    """The action must not be sent as it is; nothing was sent. ``field`` names the culprit."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class UnsupportedAction(InvalidAction):
    """This server's version lacks the action, or a field of it that is set; nothing was sent.

    Only with ``connect_ami(..., strict=True)``. ``field`` is None for the action
    itself; ``versions`` are the major versions that have what is asked for.
    """

    def __init__(self, message: str, *, field: str | None = None, versions: tuple[int, ...] = ()) -> None:
        super().__init__(message, field=field)
        self.versions = versions


class WaitTimeout(AMIError, TimeoutError):
    """None of the events waited for came in time: ``types`` are their names, ``seconds`` is the limit."""

    def __init__(self, message: str, *, types: tuple[str, ...], seconds: float) -> None:
        super().__init__(message)
        self.types = types
        self.seconds = seconds


class ProtocolError(AMIError):
    """The server broke the protocol or a bound of `Limits`; the text says which. The connection ends."""


class EventsLost(AMIError):
    """A subscription's buffer was full and ``count`` events were dropped. The stream goes on after it."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} events were lost: this subscription was read too slowly for its buffer; "
            "read faster, subscribe to fewer types, or give a larger buffer="
        )
        self.count = count

    def __reduce__(self) -> tuple[Any, ...]:
        return EventsLost, (self.count,)


class ListOverflow(AMIError):
    """The items of a streamed list came faster than they were read, and its buffer was full."""


class ClientClosed(AMIError):
    """The client was used after its ``async with`` block had ended."""
