"""Queues and the agents of app_agent_pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio_ami import actions, events

if TYPE_CHECKING:
    from .stage import Stage

WAIT = ("Wait", "60")
MEMBER = "Local/short@traffic/n"


async def members(stage: Stage) -> None:
    """A member comes, is paused, penalised, and leaves; what the queue says of itself."""
    queue = "traffic"
    await stage.send(
        actions.QueueAdd(queue=queue, interface=MEMBER, penalty=1, paused=True, member_name="Anna")
    )
    await stage.wait(events.QueueMemberAdded)
    await stage.send(actions.QueuePause(interface=MEMBER, paused=False, queue=queue, reason="back"))
    await stage.wait(events.QueueMemberPause)
    await stage.send(actions.QueuePenalty(interface=MEMBER, penalty=3, queue=queue))
    await stage.wait(events.QueueMemberPenalty)
    await stage.send(actions.QueueMemberRingInUse(interface=MEMBER, ring_in_use=False, queue=queue))
    await stage.wait(events.QueueMemberRinginuse)
    await stage.send(actions.QueueLog(queue=queue, event_="NOTE", interface=MEMBER, message="hello"))
    await stage.send(actions.QueueRule())
    await stage.send(actions.QueueRule(rule="slow"))
    caller = await stage.call("Local/answer@traffic/n", "Queue", queue)
    await stage.wait(events.QueueCallerJoin, caller.has)
    await stage.wait(events.AgentCalled)
    await stage.wait(events.AgentConnect)
    await stage.wait(events.AgentComplete)
    await stage.send(actions.QueueStatus(queue=queue))
    await stage.send(actions.QueueSummary())
    await stage.send(actions.QueueReset(queue=queue))
    await stage.send(actions.QueueRemove(queue=queue, interface=MEMBER))
    await stage.wait(events.QueueMemberRemoved)


async def callers(stage: Stage) -> None:
    """Callers who wait, are moved, withdrawn, give up; members who do not answer or hang up."""
    waiting = await stage.call("Local/answer@traffic/n", "Queue", "waiting")
    await stage.wait(events.QueueCallerJoin, waiting.has)
    await stage.send(actions.QueueStatus(queue="waiting"))
    await stage.send(actions.QueueChangePriorityCaller(queue="waiting", caller=waiting.channel, priority=5))
    withdrawn = await stage.call("Local/answer@traffic/n", "Queue", "waiting")
    await stage.wait(events.QueueCallerJoin, withdrawn.has)
    await stage.send(actions.QueueWithdrawCaller(queue="waiting", caller=withdrawn.channel))
    await stage.wait(events.QueueCallerLeave, withdrawn.has)
    await stage.hang_up(waiting)
    await stage.wait(events.QueueCallerAbandon, waiting.has)
    ignored = await stage.call("Local/answer@traffic/n", "Queue", "noanswer,n,,,3")
    await stage.wait(events.AgentRingNoAnswer)
    await stage.hang_up(ignored)
    # The member hangs up while the announcement is played to it.
    announced = f"/etc/asterisk.{stage.server.name}/moh/silence"
    await stage.call("Local/answer@traffic/n", "Queue", f"dumping,,,{announced},8")
    await stage.wait(events.AgentDump)
    await stage.send(actions.QueueReload(queue="waiting", parameters=True))


async def agents(stage: Stage) -> None:
    """An agent logs in, is asked for, and logs off."""
    agent = await stage.call("Local/answer@traffic/n", "AgentLogin", "1001,s")
    await stage.wait(events.AgentLogin)
    await stage.send(actions.Agents())
    caller = await stage.call("Local/agentrequest@traffic/n", *WAIT)
    await stage.wait(events.BridgeEnter, caller.other_has)
    await stage.send(actions.Agents())
    await stage.hang_up(caller)
    await stage.send(actions.AgentLogoff(agent="1001", soft=False))
    await stage.wait(events.AgentLogoff)
    await stage.hang_up(agent)


SCENARIOS = (members, callers, agents)
