"""Lines for each phone that rings: whose it is, who calls, and what the CRM knows about the caller.

AMI_URL=ami://popup@pbx.example.com AMI_SECRET=s3cret python app.py
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import anyio
import anyio.lowlevel

from anyio_ami import AMIClient, Gap, connect_ami, events
from anyio_ami.errors import AMIError
from anyio_ami.types import DialStatus

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from anyio.abc import TaskGroup

CUSTOMERS = {
    "0123456": "Erika Mustermann, customer 4711, last order on Monday",
    "0987654": "ACME Ltd, gold contract",
}
LOOK_UP_SECONDS = 3.0


async def look_up(number: str) -> str | None:
    """What the CRM knows. Put your own here, such as a request with httpx.AsyncClient."""
    await anyio.lowlevel.checkpoint()
    return CUSTOMERS.get(number)


def clean(text: str) -> str:
    """Text from outside that cannot steer a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)


def say(text: str) -> None:
    """Print a line, at once."""
    print(clean(text), flush=True)


@dataclass
class PopUps:
    """Tells which phone rings for whom."""

    phones: str = "PJSIP/"
    """How the names of channels begin whose ringing is told."""
    look_up: Callable[[str], Awaitable[str | None]] = look_up
    say: Callable[[str], None] = say
    at_once: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(8))
    """Bounds the questions to the CRM at a time."""

    async def follow(self, ami: AMIClient, tasks: TaskGroup) -> None:
        """Tell until cancelled."""
        # A slow CRM holds back neither the events nor other look-ups: each has a task of its own.
        async with ami.subscribe(events.DialBegin, events.DialEnd, gaps=True) as stream:
            self.say("waiting for phones that ring; Ctrl-C ends")
            async for event in stream:
                match event:
                    case Gap(kind="resubscribed"):
                        self.say("Asterisk is back")
                    case Gap(kind="disconnected"):
                        self.say("Asterisk is away: who calls now is not told")
                    case Gap(lost=lost):
                        self.say(f"{lost} events were lost: this program was too slow")
                    case events.DialBegin(dest_channel=phone) if phone.startswith(self.phones):
                        number = caller_of(event)
                        self.say(f"{name_of(phone)} rings: {number or 'no number'}")
                        if number:
                            tasks.start_soon(self._pop_up, name_of(phone), number)
                    case events.DialEnd(dest_channel=phone) if phone.startswith(self.phones):
                        how = "answered" if event.dial_status == DialStatus.ANSWER else "rings no more"
                        self.say(f"{name_of(phone)} {how}")
                    case _:
                        pass

    async def _pop_up(self, phone: str, number: str) -> None:
        known: str | None = None
        with anyio.move_on_after(LOOK_UP_SECONDS) as scope:
            try:
                async with self.at_once:
                    known = await self.look_up(number)
            except Exception as exc:  # whatever the CRM does, the phone rings on
                known = f"the CRM failed: {exc}"
        if scope.cancelled_caught:
            known = "the CRM takes too long"
        self.say(f"{phone}, {number}: {known or 'not known'}")


def caller_of(event: events.DialBegin) -> str:
    """The number that the phone shows, if there is one."""
    numbers = (event.dest_connected_line_num, event.caller_id_num)
    return next((number for number in numbers if number not in ("", "<unknown>")), "")


def name_of(channel: str) -> str:
    """PJSIP/alice of PJSIP/alice-0000002a."""
    return channel.rpartition("-")[0] or channel


async def main(url: str, secret: str, phones: str) -> str | None:
    """Run until a signal comes; gives what went wrong, or None."""
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async with anyio.create_task_group() as tasks:

            async def stop() -> None:
                async for _ in signals:
                    tasks.cancel_scope.cancel()

            tasks.start_soon(stop)
            try:
                async with connect_ami(url, secret=secret) as ami:
                    await PopUps(phones).follow(ami, tasks)
            except (AMIError, ValueError) as exc:
                tasks.cancel_scope.cancel()
                return str(exc)
    return None


if __name__ == "__main__":
    if not (os.environ.get("AMI_URL") and os.environ.get("AMI_SECRET")):
        sys.exit("set AMI_URL=ami://USER@HOST and AMI_SECRET")
    given = (os.environ["AMI_URL"], os.environ["AMI_SECRET"], os.environ.get("CRM_PHONES", "PJSIP/"))
    sys.exit(anyio.run(main, *given))
