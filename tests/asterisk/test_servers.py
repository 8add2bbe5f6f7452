"""The fixtures themselves, over a plain socket: what they start is a real Asterisk of the right version."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .fixtures import AsteriskServer

AMI_VERSIONS = {"22": "11.", "16": "5."}


class Line:
    """A blocking AMI connection, as small as can be."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.buffer = b""

    def until(self, end: bytes) -> str:
        while end not in self.buffer:
            data = self.sock.recv(65_536)
            if not data:
                raise EOFError(self.buffer)
            self.buffer += data
        message, _, self.buffer = self.buffer.partition(end)
        return message.decode()

    def action(self, *lines: str) -> str:
        self.sock.sendall("".join(f"{line}\r\n" for line in lines).encode() + b"\r\n")
        return self.until(b"\r\n\r\n")


def login(sock: socket.socket, server: AsteriskServer) -> Line:
    line = Line(sock)
    assert line.until(b"\r\n").startswith(f"Asterisk Call Manager/{AMI_VERSIONS[server.version]}")
    answer = line.action(
        "Action: Login", f"Username: {server.username}", f"Secret: {server.secret}", "Events: off"
    )
    assert answer.startswith("Response: Success")
    return line


def connect(server: AsteriskServer) -> socket.socket:
    return socket.create_connection((server.host, server.port), timeout=10)


def test_banner_login_ping(asterisk: AsteriskServer) -> None:
    with connect(asterisk) as sock:
        line = login(sock, asterisk)
        assert "Ping: Pong" in line.action("Action: Ping")
        settings = line.action("Action: CoreSettings")
        assert f"AsteriskVersion: {asterisk.version}." in settings
        assert f"SystemName: {asterisk.name}" in settings


def test_tls(asterisk: AsteriskServer) -> None:
    context = ssl.create_default_context(cafile=str(asterisk.certificate))
    with (
        socket.create_connection((asterisk.host, asterisk.tls_port), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as sock,
    ):
        assert "Ping: Pong" in login(sock, asterisk).action("Action: Ping")


def test_cli(asterisk: AsteriskServer) -> None:
    assert f"Asterisk {asterisk.version}." in asterisk.cli("core show version")


def test_stop_start(own_asterisk: AsteriskServer) -> None:
    with connect(own_asterisk) as sock:
        line = Line(sock)
        line.until(b"\r\n")
        line.action("Action: Login", "Username: admin", "Secret: s3cret", "Events: system")
        own_asterisk.stop()
        while "Event: Shutdown" not in line.until(b"\r\n\r\n"):
            pass
        with pytest.raises(EOFError):
            line.until(b"\r\n\r\n")
    with pytest.raises(ConnectionRefusedError):
        connect(own_asterisk)
    own_asterisk.start()
    with connect(own_asterisk) as sock:
        login(sock, own_asterisk)


def test_kill(own_asterisk: AsteriskServer) -> None:
    with connect(own_asterisk) as sock:
        line = login(sock, own_asterisk)
        own_asterisk.kill()
        with pytest.raises((EOFError, ConnectionResetError)):
            line.until(b"\r\n\r\n")


def test_freeze_thaw(own_asterisk: AsteriskServer) -> None:
    with connect(own_asterisk) as sock:
        line = login(sock, own_asterisk)
        own_asterisk.freeze()
        sock.settimeout(0.2)
        with pytest.raises(TimeoutError):
            line.action("Action: Ping")
        own_asterisk.thaw()
        sock.settimeout(10)
        assert "Ping: Pong" in line.until(b"\r\n\r\n")
