"""``--debug``: what goes over the line, without secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio_ami import Observer, mask_frame

from ._errors import clean
from ._output import status, tell

if TYPE_CHECKING:
    from anyio_ami import ServerInfo, SessionInfo
    from anyio_ami.errors import AMIError

_END = b"\r\n\r\n"
_LONGEST = 1 << 20


class WireLog(Observer):
    """Writes frames to stderr: ``<`` what came, ``>`` what went."""

    def __init__(self) -> None:
        self._rest = b""

    def connecting(self, session: SessionInfo) -> None:
        self._rest = b""
        _tell("=", f"connecting to {session.endpoint}")

    def connected(self, session: SessionInfo, server: ServerInfo) -> None:
        _tell("=", f"logged in to {session.endpoint}: Asterisk {server.version or server.greeting}")

    def disconnected(self, session: SessionInfo, reason: AMIError | None) -> None:
        _tell("=", f"disconnected from {session.endpoint}: {reason or 'in order'}")

    def received(self, session: SessionInfo, data: bytes) -> None:
        *frames, rest = (self._rest + data).split(_END)
        # Secrets are told by whole frames; one that never ends is not shown at all.
        self._rest = rest if len(rest) < _LONGEST else b""
        for frame in frames:
            self._show("<", frame)

    def sent(self, session: SessionInfo, data: bytes) -> None:
        for frame in data.removesuffix(_END).split(_END):
            self._show(">", frame)

    def _show(self, mark: str, frame: bytes) -> None:
        for line in mask_frame(frame).decode("utf-8", "replace").split("\r\n"):
            _tell(mark, line)


def _tell(mark: str, line: str) -> None:
    status.clear()
    tell(f"{mark} {clean(line)}\n")
