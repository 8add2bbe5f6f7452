"""Seeds cut from the captures in tests/data, and the words of the protocol for the fuzzer's dictionary."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from anyio_ami import actions, events, responses, to_json
from anyio_ami._wire.layouts import Decoder
from tests.wire._rig import (
    CLIENT_FILES,
    DATA,
    GREETING,
    OLD_GREETING,
    PREFIX,
    SERVER_FILES,
    Rig,
    event_frames,
    frames,
    text,
)

from ._input import seed
from .decoding import _READ, _RESPONSES
from .encoding import CLASSES, SEPARATOR
from .login import WAIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PER_KIND: Final = 2
_LONGEST: Final = 4_096
_action_id = re.compile(rb"(?<=\r\nActionID: )[^\r]*(?=\r\n)")


def of(target: str) -> list[bytes]:
    """The seeds of one target, the same each time."""
    return list(dict.fromkeys(_MAKERS[target]()))


def write(target: str, folder: Path) -> int:
    """Put them into a folder, a file each; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    found = of(target)
    for number, data in enumerate(found):
        (folder / f"seed-{number:04d}").write_bytes(data)
    return len(found)


def dictionary() -> str:
    """Names and marks of the protocol, one a line, as libFuzzer reads them."""
    words: dict[str, None] = dict.fromkeys(
        [
            "\r\n", "\r\n\r\n", ": ", "Event: ", "Response: ", "Response: Success\r\n", "Response: Error\r\n",
            "Response: Follows\r\n", "Response: Goodbye\r\n", "--END COMMAND--\r\n\r\n",
            "EventList: start\r\n", "EventList: Complete\r\n", "ListItems: 1\r\n",
            "Asterisk Call Manager/", f"ActionID: {PREFIX}",
            "Message: Authentication accepted\r\n", "Message: Authentication failed\r\n", "Challenge: 1\r\n",
            WAIT.decode(), "@1@", "@2@", "@3@", "@4@", "ami://", "?events=", "%40", '{"event":"',
            '"extra":[["', '"unparsed":["', "\\udcff", '{"response":"', '{"action":"',
        ]
    )  # fmt: skip
    for names, lookup in ((events.NAMES, events.lookup), (responses.NAMES, responses.lookup)):
        for name in names:
            words[name] = None
            for base in getattr(lookup(name), "__mro__", ()):
                words.update(dict.fromkeys(header for header, _, _ in base.__dict__.get("__wire__", ())))
    return "".join(f'"{_escaped(word)}"\n' for word in words if word)


def _escaped(word: str) -> str:
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in word.encode()
    )


@cache
def _samples() -> tuple[bytes, ...]:
    """A few frames of every kind of event and reply."""
    found = [
        frame
        for known in event_frames().values()
        for frame in sorted(known, key=len)[: _PER_KIND * 3 : 3]
        if len(frame) <= _LONGEST
    ]
    replies: dict[tuple[bytes, ...], bytes] = {}
    for name in SERVER_FILES:
        for frame in frames(name):
            if frame.startswith(b"Response:") and len(frame) <= _LONGEST:
                headers = tuple(sorted({line.partition(b":")[0] for line in frame.split(b"\r\n")[1:-2]}))
                replies.setdefault(headers[:20], frame)
    return (*found, *replies.values())


def _ours(data: bytes, number: int) -> bytes:
    return _action_id.sub(f"{PREFIX}{number}".encode(), data)


def _frames() -> Iterator[bytes]:
    for number, name in enumerate(SERVER_FILES):
        data = (DATA / name).read_bytes()[: 3 * 1_024]
        yield seed(data, number % 2, 0, 3, 40, 90, 200)
        yield seed(_ours(data, 1 + number % 6), 0, number % 2, 2, 7, 77)
    for data in (GREETING, OLD_GREETING):
        yield seed(data + b"Response: Success\r\nActionID: 1\r\n\r\n", 0, 2, 1, 9)
    follows = (DATA / "wire-follows-pre14-SYNTHETIC-server.ami").read_bytes()
    yield seed(_ours(follows, 3), 0, 1, 3, 30, 60, 90)


def _decoding() -> Iterator[bytes]:
    for number, frame in enumerate(_samples()):
        yield seed(frame, number % 251, number % 7, number % 8, number % len(_RESPONSES))


def _correlation() -> Iterator[bytes]:
    # Ask, reply, items, the end, a read: of each kind; then with something given up in between.
    for kind in range(14):
        yield bytes([0, kind, 1, 1, 0, 4, 2, 0, 0, 3, 0, 1, 4, 0])
        yield bytes(
            [0, kind, 1, 0, kind, 1, 1, 1, 4, 4, 9, 1, 0, 4, 2, 0, 0, 2, 1, 0, 7, 1, 3, 0, 1, 3, 1, 1, 4, 0]
        )
    for frame in _samples()[::9]:
        data = _ours(frame, 0)[:255]
        yield bytes([0, 2, 1, 1, 0, 4, 5, len(data)]) + data + bytes([4, 0])


def _login() -> Iterator[bytes]:
    accepted = b"Response: Success\r\nActionID: @%d@\r\nMessage: Authentication accepted\r\n\r\n"
    challenge = b"Response: Success\r\nActionID: @1@\r\nChallenge: 305221216\r\n\r\n"
    about = (
        b"Response: Success\r\nActionID: @%d@\r\nAMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\n\r\n"
        b"Response: Success\r\nActionID: @%d@\r\n"
        b"CoreStartupDate: 2026-11-22\r\nCoreStartupTime: 10:15:30\r\n\r\n"
    )
    booted = b"Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 3\r\nLastReload: 3\r\n\r\n"
    pong = b"Response: Success\r\nActionID: @%d@\r\nPing: Pong\r\n\r\n"
    plain = [accepted % 1 + booted, about % (2, 3), pong % 4]
    md5 = [challenge, accepted % 2 + booted, about % (3, 4), pong % 5]
    for ends in (0, 1):
        for size in (0, 3):
            yield seed(GREETING + WAIT + WAIT.join(plain), 1, 0, 0, size, ends)
            yield seed(GREETING + WAIT + WAIT.join(md5), 0, 0, 0, size, ends)
            yield seed(GREETING + WAIT + WAIT.join(md5), 0, 1, 1, size, ends)
    for name in SERVER_FILES:
        if name.startswith(("wire-login", "wire-stopping", "wire-restart")):
            data = (DATA / name).read_bytes()
            greeting, _, rest = data.partition(b"\r\n")
            data = greeting + b"\r\n" + WAIT + _action_id.sub(b"@1@", rest)
            yield seed(data, 1, 0, 0, 0, 1)
            yield seed(data, 0, 0, 0, 5, 1)


def _encoding() -> Iterator[bytes]:
    texts = SEPARATOR.join(
        [b"PJSIP/alice", b"a,b", "é".encode(), b"x\r\nAction: Logoff", b"x\ny", b"x\0y", b"1", b" blank "]
    )
    for number in range(len(CLASSES)):
        yield seed(texts, number, 0, number % 8, 0, 0, number % 20, 0, 8 + number % 12, 1, 0, 3)
    for name in CLIENT_FILES:
        values = [
            value
            for line in (DATA / name).read_bytes()[:800].split(b"\r\n")
            if (value := line.partition(b": ")[2])
        ]
        yield seed(SEPARATOR.join(values), 0, 0, 10, 2)


def _documents() -> Iterator[bytes]:
    for number, frame in enumerate(_samples()):
        yield seed(frame, 0, number % len(_RESPONSES))
    for frame in _samples()[::3]:
        found = Rig().feed(frame).events or [
            Decoder(_RESPONSES[len(frame) % len(_RESPONSES)]).decode(text(frame), None, _READ)
        ]
        yield seed(to_json(found[0]), 1)
    yield seed(to_json(actions.Originate(channel="PJSIP/a", application="Wait", variables={"a": "1"})), 1)
    yield seed(to_json(actions.Custom("X", {"a": ["1", "2"]})), 1)
    yield seed(b'{"response":{"response":"Response"},"items":[{"event":"Hangup"}],"expected":1}', 1)


def _urls() -> Iterator[bytes]:
    parts = [
        (b"admin", b"s3", b"t", b"pbx.example.com", b":5038/?events=call,cdr"),
        (b"admin", b"a/b", b"", b"[::1]", b":5039"),
        (b"", b"x@y", b"?z", b"127.0.0.1", b""),
        (b"u%20x", b"#", b"", "bücher.example".encode(), b"/?events="),
    ]
    for way in range(4):
        for one in parts:
            yield seed(SEPARATOR.join(one), 1, way)
    yield seed(b"amis://admin:s3cret@pbx:5039/?events=call,cdr", 0, 0)
    yield seed(b"ami://admin@pbx", 0, 0)


_MAKERS: Final = {
    "frames": _frames,
    "decoding": _decoding,
    "correlation": _correlation,
    "login": _login,
    "encoding": _encoding,
    "documents": _documents,
    "urls": _urls,
}
