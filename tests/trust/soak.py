"""The storm of `tests.trust.storm` for as long as wanted.

``python -m tests.trust.soak --backend trio --count 10000 --seed 1 [--tcp]`` prints what happened, and fails
as a test does if anything is left behind. In memory it runs on a virtual clock, over sockets on the real one.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

import anyio

from .. import _virtual
from .storm import Storm


def main() -> None:
    """Run one storm, as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.soak", description=__doc__)
    parser.add_argument("--backend", choices=("asyncio", "trio"), default="asyncio")
    parser.add_argument("--count", type=int, default=10_000, help="calls to cancel")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tcp", action="store_true", help="over sockets and on the real clock")
    options = parser.parse_args()
    began = time.monotonic()
    name: str = options.backend
    settings: dict[str, Any] = {}
    if not options.tcp:
        name, settings = _virtual.trio_backend() if name == "trio" else _virtual.asyncio_backend()
    storm = Storm(options.seed, options.count, tcp=options.tcp)
    report = anyio.run(storm.run, backend=name, backend_options=settings)
    line = "sockets" if options.tcp else "memory"
    print(f"{options.backend}, {line}, seed {options.seed}: {report}; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
