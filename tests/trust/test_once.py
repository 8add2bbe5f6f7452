"""Originates under way while the line dies: never two calls for one request, and every answer is true."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import anyio
import anyio.lowlevel
import pytest

from anyio_ami import AMIClient, OriginateOutcome, actions, events
from anyio_ami.errors import ActionError, ActionTimeout, AMIError, NotSent, OutcomeUnknown

from ..asterisk.fixtures import AsteriskServer, connect
from .helpers import proxy_to, sessions_of, through, until, works

if TYPE_CHECKING:
    from .proxy import Proxy

pytestmark = pytest.mark.anyio

CUTS = 50
# A frame of an Originate is some 200 bytes long, its answers some 500.
REACH = 700


async def cut_at_random(proxy: Proxy, rng: random.Random) -> None:
    """Cut the line now, soon, or within the bytes that come next."""
    how = rng.choice(("up", "down", "soon"))
    if how == "up":
        proxy.up.cut_after(rng.randrange(REACH))
    elif how == "down":
        proxy.down.cut_after(rng.randrange(REACH))
    else:
        for _ in range(rng.randrange(40)):
            await anyio.lowlevel.checkpoint()
        proxy.cut(reset=rng.random() < 0.5)


@pytest.mark.parametrize("seed", [1])
async def test_a_call_is_placed_once_at_most(asterisk: AsteriskServer, seed: int) -> None:
    rng = random.Random(seed)
    mark = f"once-{seed}-{anyio.current_time():.6f}"
    verdicts: dict[str, bool | None] = {}  # placed, not placed, or unknown
    numbers = itertools.count()

    async def sent(ami: AMIClient) -> None:
        name = f"{mark}.{next(numbers):05d}"
        action = actions.Originate(
            channel="Local/100@default",
            application="Wait",
            data="0.05",
            async_=True,
            channel_id=name,
            other_channel_id=f"{name};2",
        )
        try:
            await ami.send(action, timeout=5)
            verdicts[name] = True
        except OutcomeUnknown:
            verdicts[name] = None
        except (NotSent, ActionError):
            verdicts[name] = False
        except ActionTimeout as exc:
            verdicts[name] = None if exc.sent else False

    async def originated(ami: AMIClient) -> None:
        name = f"{mark}.{next(numbers):05d}"
        try:
            result = await ami.originate(
                "Local/100@default", application="Wait", data="0.05", channel_id=name, timeout=3
            )
        except (NotSent, ActionError):
            verdicts[name] = False
        else:
            assert result.outcome in (OriginateOutcome.ANSWERED, OriginateOutcome.UNKNOWN)
            verdicts[name] = True if result.answered else None

    def ours(event: events.Newchannel) -> bool:
        return event.unique_id.startswith(mark)

    async def left() -> bool:
        channels = await observer.send(actions.CoreShowChannels())
        calling = any(item.unique_id.startswith(mark) for item in channels)
        return not calling and await sessions_of(observer) <= before

    async with (
        proxy_to(asterisk) as proxy,
        connect(asterisk) as observer,
        observer.subscribe(events.Newchannel, where=ours, buffer=10_000) as made,
    ):
        before = await sessions_of(observer)
        async with through(proxy, asterisk) as ami:
            for _ in range(CUTS):
                await ami.wait_connected()
                with anyio.fail_after(20):
                    async with anyio.create_task_group() as group:
                        calls = [sent, originated]
                        rng.shuffle(calls)
                        early = rng.random() < 0.5
                        if early:
                            await cut_at_random(proxy, rng)
                        for call in calls:
                            group.start_soon(call, ami)
                        if not early:
                            await cut_at_random(proxy, rng)
                    proxy.cut()
            while True:
                with suppress(AMIError):  # the last cut may not have been seen yet
                    await works(ami)
                    break
        with anyio.fail_after(20):
            # What the dead connections had left is read, and the threads that call have called.
            await until(left)
            counts: Counter[str] = Counter()
            placed = {name for name, verdict in verdicts.items() if verdict}
            while made.unread or not placed <= set(counts):
                event = await made.receive()
                if not event.unique_id.endswith(";2"):
                    counts[event.unique_id] += 1
    assert len(verdicts) == 2 * CUTS
    assert set(counts) <= set(verdicts)
    assert max(counts.values()) == 1
    for name, verdict in verdicts.items():
        if verdict is not None:
            assert (name, counts[name] == 1) == (name, verdict)
    # The trial tried what it says: all three kinds of end came.
    assert set(verdicts.values()) == {True, False, None}
