"""What a manager user may see, as far as the server says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio

from anyio_ami.errors import ActionError, AMIError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from anyio_ami.responses import Response


def show_user(username: str) -> str | None:
    """The CLI command that shows a user's rights; None for a name that no command can hold."""
    return None if '"' in username or "\\" in username else f'manager show user "{username}"'


def read_classes(reply: Response) -> frozenset[str] | None:
    """The classes that a user reads, from the answer to `show_user` (the same on 16 and 22).

    None: the answer does not tell.
    """
    for line in reply.headers.get_all("Output"):
        label, _, classes = line.partition(":")
        if label.strip() == "read perm":
            return frozenset(classes.strip().split(","))
    return None


def reads(classes: frozenset[str], event_class: str) -> bool:
    """Whether who reads ``classes`` is shown events of ``event_class``."""
    return not classes.isdisjoint((event_class, "all"))


class ReadRights:
    """What our user reads, asked once for each login: rights are those of the moment of the login."""

    def __init__(self) -> None:
        self._lock = anyio.Lock()
        self._login: object = None
        self._classes: frozenset[str] | None = None

    async def classes(self, login: object, ask: Callable[[], Awaitable[Response]]) -> frozenset[str] | None:
        """The classes of the session ``login``; None where the server may not be asked, or does not say."""
        async with self._lock:
            if self._login is not login:
                try:
                    self._classes = read_classes(await ask())
                except ActionError:
                    self._classes = None
                except AMIError:
                    return None
                self._login = login
            return self._classes
