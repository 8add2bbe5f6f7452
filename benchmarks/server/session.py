"""One connection to the replay server."""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from typing import TYPE_CHECKING

from benchmarks import traffic
from benchmarks.measure import END

from .answers import FULLY_BOOTED, channel_list, command_output, headers_of, reply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.traffic import Traffic

_END = f"Event: {END}\r\nPrivilege: system,all\r\nModule: manager\r\nStatus: 0\r\n\r\n".encode()
_TICK = 0.002


class Settings:
    """What the control port sets for all sessions."""

    def __init__(self) -> None:
        self.items: int = 0
        """How many channels CoreShowChannels lists."""
        self.output: int = 0
        """How many bytes Command answers with."""


class Session:
    """Answers in a thread of its own; floods in that of the control port."""

    def __init__(self, sock: socket.socket, settings: Settings) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = sock
        self.logged_in = False
        self.halted = threading.Event()
        self._settings = settings
        self._writing = threading.Lock()
        self._answers: deque[bytes] = deque()

    def send(self, slices: Iterable[bytes | memoryview]) -> None:
        """Send whole messages. Answers of other threads go out between two slices."""
        for piece in slices:
            with self._writing:
                self.sock.sendall(piece)
                self._send_answers()

    def _send_answers(self) -> None:
        waiting: list[bytes] = []
        while self._answers:
            waiting.append(self._answers.popleft())
        if waiting:
            self.sock.sendall(b"".join(waiting))

    def flood(self, messages: Traffic, count: int) -> None:
        """So many events as fast as they are taken, and the last one."""
        self.send(messages.slices(count))
        self.send([_END])

    def pace(self, messages: Traffic, rate: float, count: int) -> None:
        """So many events (0: until halted) at ``rate`` a second, and the last one."""
        self.halted.clear()
        begin, sent = time.perf_counter(), 0
        while not self.halted.is_set() and (not count or sent < count):
            due = int((time.perf_counter() - begin) * rate) - sent
            if due > 0:
                take = min(due, count - sent) if count else due
                self.send(messages.slices(take, sent))
                sent += take
            time.sleep(_TICK)
        self.send([_END])

    def serve(self) -> None:
        """Answer until the client goes away."""
        self.send([b"Asterisk Call Manager/11.0.0\r\n"])
        tail = b""
        while data := self.sock.recv(65_536):
            *messages, tail = (tail + data).split(b"\r\n\r\n")
            for message in messages:
                self._answer(headers_of(message))
            if self._answers:
                # Taken by the flood's thread, if that has the lock: never behind more than one slice.
                with self._writing:
                    self._send_answers()

    def _answer(self, headers: dict[bytes, bytes]) -> None:
        name, action_id = headers.get(b"action", b"").lower(), headers.get(b"actionid", b"")
        if name == b"coreshowchannels":
            self.send(channel_list(action_id, self._settings.items))
        elif name == b"command":
            self._answers.append(command_output(action_id, self._settings.output))
        else:
            if name == b"benchflood":
                self.send(traffic.calls().slices(int(headers[b"count"])))
            self._answers.append(reply(name, action_id))
            if name == b"login":
                self._answers.append(FULLY_BOOTED)
                self.logged_in = True
