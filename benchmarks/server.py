"""A replay server in a process of its own: answers what clients ask at login and pings, floods on request.

It does as little as it can for each byte, so that the client is what is measured. Two ports on 127.0.0.1,
printed as ``AMI CONTROL`` on standard output: the AMI port, and a control port that takes lines
``flood COUNT`` and sends that many events to every session. It ends when its standard input ends.
"""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import suppress

from . import traffic

_FULLY_BOOTED = (
    "Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 364\r\nLastReload: 364\r\n"
    "Status: Fully Booted\r\n\r\n"
)
_SETTINGS = (
    "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\nSystemName: bench\r\nCoreMaxCalls: 0\r\n"
    "CoreMaxLoadAvg: 0.000000\r\nCoreRunUser: \r\nCoreRunGroup: \r\nCoreMaxFilehandles: 0\r\n"
    "CoreRealTimeEnabled: No\r\nCoreCDRenabled: Yes\r\nCoreHTTPenabled: No\r\nSoundsSearchCustomDir: No\r\n"
)
_STATUS = (
    "CoreStartupDate: 2026-01-01\r\nCoreStartupTime: 00:00:00\r\nCoreReloadDate: 2026-01-01\r\n"
    "CoreReloadTime: 00:00:00\r\nCoreCurrentCalls: 0\r\nCoreProcessedCalls: 0\r\n"
)
# Action name in lower case -> what follows the ActionID of its reply.
_ANSWERS = {
    "login": "Message: Authentication accepted\r\n",
    "challenge": "Challenge: 305221216\r\n",
    "ping": "Ping: Pong\r\nTimestamp: 1795296397.108992\r\n",
    "events": "Events: On\r\n",
    "coresettings": _SETTINGS,
    "corestatus": _STATUS,
    "logoff": "Message: Thanks for all the fish.\r\n",
}


class Session:
    """One AMI connection: answers in its own thread, floods in the control thread's."""

    def __init__(self, sock: socket.socket) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = sock
        self.writing = threading.Lock()
        self.logged_in = False

    def send(self, *pieces: bytes | memoryview) -> None:
        with self.writing:
            for piece in pieces:
                self.sock.sendall(piece)

    def serve(self) -> None:
        self.send(b"Asterisk Call Manager/11.0.0\r\n")
        tail = b""
        while data := self.sock.recv(65_536):
            *messages, tail = (tail + data).split(b"\r\n\r\n")
            self.send(b"".join([self.answer(message) for message in messages]))

    def answer(self, message: bytes) -> bytes:
        headers: dict[str, str] = {}
        for line in message.decode("latin-1").split("\r\n"):
            name, _, value = line.partition(":")
            headers.setdefault(name.lower(), value.lstrip())
        action = headers.get("action", "").lower()
        action_id = f"ActionID: {headers['actionid']}\r\n" if "actionid" in headers else ""
        if action not in _ANSWERS:
            text = f"Response: Error\r\n{action_id}Message: Invalid/unknown command: {action}.\r\n\r\n"
            return text.encode("latin-1")
        kind = "Goodbye" if action == "logoff" else "Success"
        text = f"Response: {kind}\r\n{action_id}{_ANSWERS[action]}\r\n"
        if action == "login":
            self.logged_in = True
            text += _FULLY_BOOTED
        return text.encode("latin-1")


def _serve_ami(listener: socket.socket, sessions: set[Session]) -> None:
    def run(session: Session) -> None:
        sessions.add(session)
        try:
            session.serve()
        except OSError:
            pass  # the client went away in the middle of a write: the next round begins with a new one
        finally:
            sessions.discard(session)
            session.sock.close()

    while True:
        threading.Thread(target=run, args=(Session(listener.accept()[0]),), daemon=True).start()


def _serve_control(listener: socket.socket, sessions: set[Session], flood: traffic.Traffic) -> None:
    while True:
        control, _ = listener.accept()
        with control, control.makefile("r", encoding="ascii") as lines:
            for line in lines:
                pieces = flood.pieces(int(line.split()[1]))
                for session in [each for each in sessions if each.logged_in]:
                    with suppress(OSError):  # as above
                        session.send(*pieces)


def main() -> None:
    flood = traffic.load()
    sessions: set[Session] = set()
    ami, control = (socket.create_server(("127.0.0.1", 0)) for _ in range(2))
    threading.Thread(target=_serve_ami, args=(ami, sessions), daemon=True).start()
    threading.Thread(target=_serve_control, args=(control, sessions, flood), daemon=True).start()
    print(ami.getsockname()[1], control.getsockname()[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
