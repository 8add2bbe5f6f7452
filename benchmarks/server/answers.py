"""What the replay server answers to actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import traffic

if TYPE_CHECKING:
    from collections.abc import Iterator

FULLY_BOOTED = (
    b"Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 364\r\nLastReload: 364\r\n"
    b"Status: Fully Booted\r\n\r\n"
)
_SETTINGS = (
    b"AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\nSystemName: bench\r\nCoreMaxCalls: 0\r\n"
    b"CoreMaxLoadAvg: 0.000000\r\nCoreRunUser: \r\nCoreRunGroup: \r\nCoreMaxFilehandles: 0\r\n"
    b"CoreRealTimeEnabled: No\r\nCoreCDRenabled: Yes\r\nCoreHTTPenabled: No\r\nSoundsSearchCustomDir: No\r\n"
)
_STATUS = (
    b"CoreStartupDate: 2026-01-01\r\nCoreStartupTime: 00:00:00\r\nCoreReloadDate: 2026-01-01\r\n"
    b"CoreReloadTime: 00:00:00\r\nCoreCurrentCalls: 0\r\nCoreProcessedCalls: 0\r\n"
)
# Action name in lower case -> what follows the ActionID of its reply.
_REPLIES = {
    b"login": b"Message: Authentication accepted\r\n",
    b"challenge": b"Challenge: 305221216\r\n",
    b"ping": b"Ping: Pong\r\nTimestamp: 1795296397.108992\r\n",
    b"events": b"Events: On\r\n",
    b"coresettings": _SETTINGS,
    b"corestatus": _STATUS,
    b"logoff": b"Message: Thanks for all the fish.\r\n",
    b"benchflood": b"Message: sent\r\n",
}
_LINE = b"Output: %06d  Local/101@default-0000004e;2  default  101  2  Up  Milliwatt  (None)\r\n"
_CHUNK = 200


def headers_of(message: bytes) -> dict[bytes, bytes]:
    """The headers of an action, names in lower case; of a repeated one the first counts."""
    headers: dict[bytes, bytes] = {}
    for line in message.split(b"\r\n"):
        name, _, value = line.partition(b":")
        headers.setdefault(name.lower(), value.lstrip())
    return headers


def reply(name: bytes, action_id: bytes) -> bytes:
    """The answer to an action that has one short reply."""
    line = b"ActionID: " + action_id + b"\r\n" if action_id else b""
    if name not in _REPLIES:
        return b"Response: Error\r\n" + line + b"Message: Invalid/unknown command: " + name + b".\r\n\r\n"
    kind = b"Goodbye" if name == b"logoff" else b"Success"
    return b"Response: " + kind + b"\r\n" + line + _REPLIES[name] + b"\r\n"


def channel_list(action_id: bytes, count: int) -> Iterator[bytes]:
    """The answer to CoreShowChannels with ``count`` channels, made while others travel."""
    yield (
        b"Response: Success\r\nActionID: " + action_id + b"\r\nEventList: start\r\n"
        b"Message: Channels will follow\r\n\r\n"
    )
    items = traffic.channels()
    head = b"Event: CoreShowChannel\r\nActionID: " + action_id + b"\r\n"
    for start in range(0, count, _CHUNK):
        places = range(start, min(start + _CHUNK, count))
        yield b"".join([head + items[place % len(items)] for place in places])
    yield (
        b"Event: CoreShowChannelsComplete\r\nActionID: " + action_id + b"\r\nEventList: Complete\r\n"
        b"ListItems: %d\r\n\r\n" % count
    )


def command_output(action_id: bytes, size: int) -> bytes:
    """The answer to Command with ``size`` bytes of it, or a line less."""
    head = b"Response: Success\r\nActionID: " + action_id + b"\r\nMessage: Command output follows\r\n"
    lines = (size - len(head) - 2) // len(_LINE % 0)
    return b"".join([head, *[_LINE % number for number in range(lines)], b"\r\n"])
