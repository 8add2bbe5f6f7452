"""The server as its actions see it: what it knows, and which actions it answers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, NamedTuple

from . import _texts
from ._broadcast import Broadcast
from ._channels import DIALPLAN
from ._scenarios import Scenarios
from ._session import FakeUser

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from ._channels import Dialplan
    from ._frames import Value
    from ._requests import Answer, FakeRequest, Handler
    from ._running import Start


_UP: Final = 3600.0  # seconds


class Action(NamedTuple):
    """One action that a server offers."""

    name: str
    privilege: str
    """Comma list of classes of which an account must write one; empty: none needed."""
    handler: Handler
    in_module: bool
    """It comes with a module, so it is unknown until the server has booted."""

    def allowed(self, account: FakeUser) -> bool:
        """Whether this account may run it."""
        return not self.privilege or bool(_texts.class_bits(self.privilege) & account.write)


class PBX(Broadcast, Scenarios):
    """A server without its connections. It has no action before somebody gives it one."""

    def __init__(
        self,
        version: str,
        start: Start,
        *,
        users: Iterable[FakeUser] | None,
        system_name: str,
        timestamps: bool,
        dialplan: Dialplan | None,
        queues: Mapping[str, str] | None,
        members: Mapping[str, Sequence[str]] | None,
        endpoints: Mapping[str, str] | None,
        booted: bool,
    ) -> None:
        Broadcast.__init__(self, system_name, timestamps)
        self.version: _texts.Version = _texts.version_named(version)
        """What is played: ``major``, ``ami`` (protocol version), ``asterisk``."""
        default = (FakeUser("admin", "s3cret"), FakeUser("listener", "listen", read="call,cdr", write=""))
        self.users: list[FakeUser] = list(default if users is None else users)
        """The manager accounts. Changes count from the next login on."""
        self.stopping: bool = False
        """True: every action is answered ``Asterisk is shutting down``, as during a graceful stop."""
        self.booted: bool = booted
        """False: no module is loaded yet and no FullyBooted has been sent."""
        self.database: dict[tuple[str, str], str] = {}
        """AstDB: (family, key) to value."""
        self.commands: dict[str, str | Callable[[str], str]] = {}
        """CLI commands added by the test: command to output, or to a callable that makes it."""
        static = {"support": ["Local/101@default"]} if queues is None else {}
        Scenarios.__init__(
            self,
            self.emit,
            start,
            system_name,
            DIALPLAN if dialplan is None else dialplan,
            major=self.version.major,
            queues={"support": "ringall", "sales": "leastrecent"} if queues is None else queues,
            members=static if members is None else members,
            endpoints=endpoints,
        )
        # One that is there has been up for a while.
        self.started: float = time.time() - _UP * booted
        self.reloaded: float = self.started
        self._handlers: dict[str, Action] = {}

    @property
    def uptime(self) -> int:
        """Seconds since the last boot."""
        return int(time.time() - self.started)

    def finish_boot(self) -> None:
        """The modules are loaded: FullyBooted to every session, and all actions work."""
        if not self.booted:
            self.booted = True
            headers: list[tuple[str, Value]] = [("Status", "Fully Booted")]
            if self.version.major >= 14:
                headers += [("Uptime", self.uptime), ("LastReload", int(time.time() - self.reloaded))]
            self.emit("FullyBooted", headers)

    def _begin_run(self) -> None:
        """A fresh process."""
        self.booted = self.stopping = False
        self.started = self.reloaded = time.time()
        self.clear_calls()

    def _begin_to_stop(self) -> None:
        """Take no action any more."""
        self.stopping = True

    def _end_run(self) -> None:
        """The process has ended."""
        self.clear_calls()
        self.booted = False

    def respond(self, action: str, handler: Handler, *, privilege: str | None = None) -> None:
        """Answer an action (its name is case-insensitive) by ``handler``, known to the server or not.

        The handler gets a :class:`FakeRequest` and gives the bytes of the answer, or None for none; it may be
        async. ``privilege`` is a comma list of classes of which the account must write one (``""``: none
        needed); None keeps what the action needs already.
        """
        known = self._handlers.get(action.lower())
        if privilege is None:
            privilege = known.privilege if known else ""
        self._handlers[action.lower()] = Action(known.name if known else action, privilege, handler, False)

    @property
    def actions(self) -> list[Action]:
        """The actions this server has now, by name."""
        found = [entry for entry in self._handlers.values() if self.booted or not entry.in_module]
        return sorted(found, key=lambda entry: entry.name.lower())

    def answer(self, request: FakeRequest) -> Answer | Awaitable[Answer]:
        """What the server says to a request."""
        session, name = request.session, request.name
        if request.error_text:
            return request.error(request.error_text)
        if not name:
            return request.error(_texts.MISSING_ACTION)
        if self.stopping:
            return request.error(_texts.SHUTTING_DOWN)
        if session.account is None and name.lower() not in ("login", "logoff", "challenge"):
            return request.error(_texts.PERMISSION_DENIED)
        entry = self._handlers.get(name.lower())
        if entry is None or (entry.in_module and not self.booted):
            self.security("RequestBadFormat", session, [("RequestType", f"Action: {name}")])
            return request.error(_texts.unknown_action(name))
        if session.account is not None and not entry.allowed(session.account):
            return request.error(_texts.PERMISSION_DENIED)
        return entry.handler(request)
