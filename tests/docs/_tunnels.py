"""What lies between a program and its server in the documents: `ssh -W`, and a proxy that takes CONNECT."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from anyio.abc import ByteStream

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ._world import World

_SSH = """#!{python}
import os, socket, threading

line = socket.create_connection(("127.0.0.1", int(open({port!r}).read())))

def there():
    while data := os.read(0, 65536):
        line.sendall(data)
    line.shutdown(socket.SHUT_WR)

threading.Thread(target=there, daemon=True).start()
try:
    while data := line.recv(65536):
        os.write(1, data)
except BrokenPipeError:
    pass
"""


def ssh(world: World) -> None:
    """A command ``ssh`` that leads to the simulated server, whatever its arguments are."""
    folder = world.folder / "bin"
    folder.mkdir()
    program, port = folder / "ssh", folder / "port"
    program.write_text(_SSH.format(python=sys.executable, port=str(port)), "utf-8")
    program.chmod(0o755)
    world.patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    world.when_serving = lambda: port.write_text(str(world.pbx.port), "utf-8")


class Proxy(ByteStream):
    """A connection to a proxy, which makes another when it is told to by CONNECT."""

    def __init__(self, connect: Callable[[Any, int], Awaitable[ByteStream]]) -> None:
        self._connect = connect
        self._asked = self._answer = b""
        self._stream: ByteStream | None = None

    async def send(self, item: bytes) -> None:
        if self._stream is not None:
            await self._stream.send(item)
            return
        self._asked += item
        if self._asked.endswith(b"\r\n\r\n"):
            method, target, _ = self._asked.decode().split(" ", 2)
            assert method == "CONNECT"
            host, _, port = target.partition(":")
            self._stream = await self._connect(host, int(port))
            self._answer = b"HTTP/1.1 200 Connection established\r\n\r\n"

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        if self._answer:
            data, self._answer = self._answer[:max_bytes], self._answer[max_bytes:]
            return data
        assert self._stream is not None
        return await self._stream.receive(max_bytes)

    async def send_eof(self) -> None:
        assert self._stream is not None
        await self._stream.send_eof()

    async def aclose(self) -> None:
        if self._stream is not None:
            await self._stream.aclose()
