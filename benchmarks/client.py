"""One peer, one case, one round, in a process of its own: prints the sample as a line of JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from .measure import Job
from .peers import Peer


def main(peer: str, case: str, job: str) -> None:
    sample = Peer.parse(peer).run(case, Job(**json.loads(job)))
    print(json.dumps(None if sample is None else asdict(sample)))


if __name__ == "__main__":
    main(*sys.argv[1:])
