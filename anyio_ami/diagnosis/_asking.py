"""One check: connect, log in, ask, log off."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
import anyio.to_thread
import msgspec

from anyio_ami import ConnectionState, ReconnectPolicy, actions, connect_ami
from anyio_ami.errors import AMIError, ConnectTimeout

from ._facts import Facts
from ._findings import report
from ._rights import account, disabled_events, inferred, offered, show_user, version
from ._watch import Watch, verifies

if TYPE_CHECKING:
    from anyio_ami import AMIClient, Endpoint, Transport
    from anyio_ami.responses import CommandResponse

    from ._report import CheckReport
    from ._wanted import Wanted

R = TypeVar("R")


class Asking:
    """Everything that one call of `check` does."""

    def __init__(
        self, endpoint: Endpoint, wanted: Wanted, transport: Transport | None, options: dict[str, Any]
    ) -> None:
        assert endpoint.credentials is not None
        self._options = options
        self._watch = Watch(endpoint, transport)
        self._facts = Facts(endpoint=endpoint, user=endpoint.credentials.username, wanted=wanted)
        if options["login"] == "auto":
            # As the client does it; said here, so that the report surely tells how it was.
            options["login"] = "plain" if verifies(endpoint.tls) else "md5"
        self._facts.login = options["login"]

    async def run(self) -> CheckReport:
        """Do it all; raises for wrong arguments only."""
        facts, watch = self._facts, self._watch
        try:
            tls = await self._tls() if facts.endpoint.tls else False
            async with connect_ami(
                msgspec.structs.replace(facts.endpoint, tls=tls, events=None),
                transport=watch.open,
                # FullyBooted, which comes with the login where the user reads its class.
                events="system",
                reconnect=ReconnectPolicy.none(),
                boot_timeout=0.0,
                **self._options,
            ) as ami:
                self._know(ami)
                await self._ask(ami)
        except AMIError as exc:
            facts.failure = exc
        if watch.reached and not facts.endpoint.tls:
            facts.speaks_tls = watch.tls_in_plain or (
                not watch.first and await watch.speaks_tls(self._options["connect_timeout"])
            )
        return report(facts, watch)

    async def _tls(self) -> Any:
        limit = self._options["connect_timeout"]
        with anyio.move_on_after(limit):
            # In a thread: authorities are read from files, which may lie on a disk that does not answer.
            return await anyio.to_thread.run_sync(self._watch.tls, abandon_on_cancel=True)
        msg = f"the files of tls= could not be read within {limit:g} s"
        raise ConnectTimeout(msg)

    def _know(self, ami: AMIClient) -> None:
        facts, server = self._facts, ami.server
        facts.logged_in = True
        facts.banner = server.greeting
        facts.ami_version = server.ami_version
        facts.version = server.version or ""
        facts.major = server.major
        facts.system_name = server.system_name or ""
        facts.booted = server.booted_at is not None

    async def _ask(self, ami: AMIClient) -> None:
        facts = self._facts
        began, wall = time.perf_counter(), time.time()
        pong = await self._answer(ami, actions.Ping())
        if pong is not None:
            facts.round_trip = time.perf_counter() - began
            if pong.timestamp is not None:
                facts.clock_offset = pong.timestamp - (wall + facts.round_trip / 2)
        listed = await self._answer(ami, actions.ListCommands())
        if listed is not None:
            facts.offered = offered(listed.headers.items())
            facts.write = inferred(facts.offered)
        shown = await self._command(ami, show_user(facts.user))
        if shown is not None:
            facts.account = account(shown.output, facts.user)
        if facts.account is not None:
            facts.read, facts.write = facts.account.read, facts.account.write
        if not facts.version:
            told = await self._command(ami, "core show version")
            if told is not None and told.ok:
                facts.version, facts.major = version(told.output, facts.major)
        settings = await self._command(ami, "manager show settings")
        if settings is not None:
            facts.disabled = disabled_events(settings.output)

    async def _command(self, ami: AMIClient, command: str | None) -> CommandResponse | None:
        listed = self._facts.offered
        if command is None or (listed is not None and "command" not in listed):
            return None
        return await self._answer(ami, actions.Command(command=command))

    async def _answer(self, ami: AMIClient, action: actions.Action[R]) -> R | None:
        """The answer; None where there is none, which is no reason to stop while there is a connection."""
        try:
            return await ami.send(action)
        except AMIError as exc:
            if ami.state is not ConnectionState.CONNECTED:
                raise
            self._facts.unanswered.append(str(exc))
            return None
