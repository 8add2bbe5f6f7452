"""A small page with live channels and queues, and click to call. FastAPI, asyncio.

AMI_URL=ami://web@pbx.example.com AMI_SECRET=s3cret python app.py"""

from __future__ import annotations

import json
import logging
import os
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import anyio
import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import StreamingResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, Field

from anyio_ami import AMIClient, actions, connect_ami, events
from anyio_ami.errors import ActionError, AMIError, NotConnected, NotSent

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

PHONE = os.environ.get("WEB_PHONE", "PJSIP/{agent}")  # the channel of an agent
CONTEXT = os.environ.get("WEB_CONTEXT", "default")  # where numbers are dialled
HOSTS = os.environ.get("WEB_HOSTS", "127.0.0.1,localhost").split(",")  # the names that browsers call it by
PAUSE, CHANNELS = 0.5, 200  # seconds between two readings; channels that are shown
CHANNEL = ("channel", "channel_state_desc", "caller_id_num", "connected_line_num", "duration")
FIELDS = (*CHANNEL, "name", "queue", "wait", "member_name", "paused", "status")  # what the page shows


class Board:
    """What the page shows: lists of the server, read anew whenever events say that something changed."""

    def __init__(self) -> None:
        self.changed, self.closed, self.shown = anyio.Event(), False, dict[str, object]()
        self.show(state="connecting")

    def show(self, **what: object) -> None:
        """Show this, too; wakes the stream of every browser."""
        since = self.shown["since"] if what["state"] == self.shown.get("state") == "away" else time.time()
        self.shown |= {**what, "since": since}
        self.document = json.dumps(self.shown)  # once, however many browsers look
        self.changed.set()
        self.changed = anyio.Event()

    async def follow(self, ami: AMIClient) -> None:
        """Keep it up to date until cancelled, or until the connection is lost for good."""
        calls = (events.Newchannel, events.Newstate, events.NewConnectedLine, events.Hangup)
        queues = (events.QueueCallerJoin, events.QueueCallerLeave, events.QueueMemberEvent)
        try:
            await ami.wait_connected()
            async with ami.subscribe(events.FullyBooted, *calls, *queues, gaps=True) as news:
                while True:
                    try:
                        await self.read(ami)
                        await anyio.sleep(PAUSE)
                        await news.receive()  # only that events came matters, not which
                        while news.unread:
                            await news.receive()
                    except AMIError as exc:  # the connection is lost, Asterisk is shutting down, frozen, ...
                        self.show(state="away", why=str(exc))
                        await anyio.sleep(PAUSE)
                        await ami.wait_connected()
        except AMIError as exc:
            self.show(state="given up", why=str(exc))

    async def read(self, ami: AMIClient) -> None:
        """Ask for everything."""
        channels = await ami.send(actions.CoreShowChannels(), timeout=10)
        queues: list[events.Event] = []
        with suppress(ActionError):  # app_queue is not loaded, or not yet: FullyBooted will come
            queues += await ami.send(actions.QueueStatus(), timeout=10)
        both = (channels.items[:CHANNELS], queues)
        shown, listed = ([{f: getattr(i, f) for f in FIELDS if hasattr(i, f)} for i in part] for part in both)
        self.show(state="connected", channels=shown, total=len(channels), queues=listed)

    async def documents(self) -> AsyncGenerator[str]:
        """The newest document, and each newer one, for one browser."""
        while not self.closed:
            changed = self.changed
            yield f'retry: 1000\ndata: {{"now": {time.time()}, "board": {self.document}}}\n\n'
            with anyio.move_on_after(15):  # else once more: proxies cut what is silent
                await changed.wait()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
    """The connection lives as long as the application, which starts whether Asterisk is there or not."""
    url, secret = os.environ["AMI_URL"], os.environ["AMI_SECRET"]
    async with connect_ami(url, secret=secret, background=True) as ami, anyio.create_task_group() as tasks:
        app.state.ami, app.state.board = ami, Board()
        tasks.start_soon(app.state.board.follow, ami)
        yield
        tasks.cancel_scope.cancel()


app = FastAPI(lifespan=lifespan, openapi_url=None)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)  # a site can make its name mean this machine


@app.get("/events")
async def stream(request: Request) -> StreamingResponse:
    """The board as server-sent events. A browser that is slow gets the newest, and delays nobody."""
    return StreamingResponse(request.app.state.board.documents(), media_type="text/event-stream")


class Wish(BaseModel):
    """Who wants to call whom. No other text can become a part of a channel's name."""

    agent: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,40}$")
    number: str = Field(pattern=r"^[0-9+*#]{1,24}$")


@app.post("/calls")
async def click_to_call(wish: Wish, request: Request) -> dict[str, str]:
    """Ring the agent, then dial the number; answers when the agent has answered, or has not."""
    ami: AMIClient = request.app.state.ami
    phone, number = PHONE.format(agent=wish.agent), wish.number
    try:
        result = await ami.originate(phone, context=CONTEXT, exten=number, caller_id=number, timeout=20)
    except AMIError as exc:
        raise HTTPException(503 if isinstance(exc, (NotConnected, NotSent)) else 502, str(exc)) from exc
    return {"outcome": result.outcome.value, "detail": result.detail}


app.mount("/", StaticFiles(directory=os.path.join(os.path.dirname(__file__), "page"), html=True))


class Server(uvicorn.Server):
    """Ends the browsers' streams before it stops: it would wait for them."""

    async def shutdown(self, sockets: Any = None) -> None:
        app.state.board.closed = True
        app.state.board.changed.set()
        await super().shutdown(sockets)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)  # the library says why Asterisk is not reached
    if not (os.environ.get("AMI_URL") and os.environ.get("AMI_SECRET")):
        raise SystemExit("set AMI_URL=ami://USER@HOST and AMI_SECRET")
    config = uvicorn.Config(app, port=int(os.environ.get("WEB_PORT", "8000")), timeout_graceful_shutdown=5)
    with suppress(KeyboardInterrupt):
        Server(config).run()
