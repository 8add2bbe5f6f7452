"""What a server says: versions, event classes and the fixed texts of its answers.

The texts are what Asterisk 16 and 22 put on the wire; clients are known to look at some of them, so they are
kept letter by letter.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Version(NamedTuple):
    """One Asterisk version that can be played."""

    major: int
    ami: str
    """The number in the greeting: the version of the protocol, not of Asterisk."""
    asterisk: str


_VERSIONS: Final = (
    Version(13, "2.10.6", "13.38.3"),
    Version(16, "5.0.4", "16.28.0"),
    Version(18, "7.0.3", "18.26.0"),
    Version(20, "9.0.0", "20.19.0"),
    Version(22, "11.0.0", "22.10.1"),
    Version(23, "12.0.0", "23.4.0"),
)


def version_named(text: str) -> Version:
    """The version for ``"22"`` or ``"22.10.1"``; :exc:`ValueError` names those that are known."""
    major, _, rest = text.partition(".")
    for version in _VERSIONS:
        if str(version.major) == major:
            return version._replace(asterisk=text) if rest else version
    known = ", ".join(str(version.major) for version in _VERSIONS)
    raise ValueError(f"unknown Asterisk version {text!r}; known: {known}")


# The order gives each class its bit in a numeric event mask: "1" is system alone.
CLASSES: Final = (
    "system", "call", "log", "verbose", "command", "agent", "user", "config", "dtmf", "reporting", "cdr",
    "dialplan", "originate", "agi", "hookresponse", "cc", "aoc", "test", "security", "message",
)  # fmt: skip
BITS: Final = {name: 1 << number for number, name in enumerate(CLASSES)}
ALL: Final = (1 << len(CLASSES)) - 1


def class_bits(names: str) -> int:
    """The bits of a comma list such as ``"call,cdr"`` or ``"all"``; unknown names count nothing."""
    bits = 0
    for name in names.split(","):
        name = name.strip()
        bits |= ALL if name == "all" else BITS.get(name, 0)
    return bits


def class_list(bits: int) -> str:
    """The classes as the command line shows them: ``call,cdr``, ``...,all`` or ``<none>``."""
    names = [name for name, bit in BITS.items() if bits & bit]
    return ",".join([*names, "all"] if bits == ALL else names) or "<none>"


def class_names(bits: int) -> frozenset[str]:
    """The classes whose bits are set."""
    return frozenset(name for name, bit in BITS.items() if bits & bit)


def mask_bits(text: str) -> int:
    """The mask that ``EventMask`` or Login's ``Events`` asks for."""
    if text.isascii() and text.isdigit():
        return int(text) & ALL
    if text.lower() in ("on", "true", "yes", "t", "y"):
        return ALL
    return class_bits(text)


_SYSTEM = ("FullyBooted", "Shutdown", "Reload", "Load", "Unload", "PeerStatus", "Registry", "ContactStatus")
_SECURITY = (
    "SuccessfulAuth", "InvalidPassword", "InvalidAccountID", "RequestBadFormat", "ChallengeSent",
    "ChallengeResponseFailed", "RequestNotAllowed", "RequestNotSupported", "FailedACL", "SessionLimit",
)  # fmt: skip
_DIALPLAN = ("Newexten", "VarSet", "HangupHandlerPush", "HangupHandlerPop", "HangupHandlerRun")


def usual_class(event: str) -> str:
    """The class that Asterisk sends this event in (``call`` where nothing else is known)."""
    if event in _SYSTEM:
        return "system"
    if event in _SECURITY:
        return "security"
    if event in _DIALPLAN:
        return "dialplan"
    if event.startswith(("Queue", "Agent")):
        return "agent"
    if event.startswith(("RTCP", "TestEvent")):
        return "reporting"
    if event.startswith("AOC-"):
        return "aoc"
    if event.startswith(("AGIExec", "AsyncAGI")):
        return "agi"
    return {"UserEvent": "user", "Cdr": "cdr", "DTMFBegin": "dtmf", "DTMFEnd": "dtmf"}.get(event, "call")


PERMISSION_DENIED: Final = "Permission denied"
MISSING_ACTION: Final = "Missing action in request"
SHUTTING_DOWN: Final = "Asterisk is shutting down"
AUTH_FAILED: Final = "Authentication failed"
LOGIN_IN_USE: Final = "Login Already In Use"
LINE_TOO_LONG: Final = "Failed to parse message: line too long"
TOO_MANY_LINES: Final = "Too many lines in message or allocation failure"


def unknown_action(name: str) -> str:
    """The text for an action that no loaded module offers."""
    return f"Invalid/unknown command: {name}. Use Action: ListCommands to show available commands."


CAUSES: Final = {
    0: "Unknown", 1: "Unallocated (unassigned) number", 3: "No route to destination", 16: "Normal Clearing",
    17: "User busy", 18: "No user responding", 19: "User alerting, no answer", 20: "Subscriber absent",
    21: "Call Rejected", 27: "Destination out of order", 31: "Normal, unspecified",
    34: "Circuit/channel congestion", 38: "Network out of order", 127: "Interworking, unspecified",
}  # fmt: skip

STATES: Final = {
    0: "Down", 1: "Rsrvd", 2: "OffHook", 3: "Dialing", 4: "Ring", 5: "Ringing", 6: "Up", 7: "Busy",
    8: "Dialing Offhook", 9: "Pre-ring",
}  # fmt: skip
