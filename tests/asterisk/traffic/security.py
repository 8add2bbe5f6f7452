"""Those who may not: wrong passwords, wrong names, wrong addresses, forbidden and malformed requests."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import anyio

from anyio_ami import events

if TYPE_CHECKING:
    from .stage import Stage


async def _say(stage: Stage, *requests: dict[str, str]) -> list[str]:
    """A connection of one's own: send each request and read its answer."""
    answers: list[str] = []
    stream = await anyio.connect_tcp(stage.server.host, stage.server.port)
    async with stream:
        held = b""
        for number, request in enumerate(requests):
            lines = [f"{name}: {value}" for name, value in request.items()]
            await stream.send(("\r\n".join(lines) + f"\r\nActionID: {number}\r\n\r\n").encode())
            with anyio.fail_after(10):
                while f"ActionID: {number}\r\n".encode() not in held or not held.endswith(b"\r\n\r\n"):
                    held += await stream.receive()
            answers.append(held.decode())
            held = b""
    return answers


async def intruders(stage: Stage) -> None:
    """Logins that fail, each in its own way."""
    login = {"Action": "Login", "Events": "off"}
    async with anyio.create_task_group() as group:
        for user, secret in (("admin", "wrong"), ("nosuch", "x"), ("denied", "denied")):
            group.start_soon(_say, stage, {**login, "Username": user, "Secret": secret})
        group.start_soon(_challenged, stage)
    await stage.wait(events.InvalidPassword)
    await stage.wait(events.InvalidAccountID, lambda e: e.account_id == "nosuch")
    await stage.wait(events.FailedACL)
    await stage.wait(events.ChallengeResponseFailed, lambda e: e.service == "AMI")


async def _challenged(stage: Stage) -> None:
    key = hashlib.md5(b"wrong").hexdigest()
    await _say(
        stage,
        {"Action": "Challenge", "AuthType": "MD5"},
        {"Action": "Login", "AuthType": "MD5", "Username": "admin", "Key": key},
    )


async def offenders(stage: Stage) -> None:
    """Who is in, and asks for what is not there or not his; who comes twice."""
    await _say(
        stage,
        {"Action": "Login", "Username": "nobody", "Secret": "nobody", "Events": "off"},
        {"Action": "NoSuchAction"},
        {"Action": "Command", "Command": "core show version"},
    )
    await stage.wait(events.RequestBadFormat)
    await stage.wait(events.RequestNotAllowed)
    single = {"Action": "Login", "Username": "single", "Secret": "single", "Events": "off"}
    stream = await anyio.connect_tcp(stage.server.host, stage.server.port)
    async with stream:
        await stream.send("".join(f"{k}: {v}\r\n" for k, v in single.items()).encode() + b"\r\n")
        await stage.wait(events.SuccessfulAuth, lambda e: e.account_id == "single")
        await _say(stage, single)
    await stage.wait(events.SessionLimit)


SCENARIOS = (intruders, offenders)
