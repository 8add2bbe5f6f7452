"""What an action is to the server: its name, who may run it, what answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._texts import class_bits

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._session import FakeUser, Handler


class Action(NamedTuple):
    """One action that a server offers."""

    name: str
    privilege: str
    """Comma list of classes of which an account must write one; empty: none needed."""
    handler: Handler
    in_module: bool
    """It comes with a module, so it is unknown until the server has booted."""

    def allowed(self, account: FakeUser) -> bool:
        """Whether this account may run it."""
        return not self.privilege or bool(class_bits(self.privilege) & account.write)


def action(
    table: dict[str, Action], name: str, privilege: str = "", *, in_module: bool = False
) -> Callable[[Handler], Handler]:
    """Decorator: put a handler into a table."""

    def add(handler: Handler) -> Handler:
        table[name.lower()] = Action(name, privilege, handler, in_module)
        return handler

    return add
