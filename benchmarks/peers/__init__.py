"""The clients that are measured.

A peer is a module ``NAME_peer`` in this folder with ``CASES``: case name to a function
``(job, variant) -> Sample``. To add one, write the module, name it and its variants in `MODULES`, and put
its package into the dependency group ``bench``. To add a case, write its function in each peer that can do
it, and describe it in `benchmarks.__main__.CASES`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from benchmarks.measure import Job, Sample

MODULES = {
    "anyio_ami": ("asyncio", "trio", "uvloop"),
    "panoramisk": ("asyncio", "uvloop"),
}
BASELINE = "panoramisk/asyncio"


class Peer(NamedTuple):
    """One client on one event loop."""

    module: str
    variant: str

    @property
    def name(self) -> str:
        return f"{self.module}/{self.variant}"

    @classmethod
    def parse(cls, name: str) -> Peer:
        """The peer named ``module/variant``. Raises ValueError for an unknown one."""
        module, _, variant = name.partition("/")
        if variant not in MODULES.get(module, ()):
            raise ValueError(f"no peer {name}; there are {', '.join(peer.name for peer in PEERS)}")
        return cls(module, variant)

    def run(self, case: str, job: Job) -> Sample | None:
        """Measure it in this process. None if this peer does not have the case."""
        function = import_module(f"{__name__}.{self.module}_peer").CASES.get(case)
        sample: Sample | None = None if function is None else function(job, self.variant)
        return sample


PEERS = [Peer(module, variant) for module, variants in MODULES.items() for variant in variants]
