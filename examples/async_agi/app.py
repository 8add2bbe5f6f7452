"""Speaks with callers: a dialogue for each channel whose dialplan runs AGI(agi:async), many at a time.

AMI_URL=ami://dialogue@pbx.example.com AMI_SECRET=s3cret python app.py
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import unquote

import anyio

from anyio_ami import AMIClient, Gap, actions, connect_ami, events
from anyio_ami.errors import AMIError, NotFound

if TYPE_CHECKING:
    from anyio.abc import TaskGroup

numbers = count(1)


def say(text: str) -> None:
    """Print a line, at once. Nothing from outside can steer the terminal."""
    print("".join(char if char.isprintable() else "?" for char in text), flush=True)


class CallEndedError(Exception):
    """The caller hung up, or the connection was lost: this dialogue is over."""


@dataclass
class Call:
    """A channel that waits for commands."""

    ami: AMIClient
    channel: str
    unique_id: str
    answers: dict[str, str] = field(default_factory=dict[str, str])
    over: bool = False
    news: anyio.Event = field(default_factory=anyio.Event)

    def tell(self, command_id: str = "", answer: str = "") -> None:
        """A command was done; without one: the call is over."""
        self.answers[command_id] = answer
        self.over = self.over or not command_id
        self.news.set()
        self.news = anyio.Event()

    async def run(self, command: str) -> str:
        """Run one AGI command and give its result, such as "0" or the digits; raises CallEndedError."""
        command_id = f"{os.getpid()}-{next(numbers)}"
        try:  # by its unique id, which no later channel has, not even after a restart
            await self.ami.send(actions.AGI(channel=self.unique_id, command=command, command_id=command_id))
        except NotFound as exc:  # there is no such channel any more
            raise CallEndedError("hung up") from exc
        while command_id not in self.answers:
            if self.over:
                raise CallEndedError("hung up, or not followed any more")
            await self.news.wait()
        answer = self.answers.pop(command_id)  # 200 result=1234 (timeout)
        result = re.match(r"200 result=(\S*)", answer)
        if result is None or result[1] == "-1":
            raise CallEndedError(answer)
        return result[1]

    async def leave(self) -> None:
        """Hang up, if the call is still there: it would wait for ever for a command."""
        with contextlib.suppress(AMIError):
            await self.ami.send(actions.AGI(channel=self.unique_id, command="HANGUP"), wait=True, timeout=60)


async def dialogue(call: Call) -> str:
    """What is said to a caller; gives what was entered."""
    await call.run("ANSWER")
    await call.run('STREAM FILE "hello-world" ""')
    digits = await call.run('GET DATA "vm-enter-num-to-call" 5000 4')  # 5 s for up to 4 digits
    if digits.isdigit():
        await call.run(f'SAY DIGITS {digits} ""')
    await call.run("HANGUP")
    return digits


async def speak(call: Call) -> None:
    """Run the dialogue of one call to its end."""
    say(f"{call.channel} called")
    try:
        say(f"{call.channel} entered {await dialogue(call) or 'nothing'}")
    except (CallEndedError, AMIError) as exc:
        say(f"{call.channel} ended early: {exc}")
        await call.leave()


async def serve(ami: AMIClient, tasks: TaskGroup) -> None:
    """Take calls until cancelled: begin a dialogue for each, and hand on what the server says to it."""
    calls: dict[str, Call] = {}  # by unique id
    kinds = (events.AsyncAGIStart, events.AsyncAGIExec, events.AsyncAGIEnd)
    async with ami.subscribe(*kinds, gaps=True) as stream:
        say("waiting for calls; Ctrl-C ends")
        try:
            async for event in stream:
                match event:
                    case events.AsyncAGIStart(unique_id=unique_id):
                        call = calls[unique_id] = Call(ami, event.channel, unique_id)
                        tasks.start_soon(speak, call)
                    case events.AsyncAGIExec(unique_id=unique_id) if unique_id in calls:
                        calls[unique_id].tell(event.command_id, unquote(event.result))
                    case events.AsyncAGIEnd(unique_id=unique_id) if unique_id in calls:
                        calls.pop(unique_id).tell()
                    case Gap(kind="disconnected" | "overflow"):
                        while calls:  # an answer that is waited for may be among what is missing
                            calls.popitem()[1].tell()
                    case _:
                        pass
        finally:
            with anyio.move_on_after(2, shield=True):
                for call in calls.values():
                    await call.leave()


async def main(url: str, secret: str) -> str | None:
    """Run until a signal comes; gives what went wrong, or None."""
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async with anyio.create_task_group() as tasks:

            async def stop() -> None:
                async for _ in signals:
                    tasks.cancel_scope.cancel()

            tasks.start_soon(stop)
            try:
                async with connect_ami(url, secret=secret) as ami:
                    await serve(ami, tasks)
            except (AMIError, ValueError) as exc:
                tasks.cancel_scope.cancel()
                return str(exc)
    return None


if __name__ == "__main__":
    if not (os.environ.get("AMI_URL") and os.environ.get("AMI_SECRET")):
        sys.exit("set AMI_URL=ami://USER@HOST and AMI_SECRET")
    sys.exit(anyio.run(main, os.environ["AMI_URL"], os.environ["AMI_SECRET"]))
