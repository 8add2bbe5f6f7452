"""Agents of app_agent_pool and of queues."""

from __future__ import annotations

from ._base import OpenText


class AgentState(OpenText):
    """``Agents.Status`` (app_agent_pool, Asterisk 16 to 23)."""

    LOGGEDOFF = "AGENT_LOGGEDOFF"
    IDLE = "AGENT_IDLE"
    """Logged in, without a call."""
    ONCALL = "AGENT_ONCALL"


class AgentCompleteReason(OpenText):
    """Who ended a queue's call: ``AgentComplete.Reason`` (app_queue, Asterisk 16 to 23)."""

    CALLER = "caller"
    AGENT = "agent"
    TRANSFER = "transfer"
    """Somebody transferred the caller away."""
