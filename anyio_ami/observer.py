"""What a client tells while it works: for recordings, metrics and traces."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anyio_ami._client.server import ServerInfo
    from anyio_ami._messages.message import SessionInfo
    from anyio_ami.actions import Action
    from anyio_ami.errors import AMIError
    from anyio_ami.responses import Response


class Observer:
    """Told what a client does, as it happens: ``connect_ami(observers=[...])``.

    Override what you want to know. Each method is called in the event loop's own
    thread, now and then outside of any task, and whatever it takes everybody waits
    for: it must be quick, and cannot be awaited. What it raises is logged, and that
    observer is told nothing more. Without observers none of this costs anything.
    """

    def connecting(self, session: SessionInfo) -> None:
        """An attempt to connect begins. One that fails leaves its number to the next."""

    def connected(self, session: SessionInfo, server: ServerInfo) -> None:
        """The login is done."""

    def disconnected(self, session: SessionInfo, reason: AMIError | None) -> None:
        """The attempt has failed or the connection has ended; None: by us, in order."""

    def received(self, session: SessionInfo, data: bytes) -> None:
        """What one read from the socket gave, TLS undone: frames cut anywhere, before they are decoded.

        What the server sent may hold secrets: see `mask_frame`.
        """

    def decoded(self, session: SessionInfo, size: int, seconds: float) -> None:
        """These ``size`` bytes were decoded and handed on, which took so many seconds."""

    def sent(self, session: SessionInfo, data: bytes) -> None:
        """Whole frames go out. Secret headers, those of the login too, are ``***`` in it."""

    def action_started(self, session: SessionInfo, action: Action[object], action_id: str) -> object:
        """An action is queued to be sent, in the task of its caller.

        What it returns is given to `action_ended`.
        """
        return None

    def action_ended(self, handle: object, outcome: Response | AMIError | None) -> None:
        """The action has its answer (of a list the first part), or an error; None: its caller left."""
