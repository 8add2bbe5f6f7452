"""What is refused: by us, since this server's version lacks it; or by the server, in its answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from anyio_ami._messages.shown import shown
from anyio_ami.errors import ActionError, NotFound, PermissionDenied, ShuttingDown, UnsupportedAction

if TYPE_CHECKING:
    from anyio_ami.actions import Action
    from anyio_ami.responses import Response

    from .server import ServerInfo

KNOWN: Final = range(16, 24)
"""The major versions that the actions are described for."""

# How Asterisk 16 to 23 say that the object of an action is not there.
_not_found = re.compile(r"not found|no such|not find|not be found|does not exist", re.IGNORECASE).search


def _spoken(versions: tuple[int, ...]) -> str:
    """``(16, 18, 19, 20)`` as ``16 and 18 to 20``."""
    runs: list[list[int]] = []
    for major in sorted(versions):
        if runs and runs[-1][-1] == major - 1:
            runs[-1].append(major)
        else:
            runs.append([major])
    parts: list[str] = []
    for run in runs:
        parts.extend([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(major) for major in run])
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def refuse_unsupported(action: Action[Any], server: ServerInfo | None) -> None:
    """Raise UnsupportedAction for what this server is known to lack.

    Nothing is refused to a server whose version is not known, or is none of
    those described.
    """
    major = None if server is None else server.major
    if server is None or major not in KNOWN:
        return
    version = server.version or str(major)
    versions = action.__versions__
    if versions and major not in versions:
        msg = (
            f"{action.name} was not sent: this is Asterisk {version}, and only Asterisk {_spoken(versions)} "
            "have it"
        )
        raise UnsupportedAction(msg, versions=versions)
    for field, having in action.__field_versions__.items():
        if major not in having and getattr(action, field, None) is not None:
            msg = (
                f"{action.name} was not sent: this is Asterisk {version}, and only Asterisk "
                f"{_spoken(having)} have its field {field!r}"
            )
            raise UnsupportedAction(msg, field=field, versions=having)


def _hint_unknown(action: Action[Any], server: ServerInfo | None) -> str:
    """What to add when the server does not know an action; empty where nothing is known."""
    versions = action.__versions__
    if not versions or server is None:
        return ""
    if server.major in KNOWN and server.major not in versions:
        version = server.version or str(server.major)
        return f" (only Asterisk {_spoken(versions)} have it, and this is {version})"
    return f" (Asterisk {_spoken(versions)} have it; is its module loaded?)"


def is_shutting_down(reply: Response) -> bool:
    """Whether this is what a server that is about to stop or to restart says to every action."""
    return not reply.ok and reply.message == "Asterisk is shutting down"


def action_error(action: Action[Any], reply: Response, server: ServerInfo | None) -> ActionError:
    """The error that stands for a ``Response: Error``."""
    name = action.name
    output: list[str] = getattr(reply, "output", [])
    text = reply.message
    if output:
        text = f"{text}: {output[0]}"
    text = shown(text)
    lowered = reply.message.lower()
    if lowered == "permission denied":
        classes = tuple(one.lower() for one in action.__classes__)
        needed = f"one of write = {','.join((*classes, 'all'))}" if classes else "a write class for it"
        msg = f"{name}: permission denied; the manager user needs {needed} in manager.conf"
        return PermissionDenied(msg, response=reply, action=name, classes=classes)
    if is_shutting_down(reply):
        return ShuttingDown(f"{name} was not executed: {text}", response=reply)
    if lowered.startswith("invalid/unknown command"):
        text += _hint_unknown(action, server)
    elif _not_found(reply.message):
        return NotFound(f"{name}: {text}", response=reply)
    return ActionError(f"{name}: the server answered Error: {text or '(no message)'}", response=reply)
