"""Exit codes, and every error as one line that says what to do."""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import Any, Final

from anyio_ami import errors


class Code(IntEnum):
    """What the command leaves with."""

    OK = 0
    FAILED = 1
    """The server said no, or something wanted is not there."""
    USAGE = 2
    """Arguments, options, configuration: nothing was sent."""
    CONNECTION = 3
    """No connection, or lost for good."""
    AUTHENTICATION = 4
    """The server refused user or secret."""
    UNKNOWN = 5
    """No answer in time, or lost before it came: what was asked for may have been done."""
    DENIED = 6
    """The manager user lacks a right."""
    FILE = 7
    """A file cannot be read or written."""
    BUSY = 10
    """`originate`: not answered, by what became of the call."""
    NO_ANSWER = 11
    CONGESTION = 12
    CALL_FAILED = 13
    INTERNAL = 70
    """A fault of this program."""
    INTERRUPTED = 130
    TERMINATED = 143


class Problem(Exception):  # noqa: N818  # told in one line, and never seen by a caller
    """An error as it is told: what is wrong, what to do, and the exit code."""

    def __init__(self, text: str, code: Code = Code.USAGE, advice: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.code = code
        self.advice = advice

    def line(self) -> str:
        """One line, whatever a server put into the text."""
        return one_line(f"{self.text} ({self.advice})" if self.advice else self.text)


class Interrupted(Exception):  # noqa: N818  # no error
    """A signal ended the work, and everything was left in order."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


def one_line(text: str) -> str:
    """The text without line ends, and harmless for terminals."""
    return clean(" ".join(text.split()))


def clean(text: str) -> str:
    """What is not printable is escaped: a server's text must not move a terminal's cursor."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


_CHECK = "anyio-ami check{} tells what stands in the way"
# What the library calls its options is called otherwise here.
_HERE: Final = {
    "tls=TLS(ca_file=...)": "--ca-file FILE",
    "tls=TLS(server_name=...)": "--server-name NAME",
    "insecure_skip_verify=True": "--insecure",
    "allow_plaintext=True": "--allow-plaintext",
    "login='md5'": "--login md5",
    "login='plain'": "--login plain",
    "tls=True": "--tls",
}


def translated(text: str) -> str:
    """A text of the library, with the options as the command line calls them."""
    for there, here in _HERE.items():
        text = text.replace(there, here)
    return text


def told(exc: BaseException) -> Problem:
    """How an exception is told."""
    # A group of one is that one. Python 3.10 has no such class of its own.
    parts: Any = getattr(exc, "exceptions", ())
    if len(parts) == 1:
        return told(parts[0])
    if isinstance(exc, Problem):
        return exc
    if isinstance(exc, errors.AMIError):
        return _of_server(exc)
    if isinstance(exc, OSError):
        name = f"{exc.filename}: " if exc.filename is not None else ""
        return Problem(f"{name}{exc.strerror or exc}", Code.FILE, _of_file(exc))
    text = f"a fault of anyio-ami: {type(exc).__name__}: {exc}"
    return Problem(text, Code.INTERNAL, "run it again with --debug and report what it shows")


def _of_server(exc: errors.AMIError) -> Problem:
    text = translated(str(exc))
    if isinstance(exc, errors.AuthenticationError):
        return Problem(text, Code.AUTHENTICATION, _CHECK.format(""))
    if isinstance(exc, errors.OutcomeUnknown):
        return Problem(text, Code.UNKNOWN)
    if isinstance(exc, errors.ActionTimeout):
        return Problem(text, Code.UNKNOWN, "--timeout gives it longer")
    if isinstance(exc, errors.CertificateError):
        return Problem(text, Code.CONNECTION)
    if isinstance(exc, (errors.ConnectError, errors.ConnectionLost, errors.ProtocolError)):
        return Problem(text, Code.CONNECTION)
    if isinstance(exc, errors.PermissionDenied):
        return Problem(text, Code.DENIED, _CHECK.format(f" --action {exc.action}" if exc.action else ""))
    if isinstance(exc, errors.InvalidAction):
        return Problem(text, Code.USAGE)
    return Problem(text, Code.FAILED)


def _of_file(exc: OSError) -> str:
    if exc.errno == errno.ENOENT:
        return "look at the path"
    return "--force overwrites it" if exc.errno == errno.EEXIST else ""
