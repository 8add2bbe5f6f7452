"""One client, one case, one round, in a process of its own: prints the sample as a line of JSON.

    python -m benchmarks.round MODULE CASE JOB

Prints ``null`` if the client does not have the case.
"""

from __future__ import annotations

import json
import sys
import traceback
from dataclasses import asdict
from importlib import import_module

from .measure import Job


def main(module: str, case: str, job: str) -> int:
    function = import_module(module).CASES.get(case)
    try:
        sample = None if function is None else asdict(function(Job(**json.loads(job))))
    except Exception as exc:
        traceback.print_exc()
        cause: BaseException = exc
        while inner := getattr(cause, "exceptions", ()):
            cause = inner[0]
        # The last line is what the table shows.
        print(f"{type(cause).__name__}: {cause}", file=sys.stderr)
        return 1
    print(json.dumps(sample))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
