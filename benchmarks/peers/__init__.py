"""The clients that are measured.

A client is a module with ``CASES``: the name of a case to a function ``(job) -> Sample``. It is imported in
a process of its own, in an environment of its own. To add one, write its module and name it in `PEERS`; a
case that it cannot do, it leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Peer:
    """One client on one event loop."""

    name: str
    module: str
    requires: tuple[str, ...] = ()
    """What its environment is made of; nothing: the interpreter that runs the harness has it already."""
    backend: str = "asyncio"

    @property
    def package(self) -> str:
        """The distribution whose version is reported."""
        return self.requires[0].partition("==")[0] if self.requires else "anyio-ami"


OURS = {
    backend: Peer(f"anyio-ami/{backend}", "benchmarks.ours", backend=backend)
    for backend in ("asyncio", "trio", "uvloop")
}
PEERS = {
    "panoramisk": Peer("panoramisk", "benchmarks.peers.panoramisk_peer", ("panoramisk==1.4",)),
    "panoramisk-uvloop": Peer(
        "panoramisk-uvloop",
        "benchmarks.peers.panoramisk_peer",
        ("panoramisk==1.4", "uvloop==0.23.0"),
        "uvloop",
    ),
    "asterisk-ami": Peer("asterisk-ami", "benchmarks.peers.asterisk_ami_peer", ("asterisk-ami==0.1.7",)),
    # No client at all: what the machine, the server and Python's sockets give.
    "sockets": Peer("sockets", "benchmarks.peers.sockets_peer"),
}
BASELINE = "panoramisk"
