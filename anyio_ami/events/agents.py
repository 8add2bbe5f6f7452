"""Agents of app_agent_pool."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import AgentState

from ._base import ListComplete
from ._groups import ChannelEvent


class AgentLogin(ChannelEvent, frozen=True, gc=False, tag="AgentLogin"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22."""

    agent: str = ""

    name = "AgentLogin"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Agent", "agent", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class AgentLogoff(ChannelEvent, frozen=True, gc=False, tag="AgentLogoff"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22.

    ``logged_in_seconds``: seconds.
    """

    agent: str = ""
    logged_in_seconds: int | None = None

    name = "AgentLogoff"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Agent", "agent", "str"),
        ("Logintime", "logged_in_seconds", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class Agents(ChannelEvent, frozen=True, gc=False, tag="Agents"):
    """Asterisk 16 to 23; event class agent. Only as an answer to Agents. Seen from real Asterisk 16 and 22.

    ``talking_to_chan``: never seen on a real server.

    ``call_started``: seconds since 1970; never seen on a real server.

    ``login_time``: seconds since 1970.
    """

    agent: str = ""
    agent_name: str = ""
    status: AgentState | None = None
    talking_to_chan: str = ""
    call_started: int | None = None
    login_time: int | None = None

    name = "Agents"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Agent", "agent", "str"),
        ("Name", "agent_name", "str"),
        ("Status", "status", "AgentState"),
        ("TalkingToChan", "talking_to_chan", "str"),
        ("CallStarted", "call_started", "int"),
        ("LoggedInTime", "login_time", "int"),
    )
    __aliases__: ClassVar[Mapping[str, str]] = {"LoggedInChan": "channel"}
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)


class AgentsComplete(ListComplete, frozen=True, gc=False, tag="AgentsComplete"):
    """Asterisk 16 to 23; event class agent. Only as an answer to Agents. Seen from real Asterisk 16 and
    22.
    """

    name = "AgentsComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agent",)
