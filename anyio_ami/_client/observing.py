"""Telling the observers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from anyio_ami._log import Logger
from anyio_ami._messages.masking import mask_frames

from .fanout import is_cancellation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anyio_ami._messages.message import SessionInfo
    from anyio_ami._wire.correlate import Request
    from anyio_ami.actions import Action
    from anyio_ami.errors import AMIError
    from anyio_ami.observer import Observer

    from .server import ServerInfo

_log = Logger("anyio_ami")


class Observers:
    """The observers of one client, told one after the other; one that fails is told nothing more."""

    def __init__(self, observers: Iterable[Observer]) -> None:
        self._observers = tuple(observers)

    def _tell(self, observer: Observer, method: str, *arguments: Any) -> Any:
        try:
            return getattr(observer, method)(*arguments)
        except BaseException as exc:
            if not (isinstance(exc, Exception) or is_cancellation(exc)):
                raise
            _log.exception("%r failed in %s(); it is told nothing more", type(observer).__name__, method)
            self._observers = tuple(one for one in self._observers if one is not observer)
            return None

    def _tell_all(self, method: str, *arguments: Any) -> None:
        for observer in self._observers:
            self._tell(observer, method, *arguments)

    def connecting(self, session: SessionInfo) -> None:
        self._tell_all("connecting", session)

    def connected(self, session: SessionInfo, server: ServerInfo) -> None:
        self._tell_all("connected", session, server)

    def disconnected(self, session: SessionInfo, reason: AMIError | None) -> None:
        self._tell_all("disconnected", session, reason)

    def received(self, session: SessionInfo, data: bytes) -> None:
        self._tell_all("received", session, data)

    def decoded(self, session: SessionInfo, size: int, seconds: float) -> None:
        self._tell_all("decoded", session, size, seconds)

    def sent(self, session: SessionInfo, data: bytes) -> None:
        if self._observers:
            self._tell_all("sent", session, mask_frames(data))

    def follow(self, session: SessionInfo, action: Action[Any], request: Request) -> None:
        """Tell of an action that begins, and of its end."""
        handles = [
            (one, self._tell(one, "action_started", session, action, request.action_id))
            for one in self._observers
        ]
        request.told = partial(self._ended, handles)

    def _ended(self, handles: list[tuple[Observer, object]], request: Request) -> None:
        outcome = request.error if request.error is not None else request.reply if request.done else None
        for observer, handle in handles:
            if observer in self._observers:
                self._tell(observer, "action_ended", handle, outcome)
