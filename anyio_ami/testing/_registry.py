"""The tables of the actions that the server has of itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ._pbx import Action

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ._pbx import PBX
    from ._requests import Answer, FakeRequest

    Built: TypeAlias = Callable[[PBX, FakeRequest], Answer | Awaitable[Answer]]


class BuiltIn(NamedTuple):
    """An action of any server: see :class:`Action`."""

    name: str
    privilege: str
    handler: Built
    """Is given the server too."""
    in_module: bool

    def of(self, pbx: PBX) -> Action:
        """That action of this server."""
        return Action(self.name, self.privilege, partial(self.handler, pbx), self.in_module)


Table: TypeAlias = dict[str, BuiltIn]
"""Actions by their lower-case names."""


def action(
    table: Table, name: str, privilege: str = "", *, in_module: bool = False
) -> Callable[[Built], Built]:
    """Decorator: put a handler into a table."""

    def add(handler: Built) -> Built:
        table[name.lower()] = BuiltIn(name, privilege, handler, in_module)
        return handler

    return add
