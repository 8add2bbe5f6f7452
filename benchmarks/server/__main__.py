"""The replay server: it does as little as it can for each byte, so that the client is what is measured.

Two ports on 127.0.0.1, printed as ``AMI CONTROL`` on standard output. The control port takes lines and
answers ``ok``:

    flood COUNT TRAFFIC      so many events to every session, as fast as they are taken, then a last one
    pace RATE COUNT TRAFFIC  the same at so many a second; with COUNT 0 until `halt`
    halt                     ends all that is paced
    items COUNT              what CoreShowChannels lists
    output BYTES             what Command answers with

It ends when its standard input ends.
"""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import suppress

from benchmarks import traffic
from benchmarks.measure import allow_files

from .session import Session, Settings

_FILES = 20_000


class Server:
    """Sessions, and what is asked of them."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.sessions: set[Session] = set()

    def serve_ami(self, listener: socket.socket) -> None:
        while True:
            session = Session(listener.accept()[0], self.settings)
            threading.Thread(target=self._run, args=(session,), daemon=True).start()

    def _run(self, session: Session) -> None:
        self.sessions.add(session)
        # A client that went away in the middle of a write: the next round begins with a new one.
        with suppress(OSError):
            session.serve()
        session.halted.set()
        self.sessions.discard(session)
        session.sock.close()

    def serve_control(self, listener: socket.socket) -> None:
        while True:
            control, _ = listener.accept()
            with control, control.makefile("rb") as lines, suppress(OSError):
                for line in lines:
                    self._obey(control, *line.decode("ascii").split())

    def _obey(self, control: socket.socket, order: str, *words: str) -> None:
        sessions = [session for session in tuple(self.sessions) if session.logged_in]
        if order in ("items", "output"):
            setattr(self.settings, order, int(words[0]))
        elif order == "halt":
            for session in sessions:
                session.halted.set()
        elif order not in ("flood", "pace"):
            control.sendall(b"no\n")
            return
        # Made before the client's clock starts.
        messages = traffic.named(words[-1]) if order in ("flood", "pace") else None
        control.sendall(b"ok\n")
        if messages is None:
            return
        for session in sessions:
            if order == "flood":
                self._start(session.flood, messages, int(words[0]))
            else:
                self._start(session.pace, messages, float(words[0]), int(words[1]))

    def _start(self, *call: object) -> None:
        threading.Thread(target=_quietly, args=call, daemon=True).start()


def _quietly(function: object, *arguments: object) -> None:
    assert callable(function)
    with suppress(OSError):  # the client went away
        function(*arguments)


def main() -> None:
    allow_files(_FILES)
    traffic.calls()
    server = Server()
    ami, control = (socket.create_server(("127.0.0.1", 0), backlog=4096) for _ in range(2))
    threading.Thread(target=server.serve_ami, args=(ami,), daemon=True).start()
    threading.Thread(target=server.serve_control, args=(control,), daemon=True).start()
    print(ami.getsockname()[1], control.getsockname()[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
