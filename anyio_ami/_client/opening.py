"""The conversation that opens a session: login, who the server is, what it is to send, is it booted."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import anyio
import msgspec

from anyio_ami import events
from anyio_ami._log import Logger
from anyio_ami._wire.encode import Frame
from anyio_ami._wire.login import Login
from anyio_ami.errors import ConnectError, ConnectTimeout, ProtocolError, TLSError

from .boot import Boot
from .filters import Coverage, demand_of
from .logs import of_session
from .outbox import own_request
from .rights import read_classes, reads, show_user
from .server import ServerInfo, major_version

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from anyio_ami._messages.message import SessionInfo
    from anyio_ami._wire.correlate import Request
    from anyio_ami._wire.login import LoginMode
    from anyio_ami._wire.receiver import Receiver
    from anyio_ami.responses import Response

    from .config import Config
    from .fanout import FanOut
    from .filters import Demand

_log = Logger("anyio_ami")

# Bytes that may come before the login is finished: its events are held back in memory.
_BEFORE_LOGIN: Final = 128 << 20
# How a TLS server's first bytes begin: an alert, or (never first, but surely TLS) a handshake.
_TLS_RECORDS: Final = (b"\x15\x03", b"\x16\x03")
_TLS_GREETINGS: Final = ("the greeting is '\\x15\\x03", "the greeting is '\\x16\\x03")


def _speaks_tls(address: str) -> str:
    return f"cannot connect to {address}: this port speaks TLS; connect with TLS (amis://, tls=True)"


def _closed_early(address: str, *, tls: bool) -> str:
    causes = (
        "it may be restarting, want a client certificate (tls=TLS(cert_file=..., key_file=...)), or have too "
        if tls
        else "does this port speak TLS? (amis://, tls=True) Or the server is restarting, or has too "
    )
    return (
        f"{address} closed the connection before its greeting: {causes}many connections that are not "
        "logged in (authlimit in manager.conf)"
    )


class Opening:
    """One login, and what was learned by it.

    Nobody reads the socket yet: `pump` takes in what one read gives.
    """

    def __init__(
        self,
        config: Config,
        info: SessionInfo,
        receiver: Receiver,
        fan: FanOut,
        add: Callable[[Request], None],
        abandon: Callable[[Request], None],
        new_action_id: Callable[[], str],
        pump: Callable[[], Awaitable[None]],
        send: Callable[[bytes], Awaitable[None]],
        *,
        sees_boot: bool | None,
        last_boot: Boot | None,
    ) -> None:
        self._config = config
        self._info = info
        self._receiver = receiver
        self._fan = fan
        self._add = add
        self._abandon = abandon
        self._new_action_id = new_action_id
        self._pump = pump
        self._send = send
        self.server: ServerInfo = ServerInfo(greeting="")
        self.coverage: Coverage = Coverage(config)
        self.first_seq: int = 1
        """The number of the first event that subscriptions can get, but for FullyBooted."""
        self.fully_booted: events.FullyBooted | None = None
        self.sees_boot = sees_boot
        """Whether this user is shown FullyBooted, as far as earlier logins tell."""
        self._last_boot = last_boot
        self._asked = 0.0  # when the login began: seconds since 1970
        self.boot: Boot | None = None
        """Which run of the server this is, as the login told it; None until it is done."""
        self.is_overdue: bool = False
        """FullyBooted did not come within `boot_timeout`, but may still come."""

    async def log_in(self) -> None:
        """After the greeting: log in, learn who the server is, and tell it what to send."""
        self._asked = time.time()
        if self.coverage.derived:
            # Only those who listen by now are sure to be sent what they need.
            self._fan.park()
        await self._log_in()
        await self._learn()
        await self._check_rights()
        await self.coverage.set_up(self.demand(), self.server, self._exchange)
        if self.coverage.filters and not self.coverage.derived:
            # What came while only some of them were in force has holes.
            self._fan.keep_held(events.FullyBooted)
            self.first_seq = self._receiver.seq + 1
        self.boot = self.identify()

    async def serve_late(self) -> None:
        """Ask for what those need who have joined since the login began.

        Raises ConnectTimeout where the server has not answered within `login_timeout`.
        """
        limit = self._config.login_timeout
        with anyio.move_on_after(limit):
            while self.coverage.lacks(self.demand()):
                await self.coverage.widen(self.demand, self._exchange)
            return
        msg = (
            f"logged in to {self._info.endpoint}, but it did not say within {limit:g} s that it sends what "
            "was subscribed meanwhile"
        )
        raise ConnectTimeout(msg)

    def booted(self, batch: Sequence[events.Event]) -> None:
        """Take FullyBooted in."""
        for event in batch:
            if isinstance(event, events.FullyBooted):
                self.fully_booted = event
                self.sees_boot = True

    async def greeted(self) -> None:
        """Wait for the greeting. Raises ConnectError; TLSError if the server speaks TLS and we do not."""
        address, tls = self._info.endpoint, bool(self._config.endpoint.tls)
        try:
            while self._receiver.buffer.greeting is None:
                await self._pump()
                if not tls and self._receiver.buffer.unfinished[:2] in _TLS_RECORDS:
                    raise TLSError(_speaks_tls(address))
        except ProtocolError as exc:
            # An alert may hold a line end; the error's text has its first bytes.
            if not tls and str(exc).startswith(_TLS_GREETINGS):
                raise TLSError(_speaks_tls(address)) from exc
            raise
        except (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError) as exc:
            raise ConnectError(_closed_early(address, tls=tls)) from exc

    async def _log_in(self) -> None:
        config = self._config
        mode: LoginMode = "plain" if config.sends_plain else "md5"
        mask = self.coverage.begin(self.demand())
        login = Login(config.credentials, mode=mode, tls=bool(config.endpoint.tls), events=mask)
        message: tuple[str, list[tuple[str, str, str]]] | None = login.first()
        while message is not None:
            message = login.next(await self._exchange(*message))

    async def _learn(self) -> None:
        # Both at once: one round trip.
        settings = self._request("CoreSettings", [])
        status = self._request("CoreStatus", [])
        await self._send(Frame(settings.frame + status.frame))
        await self._pump_until(settings)
        await self._pump_until(status)
        self._describe(settings.reply, status.reply)

    def _describe(self, settings: Response, status: Response) -> None:
        greeting = self._receiver.buffer.greeting
        line, ami_version = (greeting.line, greeting.ami_version) if greeting else ("", None)
        version = settings.headers.get("AsteriskVersion") if settings.ok else None
        startup = None
        if status.ok:
            headers = status.headers
            date, clock = headers.get("CoreStartupDate", ""), headers.get("CoreStartupTime", "")
            startup = f"{date} {clock}".strip() or None
        self.server = ServerInfo(
            greeting=line,
            ami_version=ami_version,
            version=version,
            major=major_version(version, ami_version),
            system_name=settings.headers.get("SystemName") if settings.ok else None,
            startup=startup,
        )

    def demand(self) -> Demand:
        """What is listened to now."""
        return demand_of(self._fan.types())

    async def _check_rights(self) -> None:
        """Find out whether a server that did not say FullyBooted is booting, where that is doubtful."""
        boot, last = self.identify(), self._last_boot
        if not boot.booting or boot.startup is None or last is None:
            return
        if not last.booting and boot.startup == last.startup:
            # It was restarted within the same second, or this user is not shown any more that it has booted.
            self.sees_boot = await self._may_read_system()

    def identify(self) -> Boot:
        """Which run of the server this is, as far as it is known by now."""
        came = self._fan.waiting(events.FullyBooted)
        if came:
            self.booted(came[-1:])
        server, booted_at = self.server, self._booted_at()
        boot = Boot(
            startup=server.startup,
            latest=self._asked,
            booting=self.sees_boot is True and self.fully_booted is None,
            identity=(server.greeting, server.version, server.system_name),
        )
        if self.fully_booted is None or self.fully_booted.uptime is None or booted_at is None:
            return boot
        # It counted its seconds at some moment since the login began, and left out a part of one.
        earliest = min(booted_at, self._asked - self.fully_booted.uptime - 1)
        return msgspec.structs.replace(boot, earliest=earliest, latest=booted_at)

    def _booted_at(self) -> float | None:
        booted = self.fully_booted
        if booted is None or booted.uptime is None or booted.received is None:
            return None
        # What cannot be is not believed: a name is made of it.
        return booted.received.wall - booted.uptime if 0 <= booted.uptime <= booted.received.wall else None

    async def wait_for_boot(self) -> None:
        """Wait for FullyBooted, at most `boot_timeout`, but only where it can still come.

        A booted server writes it together with the answer to the login, to a
        user who may read `system` and whose mask has it; a booting one sends it
        later. So where it can come at all and did not, the server still boots.
        """
        await self._wait_for_boot()
        self.note_boot()

    def note_boot(self) -> None:
        """Say when the server started, if it has said so by now."""
        self.server = msgspec.structs.replace(self.server, booted_at=self._booted_at())

    async def _wait_for_boot(self) -> None:
        if self.fully_booted is not None or not self._config.receives("system"):
            return
        if self.sees_boot is None:
            self.sees_boot = await self._may_read_system()
        if self.sees_boot is False:
            return
        with anyio.move_on_after(self._config.boot_timeout):
            while self.fully_booted is None:
                await self._pump()
        if self.fully_booted is None:
            self.sees_boot = None  # rights may have changed: the next login asks
            self.is_overdue = True
            _log.warning(
                "%s did not say FullyBooted within %g s; going on: it does not know actions of modules "
                "that are not loaded yet",
                self._info.node,
                self._config.boot_timeout,
                extra=of_session(self._info),
            )

    async def _may_read_system(self) -> bool | None:
        """Whether this user is shown `system` events, as the server says.

        Where it may not be asked, the answer is no: waiting for what may never
        come would delay every login of such a user. None: the command itself
        failed, as it does early in a boot (seen on 22).
        """
        command = show_user(self._config.credentials.username)
        if command is None:
            return False
        with anyio.move_on_after(self._config.login_timeout):
            reply = await self._exchange("Command", [("command", "Command", command)])
            classes = read_classes(reply)
            if classes is not None:
                return reads(classes, "system")
            if not reply.ok and "Output" in reply.headers:
                return None
        return False

    def _request(self, name: str, headers: list[tuple[str, str, str]]) -> Request:
        action_id = self._new_action_id()
        request = own_request(name, action_id, headers)
        request.sent = True
        self._add(request)
        return request

    async def _exchange(self, name: str, headers: list[tuple[str, str, str]]) -> Response:
        request = self._request(name, headers)
        try:
            await self._send(request.frame)
            await self._pump_until(request)
        except BaseException:
            self._abandon(request)
            raise
        reply: Response = request.reply
        return reply

    async def _pump_until(self, request: Request) -> None:
        while not request.done:
            await self._pump()
            if self.boot is None and self._receiver.received > _BEFORE_LOGIN:
                msg = f"more than {_BEFORE_LOGIN >> 20} MiB came before the login was finished"
                raise ProtocolError(msg)
