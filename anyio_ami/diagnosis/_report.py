"""The report of `check`: data only, and the same as a page of text."""

from __future__ import annotations

from typing import Literal

import msgspec

# Quoted nowhere else: the order in which findings are told.
_ORDER = ("error", "warning", "info")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was found."""

    severity: Literal["error", "warning", "info"]
    """``error``: something wanted does not work. ``warning``: it may not, or it is not safe. ``info``: good
    to know."""
    code: str
    """What it is, for programs: ``unreachable``, ``refused``, ``event-not-read``, ... (docs/check.md)."""
    text: str
    """What was found, in one sentence."""
    advice: str = ""
    """What to do about it; empty where nothing needs doing."""


class Security(msgspec.Struct, frozen=True, kw_only=True):
    """The TLS of a connection, and the certificate that the server showed."""

    version: str
    """Such as ``TLSv1.3``."""
    cipher: str
    verified: bool
    """Whether it was made sure that the certificate is the server's: authority and name."""
    subject: str = ""
    """Such as ``commonName=pbx.example.com``. This and the rest are empty where nothing was verified."""
    issuer: str = ""
    not_before: str = ""
    """From when it is good, in UTC: ``2026-01-31T12:00:00Z``."""
    not_after: str = ""
    """Until when it is good, in UTC."""


class Rights(msgspec.Struct, frozen=True, kw_only=True):
    """Classes that a manager user holds, for reading or for writing. One that is in neither is not known."""

    held: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    source: str = ""
    """How it is known: a CLI command, the list of commands, an event; empty where nothing is."""
    exact: bool = False
    """Whether ``held`` is all that the user holds."""

    def has(self, name: str) -> bool | None:
        """Whether the class is held; None: not known."""
        if name in self.held or "all" in self.held:
            return True
        return False if self.exact or name in self.lacking else None


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """One event or action that was asked about."""

    name: str
    """On the wire."""
    classes: tuple[str, ...]
    """An event: the read classes of which all are needed. An action: the write classes of which one is."""
    held: bool | None
    """Whether the user may get the event, or run the action; None: not known."""
    in_version: bool | None
    """Whether this server's version has it; None: not known."""
    offered: bool | None = None
    """An action: whether the server lists it for this user; None: the list could not be had."""
    note: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether it can be had as things are; None: not known."""
        if self.in_version is False or self.held is False or self.offered is False:
            return False
        return self.held


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """What `check` found out. ``str(report)`` is a page to read; msgspec writes it as JSON.

    What the check did not get as far as, or could not know, is None, False or empty.
    """

    address: str
    """``host:port``."""
    user: str
    ok: bool
    """Whether the login worked and nothing stands in the way of what is wanted: no finding is an error."""
    reached: bool = False
    """A connection was made."""
    greeted: bool = False
    """The server said what it is."""
    logged_in: bool = False
    peer: str = ""
    """The address that was connected to; empty where it is not known."""
    local_address: str = ""
    """The address that the connection came from, as seen from here."""
    tls: Security | None = None
    """None: no TLS was asked for, or it did not come about."""
    login: Literal["md5", "plain"]
    """How the secret was shown: by MD5 challenge, or as it is."""
    banner: str = ""
    """The greeting, such as ``Asterisk Call Manager/11.0.0``."""
    ami_version: str = ""
    """The protocol's version, from the greeting."""
    version: str = ""
    """Asterisk's version; empty where the user may not ask for it (``write = reporting`` or ``system``)."""
    major: int | None = None
    """The major version, from the version or from the greeting."""
    system_name: str = ""
    round_trip: float | None = None
    """Seconds from a Ping to its answer."""
    clock_offset: float | None = None
    """Seconds that the server's clock is ahead of ours, true to about the round trip."""
    read: Rights = Rights()
    """``read =`` in manager.conf: events."""
    write: Rights = Rights()
    """``write =`` in manager.conf: actions."""
    events: tuple[Need, ...] = ()
    """The wanted events."""
    actions: tuple[Need, ...] = ()
    """The wanted actions."""
    findings: tuple[Finding, ...] = ()
    """Errors first."""
    stanza: str = ""
    """The part of manager.conf that grants what is wanted and no more, with a placeholder for the secret."""

    def finding(self, code: str) -> Finding | None:
        """The first finding with this code, if there is one."""
        return next((one for one in self.findings if one.code == code), None)

    def text(self) -> str:
        """The report as a page of plain text."""
        return "\n".join(_page(self)) + "\n"

    def __str__(self) -> str:
        return self.text()


def ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    """Errors first, each kind in the order of its discovery."""
    return tuple(sorted(findings, key=lambda one: _ORDER.index(one.severity)))


def _page(report: CheckReport) -> list[str]:
    lines = [f"{report.user} at {report.address}: {'ok' if report.ok else 'not ok'}", ""]
    lines += [f"  {label:<12} {value}" for label, value in _facts(report) if value]
    for title, needs in (("Events", report.events), ("Actions", report.actions)):
        if needs:
            lines += ["", f"{title} wanted"]
            lines += [_row(need, "all of" if title == "Events" else "one of") for need in needs]
    if report.findings:
        lines += ["", "Findings"]
        for one in report.findings:
            lines.append(f"  {one.severity:<8} {one.text}")
            if one.advice:
                lines.append(f"  {'':<8} -> {one.advice}")
    if report.stanza:
        lines += ["", "manager.conf, for what is wanted and no more", ""]
        lines += [f"  {line}" for line in report.stanza.splitlines()]
    return lines


def _facts(report: CheckReport) -> list[tuple[str, str]]:
    steps = (("reached", report.reached), ("greeted", report.greeted), ("logged in", report.logged_in))
    done = ", ".join(name for name, was in steps if was) or "not reached"
    asterisk = report.version or (f"{report.major} (from the greeting)" if report.major else "")
    login = {"md5": "MD5 challenge", "plain": "secret sent as it is"}[report.login]
    trip, offset = report.round_trip, report.clock_offset
    return [
        ("connection", done),
        ("from", report.local_address),
        ("to", report.peer),
        ("TLS", _tls(report)),
        ("greeting", report.banner),
        ("Asterisk", asterisk),
        ("system name", report.system_name),
        ("login", login),
        ("round trip", "" if trip is None else f"{trip * 1000:.1f} ms"),
        ("clock", "" if offset is None else f"{round(offset, 1) or 0.0:+.1f} s against ours"),
        ("read", _rights(report.read) if report.logged_in else ""),
        ("write", _rights(report.write) if report.logged_in else ""),
    ]


def _tls(report: CheckReport) -> str:
    tls = report.tls
    if tls is None:
        return "none" if report.greeted else ""
    shown = f"; {tls.subject}, issued by {tls.issuer}, until {tls.not_after}" if tls.subject else ""
    doubt = "" if tls.verified else "; not verified"
    return f"{tls.version}, {tls.cipher}{shown}{doubt}"


def _rights(rights: Rights) -> str:
    if not rights.source:
        return "not known"
    if rights.exact:
        held = ",".join(rights.held) or "nothing"
    elif rights.held:
        held = f"{','.join(rights.held)} at least"
    else:
        held = f"not {', '.join(rights.lacking)}"
    return f"{held}  ({rights.source})"


def _row(need: Need, quantity: str) -> str:
    mark = {True: "yes", False: "NO", None: "?"}[need.ok]
    classes = ",".join(need.classes)
    if len(need.classes) > 1:
        classes = f"{quantity} {classes}"
    notes = "; ".join(filter(None, (classes or "no class needed", need.note)))
    return f"  {mark:<4} {need.name:<28} {notes}"
