"""Tells of missed calls: somebody called, phones rang, and nobody answered. An asyncio application.

AMI_URL=ami://missed@pbx.example.com AMI_SECRET=s3cret python app.py
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from dataclasses import dataclass, field

from anyio_ami import AMIClient, Gap, connect_ami, events
from anyio_ami.errors import AMIError
from anyio_ami.types import DialStatus


@dataclass
class Call:
    """A caller for whom at least one phone rings."""

    number: str
    name: str
    phones: list[str] = field(default_factory=list[str])
    answered: bool = False

    def __str__(self) -> str:
        who = f"{self.number} ({self.name})" if self.name else self.number
        return clean(f"missed: {who}; rang {', '.join(self.phones)}")


def clean(text: str) -> str:
    """Text from outside that cannot steer a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)


def known(text: str) -> str:
    """Asterisk writes <unknown> where there is nothing."""
    return "" if text == "<unknown>" else text


def clock(moment: float) -> str:
    """The time of day, for people."""
    return time.strftime("%H:%M:%S", time.localtime(moment))


class MissedCalls:
    """Follows calls by their events, and puts what is to be told into a queue."""

    def __init__(self, outbox: asyncio.Queue[str]) -> None:
        self._outbox = outbox
        self._calls: dict[str, Call] = {}  # by the unique id of the caller's channel

    async def follow(self, ami: AMIClient) -> None:
        """Follow until cancelled."""
        async with ami.subscribe(events.DialBegin, events.DialEnd, events.Hangup, gaps=True) as stream:
            await self._outbox.put("watching for missed calls; Ctrl-C ends")
            async for event in stream:
                if isinstance(event, Gap):
                    await self._forget(event)
                elif text := self.take(event):
                    # Where telling is slow this waits, and events in the stream, which is bounded.
                    await self._outbox.put(text)

    def take(self, event: events.DialBegin | events.DialEnd | events.Hangup) -> str | None:
        """Gives what is to be told."""
        match event:
            # An Originate dials without a caller: its events have no unique id.
            case events.DialBegin(unique_id=caller) if caller:
                fresh = Call(known(event.caller_id_num) or "no number", known(event.caller_id_name))
                call = self._calls.setdefault(caller, fresh)
                phone = event.dest_channel.rpartition("-")[0] or event.dest_channel
                if phone not in call.phones:
                    call.phones.append(phone)
            case events.DialEnd(unique_id=caller, dial_status=DialStatus.ANSWER) if caller in self._calls:
                self._calls[caller].answered = True
            case events.Hangup(unique_id=caller) if caller in self._calls:
                call = self._calls.pop(caller)
                return None if call.answered else str(call)
            case _:
                pass
        return None

    async def _forget(self, gap: Gap) -> None:
        """How the calls under way ended may have been said in the gap: nobody can tell any more."""
        if gap.kind == "resubscribed":
            until = time.time() if gap.until is None else gap.until
            await self._outbox.put(f"from {clock(gap.since)} to {clock(until)} nothing was seen")
        else:
            rang = [call.number for call in self._calls.values() if not call.answered]
            self._calls.clear()
            await self._outbox.put(clean(f"Asterisk is away; then rang: {', '.join(rang) or 'nobody'}"))


async def tell(outbox: asyncio.Queue[str]) -> None:
    """Tell what is in the queue. Send a mail or a message here: this may take its time."""
    while True:
        print(await outbox.get(), flush=True)
        outbox.task_done()


async def work(url: str, secret: str) -> None:
    """Connect, follow, tell, until cancelled."""
    outbox: asyncio.Queue[str] = asyncio.Queue(100)
    async with connect_ami(url, secret=secret) as ami:
        telling = asyncio.create_task(tell(outbox))
        try:
            await MissedCalls(outbox).follow(ami)
        finally:
            telling.cancel()


async def main(url: str, secret: str) -> str | None:
    """Run until Ctrl-C or SIGTERM; gives what went wrong, or None."""
    working = asyncio.create_task(work(url, secret))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, working.cancel)
    try:
        await working
    except asyncio.CancelledError:
        return None
    except (AMIError, ValueError) as exc:
        return str(exc)
    return None


if __name__ == "__main__":
    if not (os.environ.get("AMI_URL") and os.environ.get("AMI_SECRET")):
        sys.exit("set AMI_URL=ami://USER@HOST and AMI_SECRET")
    sys.exit(asyncio.run(main(os.environ["AMI_URL"], os.environ["AMI_SECRET"])))
