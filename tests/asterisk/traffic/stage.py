"""Where a scenario plays: one client, all that its server sends, and calls that end with the scenario."""

from __future__ import annotations

import itertools
import os
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import anyio

from anyio_ami import AMIClient, actions, errors, events, responses

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

    from ..fixtures import AsteriskServer

E = TypeVar("E", bound=events.Event)
R = TypeVar("R")

PATIENCE = 30.0
"""Seconds until a scenario that waits for an event gives up."""

_numbers = itertools.count(1)


class NeverCameError(Exception):
    """An event that the scenario was written to provoke did not come."""


class Recorder:
    """All messages of one server, in order of arrival: events, and the answers' items and ends."""

    def __init__(self) -> None:
        self.events: list[events.Event] = []
        """What came on its own."""
        self.answers: list[tuple[str, responses.Response | events.Event]] = []
        """The replies to actions, items of lists and ends of lists, each with its action's name."""
        self._changed = anyio.Event()

    async def changed(self) -> None:
        await self._changed.wait()

    def add(self, event: events.Event) -> None:
        self.events.append(event)
        self._changed.set()
        self._changed = anyio.Event()

    def add_answer(self, action: str, answer: object) -> None:
        if isinstance(answer, responses.ListResponse):
            parts = [answer.response, *answer.items, answer.complete]
            self.answers += [(action, part) for part in parts if part is not None]
        elif isinstance(answer, responses.Response):
            self.answers.append((action, answer))

    def kinds(self) -> set[str]:
        """The names of the events that came, whether on their own or in an answer."""
        there = {event.name for event in self.events}
        return there | {part.name for _, part in self.answers if isinstance(part, events.Event)}


class Call:
    """A channel that a scenario made; a Local one has two halves."""

    def __init__(self, unique_id: str, other_id: str, channel: str) -> None:
        self.unique_id = unique_id
        self.other_id = other_id
        """Unique id of the second half of a Local channel."""
        self.channel = channel

    @property
    def other(self) -> str:
        """The second half of a Local channel."""
        return f"{self.channel.removesuffix(';1')};2"

    def has(self, event: Any) -> bool:
        """Whether the event is about the first half."""
        return bool(event.unique_id == self.unique_id)

    def other_has(self, event: Any) -> bool:
        """Whether the event is about the second half."""
        return bool(event.unique_id == self.other_id)


class Stage:
    """What a scenario gets: it sees the events from its own beginning on."""

    def __init__(self, server: AsteriskServer, ami: AMIClient, recorder: Recorder) -> None:
        self.server = server
        self.ami = ami
        self.major = int(server.version)
        self._recorder = recorder
        self._start = len(recorder.events)
        self._calls: list[Call] = []

    async def send(self, action: actions.Action[R], *, timeout: float | None = None) -> R:
        """Send an action and keep its answer for the record."""
        try:
            answer = await self.ami.send(action, timeout=timeout)
        except errors.ActionError as exc:
            self._recorder.add_answer(action.name, exc.response)
            raise
        self._recorder.add_answer(action.name, answer)
        return answer

    async def tried(self, action: actions.Action[Any]) -> None:
        """Send an action that the server may refuse: its refusal is as good."""
        with suppress(errors.ActionError):
            await self.send(action)

    async def wait(self, kind: type[E], where: Callable[[E], object] | None = None) -> E:
        """The first such event since the scenario began. Raises NeverCameError after PATIENCE seconds."""
        index = self._start
        seen = self._recorder.events
        with anyio.move_on_after(PATIENCE):
            while True:
                for event in itertools.islice(seen, index, None):
                    if isinstance(event, kind) and (where is None or where(event)):
                        return event
                index = len(seen)
                await self._recorder.changed()
        msg = f"no {kind.__name__} such as this scenario waits for, within {PATIENCE:g} s"
        raise NeverCameError(msg)

    async def until(self, action: Callable[[], actions.Action[R]], done: Callable[[R], object]) -> R:
        """Ask again and again until the answer is as wanted. Raises NeverCameError after PATIENCE seconds."""
        with anyio.move_on_after(PATIENCE):
            while True:
                answer = await self.ami.send(action())
                if done(answer):
                    self._recorder.add_answer(action().name, answer)
                    return answer
        msg = f"no answer to {action().name} such as this scenario waits for, within {PATIENCE:g} s"
        raise NeverCameError(msg)

    def since(self) -> Sequence[events.Event]:
        """What came since the scenario began."""
        return self._recorder.events[self._start :]

    async def originate(self, channel: str, application: str, data: str = "", **more: Any) -> Call:
        """Originate and return at once."""
        number = f"{os.getpid()}.{next(_numbers)}"
        first, second = f"traffic-{number}", f"traffic-{number}b"
        async with self.ami.subscribe(events.Newchannel, where=lambda e: e.unique_id == first) as made:
            await self.send(
                actions.Originate(
                    channel=channel,
                    application=application,
                    data=data,
                    async_=True,
                    channel_id=first,
                    other_channel_id=second if channel.startswith("Local/") else None,
                    **more,
                )
            )
            with anyio.fail_after(PATIENCE):
                created = await made.receive()
        call = Call(first, second, created.channel)
        self._calls.append(call)
        return call

    async def call(
        self, channel: str, application: str, data: str = "", *, answered: bool = True, **more: Any
    ) -> Call:
        """Originate, and wait until the call has been answered, or with ``answered=False`` has failed."""
        call = await self.originate(channel, application, data, **more)
        outcome = await self.wait(events.OriginateResponse, call.has)
        if answered is not (outcome.response == "Success"):
            msg = f"the call to {channel} ended otherwise: {outcome.reason}"
            raise NeverCameError(msg)
        return call

    async def gone(self, call: Call) -> None:
        """Wait until the first half of the call has been hung up."""
        await self.wait(events.Hangup, call.has)

    async def hang_up(self, call: Call) -> None:
        """Hang up the first half, if it is still there, and wait for its end."""
        with suppress(errors.ActionError):
            await self.ami.send(actions.Hangup(channel=call.channel))
        await self.gone(call)

    async def clear(self) -> None:
        """Hang up whatever calls the scenario left."""
        for call in self._calls:
            halves = (call.channel, call.other) if call.channel.endswith(";1") else (call.channel,)
            for channel in halves:
                with suppress(errors.ActionError):
                    await self.ami.send(actions.Hangup(channel=channel))
        self._calls.clear()


@asynccontextmanager
async def recording(ami: AMIClient, recorder: Recorder) -> AsyncGenerator[None]:
    """Put every event that comes while the block runs into ``recorder``."""
    async with ami.subscribe(buffer=1_000_000) as stream:

        async def record() -> None:
            async for event in stream:
                recorder.add(event)

        async with anyio.create_task_group() as group:
            group.start_soon(record)
            yield
            group.cancel_scope.cancel()
