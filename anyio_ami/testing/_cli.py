"""``Action: Command``: a few commands of the command line, and those a test adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ._frames import to_bytes
from ._texts import class_list

if TYPE_CHECKING:
    from ._pbx import PBX
    from ._requests import FakeRequest

_BLACKLIST: Final = ("module load", "module unload", "restart gracefully")


def run_command(pbx: PBX, request: FakeRequest) -> bytes:
    """The answer to one command."""
    command = request.get("Command").strip()
    if not command:
        return request.error("No command provided")
    if any(command == entry or command.startswith(f"{entry} ") for entry in _BLACKLIST):
        return request.error("Command blacklisted")
    output = _output(pbx, command)
    known = output is not None
    if output is None:
        output = (
            f"No such command '{command}' (type 'core show help {command}' for other possible commands)\n"
        )
    if pbx.version.major < 14:
        return _follows(request, output)
    lines = output.removesuffix("\n").split("\n")
    headers = [("Message", "Command output follows"), *(("Output", line) for line in lines)]
    return request.reply("Success" if known else "Error", headers)


def _follows(request: FakeRequest, output: str) -> bytes:
    """The form before Asterisk 14: raw lines up to a mark, the ActionID after the privilege."""
    action_id = f"ActionID: {request.action_id}\r\n" if request.action_id else ""
    text = f"Response: Follows\r\nPrivilege: Command\r\n{action_id}{output}\n--END COMMAND--\r\n\r\n"
    return to_bytes(text)


def _output(pbx: PBX, command: str) -> str | None:
    own = pbx.commands.get(command)
    if own is not None:
        return own if isinstance(own, str) else own(command)
    match command.split():
        case ["core", "show", "version"]:
            return f"Asterisk {pbx.version.asterisk} built by anyio_ami @ localhost on a simulated machine\n"
        case ["core", "show", "uptime"]:
            return f"System uptime: {_spoken(pbx.uptime)}\nLast reload: {_spoken(pbx.uptime)}\n"
        case ["core", "show", "uptime", "seconds"]:
            return f"System uptime: {pbx.uptime}\nLast reload: {pbx.uptime}\n"
        case ["manager", "show", "user", name]:
            return _user(pbx, name.strip('"'))
        case ["core", "show", "channels"]:
            return _channels(pbx)
        case ["core", "show", "channels", "concise"]:
            return "".join(
                f"{channel.name}!{channel.context}!{channel.exten}!{channel.priority}!"
                f"{'Up' if channel.state == 6 else 'Ring'}!{channel.application}!{channel.data}!"
                f"{channel.caller_num}!!!3!{channel.seconds}!!{channel.unique_id}\n"
                for channel in reversed(pbx.exchange.channels.values())
            )
        case _:
            return None


def _user(pbx: PBX, name: str) -> str:
    for user in pbx.users:
        if user.name.lower() == name.lower():
            return (
                f"\n          username: {user.name}\n            secret: <Set>\n               ACL: no\n"
                f"         read perm: {class_list(user.read)}\n        write perm: {class_list(user.write)}\n"
            )
    return f"There is no manager called {name}\n"


def _channels(pbx: PBX) -> str:
    exchange = pbx.exchange
    lines = [f"{'Channel':<64} {'Location':<32} {'State':<7} {'Application(Data)':<30}"]
    for channel in reversed(exchange.channels.values()):
        place = f"{channel.exten}@{channel.context}:{channel.priority}"
        state = "Up" if channel.state == 6 else "Ring"
        running = f"{channel.application}({channel.data})"
        lines.append(f"{channel.name:<64} {place:<32} {state:<7} {running:<30}")
    up, calls = len(exchange.channels), len(exchange.calls)
    lines.append(f"{up} active channel{'' if up == 1 else 's'}")
    lines.append(f"{calls} active call{'' if calls == 1 else 's'}")
    lines.append(f"{exchange.processed} call{'' if exchange.processed == 1 else 's'} processed")
    return "\n".join(lines) + "\n"


def _spoken(seconds: int) -> str:
    parts = [(seconds // 3600, "hour"), (seconds // 60 % 60, "minute"), (seconds % 60, "second")]
    spoken = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number]
    return ", ".join(spoken) or "0 seconds"
