"""Agents of app_agent_pool."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response


class AgentLogoff(Action["Response"], frozen=True, kw_only=True, tag="AgentLogoff"):
    """Asterisk 16 to 23; privilege agent. Run on real Asterisk 16 and 22."""

    agent: str
    soft: bool | None = None

    name = "AgentLogoff"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Agent", "agent", "str"),
        ("Soft", "soft", "bool:true/false"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class Agents(Action["ListResponse[events.Agents]"], frozen=True, kw_only=True, tag="Agents"):
    """Asterisk 16 to 23; privilege agent. Run on real Asterisk 16 and 22."""

    name = "Agents"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(is_list=True, items=("Agents",), complete="AgentsComplete")
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)
    __reads_only__: ClassVar[bool] = True
