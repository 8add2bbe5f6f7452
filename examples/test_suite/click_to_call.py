"""A small application: an agent clicks on a number, the agent's phone rings, then the customer's.

It counts how calls end, and shows how many callers wait. Its tests are in test_click_to_call.py.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from anyio_ami import AMIClient, Gap, actions, events


class CallNotPlacedError(Exception):
    """The agent's phone did not answer."""


async def click_to_call(ami: AMIClient, agent: str, number: str) -> str:
    """Ring the agent; once it answers, dial the number. Gives the channel of the agent.

    Raises CallNotPlacedError if the agent does not answer within 20 seconds.
    """
    result = await ami.originate(
        f"PJSIP/{agent}",
        context="outbound",
        exten=number,
        caller_id=f'"Click to call" <{number}>',
        variables={"CLICKED_BY": agent},
        timeout=20,
    )
    if not result.answered or result.channel is None:
        raise CallNotPlacedError(f"{agent}: {result.outcome.value}")
    return result.channel


async def callers_waiting(ami: AMIClient, queue: str) -> int:
    """How many callers nobody has answered yet."""
    items = await ami.send(actions.QueueSummary(queue=queue))
    return sum(item.callers or 0 for item in items)


@dataclass
class HangupCounter:
    """How calls ended, by cause. `missed` is how often the line was lost: calls may be missing then."""

    causes: Counter[int] = field(default_factory=Counter[int])
    missed: int = 0

    async def run(self, ami: AMIClient) -> None:
        """Count until cancelled."""
        async with ami.subscribe(events.Hangup, gaps=True) as stream:
            async for event in stream:
                if isinstance(event, Gap):
                    self.missed += event.kind == "disconnected"
                elif event.cause is not None:
                    self.causes[int(event.cause)] += 1
