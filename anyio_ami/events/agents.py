"""Agents of app_agent_pool."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import ListComplete
from ._groups import ChannelEvent


class AgentLogin(ChannelEvent, frozen=True, gc=False, tag="AgentLogin"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22."""

    agent: str = ""

    name = "AgentLogin"
    __wire__ = (("Agent", "agent", "str"),)
    __classes__ = ("agent",)


class AgentLogoff(ChannelEvent, frozen=True, gc=False, tag="AgentLogoff"):
    """Asterisk 16 to 23; event class agent. Seen from real Asterisk 16 and 22.

    ``login_time``: seconds.
    """

    agent: str = ""
    login_time: int | None = None

    name = "AgentLogoff"
    __wire__ = (
        ("Agent", "agent", "str"),
        ("Logintime", "login_time", "int"),
    )
    __classes__ = ("agent",)


class Agents(ChannelEvent, frozen=True, gc=False, tag="Agents"):
    """Asterisk 16 to 23; event class agent. Only as an answer to Agents. Seen from real Asterisk 16 and 22.

    ``talking_to_chan``: never seen on a real server.

    ``call_started``: seconds since 1970; never seen on a real server.

    ``logged_in_time``: seconds since 1970.
    """

    agent: str = ""
    agent_name: str = ""
    status: str = ""
    talking_to_chan: str = ""
    call_started: int | None = None
    logged_in_time: int | None = None

    name = "Agents"
    __wire__ = (
        ("Agent", "agent", "str"),
        ("Name", "agent_name", "str"),
        ("Status", "status", "str"),
        ("TalkingToChan", "talking_to_chan", "str"),
        ("CallStarted", "call_started", "int"),
        ("LoggedInTime", "logged_in_time", "int"),
    )
    __classes__ = ("agent",)


class AgentsComplete(ListComplete, frozen=True, gc=False, tag="AgentsComplete"):
    """Asterisk 16 to 23; event class agent. Only as an answer to Agents. Seen from real Asterisk 16 and
    22.
    """

    name = "AgentsComplete"
    __classes__ = ("agent",)
