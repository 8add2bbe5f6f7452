"""What the facts of a check mean, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from anyio_ami.errors import AuthenticationError

from ._found import Found, clean
from ._needs import ALL, action_needs, event_needs, needed_read, needed_write
from ._reaching import Reaching
from ._report import CheckReport, ordered
from ._rights import show_user
from ._stanza import stanza
from ._wanted import POWERFUL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._facts import Facts
    from ._report import Finding, Need, Rights
    from ._watch import Watch

# Events by which a call of `AMIClient.originate` is followed.
_CALL: Final = ("Hangup", "Newchannel", "OriginateResponse")
# Seconds that clocks may differ, beyond the round trip, before it is worth a word.
_CLOCK: Final = 2.0


def report(facts: Facts, watch: Watch) -> CheckReport:
    """Judge the facts."""
    judged = _Judging(facts, watch)
    findings = judged.all()
    endpoint, wanted = facts.endpoint, facts.wanted
    version = facts.version or ("" if facts.major is None else f"{facts.major}.0")
    text = ""
    if wanted.events or wanted.actions or wanted.everything:
        text = stanza(
            facts.user,
            wanted,
            judged.needed_read,
            judged.needed_write,
            version=version,
            local_address=watch.local,
        )
    return CheckReport(
        address=endpoint.address,
        user=clean(facts.user),
        ok=facts.logged_in and not any(one.severity == "error" for one in findings),
        reached=watch.reached,
        greeted=judged.greeted,
        logged_in=facts.logged_in,
        peer=watch.peer,
        local_address=watch.local,
        tls=watch.security,
        login=facts.login,
        banner=clean(facts.banner or (watch.line if watch.greeted else "")),
        ami_version="" if facts.ami_version is None else ".".join(map(str, facts.ami_version)),
        version=clean(facts.version),
        major=facts.major,
        system_name=clean(facts.system_name),
        round_trip=facts.round_trip,
        clock_offset=facts.clock_offset,
        read=facts.read,
        write=facts.write,
        events=judged.events,
        actions=judged.actions,
        findings=findings,
        stanza=text,
    )


class _Judging:
    def __init__(self, facts: Facts, watch: Watch) -> None:
        self._facts = facts
        self._watch = watch
        self._found = Found()
        self._add = self._found.add
        self.greeted = watch.greeted or facts.logged_in or isinstance(facts.failure, AuthenticationError)
        self.events = event_needs(facts)
        self.actions = action_needs(facts)
        self.needed_read = needed_read(facts)
        self.needed_write = needed_write(self.actions)

    def all(self) -> tuple[Finding, ...]:
        Reaching(self._facts, self._watch, self._found).judge(greeted=self.greeted)
        if self._facts.logged_in:
            self._server()
            self._account()
            self._lacking()
            self._surplus()
        return ordered(self._found.findings)

    # The server and the account.

    def _server(self) -> None:
        facts = self._facts
        for text in facts.unanswered:
            self._add("info", "unanswered", f"One question was not answered: {text}.")
        trip, offset = facts.round_trip, facts.clock_offset
        if trip is not None and offset is not None and abs(offset) > _CLOCK + trip:
            self._add(
                "warning",
                "clock",
                f"The server's clock is {abs(offset):.1f} s {'ahead of' if offset > 0 else 'behind'} ours.",
                "Set both by NTP: the times in events are the server's.",
            )
        if not facts.booted:
            self._not_booted()

    def _not_booted(self) -> None:
        if self._facts.read.has("system"):
            self._add(
                "warning",
                "booting",
                "The server did not say FullyBooted at the login, though this user reads system: it is "
                "still loading its modules, or an eventfilter hides it.",
                "While it loads, actions of modules are unknown to it: check again later.",
            )
        else:
            self._add(
                "info",
                "boot-not-seen",
                "FullyBooted did not come with the login: this user does not read system, or the server is "
                "still loading its modules.",
                "For a program that may connect while the server starts, add system to read =.",
            )

    def _account(self) -> None:
        facts, shown = self._facts, self._facts.account
        if not facts.read.source and self.events:
            self._add(
                "warning",
                "read-unknown",
                "What this user may read is not known: only who holds write = command is shown it.",
                f"On the server's own command line: {show_user(facts.user) or 'manager show user'}.",
            )
        if shown is None:
            return
        if shown.limited_addresses is False:
            self._add(
                "info",
                "no-acl",
                "This user may log in from any address.",
                "Add deny = and permit = lines to its part of manager.conf.",
            )
        if shown.several_logins is False:
            self._add(
                "warning",
                "single-login",
                "allowmultiplelogin = no: while the server holds a dead connection for alive, it refuses the "
                "next login.",
                "Set allowmultiplelogin = yes for users of programs that reconnect.",
            )

    # What is wanted.

    def _lacking(self) -> None:
        for need in self.events:
            if need.in_version is False:
                self._missing("event", need.name)
            elif need.offered is False:
                self._add(
                    "error",
                    "event-not-sent",
                    f"{need.name} does not come: {need.note}.",
                    "Let it through there.",
                )
        unread = [need for need in self.events if need.held is False and need.in_version is not False]
        for classes in dict.fromkeys(need.classes for need in unread):
            lacking = self._lacks(self._facts.read, classes)
            names = [need.name for need in unread if need.classes == classes]
            self._add(
                "error",
                "event-not-read",
                f"read = lacks {','.join(lacking)}: {_spoken(names)} {_come(names)}.",
                f"Add {','.join(lacking)} to read =.",
            )
        for need in self.actions:
            if need.in_version is False:
                self._missing("action", need.name)
        self._not_run([one for one in self.actions if one.ok is False and one.in_version is not False])
        wanted = {need.name for need in self.events}
        if ALL not in wanted and "Originate" in {need.name for need in self.actions}:
            unseen = [name for name in _CALL if name not in wanted]
            if unseen:
                self._add(
                    "info",
                    "originate-events",
                    f"AMIClient.originate() follows a call by {_spoken(_CALL)}; not wanted here: "
                    f"{_spoken(unseen)}.",
                    "To use it, check with these events, too: else the stanza leaves them out.",
                )

    def _lacks(self, rights: Rights, classes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in classes if rights.has(name) is not True)

    def _missing(self, kind: str, name: str) -> None:
        version = self._facts.version or str(self._facts.major)
        self._add(
            "error", f"{kind}-not-in-version", f"Asterisk {version} has no {kind} {name}.", "Do without it."
        )

    def _not_run(self, denied: list[Need]) -> None:
        for need in denied:
            if need.held:
                self._add(
                    "error",
                    "action-not-offered",
                    f"{need.name} is not known to this server, though the user might run it.",
                    "Load its module.",
                )
        for classes in dict.fromkeys(need.classes for need in denied if not need.held):
            group = [need for need in denied if need.classes == classes and not need.held]
            names = _spoken([need.name for need in group])
            if group[0].held is None:
                self._add(
                    "error",
                    "action-denied",
                    f"{names} may not be run: write = lacks {_choice(classes)}, or a module is not loaded.",
                    f"Add {_cheapest(classes)} to write =.",
                )
            else:
                self._add(
                    "error",
                    "action-denied",
                    f"{names} may not be run: write = lacks {_choice(classes)}.",
                    f"Add {_cheapest(classes)} to write =.",
                )

    def _surplus(self) -> None:
        facts = self._facts
        wanted = facts.wanted
        if not (wanted.events or wanted.actions or wanted.everything):
            return
        if "all" not in self.needed_read:
            spare = [name for name in facts.read.held if name not in self.needed_read]
            if spare:
                note = " (system shows when a booting server is ready)" if "system" in spare else ""
                self._add(
                    "info",
                    "surplus-read",
                    f"read = holds more than is needed: {','.join(spare)}{note}.",
                    f"read = {','.join(self.needed_read)} is enough.",
                )
        spare = [name for name in facts.write.held if name not in self.needed_write]
        if spare:
            powerful = [name for name in spare if name in POWERFUL]
            danger = f"; {','.join(powerful)} can run programs or change the server" if powerful else ""
            self._add(
                "warning" if powerful else "info",
                "surplus-write",
                f"write = holds more than is needed: {','.join(spare)}{danger}.",
                f"write = {','.join(self.needed_write)} is enough.",
            )


def _spoken(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _come(names: list[Any]) -> str:
    return "does not come" if len(names) == 1 else "do not come"


def _choice(classes: tuple[str, ...]) -> str:
    return " or ".join(classes) or "a class"


def _cheapest(classes: tuple[str, ...]) -> str:
    from ._wanted import least

    return ",".join(least([classes])) or "its class"
